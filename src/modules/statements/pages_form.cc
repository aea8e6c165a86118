// A statement's form: what every statement says, the criteria of its rules, and the fields of the
// office's own form.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "records/store.h"
#include "rules.h"
#include "rules_sums.h"

namespace samloft::statements {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kMostChoices = 500;

// --- the form

// What the form shows: as it is stored, or as it was typed.
struct Source {
  const web::Parameters* typed = nullptr;

  std::string text(const std::string& name, const std::string& stored) const {
    return typed ? typed->get(name) : stored;
  }
  bool has(const std::string& name, const std::string& value, bool stored) const {
    if (!typed) return stored;
    const auto all = typed->every(name);
    return std::find(all.begin(), all.end(), value) != all.end();
  }
};

struct FormPage {
  Visit& visit;
  const records::Kinds& kinds;
  const Whole& whole;
  const Names& names;
  Source source;
  std::vector<FieldError> errors;
  Html note = {};  // above the form

  const Texts& t() const { return visit.t; }
  page::FieldFrame field(const std::string& name, const std::string& label, std::string_view hint = {},
                         bool optional = true, bool wide = true) const {
    return field_frame(t(), errors, name, label, hint, optional, wide);
  }
  Html prose(const char* name, std::string_view label, const std::string& stored,
             std::string_view hint = {}, bool optional = false) const {
    return page::text_area(t(), field(name, std::string(t()(label)), hint, optional), source.text(name, stored));
  }
  Html organisations(const char* name, std::string_view label, const std::vector<Uuid>& stored,
                     std::string_view hint) const;
  Html evidence(const std::string& name, const std::vector<Uuid>& stored,
                const std::vector<records::Named>& all) const;
};

Html FormPage::organisations(const char* name, std::string_view label, const std::vector<Uuid>& stored,
                             std::string_view hint) const {
  std::vector<page::Option> first, rest;
  for (const auto& one : records::choices(visit.db(), kinds, visit.viewer, "organisation", kMostChoices)) {
    if (one.id == whole.statement.filer) continue;
    const bool chosen = source.has(name, one.id.text(),
                                   std::find(stored.begin(), stored.end(), one.id) != stored.end());
    (chosen ? first : rest).push_back({one.id.text(), one.heading, chosen});
  }
  first.insert(first.end(), rest.begin(), rest.end());
  if (first.empty()) return {};
  return page::checkboxes(t(), field(name, std::string(t()(label)), hint), first);
}

Html FormPage::evidence(const std::string& name, const std::vector<Uuid>& stored,
                        const std::vector<records::Named>& all) const {
  std::vector<page::Option> options;
  for (const auto& one : all)
    options.push_back({one.id.text(), one.heading,
                       source.has(name, one.id.text(),
                                  std::find(stored.begin(), stored.end(), one.id) != stored.end())});
  if (options.empty()) return {};
  return page::checkboxes(t(), field(name, std::string(t()(N_("Kilder")))), options);
}

Html group(const Texts& t, const char* id, std::string_view title, const Html& fields) {
  return page::panel(id, t(title), html(R"(<div class="form">{}</div>)", fields));
}

// Offered where there is something to add to, or where it says so already.
Html supplement_part(const FormPage& form) {
  const Uuid stored = form.whole.statement.supplement_to;
  const std::string chosen = form.source.text("supplement_to", stored ? stored.text() : "");
  std::vector<page::Option> options{{"", std::string(form.t()(N_("Ingen: den står for seg selv"))), chosen.empty()}};
  for (const Sibling& one : form.whole.standing.siblings)
    if (is_decided(one.state) || one.id == stored)
      options.push_back({one.id.text(), form.names.of(one.id), one.id.text() == chosen});
  if (options.size() == 1 && !stored) return {};
  return page::select(form.t(), form.field("supplement_to", std::string(form.t()(N_("Tillegg til"))),
                                           N_("Når tiltaket alt har penger i ordningen for de samme årene. Et tillegg kommer oppå det som er innvilget; skal dere ha mindre, føres et endret vedtak på den behovsmeldinga.")),
                      options);
}

Html who_part(const FormPage& form) {
  const Statement& one = form.whole.statement;
  return group(form.t(), "who", N_("Hvem som melder"),
               html(R"(<p class="form__wide">{}: <strong>{}</strong></p>)", form.t()(N_("Meldes av")),
                    form.names.of(one.filer)) +
                   supplement_part(form) +
                   form.organisations("partners", N_("Partnere"), one.partners,
                                      N_("Universitetet eller andre som skal ha del i pengene. De får hver sin kolonne når du lagrer.")) +
                   form.organisations("on_behalf", N_("Meldes også for"), one.on_behalf,
                                      N_("De andre eierne i nettverket.")) +
                   form.prose("consents", N_("Samtykke fra dem"), one.consents,
                              N_("Hvordan og når de har sagt ja."), true) +
                   form.prose("contacts", N_("Kontakter"), one.contacts,
                              N_("Kontorer og stillinger, gjerne uten navn."), true));
}

Html measure_part(const FormPage& form) {
  const Statement& one = form.whole.statement;
  std::vector<page::Option> groups;
  const auto& all = ChoicesOf<partnership::TargetGroup>::list;
  for (std::size_t i = 0; i < std::size(all); ++i)
    groups.push_back({std::string(all[i].code), std::string(form.t()(all[i].label)),
                      form.source.has("target_groups", std::string(all[i].code), one.target_groups >> i & 1)});
  return group(form.t(), "measure", N_("Tiltaket"),
               html(R"(<p class="form__wide"><strong>{}</strong></p>)", form.names.of(one.measure)) +
                   page::checkboxes(form.t(), form.field("target_groups", std::string(form.t()(N_("Hvem som er med")))), groups) +
                   form.prose("target_group", N_("Målgruppe"), one.target_group) +
                   form.prose("participants", N_("Deltakere"), one.participants,
                              N_("Hvor mange, og fra hvilke enheter."), true) +
                   form.prose("expected", N_("Det som ventes oppnådd"), one.expected) +
                   form.prose("anchoring", N_("Forankring"), one.anchoring,
                              N_("Hvordan ledere, ansatte og tillitsvalgte har vært med.")));
}

Html criteria_part(const FormPage& form) {
  const auto sources =
      records::choices(form.visit.db(), form.kinds, form.visit.viewer, "evidence", kMostChoices);
  Html fields;
  for (const CriterionRow& row : form.whole.criteria) {
    const AnswerRow* answer = form.whole.answer_to(row.id);
    const std::string name = "answer-" + row.id.text();
    fields += page::text_area(
        form.t(),
        field_frame(form.t(), form.errors, name, (row.code.empty() ? "" : row.code + ": ") + row.text, "",
              row.severity != Severity::block, true),
        form.source.text(name, answer ? answer->text.text : ""));
    if (!row.evidence_wanted.empty())
      fields += html(R"(<p class="muted form__wide">{}</p>)", row.evidence_wanted) +
                form.evidence("sources-" + row.id.text(),
                              answer ? answer->text.evidence : std::vector<Uuid>(), sources);
  }
  return fields.empty() ? Html() : group(form.t(), "criteria", N_("Kriteriene"), fields);
}

std::string_view type_hint(FieldType type) {
  switch (type) {
    case FieldType::money: return N_("Beløp i kroner.");
    case FieldType::number: return N_("Et helt tall.");
    case FieldType::file: return N_("Navnet på fila, eller hvor den er arkivert. Selve fila legges ved i portalen.");
    default: return "";
  }
}

Html typed_field(const FormPage& form, const FormField& field) {
  const std::string name = "answer-" + field.id.text();
  const AnswerRow* answer = form.whole.answer_to(field.id);
  const std::string value = form.source.text(name, answer ? answer->text.text : "");
  page::FieldFrame made = field_frame(form.t(), form.errors, name, field.label, type_hint(field.type),
                                !field.required, field.type == FieldType::text);
  if (!field.hint.empty()) made.hint = field.hint;
  switch (field.type) {
    case FieldType::text: return page::text_area(form.t(), made, value);
    case FieldType::money: return page::input(form.t(), made, "number", value, "kr");
    case FieldType::number: return page::input(form.t(), made, "number", value);
    case FieldType::date: return page::input(form.t(), made, "date", value);
    case FieldType::file: return page::input(form.t(), made, "text", value);
    case FieldType::choice: break;
  }
  std::vector<page::Option> options{{"", std::string(form.t()(N_("Ingen valgt"))), value.empty()}};
  for (const std::string& one : split(field.choices, '\n'))
    if (const std::string choice = trimmed(one); !choice.empty())
      options.push_back({choice, choice, choice == value});
  return page::select(form.t(), made, options);
}

Html office_part(const FormPage& form) {
  Html fields;
  std::string part;
  for (const FormField& field : form.whole.fields) {
    if (field.filled_from != FilledFrom::typed) continue;
    if (field.part != part) {
      part = field.part;
      fields += html(R"(<h3 class="ds-heading form__wide" data-size="2xs">{}</h3>)", part);
    }
    fields += typed_field(form, field);
  }
  if (fields.empty()) return {};
  return page::panel("office", form.names.of(form.whole.statement.form),
                     html(R"(<div class="form">{}</div>)", fields));
}

Html money_part(const FormPage& form) {
  const Statement& one = form.whole.statement;
  GridView view = form.source.typed ? grid_typed(form.visit, form.whole, form.names)
                                    : grid_stored(form.whole, form.names, Stage::applied, true);
  view.errors = form.errors;
  Html demanded;
  if (form.whole.standing.own_contribution)
    demanded = html(R"(<p class="muted form__wide">{}</p>)",
                    form.t().fill(N_("Ordningen krever en egenandel på {} kr av det som er lagret."),
                                  {kroner(*form.whole.standing.own_contribution)}));
  const auto text = [&](const char* name, const std::string& stored) {
    return form.source.text(name, stored);
  };
  return page::panel(
      "money", form.t()(N_("Beløp")),
      grid(form.t(), view, N_("Søkt om i alt")) + html(R"(<div class="form">{}</div>)", demanded +
          page::input(form.t(), form.field("own_money", std::string(form.t()(N_("Egenandel i kroner"))), {}, true, false),
                      "number", text("own_money", one.own_money ? plain_kroner(*one.own_money) : ""), "kr") +
          page::input(form.t(), form.field("own_hours", std::string(form.t()(N_("Egne timer"))), {}, true, false),
                      "number", text("own_hours", one.own_hours ? std::to_string(*one.own_hours) : "")) +
          form.prose("own_effort", N_("Egeninnsats"), one.own_effort, {}, true)));
}

// Every field as it stands on the page, for the summary of what is wrong.
std::vector<page::FieldName> names_in(const FormPage& form) {
  std::vector<page::FieldName> names;
  if (form.source.typed) names = grid_names(form.t(), grid_typed(form.visit, form.whole, form.names));
  const std::pair<const char*, std::string_view> others[] = {
      {"supplement_to", N_("Tillegg til")}, {"own_money", N_("Egenandel i kroner")}, {"own_hours", N_("Egne timer")},
      {"total", N_("Søkt om i alt")}, {"consents", N_("Samtykke fra dem")},
      {"target_group", N_("Målgruppe")}, {"participants", N_("Deltakere")},
      {"expected", N_("Det som ventes oppnådd")}, {"anchoring", N_("Forankring")}};
  for (const auto& [name, label] : others) names.push_back({name, std::string(form.t()(label))});
  for (const CriterionRow& row : form.whole.criteria)
    names.push_back({"answer-" + row.id.text(), row.code.empty() ? shortened(row.text, 40) : row.code});
  for (const FormField& field : form.whole.fields)
    names.push_back({"answer-" + field.id.text(), field.label});
  return names;
}

web::Response form_page(FormPage& form) {
  const Texts& t = form.t();
  const Statement& one = form.whole.statement;
  const std::string heading = form.names.of(one.id);
  const std::string address = statement_address(form.visit, one.id);
  // Who was too late saves the next time over what the other saved, knowing it.
  const bool late = std::any_of(form.errors.begin(), form.errors.end(),
                                [](const FieldError& fault) { return fault.field == "version"; });
  const std::string stored = std::to_string(one.version);
  const std::string version = late ? stored : form.source.text("version", stored);
  const Html actions = page::form_actions(
      page::submit(t(N_("Lagre kladden")), page::Weight::primary) +
      page::button_link(page::Url(address), t(N_("Avbryt")), page::Weight::tertiary));
  const Html main =
      page::hero({heading, std::string(t(N_("Fyll ut behovsmeldinga"))),
                  html(R"(<p class="muted">{}</p>)",
                       t(N_("Du kan lagre uten at alt er fylt ut. Siden for behovsmeldinga viser hva som mangler."))),
                  {}}) +
      (late ? saved_by_others(form.visit, form.whole, form.names)
            : page::error_summary(t, form.errors, names_in(form))) +
      form.note +
      html(R"(<form class="stack" method="post" action="{}" novalidate data-draft="{}">{}{}{}{}{}{}{}{}{}</form>)",
           page::Url(address + "/form"), page::Url(address + "/typed"), page::hidden("csrf", form.visit.csrf()),
           page::hidden("version", version), who_part(form), measure_part(form), criteria_part(form),
           money_part(form), office_part(form), page::draft_state(), actions);
  return form.visit.page(heading, crumbs(form.visit, one.id, heading, std::string(t(N_("Fyll ut"))), "/form"),
                         main, form.errors.empty() ? 200 : 422);
}

// --- reading it

// What is typed must be of its type; empty is always allowed in a draft.
void check_type(const FormField& field, const std::string& typed, std::vector<FieldError>& errors) {
  if (typed.empty()) return;
  const std::string name = "answer-" + field.id.text();
  if (field.type == FieldType::money && !parse_kroner(typed))
    errors.push_back({name, N_("Skriv beløpet i kroner, slik: 1 000 000 eller 12 500,50.")});
  if (field.type == FieldType::number && whole_number(typed, -1) < 0)
    errors.push_back({name, N_("Skriv et helt tall, for eksempel 12.")});
  if (field.type == FieldType::date && !Date::parse(typed))
    errors.push_back({name, N_("Skriv datoen slik: 25.11.2026.")});
  if (field.type != FieldType::choice) return;
  const auto choices = split(field.choices, '\n');
  if (std::none_of(choices.begin(), choices.end(),
                   [&](const std::string& one) { return trimmed(one) == typed; }))
    errors.push_back({name, N_("Velg en fra lista.")});
}

std::vector<Text> answers_in(const Visit& visit, const Whole& whole, std::vector<FieldError>& errors) {
  std::vector<Text> all;
  for (const CriterionRow& row : whole.criteria)
    all.push_back({row.id, visit.field("answer-" + row.id.text()), ids_in(visit, "sources-" + row.id.text())});
  for (const FormField& field : whole.fields) {
    if (field.filled_from != FilledFrom::typed) continue;
    const std::string typed = trimmed(visit.field("answer-" + field.id.text()));
    check_type(field, typed, errors);
    all.push_back({field.id, typed, {}});
  }
  return all;
}

void read_statement(const Visit& visit, Statement& one, std::vector<FieldError>& errors) {
  const auto text = [&](const char* name) { return trimmed(visit.field(name)); };
  one.version = whole_number(visit.field("version"), 0);
  if (visit.form.fields.has("supplement_to"))
    one.supplement_to = Uuid::parse(visit.field("supplement_to")).value_or(Uuid{});
  one.partners = ids_in(visit, "partners");
  one.on_behalf = ids_in(visit, "on_behalf");
  one.consents = text("consents");
  one.contacts = text("contacts");
  one.target_group = text("target_group");
  one.participants = text("participants");
  one.expected = text("expected");
  one.anchoring = text("anchoring");
  one.own_effort = text("own_effort");
  one.target_groups = 0;
  for (const std::string& code : visit.form.fields.every("target_groups"))
    if (const auto group = value_named<partnership::TargetGroup>(code))
      one.target_groups |= std::uint64_t{1} << static_cast<unsigned>(*group);
  one.own_money = parse_kroner(text("own_money"));
  if (!one.own_money && !text("own_money").empty())
    errors.push_back({"own_money", N_("Skriv beløpet i kroner, slik: 1 000 000 eller 12 500,50.")});
  const auto hours = whole_number(text("own_hours"), -1);
  one.own_hours = hours < 0 ? std::nullopt : std::optional(hours);
  if (!one.own_hours && !text("own_hours").empty())
    errors.push_back({"own_hours", N_("Skriv et helt tall, for eksempel 12.")});
}

web::Response form_again(Visit& visit, const records::Kinds& kinds, const Whole& whole,
                         std::vector<FieldError> errors) {
  const Names names = names_of(visit, kinds, whole);
  FormPage form{visit, kinds, whole, names, {&visit.form.fields},
                by_inputs(visit, whole.recipients(), std::move(errors)), {}};
  return form_page(form);
}

}  // namespace

page::FieldFrame field_frame(const Texts& t, const std::vector<FieldError>& errors, std::string name,
                       std::string label, std::string_view hint, bool optional, bool wide) {
  std::string error = page::error_of(t, errors, name);
  return {std::move(name), std::move(label), hint.empty() ? "" : std::string(t(hint)), std::move(error), optional, wide};
}

std::vector<Uuid> ids_in(const Visit& visit, const std::string& name) {
  std::vector<Uuid> ids;
  for (const std::string& typed : visit.form.fields.every(name))
    if (const auto id = Uuid::parse(typed); id && std::find(ids.begin(), ids.end(), *id) == ids.end())
      ids.push_back(*id);
  return ids;
}

web::Response show_form(Visit& visit, const records::Kinds& kinds) {
  const auto whole = wanted(visit, kinds);
  if (!whole) return visit.problem(Problem::not_found());
  if (!is_open(whole->statement.state))
    return web::Response::see_other(statement_address(visit, whole->statement.id));
  const Names names = names_of(visit, kinds, *whole);
  FormPage form{visit, kinds, *whole, names, {}, {}, {}};
  form.note = take_typed(visit, whole->statement.id);
  if (!form.note.empty()) form.source.typed = &visit.form.fields;
  return form_page(form);
}

web::Response save_form(Visit& visit, const records::Kinds& kinds) {
  auto whole = wanted(visit, kinds);
  if (!whole) return visit.problem(Problem::not_found());
  Written written;
  written.statement = whole->statement;
  std::vector<FieldError> errors;
  read_statement(visit, written.statement, errors);
  written.answers = answers_in(visit, *whole, errors);
  Grid grid = read_grid(visit, whole->recipients());
  errors.insert(errors.end(), grid.errors.begin(), grid.errors.end());
  if (!errors.empty()) {
    const auto sums = sum_faults(grid.years, grid.cells, grid.total);
    errors.insert(errors.end(), sums.begin(), sums.end());
    return form_again(visit, kinds, *whole, std::move(errors));
  }
  written.years = std::move(grid.years);
  written.cells = std::move(grid.cells);
  written.statement.total = grid.total;
  const Uuid id = whole->statement.id;
  auto work = work_of(visit, kinds);
  const auto saved = write(work, std::move(written));
  if (saved) {
    drop_typed(visit.db(), id, visit.viewer.person);
    return records::done(visit, statement_address(visit, id), id);
  }
  if (!saved.error().fields.empty()) return form_again(visit, kinds, *whole, saved.error().fields);
  if (saved.error().kind != Problem::Kind::conflict) return visit.problem(saved.error());
  // Someone saved first: what is typed stays, and the next save is made with the newest version.
  return form_again(visit, kinds, *whole, {{"version", saved.error().message}});
}

}  // namespace samloft::statements

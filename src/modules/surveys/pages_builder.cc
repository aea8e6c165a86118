// Making the questions of a draft.
// Tested by app/survey_walk_test.cc

#include <algorithm>

#include "base/text.h"
#include "page/components.h"
#include "pages.h"
#include "records/pages.h"
#include "records/records.h"
#include "records/store.h"
#include "store.h"

namespace samloft::surveys {
namespace {

using access::Visit;
using page::Html;
using page::html;

constexpr std::string_view kFirstScale =
    "Helt uenig\nNokså uenig\nVerken eller\nNokså enig\nHelt enig";
constexpr std::int64_t kMostSets = 200;

bool has_steps(ItemType type) { return type != ItemType::section && type != ItemType::text; }

// --- the form of one question

class ItemForm {
 public:
  ItemForm(const Visit& visit, const std::vector<FieldError>& errors)
      : t_(visit.t), errors_(errors) {}

  Html said(const std::string& name, std::string_view label, std::string_view hint, const Said& said,
            bool long_text, bool optional) {
    return field(name, label, hint, said.nb, long_text, optional);
  }
  Html translations(const std::string& name, std::string_view label, const Said& said,
                    bool long_text) {
    return field(name + "_nn", std::string(label) + " · nynorsk", "", said.nn, long_text, true) +
           field(name + "_en", std::string(label) + " · English", "", said.en, long_text, true);
  }
  Html tick(const std::string& name, std::string_view label, std::string_view hint, bool ticked) {
    return page::checkbox({name, std::string(label), std::string(hint), error(name)}, ticked);
  }
  Html field(const std::string& name, std::string_view label, std::string_view hint,
             const std::string& value, bool long_text, bool optional) {
    const page::FieldFrame frame{name, std::string(label), std::string(hint), error(name), optional,
                                 true};
    return long_text ? page::text_area(t_, frame, value) : page::input(t_, frame, "text", value);
  }
  std::string error(const std::string& name) const {
    return page::error_of(t_, errors_, name);
  }

 private:
  const Texts& t_;
  const std::vector<FieldError>& errors_;
};

std::string_view choices_hint(const Texts& t, ItemType type) {
  return type == ItemType::scale || type == ItemType::matrix
             ? t(N_("Ett trinn på hver linje, det laveste først."))
             : t(N_("Ett svar på hver linje."));
}

// «Deltar du i et nettverk? (1 Nei, 2 Ja)»: the numbers are asked for below.
std::string with_numbered_choices(const Item& item) {
  std::string all;
  std::size_t number = 0;
  for (const Said& one : lines_of(item.choices))
    all += (all.empty() ? "" : ", ") + std::to_string(++number) + " " + one.nb;
  return shortened(item.text.nb, 60) + " (" + shortened(all, 90) + ")";
}

Html condition_fields(const Visit& visit, ItemForm& form, const Item& item,
                      const std::vector<Item>& others) {
  std::vector<page::Option> before{{"", std::string(visit.t(N_("Alle får spørsmålet"))), !item.shown_if}};
  for (const Item& one : others) {
    if (one.id == item.id || !has_steps(one.type) || one.type == ItemType::matrix) continue;
    if (item.place && one.place && *one.place >= *item.place) continue;
    before.push_back({one.id.text(), with_numbered_choices(one), one.id == item.shown_if});
  }
  if (before.size() == 1) return {};
  return page::select(visit.t,
                      {"shown_if", std::string(visit.t(N_("Vises etter svar på"))), "",
                       form.error("shown_if"), true, true},
                      before) +
         form.field("shown_if_choices", visit.t(N_("når svaret er nummer")),
                    visit.t(N_("For eksempel 1,3.")), item.shown_if_choices, false, true);
}

Html item_fields(const Visit& visit, const Item& item, const std::vector<Item>& others,
                 const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  ItemForm form(visit, errors);
  const bool section = item.type == ItemType::section, scale = item.type == ItemType::scale;
  const std::string_view text = section ? t(N_("Overskrift")) : t(N_("Spørsmål eller påstand"));
  Html main = form.said("text", text, "", item.text, false, false), more;
  more += form.translations("text", text, item.text, false);
  if (has_steps(item.type)) {
    main += form.said("choices", t(N_("Svar")), choices_hint(t, item.type), item.choices, true, false);
    more += form.translations("choices", t(N_("Svar")), item.choices, true);
  }
  if (item.type == ItemType::matrix) {
    main += form.said("lines", t(N_("Påstander")), t(N_("Én på hver linje.")), item.lines, true, false);
    more += form.translations("lines", t(N_("Påstander")), item.lines, true);
  }
  main += form.said("help", t(N_("Forklaring")), "", item.help, true, true);
  more += form.translations("help", t(N_("Forklaring")), item.help, true);
  if (scale) {
    main += form.field("dimension", t(N_("Tema")),
                       t(N_("Spørsmål med samme tema får et felles gjennomsnitt.")), item.dimension.nb,
                       false, true);
    more += form.translations("dimension", t(N_("Tema")), item.dimension, false);
  }
  if (!section)
    main += form.tick("required", t(N_("Må besvares")),
                      t(N_("Bruk det sjelden: noen vil ha en grunn til å la være.")), item.required);
  if (scale || item.type == ItemType::matrix)
    main += form.tick("reversed", t(N_("Snudd")), t(N_("Et lavt svar betyr mye.")), item.reversed);
  if (item.type == ItemType::choice) {
    main += form.tick("splits", t(N_("Del resultatene etter dette spørsmålet")),
                      t(N_("For eksempel etter rolle. Små grupper slås sammen.")), item.splits);
  }
  main += condition_fields(visit, form, item, others);
  return main + html(R"(<details class="ds-details form__wide" data-variant="default"><summary>{}</summary><div class="stack">{}</div></details>)",
                     t(N_("Nynorsk og engelsk")), more);
}

web::Response item_page(Visit& visit, const Survey& survey, const Item& item,
                        const std::vector<FieldError>& errors, const std::string& action) {
  const std::string title(visit.t(label_of(item.type)));
  const auto others = items_of(visit.db(), survey.id);
  const Html form = html(
      R"(<div class="stack">{}<form class="form" method="post" action="{}" novalidate>{}{}{}{}{}{}</form></div>)",
      page::error_summary(visit.t, errors), page::Url(action), page::hidden("csrf", visit.csrf()),
      page::hidden("id", item.id.text()), page::hidden("version", std::to_string(item.version)),
      page::hidden("type", code_of(item.type)), item_fields(visit, item, others, errors),
      page::form_actions(page::submit(visit.t(N_("Lagre")), page::Weight::primary) +
                         page::button_link(page::Url(survey_address(visit, survey.id, "/questions")),
                                           visit.t(N_("Avbryt")), page::Weight::tertiary)));
  auto path = crumbs(visit, survey, title);
  path.insert(path.end() - 1, {std::string(visit.t(N_("Spørsmålene"))),
                               survey_address(visit, survey.id, "/questions"), false});
  return visit.page(title, std::move(path), page::hero({survey.title.nb, title, {}, {}}) + form,
                    errors.empty() ? 200 : 422);
}

void read_said(const Visit& visit, const std::string& name, Said& said) {
  const auto read = [&](const std::string& field) {
    std::string text = trimmed(visit.field(field));
    std::erase(text, '\r');
    return text;
  };
  said = {read(name), read(name + "_nn"), read(name + "_en")};
}

void read_item(const Visit& visit, Item& item) {
  read_said(visit, "text", item.text);
  read_said(visit, "help", item.help);
  read_said(visit, "choices", item.choices);
  read_said(visit, "lines", item.lines);
  read_said(visit, "dimension", item.dimension);
  item.required = visit.field("required") == "1";
  item.reversed = visit.field("reversed") == "1";
  item.splits = visit.field("splits") == "1";
  item.shown_if = Uuid::parse(visit.field("shown_if")).value_or(Uuid{});
  item.shown_if_choices = item.shown_if ? trimmed(visit.field("shown_if_choices")) : "";
}

// --- the pages

std::optional<Survey> draft_of_viewer(Visit& visit, const records::Kinds& kinds) {
  auto survey = run_by_viewer(visit, kinds);
  if (survey && survey->state != SurveyState::draft) return std::nullopt;
  return survey;
}

web::Response locked(const Visit& visit) {
  return visit.problem(Problem::conflict(
      N_("Undersøkelsen er åpnet. Spørsmålene kan ikke endres, for noen kan ha svart.")));
}

// Not there for those who do not run it; locked for those who do.
web::Response no_draft(Visit& visit, const records::Kinds& kinds) {
  return run_by_viewer(visit, kinds) ? locked(visit) : visit.problem(Problem::not_found());
}

std::optional<Item> wanted_item(Visit& visit, const records::Kinds& kinds, const Survey& survey) {
  const auto id = Uuid::parse(visit.part("item"));
  auto item = id ? records::find<Item>(visit.db(), *kinds.by_name("survey_item"), *id) : std::nullopt;
  if (item && !(item->survey == survey.id)) return std::nullopt;
  return item;
}

records::Work as_system(Visit& visit, const records::Kinds& kinds, Viewer& system) {
  system = visit.viewer;
  system.system = true;  // run_by_viewer has said who may
  return {visit.db(), kinds, system, visit.now, {}};
}

web::Response back(Visit& visit, const Survey& survey, const Uuid& item = {}) {
  return web::Response::see_other(
      survey_address(visit, survey.id, "/questions" + (item ? "#" + item.text() : "")));
}

web::Response show_questions(Visit& visit, const records::Kinds& kinds) {
  const auto survey = run_by_viewer(visit, kinds);
  if (!survey) return visit.problem(Problem::not_found());
  BuilderView view = builder_view(visit, *survey, items_of(visit.db(), survey->id));
  view.is_builder = true;
  if (view.is_draft) {
    for (const auto& one :
         records::choices(visit.db(), kinds, visit.viewer, "item_set", kMostSets))
      view.sets.push_back({one.id.text(), one.heading});
  }
  const std::string title(visit.t(N_("Spørsmålene")));
  const Html actions =
      page::button_link(page::Url(survey_address(visit, survey->id, "/preview")),
                        visit.t(N_("Se den som den som svarer")), page::Weight::secondary);
  return visit.page(
      title, crumbs(visit, *survey, title),
      page::hero({survey->title.nb, title, {}, actions}) +
          html(R"(<div class="grid"><div class="grid__main">{}</div><div class="grid__side">{}</div></div>)",
               questions_panel(visit.t, view), builder_tools(visit.t, view)));
}

web::Response show_preview(Visit& visit, const records::Kinds& kinds) {
  const auto survey = run_by_viewer(visit, kinds);
  if (!survey) return visit.problem(Problem::not_found());
  AnswerView view =
      answer_view(visit, *survey, definition_of(items_of(visit.db(), survey->id)), {}, {});
  view.is_preview = true;
  const std::string title(visit.t(N_("Forhåndsvisning")));
  return visit.page(title, crumbs(visit, *survey, title), answer_page(visit.t, view));
}

web::Response new_item(Visit& visit, const records::Kinds& kinds) {
  const auto survey = draft_of_viewer(visit, kinds);
  if (!survey) return no_draft(visit, kinds);
  Item item;
  item.id = Uuid::fresh();
  item.type = value_named<ItemType>(visit.request.query.get("type")).value_or(ItemType::scale);
  if (item.type == ItemType::scale || item.type == ItemType::matrix) item.choices.nb = kFirstScale;
  return item_page(visit, *survey, item, {}, survey_address(visit, survey->id, "/questions"));
}

web::Response create_item(Visit& visit, const records::Kinds& kinds) {
  const auto survey = draft_of_viewer(visit, kinds);
  if (!survey) return no_draft(visit, kinds);
  Item item;
  item.id = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (!records::kind_of(visit.db(), item.id).empty()) return back(visit, *survey);
  item.survey = survey->id;
  item.type = value_named<ItemType>(visit.field("type")).value_or(ItemType::scale);
  item.place = last_place(visit.db(), survey->id) + 1;
  read_item(visit, item);
  auto work = work_of(visit, kinds);
  const auto made = records::create_by_verb(work, *kinds.by_name("survey_item"), item);
  if (!made)
    return item_page(visit, *survey, item, made.error().fields,
                     survey_address(visit, survey->id, "/questions"));
  return back(visit, *survey, item.id);
}

web::Response edit_item(Visit& visit, const records::Kinds& kinds) {
  const auto survey = draft_of_viewer(visit, kinds);
  if (!survey) return no_draft(visit, kinds);
  const auto item = wanted_item(visit, kinds, *survey);
  if (!item) return visit.problem(Problem::not_found());
  return item_page(visit, *survey, *item, {},
                   survey_address(visit, survey->id, "/questions/" + item->id.text()));
}

web::Response save_item(Visit& visit, const records::Kinds& kinds) {
  const auto survey = draft_of_viewer(visit, kinds);
  if (!survey) return no_draft(visit, kinds);
  auto item = wanted_item(visit, kinds, *survey);
  if (!item) return visit.problem(Problem::not_found());
  item->version = whole_number(visit.field("version"), -1);
  read_item(visit, *item);
  Viewer system;
  auto work = as_system(visit, kinds, system);
  const auto saved = records::save(work, *kinds.by_name("survey_item"), *item);
  if (saved) return back(visit, *survey, item->id);
  const auto errors = saved.error().fields.empty()
                          ? std::vector<FieldError>{{"text", saved.error().message}}
                          : saved.error().fields;
  return item_page(visit, *survey, *item, errors,
                   survey_address(visit, survey->id, "/questions/" + item->id.text()));
}

web::Response remove_item(Visit& visit, const records::Kinds& kinds) {
  const auto survey = draft_of_viewer(visit, kinds);
  if (!survey) return no_draft(visit, kinds);
  const auto item = wanted_item(visit, kinds, *survey);
  if (!item) return visit.problem(Problem::not_found());
  Viewer system;
  auto work = as_system(visit, kinds, system);
  const auto removed = records::remove(work, *kinds.by_name("survey_item"), item->id);
  if (!removed) return visit.problem(removed.error());
  return records::done(visit, survey_address(visit, survey->id, "/questions"), item->id);
}

web::Response move_one(Visit& visit, const records::Kinds& kinds) {
  const auto survey = draft_of_viewer(visit, kinds);
  if (!survey) return no_draft(visit, kinds);
  const auto item = wanted_item(visit, kinds, *survey);
  if (!item) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto moved = move_item(
      work, item->id, visit.field("direction") == "up" ? Direction::up : Direction::down);
  if (!moved) return visit.problem(moved.error());
  return back(visit, *survey, item->id);
}

web::Response add_ready(Visit& visit, const records::Kinds& kinds) {
  const auto survey = draft_of_viewer(visit, kinds);
  if (!survey) return no_draft(visit, kinds);
  auto work = work_of(visit, kinds);
  const auto added = add_profile(work, survey->id);
  if (!added) return visit.problem(added.error());
  return back(visit, *survey);
}

web::Response add_chosen_set(Visit& visit, const records::Kinds& kinds) {
  const auto survey = draft_of_viewer(visit, kinds);
  if (!survey) return no_draft(visit, kinds);
  auto work = work_of(visit, kinds);
  const auto added =
      add_set(work, survey->id, Uuid::parse(visit.field("item_set")).value_or(Uuid{}));
  if (!added) return visit.problem(added.error());
  return back(visit, *survey);
}

}  // namespace

BuilderView builder_view(Visit& visit, const Survey& survey, const std::vector<Item>& items) {
  BuilderView view;
  view.address = survey_address(visit, survey.id);
  view.csrf = visit.csrf();
  view.is_draft = survey.state == SurveyState::draft;
  const Definition definition = definition_of(items);
  for (std::size_t i = 0; i < definition.size(); ++i) {
    const Question& one = definition[i];
    BuilderItem item;
    item.id = one.id.text();
    item.number = one.number > 0 ? std::to_string(one.number) + "." : "";
    item.text = one.text.in(visit.t.language());
    item.kind = visit.t(label_of(one.type));
    item.is_section = one.type == ItemType::section;
    item.may_rise = i > 0;
    item.may_sink = i + 1 < definition.size();
    if (view.is_draft) item.address = view.address + "/questions/" + one.id.text();
    if (!one.choices.empty()) {
      item.details = visit.t.fill(N_("{} svar, fra «{}» til «{}»"),
                                  {std::to_string(one.choices.size()),
                                   one.choices.front().in(visit.t.language()),
                                   one.choices.back().in(visit.t.language())});
    }
    if (one.shown_if) item.details += " · " + std::string(visit.t(N_("vises bare etter noen svar")));
    if (one.splits) item.details += " · " + std::string(visit.t(N_("deler resultatene")));
    view.items.push_back(std::move(item));
  }
  if (view.is_draft && !definition.empty())
    for (const Message& fault : opening_faults(definition)) view.faults.push_back(visit.t(fault));
  return view;
}

std::vector<access::Route> builder_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(kRunnerRoles);
  const std::string survey = "/{partnership}/surveys/{id}", all = survey + "/questions",
                    one = all + "/{item}";
  return {{"GET", all, who, with(kinds, show_questions)},
          {"GET", survey + "/preview", who, with(kinds, show_preview)},
          {"GET", all + "/new", who, with(kinds, new_item)},
          {"POST", all, who, with(kinds, create_item)},
          {"GET", one + "/edit", who, with(kinds, edit_item)},
          {"POST", one, who, with(kinds, save_item)},
          {"POST", one + "/removal", who, with(kinds, remove_item)},
          {"POST", one + "/move", who, with(kinds, move_one)},
          {"POST", survey + "/profile", who, with(kinds, add_ready)},
          {"POST", survey + "/sets", who, with(kinds, add_chosen_set)}};
}

}  // namespace samloft::surveys

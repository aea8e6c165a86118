// What stands on a statement's page beside its fields, and its moves.
// Tested by pages_test.cc

#include "pages.h"

#include "base/text.h"
#include "documents/documents.h"
#include "grants/grants.h"
#include "people/people.h"
#include "records/store.h"
#include "rules.h"
#include "rules_sums.h"

namespace samloft::statements {

using access::Visit;
using page::Html;
using page::html;

namespace {

const records::Kind& kind_in(const records::Kinds& kinds) { return *kinds.by_name("statement"); }

// --- where it stands

std::string deadline_of(const Visit& visit, const Whole& whole, bool& late) {
  const State state = whole.statement.state;
  const auto due = whole.standing.due;
  if (!due || is_filed(state) || state == State::withdrawn) return "";
  const TimeLeft left = time_left(visit.now, *due);
  late = left.over;
  return visit.t.fill(N_("Frist {}: {}."),
                      {visit.t.moment(*due), words_of(visit.t, left.over, left.days, left.hours, left.minutes)});
}

// Where a gap is mended: in the form, else where involvement is recorded.
std::string mend_address(const Visit& visit, const records::Kinds& kinds, const Whole& whole,
                         const Gap& gap) {
  switch (gap.lack) {
    case Lack::staff_unheard:
    case Lack::union_unheard: {
      const records::Kind& kind = *kinds.by_name("involvement");
      return visit.viewer.may(kind.writers)
                 ? visit.address("involvements/new?measures=" + whole.statement.measure.text())
                 : "";
    }
    case Lack::private_silent: return visit.address("involvement-gaps");
    case Lack::too_late:
    case Lack::not_open:
      return visit.viewer.may(kinds.by_name("filing_round")->writers)
                 ? visit.address("filing-rounds/" + whole.statement.round.text() + "/edit")
                 : "";
    case Lack::no_new_money: return visit.address("filing-rounds/" + whole.statement.round.text());
    default: break;
  }
  if (!visit.viewer.may(kWriters) || !is_open(whole.statement.state)) return "";
  // A sum that does not add up is mended among the amounts.
  const bool cell = gap.anchor.starts_with("total-") || gap.anchor.starts_with("amount-");
  return statement_address(visit, whole.statement.id, "/form#" + (cell ? "amounts" : gap.anchor));
}

Html gaps_of(Visit& visit, const records::Kinds& kinds, const Whole& whole) {
  const State state = whole.statement.state;
  if (is_filed(state) || !is_live(state)) return {};
  std::vector<GapView> views;
  for (const Gap& gap : gaps(whole.standing))
    views.push_back({gap.severity, words_of(visit.t, gap), mend_address(visit, kinds, whole, gap)});
  return gaps_panel(visit.t, views);
}

// --- what may be done

// One thing is the one to do: while something is missing it is to write, then to go on.
bool is_ready(const Whole& whole) {
  return gaps_before(whole.standing, State::anchored).empty();
}

bool by_letter(State to) { return is_advised(to) || is_decided(to); }

Html letter_button(const Visit& visit, const Whole& whole, State to, page::Weight weight) {
  return page::button_link(
      page::Url(statement_address(visit, whole.statement.id, is_advised(to) ? "/advice" : "/decision")),
      visit.t(move_words(to)), weight);
}

MoveView move_view(const Visit& visit, const Whole& whole, State to) {
  MoveView view{to, statement_address(visit, whole.statement.id, "/moves"), visit.csrf(), false,
                local_day(visit.now).iso(), {}, {}, {}, {}, false, false};
  if (visit.field("to") != code_of(to)) return view;
  const std::string prefix = std::string(code_of(to)) + "-";
  view.refused = true;
  view.made_on = visit.field(prefix + "made_on");
  view.reference = visit.field(prefix + "reference");
  view.reason = visit.field(prefix + "reason");
  view.due = visit.field(prefix + "due");
  view.hours = visit.field(prefix + "hours");
  view.impartial = !visit.field(prefix + "impartial").empty();
  return view;
}

// The main way stands open; ways back and out behind their names, unless one of them was refused.
Html moves_of(Visit& visit, const Whole& whole, const std::vector<FieldError>& errors) {
  Html first, others;
  bool letter = false;
  for (const State to : next_for(whole.statement.state, visit.viewer.roles)) {
    if (by_letter(to)) {
      if (!letter) first += html(R"(<p>{}</p>)", letter_button(visit, whole, to, page::Weight::primary));
      letter = true;
      continue;
    }
    MoveView view = move_view(visit, whole, to);
    const bool side = to == State::withdrawn || to == State::draft || to == State::returned;
    view.primary = !side && is_ready(whole);
    const Html form = move_form(visit.t, view, errors);
    if (!side) first += form;
    else
      others += html(R"(<details{}><summary>{}</summary>{}</details>)",
                     page::when(view.refused, Html::trusted(" open")), visit.t(move_words(to)), form);
  }
  return moves_panel(visit.t, whole.statement.state, first, others);
}

Html actions_of(Visit& visit, const Whole& whole) {
  const auto link = [&](const char* below, std::string_view text, page::Weight weight) {
    return page::button_link(page::Url(statement_address(visit, whole.statement.id, below)),
                             visit.t(text), weight);
  };
  Html all;
  if (visit.viewer.may(kWriters) && is_open(whole.statement.state))
    all += link("/form", N_("Fyll ut"),
                is_ready(whole) ? page::Weight::secondary : page::Weight::primary);
  all += link("/read", N_("Les"), page::Weight::secondary);
  return all + link("/portal", N_("Kopier til portalen"), page::Weight::secondary);
}

// --- what was said

std::vector<AmountsView> amounts_of(const Texts& t, const Whole& whole, const Names& names) {
  std::vector<AmountsView> views;
  const auto add = [&](Stage stage) {
    const auto table = amounts_table(t, label_of(stage), whole.cells_of(stage), whole.recipients(), names);
    if (!table.rows.empty()) views.push_back({table.caption, table.columns, table.numbers, table.rows});
  };
  for (const Stage stage : {Stage::applied, Stage::advised, Stage::decided}) add(stage);
  const auto together = together_table(whole, names, t);
  if (!together.rows.empty()) views.push_back({together.caption, together.columns, together.numbers, together.rows});
  return views;
}

std::vector<AnswerView> answer_views(const Whole& whole, const Names& names) {
  std::vector<AnswerView> views;
  for (const CriterionRow& row : whole.criteria) {
    const AnswerRow* answer = whole.answer_to(row.id);
    views.push_back({(row.code.empty() ? "" : row.code + ": ") + row.text, row.evidence_wanted,
                     answer ? answer->text.text : "", answer ? names.of(answer->text.evidence) : ""});
  }
  for (const FormField& field : whole.fields)
    if (field.filled_from == FilledFrom::typed)
      views.push_back({field.label, field.hint, value_for(whole, field, names), ""});
  return views;
}

std::vector<StepView> step_views(const Texts& t, const Whole& whole, const Names& names) {
  std::vector<StepView> views;
  for (const Step& step : whole.steps) {
    std::string note = step.reference;
    const auto add = [&](const std::string& more) { note += (note.empty() ? "" : " · ") + more; };
    if (step.hours) add(t.fill(N_("{} timer fra universitetet"), {std::to_string(*step.hours)}));
    if (step.due) add(t.fill(N_("ny frist {}"), {t.short_date(*step.due)}));
    if (step.votes_for && step.votes_against)
      add(t.fill(N_("{} stemmer for, {} mot, {} blanke"),
                 {std::to_string(*step.votes_for), std::to_string(*step.votes_against),
                  std::to_string(step.votes_blank.value_or(0))}));
    if (const std::string who = names.of(step.person); !who.empty()) add(who);
    if (step.impartial) add(std::string(t(N_("habilitet er vurdert"))));
    if (const std::string out = names.of(step.disqualified); !out.empty())
      add(t.fill(N_("inhabile: {}"), {out}));
    views.push_back({std::string(t(label_of(step.state))),
                     step.made_on ? t.short_date(*step.made_on) : "", note,
                     step.reason + (step.reason.empty() || step.dissent.empty() ? "" : "\n") + step.dissent});
  }
  return views;
}

// A decision that was changed after the grant was recorded: the two are told apart until they agree.
Html grant_warning(Visit& visit, const records::Kinds& kinds, const Whole& whole) {
  const auto grant =
      records::find<grants::Grant>(visit.db(), *kinds.by_name("grant"), whole.statement.granted_as);
  const Ore decided = sum_of(whole.cells_of(Stage::decided));
  if (!grant || grant->total == decided) return {};
  return page::alert(
      "warning",
      html("<p>{} {}</p>",
           visit.t.fill(N_("Vedtaket er på {} kr, men tilskuddet er ført med {} kr."),
                        {kroner(decided), kroner(grant->total.value_or(Ore{}))}),
           page::link(page::Url(records::address_of(visit, *kinds.by_name("grant"), grant->id)),
                      visit.t(N_("Rett tilskuddet")))));
}

Html grant_part(Visit& visit, const records::Kinds& kinds, const Whole& whole) {
  if (whole.statement.granted_as) return grant_warning(visit, kinds, whole);
  if (sum_of(whole.cells_of(Stage::decided)).count == 0 || !visit.viewer.may(kWriters)) return {};
  return page::panel(
      "grant", visit.t(N_("Tilskuddet")),
      html(R"(<p class="muted">{}</p>{})",
           visit.t(N_("Før tilskuddet med nøyaktig de beløpene som er innvilget, for hver mottaker og hvert år.")),
           page::post_button(page::Url(statement_address(visit, whole.statement.id, "/grant")),
                             visit.csrf(), visit.t(N_("Før tilskuddet")), page::Weight::primary, {},
                             page::hidden("id", Uuid::fresh().text()))));
}

records::Extra extra_of(Visit& visit, const records::Kinds& kinds, const Whole& whole,
                        const std::vector<FieldError>& errors = {}) {
  const Names names = names_of(visit, kinds, whole);
  StandView stand{whole.statement.state, "", false};
  stand.deadline = deadline_of(visit, whole, stand.late);
  records::Extra extra;
  extra.actions = actions_of(visit, whole);
  extra.above = standing_part(visit.t, stand,
                              gaps_of(visit, kinds, whole) + moves_of(visit, whole, errors));
  extra.below = amounts_panel(visit.t, amounts_of(visit.t, whole, names)) + grant_part(visit, kinds, whole) +
                answers_panel(visit.t, answer_views(whole, names)) +
                steps_panel(visit.t, step_views(visit.t, whole, names)) +
                documents::files_panel(visit, whole.statement.id,
                                       statement_address(visit, whole.statement.id, "/files"),
                                       {{"0", names.of(whole.statement.id), true}}, {"pdf", "docx", "html"});
  return extra;
}

// The page again, with what was typed and what is wrong with it.
web::Response refused(Visit& visit, const records::Kinds& kinds, const Whole& whole,
                      const Problem& problem) {
  if (problem.fields.empty()) return visit.problem(problem);
  const records::Extra extra = extra_of(visit, kinds, whole, problem.fields);
  const std::string heading = records::heading_of(visit.db(), whole.statement.id);
  std::string said(visit.t(problem.message));
  for (const FieldError& one : problem.fields) said += " " + visit.t(one.message);
  return visit.page(heading, crumbs(visit, whole.statement.id, heading, std::string(visit.t(N_("Ikke lagret"))), "/moves"),
                    page::hero({std::string(visit.t(N_("behovsmelding"))), heading, {}, extra.actions}) +
                        html(R"(<div class="stack">{}<div>{}</div>{}</div>)",
                             page::alert("danger", html("<p>{}</p>", said)), extra.above, extra.below),
                    422);
}

// --- changes

std::optional<Date> date_in(const Visit& visit, const std::string& name) {
  return Date::parse(trimmed(visit.field(name)));
}

web::Response move_one(Visit& visit, const records::Kinds& kinds) {
  const auto whole = wanted(visit, kinds);
  const auto to = value_named<State>(visit.field("to"));
  if (!whole || !to) return visit.problem(Problem::not_found());
  const std::string prefix = std::string(code_of(*to)) + "-";
  Step step;
  step.state = *to;
  step.made_on = date_in(visit, prefix + "made_on");
  step.reference = trimmed(visit.field(prefix + "reference"));
  step.reason = trimmed(visit.field(prefix + "reason"));
  step.due = date_in(visit, prefix + "due");
  step.impartial = !visit.field(prefix + "impartial").empty();
  if (const auto hours = whole_number(trimmed(visit.field(prefix + "hours")), -1); hours >= 0)
    step.hours = hours;
  auto work = work_of(visit, kinds);
  // A date that cannot be read is told of, not replaced by today.
  if (!step.made_on && !trimmed(visit.field(prefix + "made_on")).empty())
    return refused(visit, kinds, *whole,
                   Problem::invalid({{"made_on", N_("Skriv datoen slik: 25.11.2026.")}}));
  const auto moved = statements::move(work, whole->statement.id, step);
  if (!moved) return refused(visit, kinds, *whole, moved.error());
  return records::done(visit, statement_address(visit, whole->statement.id), whole->statement.id);
}

web::Response grant_one(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto made = make_grant(work, *id, Uuid::parse(visit.field("id")).value_or(Uuid::fresh()));
  if (!made) return visit.problem(made.error());
  return records::done(visit, records::address_of(visit, *kinds.by_name("grant"), *made), *made);
}

}  // namespace

// --- shared

std::optional<Whole> wanted(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  Statement stored;
  if (!id || !records::load_for(visit.db(), kind_in(kinds), visit.viewer, *id, stored))
    return std::nullopt;
  return whole_of(visit.db(), kinds, std::move(stored), visit.now);
}

std::string statement_address(const Visit& visit, const Uuid& id, const std::string& below) {
  return visit.address("statements/" + id.text() + below);
}

std::vector<page::NavItem> crumbs(const Visit& visit, const Uuid& id, const std::string& heading,
                                  const std::string& last, const std::string& below) {
  return {{std::string(visit.t(N_("Behovsmeldinger"))), visit.address("statements"), false},
          {heading, statement_address(visit, id), false},
          {last, statement_address(visit, id, below), false}};
}

Names names_of(Visit& visit, const records::Kinds& kinds, const Whole& whole) {
  Names names;
  names.headings = records::headings_of(visit.db(), kinds, visit.viewer, ids_of(whole));
  names.partnership = visit.partnership.name;
  if (const auto filer = records::find<people::Organisation>(
          visit.db(), *kinds.by_name("organisation"), whole.statement.filer))
    names.filer_number = filer->number;
  return names;
}

records::Work work_of(Visit& visit, const records::Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}

std::vector<std::string> recipient_names(const Whole& whole, const Names& names) {
  std::vector<std::string> all;
  for (const Uuid& one : whole.recipients()) all.push_back(names.of(one));
  return all;
}

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["statement"] = [&kinds](Visit& visit, const Record& record) {
    return extra_of(visit, kinds,
                    whole_of(visit.db(), kinds, static_cast<const Statement&>(record), visit.now));
  };
  extras.of_list["statement"] = [](Visit& visit) {
    records::Extra extra;
    if (visit.viewer.may(kWriters))
      extra.actions = page::button_link(page::Url(visit.address("statements/start")),
                                        visit.t(N_("Ny behovsmelding")), page::Weight::primary, "add");
    return extra;
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  using access::Who;
  const Who readers = Who::members(kReaders), writers = Who::members(kWriters),
            recorders = Who::members({Role::coordinator});
  const std::string all = "/{partnership}/statements", one = all + "/{id}";
  return {{"GET", all + "/start", writers, with(kinds, show_begin)},
          {"POST", all + "/start", writers, with(kinds, begin_one)},
          {"GET", one + "/form", writers, with(kinds, show_form)},
          {"POST", one + "/form", writers, with(kinds, save_form)},
          {"POST", one + "/typed", writers, with(kinds, keep_form)},
          {"POST", one + "/moves", Who::members(kWriters | Roles{Role::university_lead}), with(kinds, move_one)},
          {"GET", one + "/advice", recorders, with(kinds, show_advice)},
          {"POST", one + "/advice", recorders, with(kinds, save_advice)},
          {"GET", one + "/decision", recorders, with(kinds, show_decision)},
          {"POST", one + "/decision", recorders, with(kinds, save_decision)},
          {"POST", one + "/grant", writers, with(kinds, grant_one)},
          {"GET", one + "/read", readers, with(kinds, show_reading)},
          {"GET", one + "/portal", readers, with(kinds, show_portal)},
          {"POST", one + "/files", readers, with(kinds, make_files)}};
}

}  // namespace samloft::statements

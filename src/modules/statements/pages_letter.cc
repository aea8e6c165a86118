// What forum and governor made of a statement, recorded from their letters.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "records/store.h"
#include "rules.h"
#include "rules_impartial.h"
#include "rules_sums.h"

namespace samloft::statements {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kMostPersons = 1000;

// The two letters differ in a few words, in where their amounts start, and in the forum's votes.
struct Kind {
  const char* below;
  std::string_view title, advice, total, submit, who;
  bool votes;
};
constexpr Kind kAdvice{"/advice", N_("Innstillingen fra samarbeidsforum"),
                       N_("Skriv beløpene slik de står i referatet. Beløpene avgjør om behovsmeldinga er innstilt fullt ut, med lavere beløp eller ikke."),
                       N_("Innstilt i alt"), N_("Før innstillingen"), N_("Hvem som ledet forumet"), true};
constexpr Kind kDecision{"/decision", N_("Vedtaket"),
                         N_("Skriv beløpene slik de står i brevet. Er vedtaket et annet enn innstillingen, skal begrunnelsen med."),
                         N_("Innvilget i alt"), N_("Før vedtaket"), N_("Hvem som gjorde vedtaket"), false};

page::FieldFrame letter_frame(const Texts& t, const std::vector<FieldError>& errors, const char* name,
                              std::string_view label, bool optional, bool wide = false,
                              std::string_view hint = {}) {
  return field_frame(t, errors, name, std::string(t(label)), hint, optional, wide);
}

// The seats that vote; what was ticked, else those of parties where they are always left out (R23).
std::vector<page::Option> seat_options(Visit& visit, const Whole& whole, bool typed) {
  const auto seats = forum_seats(visit.db());
  std::vector<Uuid> out;
  if (typed)
    out = ids_in(visit, "disqualified");
  else if (impartiality_of(visit.db(), whole.round.office) == people::Impartiality::by_organisation)
    out = partial_seats(seats, whole.statement);
  std::vector<page::Option> options;
  for (const ForumSeat& seat : seats)
    options.push_back({seat.id.text(), seat.name, std::find(out.begin(), out.end(), seat.id) != out.end()});
  return options;
}

Html vote_fields(Visit& visit, const Whole& whole, bool typed, const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  std::vector<page::Option> ways;
  for (const Choice& one : ChoicesOf<Agreement>::list)
    ways.push_back({std::string(one.code), std::string(t(one.label)),
                    visit.field("agreement") == one.code ||
                        (visit.field("agreement").empty() && one.code == "consensus")});
  Html fields = page::radios(t, letter_frame(t, errors, "agreement", N_("Hvordan forumet kom fram til det"), false), ways);
  const auto seats = seat_options(visit, whole, typed);
  if (!seats.empty())
    fields += page::checkboxes(
        t, letter_frame(t, errors, "disqualified", N_("Inhabile"), true, true,
                        N_("De som sitter for en part i behovsmeldinga, er ikke med på innstillingen.")),
        seats);
  const std::pair<const char*, std::string_view> votes[] = {{"votes_for", N_("Stemmer for")},
                                                            {"votes_against", N_("Stemmer mot")},
                                                            {"votes_blank", N_("Blanke stemmer")}};
  for (const auto& [name, label] : votes)
    fields += page::input(t, letter_frame(t, errors, name, label, true, false, N_("Bare ved votering.")),
                          "number", visit.field(name));
  return fields + page::text_area(t, letter_frame(t, errors, "dissent", N_("Mindretallets syn og habilitet"), true, true),
                                  visit.field("dissent"));
}

// Who decided, if they stand in the register, and that they are impartial.
Html who_fields(Visit& visit, const records::Kinds& kinds, const Kind& kind,
                const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const std::string chosen = visit.field("person");
  std::vector<page::Option> persons{{"", std::string(t(N_("En som ikke står i registeret"))), chosen.empty()}};
  for (const auto& one : records::choices(visit.db(), kinds, visit.viewer, "person", kMostPersons))
    persons.push_back({one.id.text(), one.heading, one.id.text() == chosen});
  return page::select(t, letter_frame(t, errors, "person", kind.who, true), persons) +
         page::checkbox(letter_frame(t, errors, "impartial", N_("Habiliteten er vurdert"), false, true,
                                     N_("Ingen som har vært med på å avgjøre saken, arbeider for noen som får pengene, er ansvarlig for tiltaket eller har noe personlig å tjene på det.")),
                        !visit.field("impartial").empty());
}

// Amounts start as those before: what was applied for, advised on, decided.
GridView start_of(const Whole& whole, const Names& names, const Kind& kind) {
  if (kind.votes) return grid_stored(whole, names, Stage::applied, false);
  return grid_stored(whole, names, is_decided(whole.statement.state) ? Stage::decided : Stage::advised, false);
}

std::vector<page::FieldName> letter_names(const Texts& t, const GridView& view, const Kind& kind) {
  auto names = grid_names(t, view);
  const std::pair<const char*, std::string_view> others[] = {
      {"made_on", N_("Dato")}, {"total", kind.total}, {"disqualified", N_("Inhabile")},
      {"votes_for", N_("Stemmer for")}, {"votes_against", N_("Stemmer mot")},
      {"votes_blank", N_("Blanke stemmer")}, {"dissent", N_("Mindretallets syn og habilitet")},
      {"person", kind.who}, {"impartial", N_("Habiliteten er vurdert")}, {"reason", N_("Begrunnelse")}};
  for (const auto& [name, label] : others) names.push_back({name, std::string(t(label))});
  return names;
}

web::Response letter_page(Visit& visit, const records::Kinds& kinds, const Whole& whole,
                          const Kind& kind, bool typed, const std::vector<FieldError>& found) {
  const Texts& t = visit.t;
  const Names names = names_of(visit, kinds, whole);
  const auto errors = by_inputs(visit, whole.recipients(), found);
  GridView view = typed ? grid_typed(visit, whole, names) : start_of(whole, names, kind);
  view.errors = errors;
  const std::string heading = names.of(whole.statement.id);
  const std::string title(t(kind.title)), address = statement_address(visit, whole.statement.id);
  const Html form = html(
      R"({}<p class="muted">{}</p><form class="stack" method="post" action="{}" novalidate>{}<div class="form">{}{}</div>{}<div class="form">{}{}{}{}</div></form>)",
      page::error_summary(t, errors, letter_names(t, view, kind)), t(kind.advice), page::Url(address + kind.below),
      page::hidden("csrf", visit.csrf()),
      page::input(t, letter_frame(t, errors, "made_on", N_("Dato"), false), "date", visit.field("made_on")),
      page::input(t, letter_frame(t, errors, "reference", N_("Brev eller referat"), true), "text", visit.field("reference")),
      grid(t, view, kind.total), kind.votes ? vote_fields(visit, whole, typed, errors) : Html(),
      who_fields(visit, kinds, kind, errors),
      page::text_area(t, letter_frame(t, errors, "reason", N_("Begrunnelse"), true, true), visit.field("reason")),
      page::form_actions(page::submit(t(kind.submit), page::Weight::primary) +
                         page::button_link(page::Url(address), t(N_("Avbryt")), page::Weight::tertiary)));
  return visit.page(heading, crumbs(visit, whole.statement.id, heading, title, kind.below),
                    page::hero({heading, title, {}, {}}) + page::panel("letter", title, form),
                    errors.empty() ? 200 : 422);
}

web::Response show_letter(Visit& visit, const records::Kinds& kinds, const Kind& kind, State next) {
  const auto whole = wanted(visit, kinds);
  if (!whole) return visit.problem(Problem::not_found());
  const State to = !kind.votes && is_decided(whole->statement.state) ? State::amended : next;
  if (!may_follow(whole->statement.state, to))
    return web::Response::see_other(statement_address(visit, whole->statement.id));
  return letter_page(visit, kinds, *whole, kind, false, {});
}

std::optional<std::int64_t> count_in(const Visit& visit, const char* name) {
  const auto number = whole_number(trimmed(visit.field(name)), -1);
  return number < 0 ? std::nullopt : std::optional(number);
}

using Verb = Result<void> (*)(records::Work&, const Uuid&, Letter);

web::Response save_letter(Visit& visit, const records::Kinds& kinds, const Kind& kind, Verb verb) {
  const auto whole = wanted(visit, kinds);
  if (!whole) return visit.problem(Problem::not_found());
  Letter letter;
  letter.step.made_on = Date::parse(trimmed(visit.field("made_on")));
  letter.step.reference = trimmed(visit.field("reference"));
  letter.step.reason = trimmed(visit.field("reason"));
  letter.step.dissent = trimmed(visit.field("dissent"));
  letter.step.agreement =
      value_named<Agreement>(visit.field("agreement")).value_or(Agreement::consensus);
  letter.step.votes_for = count_in(visit, "votes_for");
  letter.step.votes_against = count_in(visit, "votes_against");
  letter.step.votes_blank = count_in(visit, "votes_blank");
  letter.step.person = Uuid::parse(visit.field("person")).value_or(Uuid{});
  letter.step.impartial = !visit.field("impartial").empty();
  letter.step.disqualified = ids_in(visit, "disqualified");
  Grid grid = read_grid(visit, whole->recipients());
  auto errors = std::move(grid.errors);
  for (FieldError& fault : sum_faults(grid.years, grid.cells, {})) errors.push_back(std::move(fault));
  if (!errors.empty()) return letter_page(visit, kinds, *whole, kind, true, errors);
  letter.cells = std::move(grid.cells);
  letter.total = grid.total;
  auto work = work_of(visit, kinds);
  const auto kept = verb(work, whole->statement.id, std::move(letter));
  if (kept)
    return records::done(visit, statement_address(visit, whole->statement.id), whole->statement.id);
  if (kept.error().fields.empty()) return visit.problem(kept.error());
  return letter_page(visit, kinds, *whole, kind, true, kept.error().fields);
}

}  // namespace

web::Response show_advice(Visit& visit, const records::Kinds& kinds) {
  return show_letter(visit, kinds, kAdvice, State::recommended);
}
web::Response save_advice(Visit& visit, const records::Kinds& kinds) {
  return save_letter(visit, kinds, kAdvice, advise);
}
web::Response show_decision(Visit& visit, const records::Kinds& kinds) {
  return show_letter(visit, kinds, kDecision, State::granted);
}
web::Response save_decision(Visit& visit, const records::Kinds& kinds) {
  return save_letter(visit, kinds, kDecision, decide);
}

}  // namespace samloft::statements

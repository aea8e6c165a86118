// What forum and governor made of a statement, recorded from their letters.
// Tested by pages_test.cc

#include "base/text.h"
#include "pages.h"
#include "rules.h"
#include "rules_sums.h"

namespace samloft::statements {

using access::Visit;
using page::Html;
using page::html;

namespace {

// The two letters differ in a few words, in where their amounts start, and in the forum's votes.
struct Kind {
  const char* below;
  std::string_view title, advice, total, submit;
  bool votes;
};
constexpr Kind kAdvice{"/advice", N_("Innstillingen fra samarbeidsforum"),
                       N_("Skriv beløpene slik de står i referatet. Beløpene avgjør om behovsmeldinga er innstilt fullt ut, med lavere beløp eller ikke."),
                       N_("Innstilt i alt"), N_("Før innstillingen"), true};
constexpr Kind kDecision{"/decision", N_("Vedtaket"),
                         N_("Skriv beløpene slik de står i brevet. Er vedtaket et annet enn innstillingen, skal begrunnelsen med."),
                         N_("Innvilget i alt"), N_("Før vedtaket"), false};

Html vote_fields(const Visit& visit, const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const auto frame = [&](const char* name, std::string_view label) {
    std::string error;
    for (const FieldError& one : errors)
      if (one.field == name) error = t(one.message);
    return page::FieldFrame{name, std::string(t(label)), "", error, true, false};
  };
  std::vector<page::Option> ways;
  for (const Choice& one : ChoicesOf<Agreement>::list)
    ways.push_back({std::string(one.code), std::string(t(one.label)),
                    visit.field("agreement") == one.code ||
                        (visit.field("agreement").empty() && one.code == "consensus")});
  Html fields = page::radios(t, frame("agreement", N_("Hvordan forumet kom fram til det")), ways);
  const std::pair<const char*, std::string_view> votes[] = {{"votes_for", N_("Stemmer for")},
                                                            {"votes_against", N_("Stemmer mot")},
                                                            {"votes_blank", N_("Blanke stemmer")}};
  for (const auto& [name, label] : votes)
    fields += page::input(t, frame(name, label), "number", visit.field(name));
  return fields + page::text_area(t, frame("dissent", N_("Mindretallets syn og habilitet")), visit.field("dissent"));
}

// Amounts start as those before: what was applied for, advised on, decided.
GridView start_of(const Whole& whole, const Names& names, const Kind& kind) {
  if (kind.votes) return grid_stored(whole, names, Stage::applied, false);
  return grid_stored(whole, names, is_decided(whole.statement.state) ? Stage::decided : Stage::advised, false);
}

web::Response letter_page(Visit& visit, const records::Kinds& kinds, const Whole& whole,
                          const Kind& kind, bool typed, const std::vector<FieldError>& found) {
  const Texts& t = visit.t;
  const Names names = names_of(visit, kinds, whole);
  const auto errors = by_inputs(visit, whole.recipients(), found);
  GridView view = typed ? grid_typed(visit, whole, names) : start_of(whole, names, kind);
  view.errors = errors;
  const auto frame = [&](const char* name, std::string_view label, bool optional, bool wide = false) {
    std::string error;
    for (const FieldError& one : errors)
      if (one.field == name) error = t(one.message);
    return page::FieldFrame{name, std::string(t(label)), "", error, optional, wide};
  };
  const std::string heading = names.of(whole.statement.id);
  const std::string title(t(kind.title)), address = statement_address(visit, whole.statement.id);
  const Html form = html(
      R"({}<p class="muted">{}</p><form method="post" action="{}" novalidate>{}<div class="form">{}{}</div>{}<div class="form">{}{}{}</div></form>)",
      page::error_summary(t, errors, grid_names(t, view)), t(kind.advice), page::Url(address + kind.below),
      page::hidden("csrf", visit.csrf()),
      page::input(t, frame("made_on", N_("Dato"), false), "date", visit.field("made_on")),
      page::input(t, frame("reference", N_("Brev eller referat"), true), "text", visit.field("reference")),
      grid(t, view, kind.total), kind.votes ? vote_fields(visit, errors) : Html(),
      page::text_area(t, frame("reason", N_("Begrunnelse"), true, true), visit.field("reason")),
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

// The way of a statement: anchored, confirmed, sent, advised on, decided.
// Tested by statements_move_test.cc

#include <algorithm>

#include "base/text.h"
#include "measures/measures.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "rules_impartial.h"
#include "rules_sums.h"
#include "statements_standing.h"
#include "university/university.h"

namespace samloft::statements {
namespace {

const records::Kind& kind_for(records::Work& work, std::string_view name) {
  return *work.kinds.by_name(name);
}

Result<Whole> wanted(records::Work& work, const Uuid& id) {
  Statement stored;
  if (!records::load_for(work.db, kind_for(work, "statement"), work.viewer, id, stored))
    return Problem::not_found();
  return whole_of(work.db, work.kinds, std::move(stored), work.now);
}

Problem wrong_state() {
  return Problem::conflict(N_("Behovsmeldinga er ikke lenger der den var. Last siden på nytt."));
}

Result<void> may_move(const records::Work& work, State from, State to) {
  if (!may_follow(from, to)) return wrong_state();
  if (!work.viewer.may(who_may(from, to))) return Problem::forbidden();
  return {};
}

void append(std::vector<FieldError>& errors, std::vector<FieldError> more) {
  errors.insert(errors.end(), more.begin(), more.end());
}

void demand(std::vector<FieldError>& errors, bool there, std::string field, Message message) {
  if (!there) errors.push_back({std::move(field), std::move(message)});
}

// What each step must carry besides what the statement itself lacks.
std::vector<FieldError> step_faults(const records::Work& work, const Step& step, State from) {
  std::vector<FieldError> errors;
  const bool has_reason = !trimmed(step.reason).empty();
  const Date today = local_day(work.now);
  demand(errors, step.made_on.has_value(), "made_on", N_("Skriv datoen slik: 25.11.2026."));
  if (step.made_on)
    demand(errors, *step.made_on <= today, "made_on", N_("Datoen kan ikke være etter i dag."));
  if (step.state == State::returned) {
    demand(errors, has_reason, "reason", N_("Skriv hva som må rettes."));
    demand(errors, step.due && today <= *step.due, "due", N_("Skriv den nye fristen, i dag eller senere."));
  }
  if (step.state == State::uh_confirmed)
    demand(errors, step.hours && *step.hours >= 0, "hours",
           N_("Skriv hvor mange timer universitetet setter av. 0 er også et svar."));
  demand(errors, step.impartial || !wants_impartiality(step.state), "impartial",
         is_signed(step.state)
             ? N_("Kryss av for at du har vurdert habiliteten din. Er du inhabil, må en annen gjøre dette.")
             : N_("Kryss av for at habiliteten er vurdert. Den som er inhabil, kan ikke være med på å avgjøre saken."));
  if (step.state == State::withdrawn) demand(errors, has_reason, "reason", N_("Skriv hvorfor den trekkes."));
  if (step.state == State::draft && from != State::draft)
    demand(errors, has_reason, "reason", N_("Skriv hvorfor den åpnes igjen."));
  return errors;
}

// Those who are promised to the measure for more hours than there are in their half-year (P5).
std::string overbooked_in(records::Work& work, const Uuid& measure) {
  const auto assignments = records::every<university::Assignment>(work.db, kind_for(work, "assignment"));
  std::string names;
  for (const auto& load :
       university::loads(records::every<university::Capacity>(work.db, kind_for(work, "capacity")), assignments)) {
    const auto is_his = [&](const university::Assignment& one) {
      return one.measure == measure && one.person == load.person &&
             (one.person || one.role == load.role);
    };
    if (!load.overbooked() || std::none_of(assignments.begin(), assignments.end(), is_his)) continue;
    const std::string name = load.person ? records::heading_of(work.db, load.person) : load.role;
    if (names.find(name) == std::string::npos) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

// §9.2: the hours are within what the university has, or it says why it confirms all the same.
Result<void> within_capacity(records::Work& work, const Whole& whole, const Step& step) {
  if (step.state != State::uh_confirmed || !trimmed(step.reason).empty()) return {};
  const std::string names = overbooked_in(work, whole.statement.measure);
  if (names.empty()) return {};
  return Problem::invalid(
      {{"reason", {N_("Timene går ut over det universitetet har: {}. Skriv hvorfor dere bekrefter likevel, eller rett timene først."),
                   {names}}}});
}

// R23: nobody takes a step with a statement that they are bound to; those who are not in the register
// are known by the declaration alone.
std::vector<FieldError> partial_faults(records::Work& work, const Whole& whole, const Step& step) {
  if (!step.person || !step.made_on || !wants_impartiality(step.state)) return {};
  const auto measure = records::find<measures::Measure>(work.db, kind_for(work, "measure"),
                                                        whole.statement.measure);
  Ties ties;
  ties.organisations = affiliations_of(work.db, step.person, *step.made_on);
  ties.is_responsible = measure && measure->responsible_person == step.person;
  ties.has_signed = std::any_of(whole.steps.begin(), whole.steps.end(), [&](const Step& one) {
    return is_signed(one.state) && one.state != step.state && one.person == step.person;
  });
  const auto partial = partial_to(whole.statement, step.state, ties);
  if (!partial) return {};
  const std::string organisation =
      partial->organisation ? records::heading_of(work.db, partial->organisation) : "";
  return {{is_signed(step.state) ? "impartial" : "person",
           words_of(step.state, *partial, records::heading_of(work.db, step.person), organisation)}};
}

// The rules say what is missing; each gap at its own place in the form.
Result<void> nothing_missing(const Whole& whole, State to) {
  const auto missing = gaps_before(whole.standing, to);
  if (missing.empty()) return {};
  std::vector<FieldError> errors;
  for (const Gap& gap : missing) errors.push_back({gap.anchor, gap.words});
  Problem problem = Problem::invalid(std::move(errors));
  problem.message = N_("Noe mangler før behovsmeldinga kan gå videre.");
  return problem;
}

Result<void> keep(records::Work& work, Statement statement, Step step) {
  AsVerb verb(work);
  step.id = {};
  step.version = 0;
  step.statement = statement.id;
  TRY(records::create(verb.work(), kind_for(work, "statement_step"), step));
  statement.state = step.state;
  if (step.state == State::returned) statement.due_again = step.due;
  return records::save(verb.work(), kind_for(work, "statement"), statement);
}

// --- what others said of it

std::vector<FieldError> letter_faults(const Whole& whole, const Letter& letter) {
  std::vector<YearSum> no_sums;
  auto errors = sum_faults(no_sums, letter.cells, letter.total);
  const auto recipients = whole.recipients();
  for (const Cell& cell : letter.cells) {
    demand(errors, std::find(recipients.begin(), recipients.end(), cell.organisation) != recipients.end(),
           cell_name(cell.year, cell.organisation), N_("Mottakeren er ikke med i behovsmeldinga. Legg den til som partner først."));
    demand(errors, is_near(cell.year, whole.standing.school_year), cell_name(cell.year, cell.organisation),
           {N_("{} ligger for langt fra skoleåret {}."),
            {std::to_string(cell.year), school_year_name(whole.standing.school_year)}});
  }
  return errors;
}

Result<void> keep_letter(records::Work& work, const Whole& whole, const Letter& letter, Stage stage) {
  AsVerb verb(work);
  TRY(bring_cells(verb.work(), whole, stage, letter.cells));
  return keep(work, whole.statement, letter.step);
}

// R10: no new money after the rules; what runs stays under them, if they say so.
void check_rules(const Whole& whole, const Letter& letter, std::vector<FieldError>& errors) {
  if (!letter.step.made_on || sum_of(letter.cells).count == 0) return;
  const Period period{whole.rules.valid_from, whole.rules.valid_until};
  if (partnership::accepts_new_money(period, *letter.step.made_on)) return;
  const bool runs = letter.step.state == State::amended;
  if (runs && whole.rules.transition == partnership::Transition::to_the_end) return;
  errors.push_back({"made_on", {N_("Ordningen tar ikke imot nye penger {}. Reglene tok slutt før det."),
                                {Texts().short_date(*letter.step.made_on)}}});
}

}  // namespace

Result<void> move(records::Work& work, const Uuid& id, Step step) {
  TRY_ASSIGN(const Whole whole, wanted(work, id));
  const State from = whole.statement.state;
  TRY(may_move(work, from, step.state));
  if (is_advised(step.state) || is_decided(step.state)) return wrong_state();
  if (!step.made_on) step.made_on = local_day(work.now);
  step.person = is_signed(step.state) ? work.viewer.person : Uuid{};
  auto errors = step_faults(work, step, from);
  append(errors, partial_faults(work, whole, step));
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  TRY(nothing_missing(whole, step.state));
  TRY(within_capacity(work, whole, step));
  return keep(work, whole.statement, std::move(step));
}

Result<void> advise(records::Work& work, const Uuid& id, Letter letter) {
  TRY_ASSIGN(const Whole whole, wanted(work, id));
  const Ore applied = sum_of(whole.cells_of(Stage::applied));
  letter.step.state = advised_state(applied, sum_of(letter.cells));
  TRY(may_move(work, whole.statement.state, letter.step.state));
  auto errors = letter_faults(whole, letter);
  append(errors, step_faults(work, letter.step, whole.statement.state));
  append(errors, partial_faults(work, whole, letter.step));
  append(errors, forum_faults(letter.step, whole.statement, forum_seats(work.db),
                              impartiality_of(work.db, whole.round.office)));
  if (letter.step.state != State::recommended)
    demand(errors, !trimmed(letter.step.reason).empty(), "reason",
           N_("Skriv hvorfor forumet innstiller på et lavere beløp enn det er søkt om."));
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  return keep_letter(work, whole, letter, Stage::advised);
}

Result<void> decide(records::Work& work, const Uuid& id, Letter letter) {
  TRY_ASSIGN(const Whole whole, wanted(work, id));
  const bool changes = is_decided(whole.statement.state);
  const Ore applied = sum_of(whole.cells_of(Stage::applied));
  letter.step.state = changes ? State::amended : decided_state(applied, sum_of(letter.cells));
  TRY(may_move(work, whole.statement.state, letter.step.state));
  auto errors = letter_faults(whole, letter);
  append(errors, step_faults(work, letter.step, whole.statement.state));
  append(errors, partial_faults(work, whole, letter.step));
  check_rules(whole, letter, errors);
  const Stage before = changes ? Stage::decided : Stage::advised;
  if (!same_amounts(letter.cells, whole.cells_of(before)))
    demand(errors, !trimmed(letter.step.reason).empty(), "reason",
           changes ? N_("Skriv hvorfor vedtaket er endret.")
                   : N_("Vedtaket er et annet enn innstillingen. Skriv begrunnelsen som står i brevet."));
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  return keep_letter(work, whole, letter, Stage::decided);
}

}  // namespace samloft::statements

// Reads a statement with all around it.
// Tested by statements_test.cc

#include "statements_standing.h"

#include <algorithm>

#include "base/text.h"
#include "grants/grants.h"
#include "involvement/involvement.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "rules_impartial.h"
#include "rules_sums.h"

namespace samloft::statements {
namespace {

template <class T>
T found(db::Connection& db, const records::Kinds& kinds, std::string_view kind, const Uuid& id) {
  return records::find<T>(db, *kinds.by_name(kind), id).value_or(T{});
}

bool is_written(const AnswerRow* answer) {
  return answer != nullptr && !trimmed(answer->text.text).empty();
}

std::vector<CriterionFact> criterion_facts(const Whole& whole) {
  std::vector<CriterionFact> facts;
  for (const CriterionRow& row : whole.criteria) {
    const AnswerRow* answer = whole.answer_to(row.id);
    facts.push_back({row.id, row.code.empty() ? shortened(row.text, 40) : row.code, row.severity,
                     is_written(answer), !trimmed(row.evidence_wanted).empty(),
                     answer != nullptr && !answer->text.evidence.empty()});
  }
  return facts;
}

std::vector<FieldFact> field_facts(const Whole& whole) {
  std::vector<FieldFact> facts;
  for (const FormField& field : whole.fields)
    if (field.required && field.filled_from == FilledFrom::typed)
      facts.push_back({field.id, field.label, is_written(whole.answer_to(field.id))});
  return facts;
}

// What the rules say, as the gaps ask for it.
void take_rules(Standing& standing, const Whole& whole) {
  const partnership::RuleSet& rules = whole.rules;
  standing.max_years = rules.max_years.value_or(standing.max_years);
  standing.allowed_units = rules.target_groups;
  standing.required_units = rules.required_units;
  standing.required_units_severity = rules.required_units_severity;
  standing.involvement_severity = rules.involvement_severity;
  standing.private_severity = rules.private_severity;
  standing.supplement_may_extend = rules.supplement_may_extend;
  const auto day = day_of_rules(whole.round);
  standing.takes_new_money =
      !day || partnership::accepts_new_money({rules.valid_from, rules.valid_until}, *day);
}

Standing standing_of(db::Connection& db, const Whole& whole, Instant now) {
  Standing standing;
  standing.statement = whole.statement;
  for (const YearRow& row : whole.years) standing.years.push_back(row.sum);
  standing.cells = whole.cells_of(Stage::applied);
  standing.criteria = criterion_facts(whole);
  standing.required_fields = field_facts(whole);
  standing.has_evidence = std::any_of(whole.answers.begin(), whole.answers.end(),
                                      [](const auto& row) { return !row.text.evidence.empty(); });
  standing.school_year = whole.round.school_year.value_or(0);
  take_rules(standing, whole);
  standing.own_contribution = own_contribution_of(whole);
  standing.opens_on = whole.round.opens_on;
  standing.due = due_of(whole.statement, whole.round);
  standing.today = local_day(now);
  standing.now = now;
  standing.heard = heard_for(db, whole.statement.measure, standing.today);
  standing.siblings = siblings_of(db, whole.statement, whole.round);
  if (whole.statement.supplement_to)
    standing.parents_last_year = last_year_of(db, whole.statement.supplement_to);
  return standing;
}

}  // namespace

Heard heard_for(db::Connection& db, const Uuid& measure, Date day) {
  Heard heard{true, true, {}};
  // R8 is asked of the statement itself, by its rule set.
  for (const auto& gap : involvement::gaps_of_measure(db, measure, std::nullopt, day)) {
    if (gap.rule == involvement::Rule::r7_staff) heard.staff = false;
    if (gap.rule == involvement::Rule::r7_union) heard.union_ = false;
    for (const auto& unit : gap.units) heard.private_silent.push_back(unit.name);
  }
  return heard;
}

const AnswerRow* Whole::answer_to(const Uuid& of) const {
  for (const AnswerRow& row : answers)
    if (row.text.of == of) return &row;
  return nullptr;
}

std::vector<Uuid> Whole::recipients() const { return parties_to(statement); }

std::optional<Instant> due_of(const Statement& statement, const Round& round) {
  if (statement.due_again) return end_of_day(*statement.due_again);
  const auto minute = minute_of(round.due_time);
  if (!round.due_on || !minute) return std::nullopt;
  return last_moment(*round.due_on, *minute);
}

std::optional<Ore> own_contribution_of(const Whole& whole) {
  const partnership::RuleSet& rules = whole.rules;
  if (!rules.own_contribution_required || !rules.own_contribution_rate) return std::nullopt;
  const auto cells = whole.cells_of(Stage::applied);
  Ore base;
  switch (rules.own_contribution_base) {
    case partnership::ContributionBase::owner_grant:
      base = sum_of_recipient(cells, whole.statement.filer);
      for (const Uuid& one : whole.statement.on_behalf) base = base + sum_of_recipient(cells, one);
      break;
    case partnership::ContributionBase::total_grant: base = sum_of(cells); break;
    case partnership::ContributionBase::total_cost: return std::nullopt;
  }
  return grants::own_contribution(*rules.own_contribution_rate, base);
}

Whole whole_of(db::Connection& db, const records::Kinds& kinds, Statement statement, Instant now) {
  Whole whole;
  whole.round = found<Round>(db, kinds, "filing_round", statement.round);
  whole.rules = found<partnership::RuleSet>(db, kinds, "rule_set", statement.rule_set);
  whole.criteria = criteria_of(db, statement.rule_set);
  if (statement.form) whole.fields = fields_of(db, statement.form);
  whole.years = statements::years_of(db, statement.id);
  whole.cells = statements::cells_of(db, statement.id);
  whole.answers = answers_of(db, statement.id);
  whole.steps = steps_of(db, statement.id);
  whole.statement = std::move(statement);
  whole.standing = standing_of(db, whole, now);
  return whole;
}

}  // namespace samloft::statements

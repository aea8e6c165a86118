// What moves a goal on, and its judgement.
// Tested by goals_verbs_test.cc

#include "base/text.h"
#include "goals/goals.h"
#include "goals_kinds.h"
#include "records/records.h"
#include "rules.h"

namespace samloft::goals {
namespace {

Result<Goal> stored_goal(records::Work& work, const Uuid& id) {
  auto goal = records::find<Goal>(work.db, *work.kinds.by_name("goal"), id);
  if (!goal) return Problem::not_found();
  return *std::move(goal);
}

Problem elsewhere() {
  return Problem::conflict(N_("Målet er ikke lenger i den tilstanden. Last siden på nytt."));
}

}  // namespace

Result<void> move_on(records::Work& work, const Uuid& id, GoalState to) {
  TRY_ASSIGN(Goal goal, stored_goal(work, id));
  if (!may_follow(goal.state, to)) return elsewhere();
  if (!work.viewer.may(who_moves(goal.state, to))) return Problem::forbidden();
  if (goal.state == GoalState::judged && to == GoalState::running) {
    goal.judgement = Judgement::none;
    goal.judgement_grounds.clear();
    goal.judged_on.reset();
  }
  goal.state = to;
  return records::save(work, *work.kinds.by_name("goal"), goal);
}

Result<void> judge(records::Work& work, const Uuid& id, const Verdict& verdict) {
  TRY_ASSIGN(Goal goal, stored_goal(work, id));
  if (!work.viewer.may(kGoalJudges)) return Problem::forbidden();
  if (goal.state != GoalState::running && goal.state != GoalState::judged) return elsewhere();
  std::vector<FieldError> errors;
  if (verdict.judgement == Judgement::none)
    errors.push_back({"judgement", N_("Velg en av de fire.")});
  if (!verdict.on)
    errors.push_back({"judged_on", N_("Skriv datoen slik: 25.11.2026.")});
  else if (*verdict.on > local_day(work.now))
    errors.push_back({"judged_on", N_("Vurderingen kan ikke være gjort etter i dag.")});
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  goal.state = GoalState::judged;
  goal.judgement = verdict.judgement;
  goal.judgement_grounds = trimmed(verdict.grounds);
  goal.judge = trimmed(verdict.judge);
  goal.judged_on = verdict.on;
  return records::save(work, *work.kinds.by_name("goal"), goal);
}

}  // namespace samloft::goals

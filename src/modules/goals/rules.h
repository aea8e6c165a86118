// Rules of goals that need nothing but their arguments.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "goals/goals.h"

namespace samloft::goals {

// A baseline is a value and the day it was true; a mark for why there is none is no baseline.
bool has_baseline(const Sign& sign);

// R13: whether "attained" may stand on these signs with what was measured of them, or on these
// grounds.
bool attained_is_grounded(const std::vector<Sign>& signs,
                          const std::vector<Measurement>& measurements, const std::string& grounds);

// A judgement may stand only on a goal that is judged or closed.
bool may_be_judged(GoalState state);

// CAP-2: full years from the day the goal was first held; 0 in the first year, -1 before it. A goal
// of 29 February has its anniversary on 1 March in common years.
int years_held(Date since, Date today);

// CAP-1: how many active goals a unit, or the whole, has at most before it is told of.
inline constexpr std::size_t kFewGoals = 3;
bool is_active(GoalState state);
struct Held {
  Uuid id, parent;
  GoalState state = GoalState::draft;
  Uuid unit;  // empty: the whole partnership's
};
// Who has more active goals than that, the whole (an empty id) first, then by id, with their goals. A
// goal under another active goal of the same unit spells that one out and is not counted beside it.
struct TooMany {
  Uuid unit;
  std::vector<Uuid> goals;
};
std::vector<TooMany> too_many(const std::vector<Held>& goals);

// What is wrong with a measurement, whatever the day is; `smallest_group` is the sign's.
std::vector<FieldError> faults_of(const Measurement& measurement,
                                  std::optional<std::int64_t> smallest_group);

}  // namespace samloft::goals

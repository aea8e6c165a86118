// Rules of goals that need nothing but their arguments.
#pragma once

#include <vector>

#include "base/date.h"
#include "goals/goals.h"

namespace samloft::goals {

// A baseline is a value and the day it was true.
bool has_baseline(const Sign& sign);

// R13: a baseline and a value measured later, both from the stated source. Whether the change is
// large enough is the partners' judgement, not arithmetic.
bool shows_later_value(const Sign& sign);

// R13: whether "attained" may stand on these signs or these grounds.
bool attained_is_grounded(const std::vector<Sign>& signs, const std::string& grounds);

// A judgement may stand only on a goal that is judged or closed.
bool may_be_judged(GoalState state);

// CAP-2: full years from the day the goal was first held; 0 in the first year, -1 before it. A goal
// of 29 February has its anniversary on 1 March in common years.
int years_held(Date since, Date today);

}  // namespace samloft::goals

// Goal attainment scaling (Kiresuk and Sherman 1968; formula as corrected in 2009). Pure.
#pragma once

#include <optional>
#include <vector>

#include "goals/goals.h"

namespace samloft::goals {

// −2 to +2.
int number_of(Level level);
Level level_of(BaselineLevel baseline);
// Importance times difficulty.
int weight_of(const GoalScale& scale);

struct Weighed {
  int weight = 1;
  int level = 0;
};
// T = 50 + 10·Σwx / √((1−ρ)Σw² + ρ(Σw)²) with ρ = .30: 50 when all is as expected. Nothing when no
// weight counts: then there is no summary, and 50 would claim one.
std::optional<double> t_score(const std::vector<Weighed>& all);

// GAS-1: whether the levels are locked on a day.
bool is_locked(const GoalScale& scale, Date today);
// Whether two versions of a scale promise the same.
bool same_promise(const GoalScale& one, const GoalScale& other);

// The newest score of a scale, by its day; nothing: not scored.
std::optional<GoalScore> newest_score(const Uuid& scale, const std::vector<GoalScore>& scores);

}  // namespace samloft::goals

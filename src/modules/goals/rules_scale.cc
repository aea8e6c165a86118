// Goal attainment scaling.
// Tested by rules_scale_test.cc

#include "rules_scale.h"

#include <cmath>
#include <tuple>

namespace samloft::goals {
namespace {

constexpr double kBetweenScales = 0.30;  // the correlation that the method assumes

auto promise_of(const GoalScale& one) {
  return std::tie(one.goal, one.title, one.unit, one.much_less, one.less, one.expected, one.more,
                  one.much_more, one.importance, one.difficulty, one.baseline, one.valid_from,
                  one.valid_until);
}

}  // namespace

const std::string& GoalScale::text_of(Level level) const {
  switch (level) {
    case Level::minus_2:
      return much_less;
    case Level::minus_1:
      return less;
    case Level::zero:
      return expected;
    case Level::plus_1:
      return more;
    case Level::plus_2:
      return much_more;
  }
  return expected;
}

int number_of(Level level) { return static_cast<int>(level) - 2; }

Level level_of(BaselineLevel baseline) {
  return baseline == BaselineLevel::minus_1 ? Level::minus_1 : Level::minus_2;
}

int weight_of(const GoalScale& scale) {
  return static_cast<int>(scale.importance) * static_cast<int>(scale.difficulty);
}

std::optional<double> t_score(const std::vector<Weighed>& all) {
  double sum = 0, squares = 0, levels = 0;
  for (const auto& [weight, level] : all) {
    sum += weight;
    squares += weight * weight;
    levels += weight * level;
  }
  if (sum == 0) return std::nullopt;
  return 50 + 10 * levels / std::sqrt((1 - kBetweenScales) * squares + kBetweenScales * sum * sum);
}

bool is_locked(const GoalScale& scale, Date today) {
  return scale.valid_from && *scale.valid_from <= today;
}

bool same_promise(const GoalScale& one, const GoalScale& other) {
  return promise_of(one) == promise_of(other);
}

std::optional<GoalScore> newest_score(const Uuid& scale, const std::vector<GoalScore>& scores) {
  std::optional<GoalScore> found;
  for (const GoalScore& one : scores)
    if (one.scale == scale && (!found || *one.on >= *found->on)) found = one;
  return found;
}

}  // namespace samloft::goals

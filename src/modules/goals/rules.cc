// When a goal may be called attained, and how long it has been held.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace samloft::goals {
namespace {

bool filled(const std::string& text) { return !trimmed(text).empty(); }

}  // namespace

bool has_baseline(const Sign& sign) { return filled(sign.baseline) && sign.baseline_on; }

bool shows_later_value(const Sign& sign) {
  return filled(sign.source) && has_baseline(sign) && filled(sign.measured) && sign.measured_on &&
         *sign.measured_on > *sign.baseline_on;
}

bool attained_is_grounded(const std::vector<Sign>& signs, const std::string& grounds) {
  return filled(grounds) || std::any_of(signs.begin(), signs.end(), shows_later_value);
}

bool may_be_judged(GoalState state) {
  return state == GoalState::judged || state == GoalState::closed;
}

int years_held(Date since, Date today) {
  if (today < since) return -1;
  const bool before_anniversary = std::tuple(today.month(), today.day()) <
                                  std::tuple(since.month(), since.day());
  return today.year() - since.year() - (before_anniversary ? 1 : 0);
}

}  // namespace samloft::goals

// When a goal may be called attained, how long it has been held, and how many there are.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"

namespace samloft::goals {
namespace {

bool filled(const std::string& text) { return !trimmed(text).empty(); }

// A text in words is a value too: «ingen møtes fast» is a baseline, «:» is not.
bool is_value(const std::string& text) {
  const Cell cell = read_cell(text);
  return filled(text) && (!cell.state || *cell.state == ValueState::value);
}

bool is_later(const Sign& sign, const Measurement& one) {
  return one.sign == sign.id && one.state == ValueState::value && one.group.empty() && one.on &&
         *one.on > *sign.baseline_on &&
         (one.source.empty() || folded(one.source) == folded(sign.source));
}

}  // namespace

bool has_baseline(const Sign& sign) { return is_value(sign.baseline) && sign.baseline_on; }

bool shows_later_value(const Sign& sign, const std::vector<Measurement>& measurements) {
  if (sign.not_over_time || !filled(sign.source) || !has_baseline(sign)) return false;
  if (is_value(sign.measured) && sign.measured_on && *sign.measured_on > *sign.baseline_on)
    return true;
  return std::any_of(measurements.begin(), measurements.end(),
                     [&](const Measurement& one) { return is_later(sign, one); });
}

bool attained_is_grounded(const std::vector<Sign>& signs,
                          const std::vector<Measurement>& measurements, const std::string& grounds) {
  return filled(grounds) || std::any_of(signs.begin(), signs.end(), [&](const Sign& sign) {
           return shows_later_value(sign, measurements);
         });
}

bool may_be_judged(GoalState state) {
  return state == GoalState::judged || state == GoalState::closed;
}

bool may_follow(GoalState from, GoalState to) {
  using State = GoalState;
  switch (from) {
    case State::draft: return to == State::agreed;
    case State::agreed: return to == State::draft || to == State::running;
    case State::running: return to == State::agreed;
    case State::judged: return to == State::running || to == State::closed;
    case State::closed: return to == State::judged;
  }
  return false;
}

Roles who_moves(GoalState from, GoalState to) {
  const bool starts = from == GoalState::agreed && to == GoalState::running;
  const bool stops = from == GoalState::running && to == GoalState::agreed;
  if (starts || stops)
    return {Role::coordinator, Role::owner_leader, Role::ppt_lead, Role::university_lead};
  return {Role::owner_leader, Role::university_lead};
}

int years_held(Date since, Date today) {
  if (today < since) return -1;
  const bool before_anniversary = std::tuple(today.month(), today.day()) <
                                  std::tuple(since.month(), since.day());
  return today.year() - since.year() - (before_anniversary ? 1 : 0);
}

bool is_active(GoalState state) { return state == GoalState::agreed || state == GoalState::running; }

std::vector<TooMany> too_many(const std::vector<Held>& goals) {
  std::map<Uuid, std::vector<const Held*>> of_unit;
  for (const Held& goal : goals) {
    if (is_active(goal.state)) of_unit[goal.unit].push_back(&goal);
  }
  std::vector<TooMany> found;
  for (const auto& [unit, held] : of_unit) {
    TooMany many{unit, {}};
    for (const Held* goal : held) {
      const bool spells_out = std::any_of(held.begin(), held.end(), [&](const Held* other) {
        return goal->parent && other->id == goal->parent;
      });
      if (!spells_out) many.goals.push_back(goal->id);
    }
    if (many.goals.size() > kFewGoals) found.push_back(std::move(many));
  }
  return found;
}

}  // namespace samloft::goals

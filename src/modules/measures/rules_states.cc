// Which state follows which, who decides it, and how long it took to begin.
// Tested by rules_test.cc

#include "measures/measures.h"

namespace samloft::measures {

bool may_follow(MeasureState from, MeasureState to) {
  using State = MeasureState;
  const bool under_way = from == State::proposed || from == State::planned ||
                         from == State::approved || from == State::running ||
                         from == State::changed;
  if (to == State::stopped) return under_way;
  switch (from) {
    case State::proposed:
      return to == State::planned;
    case State::planned:
      return to == State::proposed || to == State::approved;
    case State::approved:
      return to == State::running;
    case State::running:
      return to == State::changed || to == State::completed;
    case State::changed:
      return to == State::running || to == State::completed;
    case State::completed:
      return to == State::evaluated || to == State::running;
    case State::stopped:
      return to == State::evaluated || to == State::planned;
    case State::evaluated:
      return to == State::completed;
  }
  return false;
}

Roles who_sets(MeasureState from, MeasureState to) {
  using State = MeasureState;
  const bool binds_both = to == State::approved || to == State::stopped || to == State::evaluated ||
                          from == State::stopped || from == State::evaluated;
  if (binds_both) return {Role::owner_leader, Role::university_lead};
  return {Role::coordinator, Role::owner_leader, Role::ppt_lead, Role::university_lead};
}

bool needs_grounds(MeasureState to) {
  return to == MeasureState::changed || to == MeasureState::stopped ||
         to == MeasureState::evaluated;
}

std::optional<std::int64_t> lead_days(const std::optional<Date>& decided,
                                      const std::optional<Date>& first_activity) {
  if (!decided || !first_activity) return std::nullopt;
  return (first_activity->days() - decided->days()).count();
}

}  // namespace samloft::measures

// Keeping what was made of a state.
// Tested by kept_test.cc

#include "records/kept.h"

#include <algorithm>

#include "access/route.h"
#include "records/records.h"

namespace samloft::records {

std::shared_ptr<const void> Made::ask(std::string_view question,
                                      const std::function<std::shared_ptr<const void>()>& make) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = made_.find(question);
    if (known != made_.end()) return known->second;
  }
  auto fresh = make();  // without the lock: others need not wait for it
  const std::lock_guard lock(mutex_);
  if (made_.size() >= kMost) made_.clear();
  return made_.emplace(question, std::move(fresh)).first->second;
}

std::shared_ptr<Made> Kept::of(const access::Visit& visit) {
  const std::int64_t changes = records::changes(visit.db());
  const Date day = local_day(visit.now);
  const std::lock_guard lock(mutex_);
  State& state = states_[visit.partnership.id];
  // A visit in an older snapshot makes its own, and leaves the newer state alone.
  if (state.made && changes < state.changes) return std::make_shared<Made>();
  if (!state.made || state.changes != changes || state.day != day)
    state = {changes, day, std::make_shared<Made>(), 0};
  state.asked = ++questions_;
  const std::shared_ptr<Made> made = state.made;
  if (states_.size() > kMost)
    states_.erase(std::min_element(states_.begin(), states_.end(), [](const auto& a, const auto& b) {
      return a.second.asked < b.second.asked;
    }));
  return made;
}

}  // namespace samloft::records

// Keeping what was made of a state.
// Tested by kept_test.cc

#include "records/kept.h"

#include <algorithm>

#include "access/route.h"
#include "base/role_names.h"
#include "journal/journal.h"
#include "records/records.h"

namespace samloft::records {
namespace {

template <class All>
typename All::iterator longest_not_asked(All& all) {
  return std::min_element(all.begin(), all.end(), [](const auto& one, const auto& other) {
    return one.second.asked < other.second.asked;
  });
}

}  // namespace

std::string eyes_of(const Viewer& viewer, const Kinds& kinds) {
  std::string eyes;
  for (std::size_t i = 0; i < std::size(ChoicesOf<Role>::list); ++i)
    eyes += viewer.may({static_cast<Role>(i)}) ? '1' : '0';
  const auto& all = kinds.all();
  const bool is_narrowed = std::any_of(all.begin(), all.end(), [&](const Kind& kind) {
    return !kind.scope.empty() && !viewer.may(kind.sees_all);
  });
  return is_narrowed ? eyes + viewer.person.text() : eyes;
}

std::shared_ptr<const void> Made::ask(Answers& answers, std::string_view question,
                                      std::vector<std::string> kinds,
                                      const std::function<std::shared_ptr<const void>()>& make) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = answers.find(question);
    if (known != answers.end()) {
      known->second.asked = ++questions_;
      return known->second.answer;
    }
  }
  auto fresh = make();  // without the lock: others need not wait for it
  const std::lock_guard lock(mutex_);
  const auto one =
      answers.emplace(question, One{std::move(kinds), std::move(fresh), ++questions_}).first;
  const std::shared_ptr<const void> answer = one->second.answer;
  if (answers.size() > kMost) answers.erase(longest_not_asked(answers));
  return answer;
}

std::shared_ptr<Made> Made::after(const std::function<std::set<std::string>()>& changed) {
  auto next = std::make_shared<Made>();
  {
    const std::lock_guard lock(mutex_);
    next->made_of_kinds_ = made_of_kinds_;
    next->questions_ = questions_;
  }
  if (next->made_of_kinds_.empty()) return next;
  const std::set<std::string> kinds = changed();
  std::erase_if(next->made_of_kinds_, [&](const auto& entry) {
    const auto& of = entry.second.kinds;
    return std::any_of(of.begin(), of.end(), [&](const auto& kind) { return kinds.contains(kind); });
  });
  return next;
}

std::shared_ptr<Made> Kept::of(const access::Visit& visit) {
  if (visit.request.method == "POST") return std::make_shared<Made>();
  const std::int64_t changes = records::changes(visit.db());
  const Date day = local_day(visit.now);
  State before;
  {
    const std::lock_guard lock(mutex_);
    State& state = states_[visit.partnership.id];
    state.asked = ++questions_;
    if (state.made && state.changes == changes && state.day == day) return state.made;
    before = state;
  }
  // A visit in an older snapshot makes its own, and leaves the newer state alone.
  if (before.made && changes < before.changes) return std::make_shared<Made>();
  const auto changed = [&] { return journal::kinds_after(visit.db(), before.changes); };
  const auto fresh = before.made ? before.made->after(changed) : std::make_shared<Made>();
  const std::lock_guard lock(mutex_);
  State& state = states_[visit.partnership.id];
  if (state.made && changes < state.changes) return fresh;
  if (!state.made || state.changes != changes || state.day != day)
    state = {changes, day, fresh, ++questions_};
  const std::shared_ptr<Made> made = state.made;
  if (states_.size() > kMost) states_.erase(longest_not_asked(states_));
  return made;
}

}  // namespace samloft::records

// Who is promised away for more hours than there are.
// Tested by rules_test.cc

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "university/university.h"

namespace samloft::university {
namespace {

using Key = std::tuple<Uuid, std::string, Semester>;

template <class T>
Load& load_of(std::map<Key, Load>& all, const T& one) {
  const Semester semester{static_cast<int>(one.year.value_or(0)), one.term};
  Load& load = all[{one.person, one.person ? std::string() : folded(one.role), semester}];
  load.person = one.person;
  if (!one.person && load.role.empty()) load.role = trimmed(one.role);
  load.semester = semester;
  return load;
}

std::int64_t beyond(const Load& load) {
  return load.overbooked() ? load.planned - *load.capacity : 0;
}

}  // namespace

std::vector<Load> loads(const std::vector<Capacity>& capacities,
                        const std::vector<Assignment>& assignments) {
  std::map<Key, Load> all;
  for (const Capacity& one : capacities) {
    Load& load = load_of(all, one);
    load.capacity = load.capacity.value_or(0) + one.hours.value_or(0);
  }
  for (const Assignment& one : assignments) {
    Load& load = load_of(all, one);
    load.planned += one.hours_planned.value_or(0);
    load.used += one.hours_used.value_or(0);
  }
  std::vector<Load> sorted;
  for (auto& [key, load] : all) sorted.push_back(std::move(load));
  std::stable_sort(sorted.begin(), sorted.end(), [](const Load& a, const Load& b) {
    return std::tuple(beyond(b), b.semester) < std::tuple(beyond(a), a.semester);
  });
  return sorted;
}

}  // namespace samloft::university

// Units in too much at a time: a sweep over the days on which something begins or ends.
// Tested by rules_overlap_test.cc

#include "rules_overlap.h"

#include <algorithm>
#include <map>
#include <set>

namespace samloft::measures {
namespace {

const Date kBeginning(1900, 1, 1), kEnd(2199, 12, 31);

Date from_of(const Period& period) { return period.from.value_or(kBeginning); }
Date until_of(const Period& period) { return period.until.value_or(kEnd); }

Period stretch(Date from, Date until) {
  Period period;
  if (from != kBeginning) period.from = from;
  if (until != kEnd) period.until = until;
  return period;
}

void sweep(const Uuid& unit, const std::vector<Engagement>& all, std::size_t most,
           std::vector<Overlap>& found) {
  std::set<Date> days;
  for (const Engagement& one : all) {
    days.insert(from_of(one.period));
    days.insert(until_of(one.period));
  }
  for (auto day = days.begin(); day != days.end() && std::next(day) != days.end(); ++day) {
    std::set<Uuid> now;
    for (const Engagement& one : all)
      if (from_of(one.period) <= *day && *day < until_of(one.period)) now.insert(one.of);
    if (now.size() <= most) continue;
    std::vector<Uuid> of(now.begin(), now.end());
    const Period period = stretch(*day, *std::next(day));
    const bool goes_on = !found.empty() && found.back().unit == unit && found.back().of == of &&
                         found.back().period.until == period.from;
    if (goes_on)
      found.back().period.until = period.until;
    else
      found.push_back({unit, period, std::move(of)});
  }
}

}  // namespace

std::vector<Overlap> overlaps(std::vector<Engagement> all, std::size_t most) {
  std::map<Uuid, std::vector<Engagement>> of_unit;
  for (Engagement& one : all)
    if (from_of(one.period) < until_of(one.period)) of_unit[one.unit].push_back(one);
  std::vector<Overlap> found;
  for (const auto& [unit, engagements] : of_unit) sweep(unit, engagements, most, found);
  return found;
}

}  // namespace samloft::measures

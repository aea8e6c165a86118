// The time line's arithmetic.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>

namespace samloft::measures {

Years years_of(const std::vector<Period>& periods, Date today, int most) {
  Years years{today.year(), today.year()};
  bool any = false;
  for (const Period& period : periods) {
    const Date from = period.from.value_or(today);
    const Date last = period.until ? period.until->plus_days(-1) : std::max(today, from);
    years.first = any ? std::min(years.first, from.year()) : from.year();
    years.last = any ? std::max(years.last, last.year()) : std::max(from.year(), last.year());
    any = true;
  }
  const Years with_today{std::min(years.first, today.year()), std::max(years.last, today.year())};
  if (with_today.last - with_today.first < most) return with_today;
  years.first = std::max(years.first, years.last - most + 1);
  return years;
}

double place_of(const Years& years, Date day) {
  const auto start = Date(years.first, 1, 1).days(), end = Date(years.last + 1, 1, 1).days();
  const double share = static_cast<double>((day.days() - start).count()) /
                       static_cast<double>((end - start).count());
  return std::clamp(share, 0.0, 1.0);
}

}  // namespace samloft::measures

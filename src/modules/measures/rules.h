// Where bars stand on a time line; pure arithmetic.
#pragma once

#include <optional>
#include <vector>

#include "base/date.h"

namespace samloft::measures {

// The years that a picture of these periods must show: from the first start to the last end, open
// ends reaching to today, and today's own year. Never more than `most`: then the latest years with a
// period are kept.
struct Years {
  int first;
  int last;  // inclusive
};
Years years_of(const std::vector<Period>& periods, Date today, int most);

// The share of the years' width at which a day lies: 0 at the start of the first, 1 at the end of
// the last; days outside lie at the nearer end.
double place_of(const Years& years, Date day);

}  // namespace samloft::measures

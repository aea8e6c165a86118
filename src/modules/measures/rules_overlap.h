// Units in too much at a time (P14). Pure.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace samloft::measures {

// A unit in a measure or a programme for a time.
struct Engagement {
  Uuid unit, of;
  Period period;
};

// A stretch of time in which a unit is in the same things, more of them than `most`.
struct Overlap {
  Uuid unit;
  Period period;
  std::vector<Uuid> of;  // each once, by id
};
// All overlaps, by unit and then by time. Half-open: what ends on a day and what begins on it do
// not overlap. Who is in the same thing twice is in it once.
std::vector<Overlap> overlaps(std::vector<Engagement> all, std::size_t most);

}  // namespace samloft::measures

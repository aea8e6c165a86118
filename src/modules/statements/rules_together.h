// Statements of the same measure in the same scheme to the same office, side by side (R6). Nothing but
// arguments.
#pragma once

#include <map>
#include <vector>

#include "base/result.h"
#include "statements/statements.h"

namespace samloft::statements {

// Another of them that is neither withdrawn nor refused, with the money
// of each year: what was decided, else what is applied for.
struct Sibling {
  Uuid id, supplement_to;
  State state = State::draft;
  std::map<std::int64_t, Ore> years;
};

// Years that have money in another of them already; none of a supplement, which is there to add to it.
// Problems stand at the sum of the year.
std::vector<FieldError> overlap_faults(const std::vector<Cell>& cells, bool is_supplement,
                                       const std::vector<Sibling>& siblings);

// The money of some cells by year, without years that have none.
std::map<std::int64_t, Ore> by_year(const std::vector<Cell>& cells);

}  // namespace samloft::statements

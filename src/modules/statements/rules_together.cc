// Statements of the same measure and scheme.
// Tested by rules_together_test.cc

#include "rules_together.h"

#include "rules.h"
#include "rules_sums.h"

namespace samloft::statements {

std::map<std::int64_t, Ore> by_year(const std::vector<Cell>& cells) {
  std::map<std::int64_t, Ore> all;
  for (const Cell& cell : cells)
    if (cell.amount.count != 0) all[cell.year] = all[cell.year] + cell.amount;
  return all;
}

std::vector<FieldError> overlap_faults(const std::vector<Cell>& cells, bool is_supplement,
                                       const std::vector<Sibling>& siblings) {
  if (is_supplement) return {};
  std::vector<FieldError> errors;
  for (const auto& [year, amount] : by_year(cells)) {
    Ore granted, waiting;
    for (const Sibling& one : siblings) {
      const auto found = one.years.find(year);
      if (found == one.years.end()) continue;
      Ore& sum = is_decided(one.state) ? granted : waiting;
      sum = sum + found->second;
    }
    if (granted.count != 0)
      errors.push_back(
          {sum_name(year),
           {N_("For {} er det alt innvilget {} kr til tiltaket i ordningen. Gjør behovsmeldinga til et tillegg med feltet «Tillegg til», eller la året stå tomt."),
            {std::to_string(year), kroner(granted)}}});
    else if (waiting.count != 0)
      errors.push_back(
          {sum_name(year),
           {N_("For {} er det alt meldt {} kr til tiltaket i ordningen, og det er ikke avgjort. Endre eller trekk den behovsmeldinga, eller la året stå tomt. Er den innvilget, kan denne bli et tillegg."),
            {std::to_string(year), kroner(waiting)}}});
  }
  return errors;
}

}  // namespace samloft::statements

// Amounts per year and recipient: what does not add up, by cell (R3), and which state amounts make.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "statements/statements.h"

namespace samloft::statements {

// «total-2026», «amount-2026-<organisation>»: what a cell is called in forms and problems.
std::string cell_name(std::int64_t year, const Uuid& organisation);
std::string sum_name(std::int64_t year);

Ore sum_of(const std::vector<Cell>& cells);
Ore sum_of_year(const std::vector<Cell>& cells, std::int64_t year);
Ore sum_of_recipient(const std::vector<Cell>& cells, const Uuid& organisation);
// The years that have amounts or a sum, each once, in order.
std::vector<std::int64_t> years_of(const std::vector<YearSum>& years, const std::vector<Cell>& cells);

// What is wrong with the numbers themselves: a negative amount, a year twice or far away, more years
// than the rules allow (R6), a sum that its cells do not make (R3).
std::vector<FieldError> sum_faults(const std::vector<YearSum>& years, const std::vector<Cell>& cells,
                                   const std::optional<Ore>& total);
std::vector<FieldError> year_faults(const std::vector<std::int64_t>& years, std::int64_t most,
                                    std::int64_t school_year);

// Whether two sets of cells give everyone the same in every year; zeros count as nothing.
bool same_amounts(const std::vector<Cell>& one, const std::vector<Cell>& other);

// What the forum said, and what the governor decided, by its amounts against what was applied for.
State advised_state(Ore applied, Ore advised);
State decided_state(Ore applied, Ore decided);

// Parts in basis points that make 10 000 together and come as near the amounts as that allows; the
// remaining ones go to the largest remainders, then to the first listed; who gets something has one at least.
std::vector<std::int64_t> parts_of(const std::vector<Ore>& amounts);

}  // namespace samloft::statements

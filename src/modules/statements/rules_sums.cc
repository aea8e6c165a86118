// Sums by cell, and the states that amounts make.
// Tested by rules_sums_test.cc

#include "rules_sums.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "rules.h"

namespace samloft::statements {
namespace {

std::map<std::pair<std::int64_t, Uuid>, std::int64_t> by_cell(const std::vector<Cell>& cells) {
  std::map<std::pair<std::int64_t, Uuid>, std::int64_t> all;
  for (const Cell& cell : cells) {
    if (cell.amount.count != 0) all[{cell.year, cell.organisation}] += cell.amount.count;
  }
  return all;
}

// amount × 10 000 / whole and what remains of it; digit by digit, so that nothing overflows.
std::pair<std::int64_t, std::int64_t> divided(std::int64_t amount, std::int64_t whole) {
  std::int64_t part = amount / whole, rest = amount % whole;
  for (int digit = 0; digit < 4; ++digit) {
    part = part * 10 + rest * 10 / whole;
    rest = rest * 10 % whole;
  }
  return {part, rest};
}

}  // namespace

std::string cell_name(std::int64_t year, const Uuid& organisation) {
  return "amount-" + std::to_string(year) + "-" + organisation.text();
}
std::string sum_name(std::int64_t year) { return "total-" + std::to_string(year); }

Ore sum_of(const std::vector<Cell>& cells) {
  return std::accumulate(cells.begin(), cells.end(), Ore{},
                         [](Ore sum, const Cell& cell) { return sum + cell.amount; });
}

Ore sum_of_year(const std::vector<Cell>& cells, std::int64_t year) {
  Ore sum;
  for (const Cell& cell : cells)
    if (cell.year == year) sum = sum + cell.amount;
  return sum;
}

Ore sum_of_recipient(const std::vector<Cell>& cells, const Uuid& organisation) {
  Ore sum;
  for (const Cell& cell : cells)
    if (cell.organisation == organisation) sum = sum + cell.amount;
  return sum;
}

std::vector<std::int64_t> years_of(const std::vector<YearSum>& years,
                                   const std::vector<Cell>& cells) {
  std::set<std::int64_t> all;
  for (const YearSum& one : years) all.insert(one.year);
  for (const Cell& cell : cells) all.insert(cell.year);
  return {all.begin(), all.end()};
}

std::vector<FieldError> sum_faults(const std::vector<YearSum>& years, const std::vector<Cell>& cells,
                                   const std::optional<Ore>& total) {
  std::vector<FieldError> errors;
  for (const Cell& cell : cells)
    if (cell.amount.count < 0)
      errors.push_back({cell_name(cell.year, cell.organisation), N_("Beløpet kan ikke være negativt.")});
  for (const YearSum& one : years) {
    const Ore made = sum_of_year(cells, one.year);
    if (one.total && *one.total != made)
      errors.push_back({sum_name(one.year),
                        {N_("I {} får mottakerne {} kr til sammen, men summen er skrevet som {} kr."),
                         {std::to_string(one.year), kroner(made), kroner(*one.total)}}});
  }
  const Ore made = sum_of(cells);
  if (total && *total != made)
    errors.push_back({"total", {N_("Årene er {} kr til sammen, men summen er skrevet som {} kr."),
                                {kroner(made), kroner(*total)}}});
  return errors;
}

std::vector<FieldError> year_faults(const std::vector<std::int64_t>& years, std::int64_t most,
                                    std::int64_t school_year) {
  std::vector<FieldError> errors;
  for (const std::int64_t year : years)
    if (!is_near(year, school_year))
      errors.push_back({sum_name(year), {N_("{} ligger for langt fra skoleåret {}."),
                                         {std::to_string(year), school_year_name(school_year)}}});
  if (static_cast<std::int64_t>(years.size()) > most)
    errors.push_back({sum_name(years[static_cast<std::size_t>(most)]),
                      {N_("Reglene gir høyst {} år i én behovsmelding. Her er det {}."),
                       {std::to_string(most), std::to_string(years.size())}}});
  return errors;
}

bool same_amounts(const std::vector<Cell>& one, const std::vector<Cell>& other) {
  return by_cell(one) == by_cell(other);
}

State advised_state(Ore applied, Ore advised) {
  if (advised.count == 0) return State::not_recommended;
  return advised < applied ? State::reduced : State::recommended;
}

State decided_state(Ore applied, Ore decided) {
  if (decided.count == 0) return State::refused;
  return decided < applied ? State::partly : State::granted;
}

std::vector<std::int64_t> parts_of(const std::vector<Ore>& amounts) {
  std::int64_t whole = 0;
  for (const Ore amount : amounts) whole += amount.count;
  if (whole <= 0) return {};
  std::vector<std::int64_t> parts;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;  // negative, so that the largest is first
  std::int64_t left = 10'000;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const auto [part, rest] = divided(amounts[i].count, whole);
    parts.push_back(part);
    remainders.emplace_back(-rest, i);
    left -= part;
  }
  std::sort(remainders.begin(), remainders.end());
  for (const auto& [rest, at] : remainders)
    if (left-- > 0) ++parts[at];
  // Who gets something has a part, were it ever so small.
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] > 0 || amounts[i].count == 0) continue;
    ++parts[i];
    --*std::max_element(parts.begin(), parts.end());
  }
  return parts;
}

}  // namespace samloft::statements

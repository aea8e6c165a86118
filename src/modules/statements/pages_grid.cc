// Typed amounts: read, shown again as they were typed, and their faults by cell.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "rules_sums.h"

namespace samloft::statements {

using access::Visit;

namespace {

constexpr std::size_t kMostRows = 12;  // of a form; more than any rule set allows

struct Row {
  std::string number;  // of the inputs
  std::optional<std::int64_t> year;
};

std::string amount_input(const std::string& row, std::size_t column) {
  return "amount-" + row + "-" + std::to_string(column);
}

bool is_blank(const Visit& visit, const std::string& row, std::size_t columns) {
  if (!trimmed(visit.field("sum-" + row)).empty()) return false;
  for (std::size_t i = 0; i < columns; ++i)
    if (!trimmed(visit.field(amount_input(row, i))).empty()) return false;
  return trimmed(visit.field("year-" + row)).empty();
}

std::vector<Row> rows_of(const Visit& visit) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < kMostRows; ++i) {
    const std::string number = std::to_string(i);
    if (!visit.form.fields.has("year-" + number)) break;
    const auto year = whole_number(trimmed(visit.field("year-" + number)), -1);
    rows.push_back({number, year < 0 ? std::nullopt : std::optional(year)});
  }
  return rows;
}

// An amount; nothing for an empty input, a fault for what is none.
std::optional<Ore> amount_in(const Visit& visit, const std::string& name, Grid& grid) {
  const std::string typed = trimmed(visit.field(name));
  if (typed.empty()) return std::nullopt;
  const auto amount = parse_kroner(typed);
  if (!amount)
    grid.errors.push_back({name, N_("Skriv beløpet i kroner, slik: 1 000 000 eller 12 500,50.")});
  return amount;
}

void read_row(const Visit& visit, const Row& row, const std::vector<Uuid>& recipients, Grid& grid) {
  if (is_blank(visit, row.number, recipients.size())) return;
  const auto twice = [&](std::int64_t year) {
    return std::any_of(grid.years.begin(), grid.years.end(),
                       [&](const YearSum& one) { return one.year == year; });
  };
  if (!row.year)
    grid.errors.push_back({"year-" + row.number, N_("Skriv året, for eksempel 2027.")});
  else if (twice(*row.year))
    grid.errors.push_back({"year-" + row.number, N_("Året står to ganger. Skriv hvert år på én rad.")});
  const std::int64_t year = row.year.value_or(0);
  grid.years.push_back({year, amount_in(visit, "sum-" + row.number, grid)});
  for (std::size_t i = 0; i < recipients.size(); ++i)
    if (const auto amount = amount_in(visit, amount_input(row.number, i), grid))
      grid.cells.push_back({year, recipients[i], *amount});
}

GridRow typed_row(const Visit& visit, const std::string& number, std::size_t columns) {
  GridRow row{visit.field("year-" + number), {}, visit.field("sum-" + number)};
  for (std::size_t i = 0; i < columns; ++i)
    row.amounts.push_back(visit.field(amount_input(number, i)));
  return row;
}

}  // namespace

Grid read_grid(const Visit& visit, const std::vector<Uuid>& recipients) {
  Grid grid;
  for (const Row& row : rows_of(visit)) read_row(visit, row, recipients, grid);
  grid.total = amount_in(visit, "total", grid);
  return grid;
}

GridView grid_typed(const Visit& visit, const Whole& whole, const Names& names) {
  GridView view;
  view.recipients = recipient_names(whole, names);
  for (const Row& row : rows_of(visit))
    view.rows.push_back(typed_row(visit, row.number, view.recipients.size()));
  view.total = visit.field("total");
  return view;
}

GridView grid_stored(const Whole& whole, const Names& names, Stage stage, bool with_sums) {
  GridView view;
  view.recipients = recipient_names(whole, names);
  const auto recipients = whole.recipients();
  const auto cells = whole.cells_of(stage);
  std::vector<YearSum> sums;
  for (const YearRow& row : whole.years)
    if (with_sums) sums.push_back(row.sum);
  auto years = years_of(sums, cells);
  for (const std::int64_t year : years) {
    GridRow row{std::to_string(year), {}, ""};
    for (const Uuid& one : recipients) {
      Ore amount;
      for (const Cell& cell : cells)
        if (cell.year == year && cell.organisation == one) amount = amount + cell.amount;
      row.amounts.push_back(amount.count == 0 ? "" : plain_kroner(amount));
    }
    for (const YearSum& sum : sums)
      if (sum.year == year && sum.total) row.sum = plain_kroner(*sum.total);
    view.rows.push_back(std::move(row));
  }
  const auto most = static_cast<std::size_t>(std::clamp<std::int64_t>(whole.standing.max_years, 1, 10));
  while (view.rows.size() < most) view.rows.push_back({"", std::vector<std::string>(recipients.size()), ""});
  if (with_sums && whole.statement.total) view.total = plain_kroner(*whole.statement.total);
  return view;
}

std::vector<FieldError> by_inputs(const Visit& visit, const std::vector<Uuid>& recipients,
                                  std::vector<FieldError> errors) {
  for (FieldError& one : errors) {
    for (const Row& row : rows_of(visit)) {
      if (!row.year) continue;
      if (one.field == sum_name(*row.year)) one.field = "sum-" + row.number;
      for (std::size_t i = 0; i < recipients.size(); ++i)
        if (one.field == cell_name(*row.year, recipients[i])) one.field = amount_input(row.number, i);
    }
  }
  return errors;
}

}  // namespace samloft::statements

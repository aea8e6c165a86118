// Counting the map.
// Tested by rules_map_test.cc

#include "rules_map.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules.h"

namespace samloft::needs {
namespace {

std::int64_t count_of(const std::set<Uuid>& needs) {
  return static_cast<std::int64_t>(needs.size());
}

std::map<std::string, std::size_t> places(const std::vector<std::string>& keys) {
  std::map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < keys.size(); ++i) at.emplace(keys[i], i);
  return at;
}

}  // namespace

Map map_of(const std::vector<At>& all, const std::vector<std::string>& rows,
           const std::vector<std::string>& columns) {
  const auto row_at = places(rows), column_at = places(columns);
  std::vector<std::vector<std::set<Uuid>>> cells(rows.size(),
                                                 std::vector<std::set<Uuid>>(columns.size()));
  std::vector<std::set<Uuid>> by_row(rows.size()), by_column(columns.size());
  std::set<Uuid> seen;
  for (const At& one : all) {
    const auto row = row_at.find(one.row), column = column_at.find(one.column);
    if (row == row_at.end() || column == column_at.end()) continue;
    cells[row->second][column->second].insert(one.need);
    by_row[row->second].insert(one.need);
    by_column[column->second].insert(one.need);
    seen.insert(one.need);
  }
  Map out;
  out.total = count_of(seen);
  std::int64_t largest = 0;
  for (const auto& line : cells)
    for (const auto& cell : line) largest = std::max(largest, count_of(cell));
  for (const auto& line : cells) {
    out.cells.emplace_back();
    for (const auto& cell : line)
      out.cells.back().push_back({count_of(cell), shade(count_of(cell), largest)});
  }
  for (const auto& needs : by_row) out.row_totals.push_back(count_of(needs));
  for (const auto& needs : by_column) out.column_totals.push_back(count_of(needs));
  return out;
}

}  // namespace samloft::needs

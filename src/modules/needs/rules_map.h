// Needs by what they concern and where: the map.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"

namespace samloft::needs {

// A need at one place of the map; it stands in several when it concerns several. Keys are ids or codes;
// an empty one is "none".
struct At {
  Uuid need;
  std::string row, column;
};
struct MapCell {
  std::int64_t count = 0;
  int shade = 0;  // 0 to 4
};
struct Map {
  std::vector<std::vector<MapCell>> cells;  // by row, then column
  std::vector<std::int64_t> row_totals, column_totals;
  std::int64_t total = 0;
};
// Counts each need once in a cell, once in a row's total and once in a column's, however often it is
// there. Rows and columns are those given; what stands in none of them counts nowhere.
Map map_of(const std::vector<At>& all, const std::vector<std::string>& rows,
           const std::vector<std::string>& columns);

}  // namespace samloft::needs

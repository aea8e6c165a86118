// The map's counts against a slow twin.

#include "rules_map.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace samloft::needs {
namespace {

Uuid counted_need(int number) { return Uuid::of_name("map", std::to_string(number)); }

TEST(NeedMap, CountsANeedOnceInEachSum) {
  const Map map = map_of({{counted_need(1), "a", "x"},
                          {counted_need(1), "a", "x"},
                          {counted_need(1), "a", "y"},
                          {counted_need(2), "b", "y"},
                          {counted_need(3), "c", "z"}},
                         {"a", "b"}, {"x", "y"});
  EXPECT_EQ(map.cells[0][0].count, 1);
  EXPECT_EQ(map.cells[0][1].count, 1);
  EXPECT_EQ(map.cells[1][0].count, 0);
  EXPECT_EQ(map.row_totals, (std::vector<std::int64_t>{1, 1}));
  EXPECT_EQ(map.column_totals, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(map.total, 2) << "what stands in no row or column counts nowhere";
  EXPECT_EQ(map.cells[0][0].shade, 1);
  EXPECT_EQ(map.cells[1][0].shade, 0);
}

TEST(NeedMap, OfNothingIsEmpty) {
  const Map map = map_of({}, {}, {});
  EXPECT_EQ(map.total, 0);
  EXPECT_TRUE(map.cells.empty());
}

TEST(NeedMap, AgreesWithItsSlowTwin) {
  std::mt19937 dice(5);
  const std::vector<std::string> rows{"a", "b", "c"}, columns{"x", "y"};
  for (int round = 0; round < 40; ++round) {
    std::vector<At> all;
    for (int i = 0; i < 30; ++i)
      all.push_back({counted_need(dice() % 9), std::string(1, static_cast<char>('a' + dice() % 4)),
                     std::string(1, static_cast<char>('x' + dice() % 3))});
    const Map map = map_of(all, rows, columns);
    const auto count = [&](const std::string& row, const std::string& column) {
      std::set<Uuid> found;
      for (const At& one : all) {
        const bool listed = (one.row != "d") && (one.column != "z");
        if (listed && (row.empty() || one.row == row) && (column.empty() || one.column == column))
          found.insert(one.need);
      }
      return static_cast<std::int64_t>(found.size());
    };
    for (std::size_t r = 0; r < rows.size(); ++r) {
      EXPECT_EQ(map.row_totals[r], count(rows[r], ""));
      for (std::size_t c = 0; c < columns.size(); ++c)
        EXPECT_EQ(map.cells[r][c].count, count(rows[r], columns[c]));
    }
    EXPECT_EQ(map.total, count("", ""));
  }
}

}  // namespace
}  // namespace samloft::needs

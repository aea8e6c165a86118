// What the readers of CSV and XLSX share; for this part only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sheet/sheet.h"

namespace samloft::sheet {

struct Cell {
  std::string text;
  bool formula = false;
};

// Grows row by row and says no in time: cleans cells, finds the header, holds the limits.
class Table {
 public:
  // Adds the row that the file calls `number`.
  Result<void> add(int number, std::vector<Cell> cells);
  Result<Sheet> finish() &&;

 private:
  Result<void> clean(int number, std::vector<Cell>& cells);
  Result<void> add_header(std::vector<Cell> cells);
  void add_row(int number, std::vector<Cell> cells);

  Sheet sheet_;
  bool has_header_ = false;
  std::size_t bytes_ = 0;
};

Result<Sheet> read_csv(std::string_view bytes);
Result<Sheet> read_xlsx(std::string_view bytes);

Problem too_many_columns();
Problem damaged();

// A character below U+10000.
void append_utf8(std::string& text, char32_t character);

}  // namespace samloft::sheet

// CSV: what is read is clean, and what we write of it is read as the same, save for the apostrophes
// that keep formulas from running.

#include <algorithm>

#include "base/text.h"
#include "sheet/sheet.h"
#include "target.h"

using namespace samloft;

namespace {

using Cells = std::vector<std::string>;

bool starts_formula(const std::string& cell) {
  const auto at = cell.find_first_not_of(' ');
  return at != std::string::npos && std::string_view("=+-@\t\n").find(cell[at]) != std::string::npos;
}

bool is_same(const std::string& read, const std::string& written) {
  return read == written || (starts_formula(written) && read == "'" + written) ||
         read == "'" + written;  // full-width signs
}

// Rows that say nothing are left out when they are read.
bool says_something(const Cells& cells) {
  return std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); });
}

void expect_same(const Cells& read, const Cells& written) {
  ensure(read.size() == written.size() && std::equal(read.begin(), read.end(), written.begin(), is_same),
         "a row reads back");
}

// Within quotes nothing counts; outside of them a cell must not begin like a formula.
void expect_tame(const std::string& csv) {
  bool quoted = false, begins = true;
  for (std::size_t at = 3; at < csv.size(); ++at) {
    const char letter = csv[at];
    if (begins && letter == '"' && !quoted) {
      quoted = true;
      continue;
    }
    if (begins) {
      const bool number = at + 1 < csv.size() && csv[at + 1] >= '0' && csv[at + 1] <= '9';
      ensure(std::string_view("=@").find(letter) == std::string_view::npos, "a cell is no formula");
      ensure(number || (letter != '+' && letter != '-'), "a sign without a number is no formula");
    }
    if (letter == '"') quoted = !quoted;
    begins = !quoted && (letter == ';' || letter == '\n');
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto sheet = sheet::read("fil.csv", fuzz::text_of(bytes, size));
  if (!sheet) {
    ensure(!sheet.error().message.text.empty(), "a refusal says why");
    return 0;
  }
  ensure(sheet->header.size() <= sheet::kMostColumns, "columns are bounded");
  ensure(sheet->line_numbers.size() == sheet->rows.size(), "each row knows its number");
  ensure(sheet->formulas.empty() || fuzz::text_of(bytes, size).starts_with("PK"), "CSV has no formulas");
  for (const Cells& row : sheet->rows) {
    ensure(row.size() == sheet->header.size() && says_something(row), "rows are as wide as the header");
    for (const std::string& cell : row) ensure(is_clean_text(cell) && trimmed(cell) == cell, "cells are clean");
  }
  const std::string csv = sheet::write_csv(*sheet);
  expect_tame(csv);
  const auto again = sheet::read("fil.csv", csv);
  ensure(again.has_value(), "what we write can be read");
  expect_same(again->header, sheet->header);
  ensure(again->rows.size() == sheet->rows.size(), "rows read back");
  for (std::size_t i = 0; i < sheet->rows.size(); ++i) expect_same(again->rows[i], sheet->rows[i]);
  return 0;
}

// A spreadsheet as it is kept between its preview and its confirmation, and as its refused rows are
// given back.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/texts.h"

namespace samloft {

// Cells are clean text without control characters; kFormulaCell alone stands for a cell that held a
// formula.
struct ImportTable {
  struct Line {
    int number = 0;  // as the spreadsheet program shows it
    std::vector<std::string> cells;
    bool operator==(const Line&) const = default;
  };
  std::vector<std::string> header;
  std::vector<Line> lines;  // as wide as the header
  bool operator==(const ImportTable&) const = default;
};
inline constexpr std::string_view kFormulaCell = "\x1d";

// Whether any line has something in the column.
bool has_content(const ImportTable& table, std::size_t column);

// One text for the whole table and back: cells end with the unit separator, lines with the record
// separator, which no clean text holds.
std::string packed(const ImportTable& table);
ImportTable unpacked(std::string_view text);

// What a heading means is asked of its letters and digits alone, folded: «E-post (jobb)» → epostjobb.
std::string squeezed(std::string_view heading);

// The heading of the reasons in a file of refused rows; the column is left unread when the mended
// file comes back.
inline constexpr std::string_view kRemarkHeading = N_("Hva som må rettes");
// These of the lines as they came, each with its reason in a column at the end, without the columns
// of earlier reasons.
struct Refusal {
  std::size_t line = 0;  // its place among the table's
  std::string why;
};
ImportTable with_reasons(const ImportTable& table, const std::vector<bool>& holds_reasons,
                         const std::vector<Refusal>& refusals, const Texts& t);

}  // namespace samloft

// Reads the cells of a worksheet (ECMA-376 part 1, 18.3).
// Tested by xlsx_test.cc

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "sheet/archive.h"
#include "sheet/reading.h"
#include "sheet/workbook.h"

namespace samloft::sheet {
namespace {

constexpr int kLastRow = 1'048'576;  // of any worksheet
constexpr int kLastColumn = 16'384;
constexpr std::size_t kMostSpills = 1'000;  // each is compared with every cell

// Rows and columns from 1.
struct Place {
  int row = 0;
  int column = 0;
};

struct Range {
  Place first, last;

  bool contains(Place place) const {
    return place.row >= first.row && place.row <= last.row && place.column >= first.column &&
           place.column <= last.column;
  }
};

// Reads AB12. Nothing if it is another sort of text.
std::optional<Place> place_of(std::string_view text) {
  Place place;
  while (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' && place.column <= kLastColumn) {
    place.column = 26 * place.column + (text[0] - 'A' + 1);
    text.remove_prefix(1);
  }
  const auto end = std::from_chars(text.data(), text.data() + text.size(), place.row);
  const bool whole = end.ec == std::errc() && end.ptr == text.data() + text.size();
  const bool inside =
      place.column >= 1 && place.column <= kLastColumn && place.row >= 1 && place.row <= kLastRow;
  if (!whole || !inside) return std::nullopt;
  return place;
}

std::optional<Range> range_of(std::string_view text) {
  const auto colon = text.find(':');
  const auto first = place_of(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : place_of(text.substr(colon + 1));
  if (!first || !last) return std::nullopt;
  return Range{*first, *last};
}

// 2026-11-25T00:00:00 as number_text writes it.
std::string moment_text(std::string text) {
  if (const auto midnight = text.find("T00:00:00"); midnight != std::string::npos)
    text.resize(midnight);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

class WorksheetReader {
 public:
  explicit WorksheetReader(const Workbook& workbook) : workbook_(workbook) {}

  Result<Sheet> read(const pugi::xml_node& worksheet) {
    for (const pugi::xml_node& row : child(worksheet, "sheetData")) {
      if (is_named(row, "row")) TRY(read_row(row));
    }
    return std::move(table_).finish();
  }

 private:
  Result<void> read_row(const pugi::xml_node& row);
  Result<void> read_cell(const pugi::xml_node& node, std::vector<Cell>& cells);
  Result<Cell> cell_of(const pugi::xml_node& node);
  Result<void> note_spill(const pugi::xml_node& formula);
  Result<std::string> value_of(const pugi::xml_node& node) const;
  std::string number_of(const std::string& value, std::string_view style) const;

  const Workbook& workbook_;
  Table table_;
  Place place_;                // the cell being read; rows and cells come in their order
  std::vector<Range> spills_;  // where formulas write values into other cells
};

Result<void> WorksheetReader::read_row(const pugi::xml_node& row) {
  // Both rows and cells may leave their place out: then they follow the one before.
  const auto stated = attribute(row, "r");
  const auto place = stated.empty() ? Place{place_.row + 1, 1}
                                    : place_of("A" + std::string(stated)).value_or(Place{});
  if (place.row <= place_.row || place.row > kLastRow) return damaged();
  place_ = {place.row, 0};
  std::vector<Cell> cells;
  for (const pugi::xml_node& node : row) {
    if (is_named(node, "c")) TRY(read_cell(node, cells));
  }
  return table_.add(place_.row, std::move(cells));
}

Result<void> WorksheetReader::read_cell(const pugi::xml_node& node, std::vector<Cell>& cells) {
  const auto stated = attribute(node, "r");
  const auto place =
      stated.empty() ? Place{place_.row, place_.column + 1} : place_of(stated).value_or(Place{});
  if (place.row != place_.row || place.column <= place_.column) return damaged();
  place_ = place;
  TRY_ASSIGN(Cell cell, cell_of(node));
  const auto column = static_cast<std::size_t>(place.column) - 1;
  if (column >= kMostColumns) {
    // Far out there often are cells with a colour and nothing else.
    if (cell.formula || !cell.text.empty()) return too_many_columns();
    return {};
  }
  cells.resize(column + 1);
  cells[column] = std::move(cell);
  return {};
}

Result<Cell> WorksheetReader::cell_of(const pugi::xml_node& node) {
  if (const auto formula = child(node, "f")) {
    TRY(note_spill(formula));
    return Cell{{}, true};
  }
  TRY_ASSIGN(std::string text, value_of(node));
  const bool spilled = !text.empty() && std::any_of(spills_.begin(), spills_.end(), [&](auto& one) {
    return one.contains(place_);
  });
  if (spilled) return Cell{{}, true};
  return Cell{std::move(text)};
}

// An array formula and a data table stand in one cell and fill others, which then hold nothing but
// a value.
Result<void> WorksheetReader::note_spill(const pugi::xml_node& formula) {
  const auto stated = attribute(formula, "ref");
  const auto type = attribute(formula, "t");
  if (stated.empty() || type == "shared") return {};
  const auto range = range_of(stated);
  if (!range || spills_.size() == kMostSpills) return damaged();
  const bool alone =
      range->first.row == range->last.row && range->first.column == range->last.column;
  if (!alone) spills_.push_back(*range);
  return {};
}

Result<std::string> WorksheetReader::value_of(const pugi::xml_node& node) const {
  const auto type = attribute(node, "t");
  if (type == "inlineStr") return string_in(child(node, "is"));
  std::string value = text_in(child(node, "v"));
  if (value.empty()) return value;
  if (type == "s") {
    std::size_t index = workbook_.strings.size();
    std::from_chars(value.data(), value.data() + value.size(), index);
    if (index >= workbook_.strings.size()) return damaged();
    return workbook_.strings[index];
  }
  if (type == "b") return std::string(value == "1" || value == "true" ? "ja" : "nei");
  if (type == "d") return moment_text(std::move(value));
  if (type == "str" || type == "e") return unescaped(std::move(value));
  return number_of(value, attribute(node, "s"));
}

std::string WorksheetReader::number_of(const std::string& value, std::string_view style) const {
  double number = 0;
  const auto end = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool whole = end.ec == std::errc() && end.ptr == value.data() + value.size();
  if (!whole || !std::isfinite(number)) return value;
  std::size_t index = 0;
  std::from_chars(style.data(), style.data() + style.size(), index);
  const auto format = index < workbook_.formats.size() ? workbook_.formats[index] : NumberFormat{};
  return number_text(number, format, workbook_.days);
}

}  // namespace

Result<Sheet> read_xlsx(std::string_view bytes) {
  TRY_ASSIGN(const Archive archive, Archive::open(bytes));
  TRY_ASSIGN(const Workbook workbook, read_workbook(archive));
  Xml xml;
  TRY(xml.load(archive, workbook.worksheet));
  return WorksheetReader(workbook).read(xml.root());
}

}  // namespace samloft::sheet

// Kept spreadsheets.
// Tested by people/rules_import_test.cc, needs/rules_import_test.cc and the imports of both

#include "base/import_table.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace samloft {
namespace {

constexpr char kCellEnd = '\x1f', kLineEnd = '\x1e';

std::vector<std::string> cells_of(std::string_view line) {
  auto cells = split(line, kCellEnd);
  cells.pop_back();  // after the last end
  return cells;
}

}  // namespace

bool has_content(const ImportTable& table, std::size_t column) {
  return std::any_of(table.lines.begin(), table.lines.end(),
                     [&](const auto& line) { return !line.cells[column].empty(); });
}

std::string packed(const ImportTable& table) {
  std::string out;
  const auto add = [&](const std::vector<std::string>& cells) {
    for (const auto& cell : cells) (out += cell) += kCellEnd;
    out += kLineEnd;
  };
  add(table.header);
  for (const auto& line : table.lines) {
    (out += std::to_string(line.number)) += kCellEnd;
    add(line.cells);
  }
  return out;
}

ImportTable unpacked(std::string_view text) {
  ImportTable table;
  bool header = true;
  while (!text.empty()) {
    const auto end = text.find(kLineEnd);
    auto cells = cells_of(text.substr(0, end));
    if (header) {
      table.header = std::move(cells);
    } else {
      const int number = std::stoi(cells.front());
      cells.erase(cells.begin());
      table.lines.push_back({number, std::move(cells)});
    }
    header = false;
    text.remove_prefix(end + 1);
  }
  return table;
}

std::string squeezed(std::string_view heading) {
  std::string out;
  for (const char letter : folded(heading)) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte >= 0x80 || std::isalnum(byte)) out += letter;
  }
  return out;
}

ImportTable with_reasons(const ImportTable& table, const std::vector<bool>& holds_reasons,
                         const std::vector<Refusal>& refusals, const Texts& t) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < table.header.size(); ++i)
    if (!holds_reasons[i]) kept.push_back(i);
  ImportTable out;
  for (const std::size_t column : kept) out.header.push_back(table.header[column]);
  out.header.emplace_back(t(kRemarkHeading));
  for (const Refusal& refusal : refusals) {
    const ImportTable::Line& came = table.lines[refusal.line];
    ImportTable::Line line{came.number, {}};
    for (const std::size_t column : kept) {
      const std::string& cell = came.cells[column];
      line.cells.push_back(cell == kFormulaCell ? "(formel)" : cell);
    }
    line.cells.push_back(refusal.why);
    out.lines.push_back(std::move(line));
  }
  return out;
}

}  // namespace samloft

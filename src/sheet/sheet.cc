// Tells the kinds of file apart, and holds the limits for both readers.
// Tested by csv_test.cc and xlsx_test.cc

#include "sheet/sheet.h"

#include <algorithm>

#include "base/text.h"
#include "sheet/reading.h"

namespace samloft::sheet {
namespace {

bool is_named_as_workbook(std::string_view file_name) {
  std::string name(file_name);
  for (char& letter : name) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return name.ends_with(".xlsx") || name.ends_with(".xlsm") || name.ends_with(".xls") ||
         name.ends_with(".ods");
}

void unify_line_ends(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::string unified;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') {
      unified += text[at];
    } else if (at + 1 == text.size() || text[at + 1] != '\n') {
      unified += '\n';
    }
  }
  text = std::move(unified);
}

bool is_blank(const Cell& cell) { return cell.text.empty() && !cell.formula; }

}  // namespace

Result<Sheet> read(std::string_view file_name, std::string_view bytes) {
  if (bytes.size() > kMostBytes)
    return Problem::invalid(Message("Fila er for stor. Den kan være på 64 MB."));
  if (bytes.starts_with("PK\x03\x04")) return read_xlsx(bytes);
  if (bytes.starts_with("\xd0\xcf\x11\xe0")) {
    return Problem::invalid(
        Message("Fila er i det gamle Excel-formatet eller har passord. Lagre den som .xlsx uten "
                "passord."));
  }
  if (is_named_as_workbook(file_name)) return damaged();
  return read_csv(bytes);
}

Result<void> Table::add(int number, std::vector<Cell> cells) {
  TRY(clean(number, cells));
  while (!cells.empty() && is_blank(cells.back())) cells.pop_back();
  if (std::all_of(cells.begin(), cells.end(), is_blank)) return {};
  if (!has_header_) return add_header(std::move(cells));
  if (cells.size() > sheet_.header.size()) {
    return Problem::invalid(
        Message("Rad {} har flere celler enn det er overskrifter. Gi kolonnen en "
                "overskrift, eller tøm cella.",
                {std::to_string(number)}));
  }
  if (sheet_.rows.size() == kMostRows)
    return Problem::invalid(Message("Fila har mer enn 20 000 rader. Del den i flere filer."));
  add_row(number, std::move(cells));
  return {};
}

Result<Sheet> Table::finish() && {
  if (!has_header_) return Problem::invalid(Message("Fila er tom."));
  return std::move(sheet_);
}

Result<void> Table::clean(int number, std::vector<Cell>& cells) {
  for (Cell& cell : cells) {
    unify_line_ends(cell.text);
    cell.text = trimmed(cell.text);
    // Counted here as well as in the file: an XLSX names one long text any number of times.
    bytes_ += cell.text.size();
    if (bytes_ > kMostBytes)
      return Problem::invalid(Message("Fila har for mye tekst. Den kan ha 64 MB."));
    if (!is_clean_text(cell.text)) {
      return Problem::invalid(Message("Rad {} har tegn som ikke er tekst. Er dette riktig fil?",
                                      {std::to_string(number)}));
    }
  }
  return {};
}

Result<void> Table::add_header(std::vector<Cell> cells) {
  if (cells.size() > kMostColumns) return too_many_columns();
  for (Cell& cell : cells) {
    if (cell.formula)
      return Problem::invalid(Message("En overskrift er en formel; skriv verdien i stedet."));
    sheet_.header.push_back(std::move(cell.text));
  }
  has_header_ = true;
  return {};
}

void Table::add_row(int number, std::vector<Cell> cells) {
  const int row = static_cast<int>(sheet_.rows.size());
  auto& texts = sheet_.rows.emplace_back(sheet_.header.size());
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (cells[column].formula) {
      sheet_.formulas.push_back({row, static_cast<int>(column)});
    } else {
      texts[column] = std::move(cells[column].text);
    }
  }
  sheet_.line_numbers.push_back(number);
}

Problem too_many_columns() {
  return Problem::invalid(Message("Fila har mer enn 100 kolonner. Ta med bare dem som trengs."));
}

Problem damaged() {
  return Problem::invalid(
      Message("Fila kan ikke leses som regneark. Den kan være skadet. Åpne den i et "
              "regnearkprogram, og lagre "
              "den på nytt som .xlsx."));
}

void append_utf8(std::string& text, char32_t character) {
  const auto add = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (character < 0x80) {
    add(character);
  } else if (character < 0x800) {
    add(0xc0 | (character >> 6));
    add(0x80 | (character & 0x3f));
  } else {
    add(0xe0 | (character >> 12));
    add(0x80 | ((character >> 6) & 0x3f));
    add(0x80 | (character & 0x3f));
  }
}

ImportTable table_of(const Sheet& sheet) {
  ImportTable table;
  table.header = sheet.header;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    table.lines.push_back({sheet.line_numbers[i], sheet.rows[i]});
  for (const FormulaCell& cell : sheet.formulas)
    table.lines[static_cast<std::size_t>(cell.row)].cells[static_cast<std::size_t>(cell.column)] =
        kFormulaCell;
  return table;
}

Sheet sheet_of(const ImportTable& table) {
  Sheet sheet;
  sheet.header = table.header;
  for (const auto& line : table.lines) {
    sheet.rows.push_back(line.cells);
    sheet.line_numbers.push_back(line.number);
  }
  return sheet;
}

}  // namespace samloft::sheet

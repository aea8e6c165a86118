// Sheets: tables that people keep in a spreadsheet, read from CSV and XLSX and written as both.
//
// Reading decides by content, not by name, and hands every cell over as clean text: valid UTF-8
// without control characters, trimmed, line breaks as \n. Numbers, dates and truths of an XLSX
// become what a Norwegian would have typed: 1234,5 · 30 % · 2026-11-25 · 2026-11-25 14:30 · ja /
// nei. The first row with anything in it is the header; rows with nothing in them are left out.
//
// Formulas are never trusted: neither evaluated nor read from the value that the spreadsheet
// program stored beside them. Such a cell is empty and stands in `formulas`, so that an importer
// can refuse its row with kFormulaMessage.
//
// A CSV that we write is opened in a spreadsheet program, which would run a cell that starts like a
// formula. Such a cell gets an apostrophe in front (see write_csv). Reading takes no apostrophe
// away, since it cannot know who put it there; an exported text that began with = comes back as '=.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/import_table.h"
#include "base/result.h"
#include "base/texts.h"

namespace samloft::sheet {

// A cell of Sheet::rows, both counted from 0: rows[row][column].
struct FormulaCell {
  int row = 0;
  int column = 0;
  bool operator==(const FormulaCell&) const = default;
};

inline constexpr const char* kFormulaMessage =
    N_("Cella inneholder en formel; skriv verdien i stedet.");

struct Sheet {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // each as wide as the header
  // For each row its number as a spreadsheet program shows it, from 1. Empty rows count, and a
  // quoted line break in a CSV does not start a new one.
  std::vector<int> line_numbers;
  std::vector<FormulaCell> formulas;  // only from XLSX, in reading order
};

inline constexpr std::size_t kMostRows = 20'000;  // besides the header
inline constexpr std::size_t kMostColumns = 100;
inline constexpr std::size_t kMostBytes = 64u << 20;  // of the file, unpacked, and of all cells

// Reads the first visible worksheet of an XLSX, or a CSV: UTF-8 or else Windows-1252, separated by
// semicolon, comma or tab, whichever the header line holds most of. The name only helps to word the
// answer. Problems are `invalid` with a sentence for whoever chose the file: not a spreadsheet,
// over a limit above, damaged, protected by a password, a row wider than the header, a formula in
// the header. Header names are not compared: doubles and blanks are the importer's to judge.
Result<Sheet> read(std::string_view file_name, std::string_view bytes);

// Header and rows as UTF-8 with BOM, `;` and CRLF, which Norwegian Excel opens without questions.
// A cell that starts with = + - @ (also after blanks, also full-width), tab or line break gets a
// leading apostrophe, unless it is a plain number: after one sign only digits, blanks, commas and
// points.
std::string write_csv(const Sheet& sheet);

// Header and rows as a worksheet named after the title: bold frozen header with filters, columns as
// wide as their text. Every cell is a string in text format, so nothing is run, "1-2" stays no date
// and what people add stays as typed. Texts over Excel's 32 767 characters are cut.
std::string write_xlsx(const Sheet& sheet, std::string_view title);

// A sheet as it is kept while somebody looks at what it would do, and a kept one as a sheet.
ImportTable table_of(const Sheet& sheet);
Sheet sheet_of(const ImportTable& table);

}  // namespace samloft::sheet

// Writes a worksheet through libxlsxwriter.
// Tested by xlsx_test.cc

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.h"
#include "sheet/sheet.h"

namespace samloft::sheet {
namespace {

constexpr std::size_t kLongestTitle = 31;     // Excel's limit for a worksheet's name
constexpr std::size_t kLongestCell = 32'767;  // and for a cell
constexpr std::size_t kWidest = 60;           // in letters; longer texts wrap
constexpr std::uint8_t kTextFormat = 49;      // "@", built in

// A file of our own that only this process' user may read, and that is gone afterwards: this
// version of libxlsxwriter cannot write to memory.
class TemporaryFile {
 public:
  TemporaryFile() : path_(std::filesystem::temp_directory_path() / "samloft-XXXXXX") {
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) throw Broken("cannot make a temporary file " + path_);
    ::close(descriptor);
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const char* path() const { return path_.c_str(); }
  std::string content() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

std::string worksheet_name(std::string_view title) {
  std::string name;
  for (char letter : title)
    name += std::string_view("[]:*?/\\'").find(letter) == std::string_view::npos ? letter : ' ';
  name = trimmed(shortened(trimmed(name), kLongestTitle - 1));
  return name.empty() || !is_clean_text(name) ? "Ark1" : name;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// _x0041_ in a text is an A to a spreadsheet program, unless its underscore is escaped; and XML has
// no room for the last two code points of the first plane.
std::string cell_text(std::string_view text) {
  std::string safe = shortened(text, kLongestCell - 1);
  replace_all(safe, "\uffff", "\ufffd");
  replace_all(safe, "\ufffe", "\ufffd");
  std::string out;
  for (std::size_t at = 0; at < safe.size(); ++at) {
    const bool escape = safe.compare(at, 2, "_x") == 0 && at + 6 < safe.size() &&
                        safe[at + 6] == '_' &&
                        std::all_of(safe.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                                    safe.begin() + static_cast<std::ptrdiff_t>(at) + 6,
                                    [](unsigned char digit) { return std::isxdigit(digit); });
    if (escape) out += "_x005F";
    out += safe[at];
  }
  return out;
}

void write_row(lxw_worksheet* worksheet, std::size_t row, const std::vector<std::string>& cells,
               lxw_format* format) {
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (cells[column].empty()) continue;
    const auto outcome = worksheet_write_string(worksheet, static_cast<lxw_row_t>(row),
                                                static_cast<lxw_col_t>(column),
                                                cell_text(cells[column]).c_str(), format);
    ensure(outcome == LXW_NO_ERROR, "a cell is within the limits of a worksheet");
  }
}

// Column widths in letters: the longest line of any cell, within reason.
std::vector<std::size_t> widths(const Sheet& sheet) {
  std::vector<std::size_t> all(sheet.header.size(), 8);
  const auto widen = [&](const std::vector<std::string>& cells, std::size_t extra) {
    for (std::size_t column = 0; column < std::min(cells.size(), all.size()); ++column) {
      for (const std::string& line : split(cells[column], '\n'))
        all[column] = std::min(std::max(all[column], length(line) + extra), kWidest);
    }
  };
  widen(sheet.header, 4);  // room for the filter's arrow
  for (const auto& row : sheet.rows) widen(row, 1);
  return all;
}

void lay_out(lxw_worksheet* worksheet, const Sheet& sheet, lxw_format* body) {
  const auto all = widths(sheet);
  // The format reaches below the last row, so that rows which people add are text as well.
  for (std::size_t column = 0; column < all.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    worksheet_set_column(worksheet, at, at, static_cast<double>(all[column]), body);
  }
  worksheet_freeze_panes(worksheet, 1, 0);
  if (all.empty()) return;
  const auto last_row = static_cast<lxw_row_t>(sheet.rows.size());
  worksheet_autofilter(worksheet, 0, 0, last_row, static_cast<lxw_col_t>(all.size() - 1));
  worksheet_ignore_errors(worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
}

}  // namespace

std::string write_xlsx(const Sheet& sheet, std::string_view title) {
  const TemporaryFile file;
  lxw_workbook* workbook = workbook_new(file.path());
  ensure(workbook != nullptr, "libxlsxwriter has memory for a workbook");
  lxw_worksheet* worksheet = workbook_add_worksheet(workbook, worksheet_name(title).c_str());
  ensure(worksheet != nullptr, "the worksheet's name is one that Excel accepts");
  lxw_format* head = workbook_add_format(workbook);
  format_set_bold(head);
  format_set_num_format_index(head, kTextFormat);
  lxw_format* body = workbook_add_format(workbook);
  format_set_num_format_index(body, kTextFormat);
  format_set_text_wrap(body);
  format_set_align(body, LXW_ALIGN_VERTICAL_TOP);
  lay_out(worksheet, sheet, body);
  write_row(worksheet, 0, sheet.header, head);
  for (std::size_t row = 0; row < sheet.rows.size(); ++row)
    write_row(worksheet, row + 1, sheet.rows[row], body);
  const lxw_error outcome = workbook_close(workbook);
  if (outcome != LXW_NO_ERROR) throw Broken("libxlsxwriter: " + std::string(lxw_strerror(outcome)));
  return file.content();
}

}  // namespace samloft::sheet

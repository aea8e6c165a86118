// CSV as spreadsheet programs write it, more than as RFC 4180 wishes it.
// Tested by csv_test.cc

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>

#include "sheet/reading.h"

namespace samloft::sheet {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// What Windows-1252 has at 0x80–0x9f, where Latin-1 has control characters; 0 is unused.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, size, character);
    if (character < 0) return false;
  }
  return true;
}

// Nothing if a byte is unused in Windows-1252: then it is no text at all.
std::optional<std::string> from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (char byte : bytes) {
    char32_t character = static_cast<unsigned char>(byte);
    if (character >= 0x80 && character < 0xa0) character = kWindows1252[character - 0x80];
    if (character == 0) return std::nullopt;
    append_utf8(text, character);
  }
  return text;
}

Result<std::string> decoded(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
    return Problem::invalid(Message("Fila er lagret som UTF-16. Lagre den som CSV UTF-8."));
  if (is_utf8(bytes)) return std::string(bytes);
  auto text = from_windows_1252(bytes);
  if (!text)
    return Problem::invalid(Message("Fila er verken et regneark eller en tekstfil med tabell."));
  return *std::move(text);
}

// The separator that the header line holds most of outside quotes; semicolon when none stands out.
char separator_of(std::string_view text) {
  constexpr std::string_view kSeparators = ";\t,";
  text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
  std::array<int, kSeparators.size()> counts{};
  bool quoted = false;
  for (char letter : text) {
    if (letter == '"') quoted = !quoted;
    if (quoted) continue;
    if (letter == '\n' || letter == '\r') break;
    if (const auto at = kSeparators.find(letter); at != std::string_view::npos) ++counts[at];
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                              counts.begin())];
}

// Takes what stands in quotes off the front of the text. Nothing if the quote is never closed.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string inside;
  text.remove_prefix(1);
  while (true) {
    const auto quote = text.find('"');
    if (quote == std::string_view::npos) return std::nullopt;
    inside += text.substr(0, quote);
    text.remove_prefix(quote + 1);
    if (!text.starts_with('"')) return inside;
    inside += '"';
    text.remove_prefix(1);
  }
}

// Takes one row with its line end off the front of the text.
Result<std::vector<Cell>> take_row(std::string_view& text, char separator, int number) {
  const char stops[] = {separator, '\r', '\n', '\0'};
  std::vector<Cell> cells;
  while (true) {
    Cell cell;
    if (text.starts_with('"')) {
      auto inside = take_quoted(text);
      if (!inside) {
        return Problem::invalid(Message("I rad {} begynner et hermetegn som aldri blir lukket.",
                                        {std::to_string(number)}));
      }
      cell.text = *std::move(inside);
    }
    const auto rest = text.substr(0, text.find_first_of(stops));
    cell.text += rest;
    text.remove_prefix(rest.size());
    if (cells.size() < kMostColumns) {
      cells.push_back(std::move(cell));
    } else if (!cell.text.empty()) {
      return too_many_columns();
    }
    if (!text.starts_with(separator)) break;
    text.remove_prefix(1);
  }
  if (text.starts_with("\r\n")) text.remove_prefix(1);
  if (!text.empty()) text.remove_prefix(1);
  return cells;
}

bool is_plain_number(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text[0] < '0' || text[0] > '9') return false;
  while (!text.empty()) {
    if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else if (std::string_view("0123456789 .,").find(text[0]) != std::string_view::npos) {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

// Whether a spreadsheet program may take the cell for a formula. Some skip blanks in front, and
// some read the full-width signs ＝ ＋ － ＠ as their narrow kin.
bool looks_like_formula(std::string_view text) {
  if (text.empty() || is_plain_number(text)) return false;
  if (std::string_view("\t\r\n").find(text[0]) != std::string_view::npos) return true;
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  for (std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (text.starts_with(sign)) return true;
  }
  return false;
}

void append_cell(std::string& out, std::string_view text) {
  // Commas and tabs as well, so that whoever guesses the separator finds only ours.
  const std::string_view apostrophe = looks_like_formula(text) ? "'" : "";
  if (text.find_first_of(";\",\t\r\n") == std::string_view::npos) {
    out.append(apostrophe).append(text);
    return;
  }
  out.append("\"").append(apostrophe);
  for (char letter : text) {
    if (letter == '"') out += '"';
    out += letter;
  }
  out += '"';
}

void append_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (column > 0) out += ';';
    append_cell(out, cells[column]);
  }
  out += "\r\n";
}

}  // namespace

Result<Sheet> read_csv(std::string_view bytes) {
  TRY_ASSIGN(const std::string all, decoded(bytes));
  std::string_view text = all;
  const char separator = separator_of(text);
  Table table;
  for (int number = 1; !text.empty(); ++number) {
    TRY_ASSIGN(auto cells, take_row(text, separator, number));
    TRY(table.add(number, std::move(cells)));
  }
  return std::move(table).finish();
}

std::string write_csv(const Sheet& sheet) {
  std::string out(kByteOrderMark);
  append_row(out, sheet.header);
  for (const auto& row : sheet.rows) append_row(out, row);
  return out;
}

}  // namespace samloft::sheet

// Numbers of a worksheet as text. Dates are numbers that only their format tells from others
// (ECMA-376 part 1, 18.8.30 and 18.17.4).
// Tested by number_text_test.cc

#include "sheet/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/date.h"

namespace samloft::sheet {
namespace {

constexpr double kLastDay = 2'958'465;  // 9999-12-31

// The letters and signs of a format's first section that mean something: without quoted text,
// escaped and padding characters, and what stands in brackets except elapsed time such as [h].
std::string meaning_of(std::string_view code) {
  std::string meaning;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char sign = code[at];
    if (sign == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (sign == '\\' || sign == '_' || sign == '*') {
      ++at;
    } else if (sign == '[') {
      const auto inside = code.substr(at + 1, code.find(']', at) - at - 1);
      if (inside.find_first_not_of("hHmMsS") == std::string_view::npos) meaning += '[';
      at += inside.size() + 1;
    } else {
      meaning += sign;
    }
  }
  return meaning;
}

std::string decimal(double number) {
  std::array<char, 400> digits{};
  // Spreadsheets hold fifteen digits; what binary fractions add behind them is noise.
  auto end = std::to_chars(digits.begin(), digits.end(), number, std::chars_format::scientific, 14);
  double rounded = 0;
  std::from_chars(digits.begin(), end.ptr, rounded);
  if (rounded == 0) return "0";  // not -0
  end = std::to_chars(digits.begin(), digits.end(), rounded, std::chars_format::fixed);
  std::string text(digits.begin(), end.ptr);
  if (const auto point = text.find('.'); point != std::string::npos) text[point] = ',';
  return text;
}

std::string with_leading_zeros(std::string text, int digits) {
  const auto wanted = static_cast<std::size_t>(digits);
  const bool whole = text.find_first_not_of("0123456789") == std::string::npos;
  if (whole && text.size() < wanted) text.insert(0, wanted - text.size(), '0');
  return text;
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string clock_text(std::int64_t seconds) {
  std::string text = two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60);
  if (seconds % 60 != 0) text += ":" + two_digits(seconds % 60);
  return text;
}

// Day 60 of the count from 1900 is 29 February 1900, which Lotus 1-2-3 believed in.
Date day_of(std::int64_t count, DayCount days) {
  if (days == DayCount::from_1904) return Date(1904, 1, 1).plus_days(static_cast<int>(count));
  const Date start = count < 60 ? Date(1899, 12, 31) : Date(1899, 12, 30);
  return start.plus_days(static_cast<int>(count));
}

std::string moment_text(double number, DayCount days) {
  const std::int64_t seconds = std::llround(number * 86'400);
  const std::int64_t day = seconds / 86'400;
  const std::int64_t of_day = seconds % 86'400;
  if (day == 0 && days == DayCount::from_1900) return clock_text(of_day);
  const std::string date = day_of(day, days).iso();
  return of_day == 0 ? date : date + " " + clock_text(of_day);
}

bool is_day(double number, DayCount days) {
  const bool imaginary = days == DayCount::from_1900 && number >= 60 && number < 61;
  return number >= 0 && number <= kLastDay && !imaginary;
}

}  // namespace

NumberFormat built_in_format(int id) {
  using Kind = NumberFormat::Kind;
  if (id == 9 || id == 10) return {Kind::percent};
  if (id == 46) return {Kind::duration};
  const bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 ||
                    (id >= 50 && id <= 58);
  return {date ? Kind::date : Kind::plain};
}

NumberFormat format_of(std::string_view code) {
  using Kind = NumberFormat::Kind;
  const std::string meaning = meaning_of(code);
  if (meaning.find('[') != std::string::npos) return {Kind::duration};
  if (meaning.find_first_of("yYmMdDhHsS") != std::string::npos) return {Kind::date};
  if (meaning.find('%') != std::string::npos) return {Kind::percent};
  if (meaning.size() > 1 && meaning.find_first_not_of('0') == std::string::npos)
    return {Kind::plain, static_cast<int>(meaning.size())};
  return {};
}

std::string number_text(double number, NumberFormat format, DayCount days) {
  using Kind = NumberFormat::Kind;
  if (format.kind == Kind::percent) return decimal(number * 100) + " %";
  if (format.kind == Kind::duration && number >= 0 && number < kLastDay)
    return clock_text(std::llround(number * 86'400));
  if (format.kind == Kind::date && is_day(number, days)) return moment_text(number, days);
  return with_leading_zeros(decimal(number), format.digits);
}

}  // namespace samloft::sheet

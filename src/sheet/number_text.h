// Numbers of a worksheet as the text that a person would have typed; for this part only.
#pragma once

#include <string>
#include <string_view>

namespace samloft::sheet {

// What a number format says about the meaning of its numbers.
struct NumberFormat {
  enum class Kind { plain, percent, date, duration };
  Kind kind = Kind::plain;
  int digits = 0;  // a format of zeros alone, as for 0301: at least so many digits

  bool operator==(const NumberFormat&) const = default;
};

// The formats that every XLSX knows by number, without writing them down.
NumberFormat built_in_format(int id);
// A format by its code, as `dd.mm.yyyy` or `0 %`. Only the first section counts.
NumberFormat format_of(std::string_view code);

// Days are counted from the end of 1899, or from 1904 in workbooks from old Macs.
enum class DayCount { from_1900, from_1904 };

// 1234,5 · 30 % · 2026-11-25 · 2026-11-25 14:30 · 14:30 · 37:30 (a duration).
std::string number_text(double number, NumberFormat format, DayCount days);

}  // namespace samloft::sheet

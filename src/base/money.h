// Money in whole øre. No floating point, no rounding by accident.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samloft {

struct Ore {
  std::int64_t count = 0;
  auto operator<=>(const Ore&) const = default;
  Ore operator+(Ore other) const { return {count + other.count}; }
  Ore operator-(Ore other) const { return {count - other.count}; }
};

// Reads kroner as Norwegians type them: 1000000 · 1 000 000 · 1.000.000 · 10 000,01 · kr 500.
// A comma starts the øre (one or two digits). Refuses anything else, and amounts over 10^15 øre.
std::optional<Ore> parse_kroner(std::string_view text);

// 1 000 000,01, with non-breaking spaces; øre are left out when they are zero.
std::string kroner(Ore amount);

// 1000000,01: for a form field or a spreadsheet.
std::string plain_kroner(Ore amount);

// Per cent in hundredths of a per cent (basis points): 50 · 33,34 · 30 %.
std::optional<std::int64_t> parse_percent(std::string_view text);
std::string percent(std::int64_t basis_points);

// 1 234 567 with non-breaking spaces.
std::string grouped(std::int64_t number);

}  // namespace samloft

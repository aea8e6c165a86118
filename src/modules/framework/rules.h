// Rules of the framework that need nothing but their arguments.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "framework/framework.h"

namespace samloft::framework {

// The level that must stand right above; none for what stands in a ring.
std::optional<Level> level_above(Level level);

// How a version is told from another: "2020–2025" for [2020-08-01, 2026-01-01), "fra 2026",
// "til 2025", "2024" when it begins and ends in one year; "" for a period open at both ends. The
// last year is that of the last day.
std::string years(const Period& period);

// What stands in parentheses at the end of a heading, with them; "" if nothing does.
std::string_view parenthesis(std::string_view heading);

// From when until when a copy made on a day is valid, and when the original ends.
struct Succession {
  Period copy;
  std::optional<Date> original_until;
};
// None when the original begins on the day or later: there is nothing to follow yet.
std::optional<Succession> succession(const Period& original, Date today);

}  // namespace samloft::framework

// Levels and versions.
// Tested by rules_test.cc

#include "rules.h"

namespace samloft::framework {

std::optional<Level> level_above(Level level) {
  switch (level) {
    case Level::indicator: return Level::focus_area;
    case Level::sign: return Level::indicator;
    case Level::purpose:
    case Level::meeting:
    case Level::focus_area:
    case Level::principle: break;
  }
  return std::nullopt;
}

std::string years(const Period& period) {
  const std::string first = period.from ? std::to_string(period.from->year()) : "";
  const std::string last =
      period.until ? std::to_string(period.until->plus_days(-1).year()) : "";
  if (first.empty() && last.empty()) return {};
  if (first.empty()) return "til " + last;
  if (last.empty()) return "fra " + first;
  return first == last ? first : first + "–" + last;
}

std::string_view parenthesis(std::string_view heading) {
  const auto start = heading.rfind('(');
  if (!heading.ends_with(')') || start == std::string_view::npos) return {};
  return heading.substr(start);
}

std::optional<Succession> succession(const Period& original, Date today) {
  if (original.from && today <= *original.from) return std::nullopt;
  const bool runs = !original.until || today < *original.until;
  return Succession{{today, runs ? original.until : std::nullopt},
                    runs ? std::optional<Date>(today) : original.until};
}

}  // namespace samloft::framework

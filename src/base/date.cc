// Calendar arithmetic is the standard library's; zones come from the date library.
// Tested by date_test.cc

#include "base/date.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace samloft {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty() || value < 0)
    return std::nullopt;
  return value;
}

const date::time_zone& oslo() {
  static const date::time_zone* zone = date::locate_zone("Europe/Oslo");
  return *zone;
}

date::sys_time<std::chrono::milliseconds> point(Instant instant) {
  return date::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(instant.milliseconds));
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
  const bool iso = text.find('-') != std::string_view::npos;
  const char separator = iso ? '-' : '.';
  const auto first = text.find(separator);
  const auto second = text.find(separator, first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  auto year = number(text.substr(0, first));
  const auto month = number(text.substr(first + 1, second - first - 1));
  auto day_of_month = number(text.substr(second + 1));
  if (!year || !month || !day_of_month) return std::nullopt;
  if (!iso) {
    std::swap(year, day_of_month);
    if (*year < 100) *year += 2000;
  }
  // The library keeps months and days in a byte: 257 would be 1 to it.
  if (*year < 1900 || *year > 2199 || *month > 12 || *day_of_month > 31) return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::year(*year),
                                        std::chrono::month(static_cast<unsigned>(*month)),
                                        std::chrono::day(static_cast<unsigned>(*day_of_month)));
  if (!day.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(day));
}

std::string Date::iso() const {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", year(), month(), day());
  return out.data();
}

int Date::year() const { return static_cast<int>(std::chrono::year_month_day(days_).year()); }
unsigned Date::month() const {
  return static_cast<unsigned>(std::chrono::year_month_day(days_).month());
}
unsigned Date::day() const {
  return static_cast<unsigned>(std::chrono::year_month_day(days_).day());
}

Instant Instant::now() {
  return {std::chrono::duration_cast<std::chrono::milliseconds>(
              std::chrono::system_clock::now().time_since_epoch())
              .count()};
}

std::string Instant::iso() const {
  const auto days = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(milliseconds)));
  const auto rest = milliseconds - std::chrono::duration_cast<std::chrono::milliseconds>(
                                       days.time_since_epoch())
                                       .count();
  std::array<char, 40> out{};
  std::snprintf(out.data(), out.size(), "%sT%02d:%02d:%02d.%03dZ", Date(days).iso().c_str(),
                static_cast<int>(rest / 3600000), static_cast<int>(rest / 60000 % 60),
                static_cast<int>(rest / 1000 % 60), static_cast<int>(rest % 1000));
  return out.data();
}

Instant Instant::parse_iso(std::string_view iso) {
  const auto day = Date::parse(iso.substr(0, 10));
  const std::string time(iso.substr(std::min<std::size_t>(iso.size(), 10)));
  int hour = 0, minute = 0, second = 0, thousandth = 0;
  if (!day || std::sscanf(time.c_str(), "T%2d:%2d:%2d.%3dZ", &hour, &minute, &second,
                          &thousandth) != 4) {
    return {};
  }
  const auto midnight = std::chrono::duration_cast<std::chrono::milliseconds>(
      day->days().time_since_epoch());
  return {midnight.count() + ((hour * 60 + minute) * 60 + second) * 1000LL + thousandth};
}

Date local_day(Instant instant) {
  const auto local = oslo().to_local(point(instant));
  const auto days = date::floor<date::days>(local).time_since_epoch().count();
  return Date(std::chrono::sys_days(std::chrono::days(days)));
}

std::string local_time(Instant instant) {
  const auto local = oslo().to_local(point(instant));
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(
                           local - date::floor<date::days>(local))
                           .count();
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), "%02d.%02d", static_cast<int>(minutes / 60),
                static_cast<int>(minutes % 60));
  return out.data();
}

Instant local_instant(Date day, int minute) {
  const date::local_days start(date::days(day.days().time_since_epoch().count()));
  const auto at = oslo().to_sys(start + std::chrono::minutes(minute), date::choose::latest);
  return {std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count()};
}

Instant end_of_day(Date day) {
  const date::local_days next(date::days(day.days().time_since_epoch().count() + 1));
  const auto start = oslo().to_sys(next, date::choose::earliest);
  return {std::chrono::duration_cast<std::chrono::milliseconds>(start.time_since_epoch()).count() -
          1};
}

}  // namespace samloft

// Days and instants. A Date is a calendar day without time; an Instant is a point in UTC.
// What people see is Europe/Oslo, through the system's zone data.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace samloft {

class Date {
 public:
  Date() = default;
  explicit Date(std::chrono::sys_days days) : days_(days) {}
  Date(int year, unsigned month, unsigned day)
      : days_(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) {}

  // Reads 2026-11-25, and what Norwegians type: 25.11.2026 or 25.11.26. Refuses days that do not
  // exist and years outside 1900-2199.
  static std::optional<Date> parse(std::string_view text);

  std::string iso() const;  // 2026-11-25
  int year() const;
  unsigned month() const;
  unsigned day() const;
  Date plus_days(int count) const { return Date(days_ + std::chrono::days(count)); }
  std::chrono::sys_days days() const { return days_; }
  auto operator<=>(const Date&) const = default;

 private:
  std::chrono::sys_days days_{};
};

// Lengths of time, in milliseconds.
constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;

struct Instant {
  std::int64_t milliseconds = 0;  // since 1970-01-01T00:00:00Z

  static Instant now();
  std::string iso() const;                        // 2026-11-25T02:10:38.123Z
  static Instant parse_iso(std::string_view iso);  // what iso() wrote
  auto operator<=>(const Instant&) const = default;
};

// The local day and time of an instant in Europe/Oslo.
Date local_day(Instant instant);
std::string local_time(Instant instant);  // 03.10

// The instant at which a clock in Oslo shows this minute of the day. A minute that the clocks show
// twice is the later one, one that they skip is the instant of the skip: nobody gets less time.
Instant local_instant(Date day, int minute);

// The last instant of a local day: deadlines count to 23:59:59.999 (R4).
Instant end_of_day(Date day);

// A clock is a function, so that tests can move it.
using Clock = std::function<Instant()>;

// A half-open period [from, until); a missing end is open.
struct Period {
  std::optional<Date> from;
  std::optional<Date> until;

  bool contains(Date day) const { return (!from || *from <= day) && (!until || day < *until); }
  bool overlaps(const Period& other) const {
    return (!from || !other.until || *from < *other.until) &&
           (!other.from || !until || *other.from < *until);
  }
};

}  // namespace samloft

// Days, instants, summer time.

#include "base/date.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace samloft {
namespace {

TEST(Date, ReadsIsoAndWhatNorwegiansType) {
  EXPECT_EQ(Date::parse("2026-11-25"), Date(2026, 11, 25));
  EXPECT_EQ(Date::parse("25.11.2026"), Date(2026, 11, 25));
  EXPECT_EQ(Date::parse("5.1.26"), Date(2026, 1, 5));
  EXPECT_EQ(Date::parse("2024-02-29"), Date(2024, 2, 29));
}

TEST(Date, RefusesDaysThatDoNotExist) {
  for (const char* text : {"", "2026-02-29", "31.4.2026", "2026-13-01", "2026-00-10", "1899-12-31",
                           "2200-01-01", "25.11", "2026-11", "-1-1-1", "x.y.z", "2026-11-25x",
                           "99999999999-1-1"}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
}

TEST(Date, ReadsWhatItWrites) {
  EXPECT_TRUE(rc::check("iso", [] {
    const Date day = Date(1900, 1, 1).plus_days(*rc::gen::inRange(0, 109'000));
    RC_ASSERT(Date::parse(day.iso()) == day);
  }));
}

TEST(Instant, ReadsWhatItWrites) {
  EXPECT_TRUE(rc::check("iso", [] {
    const Instant instant{*rc::gen::inRange<std::int64_t>(0, 7'000'000'000'000)};
    RC_ASSERT(Instant::parse_iso(instant.iso()) == instant);
  }));
  EXPECT_EQ(Instant{0}.iso(), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(Instant{951'782'400'123}.iso(), "2000-02-29T00:00:00.123Z");
}

TEST(Oslo, IsAnHourAheadInWinterAndTwoInSummer) {
  EXPECT_EQ(local_time(Instant::parse_iso("2026-01-15T12:00:00.000Z")), "13.00");
  EXPECT_EQ(local_time(Instant::parse_iso("2026-07-15T12:00:00.000Z")), "14.00");
  EXPECT_EQ(local_day(Instant::parse_iso("2026-12-31T23:30:00.000Z")), Date(2027, 1, 1));
}

// R4: 23:59:59 is in time, 00:00:00 of the next day is late, also where a day has 23 or 25 hours.
TEST(EndOfDay, R4_IsTheLastMomentOfTheLocalDay) {
  EXPECT_EQ(end_of_day(Date(2026, 2, 1)).iso(), "2026-02-01T22:59:59.999Z");
  EXPECT_EQ(end_of_day(Date(2026, 3, 29)).iso(), "2026-03-29T21:59:59.999Z");   // to summer time
  EXPECT_EQ(end_of_day(Date(2026, 10, 25)).iso(), "2026-10-25T22:59:59.999Z");  // and back
  for (const Date day : {Date(2026, 2, 1), Date(2026, 3, 29), Date(2026, 10, 25)}) {
    const Instant last = end_of_day(day);
    EXPECT_EQ(local_day(last), day);
    EXPECT_EQ(local_day({last.milliseconds + 1}), day.plus_days(1));
  }
}

TEST(Period, IsHalfOpen) {
  const Period period{Date(2026, 1, 1), Date(2026, 7, 1)};
  EXPECT_TRUE(period.contains(Date(2026, 1, 1)));
  EXPECT_TRUE(period.contains(Date(2026, 6, 30)));
  EXPECT_FALSE(period.contains(Date(2026, 7, 1)));
  EXPECT_FALSE(period.overlaps({Date(2026, 7, 1), std::nullopt}));
  EXPECT_TRUE(period.overlaps({Date(2026, 6, 30), std::nullopt}));
  EXPECT_TRUE(period.overlaps({std::nullopt, std::nullopt}));
}

TEST(Period, OverlapsWhenADayIsInBoth) {
  EXPECT_TRUE(rc::check("twin", [] {
    const auto day = [] { return Date(2026, 1, 1).plus_days(*rc::gen::inRange(0, 12)); };
    const auto end = [&]() -> std::optional<Date> {
      return *rc::gen::inRange(0, 4) == 0 ? std::nullopt : std::optional(day());
    };
    const Period one{end(), end()}, other{end(), end()};
    RC_PRE(!one.from || !one.until || *one.from < *one.until);
    RC_PRE(!other.from || !other.until || *other.from < *other.until);
    bool shared = false;
    for (int i = -2; i < 15; ++i) {
      const Date at = Date(2026, 1, 1).plus_days(i);
      shared = shared || (one.contains(at) && other.contains(at));
    }
    RC_ASSERT(one.overlaps(other) == shared);
  }));
}

}  // namespace
}  // namespace samloft

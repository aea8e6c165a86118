// Days, instants, summer time.

#include "base/date.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdio>
#include <set>

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
                           "99999999999-1-1", "2026-257-01", "2026-01-257", "257.1.2026",
                           "2026-11-25-01", "25.11.2026.", "2026.11-25", "+1.+1.2026", " 1.1.2026",
                           "29.2.2100", "0.1.2026", "25.11.126", "--", ".."}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
}

TEST(Date, ReadsWhatItWrites) {
  EXPECT_TRUE(rc::check("iso", [] {
    const Date day = Date(1900, 1, 1).plus_days(*rc::gen::inRange(0, 109'000));
    RC_ASSERT(Date::parse(day.iso()) == day);
  }));
}

// The slow twin: a day is real if a walk through the calendar comes past it.
TEST(Date, IsReadIfAndOnlyIfTheCalendarHasIt) {
  std::set<std::string> real;
  for (Date day(2023, 12, 1); day < Date(2025, 2, 1); day = day.plus_days(1)) real.insert(day.iso());
  for (int month = 0; month < 300; ++month) {
    for (int day = 0; day < 300; ++day) {
      char text[32];
      std::snprintf(text, sizeof text, "2024-%02d-%02d", month, day);
      EXPECT_EQ(Date::parse(text).has_value(), real.contains(text)) << text;
    }
  }
}

TEST(Date, NeverTakesFright) {
  EXPECT_TRUE(rc::check("letters of dates", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0129.-T:Z ")));
    if (const auto day = Date::parse(text)) RC_ASSERT(Date::parse(day->iso()) == day);
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

TEST(Instant, IsTheFirstOfAllWhenItCannotBeRead) {
  for (const char* text : {"", "2026-11-25", "1.1.26", "25.11.26", "2026-11-25T", "2026-11-25 02:10",
                           "2026-02-30T02:10:38.123Z", "x"}) {
    EXPECT_EQ(Instant::parse_iso(text), Instant{}) << text;
  }
}

TEST(Oslo, IsAnHourAheadInWinterAndTwoInSummer) {
  EXPECT_EQ(local_time(Instant::parse_iso("2026-01-15T12:00:00.000Z")), "13.00");
  EXPECT_EQ(local_time(Instant::parse_iso("2026-07-15T12:00:00.000Z")), "14.00");
  EXPECT_EQ(local_day(Instant::parse_iso("2026-12-31T23:30:00.000Z")), Date(2027, 1, 1));
}

// The hour that is left out in March and the one that comes twice in October.
TEST(Oslo, ChangesItsClockAtTheRightMoment) {
  const struct {
    const char* utc;
    const char* shown;
  } cases[] = {{"2026-03-29T00:59:59.999Z", "01.59"}, {"2026-03-29T01:00:00.000Z", "03.00"},
               {"2026-10-25T00:30:00.000Z", "02.30"}, {"2026-10-25T01:30:00.000Z", "02.30"},
               {"2026-10-25T02:00:00.000Z", "03.00"}, {"2026-06-30T22:00:00.000Z", "00.00"}};
  for (const auto& one : cases) {
    EXPECT_EQ(local_time(Instant::parse_iso(one.utc)), one.shown) << one.utc;
  }
  EXPECT_EQ(local_day(Instant::parse_iso("2026-06-30T21:59:59.999Z")), Date(2026, 6, 30));
  EXPECT_EQ(local_day(Instant::parse_iso("2026-06-30T22:00:00.000Z")), Date(2026, 7, 1));
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

// As far as 2037: the date library (3.0.1) reads the listed changes of the clock, not the rule that
// stands behind them in the zone file, and so has no summer time from 2038.
TEST(EndOfDay, R4_LeavesNoGapBetweenAnyTwoDays) {
  int short_days = 0, long_days = 0;
  for (Date day(2000, 1, 1); day < Date(2038, 1, 1); day = day.plus_days(1)) {
    const Instant last = end_of_day(day), before = end_of_day(day.plus_days(-1));
    ASSERT_EQ(local_day(last), day) << day.iso();
    ASSERT_EQ(local_day({last.milliseconds + 1}), day.plus_days(1)) << day.iso();
    ASSERT_EQ(local_time(last), "23.59") << day.iso();
    const auto hours = (last.milliseconds - before.milliseconds) / 3'600'000;
    short_days += hours == 23;
    long_days += hours == 25;
  }
  EXPECT_EQ(short_days, 38);
  EXPECT_EQ(long_days, 38);
}

// R4 for deadlines within a day: what the clocks show, the later one of two, the skip where it is none.
TEST(LocalInstant, R4_FollowsTheClocks) {
  EXPECT_EQ(local_instant(Date(2026, 2, 1), 12 * 60).iso(), "2026-02-01T11:00:00.000Z");
  EXPECT_EQ(local_instant(Date(2026, 7, 1), 12 * 60).iso(), "2026-07-01T10:00:00.000Z");
  EXPECT_EQ(local_instant(Date(2026, 3, 29), 2 * 60 + 30).iso(), "2026-03-29T01:00:00.000Z");
  EXPECT_EQ(local_instant(Date(2026, 10, 25), 2 * 60 + 30).iso(), "2026-10-25T01:30:00.000Z");
  EXPECT_EQ(local_instant(Date(2026, 10, 25), 0).iso(), "2026-10-24T22:00:00.000Z");
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
    // In brackets of their own: RC_PRE takes an expression apart, and asks both sides of ||.
    RC_PRE((!one.from || !one.until || *one.from < *one.until));
    RC_PRE((!other.from || !other.until || *other.from < *other.until));
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

// Recurring meetings and public holidays, as tables.

#include "rules_recurrence.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace samloft::governance {
namespace {

std::vector<Date> dates(const Recurrence& plan) {
  std::vector<Date> all;
  for (const PlannedDay& one : days_of(plan)) all.push_back(one.day);
  return all;
}

TEST(Holidays, KnowEaster) {
  // The earliest and the latest there can be, and the years around now, from almanacs.
  for (const Date day : {Date(1961, 4, 2), Date(2000, 4, 23), Date(2008, 3, 23), Date(2024, 3, 31),
                         Date(2025, 4, 20), Date(2026, 4, 5), Date(2027, 3, 28), Date(2028, 4, 16),
                         Date(2038, 4, 25), Date(2285, 3, 22)})
    EXPECT_EQ(easter(day.year()), day);
}

TEST(Holidays, AreTheTwelveOfTheLaw) {
  std::vector<Date> free;
  for (Date day(2026, 1, 1); day.year() == 2026; day = day.plus_days(1))
    if (is_public_holiday(day)) free.push_back(day);
  EXPECT_EQ(free, (std::vector<Date>{Date(2026, 1, 1), Date(2026, 4, 2), Date(2026, 4, 3), Date(2026, 4, 5),
                                     Date(2026, 4, 6), Date(2026, 5, 1), Date(2026, 5, 14), Date(2026, 5, 17),
                                     Date(2026, 5, 24), Date(2026, 5, 25), Date(2026, 12, 25), Date(2026, 12, 26)}));
  EXPECT_TRUE(is_public_holiday(Date(2008, 5, 1))) << "both Ascension and the first of May";
  EXPECT_FALSE(is_public_holiday(Date(2026, 12, 24)));
}

TEST(RecurringMeetings, FollowTheirRhythm) {
  struct Case {
    const char* name;
    Recurrence plan;
    std::vector<Date> days;
  };
  const Case cases[] = {
      {"every second week, over the change to summer time",
       {Rhythm::weeks, Date(2026, 3, 18), 2, Date(2026, 4, 30), {}},
       {Date(2026, 3, 18), Date(2026, 4, 1), Date(2026, 4, 15), Date(2026, 4, 29)}},
      {"third Wednesday", {Rhythm::month_weekday, Date(2026, 9, 16), 1, Date(2026, 12, 31), {}},
       {Date(2026, 9, 16), Date(2026, 10, 21), Date(2026, 11, 18), Date(2026, 12, 16)}},
      {"fifth Wednesday becomes the last", {Rhythm::month_weekday, Date(2026, 9, 30), 1, Date(2026, 11, 30), {}},
       {Date(2026, 9, 30), Date(2026, 10, 28), Date(2026, 11, 25)}},
      {"last Thursday every second month", {Rhythm::last_weekday, Date(2026, 1, 8), 2, Date(2026, 6, 30), {}},
       {Date(2026, 1, 29), Date(2026, 3, 26), Date(2026, 5, 28)}},
      {"the fifteenth", {Rhythm::month_day, Date(2026, 11, 15), 1, Date(2027, 2, 14), {}},
       {Date(2026, 11, 15), Date(2026, 12, 15), Date(2027, 1, 15)}},
      {"the thirty-first is the last", {Rhythm::month_day, Date(2027, 12, 31), 1, Date(2028, 4, 30), {}},
       {Date(2027, 12, 31), Date(2028, 1, 31), Date(2028, 2, 29), Date(2028, 3, 31), Date(2028, 4, 30)}},
      {"a list in any order, each once",
       {Rhythm::list, {}, 1, {}, {Date(2026, 5, 6), Date(2026, 2, 4), Date(2026, 5, 6)}},
       {Date(2026, 2, 4), Date(2026, 5, 6)}},
      {"one day", {Rhythm::weeks, Date(2026, 3, 18), 1, Date(2026, 3, 18), {}}, {Date(2026, 3, 18)}},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(dates(one.plan), one.days) << one.name;
    EXPECT_TRUE(recurrence_faults(one.plan).empty()) << one.name;
  }
}

TEST(RecurringMeetings, SayWhyNobodyWouldMeet) {
  const auto why = [](Date day) { return days_of({Rhythm::list, {}, 1, {}, {day}}).front().avoided; };
  EXPECT_EQ(why(Date(2026, 4, 2)), Avoided::holiday);
  EXPECT_EQ(why(Date(2026, 5, 17)), Avoided::holiday) << "a Sunday too";
  EXPECT_EQ(why(Date(2026, 8, 15)), Avoided::weekend);
  EXPECT_EQ(why(Date(2026, 7, 15)), Avoided::july);
  EXPECT_EQ(why(Date(2026, 8, 3)), Avoided::none);
}

TEST(RecurringMeetings, RefuseWhatIsNoPlan) {
  struct Case {
    Recurrence plan;
    const char* field;
  };
  const Date first(2026, 1, 7);
  const std::vector<Date> many(61, first);
  for (const auto& [plan, field] :
       {Case{{Rhythm::weeks, first, 0, Date(2026, 6, 1), {}}, "every"},
        {{Rhythm::weeks, first, 53, Date(2026, 6, 1), {}}, "every"},
        {{Rhythm::weeks, first, 1, Date(2025, 6, 1), {}}, "until"},
        {{Rhythm::weeks, first, 1, Date(2031, 6, 1), {}}, "until"},
        {{Rhythm::weeks, first, 1, Date(2027, 6, 1), {}}, "until"},
        {{Rhythm::last_weekday, first, 1, Date(2026, 1, 10), {}}, "until"},
        {{Rhythm::list, {}, 1, {}, {}}, "list"},
        {{Rhythm::list, {}, 1, {}, many}, "list"}}) {
    const auto errors = recurrence_faults(plan);
    ASSERT_EQ(errors.size(), 1u) << field;
    EXPECT_EQ(errors.front().field, field);
  }
}

TEST(RecurringMeetings, ReadPastedDays) {
  const auto read = pasted_days("16.09.2026\r\n2026-10-21, 18.11.26;\n\n\t16.12.2026 ");
  EXPECT_EQ(read.unread, "");
  EXPECT_EQ(read.days, (std::vector<Date>{Date(2026, 9, 16), Date(2026, 10, 21), Date(2026, 11, 18), Date(2026, 12, 16)}));
  EXPECT_EQ(pasted_days("16.09.2026\n31.02.2026\nonsdag").unread, "31.02.2026");
  EXPECT_TRUE(pasted_days(" \n,;").days.empty());
}

}  // namespace
}  // namespace samloft::governance

// Years and places on the time line.

#include "rules.h"

#include "measures/measures.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace samloft::measures {
namespace {

const Date kToday(2026, 11, 25);

TEST(TimeLine, ReachesFromTheFirstStartToTheLastEnd) {
  const auto years = years_of({{Date(2022, 8, 1), Date(2025, 7, 1)}, {Date(2023, 2, 1), Date(2025, 1, 1)}},
                              kToday, 12);
  EXPECT_EQ(years.first, 2022);
  EXPECT_EQ(years.last, 2026);  // today's
  EXPECT_EQ(years_of({{Date(2028, 1, 1), Date(2029, 7, 1)}}, kToday, 12).first, 2026);
  EXPECT_EQ(years_of({{Date(2028, 1, 1), Date(2029, 7, 1)}}, kToday, 12).last, 2029);
}

TEST(TimeLine, LeavesTodayOutRatherThanThePeriods) {
  const auto past = years_of({{Date(2001, 1, 1), Date(2004, 1, 1)}}, kToday, 12);
  EXPECT_EQ(past.first, 2001);
  EXPECT_EQ(past.last, 2003);
}

TEST(TimeLine, DoesNotCountTheFirstFreeDay) {
  const auto years = years_of({{Date(2027, 1, 1), Date(2028, 1, 1)}}, kToday, 12);
  EXPECT_EQ(years.last, 2027);
}

TEST(TimeLine, LetsOpenEndsReachToToday) {
  const auto years = years_of({{Date(2024, 1, 1), std::nullopt}}, kToday, 12);
  EXPECT_EQ(years.first, 2024);
  EXPECT_EQ(years.last, 2026);
}

TEST(TimeLine, IsOneYearAtLeastAndNeverLongerThanAsked) {
  EXPECT_EQ(years_of({}, kToday, 12).first, 2026);
  EXPECT_EQ(years_of({{Date(1950, 1, 1), std::nullopt}}, kToday, 12).first, 2015);
}

TEST(TimeLine, PlacesDaysByTheirShare) {
  const Years years{2025, 2026};
  EXPECT_DOUBLE_EQ(place_of(years, Date(2025, 1, 1)), 0.0);
  EXPECT_DOUBLE_EQ(place_of(years, Date(2026, 1, 1)), 0.5);
  EXPECT_DOUBLE_EQ(place_of(years, Date(2027, 1, 1)), 1.0);
  EXPECT_DOUBLE_EQ(place_of(years, Date(1999, 1, 1)), 0.0);
  EXPECT_DOUBLE_EQ(place_of(years, Date(2050, 1, 1)), 1.0);
}

TEST(MeasureStates, FollowEachOther) {
  using State = MeasureState;
  const std::pair<State, State> allowed[] = {
      {State::proposed, State::planned},  {State::planned, State::proposed},
      {State::planned, State::approved},  {State::approved, State::running},
      {State::running, State::changed},   {State::running, State::completed},
      {State::changed, State::running},   {State::changed, State::completed},
      {State::completed, State::running}, {State::completed, State::evaluated},
      {State::stopped, State::evaluated}, {State::stopped, State::planned},
      {State::evaluated, State::completed}, {State::proposed, State::stopped},
      {State::planned, State::stopped},   {State::approved, State::stopped},
      {State::running, State::stopped},   {State::changed, State::stopped}};
  for (int from = 0; from < 8; ++from) {
    for (int to = 0; to < 8; ++to) {
      const std::pair step{static_cast<State>(from), static_cast<State>(to)};
      const bool may = std::find(std::begin(allowed), std::end(allowed), step) != std::end(allowed);
      EXPECT_EQ(may_follow(step.first, step.second), may) << from << " " << to;
    }
  }
  for (const State to : {State::approved, State::stopped, State::evaluated})
    EXPECT_FALSE(who_sets(State::running, to).has(Role::coordinator));
  EXPECT_TRUE(who_sets(State::approved, State::running).has(Role::coordinator));
}

TEST(LeadTime, P2CountsDaysFromTheDecision) {
  EXPECT_EQ(lead_days(Date(2026, 6, 1), Date(2026, 8, 15)), 75);
  EXPECT_EQ(lead_days(Date(2026, 6, 1), Date(2026, 6, 1)), 0);
  EXPECT_EQ(lead_days(Date(2026, 6, 2), Date(2026, 6, 1)), -1);
  EXPECT_FALSE(lead_days({}, Date(2026, 6, 1)));
  EXPECT_FALSE(lead_days(Date(2026, 6, 1), {}));
}

}  // namespace
}  // namespace samloft::measures

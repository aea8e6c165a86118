// When a goal may be called attained (R13), and for how many years it has been held (CAP-2).

#include "rules.h"

#include <gtest/gtest.h>

namespace samloft::goals {
namespace {

Sign whole_sign() {
  Sign sign;
  sign.source = "Medarbeiderundersøkelsen";
  sign.baseline = "42";
  sign.baseline_on = Date(2022, 1, 15);
  sign.measured = "55";
  sign.measured_on = Date(2023, 1, 15);
  return sign;
}

TEST(Attained, R13NeedsBaselineAndLaterValueOfTheSameSource) {
  EXPECT_TRUE(shows_later_value(whole_sign()));
  struct Row {
    const char* lacking;
    void (*take)(Sign&);
  };
  for (const Row& row : {Row{"source", [](Sign& s) { s.source = " "; }},
                         Row{"baseline", [](Sign& s) { s.baseline.clear(); }},
                         Row{"baseline_on", [](Sign& s) { s.baseline_on.reset(); }},
                         Row{"measured", [](Sign& s) { s.measured = "\t"; }},
                         Row{"measured_on", [](Sign& s) { s.measured_on.reset(); }},
                         Row{"later", [](Sign& s) { s.measured_on = s.baseline_on; }},
                         Row{"later", [](Sign& s) { s.measured_on = Date(2021, 12, 31); }}}) {
    Sign sign = whole_sign();
    row.take(sign);
    EXPECT_FALSE(shows_later_value(sign)) << row.lacking;
    EXPECT_FALSE(attained_is_grounded({sign}, "")) << row.lacking;
    EXPECT_TRUE(attained_is_grounded({sign, whole_sign()}, "")) << row.lacking;
  }
}

TEST(Attained, R13MayRestOnGroundsInWords) {
  EXPECT_FALSE(attained_is_grounded({}, ""));
  EXPECT_FALSE(attained_is_grounded({}, " \n"));
  EXPECT_TRUE(attained_is_grounded({}, "Begge parter ser endret praksis i alle bydeler."));
}

TEST(Judgement, StandsOnJudgedAndClosedGoals) {
  EXPECT_FALSE(may_be_judged(GoalState::draft));
  EXPECT_FALSE(may_be_judged(GoalState::agreed));
  EXPECT_FALSE(may_be_judged(GoalState::running));
  EXPECT_TRUE(may_be_judged(GoalState::judged));
  EXPECT_TRUE(may_be_judged(GoalState::closed));
}

TEST(Baseline, IsAValueAndADay) {
  Sign sign;
  EXPECT_FALSE(has_baseline(sign));
  sign.baseline = "0";
  EXPECT_FALSE(has_baseline(sign));
  sign.baseline_on = Date(2022, 1, 1);
  EXPECT_TRUE(has_baseline(sign));
}

TEST(YearsHeld, CAP2CountsFullYears) {
  struct Row {
    Date since, today;
    int years;
  };
  for (const Row& row : {Row{Date(2022, 1, 1), Date(2021, 12, 31), -1},
                         Row{Date(2022, 1, 1), Date(2022, 1, 1), 0},
                         Row{Date(2022, 1, 1), Date(2022, 12, 31), 0},
                         Row{Date(2022, 1, 1), Date(2023, 1, 1), 1},
                         Row{Date(2022, 8, 15), Date(2026, 8, 14), 3},
                         Row{Date(2022, 8, 15), Date(2026, 8, 15), 4},
                         Row{Date(2020, 2, 29), Date(2021, 2, 28), 0},
                         Row{Date(2020, 2, 29), Date(2021, 3, 1), 1},
                         Row{Date(2020, 2, 29), Date(2024, 2, 29), 4}}) {
    EXPECT_EQ(years_held(row.since, row.today), row.years)
        << row.since.iso() << " " << row.today.iso();
  }
}

// The slow twin walks day by day and counts anniversaries.
TEST(YearsHeld, CAP2AgreesWithItsSlowTwin) {
  const Date since(2019, 11, 30);
  int years = 0;
  for (Date day = since.plus_days(1); day < Date(2027, 1, 1); day = day.plus_days(1)) {
    if (day.month() == since.month() && day.day() == since.day()) ++years;
    ASSERT_EQ(years_held(since, day), years) << day.iso();
  }
}

}  // namespace
}  // namespace samloft::goals

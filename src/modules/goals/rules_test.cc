// When a goal may be called attained (R13), and for how many years it has been held (CAP-2).

#include "rules.h"

#include <gtest/gtest.h>

#include <algorithm>

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
  EXPECT_TRUE(shows_later_value(whole_sign(), {}));
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
    EXPECT_FALSE(shows_later_value(sign, {})) << row.lacking;
    EXPECT_FALSE(attained_is_grounded({sign}, {}, "")) << row.lacking;
    EXPECT_TRUE(attained_is_grounded({sign, whole_sign()}, {}, "")) << row.lacking;
  }
}

TEST(Attained, R13MayRestOnGroundsInWords) {
  EXPECT_FALSE(attained_is_grounded({}, {}, ""));
  EXPECT_FALSE(attained_is_grounded({}, {}, " \n"));
  EXPECT_TRUE(attained_is_grounded({}, {}, "Begge parter ser endret praksis i alle bydeler."));
}

Measurement later(const Sign& sign, const std::string& value = "55") {
  Measurement one;
  one.sign = sign.id;
  one.value = value;
  one.on = Date(2023, 1, 15);
  return one;
}

TEST(Attained, R13MayRestOnAMeasurementOfItsOwn) {
  Sign sign = whole_sign();
  sign.id = Uuid::of_name("test", "sign");
  sign.measured.clear();
  sign.measured_on.reset();
  EXPECT_FALSE(shows_later_value(sign, {}));
  EXPECT_TRUE(shows_later_value(sign, {later(sign)}));
  struct Row {
    const char* lacking;
    void (*change)(Sign&, Measurement&);
  };
  for (const Row& row :
       {Row{"same source", [](Sign&, Measurement& m) { m.source = "Et annet sted"; }},
        Row{"a number", [](Sign&, Measurement& m) { m.state = ValueState::suppressed; }},
        Row{"all of them", [](Sign&, Measurement& m) { m.group = "PPT"; }},
        Row{"later", [](Sign& s, Measurement& m) { m.on = s.baseline_on; }},
        Row{"this sign", [](Sign&, Measurement& m) { m.sign = Uuid::of_name("test", "other"); }},
        Row{"a baseline", [](Sign& s, Measurement&) { s.baseline = ":"; }},
        Row{"R12 over time", [](Sign& s, Measurement&) { s.not_over_time = true; }}}) {
    Sign changed = sign;
    Measurement one = later(sign);
    row.change(changed, one);
    EXPECT_FALSE(shows_later_value(changed, {one})) << row.lacking;
  }
  Measurement spelled = later(sign);
  spelled.source = " MEDARBEIDERUNDERSØKELSEN ";
  EXPECT_TRUE(shows_later_value(sign, {spelled})) << "the same source in other letters";
}

Held held(const char* name, const Uuid& unit = {}, const char* parent = nullptr) {
  return {Uuid::of_name("goal", name), parent ? Uuid::of_name("goal", parent) : Uuid{}, GoalState::running,
          unit};
}

TEST(FewGoals, CAP1AreThreeAtMostForAUnitAndForTheWhole) {
  const Uuid unit = Uuid::of_name("unit", "a"), other = Uuid::of_name("unit", "b");
  std::vector<Held> goals{held("1"), held("2"), held("3")};
  EXPECT_TRUE(too_many(goals).empty());
  for (const char* name : {"4", "5", "6", "7"}) goals.push_back(held(name, unit));
  goals.push_back(held("8", unit));
  goals.push_back(held("b", other));
  auto many = too_many(goals);
  ASSERT_EQ(many.size(), 1u);
  EXPECT_EQ(many[0].unit, unit);
  EXPECT_EQ(many[0].goals.size(), 5u);
  goals.push_back(held("9"));
  many = too_many(goals);
  ASSERT_EQ(many.size(), 2u);
  EXPECT_FALSE(many[0].unit);
  EXPECT_EQ(many[0].goals.size(), 4u);
}

TEST(FewGoals, CAP1DoNotCountWhatSpellsOutAnotherOrIsNotActive) {
  std::vector<Held> goals{held("top"), held("a", {}, "top"), held("b", {}, "top"), held("c", {}, "a")};
  EXPECT_TRUE(too_many(goals).empty());
  for (const char* name : {"1", "2", "3"}) goals.push_back(held(name));
  ASSERT_EQ(too_many(goals).size(), 1u);
  EXPECT_EQ(too_many(goals)[0].goals.size(), 4u);
  for (const GoalState state : {GoalState::draft, GoalState::judged, GoalState::closed}) {
    goals.back().state = state;
    EXPECT_TRUE(too_many(goals).empty());
  }
}

TEST(GoalStates, FollowEachOther) {
  using State = GoalState;
  const std::pair<State, State> allowed[] = {
      {State::draft, State::agreed},   {State::agreed, State::draft},   {State::agreed, State::running},
      {State::running, State::agreed}, {State::judged, State::running}, {State::judged, State::closed},
      {State::closed, State::judged}};
  for (int from = 0; from < 5; ++from) {
    for (int to = 0; to < 5; ++to) {
      const std::pair step{static_cast<State>(from), static_cast<State>(to)};
      const bool may = std::find(std::begin(allowed), std::end(allowed), step) != std::end(allowed);
      EXPECT_EQ(may_follow(step.first, step.second), may) << from << " " << to;
    }
  }
  EXPECT_FALSE(who_moves(State::draft, State::agreed).has(Role::coordinator));
  EXPECT_TRUE(who_moves(State::agreed, State::running).has(Role::coordinator));
  EXPECT_FALSE(who_moves(State::judged, State::running).has(Role::coordinator));
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

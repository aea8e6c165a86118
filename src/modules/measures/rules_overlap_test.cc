// Units in too much at a time (P14), against a twin that looks at every day.

#include "rules_overlap.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace samloft::measures {
namespace {

Uuid thing(int number) { return Uuid::of_name("thing", std::to_string(number)); }
Uuid unit_of(int number) { return Uuid::of_name("unit", std::to_string(number)); }
Engagement in(int of, Date from, Date until, int unit = 1) {
  return {unit_of(unit), thing(of), {from, until}};
}

TEST(Overlaps, P14AreFoundWhereMoreThanTwoRunAtATime) {
  const std::vector<Engagement> all{
      in(1, Date(2022, 8, 1), Date(2025, 7, 1)), in(2, Date(2022, 8, 1), Date(2025, 7, 1)),
      in(3, Date(2023, 2, 1), Date(2024, 12, 31)), in(3, Date(2023, 2, 1), Date(2024, 12, 31), 2)};
  const auto found = overlaps(all, 2);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].unit, unit_of(1));
  EXPECT_EQ(found[0].period.from, Date(2023, 2, 1));
  EXPECT_EQ(found[0].period.until, Date(2024, 12, 31));
  EXPECT_EQ(found[0].of.size(), 3u);
  EXPECT_TRUE(overlaps(all, 3).empty());
}

TEST(Overlaps, AreHalfOpenAndCountAThingOnce) {
  EXPECT_TRUE(
      overlaps(
          {in(1, Date(2024, 1, 1), Date(2024, 6, 1)), in(2, Date(2024, 6, 1), Date(2024, 9, 1))}, 1)
          .empty());
  EXPECT_TRUE(
      overlaps(
          {in(1, Date(2024, 1, 1), Date(2024, 6, 1)), in(1, Date(2024, 2, 1), Date(2024, 9, 1))}, 1)
          .empty());
}

TEST(Overlaps, HaveNoEndWhereNothingEnds) {
  const auto found =
      overlaps({{unit_of(1), thing(1), {}}, {unit_of(1), thing(2), {Date(2024, 1, 1), {}}}}, 1);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].period.from, Date(2024, 1, 1));
  EXPECT_FALSE(found[0].period.until);
}

RC_GTEST_PROP(Overlaps, SayOfEachDayWhatATwinCounts, ()) {
  const Date start(2024, 1, 1);
  std::vector<Engagement> all;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    const int from = *rc::gen::inRange(0, 40);
    all.push_back(in(*rc::gen::inRange(0, 5), start.plus_days(from),
                     start.plus_days(from + *rc::gen::inRange(0, 20)), *rc::gen::inRange(0, 3)));
  }
  const auto most = static_cast<std::size_t>(*rc::gen::inRange(0, 4));
  const auto found = overlaps(all, most);
  for (int unit = 0; unit < 3; ++unit) {
    for (int i = -1; i < 62; ++i) {
      const Date day = start.plus_days(i);
      std::set<Uuid> now;
      for (const Engagement& one : all)
        if (one.unit == unit_of(unit) && one.period.contains(day)) now.insert(one.of);
      std::vector<const Overlap*> told;
      for (const Overlap& one : found)
        if (one.unit == unit_of(unit) && one.period.contains(day)) told.push_back(&one);
      RC_ASSERT(told.size() == (now.size() > most ? 1u : 0u));
      if (!told.empty()) RC_ASSERT(told[0]->of == std::vector<Uuid>(now.begin(), now.end()));
    }
  }
}

}  // namespace
}  // namespace samloft::measures

// Goal attainment scaling: the oracles of O11, and what always holds.

#include "rules_scale.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace samloft::goals {
namespace {

constexpr double kNear = 5e-7;

double t_of(const std::vector<Weighed>& all) { return t_score(all).value_or(-1); }
double t_of_equals(std::size_t count, int level) {
  return t_of(std::vector<Weighed>(count, Weighed{1, level}));
}
double t_of(const std::vector<int>& weights, const std::vector<int>& levels) {
  std::vector<Weighed> all;
  for (std::size_t i = 0; i < weights.size(); ++i) all.push_back({weights[i], levels[i]});
  return t_of(all);
}

TEST(Scales, O11EqualWeightsAllOneAbove) {
  const double oracle[] = {60, 62.403473, 63.693064, 64.509525, 65.075567};
  for (std::size_t n = 1; n <= 5; ++n) EXPECT_NEAR(t_of_equals(n, 1), oracle[n - 1], kNear) << n;
}
TEST(Scales, O11EqualWeightsAllTwoBelow) {
  const double oracle[] = {30, 25.193053, 22.613872, 20.980950, 19.848866};
  for (std::size_t n = 1; n <= 5; ++n) EXPECT_NEAR(t_of_equals(n, -2), oracle[n - 1], kNear) << n;
}
TEST(Scales, O11AsExpectedIsFifty) {
  for (std::size_t n = 1; n <= 5; ++n) EXPECT_DOUBLE_EQ(t_of_equals(n, 0), 50);
}
TEST(Scales, O11WeightedBeforeAndAfter) {
  const std::vector<int> weights{3, 2, 1, 2};
  const double before = t_of(weights, {-1, -2, -1, -1}), after = t_of(weights, {0, -1, 1, 0});
  EXPECT_NEAR(before, 32.266827, kNear);
  EXPECT_NEAR(after, 48.226683, kNear);
  EXPECT_NEAR(after - before, 15.959855, 2 * kNear);
}
TEST(Scales, O11ImportanceTimesDifficulty) {
  std::vector<int> weights;
  const Weight importance[] = {Weight::three, Weight::two, Weight::one};
  const Weight difficulty[] = {Weight::two, Weight::one, Weight::three};
  for (std::size_t i = 0; i < 3; ++i) {
    GoalScale scale;
    scale.importance = importance[i];
    scale.difficulty = difficulty[i];
    weights.push_back(weight_of(scale));
  }
  EXPECT_EQ(weights, (std::vector<int>{6, 2, 3}));
  EXPECT_NEAR(t_of(weights, {1, 0, -1}), 53.570417, kNear);
  EXPECT_NEAR(t_of(weights, {-2, -1, -1}), 29.767639, kNear);
}
TEST(Scales, O11WithoutWeightAreUndefinedAndNotFifty) {
  EXPECT_FALSE(t_score({}));
  EXPECT_FALSE(t_score({{0, 2}, {0, -2}}));
}

std::vector<Weighed> some_scales() {
  const auto count = *rc::gen::inRange(1, 9);
  std::vector<Weighed> all;
  for (int i = 0; i < count; ++i)
    all.push_back({*rc::gen::inRange(0, 10), *rc::gen::inRange(-2, 3)});
  all.front().weight += 1;
  return all;
}

RC_GTEST_PROP(Scales, MirrorAroundFifty, ()) {
  auto all = some_scales();
  const double t = t_of(all);
  for (Weighed& one : all) one.level = -one.level;
  RC_ASSERT(std::abs(t - 50 + t_of(all) - 50) < 1e-9);
}
RC_GTEST_PROP(Scales, DoNotAskInWhichOrderOrUnitWeightsStand, ()) {
  auto all = some_scales();
  const double t = t_of(all);
  std::reverse(all.begin(), all.end());
  for (Weighed& one : all) one.weight *= 7;
  RC_ASSERT(std::abs(t - t_of(all)) < 1e-9);
}
RC_GTEST_PROP(Scales, NeverFallWhenALevelRises, ()) {
  auto all = some_scales();
  const double t = t_of(all);
  Weighed& one = all[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(all.size())))];
  RC_PRE(one.level < 2);
  ++one.level;
  RC_ASSERT(t_of(all) >= t);
  RC_ASSERT((t_of(all) > t) == (one.weight > 0));
}
RC_GTEST_PROP(Scales, IgnoreWhatHasNoWeight, ()) {
  auto all = some_scales();
  const double t = t_of(all);
  all.push_back({0, *rc::gen::inRange(-2, 3)});
  RC_ASSERT(std::abs(t - t_of(all)) < 1e-9);
}

TEST(Scales, GAS1AreLockedFromTheFirstDayOfTheirPeriod) {
  GoalScale scale;
  EXPECT_FALSE(is_locked(scale, Date(2026, 8, 1)));
  scale.valid_from = Date(2026, 8, 1);
  EXPECT_FALSE(is_locked(scale, Date(2026, 7, 31)));
  EXPECT_TRUE(is_locked(scale, Date(2026, 8, 1)));
}

TEST(Scales, StandOnTheirNewestScore) {
  const Uuid scale = Uuid::of_name("test", "scale");
  GoalScore first, second, other;
  first.scale = second.scale = scale;
  first.on = Date(2026, 9, 1);
  second.on = Date(2026, 11, 1);
  second.level = Level::plus_1;
  other.on = Date(2026, 12, 1);
  EXPECT_FALSE(newest_score(scale, {}));
  EXPECT_TRUE(newest_score(scale, {second, first, other})->level == Level::plus_1);
  EXPECT_EQ(number_of(Level::minus_2), -2);
  EXPECT_EQ(number_of(level_of(BaselineLevel::minus_1)), -1);
}

}  // namespace
}  // namespace samloft::goals

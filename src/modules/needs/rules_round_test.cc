// Means, spread and places against hand-counted values and a slow twin.

#include "rules_round.h"

#include <gtest/gtest.h>

#include <random>

namespace samloft::needs {
namespace {

using Weights = std::vector<std::int64_t>;
constexpr std::nullopt_t kOpen = std::nullopt;

TEST(WeightedMean, CountsWhatIsScoredByItsWeight) {
  EXPECT_DOUBLE_EQ(*weighted_mean({4, 0}, {1, 1}), 2.0);
  EXPECT_DOUBLE_EQ(*weighted_mean({4, 0}, {3, 1}), 3.0);
  EXPECT_DOUBLE_EQ(*weighted_mean({4, kOpen, 1}, {50, 100, 50}), 2.5) << "what is open counts nowhere";
  EXPECT_DOUBLE_EQ(*weighted_mean({0, 0}, {1, 1}), 0.0) << "zero is a score";
  EXPECT_DOUBLE_EQ(*weighted_mean({3, 4}, {0, 5}), 4.0);
}

TEST(WeightedMean, IsUndefinedWithoutWeightOrScores) {
  EXPECT_FALSE(weighted_mean({4, 4}, {0, 0}));
  EXPECT_FALSE(weighted_mean({4, kOpen}, {0, 10}));
  EXPECT_FALSE(weighted_mean({kOpen, kOpen}, {1, 1}));
  EXPECT_FALSE(weighted_mean({}, {}));
}

TEST(Spread, IsOfThePeopleWhoScored) {
  const auto spread = spread_of({{4, 4}, {2, 2}, {kOpen, kOpen}, {3, 3}}, {1, 1});
  ASSERT_TRUE(spread);
  EXPECT_EQ(spread->people, 3);
  EXPECT_DOUBLE_EQ(spread->mean, 3.0);
  EXPECT_DOUBLE_EQ(spread->lowest, 2.0);
  EXPECT_DOUBLE_EQ(spread->highest, 4.0);
  EXPECT_NEAR(spread->deviation, 0.816497, 1e-6) << "of these people: divided by three, not two";
  EXPECT_EQ(spread->means, (std::vector<double>{2, 3, 4}));
  EXPECT_FALSE(spread_of({}, {1}));
  EXPECT_FALSE(spread_of({{4}, {1}}, {0}));
  EXPECT_DOUBLE_EQ(spread_of({{4}}, {7})->deviation, 0.0);
}

TEST(Places, AreSharedByEqualsAndPassedOver) {
  const Weights weights{1};
  const auto of = [&](std::int64_t points) { return spread_of({{points}}, weights); };
  const auto places = places_of({of(2), of(4), kOpen, of(2), of(1)});
  EXPECT_EQ(places, (std::vector<std::optional<std::int64_t>>{2, 1, kOpen, 2, 4}));
  // Three people's thirds: equal although computed differently.
  const auto one = spread_of({{1}, {0}, {0}}, weights), other = spread_of({{0}, {0}, {1}}, weights);
  EXPECT_EQ(places_of({one, other}), (std::vector<std::optional<std::int64_t>>{1, 1}));
  EXPECT_TRUE(places_of({}).empty());
}

TEST(Orders, CloseGapsAndRefuseTwoOnOnePlace) {
  const auto id = [](int i) { return Uuid::of_name("order", std::to_string(i)); };
  EXPECT_EQ(order_of({{id(1), 7}, {id(2), kOpen}, {id(3), 2}}), (std::vector<Uuid>{id(3), id(1)}));
  EXPECT_FALSE(order_of({{id(1), 2}, {id(3), 2}}));
  EXPECT_EQ(order_of({}), std::vector<Uuid>{});
}

TEST(WeightedMean, AgreesWithItsSlowTwin) {
  std::mt19937 dice(11);
  for (int round = 0; round < 200; ++round) {
    Points points;
    Weights weights;
    std::vector<double> unrolled;  // each score as often as it weighs
    for (int i = 0; i < 6; ++i) {
      weights.push_back(static_cast<std::int64_t>(dice() % 5));
      points.push_back(dice() % 4 == 0 ? std::optional<std::int64_t>()
                                       : std::optional<std::int64_t>(dice() % 5));
      for (std::int64_t times = 0; points.back() && times < weights.back(); ++times)
        unrolled.push_back(static_cast<double>(*points.back()));
    }
    const auto mean = weighted_mean(points, weights);
    ASSERT_EQ(mean.has_value(), !unrolled.empty());
    if (!mean) continue;
    double sum = 0;
    for (const double one : unrolled) sum += one;
    EXPECT_NEAR(*mean, sum / static_cast<double>(unrolled.size()), 1e-9);
    EXPECT_GE(*mean, 0);
    EXPECT_LE(*mean, 4);
  }
}

}  // namespace
}  // namespace samloft::needs

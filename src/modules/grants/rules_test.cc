// R1, R2 and R3: reference values, and properties against a slow twin that is obviously right.

#include "rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>

namespace samloft::grants {
namespace {

__extension__ typedef __int128 Wide;  // exact products of amounts and parts

std::vector<std::int64_t> counts(const std::vector<Ore>& amounts) {
  std::vector<std::int64_t> all;
  for (const Ore amount : amounts) all.push_back(amount.count);
  return all;
}

TEST(OwnContribution, R1_KnowsTheReferenceValues) {
  EXPECT_EQ(own_contribution(3000, Ore{400'000'00}).count, 120'000'00);
  EXPECT_EQ(own_contribution(3000, Ore{800'000'00}).count, 240'000'00);
}

TEST(OwnContribution, R1_RoundsHalfUp) {
  EXPECT_EQ(own_contribution(5000, Ore{1}).count, 1);
  EXPECT_EQ(own_contribution(4999, Ore{1}).count, 0);
  EXPECT_EQ(own_contribution(3000, Ore{5}).count, 2);  // 1.5
  EXPECT_EQ(own_contribution(3000, Ore{4}).count, 1);  // 1.2
}

TEST(Split, R2_GivesTheOddOreToTheFirst) {
  EXPECT_EQ(counts(split(Ore{1'000'001}, {5000, 5000})), (std::vector<std::int64_t>{500'001, 500'000}));
  EXPECT_EQ(counts(split(Ore{100}, {3334, 3333, 3333})), (std::vector<std::int64_t>{34, 33, 33}));
}

TEST(Split, R2_ManagesEmptyAndExtremes) {
  EXPECT_TRUE(split(Ore{100}, {}).empty());
  EXPECT_EQ(counts(split(Ore{0}, {5000, 5000})), (std::vector<std::int64_t>{0, 0}));
  EXPECT_EQ(sum(split(Ore{1'000'000'000'000'000}, {3333, 3333, 3334})).count, 1'000'000'000'000'000);
}

TEST(Tranches, R3_TellWhatIsLacking) {
  EXPECT_EQ(lacking(Ore{100}, {}).count, 100);
  EXPECT_EQ(lacking(Ore{100}, {Ore{60}, Ore{40}}).count, 0);
  EXPECT_EQ(lacking(Ore{100}, {Ore{60}, Ore{41}}).count, -1);
}

TEST(Split, R2_SumsToTheTotalAndStaysWithinAnOreOfExact) {
  EXPECT_TRUE(rc::check("split", [] {
    const auto total = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
    auto parts = *rc::gen::container<std::vector<std::int64_t>>(
        *rc::gen::inRange<std::size_t>(1, 12), rc::gen::inRange<std::int64_t>(1, 800));
    parts.push_back(10'000 - std::accumulate(parts.begin(), parts.end(), std::int64_t{0}));
    RC_PRE(parts.back() > 0);
    const auto shares = split(Ore{total}, parts);
    RC_ASSERT(sum(shares).count == total);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto exact = static_cast<Wide>(total) * parts[i];
      const auto share = static_cast<Wide>(shares[i].count) * 10'000;
      RC_ASSERT(share > exact - 10'000);
      RC_ASSERT(share <= exact + 10'000);
    }
  }));
}

TEST(Split, R2_AgreesWithASlowTwin) {
  EXPECT_TRUE(rc::check("twin", [] {
    const auto total = *rc::gen::inRange<std::int64_t>(0, 5'000);
    auto parts = *rc::gen::container<std::vector<std::int64_t>>(
        *rc::gen::inRange<std::size_t>(1, 6), rc::gen::inRange<std::int64_t>(1, 1500));
    parts.push_back(10'000 - std::accumulate(parts.begin(), parts.end(), std::int64_t{0}));
    RC_PRE(parts.back() > 0);
    std::vector<std::int64_t> twin;
    for (const auto part : parts) {
      std::int64_t share = 0;
      while ((share + 1) * 10'000 <= total * part) ++share;
      twin.push_back(share);
    }
    for (std::size_t i = 0; std::accumulate(twin.begin(), twin.end(), std::int64_t{0}) < total; ++i)
      ++twin[i];
    RC_ASSERT(counts(split(Ore{total}, parts)) == twin);
  }));
}

TEST(OwnContribution, R1_IsWithinHalfAnOreOfExact) {
  EXPECT_TRUE(rc::check("own contribution", [] {
    const auto base = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
    const auto rate = *rc::gen::inRange<std::int64_t>(0, 10'001);
    const auto exact = static_cast<Wide>(base) * rate;
    const auto rounded = static_cast<Wide>(own_contribution(rate, Ore{base}).count) * 10'000;
    RC_ASSERT(rounded > exact - 5'000);
    RC_ASSERT(rounded <= exact + 5'000);
  }));
}

}  // namespace
}  // namespace samloft::grants

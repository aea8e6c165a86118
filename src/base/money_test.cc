// Amounts as people type them and as they are shown.

#include "base/money.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace samloft {
namespace {

TEST(Kroner, AreReadAsNorwegiansTypeThem) {
  EXPECT_EQ(parse_kroner("1000000"), Ore{1'000'000'00});
  EXPECT_EQ(parse_kroner("1 000 000"), Ore{1'000'000'00});
  EXPECT_EQ(parse_kroner("1\u00a0000\u00a0000,50"), Ore{1'000'000'50});
  EXPECT_EQ(parse_kroner("1.000.000"), Ore{1'000'000'00});
  EXPECT_EQ(parse_kroner("kr 10 000,01"), Ore{10'000'01});
  EXPECT_EQ(parse_kroner("500 kr"), Ore{500'00});
  EXPECT_EQ(parse_kroner("0,5"), Ore{50});
  EXPECT_EQ(parse_kroner("-0,50"), Ore{-50});
  EXPECT_EQ(parse_kroner("\u221210"), Ore{-10'00});
}

TEST(Kroner, AreRefusedWhenUnsure) {
  for (const char* text : {"", "kr", "1,234", "1.5", "1,", "1.00", "1..000", "12.34.567", "ti", "1e6",
                           "10000000000000000", "--1", "1 000,5 0 0", "=1+1"}) {
    EXPECT_FALSE(parse_kroner(text)) << text;
  }
}

TEST(Kroner, AreShownWithoutEmptyOre) {
  EXPECT_EQ(kroner(Ore{1'000'001'00}), "1\u00a0000\u00a0001");
  EXPECT_EQ(kroner(Ore{1'000'001'05}), "1\u00a0000\u00a0001,05");
  EXPECT_EQ(kroner(Ore{-50}), "\u22120,50");
  EXPECT_EQ(plain_kroner(Ore{1'234'567'00}), "1234567");
}

TEST(Kroner, AreReadAsTheyAreShown) {
  EXPECT_TRUE(rc::check("round trip", [] {
    const Ore amount{*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000)};
    RC_ASSERT(parse_kroner(kroner(amount)) == amount);
    RC_ASSERT(parse_kroner(plain_kroner(amount)) == amount);
  }));
}

TEST(Percent, IsHundredths) {
  EXPECT_EQ(parse_percent("50"), 5000);
  EXPECT_EQ(parse_percent("33,34 %"), 3334);
  EXPECT_FALSE(parse_percent("en halv"));
  EXPECT_EQ(percent(3334), "33,34");
  EXPECT_EQ(percent(5000), "50");
}

}  // namespace
}  // namespace samloft

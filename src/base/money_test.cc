// Amounts as people type them and as they are shown.

#include "base/money.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>
#include <vector>

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
                           "10000000000000000", "--1", "1 000,5 0 0", "=1+1", ".5", ".50", ".100",
                           "-", "-.5", ",", ",5", "1,2,3", "1,0.0", "kr.", "krkr", "0x10", "1.0000",
                           "1.000.00", "１", "10000000000000,01"}) {
    EXPECT_FALSE(parse_kroner(text)) << text;
  }
}

TEST(Kroner, AreReadToTheLargestAmountAndNoFurther) {
  EXPECT_EQ(parse_kroner("10000000000000"), Ore{1'000'000'000'000'000});
  EXPECT_EQ(parse_kroner("-10.000.000.000.000,00"), Ore{-1'000'000'000'000'000});
  EXPECT_EQ(parse_kroner("kr. 5"), Ore{5'00});
  EXPECT_FALSE(parse_kroner("999999999999999"));
  EXPECT_FALSE(parse_kroner(std::string(100'000, '9')));
}

// The slow twin reads letter by letter what the rule says in words: digits in one run or in groups
// of three, then perhaps a comma and one or two digits.
bool is_an_amount(const std::string& text) {
  const auto comma = text.find(',');
  const std::string whole = text.substr(0, comma);
  if (comma != std::string::npos) {
    const std::string part = text.substr(comma + 1);
    if (part.empty() || part.size() > 2) return false;
    if (part.find_first_not_of("0123456789") != std::string::npos) return false;
  }
  std::vector<std::string> groups{""};
  for (char letter : whole) {
    if (letter == '.') groups.emplace_back();
    else groups.back() += letter;
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool first = i == 0, only = groups.size() == 1;
    if (groups[i].empty() || groups[i].find_first_not_of("0123456789") != std::string::npos)
      return false;
    if (!only && (first ? groups[i].size() > 3 : groups[i].size() != 3)) return false;
  }
  return true;
}

TEST(Kroner, AreReadIfAndOnlyIfTheRuleSaysSo) {
  EXPECT_TRUE(rc::check("twin", [] {
    const auto text = *rc::gen::resize(
        10, rc::gen::container<std::string>(rc::gen::elementOf(std::string("0012345..,-"))));
    RC_ASSERT(parse_kroner(text).has_value() ==
              (is_an_amount(text) || (text.starts_with("-") && is_an_amount(text.substr(1)))));
  }));
}

TEST(Kroner, AddAndSubtract) {
  EXPECT_EQ(Ore{1'00} + Ore{50} - Ore{2'00}, Ore{-50});
  EXPECT_LT(Ore{-1}, Ore{0});
}

TEST(Kroner, AreShownWithoutEmptyOre) {
  EXPECT_EQ(kroner(Ore{1'000'001'00}), "1\u00a0000\u00a0001");
  EXPECT_EQ(kroner(Ore{1'000'001'05}), "1\u00a0000\u00a0001,05");
  EXPECT_EQ(kroner(Ore{-50}), "\u22120,50");
  EXPECT_EQ(kroner(Ore{-1'50}), "\u22121,50");
  EXPECT_EQ(kroner(Ore{0}), "0");
  EXPECT_EQ(kroner(Ore{5}), "0,05");
  EXPECT_EQ(plain_kroner(Ore{1'234'567'00}), "1234567");
}

TEST(Kroner, AreReadAsTheyAreShown) {
  EXPECT_TRUE(rc::check("round trip", [] {
    const Ore amount{*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000)};
    RC_ASSERT(parse_kroner(kroner(amount)) == amount);
    RC_ASSERT(parse_kroner(plain_kroner(amount)) == amount);
  }));
}

TEST(Grouped, PutsAHardSpaceBeforeEveryThirdDigit) {
  const struct {
    std::int64_t number;
    const char* shown;
  } cases[] = {{0, "0"}, {999, "999"}, {1'000, "1\u00a0000"}, {-999, "\u2212999"},
               {-1'000, "\u22121\u00a0000"}, {123'456'789, "123\u00a0456\u00a0789"}};
  for (const auto& one : cases) EXPECT_EQ(grouped(one.number), one.shown);
  EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::max()),
            "9\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0807");
  EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::min()),
            "\u22129\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0808");
}

TEST(Percent, IsHundredths) {
  EXPECT_EQ(parse_percent("50"), 5000);
  EXPECT_EQ(parse_percent("33,34 %"), 3334);
  EXPECT_FALSE(parse_percent("en halv"));
  EXPECT_EQ(percent(3334), "33,34");
  EXPECT_EQ(percent(5000), "50");
  for (const char* text : {"", "%", "%5", "5 %%", ".5", "5,123", "1e2"}) {
    EXPECT_FALSE(parse_percent(text)) << text;
  }
  EXPECT_TRUE(rc::check("round trip", [] {
    const auto points = *rc::gen::inRange<std::int64_t>(-100'000, 100'000);
    RC_ASSERT(parse_percent(percent(points)) == points);
    RC_ASSERT(parse_percent(percent(points) + " %") == points);
  }));
}

}  // namespace
}  // namespace samloft

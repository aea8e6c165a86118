// Levels and versions of frameworks.

#include "rules.h"

#include <gtest/gtest.h>

namespace samloft::framework {
namespace {

TEST(Levels, StandUnderOneOther) {
  for (auto level : {Level::purpose, Level::meeting, Level::focus_area, Level::principle})
    EXPECT_EQ(level_above(level), std::nullopt);
  EXPECT_EQ(level_above(Level::indicator), Level::focus_area);
  EXPECT_EQ(level_above(Level::sign), Level::indicator);
}

TEST(Versions, AreToldApartByTheirYears) {
  struct Row {
    Period period;
    const char* said;
  };
  for (const Row& row :
       {Row{{Date(2020, 8, 1), Date(2026, 1, 1)}, "2020–2025"},
        Row{{Date(2020, 8, 1), Date(2026, 1, 2)}, "2020–2026"},
        Row{{Date(2024, 1, 1), Date(2025, 1, 1)}, "2024"},
        Row{{Date(2026, 1, 1), std::nullopt}, "fra 2026"},
        Row{{std::nullopt, Date(2026, 1, 1)}, "til 2025"}, Row{{}, ""}}) {
    EXPECT_EQ(years(row.period), row.said);
  }
}

TEST(Versions, StandLastInAHeading) {
  EXPECT_EQ(parenthesis("Sterkere sammen (2020–2025)"), "(2020–2025)");
  EXPECT_EQ(parenthesis("Sterkere (enn før) sammen (fra 2026)"), "(fra 2026)");
  EXPECT_EQ(parenthesis("Sterkere (enn før) sammen"), "");
  EXPECT_EQ(parenthesis("sammen)"), "");
  EXPECT_EQ(parenthesis(""), "");
}

TEST(Versions, FollowEachOtherWithoutAGapOrAnOverlap) {
  const Date today(2026, 11, 25);
  const auto running = succession({Date(2020, 1, 1), Date(2030, 1, 1)}, today);
  ASSERT_TRUE(running);
  EXPECT_EQ(running->copy.from, today);
  EXPECT_EQ(running->copy.until, Date(2030, 1, 1));
  EXPECT_EQ(running->original_until, today);
  const auto open = succession({}, today);
  ASSERT_TRUE(open);
  EXPECT_EQ(open->copy.until, std::nullopt);
  EXPECT_EQ(open->original_until, today);
}

TEST(Versions, LeaveWhatHasEndedAsItEnded) {
  const auto ended = succession({Date(2020, 1, 1), Date(2026, 1, 1)}, Date(2026, 11, 25));
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->copy.from, Date(2026, 11, 25));
  EXPECT_EQ(ended->copy.until, std::nullopt);
  EXPECT_EQ(ended->original_until, Date(2026, 1, 1));
  EXPECT_EQ(succession({Date(2020, 1, 1), Date(2026, 1, 1)}, Date(2026, 1, 1))->original_until,
            Date(2026, 1, 1));
}

TEST(Versions, FollowNothingThatHasNotBegun) {
  EXPECT_FALSE(succession({Date(2027, 1, 1), std::nullopt}, Date(2026, 11, 25)));
  EXPECT_FALSE(succession({Date(2026, 11, 25), std::nullopt}, Date(2026, 11, 25)));
  EXPECT_TRUE(succession({Date(2026, 11, 24), std::nullopt}, Date(2026, 11, 25)));
}

}  // namespace
}  // namespace samloft::framework

// R10 and what may stand beside what.

#include "rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace samloft::partnership {
namespace {

const Period kKomploft{Date(2021, 1, 26), Date(2026, 1, 1)};
const Period kKollektiv{Date(2026, 1, 1), std::nullopt};

TEST(Rules, R10TakeNewMoneyInTheirPeriodOnly) {
  struct Row {
    Period rules;
    Date decision;
    bool takes;
  };
  for (const Row& row : {Row{kKomploft, Date(2021, 1, 25), false},
                         Row{kKomploft, Date(2021, 1, 26), true},
                         Row{kKomploft, Date(2025, 12, 31), true},
                         Row{kKomploft, Date(2026, 1, 1), false},
                         Row{kKollektiv, Date(2025, 12, 31), false},
                         Row{kKollektiv, Date(2026, 1, 1), true},
                         Row{Period{}, Date(1990, 1, 1), true}}) {
    EXPECT_EQ(accepts_new_money(row.rules, row.decision), row.takes) << row.decision.iso();
  }
}

TEST(Rules, FitBesideThoseThatEndWhereTheyBegin) {
  EXPECT_TRUE(fits_beside(kKollektiv, {}));
  EXPECT_TRUE(fits_beside(kKollektiv, {kKomploft}));
  EXPECT_FALSE(fits_beside({Date(2025, 12, 31), std::nullopt}, {kKomploft}));
  EXPECT_FALSE(fits_beside({Date(2022, 1, 1), Date(2023, 1, 1)}, {kKollektiv, kKomploft}));
  EXPECT_FALSE(fits_beside(Period{}, {kKomploft}));
}

// The slow, obviously right twin: two periods overlap if some day lies in both.
RC_GTEST_PROP(Rules, FitBesideWhateverSharesNoDay, ()) {
  const auto day = [] { return *rc::gen::inRange(0, 30); };
  const auto period = [&] {
    const int from = day();
    return Period{Date(2026, 1, 1).plus_days(from),
                  Date(2026, 1, 1).plus_days(from + 1 + day())};
  };
  const Period one = period(), two = period();
  bool shared = false;
  for (int i = 0; i < 70; ++i) {
    const Date at = Date(2026, 1, 1).plus_days(i);
    shared = shared || (accepts_new_money(one, at) && accepts_new_money(two, at));
  }
  RC_ASSERT(fits_beside(one, {two}) == !shared);
}

TEST(Agreements, ThatBindAreSigned) {
  for (auto state : {AgreementState::idea, AgreementState::negotiating, AgreementState::ended})
    EXPECT_FALSE(must_be_signed(state));
  for (auto state : {AgreementState::signed_, AgreementState::active, AgreementState::paused})
    EXPECT_TRUE(must_be_signed(state));
}

TEST(Phases, LackTheUniversityWhenNothingIsWritten) {
  EXPECT_TRUE(lacks_university(""));
  EXPECT_TRUE(lacks_university(" \n\t"));
  EXPECT_FALSE(lacks_university("Veileder i analysen."));
}

}  // namespace
}  // namespace samloft::partnership

// Sums by cell (R3, R6), and what amounts make of a statement.

#include "rules_sums.h"

#include <rapidcheck/gtest.h>

#include "grants/grants.h"

namespace samloft::statements {
namespace {

const Uuid kMunicipality = Uuid::of_name("statements", "owner");
const Uuid kUniversity = Uuid::of_name("statements", "university");

std::vector<std::string> names(const std::vector<FieldError>& errors) {
  std::vector<std::string> all;
  for (const FieldError& one : errors) all.push_back(one.field);
  return all;
}

TEST(Sums, R3_NameTheCellThatDoesNotAddUp) {
  const std::vector<Cell> cells{{2026, kMunicipality, Ore{100}}, {2026, kUniversity, Ore{101}},
                                {2027, kMunicipality, Ore{50}}};
  EXPECT_TRUE(sum_faults({{2026, Ore{201}}, {2027, Ore{50}}}, cells, Ore{251}).empty());
  EXPECT_TRUE(sum_faults({{2026, {}}, {2027, {}}}, cells, {}).empty()) << "a sum may be left out";
  EXPECT_EQ(names(sum_faults({{2026, Ore{200}}, {2027, Ore{50}}}, cells, Ore{251})),
            std::vector<std::string>{"total-2026"});
  EXPECT_EQ(names(sum_faults({{2026, Ore{201}}, {2027, Ore{51}}}, cells, Ore{252})),
            (std::vector<std::string>{"total-2027", "total"}));
  const auto said = sum_faults({{2026, Ore{20'000}}}, cells, {});
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].message.arguments, (std::vector<std::string>{"2026", "2,01", "200"}));
  EXPECT_EQ(names(sum_faults({}, {{2026, kMunicipality, Ore{-1}}}, {})),
            std::vector<std::string>{"amount-2026-" + kMunicipality.text()});
}

TEST(Sums, R6_CountYears) {
  EXPECT_TRUE(year_faults({2026, 2027, 2028}, 3, 2026).empty());
  EXPECT_EQ(names(year_faults({2026, 2027, 2028, 2029}, 3, 2026)),
            std::vector<std::string>{"total-2029"});
  EXPECT_EQ(names(year_faults({2062}, 3, 2026)), std::vector<std::string>{"total-2062"});
}

// Whatever is typed: faults are found exactly where the typed sum is another than that of the cells.
TEST(Sums, R3_AreRightWheneverNothingIsSaid) {
  EXPECT_TRUE(rc::check("twin", [] {
    std::vector<Cell> cells;
    std::vector<YearSum> years;
    std::int64_t whole = 0, wrong = 0;
    for (std::int64_t year = 2026; year < 2029; ++year) {
      const std::int64_t one = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
      const std::int64_t other = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
      const std::int64_t slip = *rc::gen::inRange<std::int64_t>(-1, 2);
      cells.push_back({year, kMunicipality, Ore{one}});
      cells.push_back({year, kUniversity, Ore{other}});
      years.push_back({year, Ore{one + other + slip}});
      whole += one + other;
      wrong += slip != 0;
    }
    RC_ASSERT(sum_of(cells).count == whole);
    RC_ASSERT(static_cast<std::int64_t>(sum_faults(years, cells, Ore{whole}).size()) == wrong);
  }));
}

TEST(Amounts, SayWhatTheForumAndTheGovernorMade) {
  EXPECT_EQ(advised_state(Ore{100}, Ore{100}), State::recommended);
  EXPECT_EQ(advised_state(Ore{100}, Ore{99}), State::reduced);
  EXPECT_EQ(advised_state(Ore{100}, Ore{0}), State::not_recommended);
  EXPECT_EQ(decided_state(Ore{100}, Ore{101}), State::granted);
  EXPECT_EQ(decided_state(Ore{100}, Ore{1}), State::partly);
  EXPECT_EQ(decided_state(Ore{100}, Ore{0}), State::refused);
}

TEST(Amounts, AreTheSameWithoutZeros) {
  EXPECT_TRUE(same_amounts({{2026, kMunicipality, Ore{1}}, {2027, kMunicipality, Ore{0}}}, {{2026, kMunicipality, Ore{1}}}));
  EXPECT_FALSE(same_amounts({{2026, kMunicipality, Ore{1}}}, {{2027, kMunicipality, Ore{1}}}));
  EXPECT_FALSE(same_amounts({{2026, kMunicipality, Ore{1}}}, {{2026, kUniversity, Ore{1}}}));
}

// R1 and R2 are the grants' own; these are their published oracles, through their front door.
TEST(Amounts, R1_AndR2_AreTheGrants) {
  EXPECT_EQ(grants::own_contribution(3000, Ore{400'000'00}), Ore{120'000'00});
  EXPECT_EQ(grants::own_contribution(3000, Ore{800'000'00}), Ore{240'000'00});
  EXPECT_EQ(grants::split(Ore{1'000'001}, {5000, 5000}), (std::vector{Ore{500'001}, Ore{500'000}}));
  EXPECT_EQ(grants::split(Ore{100}, {3334, 3333, 3333}), (std::vector{Ore{34}, Ore{33}, Ore{33}}));
}

TEST(Parts, MakeTheWholeOfAnyAmounts) {
  EXPECT_EQ(parts_of({Ore{500'001}, Ore{500'000}}), (std::vector<std::int64_t>{5000, 5000}));
  EXPECT_EQ(parts_of({Ore{1}, Ore{1}, Ore{1}}), (std::vector<std::int64_t>{3334, 3333, 3333}));
  EXPECT_TRUE(parts_of({Ore{0}}).empty());
  EXPECT_TRUE(rc::check("sum", [] {
    const auto counts = *rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::inRange<std::int64_t>(1, 100'000'000'000'000'000));
    RC_PRE(!counts.empty() && counts.size() < 10);
    std::vector<Ore> amounts;
    for (const auto count : counts) amounts.push_back(Ore{count});
    std::int64_t sum = 0;
    for (const auto part : parts_of(amounts)) {
      RC_ASSERT(part > 0);
      sum += part;
    }
    RC_ASSERT(sum == 10'000);
  }));
}

}  // namespace
}  // namespace samloft::statements

// Statements of the same measure and scheme: by example and by property.

#include "rules_together.h"

#include <rapidcheck/gtest.h>

#include "rules.h"
#include "rules_sums.h"

namespace samloft::statements {
namespace {

const Uuid kWho = Uuid::of_name("together", "who");

std::vector<std::string> faults_at(const std::vector<Cell>& cells, bool supplement,
                                   const std::vector<Sibling>& siblings) {
  std::vector<std::string> fields;
  for (const auto& one : overlap_faults(cells, supplement, siblings)) fields.push_back(one.field);
  return fields;
}

TEST(Together, R6_RefusesAPlainSecondOneForTheSameYears) {
  const std::vector<Cell> cells{{2026, kWho, Ore{1}}, {2027, kWho, Ore{1}}, {2029, kWho, Ore{}}};
  const Sibling granted{Uuid::of_name("together", "a"), {}, State::granted, {{2027, Ore{500}}, {2029, Ore{5}}}};
  EXPECT_EQ(faults_at(cells, false, {granted}), std::vector<std::string>{"total-2027"}) << "no money, no overlap";
  EXPECT_EQ(faults_at(cells, true, {granted}), std::vector<std::string>{}) << "a supplement is there to add";
  Sibling waiting = granted;
  waiting.state = State::in_forum;
  const auto said = overlap_faults(cells, false, {waiting});
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].message.text, overlap_faults(cells, false, {granted})[0].message.text)
      << "what is not decided cannot be added to";
}

TEST(Together, R6_SaysTheSumThatIsThereAlready) {
  const std::vector<Cell> cells{{2027, kWho, Ore{1}}};
  const Sibling first{Uuid::of_name("together", "a"), {}, State::granted, {{2027, Ore{500'00}}}},
      added{Uuid::of_name("together", "b"), first.id, State::partly, {{2027, Ore{20'00}}}};
  EXPECT_EQ(overlap_faults(cells, false, {first, added})[0].message.arguments,
            (std::vector<std::string>{"2027", kroner(Ore{520'00})}));
}

TEST(Together, AddsUpYearsAndLeavesEmptyOnesOut) {
  EXPECT_EQ(by_year({{2026, kWho, Ore{1}}, {2026, {}, Ore{2}}, {2027, kWho, Ore{}}}),
            (std::map<std::int64_t, Ore>{{2026, Ore{3}}}));
}

// Exactly the years that both have money in are refused, each once; never of a supplement.
TEST(Together, R6_RefusesExactlyTheSharedYears) {
  EXPECT_TRUE(rc::check("overlap", [] {
    const auto years = [] {
      const auto some = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(2024, 2031));
      return std::set<std::int64_t>(some.begin(), some.end());
    };
    std::vector<Cell> cells;
    const auto own = years();
    for (const std::int64_t year : own)
      for (int i = *rc::gen::inRange(0, 3); i >= 0; --i)
        cells.push_back({year, kWho, Ore{*rc::gen::inRange<std::int64_t>(0, 3)}});
    std::vector<Sibling> siblings;
    std::set<std::int64_t> taken;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
      Sibling one{Uuid::of_name("together", std::to_string(i)), {}, *rc::gen::element(State::draft, State::submitted, State::granted, State::amended), {}};
      for (const std::int64_t year : years()) {
        one.years[year] = Ore{*rc::gen::inRange<std::int64_t>(1, 9)};
        taken.insert(year);
      }
      siblings.push_back(std::move(one));
    }
    std::vector<std::string> expected;
    for (const std::int64_t year : own)
      if (sum_of_year(cells, year).count > 0 && taken.contains(year)) expected.push_back(sum_name(year));
    RC_ASSERT(faults_at(cells, false, siblings) == expected);
    RC_ASSERT(faults_at(cells, true, siblings).empty());
  }));
}

}  // namespace
}  // namespace samloft::statements

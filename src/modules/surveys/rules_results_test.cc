// Counting and suppression: hand-computed values, and the attacks on small groups.

#include "rules_results.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace samloft::surveys {
namespace {

constexpr std::int64_t kLeast = 5;

Question question(ItemType type, std::size_t choices, bool splits = false) {
  Question one;
  static std::size_t made = 0;
  one.id = Uuid::fresh();
  one.at = ++made;
  one.type = type;
  for (std::size_t i = 0; i < choices; ++i) one.choices.push_back({std::to_string(i + 1), "", ""});
  one.splits = splits;
  one.required = splits;
  return one;
}

// A survey of one splitting question and one scale; each answer is (group, value), 0 for none.
struct Asked {
  Definition definition{question(ItemType::choice, 4, true), question(ItemType::scale, 5)};
  std::vector<Answer> answers;
  void add(std::size_t group, std::size_t value, int times = 1) {
    for (int i = 0; i < times; ++i) {
      Answer one;
      if (group > 0) one.values[definition[0].name()] = std::to_string(group);
      if (value > 0) one.values[definition[1].name()] = std::to_string(value);
      answers.push_back(std::move(one));
    }
  }
  Results results(std::int64_t least = kLeast) const { return results_of(definition, answers, least); }
};

TEST(SmallestGroup, IsTheLargerOfANumberAndAPart) {
  EXPECT_EQ(smallest_group(5, std::nullopt, 100), 5);
  EXPECT_EQ(smallest_group(5, 20'00, 100), 20);
  EXPECT_EQ(smallest_group(5, 20'00, 101), 21) << "a part is rounded up";
  EXPECT_EQ(smallest_group(8, 20'00, 10), 8);
  EXPECT_EQ(smallest_group(1, std::nullopt, 100), 5) << "never below five";
}

struct GroupingCase {
  std::vector<std::int64_t> sizes;
  std::vector<std::size_t> shown, merged;
};
TEST(Groups, AreMergedUntilNothingSmallCanBeWorkedOut) {
  const GroupingCase cases[] = {
      {{9, 8, 7}, {0, 1, 2}, {}},
      {{9, 3, 7}, {0}, {1, 2}},           // one small: the next smallest goes with it
      {{9, 2, 2, 8}, {0}, {1, 2, 3}},     // two small ones are four together: still too few
      {{9, 3, 2, 8}, {0, 3}, {1, 2}},     // five together: enough
      {{9, 0, 8, 7}, {0, 2}, {1, 3}},     // nobody looks like too few
      {{9, 4}, {}, {}},                   // nothing left to show
      {{0, 0, 0}, {}, {}},
      {{}, {}, {}}};
  for (const auto& one : cases) {
    const Grouping got = grouping(one.sizes, kLeast);
    EXPECT_EQ(got.shown, one.shown) << one.sizes.size();
    EXPECT_EQ(got.merged, one.merged) << one.sizes.size();
  }
}

// Whatever the sizes: each shown group, the merged ones together, and so everything that subtraction
// can give, has enough people in it.
RC_GTEST_PROP(Groups, NeverLeaveARemainderThatIsTooSmall, ()) {
  const auto sizes = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 25));
  const auto hidden = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 8));
  const Grouping got = grouping(sizes, kLeast, hidden);
  std::int64_t merged = 0;
  for (const std::size_t one : got.merged) merged += sizes[one];
  for (const std::size_t one : got.shown) RC_ASSERT(sizes[one] >= kLeast);
  RC_ASSERT(got.merged.empty() || (merged >= kLeast && got.merged.size() >= 2));
  RC_ASSERT(!got.merged.empty() || got.shown.empty() || got.shown.size() == sizes.size());
}

TEST(Attack, FilterToTheOnlyRespondent) {
  Asked asked;
  asked.add(1, 4, 10);
  asked.add(2, 1, 1);  // the only leader
  asked.add(3, 5, 8);
  asked.add(4, 3, 7);
  const auto results = asked.results();
  for (const LineResult& line : results.lines)
    for (const GroupSpread& group : line.groups) EXPECT_GE(group.spread.n, kLeast);
}

// Subtracts what is shown from the whole in every way, choice by choice.
TEST(Attack, TotalMinusShownGroups) {
  for (int lonely = 0; lonely < 5; ++lonely) {
    Asked asked;
    asked.add(1, 4, 10);
    asked.add(2, 1, lonely);
    asked.add(3, 5, 6);
    asked.add(4, 2, 9);
    const Results results = asked.results();
    const LineResult& scale = results.lines[0];
    ASSERT_FALSE(scale.groups.empty());
    for (unsigned taken = 1; taken < 1u << scale.groups.size(); ++taken) {
      std::int64_t left = scale.spread->n;
      for (std::size_t i = 0; i < scale.groups.size(); ++i)
        if (taken >> i & 1) left -= scale.groups[i].spread.n;
      EXPECT_TRUE(left == 0 || left >= kLeast) << lonely << " left " << left;
    }
    // The sizes of the groups are subtracted as well.
    std::int64_t sum = 0;
    for (const GroupSpread& one : results.groups) {
      EXPECT_GE(one.spread.n, kLeast);
      sum += one.spread.n;
    }
    EXPECT_EQ(sum, results.n);
  }
}

// The question that splits is one of the survey's own: its counts would be the sizes of all groups.
TEST(Attack, ReadTheGroupsOffTheirOwnQuestion) {
  Asked asked;
  asked.add(1, 4, 10);
  asked.add(2, 1, 1);
  const auto results = asked.results();
  for (const LineResult& line : results.lines) EXPECT_FALSE(line.question->splits);
}

TEST(Attack, AnEmptyGroupLooksLikeOneWithTooFew) {
  const auto shape = [](int leaders) {
    Asked asked;
    asked.add(1, 4, 10);
    asked.add(2, 1, leaders);
    asked.add(3, 5, 6);
    asked.add(4, 2, 9);
    std::vector<std::optional<std::size_t>> shown;
    const auto results = asked.results();
    for (const GroupSpread& one : results.lines[0].groups) shown.push_back(one.choice);
    return shown;
  };
  EXPECT_EQ(shape(0), shape(1));
  EXPECT_EQ(shape(0), shape(4));
}

TEST(Attack, NoAnswersLookLikeTooFew) {
  for (int n = 0; n < kLeast; ++n) {
    Asked asked;
    asked.add(1, 3, n);
    const Results results = asked.results();
    EXPECT_FALSE(results.is_shown);
    EXPECT_EQ(results.n, 0);
    EXPECT_TRUE(results.lines.empty());
  }
}

TEST(Attack, AQuestionThatFewAnsweredIsNotShown) {
  Asked asked;
  asked.add(1, 0, 20);
  asked.add(1, 5, 4);
  EXPECT_FALSE(asked.results().lines[0].spread);
}

// Each question has its own who-answered: a group large in the whole may be small here.
TEST(Attack, AGroupThatSkippedAQuestionIsMergedThere) {
  Asked asked;
  asked.add(1, 4, 10);
  asked.add(2, 0, 8);
  asked.add(2, 1, 1);
  asked.add(3, 5, 6);
  asked.add(4, 2, 9);
  const auto results = asked.results();
  EXPECT_EQ(results.groups.size(), 4u);
  for (const GroupSpread& one : results.lines[0].groups) EXPECT_GE(one.spread.n, kLeast);
  EXPECT_EQ(results.lines[0].groups.back().choice, std::nullopt);
}

RC_GTEST_PROP(Attack, NoSubtractionLeavesTooFew, ()) {
  Asked asked;
  const auto given = *rc::gen::container<std::vector<std::pair<std::size_t, std::size_t>>>(
      rc::gen::pair(rc::gen::inRange<std::size_t>(1, 5), rc::gen::inRange<std::size_t>(0, 6)));
  for (const auto& [group, value] : given) asked.add(group, value);
  const Results results = asked.results();
  if (!results.is_shown) return;
  for (const LineResult& line : results.lines) {
    if (!line.spread) {
      RC_ASSERT(line.groups.empty());
      continue;
    }
    RC_ASSERT(line.spread->n >= kLeast);
    for (unsigned taken = 0; taken < 1u << line.groups.size(); ++taken) {
      std::int64_t left = line.spread->n;
      for (std::size_t i = 0; i < line.groups.size(); ++i)
        if (taken >> i & 1) left -= line.groups[i].spread.n;
      RC_ASSERT(left == 0 || left >= kLeast);
    }
  }
}

TEST(Texts, StandInTheOrderOfTheAlphabetAndNotOfTime) {
  Definition definition{question(ItemType::text, 0), question(ItemType::text, 0)};
  std::vector<Answer> answers;
  for (const char* text : {"ørret", "abbor", "Åge", "laks", "hval"})
    answers.push_back({{{definition[0].name(), text}, {definition[1].name(), std::string(text) + "!"}}});
  const auto results = results_of(definition, answers, kLeast);
  EXPECT_EQ(results.lines[0].texts,
            (std::vector<std::string>{"abbor", "hval", "laks", "ørret", "Åge"}));
  answers.pop_back();
  EXPECT_TRUE(results_of(definition, answers, kLeast).lines.empty()) << "four are too few for words";
}

TEST(Means, TurnReversedQuestions) {
  Asked asked;
  asked.add(1, 2, 4);
  asked.add(1, 4, 2);  // (4·2 + 2·4) / 6 = 2,667
  EXPECT_NEAR(*asked.results().lines[0].spread->mean, 16.0 / 6, 1e-9);
  asked.definition[1].reversed = true;  // 2 → 4, 4 → 2: (4·4 + 2·2) / 6 = 3,333
  EXPECT_NEAR(*asked.results().lines[0].spread->mean, 20.0 / 6, 1e-9);
  EXPECT_EQ(asked.results().lines[0].spread->counts, (std::vector<std::int64_t>{0, 4, 0, 2, 0}));
}

// Computed by hand. Three questions, four persons:
//   1 2 3   sum 6      columns: 1 2 3 4 → s² 5/3;  2 2 4 4 → s² 4/3;  3 3 3 5 → s² 1
//   2 2 3   sum 7      sum of variances 4
//   3 4 3   sum 10     totals 6 7 10 13: mean 9, s² (9+4+1+16)/3 = 10
//   4 4 5   sum 13     α = 3/2 · (1 − 4/10) = 0,9
TEST(Alpha, IsAsComputedByHand) {
  const auto alpha = cronbach_alpha({{1, 2, 3}, {2, 2, 3}, {3, 4, 3}, {4, 4, 5}});
  ASSERT_TRUE(alpha);
  EXPECT_NEAR(*alpha, 0.9, 1e-12);
  EXPECT_FALSE(cronbach_alpha({{3, 3}, {3, 3}})) << "nobody differs";
  EXPECT_FALSE(cronbach_alpha({{1}, {2}})) << "one question is no scale";
}

TEST(Scales, CountWhoAnsweredThreeQuartersAndShowAlphaFromThirty) {
  Definition definition;
  for (int i = 0; i < 4; ++i) {
    definition.push_back(question(ItemType::scale, 5));
    definition.back().dimension.nb = "Tillit";
  }
  std::vector<Answer> answers;
  const auto add = [&](int times, const std::vector<int>& values) {
    for (int i = 0; i < times; ++i) {
      Answer one;
      for (std::size_t q = 0; q < values.size(); ++q)
        if (values[q] > 0) one.values[definition[q].name()] = std::to_string((values[q] + i) % 5 + 1);
      answers.push_back(std::move(one));
    }
  };
  add(29, {1, 2, 2, 3});
  add(3, {1, 2, 2, 0});  // three of four: counts
  add(6, {1, 2, 0, 0});  // two of four: does not
  auto scale = results_of(definition, answers, kLeast).dimensions;
  ASSERT_EQ(scale.size(), 1u);
  EXPECT_EQ(scale[0].n, 32);
  EXPECT_FALSE(scale[0].alpha) << "29 are whole";
  add(1, {1, 2, 2, 3});
  EXPECT_TRUE(results_of(definition, answers, kLeast).dimensions[0].alpha);
}

}  // namespace
}  // namespace samloft::surveys

// What is alike, and what is not.

#include "rules_alike.h"

#include <gtest/gtest.h>

namespace samloft::needs {
namespace {

using Words = std::vector<std::string>;

Uuid numbered(int number) { return Uuid::of_name("alike", std::to_string(number)); }

TEST(AlikeNeeds, AreComparedByWordsThatSaySomething) {
  EXPECT_EQ(words_of("Overgangene fra barnehage til skole, og overgang!"), (Words{"overgan"}));
  EXPECT_EQ(words_of("ÅRSHJUL årshjulet"), words_of("aarshjul")) << "å and aa meet";
  EXPECT_EQ(words_of("Det er så få av oss"), Words{}) << "short words say nothing";
  EXPECT_EQ(words_of("Поддержка учителей").size(), 2u);
  EXPECT_EQ(words_of("دعم المعلمين في الروضة").size(), 2u);
  EXPECT_EQ(words_of(""), Words{});
}

TEST(AlikeNeeds, ShareAnElementOrTwoWords) {
  const Uuid play = numbered(100), talk = numbered(101);
  const Features one{numbered(1), "En", {play}, {"a", "b", "c"}};
  const auto found = alike(one,
                           {{numbered(1), "En selv", {play}, {"a", "b", "c"}},
                            {numbered(2), "To ord", {}, {"a", "b", "x"}},
                            {numbered(3), "Ett ord", {talk}, {"a", "x"}},
                            {numbered(4), "Samme del", {play, talk}, {}},
                            {numbered(5), "Alt", {play}, {"a", "b", "c"}}},
                           10);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].title, "Alt");
  EXPECT_EQ(found[0].elements, 1);
  EXPECT_EQ(found[0].words, (Words{"a", "b", "c"}));
  EXPECT_EQ(found[1].title, "Samme del") << "equals stand by title";
  EXPECT_EQ(found[2].title, "To ord");
}

TEST(AlikeNeeds, StopAtTheMost) {
  const Features one{numbered(1), "En", {numbered(100)}, {}};
  std::vector<Features> others;
  for (int i = 2; i < 40; ++i) others.push_back({numbered(i), "N", {numbered(100)}, {}});
  EXPECT_EQ(alike(one, others, 7).size(), 7u);
}

}  // namespace
}  // namespace samloft::needs

// Differences: reference values, and that both texts can be read back out of one.

#include "rules_difference.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace samloft::documents {
namespace {

using List = std::vector<std::string>;
using Kind = Change::Kind;

std::string shown(const List& before, const List& after) {
  std::string all;
  for (const Change& one : difference(before, after))
    all += (one.kind == Kind::same ? " " : one.kind == Kind::added ? "+" : "-") + one.text;
  return all;
}

TEST(Difference, SaysWhatStaysGoesAndComes) {
  EXPECT_EQ(shown({}, {}), "");
  EXPECT_EQ(shown({"a"}, {}), "-a");
  EXPECT_EQ(shown({}, {"a"}), "+a");
  EXPECT_EQ(shown({"a", "b", "c"}, {"a", "c"}), " a-b c");
  EXPECT_EQ(shown({"a", "b"}, {"a", "x", "b"}), " a+x b");
  EXPECT_EQ(shown({"a", "b", "c"}, {"a", "x", "c"}), " a-b+x c");
  EXPECT_EQ(shown({"a", "a"}, {"a"}), " a-a");
}

TEST(Difference, GivesUpOnGreatLists) {
  List before(3000), after(3000);
  for (int i = 0; i < 3000; ++i) {
    before[static_cast<std::size_t>(i)] = "b" + std::to_string(i);
    after[static_cast<std::size_t>(i)] = "a" + std::to_string(i);
  }
  EXPECT_EQ(difference(before, after).size(), 6000u);
}

TEST(Difference, BreaksTextIntoWords) {
  EXPECT_EQ(in_words("to  ord "), (List{"to ", " ", "ord "}));
  EXPECT_EQ(in_words(""), List{});
}

RC_GTEST_PROP(Difference, HoldsBothTexts, ()) {
  const auto some = [] {
    return *rc::gen::container<List>(rc::gen::element<std::string>("a", "b", "c", "d"));
  };
  const List before = some(), after = some();
  List first, second;
  for (const Change& one : difference(before, after)) {
    if (one.kind != Kind::added) first.push_back(one.text);
    if (one.kind != Kind::removed) second.push_back(one.text);
  }
  RC_ASSERT(first == before);
  RC_ASSERT(second == after);
}

RC_GTEST_PROP(Difference, WithItselfIsNothing, ()) {
  const List text = *rc::gen::container<List>(rc::gen::element<std::string>("a", "b"));
  for (const Change& one : difference(text, text)) RC_ASSERT(one.kind == Kind::same);
}

}  // namespace
}  // namespace samloft::documents

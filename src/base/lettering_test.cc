// Lines of text: reference values, and a slow twin for the breaking.

#include "base/lettering.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "base/text.h"

namespace samloft {
namespace {

using Lines = std::vector<std::string>;

TEST(Points, TurnClockwiseFromTwelve) {
  struct Row {
    double degrees, x, y;
  };
  for (const Row& row : {Row{0, 0, -10}, Row{90, 10, 0}, Row{180, 0, 10}, Row{270, -10, 0},
                         Row{-90, -10, 0}, Row{30, 5, -8.660254}, Row{390, 5, -8.660254}}) {
    const Point point = polar(10, row.degrees);
    EXPECT_NEAR(point.x, row.x, 1e-6) << row.degrees;
    EXPECT_NEAR(point.y, row.y, 1e-6) << row.degrees;
  }
}

TEST(Numbers, AreWrittenForSvg) {
  struct Row {
    double number;
    const char* text;
  };
  for (const Row& row : {Row{0, "0"}, Row{-0.001, "0"}, Row{12, "12"}, Row{-3.5, "-3.5"},
                         Row{0.25, "0.25"}, Row{-0.05, "-0.05"}, Row{1.005, "1"},
                         Row{99.999, "100"}, Row{123456.78, "123456.78"}}) {
    EXPECT_EQ(svg_number(row.number), row.text);
  }
}

TEST(Text, BreaksSoThatTheLongestLineIsShort) {
  const std::string text = "Alle barn og unge opplever å være med";
  EXPECT_EQ(wrapped(text, 1, 15), Lines{text});
  EXPECT_EQ(wrapped(text, 2, 15), (Lines{"Alle barn og unge", "opplever å være med"}));
  EXPECT_EQ(wrapped(text, 3, 15), (Lines{"Alle barn og", "unge opplever", "å være med"}));
  EXPECT_EQ(wrapped("Livsmestring", 3, 15), Lines{"Livsmestring"});
  EXPECT_EQ(wrapped("  to   ord ", 2, 15), (Lines{"to", "ord"}));
  EXPECT_EQ(wrapped("", 2, 15), Lines{});
}

TEST(Text, CountsLettersNotBytes) {
  EXPECT_EQ(text_width("å", 10), text_width("a", 10));
  EXPECT_LT(text_width("lilli", 10), text_width("mamma", 10));
  EXPECT_DOUBLE_EQ(text_width("abc", 20), 2 * text_width("abc", 10));
}

double longest(const Lines& lines) {
  double width = 0;
  for (const auto& line : lines) width = std::max(width, text_width(line, 15));
  return width;
}

// The slow twin tries every way to break.
double best_by_trying(const Lines& words, std::size_t first, std::size_t lines) {
  if (first == words.size()) return 0;
  if (lines == 0) return 1e9;
  double best = 1e9;
  std::string line;
  for (std::size_t last = first; last < words.size(); ++last) {
    line += (line.empty() ? "" : " ") + words[last];
    best =
        std::min(best, std::max(text_width(line, 15), best_by_trying(words, last + 1, lines - 1)));
  }
  return best;
}

RC_GTEST_PROP(Text, BreaksAsWellAsTryingEveryWay, ()) {
  const Lines words = *rc::gen::resize(
      8, rc::gen::nonEmpty(rc::gen::container<Lines>(
             rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'z'))))));
  const auto lines = *rc::gen::inRange<std::size_t>(1, 5);
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  const Lines broken = wrapped(text, lines, 15);
  RC_ASSERT(broken.size() <= std::max(lines, std::size_t{1}));
  std::string joined;
  for (const auto& line : broken) joined += (joined.empty() ? "" : " ") + line;
  RC_ASSERT(joined == text);
  RC_ASSERT(std::abs(longest(broken) - best_by_trying(words, 0, lines)) < 1e-9);
}

TEST(Text, IsFittedIntoItsRoom) {
  EXPECT_EQ(fitted("Lærende nettverk", 2, 200, 15), Lines{"Lærende nettverk"});
  EXPECT_EQ(fitted("Lærende nettverk", 2, 80, 15), (Lines{"Lærende", "nettverk"}));
  EXPECT_EQ(fitted("Lærende nettverk for alle", 2, 80, 15), (Lines{"Lærende", "nettverk…"}));
  EXPECT_EQ(fitted("", 2, 80, 15), Lines{});
}

RC_GTEST_PROP(Text, NeverLeavesItsRoom, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc mw  ")));
  const auto lines = *rc::gen::inRange<std::size_t>(1, 4);
  const double width = *rc::gen::inRange(40, 200);
  const Lines broken = fitted(text, lines, width, 15);
  RC_ASSERT(broken.size() <= lines);
  RC_ASSERT(text_width(broken, 15) <= width);
}

}  // namespace
}  // namespace samloft

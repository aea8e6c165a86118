// Wheels: reference values, and a slow twin for the room in a segment.

#include "rules_wheel.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "base/text.h"

namespace samloft::framework {
namespace {

using Lines = std::vector<std::string>;

TEST(Wheel, SharesARingEqually) {
  EXPECT_TRUE(equal_segments(10, 20, 0).empty());
  const auto one = equal_segments(10, 20, 1);
  ASSERT_EQ(one.size(), 1u);
  EXPECT_TRUE(one[0].is_whole());
  EXPECT_EQ(one[0].middle_angle(), 0);
  const auto four = equal_segments(10, 20, 4, 45);
  ASSERT_EQ(four.size(), 4u);
  EXPECT_EQ(four[0].from, 0);
  EXPECT_EQ(four[3].to, 360);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(four[i].from, four[i - 1].to);
}

TEST(Wheel, DrawsOutlines) {
  EXPECT_EQ(outline({10, 20, 0, 90}, 0), "M0 -20A20 20 0 0 1 20 0L10 0A10 10 0 0 0 0 -10Z");
  EXPECT_EQ(outline({10, 20, 0, 270}, 0), "M0 -20A20 20 0 1 1 -20 0L-10 0A10 10 0 1 0 0 -10Z");
  EXPECT_EQ(outline({0, 20, 0, 90}, 0), "M0 0L0 -20A20 20 0 0 1 20 0Z");
  EXPECT_EQ(outline({0, 20, -180, 180}, 4), "M0 -20A20 20 0 0 1 0 20A20 20 0 0 1 0 -20Z");
  EXPECT_EQ(outline({10, 20, 0, 360}, 4),
            "M0 -20A20 20 0 0 1 0 20A20 20 0 0 1 0 -20ZM0 -10A10 10 0 0 0 0 10A10 10 0 0 0 0 -10Z");
}

TEST(Wheel, KeepsTheGapEquallyWide) {
  // Half the gap lies on this side of the border at both radii: the sides are parallel to it.
  EXPECT_EQ(outline({30, 50, 0, 90}, 4),
            "M2 -49.96A50 50 0 0 1 49.96 -2L29.93 -2A30 30 0 0 0 2 -29.93Z");
  EXPECT_EQ(outline({0, 50, 0, 90}, 4), "M2 -2L2 -49.96A50 50 0 0 1 49.96 -2Z");
}

TEST(Room, IsWhereNoBorderIsCrossed) {
  const Segment quarter{50, 100, 0, 90};
  const Point middle = polar(75, 45);
  EXPECT_TRUE(holds(quarter, middle, 20, 20));
  EXPECT_FALSE(holds(quarter, middle, 60, 60));          // over both arcs
  EXPECT_FALSE(holds(quarter, polar(75, 2), 20, 10));    // over a side
  EXPECT_FALSE(holds(quarter, polar(75, 135), 10, 10));  // in the neighbour
  EXPECT_FALSE(holds(quarter, {0, 0}, 1, 1));            // in the middle
  const Segment disc{0, 100, -180, 180};
  EXPECT_TRUE(holds(disc, {}, 140, 140));
  EXPECT_FALSE(holds(disc, {}, 142, 142));
  const Segment most{50, 100, 0, 350};
  EXPECT_TRUE(holds(most, polar(75, 180), 20, 20));
  EXPECT_FALSE(holds(most, polar(75, 355), 4, 20));  // in the part that is missing
}

// The slow twin looks at many points of the rectangle.
bool holds_every_point(const Segment& s, Point middle, double width, double height) {
  constexpr int kSteps = 60;
  for (int i = 0; i <= kSteps; ++i) {
    for (int j = 0; j <= kSteps; ++j) {
      const double x = middle.x + width * (i - kSteps / 2.0) / kSteps;
      const double y = middle.y + height * (j - kSteps / 2.0) / kSteps;
      const double radius = std::hypot(x, y);
      if (radius < s.inner || radius > s.outer) return false;
      double angle = std::atan2(x, -y) * 180 / 3.14159265358979;
      while (angle < s.from) angle += 360;
      while (angle > s.from + 360) angle -= 360;
      if (!s.is_whole() && angle > s.to) return false;
    }
  }
  return true;
}

RC_GTEST_PROP(Room, AgreesWithLookingAtEveryPoint, ()) {
  const auto number = [](int from, int to) { return *rc::gen::inRange(from, to) + 0.37; };
  Segment s{number(0, 80), 0, number(-180, 180), 0};
  s.outer = s.inner + number(10, 80);
  s.to = s.from + number(10, 360);
  // Middles inside, so that about as many rectangles fit as do not.
  const Point middle = polar(s.inner + (s.outer - s.inner) * number(5, 95) / 100,
                             s.from + (s.to - s.from) * number(5, 95) / 100);
  const double width = number(1, 40), height = number(1, 30);
  // What holds, holds every point; what holds no point but the grid's may lie between its steps.
  if (holds(s, middle, width, height)) RC_ASSERT(holds_every_point(s, middle, width, height));
  if (!holds(s, middle, width, height))
    RC_ASSERT(!holds_every_point(s, middle, width + 3, height + 3));
}

TEST(Lettering, StaysInsideAndGrowsSmallBeforeItIsCut) {
  const auto three = equal_segments(162, 234, 3);
  for (const Segment& segment : three) {
    const Lettering short_text = lettering(segment, "Livsmestring");
    EXPECT_TRUE(short_text.is_whole);
    EXPECT_EQ(short_text.size, 15);
    EXPECT_EQ(short_text.lines, Lines{"Livsmestring"});
  }
  const Segment narrow = equal_segments(96, 162, 16)[1];
  const Lettering cut_text = lettering(narrow, "Organisasjonsutvikling i fellesskap");
  EXPECT_FALSE(cut_text.is_whole);
  EXPECT_TRUE(cut_text.lines.empty() || cut_text.lines.back().ends_with("…"));
}

TEST(Lettering, TurnsWithItsSegmentButNeverUpsideDown) {
  struct Row {
    double middle, turn;
    bool is_outward;  // the middle lies above the centre before the turn
  };
  for (const Row& row : {Row{0, 0, true}, Row{60, 60, true}, Row{90, 90, true},
                         Row{120, -60, false}, Row{180, 0, false}, Row{240, 60, false},
                         Row{270, -90, true}, Row{300, -60, true}, Row{-60, -60, true}}) {
    const auto found = lettering({100, 160, row.middle - 30, row.middle + 30}, "Ord");
    EXPECT_NEAR(found.turn, row.turn, 1e-9) << row.middle;
    EXPECT_NEAR(found.middle.x, 0, 1e-9) << row.middle;
    EXPECT_NEAR(found.middle.y, row.is_outward ? -130 : 130, 1e-9) << row.middle;
  }
}

TEST(Lettering, HasNothingToSayWithoutRoomOrText) {
  EXPECT_TRUE(lettering({100, 104, 0, 90}, "Tekst").lines.empty());
  EXPECT_TRUE(lettering({0, 100, 0, 360}, "").lines.empty());
}

RC_GTEST_PROP(Lettering, NeverLeavesItsSegment, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 12);
  const double inner = *rc::gen::inRange(0, 200);
  const double outer = inner + *rc::gen::inRange(20, 120);
  const std::string text = *rc::gen::element<std::string>(
      "Formål", "Lærende fellesskap", "Inkluderende fellesskap for alle barn og unge",
      "Kapasitetsbygging", "Å bygge lag rundt barnet");
  for (const Segment& segment : equal_segments(inner, outer, count, 30)) {
    const Lettering found = lettering(segment, text);
    if (found.lines.empty()) continue;
    double width = 0;
    for (const auto& line : found.lines) width = std::max(width, text_width(line, found.size));
    const Segment turned{inner, outer, segment.from - found.turn, segment.to - found.turn};
    RC_ASSERT(std::abs(found.turn) <= 90);
    RC_ASSERT(
        holds_every_point(turned, found.middle, width,
                          static_cast<double>(found.lines.size()) * found.size * kLineHeight));
    std::string joined;
    for (const auto& line : found.lines) joined += (joined.empty() ? "" : " ") + line;
    RC_ASSERT((found.is_whole ? joined == text : joined.ends_with("…")));
  }
}

}  // namespace
}  // namespace samloft::framework

// The arithmetic of wheels: rings cut into segments, their outlines as SVG paths, and text that is
// broken into lines until it stays inside its segment. Nothing here knows frameworks or HTML.
//
// The middle of the wheel is (0, 0), y grows downwards as in SVG. Angles are degrees clockwise from
// twelve o'clock. Lengths are units of the drawing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/lettering.h"

namespace samloft::framework {

// A piece of a ring; with inner 0 a piece of a disc. from < to <= from + 360.
struct Segment {
  double inner = 0, outer = 0;
  double from = 0, to = 360;

  bool is_whole() const { return to - from >= 360; }
  double middle_angle() const { return (from + to) / 2; }
};

// A ring cut into equal segments, clockwise; the middle of the first is at `first`.
std::vector<Segment> equal_segments(double inner, double outer, std::size_t count,
                                    double first = 0);

// The outline as the d of a path. Straight sides stand back by half a gap, so that the space
// between neighbours is equally wide all the way. Whole rings need fill-rule="evenodd".
std::string outline(const Segment& segment, double gap);

// Whether a rectangle around a point lies inside the segment altogether.
bool holds(const Segment& segment, Point middle, double width, double height);

// Text laid out in a segment: straight lines across its middle, turned with it.
struct Lettering {
  std::vector<std::string> lines;  // empty: not even the beginning has room
  int size = 15;
  Point middle;                    // of all lines together, before the turn
  double turn = 0;                 // degrees, -90 to 90: text is never upside down
  bool is_whole = true;            // false: cut, with an ellipsis
};
inline constexpr int kLetterSizes[] = {15, 13};  // 13 is the smallest text in pictures
inline constexpr double kLineHeight = 1.2;
inline constexpr double kMargin = 9;  // around the text
inline constexpr std::size_t kMostLines = 5;

// The largest size with which the text stays inside, then the fewest lines, then the place nearest
// the middle of the ring. If it fits nowhere, whole words are left out at the end, then letters.
Lettering lettering(const Segment& segment, std::string_view text);

}  // namespace samloft::framework

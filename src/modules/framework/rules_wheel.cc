// Circles, segments and the lines of text in them.
// Tested by rules_wheel_test.cc

#include "rules_wheel.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "base/text.h"

namespace samloft::framework {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

std::string at(Point point) { return svg_number(point.x) + " " + svg_number(point.y); }

std::string arc(double radius, double degrees, bool clockwise, Point to) {
  const std::string r = svg_number(radius);
  return "A" + r + " " + r + " 0 " + (std::abs(degrees) > 180 ? "1 " : "0 ") +
         (clockwise ? "1 " : "0 ") + at(to);
}

// Two half circles: an arc cannot end where it begins.
std::string circle(double radius, bool clockwise) {
  return "M" + at(polar(radius, 0)) + arc(radius, 180, clockwise, polar(radius, 180)) +
         arc(radius, 180, clockwise, polar(radius, 0)) + "Z";
}

// By how much an angle moves so that a side stands back by half a gap at this radius.
double setback(double radius, double gap) {
  return std::asin(std::min(1.0, gap / 2 / radius)) / kDegree;
}

struct Rectangle {
  double left, top, right, bottom;
};

// Whether the stretch from one point to another meets the rectangle (Liang and Barsky).
bool meets(Point from, Point to, const Rectangle& box) {
  double enter = 0, leave = 1;
  const auto clip = [&](double direction, double distance) {
    if (direction == 0) return distance >= 0;
    const double where = distance / direction;
    if (direction < 0) enter = std::max(enter, where);
    else leave = std::min(leave, where);
    return enter <= leave;
  };
  const double dx = to.x - from.x, dy = to.y - from.y;
  return clip(-dx, from.x - box.left) && clip(dx, box.right - from.x) &&
         clip(-dy, from.y - box.top) && clip(dy, box.bottom - from.y);
}

bool within_angles(const Segment& segment, Point point) {
  if (segment.is_whole()) return true;
  const double angle = std::atan2(point.x, -point.y) / kDegree;
  const double turned = std::fmod(angle - segment.from + 720, 360);
  return turned <= segment.to - segment.from;
}

// By how much text is turned to stand along the middle of its segment, and the right way up: in the
// lower half it reads against the clock.
double turn_of(const Segment& segment) {
  const double middle = std::remainder(segment.middle_angle(), 360);
  return std::abs(middle) <= 90 ? middle : middle - std::copysign(180, middle);
}

// Places for the middle of a text in the turned segment, nearest its middle first.
std::vector<Point> places(const Segment& turned) {
  if (turned.inner == 0 && turned.is_whole()) return {Point{}};
  constexpr int kSteps = 10;  // from the middle to either arc
  const Point outward = polar(1, turned.middle_angle());
  std::vector<Point> all;
  for (int i = 0; i < kSteps; ++i) {
    for (const int step : {i, -i}) {
      const double radius = (turned.inner + turned.outer) / 2 +
                            (turned.outer - turned.inner) / 2 * step / kSteps;
      all.push_back({outward.x * radius, outward.y * radius});
    }
  }
  return all;
}

std::optional<Lettering> fitted(const Segment& segment, std::string_view text) {
  const double turn = turn_of(segment);
  const Segment turned{segment.inner, segment.outer, segment.from - turn, segment.to - turn};
  const auto middles = places(turned);
  const std::size_t most = std::min(kMostLines, words_of(text).size());
  for (const int size : kLetterSizes) {
    for (std::size_t count = 1; count <= most; ++count) {
      auto lines = wrapped(text, count, size);
      const double width = text_width(lines, size) + 2 * kMargin;
      const double height = static_cast<double>(lines.size()) * size * kLineHeight + 2 * kMargin;
      for (const Point& middle : middles) {
        if (holds(turned, middle, width, height))
          return Lettering{std::move(lines), size, middle, turn, true};
      }
    }
  }
  return std::nullopt;
}

std::optional<Lettering> cut(const Segment& segment, std::string_view text) {
  auto words = words_of(text);
  std::vector<std::string> shorter;
  for (std::size_t keep = words.size(); keep-- > 1;) {
    std::string start = words.front();
    for (std::size_t i = 1; i < keep; ++i) start += " " + words[i];
    shorter.push_back(start + "…");
  }
  if (!words.empty()) {
    for (std::size_t keep = length(words.front()); keep-- > 1;)
      shorter.push_back(shortened(words.front(), keep));
  }
  for (const std::string& candidate : shorter) {
    if (auto found = fitted(segment, candidate)) {
      found->is_whole = false;
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Segment> equal_segments(double inner, double outer, std::size_t count, double first) {
  std::vector<Segment> all;
  const double span = 360.0 / static_cast<double>(std::max<std::size_t>(count, 1));
  for (std::size_t i = 0; i < count; ++i) {
    const double middle = first + span * static_cast<double>(i);
    all.push_back({inner, outer, middle - span / 2, middle + span / 2});
  }
  return all;
}

std::string outline(const Segment& s, double gap) {
  if (s.is_whole()) return circle(s.outer, true) + (s.inner > 0 ? circle(s.inner, false) : "");
  const double out = setback(s.outer, gap);
  const double first = s.from + out, last = s.to - out;
  const std::string outer =
      at(polar(s.outer, first)) + arc(s.outer, last - first, true, polar(s.outer, last));
  if (s.inner == 0) {
    // The two sides, each half a gap back, meet on the line through the middle.
    const double half = (s.to - s.from) / 2 * kDegree;
    const Point tip = polar(std::sin(half) > 0 ? gap / 2 / std::sin(half) : 0, s.middle_angle());
    return "M" + at(tip) + "L" + outer + "Z";
  }
  const double in = setback(s.inner, gap);
  const double inner_first = s.from + in, inner_last = s.to - in;
  return "M" + outer + "L" + at(polar(s.inner, inner_last)) +
         arc(s.inner, inner_last - inner_first, false, polar(s.inner, inner_first)) + "Z";
}

bool holds(const Segment& segment, Point middle, double width, double height) {
  const Rectangle box{middle.x - width / 2, middle.y - height / 2, middle.x + width / 2,
                      middle.y + height / 2};
  const double near = std::hypot(std::clamp(0.0, box.left, box.right),
                                 std::clamp(0.0, box.top, box.bottom));
  const double far = std::hypot(std::max(std::abs(box.left), std::abs(box.right)),
                                std::max(std::abs(box.top), std::abs(box.bottom)));
  if (near < segment.inner || far > segment.outer) return false;
  if (segment.is_whole()) return true;
  if (!within_angles(segment, middle)) return false;
  return !meets(polar(segment.inner, segment.from), polar(segment.outer, segment.from), box) &&
         !meets(polar(segment.inner, segment.to), polar(segment.outer, segment.to), box);
}

Lettering lettering(const Segment& segment, std::string_view text) {
  if (auto whole = fitted(segment, text)) return *whole;
  if (auto beginning = cut(segment, text)) return *beginning;
  return {{}, kLetterSizes[0], {}, 0, false};
}

}  // namespace samloft::framework

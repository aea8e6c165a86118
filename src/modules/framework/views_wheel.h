// What the two pictures of the wheel share. Private to the views.
#pragma once

#include <array>

#include "rules_wheel.h"
#include "views.h"

namespace samloft::framework {

struct Look {
  std::string_view surface, letters;
};

// The rings that have something share the room from the middle to the rim.
std::array<std::vector<Segment>, kRings> places_of(const WheelView& view);

std::string_view ring_name(const Texts& t, std::size_t ring);

// A segment as a link with its text. `spoken` is what readers hear.
page::Html segment_link(const WheelSegment& segment, const Segment& place, const Look& look,
                        const std::string& spoken);

}  // namespace samloft::framework

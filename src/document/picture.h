// The drawing of a Picture, made fit to stand in a page and in a file of its own; for this part
// only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace samloft::document {

struct Drawing {
  double left = 0, top = 0, width = 0, height = 0;  // its view box
  std::string content;  // what stands within <svg>: well-formed, safe, without title
};

// Takes over shapes, text and patterns with their classes and measures; leaves out what could run,
// load, link or style. Nothing for what is no <svg> with a size, not well-formed, too deep or
// large.
std::optional<Drawing> drawing_of(std::string_view svg);

// The drawing as a file with the colours of paper.h, `alternative` as its title. Text is moved to
// its middle by dy, since librsvg 2.54 knows no dominant-baseline.
std::string svg_file(const Drawing& drawing, std::string_view alternative);

}  // namespace samloft::document

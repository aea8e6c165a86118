// Text in drawings: how wide it is, and where it breaks into lines. Numbers and points as SVG has
// them: y grows downwards.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace samloft {

// A number as SVG wants it whatever the locale: at most two decimals, a point, no "-0".
std::string svg_number(double number);

struct Point {
  double x = 0, y = 0;
};
// Degrees clockwise from twelve o'clock, around (0, 0).
Point polar(double radius, double degrees);

// About how wide a text is in the font of the pages at a size; errs on the wide side. Measured on
// Inter 4.0 at weight 550, in classes of letters.
double text_width(std::string_view text, double size);
// The widest of the lines.
double text_width(const std::vector<std::string>& lines, double size);

// The words between the spaces of a text.
std::vector<std::string> words_of(std::string_view text);

// The text in at most `lines` lines, broken at spaces, so that the longest is as short as it can
// be. A single word is never broken.
std::vector<std::string> wrapped(std::string_view text, std::size_t lines, double size);

// The text in at most `lines` lines of at most that width; what has no room is cut, with an ellipsis.
std::vector<std::string> fitted(std::string_view text, std::size_t lines, double width, double size);

}  // namespace samloft

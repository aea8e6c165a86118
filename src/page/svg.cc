// Pieces of drawings.
// Tested by components_test.cc

#include "page/svg.h"

#include <algorithm>

#include "base/lettering.h"

namespace samloft::page {

Html quarter_mark(double x, double y, int quarters) {
  constexpr double r = 6.5;
  constexpr double kEnd[4][2] = {{0, -r}, {r, 0}, {0, r}, {-r, 0}};
  Html fill;
  if (quarters >= 4) {
    fill = html(R"(<circle class="ev-f" cx="{}" cy="{}" r="{}"/>)", svg_number(x), svg_number(y),
                svg_number(r));
  } else if (quarters > 0) {
    fill = html(R"(<path class="ev-f" d="M{} {}V{}A{} {} 0 {} 1 {} {}Z"/>)", svg_number(x),
                svg_number(y), svg_number(y - r), svg_number(r), svg_number(r),
                quarters > 2 ? 1 : 0, svg_number(x + kEnd[quarters][0]),
                svg_number(y + kEnd[quarters][1]));
  }
  return html(R"(<circle class="ev-o" cx="{}" cy="{}" r="{}"/>{})", svg_number(x), svg_number(y),
              svg_number(r), fill);
}

Html svg_text(double x, double y, std::string_view classes, std::string_view anchor,
              std::string_view words) {
  return html(R"(<text x="{}" y="{}" class="{}" text-anchor="{}">{}</text>)", svg_number(x),
              svg_number(y), classes, anchor, words);
}

Html level_curve(std::string_view classes, double from_x, double from_y, double to_x,
                 double to_y) {
  const double bend = (to_x - from_x) / 2;
  return html(R"(<path class="{}" d="M{} {}C{} {} {} {} {} {}"/>)", classes, svg_number(from_x),
              svg_number(from_y), svg_number(from_x + bend), svg_number(from_y),
              svg_number(to_x - bend), svg_number(to_y), svg_number(to_x), svg_number(to_y));
}

}  // namespace samloft::page

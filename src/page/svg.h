// Pieces of drawings that several pictures share. Colours come from classes in static/css.
#pragma once

#include "page/html.h"

namespace samloft::page {

// A circle that fills by quarters, 0 to 4: a state that can be told without its colour.
Html quarter_mark(double x, double y, int quarters);

// A line of text. `anchor` is start, middle or end.
Html svg_text(double x, double y, std::string_view classes, std::string_view anchor,
              std::string_view words);

// A curve from one point to another that leaves and arrives level.
Html level_curve(std::string_view classes, double from_x, double from_y, double to_x, double to_y);

}  // namespace samloft::page

// What documents look like on paper; for this part only. Plain values throughout: WeasyPrint 57
// knows no layers, no nesting and no light-dark(), librsvg no custom properties.
#pragma once

#include <string_view>

namespace samloft::document {

// The page, its text and tables. Running head and page numbers are added in the document's
// language. Borders of cells have one style and colour all round, and width where they show: such
// are drawn at once, others are cut out side by side.
extern const std::string_view kPaperStyle;

// The classes of static/css/pictures.css in the colours of its light scheme. It goes into each SVG.
extern const std::string_view kPictureStyle;

}  // namespace samloft::document

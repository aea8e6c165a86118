// Drawings: what is taken over of an SVG, and the file made of it.
// Tested by picture_test.cc

#include "document/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <pugixml.hpp>
#include <sstream>
#include <vector>

#include "base/text.h"
#include "document/paper.h"
#include "page/html.h"

namespace samloft::document {
namespace {

constexpr std::size_t kLargest = 2u << 20;
constexpr int kDeepestElement = 32;
constexpr double kWidest = 20'000;

constexpr std::string_view kElements[] = {
    "circle",   "clipPath",       "defs",           "desc", "ellipse", "g",
    "line",     "linearGradient", "marker",         "path", "pattern", "polygon",
    "polyline", "rect",           "radialGradient", "stop", "symbol",  "text",
    "textPath", "title",          "tspan",          "use"};

constexpr std::string_view kAttributes[] = {"class",
                                            "clip-path",
                                            "cx",
                                            "cy",
                                            "d",
                                            "dominant-baseline",
                                            "dx",
                                            "dy",
                                            "fill",
                                            "fill-opacity",
                                            "fill-rule",
                                            "font-size",
                                            "font-weight",
                                            "gradientTransform",
                                            "gradientUnits",
                                            "height",
                                            "id",
                                            "markerHeight",
                                            "markerUnits",
                                            "markerWidth",
                                            "marker-end",
                                            "marker-start",
                                            "offset",
                                            "opacity",
                                            "orient",
                                            "patternTransform",
                                            "patternUnits",
                                            "points",
                                            "preserveAspectRatio",
                                            "r",
                                            "refX",
                                            "refY",
                                            "rotate",
                                            "rx",
                                            "ry",
                                            "startOffset",
                                            "stop-color",
                                            "stop-opacity",
                                            "stroke",
                                            "stroke-dasharray",
                                            "stroke-linecap",
                                            "stroke-linejoin",
                                            "stroke-opacity",
                                            "stroke-width",
                                            "text-anchor",
                                            "textLength",
                                            "transform",
                                            "viewBox",
                                            "width",
                                            "x",
                                            "x1",
                                            "x2",
                                            "y",
                                            "y1",
                                            "y2"};

template <std::size_t count>
bool is_among(const std::string_view (&names)[count], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// A paint may name a pattern of the drawing, never an address. CSS knows url( in either case, and any
// letter behind a backslash.
bool stays_within(std::string value) {
  if (value.find('\\') != std::string::npos) return false;
  for (char& letter : value) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  for (auto at = value.find("url("); at != std::string::npos; at = value.find("url(", at + 1)) {
    const std::string_view named = std::string_view(value).substr(at);
    if (!named.starts_with("url(#") && !named.starts_with("url(\"#")) return false;
  }
  return true;
}

bool is_wanted(const pugi::xml_attribute& attribute) {
  const std::string_view name = attribute.name(), value = attribute.value();
  if (name == "href") return value.starts_with('#');
  return is_among(kAttributes, name) && stays_within(std::string(value));
}

// False when the drawing is nested deeper than a drawing is.
bool take_over(const pugi::xml_node& from, pugi::xml_node to, int depth) {
  if (depth > kDeepestElement) return false;
  for (const pugi::xml_node& node : from.children()) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
      to.append_child(pugi::node_pcdata).set_value(node.value());
    std::string_view name = node.name();
    if (name == "a") name = "g";  // what a part of the drawing leads to stands in the table
    const bool is_own_title = depth == 0 && (name == "title" || name == "desc");
    if (is_own_title || !is_among(kElements, name)) continue;
    pugi::xml_node copy = to.append_child(std::string(name).c_str());
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      if (is_wanted(attribute) && !copy.attribute(attribute.name()))
        copy.append_attribute(attribute.name()) = attribute.value();
    }
    if (!take_over(node, copy, depth + 1)) return false;
  }
  return true;
}

std::vector<double> numbers_in(std::string_view text) {
  std::vector<double> numbers;
  const char* place = text.data();
  const char* const end = place + text.size();
  while (place != end) {
    double number = 0;
    const auto [next, fault] = std::from_chars(place, end, number);
    if (fault == std::errc()) numbers.push_back(number);
    place = fault == std::errc() ? next : place + 1;
  }
  return numbers;
}

bool measure(const pugi::xml_node& svg, Drawing& drawing) {
  std::vector<double> box = numbers_in(svg.attribute("viewBox").value());
  if (box.size() != 4)
    box = {0, 0, svg.attribute("width").as_double(), svg.attribute("height").as_double()};
  drawing.left = box[0];
  drawing.top = box[1];
  drawing.width = box[2];
  drawing.height = box[3];
  return box[2] > 0 && box[3] > 0 && box[2] < kWidest && box[3] < kWidest;
}

std::string text_of(const pugi::xml_node& parent) {
  std::ostringstream text;
  for (const pugi::xml_node& node : parent.children())
    node.print(text, "", pugi::format_raw | pugi::format_no_declaration);
  return text.str();
}

// Text that starts at a place of its own and says nothing of its baseline stands on its middle.
void centre_text(pugi::xml_node parent) {
  for (pugi::xml_node node : parent.children()) {
    const std::string_view name = node.name(),
                           baseline = node.attribute("dominant-baseline").value();
    const bool is_placed = name == "textPath" || ((name == "text" || name == "tspan") &&
                                                  node.attribute("y") && !node.attribute("dy"));
    const bool is_central = baseline.empty() || baseline == "central" || baseline == "middle";
    if (is_placed && is_central) node.append_attribute("dy") = ".35em";
    node.remove_attribute("dominant-baseline");
    centre_text(node);
  }
}

// The rules of the style that the drawing has a class for: WeasyPrint reads and matches each of them
// anew in every picture. A rule stands on a line of its own.
std::string style_for(std::string_view content) {
  std::string kept;
  for (const std::string& rule : split(kPictureStyle, '\n')) {
    const std::string selector = rule.substr(0, rule.find('{'));
    bool has_class = false, is_used = false;
    for (auto dot = selector.find('.'); dot != std::string::npos; dot = selector.find('.', dot + 1)) {
      const std::string name = selector.substr(dot + 1, selector.find_first_of(" .,:+", dot + 1) - dot - 1);
      if (name == "figure__svg") continue;
      has_class = true;
      is_used = is_used || content.find(name) != std::string_view::npos;
    }
    if (!has_class || is_used) kept += rule + "\n";
  }
  return kept;
}

}  // namespace

std::optional<Drawing> drawing_of(std::string_view svg) {
  if (svg.size() > kLargest || !is_clean_text(svg)) return std::nullopt;
  pugi::xml_document document;
  if (!document.load_buffer(svg.data(), svg.size(),
                            pugi::parse_default | pugi::parse_ws_pcdata_single))
    return std::nullopt;
  const pugi::xml_node root = document.document_element();
  Drawing drawing;
  if (std::string_view(root.name()) != "svg" || !measure(root, drawing)) return std::nullopt;
  pugi::xml_document clean;
  if (!take_over(root, clean.append_child("svg"), 0)) return std::nullopt;
  drawing.content = text_of(clean.document_element());
  return drawing;
}

std::string svg_file(const Drawing& drawing, std::string_view alternative) {
  pugi::xml_document document;
  pugi::xml_node svg = document.append_child("svg");
  svg.append_buffer(drawing.content.data(), drawing.content.size(),
                    pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_fragment);
  centre_text(svg);
  std::string title;
  page::append_escaped(title, alternative);
  return fmt::format(
      R"svg(<svg xmlns="http://www.w3.org/2000/svg" class="figure__svg" viewBox="{} {} {} {}" width="{}" height="{}"><title>{}</title><style>{}</style>{}</svg>)svg",
      drawing.left, drawing.top, drawing.width, drawing.height, drawing.width, drawing.height,
      title, style_for(drawing.content), text_of(svg));
}

}  // namespace samloft::document

// Drawings of documents: whatever comes in, what goes out draws and does nothing else.

#include <algorithm>
#include <cctype>
#include <pugixml.hpp>

#include "base/text.h"
#include "document/picture.h"
#include "target.h"

using namespace samloft;

namespace {

void expect_to_stay_within(std::string value) {
  std::transform(value.begin(), value.end(), value.begin(), [](unsigned char c) { return std::tolower(c); });
  ensure(value.find('\\') == std::string::npos, "nothing is hidden behind a backslash");
  for (auto at = value.find("url("); at != std::string::npos; at = value.find("url(", at + 4))
    ensure(value.compare(at + 4, 1, "#") == 0 || value.compare(at + 4, 2, "\"#") == 0,
           "a paint is one of the drawing's own");
}

struct Harmless : pugi::xml_tree_walker {
  bool for_each(pugi::xml_node& node) override {
    const std::string_view name = node.name();
    for (const char* bad : {"script", "foreignObject", "image", "a", "style", "iframe", "animate", "set"})
      ensure(name != bad, "a drawing holds only what draws");
    for (const pugi::xml_attribute& one : node.attributes()) {
      const std::string_view attribute = one.name(), value = one.value();
      ensure(!attribute.starts_with("on") && attribute != "style" && (attribute != "href" || value.starts_with('#')) &&
                 attribute != "xlink:href",
             "a drawing runs, styles and loads nothing");
      if (attribute != "href") expect_to_stay_within(std::string(value));
    }
    return true;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto drawing = document::drawing_of(fuzz::text_of(bytes, size));
  if (!drawing) return 0;
  ensure(drawing->width > 0 && drawing->height > 0, "a drawing has a size");
  ensure(is_clean_text(drawing->content), "a drawing is clean text");
  const std::string svg = document::svg_file(*drawing, "Hva <det> \"viser\"");
  pugi::xml_document file;
  ensure(static_cast<bool>(file.load_buffer(svg.data(), svg.size())), "a drawing is well-formed");
  Harmless harmless;
  pugi::xml_document inside;
  const std::string wrapped = "<svg>" + drawing->content + "</svg>";
  ensure(static_cast<bool>(inside.load_buffer(wrapped.data(), wrapped.size())), "its content is well-formed");
  inside.traverse(harmless);
  return 0;
}

// The parts of an XLSX that a worksheet leans on; for this part only.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sheet/archive.h"
#include "sheet/number_text.h"

namespace samloft::sheet {

// A part of the archive as XML. Cannot be moved: the document points into the bytes.
class Xml {
 public:
  Xml() = default;
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;
  Result<void> load(const Archive& archive, const std::string& name);
  pugi::xml_node root() const { return document_.document_element(); }

 private:
  std::string bytes_;
  pugi::xml_document document_;
};

// Names are compared without their prefix: some programs write <x:row>, others <row>.
bool is_named(const pugi::xml_node& node, std::string_view name);
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
// An attribute's value, or "".
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
// The text directly in the element.
std::string text_in(const pugi::xml_node& node);
// The text of a shared or inline string, plain or rich, without reading aids such as furigana.
std::string string_in(const pugi::xml_node& node);
// Text as it stands in <t>: _x000D_ is a character that XML cannot hold.
std::string unescaped(std::string text);

struct Workbook {
  std::string worksheet;  // the part with the first visible worksheet
  std::vector<std::string> strings;
  std::vector<NumberFormat> formats;  // by a cell's style number
  DayCount days = DayCount::from_1900;
};

Result<Workbook> read_workbook(const Archive& archive);

}  // namespace samloft::sheet

// Finds the first visible worksheet of an XLSX and reads its shared strings and number formats.
// Tested by xlsx_test.cc

#include "sheet/workbook.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"
#include "sheet/reading.h"

namespace samloft::sheet {
namespace {

// A parsed tag takes some 64 bytes where the shortest takes 4 in the file, so tags are counted
// before they are parsed. All rows and columns that we accept need just about as many.
constexpr std::ptrdiff_t kMostTags = 8'000'000;

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

int number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

// A relation's target as a name in the archive. Steps above the root lead nowhere.
std::string resolved(const std::string& folder, std::string_view target) {
  const std::string whole =
      target.starts_with('/') ? std::string(target) : folder + std::string(target);
  std::vector<std::string> steps;
  for (std::string& step : split(whole, '/')) {
    if (step == "..") {
      if (steps.empty()) return {};
      steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(std::move(step));
    }
  }
  std::string name;
  for (const std::string& step : steps) name += (name.empty() ? "" : "/") + step;
  return name;
}

struct Relation {
  std::string id;
  std::string type;  // the last step of its address: worksheet, styles, sharedStrings
  std::string target;
};

Result<std::vector<Relation>> relations_of(const Archive& archive, const std::string& part) {
  const std::string folder = folder_of(part);
  Xml xml;
  TRY(xml.load(archive, folder + "_rels/" + part.substr(folder.size()) + ".rels"));
  std::vector<Relation> relations;
  for (const pugi::xml_node& node : xml.root()) {
    if (attribute(node, "TargetMode") == "External") continue;
    const auto type = attribute(node, "Type");
    relations.push_back({std::string(attribute(node, "Id")),
                         std::string(type.substr(type.rfind('/') + 1)),
                         resolved(folder, attribute(node, "Target"))});
  }
  return relations;
}

// The part that the first relation of the type points at, or "".
std::string target_of_type(const std::vector<Relation>& relations, std::string_view type) {
  const auto found = std::find_if(relations.begin(), relations.end(),
                                  [&](const Relation& one) { return one.type == type; });
  return found == relations.end() ? std::string() : found->target;
}

std::string first_visible_worksheet(const pugi::xml_node& workbook,
                                    const std::vector<Relation>& relations) {
  for (const pugi::xml_node& sheet : child(workbook, "sheets")) {
    const auto state = attribute(sheet, "state");
    if (state == "hidden" || state == "veryHidden") continue;
    const auto id = attribute(sheet, "id");
    for (const Relation& relation : relations) {
      if (relation.id == id && relation.type == "worksheet") return relation.target;
    }
  }
  return {};
}

Result<std::vector<std::string>> shared_strings(const Archive& archive, const std::string& part) {
  Xml xml;
  TRY(xml.load(archive, part));
  std::vector<std::string> strings;
  for (const pugi::xml_node& item : xml.root()) {
    if (is_named(item, "si")) strings.push_back(string_in(item));
  }
  return strings;
}

Result<std::vector<NumberFormat>> number_formats(const Archive& archive, const std::string& part) {
  Xml xml;
  TRY(xml.load(archive, part));
  std::map<int, NumberFormat> own;
  for (const pugi::xml_node& format : child(xml.root(), "numFmts"))
    own[number_in(attribute(format, "numFmtId"))] = format_of(attribute(format, "formatCode"));
  std::vector<NumberFormat> formats;
  for (const pugi::xml_node& style : child(xml.root(), "cellXfs")) {
    const int id = number_in(attribute(style, "numFmtId"));
    const auto found = own.find(id);
    formats.push_back(found == own.end() ? built_in_format(id) : found->second);
  }
  return formats;
}

// The four hex digits of _x0041_ at the start of the text, or 0. Halves of surrogate pairs are not
// characters and stay as they stand.
char32_t escaped_character(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return 0;
  unsigned character = 0;
  const auto end = std::from_chars(text.data() + 2, text.data() + 6, character, 16).ptr;
  const bool surrogate = character >= 0xd800 && character < 0xe000;
  return end == text.data() + 6 && !surrogate ? character : 0;
}

}  // namespace

Result<void> Xml::load(const Archive& archive, const std::string& name) {
  TRY_ASSIGN(bytes_, archive.part(name));
  if (std::count(bytes_.begin(), bytes_.end(), '<') > kMostTags)
    return Problem::invalid(Message("Regnearket har for mange celler. Del det i flere filer."));
  // A lone blank is kept: in rich text it stands between two words.
  constexpr unsigned kHow =
      pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_embed_pcdata;
  if (!document_.load_buffer_inplace(bytes_.data(), bytes_.size(), kHow)) return damaged();
  return {};
}

bool is_named(const pugi::xml_node& node, std::string_view name) {
  return without_prefix(node.name()) == name;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([&](const pugi::xml_node& one) { return is_named(one, name); });
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  return node
      .find_attribute(
          [&](const pugi::xml_attribute& one) { return without_prefix(one.name()) == name; })
      .value();
}

std::string text_in(const pugi::xml_node& node) {
  std::string text = node.value();  // the first piece stands in the element itself
  for (const pugi::xml_node& piece : node) {
    if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata)
      text += piece.value();
  }
  return text;
}

std::string string_in(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& piece : node) {
    if (is_named(piece, "t")) text += text_in(piece);
    if (is_named(piece, "r")) text += text_in(child(piece, "t"));
  }
  return unescaped(std::move(text));
}

// In one pass: a text may consist of nothing else.
std::string unescaped(std::string text) {
  std::string out;
  std::size_t taken = 0;
  for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at)) {
    const char32_t character = escaped_character(std::string_view(text).substr(at));
    if (character != 0) {
      out.append(text, taken, at - taken);
      append_utf8(out, character);
      taken = at + 7;
    }
    at = character != 0 ? taken : at + 1;
  }
  if (taken == 0) return text;
  return out.append(text, taken);
}

Result<Workbook> read_workbook(const Archive& archive) {
  TRY_ASSIGN(const auto package, relations_of(archive, ""));
  const std::string part = target_of_type(package, "officeDocument");
  TRY_ASSIGN(const auto relations, relations_of(archive, part));
  Xml xml;
  TRY(xml.load(archive, part));
  Workbook workbook;
  workbook.worksheet = first_visible_worksheet(xml.root(), relations);
  if (workbook.worksheet.empty()) return damaged();
  const auto epoch = attribute(child(xml.root(), "workbookPr"), "date1904");
  if (epoch == "1" || epoch == "true") workbook.days = DayCount::from_1904;
  if (const auto strings = target_of_type(relations, "sharedStrings"); archive.has(strings)) {
    TRY_ASSIGN(workbook.strings, shared_strings(archive, strings));
  }
  if (const auto styles = target_of_type(relations, "styles"); archive.has(styles)) {
    TRY_ASSIGN(workbook.formats, number_formats(archive, styles));
  }
  return workbook;
}

}  // namespace samloft::sheet

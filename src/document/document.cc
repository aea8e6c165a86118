// Documents as JSON.
// Tested by document_test.cc

#include "document/document.h"


#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/text.h"

namespace samloft::document {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "samloft-document-1";
constexpr int kDeepestContent = 10;  // document, sections, section, blocks, block, table, rows, row

Json json_of(const Table& table) {
  return {{"caption", table.caption},
          {"columns", table.columns},
          {"rows", table.rows},
          {"numbers", table.numbers}};
}

struct BlockContent {
  Json operator()(const Paragraph& block) const {
    return {{"kind", "paragraph"}, {"text", block.text}};
  }
  Json operator()(const Prose& block) const {
    return {{"kind", "prose"}, {"markdown", block.markdown}};
  }
  Json operator()(const Bullets& block) const {
    return {{"kind", "bullets"}, {"items", block.items}};
  }
  Json operator()(const Table& block) const {
    return {{"kind", "table"}, {"table", json_of(block)}};
  }
  Json operator()(const Picture& block) const {
    return {{"kind", "picture"},    {"id", block.id},
            {"title", block.title}, {"description", block.description},
            {"svg", block.svg},     {"table", json_of(block.table)}};
  }
};

Json json_of(const Section& section) {
  Json blocks = Json::array();
  for (const Block& block : section.blocks) blocks.push_back(std::visit(BlockContent(), block));
  return {{"id", section.id},
          {"number", section.number},
          {"title", section.title},
          {"blocks", std::move(blocks)}};
}

// Reads values and remembers whether all were what they should be; a wrong one reads as empty.
class Reader {
 public:
  bool fine() const { return fine_; }

  void text(const Json& value, std::string& out) {
    if (expect(value.is_string())) out = value.get<std::string>();
    expect(is_clean_text(out));
  }
  void language(const Json& value, Language& out) {
    std::string code;
    text(value, code);
    const auto is_it = [&](Language language) { return tag(language) == code; };
    const auto* found = std::find_if(std::begin(kLanguages), std::end(kLanguages), is_it);
    if (expect(found != std::end(kLanguages))) out = *found;
  }
  void texts(const Json& value, std::vector<std::string>& out) {
    list(value, out, [this](const Json& one, std::string& item) { text(one, item); });
  }
  void table(const Json& value, Table& out) {
    if (!has_keys(value, std::array{"caption", "columns", "rows", "numbers"})) return;
    text(value["caption"], out.caption);
    texts(value["columns"], out.columns);
    list(value["rows"], out.rows, [&](const Json& one, std::vector<std::string>& row) {
      texts(one, row);
      expect(row.size() == out.columns.size());
    });
    if (!expect(value["numbers"].is_array())) return;
    for (const Json& one : value["numbers"])
      out.numbers.push_back(expect(one.is_boolean()) && one.get<bool>());
    expect(out.numbers.empty() || out.numbers.size() == out.columns.size());
  }
  void block(const Json& value, Block& out);
  void section(const Json& value, Section& out) {
    if (!has_keys(value, std::array{"id", "number", "title", "blocks"})) return;
    text(value["id"], out.id);
    text(value["number"], out.number);
    text(value["title"], out.title);
    list(value["blocks"], out.blocks, [this](const Json& one, Block& item) { block(one, item); });
  }
  Document document(const Json& value);

 private:
  bool expect(bool truth) {
    fine_ = fine_ && truth;
    return truth;
  }
  template <std::size_t count>
  bool has_keys(const Json& value, const std::array<const char*, count>& keys) {
    return expect(value.is_object() && value.size() == count &&
                  std::all_of(keys.begin(), keys.end(),
                              [&](const char* key) { return value.contains(key); }));
  }
  template <class Item, class Read>
  void list(const Json& value, std::vector<Item>& out, Read read) {
    if (!expect(value.is_array())) return;
    for (const Json& one : value) read(one, out.emplace_back());
  }
  Picture picture(const Json& value);

  bool fine_ = true;
};

Picture Reader::picture(const Json& value) {
  Picture picture;
  if (!has_keys(value, std::array{"kind", "id", "title", "description", "svg", "table"}))
    return picture;
  text(value["id"], picture.id);
  text(value["title"], picture.title);
  text(value["description"], picture.description);
  text(value["svg"], picture.svg);
  table(value["table"], picture.table);
  return picture;
}

void Reader::block(const Json& value, Block& out) {
  if (!expect(value.is_object() && value.contains("kind"))) return;
  std::string kind;
  text(value["kind"], kind);
  if (kind == "paragraph" && has_keys(value, std::array{"kind", "text"})) {
    text(value["text"], out.emplace<Paragraph>().text);
  } else if (kind == "prose" && has_keys(value, std::array{"kind", "markdown"})) {
    text(value["markdown"], out.emplace<Prose>().markdown);
  } else if (kind == "bullets" && has_keys(value, std::array{"kind", "items"})) {
    texts(value["items"], out.emplace<Bullets>().items);
  } else if (kind == "table" && has_keys(value, std::array{"kind", "table"})) {
    table(value["table"], out.emplace<Table>());
  } else if (expect(kind == "picture")) {
    out = picture(value);
  }
}

Document Reader::document(const Json& value) {
  Document out;
  if (!has_keys(value, std::array{"format", "language", "title", "subtitle", "issuer", "version",
                                  "date", "sections"}))
    return out;
  expect(value["format"] == kFormat);
  language(value["language"], out.language);
  text(value["title"], out.title);
  text(value["subtitle"], out.subtitle);
  text(value["issuer"], out.issuer);
  text(value["version"], out.version);
  text(value["date"], out.date);
  list(value["sections"], out.sections,
       [this](const Json& one, Section& item) { section(one, item); });
  return out;
}

// What is nested deeper than a document can be is dropped while it is parsed, so that millions of
// brackets never become millions of values.
std::optional<Json> parsed(std::string_view text) {
  bool too_deep = false;
  const auto keep = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kDeepestContent;
    return !too_deep;
  };
  Json json = Json::parse(text, keep, false);
  if (too_deep || json.is_discarded()) return std::nullopt;
  return json;
}

}  // namespace

std::string write(const Document& document) {
  Json sections = Json::array();
  for (const Section& section : document.sections) sections.push_back(json_of(section));
  const Json json = {{"format", kFormat},         {"language", tag(document.language)},
                     {"title", document.title},   {"subtitle", document.subtitle},
                     {"issuer", document.issuer}, {"version", document.version},
                     {"date", document.date},     {"sections", std::move(sections)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Document> read(std::string_view json) {
  if (json.size() > kMostBytes) return Problem::invalid(N_("Dokumentet er for stort."));
  const std::optional<Json> value = parsed(json);
  Reader reader;
  Document document = value ? reader.document(*value) : Document();
  if (!value || !reader.fine())
    return Problem::invalid(N_("Dette er ikke et dokument som Samløft kan lese."));
  return document;
}

std::string frozen(const std::vector<Document>& in_languages) {
  std::string all;
  for (const Document& one : in_languages) all += write(one);
  return all;
}

std::optional<Document> thawed(std::string_view content, Language language) {
  for (const std::string& one : split(content, '\n')) {
    auto document = read(one);
    if (document && document->language == language) return *std::move(document);
  }
  return std::nullopt;
}

std::vector<Document> thawed_all(std::string_view content, Language language) {
  std::vector<Document> all;
  for (const std::string& one : split(content, '\n')) {
    auto document = read(one);
    if (document && document->language == language) all.push_back(*std::move(document));
  }
  return all;
}

std::string fingerprint(std::string_view text) {
  return hash_of(text);
}

}  // namespace samloft::document

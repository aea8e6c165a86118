// A document that others decide on, neutral of how it is read: what stands in it and in which
// order, never what it looks like. html.h shows it within a page, files.h makes PDF, DOCX and HTML
// of it.
//
//   Document plan{.language = Language::bokmal, .title = "Strategisk kompetanseplan"};
//   plan.sections.push_back({"maal", "1", "Mål", {Paragraph{"…"}, Prose{"**Fritt** skrevet"}}});
//   const std::string frozen = write(plan);       // what was decided, byte for byte
//   const std::string seal = fingerprint(frozen); // 64 hex digits to compare it by
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/texts.h"

namespace samloft::document {

struct Paragraph {
  std::string text;  // as it is: nothing in it is markup
  bool operator==(const Paragraph&) const = default;
};

// What people wrote, with the little markup of markdown.h.
struct Prose {
  std::string markdown;
  bool operator==(const Prose&) const = default;
};

struct Bullets {
  std::vector<std::string> items;
  bool operator==(const Bullets&) const = default;
};

struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // as wide as columns; the first cell names the row
  std::vector<bool> numbers;                   // columns that line up to the right; may be empty
  bool operator==(const Table&) const = default;
};

// A drawing in the classes of static/css/pictures.css, with the numbers behind it. Only shapes,
// text and patterns of the drawing are shown; a drawing that is no SVG leaves its table and a note.
struct Picture {
  std::string id;
  std::string title;        // says what to see
  std::string description;  // for those who do not see it: becomes the alternative text
  std::string svg;          // one <svg …>…</svg>
  Table table;
  bool operator==(const Picture&) const = default;
};

using Block = std::variant<Paragraph, Prose, Bullets, Table, Picture>;

struct Section {
  std::string id;      // anchor; one that is no plain word becomes del-1, del-2, …
  std::string number;  // 1, 2.3, or empty
  std::string title;
  std::vector<Block> blocks;  // none: the section says that nothing is written yet
  bool operator==(const Section&) const = default;
};

struct Document {
  Language language = Language::bokmal;
  std::string title;
  std::string subtitle;
  std::string issuer;
  std::string version;  // «Versjon 2, vedtatt 25. november 2026» or «Kladd»
  std::string date;
  std::vector<Section> sections;
  bool operator==(const Document&) const = default;
};

inline constexpr std::size_t kMostBytes = 8u << 20;  // of a written document

// One line of JSON, the same bytes for the same document, for ever. Text that is not clean
// (is_clean_text) gets its broken bytes replaced.
std::string write(const Document& document);

// What write() wrote, and nothing else: a missing or unknown key, a table of uneven rows, text that
// is not clean or more than kMostBytes is a Problem of kind invalid.
Result<Document> read(std::string_view json);

// One document in several languages as one text to freeze, a line of JSON each, and one of them
// back: nothing for a text that is no such content, or lacks the language.
std::string frozen(const std::vector<Document>& in_languages);
std::optional<Document> thawed(std::string_view content, Language language);
// All in the language, in their order, of several documents that were frozen one after the other.
std::vector<Document> thawed_all(std::string_view content, Language language);

// BLAKE2b-256 of a text as hex.
std::string fingerprint(std::string_view text);

}  // namespace samloft::document

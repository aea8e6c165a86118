// The sections of a document as HTML, the same for screen and paper but for tables and pictures;
// for this part only.
#pragma once

#include <functional>
#include <string>

#include "document/document.h"
#include "page/html.h"

namespace samloft::document {

struct Manner {
  std::function<page::Html(const Table&)> table;
  std::function<page::Html(const Picture&, std::size_t number)> picture;  // counted from 1
};

page::Html sections(const Document& document, const Manner& manner);

// The <table> with caption, scopes and columns of numbers; `widths` is its <colgroup>, if any.
page::Html table_of(const Table& table, const page::Html& widths = {});

// Every anchor of a document is a plain word: its own id, or the prefix and its number.
std::string anchor(const std::string& id, std::string_view prefix, std::size_t number);
std::string anchor(const Section& section, std::size_t number);

page::Html heading(const Section& section);

// Says that a picture's drawing cannot be shown.
page::Html missing_drawing(const Texts& t);

}  // namespace samloft::document

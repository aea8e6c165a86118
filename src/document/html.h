// A document as HTML: within a page of the site, and as a whole file of its own.
#pragma once

#include <string>

#include "document/document.h"
#include "page/html.h"

namespace samloft::document {

// Links to the sections, for a <nav>; nothing for a document without sections.
page::Html contents(const Document& document);

// A page of its own to read it on: the links, then the sections. The words around it are the page's.
page::Html reading(const Texts& t, const Document& document);
// The same under its title, with its version above and whose it is below.
page::Html reading_page(const Texts& t, const Document& document);

// The sections with headings from h2, in the document's language, for a page whose h1 is the title.
// Pictures show their numbers as a table on demand.
page::Html body(const Document& document);

// pdf carries everything within, drawings as vectors: it is also a page to keep and to read on a
// screen. docx is for pandoc: plainer, the n-th picture is the file picture-n.png beside it.
enum class Purpose { pdf, docx };

std::string print_html(const Document& document, Purpose purpose);

}  // namespace samloft::document

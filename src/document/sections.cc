// Sections, their paragraphs, lists and tables.
// Tested by html_test.cc

#include "document/sections.h"

#include <algorithm>

#include "document/markdown.h"

namespace samloft::document {
namespace {

using page::Html;
using page::html;

bool is_plain_word(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_plain = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), is_plain);
}

Html number_class(const Table& table, std::size_t column) {
  const bool is_number = column < table.numbers.size() && table.numbers[column];
  return page::when(is_number, Html::trusted(R"( class="num")"));
}

Html row_of(const Table& table, const std::vector<std::string>& row) {
  Html cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells += i == 0 ? html(R"(<th scope="row" dir="auto">{}</th>)", row[i])
                    : html(R"(<td{} dir="auto">{}</td>)", number_class(table, i), row[i]);
  }
  return html("<tr>{}</tr>\n", cells);
}

struct BlockHtml {
  const Texts& t;
  const Manner& manner;
  std::size_t& pictures;

  Html operator()(const Paragraph& block) const {
    return html("<p dir=\"auto\">{}</p>\n", block.text);
  }
  Html operator()(const Prose& block) const { return from_markdown(t, block.markdown); }
  Html operator()(const Bullets& block) const {
    return html("<ul>\n{}</ul>\n", page::each(block.items, [](const std::string& item) {
                  return html("<li dir=\"auto\">{}</li>\n", item);
                }));
  }
  Html operator()(const Table& block) const { return manner.table(block); }
  Html operator()(const Picture& block) const { return manner.picture(block, ++pictures); }
};

}  // namespace

Html sections(const Document& document, const Manner& manner) {
  const Texts t(document.language);
  if (document.sections.empty()) {
    return html("<p class=\"unwritten\">{}</p>\n", t(N_("Dokumentet har ikke noe innhold ennå.")));
  }
  Html all;
  std::size_t number = 0, pictures = 0;
  for (const Section& section : document.sections) {
    Html blocks;
    for (const Block& block : section.blocks)
      blocks += std::visit(BlockHtml{t, manner, pictures}, block);
    if (section.blocks.empty()) {
      blocks = html("<p class=\"unwritten\">{}</p>\n", t(N_("Ingenting er skrevet her ennå.")));
    }
    all += html("<section id=\"{}\">\n<h2 dir=\"auto\">{}</h2>\n{}</section>\n",
                anchor(section, ++number), heading(section), blocks);
  }
  return all;
}

Html table_of(const Table& table, const Html& widths) {
  Html head;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    head +=
        html(R"(<th scope="col"{} dir="auto">{}</th>)", number_class(table, i), table.columns[i]);
  return html(
      R"(<table class="ds-table" data-size="sm"><caption>{}</caption>{}<thead><tr>{}</tr></thead>
<tbody>{}</tbody></table>
)",
      table.caption, widths, head,
      page::each(table.rows, [&](const auto& row) { return row_of(table, row); }));
}

std::string anchor(const std::string& id, std::string_view prefix, std::size_t number) {
  return is_plain_word(id) ? id : std::string(prefix) + "-" + std::to_string(number);
}

std::string anchor(const Section& section, std::size_t number) {
  return anchor(section.id, "del", number);
}

Html heading(const Section& section) {
  if (section.number.empty()) return html("{}", section.title);
  return html(R"(<span class="number">{}</span> {})", section.number, section.title);
}

Html missing_drawing(const Texts& t) {
  return html("<p class=\"picture__missing\">{}</p>\n",
              t(N_("Tegningen kan ikke vises. Tallene står i tabellen.")));
}

}  // namespace samloft::document

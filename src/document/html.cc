// A document within a page of the site.
// Tested by html_test.cc

#include "document/html.h"

#include <cmath>

#include "document/picture.h"
#include "document/sections.h"
#include "page/components.h"
#include "page/frame.h"

namespace samloft::document {
namespace {

using page::Html;
using page::html;

constexpr int kPhone = 640;  // a wider drawing scrolls on a phone

Html wide_table(const Table& table) {
  return html(
      R"(<div class="figure__tablewrap" tabindex="0" role="region" aria-label="{}">{}</div>
)",
      table.caption, table_of(table));
}

Html drawn(const Texts& t, const Picture& picture, const std::string& id, const Drawing& drawing) {
  Html content = Html::trusted(drawing.content);
  if (drawing.left != 0 || drawing.top != 0)
    content = html(R"svg(<g transform="translate({} {})">{}</g>)svg", std::to_string(-drawing.left),
                   std::to_string(-drawing.top), content);
  page::Figure figure;
  figure.id = id;
  figure.title = picture.title;
  figure.key = picture.description;
  figure.drawing = std::move(content);
  figure.width = static_cast<int>(std::ceil(drawing.width));
  figure.height = static_cast<int>(std::ceil(drawing.height));
  figure.at_life = true;
  figure.is_wide = figure.width > kPhone;
  figure.table = table_of(picture.table);
  return page::figure(t, figure);
}

Html figure_of(const Texts& t, const Picture& picture, std::size_t number) {
  const std::string id = anchor(picture.id, "bilde", number);
  const auto drawing = drawing_of(picture.svg);
  if (drawing) return drawn(t, picture, id, *drawing);
  return html(
      R"(<figure class="figure figure--full" id="{}"><figcaption class="figure__cap"><span class="figure__title">{}</span><span class="figure__desc">{}</span></figcaption>
{}{}</figure>
)",
      id, picture.title, picture.description, missing_drawing(t), wide_table(picture.table));
}

}  // namespace

Html contents(const Document& document) {
  if (document.sections.empty()) return {};
  std::size_t number = 0;
  return html("<ul class=\"linked\">\n{}</ul>\n", page::each(document.sections, [&](const Section& section) {
                return html("<li><a class=\"ds-link\" href=\"#{}\">{}</a></li>\n", anchor(section, ++number),
                            heading(section));
              }));
}

Html reading(const Texts& t, const Document& document) {
  return html(R"(<nav class="panel" aria-label="{}">{}</nav><div class="doc">{}</div>)",
              t(N_("Innhold")), contents(document), body(document));
}

Html reading_page(const Texts& t, const Document& document) {
  const Html whose =
      html(R"(<p class="muted">{} · {}</p>)", document.issuer, document.subtitle);
  return page::hero({document.version, document.title, whose, {}}) + reading(t, document);
}

Html body(const Document& document) {
  const Texts t(document.language);
  return sections(document, {wide_table, [&](const Picture& picture, std::size_t number) {
                               return figure_of(t, picture, number);
                             }});
}

}  // namespace samloft::document

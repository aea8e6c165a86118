// Drawing the map as a table, which is its own alternative.
// Tested by pages_map_test.cc

#include "views_map.h"

namespace samloft::needs {
namespace {

using page::Html;
using page::html;

Html map_cell(const MapView::Cell& cell) {
  if (cell.address.empty()) return html(R"(<td class="h{}">{}</td>)", cell.shade, cell.count);
  return html(R"(<td class="h{}"><a href="{}">{}</a></td>)", cell.shade, page::Url(cell.address),
              cell.count);
}

Html map_line(const MapView::Line& one) {
  return html("<tr><th scope=\"row\">{}</th>{}<td class=\"heat__s\">{}</td></tr>\n", one.label,
              page::each(one.cells, map_cell), one.total);
}

Html map_table(const Texts& t, const MapView& view, std::string_view caption) {
  const Html head = page::each(view.columns, [](const MapView::Column& one) {
    return html(R"(<th scope="col">{}</th>)", one.label);
  });
  const Html totals = page::each(
      view.columns, [](const MapView::Column& one) { return html("<td>{}</td>", one.total); });
  return html(
      R"(<table class="heat"><caption class="ds-sr-only">{}</caption>
<thead><tr><th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead>
<tbody>{}</tbody>
<tfoot><tr><th scope="row">{}</th>{}<td>{}</td></tr></tfoot></table>)",
      caption, t(N_("Del av rammeverket")), head, t(N_("Ulike behov")),
      page::each(view.lines, map_line), t(N_("Ulike behov")), totals, view.total);
}

Html filters(const Texts& t, const MapFilterView& view) {
  return html(
      R"(<form class="filters" method="get" action="{}">{}{}{}<button class="ds-button filters__go" data-variant="secondary" type="submit">{}</button></form>)",
      page::Url(view.action),
      page::select(t, {"by", std::string(t(N_("Vis etter"))), "", "", false}, view.by),
      page::select(t, {"state", std::string(t(N_("Status"))), "", "", false}, view.states),
      page::select(t, {"year", std::string(t(N_("Meldt i"))), "", "", false}, view.years),
      t(N_("Vis")));
}

}  // namespace

Html map_page(const Texts& t, const MapFilterView& filter, const MapView& view, bool by_kind) {
  if (view.lines.empty()) {
    return html(R"(<section class="panel stack">{}{}</section>)", filters(t, filter),
                page::empty_state(t(N_("Ingen behov å vise")),
                                  t(N_("Velg en annen status eller et annet år.")), {}));
  }
  const std::string_view title = by_kind ? t(N_("Behov etter del av rammeverket og type enhet"))
                                         : t(N_("Behov etter del av rammeverket og bydel"));
  return html(
      R"(<section class="panel stack">{}<figure class="figure" id="need-map">
<figcaption class="figure__cap"><span class="figure__title">{}</span>
<span class="figure__desc">{}</span></figcaption>
<div class="figure__scroll" tabindex="0" role="region" aria-label="{}">{}</div></figure></section>
)",
      filters(t, filter), title,
      t(N_("Jo mørkere rute, jo flere behov. Et behov kan gjelde flere deler og steder, men telles én "
           "gang i hver sum. Behov som er samlet i et annet, telles der.")),
      title, map_table(t, view, title));
}

Html cell_page(const Texts& t, const std::vector<CellNeedView>& needs, std::int64_t total,
               const Html& pages) {
  if (needs.empty())
    return html(R"(<section class="panel">{}</section>)",
                page::empty_state(t(N_("Ingen behov å vise")),
                                  t(N_("Velg en annen status eller et annet år.")), {}));
  return html(R"(<section class="panel"><p class="count">{}</p><ul class="linked">{}</ul>{}</section>)",
              t.plural(total, N_("Ett behov."), N_("{} behov.")),
              page::each(needs,
                         [](const CellNeedView& one) {
                           return html("<li>{}</li>", page::link(page::Url(one.address), one.title));
                         }),
              pages);
}

}  // namespace samloft::needs

// A need's evidence, and all needs by evidence.
// Tested by pages_test.cc

#include "views.h"

#include "page/components.h"

namespace samloft::needs {
namespace {

using page::Html;
using page::html;

// The full width above a record's fields, with the space that other blocks have.
Html full_width(const Html& content) {
  return html(R"(<div class="grid"><div class="grid__full stack">{}</div></div>)", content);
}

// A cell's content is one element: on a phone it stands beside its label.
Html with_remark(const Html& content, bool so, std::string_view text) {
  if (!so) return content;
  return html(R"(<span>{}<br><span class="muted">{}</span></span>)", content, text);
}

Html where_found(const EvidenceView& one) {
  if (one.source_name.empty()) return html("{}", one.source);
  return page::link(page::Url(one.source), one.source_name);
}

Html cell(const HeatView::Cell& one) {
  return html(R"(<td class="h{}">{}</td>)", one.shade, one.count);
}

Html line(const HeatView::Line& one) {
  return html("<tr><th scope=\"row\">{}</th>{}<td class=\"heat__s\">{}</td></tr>\n", one.label,
              page::each(one.cells, cell), one.total);
}

Html heat_table(const Texts& t, const HeatView& view, std::string_view caption) {
  const Html years = page::each(
      view.years, [](const std::string& year) { return html(R"(<th scope="col">{}</th>)", year); });
  const Html totals =
      page::each(view.totals, [](std::int64_t total) { return html("<td>{}</td>", total); });
  return html(
      R"(<table class="heat"><caption class="ds-sr-only">{}</caption>
<thead><tr><th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead>
<tbody>{}</tbody>
<tfoot><tr><th scope="row">{}</th>{}<td>{}</td></tr></tfoot></table>)",
      caption, t(N_("Type kilde")), years, t(N_("Ulike behov")), page::each(view.lines, line),
      t(N_("Ulike behov")), totals, view.with);
}

}  // namespace

Html evidence_panel(const Texts& t, const std::vector<EvidenceView>& evidence) {
  if (evidence.empty()) return {};
  std::vector<page::TableRow> rows;
  for (const EvidenceView& one : evidence) {
    rows.push_back({{page::link(page::Url(one.address), one.title), html("{}", one.year),
                     with_remark(html("{}", one.kind), one.not_for_comparison,
                                 t(N_("Ikke til sammenligning"))),
                     with_remark(where_found(one), one.restricted, t(N_("Ikke åpen for alle")))}});
  }
  return page::panel("evidence", t(N_("Dette hviler behovet på")),
                     page::table(t(N_("Kildene til behovet")),
                                 {{std::string(t(N_("Kilde"))), "", "", false},
                                  {std::string(t(N_("År"))), "", "", false},
                                  {std::string(t(N_("Type kilde"))), "", "", false},
                                  {std::string(t(N_("Hvor den finnes"))), "", "", false}},
                                 rows));
}

Html no_evidence_alert(const Texts& t, const std::string& choose_address,
                       const std::string& add_address) {
  Html content = html(
      "<p>{}</p>",
      t(N_("Behovet har ikke noe kunnskapsgrunnlag ennå. Det må vise til minst én kilde før det "
           "kan meldes inn.")));
  if (!choose_address.empty())
    content += html("<p>{}</p>", page::link(page::Url(choose_address), t(N_("Velg en kilde"))));
  if (!add_address.empty()) {
    content += html("<p>{}</p>", page::link(page::Url(add_address),
                                            t(N_("Registrer kilden først hvis den mangler"))));
  }
  return full_width(page::alert("warning", content));
}

Html not_for_comparison_alert(const Texts& t) {
  return full_width(page::alert(
      "info", html("<p>{}</p>",
                   t(N_("Resultater herfra skal ikke brukes til å sammenligne enheter eller til å "
                        "vise endring over tid.")))));
}

Html evidence_heat(const Texts& t, const HeatView& view) {
  if (view.lines.empty()) return {};
  const std::string_view title = t(N_("Behov etter kunnskapsgrunnlag og år"));
  const Html left_out = page::when(
      view.without > 0,
      html(R"(<p class="figure__source">{}</p>)",
           t.plural(view.without,
                    N_("Ett behov har ikke noe kunnskapsgrunnlag ennå og er ikke med."),
                    N_("{} behov har ikke noe kunnskapsgrunnlag ennå og er ikke med."))));
  return html(
      R"(<section class="panel"><figure class="figure" id="needs-by-evidence">
<figcaption class="figure__cap"><span class="figure__title">{}</span>
<span class="figure__desc">{}</span></figcaption>
<div class="figure__scroll" tabindex="0" role="region" aria-label="{}">{}</div>{}</figure></section>
)",
      title,
      t(N_("Hvor mange behov som hviler på hver type kilde, etter kildens år. Et behov kan ha "
           "flere kilder, men telles én gang i hver sum.")),
      title, heat_table(t, view, title), left_out);
}

}  // namespace samloft::needs

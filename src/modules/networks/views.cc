// Districts × years as a table that is its own picture.
// Tested by networks_test.cc

#include "views.h"

#include "networks/networks.h"
#include "page/components.h"

namespace samloft::networks {
namespace {

using page::Html;
using page::html;

Html cell(const Texts& t, const MatrixView& matrix, const Uuid& district, std::int64_t year) {
  const auto found = matrix.cells.find({district, year});
  if (found == matrix.cells.end()) {
    const Html text = matrix.add_address.empty()
                          ? html("{}", t(N_("mangler")))
                          : page::link(page::Url(matrix.add_address + "&district=" + district.text()),
                                       t(N_("mangler")));
    return html(R"(<td class="h0">{}</td>)", text);
  }
  const CellView& view = found->second;
  // Darker is more gatherings; the number says how many.
  const int shade = view.gatherings == 0 ? 0 : view.gatherings < 3 ? 1 : 2;
  return html(R"(<td class="h{}"><a href="{}">{}<span class="ds-sr-only"> {}</span></a></td>)", shade,
              page::Url(view.address), view.gatherings, view.state);
}

Html sums(const MatrixView& matrix) {
  return page::each(matrix.years, [&](std::int64_t year) {
    std::int64_t sum = 0;
    for (const auto& [at, view] : matrix.cells) sum += at.second == year ? view.gatherings : 0;
    return html("<td>{}</td>", sum);
  });
}

}  // namespace

Html matrix_panel(const Texts& t, const MatrixView& matrix) {
  if (matrix.years.empty() || matrix.districts.empty()) return {};
  const Html head = page::each(matrix.years, [](std::int64_t year) {
    return html(R"(<th scope="col">{}</th>)", school_year_name(year));
  });
  const Html rows = page::each(matrix.districts, [&](const auto& district) {
    return html(R"(<tr><th scope="row">{}</th>{}</tr>)", district.second,
                page::each(matrix.years, [&](std::int64_t year) {
                  return cell(t, matrix, district.first, year);
                }));
  });
  return page::panel(
      matrix.id, matrix.title,
      html(R"(<p class="muted">{}</p><div class="tablewrap" tabindex="0" role="region" aria-label="{}"><table class="heat"><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody><tfoot><tr><th scope="row">{}</th>{}</tr></tfoot></table></div>)",
           t(N_("Tallet er planlagte samlinger i skoleåret.")), t.fill(N_("Tabell: {}"), {matrix.title}), t(N_("Bydel")), head,
           rows, t(N_("Sum")), sums(matrix)));
}

}  // namespace samloft::networks

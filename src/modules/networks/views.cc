// Districts × years as a table that is its own picture.
// Tested by pages_test.cc

#include "views.h"

#include "networks/networks.h"
#include "page/components.h"

namespace samloft::networks {
namespace {

using page::Html;
using page::html;

using District = std::pair<Uuid, std::string>;

Html missing_cell(const Texts& t, const MatrixView& matrix, const District& district,
                  std::int64_t year) {
  if (matrix.add_address.empty()) return html(R"(<td class="h0">{}</td>)", t(N_("mangler")));
  // All these links read alike to the eye; to the ear each says what it makes.
  return html(R"(<td class="h0"><a href="{}">{}<span class="ds-sr-only">: {} {}</span></a></td>)",
              page::Url(matrix.add_address + "&district=" + district.first.text()),
              t(N_("mangler")), district.second, school_year_name(year));
}

// Darker is more gatherings; the number and the word say the same.
Html series_cell(const CellView& view) {
  const std::int64_t gatherings = view.cancelled ? 0 : view.gatherings.value_or(0);
  return html(R"(<td class="h{}"><a href="{}">{} · <span class="small">{}</span></a></td>)",
              gatherings == 0 ? 0 : gatherings < 3 ? 1 : 2, page::Url(view.address),
              view.gatherings ? std::to_string(*view.gatherings) : "–", view.state);
}

Html cell(const Texts& t, const MatrixView& matrix, const District& district, std::int64_t year) {
  const auto found = matrix.cells.find({district.first, year});
  return found == matrix.cells.end() ? missing_cell(t, matrix, district, year)
                                     : series_cell(found->second);
}

// Σ of the planned gatherings in the cells that are wanted; a cancelled series holds none.
template <class Wanted>
Html sum_cell(const MatrixView& matrix, Wanted wanted) {
  std::int64_t sum = 0;
  for (const auto& [at, view] : matrix.cells) {
    if (!view.cancelled && wanted(at)) sum += view.gatherings.value_or(0);
  }
  return html(R"(<td class="heat__s">{}</td>)", sum);
}

Html district_row(const Texts& t, const MatrixView& matrix, const District& district) {
  return html(R"(<tr><th scope="row">{}</th>{}{}</tr>)", district.second,
              page::each(matrix.years,
                         [&](std::int64_t year) { return cell(t, matrix, district, year); }),
              sum_cell(matrix, [&](const auto& at) { return at.first == district.first; }));
}

Html sums(const MatrixView& matrix) {
  return page::each(matrix.years,
                    [&](std::int64_t year) {
                      return sum_cell(matrix, [&](const auto& at) { return at.second == year; });
                    }) +
         sum_cell(matrix, [](const auto&) { return true; });
}

}  // namespace

Html matrix_panel(const Texts& t, const MatrixView& matrix) {
  if (matrix.years.empty() || matrix.districts.empty()) return {};
  const Html head = page::each(matrix.years, [](std::int64_t year) {
    return html(R"(<th scope="col">{}</th>)", school_year_name(year));
  });
  const Html rows = page::each(matrix.districts, [&](const District& district) {
    return district_row(t, matrix, district);
  });
  return page::panel(
      matrix.id, matrix.title,
      html(R"(<p class="muted">{}</p><div class="tablewrap" tabindex="0" role="region" aria-label="{}"><table class="heat"><caption class="ds-sr-only">{}</caption><thead><tr><th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody><tfoot><tr><th scope="row">{}</th>{}</tr></tfoot></table></div>)",
           t(N_("Tallet er planlagte samlinger i skoleåret. Avlyste serier teller ikke i summene.")),
           t.fill(N_("Tabell: {}"), {matrix.title}), matrix.title, t(N_("Bydel")), head, t(N_("Sum")),
           rows, t(N_("Sum")), sums(matrix)));
}

}  // namespace samloft::networks

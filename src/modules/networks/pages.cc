// What networks show beside the pages that every kind has.
// Tested by pages_test.cc

#include <set>

#include "access/site.h"
#include "networks/networks.h"
#include "page/components.h"
#include "records/pages.h"
#include "store.h"
#include "views.h"

namespace samloft::networks {
namespace {

using access::Visit;

CellView cell_of(Visit& visit, const records::Kind& kind, const Place& place) {
  const auto state = value_of<SeriesState>(place.state);
  return {records::address_of(visit, kind, place.series), std::string(visit.t(label_of(state))),
          place.gatherings, place.state == "cancelled"};
}

// A matrix for each network in the order of the places. All show the years that any of them has, so
// that a network without its series stands out.
std::vector<MatrixView> matrices_of(Visit& visit, const records::Kinds& kinds,
                                    const std::vector<Place>& places) {
  const records::Kind& kind = *kinds.by_name("series");
  std::vector<MatrixView> all;
  std::set<std::int64_t> years;
  Uuid network;
  for (const Place& place : places) {
    if (all.empty() || !(place.network == network)) {
      network = place.network;
      MatrixView& fresh = all.emplace_back();
      fresh.id = "matrix-" + std::to_string(all.size());
      fresh.title = place.network_name;
      if (visit.viewer.may(kind.writers))
        fresh.add_address = visit.address("series/new?network=" + network.text());
    }
    MatrixView& matrix = all.back();
    if (matrix.districts.empty() || !(matrix.districts.back().first == place.district))
      matrix.districts.emplace_back(place.district, place.district_name);
    if (!place.series) continue;
    years.insert(place.year);
    matrix.cells[{place.district, place.year}] = cell_of(visit, kind, place);
  }
  for (MatrixView& matrix : all) matrix.years.assign(years.begin(), years.end());
  return all;
}

page::Html matrices(Visit& visit, const records::Kinds& kinds, const std::vector<Place>& places) {
  return page::each(matrices_of(visit, kinds, places),
                    [&](const MatrixView& matrix) { return matrix_panel(visit.t, matrix); });
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.drawn_once.insert("network");
  extras.of_list["network"] = [&kinds](Visit& visit) {
    return records::Extra{page::button_link(page::Url(visit.address("themes")),
                                            visit.t(N_("Temaer")), page::Weight::tertiary),
                          matrices(visit, kinds, places_of(visit.db(), Uuid{})),
                          {}};
  };
  extras.of_record["theme"] = [&kinds](Visit& visit, const Record& record) {
    return records::Extra{
        {}, {}, matrices(visit, kinds, places_with_theme(visit.db(), record.id))};
  };
  extras.of_record["network"] = [&kinds](Visit& visit, const Record& record) {
    return records::Extra{{}, {}, matrices(visit, kinds, places_of(visit.db(), record.id))};
  };
}

}  // namespace samloft::networks

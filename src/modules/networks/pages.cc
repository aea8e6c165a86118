// What networks show beside the pages that every kind has.
// Tested by networks_test.cc

#include "access/site.h"
#include "networks/networks.h"
#include "records/pages.h"
#include "store.h"
#include "views.h"

namespace samloft::networks {
namespace {

using access::Visit;

std::string state_word(const Texts& t, const std::string& code) {
  for (const Choice& choice : ChoicesOf<SeriesState>::list) {
    if (choice.code == code) return std::string(t(choice.label));
  }
  throw Broken("a series has an unknown state: " + code);
}

// The matrices of these series, one for each network, in the order of the rows.
page::Html matrices(Visit& visit, const records::Kinds& kinds, const std::vector<SeriesRow>& rows) {
  const records::Kind& kind = *kinds.by_name("series");
  std::vector<std::pair<Uuid, std::string>> places;
  for (const DistrictRow& row : districts(visit.db())) places.emplace_back(row.id, row.name);
  std::vector<MatrixView> all;
  std::map<Uuid, std::size_t> at;
  for (const SeriesRow& row : rows) {
    if (at.emplace(row.network, all.size()).second) {
      MatrixView fresh;
      fresh.id = "matrix-" + std::to_string(all.size());
      fresh.title = row.network_name;
      fresh.districts = places;
      if (visit.viewer.may(kind.writers))
        fresh.add_address = visit.address("series/new?network=" + row.network.text());
      all.push_back(std::move(fresh));
    }
    MatrixView& matrix = all[at[row.network]];
    if (matrix.years.empty() || matrix.years.back() != row.year) matrix.years.push_back(row.year);
    matrix.cells[{row.district, row.year}] = {records::address_of(visit, kind, row.id),
                                              state_word(visit.t, row.state), row.gatherings};
  }
  return page::each(all, [&](const MatrixView& matrix) { return matrix_panel(visit.t, matrix); });
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_list["network"] = [&kinds](Visit& visit) {
    return records::Extra{{}, matrices(visit, kinds, series_of(visit.db(), Uuid{})), {}};
  };
  extras.of_record["network"] = [&kinds](Visit& visit, const Record& record) {
    return records::Extra{{}, {}, matrices(visit, kinds, series_of(visit.db(), record.id))};
  };
}

}  // namespace samloft::networks

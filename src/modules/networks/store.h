// The queries of networks beside those that every kind has.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"

namespace samloft::db {
class Connection;
}

namespace samloft::networks {

// Another series of the network in the district in that year.
bool has_other_series(db::Connection& db, const Uuid& series, const Uuid& network,
                      const Uuid& district, std::int64_t year);

struct SeriesRow {
  Uuid id, network;
  std::string network_name;
  std::string network_key;  // to sort by
  Uuid district;
  std::int64_t year;
  std::int64_t gatherings;
  std::string state;  // code
};
// Every series; of one network when it is named.
std::vector<SeriesRow> series_of(db::Connection& db, const Uuid& network);

struct DistrictRow {
  Uuid id;
  std::string name;
};
// The districts by name.
std::vector<DistrictRow> districts(db::Connection& db);

}  // namespace samloft::networks

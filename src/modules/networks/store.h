// The queries of networks beside those that every kind has.
#pragma once

#include <optional>
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

// One network in one district, with one of its series there, or none (an empty series id).
struct Place {
  Uuid network;
  std::string network_name;
  Uuid district;
  std::string district_name;
  Uuid series;
  std::int64_t year = 0;
  std::optional<std::int64_t> gatherings;  // absent: not planned in number yet
  std::string state;                       // code
};
// Every network in every district, by name and year, so that what is missing stands there too; of
// one network when it is named. One statement.
std::vector<Place> places_of(db::Connection& db, const Uuid& network);
// The same of every network with the theme. One statement.
std::vector<Place> places_with_theme(db::Connection& db, const Uuid& theme);

}  // namespace samloft::networks

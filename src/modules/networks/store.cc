// SQL of networks.
// Tested by networks_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::networks {
namespace {

constexpr std::string_view kOtherSeries =
    "SELECT count(*) FROM networks_series WHERE network = :network AND district = :district "
    "AND school_year = :year AND id <> :series";

// A district is a record like any other, so its name needs no table of people.
#define PLACES                                                                                 \
  "SELECT n.id, r.heading, d.id, d.heading, s.id, coalesce(s.school_year, 0), "                \
  "coalesce(s.planned_gatherings, -1), coalesce(s.state, '') FROM networks_network n "         \
  "JOIN record r ON r.id = n.id JOIN record d ON d.kind = 'district' "                         \
  "LEFT JOIN networks_series s ON s.network = n.id AND s.district = d.id "
constexpr std::string_view kPlaces =
    PLACES "ORDER BY r.sort_key, n.id, d.sort_key, d.id, s.school_year";
constexpr std::string_view kPlacesOfNetwork =
    PLACES "WHERE n.id = :network ORDER BY d.sort_key, d.id, s.school_year";
constexpr std::string_view kPlacesOfTheme =
    PLACES "WHERE n.id IN (SELECT owner FROM networks_network_themes WHERE target = :theme) "
           "ORDER BY r.sort_key, n.id, d.sort_key, d.id, s.school_year";
#undef PLACES

std::vector<Place> placed(db::Connection& db, std::string_view statement,
                          const db::Arguments& arguments) {
  std::vector<Place> all;
  for (auto& [id, name, district, district_name, series, year, gatherings, state] :
       db.rows<Uuid, std::string, Uuid, std::string, Uuid, std::int64_t, std::int64_t, std::string>(
           statement, arguments)) {
    Place place{id, name, district, district_name, series, year, std::nullopt, state};
    if (gatherings >= 0) place.gatherings = gatherings;
    all.push_back(std::move(place));
  }
  return all;
}

}  // namespace

bool has_other_series(db::Connection& db, const Uuid& series, const Uuid& network,
                      const Uuid& district, std::int64_t year) {
  return db.number(kOtherSeries, {{"network", network},
                                  {"district", district},
                                  {"year", year},
                                  {"series", series}}) > 0;
}

std::vector<Place> places_of(db::Connection& db, const Uuid& network) {
  if (!network) return placed(db, kPlaces, {});
  return placed(db, kPlacesOfNetwork, {{"network", network}});
}

std::vector<Place> places_with_theme(db::Connection& db, const Uuid& theme) {
  return placed(db, kPlacesOfTheme, {{"theme", theme}});
}

}  // namespace samloft::networks

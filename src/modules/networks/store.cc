// SQL of networks.
// Tested by networks_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::networks {
namespace {

constexpr std::string_view kOtherSeries =
    "SELECT count(*) FROM networks_series WHERE network = :network AND district = :district "
    "AND school_year = :year AND id <> :series";

#define SERIES                                                                                 \
  "SELECT s.id, s.network, r.heading, r.sort_key, s.district, s.school_year, "                 \
  "coalesce(s.planned_gatherings, 0), s.state FROM networks_series s "                         \
  "JOIN record r ON r.id = s.network "
constexpr std::string_view kAllSeries = SERIES "ORDER BY r.sort_key, s.school_year, s.id";
constexpr std::string_view kSeriesOfNetwork =
    SERIES "WHERE s.network = :network ORDER BY s.school_year, s.id";
#undef SERIES
// A district is a record like any other, so its name needs no table of people.
constexpr std::string_view kDistricts =
    "SELECT id, heading FROM record WHERE kind = 'district' ORDER BY sort_key, id";

}  // namespace

bool has_other_series(db::Connection& db, const Uuid& series, const Uuid& network,
                      const Uuid& district, std::int64_t year) {
  return db.number(kOtherSeries, {{"network", network},
                                  {"district", district},
                                  {"year", year},
                                  {"series", series}}) > 0;
}

std::vector<SeriesRow> series_of(db::Connection& db, const Uuid& network) {
  std::vector<SeriesRow> all;
  db::Arguments arguments;
  if (network) arguments.push_back({"network", network});
  for (auto& [id, of, name, key, district, year, gatherings, state] :
       db.rows<Uuid, Uuid, std::string, std::string, Uuid, std::int64_t, std::int64_t, std::string>(
           network ? kSeriesOfNetwork : kAllSeries, arguments)) {
    all.push_back({id, of, name, key, district, year, gatherings, state});
  }
  return all;
}

std::vector<DistrictRow> districts(db::Connection& db) {
  std::vector<DistrictRow> all;
  for (auto& [id, name] : db.rows<Uuid, std::string>(kDistricts)) all.push_back({id, name});
  return all;
}

}  // namespace samloft::networks

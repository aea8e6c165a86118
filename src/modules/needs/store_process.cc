// SQL of the process: one's own needs, what is alike, the map.
// Tested by needs_process_test.cc and pages_process_test.cc

#include "store_process.h"

#include <map>

#include "db/db.h"

namespace samloft::needs {
namespace {

constexpr std::string_view kRaisedBy =
    "SELECT n.id, n.merged_into, n.title, n.state, n.reason, coalesce(n.raised_on, ''), "
    "coalesce(m.title, ''), coalesce(n.priority, 0) FROM needs_need n "
    "JOIN record r ON r.id = n.id LEFT JOIN needs_need m ON m.id = n.merged_into "
    "WHERE n.raised_by = :person ORDER BY r.created_at DESC, r.sort_key, n.id "
    "LIMIT :most OFFSET :skip";
constexpr std::string_view kCountRaisedBy =
    "SELECT count(*) FROM needs_need WHERE raised_by = :person";
constexpr std::string_view kWorkplacesOf =
    "SELECT DISTINCT u.id, u.name FROM people_v_workplace w JOIN people_v_unit u ON u.id = w.unit "
    "WHERE w.person = :person AND (w.valid_from IS NULL OR w.valid_from <= :day) "
    "AND (w.valid_until IS NULL OR w.valid_until > :day) ORDER BY u.name, u.id";
constexpr std::string_view kTypedBy =
    "SELECT title, description, saved_at FROM needs_typed WHERE person = :person";
constexpr std::string_view kKeepTyped =
    "INSERT INTO needs_typed (person, title, description, saved_at) "
    "VALUES (:person, :title, :description, :saved_at) ON CONFLICT (person) DO UPDATE SET "
    "title = excluded.title, description = excluded.description, saved_at = excluded.saved_at";
constexpr std::string_view kDropTyped = "DELETE FROM needs_typed WHERE person = :person";
constexpr std::string_view kOpenNeeds =
    "SELECT n.id, n.title, n.description FROM needs_need n WHERE n.merged_into IS NULL "
    "AND n.state IN ('submitted', 'consolidated', 'prioritised', 'parked') AND NOT EXISTS ("
    "SELECT 1 FROM needs_need m WHERE m.merged_into = n.id) ORDER BY n.id";
constexpr std::string_view kElementsOfAll =
    "SELECT owner, target FROM needs_need_elements ORDER BY owner, place";
constexpr std::string_view kMergedTitles =
    "SELECT n.id, n.title FROM needs_need n JOIN record r ON r.id = n.id "
    "WHERE n.merged_into = :into ORDER BY r.sort_key, n.id";
constexpr std::string_view kPassagesOf =
    "SELECT p.id, r.heading, p.quote FROM needs_need_passages l "
    "JOIN needs_passage p ON p.id = l.target JOIN record r ON r.id = p.id "
    "WHERE l.owner = :need ORDER BY l.place";
constexpr std::string_view kMapRows =
    "SELECT n.id, e.target, u.district, coalesce(u.kind, '') FROM needs_need n "
    "JOIN record r ON r.id = n.id "
    "LEFT JOIN needs_need_elements e ON e.owner = n.id "
    "LEFT JOIN needs_need_units l ON l.owner = n.id "
    "LEFT JOIN people_v_unit u ON u.id = l.target "
    "WHERE n.merged_into IS NULL AND n.state <> 'draft' "
    "AND ((:state = '' AND n.state <> 'rejected') OR n.state = :state) "
    "AND (:year = '' OR substr(n.raised_on, 1, 4) = :year) ORDER BY r.sort_key, n.id";
constexpr std::string_view kYearsRaised =
    "SELECT DISTINCT substr(raised_on, 1, 4) AS raised FROM needs_need "
    "WHERE raised_on IS NOT NULL AND state <> 'draft' ORDER BY raised DESC";
constexpr std::string_view kDistricts =
    "SELECT d.id, d.name FROM people_v_district d JOIN record r ON r.id = d.id "
    "ORDER BY d.place IS NULL, d.place, r.sort_key";

std::vector<NamedId> named(db::Connection& db, std::string_view statement,
                           const db::Arguments& arguments) {
  std::vector<NamedId> all;
  for (auto& [id, name] : db.rows<Uuid, std::string>(statement, arguments))
    all.push_back({id, name});
  return all;
}

}  // namespace

std::vector<MineRow> raised_by(db::Connection& db, const Uuid& person, std::int64_t most,
                               std::int64_t skip) {
  using Text = std::string;
  std::vector<MineRow> all;
  for (auto& [id, into, title, state, reason, raised_on, into_title, priority] :
       db.rows<Uuid, Uuid, Text, Text, Text, Text, Text, std::int64_t>(
           kRaisedBy, {{"person", person}, {"most", most}, {"skip", skip}}))
    all.push_back({id, into, title, state, reason, raised_on, into_title, priority});
  return all;
}

std::int64_t count_raised_by(db::Connection& db, const Uuid& person) {
  return db.number(kCountRaisedBy, {{"person", person}});
}

std::vector<NamedId> workplaces_of(db::Connection& db, const Uuid& person, Date day) {
  return named(db, kWorkplacesOf, {{"person", person}, {"day", day.iso()}});
}

std::optional<Typed> typed_by(db::Connection& db, const Uuid& person) {
  const auto found = db.first<std::string, std::string, std::string>(kTypedBy, {{"person", person}});
  if (!found) return std::nullopt;
  return Typed{std::get<0>(*found), std::get<1>(*found), Instant::parse_iso(std::get<2>(*found))};
}

void keep_typed(db::Connection& db, const Uuid& person, const Typed& typed) {
  db.run(kKeepTyped, {{"person", person},
                      {"title", typed.title},
                      {"description", typed.description},
                      {"saved_at", typed.saved_at.iso()}});
}

void drop_typed(db::Connection& db, const Uuid& person) {
  db.run(kDropTyped, {{"person", person}});
}

std::vector<Features> open_features(db::Connection& db) {
  std::vector<Features> all;
  std::map<Uuid, std::size_t> at;
  for (auto& [id, title, description] :
       db.rows<Uuid, std::string, std::string>(kOpenNeeds, {})) {
    at[id] = all.size();
    all.push_back({id, title, {}, words_of(title + " " + description)});
  }
  for (auto& [need, element] : db.rows<Uuid, Uuid>(kElementsOfAll, {}))
    if (const auto found = at.find(need); found != at.end())
      all[found->second].elements.push_back(element);
  return all;
}

std::vector<NamedId> merged_titles(db::Connection& db, const Uuid& into) {
  return named(db, kMergedTitles, {{"into", into}});
}

std::vector<PassageRow> passages_of(db::Connection& db, const Uuid& need) {
  std::vector<PassageRow> all;
  for (auto& [id, heading, quote] :
       db.rows<Uuid, std::string, std::string>(kPassagesOf, {{"need", need}}))
    all.push_back({id, heading, quote});
  return all;
}

std::vector<MapRow> map_rows(db::Connection& db, const MapQuery& query) {
  std::vector<MapRow> all;
  for (auto& [need, element, district, kind] : db.rows<Uuid, Uuid, Uuid, std::string>(
           kMapRows, {{"state", query.state}, {"year", query.year}}))
    all.push_back({need, element, district, kind});
  return all;
}

std::vector<std::string> years_raised(db::Connection& db) {
  std::vector<std::string> all;
  for (auto& [year] : db.rows<std::string>(kYearsRaised, {})) all.push_back(year);
  return all;
}

std::vector<NamedId> districts(db::Connection& db) { return named(db, kDistricts, {}); }

}  // namespace samloft::needs

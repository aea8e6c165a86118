// SQL of measures.
// Tested by measures_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::measures {
namespace {

constexpr std::string_view kByStart =
    "SELECT m.id, m.title, m.state, coalesce(m.valid_from, ''), coalesce(m.valid_until, '') "
    "FROM measures_measure m JOIN record r ON r.id = m.id "
    "ORDER BY m.valid_from IS NULL, m.valid_from, r.sort_key, m.id LIMIT :limit";
constexpr std::string_view kParticipants =
    "SELECT p.id, p.who, p.attendance, coalesce(p.estimated_count, 0) FROM measures_participant p "
    "JOIN record r ON r.id = p.id WHERE p.measure = :measure ORDER BY r.sort_key, p.id";

// Compared here rather than in SQL: an absent unit equals an absent unit.
constexpr std::string_view kDosesInSemester =
    "SELECT id, unit FROM measures_dose WHERE measure = :measure AND year = :year AND term = :term "
    "AND who = :who";
constexpr std::string_view kThemes =
    "SELECT t.id, t.title, t.depth, count(m.id), CAST(coalesce(sum(m.planned_hours), 0) AS bigint) "
    "FROM measures_theme t JOIN record r ON r.id = t.id "
    "LEFT JOIN measures_measure_themes l ON l.target = t.id "
    "LEFT JOIN measures_measure m ON m.id = l.owner AND m.state <> 'stopped' "
    "GROUP BY t.id, t.title, t.depth, r.sort_key ORDER BY r.sort_key, t.id";
constexpr std::string_view kWithoutTheme =
    "SELECT count(*) FROM measures_measure m WHERE m.state <> 'stopped' AND NOT EXISTS ("
    "SELECT 1 FROM measures_measure_themes l WHERE l.owner = m.id)";
constexpr std::string_view kEngagements =
    "SELECT u.target, m.id, n.heading, m.title, CAST(1 AS bigint), coalesce(m.valid_from, ''), "
    "coalesce(m.valid_until, '') FROM measures_measure m "
    "JOIN measures_participant p ON p.measure = m.id AND p.attendance = 'core' "
    "JOIN measures_participant_units u ON u.owner = p.id JOIN record n ON n.id = u.target "
    "WHERE m.state NOT IN ('proposed', 'stopped') UNION "
    "SELECT u.target, p.id, n.heading, p.title, CAST(0 AS bigint), coalesce(p.valid_from, ''), "
    "coalesce(p.valid_until, '') FROM measures_programme p "
    "JOIN measures_programme_units u ON u.owner = p.id JOIN record n ON n.id = u.target";
constexpr std::string_view kWithoutUnits =
    "SELECT m.id, m.title FROM measures_measure m JOIN record r ON r.id = m.id "
    "WHERE m.state NOT IN ('proposed', 'stopped') AND NOT EXISTS ("
    "SELECT 1 FROM measures_participant p JOIN measures_participant_units u ON u.owner = p.id "
    "WHERE p.measure = m.id AND p.attendance = 'core') ORDER BY r.sort_key, m.id";

}  // namespace

bool has_same_dose(db::Connection& db, const Dose& dose) {
  for (const auto& [id, unit] :
       db.rows<Uuid, Uuid>(kDosesInSemester, {{"measure", dose.measure},
                                              {"year", *dose.year},
                                              {"term", std::string(code_of(dose.term))},
                                              {"who", dose.who}})) {
    if (id != dose.id && unit == dose.unit) return true;
  }
  return false;
}

std::vector<ThemeRow> themes(db::Connection& db) {
  std::vector<ThemeRow> all;
  for (auto& [id, title, depth, measures, hours] :
       db.rows<Uuid, std::string, std::string, std::int64_t, std::int64_t>(kThemes))
    all.push_back({id, title, depth, measures, hours});
  return all;
}

std::int64_t measures_without_theme(db::Connection& db) { return db.number(kWithoutTheme); }

std::vector<EngagementRow> engagements(db::Connection& db) {
  using Text = std::string;
  std::vector<EngagementRow> all;
  for (auto& [unit, of, unit_name, title, is_measure, from, until] :
       db.rows<Uuid, Uuid, Text, Text, std::int64_t, Text, Text>(kEngagements))
    all.push_back({unit, of, unit_name, title, is_measure != 0, {Date::parse(from), Date::parse(until)}});
  return all;
}

std::vector<std::pair<Uuid, std::string>> measures_without_units(db::Connection& db) {
  std::vector<std::pair<Uuid, std::string>> all;
  for (auto& [id, title] : db.rows<Uuid, std::string>(kWithoutUnits)) all.emplace_back(id, title);
  return all;
}

std::vector<MeasureRow> measures_by_start(db::Connection& db, std::int64_t limit) {
  std::vector<MeasureRow> all;
  for (auto& [id, title, state, from, until] :
       db.rows<Uuid, std::string, std::string, std::string, std::string>(kByStart,
                                                                         {{"limit", limit}})) {
    all.push_back({id, title, state, {Date::parse(from), Date::parse(until)}});
  }
  return all;
}

std::vector<ParticipantRow> participants_of(db::Connection& db, const Uuid& measure) {
  std::vector<ParticipantRow> all;
  for (auto& [id, who, attendance, count] :
       db.rows<Uuid, std::string, std::string, std::int64_t>(kParticipants,
                                                             {{"measure", measure}})) {
    all.push_back({id, who, attendance, count});
  }
  return all;
}

}  // namespace samloft::measures

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

constexpr std::string_view kDoses =
    "SELECT id, year, term, who, participants, hours, source, note FROM measures_dose "
    "WHERE measure = :measure ORDER BY year, CASE term WHEN 'spring' THEN 0 ELSE 1 END, who, id";
constexpr std::string_view kSameDose =
    "SELECT count(*) FROM measures_dose WHERE measure = :measure AND year = :year AND term = :term "
    "AND who = :who AND id <> :id";
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

std::vector<Dose> doses_of(db::Connection& db, const Uuid& measure) {
  using Text = std::string;
  std::vector<Dose> all;
  for (auto& [id, year, term, who, participants, hours, source, note] :
       db.rows<Uuid, std::int64_t, Text, Text, std::int64_t, std::int64_t, Text, Text>(
           kDoses, {{"measure", measure}})) {
    Dose dose;
    dose.id = id;
    dose.measure = measure;
    dose.year = year;
    dose.term = value_of<Term>(term);
    dose.who = who;
    dose.participants = participants;
    dose.hours = hours;
    dose.source = value_of<DoseSource>(source);
    dose.note = note;
    all.push_back(std::move(dose));
  }
  return all;
}

bool has_same_dose(db::Connection& db, const Dose& dose) {
  return db.number(kSameDose, {{"measure", dose.measure},
                               {"year", *dose.year},
                               {"term", std::string(code_of(dose.term))},
                               {"who", dose.who},
                               {"id", dose.id}}) > 0;
}

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

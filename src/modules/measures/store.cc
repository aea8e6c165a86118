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

}  // namespace

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

// SQL of involvement.
// Tested by involvement_test.cc

#include "store.h"

#include <algorithm>

#include "db/db.h"

namespace samloft::involvement {
namespace {

constexpr std::string_view kAskedAbout =
    "SELECT coalesce(max(a.staff), 0), coalesce(max(a.unions), 0) FROM involvement_v_about b "
    "JOIN involvement_v_asked a ON a.id = b.involvement "
    "WHERE b.about = :about AND a.held_on <= :day";
constexpr std::string_view kAskedAboutAll =
    "SELECT b.about, max(a.staff), max(a.unions) FROM involvement_v_about b "
    "JOIN involvement_v_asked a ON a.id = b.involvement WHERE a.held_on <= :day GROUP BY b.about";
// Some twice: with DISTINCT SQLite copies both views for each measure.
constexpr std::string_view kGroupsOf =
    "SELECT p.who, coalesce(u.kind, '') FROM measures_v_participant p "
    "LEFT JOIN measures_v_participant_unit l ON l.participant = p.id "
    "LEFT JOIN people_v_unit u ON u.id = l.unit WHERE p.measure = :measure";
constexpr std::string_view kGroupsOfAll =
    "SELECT DISTINCT p.measure, p.who, coalesce(u.kind, '') FROM measures_v_participant p "
    "LEFT JOIN measures_v_participant_unit l ON l.participant = p.id "
    "LEFT JOIN people_v_unit u ON u.id = l.unit";
constexpr std::string_view kPrivateUnits =
    "SELECT u.id, u.name, u.kind FROM people_v_unit u JOIN record r ON r.id = u.id "
    "WHERE u.owner_type = 'private' AND u.kind IN ('kindergarten', 'school') "
    "AND (u.valid_from IS NULL OR u.valid_from <= :day) "
    "AND (u.valid_until IS NULL OR u.valid_until > :day) ORDER BY r.sort_key, u.id";
constexpr std::string_view kInvitationsUntil =
    "SELECT unit, measure, CASE WHEN answer <> 'none' AND answered_on <= :day THEN 1 ELSE 0 END "
    "FROM involvement_invitation WHERE invited_on <= :day ORDER BY invited_on, id";
constexpr std::string_view kEntries =
    "SELECT id, recorded_by, published, title, form, held_on, summary, effect, coalesce(leaders, 0), "
    "coalesce(teachers, 0), coalesce(other_staff, 0), coalesce(ppt, 0), coalesce(special_educators, 0), "
    "coalesce(union_representatives, 0), coalesce(others, 0) FROM involvement_involvement "
    "ORDER BY held_on DESC, id";
constexpr std::string_view kAbout = "SELECT about, involvement FROM involvement_v_about";
constexpr std::string_view kAnswersTo =
    "SELECT u.owner_type, i.answer, count(*) FROM involvement_invitation i "
    "JOIN people_v_unit u ON u.id = i.unit WHERE i.measure = :measure OR i.measure IS NULL "
    "GROUP BY u.owner_type, i.answer ORDER BY u.owner_type, i.answer";
constexpr std::string_view kNeedsInUse =
    "SELECT n.id, n.title FROM needs_v_need n JOIN record r ON r.id = n.id "
    "WHERE n.state IN ('consolidated', 'prioritised') AND NOT EXISTS ("
    "SELECT 1 FROM needs_v_merged m WHERE m.need = n.id) ORDER BY r.sort_key, n.id";
constexpr std::string_view kMeasuresUnderWay =
    "SELECT m.id, m.title FROM measures_v_measure m JOIN record r ON r.id = m.id "
    "WHERE m.state NOT IN ('completed', 'stopped', 'evaluated') ORDER BY r.sort_key, m.id";
constexpr std::string_view kHasScheme =
    "SELECT count(*) FROM partnership_v_scheme WHERE code = :code";
constexpr std::string_view kSpeaksFor =
    "SELECT count(*) FROM people_v_workplace w JOIN people_v_unit u "
    "ON u.id = w.unit OR u.owner = w.organisation "
    "WHERE w.person = :person AND u.id = :unit "
    "AND (w.valid_from IS NULL OR w.valid_from <= :day) "
    "AND (w.valid_until IS NULL OR w.valid_until > :day)";

std::vector<EntryRow> entries_in(db::Connection& db) {
  using Number = std::int64_t;
  using Text = std::string;
  std::vector<EntryRow> all;
  for (auto& [id, recorded_by, published, title, form, held_on, summary, effect, leaders, teachers,
              other_staff, ppt, special_educators, unions, others] :
       db.rows<Uuid, Uuid, Number, Text, Text, Text, Text, Text, Number, Number, Number, Number, Number,
               Number, Number>(kEntries, {})) {
    all.push_back({id, recorded_by, published != 0, title, form, held_on, summary, effect,
                   {leaders, teachers, other_staff, ppt, special_educators, unions, others}});
  }
  return all;
}

std::map<Uuid, std::vector<std::size_t>> places_by_subject(db::Connection& db,
                                                           const std::vector<EntryRow>& entries) {
  std::map<Uuid, std::size_t> places;
  for (std::size_t i = 0; i < entries.size(); ++i) places[entries[i].id] = i;
  std::map<Uuid, std::vector<std::size_t>> all;
  for (auto& [about, entry] : db.rows<Uuid, Uuid>(kAbout, {})) all[about].push_back(places.at(entry));
  for (auto& [about, found] : all) std::sort(found.begin(), found.end());
  return all;
}

std::vector<Named> named(db::Connection& db, std::string_view statement) {
  std::vector<Named> all;
  for (auto& [id, title] : db.rows<Uuid, std::string>(statement, {})) all.push_back({id, title});
  return all;
}

std::map<Uuid, Asked> asked_about_all(db::Connection& db, Date day) {
  std::map<Uuid, Asked> all;
  for (auto& [about, staff, unions] :
       db.rows<Uuid, std::int64_t, std::int64_t>(kAskedAboutAll, {{"day", day.iso()}}))
    all[about] = {staff, unions};
  return all;
}

std::map<Uuid, std::vector<Group>> groups_of_all(db::Connection& db) {
  std::map<Uuid, std::vector<Group>> all;
  for (auto& [measure, who, kind] : db.rows<Uuid, std::string, std::string>(kGroupsOfAll, {}))
    all[measure].push_back({who, kind});
  return all;
}

bool has_scheme(db::Connection& db, const std::string& code) {
  return db.number(kHasScheme, {{"code", code}}) > 0;
}

}  // namespace

Asked asked_about(db::Connection& db, const Uuid& about, Date day) {
  for (auto& [staff, unions] :
       db.rows<std::int64_t, std::int64_t>(kAskedAbout, {{"about", about}, {"day", day.iso()}}))
    return {staff, unions};
  return {};
}

std::map<Uuid, std::vector<Group>> groups_of(db::Connection& db, const Uuid& measure) {
  std::map<Uuid, std::vector<Group>> all;
  for (auto& [who, kind] : db.rows<std::string, std::string>(kGroupsOf, {{"measure", measure}}))
    all[measure].push_back({who, kind});
  return all;
}

std::vector<PrivateUnit> private_units(db::Connection& db, Date day) {
  std::vector<PrivateUnit> all;
  for (auto& [id, name, kind] :
       db.rows<Uuid, std::string, std::string>(kPrivateUnits, {{"day", day.iso()}}))
    all.push_back({id, name, kind});
  return all;
}

std::vector<InvitationRow> invitations_until(db::Connection& db, Date day) {
  std::vector<InvitationRow> all;
  for (auto& [unit, measure, answered] :
       db.rows<Uuid, Uuid, std::int64_t>(kInvitationsUntil, {{"day", day.iso()}}))
    all.push_back({unit, measure, answered != 0});
  return all;
}

std::vector<AnswerRow> answers_to(db::Connection& db, const Uuid& measure) {
  std::vector<AnswerRow> all;
  for (auto& [owner_type, answer, count] :
       db.rows<std::string, std::string, std::int64_t>(kAnswersTo, {{"measure", measure}}))
    all.push_back({owner_type, answer, count});
  return all;
}

std::vector<Named> needs_in_use(db::Connection& db) { return named(db, kNeedsInUse); }
std::vector<Named> measures_under_way(db::Connection& db) { return named(db, kMeasuresUnderWay); }

Known known_in(db::Connection& db, Date day) {
  return {{}, {}, asked_about_all(db, day), groups_of_all(db), private_units(db, day), invitations_until(db, day),
          has_scheme(db, std::string(code_of(partnership::SchemeCode::komploft)))};
}

void add_entries(db::Connection& db, Known& known) {
  known.entries = entries_in(db);
  known.about = places_by_subject(db, known.entries);
}

std::vector<std::string> kinds_of_known() {
  return {"involvement", "need", "measure", "participant", "unit", "invitation", "scheme"};
}

bool speaks_for(db::Connection& db, const Uuid& person, const Uuid& unit, Date day) {
  return db.number(kSpeaksFor, {{"person", person}, {"unit", unit}, {"day", day.iso()}}) > 0;
}

}  // namespace samloft::involvement

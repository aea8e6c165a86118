// Seats, vacancies, and the meetings of a body in SQL.
// Tested by governance_test.cc

#include "db/db.h"
#include "store_register.h"

namespace samloft::governance {
namespace {

#define ON_DAY(holding)                                                   \
  "(" holding ".valid_from IS NULL OR " holding ".valid_from <= :day) "     \
  "AND (" holding ".valid_until IS NULL OR " holding ".valid_until > :day) "
#define SEAT                                                                                \
  "SELECT s.id, s.body, s.function, b.name, p.id, coalesce(p.name, ''), coalesce(p.mail, ''), " \
  "d.id, coalesce(d.function, ''), coalesce(dp.name, ''), s.leads FROM people_v_seat s "     \
  "JOIN people_v_body b ON b.id = s.body "                                                  \
  "LEFT JOIN people_v_holding h ON h.seat = s.id AND " ON_DAY("h")                           \
  "LEFT JOIN people_v_person p ON p.id = h.person "                                         \
  "LEFT JOIN people_v_seat d ON d.deputy_of = s.id "                                        \
  "LEFT JOIN people_v_holding dh ON dh.seat = d.id AND " ON_DAY("dh")                        \
  "LEFT JOIN people_v_person dp ON dp.id = dh.person "
constexpr std::string_view kSeat = SEAT "WHERE s.id = :seat ORDER BY dp.id IS NULL, d.id LIMIT 1";
constexpr std::string_view kSeatsIn = SEAT "WHERE s.body = :body ORDER BY s.leads DESC, s.function, s.id";
constexpr std::string_view kVacant =
    "SELECT s.id, s.function, b.name, coalesce((SELECT max(h.valid_until) FROM people_v_holding h "
    "WHERE h.seat = s.id AND h.valid_until <= :day), ''), "
    "(SELECT count(*) FROM governance_outcome o WHERE o.seat = s.id AND o.type = 'task' "
    "AND o.task_state = 'open') FROM people_v_seat s JOIN people_v_body b ON b.id = s.body "
    "WHERE s.required = 1 AND NOT EXISTS (SELECT 1 FROM people_v_holding h WHERE h.seat = s.id "
    "AND " ON_DAY("h") ") AND (:sees_all = 1 OR EXISTS (SELECT 1 FROM people_v_holding l "
    "WHERE l.body = s.body AND l.leads = 1 AND l.person = :viewer AND " ON_DAY("l") ")) "
    "ORDER BY b.name, s.function, s.id";
#define SEES                                                                            \
  "(m.state = 'approved' OR :sees_all = 1 OR EXISTS (SELECT 1 FROM people_v_holding vh " \
  "WHERE vh.body = s.body AND vh.person = :viewer AND " ON_DAY("vh") "))"
constexpr std::string_view kMeetingsOfBody =
    "SELECT m.id, s.body, r.heading, b.name, m.held_on, m.starts, m.place, m.state "
    "FROM governance_meeting m JOIN governance_meeting_series s ON s.id = m.series "
    "JOIN people_v_body b ON b.id = s.body JOIN record r ON r.id = m.id "
    "WHERE s.body = :body AND " SEES " ORDER BY m.held_on DESC, m.id LIMIT :most";
#define TREATED(table)                                                                      \
  "SELECT m.id, i.id, r.heading, i.title, m.held_on FROM " table " l "                      \
  "JOIN governance_agenda_item i ON i.id = l.owner JOIN governance_meeting m ON m.id = i.meeting " \
  "JOIN governance_meeting_series s ON s.id = m.series JOIN record r ON r.id = m.id "        \
  "WHERE l.target = :record AND " SEES " ORDER BY m.held_on DESC, i.id LIMIT :most"
constexpr std::string_view kTreatedNeed = TREATED("governance_agenda_item_needs");
constexpr std::string_view kTreatedGoal = TREATED("governance_agenda_item_goals");
constexpr std::string_view kTreatedMeasure = TREATED("governance_agenda_item_measures");
constexpr std::string_view kTreatedPlan =
    "SELECT m.id, i.id, r.heading, i.title, m.held_on FROM governance_agenda_item i "
    "JOIN governance_meeting m ON m.id = i.meeting "
    "JOIN governance_meeting_series s ON s.id = m.series JOIN record r ON r.id = m.id "
    "WHERE i.plan = :record AND " SEES " ORDER BY m.held_on DESC, i.id LIMIT :most";
constexpr std::string_view kTreatedVersion =
    "SELECT m.id, i.id, r.heading, i.title, m.held_on FROM governance_agenda_item i "
    "JOIN governance_meeting m ON m.id = i.meeting "
    "JOIN governance_meeting_series s ON s.id = m.series JOIN record r ON r.id = m.id "
    "WHERE i.plan_version = :record AND " SEES " ORDER BY m.held_on DESC, i.id LIMIT :most";
constexpr std::string_view kReceivers =
    "SELECT DISTINCT p.id, p.name, p.mail FROM people_v_holding h "
    "JOIN people_v_person p ON p.id = h.person WHERE h.body = :body AND p.mail <> '' "
    "AND " ON_DAY("h") "ORDER BY p.name, p.id";

db::Arguments seen_on_day(const Viewer& viewer) {
  return {{"sees_all", viewer.may(kSeeAllMeetings) ? std::int64_t{1} : std::int64_t{0}},
          {"viewer", viewer.person},
          {"day", viewer.today.iso()}};
}

std::string_view treated_by(std::string_view kind) {
  if (kind == "need") return kTreatedNeed;
  if (kind == "goal") return kTreatedGoal;
  if (kind == "measure") return kTreatedMeasure;
  return kind == "version" ? kTreatedVersion : kTreatedPlan;
}

std::vector<SeatName> seat_names(db::Connection& db, std::string_view sql,
                                 const db::Arguments& arguments) {
  std::vector<SeatName> all;
  db.each(sql, "uuttuttutti", arguments, [&](const db::Row& row) {
    if (!all.empty() && all.back().seat == row.id(0)) return;  // a second deputy
    all.push_back({row.id(0), row.id(1), row.text(2), row.text(3), row.id(4), row.text(5),
                   row.text(6), row.id(7), row.text(8), row.text(9), row.integer(10) != 0});
  });
  return all;
}

}  // namespace

std::optional<SeatName> seat_named(db::Connection& db, const Uuid& seat, Date day) {
  auto all = seat_names(db, kSeat, {{"seat", seat}, {"day", day.iso()}});
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

std::vector<SeatName> seats_in(db::Connection& db, const Uuid& body, Date day) {
  return seat_names(db, kSeatsIn, {{"body", body}, {"day", day.iso()}});
}

std::vector<VacantRow> vacant_seats(db::Connection& db, const Viewer& viewer) {
  std::vector<VacantRow> all;
  for (auto& [seat, function, body, since, tasks] :
       db.rows<Uuid, std::string, std::string, std::string, std::int64_t>(kVacant,
                                                                          seen_on_day(viewer)))
    all.push_back({seat, function, body, since, tasks});
  return all;
}

std::vector<MeetingRow> meetings_of_body(db::Connection& db, const Viewer& viewer, const Uuid& body,
                                         std::int64_t most) {
  db::Arguments arguments = seen_on_day(viewer);
  arguments.push_back({"body", body});
  arguments.push_back({"most", most});
  std::vector<MeetingRow> all;
  for (auto& [id, of, heading, body_name, day, starts, place, state] :
       db.rows<Uuid, Uuid, std::string, std::string, std::string, std::string, std::string,
               std::string>(kMeetingsOfBody, arguments))
    all.push_back({id, of, heading, body_name, Date::parse(day).value_or(Date{}), starts, place,
                   value_of<MeetingState>(state)});
  return all;
}

std::vector<TreatedRow> treated(db::Connection& db, const Viewer& viewer, std::string_view kind,
                                const Uuid& record, std::int64_t most) {
  db::Arguments arguments = seen_on_day(viewer);
  arguments.push_back({"record", record});
  arguments.push_back({"most", most});
  std::vector<TreatedRow> all;
  for (auto& [meeting, item, heading, title, day] :
       db.rows<Uuid, Uuid, std::string, std::string, std::string>(treated_by(kind), arguments))
    all.push_back({meeting, item, heading, title, Date::parse(day).value_or(Date{})});
  return all;
}

std::vector<Receiver> receivers(db::Connection& db, const Uuid& body, Date day) {
  std::vector<Receiver> all;
  for (auto& [person, name, mail] : db.rows<Uuid, std::string, std::string>(
           kReceivers, {{"body", body}, {"day", day.iso()}}))
    all.push_back({person, name, mail});
  return all;
}

}  // namespace samloft::governance

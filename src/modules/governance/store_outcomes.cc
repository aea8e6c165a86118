// Outcomes in SQL: of a meeting, and of all that came before it.
// Tested by governance_test.cc

#include "db/db.h"
#include "store.h"
#include "store_outcomes.h"

namespace samloft::governance {
namespace {

constexpr std::string_view kTypes = "uuuuutttittitiiiuttutttt";

constexpr std::string_view kOfMeeting =
    OUTCOME FROM_OUTCOME "WHERE m.id = :meeting ORDER BY coalesce(i.place, 100000), i.id, o.type, o.id";
constexpr std::string_view kCarried =
    OUTCOME FROM_OUTCOME
    "WHERE s.id = :series AND o.type = 'task' AND m.held_on < :day "
    "AND (o.task_state = 'open' OR o.closed_on >= :day) ORDER BY m.held_on, i.place, o.id";
constexpr std::string_view kDisqualified =
    "SELECT d.owner, e.function FROM governance_outcome_disqualified d "
    "JOIN governance_outcome o ON o.id = d.owner JOIN governance_agenda_item i ON i.id = o.item "
    "JOIN people_v_seat e ON e.id = d.target WHERE i.meeting = :meeting ORDER BY d.owner, d.place";

std::optional<std::int64_t> count(std::int64_t stored) {
  return stored < 0 ? std::nullopt : std::optional(stored);
}

}  // namespace

OutcomeRow outcome_row(const db::Row& row) {
  OutcomeRow one;
  one.id = row.id(0);
  one.item = row.id(1);
  one.meeting = row.id(2);
  one.series = row.id(3);
  one.body = row.id(4);
  one.item_title = row.text(5);
  one.body_name = row.text(6);
  one.held_on = Date::parse(row.text(7)).value_or(Date{});
  one.place = row.integer(8);
  one.type = value_of<OutcomeType>(row.text(9));
  one.text = row.text(10);
  one.confidential = row.integer(11) != 0;
  one.ballot = {value_of<Mode>(row.text(12)), count(row.integer(13)), count(row.integer(14)),
                count(row.integer(15)), {}};
  one.seat = row.id(16);
  one.function = row.text(17);
  one.holder = row.text(18);
  one.person = row.id(19);
  one.person_name = row.text(20);
  one.due = Date::parse(row.text(21));
  one.task_state = value_of<TaskState>(row.text(22));
  one.closed_on = Date::parse(row.text(23));
  return one;
}

std::vector<OutcomeRow> outcome_rows(db::Connection& db, std::string_view sql,
                                     const db::Arguments& arguments) {
  std::vector<OutcomeRow> all;
  db.each(sql, kTypes, arguments, [&](const db::Row& row) { all.push_back(outcome_row(row)); });
  return all;
}

std::vector<OutcomeRow> outcomes_of(db::Connection& db, const Uuid& meeting, Date today) {
  return outcome_rows(db, kOfMeeting, {{"meeting", meeting}, {"today", today.iso()}});
}

std::vector<OutcomeRow> carried_to(db::Connection& db, const Uuid& series, Date day, Date today) {
  return outcome_rows(db, kCarried,
                      {{"series", series}, {"day", day.iso()}, {"today", today.iso()}});
}

std::map<Uuid, std::vector<std::string>> disqualified_in(db::Connection& db, const Uuid& meeting) {
  std::map<Uuid, std::vector<std::string>> all;
  for (auto& [decision, function] :
       db.rows<Uuid, std::string>(kDisqualified, {{"meeting", meeting}}))
    all[decision].push_back(function);
  return all;
}

}  // namespace samloft::governance

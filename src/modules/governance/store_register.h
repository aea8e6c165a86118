// Queries over all meetings: tasks, the register of decisions, what treated a record, hand-over.
// Private.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/viewer.h"
#include "store.h"

namespace samloft::governance {

// --- tasks

struct SeatName {
  Uuid seat, body;
  std::string function, body_name;
  Uuid holder;  // on the day
  std::string holder_name, holder_mail;
  Uuid deputy_seat;
  std::string deputy_function, deputy_name;
  bool leads = false;
};
std::optional<SeatName> seat_named(db::Connection& db, const Uuid& seat, Date day);
// Seats of a body that may take something over: who holds them, by name.
std::vector<SeatName> seats_in(db::Connection& db, const Uuid& body, Date day);

std::vector<OutcomeRow> open_tasks_of_seat(db::Connection& db, const Uuid& seat, Date today);
// Open tasks of a person, or of the seats that the person holds.
std::vector<OutcomeRow> open_tasks_of(db::Connection& db, const Uuid& person, Date today);
// Open tasks of the bodies whose meetings the viewer may see, first those that are due.
std::vector<OutcomeRow> open_tasks(db::Connection& db, const Viewer& viewer, std::int64_t page,
                                   std::int64_t size);
std::int64_t count_open_tasks(db::Connection& db, const Viewer& viewer);

struct VacantRow {
  Uuid seat;
  std::string function, body_name;
  std::string since;   // ISO; empty: never held
  std::int64_t tasks;  // open ones of the seat
};
// Required seats that nobody holds, in the bodies that the viewer leads; all for those who see all.
std::vector<VacantRow> vacant_seats(db::Connection& db, const Viewer& viewer);

// --- decisions

struct RegisterQuery {
  std::string words = {};
  Uuid body = {}, measure = {};
  std::int64_t year = 0;  // 0: all
  std::int64_t page = 1, size = 25;
};
struct RegisterPage {
  std::vector<OutcomeRow> rows;
  std::int64_t total = 0;
};
RegisterPage decisions(db::Connection& db, const Viewer& viewer, const RegisterQuery& query);
std::vector<OutcomeRow> decisions_of_body(db::Connection& db, const Viewer& viewer, const Uuid& body,
                                          std::int64_t most);
std::vector<std::int64_t> years_with_decisions(db::Connection& db, const Viewer& viewer);

// --- meetings

std::vector<MeetingRow> meetings_of_body(db::Connection& db, const Viewer& viewer, const Uuid& body,
                                         std::int64_t most);
struct TreatedRow {
  Uuid meeting, item;
  std::string heading, title;  // of the meeting, of the item
  Date held_on;
};
// The items that treat a record of one of the kinds need, goal, measure, plan, version; the newest
// first.
std::vector<TreatedRow> treated(db::Connection& db, const Viewer& viewer, std::string_view kind,
                                const Uuid& record, std::int64_t most);

// --- who gets a mail

struct Receiver {
  Uuid person;
  std::string name, mail;
};
// Those who hold a seat of the body on the day, deputies included.
std::vector<Receiver> receivers(db::Connection& db, const Uuid& body, Date day);

}  // namespace samloft::governance

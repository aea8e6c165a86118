// The queries of people beside those that every kind has.
#pragma once

#include <string>
#include <vector>

#include "people/people.h"

namespace samloft::people {

struct HoldingPeriod {
  Uuid holding;
  Period period;
};
std::vector<HoldingPeriod> holdings_of_seat(db::Connection& db, const Uuid& seat);

// Whether an organisation is a county governor's office (R5).
bool is_county_governor(db::Connection& db, const Uuid& organisation);

struct SeatFacts {
  Uuid body;
  bool is_deputy;
};
std::optional<SeatFacts> seat_facts(db::Connection& db, const Uuid& seat);

// The ids of the successors of a unit, nearest first; stops at a circle.
std::vector<Uuid> successors(db::Connection& db, const Uuid& unit);

// Role codes of a person on a day.
std::vector<std::string> role_codes(db::Connection& db, const Uuid& person, Date today);

struct SeatRow {
  Uuid seat;
  std::string function;
  bool required, votes, leads, secretary;
  Uuid holding;  // of the day; empty: vacant
  Uuid person;
  std::string person_name;
  bool acting;
};
// The seats of a body with who holds them on the day, the leader first.
std::vector<SeatRow> seats_of_body(db::Connection& db, const Uuid& body, Date today);

std::vector<Vacancy> vacant_seats(db::Connection& db, Date today);

bool mail_is_taken(db::Connection& db, const std::string& mail, const Uuid& by_other_than);

std::optional<Known> person(db::Connection& db, const Uuid& person);

}  // namespace samloft::people

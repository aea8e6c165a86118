// The queries of goals beside those that every kind has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "goals/goals.h"

namespace samloft::db {
class Connection;
}

namespace samloft::goals {

// Whether `goal` stands somewhere above `below`, or is it.
bool is_above(db::Connection& db, const Uuid& goal, const Uuid& below);

// Another measurement of the sign on that day, about the same group, from the same source.
bool has_same_measurement(db::Connection& db, const Measurement& measurement);
// The sign of a stored measurement, and the first day of a stored scale's period; empty for none.
Uuid sign_of_measurement(db::Connection& db, const Uuid& measurement);
std::optional<Date> begins_on(db::Connection& db, const Uuid& scale);
// The smallest group of a stored sign; nothing: none is set.
std::optional<std::int64_t> smallest_group_of(db::Connection& db, const Uuid& sign);

// Every measurement with the titles of its sign and goal, for files.
struct MeasurementRow {
  std::string goal, sign, measured_on, state, value, group, source, note;
  std::optional<std::int64_t> respondents;
};
std::vector<MeasurementRow> every_measurement(db::Connection& db);

// Every sign with its goal, for imports.
struct SignRow {
  Uuid id;
  std::string sign, goal;
};
std::vector<SignRow> every_sign(db::Connection& db);

// The goal that the stored sign is part of, if it is judged attained without grounds in words, and
// so rests on its signs; the empty id otherwise.
Uuid goal_resting_on(db::Connection& db, const Uuid& sign);

struct GoalRow {
  Uuid id, parent;
  std::string title, level, state, judgement, held_since;
  Uuid unit;  // empty: the whole's
  std::string unit_name;
  std::int64_t signs;
  std::size_t place;  // in order of title
};
// Every goal with the number of its signs, by title: for the tree.
std::vector<GoalRow> every_goal(db::Connection& db);

}  // namespace samloft::goals

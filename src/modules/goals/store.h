// The queries of goals beside those that every kind has.
#pragma once

#include <string>
#include <vector>

#include "goals/goals.h"

namespace samloft::db {
class Connection;
}

namespace samloft::goals {

// Whether `goal` stands somewhere above `below`, or is it.
bool is_above(db::Connection& db, const Uuid& goal, const Uuid& below);

// The signs of a goal, all fields but the version, by title.
std::vector<Sign> signs_of(db::Connection& db, const Uuid& goal);

// The goal that the stored sign is part of, if it is judged attained without grounds in words, and
// so rests on its signs; the empty id otherwise.
Uuid goal_resting_on(db::Connection& db, const Uuid& sign);

struct GoalRow {
  Uuid id, parent;
  std::string title, level, state, judgement;
  std::int64_t signs;
  std::size_t place;  // in order of title
};
// Every goal with the number of its signs, by title: for the tree.
std::vector<GoalRow> every_goal(db::Connection& db);

}  // namespace samloft::goals

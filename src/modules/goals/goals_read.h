// The parts of a goal as records, all fields filled. Private.
#pragma once

#include <vector>

#include "goals/goals.h"

namespace samloft::db {
class Connection;
}

namespace samloft::goals {

// The signs of a goal, by title.
std::vector<Sign> signs_of(db::Connection& db, const Uuid& goal);
// What was measured of these signs, oldest first.
std::vector<Measurement> measurements_of(db::Connection& db, const std::vector<Sign>& signs);
std::vector<Measurement> measurements_of_sign(db::Connection& db, const Uuid& sign);
// The scales of a goal, by title; and the levels given on some, oldest first.
std::vector<GoalScale> scales_of(db::Connection& db, const Uuid& goal);
std::vector<GoalScore> scores_of(db::Connection& db, const std::vector<Uuid>& scales);

}  // namespace samloft::goals

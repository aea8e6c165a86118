// Reading the parts of a goal.
// Tested by goals_test.cc, goals_measurement_test.cc and goals_scale_test.cc

#include "goals_read.h"

#include <algorithm>
#include <tuple>

#include "records/kind.h"
#include "records/store.h"

namespace samloft::goals {
namespace {

template <class T>
std::vector<T> parts_of(db::Connection& db, std::string_view kind, std::string_view field,
                        std::vector<Uuid> wholes) {
  return records::pointing_at<T>(db, records::named(kinds(), kind), field, std::move(wholes));
}

std::vector<Measurement> measured_of(db::Connection& db, std::vector<Uuid> signs) {
  auto all = parts_of<Measurement>(db, "measurement", "sign", std::move(signs));
  std::sort(all.begin(), all.end(), [](const Measurement& one, const Measurement& other) {
    return std::tie(one.on, one.group, one.id) < std::tie(other.on, other.group, other.id);
  });
  return all;
}

}  // namespace

std::vector<Sign> signs_of(db::Connection& db, const Uuid& goal) {
  return parts_of<Sign>(db, "sign", "goal", {goal});
}

std::vector<Measurement> measurements_of(db::Connection& db, const std::vector<Sign>& signs) {
  std::vector<Uuid> ids;
  for (const Sign& sign : signs) ids.push_back(sign.id);
  return measured_of(db, std::move(ids));
}

std::vector<Measurement> measurements_of_sign(db::Connection& db, const Uuid& sign) {
  return measured_of(db, {sign});
}

std::vector<GoalScale> scales_of(db::Connection& db, const Uuid& goal) {
  return parts_of<GoalScale>(db, "goal_scale", "goal", {goal});
}

std::vector<GoalScore> scores_of(db::Connection& db, const std::vector<Uuid>& scales) {
  auto all = parts_of<GoalScore>(db, "goal_score", "scale", scales);
  std::sort(all.begin(), all.end(), [](const GoalScore& one, const GoalScore& other) {
    return std::tie(one.on, one.id) < std::tie(other.on, other.id);
  });
  return all;
}

}  // namespace samloft::goals

// SQL of goals.
// Tested by goals_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::goals {
namespace {

constexpr std::string_view kIsAbove =
    "WITH RECURSIVE up (id, parent) AS ("
    "SELECT id, parent FROM goals_goal WHERE id = :below UNION "
    "SELECT g.id, g.parent FROM goals_goal g JOIN up ON g.id = up.parent) "
    "SELECT count(*) FROM up WHERE id = :goal";
constexpr std::string_view kSignsOfGoal =
    "SELECT s.id, s.title, s.indicator, s.unit, s.direction, s.source, s.baseline, "
    "coalesce(s.baseline_on, ''), s.target, coalesce(s.target_on, ''), s.measured, "
    "coalesce(s.measured_on, ''), s.not_over_time, coalesce(s.smallest_group, -1) FROM goals_sign s JOIN record r ON r.id = s.id "
    "WHERE s.goal = :goal ORDER BY r.sort_key, s.id";
constexpr std::string_view kGoalRestingOn =
    "SELECT g.id FROM goals_sign s JOIN goals_goal g ON g.id = s.goal "
    "WHERE s.id = :sign AND g.judgement = 'attained' AND g.judgement_grounds = ''";
constexpr std::string_view kEveryGoal =
    "SELECT g.id, g.parent, g.title, g.level, g.state, g.judgement, coalesce(g.held_since, ''), "
    "g.unit, coalesce(u.heading, ''), "
    "(SELECT count(*) FROM goals_sign s WHERE s.goal = g.id) "
    "FROM goals_goal g JOIN record r ON r.id = g.id LEFT JOIN record u ON u.id = g.unit "
    "ORDER BY r.sort_key, g.id";

}  // namespace

bool is_above(db::Connection& db, const Uuid& goal, const Uuid& below) {
  return db.number(kIsAbove, {{"below", below}, {"goal", goal}}) > 0;
}

std::vector<Sign> signs_of(db::Connection& db, const Uuid& goal) {
  using Text = std::string;
  std::vector<Sign> all;
  for (auto& [id, title, indicator, unit, direction, source, baseline, baseline_on, target,
              target_on, measured, measured_on, not_over_time, smallest_group] :
       db.rows<Uuid, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, std::int64_t,
               std::int64_t>(kSignsOfGoal, {{"goal", goal}})) {
    Sign sign;
    sign.id = id;
    sign.goal = goal;
    sign.title = title;
    sign.indicator = indicator;
    sign.unit = unit;
    sign.direction = value_of<Direction>(direction);
    sign.source = source;
    sign.baseline = baseline;
    sign.baseline_on = Date::parse(baseline_on);
    sign.target = target;
    sign.target_on = Date::parse(target_on);
    sign.measured = measured;
    sign.measured_on = Date::parse(measured_on);
    sign.not_over_time = not_over_time != 0;
    if (smallest_group >= 0) sign.smallest_group = smallest_group;
    all.push_back(std::move(sign));
  }
  return all;
}

Uuid goal_resting_on(db::Connection& db, const Uuid& sign) {
  const auto found = db.first<Uuid>(kGoalRestingOn, {{"sign", sign}});
  return found ? std::get<0>(*found) : Uuid{};
}

std::vector<GoalRow> every_goal(db::Connection& db) {
  std::vector<GoalRow> all;
  using Text = std::string;
  for (auto& [id, parent, title, level, state, judgement, held_since, unit, unit_name, signs] :
       db.rows<Uuid, Uuid, Text, Text, Text, Text, Text, Uuid, Text, std::int64_t>(kEveryGoal)) {
    all.push_back({id, parent, title, level, state, judgement, held_since, unit, unit_name, signs,
                   all.size()});
  }
  return all;
}

}  // namespace samloft::goals

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

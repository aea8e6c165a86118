// SQL of measurements and of scales.
// Tested by goals_measurement_test.cc, goals_scale_test.cc

#include "db/db.h"
#include "store.h"

namespace samloft::goals {
namespace {

using Text = std::string;
using Number = std::int64_t;

constexpr std::string_view kOfGoal =
    "SELECT m.id, m.sign, m.measured_on, m.state, m.value, m.about, coalesce(m.respondents, -1), "
    "m.source, m.note FROM goals_measurement m JOIN goals_sign s ON s.id = m.sign "
    "WHERE s.goal = :of ORDER BY m.measured_on, m.about, m.id";
constexpr std::string_view kOfSign =
    "SELECT m.id, m.sign, m.measured_on, m.state, m.value, m.about, coalesce(m.respondents, -1), "
    "m.source, m.note FROM goals_measurement m "
    "WHERE m.sign = :of ORDER BY m.measured_on, m.about, m.id";
constexpr std::string_view kSame =
    "SELECT count(*) FROM goals_measurement WHERE sign = :sign AND measured_on = :day "
    "AND about = :about AND source = :source AND id <> :id";
constexpr std::string_view kSmallestGroup =
    "SELECT coalesce(smallest_group, -1) FROM goals_sign WHERE id = :sign";
constexpr std::string_view kSignOf = "SELECT sign FROM goals_measurement WHERE id = :id";
constexpr std::string_view kBeginsOn = "SELECT valid_from FROM goals_scale WHERE id = :id";
constexpr std::string_view kScalesOfGoal =
    "SELECT s.id, s.title, s.unit, coalesce(u.heading, ''), s.much_less, s.less, s.expected, "
    "s.more, "
    "s.much_more, s.importance, s.difficulty, s.baseline, s.valid_from, s.valid_until "
    "FROM goals_scale s JOIN record r ON r.id = s.id LEFT JOIN record u ON u.id = s.unit "
    "WHERE s.goal = :goal ORDER BY coalesce(u.sort_key, ''), r.sort_key, s.id";
constexpr std::string_view kScoresOfGoal =
    "SELECT c.id, c.scale, c.level, c.scored_on, c.judge, c.grounds FROM goals_score c "
    "JOIN goals_scale s ON s.id = c.scale WHERE s.goal = :of ORDER BY c.scored_on, c.id";
constexpr std::string_view kScoresOfScale =
    "SELECT c.id, c.scale, c.level, c.scored_on, c.judge, c.grounds FROM goals_score c "
    "WHERE c.scale = :of ORDER BY c.scored_on, c.id";
constexpr std::string_view kEveryMeasurement =
    "SELECT g.title, s.title, m.measured_on, m.state, m.value, m.about, "
    "coalesce(m.respondents, -1), m.source, m.note FROM goals_measurement m "
    "JOIN goals_sign s ON s.id = m.sign JOIN goals_goal g ON g.id = s.goal "
    "JOIN record gr ON gr.id = g.id JOIN record sr ON sr.id = s.id "
    "ORDER BY gr.sort_key, g.id, sr.sort_key, s.id, m.measured_on, m.about, m.id";
constexpr std::string_view kEverySign =
    "SELECT s.id, s.title, g.title FROM goals_sign s JOIN goals_goal g ON g.id = s.goal ORDER BY "
    "s.id";

std::vector<Measurement> measurements(db::Connection& db, std::string_view sql, const Uuid& of) {
  std::vector<Measurement> all;
  for (auto& [id, sign, on, state, value, group, respondents, source, note] :
       db.rows<Uuid, Uuid, Text, Text, Text, Text, Number, Text, Text>(sql, {{"of", of}})) {
    Measurement one;
    one.id = id;
    one.sign = sign;
    one.on = Date::parse(on);
    one.state = value_of<ValueState>(state);
    one.value = value;
    one.group = group;
    if (respondents >= 0) one.respondents = respondents;
    one.source = source;
    one.note = note;
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<GoalScore> scores(db::Connection& db, std::string_view sql, const Uuid& of) {
  std::vector<GoalScore> all;
  for (auto& [id, scale, level, on, judge, grounds] :
       db.rows<Uuid, Uuid, Text, Text, Text, Text>(sql, {{"of", of}})) {
    GoalScore one;
    one.id = id;
    one.scale = scale;
    one.level = value_of<Level>(level);
    one.on = Date::parse(on);
    one.judge = judge;
    one.grounds = grounds;
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

std::vector<Measurement> measurements_of_goal(db::Connection& db, const Uuid& goal) {
  return measurements(db, kOfGoal, goal);
}
std::vector<Measurement> measurements_of_sign(db::Connection& db, const Uuid& sign) {
  return measurements(db, kOfSign, sign);
}

bool has_same_measurement(db::Connection& db, const Measurement& one) {
  return db.number(kSame, {{"sign", one.sign},
                           {"day", one.on->iso()},
                           {"about", one.group},
                           {"source", one.source},
                           {"id", one.id}}) > 0;
}

std::optional<std::int64_t> smallest_group_of(db::Connection& db, const Uuid& sign) {
  const auto found = db.first<Number>(kSmallestGroup, {{"sign", sign}});
  if (!found || std::get<0>(*found) < 0) return std::nullopt;
  return std::get<0>(*found);
}

Uuid sign_of_measurement(db::Connection& db, const Uuid& measurement) {
  const auto found = db.first<Uuid>(kSignOf, {{"id", measurement}});
  return found ? std::get<0>(*found) : Uuid{};
}

std::optional<Date> begins_on(db::Connection& db, const Uuid& scale) {
  const auto found = db.first<Text>(kBeginsOn, {{"id", scale}});
  return found ? Date::parse(std::get<0>(*found)) : std::nullopt;
}

std::vector<ScaleRow> scales_of(db::Connection& db, const Uuid& goal) {
  std::vector<ScaleRow> all;
  for (auto& [id, title, unit, unit_name, much_less, less, expected, more, much_more, importance,
              difficulty, baseline, from, until] :
       db.rows<Uuid, Text, Uuid, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text>(
           kScalesOfGoal, {{"goal", goal}})) {
    ScaleRow row;
    row.scale.id = id;
    row.scale.goal = goal;
    row.scale.title = title;
    row.scale.unit = unit;
    row.scale.much_less = much_less;
    row.scale.less = less;
    row.scale.expected = expected;
    row.scale.more = more;
    row.scale.much_more = much_more;
    row.scale.importance = value_of<Weight>(importance);
    row.scale.difficulty = value_of<Weight>(difficulty);
    row.scale.baseline = value_of<BaselineLevel>(baseline);
    row.scale.valid_from = Date::parse(from);
    row.scale.valid_until = Date::parse(until);
    row.unit_name = unit_name;
    all.push_back(std::move(row));
  }
  return all;
}

std::vector<GoalScore> scores_of_goal(db::Connection& db, const Uuid& goal) {
  return scores(db, kScoresOfGoal, goal);
}
std::vector<GoalScore> scores_of_scale(db::Connection& db, const Uuid& scale) {
  return scores(db, kScoresOfScale, scale);
}

std::vector<MeasurementRow> every_measurement(db::Connection& db) {
  std::vector<MeasurementRow> all;
  for (auto& [goal, sign, on, state, value, group, respondents, source, note] :
       db.rows<Text, Text, Text, Text, Text, Text, Number, Text, Text>(kEveryMeasurement)) {
    MeasurementRow row{goal, sign, on, state, value, group, source, note, std::nullopt};
    if (respondents >= 0) row.respondents = respondents;
    all.push_back(std::move(row));
  }
  return all;
}

std::vector<SignRow> every_sign(db::Connection& db) {
  std::vector<SignRow> all;
  for (auto& [id, sign, goal] : db.rows<Uuid, Text, Text>(kEverySign))
    all.push_back({id, sign, goal});
  return all;
}

}  // namespace samloft::goals

// SQL of measurements and of scales.
// Tested by goals_measurement_test.cc, goals_scale_test.cc

#include "db/db.h"
#include "store.h"

namespace samloft::goals {
namespace {

using Text = std::string;
using Number = std::int64_t;

constexpr std::string_view kSame =
    "SELECT count(*) FROM goals_measurement WHERE sign = :sign AND measured_on = :day "
    "AND about = :about AND source = :source AND id <> :id";
constexpr std::string_view kSmallestGroup =
    "SELECT coalesce(smallest_group, -1) FROM goals_sign WHERE id = :sign";
constexpr std::string_view kSignOf = "SELECT sign FROM goals_measurement WHERE id = :id";
constexpr std::string_view kBeginsOn = "SELECT valid_from FROM goals_scale WHERE id = :id";
constexpr std::string_view kEveryMeasurement =
    "SELECT g.title, s.title, m.measured_on, m.state, m.value, m.about, "
    "coalesce(m.respondents, -1), m.source, m.note FROM goals_measurement m "
    "JOIN goals_sign s ON s.id = m.sign JOIN goals_goal g ON g.id = s.goal "
    "JOIN record gr ON gr.id = g.id JOIN record sr ON sr.id = s.id "
    "ORDER BY gr.sort_key, g.id, sr.sort_key, s.id, m.measured_on, m.about, m.id";
constexpr std::string_view kEverySign =
    "SELECT s.id, s.title, g.title FROM goals_sign s JOIN goals_goal g ON g.id = s.goal ORDER BY "
    "s.id";

}  // namespace

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

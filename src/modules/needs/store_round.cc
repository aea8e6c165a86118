// SQL of rounds.
// Tested by needs_round_test.cc

#include "store_round.h"

#include "db/db.h"

namespace samloft::needs {
namespace {

constexpr std::string_view kPlaceIsTaken =
    "SELECT count(*) FROM needs_yardstick WHERE round = :round AND place = :place AND id <> :id";
constexpr std::string_view kIsScored = "SELECT count(*) FROM needs_assessment WHERE round = :round";
constexpr std::string_view kIsUnmoved =
    "SELECT count(*) FROM needs_yardstick WHERE id = :id AND round = :round AND place = :place";
constexpr std::string_view kIsInRound =
    "SELECT count(*) FROM needs_round_needs WHERE owner = :round AND target = :need";
constexpr std::string_view kAssessmentBy =
    "SELECT id FROM needs_assessment WHERE round = :round AND need = :need AND person = :person";
constexpr std::string_view kInOrder =
    "SELECT id FROM needs_need WHERE priority IS NOT NULL ORDER BY priority, id";
constexpr std::string_view kNeedsOfRound =
    "SELECT n.id, n.title FROM needs_round_needs l "
    "JOIN needs_need n ON n.id = l.target WHERE l.owner = :round AND n.state <> 'draft' "
    "ORDER BY l.place";
constexpr std::string_view kAssessmentsOf =
    "SELECT a.need, a.person, r.heading, coalesce(a.points_1, -1), coalesce(a.points_2, -1), "
    "coalesce(a.points_3, -1), coalesce(a.points_4, -1), coalesce(a.points_5, -1), "
    "coalesce(a.points_6, -1) FROM needs_assessment a JOIN record r ON r.id = a.person "
    "WHERE a.round = :round ORDER BY r.sort_key, a.person";
constexpr std::string_view kConsolidated =
    "SELECT n.id FROM needs_need n JOIN record r ON r.id = n.id "
    "WHERE n.state = 'consolidated' AND n.merged_into IS NULL AND NOT EXISTS ("
    "SELECT 1 FROM needs_round_needs l JOIN needs_round d ON d.id = l.owner "
    "WHERE l.target = n.id AND d.state <> 'decided') ORDER BY r.sort_key, n.id LIMIT :most";

std::optional<std::int64_t> points_of(std::int64_t stored) {
  if (stored < 0) return std::nullopt;
  return stored;
}

std::vector<Uuid> ids(db::Connection& db, std::string_view statement,
                      const db::Arguments& arguments) {
  std::vector<Uuid> all;
  for (auto& [id] : db.rows<Uuid>(statement, arguments)) all.push_back(id);
  return all;
}

}  // namespace

bool place_is_taken(db::Connection& db, const Yardstick& one) {
  return db.number(kPlaceIsTaken, {{"round", one.round}, {"place", *one.place}, {"id", one.id}}) >
         0;
}

bool is_scored(db::Connection& db, const Uuid& round) {
  return db.number(kIsScored, {{"round", round}}) > 0;
}

bool moves_what_is_scored(db::Connection& db, const Yardstick& one) {
  if (!is_scored(db, one.round)) return false;
  return db.number(kIsUnmoved, {{"id", one.id}, {"round", one.round}, {"place", *one.place}}) == 0;
}

bool is_in_round(db::Connection& db, const Uuid& round, const Uuid& need) {
  return db.number(kIsInRound, {{"round", round}, {"need", need}}) > 0;
}

Uuid assessment_by(db::Connection& db, const Uuid& round, const Uuid& need, const Uuid& person) {
  const auto found =
      db.first<Uuid>(kAssessmentBy, {{"round", round}, {"need", need}, {"person", person}});
  return found ? std::get<0>(*found) : Uuid{};
}

bool is_assessed_twice(db::Connection& db, const Assessment& one) {
  const Uuid known = assessment_by(db, one.round, one.need, one.person);
  return known && known != one.id;
}

std::vector<Uuid> in_order(db::Connection& db) { return ids(db, kInOrder, {}); }

std::vector<RoundNeedRow> needs_of_round(db::Connection& db, const Uuid& round) {
  std::vector<RoundNeedRow> all;
  for (auto& [id, title] : db.rows<Uuid, std::string>(kNeedsOfRound, {{"round", round}}))
    all.push_back({id, title});
  return all;
}

std::vector<AssessmentRow> assessments_of(db::Connection& db, const Uuid& round) {
  using Number = std::int64_t;
  std::vector<AssessmentRow> all;
  for (auto& [need, person, name, one, two, three, four, five, six] :
       db.rows<Uuid, Uuid, std::string, Number, Number, Number, Number, Number, Number>(
           kAssessmentsOf, {{"round", round}})) {
    all.push_back({need,
                   person,
                   name,
                   {points_of(one), points_of(two), points_of(three), points_of(four),
                    points_of(five), points_of(six)}});
  }
  return all;
}

std::vector<Uuid> consolidated(db::Connection& db) {
  return ids(db, kConsolidated, {{"most", static_cast<std::int64_t>(kMostNeedsInRound)}});
}

}  // namespace samloft::needs

// The queries of rounds.
#pragma once

#include <string>
#include <vector>

#include "needs/needs.h"

namespace samloft::db {
class Connection;
}

namespace samloft::needs {

bool place_is_taken(db::Connection& db, const Yardstick& yardstick);
bool is_scored(db::Connection& db, const Uuid& round);
// Whether storing it would give scores another meaning than they had: a place changed, or one
// added.
bool moves_what_is_scored(db::Connection& db, const Yardstick& yardstick);
bool is_in_round(db::Connection& db, const Uuid& round, const Uuid& need);
bool is_assessed_twice(db::Connection& db, const Assessment& assessment);
Uuid assessment_by(db::Connection& db, const Uuid& round, const Uuid& need, const Uuid& person);
// The needs that have a priority, in its order.
std::vector<Uuid> in_order(db::Connection& db);

struct RoundNeedRow {
  Uuid id;
  std::string title;
};
// In the round's order; drafts are left out.
std::vector<RoundNeedRow> needs_of_round(db::Connection& db, const Uuid& round);

struct AssessmentRow {
  Uuid need, person;
  std::string name;
  std::vector<std::optional<std::int64_t>> points;  // by place
};
// All of a round, by person.
std::vector<AssessmentRow> assessments_of(db::Connection& db, const Uuid& round);

// Brought together and not in an open round, at most as many as a round takes.
std::vector<Uuid> consolidated(db::Connection& db);

}  // namespace samloft::needs

// The queries of frozen decision bases beside those that every kind has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace samloft::db {
class Connection;
}

namespace samloft::basis {

std::int64_t last_number(db::Connection& db);
bool number_is_taken(db::Connection& db, std::int64_t number, const Uuid& by_other_than);

struct FrozenRow {
  Uuid id;
  std::int64_t number = 0, year = 0;
  std::string recipient, frozen_on;  // ISO
};
// The newest, latest first.
std::vector<FrozenRow> newest(db::Connection& db, std::int64_t most);

// The grounds that were given last; empty when nothing is frozen.
std::string last_grounds(db::Connection& db);

// --- what is typed and not yet frozen, as it was typed; one for each person
struct Draft {
  std::string recipient, year, grounds;
  Instant saved_at;
};
void keep_draft(db::Connection& db, const Uuid& person, const Draft& draft);
std::optional<Draft> draft_of(db::Connection& db, const Uuid& person);
void drop_draft(db::Connection& db, const Uuid& person);
void forget_drafts(db::Connection& db, Instant before);

}  // namespace samloft::basis

// The queries of the pages that take needs through their process.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "needs/needs.h"
#include "rules_alike.h"

namespace samloft::db {
class Connection;
}

namespace samloft::needs {

// The needs that the person raised, newest first.
struct MineRow {
  Uuid id, into;
  std::string title, state, reason, raised_on, into_title;
  std::int64_t priority;  // 0: none
};
std::vector<MineRow> raised_by(db::Connection& db, const Uuid& person, std::int64_t most,
                               std::int64_t skip);
std::int64_t count_raised_by(db::Connection& db, const Uuid& person);

struct NamedId {
  Uuid id;
  std::string name;
};
// The units where the person works on the day.
std::vector<NamedId> workplaces_of(db::Connection& db, const Uuid& person, Date day);

// What is typed into the short form and not sent.
struct Typed {
  std::string title, description;
  Instant saved_at;
};
std::optional<Typed> typed_by(db::Connection& db, const Uuid& person);
void keep_typed(db::Connection& db, const Uuid& person, const Typed& typed);
void drop_typed(db::Connection& db, const Uuid& person);

// The needs that can be brought together, with what they are compared by.
std::vector<Features> open_features(db::Connection& db);
std::vector<NamedId> merged_titles(db::Connection& db, const Uuid& into);

struct PassageRow {
  Uuid id;
  std::string heading, quote;
};
std::vector<PassageRow> passages_of(db::Connection& db, const Uuid& need);

// Every need that counts on the map, at each element and each unit it names, in order of title.
struct MapRow {
  Uuid need, element, district;
  std::string unit_kind;  // empty: it names no unit
};
struct MapQuery {
  std::string state;  // empty: all but drafts and rejected ones
  std::string year;   // raised in; empty: any
};
std::vector<MapRow> map_rows(db::Connection& db, const MapQuery& query);
std::vector<std::string> years_raised(db::Connection& db);  // newest first
std::vector<NamedId> districts(db::Connection& db);         // in their order

}  // namespace samloft::needs

// Keeps described records. Each has one row in `record` (heading, version, search text) and one row
// with the same id in its kind's own table; fields with many links have a table of their own,
// <table>_<field> (owner, target, place). The statements are put together from the names in the
// descriptions, never from input.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/migration.h"
#include "base/viewer.h"
#include "records/kind.h"

namespace samloft::db {
class Connection;
class Database;
}  // namespace samloft::db

namespace samloft::records {

const std::vector<Migration>& migrations();

// Reads one record with its links. False if there is none of this kind.
bool load(db::Connection& db, const Kind& kind, const Uuid& id, Record& record);

// As load, but only if the kind's scope lets the viewer see it.
bool load_for(db::Connection& db, const Kind& kind, const Viewer& viewer, const Uuid& id,
              Record& record);

void insert(db::Connection& db, const Kind& kind, Record& record, const std::string& heading,
            Instant now);
// False if the stored version is not the record's; raises the version otherwise.
bool update(db::Connection& db, const Kind& kind, Record& record, const std::string& heading,
            Instant now);
void erase(db::Connection& db, const Kind& kind, const Uuid& id);

// What a record is called, whoever asks: for rules and stored headings, never for a person's
// screen.
std::string heading_of(db::Connection& db, const Uuid& id);
// Headings of many records in one statement. What the scope of its kind hides from the viewer is
// left out.
std::map<Uuid, std::string> headings_of(db::Connection& db, const Kinds& kinds,
                                        const Viewer& viewer, std::vector<Uuid> ids);
// The kind's name of a record; "" if there is no such record.
std::string kind_of(db::Connection& db, const Uuid& id);

struct Named {
  Uuid id;
  std::string heading;
  std::string kind;
};
// All records of a kind that the viewer may choose, in order of heading; at most `limit`.
std::vector<Named> choices(db::Connection& db, const Kinds& kinds, const Viewer& viewer,
                           std::string_view kind, std::int64_t limit);

struct ListQuery {
  std::string search = {};
  std::string sort = {};  // a field's name; empty: heading
  bool descending = false;
  std::map<std::string, std::string> filters = {};  // choice code or id text by field
  std::int64_t page = 1;
  std::int64_t size = 25;
};
struct ListPage {
  std::vector<std::unique_ptr<Record>> records;  // without their many-link fields
  std::vector<std::string> headings;
  std::int64_t total = 0;
};
// Two statements: one counts, one reads. Unknown sort fields and filters are ignored.
ListPage list(db::Connection& db, const Kind& kind, const Viewer& viewer, const ListQuery& query);

// Every record of the kind with its links, in order of id: for exports.
std::vector<std::unique_ptr<Record>> every(db::Connection& db, const Kind& kind);

// The records of the kind whose field (a link, or links) points at one of these, each once, with
// its links, in order of heading. One statement, and one for each field with many links. Whoever
// asks, as every() does: for rules, and for kinds that everybody may read all of.
std::vector<std::unique_ptr<Record>> pointing_at(db::Connection& db, const Kind& kind,
                                                 std::string_view field, std::vector<Uuid> targets);

// The same as records of their own type:
//   records::pointing_at<Sign>(db, signs, "goal", {goal.id})
template <class T>
std::vector<T> as_typed(std::vector<std::unique_ptr<Record>> records) {
  std::vector<T> all;
  all.reserve(records.size());
  for (auto& record : records) all.push_back(std::move(static_cast<T&>(*record)));
  return all;
}
template <class T>
std::vector<T> every(db::Connection& db, const Kind& kind) {
  return as_typed<T>(every(db, kind));
}
template <class T>
std::vector<T> pointing_at(db::Connection& db, const Kind& kind, std::string_view field,
                           std::vector<Uuid> targets) {
  return as_typed<T>(pointing_at(db, kind, field, std::move(targets)));
}

// Searches all kinds that the viewer may read; best (by heading) first. The scope of each kind
// applies.
struct Hit {
  Uuid id;
  std::string kind;
  std::string heading;
};
struct Hits {
  std::vector<Hit> hits;
  std::int64_t total = 0;
};
Hits search(db::Connection& db, const Kinds& kinds, const Viewer& viewer, const std::string& words,
            std::int64_t page, std::int64_t size);

// The records that point at this one, by reference, at most `limit` for each; one statement. Of the
// references asked for alone, if that is said.
struct Referrer {
  std::size_t reference;  // index into kinds.references_to(kind)
  Uuid id;
  std::string heading;
};
std::vector<Referrer> referrers(db::Connection& db, const Kinds& kinds, const Kind& kind,
                                const Viewer& viewer, const Uuid& id, std::int64_t limit,
                                const std::function<bool(const Kinds::Reference&)>& asked = {});

// How many records of each kind the viewer may see, in one statement; of the wanted kinds alone, if
// some are named.
std::map<std::string, std::int64_t> counts(db::Connection& db, const Kinds& kinds,
                                           const Viewer& viewer,
                                           const std::vector<std::string_view>& wanted = {});

}  // namespace samloft::records

// The journal: who changed what, when, from what to what. Each change writes its entry in its own
// transaction; each entry carries the hash of the one before it, so that a later edit of any byte
// of the past is found by first_broken().
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"

namespace samloft::db {
class Connection;
class Database;
}  // namespace samloft::db

namespace samloft::journal {

const std::vector<Migration>& migrations();

struct Entry {
  std::int64_t number = 0;  // set by append: 1, 2, 3 … without gaps
  Instant at;
  Uuid account;             // empty for the command line
  std::string who;          // name as shown at the time
  std::string action;       // created, changed, removed, restored, invited …
  std::string kind;         // of the record: "need"
  Uuid record;
  std::string heading;      // of the record at the time
  std::string before;       // image as JSON; empty when created
  std::string after;        // image as JSON; empty when removed
  Uuid batch;               // what was done together, such as one import; else empty
  std::string hash;         // set by append: BLAKE2b-256 of the entry and the hash before, in hex
};

// Adds the entry and returns its number.
std::int64_t append(db::Connection& db, Entry entry);
// Adds many, in their order, with one look at the end of the chain.
void append_all(db::Connection& db, std::vector<Entry> entries);

// The entries of one record, newest first, at most `limit` after the first `skipped`.
std::vector<Entry> of_record(db::Connection& db, const Uuid& record, std::int64_t limit,
                             std::int64_t skipped = 0);
std::int64_t count_of_record(db::Connection& db, const Uuid& record);
// The entries of one batch, newest first.
std::vector<Entry> of_batch(db::Connection& db, const Uuid& batch);
// The newest entries of the whole partnership.
std::vector<Entry> newest(db::Connection& db, std::int64_t limit);
// The number of the newest; 0 when there is none.
std::int64_t last_number(db::Connection& db);
std::optional<Entry> entry(db::Connection& db, std::int64_t number);
// The kinds of the records that entries after this number tell of.
std::set<std::string> kinds_after(db::Connection& db, std::int64_t number);

// What is asked of the whole journal. Words are sought in who and heading, in any case.
struct Query {
  std::vector<std::string> kinds;  // of these kinds alone; empty: none
  std::string words = {};
  std::string action = {};         // empty: any
  bool oldest_first = false;
  std::int64_t limit = 25;
  std::int64_t skipped = 0;
};
struct Found {
  std::vector<Entry> entries;
  std::int64_t total = 0;
};
Found find(db::Connection& db, const Query& query);

// The number of the first entry whose hash does not fit, or nothing when the chain is whole.
std::optional<std::int64_t> first_broken(db::Connection& db);
// The same, and hands every entry to `visit`, oldest first, whether it fits or not.
std::optional<std::int64_t> walk(db::Connection& db, const std::function<void(const Entry&)>& visit);

}  // namespace samloft::journal

// The chain and its queries.
// Tested by journal_test.cc

#include "journal/journal.h"

#include "base/hash.h"
#include "base/text.h"
#include "db/db.h"

namespace samloft::journal {
namespace {

constexpr std::string_view kSchema = R"(
CREATE TABLE journal (
  number bigint PRIMARY KEY,
  at text NOT NULL,
  account uuid,
  who text NOT NULL,
  action text NOT NULL,
  kind text NOT NULL,
  record uuid,
  heading text NOT NULL,
  before_image text NOT NULL,
  after_image text NOT NULL,
  batch uuid,
  hash text NOT NULL
);
CREATE INDEX journal_by_record ON journal (record, number);
CREATE INDEX journal_by_batch ON journal (batch, number);
)";

// For finding only, so it is no part of the hash; what was written before it is not found by words.
constexpr std::string_view kSearch =
    "ALTER TABLE journal ADD COLUMN search_text text NOT NULL DEFAULT ''";

constexpr std::string_view kLast =
    "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1";
constexpr std::string_view kLastNumber = "SELECT coalesce(max(number), 0) FROM journal";
constexpr std::string_view kAppend =
    "INSERT INTO journal (number, at, account, who, action, kind, record, heading, before_image, "
    "after_image, batch, hash, search_text) VALUES (:number, :at, :account, :who, :action, :kind, "
    ":record, :heading, :before, :after, :batch, :hash, :search_text)";

#define COLUMNS                                                                              \
  "SELECT number, at, account, who, action, kind, record, heading, before_image, after_image, " \
  "batch, hash FROM journal "
constexpr std::string_view kOfRecord =
    COLUMNS "WHERE record = :record ORDER BY number DESC LIMIT :limit OFFSET :skipped";
constexpr std::string_view kOfBatch = COLUMNS "WHERE batch = :batch ORDER BY number DESC";
constexpr std::string_view kNewest = COLUMNS "ORDER BY number DESC LIMIT :limit";
constexpr std::string_view kOne = COLUMNS "WHERE number = :number";
constexpr std::string_view kKindsAfter = "SELECT DISTINCT kind FROM journal WHERE number > :number";
constexpr std::string_view kAll = COLUMNS "ORDER BY number";
// The kinds travel as one text, each between bars: a list has no place in a prepared statement.
#define SOUGHT                                                                    \
  "WHERE :kinds LIKE '%|' || kind || '|%' AND (:action = '' OR action = :action) " \
  "AND search_text LIKE :words ESCAPE '\\'"
constexpr std::string_view kSoughtNewest =
    COLUMNS SOUGHT " ORDER BY number DESC LIMIT :limit OFFSET :skipped";
constexpr std::string_view kSoughtOldest =
    COLUMNS SOUGHT " ORDER BY number LIMIT :limit OFFSET :skipped";
constexpr std::string_view kCountSought = "SELECT count(*) FROM journal " SOUGHT;
#undef SOUGHT
#undef COLUMNS
constexpr std::string_view kCountOfRecord = "SELECT count(*) FROM journal WHERE record = :record";
constexpr std::string_view kTypes = "itutttutttut";

std::string hash_of(const Entry& entry, const std::string& previous) {
  Hash hash;
  // Length before text, so that moving a letter from one field to the next changes the hash.
  for (const std::string& text :
       {previous, std::to_string(entry.number), entry.at.iso(), entry.account.text(), entry.who,
        entry.action, entry.kind, entry.record.text(), entry.heading, entry.before, entry.after,
        entry.batch.text()}) {
    hash.add(std::to_string(text.size()) + ":" + text);
  }
  return hash.end();
}

Entry read(const db::Row& row) {
  Entry entry;
  entry.number = row.integer(0);
  entry.at = Instant::parse_iso(row.text(1));
  entry.account = row.id(2);
  entry.who = row.text(3);
  entry.action = row.text(4);
  entry.kind = row.text(5);
  entry.record = row.id(6);
  entry.heading = row.text(7);
  entry.before = row.text(8);
  entry.after = row.text(9);
  entry.batch = row.id(10);
  entry.hash = row.text(11);
  return entry;
}

std::vector<Entry> entries(db::Connection& db, std::string_view sql,
                           const db::Arguments& arguments) {
  std::vector<Entry> all;
  db.each(sql, kTypes, arguments,
          [&](const db::Row& row) { all.push_back(read(row)); });
  return all;
}

struct Last {
  std::int64_t number = 0;
  std::string hash;
};

Last last_of(db::Connection& db) {
  const auto last = db.first<std::int64_t, std::string>(kLast);
  return last ? Last{std::get<0>(*last), std::get<1>(*last)} : Last{};
}

void put(db::Connection& db, Entry entry, Last& last) {
  entry.number = last.number + 1;
  entry.hash = hash_of(entry, last.hash);
  db.run(kAppend, {{"number", entry.number},
                   {"at", entry.at.iso()},
                   {"account", db::id_or_null(entry.account)},
                   {"who", entry.who},
                   {"action", entry.action},
                   {"kind", entry.kind},
                   {"record", db::id_or_null(entry.record)},
                   {"heading", entry.heading},
                   {"before", entry.before},
                   {"after", entry.after},
                   {"batch", db::id_or_null(entry.batch)},
                   {"hash", entry.hash},
                   {"search_text", folded(entry.who + "\n" + entry.heading)}});
  last = {entry.number, entry.hash};
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all{{"journal", "schema", kSchema},
                                          {"journal", "search", kSearch}};
  return all;
}

std::int64_t append(db::Connection& db, Entry entry) {
  Last last = last_of(db);
  put(db, std::move(entry), last);
  return last.number;
}

void append_all(db::Connection& db, std::vector<Entry> all) {
  Last last = last_of(db);
  for (Entry& one : all) put(db, std::move(one), last);
}

std::vector<Entry> of_record(db::Connection& db, const Uuid& record, std::int64_t limit,
                             std::int64_t skipped) {
  return entries(db, kOfRecord, {{"record", record}, {"limit", limit}, {"skipped", skipped}});
}

std::int64_t count_of_record(db::Connection& db, const Uuid& record) {
  return db.number(kCountOfRecord, {{"record", record}});
}

Found find(db::Connection& db, const Query& query) {
  std::string kinds = "|";
  for (const std::string& kind : query.kinds) kinds += kind + "|";
  db::Arguments sought{{"kinds", kinds},
                       {"action", query.action},
                       {"words", db::like_pattern(folded(query.words))}};
  Found found;
  found.total = db.number(kCountSought, sought);
  sought.push_back({"limit", query.limit});
  sought.push_back({"skipped", query.skipped});
  found.entries = entries(db, query.oldest_first ? kSoughtOldest : kSoughtNewest, sought);
  return found;
}

std::vector<Entry> of_batch(db::Connection& db, const Uuid& batch) {
  return entries(db, kOfBatch, {{"batch", batch}});
}

std::vector<Entry> newest(db::Connection& db, std::int64_t limit) {
  return entries(db, kNewest, {{"limit", limit}});
}

std::int64_t last_number(db::Connection& db) { return db.number(kLastNumber); }

std::optional<Entry> entry(db::Connection& db, std::int64_t number) {
  auto all = entries(db, kOne, {{"number", number}});
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

std::set<std::string> kinds_after(db::Connection& db, std::int64_t number) {
  std::set<std::string> kinds;
  for (auto& [kind] : db.rows<std::string>(kKindsAfter, {{"number", number}})) kinds.insert(kind);
  return kinds;
}

std::optional<std::int64_t> first_broken(db::Connection& db) {
  return walk(db, [](const Entry&) {});
}

std::optional<std::int64_t> walk(db::Connection& db, const std::function<void(const Entry&)>& visit) {
  std::string previous;
  std::int64_t expected = 1;
  std::optional<std::int64_t> broken;
  db.each(kAll, kTypes, {}, [&](const db::Row& row) {
    const Entry found = read(row);
    // The time is compared as it stands: several texts read as one moment.
    const bool fits = found.number == expected && row.text(1) == found.at.iso() &&
                      found.hash == hash_of(found, previous);
    if (!broken && !fits) broken = expected;
    visit(found);
    previous = found.hash;
    ++expected;
  });
  return broken;
}

}  // namespace samloft::journal

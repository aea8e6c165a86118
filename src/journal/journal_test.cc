// The chain: whole when untouched, broken by any change of the past.

#include "journal/journal.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "db/db.h"

namespace samloft::journal {
namespace {

class Journal : public ::testing::Test {
 protected:
  Journal()
      : file((std::filesystem::temp_directory_path() / ("samloft_" + Uuid::fresh().text())).string()),
        database(db::Location{db::Engine::sqlite, file, ""}) {
    database.migrate(migrations());
  }
  ~Journal() override {
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
  }
  std::int64_t note(const Uuid& record, const std::string& after, const Uuid& batch = {}) {
    return *database.write([&](db::Connection& db) -> Result<std::int64_t> {
      Entry entry;
      entry.at = {1'000};
      entry.account = Uuid::of_name("test", "account");
      entry.who = "Turid";
      entry.action = "changed";
      entry.kind = "need";
      entry.record = record;
      entry.heading = "Behov";
      entry.before = "{}";
      entry.after = after;
      entry.batch = batch;
      return append(db, entry);
    });
  }
  void change(const std::string& sql) {
    EXPECT_TRUE(database.write([&](db::Connection& db) -> Result<void> {
      db.run(sql);
      return {};
    }));
  }
  std::optional<std::int64_t> broken() { return database.read(first_broken); }
  std::string file;
  db::Database database;
};

TEST_F(Journal, NumbersItsEntriesAndIsWhole) {
  const Uuid record = Uuid::fresh();
  EXPECT_EQ(note(record, "1"), 1);
  EXPECT_EQ(note(record, "2"), 2);
  EXPECT_EQ(broken(), std::nullopt);
  const auto entries = database.read([&](db::Connection& db) { return of_record(db, record, 10); });
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].after, "2");
  EXPECT_EQ(entries[0].record, record);
  EXPECT_NE(entries[0].hash, entries[1].hash);
}

TEST_F(Journal, FindsAChangeOfAnyColumn) {
  for (const char* column : {"at", "who", "action", "kind", "heading", "before_image", "after_image",
                             "hash"}) {
    note(Uuid::fresh(), "1");
    const auto last = note(Uuid::fresh(), "2");
    note(Uuid::fresh(), "3");
    const std::string name(column), number = std::to_string(last);
    const std::string was = database.read([&](db::Connection& db) {
      return std::get<0>(*db.first<std::string>("SELECT " + name + " FROM journal WHERE number = " + number));
    });
    change("UPDATE journal SET " + name + " = " + name + " || 'x' WHERE number = " + number);
    // The time is read to the millisecond, so a letter behind it is no change of the entry.
    if (name != "at") {
      EXPECT_EQ(broken(), last) << column;
    }
    EXPECT_TRUE(database.write([&](db::Connection& db) -> Result<void> {
      db.run("UPDATE journal SET " + name + " = :was WHERE number = " + number, {{"was", was}});
      return {};
    }));
    EXPECT_EQ(broken(), std::nullopt) << column;
  }
}

TEST_F(Journal, FindsAnEntryThatIsGoneOrMoved) {
  for (int i = 0; i < 4; ++i) note(Uuid::fresh(), std::to_string(i));
  change("DELETE FROM journal WHERE number = 2");
  EXPECT_EQ(broken(), 2);
  change("UPDATE journal SET number = number - 1 WHERE number > 2");
  EXPECT_EQ(broken(), 2);
}

TEST_F(Journal, KeepsBatchesTogether) {
  const Uuid batch = Uuid::fresh();
  note(Uuid::fresh(), "1", batch);
  note(Uuid::fresh(), "2");
  note(Uuid::fresh(), "3", batch);
  const auto entries = database.read([&](db::Connection& db) { return of_batch(db, batch); });
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].after, "3");
  EXPECT_EQ(database.read([](db::Connection& db) { return newest(db, 2).size(); }), 2u);
  EXPECT_FALSE(database.read([](db::Connection& db) { return entry(db, 99); }));
}

}  // namespace
}  // namespace samloft::journal

// The chain on both engines: whole when untouched, broken by any change of the past.

#include "journal/journal.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>

#include "db/db.h"

namespace samloft::journal {
namespace {

class Journal : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    const char* server = std::getenv("SAMLOFT_TEST_POSTGRES");
    const bool is_postgres = GetParam() == db::Engine::postgres;
    if (is_postgres && server == nullptr) GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    name = "samloft_test_" + Uuid::fresh().text();
    file = (std::filesystem::temp_directory_path() / (name + ".sqlite")).string();
    database = std::make_unique<db::Database>(is_postgres
                                                  ? db::Location{db::Engine::postgres, server, name}
                                                  : db::Location{db::Engine::sqlite, file, ""});
    database->migrate(migrations());
  }
  void TearDown() override {
    if (!database) return;
    if (GetParam() == db::Engine::postgres)
      change([&](db::Connection& db) { db.script("DROP SCHEMA \"" + name + "\" CASCADE"); });
    database.reset();
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
  }

  // An entry with something in every column.
  static Entry full(const std::string& after) {
    Entry entry;
    entry.at = Instant::parse_iso("2026-11-05T02:10:08.023Z");
    entry.account = Uuid::of_name("test", "account");
    entry.who = "Turid Test";
    entry.action = "changed";
    entry.kind = "need";
    entry.record = Uuid::of_name("test", "record");
    entry.heading = "Behov for vikarer";
    entry.before = R"({"sum":1000})";
    entry.after = after;
    entry.batch = Uuid::of_name("test", "batch");
    return entry;
  }
  std::int64_t note(const Entry& entry) {
    return *database->write(
        [&](db::Connection& db) -> Result<std::int64_t> { return append(db, entry); });
  }
  void note_three() {
    for (const char* after : {R"({"sum":1})", R"({"sum":2})", R"({"sum":3})"}) note(full(after));
  }
  void change(const std::function<void(db::Connection&)>& work) {
    EXPECT_TRUE(database->write([&](db::Connection& db) -> Result<void> {
      work(db);
      return {};
    }));
  }
  // What first_broken says when the past has been changed; the change itself is undone again.
  std::optional<std::int64_t> broken_by(const std::function<void(db::Connection&)>& work) {
    std::optional<std::int64_t> broken;
    (void)database->write([&](db::Connection& db) -> Result<void> {
      work(db);
      broken = first_broken(db);
      return Problem::invalid("only tried");
    });
    return broken;
  }
  std::optional<std::int64_t> broken_by(const std::string& sql) {
    return broken_by([&](db::Connection& db) { EXPECT_GT(db.run(sql), 0) << sql; });
  }
  std::optional<std::int64_t> broken() { return database->read(first_broken); }
  std::vector<Entry> of(const Uuid& record, std::int64_t limit) {
    return database->read([&](db::Connection& db) { return of_record(db, record, limit); });
  }

  std::string name, file;
  std::unique_ptr<db::Database> database;
};

TEST_P(Journal, IsWholeWhenEmpty) {
  EXPECT_EQ(broken(), std::nullopt);
  EXPECT_FALSE(database->read([](db::Connection& db) { return entry(db, 1); }));
}

TEST_P(Journal, NumbersItsEntriesAndIsWhole) {
  EXPECT_EQ(note(full("1")), 1);
  EXPECT_EQ(note(full("2")), 2);
  EXPECT_EQ(note(Entry{}), 3);
  EXPECT_EQ(broken(), std::nullopt);
}

TEST_P(Journal, KeepsEveryColumn) {
  const Entry written = full(R"({"tittel":"Ærlig «talt» 🌱"})");
  note(written);
  const auto kept = database->read([](db::Connection& db) { return entry(db, 1); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->number, 1);
  EXPECT_EQ(kept->at, written.at);
  EXPECT_EQ(kept->account, written.account);
  EXPECT_EQ(kept->who, written.who);
  EXPECT_EQ(kept->action, written.action);
  EXPECT_EQ(kept->kind, written.kind);
  EXPECT_EQ(kept->record, written.record);
  EXPECT_EQ(kept->heading, written.heading);
  EXPECT_EQ(kept->before, written.before);
  EXPECT_EQ(kept->after, written.after);
  EXPECT_EQ(kept->batch, written.batch);
  EXPECT_EQ(kept->hash.size(), 64u);
}

TEST_P(Journal, IsWholeWhateverIsWritten) {
  EXPECT_TRUE(rc::check("whole", [&] {
    const auto words = [] {
      std::string all;
      for (const char* word : *rc::gen::container<std::vector<const char*>>(
               rc::gen::elementOf(std::vector<const char*>{"a", "ø", "🌱", "'", "{}", "\n", "1:"}))) {
        all += word;
      }
      return all;
    };
    const auto count = *rc::gen::inRange(0, 5);
    (void)database->write([&](db::Connection& db) -> Result<void> {
      for (int i = 0; i < count; ++i) {
        Entry one = full(words());
        one.at = {*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000)};
        one.who = words();
        one.heading = words();
        if (*rc::gen::arbitrary<bool>()) one.batch = {};
        if (*rc::gen::arbitrary<bool>()) one.account = {};
        RC_ASSERT(append(db, one) == i + 1);
      }
      RC_ASSERT(!first_broken(db));
      return Problem::invalid("only tried");
    });
  }));
}

TEST_P(Journal, FindsOneChangedByteOfAnyText) {
  note_three();
  for (const std::string column : {"at", "who", "action", "kind", "heading", "before_image",
                                   "after_image", "hash"}) {
    for (std::int64_t number = 1; number <= 3; ++number) {
      const std::string where = " WHERE number = " + std::to_string(number);
      const std::string was = database->read([&](db::Connection& db) {
        return std::get<0>(*db.first<std::string>("SELECT " + column + " FROM journal" + where));
      });
      ASSERT_FALSE(was.empty());
      for (std::size_t at = 0; at < was.size(); ++at) {
        // Also what a reader of numbers may take for the same: a space or a sign for a zero.
        for (char other : {'x', ' ', '0', '+'}) {
          if (was[at] == other) continue;
          std::string changed = was;
          changed[at] = other;
          EXPECT_EQ(broken_by([&](db::Connection& db) {
                      db.run("UPDATE journal SET " + column + " = :changed" + where,
                             {{"changed", changed}});
                    }),
                    number)
              << column << ": " << changed;
        }
      }
    }
  }
  EXPECT_EQ(broken(), std::nullopt);
}

TEST_P(Journal, FindsALetterMoreOrLessInAnyText) {
  note_three();
  for (const std::string column : {"at", "who", "action", "kind", "heading", "before_image",
                                   "after_image", "hash"}) {
    for (const std::string& value : {column + " || 'x'", column + " || ' '", "'x' || " + column,
                                    "substr(" + column + ", 2)", std::string("''")}) {
      EXPECT_EQ(broken_by("UPDATE journal SET " + column + " = " + value + " WHERE number = 2"), 2)
          << column << " = " << value;
    }
  }
  // Letters that wander from one column into the next.
  EXPECT_EQ(broken_by("UPDATE journal SET who = who || 'c', action = 'hanged' WHERE number = 2"), 2);
  EXPECT_EQ(broken_by("UPDATE journal SET before_image = after_image, after_image = before_image "
                      "WHERE number = 3"),
            3);
}

TEST_P(Journal, FindsOneChangedByteOfAnyId) {
  note_three();
  const std::pair<const char*, const char*> columns[] = {
      {"account", "account"}, {"record", "record"}, {"batch", "batch"}};
  for (const auto& [column, made_of] : columns) {
    for (std::int64_t number = 1; number <= 3; ++number) {
      const std::string set = "UPDATE journal SET " + std::string(column) + " = :id WHERE number = " +
                              std::to_string(number);
      for (std::size_t at = 0; at < 16; ++at) {
        Uuid changed = Uuid::of_name("test", made_of);
        changed.bytes[at] ^= 1;
        EXPECT_EQ(broken_by([&](db::Connection& db) { db.run(set, {{"id", changed}}); }), number)
            << column;
      }
      EXPECT_EQ(broken_by([&](db::Connection& db) { db.run(set, {{"id", db::Value{}}}); }), number)
          << column;
    }
  }
}

TEST_P(Journal, FindsAnEntryThatIsGone) {
  note_three();
  note(full("4"));
  EXPECT_EQ(broken_by("DELETE FROM journal WHERE number = 1"), 1);
  EXPECT_EQ(broken_by("DELETE FROM journal WHERE number = 2"), 2);
  EXPECT_EQ(broken_by("DELETE FROM journal WHERE number IN (2, 3)"), 2);
  // Closing the gap does not hide it.
  EXPECT_EQ(broken_by([](db::Connection& db) {
              db.run("DELETE FROM journal WHERE number = 2");
              db.run("UPDATE journal SET number = 2 WHERE number = 3");
              db.run("UPDATE journal SET number = 3 WHERE number = 4");
            }),
            2);
  EXPECT_EQ(broken(), std::nullopt);
}

TEST_P(Journal, FindsAnEntryThatWasMovedOrAdded) {
  note_three();
  EXPECT_EQ(broken_by("UPDATE journal SET number = 4 WHERE number = 3"), 3);
  EXPECT_EQ(broken_by([](db::Connection& db) {  // the second and the third change places
              db.run("UPDATE journal SET number = 9 WHERE number = 2");
              db.run("UPDATE journal SET number = 2 WHERE number = 3");
              db.run("UPDATE journal SET number = 3 WHERE number = 9");
            }),
            2);
  EXPECT_EQ(broken_by("INSERT INTO journal (number, at, account, who, action, kind, record, heading, "
                      "before_image, after_image, batch, hash) "
                      "SELECT 4, at, account, who, action, kind, record, heading, "
                      "before_image, after_image, batch, hash FROM journal WHERE number = 3"),
            4);
}

// Who changes an entry and makes its own hash fit gives himself away with the next.
TEST_P(Journal, FindsAForgedEntryByTheNext) {
  note_three();
  Entry forged = full(R"({"sum":1000000})");
  EXPECT_EQ(broken_by([&](db::Connection& db) {
              db.run("UPDATE journal SET number = number + 100 WHERE number > 1");
              db.run("DELETE FROM journal WHERE number = 102");
              db.run("UPDATE journal SET number = 1003 WHERE number = 103");
              db.run("CREATE TABLE aside AS SELECT * FROM journal WHERE number = 1003");
              db.run("DELETE FROM journal WHERE number = 1003");
              EXPECT_EQ(append(db, forged), 2);
              db.run("UPDATE aside SET number = 3");
              db.run("INSERT INTO journal SELECT * FROM aside");
            }),
            3);
}

TEST_P(Journal, LeavesNoGapWhereAWriteWasUndone) {
  note(full("1"));
  (void)database->write([&](db::Connection& db) -> Result<void> {
    EXPECT_EQ(append(db, full("2")), 2);
    return Problem::invalid("nei");
  });
  EXPECT_EQ(note(full("2")), 2);
  EXPECT_EQ(broken(), std::nullopt);
}

TEST_P(Journal, StaysWholeWhenManyWriteAtOnce) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 8; ++writer) {
    writers.emplace_back([&] {
      for (int i = 0; i < 5; ++i) note(full(std::to_string(i)));
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(broken(), std::nullopt);
  EXPECT_EQ(note(full("last")), 41);
}

TEST_P(Journal, TellsOfARecordNewestFirst) {
  for (int i = 1; i <= 5; ++i) {
    Entry entry = full(std::to_string(i));
    if (i == 3) entry.record = Uuid::of_name("test", "another");
    note(entry);
  }
  const auto all = of(full("").record, 3);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].number, 5);
  EXPECT_EQ(all[1].number, 4);
  EXPECT_EQ(all[2].number, 2);
  EXPECT_TRUE(of(Uuid::fresh(), 3).empty());
  EXPECT_TRUE(of({}, 3).empty());
}

TEST_P(Journal, KeepsBatchesTogether) {
  for (int i = 1; i <= 3; ++i) {
    Entry entry = full(std::to_string(i));
    if (i == 2) entry.batch = {};
    note(entry);
  }
  database->read([](db::Connection& db) {
    const auto entries = of_batch(db, Uuid::of_name("test", "batch"));
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].after, "3");
    EXPECT_EQ(entries[1].after, "1");
    EXPECT_TRUE(of_batch(db, {}).empty());  // no batch is no batch of all that have none
    ASSERT_EQ(newest(db, 2).size(), 2u);
    EXPECT_EQ(newest(db, 2).front().number, 3);
    EXPECT_FALSE(entry(db, 99));
  });
}

TEST_P(Journal, IsWalkedFromTheOldest) {
  note_three();
  std::string walked;
  const auto broken = database->read([&](db::Connection& db) {
    return walk(db, [&](const Entry& entry) { walked += std::to_string(entry.number); });
  });
  EXPECT_EQ(walked, "123");
  EXPECT_EQ(broken, std::nullopt);
}

TEST_P(Journal, TakesManyAtOnce) {
  note(full("1"));
  change([&](db::Connection& db) { append_all(db, {full("2"), full("3")}); });
  EXPECT_EQ(note(full("4")), 4);
  EXPECT_EQ(broken(), std::nullopt);
}

TEST_P(Journal, KnowsWhichKindsChangedSince) {
  note_three();
  Entry other = full("4");
  other.kind = "goal";
  note(other);
  database->read([](db::Connection& db) {
    EXPECT_EQ(kinds_after(db, 0), (std::set<std::string>{"goal", full("").kind}));
    EXPECT_EQ(kinds_after(db, 3), (std::set<std::string>{"goal"}));
    EXPECT_EQ(kinds_after(db, 4), (std::set<std::string>{}));
  });
}

TEST_P(Journal, KnowsItsLastNumber) {
  EXPECT_EQ(database->read([](db::Connection& db) { return last_number(db); }), 0);
  note_three();
  EXPECT_EQ(database->read([](db::Connection& db) { return last_number(db); }), 3);
}

TEST_P(Journal, TurnsThePagesOfARecord) {
  for (int i = 1; i <= 5; ++i) note(full(std::to_string(i)));
  database->read([](db::Connection& db) {
    const Uuid record = full("").record;
    EXPECT_EQ(count_of_record(db, record), 5);
    const auto second = of_record(db, record, 2, 2);
    ASSERT_EQ(second.size(), 2u);
    EXPECT_EQ(second[0].number, 3);
    EXPECT_EQ(second[1].number, 2);
    EXPECT_EQ(of_record(db, record, 2, 4).size(), 1u);
  });
}

TEST_P(Journal, IsSearched) {
  note(full("1"));
  Entry other = full("2");
  other.kind = "goal";
  other.who = "Åse 100% Prøve";
  other.action = "created";
  note(other);
  const auto numbers = [&](Query query) {
    const Found found = database->read([&](db::Connection& db) { return find(db, query); });
    std::string all = std::to_string(found.total) + ":";
    for (const Entry& entry : found.entries) all += std::to_string(entry.number);
    return all;
  };
  EXPECT_EQ(numbers({}), "0:");  // no kinds, no entries
  EXPECT_EQ(numbers({{"need", "goal"}}), "2:21");
  EXPECT_EQ(numbers({{"need", "goal"}, "", "", true}), "2:12");
  EXPECT_EQ(numbers({{"need", "goal"}, "", "", false, 1, 1}), "2:1");
  EXPECT_EQ(numbers({{"goal"}}), "1:2");
  EXPECT_EQ(numbers({{"goa", "eed", "_oal"}}), "0:");
  EXPECT_EQ(numbers({{"need", "goal"}, "ÅSE"}), "1:2");
  EXPECT_EQ(numbers({{"need", "goal"}, "vikarer"}), "2:21");
  EXPECT_EQ(numbers({{"need", "goal"}, "100%"}), "1:2");
  EXPECT_EQ(numbers({{"need", "goal"}, "%"}), "1:2");
  EXPECT_EQ(numbers({{"need", "goal"}, "", "changed"}), "1:1");
}

INSTANTIATE_TEST_SUITE_P(Engines, Journal,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::journal

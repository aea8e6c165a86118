// The database on both engines: values, snapshots, common commits, migrations.

#include "db/db.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace samloft::db {
namespace {

class Databases : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    const char* server = std::getenv("SAMLOFT_TEST_POSTGRES");
    if (GetParam() == Engine::postgres && server == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    name = "samloft_test_" + Uuid::fresh().text();
    file = (std::filesystem::temp_directory_path() / (name + ".sqlite")).string();
    database = open();
    const auto made = database->write([](Connection& db) -> Result<void> {
      db.script("CREATE TABLE thing (id uuid PRIMARY KEY, word text, number bigint)");
      return {};
    });
    ASSERT_TRUE(made);
  }
  void TearDown() override {
    if (!database) return;
    if (GetParam() == Engine::postgres) {
      EXPECT_TRUE(database->write([&](Connection& db) -> Result<void> {
        db.script("DROP SCHEMA \"" + name + "\" CASCADE");
        return {};
      }));
    }
    database.reset();
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
  }
  std::unique_ptr<Database> open() {
    return std::make_unique<Database>(
        GetParam() == Engine::sqlite
            ? Location{Engine::sqlite, file, ""}
            : Location{Engine::postgres, std::getenv("SAMLOFT_TEST_POSTGRES"), name});
  }
  static void put(Connection& db, const std::string& word) {
    db.run("INSERT INTO thing (id, word, number) VALUES (:id, :word, 1)",
           {{"id", Uuid::fresh()}, {"word", word}});
  }
  std::int64_t count() {
    return database->read([](Connection& db) { return db.number("SELECT count(*) FROM thing"); });
  }
  std::string name, file;
  std::unique_ptr<Database> database;
};

TEST_P(Databases, KeepEveryValueAsItIs) {
  const Uuid id = Uuid::parse("0000000000000000000000000z").value();
  const std::string word = "Æ'; DROP TABLE thing; -- :word % \"\n\t🌱";
  ASSERT_TRUE(database->write([&](Connection& db) -> Result<void> {
    db.run("INSERT INTO thing (id, word, number) VALUES (:id, :word, :number)",
           {{"id", id}, {"word", word}, {"number", std::int64_t{-9'000'000'000'000'000'000}}});
    db.run("INSERT INTO thing (id, word, number) VALUES (:id, :word, :number)",
           {{"id", Uuid::fresh()}, {"word", Value{}}, {"number", Value{}}});
    return {};
  }));
  database->read([&](Connection& db) {
    const auto row = db.first<Uuid, std::string, std::int64_t>(
        "SELECT id, word, number FROM thing WHERE id = :id", {{"id", id}});
    ASSERT_TRUE(row);
    EXPECT_EQ(*row, std::make_tuple(id, word, std::int64_t{-9'000'000'000'000'000'000}));
    int nulls = 0;
    db.each("SELECT word, number FROM thing WHERE word IS NULL", "ti", {}, [&](const Row& empty) {
      nulls += empty.is_null(0) && empty.is_null(1) && empty.text(0).empty();
    });
    EXPECT_EQ(nulls, 1);
  });
}

TEST_P(Databases, ReadOneSnapshotWhileOthersWrite) {
  database->read([&](Connection& db) {
    EXPECT_EQ(db.number("SELECT count(*) FROM thing"), 0);
    std::thread other([&] {
      EXPECT_TRUE(database->write([](Connection& writer) -> Result<void> {
        put(writer, "ny");
        return {};
      }));
    });
    other.join();
    EXPECT_EQ(db.number("SELECT count(*) FROM thing"), 0);
  });
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, KeepNothingOfAProblem) {
  const auto outcome = database->write([](Connection& db) -> Result<int> {
    put(db, "halv");
    return Problem::invalid("nei");
  });
  EXPECT_FALSE(outcome);
  EXPECT_EQ(count(), 0);
}

TEST_P(Databases, CarryAnExceptionToTheOneWhoAsked) {
  EXPECT_THROW((void)database->write([](Connection& db) -> Result<void> {
    put(db, "halv");
    throw std::runtime_error("midt i");
  }), std::runtime_error);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(database->write([](Connection& db) -> Result<void> {
    put(db, "hel");
    return {};
  }));
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, NameTheStatementThatBroke) {
  try {
    database->read([](Connection& db) { return db.number("SELECT nothing FROM nowhere"); });
    FAIL() << "a wrong statement throws";
  } catch (const Broken& broken) {
    EXPECT_NE(std::string(broken.what()).find("nowhere"), std::string::npos);
  }
  EXPECT_EQ(count(), 0);
}

// Every acknowledged write is there; those that failed in the same commit are not.
TEST_P(Databases, CommitWritesOfManyTogether) {
  std::vector<std::thread> writers;
  std::atomic<int> kept{0};
  for (int writer = 0; writer < 16; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 20; ++i) {
        const bool refused = (writer + i) % 5 == 0;
        const auto outcome = database->write([&](Connection& db) -> Result<void> {
          put(db, std::to_string(writer));
          if (refused) return Problem::invalid("nei");
          return {};
        });
        EXPECT_EQ(outcome.has_value(), !refused);
        if (outcome) ++kept;
      }
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(kept, 256);
  EXPECT_EQ(count(), 256);
}

TEST_P(Databases, KeepWhatWasWrittenWhenOpenedAgain) {
  ASSERT_TRUE(database->write([](Connection& db) -> Result<void> {
    put(db, "varig");
    return {};
  }));
  database.reset();
  database = open();
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, MigrateOnceAndRefuseNewerOnes) {
  const std::vector<Migration> steps{{"a", "schema", "CREATE TABLE a (x bigint)"},
                                     {"b", "schema", "CREATE TABLE b (x bigint)"}};
  database->migrate(steps);
  database->migrate(steps);
  EXPECT_EQ(database->applied_steps(), (std::vector<std::string>{"a/schema", "b/schema"}));
  EXPECT_THROW(database->migrate(std::span(steps).first(1)), Broken);
}

TEST_P(Databases, UndoAMigrationThatFails) {
  EXPECT_THROW(database->migrate(std::vector<Migration>{{"a", "schema", "CREATE TABLE a (x bigint)"},
                                                        {"b", "schema", "CREATE NONSENSE"}}),
               Broken);
  database->migrate(std::vector<Migration>{{"a", "schema", "CREATE TABLE a (x bigint)"}});
}

TEST_P(Databases, CountStatements) {
  database->read([](Connection& db) {
    const auto before = db.statements();
    db.number("SELECT count(*) FROM thing");
    db.number("SELECT count(*) FROM thing");
    EXPECT_EQ(db.statements() - before, 2);
  });
}

INSTANTIATE_TEST_SUITE_P(Engines, Databases, ::testing::Values(Engine::sqlite, Engine::postgres),
                         [](const auto& info) {
                           return info.param == Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::db

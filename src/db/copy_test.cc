// Copies on both engines: of one moment, whole, and never over what is there.

#include "db/copy.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "db/connection.h"

namespace samloft::db {
namespace {

namespace fs = std::filesystem;

class Copies : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    const char* server = std::getenv("SAMLOFT_TEST_POSTGRES");
    if (GetParam() == Engine::postgres && server == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    fs::create_directories(folder);
    const std::string name = "samloft_test_" + Uuid::fresh().text();
    here = GetParam() == Engine::postgres ? Location{Engine::postgres, server, name}
                                          : Location{Engine::sqlite, (folder / "here.sqlite").string(), ""};
    database = std::make_unique<Database>(here);
    change("CREATE TABLE pair (id bigint PRIMARY KEY, half bigint NOT NULL)");
    change("CREATE TABLE child (id bigint PRIMARY KEY, pair bigint NOT NULL REFERENCES pair (id))");
  }
  void TearDown() override {
    if (database && GetParam() == Engine::postgres) change("DROP SCHEMA \"" + here.schema + "\" CASCADE");
    database.reset();
    fs::remove_all(folder);
  }
  void change(const std::string& sql) {
    ASSERT_TRUE(database->write([&](Connection& db) -> Result<void> {
      db.script(sql);
      return {};
    }));
  }
  std::int64_t count(Database& of, const std::string& table) {
    return of.read([&](Connection& db) { return db.number("SELECT count(*) FROM " + table); });
  }

  const fs::path folder = fs::temp_directory_path() / ("samloft_copy_" + Uuid::fresh().text());
  const std::string file = (folder / "copy").string();
  Location here;
  std::unique_ptr<Database> database;
};

TEST_P(Copies, AreNotWrittenOverAFile) {
  std::ofstream(file) << "theirs";
  EXPECT_THROW(copy_to(here, file), Broken);
  std::string text;
  std::ifstream(file) >> text;
  EXPECT_EQ(text, "theirs");
}

TEST_P(Copies, AreNotMadeOfNothing) {
  Location nowhere = here;
  nowhere.schema = "samloft_test_nowhere";
  nowhere.address = GetParam() == Engine::sqlite ? (folder / "nowhere.sqlite").string() : here.address;
  EXPECT_FALSE(exists(nowhere));
  EXPECT_THROW(copy_to(nowhere, file), Broken);
  EXPECT_FALSE(exists(nowhere));
  EXPECT_TRUE(exists(here));
}

TEST_P(Copies, ArePutBackOnlyWhereNothingIs) {
  change("INSERT INTO pair VALUES (1, 1)");
  copy_to(here, file);
  EXPECT_THROW(put_back(here, file), Broken);
  EXPECT_EQ(count(*database, "pair"), 1);
}

// Two rows are written together all the time; no copy has one without the other.
TEST_P(Copies, AreOfOneMoment) {
  std::atomic<bool> enough = false;
  std::thread writer([&] {
    for (int i = 0; !enough; i += 2) {
      change("INSERT INTO pair VALUES (" + std::to_string(i) + ", 1), (" + std::to_string(i + 1) +
             ", 2); INSERT INTO child VALUES (" + std::to_string(i) + ", " + std::to_string(i) + ")");
    }
  });
  while (count(*database, "pair") < 20) std::this_thread::yield();
  copy_to(here, file);
  enough = true;
  writer.join();
  // SQLite's copy opens where it lies; PostgreSQL's goes back to the schema it was of.
  Location there = here;
  if (GetParam() == Engine::sqlite) {
    there.address = (folder / "there.sqlite").string();
  } else {
    change("DROP SCHEMA \"" + here.schema + "\" CASCADE");
    database.reset();
  }
  put_back(there, file);
  Database back(there);
  const auto pairs = count(back, "pair");
  EXPECT_GE(pairs, 20);
  EXPECT_EQ(pairs, 2 * count(back, "child"));
  EXPECT_TRUE(back.damage().empty());
  if (!database) database = std::make_unique<Database>(here);
}

TEST_P(Copies, AndDatabasesAreFoundDamaged) {
  change("INSERT INTO pair VALUES (1, 1); INSERT INTO child VALUES (1, 1)");
  EXPECT_TRUE(database->damage().empty());
  // What a program without our rules could do.
  connect(here, Access::write)
      ->script(GetParam() == Engine::sqlite
                   ? "PRAGMA foreign_keys = OFF; DELETE FROM pair"
                   : "ALTER TABLE child DISABLE TRIGGER ALL; ALTER TABLE pair DISABLE TRIGGER ALL;"
                     "DELETE FROM pair");
  EXPECT_EQ(database->damage(),
            std::vector<std::string>{"a reference from child to pair leads nowhere"});
}

INSTANTIATE_TEST_SUITE_P(Engines, Copies, ::testing::Values(Engine::sqlite, Engine::postgres),
                         [](const auto& info) {
                           return info.param == Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::db

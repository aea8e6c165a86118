// What is stored against what the journal says, on both engines.

#include "records/audit.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "db/db.h"
#include "journal/journal.h"
#include "records/image.h"
#include "records/records.h"

namespace samloft::records {

// Of records_test.cc.
std::vector<Kind> kinds_for_tests();
std::shared_ptr<db::Database> database_for_tests(db::Engine engine);

namespace {

class Audited : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && std::getenv("SAMLOFT_TEST_POSTGRES") == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    database = database_for_tests(GetParam());
    kinds.add(kinds_for_tests());
  }
  Uuid put_plan(const std::string& title, const std::string& more = "") {
    auto record = kinds.by_name("plan")->make();
    read_image("{\"id\":\"" + Uuid::fresh().text() + "\",\"title\":\"" + title +
                   "\",\"state\":\"finished\"" + more + "}",
               *record);
    const auto made = database->write([&](db::Connection& db) {
      Work work = working(db);
      return create(work, *kinds.by_name("plan"), *record);
    });
    EXPECT_TRUE(made);
    return record->id;
  }
  Work working(db::Connection& db) {
    static const Viewer viewer = Viewer::command_line();
    return {db, kinds, viewer, Instant{1795572000000}, {}};
  }
  void rename(const Uuid& id, const std::string& title) {
    const auto saved = database->write([&](db::Connection& db) -> Result<void> {
      Work work = working(db);
      auto record = kinds.by_name("plan")->make();
      EXPECT_TRUE(load(db, *kinds.by_name("plan"), id, *record));
      std::string image_now = image(*record);
      const auto at = image_now.find("\"title\":\"");
      image_now.replace(at, image_now.find('"', at + 9) - at + 1, "\"title\":\"" + title + "\"");
      const auto version = record->version;
      read_image(image_now, *record);
      record->version = version;
      return save(work, *kinds.by_name("plan"), *record);
    });
    EXPECT_TRUE(saved);
  }
  // What the audit says after a statement behind the journal's back; the statement is undone again.
  Audit after(const std::string& sql) {
    Audit found;
    (void)database->write([&](db::Connection& db) -> Result<void> {
      EXPECT_GT(db.run(sql), 0) << sql;
      found = audit(db, kinds);
      return Problem::invalid("only tried");
    });
    return found;
  }
  Audit now() {
    return database->read([&](db::Connection& db) { return audit(db, kinds); });
  }

  std::shared_ptr<db::Database> database;
  Kinds kinds;
};

TEST_P(Audited, NothingIsWrongWithNothing) {
  EXPECT_EQ(now().entries, 0);
  EXPECT_TRUE(now().deviations.empty());
  EXPECT_EQ(now().broken, std::nullopt);
}

TEST_P(Audited, WhatVerbsWroteIsWhatTheJournalSays) {
  const Uuid one = put_plan("En"), two = put_plan("To");
  rename(one, "Ein");
  std::int64_t removal = 0;
  ASSERT_TRUE(database->write([&](db::Connection& db) -> Result<void> {
    Work work = working(db);
    TRY_ASSIGN(removal, remove(work, *kinds.by_name("plan"), two));
    return {};
  }));
  Audit found = now();
  EXPECT_EQ(found.records, 1);
  EXPECT_EQ(found.entries, 4);
  EXPECT_TRUE(found.deviations.empty());
  ASSERT_TRUE(database->write([&](db::Connection& db) -> Result<Uuid> {
    Work work = working(db);
    return restore(work, removal);
  }));
  found = now();
  EXPECT_EQ(found.records, 2);
  EXPECT_TRUE(found.deviations.empty());
}

TEST_P(Audited, FindsAFieldThatWasChangedBehindTheJournal) {
  const Uuid id = put_plan("En");
  const Audit found = after("UPDATE test_plan SET state = 'draft'");
  ASSERT_EQ(found.deviations.size(), 1u);
  EXPECT_EQ(found.deviations.front().id, id);
  EXPECT_EQ(found.deviations.front().heading, "En");
  EXPECT_EQ(found.deviations.front().what, "differs from entry 1 of the journal");
  EXPECT_EQ(found.broken, std::nullopt);
}

TEST_P(Audited, FindsAHeadingThatTheFieldsDoNotGive) {
  put_plan("En");
  const Audit found = after("UPDATE record SET heading = 'Andre'");
  ASSERT_EQ(found.deviations.size(), 1u);
  EXPECT_EQ(found.deviations.front().what, "bears a heading that its fields do not give");
}

TEST_P(Audited, FindsARecordWithoutAnEntryAndOneThatIsGone) {
  const Uuid id = put_plan("En");
  Audit found = after("UPDATE journal SET record = NULL");
  ASSERT_EQ(found.deviations.size(), 2u);
  EXPECT_EQ(found.deviations[0].id, id);
  EXPECT_EQ(found.deviations[0].what, "is stored, but the journal does not know of it");
  EXPECT_EQ(found.deviations[1].what, "is gone, but entry 1 of the journal has it");
  EXPECT_EQ(found.broken, 1);
  (void)database->write([&](db::Connection& db) -> Result<void> {
    erase(db, *kinds.by_name("plan"), id);
    found = audit(db, kinds);
    return Problem::invalid("only tried");
  });
  ASSERT_EQ(found.deviations.size(), 1u);
  EXPECT_EQ(found.deviations.front().id, id);
  EXPECT_EQ(found.broken, std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Engines, Audited,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::records

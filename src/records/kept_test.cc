// What is made of a state: once for each state and question, never across two of them.

#include "records/kept.h"

#include <gtest/gtest.h>

#include <thread>

#include "access/site.h"
#include "db/db.h"
#include "records/image.h"
#include "records/records.h"

namespace samloft::records {

std::vector<Kind> kinds_for_tests();
std::shared_ptr<db::Database> database_for_tests(db::Engine engine);

namespace {

class KeptThings : public ::testing::Test {
 protected:
  void SetUp() override { kinds.add(kinds_for_tests()); }
  // How often a thing was made, after asking in a snapshot of this partnership and moment.
  int asked(const std::string& question) {
    database->read([&](db::Connection& connection) {
      const access::Visit visit = visit_on(connection);
      kept.of(visit)->of<int>(question, [&] { return ++made; });
    });
    return made;
  }
  access::Visit visit_on(db::Connection& connection) {
    return {site, request, {}, {}, {}, Texts(), now, {}, "", partnership, &connection};
  }
  void change() {
    const auto done = database->write([&](db::Connection& connection) -> Result<void> {
      const Viewer viewer = Viewer::command_line();
      Work work{connection, kinds, viewer, now, {}};
      auto record = kinds.by_name("person")->make();
      read_image(R"({"id": ")" + Uuid::fresh().text() + R"(", "name": "Kari"})", *record);
      TRY(create(work, *kinds.by_name("person"), *record));
      return {};
    });
    ASSERT_TRUE(done);
  }
  std::shared_ptr<db::Database> database = database_for_tests(db::Engine::sqlite);
  access::Site site{access::SiteParts{*database, {}, {}, {}, "", false, {}, {}}};
  web::Request request;
  access::Partnership partnership{Uuid::fresh(), "fjordby", "Fjordby"};
  Instant now{1795572000000};
  Kinds kinds;
  Kept kept;
  int made = 0;
};

TEST_F(KeptThings, AreMadeOnceWhileNothingChanges) {
  EXPECT_EQ(asked("a"), 1);
  EXPECT_EQ(asked("a"), 1);
  EXPECT_EQ(asked("b"), 2) << "another question";
  change();
  EXPECT_EQ(asked("a"), 3) << "another state";
  now.milliseconds += kDay;
  EXPECT_EQ(asked("a"), 4) << "another day";
  partnership.id = Uuid::fresh();
  EXPECT_EQ(asked("a"), 5) << "another partnership";
}

// A write may be undone, and its number be given to another.
TEST_F(KeptThings, AreNotMadeInAWrite) {
  change();
  request.method = "POST";
  const auto undone = database->write([&](db::Connection& connection) -> Result<void> {
    const Viewer viewer = Viewer::command_line();
    Work work{connection, kinds, viewer, now, {}};
    auto record = kinds.by_name("person")->make();
    read_image(R"({"id": ")" + Uuid::fresh().text() + R"(", "name": "Kari"})", *record);
    TRY(create(work, *kinds.by_name("person"), *record));
    EXPECT_EQ(*kept.of(visit_on(connection))->of<int>("a", [] { return 1; }), 1);
    return Problem::invalid(Message());
  });
  ASSERT_FALSE(undone);
  change();
  request.method = "GET";
  database->read([&](db::Connection& connection) {
    EXPECT_EQ(*kept.of(visit_on(connection))->of<int>("a", [] { return 2; }), 2);
  });
}

TEST_F(KeptThings, OfAnOlderSnapshotAreNotGivenToNewerOnes) {
  change();
  database->read([&](db::Connection& connection) {
    const access::Visit old = visit_on(connection);
    kept.of(old)->of<int>("a", [] { return 1; });
    // Another visit sees a newer state meanwhile.
    std::thread([&] {
      change();
      database->read([&](db::Connection& newer) {
        EXPECT_EQ(*kept.of(visit_on(newer))->of<int>("a", [] { return 2; }), 2);
      });
    }).join();
    EXPECT_EQ(*kept.of(old)->of<int>("a", [] { return 3; }), 3) << "made for itself";
  });
  database->read([&](db::Connection& connection) {
    EXPECT_EQ(*kept.of(visit_on(connection))->of<int>("a", [] { return 4; }), 2);
  });
}

TEST_F(KeptThings, OfSomeKindsLastUntilOneOfThemChanges) {
  int read = 0;
  const auto reads_of = [&](const std::vector<std::string>& named) {
    database->read([&](db::Connection& connection) {
      kept.of(visit_on(connection))->of_kinds<int>(named.front(), named, [&] { return ++read; });
    });
    return read;
  };
  EXPECT_EQ(reads_of({"unit"}), 1);
  EXPECT_EQ(reads_of({"holding", "person"}), 2);
  change();
  EXPECT_EQ(reads_of({"unit"}), 2) << "a person changed, no unit";
  EXPECT_EQ(reads_of({"holding", "person"}), 3);
  EXPECT_EQ(reads_of({"holding", "person"}), 3);
  change();
  change();
  EXPECT_EQ(reads_of({"unit"}), 3) << "two changes, and nobody looked between them";
  now.milliseconds += kDay;
  EXPECT_EQ(reads_of({"unit"}), 3) << "another day";
  EXPECT_EQ(reads_of({"holding", "person"}), 4);
}

TEST_F(KeptThings, AreForgottenWhenTheyAreMany) {
  for (int i = 0; i < 200; ++i) asked("question " + std::to_string(i));
  EXPECT_EQ(asked("question 0"), 201);
  const Uuid first = partnership.id;
  for (int i = 0; i < 50; ++i) {
    partnership.id = Uuid::fresh();
    asked("x");
  }
  partnership.id = first;
  EXPECT_EQ(asked("question 0"), 252) << "of partnerships that nobody looked at for long";
}

TEST_F(KeptThings, AreForgottenInTheOrderTheyWereAskedFor) {
  for (int i = 0; i < 48; ++i) asked("question " + std::to_string(i));
  asked("question 0");
  asked("one more");
  const int before = made;
  EXPECT_EQ(asked("question 0"), before);
  EXPECT_EQ(asked("question 1"), before + 1);
}

TEST_F(KeptThings, AreMadeAgainAfterAFailure) {
  database->read([&](db::Connection& connection) {
    const auto made_now = kept.of(visit_on(connection));
    EXPECT_THROW(made_now->of<int>("a", []() -> int { throw Broken("no"); }), Broken);
    EXPECT_EQ(*made_now->of<int>("a", [] { return 7; }), 7);
  });
}

}  // namespace
}  // namespace samloft::records

// Databases are opened once, and closed when nobody has them.

#include "open_databases.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <thread>

namespace samloft::app {
namespace {

using std::chrono_literals::operator""min;

class Opened : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string folder =
      (std::filesystem::temp_directory_path() / ("samloft_test_" + Uuid::fresh().text())).string();
  int openings = 0;
  OpenDatabases::Clock::time_point now;
  OpenDatabases open{[this](const Uuid& id) {
                       ++openings;
                       std::filesystem::create_directories(folder);
                       return std::make_shared<db::Database>(
                           db::Location{db::Engine::sqlite, folder + "/" + id.text(), ""});
                     },
                     [this] { return now; }};
  const Uuid one = Uuid::of_name("test", "one"), other = Uuid::of_name("test", "other");
};

TEST_F(Opened, OnceForAllWhoAsk) {
  EXPECT_EQ(open.of(one), open.of(one));
  open.of(other);
  EXPECT_EQ(openings, 2);
  EXPECT_EQ(open.open_now().size(), 2u);
}

TEST_F(Opened, RestAndAreClosedUnlessSomeoneHasThem) {
  const auto held = open.of(one);
  open.of(other);
  now += 9min;
  open.close_resting(10min);
  EXPECT_EQ(open.open_now().size(), 2u);
  const db::Database* seen = nullptr;  // looking is not asking
  open.if_open(one, [&](db::Database& database) { seen = &database; });
  EXPECT_EQ(seen, held.get());
  open.if_open(Uuid::of_name("test", "third"), [](db::Database&) { FAIL() << "it is not open"; });
  now += 1min;
  open.close_resting(10min);
  ASSERT_EQ(open.open_now().size(), 1u);
  EXPECT_EQ(open.of(one), held) << "who has it and who asks next have the same";
  now += 10min;
  open.close_resting(10min);
  EXPECT_EQ(open.open_now().size(), 1u);
  EXPECT_EQ(openings, 2);
  open.of(other);
  EXPECT_EQ(openings, 3);
}

TEST_F(Opened, BrieflyForWhatGoesThroughAll) {
  open.of(one);
  int done = 0;
  for (const Uuid& id : {one, other}) open.briefly(id, [&](db::Database&) { ++done; });
  EXPECT_EQ(done, 2);
  EXPECT_EQ(open.open_now().size(), 1u) << "what was open stays, the other is closed again";
  std::shared_ptr<db::Database> held;
  open.briefly(other, [&](db::Database&) { held = open.of(other); });
  EXPECT_EQ(open.of(other), held) << "a visitor came meanwhile";
}

TEST_F(Opened, BrieflyByTwoAtOnce) {
  open.briefly(one, [&](db::Database&) { open.briefly(one, [](db::Database&) {}); });
  EXPECT_EQ(open.open_now().size(), 0u) << "the last one closes";
  EXPECT_EQ(openings, 1);
}

// What goes through the open ones every second meets what goes through all every hour.
TEST_F(Opened, ClosedByWhoMerelyFoundItOpen) {
  std::promise<void> opened, found;
  std::thread goes_through_all([&] {
    open.briefly(one, [&](db::Database&) {
      opened.set_value();
      found.get_future().wait();
    });
  });
  opened.get_future().wait();
  open.if_open(one, [&](db::Database&) {
    found.set_value();
    goes_through_all.join();
  });
  EXPECT_EQ(open.open_now().size(), 0u);
}

}  // namespace
}  // namespace samloft::app

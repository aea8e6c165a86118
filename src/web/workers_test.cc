// Turns of the callers: one worker, held until all tasks wait.

#include "web/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace samloft::web {
namespace {

class OneWorker : public ::testing::Test {
 protected:
  // The worker holds a first task, until the gate opens.
  OneWorker() {
    std::promise<void> begun;
    workers.take("first", {[&] {
                             begun.set_value();
                             gate.get_future().wait();
                           },
                           [] {}});
    begun.get_future().wait();
  }
  void ask(const std::string& caller, const std::string& what) {
    workers.take(caller, {[this, what] { done += what; }, [this, what] { refused += what; }});
  }
  std::string carried_out() {
    gate.set_value();
    workers.stop();
    return done;
  }
  std::promise<void> gate;
  std::string done, refused;
  Workers workers{1, 5};
};

TEST_F(OneWorker, TakesTheCallersInTurn) {
  for (const char* what : {"a", "b", "c", "d"}) ask("many", what);
  ask("one", "X");
  EXPECT_EQ(carried_out(), "aXbcd");
  EXPECT_EQ(refused, "");
}

TEST_F(OneWorker, RefusesTheNewestOfWhoAsksMost) {
  for (const char* what : {"a", "b", "c", "d", "e"}) ask("many", what);
  ask("one", "X");  // the sixth
  EXPECT_EQ(refused, "e");
  ask("many", "f");
  EXPECT_EQ(refused, "ef");
  ask("other", "Y");
  EXPECT_EQ(refused, "efd");
  EXPECT_EQ(carried_out(), "aXYbc");
}

// A task that rests lets the next be carried out, but no two work at a time.
TEST(Workers, CarryOutOthersWhileATaskRests) {
  std::promise<void> all_rest, kept;
  const auto wait_until_kept = kept.get_future().share();
  std::atomic<int> at_work{0}, most_at_work{0}, resting{0}, done{0};
  const auto task = [&] {
    most_at_work = std::max<int>(most_at_work, ++at_work);
    --at_work;
    {
      const Resting rest;
      if (++resting == 3) all_rest.set_value();
      wait_until_kept.wait();
    }
    ++done;
  };
  Workers workers{1, 5};
  for (int i = 0; i < 3; ++i) workers.take("caller", {task, [] { ADD_FAILURE(); }});
  all_rest.get_future().wait();  // one thread alone would wait for ever
  EXPECT_EQ(most_at_work, 1);
  std::promise<void> meanwhile;
  workers.take("caller", {[&] { meanwhile.set_value(); }, [] {}});
  meanwhile.get_future().wait();
  kept.set_value();
  workers.stop();
  EXPECT_EQ(done, 3);
}

TEST_F(OneWorker, RefusesAllOnceItIsStopped) {
  EXPECT_EQ(carried_out(), "");
  ask("late", "a");
  EXPECT_EQ(refused, "a");
  EXPECT_EQ(done, "");
}

}  // namespace
}  // namespace samloft::web

// Turns of the callers: one worker, held until all tasks wait.

#include "web/workers.h"

#include <gtest/gtest.h>

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

TEST_F(OneWorker, RefusesAllOnceItIsStopped) {
  EXPECT_EQ(carried_out(), "");
  ask("late", "a");
  EXPECT_EQ(refused, "a");
  EXPECT_EQ(done, "");
}

}  // namespace
}  // namespace samloft::web

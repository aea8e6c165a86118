// Turns of the callers: one worker, held until all tasks wait.

#include "web/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

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
  Workers workers{{.at_a_time = 1, .most = 1, .longest_queue = 5}};
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
  Workers workers{{.at_a_time = 1, .most = 1, .longest_queue = 5}};
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

// Whoever asks for a page does not wait behind two large imports, and ten of those do not begin at once.
TEST(Workers, LetOthersPassWhatTakesLong) {
  std::promise<void> end;
  const auto until_the_end = end.get_future().share();
  std::atomic<int> begun{0};
  Workers workers{{.at_a_time = 1, .most = 3, .long_after = std::chrono::milliseconds(1)}};
  for (int i = 0; i < 4; ++i) {
    workers.take("caller", {[&] {
                              ++begun;
                              until_the_end.wait();
                            },
                            [] { ADD_FAILURE(); }});
  }
  while (begun < 3) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(begun, 3) << "two that take long and one at a time";
  EXPECT_EQ(workers.waiting(), 1u);
  end.set_value();
  workers.stop();
  EXPECT_EQ(begun, 4);
}

// Nobody else comes who would look whether there is room by now.
TEST(Workers, AreWatchedByThemselves) {
  std::promise<void> begun, end, passed;
  Workers workers{{.at_a_time = 1, .most = 2, .long_after = std::chrono::milliseconds(30)}};
  workers.take("one", {[&] {
                         begun.set_value();
                         end.get_future().wait();
                       },
                       [] { ADD_FAILURE(); }});
  begun.get_future().wait();
  std::this_thread::sleep_for(std::chrono::milliseconds(10));  // the other thread sleeps by now
  workers.take("other", {[&] { passed.set_value(); }, [] { ADD_FAILURE(); }});
  passed.get_future().wait();  // while the first goes on
  end.set_value();
}

// A thousand tasks of many callers, some of which rest and some of which take long: each once.
TEST(Workers, CarryOutEachTaskOnce) {
  std::atomic<int> done{0};
  Workers workers{{.at_a_time = 2, .most = 4, .long_after = std::chrono::milliseconds(1)}};
  for (int i = 0; i < 1000; ++i) {
    workers.take(std::to_string(i % 7), {[&done, i] {
                                           if (i % 3 == 0) const Resting rest;
                                           if (i % 50 == 0)
                                             std::this_thread::sleep_for(std::chrono::milliseconds(3));
                                           ++done;
                                         },
                                         [] { ADD_FAILURE(); }});
  }
  workers.stop();
  EXPECT_EQ(done, 1000);
}

TEST_F(OneWorker, RefusesAllOnceItIsStopped) {
  EXPECT_EQ(carried_out(), "");
  ask("late", "a");
  EXPECT_EQ(refused, "a");
  EXPECT_EQ(done, "");
}

}  // namespace
}  // namespace samloft::web

#include "jobs/jobs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include "base/result.h"

namespace samloft::jobs {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

// Counts, and lets a test wait for a count.
class Counter {
 public:
  void add() {
    const std::lock_guard lock(mutex_);
    ++count_;
    changed_.notify_all();
  }
  bool reaches(int wanted) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return count_ >= wanted; });
  }
  int now() {
    const std::lock_guard lock(mutex_);
    return count_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

void unexpected(const std::string& name, const std::string& what) {
  ADD_FAILURE() << name << ": " << what;
}

TEST(Jobs, RunAtOnceAndThenEveryInterval) {
  Counter turns, other;
  Runner runner(unexpected);
  runner.every("often", 1ms, [&] { turns.add(); });
  runner.every("seldom", 1h, [&] { other.add(); });
  runner.start();
  EXPECT_TRUE(turns.reaches(5));
  EXPECT_TRUE(other.reaches(1));
  runner.stop();
  EXPECT_EQ(other.now(), 1);
}

TEST(Jobs, NeverMeetEachOther) {
  std::atomic<int> inside = 0;
  Counter turns;
  const auto work = [&] {
    EXPECT_EQ(++inside, 1);
    std::this_thread::sleep_for(1ms);
    --inside;
    turns.add();
  };
  Runner runner(unexpected);
  runner.every("one", 0ms, work);
  runner.every("two", 0ms, work);
  runner.start();
  EXPECT_TRUE(turns.reaches(20));
}

TEST(Jobs, ABusyJobDoesNotStarveAnother) {
  Counter other;
  Runner runner(unexpected);
  runner.every("busy", 0ms, [] { std::this_thread::sleep_for(2ms); });
  runner.every("other", 1ms, [&] { other.add(); });
  runner.start();
  EXPECT_TRUE(other.reaches(5));
}

TEST(Jobs, AJobThatThrowsIsToldOfAndTriedAgain) {
  Counter turns;
  std::mutex mutex;
  std::vector<std::string> told;
  Runner runner([&](const std::string& name, const std::string& what) {
    const std::lock_guard lock(mutex);
    told.push_back(name + ": " + what);
  });
  runner.every("shaky", 1ms, [&] {
    turns.add();
    if (turns.now() <= 2) throw std::runtime_error("no database");
  });
  runner.start();
  EXPECT_TRUE(turns.reaches(4));
  runner.stop();
  EXPECT_EQ(told, (std::vector<std::string>{"shaky: no database", "shaky: no database"}));
}

TEST(Jobs, WakeGivesATurnSoon) {
  Counter turns;
  Runner runner(unexpected);
  runner.every("mail", 1h, [&] { turns.add(); });
  runner.start();
  EXPECT_TRUE(turns.reaches(1));
  runner.wake("mail");
  EXPECT_TRUE(turns.reaches(2));
}

TEST(Jobs, WakeWhileUnderWayGivesOneMoreTurn) {
  Counter begun, ended;
  std::mutex gate;
  gate.lock();
  Runner runner(unexpected);
  runner.every("mail", 1h, [&] {
    begun.add();
    const std::lock_guard wait(gate);
    ended.add();
  });
  runner.start();
  EXPECT_TRUE(begun.reaches(1));
  for (int times = 0; times < 3; ++times) runner.wake("mail");
  gate.unlock();
  EXPECT_TRUE(ended.reaches(2));
  runner.stop();
  EXPECT_EQ(ended.now(), 2);
}

TEST(Jobs, AJobMayWakeAnother) {
  Counter turns;
  Runner runner(unexpected);
  runner.every("mail", 1h, [&] { turns.add(); });
  runner.every("import", 1h, [&] { runner.wake("mail"); });
  runner.start();
  EXPECT_TRUE(turns.reaches(2));
}

TEST(Jobs, StopReturnsPromptlyAndBeginsNothing) {
  Counter turns;
  Runner runner(unexpected);
  runner.every("seldom", 1h, [&] { turns.add(); });
  runner.start();
  EXPECT_TRUE(turns.reaches(1));
  const auto start = std::chrono::steady_clock::now();
  runner.stop();
  runner.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
  runner.wake("seldom");
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(turns.now(), 1);
}

TEST(Jobs, StopLetsTheJobUnderWayEnd) {
  Counter begun;
  std::atomic<bool> ended = false;
  Runner runner(unexpected);
  runner.every("slow", 1h, [&] {
    begun.add();
    std::this_thread::sleep_for(30ms);
    ended = true;
  });
  runner.start();
  EXPECT_TRUE(begun.reaches(1));
  runner.stop();
  EXPECT_TRUE(ended);
}

TEST(Jobs, RunnersWithoutJobsOrWithoutAStartEnd) {
  Runner idle(unexpected);
  idle.start();
  Runner never(unexpected);
  never.every("x", 1ms, [] { ADD_FAILURE(); });
}

TEST(Jobs, BrokenBeliefs) {
  Runner runner(unexpected);
  EXPECT_THROW(runner.wake("unknown"), Broken);
  runner.start();
  EXPECT_THROW(runner.start(), Broken);
  EXPECT_THROW(runner.every("late", 1ms, [] {}), Broken);
}

}  // namespace
}  // namespace samloft::jobs

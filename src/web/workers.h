// Threads that carry out waiting tasks. Each caller has a queue of its own and they take turns, so that
// one who asks ten thousand times is not served before one who asks once.
//
// As few tasks as there are processors are carried out at a time: more would only take them from each
// other, and all would be late. Two sorts of task do not count among them, so that nobody waits behind
// them: one that rests, waiting for its write to be kept (so the disk is asked once for many), and one
// that has taken long already. Private to this part.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "base/resting.h"

namespace samloft::web {

struct Task {
  std::function<void()> run;
  std::function<void()> refuse;
};

struct WorkersLimits {
  std::size_t at_a_time = 2;  // tasks that are carried out at a time, but for those that rest or take long
  std::size_t most = 8;       // the same with those that take long; not fewer than at_a_time
  std::chrono::milliseconds long_after{20};
  std::size_t longest_queue = 2000;
};

class Workers final {
 public:
  explicit Workers(WorkersLimits limits);
  ~Workers() { stop(); }

  // Takes the task of a caller. When too much waits, the newest task of the caller with the most of
  // them is refused, at once and on this thread: maybe this one.
  void take(const std::string& caller, Task task);
  std::size_t waiting() const;
  // Carries out what waits, then ends the threads.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;
  using Queue = std::deque<Task>;
  enum class Counts { not_at_all, at_a_time, as_long };
  struct Worker final : Rests {
    explicit Worker(Workers& all) : all(all) {}
    void begin() override { all.rest(*this); }
    void end() override {}  // whoever has rested goes on at once: what is left to do is short
    Workers& all;
    Counts counts = Counts::not_at_all;  // its task
    Clock::time_point begun;
    std::thread thread;
  };

  void work(Worker& self);
  void carry_out(Worker& self, std::unique_lock<std::mutex>& lock);
  void watch(std::unique_lock<std::mutex>& lock);
  void rest(Worker& self);
  void count_no_longer(Worker& one);
  bool has_room();
  void call_one();
  void add_thread();
  Task next();
  Task give_up_one();

  const WorkersLimits limits_;
  mutable std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::map<std::string, Queue> queues_;  // none of them is empty
  std::deque<std::string> turns_;        // each caller with a queue once
  std::size_t waiting_ = 0;
  std::list<Worker> workers_;
  std::size_t idle_ = 0;      // threads without a task
  std::size_t at_work_ = 0;   // tasks that count among those at a time
  std::size_t long_ = 0;      // tasks that count as long
  std::size_t called_ = 0;    // threads that were woken for a task and have not taken one yet
  bool watched_ = false;      // one of the idle sees to those that wait behind long ones
  bool stopping_ = false;
};

}  // namespace samloft::web

// Jobs: work that a process does by itself every so often, such as sending mails. One thread runs
// them one after the other, so jobs never meet each other, and a slow one makes the others late.
//
//   jobs::Runner runner(log_failure);
//   runner.every("mail", 30s, [&] { … });
//   runner.start();
//   runner.wake("mail");  // after an invitation
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace samloft::jobs {

class Runner {
 public:
  // Told on the runner's thread when a job throws; must not throw itself. `what` is for operators.
  using Failed = std::function<void(const std::string& name, const std::string& what)>;

  explicit Runner(Failed failed) : failed_(std::move(failed)) {}
  ~Runner() { stop(); }
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  // Adds a job; only before start(). Its first turn comes at once, each later one an interval after
  // the one before has ended. A job that throws is told of and gets its next turn as usual.
  void every(std::string name, std::chrono::milliseconds interval, std::function<void()> work);

  void start();
  // Returns as soon as the job under way, if any, has ended; no other is begun. May be called again
  // and by any thread but a job's own.
  void stop();

  // Gives the job a turn as soon as the thread is free; if it is under way, once more after that.
  // From any thread, jobs included. An unknown name is a broken belief.
  void wake(std::string_view name);

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Job {
    std::string name;
    std::chrono::milliseconds interval;
    std::function<void()> work;
    Moment next;
    bool woken = false;
  };

  void run();
  Job& next_job();
  void take_turn(Job& job);

  Failed failed_;
  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::vector<Job> jobs_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace samloft::jobs

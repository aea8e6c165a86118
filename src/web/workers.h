// Threads that carry out waiting tasks. Each caller has a queue of its own and they take turns, so that
// one who asks ten thousand times is not served before one who asks once. A task that rests, waiting for
// its write to be kept, lets another be carried out meanwhile, so that the disk is asked once for many.
// Private to this part.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/resting.h"

namespace samloft::web {

struct Task {
  std::function<void()> run;
  std::function<void()> refuse;
};

class Workers final : private Rests {
 public:
  // At most `count` tasks are carried out at a time, besides those that rest.
  Workers(std::size_t count, std::size_t longest_queue);
  ~Workers() override { stop(); }

  // Takes the task of a caller. When too much waits, the newest task of the caller with the most of
  // them is refused, at once and on this thread: maybe this one.
  void take(const std::string& caller, Task task);
  std::size_t waiting() const;
  // Carries out what waits, then ends the threads.
  void stop();

 private:
  using Queue = std::deque<Task>;
  void work();
  void begin() override;  // of a task's rest
  void end() override;
  void call_one();
  Task next();
  Task give_up_one();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Queue> queues_;  // none of them is empty
  std::deque<std::string> turns_;        // each caller with a queue once
  std::size_t waiting_ = 0;
  std::size_t count_, longest_queue_;
  std::size_t under_way_ = 0;  // tasks, those that rest included
  std::size_t resting_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace samloft::web

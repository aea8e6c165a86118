// Threads that carry out waiting tasks. Each caller has a queue of its own and they take turns, so that
// one who asks ten thousand times is not served before one who asks once. Private to this part.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace samloft::web {

struct Task {
  std::function<void()> run;
  std::function<void()> refuse;
};

class Workers {
 public:
  Workers(std::size_t count, std::size_t longest_queue);
  ~Workers() { stop(); }

  // Takes the task of a caller. When too much waits, the newest task of the caller with the most of
  // them is refused, at once and on this thread: maybe this one.
  void take(const std::string& caller, Task task);
  std::size_t waiting() const;
  // Carries out what waits, then ends the threads.
  void stop();

 private:
  using Queue = std::deque<Task>;
  void work();
  Task next();
  Task give_up_one();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Queue> queues_;  // none of them is empty
  std::deque<std::string> turns_;        // each caller with a queue once
  std::size_t waiting_ = 0;
  std::size_t longest_queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace samloft::web

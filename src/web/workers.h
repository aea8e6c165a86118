// Threads that carry out waiting tasks, first come first served. Private to this part.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace samloft::web {

class Workers {
 public:
  Workers(std::size_t count, std::size_t longest_queue);
  ~Workers() { stop(); }

  // False when too much waits already.
  bool take(std::function<void()> task);
  // Carries out what waits, then ends the threads.
  void stop();

 private:
  void work();
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t longest_queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace samloft::web

// The worker pool.
// Tested by workers_test.cc and server_test.cc

#include "web/workers.h"

#include <sys/resource.h>

#include <algorithm>

namespace samloft::web {
namespace {

// On a busy machine all workers together would leave the io thread a tenth of a processor, and every
// caller waits for that one.
constexpr int kBehindTheIoThread = 5;

}  // namespace

Workers::Workers(std::size_t count, std::size_t longest_queue) : longest_queue_(longest_queue) {
  for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
}

void Workers::take(const std::string& caller, Task task) {
  Task refused;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) {
      refused = std::move(task);
    } else {
      Queue& queue = queues_[caller];
      if (queue.empty()) turns_.push_back(caller);
      queue.push_back(std::move(task));
      if (++waiting_ > longest_queue_) refused = give_up_one();
    }
  }
  changed_.notify_one();
  if (refused.refuse) refused.refuse();
}

Task Workers::give_up_one() {
  const auto longest =
      std::max_element(queues_.begin(), queues_.end(), [](const auto& one, const auto& other) {
        return one.second.size() < other.second.size();
      });
  Task task = std::move(longest->second.back());
  longest->second.pop_back();
  --waiting_;
  if (longest->second.empty()) {
    turns_.erase(std::find(turns_.begin(), turns_.end(), longest->first));
    queues_.erase(longest);
  }
  return task;
}

Task Workers::next() {
  const auto queue = queues_.find(turns_.front());
  turns_.pop_front();
  Task task = std::move(queue->second.front());
  queue->second.pop_front();
  --waiting_;
  if (queue->second.empty()) {
    queues_.erase(queue);
  } else {
    turns_.push_back(queue->first);
  }
  return task;
}

std::size_t Workers::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

void Workers::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Workers::work() {
  ::setpriority(PRIO_PROCESS, 0, kBehindTheIoThread);  // of this thread alone, on Linux
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return stopping_ || waiting_ > 0; });
    if (waiting_ == 0) return;
    const Task task = next();
    lock.unlock();
    task.run();
    lock.lock();
  }
}

}  // namespace samloft::web

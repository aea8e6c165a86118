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
// Of threads whose tasks rest; then others wait as if nobody rested.
constexpr std::size_t kMostResting = 64;

}  // namespace

Workers::Workers(std::size_t count, std::size_t longest_queue)
    : count_(count), longest_queue_(longest_queue) {
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
      call_one();
    }
  }
  if (refused.refuse) refused.refuse();
}

// Sees to it that a thread takes the next task, if one more may be carried out.
void Workers::call_one() {
  if (waiting_ == 0 || under_way_ - resting_ >= count_) return;
  if (under_way_ < threads_.size()) {
    changed_.notify_one();
  } else if (threads_.size() < count_ + kMostResting && !stopping_) {
    threads_.emplace_back([this] { work(); });
  }
}

void Workers::begin() {
  const std::lock_guard lock(mutex_);
  ++resting_;
  call_one();
}

// Whoever has rested goes on at once: what is left to do is short, and somebody waits for it.
void Workers::end() {
  const std::lock_guard lock(mutex_);
  --resting_;
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
  tell_rests_to(this);
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] {
      return stopping_ || (waiting_ > 0 && under_way_ - resting_ < count_);
    });
    if (waiting_ == 0) return;
    const Task task = next();
    ++under_way_;
    lock.unlock();
    task.run();
    lock.lock();
    --under_way_;
  }
}

}  // namespace samloft::web

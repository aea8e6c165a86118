// The worker pool.
// Tested by server_test.cc

#include "web/workers.h"

namespace samloft::web {

Workers::Workers(std::size_t count, std::size_t longest_queue) : longest_queue_(longest_queue) {
  for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
}

bool Workers::take(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= longest_queue_) return false;
    waiting_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
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
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    auto task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace samloft::web

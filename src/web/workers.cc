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

// One thread more than tasks at a time, so that one can watch.
Workers::Workers(WorkersLimits limits) : limits_(limits) {
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i <= limits_.at_a_time; ++i) add_thread();
}

void Workers::add_thread() {
  Worker& one = workers_.emplace_back(*this);
  ++idle_;
  one.thread = std::thread([this, &one] { work(one); });
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
      if (++waiting_ > limits_.longest_queue) refused = give_up_one();
      call_one();
    }
  }
  if (refused.refuse) refused.refuse();
}

// Sees to it that a thread takes the next task if one more may be carried out, and else that one watches.
// Requests come in bunches: without counting who is on the way, each of them woke another thread for the
// same room.
void Workers::call_one() {
  if (waiting_ == 0 || called_ >= idle_) return;
  const bool is_wanted = has_room() ? at_work_ + called_ < limits_.at_a_time : !watched_ && called_ == 0;
  if (!is_wanted) return;
  ++called_;
  changed_.notify_one();
}

// Whether one more task may be carried out, now that some may have taken long.
bool Workers::has_room() {
  if (at_work_ < limits_.at_a_time) return true;
  const auto now = Clock::now();
  for (Worker& one : workers_) {
    if (limits_.at_a_time + long_ >= limits_.most) break;
    if (one.counts != Counts::at_a_time || now - one.begun < limits_.long_after) continue;
    one.counts = Counts::as_long;
    --at_work_;
    ++long_;
  }
  return at_work_ < limits_.at_a_time;
}

void Workers::count_no_longer(Worker& one) {
  if (one.counts == Counts::at_a_time) --at_work_;
  if (one.counts == Counts::as_long) --long_;
  one.counts = Counts::not_at_all;
}

void Workers::rest(Worker& self) {
  const std::lock_guard lock(mutex_);
  count_no_longer(self);
  call_one();
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
  for (Worker& one : workers_) one.thread.join();
  workers_.clear();
}

void Workers::work(Worker& self) {
  ::setpriority(PRIO_PROCESS, 0, kBehindTheIoThread);  // of this thread alone, on Linux
  tell_rests_to(&self);
  std::unique_lock lock(mutex_);
  while (waiting_ > 0 || !stopping_) {
    if (waiting_ > 0 && has_room()) {
      carry_out(self, lock);
    } else if (waiting_ > 0 && !watched_) {
      watch(lock);
    } else {
      changed_.wait(lock);
      if (called_ > 0) --called_;
    }
  }
  changed_.notify_all();  // the others may go too
}

void Workers::carry_out(Worker& self, std::unique_lock<std::mutex>& lock) {
  const Task task = next();
  self.counts = Counts::at_a_time;
  self.begun = Clock::now();
  ++at_work_;
  --idle_;
  if (called_ > 0) --called_;  // whoever was woken for it
  if (idle_ == 0 && !stopping_ && workers_.size() < limits_.most + kMostResting) add_thread();
  if (waiting_ > 0 && !watched_) changed_.notify_one();
  lock.unlock();
  task.run();
  lock.lock();
  ++idle_;
  count_no_longer(self);
}

// Waits, but no longer than until those at work may count as long.
void Workers::watch(std::unique_lock<std::mutex>& lock) {
  watched_ = true;
  changed_.wait_for(lock, limits_.long_after);
  if (called_ > 0) --called_;
  watched_ = false;
}

}  // namespace samloft::web

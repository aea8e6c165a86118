// The thread that gives jobs their turns.
// Tested by jobs_test.cc

#include <algorithm>

#include "base/figures.h"
#include "base/result.h"
#include "jobs/jobs.h"

namespace samloft::jobs {

using Clock = std::chrono::steady_clock;

namespace {
constexpr Figure kTurns{"samloft_job_seconds", "Turns that jobs took."};
constexpr Figure kFailures{"samloft_job_failures_total", "Turns that ended with a failure."};
}  // namespace

void Runner::every(std::string name, std::chrono::milliseconds interval,
                   std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  ensure(!thread_.joinable(), "jobs are added before the runner starts");
  count(kFailures, label("job", name), 0);  // a first failure is a rise
  jobs_.push_back({std::move(name), interval, std::move(work), Clock::now()});
}

void Runner::start() {
  const std::lock_guard lock(mutex_);
  ensure(!thread_.joinable(), "a runner starts once");
  stopping_ = false;
  thread_ = std::thread([this] { run(); });
}

void Runner::stop() {
  std::thread ending;
  {
    const std::lock_guard lock(mutex_);
    ensure(thread_.get_id() != std::this_thread::get_id(), "no job stops its own runner");
    stopping_ = true;
    ending = std::move(thread_);
  }
  changed_.notify_all();
  if (ending.joinable()) ending.join();
}

void Runner::wake(std::string_view name) {
  {
    const std::lock_guard lock(mutex_);
    const auto job =
        std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& one) { return one.name == name; });
    ensure(job != jobs_.end(), "only known jobs are woken");
    job->woken = true;
  }
  changed_.notify_all();
}

void Runner::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (jobs_.empty()) {
      changed_.wait(lock);
      continue;
    }
    Job& job = next_job();
    if (!job.woken && job.next > Clock::now()) {
      changed_.wait_until(lock, job.next);
      continue;
    }
    job.woken = false;
    lock.unlock();
    take_turn(job);
    lock.lock();
    job.next = Clock::now() + job.interval;
  }
}

// Woken jobs count as due now, so that they do not push past one that has waited longer.
Runner::Job& Runner::next_job() {
  const auto now = Clock::now();
  const auto due = [&](const Job& job) { return job.woken ? std::min(job.next, now) : job.next; };
  return *std::min_element(jobs_.begin(), jobs_.end(),
                           [&](const Job& a, const Job& b) { return due(a) < due(b); });
}

void Runner::take_turn(Job& job) {
  const auto begun = Clock::now();
  try {
    job.work();
  } catch (const std::exception& failure) {  // its next turn comes as if nothing had happened
    count(kFailures, label("job", job.name));
    failed_(job.name, failure.what());
  }
  observe(kTurns, label("job", job.name), std::chrono::duration<double>(Clock::now() - begun).count());
}

}  // namespace samloft::jobs

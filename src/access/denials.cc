// Counting what is told of a minute.
// Tested by events_test.cc

#include "access/denials.h"

namespace samloft::access {
namespace {

constexpr int kMostOfAccount = 20, kMostOfAll = 200;

}  // namespace

Denials::Say Denials::of(const std::string& who, Instant now) {
  const std::lock_guard lock(mutex_);
  if (const std::int64_t minute = now.milliseconds / kMinute; minute != minute_) {
    minute_ = minute;
    all_ = 0;
    of_account_.clear();
  }
  if (all_ >= kMostOfAll) return Say::nothing;
  int& mine = of_account_[who];
  if (mine >= kMostOfAccount) return Say::nothing;
  ++mine;
  ++all_;
  const bool last = mine == kMostOfAccount || all_ == kMostOfAll;
  return last ? Say::it_and_that_no_more_follow : Say::it;
}

}  // namespace samloft::access

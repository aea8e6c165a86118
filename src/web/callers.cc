// Places for connections.
// Tested by callers_test.cc

#include "web/callers.h"

#include <sys/socket.h>

namespace samloft::web {

bool Callers::enter(int socket) {
  const std::lock_guard lock(mutex_);
  fresh_.clear();  // one that never got a number is gone already
  if (silent_.size() + at_work_.size() >= most_) {
    if (silent_.empty()) return false;
    send_away_the_longest_silent();
  }
  fresh_.push_back({socket, 0, false});
  return true;
}

// Its connection finds the end of the stream, closes itself, and leaves as one that is not known.
void Callers::send_away_the_longest_silent() {
  ::shutdown(silent_.front().socket, SHUT_RDWR);
  places_.erase(silent_.front().number);
  silent_.pop_front();
  ++sent_away_;
}

void Callers::named(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  if (fresh_.empty()) return;
  fresh_.front().number = number;
  silent_.splice(silent_.end(), fresh_);
  places_[number] = std::prev(silent_.end());
}

void Callers::begin(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(number);
  if (found == places_.end() || found->second->at_work) return;
  found->second->at_work = true;
  at_work_.splice(at_work_.end(), silent_, found->second);
}

void Callers::end(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(number);
  if (found == places_.end() || !found->second->at_work) return;
  found->second->at_work = false;
  silent_.splice(silent_.end(), at_work_, found->second);
}

void Callers::leave(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(number);
  if (found == places_.end()) return;
  (found->second->at_work ? at_work_ : silent_).erase(found->second);
  places_.erase(found);
}

std::size_t Callers::count() const {
  const std::lock_guard lock(mutex_);
  return silent_.size() + at_work_.size();
}

std::size_t Callers::sent_away() const {
  const std::lock_guard lock(mutex_);
  return sent_away_;
}

}  // namespace samloft::web

// The connections of a server, and who gives up a place when all are taken: the one whose caller has
// been silent longest. So whoever holds thousands of connections open only takes from themselves, and
// those behind one address are not counted against each other. Private to this part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <unordered_map>

namespace samloft::web {

class Callers {
 public:
  explicit Callers(std::size_t most) : most_(most) {}

  // A connection comes on this socket. False when all places are held by requests at work; else it
  // has a place, which is made by shutting down the socket of the longest silent one if need be.
  bool enter(int socket);
  // The number of the connection that entered last.
  void named(std::uint64_t number);
  // Its request has arrived; its answer is on the way; it is closed.
  void begin(std::uint64_t number);
  void end(std::uint64_t number);
  void leave(std::uint64_t number);

  std::size_t count() const;
  std::size_t sent_away() const;  // how many have lost their place, ever

 private:
  struct Caller {
    int socket;
    std::uint64_t number;
    bool at_work;
  };
  using Place = std::list<Caller>::iterator;
  void send_away_the_longest_silent();

  mutable std::mutex mutex_;
  const std::size_t most_;
  std::size_t sent_away_ = 0;
  std::list<Caller> silent_;  // the longest silent first
  std::list<Caller> at_work_;
  std::list<Caller> fresh_;   // entered, and not named yet: one at most
  std::unordered_map<std::uint64_t, Place> places_;
};

}  // namespace samloft::web

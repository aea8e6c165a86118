// Who gives up a place, on real sockets.

#include "web/callers.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace samloft::web {
namespace {

// A connection with both of its ends.
class Pair {
 public:
  Pair() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()), 0); }
  ~Pair() {
    for (int end : ends_) ::close(end);
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  int ours() const { return ends_[0]; }
  bool is_open() const {
    char byte = 0;
    return ::recv(ends_[1], &byte, 1, MSG_DONTWAIT) < 0;  // nothing yet, rather than the end
  }

 private:
  std::array<int, 2> ends_{};
};

class CallersOfThree : public ::testing::Test {
 protected:
  void come(std::size_t which) {
    ASSERT_TRUE(callers.enter(pairs[which].ours()));
    callers.named(which + 1);
  }
  // Which of them are open, as digits.
  std::string open() const {
    std::string out;
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (pairs[i].is_open()) out += std::to_string(i);
    return out;
  }
  Callers callers{3};
  std::array<Pair, 6> pairs;
};

TEST_F(CallersOfThree, SendAwayTheLongestSilent) {
  for (std::size_t i = 0; i < 3; ++i) come(i);
  EXPECT_EQ(open(), "012345");
  come(3);
  EXPECT_EQ(open(), "12345");
  EXPECT_EQ(callers.count(), 3u);
  callers.begin(2);
  callers.end(2);  // it has spoken since
  come(4);
  EXPECT_EQ(open(), "1345");
  EXPECT_EQ(callers.sent_away(), 2u);
}

TEST_F(CallersOfThree, NeverSendAwayWhoIsAtWork) {
  for (std::size_t i = 0; i < 3; ++i) come(i);
  for (std::uint64_t number : {1, 2, 3}) callers.begin(number);
  EXPECT_FALSE(callers.enter(pairs[3].ours()));
  EXPECT_EQ(open(), "012345");
  callers.end(2);
  come(3);
  EXPECT_EQ(open(), "02345");
}

TEST_F(CallersOfThree, GetTheirPlacesBackWhenSomeoneLeaves) {
  for (std::size_t i = 0; i < 3; ++i) come(i);
  callers.begin(1);
  callers.leave(1);
  callers.leave(2);
  callers.leave(2);
  callers.end(1);
  EXPECT_EQ(callers.count(), 1u);
  come(3);
  come(4);
  EXPECT_EQ(open(), "012345");
}

TEST_F(CallersOfThree, ForgetOneThatNeverGotANumber) {
  EXPECT_TRUE(callers.enter(pairs[0].ours()));
  for (std::size_t i = 1; i < 4; ++i) come(i);
  EXPECT_EQ(callers.count(), 3u);
  EXPECT_EQ(open(), "012345");
}

}  // namespace
}  // namespace samloft::web

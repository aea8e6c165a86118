// Who hears of the rests of a thread.

#include "base/resting.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace samloft {
namespace {

struct Heard final : Rests {
  std::string all;
  void begin() override { all += "("; }
  void end() override { all += ")"; }
};

TEST(Rests, AreToldToTheListenerOfTheirThreadAlone) {
  Heard mine;
  { const Resting nobody_hears; }
  tell_rests_to(&mine);
  {
    const Resting rest;
    EXPECT_EQ(mine.all, "(");
    std::thread([] { const Resting of_another; }).join();
    EXPECT_EQ(mine.all, "(");
  }
  EXPECT_EQ(mine.all, "()");
  tell_rests_to(nullptr);
  { const Resting nobody_hears; }
  EXPECT_EQ(mine.all, "()");
}

}  // namespace
}  // namespace samloft

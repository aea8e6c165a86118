// What is counted, as Prometheus reads it.

#include "base/figures.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace samloft {
namespace {

bool says(const std::string& line) { return ("\n" + prometheus_text()).find("\n" + line + "\n") != std::string::npos; }

TEST(Figures, EscapeWhatALabelHolds) {
  EXPECT_EQ(label("route", "/a"), R"(route="/a")");
  EXPECT_EQ(label("route", "a\"b\\c\nd"), R"(route="a\"b\\c\nd")");
}

TEST(Figures, AddUp) {
  constexpr Figure kTried{"samloft_test_tried_total", "What the test tried."};
  count(kTried);
  count(kTried, "", 2);
  count(kTried, label("how", "well"));
  EXPECT_TRUE(says("# HELP samloft_test_tried_total What the test tried."));
  EXPECT_TRUE(says("# TYPE samloft_test_tried_total counter"));
  EXPECT_TRUE(says("samloft_test_tried_total 3"));
  EXPECT_TRUE(says(R"(samloft_test_tried_total{how="well"} 1)"));
}

TEST(Figures, SortTimesIntoSteps) {
  constexpr Figure kTook{"samloft_test_took_seconds", "How long."};
  for (double seconds : {0.001, 0.004, 20.0}) observe(kTook, label("route", "/"), seconds);
  EXPECT_TRUE(says(R"(samloft_test_took_seconds_bucket{route="/",le="0.001"} 1)"));
  EXPECT_TRUE(says(R"(samloft_test_took_seconds_bucket{route="/",le="0.0025"} 1)"));
  EXPECT_TRUE(says(R"(samloft_test_took_seconds_bucket{route="/",le="0.005"} 2)"));
  EXPECT_TRUE(says(R"(samloft_test_took_seconds_bucket{route="/",le="10"} 2)"));
  EXPECT_TRUE(says(R"(samloft_test_took_seconds_bucket{route="/",le="+Inf"} 3)"));
  EXPECT_TRUE(says(R"(samloft_test_took_seconds_sum{route="/"} 20.005)"));
  EXPECT_TRUE(says(R"(samloft_test_took_seconds_count{route="/"} 3)"));
}

TEST(Figures, SayWhatIsNow) {
  constexpr Figure kWaiting{"samloft_test_waiting", "What waits."};
  gauge(kWaiting, "", 5);
  gauge(kWaiting, "", 4);
  EXPECT_TRUE(says("samloft_test_waiting 4"));
}

TEST(Figures, LoseNothingWhenManyCount) {
  constexpr Figure kMany{"samloft_test_many_total", "By many threads."};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 1000; ++j) count(kMany);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_TRUE(says("samloft_test_many_total 8000"));
}

}  // namespace
}  // namespace samloft

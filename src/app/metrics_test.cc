// The page of figures: first whom it is not for.

#include "metrics.h"

#include <gtest/gtest.h>

#include "base/figures.h"

namespace samloft::app {
namespace {

web::Response asked(const std::string& token, const std::string& shown) {
  web::Request request;
  request.method = "GET";
  request.path = "/metrics";
  if (!shown.empty()) request.headers.add("authorization", shown);
  const web::Server server({}, [](const web::Request&) { return web::Response(); });
  return metrics(request, token, server);
}

TEST(Metrics, AreNotThereWithoutTheToken) {
  for (const auto& [token, shown] : {std::pair<std::string, std::string>{"", ""},
                                     {"", "Bearer "},
                                     {"a-token", ""},
                                     {"a-token", "Bearer another"},
                                     {"a-token", "Bearer a-toke"},
                                     {"a-token", "a-token"}}) {
    const web::Response answer = asked(token, shown);
    EXPECT_EQ(answer.status, 404) << token << " " << shown;
    EXPECT_EQ(answer.body.find("process_"), std::string::npos);
  }
}

TEST(Metrics, TellWhatTheProcessTakes) {
  constexpr Figure kSeen{"samloft_test_seen_total", "Seen by the test."};
  count(kSeen);
  const web::Response answer = asked("a-token", "Bearer a-token");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "text/plain; version=0.0.4; charset=utf-8");
  for (const char* name : {"process_resident_memory_bytes ", "process_cpu_seconds_total ", "process_open_fds ",
                           "samloft_requests_waiting 0", "samloft_test_seen_total 1"}) {
    EXPECT_NE(answer.body.find(std::string("\n") + name), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace samloft::app

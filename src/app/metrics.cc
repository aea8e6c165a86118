// The page of figures.
// Tested by metrics_test.cc

#include "metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "access/accounts.h"
#include "base/figures.h"

namespace samloft::app {
namespace {

constexpr Figure kMemory{"process_resident_memory_bytes", "Memory in use."};
constexpr Figure kProcessor{"process_cpu_seconds_total", "Processor time, user and system."};
constexpr Figure kFiles{"process_open_fds", "Open files and connections."};
constexpr Figure kMostFiles{"process_max_fds", "How many may be open."};
constexpr Figure kWaiting{"samloft_requests_waiting", "Requests that wait for a worker."};
constexpr Figure kUnderWay{"samloft_requests_under_way", "Requests that have come and are not answered."};

void say_what_the_process_takes() {
  std::ifstream statm("/proc/self/statm");
  long size = 0, resident = 0;
  statm >> size >> resident;
  gauge(kMemory, "", static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)));
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  gauge(kProcessor, "", seconds(used.ru_utime) + seconds(used.ru_stime));
  const std::filesystem::directory_iterator files("/proc/self/fd");
  gauge(kFiles, "", static_cast<double>(std::distance(begin(files), end(files))));
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  gauge(kMostFiles, "", static_cast<double>(limit.rlim_cur));
}

}  // namespace

web::Response metrics(const web::Request& request, const std::string& token, const web::Server& server) {
  web::Response answer;
  answer.type = "text/plain; version=0.0.4; charset=utf-8";
  answer.route = "/metrics";
  // Hashes are compared, so that the time tells nothing of how much was right.
  const auto hash = [](const std::string& shown) { return access::derived(shown, "metrics"); };
  if (token.empty() || hash(request.header("authorization")) != hash("Bearer " + token)) {
    answer.status = 404;
    answer.type = "text/plain; charset=utf-8";
    answer.body = "404\n";
    return answer;
  }
  say_what_the_process_takes();
  gauge(kWaiting, "", static_cast<double>(server.waiting()));
  gauge(kUnderWay, "", static_cast<double>(server.under_way()));
  answer.body = prometheus_text();
  return answer;
}

}  // namespace samloft::app

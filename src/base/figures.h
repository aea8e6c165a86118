// What this process has counted since it started, for those who watch it. Any thread may count; the
// whole is written as Prometheus' text format (version 0.0.4).
//
//   constexpr Figure kCommits{"samloft_commits_total", "Transactions committed."};
//   count(kCommits);
//   count(kRequests, label("route", response.route), 1);
//   observe(kSeconds, label("route", response.route), 0.0042);
#pragma once

#include <string>
#include <string_view>

namespace samloft {

struct Figure {
  std::string_view name;  // samloft_…, with the unit: _total, _seconds, _bytes
  std::string_view help;
};

// route="/{partnership}/needs", with the value's quotation marks and line ends escaped; several are
// joined by a comma. Values must be few: routes, never addresses or people.
std::string label(std::string_view name, std::string_view value);

// Adds to a counter.
void count(const Figure& figure, const std::string& labels = {}, double by = 1);
// Adds a value in seconds to a histogram, whose steps reach from a millisecond to ten seconds.
void observe(const Figure& figure, const std::string& labels, double seconds);
// Says how much there is of something now.
void gauge(const Figure& figure, const std::string& labels, double value);

std::string prometheus_text();

}  // namespace samloft

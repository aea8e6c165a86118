// Counters, histograms and gauges of the process.
// Tested by figures_test.cc

#include "base/figures.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <mutex>

namespace samloft {
namespace {

constexpr std::array kSteps{0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 10.0};

struct Series {
  double sum = 0;
  double times = 0;
  std::array<double, kSteps.size()> within{};  // how often at most so many seconds
};

struct Family {
  std::string_view type;
  std::string_view help;
  std::map<std::string, Series> series;  // by labels
};

// One for the process: what it counts does not belong to any part of it.
struct Counted {
  std::mutex mutex;
  std::map<std::string_view, Family> families;
};

Counted& counted() {
  static Counted all;
  return all;
}

template <class Change>
void change(const Figure& figure, std::string_view type, const std::string& labels, Change&& make) {
  Counted& all = counted();
  const std::lock_guard lock(all.mutex);
  Family& family = all.families[figure.name];
  family.type = type;
  family.help = figure.help;
  make(family.series[labels]);
}

std::string line(std::string_view name, const std::string& labels, double value) {
  return labels.empty() ? fmt::format("{} {}\n", name, value)
                        : fmt::format("{}{{{}}} {}\n", name, labels, value);
}

}  // namespace

std::string label(std::string_view name, std::string_view value) {
  std::string out = std::string(name) + "=\"";
  for (const char letter : value) {
    if (letter == '\n') {
      out += "\\n";
    } else {
      if (letter == '"' || letter == '\\') out += '\\';
      out += letter;
    }
  }
  return out + '"';
}

void count(const Figure& figure, const std::string& labels, double by) {
  change(figure, "counter", labels, [&](Series& series) { series.sum += by; });
}

void observe(const Figure& figure, const std::string& labels, double seconds) {
  change(figure, "histogram", labels, [&](Series& series) {
    series.sum += seconds;
    ++series.times;
    for (std::size_t i = 0; i < kSteps.size(); ++i) series.within[i] += seconds <= kSteps[i] ? 1 : 0;
  });
}

void gauge(const Figure& figure, const std::string& labels, double value) {
  change(figure, "gauge", labels, [&](Series& series) { series.sum = value; });
}

std::string prometheus_text() {
  Counted& all = counted();
  const std::lock_guard lock(all.mutex);
  std::string out;
  for (const auto& [name, family] : all.families) {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, family.help, name, family.type);
    for (const auto& [labels, series] : family.series) {
      if (family.type != "histogram") {
        out += line(name, labels, series.sum);
        continue;
      }
      const std::string before = labels.empty() ? "" : labels + ",";
      for (std::size_t i = 0; i < kSteps.size(); ++i) {
        out += line(fmt::format("{}_bucket", name), before + label("le", fmt::format("{}", kSteps[i])),
                    series.within[i]);
      }
      out += line(fmt::format("{}_bucket", name), before + label("le", "+Inf"), series.times) +
             line(fmt::format("{}_sum", name), labels, series.sum) +
             line(fmt::format("{}_count", name), labels, series.times);
    }
  }
  return out;
}

}  // namespace samloft

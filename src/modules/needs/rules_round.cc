// Weighted means, their spread, places and orders.
// Tested by rules_round_test.cc

#include "rules_round.h"

#include <algorithm>
#include <cmath>

namespace samloft::needs {
namespace {

// Means are ratios of small whole numbers: nearer than this they are equal.
constexpr double kEqual = 1e-9;

}  // namespace

std::optional<double> weighted_mean(const Points& points,
                                    const std::vector<std::int64_t>& weights) {
  std::int64_t sum = 0, weight = 0;
  for (std::size_t i = 0; i < std::min(points.size(), weights.size()); ++i) {
    if (!points[i]) continue;
    sum += *points[i] * weights[i];
    weight += weights[i];
  }
  if (weight == 0) return std::nullopt;
  return static_cast<double>(sum) / static_cast<double>(weight);
}

std::optional<Spread> spread_of(const std::vector<Points>& people,
                                const std::vector<std::int64_t>& weights) {
  Spread out;
  for (const Points& points : people)
    if (const auto mean = weighted_mean(points, weights)) out.means.push_back(*mean);
  if (out.means.empty()) return std::nullopt;
  std::sort(out.means.begin(), out.means.end());
  out.people = static_cast<std::int64_t>(out.means.size());
  const auto count = static_cast<double>(out.people);
  for (const double mean : out.means) out.mean += mean / count;
  for (const double mean : out.means)
    out.deviation += (mean - out.mean) * (mean - out.mean) / count;
  out.deviation = std::sqrt(out.deviation);
  out.lowest = out.means.front();
  out.highest = out.means.back();
  return out;
}

std::vector<std::optional<std::int64_t>> places_of(
    const std::vector<std::optional<Spread>>& all) {
  std::vector<std::optional<std::int64_t>> places;
  for (const auto& one : all) {
    if (!one) {
      places.emplace_back();
      continue;
    }
    const auto above = std::count_if(all.begin(), all.end(), [&](const auto& other) {
      return other && other->mean > one->mean + kEqual;
    });
    places.emplace_back(above + 1);
  }
  return places;
}

std::optional<std::vector<Uuid>> order_of(std::vector<Placed> placed) {
  std::erase_if(placed, [](const Placed& one) { return !one.place; });
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& a, const Placed& b) { return *a.place < *b.place; });
  std::vector<Uuid> order;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    if (i > 0 && *placed[i].place == *placed[i - 1].place) return std::nullopt;
    order.push_back(placed[i].need);
  }
  return order;
}

}  // namespace samloft::needs

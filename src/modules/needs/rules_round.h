// What a round's scores say.
#pragma once

#include <optional>
#include <vector>

#include "base/id.h"

namespace samloft::needs {

// A person's scores of a need, by yardstick; nothing for what they left open.
using Points = std::vector<std::optional<std::int64_t>>;

// The weighted mean of one person's scores over the yardsticks they used. Nothing when they used none,
// or only such as weigh nothing.
std::optional<double> weighted_mean(const Points& points, const std::vector<std::int64_t>& weights);

// Several people's means of one need.
struct Spread {
  std::int64_t people = 0;  // who have a mean
  double mean = 0, lowest = 0, highest = 0;
  double deviation = 0;     // standard deviation of these people, not an estimate of others
  std::vector<double> means;  // ascending
};
// Nothing when nobody has a mean.
std::optional<Spread> spread_of(const std::vector<Points>& people,
                                const std::vector<std::int64_t>& weights);

// The places that means give: 1 for the highest; equals share a place and the next ones are passed over
// (1, 2, 2, 4). Who has no mean has no place.
std::vector<std::optional<std::int64_t>> places_of(
    const std::vector<std::optional<Spread>>& all);

// What someone typed as places, as an order: the places may be any different numbers, gaps are closed.
// Nothing when two needs have the same one.
struct Placed {
  Uuid need;
  std::optional<std::int64_t> place;
};
std::optional<std::vector<Uuid>> order_of(std::vector<Placed> placed);

}  // namespace samloft::needs

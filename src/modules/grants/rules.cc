// Splitting and rounding.
// Tested by rules_test.cc

#include "rules.h"

#include <numeric>

namespace samloft::grants {
namespace {

constexpr std::int64_t kWhole = 100'00;  // basis points

// amount × parts / 10 000 without overflow: the whole ten-thousands first, then their rest.
std::int64_t floored(std::int64_t amount, std::int64_t parts) {
  return amount / kWhole * parts + amount % kWhole * parts / kWhole;
}

}  // namespace

Ore own_contribution(std::int64_t rate, Ore base) {
  const std::int64_t whole = base.count / kWhole * rate;
  const std::int64_t rest = base.count % kWhole * rate;
  return {whole + (rest + kWhole / 2) / kWhole};
}

std::vector<Ore> split(Ore total, const std::vector<std::int64_t>& parts) {
  const std::int64_t all_parts = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
  std::int64_t remaining = floored(total.count, all_parts);
  std::vector<Ore> shares;
  for (const std::int64_t part : parts) {
    shares.push_back({floored(total.count, part)});
    remaining -= shares.back().count;
  }
  // Flooring loses less than one øre a share, so one round is enough.
  for (std::size_t i = 0; i < shares.size() && remaining > 0; ++i, --remaining) ++shares[i].count;
  return shares;
}

Ore sum(const std::vector<Ore>& amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), Ore{});
}

Ore lacking(Ore total, const std::vector<Ore>& tranches) { return total - sum(tranches); }

}  // namespace samloft::grants

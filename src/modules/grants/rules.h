// The arithmetic of grants: exact, in whole øre, without floating point.
#pragma once

#include <cstdint>
#include <vector>

#include "base/money.h"

namespace samloft::grants {

// R1: rate × base, rounded half up. Rate in basis points (3000 is 30 %). Source: the scheme's
// regulation asks for 30 % of what the owner is granted; reference values in rules_test.cc.
Ore own_contribution(std::int64_t rate, Ore base);

// R2: the total divided by parts in basis points. Each share is floored; what remains of the part of
// the total that is shared out goes øre by øre to the first listed. Parts of 10 000 in all share out
// everything. Total and parts must not be negative.
std::vector<Ore> split(Ore total, const std::vector<std::int64_t>& parts);

Ore sum(const std::vector<Ore>& amounts);

// R3: what is decided and in no tranche yet; negative if the tranches exceed it.
Ore lacking(Ore total, const std::vector<Ore>& tranches);

}  // namespace samloft::grants

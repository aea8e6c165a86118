// The arithmetic of grants: exact, in whole øre, without floating point. own_contribution (R1) and
// split (R2) stand in the front door, for those who apply for grants.
#pragma once

#include <cstdint>
#include <vector>

#include "base/money.h"
#include "grants/grants.h"

namespace samloft::grants {

Ore sum(const std::vector<Ore>& amounts);

// R3: what is decided and in no tranche yet; negative if the tranches exceed it.
Ore lacking(Ore total, const std::vector<Ore>& tranches);

}  // namespace samloft::grants

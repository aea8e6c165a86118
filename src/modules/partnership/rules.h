// Rules of the partnership that need nothing but their arguments. accepts_new_money (R10) stands in
// the front door, for the grants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "partnership/partnership.h"

namespace samloft::partnership {

inline constexpr std::int64_t kMostYears = 10;  // a decision can cover; 3 in the rules of 2021

// An agreement that binds somebody has been signed on a day.
bool must_be_signed(AgreementState state);

// Whether the university's part of a phase is missing.
bool lacks_university(std::string_view university_part);

// Whether a rule set of this period overlaps none of the scheme's others.
bool fits_beside(const Period& rules, const std::vector<Period>& others);

}  // namespace samloft::partnership

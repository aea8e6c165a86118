// What may stand beside what, and from when until when.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>

#include "base/text.h"

namespace samloft::partnership {

bool accepts_new_money(const Period& rules, Date decision) { return rules.contains(decision); }

bool must_be_signed(AgreementState state) {
  return state == AgreementState::signed_ || state == AgreementState::active ||
         state == AgreementState::paused;
}

bool lacks_university(std::string_view university_part) { return trimmed(university_part).empty(); }

bool fits_beside(const Period& rules, const std::vector<Period>& others) {
  return std::none_of(others.begin(), others.end(),
                      [&](const Period& other) { return rules.overlaps(other); });
}

}  // namespace samloft::partnership

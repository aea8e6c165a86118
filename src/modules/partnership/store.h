// The queries of the partnership beside those that every kind has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "partnership/partnership.h"

namespace samloft::partnership {

struct RuleSetPeriod {
  Uuid rule_set;
  Period period;
};
// The rule sets of a scheme, oldest first.
std::vector<RuleSetPeriod> rule_sets_of(db::Connection& db, const Uuid& scheme);

// The agreements that an agreement amends, nearest first; stops at a circle.
std::vector<Uuid> amended_by(db::Connection& db, const Uuid& agreement);

bool number_is_taken(db::Connection& db, std::int64_t number, const Uuid& by_other_than);

struct PhaseRow {
  Uuid id;
  std::int64_t number;
  std::string title;
  PhaseState state;
  std::string university_part;
  Period period;
};
// The phases in their order, at most six.
std::vector<PhaseRow> phases(db::Connection& db);

struct PartyRow {
  Uuid id;
  Uuid organisation;
  std::string name;  // of the organisation
  PartyRole role;
};
// The parties of a day: the municipality first, then the university, then others.
std::vector<PartyRow> parties_on(db::Connection& db, Date day);

struct AgreementRow {
  Uuid id;
  std::string title;
  AgreementState state;
  Period period;
};
// The agreements that are not over on the day, the latest first.
std::vector<AgreementRow> agreements_on(db::Connection& db, Date day);

}  // namespace samloft::partnership

// R7 to R9 from facts alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "involvement/involvement.h"

namespace samloft::involvement {

// The most that one entry asked about a thing, by the two groups of R7.
struct Asked {
  std::int64_t staff = 0;  // roles other than leaders
  std::int64_t unions = 0;
};
std::vector<Gap> gaps_of_asking(const Asked& asked);

// Who takes part in a measure, as far as R8 and R9 care.
struct Composition {
  bool known = false;  // the measure names participants
  bool kindergarten = false, school = false, ppt = false;
};
// A group of participants: the kind of one of its units, or its name when it names no unit.
struct Group {
  std::string who, unit_kind;
};
Composition composition_of(const std::vector<Group>& groups);
std::vector<Gap> gaps_of_composition(const Composition& composition);

struct PrivateUnit {
  Uuid id;
  std::string name, kind;  // kindergarten or school
};
// The newest invitation of a unit, and whether it was answered.
struct Invited {
  bool answered = false;
};
std::vector<Gap> gaps_of_inviting(const Composition& composition,
                                  const std::vector<PrivateUnit>& units,
                                  const std::map<Uuid, Invited>& invitations);

// Oldest first; without a measure: to the partnership.
struct InvitationRow {
  Uuid unit, measure;
  bool answered;
};
// The newest of each unit that counts for the measure.
std::map<Uuid, Invited> newest_for(const std::vector<InvitationRow>& rows, const Uuid& measure);

// All that what is missing is worked out from, of every need and measure at once.
struct Known {
  std::map<Uuid, Asked> asked;                 // by need or measure
  std::map<Uuid, std::vector<Group>> groups;   // by measure
  std::vector<PrivateUnit> private_units;
  std::vector<InvitationRow> invitations;
  bool asks_composition = false;               // a scheme that R8 is asked under is in use
};
std::vector<Gap> gaps_of_measure(const Known& known, const Uuid& measure);
std::vector<Gap> gaps_of_need(const Known& known, const Uuid& need);

}  // namespace samloft::involvement

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

struct EntryRow {
  Uuid id, recorded_by;
  bool published = false;
  std::string title, form, held_on, summary, effect;
  std::vector<std::int64_t> counts;  // by role, in the order of the record
};

// What is known of every need and measure at once: who was asked, and what is missing.
struct Known {
  std::vector<EntryRow> entries;                 // newest first
  std::map<Uuid, std::vector<std::size_t>> about;  // places in entries, by need or measure, newest first
  std::map<Uuid, Asked> asked;                 // by need or measure
  std::map<Uuid, std::vector<Group>> groups;   // by measure
  std::vector<PrivateUnit> private_units;
  std::vector<InvitationRow> invitations;
  bool asks_composition = false;               // a scheme that R8 is asked under is in use
};
std::vector<Gap> gaps_of_measure(const Known& known, const Uuid& measure);
std::vector<Gap> gaps_of_need(const Known& known, const Uuid& need);  // R7 alone
// The newest entries about a need or a measure of those that the viewer may see: all, or what is published
// and their own, as the kind's scope says.
inline constexpr std::size_t kEntriesShown = 20;
std::vector<const EntryRow*> entries_about(const Known& known, const Uuid& about, const Uuid& viewer,
                                           bool sees_all);

}  // namespace samloft::involvement

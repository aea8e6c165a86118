// Deciding what is done with each row of a spreadsheet of persons: whom it means, what is new, what
// changes, what somebody must choose. Rows are decided in their order, and persons that an earlier
// row makes count as known for the later ones, so a person on several rows is made once.
//
// Whom a row means:
//   same mail                                      certain
//   same name (folded) and same unit               likely; unsure if two fit or the mails differ
//   same name only, the mails do not contradict    unsure: somebody chooses
//   otherwise                                      a new person
// A choice wins over everything but the same mail.
//
// Where the person works: the unit or organisation of that name, exact before folded, one that
// exists today before closed ones, then one where the person works already. Several: somebody
// chooses. None: the most alike names are suggested; without any, the row has an error.
//
// Which employment: the same unit and the same position (or no position given); of several the one
// with the same first day, then one without, then one whose time overlaps. Otherwise a new one.
//
// The sheet's filled cells win over what is stored; empty cells change nothing. A name that differs
// in case or accents only is not changed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules_import.h"

namespace samloft::people {

struct KnownEmployment {
  Uuid id;                // empty: made by this sheet
  std::size_t place = 0;  // in Directory::places
  std::string position;
  Role role = Role::staff;
  std::optional<std::int64_t> share;
  std::optional<Date> from, until;
};
struct KnownPerson {
  Uuid id;  // empty: made by this sheet
  std::string name, mail;
  std::vector<KnownEmployment> employments;
};
struct KnownPlace {
  Uuid id;
  std::string name;
  bool unit = true;  // else an organisation
  Period period;
};
struct Directory {
  std::vector<KnownPerson> persons;
  std::vector<KnownPlace> places;
};

// What somebody chose, by the number of the line: for a place that of the first line with its name.
struct ImportChoices {
  std::map<int, std::string> persons;  // kNew, kSkip, an id, or line-<number> for an earlier row
  std::map<int, std::string> places;   // kSkip or an id
};
inline constexpr std::size_t kMostQuestions = 500;  // about persons; later rows are refused
inline constexpr std::size_t kMostAskedPlaces = 200;
inline constexpr std::string_view kNew = "new";
inline constexpr std::string_view kSkip = "skip";

enum class Verdict {
  make,     // a new person, a new employment, or both
  change,   // known, and the sheet says something else
  same,     // known, and nothing is new
  doubled,  // an earlier row says the same
  choose,   // waits for a choice
  skip,     // chosen to be left out
  refuse,   // has errors
};
enum class Match { fresh, mail, name_and_unit, chosen, unsure };

struct Candidate {
  std::string code;   // for ImportChoices
  std::size_t index;  // in Directory::persons or places
  int line = 0;       // of the row that makes the person; 0: stored
  double likeness = 1;
};

struct PlannedChange {
  std::string_view label;
  std::string before, after;  // days as ISO text, shares as percent text, roles as code
};

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct PlannedRow {
  ImportRow row;
  Verdict verdict = Verdict::refuse;
  Match match = Match::fresh;
  std::size_t person = kNone;      // in ImportPlan::directory.persons
  std::size_t place = kNone;       // in places
  std::size_t employment = kNone;  // of the person
  bool new_person = false, new_employment = false;
  bool changes_person = false, changes_employment = false;
  std::vector<PlannedChange> changes;
  int doubles = 0;           // the line that says the same
  bool asks_person = false;  // among person_candidates, answered or not
  std::vector<Candidate> person_candidates;
};

// A name of a place that needs a choice, answered or not, and how many rows it is for.
struct AskedPlace {
  int line = 0;  // the first with this name
  std::string name;
  int rows = 0;
  std::vector<Candidate> candidates;  // most alike first
};

struct ImportPlan {
  std::vector<PlannedRow> rows;
  std::vector<AskedPlace> places;
  Directory directory;  // as it will be: new persons and employments have no id yet
  std::size_t count(Verdict verdict) const;
  bool asks() const { return count(Verdict::choose) > 0; }
};

ImportPlan plan_import(const ImportTable& table, const ImportColumns& columns, Directory directory,
                       const ImportChoices& choices, Date today);

}  // namespace samloft::people

// The university's hours: capacity for a half-year, and assignments in measures against it.
//
// Readers: those who plan and lead, lecturers, union representatives, auditors; hours of named
// people are not for every member. Writers: coordinators and the university's academic lead.
//
// Promises:
//   P5   who is promised away for more hours than there are in a half-year is found, and stands
//   first P6   the share of each institution in the planned hours is told R11  so is which
//   assignments feed back into teacher education A capacity and an assignment are a person's or a
//   role's: one of the two is filled. A person has one capacity in a half-year at an institution.
// Hours without a known capacity are not overbooked: nobody knows. They are told of by themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/migration.h"
#include "base/record.h"
#include "base/semester.h"

namespace samloft::access {
struct Route;
}
namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
}  // namespace samloft::records

namespace samloft::university {

struct Capacity final : Record {
  Uuid person;
  std::string role;                  // when it is nobody's yet
  Uuid institution;                  // organisation
  std::optional<std::int64_t> year;  // must be filled
  Term term = Term::autumn;
  std::optional<std::int64_t> hours;  // must be filled
  std::string note;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

struct Assignment final : Record {
  Uuid person;
  std::string role;
  Uuid institution;  // organisation; must be filled
  Uuid measure;      // must be filled
  std::optional<std::int64_t> year;
  Term term = Term::autumn;
  std::optional<std::int64_t> hours_planned;  // must be filled
  std::optional<std::int64_t> hours_used;
  std::string discipline;
  std::string feeds_back_to;  // the course or programme of teacher education (R11)
  std::optional<std::int64_t> students;
  std::string note;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// Somebody's half-year: hours there are, hours promised and used.
struct Load {
  Uuid person;
  std::string role;  // of nobody in particular, when there is no person
  Semester semester;
  std::optional<std::int64_t> capacity;  // nothing: not known
  std::int64_t planned = 0, used = 0;
  bool overbooked() const { return capacity && planned > *capacity; }
};
// P5: every load, overbooked first (the most first), then by half-year, newest first. A role is the
// same however it is spelled in capitals and blanks.
std::vector<Load> loads(const std::vector<Capacity>& capacities,
                        const std::vector<Assignment>& assignments);

// Links to the page of hours above the lists.
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// GET /{partnership}/university-hours?semester=2026-autumn
std::vector<access::Route> routes(const records::Kinds& kinds);

}  // namespace samloft::university

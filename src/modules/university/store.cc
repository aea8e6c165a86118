// SQL of hours.
// Tested by university_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::university {
namespace {

using Text = std::string;
using Number = std::int64_t;

// Compared here rather than in SQL: an absent link equals an absent link.
constexpr std::string_view kInSemester =
    "SELECT id, person, institution, role FROM university_capacity WHERE year = :year AND term = "
    ":term";

}  // namespace

bool has_same_capacity(db::Connection& db, const Capacity& one) {
  for (const auto& [id, person, institution, role] : db.rows<Uuid, Uuid, Uuid, Text>(
           kInSemester, {{"year", *one.year}, {"term", Text(code_of(one.term))}})) {
    if (id != one.id && person == one.person && institution == one.institution && role == one.role)
      return true;
  }
  return false;
}

}  // namespace samloft::university

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
constexpr std::string_view kCapacities =
    "SELECT c.id, c.person, coalesce(p.heading, ''), c.role, c.institution, c.year, c.term, "
    "c.hours, "
    "c.note FROM university_capacity c LEFT JOIN record p ON p.id = c.person "
    "ORDER BY c.year, c.term, coalesce(p.sort_key, ''), c.id";
constexpr std::string_view kAssignments =
    "SELECT a.id, a.person, coalesce(p.heading, ''), a.role, a.institution, i.heading, a.measure, "
    "m.heading, a.year, a.term, a.hours_planned, coalesce(a.hours_used, -1), a.discipline, "
    "a.feeds_back_to, coalesce(a.students, -1) FROM university_assignment a "
    "LEFT JOIN record p ON p.id = a.person JOIN record i ON i.id = a.institution "
    "JOIN record m ON m.id = a.measure "
    "ORDER BY a.year, a.term, coalesce(p.sort_key, ''), m.sort_key, a.id";

}  // namespace

bool has_same_capacity(db::Connection& db, const Capacity& one) {
  for (const auto& [id, person, institution, role] : db.rows<Uuid, Uuid, Uuid, Text>(
           kInSemester, {{"year", *one.year}, {"term", Text(code_of(one.term))}})) {
    if (id != one.id && person == one.person && institution == one.institution && role == one.role)
      return true;
  }
  return false;
}

std::vector<CapacityRow> every_capacity(db::Connection& db) {
  std::vector<CapacityRow> all;
  for (auto& [id, person, person_name, role, institution, year, term, hours, note] :
       db.rows<Uuid, Uuid, Text, Text, Uuid, Number, Text, Number, Text>(kCapacities)) {
    CapacityRow row;
    row.capacity.id = id;
    row.capacity.person = person;
    row.capacity.role = role;
    row.capacity.institution = institution;
    row.capacity.year = year;
    row.capacity.term = value_of<Term>(term);
    row.capacity.hours = hours;
    row.capacity.note = note;
    row.person_name = person_name;
    all.push_back(std::move(row));
  }
  return all;
}

std::vector<AssignmentRow> every_assignment(db::Connection& db) {
  std::vector<AssignmentRow> all;
  for (auto& [id, person, person_name, role, institution, institution_name, measure, measure_title,
              year, term, planned, used, discipline, feeds_back_to, students] :
       db.rows<Uuid, Uuid, Text, Text, Uuid, Text, Uuid, Text, Number, Text, Number, Number, Text,
               Text, Number>(kAssignments)) {
    AssignmentRow row;
    row.assignment.id = id;
    row.assignment.person = person;
    row.assignment.role = role;
    row.assignment.institution = institution;
    row.assignment.measure = measure;
    row.assignment.year = year;
    row.assignment.term = value_of<Term>(term);
    row.assignment.hours_planned = planned;
    if (used >= 0) row.assignment.hours_used = used;
    row.assignment.discipline = discipline;
    row.assignment.feeds_back_to = feeds_back_to;
    if (students >= 0) row.assignment.students = students;
    row.person_name = person_name;
    row.institution_name = institution_name;
    row.measure_title = measure_title;
    all.push_back(std::move(row));
  }
  return all;
}

}  // namespace samloft::university

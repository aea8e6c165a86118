// The queries of hours beside those that every kind has.
#pragma once

#include <string>
#include <vector>

#include "university/university.h"

namespace samloft::db {
class Connection;
}

namespace samloft::university {

// Another capacity of the same person or role in the half-year at the institution.
bool has_same_capacity(db::Connection& db, const Capacity& capacity);

// Every capacity with the person's name; every assignment with the names of all it points at.
struct CapacityRow {
  Capacity capacity;
  std::string person_name;
};
std::vector<CapacityRow> every_capacity(db::Connection& db);
struct AssignmentRow {
  Assignment assignment;
  std::string person_name, institution_name, measure_title;
};
std::vector<AssignmentRow> every_assignment(db::Connection& db);

}  // namespace samloft::university

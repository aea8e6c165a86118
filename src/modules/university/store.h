// The queries of hours beside those that every kind has.
#pragma once

#include "university/university.h"

namespace samloft::db {
class Connection;
}

namespace samloft::university {

// Another capacity of the same person or role in the half-year at the institution.
bool has_same_capacity(db::Connection& db, const Capacity& capacity);

}  // namespace samloft::university

// A database as one file: written while others read and write, and put where there is none yet.
#pragma once

#include <string>

#include "db/db.h"

namespace samloft::db {

// Writes what the database holds at one moment into a new file, whatever goes on meanwhile. Of
// SQLite that is a database without free pages; of PostgreSQL what pg_dump makes of the schema, in its
// own compressed format. Throws Broken, with what to do, when it cannot.
void copy_to(const Location& location, const std::string& file);

// Whether there is a database at the location.
bool exists(const Location& location);

// Makes the database at the location from such a file. There must be none.
void put_back(const Location& location, const std::string& file);

}  // namespace samloft::db

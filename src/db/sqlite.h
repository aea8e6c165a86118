// Opens one connection to a SQLite file; for connection.cc only.
#pragma once

#include <memory>
#include <string>

#include "db/connection.h"

namespace samloft::db {

// Throws Broken if it cannot.
std::unique_ptr<Connection> open_sqlite(const std::string& file, Access access);

}  // namespace samloft::db

// Opens one connection; for Database only.
//
// A PostgreSQL address may name several servers (host=a,b,c): one takes writes, the others are its
// standbys. Who is who changes while we run, so each connection is sought anew.
#pragma once

#include <memory>

#include "db/db.h"

namespace samloft::db {

enum class Access {
  read,     // from the server that takes writes: what was just saved is seen
  write,
  standby,  // from the standby that has come furthest: for reading while no server takes writes
};

// Throws Unreachable if no such server answers.
std::unique_ptr<Connection> connect(const Location& location, Access access);

// Ends a write so that it lasts. Throws Unreachable if no answer comes: then nobody knows whether it
// was kept.
void commit(Connection& connection);

}  // namespace samloft::db

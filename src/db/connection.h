// Opens one connection; for Database only.
#pragma once

#include <memory>

#include "db/db.h"

namespace samloft::db {

enum class Access { read, write };

std::unique_ptr<Connection> connect(const Location& location, Access access);

}  // namespace samloft::db

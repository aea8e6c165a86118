// Doors that close: failures are counted by subject (an account, a client's address, an account's
// codes), and too many of them within a quarter of an hour close its door until the quarter has
// passed.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"

namespace samloft::db {
class Connection;
}

namespace samloft::access {

bool too_many(db::Connection& registry, const std::string& subject, std::int64_t limit,
              Instant now);
void count_failure(db::Connection& registry, const std::string& subject, Instant now);
void forget_failures(db::Connection& registry, const std::string& subject);
void purge_failures(db::Connection& registry, Instant now);

}  // namespace samloft::access

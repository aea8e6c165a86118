// Is what is stored what the journal says? For `samloft check`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "records/kind.h"

namespace samloft::db {
class Connection;
}

namespace samloft::records {

// A record that does not stand as its last entry left it.
struct Deviation {
  std::string kind;
  Uuid id;
  std::string heading;
  std::string what;  // in English, for the operator
};

struct Audit {
  std::int64_t entries = 0;  // of the journal
  std::int64_t records = 0;  // in the store
  std::optional<std::int64_t> broken;  // the first entry that does not fit the chain
  std::vector<Deviation> deviations;
};

// Reads the whole journal and every record once. A record must equal the image of its last entry
// (a field that came later counts as empty there) and bear the heading that its fields give; one
// without an entry, and one that is gone without its removal being noted, deviate too.
Audit audit(db::Connection& db, const Kinds& kinds);

}  // namespace samloft::records

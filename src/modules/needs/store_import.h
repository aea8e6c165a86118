// Spreadsheets of needs on their way in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace samloft::db {
class Connection;
}

namespace samloft::needs {

struct KeptImport {
  Uuid id;
  Instant made_at;
  std::string made_by, file_name, state;  // open, done, undone
  std::string done_at;                    // of the confirmation; empty before
  std::string rows, refused, made;
};
void keep_import(db::Connection& db, const KeptImport& import);
std::optional<KeptImport> kept_import(db::Connection& db, const Uuid& id);
void close_import(db::Connection& db, const Uuid& id, Instant now, const std::string& refused,
                  const std::string& made);
void mark_undone(db::Connection& db, const Uuid& id);
void drop_open_import(db::Connection& db, const Uuid& id);
// The newest ones that were confirmed, without their rows.
std::vector<KeptImport> confirmed_imports(db::Connection& db, std::int64_t limit);

// Drops sheets that were never confirmed and the refused rows of others, all older than `before`;
// what is left of confirmed ones when it is older than `forget`.
void purge_imports(db::Connection& db, Instant before, Instant forget);

}  // namespace samloft::needs

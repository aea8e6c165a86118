// Spreadsheets on their way in: kept until somebody confirms them, undone as long as that may be.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/import_table.h"
#include "records/records.h"

namespace samloft::records {

inline constexpr int kUndoDays = 30;

struct KeptImport {
  Uuid id;  // also the batch of what the confirmation does
  Instant made_at;
  std::string made_by, file_name, state;  // open, done, undone
  std::string done_at;                    // of the confirmation; empty before
  std::string rows, refused, done;        // the first two packed; the last is the module's to spell
};

// The imports of one module, in a table of its own that has these columns and an index by made_at.
class Imports {
 public:
  explicit Imports(std::string table) : table_(std::move(table)) {}

  Uuid keep(Work& work, const std::string& file_name, const ImportTable& rows) const;
  std::optional<KeptImport> find(db::Connection& db, const Uuid& id) const;
  // What became of it: the refused rows, and what was done.
  void close(Work& work, const Uuid& id, const ImportTable& refused, const std::string& done) const;
  // Takes back what was done as the import's batch, within kUndoDays. not_found while it is open; a
  // conflict in these words when it was undone before, or when it is too late.
  Result<std::int64_t> undo(Work& work, const Uuid& id, const char* undone_before,
                            const char* too_late) const;
  // Throws one that is open away.
  void drop(db::Connection& db, const Uuid& id) const;
  // The newest ones that were confirmed, without their rows.
  std::vector<KeptImport> confirmed(db::Connection& db, std::int64_t limit) const;
  // Drops sheets that nobody confirmed within a day and the refused rows of others; what was done
  // after kUndoDays.
  void forget_old(db::Connection& db, Instant now) const;

 private:
  std::string table_;
};

}  // namespace samloft::records

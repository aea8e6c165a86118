// What one removal took away, read once: for undoing it. Private to this part.
#pragma once

#include <optional>
#include <vector>

#include "journal/journal.h"
#include "records/records.h"

namespace samloft::records {

struct Removal {
  journal::Entry entry;
  std::vector<journal::Entry> together;  // parts included, newest first: the whole, then its parts
};

// The removal with that number in the journal; nothing if the entry is none.
std::optional<Removal> removal_of(db::Connection& db, std::int64_t journal_number);

// As restore() by number.
Result<Uuid> restore(Work& work, const Removal& removal);

}  // namespace samloft::records

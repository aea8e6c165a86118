// The verbs for records of every kind. Each checks who may, checks the record, stores it and writes
// the journal, all in the caller's transaction; a Problem means that nothing is to be kept.
//
// Problems: forbidden (not the viewer's to write), invalid (with fields), conflict (changed since
// it was read, or other records point at it), not_found.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/viewer.h"
#include "records/kind.h"
#include "records/store.h"

namespace samloft::records {

// What a verb needs of its surroundings.
struct Work {
  db::Connection& db;
  const Kinds& kinds;
  const Viewer& viewer;
  Instant now;
  Uuid batch = {};  // set: what is done together and can be undone together
};

// What is wrong with a record: required fields, lengths, characters, links to records that do not
// exist or are of another kind, and the kind's own rules.
std::vector<FieldError> faults(Work& work, const Kind& kind, Record& record);
// The two halves of it, for what is stored together: a whole stands before its parts, and its
// rules may ask for them.
std::vector<FieldError> field_faults(Work& work, const Kind& kind, Record& record);
std::vector<FieldError> rule_faults(Work& work, const Kind& kind, const Record& record);

// Stores a new record. An id set by the caller makes the creation happen once only: creating the
// same id again is a conflict.
Result<Uuid> create(Work& work, const Kind& kind, Record& record);

// The same for a record that only a verb may make, of a kind that the viewer does not write: the verb
// has said who may.
Result<Uuid> create_by_verb(Work& work, const Kind& kind, Record& record);

// Replaces the stored record; record.version must be the stored one.
Result<void> save(Work& work, const Kind& kind, Record& record);

// Removes a record that nothing points at. Returns the number of the journal entry which
// restore() takes. Parts (records whose part_of is this record) are removed with it. A conflict, with
// the reason, when the kind holds it.
Result<std::int64_t> remove(Work& work, const Kind& kind, const Uuid& id);

// Brings back what one removal took away, parts included. A conflict when it is back already.
Result<Uuid> restore(Work& work, std::int64_t journal_number);

// Undoes a batch of creations and changes, newest first. A conflict when a record was changed
// since, with its heading in the message; then nothing is undone.
Result<std::int64_t> undo_batch(Work& work, const Uuid& batch);

// A typed record by id; nothing if there is none of this kind.
template <class T>
std::optional<T> find(db::Connection& db, const Kind& kind, const Uuid& id) {
  T record;
  if (!load(db, kind, id, record)) return std::nullopt;
  return record;
}

// A number that rises with every change of the partnership: what was read at the same number is the
// same. One statement.
std::int64_t changes(db::Connection& db);

// Brings the headings of records that are named after this one up to date.
void refresh_headings(Work& work, const Kind& kind, const Uuid& id);

}  // namespace samloft::records

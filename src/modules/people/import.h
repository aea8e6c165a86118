// The verbs of taking persons from a spreadsheet and giving them out as one; private to people.
//
// keep_sheet → plan_of (as often as wanted) → confirm_import → perhaps undo_import. Nothing but the
// sheet itself is stored before the confirmation, and a sheet that nobody confirms is gone after a
// day. Coordinators only: `forbidden` for everybody else.
#pragma once

#include "records/imports.h"
#include "sheet/sheet.h"
#include "store_import.h"

namespace samloft::people {

// The sheets of persons; `done` is packed, see done_rows().
const records::Imports& imports();

// Reads a CSV or XLSX and keeps it until it is confirmed. The id is also the batch of what the
// confirmation does. `invalid` with one sentence: what sheet::read refuses, and what recognise()
// refuses.
Result<Uuid> keep_sheet(records::Work& work, const std::string& file_name, std::string_view bytes);

// What the confirmation of an open import would do. Reads all persons, employments and places anew.
struct PlannedImport {
  ImportTable table;
  ImportColumns columns;
  ImportPlan plan;
};
PlannedImport plan_of(db::Connection& db, const records::KeptImport& kept, const ImportChoices& choices,
                      Date today);

// Does what the plan says, each record journaled with the import's id as its batch, and keeps the
// refused rows with their reasons in the language of `t`. `conflict` when it was confirmed before
// or a choice is missing; a record that is refused after all makes it `invalid` with the row's
// number. A problem means that nothing is to be kept.
Result<void> confirm_import(records::Work& work, const Uuid& id, const ImportChoices& choices,
                            const Texts& t);

// Takes back all that the import did, within records::kUndoDays. `conflict` when a record was changed since,
// or something was added to a person that the import made.
Result<std::int64_t> undo_import(records::Work& work, const Uuid& id);

// Throws an open import away.
Result<void> drop_import(records::Work& work, const Uuid& id);

// What a confirmed import did, row by row; empty once it is undone or older than records::kUndoDays.
struct DoneRow {
  int line = 0;
  Verdict verdict = Verdict::same;
  Uuid person;  // none: the row was not taken
  bool new_person = false, changes_person = false;
  bool new_employment = false, changes_employment = false;
};
std::vector<DoneRow> done_rows(const records::KeptImport& kept);

// The refused and left-out rows as they came, with the reasons in a column at the end.
ImportTable refused_rows(const PlannedImport& planned, const Texts& t);

// All persons, a row for each employment, with the columns that an import reads.
sheet::Sheet persons_sheet(db::Connection& db, const Texts& t);
// The same without rows: a form to fill in.
sheet::Sheet empty_sheet(const Texts& t);

}  // namespace samloft::people

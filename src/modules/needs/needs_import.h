// Many needs at once from a spreadsheet or from pasted rows; private to needs.
//
// keep_needs → plan_of (as often as wanted) → confirm_import → perhaps undo_import. Nothing but the
// sheet itself is stored before the confirmation, and a sheet that nobody confirms is gone after a
// day. For mergers(), those who bring the needs of all units together; `forbidden` for others.
#pragma once

#include "records/imports.h"
#include "rules_import.h"
#include "sheet/sheet.h"

namespace samloft::needs {

// The sheets of needs; `done` lists the needs that were made.
const records::Imports& imports();

// Reads a CSV or XLSX and keeps it until it is confirmed. The id is also the batch of what the
// confirmation does. `invalid` with one sentence: what sheet::read and what recognise() refuse.
Result<Uuid> keep_needs(records::Work& work, const std::string& file_name, std::string_view bytes);

// What the confirmation of an open import would do. Reads all that rows can name anew.
struct PlannedImport {
  ImportTable table;
  std::vector<ImportColumn> columns;
  std::vector<PlannedNeed> rows;
};
PlannedImport plan_of(db::Connection& db, const records::Kinds& kinds, const Viewer& viewer,
                      const records::KeptImport& kept, Date today);

// Makes the needs, submitted; one without a source rests on what the units reported, as the short
// form does. `conflict` when it was confirmed before; a need that is refused after all makes it
// `invalid` with the row's number, and then nothing is to be kept.
Result<void> confirm_import(records::Work& work, const Uuid& id, const Texts& t);

// Takes back all that the import did, within records::kUndoDays. `conflict` when a need was changed since,
// or something points at one.
Result<std::int64_t> undo_import(records::Work& work, const Uuid& id);

// Throws an open import away.
Result<void> drop_import(records::Work& work, const Uuid& id);

// The refused rows as they came, with the reasons in a column at the end.
ImportTable refused_rows(const PlannedImport& planned, const Texts& t);
// The headings alone: a form to fill in.
sheet::Sheet empty_sheet(const Texts& t);

}  // namespace samloft::needs

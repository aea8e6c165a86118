// A statement as a document, and what each field of an office's form is filled with. Private.
#pragma once

#include <map>
#include <string>

#include "base/texts.h"
#include "document/document.h"
#include "statements_standing.h"

namespace samloft::statements {

// What a statement points at, in words.
struct Names {
  std::map<Uuid, std::string> headings;
  std::string filer_number;
  std::string partnership;

  std::string of(const Uuid& id) const;
  std::string of(const std::vector<Uuid>& ids) const;
};
// All ids whose headings a document needs.
std::vector<Uuid> ids_of(const Whole& whole);

std::string value_for(const Whole& whole, const FormField& field, const Names& names);

document::Document statement_document(const Whole& whole, const Names& names, const Texts& t,
                                      Date today);
// Amounts by year and recipient with their sums, as rows of text; no rows without amounts.
document::Table amounts_table(const Texts& t, std::string_view caption, const std::vector<Cell>& cells,
                              const std::vector<Uuid>& recipients, const Names& names);

// This statement and the others of its measure and scheme, year by year with their sum: what was
// decided, else what is applied for. No rows where it stands alone.
document::Table together_table(const Whole& whole, const Names& names, const Texts& t);

}  // namespace samloft::statements

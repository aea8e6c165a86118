// The partnership file: one JSON document with everything a partnership keeps, described in
// docs/partnership-file.md. Written in one order, so that the same data are the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/records.h"

namespace samloft::records {

inline constexpr std::int64_t kDocumentVersion = 1;

struct DocumentHead {
  Uuid id;           // of the partnership
  std::string slug;
  std::string name;
};

// The whole document, two spaces deep, with a line end after each record.
std::string write_document(db::Connection& db, const Kinds& kinds, const DocumentHead& head);

// Reads only the head: what partnership is this? Problems name a JSON pointer in their fields.
Result<DocumentHead> read_head(std::string_view text);

// Merges the files of a folder into one document: each holds some of the document's keys.
Result<std::string> merge_documents(const std::vector<std::pair<std::string, std::string>>& files);

struct Imported {
  DocumentHead head;
  std::int64_t records = 0;
};
// Stores every record of the document in an empty partnership, in the caller's transaction.
// Reports every error at once: field is the JSON pointer, message says what to do. Hand-written
// files may use @names in place of ids; the same name is the same record throughout.
Result<Imported> read_document(Work& work, std::string_view text);

// The JSON Schema (2020-12) of the document.
std::string document_schema(const Kinds& kinds);

}  // namespace samloft::records

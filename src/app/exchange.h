// Partnership files in and out of an installation.
#pragma once

#include <string>

#include "compose.h"
#include "records/document.h"

namespace samloft::app {

enum class Rehearsal { no, yes };

// One document from a file, or from all *.json of a folder. Throws Broken if it cannot be read.
Result<std::string> document_text(const std::string& path);

// Stores a document as a new partnership; a rehearsal checks everything and stores nothing. A
// conflict when there is a partnership at that address. Where a folder is named, the files of papers
// that lie in its `files` come along.
Result<records::Imported> import_document(Installation& installation, const std::string& text,
                                          Rehearsal rehearsal, const std::string& folder = "");

// Writes a folder that is not there yet: the document, and in `files` what papers have attached, each under
// its fingerprint. Returns how many files. Throws Broken if it cannot be written.
Result<int> export_folder(Installation& installation, const access::Partnership& partnership,
                          const std::string& folder);
std::string export_document(Installation& installation, const access::Partnership& partnership);

}  // namespace samloft::app

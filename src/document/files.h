// A document as a file to send, to print and to keep.
//
// PDF is made by WeasyPrint and DOCX by pandoc, as child processes without network and within
// limits: call it from a job, not from a request. Both are tagged: headings, table heads,
// alternative texts, language and title are the document's own.
#pragma once

#include <string>

#include "base/result.h"
#include "document/document.h"
#include "document/limits.h"

namespace samloft::document {

enum class Format { pdf, docx, html };

// The bytes of the file. Problems are `invalid`, told to whoever waits for the file: a document too
// large for the limits, or (for the operator) a program that is not installed or that failed, with
// the last of what it said as the message's argument. Broken if no process can be started.
Result<std::string> make_file(const Document& document, Format format, const Limits& limits = {});

}  // namespace samloft::document

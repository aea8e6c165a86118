// The makers behind make_file; for this part only.
#pragma once

#include <string>

#include "base/result.h"
#include "document/document.h"
#include "document/process.h"

namespace samloft::document {

Result<std::string> make_pdf(const Document& document, const Limits& limits);
Result<std::string> make_docx(const Document& document, const Limits& limits);

// What a program returns that is there but lacks the package's library.
inline constexpr int kNotInstalled = 69;

// Runs a program of a Debian package; its ending well is success.
Result<void> run_or_explain(const Command& command, const char* package,
                            const TemporaryFolder& folder, const Limits& limits);

// The program that Python runs in a folder with document.html, to make document.pdf of it.
extern const std::string_view kPdfMaker;

// Completes what pandoc wrote, in place: our styles, running head and foot, A4, language, direction
// of text. Broken if the file is not what pandoc writes.
void finish_docx(const std::string& path, const Document& document);

// Paragraph, character and table styles by which finish_docx replaces pandoc's: WordprocessingML.
extern const std::string_view kDocxStyles;

}  // namespace samloft::document

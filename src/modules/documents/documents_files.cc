// Making a file of what was asked for.
// Tested by documents_test.cc

#include "base/text.h"
#include "document/document.h"
#include "document/dossier.h"
#include "document/files.h"
#include "documents/documents.h"
#include "store.h"

namespace samloft::documents {
namespace {

document::Format format_of(const std::string& format) {
  if (format == "pdf") return document::Format::pdf;
  return format == "docx" ? document::Format::docx : document::Format::html;
}

Result<std::string> made_of(const FileJob& job, const FileProgress& progress) {
  if (job.format == "zip") {
    TRY_ASSIGN(const document::Dossier dossier, document::read_dossier(job.content));
    return document::make_zip(dossier, {}, progress);
  }
  TRY_ASSIGN(const document::Document content, document::read(job.content));
  return document::make_file(content, format_of(job.format));
}

}  // namespace

FileMade make_file(const FileJob& job, const FileProgress& progress) {
  const auto made = made_of(job, progress);
  if (made) return {*made, ""};
  return {"", Texts(language_of(job.language))(made.error().message)};
}

void forget_old_files(db::Connection& db, Instant now) {
  forget_files(db, Instant{now.milliseconds - kDay}, Instant{now.milliseconds - 30 * kDay});
}

}  // namespace samloft::documents

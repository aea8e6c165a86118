// Which files may be handed out.
// Tested by rules_files_test.cc

#include "rules_files.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace samloft::governance {
namespace {

struct FileKind {
  std::string_view ending, begin, type;
};
constexpr std::string_view kZip = "PK\x03\x04";
constexpr FileKind kFileKinds[] = {
    {"pdf", "%PDF-", "application/pdf"},
    {"docx", kZip, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", kZip, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"pptx", kZip, "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"odt", kZip, "application/vnd.oasis.opendocument.text"},
    {"ods", kZip, "application/vnd.oasis.opendocument.spreadsheet"},
    {"odp", kZip, "application/vnd.oasis.opendocument.presentation"},
    {"png", "\x89PNG\r\n", "image/png"},
    {"jpg", "\xff\xd8\xff", "image/jpeg"},
    {"jpeg", "\xff\xd8\xff", "image/jpeg"},
    {"txt", "", "text/plain; charset=utf-8"},
    {"md", "", "text/plain; charset=utf-8"},
    {"csv", "", "text/csv; charset=utf-8"}};

}  // namespace

std::optional<std::string> type_of_file(std::string_view name, std::string_view bytes) {
  const auto mark = name.rfind('.');
  if (mark == std::string_view::npos || bytes.empty()) return std::nullopt;
  std::string ending(name.substr(mark + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const FileKind& kind : kFileKinds) {
    if (kind.ending != ending || !bytes.starts_with(kind.begin)) continue;
    if (kind.begin.empty() && !is_clean_text(bytes)) return std::nullopt;
    return std::string(kind.type);
  }
  return std::nullopt;
}

}  // namespace samloft::governance

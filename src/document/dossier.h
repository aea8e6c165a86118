// What others decide on, with all it rests on, in one ZIP: documents in every format, texts, and a
// manifest of hashes that any machine can check:
//
//   unzip beslutningsgrunnlag-2027.zip -d mappe && cd mappe && sha256sum -c SHA256SUMS
//
// Like files.h it is for a job, not for a request.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "document/document.h"
#include "document/limits.h"

namespace samloft::document {

// A document becomes name.pdf, name.docx and name.html, or the PDF alone; a text stands under its
// whole name.
// Names are of a–z, 0–9, dots and hyphens, and no two are alike.
struct Enclosure {
  std::string name;
  std::string text;
  std::optional<Document> document;  // set: what is enclosed; the text is empty then
  bool only_pdf = false;
  bool operator==(const Enclosure&) const = default;
};

struct Dossier {
  Date day;  // every file in the ZIP is dated so: the same dossier of texts is the same bytes
  std::vector<Enclosure> enclosures;
  bool operator==(const Dossier&) const = default;
};

inline constexpr std::size_t kMostEnclosures = 200;

std::string write(const Dossier& dossier);
// What write() wrote, and nothing else: invalid otherwise, also for names that are not as above.
Result<Dossier> read_dossier(std::string_view json);

// Told how many files are made, of how many, before each; whether to go on.
using Progress = std::function<bool(std::size_t made, std::size_t all)>;

// The ZIP. Problems as make_file() has them, when one of the files cannot be made; conflict when told
// not to go on.
Result<std::string> make_zip(const Dossier& dossier, const Limits& limits = {},
                             const Progress& progress = {});

}  // namespace samloft::document

// Import and export.
// Tested by exchange_test.cc

#include "exchange.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace samloft::app {
namespace {

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Broken("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

Result<std::string> document_text(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return file_text(path);
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().extension() == ".json")
      files.emplace_back(entry.path().filename().string(), file_text(entry.path()));
  }
  std::sort(files.begin(), files.end());
  return records::merge_documents(files);
}

Result<records::Imported> import_document(Installation& installation, const std::string& text,
                                          Rehearsal rehearsal) {
  TRY_ASSIGN(const records::DocumentHead head, records::read_head(text));
  const bool known = installation.registry().read([&](db::Connection& registry) {
    return access::partnership_by_slug(registry, head.slug).has_value();
  });
  if (known) {
    return Problem::conflict(
        {N_("Det finnes et partnerskap på /{} fra før. Eksporter det, eller velg en annen adresse i fila."),
         {head.slug}});
  }
  const Viewer viewer = Viewer::command_line();
  std::optional<records::Imported> rehearsed;
  auto outcome = installation.open({head.id, head.slug, head.name})
                     ->write([&](db::Connection& db) -> Result<records::Imported> {
                       records::Work work{db, installation.kinds(), viewer, Instant::now(), {}};
                       auto imported = records::read_document(work, text);
                       if (!imported || rehearsal == Rehearsal::no) return imported;
                       rehearsed = *imported;
                       return Problem::invalid(Message());  // undo all: it was a rehearsal
                     });
  if (rehearsed) return *rehearsed;
  if (!outcome) return outcome;
  TRY(installation.registry().write([&](db::Connection& registry) -> Result<void> {
    access::add_partnership(registry, {head.id, head.slug, head.name});
    return {};
  }));
  return outcome;
}

std::string export_document(Installation& installation, const access::Partnership& partnership) {
  return installation.open(partnership)->read([&](db::Connection& db) {
    return records::write_document(db, installation.kinds(),
                                   {partnership.id, partnership.slug, partnership.name});
  });
}

}  // namespace samloft::app

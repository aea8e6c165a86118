// Import and export.
// Tested by exchange_test.cc

#include "exchange.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "governance/governance.h"

namespace samloft::app {
namespace {

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Broken("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Result<void> take_files(db::Connection& db, const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder)) return {};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<FieldError> errors;
  for (const auto& file : files) {
    const auto taken = governance::take_file(db, file.filename().string(), file_text(file));
    if (!taken) errors.insert(errors.end(), taken.error().fields.begin(), taken.error().fields.end());
  }
  if (errors.empty()) return {};
  return Problem::invalid(std::move(errors));
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (!file) throw Broken("cannot write " + path.string());
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
                                          Rehearsal rehearsal, const std::string& folder) {
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
                       if (!imported) return imported;
                       if (!folder.empty()) TRY(take_files(db, std::filesystem::path(folder) / "files"));
                       if (rehearsal == Rehearsal::no) return imported;
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

Result<int> export_folder(Installation& installation, const access::Partnership& partnership,
                          const std::string& folder) {
  const std::filesystem::path place(folder);
  if (std::filesystem::exists(place))
    return Problem::conflict({N_("Mappa {} finnes allerede. Velg en som ikke finnes."), {folder}});
  std::filesystem::create_directories(place / "files");
  std::filesystem::permissions(place, std::filesystem::perms::owner_all);
  return installation.open(partnership)->read([&](db::Connection& db) {
    write_file(place / "partnership.json",
               records::write_document(db, installation.kinds(),
                                       {partnership.id, partnership.slug, partnership.name}));
    int written = 0;
    for (const std::string& file : governance::files_of_papers(db)) {
      const auto bytes = governance::bytes_of_paper(db, file);
      if (!bytes) continue;  // it came without its files
      write_file(place / "files" / file, *bytes);
      ++written;
    }
    return Result<int>(written);
  });
}

std::string export_document(Installation& installation, const access::Partnership& partnership) {
  return installation.open(partnership)->read([&](db::Connection& db) {
    return records::write_document(db, installation.kinds(),
                                   {partnership.id, partnership.slug, partnership.name});
  });
}

}  // namespace samloft::app

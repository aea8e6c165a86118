// Copies, packed and checked.
// Tested by backup_test.cc

#include "backup.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "compose.h"
#include "db/copy.h"
#include "journal/journal.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "samloft-backup";
constexpr int kVersion = 1;
constexpr const char* kManifest = "manifest.json";
constexpr const char* kSignature = "manifest.sig";
constexpr std::size_t kPiece = 1 << 20;

// One database of an installation, and the partnership it belongs to; none: the registry.
struct Part {
  std::string name;
  std::optional<access::Partnership> partnership;
};

std::string hash_of_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Broken("cannot read " + path.string());
  Hash hash;
  std::vector<char> piece(kPiece);
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())), file.gcount() > 0)
    hash.add({piece.data(), static_cast<std::size_t>(file.gcount())});
  return hash.end();
}

// Not only in the system's memory: a backup that a power cut takes back is none.
void make_durable(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 || ::fsync(file) != 0)
    throw Broken("cannot make " + path.string() + " durable: " + std::strerror(errno));
  ::close(file);
}

// Empty if there is none.
std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw Broken("cannot write " + path.string() + "; is the disk full?");
  make_durable(path);
}

struct GzipFile {
  GzipFile(const fs::path& path, const char* how) : file(::gzopen(path.c_str(), how)) {
    if (file == nullptr) throw Broken("cannot open " + path.string() + ": " + std::strerror(errno));
  }
  ~GzipFile() {
    if (file != nullptr) ::gzclose(file);
  }
  GzipFile(const GzipFile&) = delete;
  GzipFile& operator=(const GzipFile&) = delete;
  gzFile file;
};

void pack(const fs::path& from, const fs::path& to) {
  std::ifstream in(from, std::ios::binary);
  if (!in) throw Broken("cannot read " + from.string());
  GzipFile out(to, "wb6");
  std::vector<char> piece(kPiece);
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0) {
    const auto size = static_cast<unsigned>(in.gcount());
    if (::gzwrite(out.file, piece.data(), size) != static_cast<int>(size))
      throw Broken("cannot write " + to.string() + "; is the disk full?");
  }
  if (::gzclose(std::exchange(out.file, nullptr)) != Z_OK)
    throw Broken("cannot write " + to.string() + "; is the disk full?");
  make_durable(to);
}

void unpack(const fs::path& from, const fs::path& to) {
  GzipFile in(from, "rb");
  std::ofstream out(to, std::ios::binary);
  std::vector<char> piece(kPiece);
  int size = 0;
  while ((size = ::gzread(in.file, piece.data(), static_cast<unsigned>(piece.size()))) > 0)
    out.write(piece.data(), size);
  out.close();
  if (size < 0) throw Broken(from.string() + " cannot be unpacked: it is damaged");
  if (!out) throw Broken("cannot write " + to.string() + "; is the disk full?");
}

std::vector<Part> parts_of(const Settings& settings) {
  std::vector<Part> all{{"registry", std::nullopt}};
  const db::Location registry = location_of(settings, "registry");
  if (!db::exists(registry)) return {};
  db::Database database(registry);
  for (const auto& one : database.read(access::partnerships))
    all.push_back({"p_" + one.id.text(), one});
  return all;
}

// Whether a copy of SQLite can be opened and is whole; where the journal ends, for the manifest.
Json checked(const fs::path& copy, const Part& part) {
  db::Database database({db::Engine::sqlite, copy.string(), ""});
  if (const auto damage = database.damage(); !damage.empty())
    throw Broken("the copy of " + part.name + " is damaged: " + damage.front());
  Json found = {{"steps", database.applied_steps()}};
  if (!part.partnership) return found;
  database.read([&](db::Connection& db) {
    if (const auto broken = journal::first_broken(db)) {
      throw Broken("the journal of " + part.partnership->slug + " is broken at entry " +
                   std::to_string(*broken) + ". Run `samloft check`; the backup was not finished.");
    }
    const auto newest = journal::newest(db, 1);
    found["journal"] = {{"entries", newest.empty() ? 0 : newest.front().number},
                        {"hash", newest.empty() ? "" : newest.front().hash}};
  });
  return found;
}

// Opening a database leaves its log beside it.
void remove_database(const fs::path& file) {
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending);
}

Json back_up_part(const Settings& settings, const Part& part, const fs::path& folder) {
  const db::Location location = location_of(settings, part.name);
  Json entry = {{"name", part.name}};
  if (part.partnership) {
    entry["partnership"] = {{"id", part.partnership->id.text()},
                            {"slug", part.partnership->slug},
                            {"name", part.partnership->name}};
  }
  fs::path packed;
  if (location.engine == db::Engine::sqlite) {
    const fs::path copy = folder / (part.name + ".sqlite");
    db::copy_to(location, copy.string());
    packed = copy.string() + ".gz";
    pack(copy, packed);
    remove_database(copy);
    // Read back from what was written, not from what was meant to be.
    unpack(packed, copy);
    entry.update(checked(copy, part));
    remove_database(copy);
  } else {
    packed = folder / (part.name + ".dump");
    db::copy_to(location, packed.string());
    make_durable(packed);
  }
  entry["file"] = packed.filename().string();
  entry["bytes"] = fs::file_size(packed);
  entry["blake2b"] = hash_of_file(packed);
  return entry;
}

struct Manifest {
  struct File {
    Part part;
    fs::path path;
    std::string hash;
  };
  std::string engine;
  std::vector<File> files;
};

// A backup that names its key must carry that key's signature, asked for or not: else it was changed. Those
// of before there were signatures name none.
Result<void> check_signature(const fs::path& folder, const std::string& manifest, const std::string& named,
                             const std::optional<PublicKey>& signer, const Progress& progress) {
  const std::string signature = text_of(folder / kSignature);
  const auto own = PublicKey::of_hex(named);
  if (signer && !signer->has_signed(manifest, signature)) {
    return Problem::invalid(Message(N_("{} er ikke signert med den nøkkelen, eller er endret siden. Bruk en annen kopi; ingenting er hentet tilbake."),
                                    {folder.string()}));
  }
  if ((!named.empty() || !signature.empty()) && (!own || !own->has_signed(manifest, signature))) {
    return Problem::invalid(Message(N_("manifest.json i {} er endret siden den ble signert. Bruk en annen kopi; ingenting er hentet tilbake."),
                                    {folder.string()}));
  }
  progress(signer ? "signed by the key that was given"
                  : own ? "signed by " + named + "; --signed-by FILE holds that against a key you know"
                        : "not signed");
  return {};
}

Result<Manifest> read_manifest(const fs::path& folder, const std::optional<PublicKey>& signer,
                               const Progress& progress) {
  const auto unreadable = [&](std::string_view why) {
    return Problem::invalid(Message(N_("{} er ingen sikkerhetskopi: {}"), {folder.string(), std::string(why)}));
  };
  const std::string text = text_of(folder / kManifest);
  if (text.empty()) return unreadable(kManifest);
  Json json = Json::parse(text, nullptr, false);
  TRY(check_signature(folder, text, text_at(json, "signed_by"), signer, progress));
  if (text_at(json, "format") != kFormat || json["version"] != kVersion) return unreadable("format");
  if (!json.contains("databases") || !json["databases"].is_array()) return unreadable("databases");
  Manifest manifest{text_at(json, "engine"), {}};
  for (const Json& one : json["databases"]) {
    Manifest::File found;
    found.part.name = text_at(one, "name");
    found.hash = text_at(one, "blake2b");
    const std::string name = text_at(one, "file");
    if (name.empty() || fs::path(name).filename() != name) return unreadable("file");  // no way out of the folder
    found.path = folder / name;
    if (one.contains("partnership")) {
      const Json& whose = one["partnership"];
      const auto id = Uuid::parse(text_at(whose, "id"));
      if (!id || found.part.name != "p_" + id->text()) return unreadable("id");
      found.part.partnership = {*id, text_at(whose, "slug"), text_at(whose, "name")};
    } else if (found.part.name != "registry") {
      return unreadable("name");
    }
    manifest.files.push_back(std::move(found));
  }
  return manifest;
}

// Every file is read whole, and is what was written.
Result<void> check_files(const Manifest& manifest, const Progress& progress) {
  for (const auto& file : manifest.files) {
    progress(file.path.filename().string());
    if (hash_of_file(file.path) != file.hash) {
      return Problem::invalid(Message(N_("{} er ikke lenger den fila som ble skrevet. Bruk en annen kopi; ingenting er hentet tilbake."),
                                      {file.path.string()}));
    }
  }
  return {};
}

std::string engine_name(const Settings& settings) {
  return location_of(settings, "registry").engine == db::Engine::sqlite ? "sqlite" : "postgresql";
}

}  // namespace

Result<std::string> back_up(const Settings& settings, const std::optional<std::string>& slug,
                            const std::string& folder, Instant now, const Progress& progress) {
  std::vector<Part> parts = parts_of(settings);
  if (slug) {
    std::erase_if(parts, [&](const Part& part) { return !part.partnership || part.partnership->slug != *slug; });
  }
  if (parts.empty())
    return Problem::invalid(N_("Det er ingenting å kopiere der. `samloft partnerships` viser hva som finnes."));
  std::string stamp = now.iso().substr(0, 19) + "Z";  // 2026-11-25T221008Z: no colons, for any disk
  std::erase(stamp, ':');
  const fs::path target = fs::path(folder) / ("samloft-" + (slug ? *slug + "-" : std::string()) + stamp);
  const fs::path unfinished = target.string() + ".part";
  if (fs::exists(target) || fs::exists(unfinished))
    return Problem::conflict(Message(N_("{} finnes fra før. Vent et sekund, eller velg en annen mappe."), {target.string()}));
  const SigningKey key = SigningKey::of(settings);
  fs::create_directories(unfinished);
  fs::permissions(unfinished, fs::perms::owner_all);  // everybody's names stand in it
  Json manifest = {{"format", kFormat}, {"version", kVersion}, {"made_at", now.iso()},
                   {"engine", engine_name(settings)}, {"signed_by", key.open().hex()},
                   {"databases", Json::array()}};
  for (const Part& part : parts) {
    progress(part.partnership ? part.partnership->slug : part.name);
    manifest["databases"].push_back(back_up_part(settings, part, unfinished));
  }
  const std::string text = manifest.dump(2) + "\n";
  write_text(unfinished / kManifest, text);
  write_text(unfinished / kSignature, key.signature_of(text));
  make_durable(unfinished);
  fs::rename(unfinished, target);
  make_durable(folder);
  return target.string();
}

Result<int> check_backup(const std::string& backup, const std::optional<PublicKey>& signer,
                         const Progress& progress) {
  TRY_ASSIGN(const Manifest manifest, read_manifest(backup, signer, progress));
  TRY(check_files(manifest, progress));
  return static_cast<int>(manifest.files.size());
}

Result<int> restore(const Settings& settings, const std::string& backup, const std::optional<std::string>& slug,
                    const std::optional<PublicKey>& signer, const Progress& progress) {
  TRY_ASSIGN(Manifest manifest, read_manifest(backup, signer, progress));
  if (manifest.engine != engine_name(settings)) {
    return Problem::invalid(Message(N_("Kopien er av {}. Hent den tilbake dit, og bruk `samloft export` og `samloft import` for å flytte."),
                                    {manifest.engine}));
  }
  if (slug) {
    std::erase_if(manifest.files, [&](const Manifest::File& file) {
      return !file.part.partnership || file.part.partnership->slug != *slug;
    });
  }
  if (manifest.files.empty())
    return Problem::invalid(N_("Kopien har ikke det partnerskapet. Les manifest.json for å se hva den har."));
  TRY(check_files(manifest, progress));
  for (const auto& file : manifest.files) {
    if (db::exists(location_of(settings, file.part.name))) {
      return Problem::conflict(Message(N_("{} finnes der fra før. Hent tilbake til et tomt sted: ingenting blir skrevet over."),
                                       {file.part.name}));
    }
  }
  const bool is_sqlite = manifest.engine == "sqlite";
  if (is_sqlite) fs::create_directories(settings.text("data"));
  for (const auto& file : manifest.files) {
    const db::Location location = location_of(settings, file.part.name);
    progress(file.part.partnership ? file.part.partnership->slug : file.part.name);
    if (is_sqlite) {
      const fs::path unpacked = location.address + ".part";
      unpack(file.path, unpacked);
      make_durable(unpacked);
      fs::rename(unpacked, location.address);
    } else {
      db::put_back(location, file.path.string());
    }
  }
  Installation installation(settings);  // and brings it all up to date
  const auto known = installation.registry().read(access::partnerships);
  for (const auto& file : manifest.files) {
    if (!file.part.partnership) continue;
    const access::Partnership& one = *file.part.partnership;
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const auto& other) { return other.id == one.id; });
    if (!is_known) {
      TRY(installation.registry().write([&](db::Connection& registry) -> Result<void> {
        access::add_partnership(registry, one);
        return {};
      }));
    }
    installation.open(one);
  }
  return static_cast<int>(manifest.files.size());
}

}  // namespace samloft::app

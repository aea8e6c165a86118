// The roots of the journals.
// Tested by roots_test.cc

#include "roots.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "journal/journal.h"
#include "signing.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kRootFormat = "samloft-journal-root";

// A file that is there whole or not at all.
void write_once(const fs::path& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) throw Broken("cannot write " + path.string() + ": " + std::strerror(errno));
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fsync(file) == 0;
  ::close(file);
  if (!written) {
    fs::remove(path);
    throw Broken("cannot write " + path.string() + "; is the disk full?");
  }
}

// The bytes of a signature from its digits; empty if they are none.
std::string signature_in(const std::string& digits) {
  std::array<unsigned char, crypto_sign_BYTES> bytes{};
  return read_hex(digits, bytes) ? std::string(bytes.begin(), bytes.end()) : std::string();
}

std::string signed_text(const std::string& partnership, const std::string& at, std::int64_t entries,
                        const std::string& hash) {
  return std::string(kRootFormat) + " 1\n" + partnership + "\n" + at + "\n" + std::to_string(entries) + "\n" +
         hash + "\n";
}

std::string root_of(const access::Partnership& partnership, const journal::Entry& last, Instant now,
                    const SigningKey& key) {
  const std::string id = partnership.id.text(), at = now.iso();
  const std::string signature = key.signature_of(signed_text(id, at, last.number, last.hash));
  const Json root = {{"format", kRootFormat},
                     {"version", 1},
                     {"partnership", {{"id", id}, {"slug", partnership.slug}}},
                     {"at", at},
                     {"entries", last.number},
                     {"hash", last.hash},
                     {"key", key.open().hex()},
                     {"signature", to_hex(reinterpret_cast<const unsigned char*>(signature.data()), signature.size())}};
  return root.dump(2) + "\n";
}

std::int64_t number_at(const Json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

// What is wrong with one root; empty if it fits.
std::string fault_of(const Json& root, const access::Partnership& partnership, db::Connection& db,
                     const PublicKey& key) {
  const std::int64_t entries = number_at(root, "entries");
  const std::string hash = text_at(root, "hash");
  const std::string text = signed_text(partnership.id.text(), text_at(root, "at"), entries, hash);
  if (!key.has_signed(text, signature_in(text_at(root, "signature"))))
    return "is not signed by this installation's key, or was changed since";
  const auto entry = journal::entry(db, entries);
  if (!entry) return "speaks of entry " + std::to_string(entries) + ", which is gone";
  return entry->hash == hash ? ""
                             : "has another hash for entry " + std::to_string(entries) + ": the past was rewritten";
}

}  // namespace

int write_roots(Installation& installation, const std::string& folder, Instant now) {
  const SigningKey key = SigningKey::of(installation.settings());
  fs::create_directories(folder);
  int written = 0;
  for (const auto& one : installation.registry().read(access::partnerships)) {
    const fs::path path = fs::path(folder) / (one.slug + "-" + local_day(now).iso() + ".root.json");
    if (fs::exists(path)) continue;
    std::vector<journal::Entry> last;
    installation.databases().briefly(one.id, [&](db::Database& database) {
      last = database.read([](db::Connection& db) { return journal::newest(db, 1); });
    });
    if (last.empty()) continue;
    write_once(path, root_of(one, last.front(), now, key));
    ++written;
  }
  return written;
}

std::vector<std::string> faults_of_roots(Installation& installation, const access::Partnership& partnership,
                                         const std::string& folder, int& fitting) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    // The slug, and a day of ten characters: another's slug may begin with this one.
    const std::size_t length = partnership.slug.size() + std::string_view("-2026-11-25.root.json").size();
    if (name.size() == length && name.starts_with(partnership.slug + "-") && name.ends_with(".root.json"))
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  const PublicKey key = SigningKey::of(installation.settings()).open();
  std::vector<std::string> faults;
  installation.open(partnership)->read([&](db::Connection& db) {
    for (const fs::path& path : files) {
      std::ifstream file(path);
      const std::string wrong = fault_of(Json::parse(file, nullptr, false), partnership, db, key);
      if (wrong.empty()) ++fitting;
      else faults.push_back(path.filename().string() + " " + wrong);
    }
  });
  return faults;
}

}  // namespace samloft::app

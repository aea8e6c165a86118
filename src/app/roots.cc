// The roots of the journals.
// Tested by roots_test.cc

#include "roots.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "access/secret_key.h"
#include "base/text.h"
#include "journal/journal.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kRootFormat = "samloft-journal-root";

using Signature = std::array<unsigned char, crypto_sign_BYTES>;

struct Key {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
};

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

template <std::size_t size>
bool read_hex(const std::string& text, std::array<unsigned char, size>& bytes) {
  std::size_t read = 0;
  return sodium_hex2bin(bytes.data(), size, text.data(), text.size(), nullptr, &read, nullptr) == 0 &&
         read == size && text.size() == 2 * size;
}

Key key_of(const Settings& settings) {
  const fs::path folder = settings.text("data");
  fs::create_directories(folder);
  const auto seed = access::SecretKey::of_file(folder / "root.key");
  static_assert(sizeof seed.bytes() == crypto_sign_SEEDBYTES);
  Key key;
  crypto_sign_seed_keypair(key.open.data(), key.secret.data(), seed.bytes().data());
  return key;
}

std::string signed_text(const std::string& partnership, const std::string& at, std::int64_t entries,
                        const std::string& hash) {
  return std::string(kRootFormat) + " 1\n" + partnership + "\n" + at + "\n" + std::to_string(entries) + "\n" +
         hash + "\n";
}

std::string root_of(const access::Partnership& partnership, const journal::Entry& last, Instant now,
                    const Key& key) {
  const std::string id = partnership.id.text(), at = now.iso();
  const std::string text = signed_text(id, at, last.number, last.hash);
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), key.secret.data());
  const Json root = {{"format", kRootFormat},
                     {"version", 1},
                     {"partnership", {{"id", id}, {"slug", partnership.slug}}},
                     {"at", at},
                     {"entries", last.number},
                     {"hash", last.hash},
                     {"key", to_hex(key.open.data(), key.open.size())},
                     {"signature", to_hex(signature.data(), signature.size())}};
  return root.dump(2) + "\n";
}

// What is wrong with one root; empty if it fits.
std::string fault_of(const Json& root, const access::Partnership& partnership, db::Connection& db,
                     const Key& key) {
  const auto text_at = [&](const char* name) {
    return root.is_object() && root.contains(name) && root[name].is_string() ? root[name].get<std::string>()
                                                                             : std::string();
  };
  const std::int64_t entries =
      root.is_object() && root.contains("entries") && root["entries"].is_number_integer()
          ? root["entries"].get<std::int64_t>()
          : 0;
  const std::string text = signed_text(partnership.id.text(), text_at("at"), entries, text_at("hash"));
  Signature signature{};
  if (!read_hex(text_at("signature"), signature) ||
      crypto_sign_verify_detached(signature.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                  text.size(), key.open.data()) != 0) {
    return "is not signed by this installation's key, or was changed since";
  }
  const auto entry = journal::entry(db, entries);
  if (!entry) return "speaks of entry " + std::to_string(entries) + ", which is gone";
  return entry->hash == text_at("hash") ? "" : "has another hash for entry " + std::to_string(entries) +
                                                   ": the past was rewritten";
}

}  // namespace

int write_roots(Installation& installation, const std::string& folder, Instant now) {
  const Key key = key_of(installation.settings());
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
  const Key key = key_of(installation.settings());
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

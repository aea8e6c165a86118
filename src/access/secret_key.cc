// The key's file, and sealing.
// Tested by secret_key_test.cc

#include "access/secret_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/id.h"
#include "base/result.h"
#include "base/text.h"

namespace samloft::access {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// What root does on the service's behalf, the service must be able to read: the key is whose the folder is.
bool belongs_to_the_folder(int file, const std::string& path) {
  struct stat folder {};
  const std::string name = std::filesystem::path(path).parent_path().string();
  if (::geteuid() != 0 || ::stat(name.empty() ? "." : name.c_str(), &folder) != 0) return true;
  return ::fchown(file, folder.st_uid, folder.st_gid) == 0;
}

// Written beside and linked into place, so that two servers that start at once share one key and
// neither reads half of it.
void make_key_file(const std::string& path) {
  std::array<unsigned char, 32> key{};
  randombytes_buf(key.data(), key.size());
  const std::string text = to_hex(key.data(), key.size()) + "\n";
  const std::string beside = path + "." + Uuid::fresh().text();
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const auto size = static_cast<ssize_t>(text.size());
  const bool written = file >= 0 && belongs_to_the_folder(file, path) &&
                       ::write(file, text.data(), text.size()) == size && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  const bool placed = written && (::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const std::string why = std::strerror(errno);
  ::unlink(beside.c_str());
  if (!placed) throw Broken("the secret key " + path + " cannot be made: " + why);
}

}  // namespace

SecretKey SecretKey::fresh() {
  SecretKey key;
  randombytes_buf(key.bytes_.data(), key.bytes_.size());
  return key;
}

std::optional<SecretKey> SecretKey::of_text(std::string_view text) {
  SecretKey key;
  return read_hex(text, key.bytes_) ? std::optional(key) : std::nullopt;
}

SecretKey SecretKey::of_file(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0 && errno == ENOENT) {
    make_key_file(path);
    ::stat(path.c_str(), &about);
  }
  if ((about.st_mode & 077) != 0)
    throw Broken("others may read the secret key " + path + ": chmod 600 " + path);
  std::ifstream file(path);
  std::string text;
  std::getline(file, text);
  const auto key = of_text(trimmed(text));
  if (!key) {
    throw Broken("the secret key " + path +
                 " cannot be read or is not 64 hexadecimal digits: put back the one that was there");
  }
  return *key;
}

std::string SecretKey::sealed(std::string_view text, std::string_view bound_to) const {
  std::string out(kNonce + text.size() + kTag, '\0');
  randombytes_buf(out.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(out) + kNonce, nullptr, bytes_of(text),
                                             text.size(), bytes_of(bound_to), bound_to.size(),
                                             nullptr, bytes_of(out), bytes_.data());
  return to_base64(out);
}

std::optional<std::string> SecretKey::opened(std::string_view text,
                                             std::string_view bound_to) const {
  const auto whole = from_base64(text);
  if (!whole || whole->size() < kNonce + kTag) return std::nullopt;
  std::string out(whole->size() - kNonce - kTag, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          bytes_of(out), nullptr, nullptr, bytes_of(*whole) + kNonce, whole->size() - kNonce,
          bytes_of(bound_to), bound_to.size(), bytes_of(*whole), bytes_.data()) != 0) {
    return std::nullopt;
  }
  return out;
}

std::string SecretKey::fingerprint() const {
  constexpr std::string_view kPurpose = "fingerprint of the secret key";
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(kPurpose), kPurpose.size(), bytes_.data(),
                     bytes_.size());
  return to_hex(hash.data(), hash.size());
}

}  // namespace samloft::access

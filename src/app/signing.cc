// Signing by libsodium, and the public key as a file.
// Tested by signing_test.cc

#include "signing.h"

#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "access/secret_key.h"
#include "base/text.h"
#include "base/texts.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;

// What stands before the key in a public key of Ed25519 as others write it (RFC 8410).
constexpr std::string_view kBeforeKey{"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12};
constexpr std::string_view kBegin = "-----BEGIN PUBLIC KEY-----", kEnd = "-----END PUBLIC KEY-----";

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// The key in a file's text; nothing if it is none.
std::optional<PublicKey> key_in(std::istream& file) {
  std::string line, text;
  if (!std::getline(file, line) || trimmed(line) != kBegin) return std::nullopt;
  while (std::getline(file, line) && trimmed(line) != kEnd && text.size() < 100) text += trimmed(line);
  const auto whole = from_base64(text);
  std::array<unsigned char, 32> bytes{};
  if (trimmed(line) != kEnd || !whole || whole->size() != kBeforeKey.size() + bytes.size() ||
      !whole->starts_with(kBeforeKey))
    return std::nullopt;
  std::copy_n(octets(*whole) + kBeforeKey.size(), bytes.size(), bytes.begin());
  return PublicKey(bytes);
}

}  // namespace

std::optional<PublicKey> PublicKey::of_hex(const std::string& text) {
  std::array<unsigned char, 32> bytes{};
  return read_hex(text, bytes) ? std::optional(PublicKey(bytes)) : std::nullopt;
}

Result<PublicKey> PublicKey::of_file(const std::string& path) {
  std::ifstream file(path);
  const auto key = key_in(file);
  if (!key) {
    return Problem::invalid(Message(N_("{} er ingen offentlig nøkkel. `samloft public-key` på tjeneren skriver den."), {path}));
  }
  return *key;
}

std::string PublicKey::hex() const { return to_hex(bytes_.data(), bytes_.size()); }

std::string PublicKey::pem() const {
  const std::string bytes(bytes_.begin(), bytes_.end());
  return std::string(kBegin) + "\n" + to_base64(std::string(kBeforeKey) + bytes) + "\n" + std::string(kEnd) + "\n";
}

bool PublicKey::has_signed(std::string_view text, const std::string& signature) const {
  static_assert(crypto_sign_PUBLICKEYBYTES == sizeof bytes_);
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(octets(signature), octets(text), text.size(), bytes_.data()) == 0;
}

SigningKey SigningKey::of(const Settings& settings) {
  const fs::path folder = settings.text("data");
  fs::create_directories(folder);
  const auto seed = access::SecretKey::of_file(folder / "root.key");
  static_assert(sizeof seed.bytes() == crypto_sign_SEEDBYTES && crypto_sign_SECRETKEYBYTES == sizeof bytes_);
  SigningKey key;
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  crypto_sign_seed_keypair(open.data(), key.bytes_.data(), seed.bytes().data());
  return key;
}

std::string SigningKey::signature_of(std::string_view text) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, octets(text), text.size(),
                       bytes_.data());
  return signature;
}

PublicKey SigningKey::open() const {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  crypto_sign_ed25519_sk_to_pk(open.data(), bytes_.data());
  return PublicKey(open);
}

}  // namespace samloft::app

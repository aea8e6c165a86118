// The pair of keys by which an installation says that something came from it: roots of journals,
// backups. Ed25519 (libsodium), drawn from root.key in the data folder, which is made at first use. What
// is signed begins with what it is, so that a signature of one sort of thing fits none of another.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "options.h"

namespace samloft::app {

// What others may have, to see whether this installation signed something.
class PublicKey {
 public:
  explicit PublicKey(const std::array<unsigned char, 32>& bytes) : bytes_(bytes) {}
  // From 64 hexadecimal digits.
  static std::optional<PublicKey> of_hex(const std::string& text);
  // From a file that holds what pem() wrote. Problems: invalid.
  static Result<PublicKey> of_file(const std::string& path);

  std::string hex() const;
  // As other programs read it, with its line ends: -----BEGIN PUBLIC KEY-----
  std::string pem() const;
  // Whether the signature, of 64 bytes, is its pair's of this text.
  bool has_signed(std::string_view text, const std::string& signature) const;

 private:
  std::array<unsigned char, 32> bytes_;
};

class SigningKey {
 public:
  // Throws Broken if the file cannot be made or read, or if others may read it.
  static SigningKey of(const Settings& settings);

  // 64 bytes.
  std::string signature_of(std::string_view text) const;
  PublicKey open() const;

 private:
  SigningKey() = default;
  std::array<unsigned char, 64> bytes_{};
};

}  // namespace samloft::app

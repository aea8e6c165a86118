// The installation's secret key: what must be read again, such as the secrets of code apps, lies
// sealed in the registry under it (XChaCha20-Poly1305). It is kept outside the database, so that a
// copy of the registry alone opens nothing.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace samloft::access {

// The pair that signs the daily roots is drawn from another one, in a file of its own.
class SecretKey {
 public:
  static SecretKey fresh();
  // From 64 hexadecimal digits.
  static std::optional<SecretKey> of_text(std::string_view text);
  // From a file that only its owner may read. Makes it, with a fresh key, if it is not there; made by
  // root, it belongs to whoever owns the folder.
  // Throws Broken if it cannot, or if others may read the file.
  static SecretKey of_file(const std::string& path);

  // Seals a text for one purpose and holder: opened under another name it is nothing.
  std::string sealed(std::string_view text, std::string_view bound_to) const;
  std::optional<std::string> opened(std::string_view sealed, std::string_view bound_to) const;
  // For what is drawn from it, such as a pair of keys that sign.
  const std::array<unsigned char, 32>& bytes() const { return bytes_; }
  // Tells keys apart without telling the key.
  std::string fingerprint() const;

 private:
  SecretKey() = default;
  std::array<unsigned char, 32> bytes_{};
};

}  // namespace samloft::access

// Ids and their two spellings.
// Tested by id_test.cc

#include "base/id.h"

#include <sodium.h>

#include <chrono>
#include <cstring>

namespace samloft {
namespace {

constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kLength = 26;

int digit_value(char character) {
  if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  if (character == 'i' || character == 'l') return 1;
  if (character == 'o') return 0;
  const auto at = kDigits.find(character);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

void mark(Uuid& id, std::uint8_t version) {
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | (version << 4));
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
}

}  // namespace

std::string Uuid::text() const {
  // 26 × 5 = 130 bits: the first digit carries the top three bits only.
  std::string out(kLength, '0');
  unsigned buffer = 0;
  int bits = 2;
  std::size_t at = 0;
  for (std::uint8_t byte : bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out[at++] = kDigits[(buffer >> bits) & 31];
    }
  }
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != kLength || digit_value(text[0]) > 7) return std::nullopt;
  Uuid id;
  unsigned buffer = 0;
  int bits = -2;
  std::size_t at = 0;
  for (char character : text) {
    const int value = digit_value(character);
    if (value < 0) return std::nullopt;
    buffer = (buffer << 5) | static_cast<unsigned>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      id.bytes[at++] = static_cast<std::uint8_t>(buffer >> bits);
    }
  }
  return id;
}

std::string Uuid::hyphenated() const {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[bytes[i] >> 4];
    out += kHex[bytes[i] & 15];
  }
  return out;
}

Uuid Uuid::from_hyphenated(std::string_view text) {
  Uuid id;
  std::size_t nibble = 0;
  for (char character : text) {
    if (character == '-' || nibble == 32) continue;
    const int value = character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10;
    id.bytes[nibble / 2] = static_cast<std::uint8_t>((id.bytes[nibble / 2] << 4) | (value & 15));
    ++nibble;
  }
  return id;
}

Uuid Uuid::fresh() {
  Uuid id;
  randombytes_buf(id.bytes.data(), id.bytes.size());
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  for (int i = 0; i < 6; ++i) {
    id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(now >> (8 * (5 - i)));
  }
  mark(id, 7);
  return id;
}

Uuid Uuid::of_name(std::string_view space, std::string_view name) {
  Uuid id;
  crypto_generichash(id.bytes.data(), id.bytes.size(),
                     reinterpret_cast<const unsigned char*>(name.data()), name.size(),
                     reinterpret_cast<const unsigned char*>(space.data()),
                     std::min<std::size_t>(space.size(), crypto_generichash_KEYBYTES_MAX));
  mark(id, 8);
  return id;
}

std::size_t UuidHash::operator()(const Uuid& id) const {
  std::size_t tail = 0;
  std::memcpy(&tail, id.bytes.data() + 8, sizeof tail);  // the random half spreads well
  return tail;
}

}  // namespace samloft

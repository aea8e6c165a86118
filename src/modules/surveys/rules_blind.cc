// Links and codes.
// Tested by rules_blind_test.cc

#include "rules_blind.h"

#include <sodium.h>

#include <array>

#include "base/hash.h"
#include "base/text.h"

namespace samloft::surveys {
namespace {

constexpr std::size_t kLink = 26, kCode = 12, kGroup = 4;
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

std::string random_letters(std::size_t count) {
  std::string all(count, '0');
  for (char& one : all) one = kAlphabet[randombytes_uniform(32)];
  return all;
}

std::array<unsigned char, crypto_secretbox_KEYBYTES> key_of(const std::string& code) {
  const std::string text = "samloft survey key:" + code;
  std::array<unsigned char, crypto_secretbox_KEYBYTES> key{};
  crypto_generichash(key.data(), key.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  return key;
}

const unsigned char* bytes(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string fresh_link() { return random_letters(kLink); }
std::string fresh_code() { return random_letters(kCode); }

std::optional<std::string> read_code(std::string_view typed) {
  std::string all;
  for (char one : typed) {
    if (one == ' ' || one == '-' || one == '\t') continue;
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
    if (one == 'o') one = '0';
    if (one == 'i' || one == 'l') one = '1';
    if (kAlphabet.find(one) == std::string_view::npos) return std::nullopt;
    all += one;
  }
  if (all.size() != kLink && all.size() != kCode) return std::nullopt;
  return all;
}

std::string shown_code(const std::string& code) {
  if (code.size() != kCode) return code;
  return code.substr(0, kGroup) + "-" + code.substr(kGroup, kGroup) + "-" + code.substr(2 * kGroup);
}

std::string link_hash(const std::string& code) { return hash_of("samloft survey link:" + code); }
std::string draft_hash(const std::string& code) { return hash_of("samloft survey draft:" + code); }

std::string seal_draft(const std::string& code, const std::string& text) {
  const auto key = key_of(code);
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, bytes(text), text.size(), out, key.data());
  return to_base64(sealed);
}

std::optional<std::string> open_draft(const std::string& code, const std::string& sealed) {
  constexpr std::size_t kFrame = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  const auto raw = from_base64(sealed);
  if (!raw || raw->size() < kFrame) return std::nullopt;
  const auto key = key_of(code);
  std::string text(raw->size() - kFrame, '\0');
  if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(text.data()),
                                 bytes(*raw) + crypto_secretbox_NONCEBYTES,
                                 raw->size() - crypto_secretbox_NONCEBYTES, bytes(*raw),
                                 key.data()) != 0) {
    return std::nullopt;
  }
  return text;
}

std::string fresh_salt() {
  std::array<unsigned char, 16> random{};
  randombytes_buf(random.data(), random.size());
  return to_hex(random.data(), random.size());
}

}  // namespace samloft::surveys

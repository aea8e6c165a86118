// HMAC-SHA1 is the one thing libsodium lacks: OpenSSL has it, and libfido2 brings OpenSSL along.
// Tested by totp_test.cc

#include "access/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

#include "base/result.h"
#include "web/http.h"

namespace samloft::access {
namespace {

constexpr std::int64_t kStepLength = 30'000;
constexpr std::uint32_t kCodes = 1'000'000;

}  // namespace

std::string fresh_totp_secret() {
  std::string secret(20, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::int64_t totp_step(Instant now) { return now.milliseconds / kStepLength; }

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < 8; ++i)
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * (7 - i)));
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  const auto* made = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
                          counter.data(), counter.size(), hash.data(), &size);
  ensure(made != nullptr && size == 20, "OpenSSL knows SHA-1");
  const std::size_t at = hash[19] & 15;
  const std::uint32_t number = (std::uint32_t{hash[at]} & 0x7f) << 24 |
                               std::uint32_t{hash[at + 1]} << 16 |
                               std::uint32_t{hash[at + 2]} << 8 | hash[at + 3];
  const std::string digits = std::to_string(kCodes + number % kCodes);
  return digits.substr(1);
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code,
                                         Instant now) {
  if (code.size() != 6) return std::nullopt;
  std::optional<std::int64_t> found;
  // All three are compared, each in the same time.
  for (const std::int64_t step : {totp_step(now) - 1, totp_step(now), totp_step(now) + 1}) {
    if (sodium_memcmp(totp_code(secret, step).data(), code.data(), code.size()) == 0) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char byte : bytes) {
    buffer = buffer << 8 | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += kLetters[buffer >> (bits - 5) & 31];
  }
  if (bits > 0) text += kLetters[buffer << (5 - bits) & 31];
  return text;
}

std::string totp_address(std::string_view secret, std::string_view mail) {
  return "otpauth://totp/Saml%C3%B8ft:" + web::encode_percent(mail) +
         "?secret=" + base32(secret) + "&issuer=Saml%C3%B8ft";
}

}  // namespace samloft::access

// The only source that sees libfido2.
// Tested by passkey_test.cc

#include "access/passkey.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"

namespace samloft::access {
namespace {

constexpr int kAlgorithms[] = {COSE_ES256, COSE_EDDSA, COSE_RS256};
// Authenticator data begins with the hash of the host, flags and a counter (WebAuthn §6.1).
constexpr std::size_t kHostHash = 32, kSmallest = 37, kLargest = 8192;
constexpr unsigned char kPresent = 0x01, kVerified = 0x04, kHasKey = 0x40;

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

void begin_fido() {
  static const bool begun = [] {
    fido_init(0);
    return true;
  }();
  static_cast<void>(begun);
}

struct EndCredential {
  void operator()(fido_cred_t* one) const { fido_cred_free(&one); }
};
struct EndAssertion {
  void operator()(fido_assert_t* one) const { fido_assert_free(&one); }
};
using Credential = std::unique_ptr<fido_cred_t, EndCredential>;
using Assertion = std::unique_ptr<fido_assert_t, EndAssertion>;

nlohmann::json client_data_of(const PasskeyAnswer& answer) {
  if (answer.client_data.size() > kLargest) return nullptr;
  return nlohmann::json::parse(answer.client_data, nullptr, false);
}

// Whether the browser says: this page, this act, this challenge, and no frame of another site.
bool says(const PasskeyAnswer& answer, const RelyingParty& whom, std::string_view challenge,
          std::string_view act) {
  const auto data = client_data_of(answer);
  const auto framed = data.is_object() ? data.value("crossOrigin", nlohmann::json(false))
                                       : nlohmann::json(true);
  return text_at(data, "type") == act && text_at(data, "origin") == whom.origin &&
         framed == nlohmann::json(false) && !challenge.empty() &&
         challenge_of(answer) == challenge;
}

bool is_for(const PasskeyAnswer& answer, const RelyingParty& whom, unsigned char flags) {
  const std::string& data = answer.authenticator_data;
  if (data.size() < kSmallest || data.size() > kLargest) return false;
  std::array<unsigned char, kHostHash> host{};
  crypto_hash_sha256(host.data(), octets(whom.id), whom.id.size());
  return std::equal(host.begin(), host.end(), octets(data)) &&
         (octets(data)[kHostHash] & flags) == flags;
}

Credential read_credential(const PasskeyAnswer& answer, int algorithm) {
  Credential credential(fido_cred_new());
  if (!credential || fido_cred_set_type(credential.get(), algorithm) != FIDO_OK ||
      fido_cred_set_authdata_raw(credential.get(), octets(answer.authenticator_data),
                                 answer.authenticator_data.size()) != FIDO_OK) {
    return nullptr;
  }
  return credential;
}

template <class Key, class Free, class Fill, class Verify>
bool with_key(Key* made, Free free, Fill fill, Verify verify) {
  const std::unique_ptr<Key, Free> key(made, free);
  return key && fill(key.get()) == FIDO_OK && verify(key.get()) == FIDO_OK;
}

bool key_verifies(const fido_assert_t* assertion, const PublicKey& key) {
  const auto verify = [&](const void* bytes) {
    return fido_assert_verify(assertion, 0, key.algorithm, bytes);
  };
  const auto free_es256 = [](es256_pk_t* one) { es256_pk_free(&one); };
  const auto free_eddsa = [](eddsa_pk_t* one) { eddsa_pk_free(&one); };
  const auto free_rs256 = [](rs256_pk_t* one) { rs256_pk_free(&one); };
  const void* bytes = key.bytes.data();
  const std::size_t size = key.bytes.size();
  switch (key.algorithm) {
    case COSE_ES256:
      return with_key(es256_pk_new(), free_es256,
                      [&](es256_pk_t* one) { return es256_pk_from_ptr(one, bytes, size); }, verify);
    case COSE_EDDSA:
      return with_key(eddsa_pk_new(), free_eddsa,
                      [&](eddsa_pk_t* one) { return eddsa_pk_from_ptr(one, bytes, size); }, verify);
    case COSE_RS256:
      return with_key(rs256_pk_new(), free_rs256,
                      [&](rs256_pk_t* one) { return rs256_pk_from_ptr(one, bytes, size); }, verify);
    default: return false;
  }
}

}  // namespace

RelyingParty relying_party(std::string_view address) {
  const auto start = address.find("://");
  const auto host = start == std::string_view::npos ? 0 : start + 3;
  const auto end = std::min(address.find('/', host), address.size());
  std::string origin(address.substr(0, end));  // browsers write it in small letters
  std::transform(origin.begin(), origin.end(), origin.begin(),
                 [](unsigned char letter) { return std::tolower(letter); });
  const std::string authority = origin.substr(host);
  return {authority.substr(0, authority.find(':')), origin};
}

std::string challenge_of(const PasskeyAnswer& answer) {
  std::string text = text_at(client_data_of(answer), "challenge");
  // base64 in its spelling for addresses, without padding
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return from_base64(text).value_or("");
}

std::optional<PublicKey> made_passkey(const PasskeyAnswer& answer, const RelyingParty& whom,
                                      std::string_view challenge) {
  begin_fido();
  if (!says(answer, whom, challenge, "webauthn.create") ||
      !is_for(answer, whom, kPresent | kVerified | kHasKey))
    return std::nullopt;
  for (const int algorithm : kAlgorithms) {
    const Credential made = read_credential(answer, algorithm);
    if (!made) continue;
    const std::string id(reinterpret_cast<const char*>(fido_cred_id_ptr(made.get())),
                         fido_cred_id_len(made.get()));
    if (id.empty() || id != answer.credential) return std::nullopt;
    return PublicKey{algorithm,
                     {reinterpret_cast<const char*>(fido_cred_pubkey_ptr(made.get())),
                      fido_cred_pubkey_len(made.get())},
                     fido_cred_sigcount(made.get())};
  }
  return std::nullopt;
}

std::optional<std::int64_t> signed_by(const PublicKey& key, const PasskeyAnswer& answer,
                                      const RelyingParty& whom, std::string_view challenge) {
  begin_fido();
  if (!says(answer, whom, challenge, "webauthn.get") ||
      !is_for(answer, whom, kPresent | kVerified))
    return std::nullopt;
  const Assertion one(fido_assert_new());
  if (!one || fido_assert_set_count(one.get(), 1) != FIDO_OK ||
      fido_assert_set_rp(one.get(), whom.id.c_str()) != FIDO_OK ||
      fido_assert_set_up(one.get(), FIDO_OPT_TRUE) != FIDO_OK ||
      fido_assert_set_uv(one.get(), FIDO_OPT_TRUE) != FIDO_OK ||
      fido_assert_set_clientdata(one.get(), octets(answer.client_data),
                                 answer.client_data.size()) != FIDO_OK ||
      fido_assert_set_authdata_raw(one.get(), 0, octets(answer.authenticator_data),
                                   answer.authenticator_data.size()) != FIDO_OK ||
      fido_assert_set_sig(one.get(), 0, octets(answer.signature), answer.signature.size()) !=
          FIDO_OK ||
      !key_verifies(one.get(), key)) {
    return std::nullopt;
  }
  const std::int64_t count = fido_assert_sigcount(one.get(), 0);
  if ((count > 0 || key.sign_count > 0) && count <= key.sign_count) return std::nullopt;
  return count;
}

}  // namespace samloft::access

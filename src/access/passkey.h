// Passkeys (WebAuthn): what a browser hands over, checked by libfido2. A passkey proves itself with
// its user (finger, face, PIN), for this installation's address only.
//
// Attestation is not asked for and not believed: any maker's passkey is welcome, and what a browser
// says of a fresh one is proven the first time that it signs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samloft::access {

// Whom passkeys are for: the host and the origin of the installation's address.
struct RelyingParty {
  std::string id;      // samloft.kommune.no
  std::string origin;  // https://samloft.kommune.no
};
RelyingParty relying_party(std::string_view address);

// What comes from the browser, as bytes.
struct PasskeyAnswer {
  std::string credential;  // which passkey
  std::string client_data;
  std::string authenticator_data;
  std::string signature;  // of a sign-in; empty when a passkey is made
};
// The challenge that the answer says it answers; empty if it says none.
std::string challenge_of(const PasskeyAnswer& answer);

// What is kept of a passkey.
struct PublicKey {
  int algorithm = 0;  // COSE: -7 ES256, -8 EdDSA, -257 RS256
  std::string bytes;  // as libfido2 keeps it
  std::int64_t sign_count = 0;
};
// The key of a passkey that was made for the challenge.
std::optional<PublicKey> made_passkey(const PasskeyAnswer& answer, const RelyingParty& whom,
                                      std::string_view challenge);
// The new counter, if the key's passkey signed the challenge, with its user. A counter that does
// not rise tells of a copied passkey: nothing. (Those that never count stay at 0.)
std::optional<std::int64_t> signed_by(const PublicKey& key, const PasskeyAnswer& answer,
                                      const RelyingParty& whom, std::string_view challenge);

}  // namespace samloft::access

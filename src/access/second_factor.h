// What the registry keeps of second factors: code apps, passkeys, recovery codes, the challenges
// under way; and what happened to them, to sessions and to the account.
//
// The secrets of code apps lie sealed under the installation's key; recovery codes and challenges
// are kept as hashes; of passkeys there is nothing secret. Codes count once: the step of a code is
// kept, a recovery code is marked, a challenge is deleted, each in the statement that uses it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/passkey.h"
#include "access/secret_key.h"
#include "base/date.h"
#include "base/id.h"
#include "base/record.h"

namespace samloft::db {
class Connection;
}

namespace samloft::access {

// The schema step access/second_factor.
extern const std::string_view kSecondFactorTables;

struct Passkey {
  Uuid id;
  std::string name;
  std::string credential;  // bytes
  PublicKey key;
  Instant made_at;
  std::optional<Instant> used_at;
};
struct Factors {
  bool app = false;
  std::vector<Passkey> passkeys;
  std::int64_t codes_left = 0;  // recovery codes; alone they are no second factor

  bool any() const { return app || !passkeys.empty(); }
};
Factors factors_of(db::Connection& registry, const Uuid& account);

// --- code apps
// Keeps the secret if the code is the app's; false if it is not. Replaces an older app.
bool add_app(db::Connection& registry, const SecretKey& key, const Uuid& account,
             std::string_view secret, std::string_view code, Instant now);

// --- passkeys
// A fresh challenge for a session's passkeys, good for five minutes and one answer.
std::string make_challenge(db::Connection& registry, const std::string& session, Instant now);
bool use_challenge(db::Connection& registry, const std::string& session,
                   std::string_view challenge, Instant now);
// False if somebody has that passkey already.
bool add_passkey(db::Connection& registry, const Uuid& account, const Passkey& passkey);
// Whether one of the account's passkeys gave the answer to a challenge of this session.
bool use_passkey(db::Connection& registry, const Uuid& account, const PasskeyAnswer& answer,
                 const RelyingParty& whom, const std::string& session, Instant now);

// --- recovery codes
// Ten fresh ones; older ones are worth nothing from now on.
std::vector<std::string> make_recovery_codes(db::Connection& registry, const Uuid& account);

// --- trying a code, whichever it is. Five wrong ones within a quarter of an hour close the door.
enum class Tried { wrong, wrong_and_closed, closed, app, recovery };
Tried try_code(db::Connection& registry, const SecretKey& key, const Uuid& account,
               const std::string& code, Instant now);

// --- taking away; with the last factor the recovery codes go too
void remove_app(db::Connection& registry, const Uuid& account);
bool remove_passkey(db::Connection& registry, const Uuid& account, const Uuid& passkey);
// All of it, and the account's sessions: for who has lost a factor.
void reset_second_factor(db::Connection& registry, const Uuid& account);

// --- what happened
enum class Happening {
  app_added,
  app_removed,
  passkey_added,
  passkey_removed,
  codes_made,
  code_used,
  door_closed,
  reset,
  sessions_ended,
  account_closed,
  account_opened,
  signed_out_everywhere,
};
struct Happened {
  Happening what;
  Instant at;
};
void note(db::Connection& registry, const Uuid& account, Happening what, Instant now);
std::vector<Happened> newest_happenings(db::Connection& registry, const Uuid& account,
                                        std::int64_t count);

// --- the installation's key
// False if the registry was sealed with another key. The first key is remembered.
bool fits_secret_key(db::Connection& registry, const SecretKey& key);
// Forgets the code apps of everyone, and takes the key as the registry's. How many apps that were.
std::int64_t renew_secret_key(db::Connection& registry, const SecretKey& key);

// Deletes challenges that are out of date, and what happened more than a year ago.
void purge_second_factors(db::Connection& registry, Instant now);

}  // namespace samloft::access

template <>
struct samloft::ChoicesOf<samloft::access::Happening> {
  static constexpr Choice list[] = {
      {"app_added", N_("En kodeapp ble lagt til")},
      {"app_removed", N_("Kodeappen ble fjernet")},
      {"passkey_added", N_("En passnøkkel ble lagt til")},
      {"passkey_removed", N_("En passnøkkel ble fjernet")},
      {"codes_made", N_("Nye gjenopprettingskoder ble laget")},
      {"code_used", N_("En gjenopprettingskode ble brukt")},
      {"door_closed", N_("For mange feil koder ble prøvd")},
      {"reset", N_("Totrinnsinnlogging ble nullstilt av driftsansvarlig")},
      {"sessions_ended", N_("Du ble logget ut alle steder av driftsansvarlig")},
      {"account_closed", N_("Kontoen ble stengt av driftsansvarlig")},
      {"account_opened", N_("Kontoen ble åpnet igjen av driftsansvarlig")},
      {"signed_out_everywhere", N_("Du logget ut alle steder")}};
};

// The statements of second factors.
// Tested by second_factor_test.cc

#include "access/second_factor.h"

#include <sodium.h>

#include <algorithm>

#include "access/accounts.h"
#include "access/failures.h"
#include "access/totp.h"
#include "base/text.h"
#include "db/db.h"

namespace samloft::access {

const std::string_view kSecondFactorTables = R"(
DELETE FROM session;
ALTER TABLE session ADD COLUMN stage text NOT NULL DEFAULT 'open'
  CHECK (stage IN ('open', 'code', 'set_up', 'demo'));
ALTER TABLE session ADD COLUMN proven_at text NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN form_key text NOT NULL DEFAULT '';
CREATE TABLE code_app (
  account uuid PRIMARY KEY REFERENCES account (id),
  sealed text NOT NULL,
  last_step bigint NOT NULL,
  made_at text NOT NULL
);
CREATE TABLE passkey (
  id uuid PRIMARY KEY,
  account uuid NOT NULL REFERENCES account (id),
  credential text NOT NULL UNIQUE,
  algorithm bigint NOT NULL,
  public_key text NOT NULL,
  sign_count bigint NOT NULL,
  name text NOT NULL,
  made_at text NOT NULL,
  used_at text
);
CREATE INDEX passkey_by_account ON passkey (account);
CREATE TABLE recovery_code (
  account uuid NOT NULL REFERENCES account (id),
  hash text NOT NULL,
  used integer NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
  PRIMARY KEY (account, hash)
);
CREATE TABLE passkey_challenge (
  hash text PRIMARY KEY,
  ends_at text NOT NULL
);
CREATE TABLE security_event (
  id uuid PRIMARY KEY,
  account uuid NOT NULL REFERENCES account (id),
  at text NOT NULL,
  what text NOT NULL
);
CREATE INDEX security_event_by_account ON security_event (account, at);
CREATE TABLE secret_key (
  fingerprint text PRIMARY KEY
);
)";

namespace {

constexpr std::int64_t kChallengeLife = 5 * kMinute;
constexpr std::int64_t kEventLife = 365 * kDay;
constexpr std::int64_t kWrongCodes = 5;
constexpr int kRecoveryCodes = 10;

constexpr std::string_view kHasApp = "SELECT count(*) FROM code_app WHERE account = :account";
constexpr std::string_view kApp = "SELECT sealed FROM code_app WHERE account = :account";
constexpr std::string_view kAddApp =
    "INSERT INTO code_app (account, sealed, last_step, made_at) "
    "VALUES (:account, :sealed, :step, :now)";
constexpr std::string_view kUseApp =
    "UPDATE code_app SET last_step = :step WHERE account = :account AND last_step < :step";
constexpr std::string_view kRemoveApp = "DELETE FROM code_app WHERE account = :account";
constexpr std::string_view kRemoveAllApps = "DELETE FROM code_app";

constexpr std::string_view kPasskeys =
    "SELECT id, name, credential, algorithm, public_key, sign_count, made_at, "
    "coalesce(used_at, '') FROM passkey WHERE account = :account ORDER BY id";
constexpr std::string_view kKnownCredential =
    "SELECT count(*) FROM passkey WHERE credential = :credential";
constexpr std::string_view kAddPasskey =
    "INSERT INTO passkey (id, account, credential, algorithm, public_key, sign_count, name, "
    "made_at) "
    "VALUES (:id, :account, :credential, :algorithm, :public_key, :sign_count, :name, :now)";
constexpr std::string_view kUsePasskey =
    "UPDATE passkey SET sign_count = :sign_count, used_at = :now WHERE id = :id";
constexpr std::string_view kRemovePasskey =
    "DELETE FROM passkey WHERE account = :account AND id = :id";
constexpr std::string_view kRemovePasskeys = "DELETE FROM passkey WHERE account = :account";

constexpr std::string_view kCodesLeft =
    "SELECT count(*) FROM recovery_code WHERE account = :account AND used = 0";
constexpr std::string_view kAddCode =
    "INSERT INTO recovery_code (account, hash) VALUES (:account, :hash)";
constexpr std::string_view kUseCode =
    "UPDATE recovery_code SET used = 1 WHERE account = :account AND hash = :hash AND used = 0";
constexpr std::string_view kRemoveCodes = "DELETE FROM recovery_code WHERE account = :account";

constexpr std::string_view kAddChallenge =
    "INSERT INTO passkey_challenge (hash, ends_at) VALUES (:hash, :ends_at)";
constexpr std::string_view kUseChallenge =
    "DELETE FROM passkey_challenge WHERE hash = :hash AND ends_at > :now";
constexpr std::string_view kPurgeChallenges =
    "DELETE FROM passkey_challenge WHERE ends_at <= :now";

constexpr std::string_view kNote =
    "INSERT INTO security_event (id, account, at, what) VALUES (:id, :account, :now, :what)";
constexpr std::string_view kNewest =
    "SELECT what, at FROM security_event WHERE account = :account ORDER BY at DESC, id DESC "
    "LIMIT :count";
constexpr std::string_view kPurgeEvents = "DELETE FROM security_event WHERE at <= :oldest";

constexpr std::string_view kFingerprint = "SELECT fingerprint FROM secret_key";
constexpr std::string_view kForgetFingerprint = "DELETE FROM secret_key";
constexpr std::string_view kKeepFingerprint =
    "INSERT INTO secret_key (fingerprint) VALUES (:fingerprint)";

// A sealed secret belongs to its account and to nothing else.
std::string holder(const Uuid& account) { return "code app of " + account.text(); }

std::string door(const Uuid& account) { return "codes:" + account.text(); }

// A challenge belongs to the session that it was made in.
std::string challenge_hash(const std::string& session, std::string_view challenge) {
  return derived(session + to_hex(reinterpret_cast<const unsigned char*>(challenge.data()),
                                  challenge.size()),
                 "challenge");
}

// As it is kept: whatever one types of blanks, dashes, case and look-alikes, a code is the same.
std::string code_hash(const Uuid& account, std::string_view typed) {
  std::string code;
  for (const char letter : typed) {
    const char small = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    if (small == ' ' || small == '-') continue;
    code += small == 'o' ? '0' : small == 'i' || small == 'l' ? '1' : small;
  }
  return derived(account.text() + code, "recovery code");
}

// 120 random bits, as the hash is a fast one (ASVS 6.5.2): six groups of four, without letters that
// look like digits. Codes of before had four groups, and are taken as long as they last.
std::string fresh_code() {
  constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string code;
  for (int i = 0; i < 24; ++i) {
    if (i > 0 && i % 4 == 0) code += '-';
    code += kLetters[randombytes_uniform(kLetters.size())];
  }
  return code;
}

bool use_app_code(db::Connection& registry, const SecretKey& key, const Uuid& account,
                  std::string_view code, Instant now) {
  const auto found = registry.first<std::string>(kApp, {{"account", account}});
  if (!found) return false;
  const auto secret = key.opened(std::get<0>(*found), holder(account));
  const auto step = secret ? step_of_code(*secret, code, now) : std::nullopt;
  return step && registry.run(kUseApp, {{"step", *step}, {"account", account}}) > 0;
}

void forget_codes_without_factor(db::Connection& registry, const Uuid& account) {
  if (!factors_of(registry, account).any()) registry.run(kRemoveCodes, {{"account", account}});
}

}  // namespace

Factors factors_of(db::Connection& registry, const Uuid& account) {
  Factors factors;
  factors.app = registry.number(kHasApp, {{"account", account}}) > 0;
  factors.codes_left = registry.number(kCodesLeft, {{"account", account}});
  for (auto& [id, name, credential, algorithm, public_key, count, made, used] :
       registry.rows<Uuid, std::string, std::string, std::int64_t, std::string, std::int64_t,
                     std::string, std::string>(kPasskeys, {{"account", account}})) {
    factors.passkeys.push_back(
        {id, name, from_base64(credential).value_or(""),
         PublicKey{static_cast<int>(algorithm), from_base64(public_key).value_or(""), count},
         Instant::parse_iso(made),
         used.empty() ? std::nullopt : std::optional(Instant::parse_iso(used))});
  }
  return factors;
}

bool add_app(db::Connection& registry, const SecretKey& key, const Uuid& account,
             std::string_view secret, std::string_view code, Instant now) {
  const auto step = step_of_code(secret, code, now);
  if (!step) return false;
  registry.run(kRemoveApp, {{"account", account}});
  registry.run(kAddApp, {{"account", account},
                         {"sealed", key.sealed(secret, holder(account))},
                         {"step", *step},
                         {"now", now.iso()}});
  return true;
}

std::string make_challenge(db::Connection& registry, const std::string& session, Instant now) {
  std::string challenge(32, '\0');
  randombytes_buf(challenge.data(), challenge.size());
  registry.run(kAddChallenge, {{"hash", challenge_hash(session, challenge)},
                               {"ends_at", Instant{now.milliseconds + kChallengeLife}.iso()}});
  return challenge;
}

bool use_challenge(db::Connection& registry, const std::string& session,
                   std::string_view challenge, Instant now) {
  return registry.run(kUseChallenge, {{"hash", challenge_hash(session, challenge)},
                                      {"now", now.iso()}}) > 0;
}

bool add_passkey(db::Connection& registry, const Uuid& account, const Passkey& passkey) {
  const std::string credential = to_base64(passkey.credential);
  if (registry.number(kKnownCredential, {{"credential", credential}}) > 0) return false;
  registry.run(kAddPasskey, {{"id", passkey.id},
                             {"account", account},
                             {"credential", credential},
                             {"algorithm", std::int64_t{passkey.key.algorithm}},
                             {"public_key", to_base64(passkey.key.bytes)},
                             {"sign_count", passkey.key.sign_count},
                             {"name", passkey.name},
                             {"now", passkey.made_at.iso()}});
  return true;
}

bool use_passkey(db::Connection& registry, const Uuid& account, const PasskeyAnswer& answer,
                 const RelyingParty& whom, const std::string& session, Instant now) {
  const std::string challenge = challenge_of(answer);
  if (!use_challenge(registry, session, challenge, now)) return false;
  const auto all = factors_of(registry, account).passkeys;
  const auto one = std::find_if(all.begin(), all.end(), [&](const Passkey& passkey) {
    return passkey.credential == answer.credential;
  });
  if (one == all.end()) return false;
  const auto count = signed_by(one->key, answer, whom, challenge);
  if (!count) return false;
  registry.run(kUsePasskey, {{"sign_count", *count}, {"now", now.iso()}, {"id", one->id}});
  return true;
}

std::vector<std::string> make_recovery_codes(db::Connection& registry, const Uuid& account) {
  registry.run(kRemoveCodes, {{"account", account}});
  std::vector<std::string> codes;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(fresh_code());
    registry.run(kAddCode, {{"account", account}, {"hash", code_hash(account, codes.back())}});
  }
  return codes;
}

Tried try_code(db::Connection& registry, const SecretKey& key, const Uuid& account,
               const std::string& typed, Instant now) {
  // Asked and counted in one write, so that tries at the same moment cannot slip past the count.
  if (too_many(registry, door(account), kWrongCodes, now)) return Tried::closed;
  std::string code = trimmed(typed);
  std::erase(code, ' ');  // apps show 123 456
  const auto right = [&](Tried which) {
    forget_failures(registry, door(account));
    return which;
  };
  if (use_app_code(registry, key, account, code, now)) return right(Tried::app);
  if (registry.run(kUseCode, {{"account", account}, {"hash", code_hash(account, code)}}) > 0)
    return right(Tried::recovery);
  count_failure(registry, door(account), now);
  return too_many(registry, door(account), kWrongCodes, now) ? Tried::wrong_and_closed
                                                             : Tried::wrong;
}

void remove_app(db::Connection& registry, const Uuid& account) {
  registry.run(kRemoveApp, {{"account", account}});
  forget_codes_without_factor(registry, account);
}

bool remove_passkey(db::Connection& registry, const Uuid& account, const Uuid& passkey) {
  if (registry.run(kRemovePasskey, {{"account", account}, {"id", passkey}}) == 0) return false;
  forget_codes_without_factor(registry, account);
  return true;
}

void reset_second_factor(db::Connection& registry, const Uuid& account) {
  registry.run(kRemovePasskeys, {{"account", account}});
  remove_app(registry, account);
  forget_failures(registry, door(account));
  close_sessions_of(registry, account);
}

void note(db::Connection& registry, const Uuid& account, Happening what, Instant now) {
  registry.run(kNote, {{"id", Uuid::fresh()},
                       {"account", account},
                       {"now", now.iso()},
                       {"what", std::string(code_of(what))}});
}

std::vector<Happened> newest_happenings(db::Connection& registry, const Uuid& account,
                                        std::int64_t count) {
  std::vector<Happened> all;
  for (auto& [what, at] : registry.rows<std::string, std::string>(
           kNewest, {{"account", account}, {"count", count}})) {
    if (const auto known = value_named<Happening>(what))
      all.push_back({*known, Instant::parse_iso(at)});
  }
  return all;
}

bool fits_secret_key(db::Connection& registry, const SecretKey& key) {
  const auto found = registry.first<std::string>(kFingerprint);
  if (found) return std::get<0>(*found) == key.fingerprint();
  registry.run(kKeepFingerprint, {{"fingerprint", key.fingerprint()}});
  return true;
}

std::int64_t renew_secret_key(db::Connection& registry, const SecretKey& key) {
  registry.run(kForgetFingerprint);
  registry.run(kKeepFingerprint, {{"fingerprint", key.fingerprint()}});
  return registry.run(kRemoveAllApps);
}

void purge_second_factors(db::Connection& registry, Instant now) {
  registry.run(kPurgeChallenges, {{"now", now.iso()}});
  registry.run(kPurgeEvents, {{"oldest", Instant{now.milliseconds - kEventLife}.iso()}});
}

}  // namespace samloft::access

// Sessions: their cookies' secrets, kept as hashes, and where somebody is signed in.
// Tested by accounts_test.cc and site_test.cc

#include "access/accounts.h"
#include "base/hash.h"
#include "db/db.h"

namespace samloft::access {
namespace {

constexpr std::int64_t kSessionLife = 12 * kHour;
constexpr std::int64_t kIdleLife = 2 * kHour;
constexpr std::int64_t kHalfOpenLife = 15 * kMinute;

constexpr std::string_view kOpenSession =
    "INSERT INTO session (hash, account, opened_at, seen_at, stage, proven_at, form_key) "
    "VALUES (:hash, :account, :now, :now, :stage, :now, :form_key)";
constexpr std::string_view kSession =
    "SELECT a.id, a.mail, a.name, a.language, s.seen_at, s.stage, s.proven_at, s.form_key "
    "FROM session s JOIN account a ON a.id = s.account WHERE s.hash = :hash "
    "AND a.closed = 0 AND s.opened_at > :oldest AND s.seen_at > :idle "
    "AND (s.stage IN ('open', 'demo') OR s.opened_at > :half_open)";
constexpr std::string_view kProveSession =
    "UPDATE session SET hash = :fresh, proven_at = :now WHERE hash = :hash";
constexpr std::string_view kTouchSession = "UPDATE session SET seen_at = :now WHERE hash = :hash";
constexpr std::string_view kCloseSession = "DELETE FROM session WHERE hash = :hash";
constexpr std::string_view kCloseSessions = "DELETE FROM session WHERE account = :account";
constexpr std::string_view kPurgeSessions =
    "DELETE FROM session WHERE opened_at <= :oldest OR seen_at <= :idle";
constexpr std::string_view kSessionsOf =
    "SELECT hash, opened_at, seen_at FROM session WHERE account = :account "
    "AND opened_at > :oldest AND seen_at > :idle AND stage IN ('open', 'demo') "
    "ORDER BY seen_at DESC, hash LIMIT 50";

constexpr std::pair<Stage, std::string_view> kStages[] = {{Stage::open, "open"},
                                                          {Stage::code, "code"},
                                                          {Stage::set_up, "set_up"},
                                                          {Stage::demo, "demo"}};

// What a session is called in forms. Its hash alone opens nothing; but neither need a page show it.
std::string name_of_session(const std::string& hash) { return hash_of("session " + hash).substr(0, 16); }

// Hash, opened, seen.
using Row = std::tuple<std::string, std::string, std::string>;
std::vector<Row> rows_of(db::Connection& registry, const Uuid& account, Instant now) {
  return registry.rows<std::string, std::string, std::string>(
      kSessionsOf, {{"account", account},
                    {"oldest", before(now, kSessionLife)},
                    {"idle", before(now, kIdleLife)}});
}

}  // namespace

std::string form_key_of(const std::string& secret) {
  return derived(secret, "form").substr(0, 32);
}

std::string open_session(db::Connection& registry, const Uuid& id, Instant now, Stage stage) {
  std::string secret = fresh_secret();
  registry.run(kOpenSession,
               {{"hash", kept(secret)},
                {"account", id},
                {"now", now.iso()},
                {"stage", std::string(kStages[static_cast<std::size_t>(stage)].second)},
                {"form_key", form_key_of(secret)}});
  return secret;
}

std::optional<Session> session(db::Connection& registry, const std::string& secret, Instant now) {
  if (secret.size() != 64) return std::nullopt;
  const auto found = registry.first<Uuid, std::string, std::string, std::string, std::string,
                                    std::string, std::string, std::string>(
      kSession, {{"hash", kept(secret)},
                 {"oldest", before(now, kSessionLife)},
                 {"idle", before(now, kIdleLife)},
                 {"half_open", before(now, kHalfOpenLife)}});
  if (!found) return std::nullopt;
  const auto& [id, mail, name, language, seen, stage, proven, form_key] = *found;
  Session open{{id, mail, name, language_of(language), true, false}, seen < before(now, kMinute)};
  for (const auto& [one, code] : kStages)
    if (code == stage) open.stage = one;
  open.proven_at = Instant::parse_iso(proven);
  open.form_key = form_key;
  return open;
}

std::string prove_session(db::Connection& registry, const std::string& secret, Instant now) {
  std::string fresh = fresh_secret();
  registry.run(kProveSession,
               {{"fresh", kept(fresh)}, {"now", now.iso()}, {"hash", kept(secret)}});
  return fresh;
}

void touch_session(db::Connection& registry, const std::string& secret, Instant now) {
  registry.run(kTouchSession, {{"now", now.iso()}, {"hash", kept(secret)}});
}

void close_session(db::Connection& registry, const std::string& secret) {
  registry.run(kCloseSession, {{"hash", kept(secret)}});
}

void close_sessions_of(db::Connection& registry, const Uuid& id) {
  registry.run(kCloseSessions, {{"account", id}});
}

std::vector<SignedIn> sessions_of(db::Connection& registry, const Uuid& id,
                                  const std::string& secret, Instant now) {
  std::vector<SignedIn> all;
  for (const auto& [hash, opened, seen] : rows_of(registry, id, now)) {
    all.push_back({name_of_session(hash), Instant::parse_iso(opened), Instant::parse_iso(seen),
                   hash == kept(secret)});
  }
  return all;
}

bool close_session_named(db::Connection& registry, const Uuid& id, const std::string& name,
                         Instant now) {
  for (const auto& [hash, opened, seen] : rows_of(registry, id, now)) {
    if (name_of_session(hash) != name) continue;
    registry.run(kCloseSession, {{"hash", hash}});
    return true;
  }
  return false;
}

std::int64_t purge_sessions(db::Connection& registry, Instant now) {
  return registry.run(kPurgeSessions,
                      {{"oldest", before(now, kSessionLife)}, {"idle", before(now, kIdleLife)}});
}

}  // namespace samloft::access

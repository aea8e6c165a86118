// The registry's statements and the arithmetic of its secrets.
// Tested by accounts_test.cc

#include "access/accounts.h"

#include <sodium.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <array>

#include "access/failures.h"
#include "access/second_factor.h"
#include "base/hash.h"
#include "base/text.h"
#include "db/db.h"
#include "web/network.h"

namespace samloft::access {
namespace {

constexpr std::string_view kSchema = R"(
CREATE TABLE partnership (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL
);
CREATE TABLE account (
  id uuid PRIMARY KEY,
  mail text NOT NULL UNIQUE,
  name text NOT NULL,
  language text NOT NULL,
  password_hash text,
  created_at text NOT NULL
);
CREATE TABLE member (
  account uuid NOT NULL REFERENCES account (id),
  partnership uuid NOT NULL REFERENCES partnership (id),
  person uuid NOT NULL,
  PRIMARY KEY (account, partnership),
  UNIQUE (partnership, person)
);
CREATE TABLE session (
  hash text PRIMARY KEY,
  account uuid NOT NULL REFERENCES account (id),
  opened_at text NOT NULL,
  seen_at text NOT NULL
);
CREATE INDEX session_by_account ON session (account);
CREATE TABLE one_time_link (
  hash text PRIMARY KEY,
  account uuid NOT NULL REFERENCES account (id),
  kind text NOT NULL CHECK (kind IN ('invitation', 'reset')),
  ends_at text NOT NULL,
  used integer NOT NULL DEFAULT 0 CHECK (used IN (0, 1))
);
CREATE TABLE sign_in_failure (
  subject text PRIMARY KEY,
  failures bigint NOT NULL,
  since text NOT NULL
);
)";

constexpr std::string_view kActing = "ALTER TABLE member ADD COLUMN acting bigint NOT NULL DEFAULT 0";

constexpr std::string_view kKnownBrowser = R"(
CREATE TABLE known_browser (
  hash text NOT NULL,
  account uuid NOT NULL REFERENCES account (id),
  seen_at text NOT NULL,
  PRIMARY KEY (hash, account)
);
)";

constexpr std::string_view kClosed =
    "ALTER TABLE account ADD COLUMN closed bigint NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))";

// Who asks for a link is answered before anything is done for the account: of what is not there a row is
// kept as well, with an account that nobody has.
constexpr std::string_view kWantedLink = R"(
CREATE TABLE wanted_link (
  id uuid PRIMARY KEY,
  account uuid NOT NULL
);
)";

constexpr std::int64_t kLinksOfAccount = 3;
constexpr std::int64_t kLinksOfClient = 30;
constexpr std::string_view kAddPartnership =
    "INSERT INTO partnership (id, slug, name) VALUES (:id, :slug, :name)";
constexpr std::string_view kRename = "UPDATE partnership SET name = :name WHERE id = :id";
constexpr std::string_view kBySlug = "SELECT id, slug, name FROM partnership WHERE slug = :slug";
constexpr std::string_view kPartnerships = "SELECT id, slug, name FROM partnership ORDER BY slug";
constexpr std::string_view kPartnershipsOf =
    "SELECT p.id, p.slug, p.name FROM partnership p JOIN member m ON m.partnership = p.id "
    "WHERE m.account = :account ORDER BY p.slug";

#define ACCOUNT \
  "SELECT a.id, a.mail, a.name, a.language, coalesce(a.password_hash, ''), a.closed FROM account a "
constexpr std::string_view kAccount = ACCOUNT "WHERE a.id = :id";
constexpr std::string_view kByMail = ACCOUNT "WHERE a.mail = :mail";
constexpr std::string_view kAccounts = ACCOUNT "ORDER BY a.mail";
constexpr std::string_view kOfPerson =
    ACCOUNT "JOIN member m ON m.account = a.id WHERE m.partnership = :partnership "
    "AND m.person = :person";
constexpr std::string_view kOfLink =
    ACCOUNT "JOIN one_time_link l ON l.account = a.id WHERE l.hash = :hash AND l.used = 0 "
    "AND l.ends_at > :now AND a.closed = 0";
constexpr std::string_view kWhoWantLinks =
    ACCOUNT "WHERE a.closed = 0 AND a.id IN (SELECT w.account FROM wanted_link w) ORDER BY a.mail";
#undef ACCOUNT
constexpr std::string_view kAddAccount =
    "INSERT INTO account (id, mail, name, language, created_at) "
    "VALUES (:id, :mail, :name, :language, :now)";
constexpr std::string_view kSetLanguage = "UPDATE account SET language = :language WHERE id = :id";
constexpr std::string_view kSetClosed = "UPDATE account SET closed = :closed WHERE id = :id";
constexpr std::string_view kSetPassword = "UPDATE account SET password_hash = :hash WHERE id = :id";

constexpr std::string_view kForgetMember =
    "DELETE FROM member WHERE partnership = :partnership AND (account = :account OR person = :person)";
constexpr std::string_view kAddMember =
    "INSERT INTO member (account, partnership, person) VALUES (:account, :partnership, :person)";
constexpr std::string_view kMember =
    "SELECT person, acting FROM member WHERE account = :account AND partnership = :partnership";
constexpr std::string_view kActAs =
    "UPDATE member SET acting = :role WHERE account = :account AND partnership = :partnership";

constexpr std::string_view kDropLinks =
    "DELETE FROM one_time_link WHERE account = :account AND kind = :kind";
constexpr std::string_view kDropAllLinks = "DELETE FROM one_time_link WHERE account = :account";
constexpr std::string_view kAddLink =
    "INSERT INTO one_time_link (hash, account, kind, ends_at) "
    "VALUES (:hash, :account, :kind, :ends_at)";
constexpr std::string_view kUseLink =
    "UPDATE one_time_link SET used = 1 WHERE hash = :hash AND used = 0 AND ends_at > :now";
constexpr std::string_view kWantLink =
    "INSERT INTO wanted_link (id, account) VALUES (:id, :account)";
constexpr std::string_view kCountWantedLinks = "SELECT count(*) FROM wanted_link";
constexpr std::string_view kForgetWantedLinks = "DELETE FROM wanted_link";
constexpr std::string_view kPurgeLinks = "DELETE FROM one_time_link WHERE ends_at <= :now";

std::vector<Account> read_accounts(db::Connection& registry, std::string_view sql,
                                   const db::Arguments& arguments = {}) {
  std::vector<Account> all;
  for (auto& [id, mail, name, language, hash, closed] :
       registry.rows<Uuid, std::string, std::string, std::string, std::string, std::int64_t>(
           sql, arguments)) {
    all.push_back({id, mail, name, language_of(language), !hash.empty(), closed != 0});
  }
  return all;
}

std::optional<Account> one_account(db::Connection& registry, std::string_view sql,
                                   const db::Arguments& arguments) {
  auto found = read_accounts(registry, sql, arguments);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Partnership> read_partnerships(db::Connection& registry, std::string_view sql,
                                           const db::Arguments& arguments) {
  std::vector<Partnership> all;
  for (auto& [id, slug, name] : registry.rows<Uuid, std::string, std::string>(sql, arguments))
    all.push_back({id, slug, name});
  return all;
}

std::string_view code(LinkKind kind) {
  return kind == LinkKind::invitation ? "invitation" : "reset";
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all{{"access", "schema", kSchema},
                                          {"access", "acting", kActing},
                                          {"access", "second_factor", kSecondFactorTables},
                                          {"access", "known_browser", kKnownBrowser},
                                          {"access", "closed", kClosed},
                                          {"access", "wanted_link", kWantedLink}};
  return all;
}

std::string fresh_secret() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return to_hex(bytes.data(), bytes.size());
}

std::string derived(const std::string& secret, const std::string& purpose) {
  return hash_of(purpose + ":" + secret);
}

std::string kept(const std::string& secret) { return derived(secret, "kept"); }

std::string one_spelling(const std::string& mail) {
  std::string lower;
  icu::UnicodeString::fromUTF8(trimmed(mail)).toLower(icu::Locale::getRoot()).toUTF8String(lower);
  return lower;
}

std::string before(Instant now, std::int64_t milliseconds) {
  return Instant{now.milliseconds - milliseconds}.iso();
}

void add_partnership(db::Connection& registry, const Partnership& partnership) {
  registry.run(kAddPartnership, {{"id", partnership.id},
                                 {"slug", partnership.slug},
                                 {"name", partnership.name}});
}

void rename_partnership(db::Connection& registry, const Uuid& id, const std::string& name) {
  registry.run(kRename, {{"name", name}, {"id", id}});
}

std::optional<Partnership> partnership_by_slug(db::Connection& registry, const std::string& slug) {
  auto found = read_partnerships(registry, kBySlug, {{"slug", slug}});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Partnership> partnerships(db::Connection& registry) {
  return read_partnerships(registry, kPartnerships, {});
}

std::vector<Partnership> partnerships_of(db::Connection& registry, const Uuid& account) {
  return read_partnerships(registry, kPartnershipsOf, {{"account", account}});
}

std::optional<Account> account(db::Connection& registry, const Uuid& id) {
  return one_account(registry, kAccount, {{"id", id}});
}

std::optional<Account> account_by_mail(db::Connection& registry, const std::string& mail) {
  return one_account(registry, kByMail, {{"mail", one_spelling(mail)}});
}

std::vector<Account> accounts(db::Connection& registry) { return read_accounts(registry, kAccounts); }

Account ensure_account(db::Connection& registry, const std::string& mail, const std::string& name,
                       Language language, Instant now) {
  if (auto found = account_by_mail(registry, mail)) return *found;
  Account fresh{Uuid::fresh(), one_spelling(mail), name, language, false, false};
  registry.run(kAddAccount, {{"id", fresh.id},
                             {"mail", fresh.mail},
                             {"name", name},
                             {"language", std::string(tag(language))},
                             {"now", now.iso()}});
  return fresh;
}

void set_language(db::Connection& registry, const Uuid& id, Language language) {
  registry.run(kSetLanguage, {{"language", std::string(tag(language))}, {"id", id}});
}

void close_account(db::Connection& registry, const Uuid& id) {
  registry.run(kSetClosed, {{"closed", std::int64_t{1}}, {"id", id}});
  registry.run(kDropAllLinks, {{"account", id}});
  close_sessions_of(registry, id);
}

void open_account(db::Connection& registry, const Uuid& id) {
  registry.run(kSetClosed, {{"closed", std::int64_t{0}}, {"id", id}});
}

void set_member(db::Connection& registry, const Uuid& account, const Uuid& partnership,
                const Uuid& person) {
  const db::Arguments arguments{
      {"account", account}, {"partnership", partnership}, {"person", person}};
  registry.run(kForgetMember, arguments);
  registry.run(kAddMember, arguments);
}

Member member(db::Connection& registry, const Uuid& account, const Uuid& partnership) {
  const auto found = registry.first<Uuid, std::int64_t>(
      kMember, {{"account", account}, {"partnership", partnership}});
  if (!found) return {};
  return {std::get<0>(*found), static_cast<Role>(std::get<1>(*found))};
}

void act_as(db::Connection& registry, const Uuid& account, const Uuid& partnership, Role role) {
  registry.run(kActAs, {{"role", static_cast<std::int64_t>(role)},
                        {"account", account},
                        {"partnership", partnership}});
}

std::optional<Account> account_of_person(db::Connection& registry, const Uuid& partnership,
                                         const Uuid& person) {
  return one_account(registry, kOfPerson, {{"partnership", partnership}, {"person", person}});
}

void set_password(db::Connection& registry, const Uuid& id, const std::string& hash) {
  registry.run(kSetPassword, {{"hash", hash}, {"id", id}});
}

bool ask_for_link(db::Connection& registry, const std::string& mail, const std::string& client,
                  Instant now) {
  const std::pair<std::string, std::int64_t> doors[] = {
      {"links:" + derived(one_spelling(mail), "links"), kLinksOfAccount},
      {"links of:" + web::network_of(client), kLinksOfClient}};
  for (const auto& [subject, limit] : doors) {
    if (too_many(registry, subject, limit, now)) return false;
  }
  for (const auto& [subject, limit] : doors) count_failure(registry, subject, now);
  const Uuid nobody = Uuid::fresh();
  const auto found = account_by_mail(registry, mail);
  registry.run(kWantLink, {{"id", Uuid::fresh()}, {"account", found ? found->id : nobody}});
  return true;
}

bool any_link_is_wanted(db::Connection& registry) { return registry.number(kCountWantedLinks) > 0; }

std::vector<Account> take_wanted_links(db::Connection& registry) {
  std::vector<Account> all = read_accounts(registry, kWhoWantLinks);
  registry.run(kForgetWantedLinks);
  return all;
}

std::string make_link(db::Connection& registry, const Uuid& id, LinkKind kind, Instant now) {
  std::string secret = fresh_secret();
  registry.run(kDropLinks, {{"account", id}, {"kind", std::string(code(kind))}});
  const auto life = kind == LinkKind::invitation ? 14 * kDay : kHour;
  registry.run(kAddLink, {{"hash", kept(secret)},
                          {"account", id},
                          {"kind", std::string(code(kind))},
                          {"ends_at", Instant{now.milliseconds + life}.iso()}});
  return secret;
}

std::optional<Account> account_of_link(db::Connection& registry, const std::string& secret,
                                       Instant now) {
  return one_account(registry, kOfLink, {{"hash", kept(secret)}, {"now", now.iso()}});
}

Result<Account> use_link(db::Connection& registry, const std::string& secret,
                         const std::string& password_hash, Instant now) {
  const auto owner = account_of_link(registry, secret, now);
  if (!owner || registry.run(kUseLink, {{"hash", kept(secret)}, {"now", now.iso()}}) == 0)
    return Problem::not_found();
  set_password(registry, owner->id, password_hash);
  close_sessions_of(registry, owner->id);
  return *owner;
}

std::int64_t purge(db::Connection& registry, Instant now) {
  const std::int64_t ended = purge_sessions(registry, now);
  registry.run(kPurgeLinks, {{"now", now.iso()}});
  purge_browsers(registry, now);
  purge_failures(registry, now);
  purge_second_factors(registry, now);
  return ended;
}

}  // namespace samloft::access

// The registry: accounts, sessions, invitations, and which partnerships there are. It is a small
// database of its own; what belongs to a partnership is not here.
//
// Secrets (sessions, one-time links) are 256 random bits, shown once and kept as a hash. Passwords
// are kept as Argon2id (19 MiB, 2 passes: OWASP's minimum), and slow down by account and address.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/leaked_passwords.h"
#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"
#include "base/result.h"
#include "base/texts.h"
#include "base/viewer.h"

namespace samloft::db {
class Connection;
class Database;
}  // namespace samloft::db

namespace samloft::access {

const std::vector<Migration>& migrations();

struct Account {
  Uuid id;
  std::string mail;  // folded to lower case; unique
  std::string name;
  Language language = Language::bokmal;
  bool has_password = false;
  bool closed = false;
};

struct Partnership {
  Uuid id;
  std::string slug;  // the first part of its addresses: kristiansand
  std::string name;
};

// --- partnerships
void add_partnership(db::Connection& registry, const Partnership& partnership);
std::optional<Partnership> partnership_by_slug(db::Connection& registry, const std::string& slug);
std::vector<Partnership> partnerships(db::Connection& registry);
std::vector<Partnership> partnerships_of(db::Connection& registry, const Uuid& account);
void rename_partnership(db::Connection& registry, const Uuid& id, const std::string& name);

// --- accounts
std::optional<Account> account(db::Connection& registry, const Uuid& id);
std::optional<Account> account_by_mail(db::Connection& registry, const std::string& mail);
std::vector<Account> accounts(db::Connection& registry);
// The account of the address; makes one without password if there is none.
Account ensure_account(db::Connection& registry, const std::string& mail, const std::string& name,
                       Language language, Instant now);
void set_language(db::Connection& registry, const Uuid& account, Language language);

// A closed account is as if it were not there to all who sign in, by whatever way, or ask for a link;
// its sessions and links end at once. Opened again it is as it was, without them.
void close_account(db::Connection& registry, const Uuid& account);
void open_account(db::Connection& registry, const Uuid& account);

// One membership record: which person of the partnership the account is. The person's seats and
// employments give its roles.
void set_member(db::Connection& registry, const Uuid& account, const Uuid& partnership,
                const Uuid& person);
struct Member {
  Uuid person;                // the empty id for strangers
  Role acting = Role::staff;  // the role chosen to act in; staff: none chosen
};
Member member(db::Connection& registry, const Uuid& account, const Uuid& partnership);
// Chooses the role that a member acts in from the next request on.
void act_as(db::Connection& registry, const Uuid& account, const Uuid& partnership, Role role);
std::optional<Account> account_of_person(db::Connection& registry, const Uuid& partnership,
                                         const Uuid& person);

// --- passwords
// Twelve characters or more, not the address itself, not made of what is guessed first (guessable.h), and
// none of those that are known from leaks elsewhere.
Result<void> check_password(const std::string& password, const std::string& mail,
                            const LeakedPasswords& leaked);
void set_password(db::Connection& registry, const Uuid& account, const std::string& hash);
std::string hash_password(const std::string& password);
// Who tries to sign in: the address it comes from, and the token of a browser that was signed in before.
struct Caller {
  std::string client;
  std::string browser = {};
};
// Takes the same time whether the account exists or not. Ten failures within 15 minutes close the door
// to an account, and a hundred that of a client's network (web/network.h), until the quarter has passed,
// also to tries that were under way; a browser in which the account was signed in before has a door of its
// own, which others cannot close. When many sign in at the same moment only a few wait, and known
// browsers; others are asked to try again, which counts as no failure. The problem never tells which it
// was.
Result<Account> sign_in(db::Database& registry, const std::string& mail,
                        const std::string& password, const Caller& caller, Instant now);
// The browser is the account's from now on, for a year after its last sign-in. Returns the token for its
// cookie: the one it has, or a fresh one.
std::string remember_browser(db::Connection& registry, const Uuid& account, const std::string& browser,
                             Instant now);
void purge_browsers(db::Connection& registry, Instant now);
// Notes that somebody asks for a link to make a new password: three an address of mail and thirty a
// client within 15 minutes, or it says no. Whether there is an account or not, the same is written;
// send_wanted_links (site.h) does the rest, for whoever has one.
bool ask_for_link(db::Connection& registry, const std::string& mail, const std::string& client,
                  Instant now);
bool any_link_is_wanted(db::Connection& registry);
// The accounts that links were asked for since it was last called, without closed ones.
std::vector<Account> take_wanted_links(db::Connection& registry);

// --- sessions
// How far a sign-in has come.
enum class Stage {
  open,    // signed in
  code,    // the password was right; a second factor is asked for
  set_up,  // the password was right; a second factor must be set up before anything else
  demo,    // signed in by one click in a demo
};
// The secret for the cookie. A session ends after 12 hours, or 2 hours without a request; one that
// awaits a second factor after a quarter of an hour.
std::string open_session(db::Connection& registry, const Uuid& account, Instant now,
                         Stage stage = Stage::open);
struct Session {
  Account account;
  bool renew = false;  // seen_at is older than a minute: touch it
  Stage stage = Stage::open;
  Instant proven_at = {};     // when the person last proved who they are
  std::string form_key = {};  // of its forms' tokens; outlives a change of secret
};
std::optional<Session> session(db::Connection& registry, const std::string& secret, Instant now);
// What the forms of a session opened with the secret are marked with.
std::string form_key_of(const std::string& secret);
// The person has proved anew who they are: the secret from now on; the old one is worth nothing.
std::string prove_session(db::Connection& registry, const std::string& secret, Instant now);
void touch_session(db::Connection& registry, const std::string& secret, Instant now);
void close_session(db::Connection& registry, const std::string& secret);
void close_sessions_of(db::Connection& registry, const Uuid& account);
// Where the account is signed in, the last used first, the fifty newest; this_one has the secret.
struct SignedIn {
  std::string name;  // to end it by
  Instant opened_at, seen_at;
  bool this_one;
};
std::vector<SignedIn> sessions_of(db::Connection& registry, const Uuid& account,
                                  const std::string& secret, Instant now);
// Ends one of the account's; false when it has none of that name.
bool close_session_named(db::Connection& registry, const Uuid& account, const std::string& name,
                         Instant now);
std::int64_t purge_sessions(db::Connection& registry, Instant now);

// --- one-time links: invitation (14 days) or password reset (1 hour); a newer link of the same
// kind makes the older ones useless.
enum class LinkKind { invitation, reset };
std::string make_link(db::Connection& registry, const Uuid& account, LinkKind kind, Instant now);
// The account of a link that is neither used nor out of date.
std::optional<Account> account_of_link(db::Connection& registry, const std::string& secret,
                                       Instant now);
// Uses the link up, sets the password, ends the account's sessions.
Result<Account> use_link(db::Connection& registry, const std::string& secret,
                         const std::string& password_hash, Instant now);

// Deletes sessions, links, challenges, events and counts that are out of date. How many sessions that were.
std::int64_t purge(db::Connection& registry, Instant now);

// 256 random bits in hex.
std::string fresh_secret();
// A hash of a secret, in hex, for a purpose: for tokens derived from a session.
std::string derived(const std::string& secret, const std::string& purpose);
// An address of mail as it is kept. Only its case is folded: åse@ and aase@ are two mailboxes.
std::string one_spelling(const std::string& mail);
// A secret of a session, a browser or a link as it is stored.
std::string kept(const std::string& secret);
// The time that many milliseconds earlier, as it is stored.
std::string before(Instant now, std::int64_t milliseconds);

}  // namespace samloft::access

// Passwords, and the doors that they are tried at.
// Tested by accounts_test.cc

#include "access/accounts.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>

#include "access/at_door.h"
#include "access/failures.h"
#include "access/guessable.h"
#include "base/text.h"
#include "db/db.h"
#include "web/network.h"

namespace samloft::access {
namespace {

constexpr std::int64_t kBrowserLife = 365 * kDay;
constexpr std::int64_t kFailuresOfAccount = 10;
constexpr std::int64_t kFailuresOfClient = 100;
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19 * 1024 * 1024;

constexpr std::string_view kHashOf =
    "SELECT coalesce(password_hash, '') FROM account WHERE mail = :mail AND closed = 0";

constexpr std::string_view kRememberBrowser =
    "INSERT INTO known_browser (hash, account, seen_at) VALUES (:hash, :account, :now) "
    "ON CONFLICT (hash, account) DO UPDATE SET seen_at = excluded.seen_at";
constexpr std::string_view kKnowsBrowser =
    "SELECT count(*) FROM known_browser k JOIN account a ON a.id = k.account "
    "WHERE k.hash = :hash AND a.mail = :mail AND k.seen_at > :oldest";
constexpr std::string_view kPurgeBrowsers = "DELETE FROM known_browser WHERE seen_at <= :oldest";

std::string password_hash_of(db::Connection& registry, const std::string& mail) {
  const auto found = registry.first<std::string>(kHashOf, {{"mail", mail}});
  return found ? std::get<0>(*found) : "";
}

// Whoever waits for a hash holds a worker that pages need. So in a flood of sign-ins a few wait, and the
// others are asked to try again.
class Place {
 public:
  Place() : number_(++taken_) {}
  ~Place() { --taken_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool is_free() const { return number_ <= kMostAtOnce; }

 private:
  static constexpr int kMostAtOnce = 4;
  static inline std::atomic<int> taken_{0};
  const int number_;
};

// Argon2id takes 19 MiB for a moment; two at once bound the memory of a flood of sign-ins.
bool verifies(const std::string& hash, const std::string& password) {
  static std::mutex one_of_two[2];
  static std::atomic<unsigned> next{0};
  const std::lock_guard lock(one_of_two[next++ % 2]);
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

// What counts wrong passwords, and how many of them close it.
struct Door {
  std::string subject;
  std::int64_t limit;
  AtDoor closes;
};

// A browser in which the account was signed in before has a door of its own: who guesses from elsewhere
// cannot close it. All others share the account's and their address's.
std::vector<Door> doors_of(db::Connection& registry, const std::string& mail, const Caller& caller,
                           Instant now) {
  if (!caller.browser.empty() &&
      registry.number(kKnowsBrowser, {{"hash", kept(caller.browser)},
                                      {"mail", mail},
                                      {"oldest", before(now, kBrowserLife)}}) > 0) {
    return {{"browser:" + kept(caller.browser), kFailuresOfAccount, AtDoor::browser_closes}};
  }
  // Hashed: of any length, and some type their password where the address belongs.
  return {{"account:" + derived(mail, "sign-in"), kFailuresOfAccount, AtDoor::account_closes},
          {"client:" + web::network_of(caller.client), kFailuresOfClient, AtDoor::address_closes}};
}

bool any_closed(db::Connection& registry, const std::vector<Door>& doors, Instant now) {
  return std::any_of(doors.begin(), doors.end(), [&](const Door& door) {
    return too_many(registry, door.subject, door.limit, now);
  });
}

// Counts what came of a password that has been looked at. The doors are asked once more, now that it
// counts: of tries at the same moment no more get an answer than may be wrong.
AtDoor settle(db::Database& registry, const std::vector<Door>& doors, bool right, Instant now) {
  AtDoor what = right ? AtDoor::password_right : AtDoor::password_wrong;
  std::vector<AtDoor> closed;
  const auto outcome = registry.write([&](db::Connection& r) -> Result<void> {
    if (any_closed(r, doors, now)) {
      what = AtDoor::password_at_closed_door;
    } else if (right) {
      forget_failures(r, doors.front().subject);
    } else {
      for (const Door& door : doors) {
        count_failure(r, door.subject, now);
        if (too_many(r, door.subject, door.limit, now)) closed.push_back(door.closes);
      }
    }
    return {};
  });
  ensure(outcome.has_value(), "counting has no problems");
  for (const AtDoor one : closed) tally(one);
  return what;
}

AtDoor try_password(db::Database& registry, const std::vector<Door>& doors, const std::string& hash,
                    const std::string& password, Instant now) {
  // A hash that no password fits: unknown accounts cost as much time as known ones.
  static const std::string nobody = hash_password(fresh_secret());
  const Place place;
  // A browser that is known is not one of a flood: it always gets its turn.
  if (!place.is_free() && doors.front().closes != AtDoor::browser_closes) return AtDoor::password_put_off;
  const bool right = verifies(hash.empty() ? nobody : hash, password);
  return settle(registry, doors, right && !hash.empty(), now);
}

// What is told of a try that lets nobody in, and no more.
Problem refusal(AtDoor what) {
  switch (what) {
    case AtDoor::password_at_closed_door:
      return Problem::invalid(
          N_("For mange forsøk. Vent et kvarter, eller be om en lenke for å lage nytt passord."));
    case AtDoor::password_put_off:
      return Problem::invalid(N_("Mange logger inn akkurat nå. Vent litt, og prøv igjen."));
    default:
      return Problem::invalid(N_("E-postadressen eller passordet er feil. Prøv en gang til."));
  }
}

}  // namespace

Result<void> check_password(const std::string& password, const std::string& mail,
                            const LeakedPasswords& leaked) {
  if (length(password) < 12) {
    return Problem::invalid({{"password", N_("Bruk minst 12 tegn. En setning er lett å huske.")}});
  }
  if (password.size() > 1000)
    return Problem::invalid({{"password", N_("Bruk høyst 1000 tegn.")}});
  if (folded(password) == folded(mail))
    return Problem::invalid({{"password", N_("Passordet kan ikke være e-postadressen din.")}});
  if (is_guessable(password, mail)) {
    return Problem::invalid(
        {{"password", N_("Dette passordet er blant de første noen gjetter. Skriv heller en setning, "
                         "eller fire ord som ikke hører sammen.")}});
  }
  if (leaked.include(sha1_of(password))) {
    return Problem::invalid(
        {{"password", N_("Dette passordet er kjent fra lekkasjer andre steder. Velg et annet.")}});
  }
  return {};
}

std::string hash_password(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw Broken("no memory to hash a password");
  }
  return hash.data();
}

Result<Account> sign_in(db::Database& registry, const std::string& typed,
                        const std::string& password, const Caller& caller, Instant now) {
  const std::string mail = one_spelling(typed);
  AtDoor what = AtDoor::password_at_closed_door;
  const auto [doors, closed, hash] = registry.read([&](db::Connection& r) {
    auto all = doors_of(r, mail, caller, now);
    const bool any = any_closed(r, all, now);
    return std::tuple{std::move(all), any, password_hash_of(r, mail)};
  });
  if (!closed) what = try_password(registry, doors, hash, password, now);
  tally(what);
  if (what != AtDoor::password_right) return refusal(what);
  return *registry.read([&](db::Connection& r) { return account_by_mail(r, mail); });
}

std::string remember_browser(db::Connection& registry, const Uuid& id, const std::string& browser,
                             Instant now) {
  const std::string token = browser.size() == 64 ? browser : fresh_secret();
  registry.run(kRememberBrowser, {{"hash", kept(token)}, {"account", id}, {"now", now.iso()}});
  return token;
}

void purge_browsers(db::Connection& registry, Instant now) {
  registry.run(kPurgeBrowsers, {{"oldest", before(now, kBrowserLife)}});
}

}  // namespace samloft::access

// The registry on both engines: first who is refused, then who is let in, and for how long.

#include "access/accounts.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>

#include "base/text.h"
#include "db/db.h"

namespace {
std::atomic<int> hashes = 0;
std::atomic<bool> hashes_are_held = false;
}

// Stands before libsodium's own, counts, and hands on to it: what a sign-in costs can be told
// without a clock.
extern "C" int crypto_pwhash_str_verify(const char* hash, const char* password,
                                        unsigned long long length) {
  using Verify = int (*)(const char*, const char*, unsigned long long);
  static const auto real = reinterpret_cast<Verify>(dlsym(RTLD_NEXT, "crypto_pwhash_str_verify"));
  ++hashes;
  while (hashes_are_held) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return real(hash, password, length);
}

namespace samloft::access {
namespace {

const std::string kPassword = "bjørka utenfor vinduet", kHere = "192.0.2.7",
                  kElsewhere = "2001:db8::1";

class Registry : public ::testing::TestWithParam<db::Engine> {
 protected:
  // What the work answers, from a write that is kept.
  template <class Work>
  auto change(Work work) {
    using Answer = std::invoke_result_t<Work, db::Connection&>;
    if constexpr (std::is_void_v<Answer>) {
      EXPECT_TRUE(registry->write([&](db::Connection& r) -> Result<void> {
        work(r);
        return {};
      }));
    } else {
      return *registry->write([&](db::Connection& r) -> Result<Answer> { return work(r); });
    }
  }
  template <class Work>
  auto ask(Work work) {
    return registry->read(work);
  }
  void SetUp() override {
    const char* server = std::getenv("SAMLOFT_TEST_POSTGRES");
    if (GetParam() == db::Engine::postgres && server == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    name = "samloft_test_" + Uuid::fresh().text();
    file = (std::filesystem::temp_directory_path() / (name + ".sqlite")).string();
    registry = std::make_unique<db::Database>(
        GetParam() == db::Engine::sqlite ? db::Location{db::Engine::sqlite, file, ""}
                                         : db::Location{db::Engine::postgres, server, name});
    registry->migrate(migrations());
    kari = account_with_password("kari@fjordby.example");
  }
  void TearDown() override {
    if (!registry) return;
    if (GetParam() == db::Engine::postgres)
      change([&](auto& r) { r.script("DROP SCHEMA \"" + name + "\" CASCADE"); });
    registry.reset();
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
  }

  Uuid account_named(const std::string& mail) {
    return change(
        [&](auto& r) { return ensure_account(r, mail, "Navn", Language::bokmal, now).id; });
  }
  Uuid account_with_password(const std::string& mail) {
    static const std::string hash = hash_password(kPassword);
    const Uuid id = account_named(mail);
    change([&](auto& r) { set_password(r, id, hash); });
    return id;
  }
  Result<Account> try_in(const std::string& mail, const std::string& password,
                         const std::string& client = kHere) {
    return sign_in(*registry, mail, password, {client, browser}, now);
  }
  void fail(int times, const std::string& mail = "kari@fjordby.example",
            const std::string& client = kHere) {
    for (int i = 0; i < times; ++i) EXPECT_FALSE(try_in(mail, "feil", client)) << i;
  }
  bool lets_in(const std::string& mail = "kari@fjordby.example",
               const std::string& client = kHere) {
    return try_in(mail, kPassword, client).has_value();
  }
  std::string browser;  // the token that it brings
  void pass(std::int64_t milliseconds) { now.milliseconds += milliseconds; }
  std::string open(const Uuid& account) {
    return change([&](auto& r) { return open_session(r, account, now); });
  }
  bool is_open(const std::string& secret) {
    return ask([&](auto& r) { return session(r, secret, now); }).has_value();
  }
  std::string link(const Uuid& account, LinkKind kind) {
    return change([&](auto& r) { return make_link(r, account, kind, now); });
  }
  bool leads_somewhere(const std::string& secret) {
    return ask([&](auto& r) { return account_of_link(r, secret, now); }).has_value();
  }
  Result<Account> follow(const std::string& secret, const std::string& hash = "hash") {
    return registry->write([&](db::Connection& r) { return use_link(r, secret, hash, now); });
  }
  std::int64_t count(const std::string& table) {
    return ask([&](auto& r) { return r.number("SELECT count(*) FROM " + table); });
  }

  std::unique_ptr<db::Database> registry;
  std::string name, file;
  Instant now{1795572000000};
  Uuid kari;
};

#define ON_BOTH_ENGINES(suite)                                                     \
  INSTANTIATE_TEST_SUITE_P(                                                        \
      Engines, suite, ::testing::Values(db::Engine::sqlite, db::Engine::postgres), \
      [](const auto& info) { return info.param == db::Engine::sqlite ? "sqlite" : "postgres"; })

// --- sign-in

class SignIn : public Registry {
 protected:
  static void await_hashes(int wanted) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (hashes < wanted && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(hashes, wanted);
  }
};

TEST_P(SignIn, RefusesAllWithoutTheRightPassword) {
  account_named("invitert@fjordby.example");  // has no password yet
  const std::pair<std::string, std::string> tries[] = {
      {"kari@fjordby.example", "bjørka utenfor vinduet "},
      {"kari@fjordby.example", "Bjørka utenfor vinduet"},
      {"kari@fjordby.example", ""},
      {"ukjent@fjordby.example", kPassword},
      {"invitert@fjordby.example", kPassword},
      {"invitert@fjordby.example", ""},
      {"", ""},
      {"' OR 1=1 --", kPassword},
      {"%", kPassword},
  };
  std::vector<Message> told;
  for (const auto& [mail, password] : tries) {
    const auto in = try_in(mail, password);
    ASSERT_FALSE(in) << mail;
    EXPECT_EQ(in.error().kind, Problem::Kind::invalid);
    EXPECT_TRUE(in.error().fields.empty()) << "no field is named: it would tell which was wrong";
    told.push_back(in.error().message);
  }
  for (const Message& one : told) EXPECT_EQ(one, told.front()) << "nobody learns what was wrong";
}

TEST_P(SignIn, LetsInWhoKnowsThePassword) {
  const auto in = try_in("Kari@Fjordby.Example", kPassword);
  ASSERT_TRUE(in);
  EXPECT_EQ(in->id, kari);
  EXPECT_EQ(in->mail, "kari@fjordby.example");
}

TEST_P(SignIn, CostsUnknownAccountsAHashAsWell) {
  account_named("invitert@fjordby.example");
  for (const char* mail :
       {"kari@fjordby.example", "ukjent@fjordby.example", "invitert@fjordby.example"}) {
    hashes = 0;
    EXPECT_FALSE(try_in(mail, "feil"));
    EXPECT_EQ(hashes, 1) << mail;
  }
}

TEST_P(SignIn, ClosesTheDoorOfAnAccountAfterTenFailures) {
  account_with_password("ola@fjordby.example");
  fail(10);
  hashes = 0;
  EXPECT_FALSE(lets_in());
  EXPECT_FALSE(lets_in("KARI@fjordby.example")) << "the same account, spelled otherwise";
  EXPECT_FALSE(lets_in("kari@fjordby.example", kElsewhere)) << "the door is the account's";
  EXPECT_EQ(hashes, 0) << "a closed door costs nothing";
  EXPECT_TRUE(lets_in("ola@fjordby.example")) << "others from that address still get in";
  pass(15 * kMinute - 1);
  EXPECT_FALSE(lets_in());
  pass(1);
  EXPECT_TRUE(lets_in());
}

// Ten of a flood come at once, while hashes take long: four wait, the others hold no worker.
TEST_P(SignIn, LetsFewWaitForTheirHashAndKnownBrowsersAlways) {
  const std::string known = change([&](auto& r) { return remember_browser(r, kari, "", now); });
  hashes = 0;
  hashes_are_held = true;
  std::atomic<int> put_off = 0, wrong = 0, let_in = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back([&, i] {
      const auto in = sign_in(*registry, std::to_string(i) + "@fjordby.example", "feil", {kHere, ""}, now);
      (in.error().message.text.starts_with("Mange logger inn") ? put_off : wrong) += 1;
    });
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (put_off < 6 && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(put_off, 6);
  threads.emplace_back([&] {
    let_in += sign_in(*registry, "kari@fjordby.example", kPassword, {kHere, known}, now).has_value();
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  hashes_are_held = false;
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(put_off, 6);
  EXPECT_EQ(wrong, 4);
  EXPECT_EQ(let_in, 1) << "a browser that is known waits for its turn";
  EXPECT_EQ(hashes, 5);
  EXPECT_TRUE(lets_in()) << "and afterwards it is as before";
}

// Four that come at once have all found the door open, and looked at their password.
TEST_P(SignIn, AnswersNoMoreTriesAtTheSameMomentThanMayBeWrong) {
  fail(8);
  hashes = 0;
  hashes_are_held = true;
  std::atomic<int> wrong = 0, closed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const auto in = sign_in(*registry, "kari@fjordby.example", "feil", {kHere, ""}, now);
      (in.error().message.text.starts_with("For mange forsøk") ? closed : wrong) += 1;
    });
  }
  // Two are at their hash, and the others wait for theirs.
  await_hashes(2);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  hashes_are_held = false;
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(wrong, 2) << "the ninth and the tenth";
  EXPECT_EQ(closed, 2);
  EXPECT_FALSE(lets_in());
}

TEST_P(SignIn, RefusesTheRightPasswordWhenTheDoorHasClosedMeanwhile) {
  fail(1);
  hashes = 0;
  hashes_are_held = true;
  std::optional<Result<Account>> in;
  std::thread late([&] { in = sign_in(*registry, "kari@fjordby.example", kPassword, {kHere, ""}, now); });
  await_hashes(1);
  change([](auto& r) { r.run("UPDATE sign_in_failure SET failures = 10 WHERE subject LIKE 'account:%'"); });
  hashes_are_held = false;
  late.join();
  ASSERT_FALSE(*in);
  EXPECT_EQ(in->error().message, try_in("kari@fjordby.example", "feil").error().message)
      << "it is told as little as one that was wrong";
  pass(15 * kMinute);
  EXPECT_TRUE(lets_in());
}

TEST_P(SignIn, ForgetsFailuresAfterASuccess) {
  fail(9);
  EXPECT_TRUE(lets_in());
  fail(9);
  EXPECT_TRUE(lets_in());
}

TEST_P(SignIn, ForgetsFailuresAfterAQuarter) {
  fail(9);
  pass(15 * kMinute);
  fail(9);
  EXPECT_TRUE(lets_in());
}

TEST_P(SignIn, ClosesTheDoorOfUnknownAccountsAlike) {
  fail(10, "ukjent@fjordby.example");
  fail(10);
  const auto unknown = try_in("ukjent@fjordby.example", kPassword),
             known = try_in("kari@fjordby.example", kPassword);
  ASSERT_FALSE(unknown || known);
  EXPECT_EQ(unknown.error().message, known.error().message);
}

TEST_P(SignIn, RefusesAndForgetsWhateverStandsInPlaceOfAnAddress) {
  std::string endless;
  for (int i = 0; i < 500; ++i) endless += Uuid::fresh().text();
  for (const std::string& mail : {endless, kPassword, std::string("\xff\xfe")})
    EXPECT_FALSE(lets_in(mail));
  EXPECT_EQ(ask([](auto& r) {
              return r.number("SELECT count(*) FROM sign_in_failure WHERE subject LIKE :typed",
                              {{"typed", "%" + kPassword + "%"}});
            }),
            0)
      << "what was typed may have been a password";
}

TEST_P(SignIn, ClosesTheDoorOfAnAddressAfterAHundredFailures) {
  fail(1, "en@fjordby.example");
  change([](auto& r) {
    r.run("UPDATE sign_in_failure SET failures = 98 WHERE subject LIKE 'client:%'");
  });
  fail(1, "to@fjordby.example");
  EXPECT_TRUE(lets_in()) << "99 failures";
  fail(1, "tre@fjordby.example");
  EXPECT_FALSE(lets_in()) << "100 failures";
  EXPECT_TRUE(lets_in("kari@fjordby.example", kElsewhere));
  pass(15 * kMinute);
  EXPECT_TRUE(lets_in());
}

// Who guesses from elsewhere closes the account to other strangers, and not to its owner's browser.
TEST_P(SignIn, KeepsADoorOpenForTheBrowserThatIsKnown) {
  const Uuid kari = account_with_password("kari@fjordby.example");
  account_with_password("ola@fjordby.example");
  const std::string token = change([&](auto& r) { return remember_browser(r, kari, "", now); });
  EXPECT_EQ(change([&](auto& r) { return remember_browser(r, kari, token, now); }), token);
  fail(10, "kari@fjordby.example", kElsewhere);
  fail(10, "ola@fjordby.example", kElsewhere);
  EXPECT_FALSE(lets_in());
  browser = token;
  EXPECT_TRUE(lets_in());
  EXPECT_FALSE(lets_in("ola@fjordby.example")) << "known to one account is not known to another";
  browser = std::string(64, 'a');
  EXPECT_FALSE(lets_in()) << "a made-up token is no key";
  // The browser itself may not guess for ever either.
  browser = token;
  fail(10);
  EXPECT_FALSE(lets_in());
  pass(15 * kMinute);
  EXPECT_TRUE(lets_in());
  pass(365 * kDay);
  fail(10, "kari@fjordby.example", kElsewhere);
  browser = token;
  EXPECT_FALSE(lets_in()) << "after a year it is a stranger again";
}

TEST_P(SignIn, SendsFewLinksWhoeverAsks) {
  const auto may = [&](const std::string& mail, const std::string& client) {
    return change([&](auto& r) { return ask_for_link(r, mail, client, now); });
  };
  for (const char* mail : {"kari@fjordby.example", "ukjent@fjordby.example"}) {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(may(mail, kElsewhere)) << mail << i;
    EXPECT_FALSE(may(mail, kElsewhere)) << mail;
    EXPECT_FALSE(may(mail, kHere)) << "the limit is the mailbox's";
  }
  EXPECT_TRUE(may("ola@fjordby.example", kHere));
  int sent = 0;
  for (int i = 0; i < 40; ++i) sent += may(std::to_string(i) + "@fjordby.example", kHere);
  EXPECT_EQ(sent, 29) << "thirty from one address, one of which was asked for above";
  pass(15 * kMinute);
  EXPECT_TRUE(may("kari@fjordby.example", kHere));
}

ON_BOTH_ENGINES(SignIn);

TEST(Passwords, AreLongEnoughAndNotGuessedFirst) {
  const std::string mail = "kari.nordmann@fjordby.example";
  const std::pair<std::string, bool> cases[] = {
      {"", false},
      {"elleve tegn", false},
      {"tolv tegn ja", true},
      {"øåæblåbærtåå", true},  // twelve letters in 19 bytes
      {"øåæblåbærtå", false},  // eleven letters in 17
      {"Kari.Nordmann@Fjordby.Example", false},
      {"kari.nordmann@fjordby.example!", false},
      {"tolv tegn ja" + std::string(988, ' '), true},
      {"tolv tegn ja" + std::string(989, ' '), false},
      {"Sommer2026!!", false},
  };
  for (const auto& [password, fine] : cases) {
    const auto checked = check_password(password, mail, LeakedPasswords());
    EXPECT_EQ(checked.has_value(), fine) << password;
    if (!checked) {
      EXPECT_EQ(checked.error().fields.front().field, "password");
    }
  }
}

TEST(Passwords, AreKeptAsArgon2idOfNineteenMebibytes) {
  const std::string hash = hash_password(kPassword);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_NE(hash, hash_password(kPassword)) << "each has a salt of its own";
}

// --- sessions

class Sessions : public Registry {};

TEST_P(Sessions, AreNotOpenedByGuessing) {
  const std::string secret = open(kari);
  ASSERT_EQ(secret.size(), 64u);
  std::string other = secret;
  other.back() = other.back() == '0' ? '1' : '0';
  const auto kept =
      ask([](auto& r) { return r.template first<std::string>("SELECT hash FROM session"); });
  ASSERT_TRUE(kept);
  for (const std::string& wrong :
       {std::string(), other, secret + "0", secret.substr(1), std::get<0>(*kept),
        std::string(64, '%'), std::string("' OR 1=1 --")})
    EXPECT_FALSE(is_open(wrong)) << wrong;
  EXPECT_NE(std::get<0>(*kept), secret) << "who reads the database cannot take a session over";
  EXPECT_TRUE(is_open(secret));
}

TEST_P(Sessions, EndAfterTwelveHoursEvenInUse) {
  const std::string secret = open(kari);
  for (int hour = 1; hour < 12; ++hour) {
    pass(kHour);
    ASSERT_TRUE(is_open(secret)) << hour;
    change([&](auto& r) { touch_session(r, secret, now); });
  }
  pass(kHour - 1);
  EXPECT_TRUE(is_open(secret));
  pass(1);
  EXPECT_FALSE(is_open(secret));
}

TEST_P(Sessions, EndAfterTwoIdleHours) {
  const std::string secret = open(kari);
  pass(2 * kHour - 1);
  EXPECT_TRUE(is_open(secret));
  pass(1);
  EXPECT_FALSE(is_open(secret));
}

TEST_P(Sessions, WantRenewalAMinuteAfterTheyWereSeen) {
  const std::string secret = open(kari);
  const auto wants = [&] { return ask([&](auto& r) { return session(r, secret, now)->renew; }); };
  pass(kMinute);
  EXPECT_FALSE(wants());
  pass(1);
  EXPECT_TRUE(wants());
  change([&](auto& r) { touch_session(r, secret, now); });
  EXPECT_FALSE(wants());
}

TEST_P(Sessions, AreClosedOneByOneOrAllAtOnce) {
  const Uuid ola = account_with_password("ola@fjordby.example");
  const std::string first = open(kari), second = open(kari), third = open(kari), other = open(ola);
  change([&](auto& r) { close_session(r, first); });
  EXPECT_FALSE(is_open(first));
  EXPECT_TRUE(is_open(second));
  change([&](auto& r) { close_sessions_of(r, kari); });
  EXPECT_FALSE(is_open(second) || is_open(third));
  EXPECT_TRUE(is_open(other));
}

ON_BOTH_ENGINES(Sessions);

// --- one-time links

class Links : public Registry {};

TEST_P(Links, WorkOnce) {
  const std::string secret = link(kari, LinkKind::reset);
  ASSERT_TRUE(follow(secret, "ny"));
  const auto again = follow(secret, "en annens");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, Problem::Kind::not_found);
  EXPECT_FALSE(leads_somewhere(secret));
  const auto hash = ask(
      [](auto& r) { return r.template first<std::string>("SELECT password_hash FROM account"); });
  EXPECT_EQ(std::get<0>(*hash), "ny") << "the second try changes nothing";
}

TEST_P(Links, AreNotGuessed) {
  const std::string secret = link(kari, LinkKind::reset);
  const auto kept =
      ask([](auto& r) { return r.template first<std::string>("SELECT hash FROM one_time_link"); });
  ASSERT_TRUE(kept);
  for (const std::string& wrong :
       {std::string(), std::get<0>(*kept), std::string(64, '0'), secret.substr(1)}) {
    EXPECT_FALSE(leads_somewhere(wrong)) << wrong;
    EXPECT_FALSE(follow(wrong)) << wrong;
  }
}

TEST_P(Links, GoOutOfDate) {
  const std::pair<LinkKind, std::int64_t> lives[] = {{LinkKind::reset, kHour},
                                                     {LinkKind::invitation, 14 * kDay}};
  for (const auto& [kind, life] : lives) {
    const std::string secret = link(kari, kind);
    pass(life - 1);
    EXPECT_TRUE(leads_somewhere(secret));
    pass(1);
    EXPECT_FALSE(leads_somewhere(secret));
    EXPECT_FALSE(follow(secret));
  }
}

TEST_P(Links, ReplaceOlderOnesOfTheirKind) {
  const Uuid ola = account_with_password("ola@fjordby.example");
  const std::string invitation = link(kari, LinkKind::invitation),
                    other = link(ola, LinkKind::reset);
  const std::string older = link(kari, LinkKind::reset), newer = link(kari, LinkKind::reset);
  EXPECT_FALSE(leads_somewhere(older));
  EXPECT_TRUE(leads_somewhere(newer));
  EXPECT_TRUE(leads_somewhere(invitation));
  EXPECT_TRUE(leads_somewhere(other));
}

TEST_P(Links, SetThePasswordAndEndTheSessionsOfTheAccount) {
  const Uuid ola = account_with_password("ola@fjordby.example");
  const std::string mine = open(kari), others = open(ola);
  const auto used = follow(link(kari, LinkKind::reset), hash_password("et helt nytt passord"));
  ASSERT_TRUE(used);
  EXPECT_EQ(used->id, kari);
  EXPECT_FALSE(is_open(mine)) << "whoever knew the old password is out";
  EXPECT_TRUE(is_open(others));
  EXPECT_FALSE(lets_in());
  EXPECT_TRUE(try_in("kari@fjordby.example", "et helt nytt passord"));
}

ON_BOTH_ENGINES(Links);

// --- accounts, members, partnerships

class Accounts : public Registry {
 protected:
  Partnership partnership(const std::string& slug) {
    const Partnership made{Uuid::fresh(), slug, "Partnerskapet " + slug};
    change([&](auto& r) { add_partnership(r, made); });
    return made;
  }
  void join(const Uuid& account, const Partnership& where, const Uuid& person) {
    change([&](auto& r) { set_member(r, account, where.id, person); });
  }
  Uuid person_of(const Uuid& account, const Partnership& where) {
    return ask([&](auto& r) { return member(r, account, where.id).person; });
  }
};

TEST_P(Accounts, AreOnePerAddress) {
  EXPECT_EQ(account_named("KARI@Fjordby.example"), kari);
  EXPECT_EQ(account_named(" kari@fjordby.example "), kari);
  EXPECT_NE(account_named("kari@fjordby.example.com"), kari);
  const auto found = ask([&](auto& r) { return account(r, kari); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "Navn") << "the name of the first time stays";
  EXPECT_TRUE(found->has_password);
  EXPECT_FALSE(ask([](auto& r) { return account_by_mail(r, "ukjent@fjordby.example"); }));
  EXPECT_FALSE(ask([](auto& r) { return account(r, Uuid::fresh()); }));
}

// Letters that a search takes for the same are different mailboxes.
TEST_P(Accounts, KeepTheLettersOfTheAddress) {
  const Uuid aase = account_named("aase@aamot.example"), ase = account_named("Åse@åmot.example");
  EXPECT_NE(aase, ase);
  EXPECT_EQ(ask([&](auto& r) { return account(r, ase)->mail; }), "åse@åmot.example");
  EXPECT_NE(account_named("andre@fjordby.example"), account_named("andré@fjordby.example"));
}

TEST_P(Accounts, RememberTheirLanguage) {
  change([&](auto& r) { set_language(r, kari, Language::english); });
  EXPECT_EQ(ask([&](auto& r) { return account(r, kari)->language; }), Language::english);
  const std::string secret = open(kari);
  EXPECT_EQ(ask([&](auto& r) { return session(r, secret, now)->account.language; }),
            Language::english);
}

TEST_P(Accounts, AreOnePersonInAPartnership) {
  const auto here = partnership("fjordby"), there = partnership("dalen");
  const Uuid ola = account_named("ola@fjordby.example");
  const Uuid first = Uuid::fresh(), second = Uuid::fresh();
  EXPECT_FALSE(person_of(kari, here)) << "a stranger";
  join(kari, here, first);
  join(kari, there, first);
  join(kari, here, second);
  EXPECT_EQ(person_of(kari, here), second);
  EXPECT_EQ(person_of(kari, there), first) << "another partnership is another matter";
  join(ola, here, second);
  EXPECT_EQ(person_of(ola, here), second);
  EXPECT_FALSE(person_of(kari, here)) << "a person has one account";
  EXPECT_EQ(ask([&](auto& r) { return account_of_person(r, here.id, second)->id; }), ola);
  EXPECT_FALSE(ask([&](auto& r) { return account_of_person(r, here.id, first); }));
}

TEST_P(Accounts, SeeTheirOwnPartnershipsOnly) {
  const auto b = partnership("b-dalen"), a = partnership("a-fjordby");
  partnership("c-fremmed");
  join(kari, b, Uuid::fresh());
  join(kari, a, Uuid::fresh());
  const auto slugs = [](const std::vector<Partnership>& all) {
    std::string out;
    for (const auto& one : all) out += one.slug + " ";
    return out;
  };
  EXPECT_EQ(slugs(ask([&](auto& r) { return partnerships_of(r, kari); })), "a-fjordby b-dalen ");
  EXPECT_EQ(slugs(ask([](auto& r) { return partnerships(r); })), "a-fjordby b-dalen c-fremmed ");
  change([&](auto& r) { rename_partnership(r, a.id, "Nytt navn"); });
  EXPECT_EQ(ask([](auto& r) { return partnership_by_slug(r, "a-fjordby")->name; }), "Nytt navn");
  EXPECT_FALSE(ask([](auto& r) { return partnership_by_slug(r, "finnes-ikke"); }));
}

TEST_P(Accounts, PurgeWhatIsOutOfDateAndNothingElse) {
  open(kari);
  link(kari, LinkKind::reset);
  const std::string invitation = link(kari, LinkKind::invitation);
  fail(1);
  pass(2 * kHour);
  const std::string fresh = open(kari);
  fail(1, "ola@fjordby.example", kElsewhere);
  EXPECT_EQ(change([&](auto& r) { return purge(r, now); }), 1) << "a session";
  EXPECT_EQ(count("session"), 1);
  EXPECT_EQ(count("one_time_link"), 1);
  EXPECT_EQ(count("sign_in_failure"), 2);
  EXPECT_TRUE(is_open(fresh));
  EXPECT_TRUE(leads_somewhere(invitation));
  EXPECT_EQ(count("account"), 1);
}

ON_BOTH_ENGINES(Accounts);

}  // namespace
}  // namespace samloft::access

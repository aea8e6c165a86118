// Second factors in the registry on both engines: first what must not be let through.

#include "access/second_factor.h"

#include <gtest/gtest.h>

#include <set>

#include "access/accounts.h"
#include "access/authenticator_for_tests.h"
#include "access/gate_for_tests.h"
#include "access/totp.h"

namespace samloft::access {
namespace {

const RelyingParty kHouse{"samloft.example", "https://samloft.example"};

class SecondFactor : public Gate {
 protected:
  void SetUp() override {
    Gate::SetUp();
    if (!IsSkipped()) ola = somebody("ola@fjordby.example", fjordby, {Role::staff});
  }
  template <class Work>
  auto change(Work work) {
    using Answer = std::invoke_result_t<Work, db::Connection&>;
    return *registry->write([&](db::Connection& r) -> Result<Answer> { return work(r); });
  }
  Tried attempt(const std::string& code, const Uuid& account) {
    return change([&](auto& r) { return try_code(r, key, account, code, now); });
  }
  Tried attempt(const std::string& code) { return attempt(code, kari); }
  std::string code_at(std::int64_t steps_away = 0) {
    return totp_code(secret, totp_step(now) + steps_away);
  }
  void give_app() {
    ASSERT_TRUE(change([&](auto& r) { return add_app(r, key, kari, secret, code_at(), now); }));
    pass(kMinute);  // the code that was shown is used
  }
  std::vector<std::string> give_codes() {
    return change([&](auto& r) { return make_recovery_codes(r, kari); });
  }
  Factors factors(const Uuid& account) {
    return registry->read([&](auto& r) { return factors_of(r, account); });
  }
  std::string challenge(const std::string& session = "session") {
    return change([&](auto& r) { return make_challenge(r, session, now); });
  }
  bool keep(Authenticator& device, const Uuid& account) {
    const std::string asked = challenge();
    const auto made = made_passkey(device.make(asked), kHouse, asked);
    const Passkey passkey{Uuid::fresh(), "Telefonen", device.credential, *made, now, {}};
    return change([&](auto& r) { return add_passkey(r, account, passkey); });
  }
  bool uses(const PasskeyAnswer& answer, const Uuid& account,
            const std::string& session = "session") {
    return change([&](auto& r) { return use_passkey(r, account, answer, kHouse, session, now); });
  }

  const std::string secret = fresh_totp_secret();
  Uuid ola;
};

TEST_P(SecondFactor, IsNotGivenByTheWrongCodeOrToTheWrongPerson) {
  EXPECT_EQ(attempt(code_at()), Tried::wrong) << "no app yet";
  EXPECT_FALSE(change([&](auto& r) { return add_app(r, key, kari, secret, "000000", now); }));
  EXPECT_FALSE(factors(kari).any());
  give_app();
  EXPECT_EQ(attempt(code_at(), ola), Tried::wrong);
  for (const std::string& wrong : {std::string(), code_at(2), code_at(-2), code_at() + "0"})
    EXPECT_NE(attempt(wrong), Tried::app) << wrong;
}

TEST_P(SecondFactor, TakesACodeOnce) {
  give_app();
  EXPECT_EQ(attempt(code_at()), Tried::app);
  EXPECT_EQ(attempt(code_at()), Tried::wrong) << "read over a shoulder";
  EXPECT_EQ(attempt(code_at(-1)), Tried::wrong) << "an older one does not come back";
  EXPECT_EQ(attempt(code_at(1)), Tried::app);
  EXPECT_EQ(attempt(" " + code_at().insert(3, " ")), Tried::wrong);
  pass(kMinute);
  EXPECT_EQ(attempt(" " + code_at().insert(3, " ") + " "), Tried::app) << "as apps show it";
}

TEST_P(SecondFactor, TakesTheCodeThatSetTheAppUpNoMore) {
  ASSERT_TRUE(change([&](auto& r) { return add_app(r, key, kari, secret, code_at(), now); }));
  EXPECT_EQ(attempt(code_at()), Tried::wrong);
}

TEST_P(SecondFactor, ClosesTheDoorAfterFiveWrongCodes) {
  give_app();
  const auto codes = give_codes();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(attempt("000000"), Tried::wrong);
  EXPECT_EQ(attempt("000000"), Tried::wrong_and_closed);
  EXPECT_EQ(attempt(code_at()), Tried::closed) << "the right one comes too late";
  EXPECT_EQ(attempt(codes.front()), Tried::closed);
  EXPECT_EQ(attempt("000000", ola), Tried::wrong) << "another account has its own door";
  pass(15 * kMinute);
  EXPECT_EQ(attempt(code_at()), Tried::app);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(attempt("000000"), Tried::wrong) << "counted afresh";
}

TEST_P(SecondFactor, TakesARecoveryCodeOnceHoweverItIsTyped) {
  give_app();
  const auto codes = give_codes();
  EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), 10u);
  EXPECT_EQ(attempt(codes[0], ola), Tried::wrong) << "another's";
  EXPECT_EQ(attempt(codes[0].substr(1)), Tried::wrong);
  std::string loud = codes[0];
  for (char& letter : loud) letter = static_cast<char>(std::toupper(letter));
  std::erase(loud, '-');
  EXPECT_EQ(attempt(loud), Tried::recovery);
  EXPECT_EQ(attempt(codes[0]), Tried::wrong);
  EXPECT_EQ(factors(kari).codes_left, 9);
  const auto fresh = give_codes();
  EXPECT_EQ(attempt(codes[1]), Tried::wrong) << "older codes are worth nothing";
  EXPECT_EQ(attempt(fresh[1]), Tried::recovery);
}

// 32 letters are five bits each: ASVS 6.5.2 wants 112 where the hash is a fast one.
TEST_P(SecondFactor, MakesRecoveryCodesThatNobodyFindsFromTheirHash) {
  give_app();
  for (std::string code : give_codes()) {
    std::erase(code, '-');
    EXPECT_GE(code.size() * 5, 112u) << code;
    EXPECT_EQ(code.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz"), std::string::npos);
  }
}

// Those that were made with sixteen letters are in people's drawers.
TEST_P(SecondFactor, TakesTheShorterCodesOfBefore) {
  give_app();
  const std::string old = "0123456789abcdef";
  change([&](auto& r) {
    r.run("INSERT INTO recovery_code (account, hash) VALUES (:account, :hash)",
          {{"account", kari}, {"hash", derived(kari.text() + old, "recovery code")}});
    return 0;
  });
  EXPECT_EQ(attempt("0123-4567-89ab-cdef"), Tried::recovery);
  EXPECT_EQ(attempt("0123-4567-89ab-cdef"), Tried::wrong);
}

TEST_P(SecondFactor, KeepsNothingThatOpensADoor) {
  give_app();
  const auto codes = give_codes();
  const auto told = registry->read([](auto& r) {
    std::string all;
    for (auto& [sealed] : r.template rows<std::string>("SELECT sealed FROM code_app")) all += sealed;
    for (auto& [hash] : r.template rows<std::string>("SELECT hash FROM recovery_code")) all += hash;
    return all;
  });
  EXPECT_EQ(told.find(to_base64(secret)), std::string::npos);
  for (const std::string& code : codes) EXPECT_EQ(told.find(code), std::string::npos);
  const SecretKey other = SecretKey::fresh();
  EXPECT_EQ(change([&](auto& r) { return try_code(r, other, kari, code_at(), now); }), Tried::wrong)
      << "without the installation's key";
  change([&](auto& r) { return r.run("UPDATE code_app SET account = :ola", {{"ola", ola}}); });
  EXPECT_EQ(attempt(code_at(), ola), Tried::wrong) << "a row moved to another account";
}

TEST_P(SecondFactor, TakesAPasskeyOfItsOwnerForAChallengeOfTheSessionOnce) {
  Authenticator device(-7), stranger(-7);
  ASSERT_TRUE(keep(device, kari));
  EXPECT_FALSE(keep(device, ola)) << "a passkey is one person's";
  EXPECT_FALSE(uses(device.sign("made up"), kari)) << "a challenge that nobody made";
  EXPECT_FALSE(uses(device.sign(challenge("another session")), kari));
  EXPECT_FALSE(uses(device.sign(challenge()), ola)) << "another's passkey";
  EXPECT_FALSE(uses(stranger.sign(challenge()), kari));
  const std::string old = challenge();
  pass(5 * kMinute);
  EXPECT_FALSE(uses(device.sign(old), kari)) << "five minutes have passed";
  const auto answer = device.sign(challenge());
  EXPECT_TRUE(uses(answer, kari));
  EXPECT_FALSE(uses(answer, kari)) << "an answer is used once";
  EXPECT_EQ(factors(kari).passkeys.front().used_at, now);
}

TEST_P(SecondFactor, RemembersThePasskeysCounter) {
  Authenticator device(-8);
  device.count = 3;
  ASSERT_TRUE(keep(device, kari));
  device.count = 4;
  EXPECT_TRUE(uses(device.sign(challenge()), kari));
  EXPECT_FALSE(uses(device.sign(challenge()), kari)) << "a copy is one behind";
}

TEST_P(SecondFactor, TakesTheRecoveryCodesAlongWithTheLastFactor) {
  give_app();
  Authenticator device(-7);
  ASSERT_TRUE(keep(device, kari));
  give_codes();
  const Uuid passkey = factors(kari).passkeys.front().id;
  EXPECT_FALSE(change([&](auto& r) { return remove_passkey(r, ola, passkey); })) << "another's";
  change([&](auto& r) { remove_app(r, kari); return 0; });
  EXPECT_EQ(factors(kari).codes_left, 10);
  EXPECT_TRUE(change([&](auto& r) { return remove_passkey(r, kari, passkey); }));
  EXPECT_EQ(factors(kari).codes_left, 0);
  EXPECT_FALSE(factors(kari).any());
}

TEST_P(SecondFactor, IsResetForOneAccountWithItsSessions) {
  give_app();
  give_codes();
  Authenticator device(-7);
  ASSERT_TRUE(keep(device, kari));
  browser_of(kari);
  browser_of(ola);
  for (int i = 0; i < 5; ++i) attempt("000000");
  change([&](auto& r) { reset_second_factor(r, kari); return 0; });
  EXPECT_FALSE(factors(kari).any());
  EXPECT_EQ(sessions(), 1) << "Ola's stays";
  EXPECT_EQ(attempt("000000"), Tried::wrong) << "the door is open again";
}

TEST_P(SecondFactor, KnowsTheKeyThatTheRegistryWasSealedWith) {
  const SecretKey other = SecretKey::fresh();
  const auto fits = [&](const SecretKey& one) {
    return change([&](auto& r) { return fits_secret_key(r, one); });
  };
  EXPECT_TRUE(fits(key)) << "the first is remembered";
  EXPECT_FALSE(fits(other));
  EXPECT_TRUE(fits(key));
  give_app();
  give_codes();
  EXPECT_EQ(change([&](auto& r) { return renew_secret_key(r, other); }), 1);
  EXPECT_TRUE(fits(other));
  EXPECT_FALSE(fits(key));
  EXPECT_FALSE(factors(kari).app);
}

TEST_P(SecondFactor, RemembersWhatHappenedForAYear) {
  const auto newest = [&](const Uuid& account) {
    return registry->read([&](auto& r) { return newest_happenings(r, account, 10); });
  };
  change([&](auto& r) { note(r, kari, Happening::app_added, now); return 0; });
  pass(1);
  change([&](auto& r) { note(r, kari, Happening::code_used, now); return 0; });
  challenge();
  EXPECT_TRUE(newest(ola).empty());
  ASSERT_EQ(newest(kari).size(), 2u);
  EXPECT_EQ(newest(kari).front().what, Happening::code_used);
  pass(365 * kDay - 1);
  change([&](auto& r) { purge(r, now); return 0; });
  EXPECT_EQ(newest(kari).size(), 1u);
  EXPECT_EQ(registry->read([](auto& r) {
    return r.number("SELECT count(*) FROM passkey_challenge");
  }), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, SecondFactor,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::access

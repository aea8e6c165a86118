// Passkeys of all three algorithms: first all that must be refused, then what is true.

#include "access/passkey.h"

#include "access/authenticator_for_tests.h"

namespace samloft::access {
namespace {

const RelyingParty kWhom{"samloft.example", "https://samloft.example"};
const std::string kChallenge = "a challenge of thirty-two bytes.", kOther(32, 'x');

class Passkeys : public ::testing::TestWithParam<int> {
 protected:
  // What is kept of the authenticator's key.
  PublicKey kept() {
    const auto made = made_passkey(device.make(kChallenge), kWhom, kChallenge);
    EXPECT_TRUE(made);
    return made.value_or(PublicKey{});
  }
  bool makes(const PasskeyAnswer& answer) {
    return made_passkey(answer, kWhom, kChallenge).has_value();
  }
  bool signs(const PublicKey& key, const PasskeyAnswer& answer) {
    return signed_by(key, answer, kWhom, kChallenge).has_value();
  }

  Authenticator device{GetParam()};
};

TEST_P(Passkeys, AreNotMadeForAnotherPlaceOrWithoutTheirUser) {
  const auto refused = [&](auto bend, const char* why) {
    Authenticator bent(GetParam());
    bend(bent);
    EXPECT_FALSE(makes(bent.make(kChallenge))) << why;
  };
  refused([](auto& d) { d.host = "ond.example"; }, "another host");
  refused([](auto& d) { d.origin = "https://ond.example"; }, "another origin");
  refused([](auto& d) { d.origin = "http://samloft.example"; }, "without TLS");
  refused([](auto& d) { d.origin = "https://samloft.example:8443"; }, "another port");
  refused([](auto& d) { d.origin = "https://samloft.example.ond.example"; }, "a longer name");
  refused([](auto& d) { d.flags = 0x01; }, "its user was not verified");
  refused([](auto& d) { d.flags = 0x04; }, "its user was not there");
  refused([](auto& d) { d.cross_origin = "true"; }, "in a frame of another site");
  EXPECT_FALSE(makes(device.make(kOther))) << "another challenge";
  EXPECT_FALSE(makes(device.sign(kChallenge))) << "a sign-in is no new passkey";
  EXPECT_FALSE(made_passkey(device.make(""), kWhom, "")) << "no challenge at all";
  auto other_id = device.make(kChallenge);
  other_id.credential += "x";
  EXPECT_FALSE(makes(other_id));
  EXPECT_TRUE(makes(device.make(kChallenge)));
}

TEST_P(Passkeys, SignForThisPlaceThisChallengeAndWithTheirUserOnly) {
  const PublicKey key = kept();
  const auto refused = [&](auto bend, const char* why) {
    const auto before = std::tuple(device.host, device.origin, device.flags, device.cross_origin);
    bend(device);
    EXPECT_FALSE(signs(key, device.sign(kChallenge))) << why;
    std::tie(device.host, device.origin, device.flags, device.cross_origin) = before;
  };
  refused([](auto& d) { d.host = "ond.example"; }, "another host");
  refused([](auto& d) { d.origin = "https://ond.example"; }, "another origin");
  refused([](auto& d) { d.flags = 0x01; }, "its user was not verified");
  refused([](auto& d) { d.flags = 0x04; }, "its user was not there");
  refused([](auto& d) { d.cross_origin = "true"; }, "in a frame of another site");
  EXPECT_FALSE(signs(key, device.sign(kOther))) << "another challenge";
  EXPECT_FALSE(signs(key, device.sign_data(device.client_data("webauthn.create", kChallenge))));
  Authenticator stranger(GetParam());
  EXPECT_FALSE(signs(key, stranger.sign(kChallenge))) << "another key";
  EXPECT_TRUE(signs(key, device.sign(kChallenge)));
}

TEST_P(Passkeys, AreRefusedWhenAByteIsChanged) {
  const PublicKey key = kept();
  const PasskeyAnswer right = device.sign(kChallenge);
  for (std::string PasskeyAnswer::*part :
       {&PasskeyAnswer::authenticator_data, &PasskeyAnswer::signature}) {
    for (std::size_t at = 0; at < (right.*part).size(); at += 7) {
      PasskeyAnswer changed = right;
      (changed.*part)[at] = static_cast<char>((changed.*part)[at] ^ 1);
      EXPECT_FALSE(signs(key, changed)) << at;
    }
    PasskeyAnswer shorter = right, longer = right, empty = right;
    (shorter.*part).pop_back();
    longer.*part += 'x';
    (empty.*part).clear();
    EXPECT_FALSE(signs(key, shorter) || signs(key, longer) || signs(key, empty));
  }
  PasskeyAnswer spaced = right;
  spaced.client_data += " ";
  EXPECT_FALSE(signs(key, spaced)) << "the same JSON in other bytes";
  for (const std::string nonsense : {"", "{", "[]", "null", "{\"type\":7}", "\xff"}) {
    PasskeyAnswer other = right;
    other.client_data = nonsense;
    EXPECT_FALSE(signs(key, other)) << nonsense;
    other = device.make(kChallenge);
    other.authenticator_data = nonsense;
    EXPECT_FALSE(makes(other)) << nonsense;
  }
  const PasskeyAnswer made = device.make(kChallenge);
  for (std::size_t size = 0; size < made.authenticator_data.size(); size += 5) {
    PasskeyAnswer cut = made;
    cut.authenticator_data.resize(size);
    EXPECT_FALSE(makes(cut)) << size;
  }
}

TEST_P(Passkeys, TellACopyByItsCounter) {
  device.count = 7;
  PublicKey key = kept();
  EXPECT_EQ(key.sign_count, 7);
  EXPECT_FALSE(signs(key, device.sign(kChallenge))) << "the counter stood still";
  device.count = 6;
  EXPECT_FALSE(signs(key, device.sign(kChallenge))) << "the counter went back";
  device.count = 0;
  EXPECT_FALSE(signs(key, device.sign(kChallenge)));
  device.count = 8;
  EXPECT_EQ(signed_by(key, device.sign(kChallenge), kWhom, kChallenge), 8);
  key.sign_count = 0;
  device.count = 0;
  EXPECT_TRUE(signs(key, device.sign(kChallenge))) << "those that never count stay at 0";
}

TEST_P(Passkeys, AreNotTakenForAnotherAlgorithm) {
  PublicKey key = kept();
  EXPECT_EQ(key.algorithm, GetParam());
  for (const int other : {-7, -8, -257, -35, 0}) {
    key.algorithm = other;
    EXPECT_EQ(signs(key, device.sign(kChallenge)), other == GetParam()) << other;
  }
  key.algorithm = GetParam();
  key.bytes.pop_back();
  EXPECT_FALSE(signs(key, device.sign(kChallenge)));
}

INSTANTIATE_TEST_SUITE_P(Algorithms, Passkeys, ::testing::Values(-7, -8, -257),
                         [](const auto& info) {
                           return info.param == -7 ? "es256" : info.param == -8 ? "eddsa" : "rs256";
                         });

TEST(RelyingParties, AreTheHostAndOriginOfTheAddress) {
  struct Case {
    std::string_view address, id, origin;
  };
  const Case cases[] = {
      {"https://samloft.example", "samloft.example", "https://samloft.example"},
      {"https://Samloft.Example/", "samloft.example", "https://samloft.example"},
      {"http://localhost:8080", "localhost", "http://localhost:8080"},
      {"", "", ""}};
  for (const Case& one : cases) {
    const auto whom = relying_party(one.address);
    EXPECT_EQ(whom.id, one.id);
    EXPECT_EQ(whom.origin, one.origin);
  }
}

}  // namespace
}  // namespace samloft::access

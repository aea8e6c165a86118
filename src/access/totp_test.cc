// Codes against the vectors of RFC 4226 and RFC 6238, and base32 against those of RFC 4648.

#include "access/totp.h"

#include <gtest/gtest.h>

#include <set>

namespace samloft::access {
namespace {

const std::string kRfcSecret = "12345678901234567890";

TEST(Totp, MakesTheCodesOfRfc4226) {
  const std::string codes[] = {"755224", "287082", "359152", "969429", "338314",
                               "254676", "287922", "162583", "399871", "520489"};
  for (std::int64_t step = 0; step < 10; ++step)
    EXPECT_EQ(totp_code(kRfcSecret, step), codes[step]) << step;
}

// The RFC's codes have eight digits; ours are the last six of the same number.
TEST(Totp, MakesTheCodesOfRfc6238) {
  const std::pair<std::int64_t, std::string> cases[] = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : cases)
    EXPECT_EQ(totp_code(kRfcSecret, totp_step({seconds * 1000})), code.substr(2)) << seconds;
}

TEST(Totp, TakesTheCodeOfThisStepAndItsNeighboursOnly) {
  const Instant now{1795572000000};
  const auto step = totp_step(now);
  for (std::int64_t away = -4; away <= 4; ++away) {
    const auto found = step_of_code(kRfcSecret, totp_code(kRfcSecret, step + away), now);
    if (away < -1 || away > 1) EXPECT_FALSE(found) << away;
    else EXPECT_EQ(found, step + away);
  }
  for (const std::string wrong : {"", "12345", "1234567", "abcdef", "\xff\xff\xff\xff\xff\xff"})
    EXPECT_FALSE(step_of_code(kRfcSecret, wrong, now)) << wrong;
  EXPECT_FALSE(step_of_code("another secret", totp_code(kRfcSecret, step), now));
}

TEST(Totp, ChangesAtTheHalfMinute) {
  EXPECT_EQ(totp_step({29'999}), 0);
  EXPECT_EQ(totp_step({30'000}), 1);
}

TEST(Totp, WritesBase32AsRfc4648) {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},           {"f", "MY"},          {"fo", "MZXQ"},     {"foo", "MZXW6"},
      {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : cases) EXPECT_EQ(base32(bytes), text);
}

TEST(Totp, MakesSecretsOf160Bits) {
  std::set<std::string> made;
  for (int i = 0; i < 50; ++i) made.insert(fresh_totp_secret());
  EXPECT_EQ(made.size(), 50u);
  for (const std::string& secret : made) EXPECT_EQ(secret.size(), 20u);
  EXPECT_EQ(totp_address(kRfcSecret, "kari@fjordby.example"),
            "otpauth://totp/Saml%C3%B8ft:kari%40fjordby.example?secret="
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Saml%C3%B8ft");
}

}  // namespace
}  // namespace samloft::access

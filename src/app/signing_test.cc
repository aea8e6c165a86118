// What is refused first, then that others can read the key and check a signature with it.

#include "signing.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/id.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;

class Signing : public ::testing::Test {
 protected:
  Signing() { fs::create_directories(folder); }
  ~Signing() override { fs::remove_all(folder); }
  SigningKey key(const std::string& installation = "data") {
    return SigningKey::of(*Settings::gather({{"data", (folder / installation).string()}}, ""));
  }
  std::string file(const std::string& name, const std::string& content) {
    std::ofstream(folder / name, std::ios::binary) << content;
    return (folder / name).string();
  }
  const fs::path folder = fs::temp_directory_path() / ("samloft_" + Uuid::fresh().text());
};

TEST_F(Signing, FitsItsTextAndItsKeyAlone) {
  const SigningKey own = key();
  const std::string text = "kopien", signature = own.signature_of(text);
  EXPECT_FALSE(key("another").open().has_signed(text, signature));
  EXPECT_FALSE(own.open().has_signed("kopieN", signature));
  EXPECT_FALSE(own.open().has_signed("", signature));
  EXPECT_FALSE(own.open().has_signed(text, ""));
  EXPECT_FALSE(own.open().has_signed(text, signature.substr(1)));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    std::string changed = signature;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(own.open().has_signed(text, changed)) << i;
  }
  EXPECT_TRUE(own.open().has_signed(text, signature));
  EXPECT_TRUE(key().open().has_signed(text, signature)) << "the key stays";
}

TEST_F(Signing, ReadsNoKeyOutOfWhatIsNone) {
  const std::string right = key().open().pem();
  std::string shorter = right, other = right;
  shorter.erase(shorter.find('\n') + 10, 4);
  other[other.find('\n') + 3] = 'B';  // another sort of key
  for (const std::string& wrong : {std::string(), std::string("-----BEGIN PUBLIC KEY-----\n"), shorter, other,
                                   right.substr(0, right.size() - 10), key().open().hex()})
    EXPECT_FALSE(PublicKey::of_file(file("wrong", wrong))) << wrong;
  EXPECT_FALSE(PublicKey::of_file((folder / "missing").string()));
  EXPECT_FALSE(PublicKey::of_file(""));
  EXPECT_FALSE(PublicKey::of_hex("00"));
  EXPECT_FALSE(PublicKey::of_hex(std::string(64, 'x')));
  const auto read = PublicKey::of_file(file("right", right));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->hex(), key().open().hex());
  EXPECT_EQ(PublicKey::of_hex(read->hex())->pem(), right);
}

TEST_F(Signing, IsCheckedByOpensslToo) {
  if (std::system("command -v openssl >/dev/null") != 0) GTEST_SKIP() << "openssl is not here";
  const auto verified = [&](const std::string& text) {
    const std::string command = "openssl pkeyutl -verify -pubin -inkey " + file("key", key().open().pem()) +
                                " -rawin -in " + file("text", text) + " -sigfile " +
                                file("sig", key().signature_of("kopien")) + " >/dev/null 2>&1";
    return std::system(command.c_str()) == 0;
  };
  EXPECT_FALSE(verified("kopieN"));
  EXPECT_TRUE(verified("kopien"));
}

}  // namespace
}  // namespace samloft::app

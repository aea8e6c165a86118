// Sealing with the right and the wrong key, and the key's file.

#include "access/secret_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "base/id.h"
#include "base/result.h"

namespace samloft::access {
namespace {

const std::string kDigits =
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

TEST(SecretKeys, OpenWhatTheySealedAndNothingElse) {
  const SecretKey key = SecretKey::fresh(), other = SecretKey::fresh();
  const std::string sealed = key.sealed("hemmelig", "Kari");
  EXPECT_EQ(other.opened(sealed, "Kari"), std::nullopt);
  EXPECT_EQ(key.opened(sealed, "Ola"), std::nullopt) << "a row moved to another account";
  std::string changed = sealed;
  changed[40] = changed[40] == 'A' ? 'B' : 'A';
  EXPECT_EQ(key.opened(changed, "Kari"), std::nullopt);
  for (const std::string wrong : {"", "AAAA", "not base64!", "aGVtbWVsaWc="})
    EXPECT_EQ(key.opened(wrong, "Kari"), std::nullopt) << wrong;
  EXPECT_EQ(key.opened(sealed, "Kari"), "hemmelig");
  EXPECT_EQ(sealed.find("hemmelig"), std::string::npos);
  EXPECT_NE(sealed, key.sealed("hemmelig", "Kari")) << "two sealings never look alike";
}

TEST(SecretKeys, AreSixtyFourHexadecimalDigits) {
  ASSERT_TRUE(SecretKey::of_text(kDigits));
  for (const std::string& wrong : {std::string(), kDigits.substr(1), kDigits + "0",
                                   "x" + kDigits.substr(1), std::string(64, ' ')})
    EXPECT_FALSE(SecretKey::of_text(wrong)) << wrong;
  EXPECT_EQ(SecretKey::of_text(kDigits)->fingerprint(), SecretKey::of_text(kDigits)->fingerprint());
  EXPECT_NE(SecretKey::of_text(kDigits)->fingerprint(), SecretKey::fresh().fingerprint());
}

class KeyFile : public ::testing::Test {
 protected:
  KeyFile() : folder(std::filesystem::temp_directory_path() / ("samloft_" + Uuid::fresh().text())) {
    std::filesystem::create_directories(folder);
  }
  ~KeyFile() override { std::filesystem::remove_all(folder); }
  std::string path() const { return (folder / "secret.key").string(); }
  void write(const std::string& text, std::filesystem::perms rights) {
    std::ofstream(path()) << text;
    std::filesystem::permissions(path(), rights);
  }
  std::filesystem::path folder;
};

constexpr auto kOwnerOnly = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

TEST_F(KeyFile, IsMadeOnceAndForItsOwnerAlone) {
  const auto first = SecretKey::of_file(path()), second = SecretKey::of_file(path());
  EXPECT_EQ(first.fingerprint(), second.fingerprint());
  EXPECT_EQ(std::filesystem::status(path()).permissions(), kOwnerOnly);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(KeyFile, IsTheServicesThoughRootMadeIt) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root makes files for others";
  constexpr uid_t kService = 4321;
  ASSERT_EQ(::chown(folder.c_str(), kService, kService), 0);
  SecretKey::of_file(path());
  struct stat about {};
  ASSERT_EQ(::stat(path().c_str(), &about), 0);
  EXPECT_EQ(about.st_uid, kService);
  EXPECT_EQ(std::filesystem::status(path()).permissions(), kOwnerOnly);
}

TEST_F(KeyFile, IsOneForAllWhoStartAtOnce) {
  std::vector<std::string> seen(8);
  std::vector<std::thread> servers;
  for (std::string& one : seen)
    servers.emplace_back([&] { one = SecretKey::of_file(path()).fingerprint(); });
  for (std::thread& server : servers) server.join();
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 1u);
}

TEST_F(KeyFile, IsRefusedWhenOthersMayReadIt) {
  write(kDigits + "\n", kOwnerOnly | std::filesystem::perms::others_read);
  EXPECT_THROW(SecretKey::of_file(path()), Broken);
  std::filesystem::permissions(path(), kOwnerOnly);
  EXPECT_EQ(SecretKey::of_file(path()).fingerprint(), SecretKey::of_text(kDigits)->fingerprint());
}

TEST_F(KeyFile, IsNeverReplacedWhenItIsDamaged) {
  write("half a k", kOwnerOnly);
  EXPECT_THROW(SecretKey::of_file(path()), Broken);
  EXPECT_THROW(SecretKey::of_file((folder / "no" / "folder").string()), Broken);
}

}  // namespace
}  // namespace samloft::access

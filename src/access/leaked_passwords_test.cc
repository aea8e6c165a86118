// Lists of leaked passwords: first files that are none, then the search beside one that reads all.

#include "access/leaked_passwords.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/id.h"
#include "base/result.h"
#include "base/text.h"

namespace samloft::access {
namespace {

namespace fs = std::filesystem;

class ListFile {
 public:
  explicit ListFile(const std::string& text) { write(text); }
  ~ListFile() { fs::remove_all(path_); }
  ListFile(const ListFile&) = delete;
  ListFile& operator=(const ListFile&) = delete;
  // Over what is there: who has it open sees the change.
  void write(const std::string& text) const { std::ofstream(path_, std::ios::binary) << text; }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_ = fs::temp_directory_path() / ("samloft_leaked_" + Uuid::fresh().text());
};

std::string digits_of(const Sha1& hash) {
  std::string digits = to_hex(hash.data(), hash.size());
  std::transform(digits.begin(), digits.end(), digits.begin(),
                 [](char digit) { return digit >= 'a' ? static_cast<char>(digit - 32) : digit; });
  return digits;
}

std::string why_not(const std::string& text) {
  const ListFile file(text);
  try {
    const LeakedPasswords opened(file.path());
  } catch (const Broken& broken) {
    return broken.what();
  }
  return "";
}

bool tells(const std::string& text, std::string_view words) {
  return why_not(text).find(words) != std::string::npos;
}

const std::string kWellKnown = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179";

TEST(LeakedPasswords, AreNoFileThatIsNotThereNoFolderAndNoPipe) {
  const std::string folder = fs::temp_directory_path().string();
  const std::string pipe = folder + "/samloft_leaked_" + Uuid::fresh().text();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const std::string& path : {folder + "/" + Uuid::fresh().text(), folder, pipe})
    EXPECT_THROW(LeakedPasswords{path}, Broken) << path;
  fs::remove(pipe);
}

TEST(LeakedPasswords, AreNotWhateverStandsInAFile) {
  EXPECT_TRUE(tells("", "is empty"));
  EXPECT_TRUE(tells("password\nqwerty\n", "no line with a hash"));
  EXPECT_TRUE(tells("8846F7EAEE8FB117AD06BDD830B7586C:52256179\n", "no line with a hash")) << "NTLM";
  EXPECT_TRUE(tells(kWellKnown + "\n5BAA61E4\n", "no line with a hash")) << "cut off within a line";
  EXPECT_TRUE(tells(kWellKnown + "\n\n", "no line with a hash"));
  EXPECT_TRUE(tells("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8;1\n", "no line with a hash"));
  EXPECT_TRUE(tells("GGGG61E4C9B93F3F0682250B6CF8331B7EE68FD8:1\n", "no line with a hash"));
  EXPECT_TRUE(tells(kWellKnown + std::string(1000, '1') + "\n", "no line with a hash"));
  EXPECT_TRUE(tells(std::string(100'000, '\0'), "no line with a hash"));
  EXPECT_TRUE(tells(std::string(100'000, '\n'), "no line with a hash"));
  EXPECT_TRUE(tells("F" + kWellKnown.substr(1) + "\n" + kWellKnown + "\n", "not in order"));
  EXPECT_EQ(why_not(kWellKnown), "");
}

TEST(LeakedPasswords, AreNoListOfWhichTheRestIsMissing) {
  std::string list;
  for (int i = 0; i < 25'000; ++i) {
    Sha1 hash{};
    hash[1] = static_cast<unsigned char>(i >> 8);
    hash[2] = static_cast<unsigned char>(i);
    list += digits_of(hash) + ":1\r\n";
  }
  EXPECT_TRUE(tells(list, "was cut off"));
  EXPECT_EQ(why_not(list + std::string(40, 'F') + ":1\r\n"), "");
}

TEST(LeakedPasswords, AreNoneWithoutAFile) { EXPECT_FALSE(LeakedPasswords().include(sha1_of("password"))); }

TEST(LeakedPasswords, AreFoundByTheirHash) {
  const ListFile file("000000005AD76BD555C1D6D771DE417A4B87E4B4:10\r\n" + kWellKnown + "\r\n");
  const LeakedPasswords leaked(file.path());
  EXPECT_TRUE(leaked.include(sha1_of("password")));
  for (const char* other : {"Password", "password ", "", "bjørka utenfor vinduet"})
    EXPECT_FALSE(leaked.include(sha1_of(other))) << other;
}

Sha1 some_hash() {
  const int sort = *rc::gen::inRange(0, 10);
  Sha1 hash{};
  if (sort == 0) hash.fill(0xff);
  // Some differ in the last byte alone.
  for (std::size_t i = sort < 5 ? 19 : 0; i < hash.size(); ++i) hash[i] = *rc::gen::arbitrary<unsigned char>();
  if (sort == 1) hash.fill(0);
  return hash;
}

std::string list_of(const std::set<Sha1>& hashes) {
  const std::string end = *rc::gen::elementOf(std::vector<std::string>{"\n", "\r\n"});
  std::string list;
  for (const Sha1& hash : hashes)
    list += digits_of(hash) + ":" + std::string(*rc::gen::inRange<std::size_t>(1, 13), '7') + end;
  if (*rc::gen::arbitrary<bool>()) list.resize(list.size() - end.size());
  return list;
}

std::set<Sha1> some_hashes(int least) {
  std::set<Sha1> hashes;
  const int most = *rc::gen::inRange(least, 60);
  for (int i = 0; i < most; ++i) hashes.insert(some_hash());
  return hashes;
}

// The next greater or smaller one, the greatest beside the smallest.
Sha1 beside(Sha1 hash, int step) {
  for (std::size_t i = hash.size(); i-- > 0;) {
    hash[i] = static_cast<unsigned char>(hash[i] + step);
    if (hash[i] != (step > 0 ? 0 : 0xff)) break;
  }
  return hash;
}

RC_GTEST_PROP(LeakedPasswords, AreFoundAsByReadingAll, ()) {
  const std::set<Sha1> hashes = some_hashes(1);
  const ListFile file(list_of(hashes));
  const LeakedPasswords leaked(file.path());
  for (const Sha1& hash : hashes) {
    for (const Sha1& asked : {hash, beside(hash, 1), beside(hash, -1)})
      RC_ASSERT(leaked.include(asked) == hashes.contains(asked));
  }
  for (const Sha1& asked : some_hashes(0)) RC_ASSERT(leaked.include(asked) == hashes.contains(asked));
}

// Whatever becomes of the file while it is open, a search ends.
RC_GTEST_PROP(LeakedPasswords, AreSearchedToAnEndInWhateverTheFileBecomes, ()) {
  const std::set<Sha1> hashes = some_hashes(1);
  const ListFile file(list_of(hashes));
  const LeakedPasswords leaked(file.path());
  std::string other = list_of(some_hashes(1));
  for (int i = *rc::gen::inRange(0, 9); i > 0; --i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, other.size() + 1);
    other.insert(at, *rc::gen::elementOf(std::vector<std::string>{
                         "\n", "\r", ":", std::string(200, 'A'), std::string(3, '\0')}));
  }
  file.write(other.substr(0, *rc::gen::inRange<std::size_t>(0, other.size() + 1)));
  ::testing::internal::CaptureStderr();
  for (const Sha1& hash : hashes) leaked.include(hash);
  const std::string told = ::testing::internal::GetCapturedStderr();
  RC_ASSERT(told.find("byte") == std::string::npos);
}

}  // namespace
}  // namespace samloft::access

// Signed roots: first what they give away, then that honest ones fit.

#include "roots.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "exchange.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;

class Roots : public ::testing::Test {
 protected:
  void SetUp() override {
    installation.emplace(*Settings::gather({{"data", (folder / "data").string()}}, ""));
    for (const char* slug : {"fjord", "fjord-by"}) {
      ASSERT_TRUE(import_document(*installation,
                                  std::string(R"({"format":"samloft-partnership","version":1,"partnership":{"id":"@)") +
                                      slug + R"(","slug":")" + slug +
                                      R"(","name":"Prøve"},"districts":[{"id":"@d","name":"Sør"}]})",
                                  Rehearsal::no));
    }
    partnership = *installation->registry().read([](db::Connection& r) { return access::partnership_by_slug(r, "fjord"); });
  }
  void TearDown() override {
    installation.reset();
    fs::remove_all(folder);
  }
  int write(Instant at) { return write_roots(*installation, roots.string(), at); }
  // What is wrong; "" when all fits.
  std::string wrong() {
    std::string all;
    fitting = 0;
    for (const std::string& one : faults_of_roots(*installation, partnership, roots.string(), fitting)) all += one + "\n";
    return all;
  }
  void behind_the_journal(const std::string& sql) {
    ASSERT_TRUE(installation->open(partnership)->write([&](db::Connection& db) -> Result<void> {
      EXPECT_GT(db.run(sql), 0);
      return {};
    }));
  }
  std::string text() {
    std::ostringstream all;
    all << std::ifstream(file).rdbuf();
    return all.str();
  }

  const fs::path folder = fs::temp_directory_path() / ("samloft_" + Uuid::fresh().text());
  const fs::path roots = folder / "roots", file = roots / "fjord-2026-11-25.root.json";
  const Instant now{1795572000000};  // 2026-11-25 03.00 in Oslo
  std::optional<Installation> installation;
  access::Partnership partnership;
  int fitting = 0;
};

TEST_F(Roots, GiveAwayAPastThatWasRewritten) {
  ASSERT_EQ(write(now), 2);
  ASSERT_EQ(wrong(), "");
  behind_the_journal("UPDATE journal SET hash = '00' WHERE number = (SELECT max(number) FROM journal)");
  EXPECT_NE(wrong().find("rewritten"), std::string::npos);
  behind_the_journal("DELETE FROM journal");
  EXPECT_NE(wrong().find("gone"), std::string::npos);
}

TEST_F(Roots, GiveAwayThatTheyWereChanged) {
  write(now);
  const std::string right = text();
  for (const char* field : {"\"at\": \"", "\"entries\": ", "\"hash\": \"", "\"signature\": \""}) {
    std::string changed = right;
    const auto at = changed.find(field);
    ASSERT_NE(at, std::string::npos) << field;
    char& letter = changed[at + std::string(field).size()];
    letter = letter == '1' ? '2' : '1';
    std::ofstream(file) << changed;
    EXPECT_NE(wrong(), "") << field;
    EXPECT_EQ(fitting, 0);
  }
  for (const char* nonsense : {"", "{}", "[", "[1]", "{\"entries\":\"x\"}"}) {
    std::ofstream(file) << nonsense;
    EXPECT_NE(wrong(), "") << nonsense;
  }
}

TEST_F(Roots, OfAnotherKeyOrPartnershipDoNotFit) {
  write(now);
  fs::copy_file(roots / "fjord-by-2026-11-25.root.json", file, fs::copy_options::overwrite_existing);
  EXPECT_NE(wrong(), "");
  fs::remove_all(roots);
  write(now);
  EXPECT_EQ(wrong(), "");
  fs::remove(folder / "data/root.key");
  EXPECT_NE(wrong(), "");
}

TEST_F(Roots, AreWrittenOnceADay) {
  EXPECT_EQ(write(now), 2);
  const std::string first = text();
  EXPECT_EQ(write({now.milliseconds + kHour}), 0);
  EXPECT_EQ(text(), first);
  EXPECT_EQ(write({now.milliseconds + kDay}), 2);
  EXPECT_EQ(wrong(), "");
  EXPECT_EQ(fitting, 2);
  EXPECT_EQ(fs::status(folder / "data/root.key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace
}  // namespace samloft::app

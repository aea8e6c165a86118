// What the doctor finds in installations that are ill.

#include "doctor.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "compose.h"
#include "document/landlock.h"
#include "exchange.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;

class Doctor : public ::testing::Test {
 protected:
  ~Doctor() override { fs::remove_all(folder); }
  Settings settings(std::vector<std::pair<std::string, std::string>> options = {}) {
    options.emplace_back("data", folder.string());
    return *Settings::gather(options, "");
  }
  void install() {
    Installation installation(settings());
    ASSERT_TRUE(import_document(
        installation,
        R"({"format":"samloft-partnership","version":1,"partnership":{"id":"@p","slug":"fjordby","name":"Fjordby"}})",
        Rehearsal::no));
    id = installation.registry().read(access::partnerships).front().id;
  }
  // The level of the first finding that holds the words; nothing if none does.
  std::optional<Finding::Level> found(const Settings& of, const std::string& words) {
    for (const Finding& one : examine(of)) {
      EXPECT_EQ(one.mend.empty(), one.level == Finding::Level::fine) << one.what;
      if (one.what.find(words) != std::string::npos) return one.level;
    }
    return std::nullopt;
  }
  fs::path database() { return folder / ("p_" + id.text() + ".sqlite"); }

  const fs::path folder = fs::temp_directory_path() / ("samloft_" + Uuid::fresh().text());
  Uuid id;
};

using Level = Finding::Level;

TEST_F(Doctor, MissesTheFolder) {
  EXPECT_EQ(found(settings(), "there is no folder"), Level::wrong);
  EXPECT_FALSE(fs::exists(folder));  // looking changes nothing
}

TEST_F(Doctor, FindsAHealthyInstallationFine) {
  install();
  fs::permissions(folder, fs::perms::owner_all);
  const Settings good = settings({{"public-address", "https://samloft.example.no"}, {"smtp", "smtp://localhost:25"}});
  for (const Finding& one : examine(good)) EXPECT_NE(one.level, Level::wrong) << one.what;
  EXPECT_EQ(found(good, "1 partnership(s)"), Level::fine);
  const bool confined = document::landlock_version() > 0;
  EXPECT_EQ(found(good, confined ? "reaches no file of the service" : "this kernel has no Landlock"),
            confined ? Level::fine : Level::doubtful);
}

TEST_F(Doctor, FindsWhatOthersCanRead) {
  install();
  fs::permissions(folder, fs::perms::owner_all | fs::perms::others_read);
  EXPECT_EQ(found(settings(), "every user of this machine"), Level::doubtful);
  std::ofstream(folder / "root.key") << "key";
  fs::permissions(folder / "root.key", fs::perms::owner_read | fs::perms::group_read);
  EXPECT_EQ(found(settings(), "others can read"), Level::wrong);
}

TEST_F(Doctor, MissesADatabase) {
  install();
  fs::remove(database());
  EXPECT_EQ(found(settings(), "the database of fjordby is gone"), Level::wrong);
  EXPECT_FALSE(fs::exists(database()));
}

TEST_F(Doctor, ComparesTheStepsOfDatabases) {
  install();
  db::Database partnership({db::Engine::sqlite, database().string(), ""});
  const auto change = [&](const std::string& sql) {
    ASSERT_TRUE(partnership.write([&](db::Connection& db) -> Result<void> {
      db.run(sql);
      return {};
    }));
  };
  change("DELETE FROM schema_step WHERE step = 'journal/search'");
  EXPECT_EQ(found(settings(), "fjordby lacks 1 step(s)"), Level::doubtful);
  change("INSERT INTO schema_step VALUES (9999, 'needs/of-tomorrow', '')");
  EXPECT_EQ(found(settings(), "made by a newer samloft"), Level::wrong);
}

TEST_F(Doctor, TakesWhatIsNoDatabaseForAFinding) {
  install();
  std::ofstream(folder / "registry.sqlite") << "this is no database, and never was one";
  bool any = false;
  for (const Finding& one : examine(settings())) any = any || one.level == Level::wrong;
  EXPECT_TRUE(any);
}

TEST_F(Doctor, FindsMailsThatNobodySends) {
  install();
  db::Database registry({db::Engine::sqlite, (folder / "registry.sqlite").string(), ""});
  ASSERT_TRUE(registry.write([](db::Connection& r) -> Result<void> {
    r.run("INSERT INTO mail_outbox VALUES (:id, 'a@b.example', '', '', 'waiting', 1, :then, :then, '')",
          {{"id", Uuid::fresh()}, {"then", std::string("2026-01-01T00:00:00.000Z")}});
    return {};
  }));
  EXPECT_EQ(found(settings(), "mails wait since 2026-01-01"), Level::wrong);
}

TEST_F(Doctor, ReadsTheOptions) {
  install();
  EXPECT_EQ(found(settings(), "public-address is empty"), Level::doubtful);
  EXPECT_EQ(found(settings({{"public-address", "http://samloft.example.no"}}), "not https"), Level::wrong);
  EXPECT_EQ(found(settings({{"demo", "yes"}, {"public-address", "https://samloft.example.no"}}), "demo is on"), Level::wrong);
  EXPECT_EQ(found(settings({{"most-connections", "90000000"}}), "files may be open"), Level::doubtful);
}

TEST_F(Doctor, LooksIntoTheFileOfLeakedPasswords) {
  install();
  const fs::path list = folder / "leaked.txt";
  EXPECT_EQ(found(settings(), "leaked-passwords is empty"), Level::doubtful);
  const Settings named = settings({{"leaked-passwords", list.string()}});
  EXPECT_EQ(found(named, "cannot be opened: No such file"), Level::wrong);
  std::ofstream(list) << "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:2\n000000005AD76BD555C1D6D771DE417A4B87E4B4:1\n";
  EXPECT_EQ(found(named, "is not in order"), Level::wrong);
  std::ofstream(list) << "000000005AD76BD555C1D6D771DE417A4B87E4B4:1\n5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:2\n";
  EXPECT_EQ(found(named, "are looked up in"), Level::fine);
}

}  // namespace
}  // namespace samloft::app

// The binary's commands, run as a person would run them.

#include "commands.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "access/accounts.h"
#include "access/second_factor.h"
#include "base/id.h"
#include "compose.h"
#include "signing.h"

namespace samloft::app {
namespace {

class Commands : public ::testing::Test {
 protected:
  Commands() : folder(std::filesystem::temp_directory_path() / ("samloft_" + Uuid::fresh().text())) {}
  ~Commands() override { std::filesystem::remove_all(folder); }

  // Exit status; what was printed is in `out` and `complaint`.
  int run_with(std::vector<std::string> words) {
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int status = run_aloud(std::move(words));
    out = ::testing::internal::GetCapturedStdout();
    complaint = ::testing::internal::GetCapturedStderr();
    return status;
  }
  int run_aloud(std::vector<std::string> words) {
    words.insert(words.begin(), "samloft");
    words.insert(words.end(), {"--data", folder.string()});
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    return run(static_cast<int>(arguments.size()), arguments.data());
  }
  std::string file(const std::string& text) {
    std::filesystem::create_directories(folder);
    const auto path = folder / (Uuid::fresh().text() + ".json");
    std::ofstream(path) << text;
    return path.string();
  }

  std::filesystem::path folder;
  std::string out, complaint;
};

const std::string kExample = std::string(SAMLOFT_SOURCE) + "/examples/kristiansand";

TEST_F(Commands, AreListedWhenNoneFits) {
  EXPECT_EQ(run_with({"dance"}), 2);
  EXPECT_NE(out.find("import"), std::string::npos);
}

TEST_F(Commands, RefuseAnUnknownOption) {
  EXPECT_EQ(run_with({"config", "--prot", "80"}), 1);
  EXPECT_NE(complaint.find("prot"), std::string::npos);
}

TEST_F(Commands, ShowOptionsWithoutSecrets) {
  EXPECT_EQ(run_with({"config", "--smtp-password", "hemmelig"}), 0);
  EXPECT_EQ(out.find("hemmelig"), std::string::npos);
  EXPECT_NE(out.find("port = \"8080\"  # default"), std::string::npos);
}

// In a process of its own: serving changes how signals are taken.
TEST_F(Commands, DoNotServeWhenTheFileOfLeakedPasswordsIsNone) {
  const auto serve = [&] {
    try {
      run_aloud({"serve", "--port", "0", "--leaked-passwords", file("password\n")});
    } catch (const std::exception& broken) {
      std::cerr << broken.what();
      std::exit(1);
    }
  };
  EXPECT_EXIT(serve(), ::testing::ExitedWithCode(1), "has no line with a hash at byte 0");
}

TEST_F(Commands, WriteAConfigFile) {
  EXPECT_EQ(run_with({"config-file", "--port", "81"}), 0);
  EXPECT_NE(out.find("\nport = 81\n"), std::string::npos) << out;
  EXPECT_NE(out.find("\n#workers = 8\n"), std::string::npos) << out;
}

TEST_F(Commands, ImportTheExampleAndExportItAgain) {
  ASSERT_EQ(run_with({"import", kExample, "--dry-run"}), 0) << complaint;
  EXPECT_EQ(run_with({"partnerships"}), 0);
  EXPECT_EQ(out, "");
  ASSERT_EQ(run_with({"import", kExample}), 0) << complaint;
  ASSERT_EQ(run_with({"partnerships"}), 0);
  EXPECT_NE(out.find("kristiansand"), std::string::npos);
  ASSERT_EQ(run_with({"export"}), 0);
  EXPECT_NE(out.find("samloft-partnership"), std::string::npos);
  ASSERT_EQ(run_with({"check"}), 0);
  EXPECT_NE(out.find("whole"), std::string::npos);
}

TEST_F(Commands, BringBackOnlyWhatTheKnownKeySigned) {
  const std::string copies = (folder / "copies").string();
  ASSERT_EQ(run_with({"import", kExample}), 0) << complaint;
  ASSERT_EQ(run_with({"backup", copies}), 0) << complaint;
  const std::string backup = std::filesystem::directory_iterator(copies)->path().string();
  const std::string strange = file(PublicKey(std::array<unsigned char, 32>{}).pem());
  ASSERT_EQ(run_with({"public-key"}), 0);
  const std::string known = file(out);
  for (const std::string& wrong : {strange, kExample, std::string()}) {
    EXPECT_EQ(run_with({"check-backup", backup, "--signed-by=" + wrong}), 1) << wrong;
    EXPECT_EQ(run_with({"restore", backup, "--signed-by=" + wrong}), 1) << wrong;
    EXPECT_NE(complaint.find("key"), std::string::npos) << complaint;
  }
  EXPECT_EQ(run_with({"check-backup"}), 2);
  EXPECT_EQ(run_with({"check-backup", backup}), 0) << complaint;
  EXPECT_NE(out.find("signed by "), std::string::npos) << out;
  EXPECT_EQ(run_with({"check-backup", backup, "--signed-by", known}), 0) << complaint;
}

TEST_F(Commands, TellEveryErrorOfAFileWithItsPointer) {
  const std::string wrong = file(R"({"format": "samloft-partnership", "version": 1,
    "partnership": {"id": "@a", "slug": "a", "name": "A"},
    "districts": [{"id": "@d", "name": 7}, {"id": "@e", "nam": "Øst"}]})");
  EXPECT_EQ(run_with({"import", wrong, "--dry-run"}), 1);
  EXPECT_NE(complaint.find("/districts/0/name"), std::string::npos) << complaint;
  EXPECT_NE(complaint.find("/districts/1/nam"), std::string::npos) << complaint;
}

TEST_F(Commands, RefuseAFileThatIsTooDeep) {
  const std::string deep = file(std::string(10'000, '[') + std::string(10'000, ']'));
  EXPECT_EQ(run_with({"import", deep}), 1);
  EXPECT_EQ(run_with({"partnerships"}), 0);
  EXPECT_EQ(out, "");
}

TEST_F(Commands, GiveTheFirstUserAWayIn) {
  ASSERT_EQ(run_with({"import", kExample}), 0) << complaint;
  EXPECT_EQ(run_with({"user", "kristiansand", "nobody@example.no"}), 1);
  ASSERT_EQ(run_with({"user", "kristiansand", "turid.myrland@kristiansand.example",
                      "--public-address", "https://samloft.example.no"}), 0);
  EXPECT_TRUE(out.starts_with("https://samloft.example.no/link/")) << out;
}

TEST_F(Commands, TakeSecondFactorsAwayAndTellByMail) {
  EXPECT_EQ(run_with({"second-factor"}), 2);
  EXPECT_EQ(run_with({"second-factor", "reset"}), 2);
  EXPECT_EQ(run_with({"second-factor", "reset", "nobody@example.no"}), 1);
  EXPECT_NE(complaint.find("nobody@example.no"), std::string::npos);
  ASSERT_EQ(run_with({"import", kExample, "--demo"}), 0) << complaint;
  ASSERT_EQ(run_with({"second-factor", "reset", "Turid.Myrland@kristiansand.example"}), 0)
      << complaint;
  Installation installation(*Settings::gather({{"data", folder.string()}}, ""));
  EXPECT_EQ(installation.registry().read([](db::Connection& r) {
    return r.number("SELECT count(*) FROM mail_outbox");
  }), 1);
}

TEST_F(Commands, EndSessionsCloseAndOpenAccounts) {
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"account"}, {"account", "close"},
                                                {"account", "delete", "a@b.example"}})
    EXPECT_EQ(run_with(wrong), 2);
  EXPECT_EQ(run_with({"account", "close", "nobody@example.no"}), 1);
  EXPECT_NE(complaint.find("nobody@example.no"), std::string::npos);
  ASSERT_EQ(run_with({"import", kExample, "--demo"}), 0) << complaint;
  const std::string mail = "turid.myrland@kristiansand.example";
  const auto opened = [&](bool one) {  // how many sessions there are, after opening another
    Installation installation(*Settings::gather({{"data", folder.string()}}, ""));
    return *installation.registry().write([&](db::Connection& r) -> Result<std::int64_t> {
      if (one) access::open_session(r, access::account_by_mail(r, mail)->id, Instant::now());
      return r.number("SELECT count(*) FROM session");
    });
  };
  EXPECT_EQ(opened(true), 1);
  ASSERT_EQ(run_with({"account", "sign-out", "Turid.Myrland@kristiansand.example"}), 0) << complaint;
  EXPECT_EQ(opened(true), 1) << "the one before is gone, and others may follow";
  ASSERT_EQ(run_with({"account", "close", mail}), 0) << complaint;
  EXPECT_EQ(opened(false), 0);
  EXPECT_EQ(run_with({"user", "kristiansand", mail}), 1);
  EXPECT_NE(complaint.find("samloft account open"), std::string::npos) << complaint;
  ASSERT_EQ(run_with({"account", "open", mail}), 0) << complaint;
  EXPECT_EQ(run_with({"user", "kristiansand", mail}), 0);
  Installation installation(*Settings::gather({{"data", folder.string()}}, ""));
  installation.registry().read([&](db::Connection& r) {
    std::vector<access::Happening> noted;
    for (const auto& one : access::newest_happenings(r, access::account_by_mail(r, mail)->id, 9))
      noted.push_back(one.what);
    EXPECT_EQ(noted, (std::vector{access::Happening::account_opened, access::Happening::account_closed,
                                  access::Happening::sessions_ended}));
    EXPECT_EQ(r.number("SELECT count(*) FROM mail_outbox"), 2) << "who is kept out gets no mail";
    return 0;
  });
}

TEST_F(Commands, TakeANewKeyOnlyWhenTold) {
  const std::string first(64, 'a'), second(64, 'b');
  const auto fits = [&](const std::string& key) {
    Installation installation(*Settings::gather({{"data", folder.string()}, {"secret-key", key}}, ""));
    return *installation.registry().write([&](db::Connection& r) -> Result<bool> {
      return access::fits_secret_key(r, installation.secret_key());
    });
  };
  EXPECT_TRUE(fits(first));
  EXPECT_FALSE(fits(second));
  EXPECT_FALSE(std::filesystem::exists(folder / "secret.key")) << "the option decides";
  ASSERT_EQ(run_with({"second-factor", "new-key", "--secret-key", second}), 0) << complaint;
  EXPECT_TRUE(fits(second));
  EXPECT_FALSE(fits(first));
  ASSERT_EQ(run_with({"second-factor", "new-key"}), 0) << complaint;
  EXPECT_TRUE(std::filesystem::exists(folder / "secret.key"));
}

}  // namespace
}  // namespace samloft::app

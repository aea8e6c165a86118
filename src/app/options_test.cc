// Options from all their sources.

#include "options.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/id.h"
#include "base/texts.h"

namespace samloft::app {
namespace {

std::string file_with(const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / ("samloft_" + Uuid::fresh().text() + ".toml");
  std::ofstream(path) << text;
  return path.string();
}

TEST(Options, HaveADefaultAndSayWhereAValueComesFrom) {
  const auto settings = Settings::gather({}, "");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->number("port"), 8080);
  EXPECT_EQ(settings->setting("port").source, "default");
}

TEST(Options, WinInTheOrderFileEnvironmentCommandLine) {
  const std::string file = file_with("port = 1\nworkers = 1\ndemo = true\n");
  setenv("SAMLOFT_PORT", "2", 1);
  setenv("SAMLOFT_WORKERS", "2", 1);
  const auto settings = Settings::gather({{"port", "3"}}, file);
  unsetenv("SAMLOFT_PORT");
  unsetenv("SAMLOFT_WORKERS");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->number("port"), 3);
  EXPECT_EQ(settings->number("workers"), 2);
  EXPECT_EQ(settings->setting("workers").source, "SAMLOFT_WORKERS");
  EXPECT_TRUE(settings->yes("demo"));
}

TEST(Options, RefuseUnknownNamesAndWrongValues) {
  EXPECT_FALSE(Settings::gather({{"prot", "80"}}, ""));
  EXPECT_FALSE(Settings::gather({{"port", "eighty"}}, ""));
  EXPECT_FALSE(Settings::gather({{"port", "-1"}}, ""));
  EXPECT_TRUE(Settings::gather({{"port", "0"}}, ""));
  EXPECT_FALSE(Settings::gather({{"workers", "0"}}, "")) << "nobody would answer";
  EXPECT_FALSE(Settings::gather({{"demo", "perhaps"}}, ""));
  EXPECT_FALSE(Settings::gather({{"two-factor", "perhaps"}}, ""));
  EXPECT_FALSE(Settings::gather({{"secret-key", "hemmelig"}}, ""));
  EXPECT_TRUE(Settings::gather({{"secret-key", std::string(64, 'a')}, {"two-factor", "optional"}}, ""));
  EXPECT_TRUE(Settings::gather({{"two-factor", "everyone"}}, ""));
  EXPECT_TRUE(Settings::gather({{"two-factor", "leaders"}}, ""));
  EXPECT_FALSE(Settings::gather({}, file_with("prot = 80\n")));
  EXPECT_FALSE(Settings::gather({}, file_with("port = = 80\n")));
}

TEST(Options, KeepSecretsOutOfMessages) {
  const auto settings = Settings::gather({{"smtp-password", "hemmelig"}, {"port", "x"}}, "");
  ASSERT_FALSE(settings);
  EXPECT_EQ(Texts()(settings.error().message).find("hemmelig"), std::string::npos);
  const auto key = Settings::gather({{"secret-key", "hemmelig"}}, "");
  ASSERT_FALSE(key);
  EXPECT_EQ(Texts()(key.error().message).find("hemmelig"), std::string::npos);
}

TEST(Options, MakeAConfigFileThatExplainsEachAndPutsNoneInForce) {
  const std::string text = config_file(*Settings::gather({}, ""));
  for (const Option& option : kOptions) {
    EXPECT_NE(text.find("# " + std::string(option.help) + "\n"), std::string::npos) << option.name;
    EXPECT_NE(text.find("\n#" + std::string(option.name) + " = "), std::string::npos) << option.name;
  }
  EXPECT_NE(text.find("(whole number, default 8080)\n#port = 8080\n"), std::string::npos) << text;
  EXPECT_NE(text.find("(text, default \"data\")\n#data = \"data\"\n"), std::string::npos) << text;
  EXPECT_NE(text.find("(true or false, default false)\n#demo = false\n"), std::string::npos);
  const auto read = Settings::gather({}, file_with(text));
  ASSERT_TRUE(read);
  for (const Option& option : kOptions) EXPECT_EQ(read->setting(option.name).source, "default");
}

// Every line of the file can be put in force as it stands.
TEST(Options, OfTheConfigFileAreReadAgainWhenNoLongerCommentedOut) {
  std::string text = config_file(*Settings::gather({}, ""));
  for (const Option& option : kOptions) {
    const auto at = text.find("\n#" + std::string(option.name) + " = ");
    ASSERT_NE(at, std::string::npos);
    text.erase(at + 1, 1);
  }
  const std::string file = file_with(text);
  const auto read = Settings::gather({}, file);
  ASSERT_TRUE(read) << Texts()(read.error().message);
  for (const Option& option : kOptions) {
    EXPECT_EQ(read->setting(option.name).source, file) << option.name;
    EXPECT_EQ(read->text(option.name), option.otherwise);
  }
}

TEST(Options, OfTheConfigFileKeepWhatWasGivenButNoSecret) {
  const std::string mad = "Sam \"løft\" \\ <post@example.no>";
  const std::string text = config_file(
      *Settings::gather({{"port", "81"}, {"mail-from", mad}, {"demo", "yes"}, {"smtp-password", "hemmelig"}}, ""));
  EXPECT_EQ(text.find("hemmelig"), std::string::npos);
  const auto read = Settings::gather({}, file_with(text));
  ASSERT_TRUE(read) << Texts()(read.error().message);
  EXPECT_EQ(read->number("port"), 81);
  EXPECT_EQ(read->text("mail-from"), mad);
  EXPECT_TRUE(read->yes("demo"));
  EXPECT_EQ(read->text("smtp-password"), "");
}

}  // namespace
}  // namespace samloft::app

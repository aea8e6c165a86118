// Backups of a whole installation on both engines: what is refused first, then that all comes back.

#include "backup.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <thread>

#include "exchange.h"
#include "records/audit.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;

class Backups : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && std::getenv("SAMLOFT_TEST_POSTGRES") == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    if (GetParam() == db::Engine::postgres) drop_schemas();
    installation = std::make_unique<Installation>(settings("here"));
    import("fjordby");
    import("sundet");
  }
  void TearDown() override {
    installation.reset();
    if (GetParam() == db::Engine::postgres && !IsSkipped()) drop_schemas();
    fs::remove_all(folder);
  }
  Settings settings(const std::string& place) {
    std::vector<std::pair<std::string, std::string>> options{{"data", (folder / place).string()}};
    if (GetParam() == db::Engine::postgres)
      options.emplace_back("database", std::getenv("SAMLOFT_TEST_POSTGRES"));
    return *Settings::gather(options, "");
  }
  void import(const std::string& slug) {
    const auto imported = import_document(
        *installation, R"({"format":"samloft-partnership","version":1,"partnership":{"id":"@)" + slug +
                           R"(","slug":")" + slug + R"(","name":"Prøve"},"districts":[{"id":"@d","name":"Sør"}]})",
        Rehearsal::no);
    ASSERT_TRUE(imported);
  }
  access::Partnership named(Installation& from, const std::string& slug) {
    return *from.registry().read([&](db::Connection& r) { return access::partnership_by_slug(r, slug); });
  }
  std::string exported(Installation& from, const std::string& slug) {
    return export_document(from, named(from, slug));
  }
  // PostgreSQL keeps all in one database: what was there must go before it can come back.
  void drop_schemas() {
    db::Database database({db::Engine::postgres, std::getenv("SAMLOFT_TEST_POSTGRES"), "public"});
    const auto names = database.read([](db::Connection& db) {
      return db.rows<std::string>("SELECT schema_name FROM information_schema.schemata "
                                  "WHERE schema_name = 'samloft_registry' OR schema_name LIKE 'samloft_p!_%' ESCAPE '!'");
    });
    for (const auto& [name] : names) {
      const std::string drop = "DROP SCHEMA \"" + name + "\" CASCADE";
      ASSERT_TRUE(database.write([&](db::Connection& db) -> Result<void> {
        db.script(drop);
        return {};
      }));
    }
  }
  // Where a backup goes back to: elsewhere for SQLite, to the emptied database for PostgreSQL.
  Settings elsewhere() {
    if (GetParam() == db::Engine::postgres) {
      installation.reset();
      drop_schemas();
    }
    return settings("there");
  }
  Result<std::string> backed_up(const std::optional<std::string>& slug = std::nullopt) {
    return back_up(settings("here"), slug, (folder / "copies").string(), now, [](const std::string&) {});
  }
  Result<int> restored(const Settings& to, const std::string& from,
                       const std::optional<std::string>& slug = std::nullopt,
                       const std::optional<PublicKey>& signer = std::nullopt) {
    return restore(to, from, slug, signer, [](const std::string&) {});
  }
  static std::string text_in(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
  }
  PublicKey own_key() { return SigningKey::of(settings("here")).open(); }

  const fs::path folder = fs::temp_directory_path() / ("samloft_" + Uuid::fresh().text());
  const Instant now{1795572000000};
  std::unique_ptr<Installation> installation;
};

TEST_P(Backups, AreNotMadeOfWhatIsNotThere) {
  EXPECT_FALSE(backed_up("nordby"));
  EXPECT_FALSE(fs::exists(folder / "copies"));
}

TEST_P(Backups, AreNeverRestoredOverAnything) {
  const auto made = backed_up();
  ASSERT_TRUE(made);
  import("nesset");
  const auto refused = restored(settings("here"), *made);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::conflict);
  EXPECT_TRUE(installation->registry().read([](db::Connection& r) { return access::partnership_by_slug(r, "nesset"); }));
}

TEST_P(Backups, AreRefusedWhenAByteHasChanged) {
  const auto made = backed_up();
  ASSERT_TRUE(made);
  for (const auto& file : fs::directory_iterator(*made)) {
    if (file.path().filename() == "manifest.json") continue;
    std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(50);
    const char was = static_cast<char>(bytes.get());
    bytes.seekp(50);
    bytes.put(static_cast<char>(was ^ 1));
    bytes.close();
    const Settings to = settings("refused");
    EXPECT_FALSE(restored(to, *made)) << file.path();
    EXPECT_FALSE(fs::exists(folder / "refused")) << file.path();
    std::fstream mended(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    mended.seekp(50);
    mended.put(was);
  }
}

TEST_P(Backups, AreRefusedWhenTheManifestLeadsElsewhere) {
  const auto made = backed_up();
  ASSERT_TRUE(made);
  // One of before there were signatures, which names no key.
  const std::string manifest = std::regex_replace(text_in(fs::path(*made) / "manifest.json"),
                                                  std::regex("\\s*\"signed_by\": \"[^\"]*\","), "");
  fs::remove(fs::path(*made) / "manifest.sig");
  for (const auto& [from, to] : {std::pair{"\"file\": \"", "\"file\": \"../"}, {"samloft-backup", "something"},
                                 {"\"version\": 1", "\"version\": 2"}, {"\"name\": \"registry\"", "\"name\": \"regist\""}}) {
    std::string changed = manifest;
    ASSERT_NE(changed.find(from), std::string::npos) << from;
    changed.replace(changed.find(from), std::string(from).size(), to);
    std::ofstream(fs::path(*made) / "manifest.json") << changed;
    EXPECT_FALSE(restored(settings("refused"), *made)) << to;
    EXPECT_FALSE(fs::exists(folder / "refused"));
  }
  std::ofstream(fs::path(*made) / "manifest.json") << manifest;
  EXPECT_TRUE(check_backup(*made, std::nullopt, [](const std::string&) {}));
}

// Whoever can write where backups lie makes file and manifest fit each other; the signature they cannot make.
TEST_P(Backups, AreRefusedWhenTheManifestWasChanged) {
  const auto made = backed_up();
  ASSERT_TRUE(made);
  const fs::path manifest = fs::path(*made) / "manifest.json", signature = fs::path(*made) / "manifest.sig";
  const std::string text = text_in(manifest), signed_as = text_in(signature);
  const auto is_refused = [&](const std::optional<PublicKey>& signer) {
    const bool refused = !restored(settings("refused"), *made, std::nullopt, signer) &&
                         !check_backup(*made, signer, [](const std::string&) {});
    EXPECT_FALSE(fs::exists(folder / "refused"));
    return refused;
  };
  for (const char* field : {"\"made_at\": \"", "\"signed_by\": \"", "\"slug\": \"", "\"blake2b\": \""}) {
    std::string changed = text;
    char& letter = changed[changed.find(field) + std::string(field).size()];
    letter = letter == '1' ? '2' : '1';
    std::ofstream(manifest) << changed;
    EXPECT_TRUE(is_refused(std::nullopt)) << field;
    EXPECT_TRUE(is_refused(own_key())) << field;
  }
  std::ofstream(manifest) << text;
  for (const std::string& forged : {std::string(), std::string(64, 'x'), signed_as + "x"}) {
    std::ofstream(signature) << forged;
    EXPECT_TRUE(is_refused(std::nullopt)) << forged.size();
    EXPECT_TRUE(is_refused(own_key())) << forged.size();
  }
  fs::remove(signature);
  EXPECT_TRUE(is_refused(std::nullopt));
  // Without key and signature it looks like one of old, and only who knows the key sees it.
  std::ofstream(manifest) << std::regex_replace(text, std::regex("\\s*\"signed_by\": \"[^\"]*\","), "");
  EXPECT_TRUE(is_refused(own_key()));
  std::ofstream(manifest) << text;
  std::ofstream(signature) << signed_as;
  EXPECT_TRUE(check_backup(*made, own_key(), [](const std::string&) {}));
}

TEST_P(Backups, OfAnotherKeyAreRefusedByWhoKnowsTheRightOne) {
  const PublicKey known = own_key();
  fs::remove(folder / "here" / "root.key");
  const auto made = backed_up();
  ASSERT_TRUE(made);
  EXPECT_FALSE(restored(settings("refused"), *made, std::nullopt, known));
  EXPECT_FALSE(fs::exists(folder / "refused"));
  const Settings to = elsewhere();
  EXPECT_TRUE(restored(to, *made, std::nullopt, own_key()));
}

TEST_P(Backups, BringEverythingBack) {
  const std::string fjordby = exported(*installation, "fjordby"), sundet = exported(*installation, "sundet");
  ASSERT_TRUE(installation->registry().write([](db::Connection& r) -> Result<void> {
    access::ensure_account(r, "turid@samloft.example", "Turid Prøve", Language::bokmal, Instant::now());
    return {};
  }));
  const auto made = backed_up();
  ASSERT_TRUE(made);
  EXPECT_EQ(fs::path(*made).filename(), "samloft-2026-11-25T020000Z");
  const Settings to = elsewhere();
  const auto back = restored(to, *made);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, 3);
  Installation there(to);
  EXPECT_EQ(exported(there, "fjordby"), fjordby);
  EXPECT_EQ(exported(there, "sundet"), sundet);
  EXPECT_TRUE(there.registry().read([](db::Connection& r) { return access::account_by_mail(r, "turid@samloft.example"); }));
  for (const char* slug : {"fjordby", "sundet"}) {
    const auto audit = there.open(named(there, slug))->read([&](db::Connection& db) { return records::audit(db, there.kinds()); });
    EXPECT_EQ(audit.records, 1);
    EXPECT_EQ(audit.broken, std::nullopt);
    EXPECT_TRUE(audit.deviations.empty());
  }
}

TEST_P(Backups, BringOnePartnershipBack) {
  const std::string sundet = exported(*installation, "sundet");
  const auto made = backed_up("sundet");
  ASSERT_TRUE(made);
  const Settings to = elsewhere();
  EXPECT_FALSE(restored(to, *made, "fjordby"));
  ASSERT_TRUE(restored(to, *made));
  Installation there(to);
  EXPECT_EQ(exported(there, "sundet"), sundet);
  EXPECT_EQ(there.registry().read(access::partnerships).size(), 1u);
}

// Districts come all the time while the copy is made; it holds those of one moment, journal and all.
TEST_P(Backups, AreWholeWhileOthersWrite) {
  std::atomic<bool> enough = false;
  std::atomic<int> written = 0;
  std::thread writer([&] {
    const auto database = installation->open(named(*installation, "fjordby"));
    const records::Kind& kind = *installation->kinds().by_name("district");
    const Viewer viewer = Viewer::command_line();
    while (!enough) {
      ASSERT_TRUE(database->write([&](db::Connection& db) -> Result<void> {
        records::Work work{db, installation->kinds(), viewer, Instant::now(), {}};
        const auto district = kind.make();
        class Named final : public SomeFields {
         public:
          void text(const Field& field, std::string& value) override {
            if (field.name == "name") value = "Bydel " + Uuid::fresh().text();
          }
        } naming;
        district->describe(naming);
        TRY(records::create(work, kind, *district));
        return {};
      }));
      ++written;
    }
  });
  while (written < 20) std::this_thread::yield();
  const auto made = backed_up();
  enough = true;
  writer.join();
  ASSERT_TRUE(made);
  const Settings to = elsewhere();
  ASSERT_TRUE(restored(to, *made));
  Installation there(to);
  const auto audit = there.open(named(there, "fjordby"))->read([&](db::Connection& db) { return records::audit(db, there.kinds()); });
  EXPECT_GE(audit.records, 21);
  EXPECT_EQ(audit.broken, std::nullopt);
  EXPECT_TRUE(audit.deviations.empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Backups,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::app

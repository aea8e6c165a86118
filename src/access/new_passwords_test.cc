// New passwords: who asks for a link to make one, and which cannot be chosen.

#include <filesystem>
#include <fstream>

#include "access/gate_for_tests.h"

namespace samloft::access {
namespace {

class NewPasswords : public Gate {
 protected:
  std::int64_t rows_of(const std::string& table) {
    return registry->read([&](auto& r) { return r.number("SELECT count(*) FROM " + table); });
  }
  std::string link_for_kari() {
    std::string link;
    in_registry([&](auto& r) { link = "/link/" + make_link(r, kari, LinkKind::reset, now); });
    return link;
  }
};

TEST_P(NewPasswords, CostTheSameWritesWhoeverAsksForThem) {
  const Uuid ola = somebody("ola@fjordby.example", fjordby, {Role::staff});
  in_registry([&](auto& r) { close_account(r, ola); });
  Browser browser = guest();
  std::int64_t asked = 0;
  for (const char* mail : {"ukjent@fjordby.example", "ola@fjordby.example", "kari@fjordby.example", "", "%"}) {
    EXPECT_EQ(browser.post("/password", "mail=" + web::encode_percent(mail)).status, 200);
    EXPECT_EQ(rows_of("wanted_link"), ++asked) << mail;
    EXPECT_EQ(rows_of("one_time_link"), 0) << mail;
  }
  EXPECT_TRUE(mails.empty());
  send_links();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails.front().to, "kari@fjordby.example");
  EXPECT_EQ(rows_of("one_time_link"), 1);
  EXPECT_EQ(rows_of("wanted_link"), 0) << "nothing is kept of who asked";
  send_links();
  EXPECT_EQ(mails.size(), 1u);
}

TEST_P(NewPasswords, AreMailedOnceToWhoAsksTwice) {
  Browser browser = guest();
  for (int i = 0; i < 2; ++i) browser.post("/password", "mail=kari@fjordby.example");
  send_links();
  ASSERT_EQ(mails.size(), 1u);
  const std::string& text = mails.front().text;
  EXPECT_EQ(browser.get(text.substr(text.find("/link/"), 6 + 64)).status, 200);
}

TEST_P(NewPasswords, AreNoneThatWereStolenElsewhere) {
  const auto list = std::filesystem::temp_directory_path() / ("samloft_leaked_" + Uuid::fresh().text());
  const Sha1 hash = sha1_of("et helt nytt passord");
  std::ofstream(list) << to_hex(hash.data(), hash.size()) << ":3\r\n";
  site->refuse_leaked(LeakedPasswords(list.string()));
  std::filesystem::remove(list);
  const std::string link = link_for_kari();
  Browser browser = guest();
  const auto refused = browser.post(link, "password=" + web::encode_percent("et helt nytt passord"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "kjent fra lekkasjer"));
  EXPECT_EQ(sessions(), 0);
  EXPECT_EQ(browser.post(link, "password=" + web::encode_percent("et helt nytt passord!")).status, 303);
}

INSTANTIATE_TEST_SUITE_P(Engines, NewPasswords,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::access

// New passwords: which cannot be chosen.

#include <filesystem>
#include <fstream>

#include "access/gate_for_tests.h"

namespace samloft::access {
namespace {

class NewPasswords : public Gate {
 protected:
  std::string link_for_kari() {
    std::string link;
    in_registry([&](auto& r) { link = "/link/" + make_link(r, kari, LinkKind::reset, now); });
    return link;
  }
};

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

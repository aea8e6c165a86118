// Needs from an employee's phone to an order that is minuted, over real pages, past those who may not.

#include "installation_for_tests.h"
#include "mail/mail.h"
#include "needs/needs.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

std::string encoded_fields(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string body;
  for (const auto& [name, value] : fields)
    body += (body.empty() ? "" : "&") + name + "=" + web::encode_percent(value);
  return body;
}

class NeedsWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test.emplace(GetParam());
    partnership = test->import_example("hjemme");
  }
  Browser somebody(Role role) { return test->somebody(partnership, role); }
  static bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
  static std::string address_of(const web::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Location") return value.substr(0, value.find('?'));
    return "";
  }
  std::string report(Browser& who, const std::string& title, const std::string& description) {
    const std::string id = Uuid::fresh().text();
    const auto sent = who.post("/hjemme/my-needs", encoded_fields({{"id", id},
                                                            {"title", title},
                                                            {"description", description},
                                                            {"kind", "challenge"},
                                                            {"passage", ""}}));
    EXPECT_EQ(sent.status, 303) << sent.body;
    return id;
  }
  std::optional<TestInstallation> test;
  access::Partnership partnership;
};

TEST_P(NeedsWalk, GoesFromAPhoneToAnOrder) {
  Browser staff = somebody(Role::staff), coordinator = somebody(Role::coordinator);
  Browser leader = somebody(Role::owner_leader), auditor = somebody(Role::auditor);
  const std::string words = "Vi trenger språk. Нам нужна помощь. نحتاج إلى المساعدة.";
  const std::string one = report(staff, "Språk i lek", words);
  const std::string two = report(staff, "Språk og lek ute", words);
  EXPECT_TRUE(holds(coordinator.get("/hjemme/needs/" + one).body, words));
  EXPECT_EQ(staff.post("/hjemme/needs/" + one + "/merging", "need=" + two).status, 404);
  const auto nothing = coordinator.post("/hjemme/needs/" + one + "/merging", "into=this");
  EXPECT_EQ(nothing.status, 422);
  ASSERT_EQ(coordinator.post("/hjemme/needs/" + one + "/merging", "into=this&need=" + two).status, 303);
  EXPECT_TRUE(holds(staff.get("/hjemme/my-needs").body, "Samlet i"));
  const auto made = leader.post("/hjemme/rounds", encoded_fields({{"id", Uuid::fresh().text()},
                                                           {"version", "0"},
                                                           {"title", "Prioritering 2027"},
                                                           {"purpose", ""},
                                                           {"needs", one}}));
  ASSERT_EQ(made.status, 303) << made.body;
  const std::string round = address_of(made);
  const std::string round_id = round.substr(round.rfind('/') + 1);
  ASSERT_EQ(leader.post("/hjemme/yardsticks", encoded_fields({{"id", Uuid::fresh().text()},
                                                       {"version", "0"},
                                                       {"round", round_id},
                                                       {"place", "1"},
                                                       {"title", "Haster"},
                                                       {"weight", "1"},
                                                       {"explanation", ""}})).status, 303);
  EXPECT_EQ(auditor.post(round + "/ballot", "p-" + one + "-1=3").status, 404);
  EXPECT_EQ(leader.post(round + "/ballot", "p-" + one + "-1=9").status, 422);
  ASSERT_EQ(leader.post(round + "/ballot", "p-" + one + "-1=3").status, 303);
  ASSERT_EQ(coordinator.post(round + "/ballot", "p-" + one + "-1=4").status, 303);
  EXPECT_TRUE(holds(coordinator.get(round).body, "3,50"));
  ASSERT_EQ(leader.post(round + "/closing", "").status, 303);
  const std::string body = (*test)->open(partnership)->read([&](db::Connection& db) {
    return records::choices(db, (*test)->kinds(), Viewer::command_line(), "body", 9).front().id.text();
  });
  const auto refused = leader.post(round + "/decision", encoded_fields({{"place-" + one, "øverst"},
                                                                  {"body", body},
                                                                  {"day", "i går"},
                                                                  {"minutes", "Sak 3"}}));
  EXPECT_EQ(refused.status, 422);
  for (const char* typed : {"øverst", "i går", "Sak 3"})
    EXPECT_TRUE(holds(refused.body, typed)) << typed << " was typed and stands";
  ASSERT_EQ(leader.post(round + "/decision", encoded_fields({{"place-" + one, "1"},
                                                      {"body", body},
                                                      {"day", "2026-01-15"},
                                                      {"minutes", "Sak 3"}})).status, 303);
  EXPECT_TRUE(holds(staff.get("/hjemme/my-needs").body, "nummer 1"));
  ASSERT_EQ(coordinator.post("/hjemme/needs/" + two + "/withdrawal", "").status, 303);
  EXPECT_FALSE(holds(coordinator.get("/hjemme/needs/" + one).body, "Samlet her"));
}

TEST_P(NeedsWalk, KeepsWhatIsTypedAndSendsItOnce) {
  Browser staff = somebody(Role::staff);
  const auto kept = staff.post("/hjemme/my-needs/typed",
                               encoded_fields({{"title", "Ro"}, {"description", "الهدوء"}}));
  EXPECT_EQ(kept.status, 200);
  EXPECT_TRUE(holds(staff.get("/hjemme/my-needs/new").body, "الهدوء"));
  EXPECT_FALSE(holds(somebody(Role::staff).get("/hjemme/my-needs/new").body, "الهدوء"))
      << "it is the typist's own";
  const auto long_title = staff.post(
      "/hjemme/my-needs",
      encoded_fields({{"id", Uuid::fresh().text()}, {"title", std::string(201, 'x')},
                      {"description", "Мы видим"}, {"kind", "competence"}}));
  EXPECT_EQ(long_title.status, 422);
  EXPECT_TRUE(holds(long_title.body, std::string(201, 'x')));
  EXPECT_TRUE(holds(long_title.body, "Мы видим"));
  const std::string id = report(staff, "Ro", "الهدوء");
  EXPECT_FALSE(holds(staff.get("/hjemme/my-needs/new").body, "الهدوء")) << "it is sent";
  EXPECT_EQ(staff.post("/hjemme/my-needs", encoded_fields({{"id", id}, {"title", "Ro"}})).status, 303);
  const std::string mine = staff.get("/hjemme/my-needs").body;
  EXPECT_EQ(mine.find("/needs/" + id), mine.rfind("/needs/" + id)) << "once";
}

TEST_P(NeedsWalk, SetsAsideWithAReasonAndSaysSo) {
  Browser staff = somebody(Role::staff), leader = somebody(Role::owner_leader);
  const std::string need = "/hjemme/needs/" + report(staff, "Nye bord", "Vi sitter tett.");
  const auto without = leader.post(need + "/state", "state=rejected&reason=+");
  EXPECT_EQ(without.status, 422);
  EXPECT_TRUE(holds(without.body, "value=\"rejected\" checked") ||
              holds(without.body, "checked value=\"rejected\"") || holds(without.body, "checked"));
  EXPECT_EQ(staff.post(need + "/state", "state=rejected&reason=Nei").status, 404);
  EXPECT_EQ(leader.post(need + "/state", "reason=Nei").status, 422) << "which of the two?";
  ASSERT_EQ(leader.post(need + "/state", encoded_fields({{"state", "rejected"},
                                                  {"reason", "Bord kjøpes av driftsmidler."}})).status, 303);
  EXPECT_TRUE(holds(staff.get("/hjemme/my-needs").body, "Bord kjøpes av driftsmidler."));
}

// A file with 1 000 needs in three alphabets: all of them come in, and come out again.
TEST_P(NeedsWalk, TakesAThousandNeedsAtOnce) {
  std::string needs;
  static const std::string kTitles[] = {"Språk ", "Язык ", "لغة "};
  for (int i = 0; i < 1000; ++i)
    needs += std::string(i ? "," : "") + R"({"id":"@mye-)" + std::to_string(i) + R"(","title":")" +
             kTitles[i % 3] + std::to_string(i) + R"(","evidence":["@kg"],"state":"submitted"})";
  const std::string document =
      R"({"format":"samloft-partnership","version":1,"partnership":{"id":"@mye","slug":"mye","name":"Mye"},)"
      R"("evidence":[{"id":"@kg","title":"Kilde","kind":"survey","year":2026}],"needs":[)" + needs + "]}";
  const auto imported = import_document(**test, document, Rehearsal::no);
  ASSERT_TRUE(imported) << (imported ? "" : imported.error().fields.front().field);
  const access::Partnership mye{imported->head.id, imported->head.slug, imported->head.name};
  Browser coordinator = test->somebody(mye, Role::coordinator);
  EXPECT_TRUE(holds(coordinator.get("/mye/needs").body, "av 1"));
  EXPECT_TRUE(holds(coordinator.get("/mye/needs?q=%D0%AF%D0%B7%D1%8B%D0%BA").body, "333"));
  for (const char* path : {"/mye/needs", "/mye/need-map", "/mye/thread", "/mye/loose-ends",
                           "/mye/involvement-gaps", "/mye/rounds/new"})
    EXPECT_EQ(coordinator.get(path).status, 200) << path;
}

INSTANTIATE_ON_BOTH_ENGINES(NeedsWalk);

}  // namespace
}  // namespace samloft::app

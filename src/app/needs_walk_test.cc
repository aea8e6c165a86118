// Needs from an employee's phone to an order that is minuted, over real pages, past those who may
// not.

#include "installation_for_tests.h"
#include "mail/mail.h"
#include "needs/needs.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

class NeedsWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test.emplace(GetParam());
    partnership = test->import_example("hjemme");
  }
  Browser somebody(Role role) { return test->somebody(partnership, role); }
  std::string report(Browser& who, const std::string& title, const std::string& description) {
    const std::string id = Uuid::fresh().text();
    const auto sent = who.post("/hjemme/my-needs", encoded({{"id", id},
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
  ASSERT_EQ(coordinator.post("/hjemme/needs/" + one + "/merging", "into=this&need=" + two).status,
            303);
  EXPECT_TRUE(holds(staff.get("/hjemme/my-needs").body, "Samlet i"));
  const auto made = leader.post("/hjemme/rounds", encoded({{"id", Uuid::fresh().text()},
                                                                  {"version", "0"},
                                                                  {"title", "Prioritering 2027"},
                                                                  {"purpose", ""},
                                                                  {"needs", one}}));
  ASSERT_EQ(made.status, 303) << made.body;
  const std::string round = location(made);
  const std::string round_id = round.substr(round.rfind('/') + 1);
  ASSERT_EQ(leader
                .post("/hjemme/yardsticks", encoded({{"id", Uuid::fresh().text()},
                                                            {"version", "0"},
                                                            {"round", round_id},
                                                            {"place", "1"},
                                                            {"title", "Haster"},
                                                            {"weight", "1"},
                                                            {"explanation", ""}}))
                .status,
            303);
  EXPECT_EQ(auditor.post(round + "/ballot", "p-" + one + "-1=3").status, 404);
  EXPECT_EQ(leader.post(round + "/ballot", "p-" + one + "-1=9").status, 422);
  ASSERT_EQ(leader.post(round + "/ballot", "p-" + one + "-1=3").status, 303);
  ASSERT_EQ(coordinator.post(round + "/ballot", "p-" + one + "-1=4").status, 303);
  EXPECT_TRUE(holds(coordinator.get(round).body, "3,50"));
  ASSERT_EQ(leader.post(round + "/closing", "").status, 303);
  const std::string body = (*test)->open(partnership)->read([&](db::Connection& db) {
    return records::choices(db, (*test)->kinds(), Viewer::command_line(), "body", 9)
        .front()
        .id.text();
  });
  const auto refused = leader.post(
      round + "/decision",
      encoded(
          {{"place-" + one, "øverst"}, {"body", body}, {"day", "i går"}, {"minutes", "Sak 3"}}));
  EXPECT_EQ(refused.status, 422);
  for (const char* typed : {"øverst", "i går", "Sak 3"})
    EXPECT_TRUE(holds(refused.body, typed)) << typed << " was typed and stands";
  ASSERT_EQ(leader
                .post(round + "/decision", encoded({{"place-" + one, "1"},
                                                           {"body", body},
                                                           {"day", "2026-01-15"},
                                                           {"minutes", "Sak 3"}}))
                .status,
            303);
  EXPECT_TRUE(holds(staff.get("/hjemme/my-needs").body, "nummer 1"));
  ASSERT_EQ(coordinator.post("/hjemme/needs/" + two + "/withdrawal", "").status, 303);
  EXPECT_FALSE(holds(coordinator.get("/hjemme/needs/" + one).body, "Samlet her"));
}

TEST_P(NeedsWalk, TakesManyNeedsAtOnceAndGivesThemBack) {
  Browser staff = somebody(Role::staff), leader = somebody(Role::unit_leader);
  Browser coordinator = somebody(Role::coordinator);
  const std::string rows = "Behov;Meldt\nMer ro;\nالهدوء;1.9.2026\nFeil;i går\n";
  for (Browser* other : {&staff, &leader}) {
    EXPECT_EQ(other->get("/hjemme/need-import").status, 404);
    EXPECT_EQ(other->post("/hjemme/need-import", encoded({{"rows", rows}})).status, 404);
  }
  EXPECT_EQ(coordinator.post("/hjemme/need-import", "rows=+").status, 422);
  const auto refused =
      coordinator.post("/hjemme/need-import", encoded({{"rows", "Behov;Karakter\nالهدوء;6\n"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "الهدوء")) << "what was pasted stands";
  const auto kept = coordinator.post("/hjemme/need-import", encoded({{"rows", rows}}));
  ASSERT_EQ(kept.status, 303) << kept.body;
  const std::string import = location(kept);
  EXPECT_TRUE(holds(coordinator.get(import).body, "«i går» er ingen dato"));
  EXPECT_EQ(staff.post(import, "").status, 404);
  EXPECT_FALSE(holds(coordinator.get("/hjemme/needs?q=Mer+ro").body, "Mer ro</a>"));
  ASSERT_EQ(coordinator.post(import, "").status, 303);
  ASSERT_EQ(coordinator.post(import, "").status, 303) << "the answer was lost, and it is sent again";
  EXPECT_TRUE(holds(coordinator.get("/hjemme/needs?q=Mer+ro").body, "Mer ro</a>"));
  EXPECT_TRUE(holds(coordinator.get(import).body, "2 behov er lagt inn."));
  EXPECT_TRUE(holds(coordinator.get(import + "/refused.csv").body, "Feil;i går"));
  ASSERT_EQ(coordinator.post(import + "/undo", "").status, 303);
  EXPECT_FALSE(holds(coordinator.get("/hjemme/needs?q=Mer+ro").body, "Mer ro</a>"));
  const auto again = coordinator.post("/hjemme/need-import", encoded({{"rows", "Nytt behov"}}));
  ASSERT_EQ(coordinator.post(location(again) + "/removal", "").status, 303);
  EXPECT_EQ(coordinator.get(location(again)).status, 404);
}

TEST_P(NeedsWalk, LetsTheProposerAddOnceTheNeedIsTakenForward) {
  Browser staff = somebody(Role::staff), coordinator = somebody(Role::coordinator);
  const std::string id = report(staff, "Mer ro", "Det er uro."), need = "/hjemme/needs/" + id;
  EXPECT_EQ(staff.get(need + "/edit").status, 200);
  ASSERT_EQ(coordinator.post(need + "/state", "state=consolidated").status, 303);
  EXPECT_EQ(staff.get(need + "/edit").status, 404);
  const auto late = staff.post(need, encoded({{"id", id},
                                              {"version", "2"},
                                              {"title", "Annet"},
                                              {"description", "نحن نرى"},
                                              {"kind", "challenge"},
                                              {"raised_role", ""}}));
  EXPECT_EQ(late.status, 422) << "who had the form open keeps what was typed";
  EXPECT_TRUE(holds(late.body, "Du kan ikke endre dette.") && holds(late.body, "نحن نرى"));
  EXPECT_TRUE(holds(coordinator.get(need).body, "Mer ro"));
  EXPECT_TRUE(holds(staff.get(need).body, "Du kan skrive en tilføyelse."));
  ASSERT_EQ(staff
                .post("/hjemme/additions", encoded({{"id", Uuid::fresh().text()},
                                                    {"version", "0"},
                                                    {"need", id},
                                                    {"text", "Også om vinteren."}}))
                .status,
            303);
  EXPECT_TRUE(holds(coordinator.get(need).body, "Også om vinteren."));
}

TEST_P(NeedsWalk, KeepsWhatIsTypedAndSendsItOnce) {
  Browser staff = somebody(Role::staff);
  const auto kept = staff.post("/hjemme/my-needs/typed",
                               encoded({{"title", "Ro"}, {"description", "الهدوء"}}));
  EXPECT_EQ(kept.status, 200);
  EXPECT_TRUE(holds(staff.get("/hjemme/my-needs/new").body, "الهدوء"));
  EXPECT_FALSE(holds(somebody(Role::staff).get("/hjemme/my-needs/new").body, "الهدوء"))
      << "it is the typist's own";
  const auto long_title =
      staff.post("/hjemme/my-needs", encoded({{"id", Uuid::fresh().text()},
                                                     {"title", std::string(201, 'x')},
                                                     {"description", "Мы видим"},
                                                     {"kind", "competence"}}));
  EXPECT_EQ(long_title.status, 422);
  EXPECT_TRUE(holds(long_title.body, std::string(201, 'x')));
  EXPECT_TRUE(holds(long_title.body, "Мы видим"));
  const std::string id = report(staff, "Ro", "الهدوء");
  EXPECT_FALSE(holds(staff.get("/hjemme/my-needs/new").body, "الهدوء")) << "it is sent";
  EXPECT_EQ(staff.post("/hjemme/my-needs", encoded({{"id", id}, {"title", "Ro"}})).status,
            303);
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
  ASSERT_EQ(leader
                .post(need + "/state", encoded({{"state", "rejected"},
                                                       {"reason", "Bord kjøpes av driftsmidler."}}))
                .status,
            303);
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
      R"("evidence":[{"id":"@kg","title":"Kilde","kind":"survey","year":2026}],"needs":[)" +
      needs + "]}";
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

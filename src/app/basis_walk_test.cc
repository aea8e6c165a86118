// A decision basis from the example to the receiver's ZIP: past those who may not, over real pages.

#include "basis/basis.h"
#include "documents/documents.h"
#include "installation_for_tests.h"
#include "needs/needs.h"
#include "records/store.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

const std::string kGrounds = "Alle tre områder var med, og **alle** er enige.";

class BasisWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test.emplace(GetParam());
    partnership = test->import_example("hjemme");
  }
  static std::string form(const std::string& id, const std::string& recipient,
                          const std::string& year, const std::string& grounds) {
    return "id=" + id + "&recipient=" + web::encode_percent(recipient) +
           "&year=" + web::encode_percent(year) + "&grounds=" + web::encode_percent(grounds);
  }
  std::string frozen(Browser& writer) {
    const auto made = writer.post("/hjemme/decision-basis",
                                  form(Uuid::fresh().text(), "Forum", "2027", kGrounds));
    EXPECT_EQ(made.status, 303) << made.body;
    return location(made);
  }
  documents::FileMade made_file() {
    const auto now = Instant::now();
    std::optional<documents::FileJob> job;
    const auto database = (*test)->open(partnership);
    EXPECT_TRUE(database->write([&](db::Connection& db) -> Result<void> {
      job = documents::claim_file(db, now);
      return {};
    }));
    if (!job) return {"", "nobody waits"};
    const auto made = documents::make_file(*job);
    EXPECT_TRUE(database->write([&](db::Connection& db) -> Result<void> {
      documents::end_file(db, *job, made, now);
      return {};
    }));
    return made;
  }
  std::optional<TestInstallation> test;
  access::Partnership partnership;
};

TEST_P(BasisWalk, IsClosedToThoseWhoMayNotFreeze) {
  Browser guest = test->guest(), stranger = test->somebody(partnership, {});
  for (Browser* one : {&guest, &stranger}) {
    EXPECT_NE(one->get("/hjemme/decision-basis").status, 200);
    EXPECT_NE(one->post("/hjemme/decision-basis", form("", "F", "2027", "x")).status, 303);
  }
  for (const Role role : {Role::staff, Role::unit_leader, Role::auditor}) {
    Browser member = test->somebody(partnership, role);
    EXPECT_EQ(member.get("/hjemme/decision-basis").status, 200);
    EXPECT_EQ(member.post("/hjemme/decision-basis", form("", "F", "2027", "x")).status, 404);
  }
}

TEST_P(BasisWalk, KeepsWhatWasTypedWhenSomethingIsWrong) {
  Browser writer = test->somebody(partnership, Role::coordinator);
  const auto refused =
      writer.post("/hjemme/decision-basis", form(Uuid::fresh().text(), "", "i fjor", kGrounds));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "i fjor"));
  EXPECT_TRUE(holds(refused.body, kGrounds));
  EXPECT_TRUE(holds(refused.body, "href=\"#recipient\""));
  EXPECT_TRUE(holds(refused.body, "href=\"#year\""));
}

TEST_P(BasisWalk, KeepsADraftForItsTypistOnly) {
  Browser guest = test->guest(), staff = test->somebody(partnership, Role::staff);
  Browser kari = test->somebody(partnership, Role::coordinator);
  Browser per = test->somebody(partnership, Role::owner_leader);
  const std::string draft = "/hjemme/decision-basis/draft", page = "/hjemme/decision-basis";
  const auto typed = [&](const std::string& grounds) { return form("", "Foru", "i f", grounds); };
  EXPECT_NE(guest.post(draft, typed("x")).status, 200);
  EXPECT_EQ(staff.post(draft, typed("x")).status, 404);
  EXPECT_FALSE(holds(kari.get(page).body, "ikke er lagret ennå"));
  const auto kept = kari.post(draft, typed("Halvferdig <b>"));
  EXPECT_EQ(kept.status, 200);
  EXPECT_TRUE(holds(kept.body, "Kladden din er tatt vare på"));
  EXPECT_EQ(kari.post(draft, typed(std::string(20'001, 'x'))).status, 422);
  const std::string seen = kari.get(page).body;
  for (const char* part : {"ikke er lagret ennå", "Halvferdig &lt;b&gt;", "value=\"Foru\"", "value=\"i f\""})
    EXPECT_TRUE(holds(seen, part)) << part;
  EXPECT_FALSE(holds(seen.substr(seen.find("id=\"now\"")), "Halvferdig")) << "what all read";
  for (Browser* other : {&per, &staff}) EXPECT_FALSE(holds(other->get(page).body, "Halvferdig"));
  frozen(per);
  EXPECT_TRUE(holds(kari.get(page).body, "Halvferdig")) << "another's freezing takes nothing away";
  frozen(kari);
  EXPECT_FALSE(holds(kari.get(page).body, "Halvferdig"));
}

TEST_P(BasisWalk, ForgetsADraftAfterAMonth) {
  Browser kari = test->somebody(partnership, Role::coordinator);
  const std::string page = "/hjemme/decision-basis";
  ASSERT_EQ(kari.post(page + "/draft", form("", "Forum", "2027", "Halvferdig")).status, 200);
  const auto seen_after = [&](std::int64_t days) {
    EXPECT_TRUE((*test)->open(partnership)->write([&](db::Connection& db) -> Result<void> {
      basis::forget_old_drafts(db, Instant{Instant::now().milliseconds + days * 24 * 60 * 60 * 1000});
      return {};
    }));
    return holds(kari.get(page).body, "Halvferdig");
  };
  EXPECT_TRUE(seen_after(29));
  EXPECT_FALSE(seen_after(31));
}

TEST_P(BasisWalk, FreezesOnceHoweverOftenItIsSent) {
  Browser writer = test->somebody(partnership, Role::coordinator);
  const std::string fields = form(Uuid::fresh().text(), "Forum", "2027", kGrounds);
  const auto first = writer.post("/hjemme/decision-basis", fields),
             second = writer.post("/hjemme/decision-basis", fields);
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(location(first), location(second));
  EXPECT_TRUE(holds(writer.get("/hjemme/decision-bases").body, "Beslutningsgrunnlag 1 (2027)"));
  EXPECT_FALSE(holds(writer.get("/hjemme/decision-bases").body, "Beslutningsgrunnlag 2"));
}

TEST_P(BasisWalk, StandsWhateverBecomesOfTheData) {
  Browser writer = test->somebody(partnership, Role::coordinator);
  Browser staff = test->somebody(partnership, Role::staff);
  const std::string address = frozen(writer);
  const std::string before = staff.get(address + "/read").body;
  ASSERT_TRUE(holds(before, "<strong>alle</strong>"));
  const auto kind = (*test)->kinds().by_name("evidence");
  const auto evidence = (*test)->open(partnership)->read([&](db::Connection& db) {
    return records::choices(db, (*test)->kinds(), Viewer::command_line(), "evidence", 1).front();
  });
  ASSERT_NE(kind, nullptr);
  ASSERT_TRUE(holds(before, evidence.heading.substr(0, evidence.heading.find(" ("))));
  ASSERT_TRUE((*test)->open(partnership)->write([&](db::Connection& db) -> Result<void> {
    needs::Evidence changed = *records::find<needs::Evidence>(db, *kind, evidence.id);
    changed.title = "Noe helt annet";
    const Viewer viewer = Viewer::command_line();
    records::Work work{db, (*test)->kinds(), viewer, Instant::now(), {}};
    return records::save(work, *kind, changed);
  }));
  EXPECT_TRUE(holds(staff.get("/hjemme/decision-basis").body, "Noe helt annet"));
  EXPECT_FALSE(holds(staff.get(address + "/read").body, "Noe helt annet"));
  EXPECT_TRUE(holds(staff.get(address + "/read?language=en").body, "Priorities"));
}

TEST_P(BasisWalk, HandsTheForumAllOfIt) {
  Browser writer = test->somebody(partnership, Role::coordinator);
  const std::string address = frozen(writer);
  EXPECT_EQ(writer.post(address + "/files", "format=exe&language=nb").status, 404);
  const auto asked = writer.post(address + "/files", "format=zip&language=nb");
  ASSERT_EQ(asked.status, 303) << asked.body;
  const auto made = made_file();
  ASSERT_EQ(made.problem, "");
  for (const char* name : {"beslutningsgrunnlag-1.pdf", "beslutningsgrunnlag-1.docx", "sources.json",
                           "content.jsonl", "readme.txt", "SHA256SUMS", "statements.jsonl",
                           "behovsmelding-01-", "behovsmelding-02-", "behovsmelding-03-"})
    EXPECT_TRUE(holds(made.bytes, name)) << name;
  const auto fetched = writer.get(location(asked) + "/content");
  EXPECT_EQ(fetched.status, 200);
  EXPECT_EQ(fetched.type, "application/zip");
  EXPECT_TRUE(fetched.body == made.bytes);
  Browser other = test->somebody(partnership, Role::owner_leader);
  EXPECT_EQ(other.get(location(asked) + "/content").status, 404) << "files are the asker's own";
}

TEST_P(BasisWalk, GivesTheSourcesToThoseWhoMayReadThemAll) {
  Browser writer = test->somebody(partnership, Role::coordinator);
  const std::string address = frozen(writer);
  Browser staff = test->somebody(partnership, Role::staff);
  EXPECT_EQ(staff.post(address + "/files", "format=zip&language=nb").status, 404);
  EXPECT_FALSE(holds(staff.get(address).body, "value=\"zip\""));
  EXPECT_EQ(staff.post(address + "/files", "format=html&language=nb").status, 303);
  Browser auditor = test->somebody(partnership, Role::auditor);
  EXPECT_TRUE(holds(auditor.get(address).body, "value=\"zip\""));
}

// The wrong ones first: in the page, in files, in the ZIP, and as it is now.
TEST_P(BasisWalk, TellsOfStatementsThoseWhoMayReadThem) {
  const std::string kTable = "Behovsmeldingene i prioritert rekkefølge", kSentence = "Behovsmeldingene står her bare";
  Browser writer = test->somebody(partnership, Role::coordinator);
  const std::string address = frozen(writer);
  for (const Role role : {Role::staff, Role::lecturer, Role::private_owner}) {
    Browser member = test->somebody(partnership, role);
    for (const std::string& page : {address + "/read", std::string("/hjemme/decision-basis")}) {
      const auto seen = member.get(page);
      ASSERT_EQ(seen.status, 200) << page;
      EXPECT_FALSE(holds(seen.body, kTable)) << page;
      EXPECT_TRUE(holds(seen.body, kSentence)) << page;
      EXPECT_TRUE(holds(seen.body, "Prioriteringer")) << page;
    }
    EXPECT_EQ(member.post(address + "/files", "format=zip&language=nb").status, 404);
    EXPECT_FALSE(holds(member.get(address).body, "value=\"zip\""));
    ASSERT_EQ(member.post(address + "/files", "format=html&language=nb").status, 303);
    const auto made = made_file();
    ASSERT_EQ(made.problem, "");
    EXPECT_FALSE(holds(made.bytes, kTable));
    EXPECT_TRUE(holds(made.bytes, kSentence));
  }
  for (const Role role : {Role::coordinator, Role::unit_leader, Role::union_representative, Role::auditor}) {
    Browser member = test->somebody(partnership, role);
    for (const std::string& page : {address + "/read", std::string("/hjemme/decision-basis")})
      EXPECT_TRUE(holds(member.get(page).body, kTable)) << page;
    ASSERT_EQ(member.post(address + "/files", "format=html&language=nb").status, 303);
    EXPECT_TRUE(holds(made_file().bytes, kTable));
  }
}

INSTANTIATE_ON_BOTH_ENGINES(BasisWalk);

}  // namespace
}  // namespace samloft::app

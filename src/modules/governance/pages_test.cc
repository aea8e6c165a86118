// The pages of governance through their real handlers: what shows, and what must not. The walk with
// its forms, mails and files is in app/meeting_walk_test.cc.

#include "access/site.h"
#include "governance_book.h"
#include "records/pages.h"
#include "world_for_tests.h"

namespace samloft::governance {
namespace {

class GovernancePages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    g = std::make_unique<Meetings>(GetParam());
    all = g->routes();
    meeting = g->meeting(Date(2026, 9, 16));
    item = g->item(meeting, "Nettverket 0–6");
    g->mark(meeting, 4);
    g->world->create("outcome", g->outcome(item, OutcomeType::decision, "PPT er med."));
    Outcome secret = g->outcome(item, OutcomeType::information, "Ei sak om en enhet");
    secret.confidential = true;
    g->world->create("outcome", secret);
    ItemNote note;
    note.item = item;
    note.text = "Bare for lederen";
    g->world->create("item_note", note);
  }
  std::string page(const std::string& below) { return g->world->get(all, "/fjordby/" + below); }
  std::string meeting_page(const std::string& below = "") { return page("meetings/" + meeting.text() + below); }
  void approve_it() {
    g->circulate_all(meeting);
    const Uuid next = g->meeting(Date(2026, 10, 21));
    g->item(next, "Sak");
    g->expect_ok(g->run([&](records::Work& work) { return call(work, next); }));
    g->be(0);
    g->expect_ok(g->run([&](records::Work& work) { return approve(work, meeting, next); }));
    g->be_coordinator();
  }
  std::unique_ptr<Meetings> g;
  std::vector<access::Route> all;
  Uuid meeting, item;
};

TEST_P(GovernancePages, AreNotThereForWhoHasNoSeat) {
  g->world->viewer.person = Uuid::fresh();
  for (const Role role : {Role::staff, Role::owner_leader, Role::university_lead, Role::lecturer}) {
    g->world->viewer.roles = {role};
    EXPECT_EQ(meeting_page(), "404");
    EXPECT_EQ(meeting_page("/read?of=minutes"), "404");
    EXPECT_EQ(page("agenda-items/" + item.text()), "404");
    EXPECT_FALSE(holds(page("meetings"), "16.09.2026"));
    EXPECT_FALSE(holds(page("decision-register"), "PPT er med."));
    EXPECT_FALSE(holds(page("search?q=PPT"), "PPT er med."));
  }
}

TEST_P(GovernancePages, ShowAMemberTheMeetingButNoNote) {
  g->be(1);
  const std::string seen = meeting_page();
  EXPECT_TRUE(holds(seen, "Nettverket 0–6"));
  EXPECT_TRUE(holds(seen, "Ei sak om en enhet"));
  EXPECT_TRUE(holds(seen, "4 av 5 med stemmerett er til stede; det kreves 3."));
  EXPECT_FALSE(holds(seen, "/call\""));
  EXPECT_FALSE(holds(meeting_page("/read?of=minutes"), "Bare for lederen"));
  EXPECT_EQ(meeting_page("/read?of=chair"), "404");
  EXPECT_EQ(page("agenda-items/" + item.text() + "/minutes"), "404");
  EXPECT_EQ(meeting_page("/attendance"), "404");
  g->be(0);
  EXPECT_TRUE(holds(meeting_page("/read?of=chair"), "Bare for lederen")) << "the chair reads it";
}

TEST_P(GovernancePages, EndWithTheSeat) {
  auto held = g->world->load<people::Holding>("holding", g->holdings[1]);
  held.valid_until = Date(2026, 11, 1);
  g->expect_ok(g->world->save("holding", held));
  g->be(1);
  EXPECT_EQ(meeting_page(), "404");
}

TEST_P(GovernancePages, ShowEverybodyWhatIsApprovedAndOpen) {
  approve_it();
  g->world->viewer.person = Uuid::fresh();
  g->world->viewer.roles = {Role::staff};
  const std::string seen = meeting_page();
  EXPECT_TRUE(holds(seen, "PPT er med."));
  EXPECT_FALSE(holds(seen, "Ei sak om en enhet"));
  EXPECT_FALSE(holds(seen, "Bare for lederen"));
  EXPECT_TRUE(holds(seen, "Referatet er godkjent"));
  EXPECT_TRUE(holds(page("decision-register"), "PPT er med."));
  EXPECT_FALSE(holds(page("item-notes"), "Nettverket"));
  EXPECT_FALSE(holds(page("outcomes"), "Ei sak om en enhet"));
  EXPECT_FALSE(holds(meeting_page("/read?of=minutes"), "Ei sak om en enhet"));
  g->world->viewer.roles = {Role::auditor};
  EXPECT_TRUE(holds(meeting_page(), "Ei sak om en enhet")) << "the auditor reads all";
  EXPECT_FALSE(holds(page("item-notes"), "Nettverket"));
}

TEST_P(GovernancePages, LeadTheCoordinatorOnByOneStep) {
  EXPECT_TRUE(holds(meeting_page(), "/call\""));
  EXPECT_TRUE(holds(meeting_page(), "name=\"title\"")) << "an item can be added there";
  g->expect_ok(g->run([&](records::Work& work) { return call(work, meeting); }));
  EXPECT_TRUE(holds(meeting_page(), "/attendance\""));
  g->expect_ok(g->run([&](records::Work& work) { return hold(work, meeting); }));
  EXPECT_TRUE(holds(meeting_page(), "/circulation\""));
  g->expect_ok(g->run([&](records::Work& work) { return circulate(work, meeting, "x"); }));
  const std::string out = meeting_page();
  EXPECT_TRUE(holds(out, "/correction\""));
  EXPECT_FALSE(holds(out, "/approval\"")) << "that is the chair's";
  EXPECT_FALSE(holds(out, "name=\"title\""));
  EXPECT_EQ(page("agenda-items/" + item.text() + "/minutes"), "409") << "and writing is over";
}

TEST_P(GovernancePages, ShowBodiesAndMeasuresWhatTreatedThem) {
  measures::Measure m;
  m.title = "Nettverk";
  const Uuid measure = g->world->create("measure", m);
  EXPECT_FALSE(holds(page("measures/" + measure.text()), "Møter som har behandlet dette"));
  auto stored = g->world->load<AgendaItem>("agenda_item", item);
  stored.measures = {measure};
  g->expect_ok(g->world->save("agenda_item", stored));
  const std::string seen = page("measures/" + measure.text());
  EXPECT_TRUE(holds(seen, "Møter som har behandlet dette"));
  EXPECT_TRUE(holds(seen, "Styringsgruppas møter, 16.09.2026"));
  EXPECT_TRUE(holds(page("bodies/" + g->body.text()), "PPT er med."));
  g->world->viewer.person = Uuid::fresh();
  g->world->viewer.roles = {Role::staff};
  EXPECT_FALSE(holds(page("measures/" + measure.text()), "16.09.2026"));
  EXPECT_FALSE(holds(page("bodies/" + g->body.text()), "PPT er med."));
}

TEST_P(GovernancePages, SumUpForANewHolderAndNobodyElse) {
  const std::string summary = "seats/" + g->seats[1].text() + "/summary";
  g->be(1);
  EXPECT_TRUE(holds(page(summary), "PPT er med."));
  g->world->viewer.person = Uuid::fresh();
  EXPECT_EQ(page(summary), "404");
  EXPECT_EQ(page("seats/" + Uuid::fresh().text() + "/summary"), "404");
}

TEST_P(GovernancePages, NameNoDraftOfANeedInMinutes) {
  needs::Need need;
  need.title = "Ennå bare en kladd";
  need.raised_by = g->persons[0];
  auto stored = g->world->load<AgendaItem>("agenda_item", item);
  stored.needs = {g->world->create("need", need)};
  g->expect_ok(g->world->save("agenda_item", stored));
  EXPECT_TRUE(holds(meeting_page(), "Ennå bare en kladd")) << "the coordinator sees drafts";
  EXPECT_FALSE(holds(meeting_page("/read?of=minutes"), "Ennå bare en kladd"));
}

TEST_P(GovernancePages, TurnALongAgendaByPages) {
  g->expect_ok(g->world->database().write([&](db::Connection& db) -> Result<void> {
    records::Work work{db, g->world->kinds(), g->world->viewer, g->world->now, {}};
    for (int i = 0; i < 250; ++i) {
      AgendaItem one;
      one.meeting = meeting;
      one.title = "Sak nummer " + std::to_string(i);
      one.place = i + 2;
      TRY(records::create(work, g->world->kind("agenda_item"), one));
    }
    return {};
  }));
  EXPECT_TRUE(holds(meeting_page(), "Sak nummer 10<"));
  EXPECT_FALSE(holds(meeting_page(), "Sak nummer 200<"));
  EXPECT_TRUE(holds(meeting_page("?page=3"), "Sak nummer 200<"));
  EXPECT_LE(g->world->statements, 20);
}

INSTANTIATE_ON_BOTH_ENGINES(GovernancePages);

}  // namespace
}  // namespace samloft::governance

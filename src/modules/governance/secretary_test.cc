// The secretary of one body: writes for it, and for no other. The wrong person is asked first.

#include "governance_letters.h"
#include "records/kind.h"
#include "records/pages.h"
#include "world_for_tests.h"

namespace samloft::governance {
namespace {

class Secretary : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    g = std::make_unique<Meetings>(GetParam());
    meeting = g->meeting(Date(2026, 9, 16));
    item = g->item(meeting, "Nettverket 0–6");
    auto seat = g->world->load<people::Seat>("seat", g->seats[2]);
    seat.secretary = true;
    g->expect_ok(g->world->save("seat", seat));
    make_other_body();
  }
  // Another body, whose secretary is the fifth person; the third is an ordinary member of it.
  void make_other_body() {
    people::Body b;
    b.name = "Arbeidsgruppa";
    const Uuid body = g->world->create("body", b);
    for (const std::size_t person : {4u, 2u}) {
      people::Seat seat;
      seat.body = body;
      seat.function = "Plass";
      seat.secretary = person == 4u;
      people::Holding holding;
      holding.seat = g->world->create("seat", seat);
      holding.person = g->persons[person];
      g->world->create("holding", holding);
    }
    MeetingSeries s;
    s.body = body;
    s.name = "Arbeidsgruppas møter";
    other_series = g->world->create("meeting_series", s);
    Meeting m;
    m.series = other_series;
    m.held_on = Date(2026, 9, 17);
    m.starts = "9";
    other_meeting = g->world->create("meeting", m);
    other_item = g->item(other_meeting, "En annen sak");
  }
  // What each of these may not do, and the secretary may.
  std::vector<std::pair<const char*, std::function<bool()>>> acts() {
    const auto ok = [this](auto verb) {
      return static_cast<bool>(g->run([&](records::Work& work) { return verb(work); }));
    };
    return {
        {"marks who is there",
         [=, this] {
           return ok([&](records::Work& w) {
             return mark_attendance(w, meeting, {{g->seats[0], g->persons[0], Presence::present},
                                                 {g->seats[1], g->persons[1], Presence::present},
                                                 {g->seats[2], g->persons[2], Presence::present}});
           });
         }},
        {"writes an item",
         [=, this] {
           AgendaItem made;
           made.meeting = meeting;
           made.title = "Ny sak";
           return g->world->try_create("agenda_item", made).has_value();
         }},
        {"moves an item", [=, this] { return ok([&](records::Work& w) { return move_item(w, item, Direction::down); }); }},
        {"attaches a paper",
         [=, this] {
           return ok([&](records::Work& w) {
             return attach(w, item, {Uuid::fresh(), "Notat", "https://fjordby.example/notat", "", ""});
           });
         }},
        {"calls", [=, this] { return ok([&](records::Work& w) { return call(w, meeting); }); }},
        {"moves the meeting",
         [=, this] {
           Meeting stored = g->world->load<Meeting>("meeting", meeting);
           stored.place = "Rådhuset " + Uuid::fresh().text();
           return g->world->save("meeting", stored).has_value();
         }},
        {"writes the minutes",
         [=, this] {
           const auto version = g->world->load<AgendaItem>("agenda_item", item).version;
           return ok([&](records::Work& w) {
             return write_minutes(w, item, {version, "Sagt", "Internt",
                                            {g->outcome(item, OutcomeType::decision, "Vedtatt")}});
           });
         }},
        {"says that it was held", [=, this] { return ok([&](records::Work& w) { return hold(w, meeting); }); }},
        {"plans", [=, this] {
           return ok([&](records::Work& w) {
             return plan_meetings(w, g->series, {Uuid::fresh(), {Date(2027, 1, 13)}, "9", "", ""});
           });
         }},
        {"makes the next", [=, this] {
           return ok([&](records::Work& w) {
             return make_next(w, meeting, {Uuid::fresh(), Date(2026, 10, 21), {"{}", "Oppgaver"}});
           });
         }},
        {"sends the minutes out", [=, this] { return ok([&](records::Work& w) { return circulate(w, meeting, "x"); }); }},
    };
  }
  std::unique_ptr<Meetings> g;
  Uuid meeting, item, other_series, other_meeting, other_item;
};

TEST_P(Secretary, WritesForTheirBodyWhereOthersMayNot) {
  const auto refused = [&](const char* who) {
    for (const auto& [what, act] : acts()) EXPECT_FALSE(act()) << who << " " << what;
  };
  g->be(4);
  refused("the secretary of another body");
  g->be(1);
  refused("a member");
  g->be(0, {Role::staff, Role::owner_leader});
  refused("the chair");
  g->world->viewer.person = Uuid::fresh();
  refused("a stranger");
  g->world->viewer.person = {};
  refused("nobody");
  EXPECT_EQ(g->world->load<Meeting>("meeting", meeting).state, MeetingState::draft) << "and nothing happened";
  g->be(2);
  for (const auto& [what, act] : acts()) EXPECT_TRUE(act()) << "the secretary " << what;
  EXPECT_EQ(g->world->load<Meeting>("meeting", meeting).state, MeetingState::circulated);
}

TEST_P(Secretary, EndsWithTheSeat) {
  auto holding = g->world->load<people::Holding>("holding", g->holdings[2]);
  holding.valid_until = Date(2026, 11, 25);
  g->expect_ok(g->world->save("holding", holding));
  g->be(2);
  for (const auto& [what, act] : acts()) EXPECT_FALSE(act()) << what;
}

TEST_P(Secretary, PutsNothingIntoAnotherBodysMeetings) {
  g->be(2);  // an ordinary member there
  Meeting stored = g->world->load<Meeting>("meeting", meeting);
  stored.series = other_series;
  EXPECT_FALSE(g->world->save("meeting", stored));
  AgendaItem made;
  made.meeting = other_meeting;
  made.title = "Innsmuglet";
  EXPECT_FALSE(g->world->try_create("agenda_item", made));
  g->expect_ok(g->run([&](records::Work& work) {
    return attach(work, item, {Uuid::fresh(), "Notat", "https://fjordby.example/notat", "", ""});
  }));
  const auto papers = g->world->database().read([&](db::Connection& db) { return papers_of(db, meeting); });
  Paper paper = g->world->load<Paper>("paper", papers.at(0).id);
  paper.item = other_item;
  EXPECT_FALSE(g->world->save("paper", paper));
  Outcome outcome = g->outcome(other_item, OutcomeType::information, "Innsmuglet");
  EXPECT_FALSE(g->world->try_create("outcome", outcome));
  EXPECT_FALSE(g->world->remove("agenda_item", other_item));
  EXPECT_FALSE(g->world->remove("meeting", other_meeting));
  const auto removed = g->world->remove("paper", paper.id);
  ASSERT_TRUE(removed);
  const auto bring_back = [&] {
    return g->run([&](records::Work& work) { return records::restore(work, *removed); });
  };
  g->be(1);
  EXPECT_FALSE(bring_back()) << "a member";
  g->be(4);
  EXPECT_FALSE(bring_back()) << "the secretary of another body";
  g->be(2);
  EXPECT_TRUE(bring_back());
}

TEST_P(Secretary, ApprovesNothingAndGivesNobodyASeat) {
  g->mark(meeting, 4);
  g->circulate_all(meeting);
  const Uuid october = g->meeting(Date(2026, 10, 21));
  g->item(october, "Sak");
  g->expect_ok(g->run([&](records::Work& work) { return call(work, october); }));
  g->be(2);
  EXPECT_FALSE(g->run([&](records::Work& work) { return approve(work, meeting, october); }));
  EXPECT_FALSE(g->run([&](records::Work& work) { return hand_over(work, g->seats[1], g->seats[3]); }));
  auto series = g->world->load<MeetingSeries>("meeting_series", g->series);
  series.name = "Noe annet";
  EXPECT_FALSE(g->world->save("meeting_series", series));
  auto holding = g->world->load<people::Holding>("holding", g->holdings[1]);
  holding.valid_until = Date(2026, 11, 1);
  EXPECT_FALSE(g->world->save("holding", holding));
}

TEST_P(Secretary, ReadsAndWritesTheNotesOfTheirBodyAlone) {
  ItemNote note;
  note.item = other_item;
  note.text = "Bare for lederen der";
  g->world->create("item_note", note);
  note.id = {};
  note.version = 0;
  note.item = item;
  note.text = "Bare for lederen her";
  g->world->create("item_note", note);
  const auto all = g->routes();
  const auto page = [&](const std::string& below) { return g->world->get(all, "/fjordby/" + below); };
  const std::string own = "agenda-items/" + item.text(), foreign = "agenda-items/" + other_item.text();
  g->be(1);
  EXPECT_EQ(page(own + "/minutes"), "404");
  EXPECT_EQ(page(own + "/edit"), "404");
  EXPECT_EQ(page("agenda-items/new?meeting=" + meeting.text()), "404");
  EXPECT_EQ(page("meetings/" + meeting.text() + "/attendance"), "404");
  EXPECT_EQ(page("meetings/" + meeting.text() + "/edit"), "404");
  EXPECT_FALSE(holds(page(own), "/edit"));
  EXPECT_FALSE(holds(page("meetings/" + meeting.text()), "/call\""));
  EXPECT_FALSE(holds(page("item-notes"), "Nettverket"));
  g->be(2);
  EXPECT_EQ(page(foreign + "/minutes"), "404");
  EXPECT_EQ(page(foreign + "/edit"), "404");
  EXPECT_EQ(page("agenda-items/new?meeting=" + other_meeting.text()), "404");
  EXPECT_EQ(page("agenda-items/new"), "404");
  EXPECT_EQ(page("meetings/" + other_meeting.text() + "/attendance"), "404");
  EXPECT_EQ(page("meeting-series/" + other_series.text() + "/planning"), "404");
  EXPECT_FALSE(holds(page("meetings/" + other_meeting.text()), "/call\""));
  EXPECT_FALSE(holds(page("item-notes"), "En annen sak"));
  EXPECT_TRUE(holds(page("item-notes"), "Nettverket"));
  EXPECT_TRUE(holds(page(own + "/minutes"), "Bare for lederen her"));
  EXPECT_TRUE(holds(page(own + "/edit"), "name=\"title\""));
  EXPECT_TRUE(holds(page("agenda-items/new?meeting=" + meeting.text()), "name=\"title\""));
  EXPECT_TRUE(holds(page("meetings/" + meeting.text()), "/call\""));
  EXPECT_TRUE(holds(page("meeting-series/" + g->series.text()), "/planning\""));
  EXPECT_TRUE(holds(page("meetings/" + meeting.text() + "/read?of=chair"), "Bare for lederen her"));
}

INSTANTIATE_ON_BOTH_ENGINES(Secretary);

}  // namespace
}  // namespace samloft::governance

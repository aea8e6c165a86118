// Planning a series: what is shown before anything is made, and what is made then.

#include "access/site.h"
#include "governance_letters.h"
#include "records/pages.h"
#include "world_for_tests.h"

namespace samloft::governance {
namespace {

class Planning : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    g = std::make_unique<Meetings>(GetParam());
    all = g->routes();
  }
  std::string page(const std::string& below) {
    return g->world->get(all, "/fjordby/meeting-series/" + g->series.text() + below);
  }
  Result<std::int64_t> plan(const PlannedMeetings& planned) {
    return g->run([&](records::Work& work) { return plan_meetings(work, g->series, planned); });
  }
  std::int64_t made(const PlannedMeetings& planned) {
    const auto count = plan(planned);
    return count ? *count : -1;
  }
  std::unique_ptr<Meetings> g;
  std::vector<access::Route> all;
};

TEST_P(Planning, IsForWhoWritesForTheBody) {
  g->be(1);
  EXPECT_EQ(page("/planning"), "404");
  EXPECT_FALSE(holds(page(""), "/planning\""));
  EXPECT_TRUE(holds(page(""), "/calendar.ics\"")) << "a member may have the dates";
  g->world->viewer.person = Uuid::fresh();
  g->world->viewer.roles = {Role::owner_leader};
  EXPECT_EQ(page("/planning"), "404");
  EXPECT_EQ(page("/calendar.ics"), "404");
  g->be_coordinator();
  EXPECT_TRUE(holds(page("/planning"), "name=\"rhythm\""));
  EXPECT_FALSE(holds(page("/planning"), "name=\"day\"")) << "nothing is asked yet";
}

TEST_P(Planning, ShowsTheDaysAndWhyNotSome) {
  g->meeting(Date(2026, 5, 20));
  const std::string seen =
      page("/planning?asked=1&rhythm=month_weekday&first=2026-03-18&every=1&until=2026-08-31&without_july=1&without_holidays=1");
  EXPECT_TRUE(holds(seen, "value=\"2026-03-18\" checked")) << seen;
  EXPECT_TRUE(holds(seen, "onsdag 18. mars 2026"));
  EXPECT_TRUE(holds(seen, "value=\"2026-07-15\">")) << "July is there and not ticked";
  EXPECT_TRUE(holds(seen, "juli</label>") || holds(seen, "· juli"));
  EXPECT_TRUE(holds(seen, "Serien har møte fra før: 20.05.2026."));
  EXPECT_FALSE(holds(seen, "value=\"2026-05-20\""));
  EXPECT_TRUE(holds(seen, "4 møter blir laget."));
  EXPECT_TRUE(holds(page("/planning?asked=1&rhythm=month_weekday&first=2026-03-18&every=1&until=2026-08-31"),
                    "5 møter blir laget."))
      << "July too";
  EXPECT_EQ(g->world->counts()["meeting"], 1) << "and nothing was made";
}

TEST_P(Planning, SaysWhatIsWrongAndKeepsWhatWasTyped) {
  EXPECT_EQ(page("/planning?asked=1&rhythm=weeks&first=&every=1&until=2026-08-31"), "422");
  EXPECT_EQ(page("/planning?asked=1&rhythm=list&list=onsdag"), "422");
  EXPECT_EQ(page("/planning?asked=1&rhythm=weeks&first=2026-03-18&every=0&until=2026-08-31"), "422");
  EXPECT_EQ(page("/planning?asked=1&rhythm=weeks&first=2026-03-18&every=99999999999999999999&until=2026-08-31"), "422");
}

TEST_P(Planning, MakesEachMeetingOnce) {
  const PlannedMeetings planned{Uuid::fresh(), {Date(2026, 3, 25), Date(2026, 4, 1), Date(2026, 4, 1)}, "9:30", "11", "Rådhuset"};
  EXPECT_EQ(made(planned), 2);
  EXPECT_EQ(made(planned), 0) << "the form came twice";
  EXPECT_EQ(made({Uuid::fresh(), {Date(2026, 4, 1), Date(2026, 4, 8)}, "9", "", ""}), 1)
      << "that day has a meeting";
  const auto heads = g->world->database().read([&](db::Connection& db) {
    return heads_of(db, g->world->viewer, g->series, 10);
  });
  ASSERT_EQ(heads.size(), 3u);
  EXPECT_EQ(heads[2].held_on, Date(2026, 3, 25));
  EXPECT_EQ(heads[2].starts, "09.30");
  EXPECT_EQ(heads[2].state, MeetingState::draft);
  const auto file = page("/calendar.ics");
  EXPECT_TRUE(holds(file, "DTSTART;TZID=Europe/Oslo:20260325T093000\r\n")) << "before summer time";
  EXPECT_TRUE(holds(file, "DTSTART;TZID=Europe/Oslo:20260401T093000\r\n")) << "and after: the clock is the same";
  EXPECT_TRUE(holds(file, "DTEND;TZID=Europe/Oslo:20260401T110000\r\n"));
  EXPECT_TRUE(holds(file, "STATUS:TENTATIVE\r\n"));
  EXPECT_FALSE(plan({Uuid::fresh(), {}, "9", "", ""}));
  EXPECT_FALSE(plan({Uuid::fresh(), {Date(2026, 6, 1)}, "ni", "", ""}));
  EXPECT_FALSE(plan({Uuid::fresh(), std::vector<Date>(61, Date(2026, 6, 1)), "9", "", ""}));
}

TEST_P(Planning, FillsAPlannedMeetingAsTheLast) {
  const Uuid september = g->meeting(Date(2026, 9, 16));
  EXPECT_EQ(made({Uuid::fresh(), {Date(2026, 10, 21), Date(2026, 11, 18)}, "9", "", ""}), 2);
  const auto heads = g->world->database().read([&](db::Connection& db) {
    return heads_of(db, g->world->viewer, g->series, 10);
  });
  const Uuid november = heads[0].id;
  const AgendaTitles titles{"Godkjenning av referat fra {}", "Oppgaver"};
  const auto fill = [&] { return g->run([&](records::Work& work) { return fill_agenda(work, november, titles); }); };
  EXPECT_FALSE(fill()) << "no meeting of the series has an agenda";
  AgendaItem standing;
  standing.meeting = september;
  standing.title = "Eventuelt";
  standing.standing = true;
  g->world->create("agenda_item", standing);
  g->be(1);
  EXPECT_FALSE(fill()) << "a member";
  g->be_coordinator();
  g->expect_ok(fill());
  const auto items = g->world->database().read([&](db::Connection& db) { return items_of(db, november); });
  ASSERT_EQ(items.size(), 2u) << "nothing of the empty draft between them";
  EXPECT_EQ(items[0].title, "Godkjenning av referat fra 16.09.2026");
  EXPECT_EQ(items[1].title, "Eventuelt");
  EXPECT_FALSE(fill()) << "it is filled";
}

INSTANTIATE_ON_BOTH_ENGINES(Planning);

}  // namespace
}  // namespace samloft::governance

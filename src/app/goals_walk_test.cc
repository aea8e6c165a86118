// Judging a goal and bringing in measurements over real pages: first those who may not.

#include "goals/goals.h"
#include "installation_for_tests.h"
#include "records/store.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

class GoalsWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test.emplace(GetParam());
    partnership = test->import_example("hjemme");
    goal = named("goal",
                 "Det pedagogiske tilbudet tilpasses slik at alle får best mulig utgangspunkt");
  }
  static bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }
  Uuid named(const std::string& kind, const std::string& heading) {
    return (*test)->open(partnership)->read([&](db::Connection& db) {
      for (const auto& one :
           records::choices(db, (*test)->kinds(), Viewer::command_line(), kind, 1000))
        if (one.heading == heading) return one.id;
      ADD_FAILURE() << "no " << heading;
      return Uuid{};
    });
  }
  std::int64_t measurements() {
    return (*test)->open(partnership)->read([&](db::Connection& db) {
      return records::counts(db, (*test)->kinds(), Viewer::command_line())["measurement"];
    });
  }
  goals::Goal stored() {
    return *(*test)->open(partnership)->read([&](db::Connection& db) {
      return records::find<goals::Goal>(db, *(*test)->kinds().by_name("goal"), goal);
    });
  }
  std::string page_of_goal(const std::string& below = {}) {
    return "/hjemme/goals/" + goal.text() + below;
  }
  static std::string verdict(const std::string& judgement, const std::string& grounds) {
    return "judgement=" + judgement + "&judgement_grounds=" + web::encode_percent(grounds) +
           "&judge=Styringsgruppa&judged_on=2026-06-01";
  }
  static std::string rows(const std::string& csv) { return "rows=" + web::encode_percent(csv); }
  std::optional<TestInstallation> test;
  access::Partnership partnership;
  Uuid goal;
};

TEST_P(GoalsWalk, JudgesByTheLeadsOfBothPartnersOnly) {
  for (const Role role :
       {Role::staff, Role::unit_leader, Role::coordinator, Role::ppt_lead, Role::lecturer,
        Role::union_representative, Role::private_owner, Role::auditor}) {
    Browser other = test->somebody(partnership, role);
    EXPECT_EQ(other.get(page_of_goal("/judgement")).status, 404);
    EXPECT_EQ(other.post(page_of_goal("/judgement"), verdict("not_shown", "")).status, 404);
  }
  EXPECT_TRUE(stored().judgement == goals::Judgement::none);
  Browser lead = test->somebody(partnership, Role::university_lead);
  EXPECT_EQ(lead.get(page_of_goal("/judgement")).status, 200);
}

TEST_P(GoalsWalk, R13KeepsWhatWasTypedAndTakesAnHonestEnd) {
  Browser lead = test->somebody(partnership, Role::owner_leader);
  const auto refused = lead.post(page_of_goal("/judgement"), verdict("attained", "  "));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "en senere måling"));
  EXPECT_TRUE(holds(refused.body, "value=\"2026-06-01\""));
  EXPECT_TRUE(stored().state == goals::GoalState::running);
  EXPECT_EQ(lead.post(page_of_goal("/judgement"), verdict("not_shown", "Ikke målt.")).status, 303);
  EXPECT_TRUE(stored().judgement == goals::Judgement::not_shown);
  EXPECT_TRUE(holds(lead.get(page_of_goal()).body, "Ikke målt."));
  EXPECT_EQ(lead.post(page_of_goal("/state"), "state=closed").status, 303);
  EXPECT_EQ(lead.post(page_of_goal("/state"), "state=running").status, 409);
  EXPECT_EQ(lead.post(page_of_goal("/state"), "state=nonsense").status, 404);
}

TEST_P(GoalsWalk, BringsInRowsAllOrNothingAndTakesThemBack) {
  const std::string good =
      "Kjennetegn;Dato;Verdi\nTjenestene møter i nettverkene;2026-10-01;84 %\n";
  Browser staff = test->somebody(partnership, Role::staff);
  EXPECT_EQ(staff.get("/hjemme/measurement-import").status, 404);
  EXPECT_EQ(staff.post("/hjemme/measurement-import", rows(good)).status, 404);
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  const auto before = measurements();
  const auto refused =
      coordinator.post("/hjemme/measurement-import", rows(good + "مجهول;2026-10-01;<b>\n"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "Rad 3"));
  EXPECT_TRUE(holds(refused.body, "مجهول;2026-10-01;&lt;b&gt;"))
      << "what was typed stands there again";
  EXPECT_EQ(measurements(), before);
  EXPECT_EQ(coordinator.post("/hjemme/measurement-import", "rows=").status, 422);

  const auto taken = coordinator.post("/hjemme/measurement-import", rows(good));
  ASSERT_EQ(taken.status, 303);
  EXPECT_EQ(measurements(), before + 1);
  std::string place;
  for (const auto& [name, value] : taken.headers)
    if (name == "Location") place = value;
  const std::string batch = place.substr(place.find("batch=") + 6);
  EXPECT_TRUE(holds(coordinator.get(place).body, batch + "/undo"));
  EXPECT_EQ(staff.post("/hjemme/measurement-import/" + batch + "/undo", "").status, 404);
  EXPECT_EQ(coordinator.post("/hjemme/measurement-import/" + batch + "/undo", "").status, 303);
  EXPECT_EQ(measurements(), before);
  EXPECT_EQ(coordinator.post("/hjemme/measurement-import/" + batch + "/undo", "").status, 409);
}

TEST_P(GoalsWalk, R19SendsEveryStateOut) {
  Browser staff = test->somebody(partnership, Role::staff);
  const auto csv = staff.get("/hjemme/measurements.csv");
  EXPECT_EQ(csv.status, 200);
  for (const char* word : {"Skjermet", "Tilbakeholdt", "Mangler", "Ikke aktuelt", "58 %"})
    EXPECT_TRUE(holds(csv.body, word)) << word;
  EXPECT_EQ(staff.get("/hjemme/measurements.xlsx").body.substr(0, 2), "PK");
}

TEST_P(GoalsWalk, MakesAMeasurementOfAValueOnTheSign) {
  goals::Sign sign;
  sign.goal = goal;
  sign.title = "Fra før";
  sign.baseline_on = Date(2022, 1, 1);
  sign.measured = "7 av";
  sign.measured_on = Date(2024, 1, 1);
  const auto made = (*test)->open(partnership)->write([&](db::Connection& db) {
    const Viewer viewer = Viewer::command_line();
    records::Work work{db, (*test)->kinds(), viewer, Instant::now(), {}};
    return records::create(work, *(*test)->kinds().by_name("sign"), sign);
  });
  ASSERT_TRUE(made);
  const std::string address = "/hjemme/signs/" + made->text();
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  const auto before = measurements();
  EXPECT_TRUE(holds(coordinator.get(address).body, "På kjennetegnet selv står en måling: 7 av"));
  EXPECT_EQ(coordinator.post(address + "/measured", "").status, 303);
  EXPECT_EQ(measurements(), before + 1);
  EXPECT_FALSE(holds(coordinator.get(address).body, "På kjennetegnet selv"));
  EXPECT_EQ(coordinator.post(address + "/measured", "").status, 303)
      << "a second time there is nothing to do";
  EXPECT_EQ(measurements(), before + 1);
}

INSTANTIATE_ON_BOTH_ENGINES(GoalsWalk);

}  // namespace
}  // namespace samloft::app

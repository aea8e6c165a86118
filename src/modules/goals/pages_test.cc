// The pages of goals through their real handlers: what shows, and what must not.

#include "access/site.h"
#include "framework/framework.h"
#include "goals/goals.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::goals {
namespace {

using samloft::testing::World;

class GoalsPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), needs::migrations(),
                                            migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), needs::kinds(), kinds()});
    add_extras(extras, world->kinds());
  }
  Uuid goal(const std::string& title, const Uuid& parent = {}) {
    Goal g;
    g.title = title;
    g.parent = parent;
    return world->create("goal", g);
  }
  Sign sign(const Uuid& goal, const std::string& title) {
    Sign s;
    s.goal = goal;
    s.title = title;
    return s;
  }
  Sign measured_sign(const Uuid& goal, const std::string& title) {
    Sign s = sign(goal, title);
    s.indicator = "Andel team";
    s.unit = "prosent";
    s.direction = Direction::up;
    s.source = "Egen undersøkelse";
    s.baseline = "42";
    s.baseline_on = Date(2022, 1, 15);
    s.target = "80";
    s.measured = "55";
    s.measured_on = Date(2023, 1, 15);
    return s;
  }
  // A page as the world's viewer gets it; the world counts the statements it took.
  std::string page(const std::string& path) {
    return world->get(records::pages(world->kinds(), extras), path);
  }
  std::string page_of(const std::string& plural, const Uuid& id) {
    return page("/fjordby/" + plural + "/" + id.text());
  }
  std::unique_ptr<World> world;
  records::Extras extras;
};

TEST_P(GoalsPages, ShowEveryGoalUnderTheOneItServes) {
  const Uuid top = goal("Fellesskap for alle");
  const Uuid middle = goal("Samarbeid på tvers", top);
  goal("Ansatte kan verktøyene", middle);
  world->create("sign", sign(middle, "Team møtes fast"));
  const std::string seen = page("/fjordby/goals");
  const std::string tree = seen.substr(seen.find("class=\"tree\""),
                                       seen.find("</section>") - seen.find("class=\"tree\""));
  EXPECT_LT(tree.find("Fellesskap for alle"), tree.find("Samarbeid på tvers"));
  EXPECT_LT(tree.find("Samarbeid på tvers"), tree.find("Ansatte kan verktøyene"));
  EXPECT_TRUE(holds(tree, "ett kjennetegn"));
  EXPECT_TRUE(holds(tree, "Ingen kjennetegn"));
  EXPECT_TRUE(holds(tree, "Kladd"));
  EXPECT_TRUE(holds(tree, "For barn og unge"));
}

TEST_P(GoalsPages, ShowNoTreeWithoutGoals) {
  EXPECT_FALSE(holds(page("/fjordby/goals"), "class=\"tree\""));
}

TEST_P(GoalsPages, TakeAsManyStatementsForManyGoalsAsForFew) {
  const auto more = [&](int count) {
    for (int i = 0; i < count; ++i) world->create("sign", sign(goal("Mål"), "Kjennetegn"));
  };
  more(1);
  page("/fjordby/goals");
  const auto few = world->statements;
  more(9);
  page("/fjordby/goals");
  EXPECT_EQ(world->statements, few);
}

TEST_P(GoalsPages, ShowAGoalInItsBranchOnly) {
  const Uuid top = goal("Fellesskap for alle");
  const Uuid one = goal("Samarbeid på tvers", top);
  goal("Kompetanse hos ledere", top);
  goal("Ansatte kan verktøyene", one);
  const std::string seen = page_of("goals", one);
  const auto at = seen.find("Målet i sammenheng");
  ASSERT_NE(at, std::string::npos);
  const std::string branch = seen.substr(at, seen.find("</section>", at) - at);
  EXPECT_TRUE(holds(branch, "Fellesskap for alle</a>"));
  EXPECT_TRUE(holds(branch, R"(<strong aria-current="page">Samarbeid på tvers</strong>)"));
  EXPECT_TRUE(holds(branch, "Ansatte kan verktøyene</a>"));
  EXPECT_FALSE(holds(branch, "Kompetanse hos ledere"));
}

TEST_P(GoalsPages, CAP2SayForHowManyYearsAGoalHasBeenHeld) {
  const Uuid id = goal("Samarbeid på tvers");
  EXPECT_FALSE(holds(page_of("goals", id), "Målet i sammenheng"));
  struct Row {
    Date since;
    const char* text;
  };
  for (const Row& row : {Row{Date(2022, 1, 1), "i 4 år, siden 1. januar 2022"},
                         Row{Date(2025, 8, 1), "i ett år, siden 1. august 2025"},
                         Row{Date(2026, 11, 25), "i under ett år, siden 25. november 2026"}}) {
    Goal stored = world->load<Goal>("goal", id);
    stored.held_since = row.since;
    ASSERT_TRUE(world->save("goal", stored));
    EXPECT_TRUE(holds(page_of("goals", id), row.text)) << row.text;
  }
}

TEST_P(GoalsPages, ShowTheSignsWithTheirValues) {
  const Uuid id = goal("Samarbeid på tvers");
  world->create("sign", measured_sign(id, "Team møtes fast"));
  const std::string seen = page_of("goals", id);
  EXPECT_TRUE(holds(seen, "Slik vil dere se at målet er nådd"));
  EXPECT_TRUE(holds(seen, "Andel team (prosent)"));
  EXPECT_TRUE(holds(seen, "Mer er bedre"));
  EXPECT_TRUE(holds(seen, R"(42<br><span class="muted">15.01.2022</span>)"));
  EXPECT_TRUE(holds(seen, R"(55<br><span class="muted">15.01.2023</span>)"));
  EXPECT_FALSE(holds(seen, "ds-alert"));
}

TEST_P(GoalsPages, SayWhatIsMissingAndWhereToMendIt) {
  const Uuid id = goal("Samarbeid på tvers");
  const std::string add = R"(<p><a class="ds-link" href="/fjordby/signs/new?goal=)" + id.text();
  EXPECT_TRUE(holds(page_of("goals", id), "Målet har ingen kjennetegn"));
  EXPECT_TRUE(holds(page_of("goals", id), add));
  const Uuid bare = world->create("sign", sign(id, "Team møtes fast"));
  const std::string edit = "/fjordby/signs/" + bare.text() + "/edit#baseline";
  const std::string seen = page_of("goals", id);
  EXPECT_FALSE(holds(seen, "Målet har ingen kjennetegn"));
  EXPECT_TRUE(holds(seen, "mangler utgangspunkt"));
  EXPECT_TRUE(holds(seen, edit));
  world->viewer.roles = {Role::staff};
  const std::string others = page_of("goals", id);
  EXPECT_TRUE(holds(others, "mangler utgangspunkt"));
  EXPECT_FALSE(holds(others, edit));
  EXPECT_FALSE(holds(others, add));
}

INSTANTIATE_ON_BOTH_ENGINES(GoalsPages);

}  // namespace
}  // namespace samloft::goals

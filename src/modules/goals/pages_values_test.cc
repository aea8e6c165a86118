// The pages of a sign's values, of scales, of who may do what, and of too many goals.

#include "world_for_tests.h"

namespace samloft::goals {
namespace {

class ValuePages : public WithGoals {
 protected:
  std::string at(const std::string& plural, const Uuid& id) {
    return page("/fjordby/" + plural + "/" + id.text());
  }
};

TEST_P(ValuePages, R19DrawNumbersAndReasonsAndTellThemInATable) {
  const Uuid on = sign(goal("Samarbeid"));
  EXPECT_FALSE(holds(at("signs", on), "<figure"));
  EXPECT_TRUE(holds(at("signs", on), "Ikke målt ennå."));
  world->create("measurement", measured(on, Date(2023, 1, 1), "50 %"));
  Measurement hidden = measured(on, Date(2024, 1, 1), ":");
  world->create("measurement", hidden);
  world->create("measurement", measured(on, Date(2025, 1, 1), "60 %"));
  world->create("measurement", measured(on, Date(2026, 1, 1), "65 %"));
  const std::string seen = at("signs", on);
  EXPECT_TRUE(holds(seen, "<td>Skjermet</td>"));
  EXPECT_TRUE(holds(seen, R"(class="vs-m")"));
  EXPECT_FALSE(holds(seen, "<td>0</td>"));
  const auto path = seen.find(R"(class="vs-l vs-l--0" d=")");
  ASSERT_NE(path, std::string::npos);
  const auto start = seen.find("d=\"", path) + 3;
  const std::string line = seen.substr(start, seen.find('"', start) - start);
  EXPECT_EQ(std::count(line.begin(), line.end(), 'M'), 2)
      << "broken where the number is hidden: " << line;
  EXPECT_EQ(std::count(line.begin(), line.end(), 'L'), 1) << line;
}

TEST_P(ValuePages, R12DrawNothingOfWhatIsNotComparable) {
  const Uuid on = sign(goal("Samarbeid"));
  world->create("measurement", measured(on, Date(2023, 1, 1), "50 %"));
  Sign stored = world->load<Sign>("sign", on);
  stored.not_over_time = true;
  ASSERT_TRUE(world->save("sign", stored));
  const std::string seen = at("signs", on);
  EXPECT_FALSE(holds(seen, "<figure"));
  EXPECT_TRUE(holds(seen, "Kilden kan ikke sammenlignes over tid."));
  EXPECT_TRUE(holds(seen, "50 %"));
}

TEST_P(ValuePages, SayWhyTheNewestValueIsNone) {
  const Uuid of = goal("Samarbeid"), on = sign(of);
  Measurement one = measured(on, Date(2024, 1, 1), "");
  one.state = ValueState::withheld;
  world->create("measurement", one);
  EXPECT_TRUE(holds(at("goals", of), "Tilbakeholdt"));
}

TEST_P(ValuePages, ShowScalesWithTheirSumAsASummary) {
  const Uuid of = goal("Samarbeid");
  EXPECT_TRUE(holds(at("goals", of), "goal-scales/new?goal=" + of.text()));
  const Uuid id = world->create("goal_scale", scale(of, today));
  EXPECT_TRUE(holds(at("goals", of), "ingenting å legge sammen"));
  GoalScore score;
  score.scale = id;
  score.on = today;
  score.judge = "Arbeidsgruppa";
  score.level = Level::plus_1;
  world->create("goal_score", score);
  const std::string seen = at("goals", of);
  EXPECT_TRUE(holds(seen, "T = 60,0, mot 40,0 før perioden (endring +20,0)"));
  EXPECT_TRUE(holds(seen, "Et møte hver uke"));
  const std::string levels = at("goal-scales", id);
  EXPECT_TRUE(holds(levels, "Nivåene er låst siden 25.11.2026"));
  EXPECT_TRUE(holds(levels, "Arbeidsgruppa, 25.11.2026"));
  world->viewer.roles = {Role::staff};
  EXPECT_FALSE(holds(at("goals", of), "goal-scales/new"));
  EXPECT_FALSE(holds(at("goal-scales", id), "goal-scores/new"));
}

TEST_P(ValuePages, CAP1WarnOfManyGoalsAndOfWhoseTheyAre) {
  const Uuid of = unit("Solbakken");
  for (const char* title : {"Ett", "To", "Tre", "Fire"}) {
    Goal made;
    made.title = title;
    made.state = GoalState::running;
    made.unit = of;
    world->create("goal", made);
    const bool many = std::string(title) == "Fire";
    EXPECT_EQ(holds(page("/fjordby/goals"), "Solbakken har 4 mål på en gang"), many) << title;
  }
  EXPECT_FALSE(holds(page("/fjordby/goals"), "Partnerskapet har"));
}

TEST_P(ValuePages, CAP2SayInTheListForHowLongGoalsAreHeld) {
  Goal made;
  made.title = "Samarbeid";
  made.held_since = Date(2022, 1, 1);
  world->create("goal", made);
  EXPECT_TRUE(holds(page("/fjordby/goals"), "holdt i 4 år"));
}

TEST_P(ValuePages, OfferWhatTheViewerMayDoAndSayWhoElseMay) {
  const Uuid draft = goal("Kladd"), running = goal("I gang", GoalState::running);
  const std::string who = "Lederen hos eier eller den faglige lederen ved universitetet";
  EXPECT_FALSE(holds(at("goals", draft), "Avtal målet"));
  EXPECT_TRUE(holds(at("goals", draft), who));
  EXPECT_FALSE(holds(at("goals", running), "/judgement"));
  world->viewer.roles = {Role::owner_leader};
  EXPECT_TRUE(holds(at("goals", draft), "Avtal målet"));
  EXPECT_TRUE(holds(at("goals", running), "/judgement"));
  EXPECT_FALSE(holds(at("goals", running), who));
  EXPECT_FALSE(holds(page("/fjordby/goals/" + running.text() + "/edit"), "name=\"judgement\""))
      << "a judgement is no field of a form";
}

TEST_P(ValuePages, TakeAsManyStatementsForManyMeasurementsAsForFew) {
  const Uuid of = goal("Samarbeid", GoalState::running), on = sign(of);
  world->create("measurement", measured(on, Date(2020, 1, 1), "1"));
  at("goals", of);
  const auto few = world->statements;
  for (int i = 1; i < 9; ++i)
    world->create("measurement", measured(on, Date(2020, 1, 1).plus_days(i), "1"));
  at("goals", of);
  EXPECT_EQ(world->statements, few);
}

INSTANTIATE_ON_BOTH_ENGINES(ValuePages);

}  // namespace
}  // namespace samloft::goals

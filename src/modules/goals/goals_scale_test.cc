// Scales of attainment on both engines: locked when their period begins (GAS-1).

#include "goals_read.h"
#include "world_for_tests.h"

namespace samloft::goals {
namespace {

class Scaled : public WithGoals {};

TEST_P(Scaled, GAS1AreMadeBeforeTheirPeriod) {
  const Uuid of = goal("Samarbeid");
  EXPECT_EQ(world->refused("goal_scale", scale(of, today.plus_days(-1))), Wrong{"valid_from"});
  EXPECT_EQ(world->refused("goal_scale", scale(of, today)), Wrong{});
  GoalScale backwards = scale(of, today.plus_days(5));
  backwards.valid_until = backwards.valid_from;
  EXPECT_EQ(world->refused("goal_scale", backwards), Wrong{"valid_until"});
}

TEST_P(Scaled, GAS1AreLockedWhenItBegins) {
  const Uuid id = world->create("goal_scale", scale(goal("Samarbeid"), today.plus_days(10)));
  GoalScale stored = world->load<GoalScale>("goal_scale", id);
  stored.expected = "To møter hver måned";
  EXPECT_EQ(refused_change("goal_scale", stored), Wrong{}) << "before the period";
  world->now.milliseconds += 10 * kDay;
  const GoalScale locked = world->load<GoalScale>("goal_scale", id);
  const auto change = [&](void (*what)(GoalScale&)) {
    GoalScale changed = locked;
    what(changed);
    return refused_change("goal_scale", changed);
  };
  EXPECT_EQ(change([](GoalScale& s) { s.expected = "Et møte"; }), Wrong{"valid_from"});
  EXPECT_EQ(change([](GoalScale& s) { s.title = "Noe annet"; }), Wrong{"valid_from"});
  EXPECT_EQ(change([](GoalScale& s) { s.importance = Weight::three; }), Wrong{"valid_from"});
  EXPECT_EQ(change([](GoalScale& s) { s.baseline = BaselineLevel::minus_2; }), Wrong{"valid_from"});
  EXPECT_EQ(change([](GoalScale& s) { s.valid_from = s.valid_from->plus_days(30); }),
            Wrong{"valid_from"})
      << "and the period does not move away";
  EXPECT_EQ(change([](GoalScale&) {}), Wrong{});
}

TEST_P(Scaled, ComeBackAfterRemovalThoughTheirPeriodRuns) {
  const Uuid id = world->create("goal_scale", scale(goal("Samarbeid"), today));
  world->now.milliseconds += 3 * kDay;
  const auto removed = world->remove("goal_scale", id);
  ASSERT_TRUE(removed);
  const auto back = write([&](records::Work& work) { return records::restore(work, *removed); });
  EXPECT_TRUE(back) << (back ? "" : samloft::testing::World::told(back.error()));
}

TEST_P(Scaled, AreScoredWithinTheirPeriodBySomebody) {
  const Uuid id = world->create("goal_scale", scale(goal("Samarbeid"), today));
  GoalScore score;
  score.scale = id;
  score.on = today.plus_days(-1);
  score.judge = "Arbeidsgruppa";
  EXPECT_EQ(world->refused("goal_score", score), Wrong{"scored_on"}) << "before the period";
  score.on = today.plus_days(1);
  EXPECT_EQ(world->refused("goal_score", score), Wrong{"scored_on"}) << "tomorrow";
  score.on = today;
  score.judge.clear();
  EXPECT_EQ(world->refused("goal_score", score), Wrong{"judge"});
  score.judge = "Arbeidsgruppa";
  score.level = Level::plus_2;
  score.grounds = "Referatene";
  const Uuid scored = world->create("goal_score", score);
  const auto kept = world->load<GoalScore>("goal_score", scored);
  EXPECT_TRUE(kept.level == Level::plus_2);
  EXPECT_EQ(kept.grounds, "Referatene");
  EXPECT_FALSE(world->remove("goal_scale", id)) << "a scale with scores stays";
  ASSERT_TRUE(world->remove("goal_score", scored));
  EXPECT_TRUE(world->remove("goal_scale", id));
}

TEST_P(Scaled, KeepEveryField) {
  GoalScale made = scale(goal("Samarbeid"), today);
  made.unit = unit("Solbakken");
  made.importance = Weight::three;
  made.difficulty = Weight::two;
  made.baseline = BaselineLevel::minus_2;
  const Uuid id = world->create("goal_scale", made);
  const auto rows =
      world->database().read([&](db::Connection& db) { return scales_of(db, made.goal); });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_NE(page("/fjordby/goals/" + made.goal.text()).find("Solbakken"), std::string::npos);
  for (const GoalScale& kept : {rows[0], world->load<GoalScale>("goal_scale", id)}) {
    EXPECT_EQ(kept.title, made.title);
    EXPECT_EQ(kept.unit, made.unit);
    for (int level = 0; level < 5; ++level)
      EXPECT_EQ(kept.text_of(static_cast<Level>(level)), made.text_of(static_cast<Level>(level)));
    EXPECT_TRUE(kept.importance == made.importance && kept.difficulty == made.difficulty);
    EXPECT_TRUE(kept.baseline == made.baseline);
    EXPECT_EQ(kept.valid_from, made.valid_from);
    EXPECT_EQ(kept.valid_until, made.valid_until);
  }
}

INSTANTIATE_ON_BOTH_ENGINES(Scaled);

}  // namespace
}  // namespace samloft::goals

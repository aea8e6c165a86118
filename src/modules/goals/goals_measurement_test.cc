// Measurements on both engines: what is kept, what is refused, what a judgement rests on.

#include "goals_read.h"
#include "world_for_tests.h"

namespace samloft::goals {
namespace {

class Measured : public WithGoals {};

TEST_P(Measured, R19KeepsEveryStateAndEveryField) {
  const Uuid of = sign(goal("Samarbeid"));
  for (const ValueState state : {ValueState::suppressed, ValueState::withheld, ValueState::missing,
                                 ValueState::not_applicable}) {
    Measurement one = measured(of, Date(2023, 1, 1).plus_days(static_cast<int>(state)), "");
    one.state = state;
    EXPECT_TRUE(world->load<Measurement>("measurement", world->create("measurement", one)).state ==
                state);
  }
  Measurement one = measured(of, Date(2024, 1, 1), "54 %");
  one.group = "PPT";
  one.respondents = 12;
  one.source = "En annen kilde";
  one.note = "Merket\nav";
  const Uuid id = world->create("measurement", one);
  const auto rows =
      world->database().read([&](db::Connection& db) { return measurements_of_sign(db, of); });
  ASSERT_EQ(rows.size(), 5u);
  for (const Measurement& kept : {rows.back(), world->load<Measurement>("measurement", id)}) {
    EXPECT_EQ(kept.value, "54 %");
    EXPECT_EQ(kept.group, "PPT");
    EXPECT_EQ(kept.respondents, 12);
    EXPECT_EQ(kept.source, "En annen kilde");
    EXPECT_EQ(kept.note, "Merket\nav");
    EXPECT_EQ(kept.on, Date(2024, 1, 1));
  }
}

TEST_P(Measured, ReadsTheMarksOfRegistriesAsReasons) {
  const Uuid of = sign(goal("Samarbeid"));
  const Uuid id = world->create("measurement", measured(of, Date(2024, 1, 1), " .. "));
  const auto kept = world->load<Measurement>("measurement", id);
  EXPECT_TRUE(kept.state == ValueState::suppressed);
  EXPECT_EQ(kept.value, "");
}

TEST_P(Measured, RefusesNonsenseDoublesAndTomorrow) {
  const Uuid of = sign(goal("Samarbeid"));
  EXPECT_EQ(world->refused("measurement", measured(of, Date(2024, 1, 1), "Žižka")), Wrong{"value"});
  EXPECT_EQ(world->refused("measurement", measured(of, today.plus_days(1), "5")), Wrong{"measured_on"});
  EXPECT_EQ(world->refused("measurement", measured(of, today, "5")), Wrong{});
  EXPECT_EQ(world->refused("measurement", measured(of, today, "6")), Wrong{"measured_on"});
  Measurement part = measured(of, today, "6");
  part.group = "PPT";
  EXPECT_EQ(world->refused("measurement", part), Wrong{});
}

TEST_P(Measured, IsNoNumberBelowTheSmallestGroup) {
  const Uuid of = sign(goal("Samarbeid"));
  Sign stored = world->load<Sign>("sign", of);
  stored.smallest_group = 5;
  ASSERT_TRUE(world->save("sign", stored));
  Measurement one = measured(of, today, "50 %");
  one.respondents = 4;
  EXPECT_EQ(world->refused("measurement", one), Wrong{"respondents"});
  one.respondents = 5;
  EXPECT_EQ(world->refused("measurement", one), Wrong{});
}

TEST_P(Measured, R13IsGroundThatIsNotTakenAway) {
  const Uuid of = goal("Samarbeid", GoalState::running), on = sign(of);
  Goal judged = world->load<Goal>("goal", of);
  judged.state = GoalState::judged;
  judged.judgement = Judgement::attained;
  EXPECT_EQ(refused_change("goal", judged), Wrong{"judgement"});
  const Uuid ground = world->create("measurement", measured(on, Date(2024, 1, 1), "60 %"));
  ASSERT_EQ(refused_change("goal", judged), Wrong{});

  Measurement weaker = world->load<Measurement>("measurement", ground);
  weaker.state = ValueState::withheld;
  weaker.value.clear();
  EXPECT_EQ(refused_change("measurement", weaker), Wrong{"value"});
  Measurement moved = world->load<Measurement>("measurement", ground);
  moved.sign = sign(goal("Et annet mål"));
  EXPECT_EQ(refused_change("measurement", moved), Wrong{"value"});
  EXPECT_FALSE(world->remove("measurement", ground));
  Sign other_source = world->load<Sign>("sign", on);
  other_source.not_over_time = true;
  EXPECT_EQ(refused_change("sign", other_source), Wrong{"measured"});
  EXPECT_FALSE(world->remove("sign", on));

  const Uuid second = world->create("measurement", measured(on, Date(2025, 1, 1), "65 %"));
  EXPECT_TRUE(world->remove("measurement", ground)) << "another ground stands";
  EXPECT_FALSE(world->remove("measurement", second));
  EXPECT_TRUE(world->remove("goal", of)) << "with all its parts";
}

INSTANTIATE_ON_BOTH_ENGINES(Measured);

}  // namespace
}  // namespace samloft::goals

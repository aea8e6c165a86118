// Moving a goal on and judging it: who may, what is asked, what the journal keeps.

#include "world_for_tests.h"

namespace samloft::goals {
namespace {

class Moved : public WithGoals {
 protected:
  std::string move(const Uuid& id, GoalState to) {
    const auto moved = write([&](records::Work& work) { return move_on(work, id, to); });
    return moved ? "" : samloft::testing::World::told(moved.error());
  }
  std::string judged(const Uuid& id, const Verdict& verdict) {
    const auto outcome = write([&](records::Work& work) { return judge(work, id, verdict); });
    return outcome ? "" : samloft::testing::World::told(outcome.error());
  }
};

TEST_P(Moved, GoFromDraftToClosedByThoseWhoMay) {
  const Uuid id = goal("Samarbeid");
  EXPECT_TRUE(move(id, GoalState::agreed).starts_with("forbidden"))
      << "a coordinator does not bind both";
  world->viewer.roles = {Role::university_lead};
  EXPECT_TRUE(move(id, GoalState::running).starts_with("conflict"));
  EXPECT_EQ(move(id, GoalState::agreed), "");
  world->viewer.roles = {Role::coordinator};
  EXPECT_EQ(move(id, GoalState::running), "");
  EXPECT_TRUE(
      judged(id, {Judgement::not_shown, "", "Styringsgruppa", today}).starts_with("forbidden"));
  world->viewer.roles = {Role::ppt_lead};
  EXPECT_TRUE(
      judged(id, {Judgement::not_shown, "", "Styringsgruppa", today}).starts_with("forbidden"));
  world->viewer.roles = {Role::owner_leader};
  EXPECT_EQ(judged(id, {Judgement::not_shown, "", "Styringsgruppa", today}), "") << "an honest end";
  EXPECT_EQ(move(id, GoalState::closed), "");
  const Goal kept = world->load<Goal>("goal", id);
  EXPECT_TRUE(kept.state == GoalState::closed && kept.judgement == Judgement::not_shown);
  EXPECT_EQ(kept.judged_on, today);
  world->viewer.roles = {Role::staff};
  EXPECT_TRUE(move(id, GoalState::judged).starts_with("forbidden"));
}

TEST_P(Moved, R13AreNotAttainedWithoutALaterValue) {
  const Uuid id = goal("Samarbeid", GoalState::running);
  const Uuid on = sign(id);
  world->viewer.roles = {Role::owner_leader};
  const Verdict attained{Judgement::attained, "", "Styringsgruppa", today};
  EXPECT_TRUE(holds(judged(id, attained), "; judgement: "));
  EXPECT_TRUE(world->load<Goal>("goal", id).state == GoalState::running) << "nothing is changed";
  world->create("measurement", measured(on, Date(2024, 1, 1), "60 %"));
  EXPECT_EQ(judged(id, attained), "");
}

TEST_P(Moved, AreJudgedOnADayThatHasBeenWithOneOfFour) {
  const Uuid id = goal("Samarbeid", GoalState::running);
  world->viewer.roles = {Role::university_lead};
  EXPECT_TRUE(holds(judged(id, {Judgement::none, "", "", today}), "; judgement: "));
  EXPECT_TRUE(holds(judged(id, {Judgement::partly, "", "", std::nullopt}), "; judged_on: "));
  EXPECT_TRUE(holds(judged(id, {Judgement::partly, "", "", today.plus_days(1)}), "; judged_on: "));
  EXPECT_TRUE(judged(goal("Kladd"), {Judgement::partly, "", "", today}).starts_with("conflict"));
}

TEST_P(Moved, LoseTheirJudgementWhenTakenUpAgain) {
  const Uuid id = goal("Samarbeid", GoalState::running);
  world->viewer.roles = {Role::owner_leader};
  ASSERT_EQ(judged(id, {Judgement::attained, "Sett av alle.", "Styringsgruppa", today}), "");
  ASSERT_EQ(move(id, GoalState::running), "");
  const Goal kept = world->load<Goal>("goal", id);
  EXPECT_TRUE(kept.judgement == Judgement::none);
  EXPECT_EQ(kept.judgement_grounds, "");
  EXPECT_FALSE(kept.judged_on);
}

INSTANTIATE_ON_BOTH_ENGINES(Moved);

}  // namespace
}  // namespace samloft::goals

// Moving a measure on, doses, and who takes part in what.

#include "store.h"
#include "world_for_tests.h"

namespace samloft::measures {
namespace {

using State = MeasureState;

class MeasureSteps : public WithMeasures {};

TEST_P(MeasureSteps, GoFromProposalToEvaluationByThoseWhoMay) {
  Measure made;
  made.title = "Nettverk";
  made.goals = {goal()};
  made.valid_from = Date(2027, 1, 1);
  const Uuid id = world->create("measure", made);
  EXPECT_TRUE(set(id, State::running).starts_with("conflict"));
  EXPECT_EQ(set(id, State::planned), "");
  EXPECT_TRUE(set(id, State::approved, today).starts_with("forbidden"))
      << "a coordinator does not bind both";
  world->viewer.roles = {Role::university_lead};
  EXPECT_TRUE(holds(set(id, State::approved), "; day: "));
  EXPECT_TRUE(holds(set(id, State::approved, today.plus_days(1)), "; day: "));
  EXPECT_EQ(set(id, State::approved, Date(2026, 11, 1)), "");
  world->viewer.roles = {Role::ppt_lead};
  EXPECT_EQ(set(id, State::running), "");
  EXPECT_TRUE(holds(set(id, State::changed), "; grounds: "));
  EXPECT_EQ(set(id, State::changed, {}, "Færre samlinger"), "");
  EXPECT_EQ(set(id, State::completed), "");
  EXPECT_TRUE(set(id, State::evaluated, {}, "Nyttig").starts_with("forbidden"));
  world->viewer.roles = {Role::owner_leader};
  EXPECT_EQ(set(id, State::evaluated, {}, " Nyttig "), "");
  const auto kept = world->load<Measure>("measure", id);
  EXPECT_TRUE(kept.state == State::evaluated);
  EXPECT_EQ(kept.decided_on, Date(2026, 11, 1));
  EXPECT_EQ(kept.state_grounds, "Nyttig");
  world->viewer.roles = {Role::staff, Role::lecturer};
  EXPECT_TRUE(set(id, State::completed).starts_with("forbidden"));
}

TEST_P(MeasureSteps, AreNotApprovedWithoutGoalAndStart) {
  const Uuid id = measure("Nettverk", {}, State::planned);
  world->viewer.roles = {Role::owner_leader};
  const std::string why = set(id, State::approved, today);
  EXPECT_TRUE(holds(why, "goals: ") && holds(why, "valid_from: ")) << why;
  EXPECT_TRUE(world->load<Measure>("measure", id).state == State::planned);
}

TEST_P(MeasureSteps, StopWithAReasonAndMayBeTakenUpAgain) {
  const Uuid id = measure("Nettverk");
  world->viewer.roles = {Role::owner_leader};
  EXPECT_TRUE(holds(set(id, State::stopped, {}, " \n"), "; grounds: "));
  EXPECT_EQ(set(id, State::stopped, {}, "Ingen kom."), "");
  EXPECT_EQ(set(id, State::planned), "");
}

TEST_P(MeasureSteps, KeepDosesOfAGroupInAHalfYearOnce) {
  const Uuid id = measure("Nettverk");
  Dose made = dose(id, 2026, Term::spring, 40, 12);
  made.who = "Bydel øst";
  made.source = DoseSource::estimate;
  made.note = "Anslått";
  const auto kept = world->load<Dose>("dose", world->create("dose", made));
  EXPECT_EQ(kept.who, "Bydel øst");
  EXPECT_TRUE(kept.term == Term::spring && kept.source == DoseSource::estimate);
  EXPECT_EQ(kept.participants, 40);
  EXPECT_EQ(kept.hours, 12);
  EXPECT_EQ(kept.note, "Anslått");
  made.id = {};
  made.version = 0;
  EXPECT_EQ(world->refused("dose", made), Wrong{"who"});
  EXPECT_EQ(world->refused("dose", dose(id, 2026, Term::spring, -1, 501)),
            (Wrong{"participants", "hours"}));
  EXPECT_EQ(world->refused("dose", dose(id, 1999, Term::spring, 1, 1)), Wrong{"year"});
  EXPECT_EQ(world->refused("dose", dose(id, 2027, Term::spring, 1, 1)), Wrong{"participants"})
      << "not begun";
  EXPECT_EQ(world->refused("dose", dose(id, 2026, Term::autumn, 1, 1)), Wrong{});
}

TEST_P(MeasureSteps, PlanADoseOfAUnitBeforeItIsGiven) {
  const Uuid id = measure("Nettverk"), solbakken = unit("Solbakken"), elvestua = unit("Elvestua");
  Dose planned;
  planned.measure = id;
  planned.year = 2027;
  planned.term = Term::spring;
  planned.unit = solbakken;
  EXPECT_EQ(world->refused("dose", planned), Wrong{"planned_participants"}) << "nothing is said";
  planned.planned_participants = 10;
  EXPECT_EQ(world->refused("dose", planned), Wrong{"planned_hours"}) << "ten of what";
  planned.planned_hours = 8;
  const Uuid made = world->create("dose", planned);
  EXPECT_EQ(world->refused("dose", planned), Wrong{"who"}) << "once";
  planned.unit = elvestua;
  EXPECT_EQ(world->refused("dose", planned), Wrong{}) << "another unit's";
  Dose given = world->load<Dose>("dose", made);
  EXPECT_EQ(given.unit, solbakken);
  EXPECT_FALSE(given.hours);
  given.participants = 9;
  given.hours = 8;
  EXPECT_FALSE(world->save("dose", given)) << "spring has not begun";
  world->now.milliseconds += 60 * kDay;
  EXPECT_TRUE(world->save("dose", given));
}

TEST_P(MeasureSteps, CountUnitsThatTakePartInWhatIsNotOnlyProposedOrStopped) {
  const Uuid one = unit("Solbakken"), other = unit("Elvestua");
  take_part(measure("Går", {Date(2026, 1, 1), Date(2027, 1, 1)}), {one, other});
  take_part(measure("Stanset", {}, State::stopped), {one});
  take_part(measure("Foreslått", {}, State::proposed), {one});
  take_part(measure("Gjest"), {one}, Attendance::may_join);
  measure("Uten enheter");
  Programme programme;
  programme.title = "Statens program";
  programme.units = {one};
  programme.valid_from = Date(2026, 1, 1);
  world->create("programme", programme);
  world->database().read([&](db::Connection& db) {
    const auto rows = engagements(db);
    EXPECT_EQ(rows.size(), 3u);
    EXPECT_EQ(
        std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.unit == one; }),
        2);
    EXPECT_EQ(
        std::count_if(rows.begin(), rows.end(), [](const auto& row) { return !row.is_measure; }),
        1);
    const auto unnamed = measures_without_units(db);
    EXPECT_EQ(unnamed.size(), 2u);
  });
  programme.id = {};
  programme.version = 0;
  programme.valid_until = Date(2025, 1, 1);
  EXPECT_EQ(world->refused("programme", programme), Wrong{"valid_until"});
}

INSTANTIATE_ON_BOTH_ENGINES(MeasureSteps);

}  // namespace
}  // namespace samloft::measures

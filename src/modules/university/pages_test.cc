// The page of hours: the overbooked first, shares, what comes back.

#include "world_for_tests.h"

namespace samloft::university {
namespace {

class HoursPages : public WithHours {};

TEST_P(HoursPages, P5FindTheOverbookedWhateverHalfYearIsShown) {
  const Uuid ellen = person("Ellen"), nora = person("Nora");
  world->create("capacity", capacity(ellen, 100));
  world->create("assignment", assignment(ellen, 120));
  world->create("capacity", capacity(nora, 50, Term::spring));
  world->create("assignment", assignment(nora, 50, Term::spring));
  const std::string now = page("/fjordby/university-hours");
  EXPECT_TRUE(holds(now, "høsten 2026, 120 timer lovet bort, 100 finnes"));
  EXPECT_TRUE(holds(now, "20 timer for mye"));
  EXPECT_FALSE(holds(now, "Nora")) << "her hours are in spring and just enough";
  const std::string spring = page("/fjordby/university-hours?semester=2026-spring");
  EXPECT_TRUE(holds(spring, "Nora") && holds(spring, "0 timer ledig"));
  EXPECT_TRUE(holds(spring, "høsten 2026, 120 timer lovet bort"));
  EXPECT_TRUE(holds(page("/fjordby/university-hours?semester=nonsense"), "Timene høsten 2026"));
}

TEST_P(HoursPages, SayWhereHoursAreNotKnown) {
  world->create("assignment", assignment(person("Ellen"), 120));
  const std::string seen = page("/fjordby/university-hours");
  EXPECT_TRUE(holds(seen, "timene er ikke kjent"));
  EXPECT_FALSE(holds(seen, "lovet bort for flere timer enn de har"));
}

TEST_P(HoursPages, P6ShareTheHoursBetweenInstitutions) {
  world->create("assignment", assignment(person("Ellen"), 90));
  Assignment elsewhere = assignment(person("Kari"), 30);
  elsewhere.institution = institution("Høgskolen langt borte");
  world->create("assignment", elsewhere);
  const std::string seen = page("/fjordby/university-hours");
  EXPECT_TRUE(holds(seen, "75\u00a0%") && holds(seen, "25\u00a0%"));
}

TEST_P(HoursPages, R11TellWhatComesBackToTeacherEducation) {
  Assignment made = assignment(person("Ellen"), 90);
  const Uuid id = world->create("assignment", made);
  EXPECT_TRUE(holds(page("/fjordby/university-hours"), "Ingen oppdrag fører noe tilbake"));
  Assignment stored = world->load<Assignment>("assignment", id);
  stored.feeds_back_to = "SP-200";
  ASSERT_TRUE(world->save("assignment", stored));
  EXPECT_TRUE(holds(page("/fjordby/university-hours"), "1 av 1 oppdrag"));
}

TEST_P(HoursPages, AreNotForEveryMember) {
  world->viewer.roles = {Role::staff};
  EXPECT_EQ(page("/fjordby/university-hours"), "404");
  EXPECT_EQ(page("/fjordby/capacities"), "404");
  EXPECT_FALSE(holds(page("/fjordby/measures"), "university-hours"));
  world->viewer.roles = {Role::lecturer};
  const std::string seen = page("/fjordby/university-hours");
  EXPECT_TRUE(holds(seen, "Universitetets timer"));
  EXPECT_FALSE(holds(seen, "assignments/new"));
  EXPECT_TRUE(holds(page("/fjordby/measures"), "university-hours"));
}

TEST_P(HoursPages, AskFewStatementsHoweverManyThereAre) {
  world->create("assignment", assignment(person("Ellen"), 90));
  page("/fjordby/university-hours");
  const auto few = world->statements;
  for (int i = 0; i < 9; ++i) world->create("assignment", assignment(person("Kari"), 90));
  page("/fjordby/university-hours");
  EXPECT_EQ(world->statements, few);
}

INSTANTIATE_ON_BOTH_ENGINES(HoursPages);

}  // namespace
}  // namespace samloft::university

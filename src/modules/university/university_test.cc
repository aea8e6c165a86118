// Capacities and assignments on both engines.

#include "world_for_tests.h"

namespace samloft::university {
namespace {

class Hours : public WithHours {};

TEST_P(Hours, AreForCoordinatorsAndTheAcademicLeadToWrite) {
  const Uuid of = person("Ellen");
  for (const Role role :
       {Role::staff, Role::unit_leader, Role::owner_leader, Role::ppt_lead, Role::lecturer,
        Role::union_representative, Role::private_owner, Role::auditor}) {
    world->viewer.roles = {role};
    Capacity made = capacity(of, 10);
    const auto refusal = world->try_create("capacity", made);
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().kind, Problem::Kind::forbidden);
  }
  world->viewer.roles = {Role::university_lead};
  world->create("capacity", capacity(of, 10));
}

TEST_P(Hours, AreAPersonsOrARoles) {
  const Uuid of = person("Ellen");
  EXPECT_EQ(world->refused("capacity", capacity({}, 10)), Wrong{"person"});
  Capacity both = capacity(of, 10);
  both.role = "Stipendiat";
  EXPECT_EQ(world->refused("capacity", both), Wrong{"role"});
  Capacity role = capacity({}, 10);
  role.role = "Stipendiat";
  EXPECT_EQ(world->refused("capacity", role), Wrong{});
}

TEST_P(Hours, AreWrittenOnceForAHalfYear) {
  const Uuid of = person("Ellen");
  world->create("capacity", capacity(of, 10));
  EXPECT_EQ(world->refused("capacity", capacity(of, 20)), Wrong{"year"});
  EXPECT_EQ(world->refused("capacity", capacity(of, 20, Term::spring)), Wrong{});
  Capacity elsewhere = capacity(of, 20);
  elsewhere.institution = {};
  EXPECT_EQ(world->refused("capacity", elsewhere), Wrong{});
  elsewhere.id = {};
  EXPECT_EQ(world->refused("capacity", elsewhere), Wrong{"year"}) << "no institution twice is twice";
}

TEST_P(Hours, RefuseNonsense) {
  const Uuid of = person("Ellen");
  EXPECT_EQ(world->refused("capacity", capacity(of, -1)), Wrong{"hours"});
  EXPECT_EQ(world->refused("capacity", capacity(of, 2001)), Wrong{"hours"});
  Assignment wild = assignment(of, 10);
  wild.year = 20260;
  wild.hours_used = -5;
  wild.students = -1;
  EXPECT_EQ(world->refused("assignment", wild), (Wrong{"year", "hours_used", "students"}));
}

TEST_P(Hours, KeepEveryField) {
  Assignment made = assignment(person("فاطمة"), 60, Term::spring);
  made.hours_used = 20;
  made.discipline = "Spesialpedagogikk";
  made.feeds_back_to = "SP-200";
  made.students = 4;
  made.note = "Oppdiktet";
  const Uuid id = world->create("assignment", made);
  const auto kept = world->load<Assignment>("assignment", id);
  EXPECT_EQ(kept.person, made.person);
  EXPECT_EQ(kept.measure, made.measure);
  EXPECT_TRUE(kept.term == Term::spring);
  EXPECT_EQ(kept.year, 2026);
  EXPECT_EQ(kept.hours_planned, 60);
  EXPECT_EQ(kept.hours_used, 20);
  EXPECT_EQ(kept.discipline, made.discipline);
  EXPECT_EQ(kept.feeds_back_to, made.feeds_back_to);
  EXPECT_EQ(kept.students, 4);
  EXPECT_EQ(kept.note, made.note);
}

INSTANTIATE_ON_BOTH_ENGINES(Hours);

}  // namespace
}  // namespace samloft::university

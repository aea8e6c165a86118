// Measures and their participants on both engines.

#include "measures/measures.h"

#include "framework/framework.h"
#include "goals/goals.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::measures {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;

class Measures : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), needs::migrations(),
                                            goals::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), needs::kinds(), goals::kinds(),
                                                kinds()});
  }
  Measure measure(const std::string& title) {
    Measure m;
    m.title = title;
    return m;
  }
  Uuid need(const std::string& title) {
    people::Person proposer;
    proposer.name = "Styreren";
    needs::Need n;
    n.title = title;
    n.raised_by = world->create("person", proposer);
    return world->create("need", n);
  }
  Uuid element(const std::string& title) {
    framework::Framework f;
    f.name = "Sterkere sammen";
    framework::Element e;
    e.framework = world->create("framework", f);
    e.title = title;
    return world->create("element", e);
  }
  std::unique_ptr<World> world;
};

TEST_P(Measures, AreNotForStaffToChange) {
  world->viewer.roles = {Role::staff, Role::lecturer};
  Measure m = measure("Nettverk");
  const auto made = world->try_create("measure", m);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
}

TEST_P(Measures, KeepEveryField) {
  goals::Goal goal;
  goal.title = "Alle er med";
  people::Person person;
  person.name = "Turid";
  people::Body body;
  body.name = "Arbeidsgruppa";
  Measure m = measure("Nettverk 0–6");
  m.kind = MeasureKind::certification;
  m.description = "Linje én\nLinje to";
  m.practice_change = "De voksne ser tidlig.";
  const Uuid first = world->create("goal", goal), second = world->create("goal", goal);
  m.goals = {second, first};  // their order is kept
  m.needs = {need("Overganger")};
  m.elements = {element("Lærende nettverk")};
  m.responsible_body = world->create("body", body);
  m.responsible_person = world->create("person", person);
  m.university_part = "Teori";
  m.ppt_role = "Fast deltaker";
  m.valid_from = Date(2022, 8, 1);
  m.valid_until = Date(2025, 7, 1);
  m.planned_hours = 16;
  m.state = MeasureState::running;
  const auto kept = world->load<Measure>("measure", world->create("measure", m));
  EXPECT_EQ(kept.title, m.title);
  EXPECT_EQ(kept.kind, MeasureKind::certification);
  EXPECT_EQ(kept.description, m.description);
  EXPECT_EQ(kept.practice_change, m.practice_change);
  EXPECT_EQ(kept.goals, m.goals);
  EXPECT_EQ(kept.needs, m.needs);
  EXPECT_EQ(kept.elements, m.elements);
  EXPECT_EQ(kept.responsible_body, m.responsible_body);
  EXPECT_EQ(kept.responsible_person, m.responsible_person);
  EXPECT_EQ(kept.university_part, m.university_part);
  EXPECT_EQ(kept.ppt_role, m.ppt_role);
  EXPECT_EQ(kept.valid_from, m.valid_from);
  EXPECT_EQ(kept.valid_until, m.valid_until);
  EXPECT_EQ(kept.planned_hours, 16);
  EXPECT_EQ(kept.state, MeasureState::running);
}

TEST_P(Measures, KeepEveryFieldOfAParticipant) {
  people::Organisation owner;
  owner.name = "Fjordby kommune";
  people::Unit unit;
  unit.name = "Solbakken";
  unit.owner = world->create("organisation", owner);
  Participant p;
  p.measure = world->create("measure", measure("Nettverk"));
  p.who = "Helsestasjon";
  p.units = {world->create("unit", unit)};
  p.attendance = Attendance::may_join;
  p.estimated_count = 12;
  const auto kept = world->load<Participant>("participant", world->create("participant", p));
  EXPECT_EQ(kept.measure, p.measure);
  EXPECT_EQ(kept.who, p.who);
  EXPECT_EQ(kept.units, p.units);
  EXPECT_EQ(kept.attendance, Attendance::may_join);
  EXPECT_EQ(kept.estimated_count, 12);
}

TEST_P(Measures, RefuseHoursAndCountsThatCannotBe) {
  for (const std::int64_t hours : {-1, 2001}) {
    Measure m = measure("Nettverk");
    m.planned_hours = hours;
    const auto made = world->try_create("measure", m);
    ASSERT_FALSE(made);
    EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"planned_hours"});
  }
  Participant p;
  p.measure = world->create("measure", measure("Nettverk"));
  p.who = "PPT";
  p.estimated_count = -1;
  const auto made = world->try_create("participant", p);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"estimated_count"});
}

TEST_P(Measures, EndAfterTheyStart) {
  Measure m = measure("Baklengs");
  m.valid_from = Date(2023, 1, 1);
  m.valid_until = Date(2023, 1, 1);
  const auto made = world->try_create("measure", m);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"valid_until"});
}

TEST_P(Measures, ListParticipantsAndLoseThemWhenRemoved) {
  const Uuid id = world->create("measure", measure("Nettverk"));
  Participant participant;
  participant.measure = id;
  participant.who = "PPT";
  participant.estimated_count = 15;
  world->create("participant", participant);
  participant.id = {};
  participant.version = 0;
  participant.who = "Barnevern";
  participant.attendance = Attendance::may_join;
  world->create("participant", participant);
  const auto rows = world->database().read([&](db::Connection& db) { return participants_of(db, id); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].who, "Barnevern");
  EXPECT_EQ(rows[0].attendance, "may_join");
  EXPECT_EQ(rows[1].estimated_count, 15);
  ASSERT_TRUE(world->remove("measure", id));
  EXPECT_TRUE(world->database().read([&](db::Connection& db) { return participants_of(db, id); }).empty());
}

TEST_P(Measures, StandInOrderOfTheirStart) {
  Measure later = measure("Senere");
  later.valid_from = Date(2024, 1, 1);
  world->create("measure", later);
  world->create("measure", measure("Uten start"));
  Measure first = measure("Først");
  first.valid_from = Date(2022, 1, 1);
  world->create("measure", first);
  const auto rows = world->database().read([](db::Connection& db) { return measures_by_start(db, 10); });
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].title, "Først");
  EXPECT_EQ(rows[2].title, "Uten start");
}

INSTANTIATE_ON_BOTH_ENGINES(Measures);

}  // namespace
}  // namespace samloft::measures

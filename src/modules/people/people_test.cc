// The records of people and the rules between them, on both engines.

#include "people/people.h"

#include "records/kind.h"
#include "testing/world.h"

namespace samloft::people {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;

class People : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(GetParam(), std::vector<std::vector<Migration>>{migrations()},
                                    std::vector<std::vector<records::Kind>>{kinds()});
  }
  Uuid organisation() {
    Organisation o;
    o.name = "Fjordby kommune";
    o.number = "964 965 226";
    return world->create("organisation", o);
  }
  Unit unit(const std::string& name, const Uuid& owner) {
    Unit u;
    u.name = name;
    u.owner = owner;
    return u;
  }
  Uuid person(const std::string& name, const std::string& mail = "") {
    Person p;
    p.name = name;
    p.mail = mail;
    return world->create("person", p);
  }
  Uuid seat(SeatRole role) {
    Body body;
    body.name = "Styringsgruppa";
    Seat s;
    s.body = world->create("body", body);
    s.function = "Leder";
    s.role = role;
    return world->create("seat", s);
  }
  Roles roles(const Uuid& who, Date day) {
    return world->database().read([&](db::Connection& db) { return roles_of(db, who, day); });
  }
  std::unique_ptr<World> world;
};

TEST_P(People, KeepOrganisationNumbersWithoutSpaces) {
  const auto kept = world->load<Organisation>("organisation", organisation());
  EXPECT_EQ(kept.number, "964965226");
}

TEST_P(People, RefuseAWrongOrganisationNumber) {
  Organisation o;
  o.name = "Feil";
  o.number = "975315054";
  const auto made = world->try_create("organisation", o);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"number"});
}

TEST_P(People, RefuseTwoPersonsWithOneAddress) {
  person("Berit Berge", "Berit@Fjordby.example");
  Person other;
  other.name = "Berit Bakke";
  other.mail = "berit@fjordby.example";
  const auto made = world->try_create("person", other);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"mail"});
}

TEST_P(People, RefuseTwoHoldersOfOneSeatAtATime) {
  const Uuid at = seat(SeatRole::member), one = person("Én"), two = person("To");
  Holding first;
  first.seat = at;
  first.person = one;
  first.valid_from = Date(2024, 1, 1);
  first.valid_until = Date(2025, 8, 1);
  world->create("holding", first);
  Holding second = first;
  second.id = {};
  second.version = 0;
  second.person = two;
  second.valid_from = Date(2025, 7, 31);
  second.valid_until.reset();
  const auto overlapping = world->try_create("holding", second);
  ASSERT_FALSE(overlapping);
  EXPECT_EQ(fields_of(overlapping.error()), std::vector<std::string>{"valid_from"});
  second.id = {};
  second.valid_from = Date(2025, 8, 1);  // half-open: the day the other ends is free
  world->create("holding", second);
}

TEST_P(People, GiveRolesThatEndWithTheSeat) {
  const Uuid who = person("Koordinatoren");
  Holding holding;
  holding.seat = seat(SeatRole::coordinator);
  holding.person = who;
  holding.valid_from = Date(2026, 1, 1);
  holding.valid_until = Date(2026, 7, 1);
  world->create("holding", holding);
  EXPECT_TRUE(roles(who, Date(2025, 12, 31)).none());
  EXPECT_TRUE(roles(who, Date(2026, 1, 1)).has(Role::coordinator));
  EXPECT_TRUE(roles(who, Date(2026, 6, 30)).has(Role::coordinator));
  EXPECT_TRUE(roles(who, Date(2026, 7, 1)).none());
}

TEST_P(People, FollowAUnitToItsSuccessors) {
  const Uuid owner = organisation();
  const Uuid last = world->create("unit", unit("Ny skole", owner));
  Unit middle = unit("Midlertidig skole", owner);
  middle.successor = last;
  middle.valid_until = Date(2020, 8, 1);
  const Uuid second = world->create("unit", middle);
  Unit first = unit("Gammel skole", owner);
  first.successor = second;
  first.valid_until = Date(2018, 8, 1);
  const Uuid oldest = world->create("unit", first);
  EXPECT_EQ(world->database().read([&](db::Connection& db) { return current_unit(db, oldest); }),
            last);
  Unit circle = world->load<Unit>("unit", last);
  circle.successor = oldest;
  circle.valid_until = Date(2030, 1, 1);
  const auto saved = world->save("unit", circle);
  ASSERT_FALSE(saved);
  EXPECT_EQ(fields_of(saved.error()), std::vector<std::string>{"successor"});
}

TEST_P(People, ListVacantSeatsAndSinceWhen) {
  const Uuid at = seat(SeatRole::member);
  const auto vacant = [&](Date day) {
    return world->database().read([&](db::Connection& db) { return vacancies(db, day); });
  };
  ASSERT_EQ(vacant(Date(2026, 1, 1)).size(), 1u);
  EXPECT_FALSE(vacant(Date(2026, 1, 1)).front().since);
  Holding holding;
  holding.seat = at;
  holding.person = person("Noen");
  holding.valid_from = Date(2026, 1, 1);
  holding.valid_until = Date(2026, 3, 1);
  world->create("holding", holding);
  EXPECT_TRUE(vacant(Date(2026, 2, 1)).empty());
  ASSERT_EQ(vacant(Date(2026, 4, 1)).size(), 1u);
  EXPECT_EQ(vacant(Date(2026, 4, 1)).front().since, Date(2026, 3, 1));
}

TEST_P(People, AreForCoordinatorsToChange) {
  world->viewer.roles = {Role::staff, Role::unit_leader};
  Person p;
  p.name = "Noen";
  const auto made = world->try_create("person", p);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
}

INSTANTIATE_ON_BOTH_ENGINES(People);

}  // namespace
}  // namespace samloft::people

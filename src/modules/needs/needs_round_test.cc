// Rounds: yardsticks, scores that show in time, and the order decided, on both engines.

#include "world_for_tests.h"

namespace samloft::needs {
namespace {

using Ids = std::vector<Uuid>;

class Rounds : public InProcess {
 protected:
  Uuid round_of(Ids needs) {
    Round made;
    made.title = "Prioritering 2027";
    made.needs = std::move(needs);
    return world->create("round", made);
  }
  Uuid yardstick(const Uuid& round, std::int64_t place, std::int64_t weight = 1) {
    Yardstick made;
    made.round = round;
    made.place = place;
    made.title = "Kriterium";
    made.weight = weight;
    return world->create("yardstick", made);
  }
  Uuid body() {
    people::Body made;
    made.name = "Styringsgruppa";
    return world->create("body", made);
  }
  std::string scoring(const Uuid& round, const std::vector<Scored>& scores) {
    return said(doing([&](records::Work& work) { return score(work, round, scores); }));
  }
  std::string closing(const Uuid& round) {
    return said(doing([&](records::Work& work) { return close(work, round); }));
  }
  std::string deciding(const Uuid& round, const Ids& order, const Uuid& by,
                       Date day = Date(2026, 11, 24)) {
    return said(doing(
        [&](records::Work& work) { return decide(work, round, order, by, day, " Enstemmig. "); }));
  }
  std::int64_t assessments_seen() {
    return world->database().read([&](db::Connection& db) {
      return records::list(db, world->kind("assessment"), world->viewer, {}).total;
    });
  }
};

TEST_P(Rounds, HaveAtMostSixYardsticksEachInAPlaceOfItsOwn) {
  const Uuid id = round_of({need("Behov")});
  for (std::int64_t place = 1; place <= 6; ++place) yardstick(id, place);
  Yardstick extra;
  extra.round = id;
  extra.title = "For mye";
  extra.weight = 101;
  extra.place = 7;
  const auto refused = world->try_create("yardstick", extra);
  ASSERT_FALSE(refused);
  EXPECT_EQ(samloft::testing::fields_of(refused.error()),
            (std::vector<std::string>{"place", "weight"}));
  extra.place = 6;
  EXPECT_FALSE(world->try_create("yardstick", extra));
  Ids many;
  for (int i = 0; i < 61; ++i) many.push_back(need("Behov " + std::to_string(i)));
  Round large;
  large.title = "For stor";
  large.needs = many;
  const auto told = world->try_create("round", large);
  ASSERT_FALSE(told);
  EXPECT_EQ(samloft::testing::fields_of(told.error()), std::vector<std::string>{"needs"});
}

TEST_P(Rounds, ShowOthersScoresWhenOneHasScoredOrWhenClosed) {
  const Uuid first = need("Først"), id = round_of({first});
  yardstick(id, 1);
  const Uuid other = person("En annen"), third = person("En tredje");
  be(Role::unit_leader);
  ASSERT_EQ(scoring(id, {{first, {3}}}), "fine");
  EXPECT_EQ(assessments_seen(), 1);
  world->viewer.person = other;
  EXPECT_EQ(assessments_seen(), 0) << "not before one's own";
  be(Role::coordinator);
  EXPECT_EQ(assessments_seen(), 0) << "not even the coordinator";
  be(Role::union_representative);
  ASSERT_EQ(scoring(id, {{first, {1}}}), "fine");
  EXPECT_EQ(assessments_seen(), 2);
  ASSERT_EQ(scoring(id, {{first, {std::nullopt}}}), "fine") << "changed, not added";
  EXPECT_EQ(assessments_seen(), 2);
  world->viewer.person = third;
  EXPECT_EQ(assessments_seen(), 0);
  EXPECT_EQ(closing(id), "forbidden");
  be(Role::owner_leader);
  ASSERT_EQ(closing(id), "fine");
  EXPECT_EQ(assessments_seen(), 2);
  be(Role::unit_leader);
  EXPECT_EQ(scoring(id, {{first, {4}}}), "conflict");
}

TEST_P(Rounds, TakeScoresFromZeroToFourForTheirOwnNeeds) {
  const Uuid inside = need("Inne"), outside = need("Ute"), id = round_of({inside});
  yardstick(id, 1);
  EXPECT_EQ(scoring(id, {{inside, {5}}}), "invalid points_1");
  EXPECT_EQ(scoring(id, {{outside, {1}}}), "invalid need");
  be(Role::staff);
  EXPECT_EQ(scoring(id, {{inside, {1}}}), "forbidden");
}

TEST_P(Rounds, KeepTheirYardsticksOnceScored) {
  const Uuid one = need("Ett"), id = round_of({one});
  const Uuid stick = yardstick(id, 1);
  ASSERT_EQ(scoring(id, {{one, {2}}}), "fine");
  EXPECT_FALSE(world->remove("yardstick", stick));
  Yardstick moved = world->load<Yardstick>("yardstick", stick);
  moved.place = 2;
  EXPECT_FALSE(world->save("yardstick", moved));
  moved.place = 1;
  moved.weight = 0;
  EXPECT_TRUE(world->save("yardstick", moved)) << "a weight may be agreed on later";
}

TEST_P(Rounds, EndInAnOrderThatIsMinuted) {
  const Uuid a = need("A", NeedState::consolidated), b = need("B"), c = need("C");
  Need before = stored(need("Før", NeedState::prioritised));
  before.priority = 1;
  ASSERT_TRUE(world->save("need", before));
  const Uuid id = round_of({a, b, c}), by = body();
  EXPECT_EQ(deciding(id, {b, a}, by), "conflict") << "it is open still";
  ASSERT_EQ(closing(id), "fine");
  EXPECT_EQ(deciding(id, {}, by), "invalid order");
  EXPECT_EQ(deciding(id, {b, b}, by), "invalid order");
  EXPECT_EQ(deciding(id, {b, before.id}, by), "invalid order");
  EXPECT_EQ(deciding(id, {b, a}, a), "invalid body");
  EXPECT_EQ(deciding(id, {b, a}, by, Date(2026, 11, 26)), "invalid day");
  be(Role::ppt_lead);
  EXPECT_EQ(deciding(id, {b, a}, by), "forbidden");
  be(Role::owner_leader);
  ASSERT_EQ(deciding(id, {b, a}, by), "fine");
  EXPECT_EQ(stored(b).priority, 1);
  EXPECT_EQ(stored(a).priority, 2);
  EXPECT_EQ(stored(before.id).priority, 3) << "those in order before follow";
  EXPECT_EQ(stored(a).state, NeedState::prioritised);
  EXPECT_EQ(stored(c).state, NeedState::submitted);
  EXPECT_FALSE(stored(c).priority);
  const Round kept = world->load<Round>("round", id);
  EXPECT_EQ(kept.state, RoundState::decided);
  EXPECT_EQ(kept.needs, (Ids{b, a, c}));
  EXPECT_EQ(kept.minutes, "Enstemmig.");
  EXPECT_EQ(kept.decided_on, Date(2026, 11, 24));
  EXPECT_EQ(deciding(id, {a}, by), "conflict") << "decided once";
}

TEST_P(Rounds, RefuseToPutInOrderWhatIsSetAside) {
  const Uuid a = need("A"), id = round_of({a}), by = body();
  ASSERT_EQ(said(doing([&](records::Work& work) {
              return set_state(work, a, NeedState::rejected, "Nei.");
            })),
            "fine");
  ASSERT_EQ(closing(id), "fine");
  EXPECT_EQ(deciding(id, {a}, by), "invalid order");
}

INSTANTIATE_ON_BOTH_ENGINES(Rounds);

}  // namespace
}  // namespace samloft::needs

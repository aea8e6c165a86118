// Grants, shares and tranches on both engines.

#include "grants/grants.h"

#include "framework/framework.h"
#include "goals/goals.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::grants {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;

class Grants : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), needs::migrations(),
                                            goals::migrations(), measures::migrations(),
                                            migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), needs::kinds(), goals::kinds(),
                                                measures::kinds(), kinds()});
    municipality = organisation("Fjordby kommune");
    university = organisation("Universitetet");
    grant = world->create("grant", made(1'000'001));
  }
  Uuid organisation(const std::string& name) {
    people::Organisation o;
    o.name = name;
    return world->create("organisation", o);
  }
  Grant made(std::int64_t total) {
    Grant g;
    g.title = "Kompetanseløftet";
    g.decision_year = 2023;
    g.total = Ore{total};
    return g;
  }
  Share share(const Uuid& to, std::int64_t parts, std::int64_t place) {
    Share s;
    s.from_grant = grant;
    s.organisation = to;
    s.parts = parts;
    s.place = place;
    return s;
  }
  Tranche tranche(const Uuid& to, std::int64_t amount) {
    Tranche t;
    t.from_grant = grant;
    t.organisation = to;
    t.budget_year = 2023;
    t.amount = Ore{amount};
    return t;
  }
  std::unique_ptr<World> world;
  Uuid municipality, university, grant;
};

TEST_P(Grants, AreNotForPptToChange) {
  world->viewer.roles = {Role::ppt_lead, Role::staff};
  Grant g = made(100);
  const auto refused = world->try_create("grant", g);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::forbidden);
}

TEST_P(Grants, AreMoreThanNothing) {
  for (const std::int64_t total : {0, -1}) {
    Grant g = made(total);
    const auto refused = world->try_create("grant", g);
    ASSERT_FALSE(refused);
    EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"total"});
  }
}

TEST_P(Grants, R2_NeverSplitMoreThanTheWhole) {
  world->create("share", share(municipality, 5000, 1));
  Share more = share(university, 5001, 2);
  const auto refused = world->try_create("share", more);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"parts"});
  world->create("share", share(university, 5000, 2));
}

TEST_P(Grants, GiveARecipientOneShare) {
  world->create("share", share(municipality, 1000, 1));
  Share again = share(municipality, 1000, 2);
  const auto refused = world->try_create("share", again);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"organisation"});
}

TEST_P(Grants, R3_HoldTheirTranches) {
  world->create("share", share(municipality, 5000, 1));
  world->create("tranche", tranche(municipality, 1'000'000));
  Tranche exceeding = tranche(municipality, 2);
  const auto refused = world->try_create("tranche", exceeding);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"amount"});
  world->create("tranche", tranche(municipality, 1));
  auto smaller = world->load<Grant>("grant", grant);
  smaller.total = Ore{1'000'000};
  EXPECT_FALSE(world->save("grant", smaller));
}

TEST_P(Grants, PayOnlyThoseWithAShare) {
  Tranche stray = tranche(university, 1);
  const auto refused = world->try_create("tranche", stray);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"organisation"});
}

TEST_P(Grants, KeepEveryField) {
  partnership::Scheme scheme;
  scheme.name = "Dekomp";
  partnership::RuleSet rules;
  rules.scheme = world->create("scheme", scheme);
  rules.valid_from = Date(2021, 1, 1);
  measures::Measure measure;
  measure.title = "Nettverk";
  Grant g = made(1'000'000'000'000'000);
  g.scheme = rules.scheme;
  g.rule_set = world->create("rule_set", rules);
  g.decided_on = Date(2023, 4, 28);
  const Uuid first = world->create("measure", measure), second = world->create("measure", measure);
  g.measures = {second, first};  // their order is kept
  g.conditions = "Linje én\nLinje to";
  g.case_reference = "2023/1234";
  const auto kept = world->load<Grant>("grant", world->create("grant", g));
  EXPECT_EQ(kept.title, g.title);
  EXPECT_EQ(kept.scheme, g.scheme);
  EXPECT_EQ(kept.rule_set, g.rule_set);
  EXPECT_EQ(kept.decided_on, g.decided_on);
  EXPECT_EQ(kept.decision_year, 2023);
  EXPECT_EQ(kept.total, g.total);
  EXPECT_EQ(kept.measures, g.measures);
  EXPECT_EQ(kept.conditions, g.conditions);
  EXPECT_EQ(kept.case_reference, g.case_reference);
}

TEST_P(Grants, KeepEveryFieldOfSharesAndTranches) {
  Share s = share(municipality, 3334, 2);
  s.uses = "Lokaler og bevertning";
  const auto kept = world->load<Share>("share", world->create("share", s));
  EXPECT_EQ(kept.from_grant, grant);
  EXPECT_EQ(kept.organisation, municipality);
  EXPECT_EQ(kept.parts, 3334);
  EXPECT_EQ(kept.place, 2);
  EXPECT_EQ(kept.uses, s.uses);
  Tranche t = tranche(municipality, 92'000);
  t.state = TrancheState::carried_over;
  const auto stored = world->load<Tranche>("tranche", world->create("tranche", t));
  EXPECT_EQ(stored.from_grant, grant);
  EXPECT_EQ(stored.organisation, municipality);
  EXPECT_EQ(stored.budget_year, 2023);
  EXPECT_EQ(stored.amount, Ore{92'000});
  EXPECT_EQ(stored.state, TrancheState::carried_over);
}

TEST_P(Grants, KeepAShareWithItsTranches) {
  const Uuid id = world->create("share", share(municipality, 5000, 1));
  auto free = world->load<Share>("share", id);
  free.organisation = university;
  ASSERT_TRUE(world->save("share", free));
  world->create("tranche", tranche(university, 1));
  auto bound = world->load<Share>("share", id);
  bound.parts = 4000;
  ASSERT_TRUE(world->save("share", bound));
  bound.organisation = municipality;
  const auto refused = world->save("share", bound);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"organisation"});
}

TEST_P(Grants, ListSharesInTheirPlaceAndSumByYear) {
  world->create("share", share(university, 5000, 2));
  world->create("share", share(municipality, 5000, 1));
  const auto rows = world->database().read([&](db::Connection& db) { return shares_of(db, grant); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].name, "Fjordby kommune");
  const auto sums = world->database().read([](db::Connection& db) { return sums_by_year(db); });
  ASSERT_EQ(sums.size(), 1u);
  EXPECT_EQ(sums[0].total.count, 1'000'001);
}

TEST_P(Grants, TakeTheirPartsAlongWhenRemoved) {
  world->create("share", share(municipality, 5000, 1));
  world->create("tranche", tranche(municipality, 1));
  ASSERT_TRUE(world->remove("grant", grant));
  EXPECT_TRUE(world->database().read([&](db::Connection& db) { return shares_of(db, grant); }).empty());
}

INSTANTIATE_ON_BOTH_ENGINES(Grants);

}  // namespace
}  // namespace samloft::grants

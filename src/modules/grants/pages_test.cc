// The pages of grants through their real handlers: what shows, and what must not.

#include "access/site.h"
#include "framework/framework.h"
#include "goals/goals.h"
#include "grants/grants.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::grants {
namespace {

using samloft::testing::World;

class GrantsPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), needs::migrations(),
                                            goals::migrations(), measures::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), needs::kinds(), goals::kinds(),
                                                measures::kinds(), kinds()});
    add_extras(extras, world->kinds());
    municipality = organisation("Fjordby kommune");
    university = organisation("Universitetet");
  }
  Uuid organisation(const std::string& name) {
    people::Organisation o;
    o.name = name;
    return world->create("organisation", o);
  }
  Uuid grant(std::int64_t total, const Uuid& rule_set = {}) {
    Grant g;
    g.title = "Kompetanseløftet";
    g.decision_year = 2023;
    g.total = Ore{total};
    g.rule_set = rule_set;
    return world->create("grant", g);
  }
  Uuid share(const Uuid& grant, const Uuid& to, std::int64_t parts, std::int64_t place) {
    Share s;
    s.from_grant = grant;
    s.organisation = to;
    s.parts = parts;
    s.place = place;
    return world->create("share", s);
  }
  Uuid tranche(const Uuid& grant, const Uuid& to, std::int64_t amount, TrancheState state) {
    Tranche t;
    t.from_grant = grant;
    t.organisation = to;
    t.budget_year = 2023;
    t.amount = Ore{amount};
    t.state = state;
    return world->create("tranche", t);
  }
  Uuid rules(partnership::ContributionBase base) {
    partnership::Scheme scheme;
    scheme.name = "Dekomp";
    partnership::RuleSet set;
    set.scheme = world->create("scheme", scheme);
    set.valid_from = Date(2021, 1, 1);
    set.own_contribution_required = true;
    set.own_contribution_rate = 3000;
    set.own_contribution_base = base;
    return world->create("rule_set", set);
  }
  // A page as the world's viewer gets it; the world counts the statements it took.
  std::string page(const std::string& path) {
    return world->get(records::pages(world->kinds(), extras), path);
  }
  std::string page_of(const std::string& plural, const Uuid& id) {
    return page("/fjordby/" + plural + "/" + id.text());
  }
  std::unique_ptr<World> world;
  records::Extras extras;
  Uuid municipality, university;
};

TEST_P(GrantsPages, AreNotThereForStaffAndLecturers) {
  const Uuid id = grant(100);
  const Uuid part = share(id, municipality, 5000, 1);
  world->viewer.roles = {Role::staff, Role::lecturer};
  for (const std::string path : {"/fjordby/grants", "/fjordby/shares", "/fjordby/tranches"})
    EXPECT_EQ(page(path), "404") << path;
  EXPECT_EQ(page_of("grants", id), "404");
  EXPECT_EQ(page_of("shares", part), "404");
  for (const Role role : {Role::unit_leader, Role::coordinator, Role::owner_leader, Role::ppt_lead,
                          Role::university_lead, Role::union_representative, Role::private_owner,
                          Role::auditor}) {
    world->viewer.roles = {role};
    EXPECT_TRUE(holds(page_of("grants", id), "Kompetanseløftet"));
  }
}

TEST_P(GrantsPages, R2_ShowEqualHalvesOfEqualHeightAndTheExactOre) {
  const Uuid id = grant(184'000'001);
  share(id, municipality, 5000, 1);
  share(id, university, 5000, 2);
  tranche(id, municipality, 92'000'001, TrancheState::settled);
  tranche(id, university, 92'000'000, TrancheState::released);
  const std::string seen = page_of("grants", id);
  EXPECT_TRUE(holds(seen, R"(<rect class="sk-n sk-0" x="430" y="30" width="14" height="150"/>)"));
  EXPECT_TRUE(holds(seen, R"(<rect class="sk-n sk-1" x="430" y="204" width="14" height="150"/>)"));
  // Paid is full, what waits is hatched.
  EXPECT_TRUE(holds(seen, R"(<rect class="sk-n sk-0" x="660")"));
  EXPECT_TRUE(holds(seen, R"(<rect class="sk-n sk-x sk-un" x="660")"));
  EXPECT_TRUE(holds(seen, "<th scope=\"row\">Fjordby kommune</th><td>50\u00a0%</td><td>920\u00a0000,01\u00a0kr</td>"));
  EXPECT_TRUE(holds(seen, "<th scope=\"row\">Universitetet</th><td>50\u00a0%</td><td>920\u00a0000\u00a0kr</td>"));
  EXPECT_TRUE(holds(seen, "2023: 920\u00a0000,01\u00a0kr · Avregnet</text>"));
  EXPECT_FALSE(holds(seen, "ds-alert"));
}

TEST_P(GrantsPages, R3_SayWhatDoesNotAddUpAndWhereToMendIt) {
  const Uuid id = grant(100'000'00);
  share(id, municipality, 4000, 1);
  tranche(id, municipality, 30'000'00, TrancheState::committed);
  const std::string add_share = "/fjordby/shares/new?from_grant=" + id.text();
  const std::string add_tranche = "/fjordby/tranches/new?from_grant=" + id.text();
  const std::string seen = page_of("grants", id);
  EXPECT_TRUE(holds(seen, "Delene er 40 % til sammen, ikke 100 %. <a class=\"ds-link\" href=\"" + add_share));
  EXPECT_TRUE(holds(seen, "Ratene er 30\u00a0000 kr til sammen. Det mangler 70\u00a0000 kr. <a class=\"ds-link\" href=\"" + add_tranche));
  world->viewer.roles = {Role::auditor};
  const std::string others = page_of("grants", id);
  EXPECT_TRUE(holds(others, "Delene er 40 % til sammen, ikke 100 %."));
  EXPECT_FALSE(holds(others, add_share));
  EXPECT_FALSE(holds(others, add_tranche));
}

TEST_P(GrantsPages, SayWhenTranchesExceedTheirShareOrHaveNone) {
  const Uuid id = grant(100'000'00);
  const Uuid part = share(id, municipality, 5000, 1);
  const Uuid other = share(id, university, 5000, 2);
  tranche(id, municipality, 60'000'00, TrancheState::paid);
  const Uuid stray = tranche(id, university, 40'000'00, TrancheState::paid);
  const std::string over = page_of("grants", id);
  EXPECT_TRUE(holds(over, "Fjordby kommune har rater på 60\u00a0000 kr, men delen er 50\u00a0000 kr."));
  EXPECT_TRUE(holds(over, "/fjordby/shares/" + part.text() + "/edit\""));
  ASSERT_TRUE(world->remove("share", other));
  const std::string seen = page_of("grants", id);
  EXPECT_TRUE(holds(seen, "Universitetet har en rate på 40\u00a0000 kr, men ingen del i tilskuddet."));
  EXPECT_TRUE(holds(seen, "/fjordby/tranches/" + stray.text() + "/edit\""));
  EXPECT_TRUE(holds(seen, "<th scope=\"row\">Universitetet</th><td></td><td>40\u00a0000\u00a0kr</td>"));
}

TEST_P(GrantsPages, R1_TakeTheOwnContributionOfTheRuleSetsBase) {
  partnership::Party party;
  party.organisation = municipality;
  party.role = partnership::PartyRole::municipality;
  world->create("party", party);
  struct Row {
    partnership::ContributionBase base;
    const char* said;
  };
  using partnership::ContributionBase;
  for (const Row& row :
       {Row{ContributionBase::owner_grant, "120\u00a0000 kr, som er 30 % av 400\u00a0000 kr."},
        Row{ContributionBase::total_grant, "240\u00a0000 kr, som er 30 % av 800\u00a0000 kr."},
        Row{ContributionBase::total_cost, "30 % av hele kostnaden, som ikke er ført her."}}) {
    const Uuid id = grant(800'000'00, rules(row.base));
    // The owner's share counts wherever it stands.
    share(id, university, 5000, 1);
    share(id, municipality, 5000, 2);
    EXPECT_TRUE(holds(page_of("grants", id), row.said)) << row.said;
  }
}

TEST_P(GrantsPages, R1_ClaimNoOwnContributionWithoutGround) {
  const Uuid free = grant(800'000'00);
  share(free, municipality, 5000, 1);
  EXPECT_FALSE(holds(page_of("grants", free), "Egenandel"));
  const Uuid id = grant(800'000'00, rules(partnership::ContributionBase::owner_grant));
  share(id, university, 5000, 1);
  const std::string seen = page_of("grants", id);
  EXPECT_TRUE(holds(seen, "Ingen av mottakerne er med i partnerskapet som kommune og eier."));
  EXPECT_FALSE(holds(seen, "som er 30 %"));
}

TEST_P(GrantsPages, SumTheDecisionsOfEachYear) {
  EXPECT_FALSE(holds(page("/fjordby/grants"), "Vedtatt hvert år"));
  grant(100'000'00);
  grant(50'000'01);
  EXPECT_TRUE(holds(page("/fjordby/grants"),
                    "<th scope=\"row\">2023</th><td>2</td><td>150\u00a0000,01\u00a0kr</td>"));
}

TEST_P(GrantsPages, TakeAsManyStatementsForManyTranchesAsForFew) {
  const Uuid id = grant(100'000'00);
  share(id, municipality, 10'000, 1);
  tranche(id, municipality, 100, TrancheState::paid);
  page_of("grants", id);
  const auto few = world->statements;
  for (int i = 0; i < 8; ++i) tranche(id, municipality, 100, TrancheState::paid);
  page_of("grants", id);
  EXPECT_EQ(world->statements, few);
}

INSTANTIATE_ON_BOTH_ENGINES(GrantsPages);

}  // namespace
}  // namespace samloft::grants

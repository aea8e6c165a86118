// The front page and the pages of phases and schemes through their real handlers.

#include "access/site.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::partnership {
namespace {

using samloft::testing::World;

class PartnershipPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(), std::vector<std::vector<Migration>>{people::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), kinds()});
    add_extras(extras, world->kinds());
    front.card_kinds = {"party", "unit", "nothing"};
  }
  Uuid party(const std::string& name, PartyRole role) {
    people::Organisation o;
    o.name = name;
    Party p;
    p.organisation = world->create("organisation", o);
    p.role = role;
    return world->create("party", p);
  }
  Uuid phase(std::int64_t number, const std::string& title, PhaseState state,
             const std::string& university_part = "Er med.") {
    Phase p;
    p.number = number;
    p.title = title;
    p.state = state;
    p.university_part = university_part;
    p.valid_until = Date(2026, 12, 1);
    return world->create("phase", p);
  }
  // A page as the world's viewer gets it; the world counts the statements it took.
  std::string page(const std::string& path) {
    auto all = routes(world->kinds(), front);
    for (auto& route : records::pages(world->kinds(), extras)) all.push_back(std::move(route));
    return world->get(all, path);
  }
  std::unique_ptr<World> world;
  records::Extras extras;
  FrontPage front;
};

TEST_P(PartnershipPages, AreNotThereForStrangers) {
  world->viewer.roles = {};
  EXPECT_EQ(page("/fjordby"), "404");
}

TEST_P(PartnershipPages, SayWhatToDoFirst) {
  const std::string seen = page("/fjordby");
  EXPECT_TRUE(holds(seen, "Kom i gang"));
  EXPECT_TRUE(holds(seen, "4 av 4 gjenstår"));
  EXPECT_TRUE(holds(seen, R"(href="/fjordby/parties/new")"));
  EXPECT_TRUE(holds(seen, R"(href="/fjordby/phases/new")"));
  EXPECT_FALSE(holds(seen, "Partnerskapet er nytt"));
  world->viewer.roles = {Role::staff};
  const std::string others = page("/fjordby");
  EXPECT_TRUE(holds(others, "Partnerskapet er nytt"));
  EXPECT_FALSE(holds(others, "Kom i gang"));
  EXPECT_FALSE(holds(others, "/new\""));
}

TEST_P(PartnershipPages, ShowThePhasesAndWhereWeAre) {
  phase(1, "Vurdere behov", PhaseState::done);
  phase(3, "Vurdere tiltak", PhaseState::not_started, " ");
  const Uuid now = phase(2, "Sette mål", PhaseState::under_way);
  const std::string seen = page("/fjordby");
  EXPECT_TRUE(holds(seen, R"(<li class="is-done"><a href="/fjordby/phases/)"));
  EXPECT_TRUE(holds(seen, R"(<li class="is-now" aria-current="step"><a href="/fjordby/phases/)" +
                              now.text() + R"("><span class="phases__dot">2</span>)"));
  EXPECT_TRUE(holds(seen, "I gang, til 30.11.2026"));
  EXPECT_TRUE(holds(seen, "Universitetets del mangler"));
  EXPECT_TRUE(seen.find("Vurdere behov") < seen.find("Sette mål"));
  EXPECT_TRUE(seen.find("Sette mål") < seen.find("Vurdere tiltak"));
  EXPECT_TRUE(holds(page("/fjordby/phases"), R"(<ol class="phases")"));
}

TEST_P(PartnershipPages, WarnOfAPhaseWithoutTheUniversity) {
  const Uuid without = phase(1, "Vurdere behov", PhaseState::not_started, "");
  const Uuid with = phase(2, "Sette mål", PhaseState::not_started);
  const std::string warning = "Universitetet skal være med i alle fasene.</p>";
  EXPECT_TRUE(holds(page("/fjordby/phases/" + without.text()), warning));
  EXPECT_FALSE(holds(page("/fjordby/phases/" + with.text()), warning));
}

TEST_P(PartnershipPages, CountWhatTheViewerMayRead) {
  party("Fjordby kommune", PartyRole::municipality);
  party("Fjordby universitet", PartyRole::university);
  const std::string seen = page("/fjordby");
  EXPECT_TRUE(holds(seen, R"(href="/fjordby/parties"><span class="card__number">2</span>)"));
  EXPECT_TRUE(holds(seen, R"(href="/fjordby/units"><span class="card__number">0</span>)"));
  EXPECT_TRUE(holds(seen, "Fjordby universitet</a><span class=\"tree__note\">Utviklingspartner"));
  EXPECT_TRUE(holds(seen, "2 av 4 gjenstår"));
  EXPECT_LE(world->statements, 4);
}

TEST_P(PartnershipPages, ShowWhatOthersPutThere) {
  party("Fjordby kommune", PartyRole::municipality);
  front.purpose = [](access::Visit&) { return std::string("Alle skal være <med>."); };
  front.picture = [](access::Visit&) { return page::html("<p>{}</p>", "Hjulet"); };
  const std::string seen = page("/fjordby");
  EXPECT_TRUE(holds(seen, "<p>Alle skal være &lt;med&gt;.</p>"));
  EXPECT_TRUE(holds(seen, R"(<section class="panel"><p>Hjulet</p></section>)"));
}

TEST_P(PartnershipPages, R10TellsWhichRulesNewMoneyFollows) {
  Scheme s;
  s.name = "Kompetanseløftet";
  const Uuid scheme = world->create("scheme", s);
  const std::string path = "/fjordby/schemes/" + scheme.text();
  RuleSet rules;
  rules.scheme = scheme;
  rules.valid_from = Date(2021, 1, 26);
  rules.valid_until = Date(2026, 1, 1);
  world->create("rule_set", rules);
  EXPECT_TRUE(holds(page(path), "Kompetanseløftet tar ikke imot nye søknader: ingen regler gjelder "
                                "25. november 2026."));
  rules.id = {};
  rules.version = 0;
  rules.valid_from = Date(2026, 1, 1);
  rules.valid_until.reset();
  const Uuid in_force = world->create("rule_set", rules);
  EXPECT_TRUE(holds(page(path), "følger disse reglene: <a class=\"ds-link\" href=\"/fjordby/"
                                "rule_sets/" + in_force.text()));
}

INSTANTIATE_ON_BOTH_ENGINES(PartnershipPages);

}  // namespace
}  // namespace samloft::partnership

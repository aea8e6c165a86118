// The pages of the decision basis through their real handlers: what shows, to whom. The walk with
// its forms and files is in app/basis_walk_test.cc.

#include "access/site.h"
#include "basis/basis.h"
#include "records/kept.h"
#include "records/pages.h"
#include "world_for_tests.h"

namespace samloft::basis {
namespace {

class BasisPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = whole_world(GetParam());
    add_extras(extras, world->kinds());
    const auto kept = std::make_shared<records::Kept>();
    all = basis::routes(world->kinds(), thread::make_reader(world->kinds(), kept), kept);
    for (auto& route : records::pages(world->kinds(), extras)) all.push_back(std::move(route));
    people::Organisation municipality;
    municipality.name = "Fjordby kommune";
    municipality.number = "964965226";
    partnership::Party party;
    party.organisation = world->create("organisation", municipality);
    world->create("party", party);
    needs::Need need;
    need.title = "Trygge overganger";
    need.state = needs::NeedState::submitted;
    needs::Evidence source;
    source.title = "Kvalitetsmelding";
    source.year = 2021;
    need.evidence = {world->create("evidence", source)};
    people::Person person;
    person.name = "Kari Styrer";
    need.raised_by = world->create("person", person);
    world->create("need", need);
  }
  std::string page(const std::string& address = "/fjordby/decision-basis") {
    return world->get(all, address);
  }
  std::unique_ptr<samloft::testing::World> world;
  records::Extras extras;
  std::vector<access::Route> all;
};

TEST_P(BasisPages, AreNotThereForStrangers) {
  world->viewer.roles = {};
  EXPECT_EQ(page(), "404");
  EXPECT_EQ(page("/fjordby/decision-bases/" + Uuid::fresh().text() + "/read"), "404");
}

TEST_P(BasisPages, ListWhatIsMissingBeforeAllElse) {
  const std::string seen = page();
  const auto missing = seen.find("Behov uten prioritet");
  ASSERT_NE(missing, std::string::npos);
  EXPECT_LT(missing, seen.find("name=\"grounds\""));
  EXPECT_LT(missing, seen.find("id=\"now\""));
  EXPECT_TRUE(holds(seen, "Ingen plan gjelder"));
  EXPECT_TRUE(holds(seen, "/fjordby/plans/new\"")) << "and where it is mended";
  EXPECT_FALSE(holds(seen, "Kari Styrer"));
}

TEST_P(BasisPages, OfferTheFormToThoseWhoFreeze) {
  EXPECT_TRUE(holds(page(), "name=\"grounds\""));
  for (const Role role : {Role::staff, Role::unit_leader, Role::auditor}) {
    world->viewer.roles = {role};
    EXPECT_FALSE(holds(page(), "name=\"grounds\""));
    EXPECT_FALSE(holds(page(), "/fjordby/plans/new"));
    EXPECT_TRUE(holds(page(), "Trygge overganger"));
  }
}

TEST_P(BasisPages, AskTheDatabaseLittle) {
  page();
  page();  // nothing has changed since
  EXPECT_LE(world->statements, 6);
}

TEST_P(BasisPages, KnowNoFrozenOneThatIsNotThere) {
  for (const char* id : {"x", "00000000-0000-7000-8000-000000000000"})
    EXPECT_EQ(page(std::string("/fjordby/decision-bases/") + id + "/read"), "404");
}

INSTANTIATE_ON_BOTH_ENGINES(BasisPages);

}  // namespace
}  // namespace samloft::basis

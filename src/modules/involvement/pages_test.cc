// What the log adds to pages, and the page of what is missing.

#include "world_for_tests.h"

namespace samloft::involvement {
namespace {

class LogPages : public InWorld {
 protected:
  void SetUp() override {
    InWorld::SetUp();
    if (IsSkipped()) return;
    add_extras(extras, world->kinds());
  }
  std::string page(const std::string& path) {
    auto all = records::pages(world->kinds(), extras);
    for (auto& route : routes(world->kinds())) all.push_back(route);
    return world->get(all, path);
  }
  records::Extras extras;
};

TEST_P(LogPages, TellOnANeedWhoWasAskedAndWhatCameOfIt) {
  const Uuid id = need("Overganger");
  const std::string address = "/fjordby/needs/" + id.text();
  const std::string before = page(address);
  EXPECT_TRUE(holds(before, "Ingen ansatte utenom ledere er spurt."));
  EXPECT_TRUE(holds(before, "/fjordby/involvements/new?needs=" + id.text()));
  Involvement one = entry("Verksted", {id});
  one.union_representatives = 2;
  one.summary = "De vil ha <b>tid</b>.";
  one.effect = "Tid er satt av.";
  world->create("involvement", one);
  const std::string after = page(address);
  EXPECT_FALSE(holds(after, "er spurt."));
  EXPECT_TRUE(holds(after, "Ansatte og tillitsvalgte er spurt"));
  EXPECT_TRUE(holds(after, "12 lærere og barnehagelærere, 2 tillitsvalgte"));
  EXPECT_TRUE(holds(after, "De vil ha &lt;b&gt;tid&lt;/b&gt;."));
  EXPECT_TRUE(holds(after, "Tid er satt av."));
  EXPECT_FALSE(holds(after, "from-involvements-needs")) << "shown once";
}

TEST_P(LogPages, AreForReadersAndHideWhatIsNotPublished) {
  const Uuid id = need("Overganger"), me = person("Jeg");
  Involvement hidden = entry("Internt", {id});
  hidden.published = false;
  hidden.recorded_by = me;
  world->create("involvement", hidden);
  const std::string address = "/fjordby/needs/" + id.text();
  EXPECT_TRUE(holds(page(address), "Internt"));
  world->viewer.roles = {Role::staff};
  EXPECT_FALSE(holds(page(address), "Internt"));
  EXPECT_FALSE(holds(page("/fjordby/involvements"), "Internt"));
  world->viewer.person = me;
  EXPECT_TRUE(holds(page(address), "Internt"));
  world->viewer.roles = {Role::lecturer};
  EXPECT_FALSE(holds(page(address), "Medvirkning"));
  EXPECT_EQ(page("/fjordby/involvements"), "404");
  EXPECT_EQ(page("/fjordby/involvement-gaps"), "404");
}

TEST_P(LogPages, ListWhatIsMissingAndWhom) {
  const Uuid network = measure("Nettverk");
  const Uuid sol =
      unit("Solvika", people::UnitKind::kindergarten, people::OwnerType::private_);
  need("Overganger");
  const std::string seen = page("/fjordby/involvement-gaps");
  EXPECT_TRUE(holds(seen, "Nettverk"));
  EXPECT_TRUE(holds(seen, "Solvika"));
  EXPECT_TRUE(holds(seen, "invitations/new?unit=" + sol.text() + "&amp;measure=" + network.text()));
  EXPECT_TRUE(holds(seen, "Ett behov mangler medvirkning."));
  EXPECT_FALSE(holds(seen, "Kompetanseløftet")) << "no such scheme here";
  world->viewer.roles = {Role::auditor};
  EXPECT_FALSE(holds(page("/fjordby/involvement-gaps"), "/new?"));
}

TEST_P(LogPages, TurnThePagesOfManyNeedsInAsManyStatements) {
  need("Behov 0");
  page("/fjordby/involvement-gaps");
  const auto few = world->statements;
  for (int i = 1; i < 30; ++i) need("Behov " + std::to_string(i));
  const std::string first = page("/fjordby/involvement-gaps");
  EXPECT_EQ(world->statements, few);
  EXPECT_TRUE(holds(first, "30 behov mangler medvirkning."));
  EXPECT_TRUE(holds(first, "page=2"));
  EXPECT_TRUE(holds(page("/fjordby/involvement-gaps?page=2"), "Behov 9"));
}

TEST_P(LogPages, CountTheInvitationsByOwnerTypeOnAMeasure) {
  const Uuid network = measure("Nettverk");
  const auto type = people::OwnerType::private_;
  world->create("invitation", invitation(unit("A", people::UnitKind::kindergarten, type), network,
                                         Answer::yes));
  world->create("invitation", invitation(unit("B", people::UnitKind::kindergarten, type), {},
                                         Answer::no));
  const std::string seen = page("/fjordby/measures/" + network.text());
  EXPECT_TRUE(holds(seen, "Invitasjoner etter eierform"));
  EXPECT_TRUE(holds(seen, "Privat"));
}

TEST_P(LogPages, LetTheUnitAnswer) {
  const Uuid sol =
      unit("Solvika", people::UnitKind::kindergarten, people::OwnerType::private_);
  const Uuid id = world->create("invitation", invitation(sol));
  const std::string address = "/fjordby/invitations/" + id.text();
  EXPECT_TRUE(holds(page(address), "Svar for enheten"));
  world->viewer.person = person("Fremmed");
  world->viewer.roles = {Role::private_owner};
  EXPECT_FALSE(holds(page(address), "Svar for enheten"));
}

INSTANTIATE_ON_BOTH_ENGINES(LogPages);

}  // namespace
}  // namespace samloft::involvement

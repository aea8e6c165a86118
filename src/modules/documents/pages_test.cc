// The pages of plans through their real handlers: what shows, to whom. The whole walk, with its
// forms, is in app/plan_walk_test.cc.

#include "document/document.h"
#include "documents/documents.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kept.h"
#include "records/pages.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::documents {
namespace {

using samloft::testing::World;

class PlanPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(), kinds()});
    add_extras(extras, world->kinds());
    const Contents contents = [](access::Visit&, const Plan&, Topic topic, const Texts&) {
      document::Section section;
      if (topic == Topic::goals) section.blocks.push_back(document::Bullets{{"Et mål fra dataene"}});
      return section;
    };
    all = routes(world->kinds(), contents, std::make_shared<records::Kept>());
    for (auto& route : records::pages(world->kinds(), extras)) all.push_back(std::move(route));
    Plan p;
    p.title = "Strategisk plan";
    p.year = 2026;
    plan = world->create("plan", p);
    SectionText s;
    s.plan = plan;
    s.topic = Topic::goals;
    s.text = "Vi vil at **alle** er med.";
    world->create("section", s);
  }
  void move(PlanState to) {
    EXPECT_TRUE(world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return set_state(work, plan, to);
    }));
  }
  std::string page(const std::string& below = "", Language language = Language::bokmal) {
    return world->get(all, "/fjordby/plans/" + plan.text() + below, language);
  }
  std::unique_ptr<World> world;
  records::Extras extras;
  std::vector<access::Route> all;
  Uuid plan;
};

TEST_P(PlanPages, AreNotThereForStrangers) {
  world->viewer.roles = {};
  for (const char* below : {"", "/read", "/difference", "/texts/goals"})
    EXPECT_EQ(page(below), "404") << below;
}

TEST_P(PlanPages, OfferEachRoleWhatItMayDo) {
  EXPECT_TRUE(holds(page(), "Send på høring"));
  EXPECT_TRUE(holds(page(), "/texts/goals"));
  EXPECT_FALSE(holds(page(), "Send innspill")) << "a draft takes no comments";
  move(PlanState::hearing);
  EXPECT_TRUE(holds(page(), "Vedta planen"));
  EXPECT_TRUE(holds(page(), "Send innspill"));
  world->viewer.roles = {Role::staff};
  EXPECT_TRUE(holds(page(), "Send innspill"));
  for (const char* text : {"Vedta planen", "/texts/goals", "Lag neste års plan", "Tilbake til kladd"})
    EXPECT_FALSE(holds(page(), text)) << text;
  EXPECT_EQ(page("/texts/goals"), "404");
}

TEST_P(PlanPages, ReadWithTextAndDataInTheLanguageAskedFor) {
  const std::string seen = page("/read");
  EXPECT_TRUE(holds(seen, "<strong>alle</strong>"));
  EXPECT_TRUE(holds(seen, "Et mål fra dataene"));
  EXPECT_TRUE(holds(seen, "Ingenting er skrevet her ennå."));
  EXPECT_TRUE(holds(page("/read?language=en"), "Nothing is written here yet."));
  EXPECT_TRUE(holds(page("/read?language=xx"), "Ingenting er skrevet her ennå."));
  for (const char* odd : {"/read?version=1", "/read?version=99", "/difference?from=1", "/texts/nothing"})
    EXPECT_EQ(page(odd), "404") << odd;
}

TEST_P(PlanPages, AskTheSameForManySectionsAsForFew) {
  page("/read");
  const auto few = world->statements;
  EXPECT_LE(few, 4);
  for (const Topic topic : {Topic::needs, Topic::measures, Topic::money}) {
    SectionText s;
    s.plan = plan;
    s.topic = topic;
    s.text = "Tekst";
    world->create("section", s);
  }
  page("/read");
  EXPECT_EQ(world->statements, few);
  page();
  EXPECT_LE(world->statements, 12);
}

INSTANTIATE_ON_BOTH_ENGINES(PlanPages);

}  // namespace
}  // namespace samloft::documents

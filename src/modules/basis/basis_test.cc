// What goes into the sections of a plan, and what must not.

#include "basis/basis.h"

#include "access/site.h"
#include "document/document.h"
#include "testing/world.h"
#include "thread/thread.h"

namespace samloft::basis {
namespace {

using documents::Topic;
using samloft::testing::World;

class Sections : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{
            people::migrations(), partnership::migrations(), framework::migrations(),
            documents::migrations(), needs::migrations(), goals::migrations(),
            measures::migrations(), networks::migrations(), grants::migrations()},
        std::vector<std::vector<records::Kind>>{
            people::kinds(), partnership::kinds(), framework::kinds(), documents::kinds(),
            needs::kinds(), goals::kinds(), measures::kinds(), networks::kinds(), grants::kinds()});
    reader = thread::make_reader(world->kinds());
  }
  // A section as JSON, as the world's viewer gets it.
  std::string section(Topic topic, Language language = Language::bokmal) {
    std::string out;
    const access::Route route{
        "GET", "/{partnership}", access::Who::members(kEveryRole), [&](access::Visit& visit) {
          document::Document one;
          one.sections.push_back(
              contents(visit, topic, Texts(language), world->kinds(), *reader));
          out = document::write(one);
          return web::Response{};
        }};
    world->get({route}, "/fjordby");
    return out;
  }
  static bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }
  std::unique_ptr<World> world;
  std::shared_ptr<thread::Reader> reader;
};

TEST_P(Sections, AreEmptyInAnEmptyPartnership) {
  const document::Section nothing;
  document::Document empty;
  empty.sections.push_back(nothing);
  for (std::size_t i = 0; i < documents::kTopics; ++i)
    EXPECT_EQ(section(static_cast<Topic>(i)), document::write(empty)) << i;
}

TEST_P(Sections, LeaveDraftsOutWhoeverAsks) {
  people::Person person;
  person.name = "Kari Styrer";
  needs::Need draft, told;
  draft.title = "En kladd";
  draft.raised_by = world->create("person", person);
  told.title = "Trygge overganger";
  needs::Evidence source;
  source.title = "Kvalitetsmelding";
  source.year = 2021;
  told.evidence = {world->create("evidence", source)};
  told.raised_by = draft.raised_by;
  told.state = needs::NeedState::submitted;
  world->create("need", draft);
  world->create("need", told);
  const std::string seen = section(Topic::needs);
  EXPECT_FALSE(holds(seen, "En kladd"));
  EXPECT_TRUE(holds(seen, "Trygge overganger"));
  EXPECT_TRUE(holds(seen, "Kvalitetsmelding (2021)"));
  EXPECT_FALSE(holds(seen, "Kari Styrer"));
}

TEST_P(Sections, NameOfficesAndNeverPersons) {
  people::Person person;
  person.name = "Kari Lunde";
  people::Body body;
  body.name = "Styringsgruppa";
  people::Seat held, vacant;
  held.body = vacant.body = world->create("body", body);
  held.function = "Leder PPT";
  vacant.function = "Hovedtillitsvalgt";
  people::Holding holding;
  holding.seat = world->create("seat", held);
  holding.person = world->create("person", person);
  world->create("seat", vacant);
  world->create("holding", holding);
  const std::string seen = section(Topic::organisation);
  EXPECT_TRUE(holds(seen, R"(["Leder PPT","","Ja"])"));
  EXPECT_TRUE(holds(seen, R"(["Hovedtillitsvalgt","","Ledig"])"));
  for (std::size_t i = 0; i < documents::kTopics; ++i)
    EXPECT_FALSE(holds(section(static_cast<Topic>(i)), "Kari Lunde")) << i;
}

TEST_P(Sections, SpeakEachLanguage) {
  goals::Goal goal;
  goal.title = "Alle trives";
  world->create("goal", goal);
  EXPECT_TRUE(holds(section(Topic::evaluation), "Følges ikke"));
  EXPECT_TRUE(holds(section(Topic::evaluation, Language::nynorsk), "Blir ikkje følgt"));
  EXPECT_TRUE(holds(section(Topic::evaluation, Language::english), "Not followed"));
}

TEST_P(Sections, WriteMoneyExactly) {
  grants::Grant grant;
  grant.title = "Kompetanseløftet";
  grant.decision_year = 2023;
  grant.total = Ore{184'000'001};
  world->create("grant", grant);
  EXPECT_TRUE(holds(section(Topic::money), "840\u00a0000,01"));
}

INSTANTIATE_ON_BOTH_ENGINES(Sections);

}  // namespace
}  // namespace samloft::basis

// The pages of measures through their real handlers: what shows, and what must not.

#include "access/site.h"
#include "framework/framework.h"
#include "goals/goals.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::measures {
namespace {

using samloft::testing::World;

class MeasuresPages : public samloft::testing::OnBothEngines {
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
    add_extras(extras, world->kinds());
  }
  Measure measure(const std::string& title) {
    Measure m;
    m.title = title;
    return m;
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
};

TEST_P(MeasuresPages, ShowPeriodsAsBarsWithTodayAndTheirTable) {
  Measure m = measure("Nettverk 0–6");
  m.valid_from = Date(2022, 8, 1);
  m.valid_until = Date(2025, 7, 1);
  m.state = MeasureState::running;
  world->create("measure", m);
  const std::string seen = page("/fjordby/measures");
  EXPECT_TRUE(holds(seen, "Når tiltakene går"));
  EXPECT_TRUE(holds(seen, ">Nettverk 0–6 · I gang</text>"));
  EXPECT_TRUE(holds(seen, R"(<rect class="tl-bar" )"));
  EXPECT_TRUE(holds(seen, ">I dag, 25.11.2026</text>"));
  EXPECT_TRUE(holds(seen, R"(<th scope="row">Nettverk 0–6</th><td>I gang</td><td>01.08.2022</td><td>01.07.2025</td>)"));
}

TEST_P(MeasuresPages, PointWhereAnEndIsNotSetAndDrawNothingWithoutDates) {
  Measure open = measure("Uten slutt");
  open.valid_from = Date(2025, 1, 1);
  world->create("measure", open);
  const std::string ended = page("/fjordby/measures");
  EXPECT_TRUE(holds(ended, R"(<path class="tl-bar tl-bar--open")"));
  world->create("measure", measure("Bare en idé"));
  const std::string seen = page("/fjordby/measures");
  EXPECT_TRUE(holds(seen, ">Bare en idé · Foreslått · uten datoer</text>"));
  const auto bars = [](const std::string& text) {
    std::size_t count = 0;
    for (auto at = text.find("<rect"); at != std::string::npos; at = text.find("<rect", at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(bars(seen), bars(ended));
}

TEST_P(MeasuresPages, ShowNoPictureWithoutMeasures) {
  EXPECT_FALSE(holds(page("/fjordby/measures"), "Når tiltakene går"));
}

TEST_P(MeasuresPages, TakeAsManyStatementsForManyMeasuresAsForFew) {
  world->create("measure", measure("Ett"));
  page("/fjordby/measures");
  const auto few = world->statements;
  for (int i = 0; i < 9; ++i) world->create("measure", measure("Flere"));
  page("/fjordby/measures");
  EXPECT_EQ(world->statements, few);
}

TEST_P(MeasuresPages, P1_P7_SayWhatIsMissingAndWhereToMendIt) {
  Measure m = measure("Nettverk");
  const Uuid id = world->create("measure", m);
  struct Row {
    const char* said;
    const char* field;
  };
  const Row rows[] = {{"Tiltaket tjener ikke noe mål.", "goals"},
                      {"Praksisen som skal endres, er ikke beskrevet.", "practice_change"},
                      {"Universitetets del er ikke beskrevet.", "university_part"},
                      {"PPTs rolle er ikke beskrevet.", "ppt_role"}};
  const std::string edit = "/fjordby/measures/" + id.text() + "/edit#";
  const std::string seen = page_of("measures", id);
  world->viewer.roles = {Role::staff};
  const std::string others = page_of("measures", id);
  for (const Row& row : rows) {
    EXPECT_TRUE(holds(seen, row.said)) << row.said;
    EXPECT_TRUE(holds(seen, edit + row.field)) << row.field;
    EXPECT_TRUE(holds(others, row.said)) << row.said;
    EXPECT_FALSE(holds(others, edit + row.field)) << row.field;
  }
}

TEST_P(MeasuresPages, SayNothingWhenNothingIsMissing) {
  goals::Goal goal;
  goal.title = "Alle er med";
  Measure m = measure("Nettverk");
  m.goals = {world->create("goal", goal)};
  m.practice_change = "De voksne ser tidlig.";
  m.university_part = "Teori";
  m.ppt_role = "Fast deltaker";
  EXPECT_FALSE(holds(page_of("measures", world->create("measure", m)), "ds-alert"));
}

TEST_P(MeasuresPages, ShowThoseWhoAreFixedApartFromThoseWhoMayJoin) {
  const Uuid id = world->create("measure", measure("Nettverk"));
  EXPECT_FALSE(holds(page_of("measures", id), "Hvem som er med"));
  Participant p;
  p.measure = id;
  p.who = "PPT-rådgivere";
  p.estimated_count = 12;
  world->create("participant", p);
  p.who = "Barneverntjenesten";
  p.attendance = Attendance::may_join;
  p.estimated_count = std::nullopt;
  world->create("participant", p);
  const std::string seen = page_of("measures", id);
  const std::string panel = seen.substr(seen.find("Hvem som er med"));
  EXPECT_LT(panel.find("Faste deltakere"), panel.find("PPT-rådgivere"));
  EXPECT_LT(panel.find("PPT-rådgivere"), panel.find("Kan delta"));
  EXPECT_LT(panel.find("Kan delta"), panel.find("Barneverntjenesten"));
  EXPECT_TRUE(holds(panel, R"(PPT-rådgivere</a> <span class="muted">(12)</span>)"));
  EXPECT_FALSE(holds(panel, "Barneverntjenesten</a> <span"));
}

INSTANTIATE_ON_BOTH_ENGINES(MeasuresPages);

}  // namespace
}  // namespace samloft::measures

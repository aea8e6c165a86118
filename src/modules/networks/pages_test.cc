// The pages of networks through their real handlers: what shows, and what must not.

#include "access/site.h"
#include "framework/framework.h"
#include "goals/goals.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "networks/networks.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::networks {
namespace {

using samloft::testing::World;

class NetworksPages : public samloft::testing::OnBothEngines {
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
    network_id = network("Nettverk 0–6");
    east = district("Øst");
    west = district("Vest");
  }
  Uuid network(const std::string& name) {
    Network n;
    n.name = name;
    return world->create("network", n);
  }
  Uuid district(const std::string& name) {
    people::District d;
    d.name = name;
    return world->create("district", d);
  }
  Uuid series(const Uuid& district, std::int64_t year, std::optional<std::int64_t> gatherings,
              SeriesState state = SeriesState::planned) {
    Series s;
    s.network = network_id;
    s.district = district;
    s.school_year = year;
    s.planned_gatherings = gatherings;
    s.state = state;
    return world->create("series", s);
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
  Uuid network_id, east, west;
};

TEST_P(NetworksPages, ShowDistrictsByYearsWithGatheringsStatesAndSums) {
  const Uuid done = series(east, 2022, 4, SeriesState::completed);
  series(east, 2023, 3);
  series(west, 2023, 2, SeriesState::running);
  const std::string link = "/fjordby/series/" + done.text();
  for (const std::string& seen : {page("/fjordby/networks"), page_of("networks", network_id)}) {
    EXPECT_TRUE(holds(seen, R"(<th scope="col">2022–23</th><th scope="col">2023–24</th><th scope="col">Sum</th>)"));
    EXPECT_TRUE(holds(seen, R"(<td class="h2"><a href=")" + link + R"(">4 · <span class="small">Gjennomført</span></a></td>)"));
    EXPECT_TRUE(holds(seen, R"(">2 · <span class="small">I gang</span></a></td><td class="heat__s">2</td></tr>)"));
    EXPECT_TRUE(holds(seen, R"(<th scope="row">Sum</th><td class="heat__s">4</td><td class="heat__s">5</td><td class="heat__s">9</td>)"));
  }
}

TEST_P(NetworksPages, LinkToWhatIsMissingForThoseWhoMayMakeIt) {
  series(east, 2022, 4);
  const std::string add = "/fjordby/series/new?network=" + network_id.text() +
                          "&amp;district=" + west.text();
  const std::string seen = page_of("networks", network_id);
  EXPECT_TRUE(holds(seen, add));
  EXPECT_TRUE(holds(seen, R"(>mangler<span class="ds-sr-only">: Vest 2022–23</span></a>)"));
  world->viewer.roles = {Role::staff};
  const std::string others = page_of("networks", network_id);
  EXPECT_TRUE(holds(others, R"(<td class="h0">mangler</td>)"));
  EXPECT_FALSE(holds(others, add));
}

TEST_P(NetworksPages, CountNoCancelledSeriesAndTakeAbsentForAbsent) {
  series(east, 2022, 4, SeriesState::cancelled);
  series(west, 2022, std::nullopt);
  const std::string seen = page_of("networks", network_id);
  EXPECT_TRUE(holds(seen, R"(>4 · <span class="small">Avlyst</span></a></td><td class="heat__s">0</td>)"));
  EXPECT_TRUE(holds(seen, R"(>– · <span class="small">Planlagt</span></a></td><td class="heat__s">0</td>)"));
  EXPECT_TRUE(holds(seen, R"(<th scope="row">Sum</th><td class="heat__s">0</td><td class="heat__s">0</td>)"));
  EXPECT_FALSE(holds(seen, R"(class="h2")"));
}

TEST_P(NetworksPages, ShowANetworkThatHasNoSeriesAmongThoseThatHave) {
  EXPECT_FALSE(holds(page("/fjordby/networks"), "class=\"heat\""));
  network("Nettverk 6–16");
  series(east, 2022, 4);
  const std::string seen = page("/fjordby/networks");
  const auto at = seen.find(R"(id="h-matrix-2">Nettverk 6–16)");
  ASSERT_NE(at, std::string::npos);
  const std::string second = seen.substr(at, seen.find("</section>", at) - at);
  EXPECT_TRUE(holds(second, "mangler<span class=\"ds-sr-only\">: Vest 2022–23"));
  EXPECT_TRUE(holds(second, "mangler<span class=\"ds-sr-only\">: Øst 2022–23"));
}

TEST_P(NetworksPages, TakeAsManyStatementsForManySeriesAsForFew) {
  series(east, 2022, 4);
  page("/fjordby/networks");
  const auto few = world->statements;
  for (std::int64_t year = 2023; year < 2030; ++year) series(west, year, 3);
  page("/fjordby/networks");
  EXPECT_EQ(world->statements, few);
}

TEST_P(NetworksPages, P13AreFoundByThemeAcrossDistricts) {
  measures::Theme theme;
  theme.title = "Overganger";
  const Uuid transitions = world->create("theme", theme);
  network("Nettverk uten tema");
  Network tagged;
  tagged.name = "Nettverk om overganger";
  tagged.themes = {transitions};
  tagged.id = world->create("network", tagged);
  const std::string seen = page("/fjordby/themes/" + transitions.text());
  EXPECT_TRUE(holds(seen, "Nettverk om overganger"));
  EXPECT_FALSE(holds(seen, "Nettverk uten tema"));
  const auto found = world->database().read([&](db::Connection& db) {
    return records::list(db, world->kind("network"), world->viewer,
                         {.filters = {{"themes", transitions.text()}}})
        .headings;
  });
  EXPECT_EQ(found, std::vector<std::string>{"Nettverk om overganger"});
}

INSTANTIATE_ON_BOTH_ENGINES(NetworksPages);

}  // namespace
}  // namespace samloft::networks

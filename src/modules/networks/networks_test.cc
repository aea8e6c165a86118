// Networks and series on both engines.

#include "networks/networks.h"

#include "framework/framework.h"
#include "goals/goals.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::networks {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;

class Networks : public samloft::testing::OnBothEngines {
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
    Network network;
    network.name = "Lærende nettverk 0–6";
    network.age_band = "0–6";
    network_id = world->create("network", network);
    district_id = district("Øst");
  }
  Uuid district(const std::string& name) {
    people::District d;
    d.name = name;
    return world->create("district", d);
  }
  Series series(std::int64_t year) {
    Series s;
    s.network = network_id;
    s.district = district_id;
    s.school_year = year;
    s.planned_gatherings = 4;
    return s;
  }
  std::unique_ptr<World> world;
  Uuid network_id, district_id;
};

TEST_P(Networks, AreNotForUnitLeadersToChange) {
  world->viewer.roles = {Role::unit_leader, Role::staff};
  Series s = series(2026);
  const auto made = world->try_create("series", s);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
}

TEST_P(Networks, HaveOneSeriesForADistrictAndAYear) {
  world->create("series", series(2026));
  Series again = series(2026);
  const auto made = world->try_create("series", again);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"school_year"});
  world->create("series", series(2027));
  Series elsewhere = series(2026);
  elsewhere.district = district("Vest");
  world->create("series", elsewhere);
}

TEST_P(Networks, NameASeriesAfterNetworkDistrictAndYear) {
  const Uuid id = world->create("series", series(2026));
  const auto heading = [&] {
    return world->database().read([&](db::Connection& db) { return records::heading_of(db, id); });
  };
  EXPECT_EQ(heading(), "Lærende nettverk 0–6, Øst 2026–27");
  auto renamed = world->load<people::District>("district", district_id);
  renamed.name = "Bydel øst";
  ASSERT_TRUE(world->save("district", renamed));
  EXPECT_EQ(heading(), "Lærende nettverk 0–6, Bydel øst 2026–27");
}

TEST_P(Networks, RefuseYearsAndNumbersThatCannotBe) {
  for (const std::int64_t year : {0, 26, 1999, 2101}) {
    Series s = series(year);
    EXPECT_FALSE(world->try_create("series", s)) << year;
  }
  Series many = series(2026);
  many.planned_gatherings = 21;
  EXPECT_FALSE(world->try_create("series", many));
}

TEST_P(Networks, KeepEveryField) {
  people::Body body;
  body.name = "Arbeidsgruppa 0–6";
  people::Person person;
  person.name = "Turid";
  measures::Measure measure;
  measure.title = "Tiltak 0–6";
  Network network;
  network.name = "Nettverk";
  network.age_band = "0–6";
  network.purpose = "Linje én\nLinje to";
  network.measure = world->create("measure", measure);
  network.owner_body = world->create("body", body);
  const auto kept = world->load<Network>("network", world->create("network", network));
  EXPECT_EQ(kept.name, network.name);
  EXPECT_EQ(kept.age_band, network.age_band);
  EXPECT_EQ(kept.purpose, network.purpose);
  EXPECT_EQ(kept.measure, network.measure);
  EXPECT_EQ(kept.owner_body, network.owner_body);

  Series s = series(2026);
  s.coordinator = world->create("person", person);
  person.name = "Stein";
  s.university_partner = world->create("person", person);
  s.venue = "Familiens hus";
  s.state = SeriesState::completed;
  s.note = "Flyttet én gang";
  const auto stored = world->load<Series>("series", world->create("series", s));
  EXPECT_EQ(stored.network, network_id);
  EXPECT_EQ(stored.district, district_id);
  EXPECT_EQ(stored.school_year, 2026);
  EXPECT_EQ(stored.coordinator, s.coordinator);
  EXPECT_EQ(stored.university_partner, s.university_partner);
  EXPECT_EQ(stored.planned_gatherings, 4);
  EXPECT_EQ(stored.venue, s.venue);
  EXPECT_EQ(stored.state, SeriesState::completed);
  EXPECT_EQ(stored.note, s.note);
}

TEST_P(Networks, StandInEveryDistrictWithTheirSeriesInOneStatement) {
  const Uuid west = district("Vest");
  world->create("series", series(2027));
  Series uncounted = series(2026);
  uncounted.planned_gatherings = std::nullopt;
  world->create("series", uncounted);
  const auto places = world->database().read([&](db::Connection& db) {
    const auto before = db.statements();
    auto found = places_of(db, network_id);
    EXPECT_EQ(db.statements() - before, 1);
    return found;
  });
  ASSERT_EQ(places.size(), 3u);
  EXPECT_EQ(places[0].district, west);
  EXPECT_FALSE(places[0].series);
  EXPECT_EQ(places[1].year, 2026);
  EXPECT_EQ(places[1].gatherings, std::nullopt);
  EXPECT_EQ(places[1].state, "planned");
  EXPECT_EQ(places[2].year, 2027);
  EXPECT_EQ(places[2].gatherings, 4);
}

TEST(SchoolYear, IsNamedByItsTwoYears) {
  EXPECT_EQ(school_year_name(2022), "2022–23");
  EXPECT_EQ(school_year_name(2099), "2099–00");
}

INSTANTIATE_ON_BOTH_ENGINES(Networks);

}  // namespace
}  // namespace samloft::networks

// The map: what it counts, what it leaves out, and where its cells lead.

#include "access/site.h"
#include "world_for_tests.h"

namespace samloft::needs {
namespace {

class MapPages : public InProcess {
 protected:
  std::string page(const std::string& path) {
    return world->get(routes(world->kinds()), "/fjordby" + path);
  }
};

TEST_P(MapPages, CountByDistrictOrKindAndLeadToTheNeeds) {
  const Uuid north = district("Nord"), south = district("Sør");
  const Uuid sol = unit("Solvika", people::UnitKind::kindergarten, north);
  const Uuid berg = unit("Berget", people::UnitKind::school, south);
  need("Språk", NeedState::submitted, {sol});
  need("Lek", NeedState::parked, {sol, berg});
  need("Overalt");
  need("Kladd", NeedState::draft, {sol});
  need("Avslått", NeedState::rejected, {sol});
  const std::string by_district = page("/need-map");
  EXPECT_TRUE(holds(by_district, R"(<th scope="col">Nord</th><th scope="col">Sør</th>)"));
  EXPECT_TRUE(holds(by_district, ">2</a></td><td"));
  EXPECT_TRUE(holds(by_district, "<td>2</td><td>1</td><td>1</td><td>3</td>")) << "sums";
  const std::string by_kind = page("/need-map?by=kind");
  EXPECT_TRUE(holds(by_kind, R"(<th scope="col">Barnehage</th><th scope="col">Skole</th>)"));
  const std::string cell =
      page("/need-map/needs?by=district&state=&year=&element=none&at=" + north.text());
  EXPECT_TRUE(holds(cell, "Språk"));
  EXPECT_TRUE(holds(cell, "Lek"));
  EXPECT_FALSE(holds(cell, "Overalt"));
  EXPECT_FALSE(holds(cell, "Kladd"));
  EXPECT_FALSE(holds(cell, "Avslått"));
  const std::string parked = page("/need-map/needs?state=parked&element=none&at=" + north.text());
  EXPECT_FALSE(holds(parked, "Språk"));
  EXPECT_TRUE(holds(parked, "Lek"));
  EXPECT_TRUE(
      holds(page("/need-map/needs?state=rejected&element=none&at=" + north.text()), "Avslått"));
  EXPECT_FALSE(holds(page("/need-map/needs?state=draft&element=none&at=" + north.text()), "Kladd"));
}

TEST_P(MapPages, FilterByTheYearTheyWereRaised) {
  Need old = stored(need("Gammelt"));
  old.raised_on = Date(2021, 3, 1);
  ASSERT_TRUE(world->save("need", old));
  need("Uten dato");
  EXPECT_TRUE(holds(page("/need-map"), "<option value=\"2021\""));
  const std::string seen = page("/need-map/needs?year=2021&element=none&at=none");
  EXPECT_TRUE(holds(seen, "Gammelt"));
  EXPECT_FALSE(holds(seen, "Uten dato"));
}

TEST_P(MapPages, SayWhenThereIsNothing) {
  EXPECT_TRUE(holds(page("/need-map"), "Ingen behov å vise"));
  EXPECT_TRUE(holds(page("/need-map/needs?element=%27%3B--&at=x"), "Ingen behov å vise"));
}

INSTANTIATE_ON_BOTH_ENGINES(MapPages);

}  // namespace
}  // namespace samloft::needs

// What a measure's page offers, tells of dose and time, and the page of overlaps.

#include "world_for_tests.h"

namespace samloft::measures {
namespace {

class MeasureStatePages : public WithMeasures {
 protected:
  std::string at(const Uuid& id, const std::string& below = {}) {
    return page("/fjordby/measures/" + id.text() + below);
  }
};

TEST_P(MeasureStatePages, OfferWhatTheViewerMayDoAndSayWhoElseDecides) {
  const Uuid id = measure("Nettverk", {}, MeasureState::planned);
  const std::string seen = at(id);
  EXPECT_TRUE(holds(seen, "Tilbake til forslag"));
  EXPECT_FALSE(holds(seen, "state?to=approved"));
  EXPECT_TRUE(
      holds(seen, "Lederen hos eier eller den faglige lederen ved universitetet vedtar det."));
  EXPECT_EQ(at(id, "/state?to=approved"), "404");
  world->viewer.roles = {Role::owner_leader};
  EXPECT_TRUE(holds(at(id), "state?to=approved"));
  EXPECT_TRUE(holds(at(id, "/state?to=approved"), "Dato for vedtaket"));
  EXPECT_TRUE(holds(at(id, "/state?to=stopped"), "Hvorfor"));
  EXPECT_EQ(at(id, "/state?to=planned"), "404") << "nothing is asked";
  EXPECT_EQ(at(id, "/state?to=nonsense"), "404");
  EXPECT_FALSE(holds(at(id, "/edit"), "name=\"state\"")) << "a state is no field of a form";
  world->viewer.roles = {Role::staff};
  EXPECT_FALSE(holds(at(id), "/state"));
}

TEST_P(MeasureStatePages, TellPlannedAndRealDoseAndTheTimeToTheStart) {
  Measure made;
  made.title = "Nettverk";
  made.valid_from = Date(2026, 8, 15);
  made.decided_on = Date(2026, 6, 1);
  made.planned_hours = 16;
  made.ppt_hours_planned = 40;
  made.ppt_hours_used = 12;
  const Uuid id = world->create("measure", made);
  EXPECT_TRUE(holds(at(id), "Det er ikke det samme som at de ikke fikk noe."));
  take_part(id, {});
  world->create("dose", dose(id, 2026, Term::autumn, 9, 8));
  const std::string seen = at(id);
  EXPECT_TRUE(holds(seen, "Fra vedtaket til start: 75 dager."));
  EXPECT_TRUE(holds(seen, "Planlagt for de faste deltakerne til sammen: 160 deltakertimer."));
  EXPECT_TRUE(holds(seen, "Gitt så langt: 72. Igjen: 88."));
  EXPECT_TRUE(holds(seen, "PPTs timer: 40 planlagt, 12 brukt."));
  EXPECT_TRUE(holds(seen, "høsten 2026"));
  EXPECT_TRUE(holds(seen, "Oppmøtelister"));
}

TEST_P(MeasureStatePages, P14ShowUnitsInMoreThanSoManyAtATime) {
  const Uuid busy = unit("Solbakken"), calm = unit("Elvestua");
  const Period year{Date(2026, 8, 1), Date(2027, 7, 1)};
  for (const char* title : {"Nettverk", "Veiledning", "Kurs"})
    take_part(measure(title, year), {busy});
  take_part(measure("Alene", year), {calm});
  measure("For alle barnehager");
  const std::string seen = page("/fjordby/overlaps");
  EXPECT_TRUE(holds(seen, "Solbakken") && holds(seen, "01.08.2026–30.06.2027"));
  EXPECT_FALSE(holds(seen, "Elvestua"));
  EXPECT_TRUE(holds(seen, "Disse er ikke regnet med") && holds(seen, "For alle barnehager"));
  EXPECT_FALSE(holds(page("/fjordby/overlaps?most=3"), "Solbakken"));
  EXPECT_TRUE(holds(page("/fjordby/overlaps?most=nonsense"), "Mer enn 2 på en gang"));
}

TEST_P(MeasureStatePages, AskFewStatementsHoweverManyTakePart) {
  const auto more = [&](int count) {
    for (int i = 0; i < count; ++i) take_part(measure("Tiltak"), {unit("Enhet")});
  };
  more(1);
  page("/fjordby/overlaps");
  const auto few = world->statements;
  more(8);
  page("/fjordby/overlaps");
  EXPECT_EQ(world->statements, few);
  EXPECT_LE(few, 3);
}

INSTANTIATE_ON_BOTH_ENGINES(MeasureStatePages);

}  // namespace
}  // namespace samloft::measures

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

TEST_P(MeasureStatePages, TellTheDifferenceOfPlannedAndRealDoseUnitByUnit) {
  const Uuid id = measure("Nettverk");
  Dose one = dose(id, 2026, Term::autumn, 9, 8);
  one.unit = unit("Solbakken");
  one.planned_participants = 10;
  one.planned_hours = 10;
  world->create("dose", one);
  Dose other;
  other.measure = id;
  other.year = 2026;
  other.term = Term::spring;
  other.unit = unit("Elvestua");
  other.planned_participants = 5;
  other.planned_hours = 4;
  world->create("dose", other);
  const std::string seen = at(id);
  for (const char* part : {"Solbakken", "Elvestua", "9 deltakere, 8 timer hver", "−28",
                           "Planlagt i semestrene under: 120 deltakertimer.", "Oppmøtelister"})
    EXPECT_TRUE(holds(seen, part)) << part;
}

TEST_P(MeasureStatePages, P14TakeTheirLimitFromTheSettingsOfThePartnership) {
  const Uuid busy = unit("Solbakken");
  const Period year{Date(2026, 8, 1), Date(2027, 7, 1)};
  for (const char* title : {"Nettverk", "Veiledning", "Kurs"})
    take_part(measure(title, year), {busy});
  EXPECT_TRUE(holds(page("/fjordby/overlaps"), "settings/new"));
  partnership::Settings settings;
  settings.most_parallel = 21;
  world->viewer.roles = {Role::ppt_lead};
  EXPECT_FALSE(world->try_create("settings", settings)) << "not for the head of PPT to set";
  EXPECT_FALSE(holds(page("/fjordby/overlaps"), "settings/new"));
  world->viewer.roles = {Role::coordinator};
  EXPECT_EQ(world->refused("settings", settings), Wrong{"most_parallel"});
  settings.most_parallel = 3;
  const Uuid id = world->create("settings", settings);
  EXPECT_EQ(world->refused("settings", settings), Wrong{"most_parallel"}) << "there is one";
  const std::string seen = page("/fjordby/overlaps");
  EXPECT_FALSE(holds(seen, "Solbakken"));
  EXPECT_TRUE(holds(seen, "Mer enn 3 på en gang") && holds(seen, id.text() + "/edit"));
  EXPECT_TRUE(holds(page("/fjordby/overlaps?most=2"), "Solbakken")) << "one may look at another";
}

TEST_P(MeasureStatePages, P13TellHowMeasuresAreBalancedBetweenThemes) {
  Theme theme;
  theme.title = "Overganger";
  theme.further_education = "Veiledning i barnehagen, 15 studiepoeng";
  const Uuid transitions = world->create("theme", theme);
  theme.title = "Hørsel";
  theme.id = {};
  theme.depth = Depth::special;
  const Uuid hearing = world->create("theme", theme);
  for (const bool is_first : {true, false}) {
    Measure made;
    made.title = is_first ? "Nettverk 0–6" : "Nettverk 6–16";
    made.themes = {transitions};
    made.planned_hours = 16;
    world->create("measure", made);
  }
  measure("Uten tema");
  const std::string list = page("/fjordby/themes");
  EXPECT_TRUE(holds(list, "Ett tiltak har ikke noe tema."));
  EXPECT_TRUE(holds(list, "Fordypning i spesialpedagogikk"));
  EXPECT_LT(list.find("Hørsel"), list.find("Overganger"));
  EXPECT_TRUE(holds(list, ">32<")) << "hours of both";
  const std::string narrowed = page("/fjordby/measures?themes=" + transitions.text());
  const auto found = [&](const Uuid& of) {
    return world->database().read([&](db::Connection& db) {
      return records::list(db, world->kind("measure"), world->viewer,
                           {.filters = {{"themes", of.text()}}})
          .total;
    });
  };
  EXPECT_EQ(found(transitions), 2);
  EXPECT_EQ(found(hearing), 0);
  EXPECT_TRUE(holds(narrowed, "name=\"themes\""));
  EXPECT_TRUE(holds(page("/fjordby/themes/" + transitions.text()), "Nettverk 6–16"));
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
  EXPECT_LE(few, 4);
}

INSTANTIATE_ON_BOTH_ENGINES(MeasureStatePages);

}  // namespace
}  // namespace samloft::measures

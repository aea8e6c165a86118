// Spreadsheets of measurements: what goes out comes in again (R19), and what is wrong is told.

#include "goals_import.h"

#include "world_for_tests.h"

namespace samloft::goals {
namespace {

class Imported : public WithGoals {
 protected:
  // «line column», of each fault.
  std::vector<std::string> take(const std::string& csv) {
    std::vector<std::string> told;
    const auto sheet = sheet::read("x.csv", csv);
    EXPECT_TRUE(sheet);
    const auto kept = write([&](records::Work& work) -> Result<void> {
      for (const ImportFault& fault : take_measurements(work, *sheet))
        told.push_back(std::to_string(fault.line) + " " + fault.column);
      if (!told.empty()) return Problem::invalid(Message("wrong"));
      return {};
    });
    EXPECT_EQ(kept.has_value(), told.empty());
    return told;
  }
  std::int64_t count() { return world->counts()["measurement"]; }
  std::string csv(Language language = Language::bokmal) {
    return world->database().read([&](db::Connection& db) {
      return sheet::write_csv(measurement_sheet(db, Texts(language)));
    });
  }
};

TEST_P(Imported, TakesNumbersAndReasons) {
  sign(goal("Samarbeid"), "Team møtes");
  EXPECT_EQ(take("Kjennetegn;Dato;Verdi;Tallet er;Antall bak tallet\n"
                 "Team møtes;15.01.2023;54 %;;41\n"
                 "team MØTES;2024-01-15;..;;\n"
                 "Team møtes;2025-01-15;;Tilbakeholdt;\n"
                 "Team møtes;2025-06-15;;;\n"
                 "Team møtes;2026-01-15;.;;\n"),
            Wrong{});
  const std::string out = csv();
  for (const char* row :
       {"2023-01-15;54 %;Tall;;41", "2024-01-15;;Skjermet", "2025-01-15;;Tilbakeholdt",
        "2025-06-15;;Mangler", "2026-01-15;;Ikke aktuelt"})
    EXPECT_TRUE(holds(out, row)) << row << "\n" << out;
  EXPECT_FALSE(holds(out, ";0;")) << "a reason is never 0";
}

TEST_P(Imported, R19KeepsAllThatGoesOutInEachLanguage) {
  const Uuid of = sign(goal("Mål; med \"tegn\""), "Team møtes");
  for (int state = 0; state < 5; ++state) {
    Measurement one =
        measured(of, Date(2023, 1, 1 + static_cast<unsigned>(state)), state == 0 ? "4,3" : "");
    one.state = static_cast<ValueState>(state);
    one.group = state == 2 ? "PPT" : "";
    one.note = "محمد; Ánde\n«x»";
    world->create("measurement", one);
  }
  for (const Language language : kLanguages) {
    const std::string before = csv(language), plain = csv();
    for (const auto& record : world->database().read(
             [&](db::Connection& db) { return records::every(db, world->kind("measurement")); }))
      ASSERT_TRUE(world->remove("measurement", record->id));
    ASSERT_EQ(count(), 0);
    EXPECT_EQ(take(before), Wrong{}) << before;
    EXPECT_EQ(csv(language), before);
    EXPECT_EQ(csv(), plain);
  }
}

TEST_P(Imported, TakesAllOrNothingAndNamesEachFault) {
  sign(goal("Samarbeid"), "Team møtes");
  EXPECT_EQ(take("Kjennetegn;Dato;Verdi;Antall bak tallet\n"
                 "Team møtes;2023-01-15;54 %;\n"
                 "Ukjent;2023-01-15;54 %;\n"
                 "Team møtes;31.02.2023;54 %;x\n"
                 "Team møtes;2024-01-15;五十;\n"
                 "Team møtes;2023-01-15;55 %;\n"),
            (Wrong{"3 Kjennetegn", "4 Dato", "4 Antall bak tallet", "5 Verdi", "6 Dato"}));
  EXPECT_EQ(count(), 0);
}

TEST_P(Imported, RefusesSheetsThatItDoesNotKnow) {
  sign(goal("Samarbeid"), "Team møtes");
  EXPECT_EQ(take("Kjennetegn;Dato\nTeam møtes;2023-01-15\n"), Wrong{"0 "});
  EXPECT_EQ(take("Kjennetegn;Dato;Verdi;Fasit\nTeam møtes;2023-01-15;5;x\n"), Wrong{"0 "});
  EXPECT_EQ(take("Kjennetegn;Dato;Verdi;Verdi\nTeam møtes;2023-01-15;5;6\n"), Wrong{"0 "});
  EXPECT_EQ(take("Kjennetegn;Dato;Verdi\n"), Wrong{"0 "});
}

TEST_P(Imported, AsksForTheGoalWhenTwoSignsAreCalledTheSame) {
  sign(goal("Det ene"), "Team møtes");
  const Uuid second = sign(goal("Det andre"), "Team møtes");
  EXPECT_EQ(take("Kjennetegn;Dato;Verdi\nTeam møtes;2023-01-15;5\n"), Wrong{"2 Kjennetegn"});
  EXPECT_EQ(take("Mål;Kjennetegn;Dato;Verdi\nDet andre;Team møtes;2023-01-15;5\n"), Wrong{});
  const auto made = world->database().read(
      [&](db::Connection& db) { return records::every(db, world->kind("measurement")); });
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(static_cast<const Measurement&>(*made[0]).sign, second);
}

INSTANTIATE_ON_BOTH_ENGINES(Imported);

}  // namespace
}  // namespace samloft::goals

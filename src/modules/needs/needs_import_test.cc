// Many needs at once on both engines: nobody else's to do, all or nothing, and back again.

#include "needs_import.h"

#include <chrono>

#include "rules.h"
#include "world_for_tests.h"

namespace samloft::needs {
namespace {

class Imports : public InProcess {
 protected:
  Result<Uuid> keeping(const std::string& text) {
    return doing([&](records::Work& work) { return keep_needs(work, "behov.csv", text); });
  }
  std::string confirming(const Uuid& id) {
    return said(doing([&](records::Work& work) { return confirm_import(work, id, Texts()); }));
  }
  std::string undoing(const Uuid& id) {
    return said(doing([&](records::Work& work) { return undo_import(work, id); }));
  }
  records::KeptImport kept(const Uuid& id) {
    return world->database().read([&](db::Connection& db) { return *imports().find(db, id); });
  }
  std::size_t needs() {
    return world->database()
        .read([&](db::Connection& db) { return records::every(db, world->kind("need")); })
        .size();
  }
};

TEST_P(Imports, AreForThoseWhoBringNeedsTogether) {
  const Uuid id = *keeping("Behov\nSpråk\n");
  for (const Role role :
       {Role::staff, Role::unit_leader, Role::owner_leader, Role::university_lead, Role::lecturer,
        Role::union_representative, Role::private_owner, Role::auditor}) {
    be(role);
    EXPECT_EQ(said(keeping("Behov\nSpråk\n")), "forbidden");
    EXPECT_EQ(confirming(id), "forbidden");
    EXPECT_EQ(undoing(id), "forbidden");
    EXPECT_EQ(said(doing([&](records::Work& work) { return drop_import(work, id); })), "forbidden");
  }
  EXPECT_EQ(needs(), 0u);
  be(Role::ppt_lead);
  EXPECT_EQ(confirming(id), "fine");
  EXPECT_EQ(needs(), 1u);
}

TEST_P(Imports, MakeSubmittedNeedsAndKeepWhatTheyRefuse) {
  const Uuid sol = unit("Solvika barnehage", people::UnitKind::kindergarten);
  need("Finnes", NeedState::submitted, {sol});
  const Uuid id = *keeping(
      "Behov;Enheter;Kunnskapsgrunnlag\nSpråk;Solvika;\nRo;;Kvalitetsmelding\nFinnes;Solvika;\n"
      "Feil;Ukjent;\n");
  EXPECT_EQ(needs(), 1u) << "nothing before it is confirmed";
  ASSERT_EQ(confirming(id), "fine");
  EXPECT_EQ(needs(), 3u);
  EXPECT_EQ(confirming(id), "conflict");
  const auto made = given_in(kept(id).done);
  ASSERT_EQ(made.size(), 2u);
  const Need language = stored(made[0]), calm = stored(made[1]);
  EXPECT_EQ(language.state, NeedState::submitted);
  EXPECT_EQ(language.units, std::vector<Uuid>{sol});
  EXPECT_EQ(world->load<Evidence>("evidence", language.evidence.at(0)).kind,
            EvidenceKind::participant_input);
  EXPECT_EQ(calm.evidence, std::vector<Uuid>{report_of_2021});
  EXPECT_EQ(calm.raised_on, Date(2026, 11, 25));
  const ImportTable refused = unpacked(kept(id).refused);
  ASSERT_EQ(refused.lines.size(), 1u);
  EXPECT_EQ(refused.lines[0].number, 5);
  EXPECT_EQ(refused.lines[0].cells[0], "Feil");
  EXPECT_NE(refused.lines[0].cells.back().find("«Ukjent» finnes ikke"), std::string::npos);
}

TEST_P(Imports, AreTakenBackAsAWholeOrNotAtAll) {
  const Uuid id = *keeping("Behov\nSpråk\nRo\n");
  EXPECT_EQ(undoing(id), "not found") << "nothing was done yet";
  ASSERT_EQ(confirming(id), "fine");
  // What others rest on meanwhile stays.
  be(Role::staff);
  Need other;
  other.title = "En annens";
  ASSERT_TRUE(doing([&](records::Work& work) { return report(work, other); }));
  be(Role::coordinator);
  Need changed = stored(given_in(kept(id).done)[0]);
  changed.description = "Mer";
  ASSERT_TRUE(world->save("need", changed));
  EXPECT_EQ(undoing(id), "conflict");
  EXPECT_EQ(needs(), 3u);
  changed = stored(changed.id);
  changed.description = "";
  ASSERT_TRUE(world->save("need", changed));
  EXPECT_EQ(undoing(id), "fine");
  EXPECT_EQ(needs(), 1u);
  EXPECT_EQ(undoing(id), "conflict");
}

TEST_P(Imports, AreForgottenInTime) {
  const Uuid open = *keeping("Behov\nSpråk\n"), done = *keeping("Behov;Meldt\nRo;\nFeil;i går\n");
  ASSERT_EQ(confirming(done), "fine");
  world->now.milliseconds += 2 * kDay;
  ASSERT_TRUE(keeping("Behov\nNytt\n"));
  EXPECT_FALSE(world->database().read([&](db::Connection& db) { return imports().find(db, open); }));
  EXPECT_EQ(kept(done).refused, "");
  EXPECT_NE(kept(done).done, "");
  world->now.milliseconds += 30 * kDay;
  ASSERT_TRUE(keeping("Behov\nNytt\n"));
  EXPECT_EQ(kept(done).done, "");
  EXPECT_EQ(undoing(done), "conflict");
}

// A thousand needs: what is asked of a coordinator's patience is two seconds.
TEST_P(Imports, TakeAThousandNeedsQuickly) {
  for (int i = 0; i < 50; ++i)
    unit("Enhet nummer " + std::to_string(i), people::UnitKind::kindergarten);
  std::string text = "Behov;Beskrivelse;Enheter;Type behov\n";
  for (int i = 0; i < 1000; ++i)
    text += "Behov nummer " + std::to_string(i) + ";Vi ser at barna strever med språk. Мы видим;" +
            "Enhet nummer " + std::to_string(i % 50) + ";Kompetansebehov\n";
  const auto start = std::chrono::steady_clock::now();
  const Uuid id = *keeping(text);
  std::int64_t statements = 0;
  const auto confirmed = doing([&](records::Work& work) {
    const std::int64_t before = work.db.statements();
    auto outcome = confirm_import(work, id, Texts());
    statements = work.db.statements() - before;
    return outcome;
  });
  ASSERT_EQ(said(confirmed), "fine");
  EXPECT_LE(statements, 1000 * 10 + 50) << "each goes to the server and back";
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(needs(), 1000u);
  RecordProperty("seconds", std::to_string(took.count()));
  std::printf("a thousand needs took %.2f s, %ld statements\n", took.count(),
              static_cast<long>(statements));
  ASSERT_EQ(undoing(id), "fine");
  EXPECT_EQ(needs(), 0u);
}

INSTANTIATE_ON_BOTH_ENGINES(Imports);

}  // namespace
}  // namespace samloft::needs

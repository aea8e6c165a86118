// The pages of many needs at once, through their real handlers; what they store is walked in the
// app's tests.

#include "access/site.h"
#include "needs_import.h"
#include "world_for_tests.h"

namespace samloft::needs {
namespace {

class ImportPages : public InProcess {
 protected:
  std::string page(const std::string& path) {
    return world->get(routes(world->kinds()), "/fjordby" + path);
  }
  std::string keep(const std::string& text) {
    return doing([&](records::Work& work) { return keep_needs(work, "behov.csv", text); })->text();
  }
};

TEST_P(ImportPages, AreForThoseWhoBringNeedsTogether) {
  const std::string id = keep("Behov\nSpråk\n");
  for (const Role role : {Role::staff, Role::unit_leader, Role::owner_leader, Role::auditor}) {
    be(role);
    for (const std::string path : {"/need-import", "/need-import/empty.xlsx"})
      EXPECT_EQ(page(path), "404");
    EXPECT_EQ(page("/need-import/" + id), "404");
  }
  world->viewer.roles = {};
  EXPECT_EQ(page("/need-import"), "404");
  be(Role::ppt_lead);
  EXPECT_TRUE(holds(page("/need-import"), "Lim inn behovene"));
}

TEST_P(ImportPages, ShowWhatWouldHappenWithEachRow) {
  const Uuid sol = unit("Solvika barnehage", people::UnitKind::kindergarten);
  const Uuid there = need("Overganger mellom barnehage og skole", NeedState::submitted, {sol});
  const std::string id = keep(
      "Behov;Enheter\nOverganger mellom barnehage og skole;Solvika\n"
      "Bedre overganger mellom avdelingene;Solvika\nFeil;Ukjent\n");
  const std::string seen = page("/need-import/" + id);
  EXPECT_TRUE(holds(seen, "Legg inn 1 behov"));
  EXPECT_TRUE(holds(seen, there.text())) << "leads to what is there";
  EXPECT_TRUE(holds(seen, "«Ukjent» finnes ikke i Samløft"));
  EXPECT_TRUE(holds(seen, "Solvika barnehage")) << "the unit that was meant";
  EXPECT_TRUE(holds(seen, "refused.xlsx"));
  EXPECT_TRUE(holds(page("/need-import/" + id + "/refused.csv"), "Ukjent"));
  EXPECT_EQ(page("/need-import/" + Uuid::fresh().text()), "404");
}

TEST_P(ImportPages, ShowLongSheetsPageByPageInFewStatements) {
  std::string text = "Behov\n";
  for (int i = 0; i < 120; ++i) text += "Behov nummer " + std::to_string(i) + "\n";
  const std::string id = keep(text);
  const std::string last = page("/need-import/" + id + "?page=3");
  EXPECT_TRUE(holds(last, "Behov nummer 119"));
  EXPECT_FALSE(holds(last, "Behov nummer 99"));
  EXPECT_LE(world->statements, 15);
}

TEST_P(ImportPages, OfferTheWayBackOnceDone) {
  const Uuid id = *Uuid::parse(keep("Behov\nSpråk\n"));
  ASSERT_TRUE(doing([&](records::Work& work) { return confirm_import(work, id, Texts()); }));
  const std::string seen = page("/need-import/" + id.text());
  EXPECT_TRUE(holds(seen, "1 behov er lagt inn."));
  EXPECT_TRUE(holds(seen, "/undo"));
  EXPECT_TRUE(holds(page("/need-import"), id.text())) << "it can be found again";
  ASSERT_TRUE(doing([&](records::Work& work) { return undo_import(work, id); }));
  EXPECT_TRUE(holds(page("/need-import/" + id.text()), "Alt er tatt tilbake."));
}

INSTANTIATE_ON_BOTH_ENGINES(ImportPages);

}  // namespace
}  // namespace samloft::needs

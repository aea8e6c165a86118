// The pages of the process through their real handlers; what they store is walked in the app's
// tests.

#include "access/site.h"
#include "world_for_tests.h"

namespace samloft::needs {
namespace {

class ProcessPages : public InProcess {
 protected:
  void SetUp() override {
    InProcess::SetUp();
    if (IsSkipped()) return;
    add_extras(extras, world->kinds());
  }
  std::string page(const std::string& path) {
    auto all = routes(world->kinds());
    for (auto& route : records::pages(world->kinds(), extras)) all.push_back(route);
    return world->get(all, "/fjordby" + path);
  }
  records::Extras extras;
};

TEST_P(ProcessPages, OfferEachWhatTheyMayDo) {
  const std::string path = "/needs/" + need("Overganger").text();
  const std::string coordinator = page(path);
  for (const char* part : {"Ta med videre", "/merging", "Sett til side"})
    EXPECT_TRUE(holds(coordinator, part)) << part;
  be(Role::owner_leader);
  EXPECT_FALSE(holds(page(path), "Ta med videre"));
  EXPECT_TRUE(holds(page(path), "Sett til side"));
  be(Role::staff);
  for (const char* part : {"Ta med videre", "/merging", "Sett til side", "/edit"})
    EXPECT_FALSE(holds(page(path), part)) << part;
}

TEST_P(ProcessPages, TellTheProposerWhyTheTextStandsAndLetThemAdd) {
  Need taken = stored(need("Overganger", NeedState::consolidated));
  taken.raised_by = me;
  ASSERT_TRUE(world->save("need", taken));
  Addition addition;
  addition.need = taken.id;
  addition.text = "Nå ser vi det på småbarn også.";
  addition.evidence = {report_of_2021};
  world->create("addition", addition);
  const std::string path = "/needs/" + taken.id.text();
  be(Role::staff);
  const std::string seen = page(path);
  EXPECT_TRUE(holds(seen, "Du kan skrive en tilføyelse."));
  EXPECT_TRUE(holds(seen, "additions/new?need=" + taken.id.text()));
  EXPECT_TRUE(holds(seen, "Nå ser vi det på småbarn også."));
  EXPECT_FALSE(holds(seen, "/edit"));
  EXPECT_EQ(page(path + "/edit"), "404");
  be(Role::coordinator);
  EXPECT_FALSE(holds(page(path), "Du kan skrive en tilføyelse."));
  EXPECT_TRUE(holds(page(path), "/edit"));
  world->viewer.roles = {Role::auditor};
  EXPECT_FALSE(holds(page(path), "additions/new"));
}

TEST_P(ProcessPages, KeepStatesOutOfTheForm) {
  const std::string form = page("/needs/" + need("Overganger").text() + "/edit");
  for (const char* field :
       {"name=\"state\"", "name=\"priority\"", "name=\"reason\"", "merged_into"})
    EXPECT_FALSE(holds(form, field)) << field;
}

TEST_P(ProcessPages, ShowWhatBecameOfOnesOwn) {
  Need parked = stored(need("Overganger", NeedState::parked));
  parked.raised_by = me;
  parked.reason = "Når nettverkene er i gang.";
  ASSERT_TRUE(world->save("need", parked));
  need("En annens");
  be(Role::staff);
  const std::string seen = page("/my-needs");
  EXPECT_TRUE(holds(seen, "Overganger"));
  EXPECT_TRUE(holds(seen, "Satt på vent"));
  EXPECT_TRUE(holds(seen, "Når nettverkene er i gang."));
  EXPECT_FALSE(holds(seen, "En annens"));
  world->viewer.roles = {};
  EXPECT_EQ(page("/my-needs"), "404");
  EXPECT_EQ(page("/my-needs/new"), "404");
}

TEST_P(ProcessPages, AskFourThingsInTheShortForm) {
  const Uuid place = unit("Solvika", people::UnitKind::kindergarten);
  people::Employment job;
  job.person = me;
  job.unit = place;
  job.position = "Assistent";
  world->create("employment", job);
  be(Role::staff);
  const std::string seen = page("/my-needs/new");
  for (const char* field : {"name=\"title\"", "name=\"description\"", "name=\"kind\"",
                            "name=\"unit\"", "data-draft=\"/fjordby/my-needs/typed\""})
    EXPECT_TRUE(holds(seen, field)) << field;
  EXPECT_TRUE(holds(seen, "Solvika"));
  EXPECT_FALSE(holds(seen, "name=\"evidence\""));
}

TEST_P(ProcessPages, MakeANeedOfAPassage) {
  Passage passage;
  passage.evidence = report_of_2021;
  passage.page_from = 14;
  passage.quote = "Ansatte ønsker felles strategier.";
  const Uuid id = world->create("passage", passage);
  const std::string way = "my-needs/new?passage=" + id.text();
  EXPECT_TRUE(holds(page("/passages/" + id.text()), way));
  const std::string form = page("/" + way);
  EXPECT_TRUE(holds(form, "«Ansatte ønsker felles strategier.»"));
  EXPECT_TRUE(holds(form, "Kvalitetsmelding (2021), s. 14"));
  EXPECT_FALSE(holds(page("/my-needs/new?passage=tull"), "Bygger på"));
}

TEST_P(ProcessPages, TellWhatIsAlikeAndWhy) {
  const Uuid one = need("Trygge overganger til skolestart");
  need("Overgangene mellom barnehage og skolestart");
  need("Matpakker");
  const std::string seen = page("/needs/" + one.text() + "/merging");
  EXPECT_TRUE(holds(seen, "Overgangene mellom barnehage og skolestart"));
  EXPECT_TRUE(holds(seen, "felles ord"));
  EXPECT_FALSE(holds(seen, "Matpakker"));
  EXPECT_TRUE(holds(page("/needs/" + one.text() + "/merging?q=matp"), "Matpakker"));
  be(Role::owner_leader);
  EXPECT_EQ(page("/needs/" + one.text() + "/merging"), "404");
}

TEST_P(ProcessPages, PointFromTheMergedToWhatCarriesItOn) {
  const Uuid into = need("Felles"), one = need("Ett");
  ASSERT_EQ(said(doing([&](records::Work& work) { return merge(work, into, {one}); })), "fine");
  const std::string merged = page("/needs/" + one.text());
  EXPECT_TRUE(holds(merged, "Behovet er samlet i"));
  EXPECT_TRUE(holds(merged, "/withdrawal"));
  EXPECT_FALSE(holds(merged, "Ta med videre"));
  EXPECT_TRUE(holds(page("/needs/" + into.text()), "Samlet her"));
  be(Role::staff);
  EXPECT_FALSE(holds(page("/needs/" + one.text()), "/withdrawal"));
}

// 1 000 needs, some in other alphabets: every page stays a page, in as many statements as for few.
TEST_P(ProcessPages, StayPagesWithAThousandNeeds) {
  const std::vector<std::string> pages{"/needs",
                                       "/my-needs",
                                       "/need-map",
                                       "/need-map?by=kind",
                                       "/need-map/needs?element=none&at=none",
                                       "/my-needs/new"};
  const Uuid one = need("Overganger mellom barnehage og skolestart");
  std::map<std::string, std::int64_t> few;
  const std::string merging = "/needs/" + one.text() + "/merging";
  Need mine = stored(one);
  mine.raised_by = me;
  ASSERT_TRUE(world->save("need", mine));
  need("Overganger og skolestart");
  for (const auto& path : pages) page(path), few[path] = world->statements;
  page(merging);
  few[merging] = world->statements;
  const bool stored =
      doing([&](records::Work& work) -> Result<void> {
        static const std::string kKinds[] = {"Overganger til skolestart ", "Переход в школу ",
                                             "الانتقال إلى المدرسة ", "Sirdin skuvlii "};
        for (int i = 0; i < 1000; ++i) {
          Need made;
          made.title = kKinds[i % 4] + std::to_string(i);
          made.evidence = {report_of_2021};
          made.raised_by = me;
          made.state = NeedState::submitted;
          TRY(records::create(work, world->kind("need"), made));
        }
        return {};
      }).has_value();
  ASSERT_TRUE(stored);
  for (const auto& [path, statements] : few) {
    const std::string seen = page(path);
    EXPECT_EQ(world->statements, statements) << path;
    EXPECT_LT(seen.size(), 120'000u) << path;
  }
  EXPECT_TRUE(holds(page("/need-map/needs?element=none&at=none"), "1 002 behov.") ||
              holds(page("/need-map/needs?element=none&at=none"), "1002 behov."));
  EXPECT_TRUE(holds(page("/needs?q=Переход"), "250"));
}

INSTANTIATE_ON_BOTH_ENGINES(ProcessPages);

}  // namespace
}  // namespace samloft::needs

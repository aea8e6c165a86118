// The pages of needs through their real handlers: what shows, and what must not.

#include "records/pages.h"
#include "access/site.h"
#include "framework/framework.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "testing/world.h"

namespace samloft::needs {
namespace {

using samloft::testing::World;

class NeedsPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), kinds()});
    add_extras(extras, world->kinds());
  }
  Uuid evidence(const std::string& title, std::int64_t year, EvidenceKind kind,
                const std::string& source = "") {
    Evidence e;
    e.title = title;
    e.year = year;
    e.kind = kind;
    e.source = source;
    return world->create("evidence", e);
  }
  Uuid need(const std::string& title, std::vector<Uuid> evidence, const Uuid& raised_by = {}) {
    Need n;
    n.title = title;
    n.evidence = std::move(evidence);
    n.state = n.evidence.empty() ? NeedState::draft : NeedState::submitted;
    n.raised_by = raised_by;
    return world->create("need", n);
  }
  Uuid person(const std::string& name) {
    people::Person p;
    p.name = name;
    return world->create("person", p);
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

TEST_P(NeedsPages, CountNeedsByEvidenceAndYearWithinTheScope) {
  const Uuid report = evidence("Kvalitetsmelding", 2021, EvidenceKind::quality_report);
  const Uuid proposer = person("Styreren");
  need("Overganger", {report, evidence("Spørreundersøkelse", 2020, EvidenceKind::survey)});
  need("Språk", {report});
  need("Kladd uten kilde", {}, proposer);
  const std::string seen = page("/fjordby/needs");
  EXPECT_TRUE(holds(seen, "Behov etter kunnskapsgrunnlag og år"));
  EXPECT_TRUE(holds(seen, R"(<th scope="col">2020</th><th scope="col">2021</th>)"));
  EXPECT_TRUE(holds(seen, R"(<th scope="row">Kvalitetsmelding</th><td class="h0">0</td>)"
                          R"(<td class="h2">2</td><td class="heat__s">2</td>)"));
  EXPECT_TRUE(holds(seen, "Ett behov har ikke noe kunnskapsgrunnlag"));
  world->viewer.roles = {Role::staff};
  const std::string others = page("/fjordby/needs");
  EXPECT_TRUE(holds(others, R"(<td class="h2">2</td>)"));
  EXPECT_FALSE(holds(others, "Kladd uten kilde"));
  EXPECT_FALSE(holds(others, "Ett behov har ikke noe kunnskapsgrunnlag"));
}

TEST_P(NeedsPages, ShowNoTableWhenThereIsNothingToCount) {
  EXPECT_FALSE(holds(page("/fjordby/needs"), "Behov etter kunnskapsgrunnlag"));
}

TEST_P(NeedsPages, TakeAsManyStatementsForManyNeedsAsForFew) {
  const auto more = [&](int count) {
    for (int i = 0; i < count; ++i) {
      const std::string name = std::to_string(i);
      need("Behov " + name, {evidence("Kilde " + name, 2010 + i, EvidenceKind::research)});
    }
  };
  more(1);
  page("/fjordby/needs");
  const auto few = world->statements;
  more(9);
  page("/fjordby/needs");
  EXPECT_EQ(world->statements, few);
}

TEST_P(NeedsPages, ShowWhatANeedRestsOn) {
  const Uuid id =
      need("Overganger", {evidence("Ståstedsanalyse i PPT", 2022, EvidenceKind::self_review,
                                   "https://www.udir.no/analyse?x=1&y=2"),
                          evidence("Notat", 2019, EvidenceKind::project_report, "Arkivsak 19/12")});
  const std::string seen = page_of("needs", id);
  EXPECT_TRUE(holds(seen, "Dette hviler behovet på"));
  EXPECT_TRUE(holds(seen, R"(href="https://www.udir.no/analyse?x=1&amp;y=2">udir.no</a>)"));
  EXPECT_TRUE(holds(seen, "Ikke til sammenligning"));
  EXPECT_TRUE(holds(seen, "Arkivsak 19/12"));
  EXPECT_LT(seen.find("Ståstedsanalyse i PPT"), seen.find("Arkivsak 19/12"));
  EXPECT_FALSE(holds(seen, "ikke noe kunnskapsgrunnlag"));
}

TEST_P(NeedsPages, SayWhatToDoWithoutEvidence) {
  const Uuid proposer = person("Styreren"), stranger = person("En annen");
  const Uuid id = need("Språk i småbarnsgruppa", {}, proposer);
  const std::string edit = "/fjordby/needs/" + id.text() + "/edit#evidence";
  const std::string coordinator = page_of("needs", id);
  EXPECT_TRUE(holds(coordinator, R"(data-color="warning")"));
  EXPECT_TRUE(holds(coordinator, edit));
  EXPECT_TRUE(holds(coordinator, "/fjordby/evidence/new"));
  world->viewer.roles = {Role::unit_leader};  // may change the need, not add evidence
  world->viewer.person = proposer;
  EXPECT_TRUE(holds(page_of("needs", id), edit));
  EXPECT_FALSE(holds(page_of("needs", id), "/fjordby/evidence/new"));
  world->viewer.roles = {Role::auditor};
  EXPECT_FALSE(holds(page_of("needs", id), edit));
  world->viewer.roles = {Role::unit_leader};
  world->viewer.person = stranger;
  EXPECT_EQ(page_of("needs", id), "404");
}

TEST_P(NeedsPages, R12SayWhatIsNotForComparison) {
  const Uuid review = evidence("Ståstedsanalyse", 2022, EvidenceKind::self_review);
  const Uuid report = evidence("Kvalitetsmelding", 2022, EvidenceKind::quality_report);
  const std::string rule = "skal ikke brukes til å sammenligne";
  EXPECT_TRUE(holds(page_of("evidence", review), rule));
  EXPECT_FALSE(holds(page_of("evidence", report), rule));
}

TEST_P(NeedsPages, EscapeWhatPeopleWrite) {
  const Uuid id =
      need("Pluss",
           {evidence("<b>Fet</b>", 2022, EvidenceKind::survey, "https://udir.no/\"onclick=\"x")});
  const std::string seen = page_of("needs", id);
  EXPECT_FALSE(holds(seen, "<b>Fet"));
  EXPECT_FALSE(holds(seen, "\"onclick"));
}

INSTANTIATE_ON_BOTH_ENGINES(NeedsPages);

}  // namespace
}  // namespace samloft::needs

// The pages of the thread through their real handlers: what shows, to whom, at what price.

#include "framework/framework.h"
#include "goals/goals.h"
#include "grants/grants.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "networks/networks.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kept.h"
#include "records/pages.h"
#include "testing/world.h"
#include "thread/thread.h"

namespace samloft::thread {
namespace {

using samloft::testing::World;

class ThreadPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{
            people::migrations(), partnership::migrations(), framework::migrations(),
            documents::migrations(), needs::migrations(), goals::migrations(),
            measures::migrations(), involvement::migrations(), networks::migrations(),
            university::migrations(), grants::migrations()},
        std::vector<std::vector<records::Kind>>{
            people::kinds(), partnership::kinds(), framework::kinds(), documents::kinds(),
            needs::kinds(), goals::kinds(), measures::kinds(), involvement::kinds(),
            networks::kinds(), university::kinds(), grants::kinds()});
    reader = make_reader(world->kinds(), std::make_shared<records::Kept>());
    add_extras(extras, world->kinds(), reader);
    all = routes(world->kinds(), reader);
    for (auto& route : records::pages(world->kinds(), extras)) all.push_back(std::move(route));
    all.push_back({"GET", "/{partnership}/model", access::Who::members(kEveryRole),
                   [this](access::Visit& visit) {
                     web::Response answer;
                     answer.body =
                         page::figure(visit.t,
                                      strategy_model(visit, world->kinds(), *reader, visit.t))
                             .text();
                     return answer;
                   }});
    weave();
  }
  void weave() {
    framework::Framework f;
    f.name = "Sterkere sammen";
    framework::Element purpose, area;
    purpose.framework = area.framework = world->create("framework", f);
    purpose.title = "Alle er med";
    area.title = "Livsmestring";
    area.level = framework::Level::focus_area;
    world->create("element", purpose);
    element = world->create("element", area);
    people::Person person;
    person.name = "Styreren";
    proposer = world->create("person", person);
    needs::Need n;
    n.title = "Trygge overganger";
    n.elements = {element};
    n.raised_by = proposer;
    need = world->create("need", n);  // a draft
    goals::Goal g;
    g.title = "Alle trives";
    g.elements = {element};
    g.needs = {need};
    g.state = goals::GoalState::running;
    goal = world->create("goal", g);
    measures::Measure m;
    m.title = "Lærende nettverk";
    m.goals = {goal};
    measure = world->create("measure", m);
    m = {};
    m.title = "Enkeltkurs";
    world->create("measure", m);
    grants::Grant t;
    t.title = "Tilskudd 2026";
    t.decision_year = 2026;
    t.total = Ore{100};
    t.measures = {measure};
    grant = world->create("grant", t);
  }
  std::string page(const std::string& target) { return world->get(all, target); }

  std::unique_ptr<World> world;
  records::Extras extras;
  std::shared_ptr<Reader> reader;
  std::vector<access::Route> all;
  Uuid element, proposer, need, goal, measure, grant;
};

TEST_P(ThreadPages, AreNotThereForStrangers) {
  world->viewer.roles = {};
  EXPECT_EQ(page("/fjordby/thread"), "404");
  EXPECT_EQ(page("/fjordby/loose-ends"), "404");
}

TEST_P(ThreadPages, HideDraftsAndGrantsFromThoseWhoMayNotReadThem) {
  // What is drawn for those who see all is kept, and must not be shown to others.
  ASSERT_TRUE(holds(page("/fjordby/thread"), "Tilskudd 2026"));
  ASSERT_TRUE(holds(page("/fjordby/thread"), "Trygge overganger"));
  world->viewer.roles = {Role::staff};
  world->viewer.person = Uuid::fresh();
  for (const std::string& target :
       {std::string("/fjordby/thread"), "/fjordby/goals/" + goal.text(),
        "/fjordby/measures/" + measure.text(), std::string("/fjordby/loose-ends")}) {
    const std::string seen = page(target);
    EXPECT_FALSE(holds(seen, "Trygge overganger")) << target;
    EXPECT_FALSE(holds(seen, "Tilskudd 2026")) << target;
    EXPECT_FALSE(holds(seen, need.text())) << target;
  }
  world->viewer.person = proposer;
  EXPECT_TRUE(holds(page("/fjordby/thread"), "Trygge overganger")) << "one's own draft";
  EXPECT_FALSE(holds(page("/fjordby/thread"), "Tilskudd 2026"));
}

TEST_P(ThreadPages, DrawTheWholeWithItsTable) {
  const std::string seen = page("/fjordby/thread");
  for (const char* text : {"Alle er med", "Livsmestring", "Trygge overganger", "Alle trives",
                           "Lærende nettverk", "Tilskudd 2026"}) {
    EXPECT_TRUE(holds(seen, text)) << text;
  }
  EXPECT_TRUE(holds(seen, "<th scope=\"row\">Lærende nettverk</th><td>Trygge overganger</td>"));
  EXPECT_TRUE(holds(seen, "Tiltak: Enkeltkurs. Følges ikke. Henger løst"));
}

TEST_P(ThreadPages, AreNarrowedByTheirAddress) {
  const std::string seen = page("/fjordby/thread?goal=" + goal.text());
  EXPECT_TRUE(holds(seen, "Lærende nettverk"));
  EXPECT_FALSE(holds(seen, "Enkeltkurs"));
  for (const char* odd : {"goal=x", "district=1", "year=nonsense", "year=-1",
                          "year=99999999999999999999", "goal=%3Cscript%3E"}) {
    const std::string whole = page("/fjordby/thread?" + std::string(odd));
    EXPECT_TRUE(holds(whole, "Enkeltkurs")) << odd << ": what cannot be read narrows nothing";
    EXPECT_FALSE(holds(whole, "<script>")) << odd;
  }
  EXPECT_TRUE(holds(page("/fjordby/thread?goal=" + Uuid::fresh().text()), "Ingenting å vise her"));
}

TEST_P(ThreadPages, ShowEachRecordWhereItStands) {
  const std::string of_grant = page("/fjordby/grants/" + grant.text());
  for (const char* text : {"Alle er med", "Livsmestring", "Trygge overganger", "Alle trives",
                           "Lærende nettverk"}) {
    EXPECT_TRUE(holds(of_grant, text)) << text;
  }
  EXPECT_FALSE(holds(of_grant, "Enkeltkurs"));
  EXPECT_TRUE(holds(page("/fjordby/needs/" + need.text()), "Tilskudd 2026")) << "the other way";
}

TEST_P(ThreadPages, ListLooseEndsWithWhereToMendThem) {
  const std::string seen = page("/fjordby/loose-ends");
  EXPECT_TRUE(holds(seen, "Mål uten kjennetegn (1)"));
  EXPECT_TRUE(holds(seen, "/fjordby/signs/new?goal=" + goal.text()));
  EXPECT_TRUE(holds(seen, "Tiltak uten mål (1)"));
  EXPECT_TRUE(holds(seen, "/edit#goals"));
  world->viewer.roles = {Role::staff};
  const std::string others = page("/fjordby/loose-ends");
  EXPECT_TRUE(holds(others, "Mål uten kjennetegn (1)"));
  EXPECT_FALSE(holds(others, "/signs/new")) << "not theirs to mend";
  EXPECT_FALSE(holds(others, "/edit#"));
  EXPECT_TRUE(holds(page("/fjordby/loose-ends?rule=7777&page=-4"), "Ingen løse tråder"));
}

TEST_P(ThreadPages, AreReadOnceForEachState) {
  page("/fjordby/thread");
  EXPECT_LE(world->statements, 45);
  page("/fjordby/thread");
  EXPECT_EQ(world->statements, 1) << "nothing has changed";
  goals::Goal g;
  g.title = "Et nytt mål";
  world->create("goal", g);
  EXPECT_TRUE(holds(page("/fjordby/thread"), "Et nytt mål")) << "a change is seen at once";
}

TEST_P(ThreadPages, ShowTheStrategyModelWithWhatServesNothing) {
  const std::string model = page("/fjordby/model");
  EXPECT_TRUE(holds(model, "Strategimodellen: Sterkere sammen"));
  EXPECT_TRUE(holds(model, "Tiltak: Lærende nettverk. Følges ikke"));
  EXPECT_TRUE(holds(model, "Tiltak: Enkeltkurs. Uten kobling"));
  EXPECT_TRUE(holds(model, "th-b--loose"));
  EXPECT_TRUE(holds(model, "<th scope=\"row\">Tiltak</th><td>Lærende nettverk</td><td>Livsmestring</td>"));
}

TEST_P(ThreadPages, ShowWhenMeasuresRun) {
  measures::Measure stored = world->load<measures::Measure>("measure", measure);
  stored.valid_from = Date(2026, 10, 1);
  stored.valid_until = Date(2027, 2, 1);
  ASSERT_TRUE(world->save("measure", stored));
  const std::string seen = page("/fjordby/timeline");
  EXPECT_TRUE(holds(seen, "Årshjul 2026–27"));
  EXPECT_TRUE(holds(seen, "<th scope=\"row\">2</th><td>Lærende nettverk</td>"));
  const std::string before = page("/fjordby/timeline?year=2025");
  EXPECT_TRUE(holds(before, "Årshjul 2025–26"));
  EXPECT_FALSE(holds(before, "<td>Lærende nettverk</td>"));
  for (const char* odd : {"year=x", "year=1", "year=99999999999"})
    EXPECT_TRUE(holds(page("/fjordby/timeline?" + std::string(odd)), "Årshjul 2026–27")) << odd;
}

TEST_P(ThreadPages, DrawTwoHundredBars) {
  for (int i = 0; i < 210; ++i) {
    measures::Measure m;
    m.title = "Tiltak nummer " + std::to_string(i);
    m.valid_from = Date(2026, 8, 1);
    world->create("measure", m);
  }
  const std::string seen = page("/fjordby/timeline");
  std::size_t count = 0;
  for (auto at = seen.find("class=\"tl-bar"); at != std::string::npos;
       at = seen.find("class=\"tl-bar", at + 1))
    ++count;
  EXPECT_GE(count, 200u);
  EXPECT_TRUE(holds(seen, "til, i tabellen"));
}

TEST_P(ThreadPages, ChooseAndGatherTheBarsOfTheTimeLine) {
  const auto of = [&](const char* title, measures::MeasureKind kind, measures::MeasureState state) {
    measures::Measure m;
    m.title = title;
    m.kind = kind;
    m.state = state;
    m.valid_from = Date(2026, 8, 1);
    world->create("measure", m);
  };
  of("Det som går", measures::MeasureKind::course, measures::MeasureState::running);
  of("Det som er over", measures::MeasureKind::course, measures::MeasureState::completed);
  const auto line = [&](const std::string& query) {
    const std::string seen = page("/fjordby/timeline?" + query);
    return seen.substr(seen.find("Hva tidslinja viser"));
  };
  EXPECT_TRUE(holds(line(""), "Det som går") && holds(line(""), "Det som er over"));
  EXPECT_FALSE(holds(line("state=open"), "Det som er over"));
  EXPECT_FALSE(holds(line("state=done"), "Det som går"));
  EXPECT_FALSE(holds(line("what=series"), "Det som går"));
  EXPECT_FALSE(holds(line(""), "class=\"tl-group\""));
  const std::string gathered = line("by=kind");
  EXPECT_TRUE(holds(gathered, "class=\"tl-group\"") && holds(gathered, ">Kurs</text>"));
  EXPECT_TRUE(holds(line("by=%3Cscript%3E&what=x&state=y&district=z"), "Det som går"));
}

TEST_P(ThreadPages, P2TellTheTimeFromTheDecisionToTheStart) {
  measures::Measure m;
  m.title = "Nettverk";
  m.valid_from = Date(2026, 8, 15);
  m.decided_on = Date(2026, 6, 1);
  world->create("measure", m);
  EXPECT_TRUE(holds(page("/fjordby/timeline"), "Fra vedtak til første aktivitet"));
  EXPECT_TRUE(holds(page("/fjordby/timeline"), ">75<"));
}

TEST_P(ThreadPages, StayReadableWithManyMeasures) {
  for (int i = 0; i < 60; ++i) {
    measures::Measure m;
    m.title = "Tiltak nummer " + std::to_string(i);
    m.goals = {goal};
    world->create("measure", m);
  }
  const std::string seen = page("/fjordby/thread");
  EXPECT_TRUE(holds(seen, "61 tiltak"));
  EXPECT_TRUE(holds(seen, "/fjordby/thread?goal=" + goal.text()));
  EXPECT_TRUE(holds(seen, "Tiltak nummer 59")) << "in the table";
  EXPECT_TRUE(holds(page("/fjordby/model"), "61 tiltak"));
}

INSTANTIATE_ON_BOTH_ENGINES(ThreadPages);

}  // namespace
}  // namespace samloft::thread

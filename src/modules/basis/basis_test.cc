// What goes into the sections of a plan, and what must not.

#include "basis/basis.h"

#include "access/site.h"
#include "basis_decision.h"
#include "document/document.h"
#include "records/kept.h"
#include "world_for_tests.h"

namespace samloft::basis {
namespace {

using documents::Topic;
using samloft::testing::World;

class Sections : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = whole_world(GetParam());
    reader = thread::make_reader(world->kinds(), std::make_shared<records::Kept>());
  }
  // A section as JSON, as the world's viewer gets it, of a plan for 2026.
  std::string section(Topic topic, Language language = Language::bokmal) {
    documents::Plan plan;
    plan.year = 2026;
    std::string out;
    const access::Route route{
        "GET", "/{partnership}", access::Who::members(kEveryRole), [&](access::Visit& visit) {
          document::Document one;
          one.sections.push_back(
              contents(visit, plan, topic, Texts(language), world->kinds(), *reader));
          out = document::write(one);
          return web::Response{};
        }};
    world->get({route}, "/fjordby");
    return out;
  }
  std::unique_ptr<World> world;
  std::shared_ptr<thread::Reader> reader;
};

TEST_P(Sections, AreEmptyInAnEmptyPartnership) {
  const document::Section nothing;
  document::Document empty;
  empty.sections.push_back(nothing);
  for (std::size_t i = 0; i < documents::kTopics; ++i)
    EXPECT_EQ(section(static_cast<Topic>(i)), document::write(empty)) << i;
}

TEST_P(Sections, LeaveDraftsOutWhoeverAsks) {
  people::Person person;
  person.name = "Kari Styrer";
  needs::Need draft, told;
  draft.title = "En kladd";
  draft.raised_by = world->create("person", person);
  told.title = "Trygge overganger";
  needs::Evidence source;
  source.title = "Kvalitetsmelding";
  source.year = 2021;
  told.evidence = {world->create("evidence", source)};
  told.raised_by = draft.raised_by;
  told.state = needs::NeedState::submitted;
  goals::Goal goal;
  goal.title = "Alle trives";
  goal.needs = {world->create("need", draft), world->create("need", told)};
  world->create("goal", goal);
  for (std::size_t i = 0; i < documents::kTopics; ++i)
    EXPECT_FALSE(holds(section(static_cast<Topic>(i)), "En kladd")) << i;
  EXPECT_TRUE(holds(section(Topic::goals), "Trygge overganger"));
  const std::string seen = section(Topic::needs);
  EXPECT_TRUE(holds(seen, "Trygge overganger"));
  EXPECT_TRUE(holds(seen, "Kvalitetsmelding (2021)"));
  EXPECT_FALSE(holds(seen, "Kari Styrer"));
}

// A plan is kept for all who read it. Whoever may see a draft must not have it drawn for the others.
TEST_P(Sections, AreTheSameForWhoeverAsks) {
  framework::Framework strategy;
  strategy.name = "Sterkere sammen";
  framework::Element area;
  area.framework = world->create("framework", strategy);
  area.title = "Livsmestring";
  area.level = framework::Level::focus_area;
  people::Person person;
  person.name = "Kari Styrer";
  needs::Need draft;
  draft.title = "En kladd";
  draft.raised_by = world->create("person", person);
  draft.elements = {world->create("element", area)};
  measures::Measure measure;
  measure.title = "Lærende nettverk";
  measure.needs = {world->create("need", draft)};  // its only tie to the strategy
  world->create("measure", measure);
  const auto as = [&](Role role, const Uuid& who, Topic topic) {
    world->viewer.roles = {role};
    world->viewer.person = who;
    return section(topic);
  };
  for (std::size_t i = 0; i < documents::kTopics; ++i) {
    const auto topic = static_cast<Topic>(i);
    reader = thread::make_reader(world->kinds(), std::make_shared<records::Kept>());  // nothing is kept
    const std::string for_all = as(Role::staff, Uuid::fresh(), topic);
    for (const Role role : {Role::coordinator, Role::private_owner, Role::lecturer, Role::auditor})
      EXPECT_EQ(as(role, Uuid::fresh(), topic), for_all) << i;
    EXPECT_EQ(as(Role::unit_leader, draft.raised_by, topic), for_all) << i;
  }
  EXPECT_TRUE(holds(section(Topic::anchoring), "Lærende nettverk"));
  EXPECT_TRUE(holds(section(Topic::anchoring), "Uten kobling"));
}

TEST_P(Sections, NameOfficesAndNeverPersons) {
  people::Person person;
  person.name = "Kari Lunde";
  people::Body body;
  body.name = "Styringsgruppa";
  people::Seat held, vacant;
  held.body = vacant.body = world->create("body", body);
  held.function = "Leder PPT";
  vacant.function = "Hovedtillitsvalgt";
  people::Holding holding;
  holding.seat = world->create("seat", held);
  holding.person = world->create("person", person);
  world->create("seat", vacant);
  world->create("holding", holding);
  const std::string seen = section(Topic::organisation);
  EXPECT_TRUE(holds(seen, R"(["Leder PPT","","Ja"])"));
  EXPECT_TRUE(holds(seen, R"(["Hovedtillitsvalgt","","Ledig"])"));
  for (std::size_t i = 0; i < documents::kTopics; ++i)
    EXPECT_FALSE(holds(section(static_cast<Topic>(i)), "Kari Lunde")) << i;
}

TEST_P(Sections, SpeakEachLanguage) {
  goals::Goal goal;
  goal.title = "Alle trives";
  world->create("goal", goal);
  EXPECT_TRUE(holds(section(Topic::evaluation), "Følges ikke"));
  EXPECT_TRUE(holds(section(Topic::evaluation, Language::nynorsk), "Blir ikkje følgt"));
  EXPECT_TRUE(holds(section(Topic::evaluation, Language::english), "Not followed"));
}

TEST_P(Sections, DrawWhenMeasuresRun) {
  measures::Measure measure;
  measure.title = "Lærende nettverk";
  measure.valid_from = Date(2022, 8, 1);
  const Uuid id = world->create("measure", measure);
  EXPECT_TRUE(holds(section(Topic::measures), "time-line-1"));
  EXPECT_TRUE(holds(section(Topic::measures), "Årshjul 2026–27")) << "where there are no series";
  EXPECT_FALSE(holds(section(Topic::networks), "year-wheel"));
  networks::Network network;
  network.name = "0–6";
  network.measure = id;
  people::District district;
  district.name = "Fjorden";
  networks::Series series;
  series.network = world->create("network", network);
  series.district = world->create("district", district);
  series.school_year = 2026;
  world->create("series", series);
  EXPECT_TRUE(holds(section(Topic::networks), "Årshjul 2026–27"));
  EXPECT_FALSE(holds(section(Topic::measures), "year-wheel"));
  EXPECT_TRUE(holds(section(Topic::measures), "0–6, Fjorden 2026–27"));
  EXPECT_FALSE(holds(section(Topic::networks, Language::english), "Årshjul"));
}

TEST_P(Sections, WriteMoneyExactly) {
  grants::Grant grant;
  grant.title = "Kompetanseløftet";
  grant.decision_year = 2023;
  grant.total = Ore{184'000'001};
  world->create("grant", grant);
  EXPECT_TRUE(holds(section(Topic::money), "840\u00a0000,01"));
}

INSTANTIATE_ON_BOTH_ENGINES(Sections);

// --- the decision basis

thread::Facts some_facts() {
  thread::Facts facts;
  partnership::Party party;
  party.duties = "Eier behovene";
  facts.parties = {party};
  needs::Need draft, first, parked;
  first.id = Uuid::of_name("basis", "first");
  draft.title = "En kladd";
  first.title = "Trygge overganger";
  first.state = needs::NeedState::prioritised;
  first.raised_by = Uuid::of_name("basis", "proposer");
  first.priority = 1;
  parked.title = "Flere kurs";
  parked.state = needs::NeedState::parked;
  parked.reason = "Nettverkene først";
  facts.needs = {draft, first, parked};
  goals::Goal goal;
  goal.id = Uuid::of_name("basis", "goal");
  goal.title = "Alle er med";
  goal.needs = {first.id};
  facts.goals = {goal};
  measures::Measure measure;
  measure.title = "Lærende nettverk";
  measure.goals = {goal.id};
  measure.responsible_person = Uuid::of_name("basis", "responsible");
  facts.measures = {measure};
  return facts;
}
Occasion an_occasion() {
  return {"Fjordby", "Forum", "**Derfor.**", 2027, 3, Date(2026, 11, 25), {}};
}
document::Document document_of(const thread::Facts& facts, const Occasion& occasion) {
  return decision_document(facts, thread::loose_ends(facts, occasion.day), {}, occasion, Texts());
}
const document::Section& section_of(const document::Document& document, std::string_view id) {
  for (const auto& section : document.sections)
    if (section.id == id) return section;
  throw Broken("no such section");
}
std::string text_of(const document::Section& section) {
  document::Document one;
  one.sections.push_back(section);
  return document::write(one);
}
bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(DecisionDocument, SaysFirstWhatIsMissing) {
  const auto made = document_of(some_facts(), an_occasion());
  ASSERT_FALSE(made.sections.empty());
  EXPECT_EQ(made.sections.front().id, "missing");
  EXPECT_EQ(made.sections.front().number, "") << "it is no part of the basis, but of its standing";
  const std::string missing = text_of(made.sections.front());
  EXPECT_TRUE(says(missing, R"(["Ingen plan gjelder","1",""])")) << missing;
  EXPECT_TRUE(says(missing, R"(["Behov uten kunnskapsgrunnlag","1","Trygge overganger"])"));
  EXPECT_FALSE(says(missing, "Ledige plasser")) << "a vacant seat stops no decision";
  const auto empty = document_of({}, an_occasion());
  EXPECT_TRUE(says(text_of(empty.sections.front()), "Ingenting mangler"));
}

TEST(DecisionDocument, PutsNeedsInOrderWithWhatAnswersThem) {
  const auto made = document_of(some_facts(), an_occasion());
  const std::string seen = text_of(section_of(made, "priorities"));
  EXPECT_TRUE(says(seen, R"("markdown":"**Derfor.**")"));
  EXPECT_TRUE(says(seen, R"(["Trygge overganger","1","","Alle er med","Lærende nettverk"])")) << seen;
  EXPECT_TRUE(says(seen, "ingen prioriteringsrunde viser hvem"));
  EXPECT_TRUE(says(seen, R"(["Flere kurs","Satt på vent","Nettverkene først"])"));
  EXPECT_FALSE(says(document::write(made), "En kladd"));
}

TEST(DecisionDocument, NamesWhoDecidedTheOrder) {
  thread::Facts facts = some_facts();
  people::Body body;
  body.id = Uuid::of_name("basis", "body");
  body.name = "Styringsgruppa";
  facts.bodies = {body};
  needs::Round open, decided;
  open.title = "Prioritering 2028";
  open.needs = {facts.needs[1].id};
  decided.title = "Prioritering 2027";
  decided.needs = {facts.needs[1].id, facts.needs[2].id};
  decided.state = needs::RoundState::decided;
  decided.ranked = 1;
  decided.body = body.id;
  decided.decided_on = Date(2026, 1, 15);
  decided.minutes = "Sak 3: Rekkefølgen er vedtatt enstemmig.";
  facts.rounds = {open, decided};
  const std::string seen = text_of(section_of(document_of(facts, an_occasion()), "priorities"));
  EXPECT_TRUE(says(seen, R"(["Prioritering 2027","Styringsgruppa","15.01.2026",)"
                         R"("Sak 3: Rekkefølgen er vedtatt enstemmig.","1"])"))
      << seen;
  EXPECT_TRUE(says(seen, R"(["Trygge overganger","1","Styringsgruppa, 15.01.2026",)")) << seen;
  EXPECT_FALSE(says(seen, "Prioritering 2028")) << "it is not decided";
  EXPECT_FALSE(says(seen, "ingen prioriteringsrunde"));
  EXPECT_TRUE(says(sources_of(facts), "Prioritering 2027"));
}

statements::Told a_statement(const std::string& heading, const Uuid& measure) {
  using statements::Stage;
  statements::Told one;
  one.heading = heading;
  one.measure = measure;
  one.round = "Kompetanseløftet 2027/28";
  one.state = statements::State::anchored;
  one.amounts = {{Stage::applied, 2027, "Fjordby kommune", Ore{500'000'01}},
                 {Stage::applied, 2027, "Fjord universitet", Ore{500'000'00}},
                 {Stage::decided, 2027, "Fjordby kommune", Ore{400'000'00}}};
  one.lacking = {{N_("Universitetet har ikke bekreftet behovsmeldinga."), true}};
  return one;
}

TEST(DecisionDocument, TellsOfStatementsInTheOrderOfTheirNeeds) {
  thread::Facts facts = some_facts();
  facts.measures[0].id = Uuid::of_name("basis", "measure");
  const std::vector<statements::Told> told{a_statement("Et annet tiltak", Uuid::of_name("basis", "other")),
                                           a_statement("Lærende nettverk", facts.measures[0].id)};
  const Occasion occasion = an_occasion();
  const auto made = decision_document(facts, {}, told, occasion, Texts());
  const std::string seen = text_of(section_of(made, "statements"));
  EXPECT_LT(seen.find("Lærende nettverk"), seen.find("Et annet tiltak"));
  EXPECT_TRUE(says(seen, "1\u00a0000\u00a0000,01"));
  EXPECT_TRUE(says(seen, R"(["Lærende nettverk","2027","Fjordby kommune",)")) << seen;
  const std::string missing = text_of(made.sections.front());
  EXPECT_TRUE(says(missing, "Universitetet har ikke bekreftet behovsmeldinga."));
  EXPECT_FALSE(says(missing, "Ingenting mangler"));
}

TEST(DecisionDocument, LeavesStatementsOutForThoseWhoMayNotReadThem) {
  for (const Language language : kLanguages) {
    const Texts t(language);
    const auto whole = decision_document(some_facts(), thread::loose_ends(some_facts(), Date(2026, 11, 25)),
                                         {a_statement("Et hemmelig tiltak", Uuid{})}, an_occasion(), t);
    ASSERT_TRUE(says(text_of(section_of(whole, "missing")), "Et hemmelig tiltak"));
    ASSERT_TRUE(says(text_of(section_of(whole, "statements")), "Et hemmelig tiltak"));
    const auto seen = without_statements(whole);
    EXPECT_FALSE(says(document::write(seen), "Et hemmelig tiltak"));
    EXPECT_FALSE(says(document::write(seen), "500\u00a0000"));
    EXPECT_TRUE(says(text_of(section_of(seen, "missing")), "Trygge overganger")) << "of other things it is told";
    ASSERT_EQ(section_of(seen, "statements").blocks.size(), 1u) << "a sentence says that it is for others";
    ASSERT_EQ(seen.sections.size(), whole.sections.size());
    for (std::size_t i = 0; i < seen.sections.size(); ++i) {
      const bool of_statements = seen.sections[i].id == "missing" || seen.sections[i].id == "statements";
      EXPECT_EQ(seen.sections[i] == whole.sections[i], !of_statements) << seen.sections[i].id;
    }
  }
}

// What was frozen by another version may have other words.
TEST(DecisionDocument, LeavesOutWhatItDoesNotKnowToBeOfOtherThings) {
  document::Document old;
  document::Table unready;
  unready.caption = "Meldinger det er noe i veien med";
  unready.columns = {"Melding"};
  unready.rows = {{"Et hemmelig tiltak"}};
  old.sections = {{"missing", "", "Det som mangler", {unready}}};
  const auto seen = without_statements(old);
  EXPECT_FALSE(says(document::write(seen), "Et hemmelig tiltak"));
  EXPECT_EQ(seen.sections.front().blocks.size(), 1u);
}

TEST(DecisionDocument, CitesThePlanInForce) {
  Occasion occasion = an_occasion();
  EXPECT_TRUE(section_of(document_of({}, occasion), "plan").blocks.empty());
  occasion.plan = {Uuid{}, Uuid{}, "Strategisk plan", 2, "2026-01-15", "Styringsgruppa", "abc", ""};
  const std::string seen =
      text_of(section_of(document_of({}, occasion), "plan"));
  EXPECT_TRUE(says(seen, R"(["Strategisk plan","2","15.01.2026","Styringsgruppa","abc"])")) << seen;
}

TEST(Sources, HoldWhatIsCitedAndNoPerson) {
  const std::string sources = sources_of(some_facts());
  EXPECT_TRUE(says(sources, "Trygge overganger"));
  EXPECT_TRUE(says(sources, "Lærende nettverk"));
  EXPECT_FALSE(says(sources, "En kladd"));
  EXPECT_FALSE(says(sources, Uuid::of_name("basis", "proposer").text()));
  EXPECT_FALSE(says(sources, Uuid::of_name("basis", "responsible").text()));
}

TEST(Dossier, EnclosesAllThatIsCited) {
  DecisionBasis basis;
  basis.number = 3;
  basis.frozen_on = Date(2026, 11, 25);
  basis.content = document::frozen({document_of(some_facts(), an_occasion())});
  basis.sources = sources_of(some_facts());
  document::Document plan_document;
  plan_document.title = "Plan";
  const documents::FrozenPlan plan{{}, {}, "Plan", 2, "2026-01-15", "Styringsgruppa", "abc",
                                   document::frozen({plan_document})};
  const auto dossier = dossier_of(basis, plan, Language::bokmal);
  ASSERT_TRUE(dossier);
  std::vector<std::string> names;
  for (const auto& one : dossier->enclosures) names.push_back(one.name);
  EXPECT_EQ(names, (std::vector<std::string>{"beslutningsgrunnlag-3", "plan-2", "plan-content.jsonl",
                                             "content.jsonl", "sources.json", "readme.txt"}));
  EXPECT_TRUE(document::read_dossier(document::write(*dossier)));
  EXPECT_EQ(dossier_of(basis, {}, Language::bokmal)->enclosures.size(), 4u) << "no plan was in force";
  EXPECT_FALSE(dossier_of(basis, plan, Language::english)) << "it was frozen in one language";
}

// Each statement is a PDF of its own, under a name that no other has and any system takes.
TEST(Dossier, EnclosesEachStatementAsAFile) {
  DecisionBasis basis;
  basis.number = 1;
  basis.frozen_on = Date(2026, 11, 25);
  basis.content = document::frozen({document_of(some_facts(), an_occasion())});
  basis.sources = "{}";
  const std::string before = fingerprint_of(basis);
  document::Document one;
  one.title = "Behovsmelding";
  one.language = Language::bokmal;
  document::Document other_language = one;
  other_language.language = Language::english;
  for (const std::string& name : {std::string("Lærende nettverk 0–6: Ordning 2026/27"), std::string("بيان"),
                                  "../../etc " + std::string(300, 'x')}) {
    one.subtitle = other_language.subtitle = name;
    basis.statements += document::frozen({one, other_language});
  }
  EXPECT_NE(fingerprint_of(basis), before) << "they are sealed with the rest";
  const auto dossier = dossier_of(basis, {}, Language::bokmal);
  ASSERT_TRUE(dossier);
  std::vector<std::string> names;
  for (const auto& enclosed : dossier->enclosures)
    if (enclosed.only_pdf) names.push_back(enclosed.name);
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names[0], "behovsmelding-01-laerende-nettverk-06-ordning-2026-27");
  EXPECT_EQ(names[1], "behovsmelding-02");
  EXPECT_LE(names[2].size(), 80u);
  EXPECT_TRUE(document::read_dossier(document::write(*dossier))) << "all names are plain and differ";
  const auto letter = std::find_if(dossier->enclosures.begin(), dossier->enclosures.end(),
                                   [](const auto& enclosed) { return enclosed.name == "readme.txt"; });
  EXPECT_TRUE(says(letter->text, "behovsmelding-01-laerende-nettverk-06-ordning-2026-27.pdf"));
  EXPECT_TRUE(says(letter->text, "cat content.jsonl sources.json statements.jsonl | b2sum"));
  for (int i = 0; i < 300; ++i) basis.statements += document::frozen({one});
  EXPECT_TRUE(document::read_dossier(document::write(*dossier_of(basis, {}, Language::bokmal))))
      << "more than there is room for";
}

class Freezing : public Sections {
 protected:
  DecisionBasis basis() {
    DecisionBasis made;
    made.recipient = "Samarbeidsforum";
    made.year = 2027;
    made.grounds = "Enige";
    made.content = "innhold";
    made.sources = "kilder";
    return made;
  }
  Result<Uuid> frozen(DecisionBasis one) {
    return world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return freeze(work, one);
    });
  }
};

TEST_P(Freezing, IsNotForEveryone) {
  for (const Role role : {Role::staff, Role::unit_leader, Role::union_representative, Role::auditor,
                          Role::lecturer, Role::ppt_lead, Role::private_owner}) {
    world->viewer.roles = {role};
    const auto made = frozen(basis());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
  }
  EXPECT_EQ(world->counts()["decision_basis"], 0);
}

TEST_P(Freezing, NumbersDatesAndSeals) {
  const auto first = frozen(basis()), second = frozen(basis());
  ASSERT_TRUE(first && second);
  const auto stored = world->load<DecisionBasis>("decision_basis", *second);
  EXPECT_EQ(stored.number, 2);
  EXPECT_EQ(stored.frozen_on, Date(2026, 11, 25));
  EXPECT_EQ(stored.fingerprint, document::fingerprint("innholdkilder"));
}

TEST_P(Freezing, AsksForWhoForWhenAndWhy) {
  DecisionBasis empty = basis();
  empty.recipient = empty.grounds = "";
  empty.year.reset();
  auto made = frozen(empty);
  ASSERT_FALSE(made);
  EXPECT_EQ(samloft::testing::fields_of(made.error()),
            (std::vector<std::string>{"recipient", "year", "grounds"}));
  DecisionBasis early = basis();
  early.year = 1999;
  made = frozen(early);
  ASSERT_FALSE(made);
  EXPECT_EQ(samloft::testing::fields_of(made.error()), std::vector<std::string>{"year"});
}

TEST_P(Freezing, LeavesNothingToChangeOrRemove) {
  const auto id = frozen(basis());
  ASSERT_TRUE(id);
  auto stored = world->load<DecisionBasis>("decision_basis", *id);
  stored.recipient = "En annen";
  EXPECT_FALSE(world->save("decision_basis", stored));
  EXPECT_FALSE(world->remove("decision_basis", *id));
}

// A partnership file may bring a frozen basis; one that was changed on the way is refused.
TEST_P(Freezing, IsBrokenByOneChangedByte) {
  DecisionBasis brought = basis();
  brought.number = 1;
  brought.frozen_on = Date(2025, 1, 1);
  brought.fingerprint = fingerprint_of(brought);
  brought.content = "innhald";
  world->viewer.system = true;
  const auto made = world->try_create("decision_basis", brought);
  ASSERT_FALSE(made);
  EXPECT_EQ(samloft::testing::fields_of(made.error()), std::vector<std::string>{"fingerprint"});
  brought.content = "innhold";
  EXPECT_TRUE(world->try_create("decision_basis", brought));
  DecisionBasis second = brought;
  second.id = {};
  const auto twice = world->try_create("decision_basis", second);
  ASSERT_FALSE(twice);
  EXPECT_EQ(samloft::testing::fields_of(twice.error()), std::vector<std::string>{"number"});
}

INSTANTIATE_ON_BOTH_ENGINES(Freezing);

}  // namespace
}  // namespace samloft::basis

// The records of needs and the rules between them, on both engines.

#include "needs/needs.h"

#include "framework/framework.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "rules.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::needs {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;

std::uint64_t bit(TargetGroup group) { return std::uint64_t{1} << static_cast<unsigned>(group); }

// Fills what a kind of another module demands, whatever that is: any element of the framework does.
class Filler final : public SomeFields {
 public:
  explicit Filler(World& world) : world_(world) {}
  static Uuid any(World& world, std::string_view kind) {
    const auto record = world.kind(kind).make();
    Filler filler(world);
    record->describe(filler);
    const auto made = world.try_create(kind, *record);
    EXPECT_TRUE(made) << (made ? "" : World::told(made.error()));
    return made ? *made : Uuid{};
  }
  void text(const Field&, std::string& value) override { value = "Tidlig innsats"; }
  void number(const Field& f, std::optional<std::int64_t>& value) override {
    if (f.must == Must::be_filled) value = 1;
  }
  void date(const Field& f, std::optional<Date>& value) override {
    if (f.must == Must::be_filled) value = Date(2022, 1, 1);
  }
  void link(const Field& f, std::string_view kind, Uuid& id) override {
    if (f.must == Must::be_filled) id = any(world_, kind);
  }

 private:
  World& world_;
};

class Needs : public samloft::testing::OnBothEngines {
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
  }
  Uuid evidence(const std::string& title, std::int64_t year,
                EvidenceKind kind = EvidenceKind::quality_report) {
    Evidence e;
    e.title = title;
    e.kind = kind;
    e.year = year;
    return world->create("evidence", e);
  }
  Need need(const std::string& title, std::vector<Uuid> evidence,
            NeedState state = NeedState::submitted) {
    Need n;
    n.title = title;
    n.evidence = std::move(evidence);
    n.state = state;
    return n;
  }
  Uuid person(const std::string& name) {
    people::Person p;
    p.name = name;
    return world->create("person", p);
  }
  std::vector<std::string> wrong_fields(const std::string& kind, Record& record) {
    const auto made = world->try_create(kind, record);
    return made ? std::vector<std::string>{} : fields_of(made.error());
  }
  EvidenceTally tally_for(const Uuid& viewer, bool sees_drafts) {
    return world->database().read([&](db::Connection& db) {
      return tally(needs_with_evidence(db, viewer, sees_drafts));
    });
  }
  std::unique_ptr<World> world;
};

TEST_P(Needs, AreNotForEveryoneToWrite) {
  const Uuid report = evidence("Kvalitetsmelding", 2021);
  const Uuid me = person("Jeg");
  for (Role role : {Role::university_lead, Role::lecturer, Role::auditor}) {
    world->viewer.roles = {role};
    Need n = need("Overganger", {report});
    const auto made = world->try_create("need", n);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
  }
  world->viewer.person = me;
  for (Role role : {Role::owner_leader, Role::ppt_lead, Role::unit_leader, Role::staff,
                    Role::union_representative, Role::private_owner, Role::coordinator}) {
    world->viewer.roles = {role};
    world->create("need", need("Overganger", {report}));
  }
}

TEST_P(Needs, TakeEvidenceFromThoseWhoCollectIt) {
  for (Role role : {Role::staff, Role::unit_leader, Role::union_representative, Role::auditor}) {
    world->viewer.roles = {role};
    Evidence e;
    e.title = "Egen undersøkelse";
    e.year = 2022;
    const auto made = world->try_create("evidence", e);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
  }
  world->viewer.roles = {Role::university_lead};
  evidence("Studie av overganger", 2022, EvidenceKind::research);
}

TEST_P(Needs, HideADraftFromAllButItsProposerAndThoseWhoCollect) {
  const Uuid proposer = person("Styreren");
  Need draft = need("Språk i småbarnsgruppa", {}, NeedState::draft);
  draft.raised_by = proposer;
  const Uuid id = world->create("need", draft);
  const auto seen_by = [&](const Uuid& who, Roles roles) {
    Viewer viewer;
    viewer.person = who;
    viewer.roles = roles;
    return world->database().read([&](db::Connection& db) {
      Need read;
      const bool found = records::load_for(db, world->kind("need"), viewer, id, read);
      const auto page = records::list(db, world->kind("need"), viewer, {});
      EXPECT_EQ(page.total, found ? 1 : 0);
      return found;
    });
  };
  EXPECT_FALSE(seen_by(person("En annen styrer"), {Role::unit_leader, Role::staff}));
  EXPECT_FALSE(seen_by({}, {Role::lecturer}));
  EXPECT_TRUE(seen_by(proposer, {Role::unit_leader}));
  EXPECT_TRUE(seen_by({}, {Role::coordinator}));
  EXPECT_TRUE(seen_by({}, {Role::auditor}));
  // Someone else cannot save it either: to them it does not exist.
  world->viewer.roles = {Role::unit_leader};
  Need stored = world->load<Need>("need", id);
  stored.title = "Noe annet";
  const auto saved = world->save("need", stored);
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().kind, Problem::Kind::not_found);
}

TEST_P(Needs, RestOnEvidenceUnlessTheyAreDrafts) {
  Need without = need("Uten kilde", {});
  EXPECT_EQ(wrong_fields("need", without), std::vector<std::string>{"evidence"});
  Need draft = need("Uten kilde", {}, NeedState::draft);
  EXPECT_EQ(wrong_fields("need", draft), std::vector<std::string>{"raised_by"});
  draft.raised_by = person("Styreren");
  const Uuid id = world->create("need", draft);
  Need stored = world->load<Need>("need", id);
  stored.state = NeedState::submitted;
  const auto saved = world->save("need", stored);
  ASSERT_FALSE(saved);
  EXPECT_EQ(fields_of(saved.error()), std::vector<std::string>{"evidence"});
  stored.evidence = {evidence("Kvalitetsmelding", 2021)};
  EXPECT_TRUE(world->save("need", stored));
}

TEST_P(Needs, GiveAReasonWhenTheyAreParkedOrRejected) {
  const Uuid report = evidence("Kvalitetsmelding", 2021);
  for (NeedState state : {NeedState::parked, NeedState::rejected}) {
    Need n = need("Ikke nå", {report}, state);
    n.reason = " \n";
    EXPECT_EQ(wrong_fields("need", n), std::vector<std::string>{"reason"});
    n.reason = "Dekkes av et annet tiltak.";
    world->create("need", n);
  }
}

TEST_P(Needs, NeverShareAPriority) {
  const Uuid report = evidence("Kvalitetsmelding", 2021);
  Need first = need("Først", {report});
  first.priority = 1;
  const Uuid id = world->create("need", first);
  Need second = need("Også først", {report});
  second.priority = 1;
  EXPECT_EQ(wrong_fields("need", second), std::vector<std::string>{"priority"});
  second.priority = 0;
  EXPECT_EQ(wrong_fields("need", second), std::vector<std::string>{"priority"});
  second.priority = 10000;
  EXPECT_EQ(wrong_fields("need", second), std::vector<std::string>{"priority"});
  second.priority.reset();
  world->create("need", second);
  world->create("need", need("Heller ikke denne", {report}));  // any number may lack one
  Need stored = world->load<Need>("need", id);
  stored.title = "Fortsatt først";
  EXPECT_TRUE(world->save("need", stored));  // its own number is not taken
}

TEST_P(Needs, TakeEvidenceOfPlausibleYears) {
  Evidence e;
  e.title = "Årstall";
  e.kind = EvidenceKind::register_;
  for (std::int64_t year : {1989, 2101}) {
    e.year = year;
    EXPECT_EQ(wrong_fields("evidence", e), std::vector<std::string>{"year"});
  }
  e.year.reset();
  EXPECT_EQ(wrong_fields("evidence", e), std::vector<std::string>{"year"});
  e.year = 1990;
  world->create("evidence", e);
}

TEST_P(Needs, R12MarksEverySelfReviewAsNotForComparison) {
  const auto review = world->load<Evidence>(
      "evidence", evidence("Ståstedsanalyse i PPT", 2022, EvidenceKind::self_review));
  EXPECT_TRUE(review.not_for_comparison);
  const auto report = world->load<Evidence>("evidence", evidence("Kvalitetsmelding", 2022));
  EXPECT_FALSE(report.not_for_comparison);
}

TEST_P(Needs, CountOnlyWhatTheViewerMaySee) {
  const Uuid report = evidence("Kvalitetsmelding", 2021);
  const Uuid survey = evidence("Foreldreundersøkelse", 2020, EvidenceKind::survey);
  const Uuid proposer = person("Styreren");
  world->create("need", need("Meldt", {report, survey}));
  Need draft = need("Kladd", {report}, NeedState::draft);
  draft.raised_by = proposer;
  world->create("need", draft);
  Need bare = need("Kladd uten kilde", {}, NeedState::draft);
  bare.raised_by = proposer;
  world->create("need", bare);
  const auto others = tally_for(person("En annen"), false);
  EXPECT_EQ(others.with, 1);
  EXPECT_EQ(others.without, 0);
  for (const auto& all : {tally_for(proposer, false), tally_for({}, true)}) {
    EXPECT_EQ(all.with, 2);
    EXPECT_EQ(all.without, 1);
    EXPECT_EQ(all.years, (std::vector<std::int64_t>{2020, 2021}));
    ASSERT_EQ(all.lines.size(), 2u);
    EXPECT_EQ(all.lines[0].kind, "quality_report");
    EXPECT_EQ(all.lines[0].cells, (std::vector<std::int64_t>{0, 2}));
  }
}

TEST_P(Needs, KeepEveryFieldOfEvidence) {
  people::Organisation owner;
  owner.name = "Fjordby kommune";
  Evidence e;
  e.title = "Innspill fra samlingene";
  e.kind = EvidenceKind::participant_input;
  e.year = 2022;
  e.organisation = world->create("organisation", owner);
  e.source = "https://fjordby.example/innspill";
  e.findings = "Flere vil øve sammen (s. 4).\nFærre vil ha forelesning (s. 7).";
  e.not_for_comparison = true;
  e.restricted = true;
  const auto kept = world->load<Evidence>("evidence", world->create("evidence", e));
  EXPECT_EQ(kept.title, e.title);
  EXPECT_EQ(kept.kind, e.kind);
  EXPECT_EQ(kept.year, e.year);
  EXPECT_EQ(kept.organisation, e.organisation);
  EXPECT_EQ(kept.source, e.source);
  EXPECT_EQ(kept.findings, e.findings);
  EXPECT_TRUE(kept.not_for_comparison);
  EXPECT_TRUE(kept.restricted);
  EXPECT_EQ(kept.heading({}), "Innspill fra samlingene (2022)");
}

TEST_P(Needs, KeepEveryFieldAndTheOrderOfTheirEvidence) {
  people::Organisation owner;
  owner.name = "Fjordby kommune";
  people::Unit unit;
  unit.name = "Solbakken barnehage";
  unit.owner = world->create("organisation", owner);
  Need n = need("Overgang mellom barnehage og skole",
                {evidence("Yngst", 2022), evidence("Eldst", 2019)}, NeedState::parked);
  n.description = "Barn med behov for støtte starter på nytt i første klasse.";
  n.kind = NeedKind::competence;
  n.target_groups = bit(TargetGroup::kindergarten) | bit(TargetGroup::university);
  n.units = {world->create("unit", unit)};
  n.elements = {Filler::any(*world, "element")};
  n.raised_by = person("Styreren");
  n.raised_role = "Styrer i barnehage";
  n.priority = 3;
  n.reason = "Venter på det nye nettverket.";
  const Uuid id = world->create("need", n);
  const auto kept = world->load<Need>("need", id);
  EXPECT_EQ(kept.title, n.title);
  EXPECT_EQ(kept.description, n.description);
  EXPECT_EQ(kept.kind, n.kind);
  EXPECT_EQ(kept.target_groups, n.target_groups);
  EXPECT_EQ(kept.units, n.units);
  EXPECT_EQ(kept.elements, n.elements);
  EXPECT_EQ(kept.evidence, n.evidence);
  EXPECT_EQ(kept.raised_by, n.raised_by);
  EXPECT_EQ(kept.raised_role, n.raised_role);
  EXPECT_EQ(kept.priority, n.priority);
  EXPECT_EQ(kept.state, n.state);
  EXPECT_EQ(kept.reason, n.reason);
  const auto rows = world->database().read(
      [&](db::Connection& db) { return evidence_of(db, id); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].title, "Yngst");
  EXPECT_EQ(rows[1].year, 2019);
}

TEST_P(Needs, KeepTheEvidenceTheyRestOn) {
  const Uuid report = evidence("Kvalitetsmelding", 2021);
  world->create("need", need("Overganger", {report}));
  const auto removed = world->remove("evidence", report);
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().kind, Problem::Kind::conflict);
}

INSTANTIATE_ON_BOTH_ENGINES(Needs);

}  // namespace
}  // namespace samloft::needs

// The records of goals and the rules between them, on both engines.

#include "goals/goals.h"

#include "framework/framework.h"
#include "goals_read.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::goals {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;

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

class Goals : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), needs::migrations(),
                                            migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), needs::kinds(), kinds()});
  }
  Goal goal(const std::string& title, const Uuid& parent = {}) {
    Goal g;
    g.title = title;
    g.parent = parent;
    return g;
  }
  Sign sign(const Uuid& goal, const std::string& title = "Flere team møtes fast") {
    Sign s;
    s.goal = goal;
    s.title = title;
    return s;
  }
  Sign measured_sign(const Uuid& goal) {
    Sign s = sign(goal);
    s.source = "Egen undersøkelse";
    s.baseline = "42";
    s.baseline_on = Date(2022, 1, 15);
    s.measured = "55";
    s.measured_on = Date(2023, 1, 15);
    return s;
  }
  // Judges a stored goal and says which fields were wrong.
  std::vector<std::string> judge(const Uuid& id, Judgement judgement,
                                 GoalState state = GoalState::judged,
                                 const std::string& grounds = "") {
    Goal stored = world->load<Goal>("goal", id);
    stored.state = state;
    stored.judgement = judgement;
    stored.judgement_grounds = grounds;
    return wrong_in(stored);
  }
  std::vector<std::string> wrong_in(Goal& goal) { return wrong("goal", goal); }
  std::vector<std::string> wrong(const std::string& kind, Record& record) {
    const auto saved = world->save(kind, record);
    return saved ? std::vector<std::string>{} : fields_of(saved.error());
  }
  std::unique_ptr<World> world;
};

using Wrong = std::vector<std::string>;

TEST_P(Goals, AreNotForEveryoneToWrite) {
  const Uuid id = world->create("goal", goal("Inkluderende tilbud"));
  for (Role role : {Role::staff, Role::unit_leader, Role::lecturer, Role::union_representative,
                    Role::private_owner, Role::auditor}) {
    world->viewer.roles = {role};
    Goal g = goal("Et annet mål");
    const auto made = world->try_create("goal", g);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
    Sign s = sign(id);
    const auto with_sign = world->try_create("sign", s);
    ASSERT_FALSE(with_sign);
    EXPECT_EQ(with_sign.error().kind, Problem::Kind::forbidden);
  }
  for (Role role : {Role::coordinator, Role::owner_leader, Role::ppt_lead, Role::university_lead}) {
    world->viewer.roles = {role};
    world->create("sign", sign(world->create("goal", goal("Et mål til"))));
  }
}

TEST_P(Goals, RefuseToStandUnderThemselves) {
  const Uuid top = world->create("goal", goal("Øverst"));
  const Uuid middle = world->create("goal", goal("I midten", top));
  const Uuid below = world->create("goal", goal("Nederst", middle));
  for (const Uuid& parent : {top, middle, below}) {
    Goal stored = world->load<Goal>("goal", top);
    stored.parent = parent;
    EXPECT_EQ(wrong_in(stored), Wrong{"parent"});
  }
  Goal moved = world->load<Goal>("goal", below);
  moved.parent = top;
  EXPECT_EQ(wrong_in(moved), Wrong{});
}

TEST_P(Goals, R13AreAttainedOnlyWithBaselineAndLaterValue) {
  const Uuid id = world->create("goal", goal("Samarbeid på tvers"));
  EXPECT_EQ(judge(id, Judgement::attained), Wrong{"judgement"});
  Sign s = sign(id);
  s.measured = "55";
  s.measured_on = Date(2023, 1, 15);
  const Uuid stored = world->create("sign", s);
  EXPECT_EQ(judge(id, Judgement::attained), Wrong{"judgement"});
  Sign with_baseline = world->load<Sign>("sign", stored);
  with_baseline.source = "Egen undersøkelse";
  with_baseline.baseline = "42";
  with_baseline.baseline_on = Date(2022, 1, 15);
  EXPECT_EQ(wrong("sign", with_baseline), Wrong{});
  EXPECT_EQ(judge(id, Judgement::attained), Wrong{});
}

TEST_P(Goals, R13IsNotMetByTheSignOfAnotherGoal) {
  const Uuid with = world->create("goal", goal("Med kjennetegn"));
  world->create("sign", measured_sign(with));
  const Uuid without = world->create("goal", goal("Uten kjennetegn", with));
  EXPECT_EQ(judge(without, Judgement::attained), Wrong{"judgement"});
  EXPECT_EQ(judge(with, Judgement::attained), Wrong{});
}

TEST_P(Goals, R13MayRestOnGroundsInWords) {
  const Uuid id = world->create("goal", goal("Samarbeid på tvers"));
  EXPECT_EQ(judge(id, Judgement::attained, GoalState::judged, "  "), Wrong{"judgement"});
  EXPECT_EQ(judge(id, Judgement::attained, GoalState::judged, "Begge parter ser det i praksis."),
            Wrong{});
  Goal born = goal("Nådd fra første dag");
  born.state = GoalState::judged;
  born.judgement = Judgement::attained;
  ASSERT_FALSE(world->try_create("goal", born));
  born.id = {};
  born.judgement_grounds = "Dokumentert i rapporten fra prosjektet.";
  world->create("goal", born);
}

TEST_P(Goals, R13KeepWhatTheirJudgementRestsOn) {
  const Uuid id = world->create("goal", goal("Samarbeid på tvers"));
  const Uuid other = world->create("goal", goal("Et annet mål"));
  const Uuid ground = world->create("sign", measured_sign(id));
  ASSERT_EQ(judge(id, Judgement::attained), Wrong{});
  Sign weaker = world->load<Sign>("sign", ground);
  weaker.measured.clear();
  weaker.measured_on.reset();
  EXPECT_EQ(wrong("sign", weaker), Wrong{"measured"});
  Sign moved = world->load<Sign>("sign", ground);
  moved.goal = other;
  EXPECT_EQ(wrong("sign", moved), Wrong{"goal"});
  Sign newer = world->load<Sign>("sign", ground);
  newer.measured = "58";
  newer.measured_on = Date(2024, 1, 15);
  EXPECT_EQ(wrong("sign", newer), Wrong{});
  // With a second ground, the first may go.
  world->create("sign", measured_sign(id));
  moved = world->load<Sign>("sign", ground);
  moved.goal = other;
  EXPECT_EQ(wrong("sign", moved), Wrong{});
}

TEST_P(Goals, R13HoldTheSignTheyRestOn) {
  const Uuid id = world->create("goal", goal("Samarbeid på tvers"));
  const Uuid ground = world->create("sign", measured_sign(id));
  ASSERT_EQ(judge(id, Judgement::attained), Wrong{});
  const auto removed = world->remove("sign", ground);
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().kind, Problem::Kind::conflict);
  const Uuid second = world->create("sign", measured_sign(id));
  EXPECT_TRUE(world->remove("sign", ground));
  EXPECT_FALSE(world->remove("sign", second));
  EXPECT_TRUE(world->remove("goal", id));  // and its signs with it
}

TEST_P(Goals, AreJudgedOnlyWhenTheirStateSaysSo) {
  const Uuid id = world->create("goal", goal("Samarbeid på tvers"));
  for (GoalState state : {GoalState::draft, GoalState::agreed, GoalState::running})
    EXPECT_EQ(judge(id, Judgement::not_shown, state), Wrong{"judgement"});
  for (Judgement judgement : {Judgement::partly, Judgement::not_shown, Judgement::not_attained}) {
    EXPECT_EQ(judge(id, judgement, GoalState::judged), Wrong{});
    EXPECT_EQ(judge(id, judgement, GoalState::closed), Wrong{});
  }
  EXPECT_EQ(judge(id, Judgement::none, GoalState::running), Wrong{});
}

TEST_P(Goals, HaveSignsMeasuredAfterTheirBaseline) {
  const Uuid id = world->create("goal", goal("Samarbeid på tvers"));
  Sign s = measured_sign(id);
  s.measured_on = s.baseline_on;
  const auto made = world->try_create("sign", s);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), Wrong{"measured_on"});
  s.id = {};
  s.baseline_on.reset();
  world->create("sign", s);
}

TEST_P(Goals, AreRemovedWithTheirSigns) {
  const Uuid id = world->create("goal", goal("Samarbeid på tvers"));
  const Uuid part = world->create("sign", sign(id));
  ASSERT_TRUE(world->remove("goal", id));
  EXPECT_EQ(world->database().read([&](db::Connection& db) { return records::kind_of(db, part); }),
            "");
}

TEST_P(Goals, AreListedForTheTreeInOneStatement) {
  const Uuid top = world->create("goal", goal("Øverst"));
  const Uuid below = world->create("goal", goal("Nederst", top));
  world->create("sign", sign(below, "Det ene"));
  world->create("sign", sign(below, "Det andre"));
  world->database().read([&](db::Connection& db) {
    const auto before = db.statements();
    const auto all = every_goal(db);
    EXPECT_EQ(db.statements() - before, 1);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].title, "Nederst");
    EXPECT_EQ(all[0].parent, top);
    EXPECT_EQ(all[0].signs, 2);
    EXPECT_EQ(all[1].title, "Øverst");
    EXPECT_FALSE(all[1].parent);
    EXPECT_EQ(all[1].signs, 0);
    EXPECT_EQ(all[1].level, "child_outcome");
    EXPECT_EQ(all[1].state, "draft");
    EXPECT_EQ(all[1].judgement, "none");
  });
}

TEST_P(Goals, KeepEveryField) {
  needs::Evidence report;
  report.title = "Kvalitetsmelding";
  report.year = 2021;
  needs::Need need;
  need.title = "Overganger";
  need.evidence = {world->create("evidence", report)};
  need.state = needs::NeedState::prioritised;
  Goal g = goal("Alle opplever å høre til", world->create("goal", goal("Fellesskap")));
  g.description = "Tilbudet er tilpasset,\nog barna merker det.";
  g.level = GoalLevel::teacher_education;
  g.needs = {world->create("need", need)};
  g.elements = {Filler::any(*world, "element")};
  g.held_since = Date(2020, 8, 1);
  g.due = Date(2026, 6, 30);
  g.judge = "Styringsgruppa";
  g.state = GoalState::closed;
  g.judgement = Judgement::partly;
  g.judgement_grounds = "To av tre kjennetegn er på plass.";
  const auto kept = world->load<Goal>("goal", world->create("goal", g));
  EXPECT_EQ(kept.title, g.title);
  EXPECT_EQ(kept.description, g.description);
  EXPECT_EQ(kept.level, g.level);
  EXPECT_EQ(kept.parent, g.parent);
  EXPECT_EQ(kept.needs, g.needs);
  EXPECT_EQ(kept.elements, g.elements);
  EXPECT_EQ(kept.held_since, g.held_since);
  EXPECT_EQ(kept.due, g.due);
  EXPECT_EQ(kept.judge, g.judge);
  EXPECT_EQ(kept.state, g.state);
  EXPECT_EQ(kept.judgement, g.judgement);
  EXPECT_EQ(kept.judgement_grounds, g.judgement_grounds);
}

TEST_P(Goals, KeepEveryFieldOfTheirSigns) {
  Sign s = measured_sign(world->create("goal", goal("Samarbeid på tvers")));
  s.indicator = "Andel team med fast møtetid";
  s.unit = "prosent";
  s.direction = Direction::up;
  s.target = "80";
  s.target_on = Date(2026, 6, 30);
  const Uuid id = world->create("sign", s);
  const auto rows =
      world->database().read([&](db::Connection& db) { return signs_of(db, s.goal); });
  ASSERT_EQ(rows.size(), 1u);
  for (const Sign& kept : {world->load<Sign>("sign", id), rows.front()}) {
    EXPECT_EQ(kept.id, id);
    EXPECT_EQ(kept.goal, s.goal);
    EXPECT_EQ(kept.title, s.title);
    EXPECT_EQ(kept.indicator, s.indicator);
    EXPECT_EQ(kept.unit, s.unit);
    EXPECT_EQ(kept.direction, s.direction);
    EXPECT_EQ(kept.source, s.source);
    EXPECT_EQ(kept.baseline, s.baseline);
    EXPECT_EQ(kept.baseline_on, s.baseline_on);
    EXPECT_EQ(kept.target, s.target);
    EXPECT_EQ(kept.target_on, s.target_on);
    EXPECT_EQ(kept.measured, s.measured);
    EXPECT_EQ(kept.measured_on, s.measured_on);
  }
}

INSTANTIATE_ON_BOTH_ENGINES(Goals);

}  // namespace
}  // namespace samloft::goals

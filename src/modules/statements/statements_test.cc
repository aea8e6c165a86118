// Offices, rounds, beginning and writing statements, on both engines.

#include "statements/statements.h"

#include "rules_sums.h"
#include "store.h"
#include "world_for_tests.h"

namespace samloft::statements {
namespace {

using samloft::testing::fields_of;

class Statements : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    all = std::make_unique<StatementWorld>(GetParam());
  }
  std::vector<AnswerRow> answers(const Uuid& id) {
    return all->world.database().read([&](db::Connection& db) { return answers_of(db, id); });
  }
  std::vector<CellRow> cells(const Uuid& id) {
    return all->world.database().read([&](db::Connection& db) { return cells_of(db, id); });
  }
  Uuid begun() {
    if (!all->open_round) all->open_round = all->add_round(2025, Date(2025, 2, 1));
    const auto id = all->try_begin(all->open_round, all->measure);
    EXPECT_TRUE(id);
    return *id;
  }
  std::unique_ptr<StatementWorld> all;
};

TEST_P(Statements, BeginWithWhatIsKnown) {
  measures::Participant who;
  who.measure = all->measure;
  who.who = "Barnehagene";
  who.estimated_count = 220;
  people::Unit unit;
  unit.name = "Solbakken";
  unit.owner = all->municipality;
  who.units = {all->world.create("unit", unit)};
  all->world.create("participant", who);
  const Uuid id = begun();
  const auto made = all->world.load<Statement>("statement", id);
  EXPECT_EQ(made.filer, all->municipality);
  EXPECT_EQ(made.partners, std::vector{all->university});
  EXPECT_EQ(made.target_group, "Barnehagene");
  EXPECT_EQ(made.participants, "Barnehagene: 220");
  EXPECT_EQ(made.expected, "Alle er med");
  EXPECT_EQ(made.target_groups, 1u) << "kindergartens";
  EXPECT_EQ(made.state, State::draft);
  const auto proposed = answers(id);
  ASSERT_EQ(proposed.size(), 1u) << "the source of the need behind the measure";
  EXPECT_EQ(proposed[0].text.evidence, std::vector{all->evidence});
}

TEST_P(Statements, AreBegunByThoseWhoWriteThem) {
  all->open_round = all->add_round(2025, Date(2025, 2, 1));
  for (const Role role : {Role::staff, Role::unit_leader, Role::university_lead, Role::auditor,
                          Role::private_owner, Role::union_representative}) {
    const auto made = all->try_begin(all->open_round, all->measure, role);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
  }
  EXPECT_TRUE(all->try_begin(all->open_round, all->measure, Role::owner_leader));
}

TEST_P(Statements, AreOneForEachMeasureAndRound) {
  const Uuid first = begun();
  auto again = all->try_begin(all->open_round, all->measure);
  ASSERT_FALSE(again);
  EXPECT_EQ(fields_of(again.error()), std::vector<std::string>{"measure"});
  EXPECT_TRUE(all->try_begin(all->open_round, all->add_measure("Lærende nettverk 6–16")));
  Step why;
  why.reason = "Feil runde";
  ASSERT_TRUE(all->try_move(first, State::withdrawn, Role::owner_leader, why));
  EXPECT_TRUE(all->try_begin(all->open_round, all->measure));
}

TEST_P(Statements, BeginOnlyWhileTheRoundIsOpen) {
  const Uuid round = all->add_round(2025, Date(2025, 2, 1));
  all->world.now = Instant::parse_iso("2024-10-01T12:00:00.000Z");
  auto early = all->try_begin(round, all->measure);
  ASSERT_FALSE(early);
  EXPECT_EQ(fields_of(early.error()), std::vector<std::string>{"round"});
  all->world.now = Instant::parse_iso("2025-02-01T23:00:00.000Z");  // 00.00 of the day after
  EXPECT_FALSE(all->try_begin(round, all->measure));
  all->world.now = Instant::parse_iso("2025-02-01T22:59:59.000Z");
  EXPECT_TRUE(all->try_begin(round, all->measure));
}

// R10: the rules of the day of decision count, not those of today.
TEST_P(Statements, R10_TakeNoNewMoneyFromAnEndedScheme) {
  const Uuid round = all->add_round(2026, Date(2026, 2, 1));
  all->world.now = Instant::parse_iso("2025-12-20T12:00:00.000Z");
  const auto refused = all->try_begin(round, all->measure);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"round"});
  Round next = all->round_of(2026, Date(2026, 2, 1));
  next.scheme = all->next_scheme;
  EXPECT_TRUE(all->try_begin(all->world.create("filing_round", next), all->measure));
}

// P15 and P16: two governors with different forms and dates run side by side, one for two counties.
TEST_P(Statements, P15_TwoGovernorsRunSideBySide) {
  const Uuid form = all->add_form(all->office, "Skjema i Fjord");
  const Uuid effort = all->add_field(form, "Beskrivelse av egeninnsats", FieldType::text, true);
  const Uuid other_office = all->add_office("Vest fylkeskommune", "Vest");
  const Uuid other_form = all->add_form(other_office, "Skjema i Vest");
  all->add_field(other_form, "Søkt beløp år 1", FieldType::money, false, FilledFrom::amount_first_year);
  Round other = all->round_of(2025, Date(2025, 3, 15));
  other.office = other_office;
  other.due_time = "12:00";
  other.opens_on = Date(2024, 11, 1);
  const Uuid second_round = all->world.create("filing_round", other);
  const Uuid here = begun();
  const auto there = all->try_begin(second_round, all->measure);
  ASSERT_TRUE(there);
  EXPECT_EQ(all->world.load<Statement>("statement", here).form, form);
  EXPECT_EQ(all->world.load<Statement>("statement", *there).form, other_form);
  EXPECT_EQ(all->world.load<Round>("filing_round", second_round).due_time, "12.00");
  // The first form demands an answer that the second never asks for.
  ASSERT_TRUE(all->try_write(all->filled(here)));
  const auto stopped = all->try_move(here, State::anchored, Role::owner_leader);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(fields_of(stopped.error()), std::vector<std::string>{"answer-" + effort.text()});
  ASSERT_TRUE(all->try_write(all->filled(*there)));
  EXPECT_TRUE(all->try_move(*there, State::anchored, Role::owner_leader));
  // The first deadline goes; the second does not.
  all->world.now = Instant::parse_iso("2025-03-01T12:00:00.000Z");
  EXPECT_TRUE(all->try_move(*there, State::uh_confirmed, Role::university_lead, [] {
    Step step;
    step.hours = 0;
    return step;
  }()));
  EXPECT_TRUE(all->try_move(*there, State::submitted, Role::owner_leader));
}

TEST_P(Statements, KeepWhatIsWritten) {
  const Uuid id = begun();
  ASSERT_TRUE(all->try_write(all->filled(id)));
  const auto kept = cells(id);
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(sum_of(cells_at(kept, Stage::applied)), Ore{1'000'000'01});
  Written less = all->filled(id);
  less.cells.pop_back();
  less.cells.front().amount = Ore{1};
  less.years = {{2025, Ore{1}}};
  less.statement.total = Ore{1};
  less.answers.clear();
  ASSERT_TRUE(all->try_write(less));
  EXPECT_EQ(cells(id).size(), 1u);
  EXPECT_TRUE(answers(id).empty());
}

TEST_P(Statements, KeepTextInThreeAlphabets) {
  const Uuid id = begun();
  Written written = all->filled(id);
  const std::string text = "Blåbærsyltetøy på Čáhcesuolu · بيان الحاجة · Заявка о нуждах";
  written.statement.anchoring = text;
  written.answers[0].text = text;
  ASSERT_TRUE(all->try_write(written));
  EXPECT_EQ(all->world.load<Statement>("statement", id).anchoring, text);
  EXPECT_EQ(answers(id)[0].text.text, text);
}

TEST_P(Statements, SayWhatIsTooLongOrUnclean) {
  const Uuid id = begun();
  Written huge = all->filled(id);
  huge.answers[0].text = std::string(20'001, 'x');
  huge.statement.expected = std::string(20'001, 'y');
  auto refused = all->try_write(huge);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()),
            (std::vector<std::string>{"expected", "answer-" + all->criteria[0].text()}));
  Written unclean = all->filled(id);
  unclean.answers[0].text = std::string("a\0b", 3);
  refused = all->try_write(unclean);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"answer-" + all->criteria[0].text()});
  EXPECT_TRUE(cells(id).empty()) << "nothing was kept of it";
}

TEST_P(Statements, R6_RefuseFourYears) {
  const Uuid id = begun();
  Written written = all->filled(id);
  written.years = {{2025, {}}, {2026, {}}, {2027, {}}, {2028, {}}};
  const auto refused = all->try_write(written);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"total-2028"});
}

TEST_P(Statements, R3_NameTheCellThatDoesNotAddUp) {
  const Uuid id = begun();
  Written written = all->filled(id);
  written.years[0].total = Ore{1'000'000'00};
  auto refused = all->try_write(written);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"total-2025"});
  written = all->filled(id);
  written.cells[0].organisation = all->organisation("En annen", people::OrganisationKind::other);
  refused = all->try_write(written);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()),
            std::vector<std::string>{cell_name(2025, written.cells[0].organisation)});
}

TEST_P(Statements, AreWrittenOnlyWhileOpen) {
  const Uuid id = all->statement_in(State::anchored);
  Written written = all->filled(id);
  auto refused = all->try_write(written);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::conflict);
  EXPECT_EQ(all->try_write(written, Role::auditor).error().kind, Problem::Kind::forbidden);
}

TEST_P(Statements, AreAConflictWhenTwoWrite) {
  const Uuid id = begun();
  Written first = all->filled(id), second = all->filled(id);
  first.statement.contacts = "Kontoret";
  ASSERT_TRUE(all->try_write(first));
  second.statement.contacts = "Et annet kontor";
  const auto late = all->try_write(second);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, Problem::Kind::conflict);
}

// What verbs keep is nobody's to type.
TEST_P(Statements, AreNotChangedAsRecords) {
  const Uuid id = begun();
  auto stored = all->world.load<Statement>("statement", id);
  stored.state = State::granted;
  EXPECT_FALSE(all->world.save("statement", stored));
  EXPECT_FALSE(all->world.remove("statement", id));
  Written sly = all->filled(id);
  sly.statement.state = State::granted;
  ASSERT_TRUE(all->try_write(sly));
  EXPECT_EQ(all->state_of(id), State::draft);
}

// §9.4: a private owner reads the statements that it is party to.
TEST_P(Statements, ShowAPrivateOwnerItsOwn) {
  const Uuid owner = all->organisation("Private barnehager", people::OrganisationKind::private_owner);
  people::Person person;
  person.name = "Oppdiktet";
  people::Employment employment;
  employment.person = all->world.create("person", person);
  employment.organisation = owner;
  employment.position = "Daglig leder";
  employment.role = Role::private_owner;
  all->world.create("employment", employment);
  const Uuid id = begun();
  const auto sees = [&] {
    Viewer viewer;
    viewer.person = employment.person;
    viewer.roles = {Role::private_owner};
    return all->world.database().read([&](db::Connection& db) {
      Statement found;
      return records::load_for(db, all->world.kind("statement"), viewer, id, found);
    });
  };
  EXPECT_FALSE(sees());
  Written written = all->filled(id);
  written.statement.on_behalf = {owner};
  written.statement.consents = "Brev 1. november";
  ASSERT_TRUE(all->try_write(written));
  EXPECT_TRUE(sees());
  // Access ends with the work that gave it.
  const auto ended = all->act(Role::coordinator, [&](records::Work& work) -> Result<void> {
    for (const auto& record : records::every(work.db, all->world.kind("employment"))) {
      auto& one = static_cast<people::Employment&>(*record);
      one.valid_until = Date(2020, 1, 1);
      TRY(records::save(work, all->world.kind("employment"), one));
    }
    return {};
  });
  ASSERT_TRUE(ended);
  EXPECT_FALSE(sees());
}

// As a partnership file may bring them.
TEST_P(Statements, HoldEachYearAndEachAmountOnce) {
  const Uuid id = begun();
  all->world.viewer = Viewer::command_line();
  Year year;
  year.statement = id;
  year.year = 2031;
  ASSERT_TRUE(all->world.try_create("statement_year", year));
  Year again = year;
  again.id = {};
  EXPECT_EQ(fields_of(all->world.try_create("statement_year", again).error()),
            std::vector<std::string>{"year"});
  Amount amount;
  amount.statement = year.statement;
  amount.year = 2031;
  amount.organisation = all->organisation("Mottaker", people::OrganisationKind::other);
  amount.amount = Ore{100};
  ASSERT_TRUE(all->world.try_create("statement_amount", amount));
  amount.id = {};
  EXPECT_EQ(fields_of(all->world.try_create("statement_amount", amount).error()),
            std::vector<std::string>{"organisation"});
}

TEST_P(Statements, RefuseRoundsThatCannotBe) {
  Round round = all->round_of(2025, Date(2025, 2, 1));
  round.due_time = "24.00";
  round.opens_on = Date(2025, 2, 2);
  round.forum_on = round.decision_on = Date(2025, 1, 1);
  const auto made = all->world.try_create("filing_round", round);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()),
            (std::vector<std::string>{"due_time", "due_on", "forum_on", "decision_on"}));
}

INSTANTIATE_ON_BOTH_ENGINES(Statements);

}  // namespace
}  // namespace samloft::statements

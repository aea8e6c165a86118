// The way of a statement through its verbs: wrong persons first, guards, letters, the grant.

#include "grants/grants.h"
#include "measures/measures.h"
#include "rules_sums.h"
#include "statements_document.h"
#include "statements_standing.h"
#include "world_for_tests.h"

namespace samloft::statements {
namespace {

using samloft::testing::fields_of;

class StatementWay : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    all = std::make_unique<StatementWorld>(GetParam());
  }
  std::vector<Cell> applied() const {
    return {{2025, all->municipality, Ore{500'000'01}}, {2025, all->university, Ore{500'000'00}}};
  }
  // The day after the letter, so that its date is no future.
  void travel(const char* iso) { all->world.now = Instant::parse_iso(iso); }
  Uuid advised() {
    const Uuid id = all->statement_in(State::in_forum);
    travel("2025-04-20T12:00:00.000Z");
    EXPECT_TRUE(all->try_advise(id, all->letter(applied(), Date(2025, 3, 15))));
    return id;
  }
  std::unique_ptr<StatementWorld> all;
};

TEST_P(StatementWay, IsWalkedStraight) {
  const Uuid id = advised();
  EXPECT_EQ(all->state_of(id), State::recommended);
  ASSERT_TRUE(all->try_decide(id, all->letter(applied(), Date(2025, 4, 20))));
  EXPECT_EQ(all->state_of(id), State::granted);
  const auto steps = all->world.database().read(
      [&](db::Connection& db) { return steps_of(db, id); });
  EXPECT_EQ(steps.size(), 6u);
  EXPECT_EQ(steps.back().reference, "2025/17");
}

TEST_P(StatementWay, AsksTheWrongPersonsFirst) {
  const Uuid id = all->statement_in(State::draft);
  for (const Role role : {Role::coordinator, Role::university_lead, Role::auditor,
                          Role::union_representative}) {
    const auto moved = all->try_move(id, State::anchored, role);
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().kind, Problem::Kind::forbidden);
  }
  // Those who may not read it do not learn that it is there.
  EXPECT_EQ(all->try_move(id, State::anchored, Role::staff).error().kind, Problem::Kind::not_found);
  EXPECT_TRUE(all->try_move(id, State::anchored, Role::owner_leader));
  EXPECT_FALSE(all->try_move(id, State::uh_confirmed, Role::owner_leader));
  EXPECT_FALSE(all->try_advise(id, all->letter(applied(), Date(2024, 12, 1))));
  EXPECT_EQ(all->try_move(id, State::granted, Role::coordinator).error().kind,
            Problem::Kind::conflict);
}

TEST_P(StatementWay, SaysWhatIsMissingAtItsPlace) {
  all->open_round = all->add_round(2025, Date(2025, 2, 1));
  const Uuid id = *all->try_begin(all->open_round, all->measure);
  const auto refused = all->try_move(id, State::anchored, Role::owner_leader);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()),
            (std::vector<std::string>{"target_group", "anchoring",
                                      "answer-" + all->criteria[0].text(), "amounts"}));
  EXPECT_EQ(all->state_of(id), State::draft);
}

// R7 by the rule set: it warns, or it stops.
TEST_P(StatementWay, R7_StopsWhereTheRuleSetSaysSo) {
  const Uuid id = all->statement_in(State::draft);
  auto rules = all->world.load<partnership::RuleSet>(
      "rule_set", all->world.load<Statement>("statement", id).rule_set);
  rules.involvement_severity = partnership::Severity::block;
  ASSERT_TRUE(all->world.save("rule_set", rules));
  const auto refused = all->try_move(id, State::anchored, Role::owner_leader);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.size(), 2u) << "staff and union";
  all->hear_everyone();
  EXPECT_TRUE(all->try_move(id, State::anchored, Role::owner_leader));
}

TEST_P(StatementWay, R4_OneSecondDecides) {
  const Uuid id = all->statement_in(State::uh_confirmed);
  travel("2025-02-01T23:00:00.000Z");
  const auto late = all->try_move(id, State::submitted, Role::owner_leader);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, Problem::Kind::invalid);
  EXPECT_EQ(all->state_of(id), State::uh_confirmed);
  travel("2025-02-01T22:59:59.000Z");
  EXPECT_TRUE(all->try_move(id, State::submitted, Role::owner_leader));
}

// A round that is due the night the clocks go forward, and one the night they go back.
TEST_P(StatementWay, R4_OneSecondDecidesAcrossSummerTime) {
  struct Row {
    Date due;
    const char *in_time, *late;
  };
  for (const Row& row : {Row{Date(2025, 3, 30), "2025-03-30T21:59:59.000Z", "2025-03-30T22:00:00.000Z"},
                         Row{Date(2025, 10, 26), "2025-10-26T22:59:59.000Z", "2025-10-26T23:00:00.000Z"}}) {
    all = std::make_unique<StatementWorld>(GetParam());
    all->world.now = Instant::parse_iso(row.due.plus_days(-50).iso() + "T12:00:00.000Z");
    Round round = all->round_of(2025, row.due);
    round.decision_on = row.due;
    all->open_round = all->world.create("filing_round", round);
    const Uuid id = all->statement_in(State::uh_confirmed);
    travel(row.late);
    EXPECT_FALSE(all->try_move(id, State::submitted, Role::owner_leader)) << row.late;
    travel(row.in_time);
    EXPECT_TRUE(all->try_move(id, State::submitted, Role::owner_leader)) << row.in_time;
  }
}

TEST_P(StatementWay, ComesBackWithAReasonAndANewDeadline) {
  const Uuid id = all->statement_in(State::submitted);
  travel("2025-02-10T12:00:00.000Z");
  auto refused = all->try_move(id, State::returned, Role::coordinator);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), (std::vector<std::string>{"reason", "due"}));
  Step back;
  back.reason = "Beløpene mangler for 2026";
  back.due = Date(2025, 2, 20);
  ASSERT_TRUE(all->try_move(id, State::returned, Role::coordinator, back));
  EXPECT_TRUE(all->try_write(all->filled(id)));
  travel("2025-02-20T23:00:00.000Z");
  EXPECT_FALSE(all->try_move(id, State::submitted, Role::owner_leader));
  travel("2025-02-20T22:59:59.000Z");
  EXPECT_TRUE(all->try_move(id, State::submitted, Role::owner_leader));
}

TEST_P(StatementWay, IsOpenedAgainAndAnchoredAnew) {
  const Uuid id = all->statement_in(State::uh_confirmed);
  EXPECT_FALSE(all->try_move(id, State::draft, Role::coordinator)) << "without a reason";
  Step why;
  why.reason = "Feil i beløpene";
  ASSERT_TRUE(all->try_move(id, State::draft, Role::coordinator, why));
  EXPECT_TRUE(all->try_write(all->filled(id)));
  EXPECT_FALSE(all->try_move(id, State::submitted, Role::owner_leader));
}

TEST_P(StatementWay, TakesTheUniversitysHours) {
  const Uuid id = all->statement_in(State::anchored);
  const auto refused = all->try_move(id, State::uh_confirmed, Role::university_lead);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"hours"});
}

// P5: more hours promised than there are need a reason.
TEST_P(StatementWay, P5_ConfirmsOverbookedHoursWithAReasonOnly) {
  university::Capacity capacity;
  capacity.role = "Utviklingspartner";
  capacity.institution = all->university;
  capacity.year = 2025;
  capacity.hours = 100;
  all->world.create("capacity", capacity);
  university::Assignment assignment;
  assignment.role = capacity.role;
  assignment.institution = all->university;
  assignment.measure = all->measure;
  assignment.year = 2025;
  assignment.hours_planned = 101;
  all->world.create("assignment", assignment);
  const Uuid id = all->statement_in(State::anchored);
  Step step;
  step.hours = 101;
  const auto refused = all->try_move(id, State::uh_confirmed, Role::university_lead, step);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"reason"});
  EXPECT_EQ(refused.error().fields[0].message.arguments, std::vector<std::string>{"Utviklingspartner"});
  step.reason = "En stilling til er utlyst";
  EXPECT_TRUE(all->try_move(id, State::uh_confirmed, Role::university_lead, step));
}

TEST_P(StatementWay, IsAdvisedOnByItsAmounts) {
  const Uuid id = all->statement_in(State::in_forum);
  travel("2025-04-20T12:00:00.000Z");
  const std::vector<Cell> less{{2025, all->municipality, Ore{400'000'00}}};
  auto refused = all->try_advise(id, all->letter(less, Date(2025, 3, 15)));
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"reason"});
  Letter uneven = all->letter(less, Date(2025, 3, 15), "Flere må få");
  uneven.total = Ore{400'000'01};
  refused = all->try_advise(id, uneven);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"total"});
  refused = all->try_advise(id, all->letter(less, Date(2025, 5, 1), "Flere må få"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"made_on"}) << "in the future";
  ASSERT_TRUE(all->try_advise(id, all->letter(less, Date(2025, 3, 15), "Flere må få")));
  EXPECT_EQ(all->state_of(id), State::reduced);
}

// R5: no more votes than there are seats that vote; the governor's does not.
TEST_P(StatementWay, R5_CountsTheVotesOfThoseWhoVote) {
  all->add_seat("Medlem", {});
  all->add_seat("Annet medlem", {});
  all->add_seat("Statsforvalteren", {}, false);
  const Uuid id = all->statement_in(State::in_forum);
  travel("2025-04-20T12:00:00.000Z");
  Letter voted = all->letter(applied(), Date(2025, 3, 15));
  voted.step.agreement = Agreement::vote;
  auto refused = all->try_advise(id, voted);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), (std::vector<std::string>{"votes_for", "votes_against"}));
  voted.step.votes_for = 2;
  voted.step.votes_against = 1;
  EXPECT_FALSE(all->try_advise(id, voted)) << "three votes, two seats";
  voted.step.votes_against = 0;
  EXPECT_TRUE(all->try_advise(id, voted));
}

// R23: seats of parties take no part where the forum has it so, else it says why they did.
TEST_P(StatementWay, R23_LeavesPartiesOutOfTheForum) {
  const Uuid own = all->add_seat("Kommunen", all->municipality);
  all->add_seat("Fagforeningen", all->organisation("Forbundet", people::OrganisationKind::union_));
  const Uuid id = all->statement_in(State::in_forum);
  travel("2025-04-20T12:00:00.000Z");
  Letter letter = all->letter(applied(), Date(2025, 3, 15));
  auto refused = all->try_advise(id, letter);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"dissent"});
  EXPECT_EQ(refused.error().fields[0].message.arguments, std::vector<std::string>{"Kommunen"});
  auto office = all->world.load<Office>("governor_office", all->office);
  office.impartiality = people::Impartiality::by_organisation;
  ASSERT_TRUE(all->world.save("governor_office", office));
  letter.step.dissent = "Alle var enige om det.";
  refused = all->try_advise(id, letter);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"disqualified"});
  letter.step.disqualified = {own};
  letter.step.agreement = Agreement::vote;
  letter.step.votes_for = 2;
  letter.step.votes_against = 0;
  EXPECT_FALSE(all->try_advise(id, letter)) << "one seat is left";
  letter.step.votes_for = 1;
  ASSERT_TRUE(all->try_advise(id, letter));
  const auto steps = all->world.database().read([&](db::Connection& db) { return steps_of(db, id); });
  EXPECT_EQ(steps.back().disqualified, std::vector{own});
  EXPECT_TRUE(steps.back().impartial);
}

// R23: who is bound to a party does not decide, whoever records it; asked on the day of the decision.
TEST_P(StatementWay, R23_IsDecidedByNobodyWhoIsBoundToIt) {
  const Uuid employee = all->add_person("Kari Kommune", all->municipality);
  const Uuid lecturer = all->add_person("Ulla Universitet", all->university);
  const Uuid responsible = all->add_person("Rolf Ansvarlig", all->office_organisation());
  const Uuid moved_on = all->add_person("Mona Flyttet", all->municipality, Role::staff, Date(2025, 1, 1));
  auto measure = all->world.load<measures::Measure>("measure", all->measure);
  measure.responsible_person = responsible;
  ASSERT_TRUE(all->world.save("measure", measure));
  const Uuid id = advised();
  for (const Uuid& who : {employee, lecturer, responsible}) {
    Letter letter = all->letter(applied(), Date(2025, 4, 20));
    letter.step.person = who;
    const auto refused = all->try_decide(id, letter);
    ASSERT_FALSE(refused);
    EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"person"});
    EXPECT_EQ(refused.error().fields[0].message.arguments[0],
              all->world.database().read([&](db::Connection& db) { return records::heading_of(db, who); }));
  }
  Letter letter = all->letter(applied(), Date(2025, 4, 20));
  letter.step.impartial = false;
  const auto undeclared = all->try_decide(id, letter);
  ASSERT_FALSE(undeclared);
  EXPECT_EQ(fields_of(undeclared.error()), std::vector<std::string>{"impartial"});
  EXPECT_EQ(all->state_of(id), State::recommended);
  letter.step.impartial = true;
  letter.step.person = moved_on;
  ASSERT_TRUE(all->try_decide(id, letter)) << "what ended before the day binds no longer";
}

// R23: who signs says so, works for no one on the other side, and signs for one side alone.
TEST_P(StatementWay, R23_IsSignedForOneSideOnly) {
  const Uuid both = all->add_person("Begge Steder", all->municipality, Role::owner_leader);
  people::Employment second;
  second.person = both;
  second.organisation = all->university;
  second.position = "Bistilling";
  second.role = Role::university_lead;
  all->world.create("employment", second);
  const Uuid leader = all->add_person("Lise Leder", all->municipality, Role::owner_leader);
  const Uuid id = all->statement_in(State::draft);
  const auto as = [&](const Uuid& person, State to, Role role) {
    all->acting = person;
    Step step;
    step.hours = 10;
    return all->try_move(id, to, role, step);
  };
  all->acting = leader;
  const auto undeclared = all->try_move_as_is(id, State::anchored, Role::owner_leader, {});
  ASSERT_FALSE(undeclared);
  EXPECT_EQ(fields_of(undeclared.error()), std::vector<std::string>{"impartial"});
  auto refused = as(both, State::anchored, Role::owner_leader);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"impartial"});
  EXPECT_EQ(refused.error().fields[0].message.arguments,
            (std::vector<std::string>{"Begge Steder", "Fjord universitet"}));
  ASSERT_TRUE(as(leader, State::anchored, Role::owner_leader));
  EXPECT_FALSE(as(both, State::uh_confirmed, Role::university_lead));
  EXPECT_FALSE(as(leader, State::uh_confirmed, Role::university_lead)) << "who anchored it";
  ASSERT_TRUE(as(all->add_person("Frida Faglig", all->university), State::uh_confirmed, Role::university_lead));
  const auto steps = all->world.database().read([&](db::Connection& db) { return steps_of(db, id); });
  EXPECT_EQ(steps.front().person, leader);
}

TEST_P(StatementWay, IsDecidedWithAReasonWhereItDeviates) {
  const Uuid id = advised();
  const std::vector<Cell> less{{2025, all->municipality, Ore{400'000'00}}};
  const auto refused = all->try_decide(id, all->letter(less, Date(2025, 4, 20)));
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"reason"});
  ASSERT_TRUE(all->try_decide(id, all->letter(less, Date(2025, 4, 20), "Rammen er brukt opp")));
  EXPECT_EQ(all->state_of(id), State::partly);
}

TEST_P(StatementWay, IsRefusedWithNothing) {
  const Uuid id = advised();
  ASSERT_TRUE(all->try_decide(id, all->letter({}, Date(2025, 4, 20), "Ikke prioritert")));
  EXPECT_EQ(all->state_of(id), State::refused);
  const auto none = all->act(Role::coordinator, [&](records::Work& work) {
    return make_grant(work, id, Uuid::fresh());
  });
  EXPECT_FALSE(none) << "nothing was granted";
}

// R10 on the day of the letter: nothing new after the rules, what runs goes on if they say so.
TEST_P(StatementWay, R10_EndsWithTheRules) {
  const Uuid id = advised();
  travel("2026-01-02T12:00:00.000Z");
  const auto refused = all->try_decide(id, all->letter(applied(), Date(2026, 1, 1)));
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"made_on"});
  ASSERT_TRUE(all->try_decide(id, all->letter(applied(), Date(2025, 12, 31))));
  std::vector<Cell> more = applied();
  more.push_back({2026, all->municipality, Ore{1}});
  EXPECT_TRUE(all->try_decide(id, all->letter(more, Date(2026, 1, 2), "Tilleggsvedtak")));
  EXPECT_EQ(all->state_of(id), State::amended);
  auto rules = all->world.load<partnership::RuleSet>(
      "rule_set", all->world.load<Statement>("statement", id).rule_set);
  rules.transition = partnership::Transition::new_rules;
  ASSERT_TRUE(all->world.save("rule_set", rules));
  EXPECT_FALSE(all->try_decide(id, all->letter(applied(), Date(2026, 1, 2), "Endret igjen")));
}

TEST_P(StatementWay, MakesTheGrantExactlyOnce) {
  const Uuid id = advised();
  ASSERT_TRUE(all->try_decide(id, all->letter(applied(), Date(2025, 4, 20))));
  const auto make = [&](Role role) {
    return all->act(role, [&](records::Work& work) { return make_grant(work, id, Uuid::fresh()); });
  };
  EXPECT_EQ(make(Role::auditor).error().kind, Problem::Kind::forbidden);
  const auto made = make(Role::coordinator);
  ASSERT_TRUE(made);
  EXPECT_EQ(*make(Role::coordinator), *made) << "asked again it is the same one";
  const auto grant = all->world.load<grants::Grant>("grant", *made);
  EXPECT_EQ(grant.total, Ore{1'000'000'01});
  EXPECT_EQ(grant.decision_year, 2025);
  EXPECT_EQ(grant.case_reference, "2025/17");
  EXPECT_EQ(grant.measures, std::vector{all->measure});
  auto counts = all->world.counts();
  EXPECT_EQ(counts["share"], 2);
  EXPECT_EQ(counts["tranche"], 2);
  EXPECT_EQ(all->world.load<Statement>("statement", id).granted_as, *made);
}

// Amounts that no whole basis points give are kept to the øre all the same.
TEST_P(StatementWay, GrantsOddAmountsExactly) {
  const Uuid id = advised();
  const std::vector<Cell> odd{{2025, all->municipality, Ore{333'333'31}},
                              {2025, all->university, Ore{7'77}}};
  ASSERT_TRUE(all->try_decide(id, all->letter(odd, Date(2025, 4, 20), "Etter fordeling")));
  ASSERT_TRUE(all->act(Role::coordinator, [&](records::Work& work) {
    return make_grant(work, id, Uuid::fresh());
  }));
  std::map<Uuid, Ore> shares;
  all->world.database().read([&](db::Connection& db) {
    for (const auto& record : records::every(db, all->world.kind("share"))) {
      const auto& share = static_cast<const grants::Share&>(*record);
      shares[share.organisation] = share.amount.value_or(Ore{});
    }
    return 0;
  });
  EXPECT_EQ(shares[all->municipality], Ore{333'333'31});
  EXPECT_EQ(shares[all->university], Ore{7'77});
}

// R6: what is added to a running statement ends with it.
TEST_P(StatementWay, R6_ASupplementEndsWithItsParent) {
  const Uuid id = advised();
  ASSERT_TRUE(all->try_decide(id, all->letter(applied(), Date(2025, 4, 20))));
  travel("2025-05-01T12:00:00.000Z");
  Round again = all->round_of(2025, Date(2025, 6, 1));
  const Uuid round = all->world.create("filing_round", again);
  const Uuid other = all->add_measure("Et annet");
  EXPECT_FALSE(all->try_begin(round, other, Role::coordinator, id)) << "of another measure";
  const auto more = all->try_begin(round, all->measure, Role::coordinator, id);
  ASSERT_TRUE(more);
  Written written = all->filled(*more);
  written.cells = {{2026, all->municipality, Ore{10}}};
  written.years = {{2026, Ore{10}}};
  written.statement.total = Ore{10};
  ASSERT_TRUE(all->try_write(written));
  const auto refused = all->try_move(*more, State::anchored, Role::owner_leader);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"total-2026"});
  auto rules = all->world.load<partnership::RuleSet>(
      "rule_set", all->world.load<Statement>("statement", id).rule_set);
  rules.supplement_may_extend = true;
  ASSERT_TRUE(all->world.save("rule_set", rules));
  EXPECT_TRUE(all->try_move(*more, State::anchored, Role::owner_leader));
}

// R6: of the same measure and scheme a plain second one has no money in the same year, whatever round
// it is in; as a supplement it has, and the sum is there to see.
TEST_P(StatementWay, R6_OverlapsOnlyAsASupplement) {
  const Uuid first = all->statement_in(State::submitted);
  const Uuid next_round = all->add_round(2025, Date(2025, 7, 1));
  travel("2025-04-20T12:00:00.000Z");
  const auto begun = all->try_begin(next_round, all->measure);
  ASSERT_TRUE(begun) << "it may be for other years";
  Written written = all->filled(*begun);
  auto refused = all->try_write(written);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"total-2025"});
  written.statement.supplement_to = first;
  refused = all->try_write(written);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"supplement_to"}) << "it is not granted";
  Written later = all->filled(*begun);
  later.years = {{2026, {}}};
  for (Cell& cell : later.cells) cell.year = 2026;
  ASSERT_TRUE(all->try_write(later));
  ASSERT_TRUE(all->try_move(first, State::in_forum, Role::coordinator));
  ASSERT_TRUE(all->try_advise(first, all->letter(applied(), Date(2025, 4, 1))));
  ASSERT_TRUE(all->try_decide(first, all->letter(applied(), Date(2025, 4, 20))));
  refused = all->try_write(all->filled(*begun));
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"total-2025"});
  written = all->filled(*begun);
  written.statement.supplement_to = first;
  ASSERT_TRUE(all->try_write(written));
  const auto together = all->world.database().read([&](db::Connection& db) {
    auto stored = records::find<Statement>(db, all->world.kind("statement"), *begun);
    const Whole whole = whole_of(db, all->world.kinds(), *stored, all->world.now);
    Names names;
    names.headings = records::headings_of(db, all->world.kinds(), Viewer::command_line(), ids_of(whole));
    return together_table(whole, names, Texts());
  });
  ASSERT_EQ(together.rows.size(), 3u);
  EXPECT_EQ(together.rows.back().back(), kroner(Ore{2'000'000'02}));
  // What stood alone when it was written is asked again when it goes on.
  written.statement.supplement_to = {};
  ASSERT_TRUE(all->act(Role::coordinator, [&](records::Work& work) {
    AsVerb verb(work);
    auto alone = all->world.load<Statement>("statement", *begun);
    alone.supplement_to = {};
    return records::save(verb.work(), all->world.kind("statement"), alone);
  }));
  refused = all->try_move(*begun, State::anchored, Role::owner_leader);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"total-2025"});
}

TEST_P(StatementWay, R6_OfOtherMeasuresAndSchemesDoNotOverlap) {
  const Uuid first = all->statement_in(State::submitted);
  const auto other = all->try_begin(all->open_round, all->add_measure("Et annet"));
  ASSERT_TRUE(other);
  EXPECT_TRUE(all->try_write(all->filled(*other)));
  Step why;
  why.reason = "Utsatt";
  ASSERT_TRUE(all->try_move(first, State::withdrawn, Role::owner_leader, why));
  const auto again = all->try_begin(all->open_round, all->measure);
  ASSERT_TRUE(again);
  EXPECT_TRUE(all->try_write(all->filled(*again))) << "what is withdrawn takes no year";
}

// R1 through the rule set: 30 % of what the owner applies for.
TEST_P(StatementWay, R1_ReckonsTheOwnContribution) {
  const Uuid id = all->statement_in(State::draft);
  Written written = all->filled(id);
  written.cells = {{2025, all->municipality, Ore{400'000'00}}, {2025, all->university, Ore{400'000'00}}};
  written.years = {{2025, Ore{800'000'00}}};
  written.statement.total = Ore{800'000'00};
  ASSERT_TRUE(all->try_write(written));
  const auto demanded = [&] {
    return all->world.database().read([&](db::Connection& db) {
      auto stored = records::find<Statement>(db, all->world.kind("statement"), id);
      return own_contribution_of(whole_of(db, all->world.kinds(), *stored, all->world.now));
    });
  };
  EXPECT_EQ(demanded(), Ore{120'000'00});
  auto rules = all->world.load<partnership::RuleSet>(
      "rule_set", all->world.load<Statement>("statement", id).rule_set);
  rules.own_contribution_base = partnership::ContributionBase::total_grant;
  ASSERT_TRUE(all->world.save("rule_set", rules));
  EXPECT_EQ(demanded(), Ore{240'000'00});
}

INSTANTIATE_ON_BOTH_ENGINES(StatementWay);

}  // namespace
}  // namespace samloft::statements

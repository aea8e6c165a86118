// Loose ends: a sound partnership has none; each fault shows as its own rule.

#include "rules_loose.h"

#include <gtest/gtest.h>

namespace samloft::thread {
namespace {

const Date kToday(2026, 11, 25);

Uuid id_of(const std::string& name) { return Uuid::of_name("loose", name); }

// Everything in its place.
Facts sound() {
  Facts facts;
  people::Organisation municipality, university;
  municipality.id = id_of("municipality");
  municipality.name = "Fjordby kommune";
  university.id = id_of("university");
  university.name = "Universitetet";
  facts.organisations = {municipality, university};
  partnership::Party first, second;
  first.organisation = municipality.id;
  second.organisation = university.id;
  second.role = partnership::PartyRole::university;
  facts.parties = {first, second};
  people::Body body;
  body.id = id_of("body");
  body.name = "Styringsgruppa";
  facts.bodies = {body};
  const people::SeatRole roles[] = {people::SeatRole::owner_leader, people::SeatRole::university_lead,
                                    people::SeatRole::union_representative};
  const Uuid represents[] = {municipality.id, university.id, id_of("union")};
  for (int i = 0; i < 3; ++i) {
    people::Seat seat;
    seat.id = id_of("seat" + std::to_string(i));
    seat.body = body.id;
    seat.function = "Plass";
    seat.role = roles[i];
    seat.represents = represents[i];
    facts.seats.push_back(seat);
    people::Person person;
    person.id = id_of("person" + std::to_string(i));
    person.name = "Oppdiktet";
    facts.persons.push_back(person);
    people::Holding holding;
    holding.seat = seat.id;
    holding.person = person.id;
    facts.holdings.push_back(holding);
  }
  needs::Need need;
  need.id = id_of("need");
  need.title = "Behov";
  need.state = needs::NeedState::prioritised;
  need.evidence = {id_of("evidence")};
  need.priority = 1;
  facts.needs = {need};
  involvement::Involvement asked;
  asked.needs = {need.id};
  asked.teachers = 3;
  asked.union_representatives = 1;
  facts.involvements = {asked};
  goals::Goal goal;
  goal.id = id_of("goal");
  goal.title = "Mål";
  goal.needs = {need.id};
  goal.state = goals::GoalState::running;
  facts.goals = {goal};
  goals::Sign sign;
  sign.id = id_of("sign");
  sign.goal = goal.id;
  sign.title = "Kjennetegn";
  sign.baseline = "42";
  sign.baseline_on = Date(2022, 1, 1);
  facts.signs = {sign};
  measures::Measure measure;
  measure.id = id_of("measure");
  measure.title = "Tiltak";
  measure.goals = {goal.id};
  measure.university_part = "Veileder";
  measure.valid_from = Date(2022, 1, 1);
  measure.valid_until = Date(2026, 1, 1);
  facts.measures = {measure};
  people::Unit service;
  service.id = id_of("service");
  service.kind = people::UnitKind::child_welfare;
  facts.units = {service};
  measures::Participant participant;
  participant.id = id_of("participant");
  participant.measure = measure.id;
  participant.who = "Barneverntjenesten";
  participant.units = {service.id};
  facts.participants = {participant};
  people::District district;
  district.id = id_of("district");
  district.name = "Nord";
  facts.districts = {district};
  networks::Network network;
  network.id = id_of("network");
  network.name = "Nettverk";
  network.age_band = "0–6";
  network.measure = measure.id;
  facts.networks = {network};
  networks::Series series;
  series.network = network.id;
  series.district = district.id;
  facts.series = {series};
  grants::Grant grant;
  grant.id = id_of("grant");
  grant.title = "Tilskudd";
  grant.measures = {measure.id};
  facts.grants = {grant};
  partnership::Phase phase;
  phase.id = id_of("phase");
  phase.number = 1;
  phase.title = "Vurdere";
  phase.university_part = "Analyserer";
  facts.phases = {phase};
  partnership::Agreement agreement;
  agreement.id = id_of("agreement");
  agreement.state = partnership::AgreementState::active;
  facts.agreements = {agreement};
  documents::Plan plan;
  plan.id = id_of("plan");
  plan.state = documents::PlanState::in_force;
  facts.plans = {plan};
  return facts;
}

std::vector<Loose> rules(const Facts& facts) {
  std::vector<Loose> found;
  for (const LooseEnd& end : loose_ends(facts, kToday)) found.push_back(end.rule);
  return found;
}
using Rules = std::vector<Loose>;

TEST(LooseEnds, AreNoneInASoundPartnership) {
  EXPECT_EQ(rules(sound()), Rules{});
  EXPECT_EQ(rules(Facts{}), Rules{}) << "nor in an empty one";
}

TEST(LooseEnds, AreEachFoundByTheirRule) {
  const struct {
    Loose rule;
    void (*spoil)(Facts&);
  } cases[] = {
      {Loose::agreement_missing, [](Facts& f) { f.agreements.clear(); }},
      {Loose::agreement_missing, [](Facts& f) { f.agreements[0].valid_until = kToday; }},
      {Loose::agreement_missing,
       [](Facts& f) { f.agreements[0].state = partnership::AgreementState::negotiating; }},
      {Loose::plan_missing, [](Facts& f) { f.plans.clear(); }},
      {Loose::plan_missing,
       [](Facts& f) { f.plans[0].state = documents::PlanState::adopted; }},
      {Loose::need_without_priority, [](Facts& f) { f.needs[0].priority.reset(); }},
      {Loose::needs_of_equal_priority,
       [](Facts& f) {
         f.needs.push_back(f.needs[0]);
         f.needs[1].id = id_of("another need");
         f.involvements[0].needs.push_back(f.needs[1].id);
         f.goals[0].needs.push_back(f.needs[1].id);
       }},
      {Loose::need_without_involvement, [](Facts& f) { f.involvements.clear(); }},
      {Loose::need_without_involvement,
       [](Facts& f) { f.involvements[0].union_representatives = 0; }},
      {Loose::need_without_involvement, [](Facts& f) { f.involvements[0].teachers.reset(); }},
      {Loose::measure_without_period, [](Facts& f) { f.measures[0].valid_until.reset(); }},
      {Loose::measure_without_participants, [](Facts& f) { f.participants.clear(); }},
      {Loose::service_only_guest,
       [](Facts& f) { f.participants[0].attendance = measures::Attendance::may_join; }},
      {Loose::need_without_evidence, [](Facts& f) { f.needs[0].evidence.clear(); }},
      {Loose::need_without_measure, [](Facts& f) { f.goals[0].needs.clear(); }},
      {Loose::goal_without_sign, [](Facts& f) { f.signs.clear(); }},
      {Loose::sign_without_baseline, [](Facts& f) { f.signs[0].baseline = " "; }},
      {Loose::sign_without_baseline, [](Facts& f) { f.signs[0].baseline_on.reset(); }},
      {Loose::measure_without_university, [](Facts& f) { f.measures[0].university_part.clear(); }},
      {Loose::network_without_series, [](Facts& f) { f.series.clear(); }},
      {Loose::grant_without_measure, [](Facts& f) { f.grants[0].measures.clear(); }},
      {Loose::phase_without_university, [](Facts& f) { f.phases[0].university_part.clear(); }},
      {Loose::seat_vacant, [](Facts& f) { f.holdings[0].valid_until = kToday; }},
      {Loose::seat_vacant, [](Facts& f) { f.holdings[0].valid_from = kToday.plus_days(1); }},
      {Loose::body_without_party, [](Facts& f) { f.seats[1].represents = {}; }},
      {Loose::body_without_union,
       [](Facts& f) { f.seats[2].role = people::SeatRole::member; }},
      {Loose::ages_without_instrument, [](Facts& f) { f.measures[0].instruments = 1; }},
  };
  for (const auto& one : cases) {
    Facts facts = sound();
    one.spoil(facts);
    EXPECT_EQ(rules(facts), Rules{one.rule}) << words_for(one.rule).title;
  }
}

TEST(LooseEnds, AskForNeedsOfPartnersOnly) {
  Facts facts = sound();
  facts.needs.clear();
  EXPECT_EQ(rules(facts), Rules{Loose::needs_missing});
  facts.needs = sound().needs;
  facts.needs[0].state = needs::NeedState::draft;
  EXPECT_EQ(rules(facts), Rules{Loose::needs_missing}) << "a draft is told to nobody";
  const LooseEnd end = loose_ends(facts, kToday).front();
  EXPECT_FALSE(end.id);
  EXPECT_EQ(end.new_kind, "need");
}

TEST(LooseEnds, LetAServiceBeAGuestWhereItIsSettledElsewhere) {
  Facts facts = sound();
  measures::Participant guest = facts.participants[0];
  guest.id = id_of("guest");
  guest.attendance = measures::Attendance::may_join;
  facts.participants.push_back(guest);
  EXPECT_EQ(rules(facts), Rules{});
  facts.participants[0].units.clear();
  EXPECT_EQ(rules(facts), Rules{Loose::service_only_guest});
  facts.units[0].kind = people::UnitKind::school;
  EXPECT_EQ(rules(facts), Rules{}) << "a school is no service around the child";
}

TEST(LooseEnds, FollowAMeasureThatLosesItsGoal) {
  Facts facts = sound();
  facts.measures[0].goals.clear();
  EXPECT_EQ(rules(facts), (Rules{Loose::need_without_measure, Loose::goal_without_measure,
                                 Loose::measure_without_goal}));
  facts.measures[0].needs = {id_of("need")};
  EXPECT_EQ(rules(facts), (Rules{Loose::goal_without_measure, Loose::measure_without_goal}));
}

TEST(LooseEnds, LeaveInPeaceWhatHasNotBegunOrIsOver) {
  Facts facts = sound();
  facts.measures.clear();
  facts.participants.clear();
  facts.networks.clear();
  facts.grants.clear();
  for (const auto state : {needs::NeedState::draft, needs::NeedState::parked,
                           needs::NeedState::rejected, needs::NeedState::addressed,
                           needs::NeedState::closed}) {
    facts.needs[0].state = state;
    facts.goals[0].state = goals::GoalState::closed;
    const bool is_told = state != needs::NeedState::draft;
    EXPECT_EQ(rules(facts), is_told ? Rules{} : Rules{Loose::needs_missing});
  }
}

TEST(LooseEnds, LetAGoalBeServedThroughThoseBelowIt) {
  Facts facts = sound();
  goals::Goal above = facts.goals[0];
  above.id = id_of("above");
  above.needs.clear();
  goals::Sign sign = facts.signs[0];
  sign.goal = above.id;
  facts.signs.push_back(sign);
  facts.goals[0].parent = above.id;
  facts.goals.push_back(above);
  EXPECT_EQ(rules(facts), Rules{});
}

TEST(LooseEnds, TellOfAPersonInTwoBodies) {
  Facts facts = sound();
  people::Body team = facts.bodies[0];
  team.id = id_of("team");
  team.name = "Fagteam";
  team.kind = people::BodyKind::university_team;
  facts.bodies.push_back(team);
  people::Seat seat = facts.seats[0];
  seat.id = id_of("another seat");
  seat.body = team.id;
  facts.seats.push_back(seat);
  people::Holding holding = facts.holdings[0];
  holding.seat = seat.id;
  facts.holdings.push_back(holding);
  ASSERT_EQ(rules(facts), Rules{Loose::person_in_two_bodies});
  EXPECT_EQ(loose_ends(facts, kToday).front().id, id_of("person0"));
  facts.holdings.back().valid_until = kToday;
  EXPECT_EQ(rules(facts), Rules{Loose::seat_vacant}) << "the past does not count";
}

TEST(LooseEnds, SayWhereTheyAreMended) {
  Facts facts = sound();
  facts.signs.clear();
  facts.grants[0].measures.clear();
  const auto ends = loose_ends(facts, kToday);
  ASSERT_EQ(ends.size(), 2u);
  EXPECT_EQ(ends[0].new_kind, "sign");
  EXPECT_EQ(ends[0].query, "goal=" + id_of("goal").text());
  EXPECT_EQ(ends[1].kind, "grant");
  EXPECT_EQ(ends[1].field, "measures");
}

// The plan of the first partnership: Toddler, Pre-K, Upper Elementary and Secondary.
TEST(Instruments, LeaveTheFirstThreeGradesOut) {
  using Steps = std::vector<std::string_view>;
  constexpr std::uint64_t kPlan = 0b11011;
  EXPECT_EQ(ages_without_instrument({"0–6", "6–16"}, kPlan), Steps{"1.–3. trinn"});
  EXPECT_EQ(ages_without_instrument({"0–6"}, kPlan), Steps{});
  EXPECT_EQ(ages_without_instrument({"6-16"}, 0b11111), Steps{});
  EXPECT_EQ(ages_without_instrument({"6–16"}, 0), Steps{}) << "nothing is observed yet";
  EXPECT_EQ(ages_without_instrument({"0–6"}, 0b10000), (Steps{"0–3 år", "3–5 år"}));
  for (const char* odd : {"", "alle", "6", "6–", "999999999999–1"})
    EXPECT_EQ(ages_without_instrument({odd}, kPlan), Steps{}) << odd;
}

TEST(LooseEnds, P7AskForAPartForPptUnderKompetanseloftet) {
  Facts facts = sound();
  EXPECT_EQ(rules(facts), Rules{}) << "no such scheme, no such demand";
  partnership::Scheme scheme, other;
  scheme.id = id_of("scheme");
  scheme.code = partnership::SchemeCode::komploft;
  other.id = id_of("other scheme");
  other.code = partnership::SchemeCode::rekomp;
  facts.schemes = {scheme, other};
  facts.grants[0].scheme = scheme.id;
  EXPECT_EQ(rules(facts), Rules{Loose::measure_without_ppt});
  facts.grants[0].scheme = other.id;
  EXPECT_EQ(rules(facts), Rules{}) << "paid under other rules";
  facts.grants[0].scheme = scheme.id;
  facts.measures[0].state = measures::MeasureState::stopped;
  EXPECT_EQ(rules(facts), Rules{});
  facts.measures[0].state = measures::MeasureState::running;
  facts.measures[0].ppt_role = "Fast deltaker";
  EXPECT_EQ(rules(facts), Rules{});
}

TEST(LooseEnds, P5FindWhoIsOverbookedFromThisHalfYearOn) {
  Facts facts = sound();
  university::Capacity capacity;
  capacity.person = facts.persons[0].id;
  capacity.year = Semester::of(kToday).year;
  capacity.term = Semester::of(kToday).term;
  capacity.hours = 10;
  university::Assignment assignment;
  assignment.id = id_of("assignment");
  assignment.person = capacity.person;
  assignment.year = capacity.year;
  assignment.term = capacity.term;
  assignment.hours_planned = 10;
  facts.capacities = {capacity};
  facts.assignments = {assignment};
  EXPECT_EQ(rules(facts), Rules{});
  facts.assignments[0].hours_planned = 11;
  EXPECT_EQ(rules(facts), Rules{Loose::lecturer_overbooked});
  const auto ends = loose_ends(facts, kToday);
  EXPECT_EQ(ends.front().id, assignment.id);
  EXPECT_TRUE(ends.front().subject.ends_with(": 11 / 10")) << ends.front().subject;
  facts.capacities[0].year = facts.assignments[0].year = *capacity.year - 1;
  EXPECT_EQ(rules(facts), Rules{}) << "what is over cannot be mended";
}

}  // namespace
}  // namespace samloft::thread

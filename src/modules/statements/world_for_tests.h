// A partnership with two parties, two measures and two offices that differ (P15).
#pragma once

#include <map>
#include <memory>

#include "documents/documents.h"
#include "framework/framework.h"
#include "goals/goals.h"
#include "grants/grants.h"
#include "involvement/involvement.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "people/people.h"
#include "records/records.h"
#include "statements/statements.h"
#include "testing/world.h"
#include "university/university.h"

namespace samloft::statements {

struct StatementWorld {
  explicit StatementWorld(db::Engine engine)
      : world(engine,
              std::vector<std::vector<Migration>>{
                  people::migrations(), partnership::migrations(), framework::migrations(),
                  documents::migrations(), needs::migrations(), goals::migrations(),
                  measures::migrations(), involvement::migrations(),
                  university::migrations(), grants::migrations(), migrations()},
              std::vector<std::vector<records::Kind>>{
                  people::kinds(), partnership::kinds(), framework::kinds(), documents::kinds(),
                  needs::kinds(), goals::kinds(), measures::kinds(), involvement::kinds(),
                  university::kinds(), grants::kinds(), kinds()}) {
    municipality = organisation("Fjordby kommune", people::OrganisationKind::municipality);
    university = organisation("Fjord universitet", people::OrganisationKind::university);
    party(municipality, partnership::PartyRole::municipality);
    party(university, partnership::PartyRole::university);
    scheme = add_scheme("Kompetanseløftet", Date(2021, 1, 26), Date(2026, 1, 1));
    next_scheme = add_scheme("Kollektiv ordning", Date(2026, 1, 1), {});
    measure = add_measure("Lærende nettverk 0–6");
    office = add_office("Statsforvalteren i Fjord", "Fjord, Fjell");
    world.now = Instant::parse_iso("2024-12-01T12:00:00.000Z");
  }

  Uuid organisation(const std::string& name, people::OrganisationKind kind) {
    people::Organisation one;
    one.name = name;
    one.kind = kind;
    return world.create("organisation", one);
  }
  void party(const Uuid& organisation, partnership::PartyRole role) {
    partnership::Party one;
    one.organisation = organisation;
    one.role = role;
    world.create("party", one);
  }
  Uuid add_scheme(const std::string& name, Date from, std::optional<Date> until) {
    partnership::Scheme one;
    one.name = name;
    const Uuid id = world.create("scheme", one);
    partnership::RuleSet rules;
    rules.scheme = id;
    rules.valid_from = from;
    rules.valid_until = until;
    rules.max_years = 3;
    rules.own_contribution_required = true;
    rules.own_contribution_rate = 3000;
    const Uuid rule_set = world.create("rule_set", rules);
    partnership::Criterion criterion;
    criterion.rule_set = rule_set;
    criterion.code = "C1";
    criterion.text = "Behovet bygger på lokal vurdering.";
    criterion.evidence_wanted = "Kvalitetsmeldinger";
    criterion.severity = partnership::Severity::block;
    (criteria.empty() ? criteria : more_criteria).push_back(world.create("criterion", criterion));
    return id;
  }
  Uuid add_measure(const std::string& title) {
    needs::Evidence source;
    source.title = "Kvalitetsmelding";
    source.year = 2023;
    if (!evidence) evidence = world.create("evidence", source);
    needs::Need need;
    need.title = "Trygge overganger " + title;
    need.evidence = {evidence};
    need.state = needs::NeedState::submitted;
    goals::Goal goal;
    goal.title = "Alle er med";
    measures::Measure one;
    one.title = title;
    one.needs = {world.create("need", need)};
    one.goals = {world.create("goal", goal)};
    return world.create("measure", one);
  }
  // Somebody who works for the organisation until a day, or still does.
  Uuid add_person(const std::string& name, const Uuid& works_for, Role role = Role::staff,
                  std::optional<Date> until = {}) {
    people::Person person;
    person.name = name;
    people::Employment employment;
    employment.person = world.create("person", person);
    employment.organisation = works_for;
    employment.position = "Stilling";
    employment.role = role;
    employment.valid_until = until;
    world.create("employment", employment);
    return employment.person;
  }
  Uuid add_seat(const std::string& function, const Uuid& represents, bool votes = true) {
    if (!forum) {
      people::Body body;
      body.name = "Samarbeidsforum";
      body.kind = people::BodyKind::samarbeidsforum;
      forum = world.create("body", body);
    }
    people::Seat seat;
    seat.body = forum;
    seat.function = function;
    seat.represents = represents;
    seat.votes = votes;
    return world.create("seat", seat);
  }
  Uuid add_office(const std::string& name, const std::string& counties) {
    Office one;
    one.organisation = organisation(name, people::OrganisationKind::county_governor);
    one.counties = counties;
    return world.create("governor_office", one);
  }
  Uuid office_organisation() { return world.load<Office>("governor_office", office).organisation; }
  Uuid add_field(const Uuid& form, const std::string& label, FieldType type, bool required,
                 FilledFrom from = FilledFrom::typed) {
    FormField one;
    one.form = form;
    one.label = label;
    one.part = "Skjemaet";
    one.type = type;
    one.required = required;
    one.filled_from = from;
    if (type == FieldType::choice) one.choices = "Ja\nNei";
    return world.create("form_field", one);
  }
  Uuid add_form(const Uuid& of, const std::string& name) {
    Form one;
    one.office = of;
    one.name = name;
    return world.create("form_version", one);
  }
  Round round_of(std::int64_t year, Date due) const {
    Round one;
    one.office = office;
    one.scheme = scheme;
    one.school_year = year;
    one.opens_on = due.plus_days(-100);
    one.due_on = due;
    one.decision_on = due.plus_days(80);
    return one;
  }
  Uuid add_round(std::int64_t year, Date due) { return world.create("filing_round", round_of(year, due)); }
  // The R7 that most rule sets ask for.
  void hear_everyone() {
    involvement::Involvement one;
    one.title = "Drøfting";
    one.measures = {measure};
    one.held_on = Date(2024, 11, 1);
    one.form = involvement::Form::union_consultation;
    one.teachers = 20;
    one.union_representatives = 2;
    one.summary = "Enige";
    one.effect = "Ingen endring";
    world.create("involvement", one);
  }

  // Somebody of the role, or the one who is acting: who signs one step may not sign every other.
  template <class Do>
  auto act(Role role, Do work_with) {
    Uuid& person = persons[role];
    if (!person) person = world.create("person", [] {
      people::Person one;
      one.name = "Oppdiktet";
      return one;
    }());
    world.viewer.person = acting ? acting : person;
    world.viewer.roles = {role};
    auto outcome = world.database().write([&](db::Connection& db) {
      records::Work work{db, world.kinds(), world.viewer, world.now, {}};
      return work_with(work);
    });
    world.viewer.roles = {Role::coordinator};
    return outcome;
  }
  Result<Uuid> try_begin(const Uuid& round, const Uuid& of_measure, Role role = Role::coordinator,
                         const Uuid& supplement_to = {}) {
    return act(role, [&](records::Work& work) {
      return begin(work, Uuid::fresh(), round, of_measure, supplement_to);
    });
  }
  Written filled(const Uuid& id) {
    Written all;
    all.statement = world.load<Statement>("statement", id);
    all.statement.target_group = "Ansatte i barnehagene";
    all.statement.expected = "Flere er med";
    all.statement.anchoring = "Drøftet i alle enheter";
    all.statement.own_money = Ore{150'000'00};
    all.statement.total = Ore{1'000'000'01};
    all.years = {{2025, Ore{1'000'000'01}}};
    all.cells = {{2025, municipality, Ore{500'000'01}}, {2025, university, Ore{500'000'00}}};
    all.answers = {{criteria.front(), "Se kvalitetsmeldinga.", {evidence}}};
    return all;
  }
  Result<void> try_write(Written written, Role role = Role::coordinator) {
    return act(role, [&](records::Work& work) { return write(work, std::move(written)); });
  }
  // Whoever signs says that they are impartial.
  Result<void> try_move(const Uuid& id, State to, Role role, Step step = {}) {
    step.impartial = true;
    return try_move_as_is(id, to, role, step);
  }
  Result<void> try_move_as_is(const Uuid& id, State to, Role role, Step step) {
    step.state = to;
    return act(role, [&](records::Work& work) { return statements::move(work, id, step); });
  }
  Letter letter(std::vector<Cell> cells, Date day, const std::string& reason = {}) {
    Letter one;
    one.cells = std::move(cells);
    one.step.made_on = day;
    one.step.reference = "2025/17";
    one.step.impartial = true;
    one.step.reason = reason;
    return one;
  }
  Result<void> try_advise(const Uuid& id, Letter one, Role role = Role::coordinator) {
    return act(role, [&](records::Work& work) { return advise(work, id, one); });
  }
  Result<void> try_decide(const Uuid& id, Letter one, Role role = Role::coordinator) {
    return act(role, [&](records::Work& work) { return decide(work, id, one); });
  }
  // A statement that has come as far as the state on its straight way.
  Uuid statement_in(State state) {
    if (!open_round) open_round = add_round(2025, Date(2025, 2, 1));
    return brought_to(state, measure);
  }
  Uuid statement_in_other_measure(State state) {
    if (!open_round) open_round = add_round(2025, Date(2025, 2, 1));
    return brought_to(state, add_measure("Et annet tiltak"));
  }
  Uuid brought_to(State state, const Uuid& of_measure) {
    const auto begun = try_begin(open_round, of_measure);
    EXPECT_TRUE(begun);
    const Uuid id = *begun;
    EXPECT_TRUE(try_write(filled(id)));
    Step hours;
    hours.hours = 120;
    const std::pair<State, Role> way[] = {{State::anchored, Role::owner_leader},
                                          {State::uh_confirmed, Role::university_lead},
                                          {State::submitted, Role::owner_leader},
                                          {State::in_forum, Role::coordinator}};
    for (const auto& [to, who] : way) {
      if (state_of(id) == state) return id;
      const auto moved = try_move(id, to, who, hours);
      EXPECT_TRUE(moved) << (moved ? "" : samloft::testing::World::told(moved.error()));
    }
    return id;
  }
  State state_of(const Uuid& id) { return world.load<Statement>("statement", id).state; }

  samloft::testing::World world;
  Uuid municipality, university, scheme, next_scheme, measure, office, evidence, open_round, forum, acting;
  std::map<Role, Uuid> persons;
  std::vector<Uuid> criteria, more_criteria;
};

}  // namespace samloft::statements

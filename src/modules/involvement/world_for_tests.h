// The world of involvement's tests: a municipality with kindergartens, a need and a measure.
#pragma once

#include "framework/framework.h"
#include "goals/goals.h"
#include "involvement/involvement.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::involvement {

class InWorld : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<samloft::testing::World>(
        GetParam(),
        std::vector<std::vector<Migration>>{
            people::migrations(), partnership::migrations(), framework::migrations(),
            needs::migrations(), goals::migrations(), measures::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), needs::kinds(), goals::kinds(),
                                                measures::kinds(), kinds()});
    people::Organisation organisation;
    organisation.name = "Eier";
    owner = world->create("organisation", organisation);
    needs::Evidence source;
    source.title = "Rapport";
    source.year = 2022;
    evidence = world->create("evidence", source);
  }
  Uuid unit(const std::string& name, people::UnitKind kind, people::OwnerType type,
            std::optional<Date> until = {}) {
    people::Unit made;
    made.name = name;
    made.kind = kind;
    made.owner_type = type;
    made.owner = owner;
    made.valid_until = until;
    return world->create("unit", made);
  }
  Uuid need(const std::string& title) {
    needs::Need made;
    made.title = title;
    made.evidence = {evidence};
    made.state = needs::NeedState::prioritised;
    return world->create("need", made);
  }
  Uuid measure(const std::string& title, std::vector<Uuid> serves = {}) {
    measures::Measure made;
    made.title = title;
    made.needs = std::move(serves);
    return world->create("measure", made);
  }
  void participant(const Uuid& measure, const std::string& who, std::vector<Uuid> units = {}) {
    measures::Participant made;
    made.measure = measure;
    made.who = who;
    made.units = std::move(units);
    world->create("participant", made);
  }
  Uuid person(const std::string& name) {
    people::Person made;
    made.name = name;
    return world->create("person", made);
  }
  static Involvement entry(const std::string& title, std::vector<Uuid> needs,
                           std::vector<Uuid> measures = {}) {
    Involvement made;
    made.title = title;
    made.needs = std::move(needs);
    made.measures = std::move(measures);
    made.held_on = Date(2022, 3, 12);
    made.teachers = 12;
    return made;
  }
  static Invitation invitation(const Uuid& unit, const Uuid& measure = {},
                               Answer answer = Answer::none) {
    Invitation made;
    made.unit = unit;
    made.measure = measure;
    made.invited_on = Date(2022, 4, 1);
    made.answer = answer;
    if (answer != Answer::none) made.answered_on = Date(2022, 4, 20);
    return made;
  }
  std::vector<std::string> wrong_fields(const std::string& kind, Record& record) {
    const auto made = world->try_create(kind, record);
    return made ? std::vector<std::string>{} : samloft::testing::fields_of(made.error());
  }
  std::unique_ptr<samloft::testing::World> world;
  Uuid owner, evidence;
};

}  // namespace samloft::involvement

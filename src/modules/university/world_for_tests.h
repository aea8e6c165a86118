// A world with what hours stand on, and shorthand for their records.
#pragma once

#include "framework/framework.h"
#include "goals/goals.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/pages.h"
#include "testing/world.h"
#include "university/university.h"

namespace samloft::university {

class WithHours : public samloft::testing::OnBothEngines {
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
    add_extras(extras, world->kinds());
    measures::Measure made;
    made.title = "Nettverk";
    measure = world->create("measure", made);
    university = institution("Universitetet");
  }
  Uuid institution(const std::string& name) {
    people::Organisation made;
    made.name = name;
    return world->create("organisation", made);
  }
  Uuid person(const std::string& name) {
    people::Person made;
    made.name = name;
    return world->create("person", made);
  }
  Capacity capacity(const Uuid& of, std::int64_t hours, Term term = Term::autumn) {
    Capacity made;
    made.person = of;
    made.institution = university;
    made.year = 2026;
    made.term = term;
    made.hours = hours;
    return made;
  }
  Assignment assignment(const Uuid& of, std::int64_t hours, Term term = Term::autumn) {
    Assignment made;
    made.person = of;
    made.institution = university;
    made.measure = measure;
    made.year = 2026;
    made.term = term;
    made.hours_planned = hours;
    return made;
  }
  std::string page(const std::string& path) {
    auto all = records::pages(world->kinds(), extras);
    for (auto& route : routes(world->kinds())) all.insert(all.begin(), std::move(route));
    return world->get(all, path);
  }
  std::unique_ptr<samloft::testing::World> world;
  records::Extras extras;
  Uuid measure, university;
};

using Wrong = std::vector<std::string>;

}  // namespace samloft::university

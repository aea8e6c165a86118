// A world with what goals stand on, and shorthand for their records.
#pragma once

#include "framework/framework.h"
#include "goals/goals.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::goals {

class WithGoals : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<samloft::testing::World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), needs::migrations(),
                                            migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), needs::kinds(), kinds()});
    add_extras(extras, world->kinds());
  }
  Uuid goal(const std::string& title, GoalState state = GoalState::draft) {
    Goal made;
    made.title = title;
    made.state = state;
    return world->create("goal", made);
  }
  Uuid sign(const Uuid& goal, const std::string& title = "Flere team møtes fast") {
    Sign made;
    made.goal = goal;
    made.title = title;
    made.source = "Egen undersøkelse";
    made.baseline = "42 %";
    made.baseline_on = Date(2022, 1, 15);
    made.target = "80 %";
    return world->create("sign", made);
  }
  Uuid unit(const std::string& name) {
    people::Organisation owner;
    owner.name = "Eier av " + name;
    people::Unit made;
    made.name = name;
    made.owner = world->create("organisation", owner);
    return world->create("unit", made);
  }
  static Measurement measured(const Uuid& sign, Date on, const std::string& value) {
    Measurement made;
    made.sign = sign;
    made.on = on;
    made.value = value;
    return made;
  }
  GoalScale scale(const Uuid& goal, Date from) {
    GoalScale made;
    made.goal = goal;
    made.title = "Faste møter";
    made.much_less = "Ingen møter";
    made.less = "Noen møter";
    made.expected = "Et møte hver måned";
    made.more = "Et møte hver uke";
    made.much_more = "Et møte hver uke, med referat";
    made.valid_from = from;
    made.valid_until = from.plus_days(300);
    return made;
  }
  template <class T>
  std::vector<std::string> refused_change(const std::string& kind, T record) {
    const auto saved = world->save(kind, record);
    return saved ? std::vector<std::string>{} : samloft::testing::fields_of(saved.error());
  }
  template <class Verb>
  auto write(Verb verb) {
    return world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return verb(work);
    });
  }
  std::string page(const std::string& path) {
    return world->get(records::pages(world->kinds(), extras), path);
  }
  const Date today{2026, 11, 25};
  std::unique_ptr<samloft::testing::World> world;
  records::Extras extras;
};

using Wrong = std::vector<std::string>;

}  // namespace samloft::goals

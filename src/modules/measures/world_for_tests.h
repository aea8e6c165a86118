// A world with what measures stand on, and shorthand for their records.
#pragma once

#include "framework/framework.h"
#include "goals/goals.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::measures {

class WithMeasures : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<samloft::testing::World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), needs::migrations(),
                                            goals::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), needs::kinds(), goals::kinds(),
                                                kinds()});
    add_extras(extras, world->kinds());
  }
  Uuid goal() {
    goals::Goal made;
    made.title = "Alle er med";
    return world->create("goal", made);
  }
  Uuid measure(const std::string& title, Period period = {},
               MeasureState state = MeasureState::running) {
    Measure made;
    made.title = title;
    made.valid_from = period.from;
    made.valid_until = period.until;
    made.state = state;
    return world->create("measure", made);
  }
  Uuid unit(const std::string& name) {
    people::Organisation owner;
    owner.name = "Eier av " + name;
    people::Unit made;
    made.name = name;
    made.owner = world->create("organisation", owner);
    return world->create("unit", made);
  }
  void take_part(const Uuid& measure, const std::vector<Uuid>& units,
                 Attendance attendance = Attendance::core) {
    Participant made;
    made.measure = measure;
    made.who = "Enhetene";
    made.units = units;
    made.attendance = attendance;
    made.estimated_count = 10;
    world->create("participant", made);
  }
  Dose dose(const Uuid& measure, std::int64_t year, Term term, std::int64_t participants,
            std::int64_t hours) {
    Dose made;
    made.measure = measure;
    made.year = year;
    made.term = term;
    made.participants = participants;
    made.hours = hours;
    return made;
  }
  // The problem as text; "" for none.
  std::string set(const Uuid& id, MeasureState to, std::optional<Date> day = {},
                  const std::string& grounds = "") {
    const auto outcome = world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return set_state(work, id, {to, day, grounds});
    });
    return outcome ? "" : samloft::testing::World::told(outcome.error());
  }
  std::string page(const std::string& path) {
    auto all = records::pages(world->kinds(), extras);
    for (auto& route : routes(world->kinds())) all.insert(all.begin(), std::move(route));
    return world->get(all, path);
  }
  const Date today{2026, 11, 25};
  std::unique_ptr<samloft::testing::World> world;
  records::Extras extras;
};

using Wrong = std::vector<std::string>;

}  // namespace samloft::measures

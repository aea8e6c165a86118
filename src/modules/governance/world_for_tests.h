// A partnership with a body that meets.
#pragma once

#include <memory>

#include "documents/documents.h"
#include "framework/framework.h"
#include "goals/goals.h"
#include "governance/governance.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::governance {

inline std::unique_ptr<samloft::testing::World> meeting_world(db::Engine engine) {
  return std::make_unique<samloft::testing::World>(
      engine,
      std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(), framework::migrations(),
                                          documents::migrations(), needs::migrations(), goals::migrations(),
                                          measures::migrations(), migrations()},
      std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(), framework::kinds(),
                                              documents::kinds(), needs::kinds(), goals::kinds(), measures::kinds(),
                                              kinds()});
}

// A body of five seats, the first of which leads; the viewer is a coordinator without a seat.
struct Meetings {
  explicit Meetings(db::Engine engine) : world(meeting_world(engine)) {
    people::Body b;
    b.name = "Styringsgruppa";
    body = world->create("body", b);
    for (const char* name : {"Kari", "Ola", "Ánde", "فاطمة", "Åse"}) add_seat(name);
    MeetingSeries s;
    s.body = body;
    s.name = "Styringsgruppas møter";
    series = world->create("meeting_series", s);
  }
  // All pages of the module, with what it adds to those of records.
  std::vector<access::Route> routes() {
    add_extras(extras, world->kinds(), {});
    auto all = governance::routes(world->kinds());
    for (auto& route : records::pages(world->kinds(), extras)) all.push_back(std::move(route));
    return all;
  }
  void add_seat(const std::string& name) {
    people::Person person;
    person.name = name;
    person.mail = "nr" + std::to_string(persons.size()) + "@fjordby.example";
    persons.push_back(world->create("person", person));
    people::Seat seat;
    seat.body = body;
    seat.function = "Plass til " + name;
    seat.leads = seats.empty();
    seats.push_back(world->create("seat", seat));
    people::Holding holding;
    holding.seat = seats.back();
    holding.person = persons.back();
    holding.valid_from = Date(2022, 1, 1);
    holdings.push_back(world->create("holding", holding));
  }
  Uuid meeting(Date day) {
    Meeting m;
    m.series = series;
    m.held_on = day;
    m.starts = "9";
    return world->create("meeting", m);
  }
  Uuid item(const Uuid& of, const std::string& title) {
    AgendaItem i;
    i.meeting = of;
    i.title = title;
    return world->create("agenda_item", i);
  }
  // Runs a verb in a write of its own.
  template <class Verb>
  auto run(Verb verb) {
    return world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return verb(work);
    });
  }
  template <class Result>
  void expect_ok(const Result& result) {
    EXPECT_TRUE(result.has_value()) << (result ? "" : samloft::testing::World::told(result.error()));
  }
  void mark(const Uuid& of, std::size_t present) {
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < seats.size(); ++i)
      marks.push_back({seats[i], persons[i], i < present ? Presence::present : Presence::excused});
    expect_ok(run([&](records::Work& work) { return mark_attendance(work, of, marks); }));
  }
  Outcome outcome(const Uuid& of, OutcomeType type, const std::string& text) {
    Outcome o;
    o.item = of;
    o.type = type;
    o.text = text;
    return o;
  }
  // From agenda to minutes that are out.
  void circulate_all(const Uuid& of) {
    expect_ok(run([&](records::Work& work) { return call(work, of); }));
    expect_ok(run([&](records::Work& work) { return hold(work, of); }));
    expect_ok(run([&](records::Work& work) { return circulate(work, of, "innhold"); }));
  }
  void be(std::size_t person, Roles roles = {Role::staff}) {
    world->viewer.person = persons[person];
    world->viewer.roles = roles;
  }
  void be_coordinator() {
    world->viewer.person = Uuid::of_name("test", "person");
    world->viewer.roles = {Role::coordinator, Role::staff};
  }

  std::unique_ptr<samloft::testing::World> world;
  records::Extras extras;
  Uuid body, series;
  std::vector<Uuid> seats, persons, holdings;
};

}  // namespace samloft::governance

// The world of the tests of needs as a process.
#pragma once

#include "framework/framework.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::needs {

class InProcess : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<samloft::testing::World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            framework::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(),
                                                framework::kinds(), kinds()});
    me = person("Jeg");
    world->viewer.person = me;
    report_of_2021 = source("Kvalitetsmelding", 2021);
  }
  Uuid person(const std::string& name, const std::string& mail = "") {
    people::Person made;
    made.name = name;
    made.mail = mail;
    return world->create("person", made);
  }
  Uuid source(const std::string& title, std::int64_t year) {
    Evidence made;
    made.title = title;
    made.year = year;
    return world->create("evidence", made);
  }
  Uuid unit(const std::string& name, people::UnitKind kind, const Uuid& district = {}) {
    people::Organisation owner;
    owner.name = "Eier";
    people::Unit made;
    made.name = name;
    made.kind = kind;
    made.owner = world->create("organisation", owner);
    made.district = district;
    return world->create("unit", made);
  }
  Uuid district(const std::string& name) {
    people::District made;
    made.name = name;
    return world->create("district", made);
  }
  Uuid need(const std::string& title, NeedState state = NeedState::submitted,
            std::vector<Uuid> units = {}) {
    Need made;
    made.title = title;
    made.evidence = {report_of_2021};
    made.state = state;
    made.units = std::move(units);
    made.reason = "Derfor.";
    if (state == NeedState::draft) made.raised_by = me;
    return world->create("need", made);
  }
  Need stored(const Uuid& id) { return world->load<Need>("need", id); }
  // A verb in a write of its own.
  template <class Verb>
  auto doing(Verb verb) {
    return world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return verb(work);
    });
  }
  // «fine», or the kind of problem and its fields.
  template <class T>
  static std::string said(const Result<T>& outcome) {
    if (outcome) return "fine";
    static constexpr const char* kKinds[] = {"not found", "forbidden", "invalid", "conflict"};
    std::string out = kKinds[static_cast<std::size_t>(outcome.error().kind)];
    for (const std::string& field : samloft::testing::fields_of(outcome.error()))
      out += " " + field;
    return out;
  }
  void be(Role role) { world->viewer.roles = {role, Role::staff}; }
  std::unique_ptr<samloft::testing::World> world;
  Uuid me, report_of_2021;
};

}  // namespace samloft::needs

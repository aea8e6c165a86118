// A partnership with two units and what a test does with spreadsheets of persons.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/text.h"
#include "import.h"
#include "records/kind.h"
#include "testing/world.h"

namespace samloft::people {

using samloft::testing::World;

inline constexpr std::string_view kHeader = "Navn;E-post;Enhet;Stilling;Rolle;Andel;Fra;Til\r\n";

class PeopleImport : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(GetParam(), std::vector<std::vector<Migration>>{migrations()},
                                    std::vector<std::vector<records::Kind>>{kinds()});
    Organisation owner;
    owner.name = "Fjordby kommune";
    organisation = world->create("organisation", owner);
    school = make_unit("Sjøstjerna barnehage");
    make_unit("Solbakken skole");
  }

  Uuid make_unit(const std::string& name) {
    Unit unit;
    unit.name = name;
    unit.owner = organisation;
    return world->create("unit", unit);
  }
  Uuid make_person(const std::string& name, const std::string& mail = "") {
    Person person;
    person.name = name;
    person.mail = mail;
    return world->create("person", person);
  }

  template <class Verb>
  auto write(Verb verb) {
    return world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return verb(work);
    });
  }
  template <class Question>
  auto read(Question question) {
    return world->database().read([&](db::Connection& db) { return question(db); });
  }

  Result<Uuid> try_keep(const std::string& bytes, const std::string& name = "personer.csv") {
    return write([&](records::Work& work) { return keep_sheet(work, name, bytes); });
  }
  Uuid keep(const std::string& bytes, const std::string& name = "personer.csv") {
    const auto kept = try_keep(bytes, name);
    EXPECT_TRUE(kept.has_value()) << (kept ? "" : World::told(kept.error()));
    return kept ? *kept : Uuid{};
  }
  PlannedImport planned(const Uuid& id, const ImportChoices& choices = {}) {
    return read([&](db::Connection& db) {
      return plan_of(db, *imports().find(db, id), choices, local_day(world->now));
    });
  }
  Result<void> confirm(const Uuid& id, const ImportChoices& choices = {}) {
    return write([&](records::Work& work) { return confirm_import(work, id, choices, Texts()); });
  }
  Uuid import(const std::string& bytes) {
    const Uuid id = keep(bytes);
    const auto done = confirm(id);
    EXPECT_TRUE(done.has_value()) << (done ? "" : World::told(done.error()));
    return id;
  }
  Result<std::int64_t> undo(const Uuid& id) {
    return write([&](records::Work& work) { return undo_import(work, id); });
  }
  std::map<std::string, std::int64_t> counts() { return world->counts(); }
  Directory people() { return read(directory); }
  std::string refusal(const std::string& bytes, const std::string& name = "personer.csv") {
    const auto kept = try_keep(bytes, name);
    return kept ? "" : Texts()(kept.error().message);
  }

  std::unique_ptr<World> world;
  Uuid organisation, school;
};

}  // namespace samloft::people

// The records of the framework, the rules between them and its versions, on both engines.

#include "framework/framework.h"

#include <algorithm>
#include <map>

#include "people/people.h"
#include "records/kind.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::framework {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;
using Names = std::vector<std::string>;

class FrameworkTree : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(), std::vector<std::vector<Migration>>{people::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), kinds()});
  }
  Uuid framework(const std::string& name, std::optional<Date> from = Date(2020, 8, 1),
                 std::optional<Date> until = std::nullopt) {
    Framework f;
    f.name = name;
    f.valid_from = from;
    f.valid_until = until;
    return world->create("framework", f);
  }
  static Element element(const Uuid& framework, Level level, const std::string& title,
                         const Uuid& parent = {}) {
    Element e;
    e.framework = framework;
    e.level = level;
    e.title = title;
    e.parent = parent;
    return e;
  }
  Uuid put(const Element& e) { return world->create("element", e); }
  Names refused(Element e) {
    const auto made = world->try_create("element", e);
    return made ? Names{} : fields_of(made.error());
  }
  Names refused_save(Element e) {
    const auto saved = world->save("element", e);
    return saved ? Names{} : fields_of(saved.error());
  }
  // A framework with one element on each level; the focus area comes first.
  std::map<Level, Uuid> tree(const Uuid& of) {
    std::map<Level, Uuid> all;
    all[Level::focus_area] = put(element(of, Level::focus_area, "Livsmestring"));
    all[Level::indicator] =
        put(element(of, Level::indicator, "Barna blir sett", all[Level::focus_area]));
    all[Level::sign] = put(element(of, Level::sign, "Vi tar imot i døra", all[Level::indicator]));
    all[Level::purpose] = put(element(of, Level::purpose, "Alle er med"));
    all[Level::meeting] = put(element(of, Level::meeting, "Relasjoner"));
    all[Level::principle] = put(element(of, Level::principle, "Tydelig retning"));
    return all;
  }
  Result<Uuid> renew(const Uuid& id, Date today = Date(2026, 11, 25), const Uuid& as = {}) {
    return world->database().write([&](db::Connection& db) -> Result<Uuid> {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      auto made = new_version(work, id, today, as);
      batch = work.batch;
      return made;
    });
  }
  template <class Ask>
  auto ask(Ask query) {
    return world->database().read(query);
  }
  std::string heading(const Uuid& id) {
    return ask([&](db::Connection& db) { return records::heading_of(db, id); });
  }
  std::vector<ElementRow> elements(const Uuid& of) {
    return ask([&](db::Connection& db) { return elements_of(db, of); });
  }
  std::unique_ptr<World> world;
  Uuid batch;
};

TEST_P(FrameworkTree, IsForCoordinatorsToChange) {
  const Uuid at = framework("Sterkere sammen");
  for (Role role : {Role::staff, Role::unit_leader, Role::owner_leader, Role::university_lead,
                    Role::auditor}) {
    world->viewer.roles = {role};
    Element e = element(at, Level::purpose, "Alle er med");
    const auto made = world->try_create("element", e);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Problem::Kind::forbidden);
    const auto version = renew(at);
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().kind, Problem::Kind::forbidden);
  }
}

TEST_P(FrameworkTree, StandsOnLevels) {
  const Uuid at = framework("Sterkere sammen");
  const auto all = tree(at);
  const Uuid focus = all.at(Level::focus_area), indicator = all.at(Level::indicator);
  EXPECT_EQ(refused(element(at, Level::indicator, "Uten")), Names{"parent"});
  EXPECT_EQ(refused(element(at, Level::sign, "Uten")), Names{"parent"});
  EXPECT_EQ(refused(element(at, Level::sign, "For høyt", focus)), Names{"parent"});
  EXPECT_EQ(refused(element(at, Level::indicator, "For lavt", indicator)), Names{"parent"});
  EXPECT_EQ(refused(element(at, Level::indicator, "Feil ring", all.at(Level::principle))),
            Names{"parent"});
  for (Level ring : {Level::purpose, Level::meeting, Level::focus_area, Level::principle})
    EXPECT_EQ(refused(element(at, ring, "I ringen", focus)), Names{"parent"});
}

TEST_P(FrameworkTree, KeepsToOneFramework) {
  const Uuid one = framework("Det ene"), other = framework("Det andre");
  const Uuid focus = tree(one).at(Level::focus_area);
  EXPECT_EQ(refused(element(other, Level::indicator, "Fra det andre", focus)), Names{"parent"});
  auto moved = world->load<Element>("element", focus);
  moved.framework = other;
  EXPECT_EQ(refused_save(moved), Names{"framework"});
}

TEST_P(FrameworkTree, HasNoCircles) {
  const auto all = tree(framework("Sterkere sammen"));
  auto focus = world->load<Element>("element", all.at(Level::focus_area));
  focus.level = Level::sign;
  focus.parent = all.at(Level::indicator);
  EXPECT_EQ(refused_save(focus), Names{"level"});
  focus.level = Level::indicator;
  focus.parent = focus.id;
  EXPECT_EQ(refused_save(focus), (Names{"parent", "level"}));
  auto indicator = world->load<Element>("element", all.at(Level::indicator));
  indicator.level = Level::sign;
  indicator.parent = all.at(Level::sign);
  EXPECT_FALSE(refused_save(indicator).empty());
}

TEST_P(FrameworkTree, KeepsLevelsThatSomethingStandsUnder) {
  const auto all = tree(framework("Sterkere sammen"));
  auto focus = world->load<Element>("element", all.at(Level::focus_area));
  focus.level = Level::principle;
  EXPECT_EQ(refused_save(focus), Names{"level"});
  auto sign = world->load<Element>("element", all.at(Level::sign));
  sign.level = Level::meeting;
  sign.parent = {};
  EXPECT_EQ(refused_save(sign), Names{});
}

TEST_P(FrameworkTree, EndsAfterItBegins) {
  Framework f;
  f.name = "Bakvendt";
  f.valid_from = f.valid_until = Date(2026, 1, 1);
  const auto made = world->try_create("framework", f);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), Names{"valid_until"});
}

TEST_P(FrameworkTree, IsReadFromTheMiddleOutAndThenDown) {
  const Uuid at = framework("Sterkere sammen");
  const auto all = tree(at);
  Element first = element(at, Level::principle, "Åpen praksis");
  first.place = 1;
  put(first);
  Element school =
      element(at, Level::indicator, "Aller først i alfabetet", all.at(Level::focus_area));
  school.sector = Sector::school;
  put(school);
  Names titles;
  for (const ElementRow& row : elements(at)) titles.push_back(row.title);
  EXPECT_EQ(titles, (Names{"Alle er med", "Relasjoner", "Livsmestring", "Åpen praksis",
                           "Tydelig retning", "Barna blir sett", "Aller først i alfabetet",
                           "Vi tar imot i døra"}));
}

TEST_P(FrameworkTree, CallsElementsByTheirVersion) {
  const Uuid at = framework("Sterkere sammen", Date(2020, 8, 1), Date(2026, 1, 1));
  const Uuid focus = tree(at).at(Level::focus_area);
  EXPECT_EQ(heading(at), "Sterkere sammen (2020–2025)");
  EXPECT_EQ(heading(focus), "Livsmestring (2020–2025)");
  auto open = world->load<Framework>("framework", at);
  open.valid_until.reset();
  ASSERT_TRUE(world->save("framework", open));
  EXPECT_EQ(heading(focus), "Livsmestring (fra 2020)");
  open = world->load<Framework>("framework", at);
  open.valid_from.reset();
  ASSERT_TRUE(world->save("framework", open));
  EXPECT_EQ(heading(focus), "Livsmestring");
}

TEST_P(FrameworkTree, IsCopiedWholeIntoANewVersion) {
  const Uuid old = framework("Sterkere sammen");
  const auto all = tree(old);
  const auto made = renew(old);
  ASSERT_TRUE(made);
  EXPECT_EQ(heading(old), "Sterkere sammen (2020–2026)");
  EXPECT_EQ(heading(*made), "Sterkere sammen (fra 2026)");
  const auto kept = world->load<Framework>("framework", old);
  EXPECT_EQ(kept.valid_until, Date(2026, 11, 25));
  const auto before = elements(old), after = elements(*made);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].title, before[i].title);
    EXPECT_EQ(after[i].level, before[i].level);
    EXPECT_NE(after[i].id, before[i].id);
    if (!before[i].parent) continue;
    // The one above the copy is the copy of the one above.
    const auto above = std::find_if(after.begin(), after.end(), [&](const ElementRow& row) {
      return row.id == after[i].parent;
    });
    ASSERT_NE(above, after.end());
    EXPECT_EQ(before[static_cast<std::size_t>(above - after.begin())].id, before[i].parent);
  }
  EXPECT_EQ(heading(all.at(Level::sign)), "Vi tar imot i døra (2020–2026)");
}

TEST_P(FrameworkTree, KeepsEveryFieldInANewVersion) {
  Framework f;
  f.name = "Sterkere sammen";
  f.valid_from = Date(2020, 1, 1);
  f.valid_until = Date(2030, 1, 1);
  f.adopted_by = "Bystyret";
  f.source = "https://fjordby.example/sammen";
  f.description = "Hjulet.";
  const Uuid old = world->create("framework", f);
  Element e = element(old, Level::focus_area, "Livsmestring");
  e.sector = Sector::services;
  e.text = "Mer enn fravær av vansker.";
  e.place = 4;
  put(e);
  const Uuid as = Uuid::of_name("test", "neste");
  ASSERT_TRUE(renew(old, Date(2026, 11, 25), as));
  const auto copy = world->load<Framework>("framework", as);
  EXPECT_EQ(copy.valid_from, Date(2026, 11, 25));
  EXPECT_EQ(copy.valid_until, f.valid_until);
  EXPECT_EQ(copy.adopted_by, f.adopted_by);
  EXPECT_EQ(copy.source, f.source);
  EXPECT_EQ(copy.description, f.description);
  const auto element_copy = world->load<Element>("element", elements(as).front().id);
  EXPECT_EQ(element_copy.sector, e.sector);
  EXPECT_EQ(element_copy.text, e.text);
  EXPECT_EQ(element_copy.place, e.place);
}

TEST_P(FrameworkTree, MakesAVersionOnceOnly) {
  const Uuid old = framework("Sterkere sammen");
  const Uuid as = Uuid::fresh();
  ASSERT_TRUE(renew(old, Date(2026, 11, 25), as));
  const auto again = renew(old, Date(2026, 11, 25), as);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, Problem::Kind::conflict);
}

TEST_P(FrameworkTree, HasNoVersionBeforeItBegins) {
  const auto made = renew(framework("Det neste", Date(2027, 1, 1)));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, Problem::Kind::conflict);
  EXPECT_EQ(world->counts().at("framework"), 1);
  const auto nothing = renew(Uuid::fresh());
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().kind, Problem::Kind::not_found);
}

TEST_P(FrameworkTree, TakesANewVersionBackAltogether) {
  const Uuid old = framework("Sterkere sammen");
  tree(old);
  ASSERT_TRUE(renew(old));
  const auto undone = world->database().write([&](db::Connection& db) {
    records::Work work{db, world->kinds(), world->viewer, world->now, {}};
    return records::undo_batch(work, batch);
  });
  ASSERT_TRUE(undone) << World::told(undone.error());
  const auto counts = world->counts();
  EXPECT_EQ(counts.at("framework"), 1);
  EXPECT_EQ(counts.at("element"), 6);
  EXPECT_EQ(world->load<Framework>("framework", old).valid_until, std::nullopt);
}

TEST_P(FrameworkTree, KnowsWhichVersionIsValid) {
  const Uuid old = framework("Sterkere sammen");
  tree(old);
  const auto made = renew(old);
  ASSERT_TRUE(made);
  const auto on = [&](Date day) {
    const auto found = ask([&](db::Connection& db) { return framework_on(db, day); });
    return found ? found->id : Uuid{};
  };
  EXPECT_EQ(on(Date(2020, 7, 31)), Uuid{});
  EXPECT_EQ(on(Date(2026, 11, 24)), old);
  EXPECT_EQ(on(Date(2026, 11, 25)), *made);
  const auto versions =
      ask([](db::Connection& db) { return versions_of(db, "Sterkere sammen"); });
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[0].id, *made);
  const auto purpose = [&](Date day) {
    return ask([&](db::Connection& db) { return purpose_on(db, day); });
  };
  EXPECT_EQ(purpose(Date(2026, 11, 25)), "Alle er med");
  EXPECT_EQ(purpose(Date(2020, 7, 31)), "");
}

TEST_P(FrameworkTree, GoesWithItsFramework) {
  const Uuid at = framework("Uten tre");
  put(element(at, Level::purpose, "Alle er med"));
  put(element(at, Level::principle, "Tydelig retning"));
  ASSERT_TRUE(world->remove("framework", at));
  EXPECT_TRUE(world->counts().empty());
}

TEST_P(FrameworkTree, GoesWithItsFrameworkAllTheWayDown) {
  const Uuid at = framework("Med tre");
  tree(at);
  const auto removed = world->remove("framework", at);
  ASSERT_TRUE(removed) << World::told(removed.error());
  EXPECT_TRUE(world->counts().empty());
}

TEST_P(FrameworkTree, KeepsWhatSomethingStandsUnder) {
  const auto all = tree(framework("Sterkere sammen"));
  const auto removed = world->remove("element", all.at(Level::indicator));
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().kind, Problem::Kind::conflict);
  EXPECT_TRUE(world->remove("element", all.at(Level::sign)));
}

TEST_P(FrameworkTree, KeepsEveryField) {
  Framework f;
  f.name = "Sterkere sammen";
  f.valid_from = Date(2020, 8, 1);
  f.valid_until = Date(2026, 1, 1);
  f.adopted_by = "Bystyret, februar 2021";
  f.source = "https://fjordby.example/sammen";
  f.description = "Ett formål.\nFire ringer.";
  const Uuid id = world->create("framework", f);
  const auto kept = world->load<Framework>("framework", id);
  EXPECT_EQ(kept.name, f.name);
  EXPECT_EQ(kept.valid_from, f.valid_from);
  EXPECT_EQ(kept.valid_until, f.valid_until);
  EXPECT_EQ(kept.adopted_by, f.adopted_by);
  EXPECT_EQ(kept.source, f.source);
  EXPECT_EQ(kept.description, f.description);
  Element e = element(id, Level::indicator, "Barna blir sett",
                      put(element(id, Level::focus_area, "Livsmestring")));
  e.sector = Sector::kindergarten;
  e.text = "Hver dag.";
  e.place = 2;
  const auto stored = world->load<Element>("element", put(e));
  EXPECT_EQ(stored.framework, e.framework);
  EXPECT_EQ(stored.parent, e.parent);
  EXPECT_EQ(stored.level, e.level);
  EXPECT_EQ(stored.sector, e.sector);
  EXPECT_EQ(stored.title, e.title);
  EXPECT_EQ(stored.text, e.text);
  EXPECT_EQ(stored.place, e.place);
}

INSTANTIATE_ON_BOTH_ENGINES(FrameworkTree);

}  // namespace
}  // namespace samloft::framework

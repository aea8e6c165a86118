// A partnership with surveys in it, for the tests of this module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answering.h"
#include "framework/framework.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kind.h"
#include "store.h"
#include "surveys/surveys.h"
#include "testing/world.h"

namespace samloft::surveys {

class SurveyWorld : public samloft::testing::OnBothEngines {
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
  }

  // --- people
  Uuid person(const std::string& name) {
    people::Person one;
    one.name = name;
    one.mail = "person" + std::to_string(++persons_) + "@samloft.example";
    return world->create("person", one);
  }
  Uuid make_unit(const std::string& name) {
    if (!owner_) {
      people::Organisation organisation;
      organisation.name = "Kommunen";
      owner_ = world->create("organisation", organisation);
    }
    people::Unit one;
    one.name = name;
    one.owner = owner_;
    return world->create("unit", one);
  }
  Viewer leader_of(const Uuid& unit) {
    people::Employment employment;
    employment.person = person("Styreren");
    employment.unit = unit;
    employment.position = "Styrer";
    employment.role = Role::unit_leader;
    world->create("employment", employment);
    Viewer leader;
    leader.person = employment.person;
    leader.roles = {Role::unit_leader, Role::staff};
    return leader;
  }

  // --- surveys
  Uuid draft(const Uuid& unit = {}) {
    Survey survey;
    survey.title.nb = "Slik lærer vi sammen";
    survey.unit = unit;
    if (unit) survey.kind = SurveyKind::self_review;
    return world->create("survey", survey);
  }
  // A role that splits, a scale that must be answered, a free text.
  void add_questions(const Uuid& survey) {
    Item role, scale, text;
    role.type = ItemType::choice;
    role.text.nb = "Rolle";
    role.choices.nb = "Lærer\nLeder\nAnnet";
    role.splits = true;
    scale.text.nb = "Vi deler praksis";
    scale.choices.nb = "1\n2\n3\n4\n5";
    scale.required = true;
    text.type = ItemType::text;
    text.text.nb = "Hva bør vi øve på?";
    std::int64_t place = 0;
    for (Item* one : {&role, &scale, &text}) {
      one->survey = survey;
      one->place = ++place;
      world->create("survey_item", *one);
    }
  }
  Uuid opened(const Uuid& unit = {}) {
    const Uuid id = draft(unit);
    add_questions(id);
    EXPECT_TRUE(open(id));
    return id;
  }
  Uuid answered(int answers, const Uuid& unit = {}) {
    const Uuid id = opened(unit);
    for (const std::string& code : make_codes(id, answers)) answer(code, 4);
    return id;
  }
  Survey load(const Uuid& id) { return world->load<Survey>("survey", id); }
  std::vector<Item> items(const Uuid& survey) {
    return world->database().read([&](db::Connection& db) { return items_of(db, survey); });
  }
  std::vector<Answer> urn(const Uuid& survey) {
    return world->database().read([&](db::Connection& db) { return answers_of(db, survey); });
  }

  // --- verbs, as the world's viewer
  records::Work work(db::Connection& db) {
    return {db, world->kinds(), world->viewer, world->now, {}};
  }
  template <class Verb>
  Result<void> change(Verb verb) {
    return world->database().write([&](db::Connection& db) {
      auto w = work(db);
      return verb(w);
    });
  }
  template <class Write>
  void write(Write run) {
    const auto done = world->database().write([&](db::Connection& db) -> Result<void> {
      run(db);
      return {};
    });
    EXPECT_TRUE(done);
  }
  Result<void> open(const Uuid& id) {
    return change([&](records::Work& w) { return open_survey(w, id); });
  }
  Result<void> close(const Uuid& id) {
    return change([&](records::Work& w) { return close_survey(w, id); });
  }
  std::vector<std::string> make_codes(const Uuid& id, std::int64_t count) {
    auto made = world->database().write([&](db::Connection& db) -> Result<std::vector<std::string>> {
      auto w = work(db);
      return surveys::make_codes(w, *records::find<Survey>(db, world->kind("survey"), id), Uuid::fresh(),
                                 count);
    });
    EXPECT_TRUE(made);
    return *made;
  }
  std::vector<Letter> invite_all(const Uuid& id, const std::vector<Uuid>& all) {
    auto made = world->database().write([&](db::Connection& db) -> Result<std::vector<Letter>> {
      auto w = work(db);
      return invite(w, *records::find<Survey>(db, world->kind("survey"), id), all);
    });
    EXPECT_TRUE(made);
    return *made;
  }
  std::vector<Letter> remind_all(const Uuid& id) {
    std::vector<Letter> letters;
    write([&](db::Connection& db) {
      auto w = work(db);
      letters = remind(w, *records::find<Survey>(db, world->kind("survey"), id));
    });
    return letters;
  }
  std::optional<Behind> behind(const std::string& code) {
    return world->database().read(
        [&](db::Connection& db) { return surveys::behind(db, world->kinds(), code); });
  }
  Result<Taken> try_answer(const std::string& code, int value, int role = 1, const std::string& text = "") {
    return world->database().write([&](db::Connection& db) -> Result<Taken> {
      const auto found = surveys::behind(db, world->kinds(), code);
      if (!found) return Problem::not_found();
      Values values{{found->definition[0].name(), std::to_string(role)},
                    {found->definition[1].name(), std::to_string(value)}};
      if (!text.empty()) values[found->definition[2].name()] = text;
      return submit(db, code, *found, values, local_day(world->now));
    });
  }
  Taken answer(const std::string& code, int value, int role = 1, const std::string& text = "") {
    const auto taken = try_answer(code, value, role, text);
    EXPECT_TRUE(taken) << (taken ? "" : samloft::testing::World::told(taken.error()));
    return taken ? *taken : Taken::before;
  }
  std::int64_t count(std::string_view sql) {
    return world->database().read([&](db::Connection& db) { return db.number(sql); });
  }
  // Every text that the tables of surveys and the journal hold.
  std::string everything() {
    std::string all;
    world->database().read([&](db::Connection& db) {
      for (const char* sql :
           {"SELECT content FROM surveys_urn", "SELECT hash || content FROM surveys_draft",
            "SELECT hash FROM surveys_link",
            "SELECT coalesce(used_on, '') || coalesce(reminded_on, '') FROM surveys_invitation",
            "SELECT who || action || heading || before_image || after_image FROM journal",
            "SELECT search_text FROM record"})
        for (auto& [text] : db.rows<std::string>(sql)) all += text + "\n";
    });
    return all;
  }

  std::unique_ptr<samloft::testing::World> world;

 private:
  int persons_ = 0;
  Uuid owner_;
};

}  // namespace samloft::surveys

// The verbs of surveys on both engines: the states, the lock, the urn, who may read what.

#include "surveys/surveys.h"

#include <algorithm>

#include "answering.h"
#include "framework/framework.h"
#include "journal/journal.h"
#include "needs/needs.h"
#include "records/audit.h"
#include "rules_blind.h"
#include "rules_results.h"
#include "store.h"
#include "world_for_tests.h"

namespace samloft::surveys {
namespace {

using samloft::testing::World;

class Surveys : public SurveyWorld {};

TEST_P(Surveys, GoFromDraftToOpenToClosedAndNeverBack) {
  const Uuid id = draft();
  EXPECT_FALSE(open(id)) << "it has no questions";
  add_questions(id);
  ASSERT_TRUE(open(id));
  EXPECT_EQ(open(id).error().kind, Problem::Kind::conflict);
  EXPECT_TRUE(close(id));
  EXPECT_EQ(close(id).error().kind, Problem::Kind::conflict);
  EXPECT_EQ(open(id).error().kind, Problem::Kind::conflict);
  Survey back = load(id);
  back.state = SurveyState::draft;
  EXPECT_EQ(samloft::testing::fields_of(world->save("survey", back).error()),
            std::vector<std::string>{"state"});
}

TEST_P(Surveys, AreLockedFromTheMomentTheyAreOpened) {
  const Uuid id = opened();
  Survey survey = load(id);
  survey.smallest_group = 50;
  EXPECT_FALSE(world->save("survey", survey)) << "the smallest group is locked";
  survey = load(id);
  survey.title.nb = "En annen tittel";
  const auto refused = world->save("survey", survey);
  ASSERT_FALSE(refused);
  EXPECT_NE(World::told(refused.error()).find("kan ikke endres"), std::string::npos);
  survey = load(id);
  survey.closes_on = Date(2027, 1, 1);
  EXPECT_TRUE(world->save("survey", survey)) << "the last day may move";
  Item item = items(id).front();
  item = world->load<Item>("survey_item", item.id);
  item.text.nb = "Et annet spørsmål";
  EXPECT_FALSE(world->save("survey_item", item));
  EXPECT_FALSE(world->remove("survey_item", item.id));
  EXPECT_FALSE(world->remove("survey", id));
  Item more;
  more.survey = id;
  more.type = ItemType::text;
  more.text.nb = "Enda ett";
  EXPECT_FALSE(world->try_create("survey_item", more));
}

TEST_P(Surveys, TakeOneAnswerForEachLink) {
  const Uuid id = opened();
  const auto codes = make_codes(id, 3);
  EXPECT_EQ(answer(codes[0], 4), Taken::now);
  EXPECT_EQ(answer(codes[0], 1), Taken::before) << "sent again, or by somebody else: the first counts";
  EXPECT_EQ(urn(id).size(), 1u);
  EXPECT_EQ(urn(id).front().values.at("q-2"), "4");
  EXPECT_FALSE(behind(codes[0] + "x"));
  EXPECT_FALSE(behind(fresh_code()));
}

TEST_P(Surveys, RefuseAnswersBeforeAndAfter) {
  const Uuid id = opened();
  const auto codes = make_codes(id, 2);
  ASSERT_TRUE(close(id));
  EXPECT_EQ(try_answer(codes[0], 4).error().kind, Problem::Kind::conflict);
  EXPECT_TRUE(urn(id).empty());
}

TEST_P(Surveys, KeepNothingOfAnAnswerThatIsRefused) {
  const Uuid id = opened();
  const auto codes = make_codes(id, 1);
  EXPECT_EQ(try_answer(codes[0], 9).error().kind, Problem::Kind::invalid);
  EXPECT_TRUE(urn(id).empty());
  EXPECT_EQ(answer(codes[0], 3), Taken::now) << "the link is still good";
}

TEST_P(Surveys, SaveToGoOnLaterAndForgetItWhenSent) {
  const Uuid id = opened();
  const auto codes = make_codes(id, 2);
  const std::string name = "q-2";
  write([&](db::Connection& db) { save_draft(db, codes[0], id, {{name, "2"}}); });
  const auto saved = [&](const std::string& code) {
    return world->database().read([&](db::Connection& db) { return draft_values(db, code); });
  };
  EXPECT_EQ(saved(codes[0]), (Values{{name, "2"}}));
  EXPECT_TRUE(saved(codes[1]).empty());
  EXPECT_EQ(everything().find(name + "\t2"), std::string::npos) << "it is encrypted";
  answer(codes[0], 2);
  EXPECT_TRUE(saved(codes[0]).empty());
  EXPECT_EQ(count("SELECT count(*) FROM surveys_draft"), 0);
}

TEST_P(Surveys, InviteEachPersonOnceAndRemindOnlyThoseMissing) {
  const Uuid id = opened(), kari = person("Kari"), ola = person("Ola");
  const auto first = invite_all(id, {kari, ola, kari});
  ASSERT_EQ(first.size(), 2u);
  EXPECT_TRUE(invite_all(id, {ola}).empty());
  answer(first[0].link, 5);
  const auto reminded = remind_all(id);
  ASSERT_EQ(reminded.size(), 1u);
  EXPECT_EQ(reminded[0].person, first[1].person);
  EXPECT_TRUE(remind_all(id).empty()) << "once a day";
  world->now.milliseconds += kDay;
  const auto again = remind_all(id);
  ASSERT_EQ(again.size(), 1u);
  // All links of an invitation are good, and all are used up together.
  EXPECT_EQ(answer(again[0].link, 3), Taken::now);
  EXPECT_EQ(answer(first[1].link, 3), Taken::before);
  EXPECT_EQ(answer(reminded[0].link, 3), Taken::before);
  EXPECT_EQ(urn(id).size(), 2u);
}

// A hand-picked few would be known by what they say.
TEST_P(Surveys, InviteFewOneByOneOnlyBesideOthers) {
  const Uuid id = opened();
  std::vector<Uuid> persons;
  for (const char* name : {"Kari", "Ola", "Mari", "Per", "Anne"}) persons.push_back(person(name));
  const auto pick = [&](std::vector<Uuid> some) {
    return world->database().write([&](db::Connection& db) -> Result<std::vector<Letter>> {
      auto w = work(db);
      return invite_picked(w, *records::find<Survey>(db, world->kind("survey"), id), some);
    });
  };
  const auto refused = pick({persons[0], persons[1], persons[0], persons[2], persons[3]});
  ASSERT_FALSE(refused);
  EXPECT_EQ(samloft::testing::fields_of(refused.error()), std::vector<std::string>{"persons"});
  EXPECT_EQ(count("SELECT count(*) FROM surveys_invitation"), 0);
  EXPECT_FALSE(pick({}));
  EXPECT_EQ(pick(persons)->size(), 5u);
  const auto more = pick({persons[0], person("Ida")});
  EXPECT_EQ(more->size(), 1u) << "one more among enough, and nobody twice";
  EXPECT_FALSE(pick(std::vector<Uuid>(101, Uuid{}))) << "nobody";
  std::vector<Uuid> many;
  for (int i = 0; i < 101; ++i) many.push_back(person("Person " + std::to_string(i)));
  EXPECT_NE(World::told(pick(many).error()).find("høyst 100"), std::string::npos);
}

TEST_P(Surveys, OfAUnitAskNobodyElse) {
  const Uuid unit = make_unit("Solbakken"), id = opened(unit);
  std::vector<Uuid> persons;
  for (int i = 0; i < 5; ++i) persons.push_back(leader_of(unit).person);
  const auto pick = [&](const std::vector<Uuid>& some) {
    return world->database().write([&](db::Connection& db) -> Result<std::vector<Letter>> {
      auto w = work(db);
      return invite_picked(w, *records::find<Survey>(db, world->kind("survey"), id), some);
    });
  };
  EXPECT_FALSE(pick({person("En annen"), leader_of(make_unit("Elvestien")).person}));
  persons.push_back(person("En til utenfra"));
  EXPECT_EQ(pick(persons)->size(), 5u);
}

TEST_P(Surveys, RenewLinksOfThoseMissingAndKillTheOldOnes) {
  const Uuid id = opened();
  const auto first = invite_all(id, {person("Kari"), person("Ola"), person("Mari")});
  answer(first[0].link, 5);
  const auto reminded = remind_all(id);
  std::vector<Letter> renewed;
  write([&](db::Connection& db) {
    auto w = work(db);
    renewed = renew_links(w, *records::find<Survey>(db, world->kind("survey"), id));
  });
  ASSERT_EQ(renewed.size(), 2u) << "reminded today or not";
  for (const Letter& dead : {first[1], first[2], reminded[0], reminded[1]}) EXPECT_FALSE(behind(dead.link));
  EXPECT_TRUE(behind(first[0].link)->used) << "who has answered is told so by the old link";
  EXPECT_EQ(answer(renewed[0].link, 3), Taken::now);
  EXPECT_TRUE(remind_all(id).empty()) << "not twice a day";
}

TEST_P(Surveys, MakeASheetOfCodesOnce) {
  const Uuid id = opened(), sheet = Uuid::fresh();
  const auto make = [&](std::int64_t count) {
    return world->database().write([&](db::Connection& db) -> Result<std::vector<std::string>> {
      auto w = work(db);
      return surveys::make_codes(w, *records::find<Survey>(db, world->kind("survey"), id), sheet, count);
    });
  };
  EXPECT_EQ(make(0).error().fields.front().field, "count");
  EXPECT_EQ(make(501).error().fields.front().field, "count");
  EXPECT_EQ(make(2)->size(), 2u);
  EXPECT_EQ(make(2).error().kind, Problem::Kind::conflict) << "a page loaded again makes no more";
}

TEST_P(Surveys, CountWhenTheyAreClosedAndOnlyFromTheSmallestGroupOn) {
  const Uuid few = answered(4), enough = answered(5);
  ASSERT_TRUE(close(few));
  ASSERT_TRUE(close(enough));
  EXPECT_EQ(load(few).answers, std::nullopt);
  EXPECT_EQ(load(enough).answers, 5);
  EXPECT_EQ(load(enough).invited, 5);
  EXPECT_EQ(load(enough).fingerprint.size(), 64u);
}

TEST_P(Surveys, LosePersonsAndUseWhenTheyAreClosedAndTheLinksAMonthLater) {
  const Uuid id = opened();
  const auto letters = invite_all(id, {person("Kari"), person("Ola")});
  answer(letters[0].link, 4);
  ASSERT_TRUE(close(id));
  EXPECT_EQ(count("SELECT count(*) FROM surveys_invitation WHERE person IS NOT NULL OR used_on IS NOT NULL "
                  "OR reminded_on IS NOT NULL"),
            0);
  EXPECT_TRUE(behind(letters[1].link)) << "whoever comes late is told that it is closed";
  world->now.milliseconds += 32 * kDay;
  write([&](db::Connection& db) { close_what_is_over(db, world->kinds(), world->now); });
  EXPECT_FALSE(behind(letters[1].link));
  EXPECT_EQ(count("SELECT count(*) FROM surveys_invitation"), 0);
}

TEST_P(Surveys, CloseByThemselvesAfterTheirLastDay) {
  const Uuid id = opened();
  Survey survey = load(id);
  survey.closes_on = local_day(world->now);
  ASSERT_TRUE(world->save("survey", survey));
  write([&](db::Connection& db) { close_what_is_over(db, world->kinds(), world->now); });
  EXPECT_EQ(load(id).state, SurveyState::open) << "the last day counts";
  world->now.milliseconds += kDay;
  write([&](db::Connection& db) { close_what_is_over(db, world->kinds(), world->now); });
  EXPECT_EQ(load(id).state, SurveyState::closed);
}

TEST_P(Surveys, WaitForTheLicenceOfTheirQuestions) {
  const Uuid id = draft();
  ItemSet set;
  set.title = "En skala vi fant";
  set.choices.nb = "Uenig\nEnig";
  set.questions.nb = "Vi får det til\nVi gir opp";
  set.reversed = "2";
  const Uuid set_id = world->create("item_set", set);
  ASSERT_TRUE(change([&](records::Work& w) { return add_set(w, id, set_id); }));
  EXPECT_TRUE(items(id)[2].reversed);
  const auto refused = open(id);
  ASSERT_FALSE(refused);
  EXPECT_NE(World::told(refused.error()).find("lov til å bruke"), std::string::npos);
  ItemSet known = world->load<ItemSet>("item_set", set_id);
  known.licence = Licence::permitted;
  EXPECT_EQ(samloft::testing::fields_of(world->save("item_set", known).error()),
            std::vector<std::string>{"permission"});
  known.permission = "E-post fra forfatterne, 3. mars 2026";
  ASSERT_TRUE(world->save("item_set", known));
  EXPECT_TRUE(open(id));
}

TEST_P(Surveys, HaveOurProfileOfTwelveStatementsAtHand) {
  const Uuid id = draft();
  ASSERT_TRUE(change([&](records::Work& w) { return add_profile(w, id); }));
  const auto all = items(id);
  std::map<std::string, int> dimensions;
  for (const Item& one : all) {
    if (one.type == ItemType::scale) ++dimensions[one.dimension.nb];
    EXPECT_FALSE(one.text.nn.empty()) << one.text.nb;
    EXPECT_FALSE(one.text.en.empty()) << one.text.nb;
  }
  EXPECT_EQ(dimensions.size(), 6u);
  for (const auto& [name, questions] : dimensions) EXPECT_EQ(questions, 2) << name;
  EXPECT_FALSE(change([&](records::Work& w) { return add_profile(w, id); })) << "once is enough";
  EXPECT_TRUE(open(id)) << "its licence is our own";
}

TEST_P(Surveys, MoveTheirQuestionsUpAndDown) {
  const Uuid id = draft();
  add_questions(id);
  const auto before = items(id);
  const auto move = [&](const Uuid& item, Direction direction) {
    return change([&](records::Work& w) { return move_item(w, item, direction); });
  };
  ASSERT_TRUE(move(before[1].id, Direction::up));
  EXPECT_EQ(items(id)[0].id, before[1].id);
  ASSERT_TRUE(move(before[1].id, Direction::up)) << "the first stays the first";
  ASSERT_TRUE(move(before[1].id, Direction::down));
  EXPECT_EQ(items(id)[1].id, before[1].id);
}

TEST_P(Surveys, BecomeEvidenceThatSaysWhatItIs) {
  const Uuid id = answered(6);
  ASSERT_TRUE(close(id));
  const auto made = world->database().write([&](db::Connection& db) {
    auto w = work(db);
    return make_evidence(w, id);
  });
  ASSERT_TRUE(made);
  const auto evidence = world->load<needs::Evidence>("evidence", *made);
  EXPECT_EQ(evidence.kind, needs::EvidenceKind::survey);
  EXPECT_FALSE(evidence.not_for_comparison);
  EXPECT_EQ(load(id).evidence, *made);
}

// §6.2
TEST_P(Surveys, OfAUnitAreItsOwnUntilItsLeaderSharesThem) {
  const Uuid unit = make_unit("Solbakken"), other = make_unit("Elvestien");
  const Viewer leader = leader_of(unit), elsewhere = leader_of(other);
  Viewer owner, coordinator = world->viewer;
  owner.person = person("Eieren");
  owner.roles = {Role::owner_leader};
  const Uuid id = answered(6, unit);
  const auto reads = [&](const Viewer& viewer) {
    return world->database().read([&](db::Connection& db) {
      records::Work w{db, world->kinds(), viewer, world->now, {}};
      return reads_results(w, *records::find<Survey>(db, world->kind("survey"), id));
    });
  };
  EXPECT_FALSE(reads(leader)) << "hidden until it is closed, from the leader as well";
  ASSERT_TRUE(close(id));
  EXPECT_TRUE(reads(leader));
  for (const Viewer& viewer : {owner, coordinator, elsewhere}) EXPECT_FALSE(reads(viewer));
  const auto share = [&](const Viewer& viewer, Sharing sharing) {
    return world->database().write([&](db::Connection& db) {
      records::Work w{db, world->kinds(), viewer, world->now, {}};
      return set_sharing(w, id, sharing);
    });
  };
  for (const Viewer& viewer : {owner, coordinator, elsewhere})
    EXPECT_EQ(share(viewer, Sharing::shared).error().kind, Problem::Kind::forbidden);
  ASSERT_TRUE(share(leader, Sharing::shared));
  EXPECT_TRUE(reads(owner));
  EXPECT_TRUE(reads(coordinator));
  EXPECT_FALSE(reads(elsewhere));
  ASSERT_TRUE(share(leader, Sharing::own));
  EXPECT_FALSE(reads(owner));
  EXPECT_FALSE(reads(coordinator));
}

TEST_P(Surveys, OfAUnitAreRunByItsLeaderToo) {
  const Uuid unit = make_unit("Solbakken");
  const Viewer leader = leader_of(unit), elsewhere = leader_of(make_unit("Elvestien"));
  Survey survey;
  survey.title.nb = "Slik er praksis her";
  survey.kind = SurveyKind::self_review;
  survey.unit = unit;
  const Uuid id = world->create("survey", survey);
  add_questions(id);
  const auto open_as = [&](const Viewer& viewer) {
    return world->database().write([&](db::Connection& db) {
      records::Work w{db, world->kinds(), viewer, world->now, {}};
      return open_survey(w, id);
    });
  };
  Viewer staff;
  staff.roles = {Role::staff};
  EXPECT_EQ(open_as(staff).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(open_as(elsewhere).error().kind, Problem::Kind::forbidden);
  EXPECT_TRUE(open_as(leader));
}

INSTANTIATE_ON_BOTH_ENGINES(Surveys);

}  // namespace
}  // namespace samloft::surveys

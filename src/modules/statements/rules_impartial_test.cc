// Who may not take a step, by table and by property; the forum's seats and votes.

#include "rules_impartial.h"

#include <rapidcheck/gtest.h>

#include <algorithm>

namespace samloft::statements {
namespace {

const Uuid kTown = Uuid::of_name("impartial", "owner"), kOther = Uuid::of_name("impartial", "other owner"),
           kCollege = Uuid::of_name("impartial", "university"),
           kGovernor = Uuid::of_name("impartial", "governor");

Statement some_statement() {
  Statement one;
  one.filer = kTown;
  one.on_behalf = {kOther};
  one.partners = {kCollege};
  return one;
}

TEST(Impartial, R23_KeepsThoseOfAPartyFromDeciding) {
  for (const State to : {State::granted, State::partly, State::refused, State::amended,
                         State::recommended, State::reduced, State::not_recommended}) {
    for (const Uuid& party : {kTown, kOther, kCollege}) {
      const auto partial = partial_to(some_statement(), to, {{kGovernor, party}, false, false});
      ASSERT_TRUE(partial);
      EXPECT_EQ(partial->bond, Bond::works_for_party);
      EXPECT_EQ(partial->organisation, party);
    }
    EXPECT_EQ(partial_to(some_statement(), to, {{}, true, false})->bond, Bond::is_responsible);
    EXPECT_EQ(partial_to(some_statement(), to, {{}, false, true})->bond, Bond::has_signed);
    EXPECT_FALSE(partial_to(some_statement(), to, {{kGovernor}, false, false}));
  }
}

TEST(Impartial, R23_KeepsWhoSignsFromTheOtherSide) {
  const Statement one = some_statement();
  EXPECT_FALSE(partial_to(one, State::anchored, {{kTown}, true, true}))
      << "one's own side, and a measure that is one's own, are no hindrance to stating a need";
  EXPECT_TRUE(partial_to(one, State::anchored, {{kTown, kCollege}, false, false}));
  EXPECT_FALSE(partial_to(one, State::uh_confirmed, {{kCollege}, true, false}));
  EXPECT_TRUE(partial_to(one, State::uh_confirmed, {{kCollege, kTown}, false, false}));
  EXPECT_TRUE(partial_to(one, State::uh_confirmed, {{kOther}, false, false}));
  EXPECT_EQ(partial_to(one, State::uh_confirmed, {{}, false, true})->bond, Bond::has_signed);
  for (const State to : {State::draft, State::submitted, State::returned, State::in_forum, State::withdrawn}) {
    EXPECT_FALSE(wants_impartiality(to));
    EXPECT_FALSE(partial_to(one, to, {{kTown, kCollege}, true, true})) << code_of(to);
  }
}

TEST(Impartial, NamesWhoAndWhatToDo) {
  const auto words = words_of(State::granted, {Bond::works_for_party, kTown}, "Kari", "Fjordby kommune");
  EXPECT_EQ(words.arguments, (std::vector<std::string>{"Kari", "Fjordby kommune"}));
  for (const State to : {State::anchored, State::uh_confirmed, State::recommended, State::granted})
    for (const Bond bond : {Bond::works_for_party, Bond::is_responsible, Bond::has_signed})
      EXPECT_NE(words_of(to, {bond, {}}, "Kari", "Fjordby").text.find("{}"), std::string::npos);
}

// --- the forum

std::vector<ForumSeat> seats() {
  return {{Uuid::of_name("seat", "1"), kTown, "Kommunen"},
          {Uuid::of_name("seat", "2"), kGovernor, "Fagforeningen"},
          {Uuid::of_name("seat", "3"), {}, "Private eiere"}};
}
std::vector<std::string> names_of_faults(const Step& step, people::Impartiality impartiality,
                                         const std::vector<ForumSeat>& of = seats()) {
  std::vector<std::string> names;
  for (const auto& one : forum_faults(step, some_statement(), of, impartiality)) names.push_back(one.field);
  return names;
}
using FaultsAt = std::vector<std::string>;

TEST(Forum, R23_LeavesOutSeatsOfPartiesOrSaysWhyNot) {
  using people::Impartiality;
  Step step;
  EXPECT_EQ(names_of_faults(step, Impartiality::by_hand), FaultsAt{"dissent"});
  EXPECT_EQ(names_of_faults(step, Impartiality::by_organisation), FaultsAt{"disqualified"});
  step.dissent = "Kommunen redegjorde og gikk så ut.";
  EXPECT_EQ(names_of_faults(step, Impartiality::by_hand), FaultsAt{});
  EXPECT_EQ(names_of_faults(step, Impartiality::by_organisation), FaultsAt{"disqualified"}) << "no words help";
  step.dissent.clear();
  step.disqualified = {seats()[0].id};
  EXPECT_EQ(names_of_faults(step, Impartiality::by_organisation), FaultsAt{});
  step.disqualified = {seats()[0].id, Uuid::of_name("seat", "of another body")};
  EXPECT_EQ(names_of_faults(step, Impartiality::by_hand), FaultsAt{"disqualified"});
  step.disqualified = {seats()[0].id, seats()[1].id, seats()[2].id};
  EXPECT_EQ(names_of_faults(step, Impartiality::by_hand), FaultsAt{"disqualified"}) << "nobody is left";
  EXPECT_EQ(names_of_faults({}, Impartiality::by_organisation, {}), FaultsAt{}) << "nobody has kept the seats";
}

TEST(Forum, R5_CountsTheVotesOfThoseWhoAreLeft) {
  Step step;
  step.agreement = Agreement::vote;
  step.disqualified = {seats()[0].id};
  EXPECT_EQ(names_of_faults(step, people::Impartiality::by_hand), (FaultsAt{"votes_for", "votes_against"}));
  step.votes_for = 2;
  step.votes_against = 1;
  EXPECT_EQ(names_of_faults(step, people::Impartiality::by_hand), FaultsAt{"votes_for"});
  step.votes_against = 0;
  EXPECT_EQ(names_of_faults(step, people::Impartiality::by_hand), FaultsAt{});
  step.votes_blank = -1;
  EXPECT_EQ(names_of_faults(step, people::Impartiality::by_hand), FaultsAt{"votes_blank"});
  step.votes_blank.reset();
  step.votes_for = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(names_of_faults(step, people::Impartiality::by_hand), FaultsAt{"votes_for"}) << "no sum overflows";
}

// Whatever the seats: what is accepted has nobody partial in it where they are always left out, and
// never more votes than seats that took part.
TEST(Forum, R23_NeverCountsAPartialSeat) {
  EXPECT_TRUE(rc::check("forum", [] {
    const std::vector<Uuid> organisations{kTown, kCollege, kGovernor, {}};
    std::vector<ForumSeat> all;
    Step step;
    step.agreement = Agreement::vote;
    const auto count = *rc::gen::inRange(1, 8);
    for (int i = 0; i < count; ++i) {
      all.push_back({Uuid::of_name("seat", std::to_string(i)), *rc::gen::elementOf(organisations), "Plass"});
      if (*rc::gen::arbitrary<bool>()) step.disqualified.push_back(all.back().id);
    }
    step.votes_for = *rc::gen::inRange(0, 6);
    step.votes_against = *rc::gen::inRange(0, 6);
    if (!forum_faults(step, some_statement(), all, people::Impartiality::by_organisation).empty()) return;
    for (const Uuid& partial : partial_seats(all, some_statement()))
      RC_ASSERT(std::find(step.disqualified.begin(), step.disqualified.end(), partial) != step.disqualified.end());
    RC_ASSERT(*step.votes_for + *step.votes_against <=
              static_cast<std::int64_t>(all.size() - step.disqualified.size()));
  }));
}

}  // namespace
}  // namespace samloft::statements

// Clock times, who counts, and what a decision needs, as tables.

#include "rules.h"

#include <gtest/gtest.h>

namespace samloft::governance {
namespace {

Uuid id(int number) { return Uuid::of_name("test", std::to_string(number)); }

SeatPresence seat(int number, std::optional<Presence> presence = Presence::present) {
  return {id(number), id(100 + number), true, true, false, presence};
}

std::vector<SeatPresence> room(int present, int absent) {
  std::vector<SeatPresence> all;
  for (int i = 0; i < present; ++i) all.push_back(seat(i));
  for (int i = 0; i < absent; ++i) all.push_back(seat(50 + i, Presence::absent));
  return all;
}

std::vector<std::string> fields(const std::vector<FieldError>& errors) {
  std::vector<std::string> all;
  for (const FieldError& one : errors) all.push_back(one.field);
  return all;
}

TEST(MeetingTimes, AreReadAsPeopleTypeThem) {
  struct Case {
    const char* typed;
    int minutes;  // -1: no time
  };
  for (const auto& [typed, minutes] : {Case{"9", 540}, {"09.00", 540}, {"9:30", 570}, {"0930", 570}, {"23.59", 1439},
                                       {"0", 0}, {" 12 ", 720}, {"24", -1}, {"9.60", -1}, {"9.3", -1}, {"", -1},
                                       {"ni", -1}, {"12.000", -1}, {"-1", -1}, {"099", -1}})
    EXPECT_EQ(minutes_of(typed).value_or(-1), minutes) << typed;
  EXPECT_EQ(clock(570), "09.30");
  EXPECT_EQ(clock(1500), "01.00");
  EXPECT_EQ(tidy_time("9:30"), "09.30");
  EXPECT_EQ(tidy_time("ni"), "ni");
}

TEST(MeetingTimes, FollowEachOther) {
  EXPECT_EQ(starts_of(540, {5, 0, 30}), (std::vector<int>{540, 545, 545, 575}));
  EXPECT_EQ(starts_of(540, {}), std::vector<int>{540});
  EXPECT_EQ(starts_of(0, {-5, 1'000'000}), (std::vector<int>{0, 0, 1440}));
}

TEST(MeetingDays, KeepTheirWeekdayOfTheMonth) {
  EXPECT_EQ(same_weekday_next_month(Date(2026, 9, 16)), Date(2026, 10, 21)) << "third Wednesday";
  EXPECT_EQ(same_weekday_next_month(Date(2026, 12, 1)), Date(2027, 1, 5)) << "first Tuesday, over the year";
  EXPECT_EQ(same_weekday_next_month(Date(2026, 9, 30)), Date(2026, 10, 28)) << "a fifth becomes the last";
  EXPECT_EQ(same_weekday_next_month(Date(2026, 1, 28)), Date(2026, 2, 25)) << "fourth Wednesday";
}

TEST(Quorum, ComesFromVotingSeatsThatSomebodyHolds) {
  auto seats = room(4, 3);
  EXPECT_EQ(quorum_of(seats, std::nullopt).needed, 4);
  EXPECT_TRUE(quorum_of(seats, std::nullopt).is_reached());
  seats[0].presence = Presence::deputy;
  EXPECT_TRUE(quorum_of(seats, std::nullopt).is_reached()) << "a deputy counts for the seat";
  seats[0].presence = Presence::excused;
  EXPECT_FALSE(quorum_of(seats, std::nullopt).is_reached());
  EXPECT_TRUE(quorum_of(seats, 3).is_reached()) << "as many as the body says";
  seats.push_back(seat(60, std::nullopt));
  seats.back().is_held = false;
  EXPECT_EQ(quorum_of(seats, std::nullopt).voting, 7) << "a vacant seat is none";
  seats.push_back(seat(61));
  seats.back().votes = false;
  EXPECT_EQ(quorum_of(seats, std::nullopt).voting, 7);
  EXPECT_FALSE(quorum_of({}, std::nullopt).is_reached()) << "nobody decides nothing";
}

TEST(Quorum, NeverCountsTheCountyGovernor) {
  auto seats = room(2, 2);
  seats.push_back(seat(70));
  seats.back().is_governor = true;  // and its record says that it votes
  EXPECT_EQ(quorum_of(seats, std::nullopt).voting, 4);
  EXPECT_EQ(quorum_of(seats, std::nullopt).present, 2);
  EXPECT_FALSE(quorum_of(seats, std::nullopt).is_reached());
}

TEST(Quorum, LeavesOutWhoIsPartial) {
  const auto seats = room(5, 0);
  EXPECT_EQ(quorum_of(seats, 3, {id(0), id(1)}).present, 3);
  EXPECT_FALSE(quorum_of(seats, 4, {id(0), id(1)}).is_reached());
  EXPECT_EQ(seats_of_parties(seats, {id(101), id(999)}), std::vector<Uuid>{id(1)});
  EXPECT_TRUE(seats_of_parties({SeatPresence{}}, {Uuid{}}).empty()) << "no organisation is nobody's party";
}

TEST(Decisions, NeedWhatTheTableSays) {
  struct Case {
    const char* name;
    int present, absent;
    Ballot ballot;
    std::vector<std::string> wrong;
  };
  const Case cases[] = {
      {"consensus", 5, 2, {Mode::consensus, {}, {}, {}, {}}, {}},
      {"consensus without quorum", 3, 4, {Mode::consensus, {}, {}, {}, {}}, {"mode"}},
      {"consensus with somebody against", 5, 2, {Mode::consensus, {}, 1, {}, {}}, {"against"}},
      {"vote", 5, 2, {Mode::vote, 3, 1, 1, {}}, {}},
      {"vote that not all took part in", 5, 2, {Mode::vote, 2, 1, {}, {}}, {}},
      {"vote without quorum", 3, 4, {Mode::vote, 3, 0, 0, {}}, {"mode"}},
      {"vote of nobody", 5, 2, {Mode::vote, {}, {}, {}, {}}, {"in_favour"}},
      {"more votes than voters", 5, 2, {Mode::vote, 4, 1, 1, {}}, {"in_favour"}},
      {"more votes than may vote", 5, 2, {Mode::vote, 4, 1, 0, {id(0)}}, {"in_favour"}},
      {"as many as may vote", 5, 2, {Mode::vote, 3, 1, 0, {id(0)}}, {}},
      {"no quorum without the partial", 4, 3, {Mode::vote, 3, 0, 0, {id(0)}}, {"mode"}},
      {"a seat of another body", 5, 2, {Mode::vote, 3, 0, 0, {id(999)}}, {"disqualified"}},
      {"less than none", 5, 2, {Mode::vote, -1, 2, 0, {}}, {"in_favour"}},
      {"more than anyone counts", 5, 2, {Mode::vote, INT64_MAX, INT64_MAX, 0, {}}, {"in_favour"}},
  };
  for (const Case& one : cases)
    EXPECT_EQ(fields(decision_faults(one.ballot, room(one.present, one.absent), std::nullopt)), one.wrong) << one.name;
}

TEST(Decisions, AreCarriedByMoreForThanAgainst) {
  EXPECT_TRUE(is_carried({Mode::consensus, {}, {}, {}, {}}));
  EXPECT_TRUE(is_carried({Mode::vote, 3, 2, 4, {}}));
  EXPECT_FALSE(is_carried({Mode::vote, 2, 2, {}, {}}));
}

TEST(MeetingStates, FollowInOrderAndBackOnlyToCorrect) {
  using S = MeetingState;
  const S all[] = {S::draft, S::called, S::held, S::circulated, S::approved, S::called_off};
  for (const S from : all)
    for (const S to : all) {
      const bool next = to != S::called_off && static_cast<int>(to) == static_cast<int>(from) + 1;
      const bool aside = (from == S::circulated && to == S::held) ||
                         (from == S::called && to == S::called_off) ||
                         (from == S::called_off && to == S::draft);
      EXPECT_EQ(may_follow(from, to), next || aside);
    }
  EXPECT_TRUE(is_open(S::held));
  EXPECT_FALSE(is_open(S::circulated));
  EXPECT_FALSE(is_open(S::called_off));
  EXPECT_TRUE(has_been(S::held) && has_been(S::approved));
  EXPECT_FALSE(has_been(S::called) || has_been(S::called_off));
}

TEST(Agendas, MoveAnItemAStep) {
  const std::vector<Uuid> items{id(1), id(2), id(3)};
  EXPECT_EQ(moved(items, id(2), Direction::up), (std::vector<Uuid>{id(2), id(1), id(3)}));
  EXPECT_EQ(moved(items, id(2), Direction::down), (std::vector<Uuid>{id(1), id(3), id(2)}));
  EXPECT_EQ(moved(items, id(1), Direction::up), items);
  EXPECT_EQ(moved(items, id(3), Direction::down), items);
  EXPECT_EQ(moved(items, id(9), Direction::up), items);
}

}  // namespace
}  // namespace samloft::governance

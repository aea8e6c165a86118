// The way of a statement, its deadline and its years, by table and by property.

#include "rules.h"

#include <rapidcheck/gtest.h>

namespace samloft::statements {
namespace {

TEST(Way, FollowsTheTableAndNothingElse) {
  using S = State;
  const std::map<S, std::set<S>> table{
      {S::draft, {S::anchored, S::withdrawn}},
      {S::anchored, {S::uh_confirmed, S::draft, S::withdrawn}},
      {S::uh_confirmed, {S::submitted, S::draft, S::withdrawn}},
      {S::submitted, {S::returned, S::in_forum, S::withdrawn}},
      {S::returned, {S::submitted, S::withdrawn}},
      {S::in_forum, {S::recommended, S::reduced, S::not_recommended, S::withdrawn}},
      {S::recommended, {S::granted, S::partly, S::refused, S::withdrawn}},
      {S::reduced, {S::granted, S::partly, S::refused, S::withdrawn}},
      {S::not_recommended, {S::granted, S::partly, S::refused, S::withdrawn}},
      {S::granted, {S::amended}},
      {S::partly, {S::amended}},
      {S::amended, {S::amended}},
      {S::refused, {}},
      {S::withdrawn, {}}};
  for (std::size_t i = 0; i < kStates; ++i) {
    for (std::size_t j = 0; j < kStates; ++j) {
      const auto from = static_cast<S>(i), to = static_cast<S>(j);
      EXPECT_EQ(may_follow(from, to), table.at(from).contains(to))
          << code_of(from) << " to " << code_of(to);
    }
  }
}

TEST(Way, IsWalkedByThoseWhoMayEachStep) {
  EXPECT_TRUE(who_may(State::draft, State::anchored) == Roles{Role::owner_leader});
  EXPECT_TRUE(who_may(State::anchored, State::uh_confirmed) == Roles{Role::university_lead});
  EXPECT_TRUE(who_may(State::uh_confirmed, State::submitted) == Roles{Role::owner_leader});
  EXPECT_TRUE(who_may(State::returned, State::submitted) == Roles{Role::owner_leader});
  for (const State to : {State::returned, State::in_forum})
    EXPECT_TRUE(who_may(State::submitted, to) == Roles{Role::coordinator});
  for (const State from : {State::draft, State::in_forum, State::not_recommended})
    EXPECT_TRUE(who_may(from, State::withdrawn) == Roles{Role::owner_leader});
  EXPECT_TRUE(who_may(State::granted, State::withdrawn).none());
  EXPECT_EQ(next_for(State::submitted, {Role::coordinator}),
            (std::vector{State::returned, State::in_forum}));
  EXPECT_TRUE(next_for(State::submitted, {Role::auditor}).empty());
}

// Nobody but those who carry the statement moves it: the auditor, the unions and the staff never do.
TEST(Way, IsClosedToAllOthers) {
  const Roles others{Role::staff,       Role::unit_leader, Role::ppt_lead, Role::lecturer,
                     Role::union_representative, Role::private_owner, Role::auditor};
  for (std::size_t i = 0; i < kStates; ++i)
    EXPECT_TRUE(next_for(static_cast<State>(i), others).empty());
}

TEST(Way, EndsInADecisionOrOutside) {
  EXPECT_TRUE(rc::check("random walk", [] {
    const Roles all{Role::coordinator, Role::owner_leader, Role::university_lead};
    State at = State::draft;
    bool filed = false;
    for (int i = 0; i < 40; ++i) {
      const auto next = next_for(at, all);
      if (next.empty()) break;
      const State to = next[*rc::gen::inRange<std::size_t>(0, next.size())];
      // What was filed is written again only when it has come back.
      if (filed && is_open(to)) RC_ASSERT(to == State::returned);
      filed = is_filed(to);
      at = to;
    }
    RC_ASSERT(!(is_open(at) && is_filed(at)));
    RC_ASSERT(place_on_line(at) < std::size(kLine));
  }));
}

TEST(Deadline, R4_IsReadAsNorwegiansWriteIt) {
  EXPECT_EQ(minute_of("23.59"), 23 * 60 + 59);
  EXPECT_EQ(minute_of("23:59"), 23 * 60 + 59);
  EXPECT_EQ(minute_of(" 9.05 "), 9 * 60 + 5);
  EXPECT_EQ(minute_of("00.00"), 0);
  for (const char* wrong : {"", "24.00", "12.60", "12", "12.5", "12.005", "ab.cd", "-1.00", "1200"})
    EXPECT_FALSE(minute_of(wrong)) << wrong;
}

// One second before and after, on an ordinary day and on the days when the clocks change.
TEST(Deadline, R4_MinusAndPlusOneSecond) {
  struct Row {
    Date due;
    const char *time, *last_in_time, *first_late;
  };
  const Row rows[] = {
      {Date(2026, 2, 1), "23.59", "2026-02-01T22:59:59.000Z", "2026-02-01T23:00:00.000Z"},
      {Date(2026, 7, 1), "23.59", "2026-07-01T21:59:59.000Z", "2026-07-01T22:00:00.000Z"},
      // To summer time: the day ends at 22:00 UTC, an hour earlier than the day before.
      {Date(2026, 3, 28), "23.59", "2026-03-28T22:59:59.000Z", "2026-03-28T23:00:00.000Z"},
      {Date(2026, 3, 29), "23.59", "2026-03-29T21:59:59.000Z", "2026-03-29T22:00:00.000Z"},
      // 02.30 is skipped that night: nobody gets less time than until the skip.
      {Date(2026, 3, 29), "02.30", "2026-03-29T01:00:59.000Z", "2026-03-29T01:01:00.000Z"},
      // And back: the day has 25 hours, and 02.30 comes twice; the later one counts.
      {Date(2026, 10, 25), "23.59", "2026-10-25T22:59:59.000Z", "2026-10-25T23:00:00.000Z"},
      {Date(2026, 10, 25), "02.30", "2026-10-25T01:30:59.000Z", "2026-10-25T01:31:00.000Z"},
      {Date(2026, 10, 24), "23.59", "2026-10-24T21:59:59.000Z", "2026-10-24T22:00:00.000Z"}};
  for (const Row& row : rows) {
    const Instant last = last_moment(row.due, *minute_of(row.time));
    EXPECT_TRUE(in_time(Instant::parse_iso(row.last_in_time), last)) << row.due.iso() << row.time;
    EXPECT_FALSE(in_time(Instant::parse_iso(row.first_late), last)) << row.due.iso() << row.time;
    EXPECT_TRUE(in_time(last, last));
  }
}

TEST(Deadline, R4_AtTheLastMinuteIsTheEndOfTheDay) {
  for (Date day(2000, 1, 1); day < Date(2037, 1, 1); day = day.plus_days(1))
    ASSERT_EQ(last_moment(day, 23 * 60 + 59), end_of_day(day)) << day.iso();
}

TEST(Deadline, TellsWhatIsLeft) {
  const Instant last = Instant::parse_iso("2026-02-01T22:59:59.999Z");
  const auto before = time_left({last.milliseconds - 3 * kDay - 5 * kHour - 7 * kMinute}, last);
  EXPECT_FALSE(before.over);
  EXPECT_EQ(before.days, 3);
  EXPECT_EQ(before.hours, 5);
  EXPECT_EQ(before.minutes, 7);
  const auto after = time_left({last.milliseconds + 2 * kDay}, last);
  EXPECT_TRUE(after.over);
  EXPECT_EQ(after.days, 2);
  EXPECT_FALSE(time_left(last, last).over);
}

TEST(Years, AreNamedAfterTheSchoolYear) {
  EXPECT_EQ(school_year_name(2026), "2026/27");
  EXPECT_EQ(school_year_name(2099), "2099/00");
  EXPECT_EQ(school_year_name(2008), "2008/09");
}

TEST(Rules, R10_AreThoseOfTheDayOfDecision) {
  Round round;
  round.due_on = Date(2025, 12, 1);
  EXPECT_EQ(day_of_rules(round), Date(2025, 12, 1));
  round.forum_on = Date(2026, 1, 10);
  EXPECT_EQ(day_of_rules(round), Date(2026, 1, 10));
  round.decision_on = Date(2026, 4, 30);
  EXPECT_EQ(day_of_rules(round), Date(2026, 4, 30));
}

}  // namespace
}  // namespace samloft::statements

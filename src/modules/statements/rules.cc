// The way of a statement, and its deadline.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace samloft::statements {
namespace {

constexpr Roles kOwner{Role::owner_leader};
constexpr Roles kUniversity{Role::university_lead};
constexpr Roles kRecorder{Role::coordinator};
constexpr Roles kPreparers{Role::coordinator, Role::owner_leader, Role::university_lead};

struct Move {
  State from, to;
  Roles who;
};

// The table of §9.2. A statement that is anchored or confirmed may be opened again, as one finds
// faults after signing too; what was anchored then is anchored anew.
constexpr Move kMoves[] = {
    {State::draft, State::anchored, kOwner},
    {State::anchored, State::uh_confirmed, kUniversity},
    {State::anchored, State::draft, kPreparers},
    {State::uh_confirmed, State::submitted, kOwner},
    {State::uh_confirmed, State::draft, kPreparers},
    {State::submitted, State::returned, kRecorder},
    {State::submitted, State::in_forum, kRecorder},
    {State::returned, State::submitted, kOwner},
    {State::in_forum, State::recommended, kRecorder},
    {State::in_forum, State::reduced, kRecorder},
    {State::in_forum, State::not_recommended, kRecorder},
    {State::recommended, State::granted, kRecorder},
    {State::recommended, State::partly, kRecorder},
    {State::recommended, State::refused, kRecorder},
    {State::reduced, State::granted, kRecorder},
    {State::reduced, State::partly, kRecorder},
    {State::reduced, State::refused, kRecorder},
    {State::not_recommended, State::granted, kRecorder},
    {State::not_recommended, State::partly, kRecorder},
    {State::not_recommended, State::refused, kRecorder},
    {State::granted, State::amended, kRecorder},
    {State::partly, State::amended, kRecorder},
    {State::amended, State::amended, kRecorder},
    {State::draft, State::withdrawn, kOwner},
    {State::anchored, State::withdrawn, kOwner},
    {State::uh_confirmed, State::withdrawn, kOwner},
    {State::submitted, State::withdrawn, kOwner},
    {State::returned, State::withdrawn, kOwner},
    {State::in_forum, State::withdrawn, kOwner},
    {State::recommended, State::withdrawn, kOwner},
    {State::reduced, State::withdrawn, kOwner},
    {State::not_recommended, State::withdrawn, kOwner},
};

template <std::size_t n>
bool among(State state, const std::array<State, n>& some) {
  return std::find(some.begin(), some.end(), state) != some.end();
}

bool two_digits(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(),
                                         [](char one) { return one >= '0' && one <= '9'; });
}

}  // namespace

Roles who_may(State from, State to) {
  for (const Move& move : kMoves)
    if (move.from == from && move.to == to) return move.who;
  return {};
}

bool may_follow(State from, State to) { return !who_may(from, to).none(); }

std::vector<State> next_for(State from, Roles roles) {
  std::vector<State> all;
  for (const Move& move : kMoves)
    if (move.from == from && roles.any_of(move.who)) all.push_back(move.to);
  return all;
}

bool is_open(State state) { return state == State::draft || state == State::returned; }

bool is_filed(State state) {
  return among(state, std::array{State::submitted, State::in_forum}) || is_advised(state) ||
         is_decided(state);
}

bool is_advised(State state) {
  return among(state, std::array{State::recommended, State::reduced, State::not_recommended});
}

bool is_decided(State state) {
  return among(state, std::array{State::granted, State::partly, State::refused, State::amended});
}

bool is_live(State state) { return state != State::withdrawn && state != State::refused; }

std::size_t place_on_line(State state) {
  if (is_advised(state)) return 5;
  if (is_decided(state)) return 6;
  switch (state) {
    case State::anchored: return 1;
    case State::uh_confirmed:
    case State::returned: return 2;  // it is to be sent again
    case State::submitted: return 3;
    case State::in_forum: return 4;
    default: return 0;
  }
}

std::optional<int> minute_of(std::string_view time) {
  const std::string typed = trimmed(time);
  const auto split_at = typed.find_first_of(".:");
  if (split_at == std::string::npos) return std::nullopt;
  std::string hour = typed.substr(0, split_at);
  const std::string minute = typed.substr(split_at + 1);
  if (hour.size() == 1) hour.insert(0, "0");
  if (!two_digits(hour) || !two_digits(minute)) return std::nullopt;
  const auto hours = whole_number(hour, -1), minutes = whole_number(minute, -1);
  if (hours > 23 || minutes > 59) return std::nullopt;
  return static_cast<int>(hours * 60 + minutes);
}

Instant last_moment(Date due, int minute) {
  return {local_instant(due, minute).milliseconds + kMinute - 1};
}

bool in_time(Instant now, Instant last) { return now <= last; }

TimeLeft time_left(Instant now, Instant last) {
  TimeLeft left;
  left.over = last < now;
  const std::int64_t between = left.over ? now.milliseconds - last.milliseconds
                                         : last.milliseconds - now.milliseconds;
  left.days = between / kDay;
  left.hours = between % kDay / kHour;
  left.minutes = between % kHour / kMinute;
  return left;
}

std::string school_year_name(std::int64_t year) {
  const std::string next = std::to_string((year + 1) % 100);
  return std::to_string(year) + "/" + (next.size() == 1 ? "0" : "") + next;
}

std::optional<Date> day_of_rules(const Round& round) {
  if (round.decision_on) return round.decision_on;
  return round.forum_on ? round.forum_on : round.due_on;
}

bool is_near(std::int64_t year, std::int64_t school_year) {
  return year >= school_year - 1 && year <= school_year + 10;
}

}  // namespace samloft::statements

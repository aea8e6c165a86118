// The way of a statement and its deadline; nothing but arguments. Source: domain/partnership.md §9.2,
// §9.4, R4, R6, R10.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/viewer.h"
#include "statements/statements.h"

namespace samloft::statements {

// --- the way

inline constexpr std::size_t kStates = std::size(ChoicesOf<State>::list);

bool may_follow(State from, State to);
// Who takes a statement from one state to the next; nobody where it may not follow. What the forum
// and the county governor do is recorded by the coordinator.
Roles who_may(State from, State to);
// The states that a viewer with these roles may choose next, in the order of the way.
std::vector<State> next_for(State from, Roles roles);

bool is_open(State state);        // its content may be written
bool is_filed(State state);       // it left the house and has not come back
bool is_advised(State state);     // the forum has spoken
bool is_decided(State state);     // the governor has
bool is_live(State state);        // neither withdrawn nor refused

// Where a state stands on the line that the page shows, and what that line is.
inline constexpr State kLine[] = {State::draft, State::anchored, State::uh_confirmed,
                                  State::submitted, State::in_forum, State::recommended,
                                  State::granted};
std::size_t place_on_line(State state);

// --- the deadline (R4)

// «23.59» or «23:59» as a minute of the day; nothing for what is no time.
std::optional<int> minute_of(std::string_view time);
// The last moment: the end of the minute, so 23.59 counts to 23:59:59.
Instant last_moment(Date due, int minute);
bool in_time(Instant now, Instant last);

struct TimeLeft {
  bool over = false;
  std::int64_t days = 0, hours = 0, minutes = 0;  // whole ones of what is left, or has gone since
};
TimeLeft time_left(Instant now, Instant last);

// --- years (R6) and rules (R10)

// «2026/27» for 2026.
std::string school_year_name(std::int64_t year);
// The day whose rules apply: that of the decision, else of the forum, else the deadline.
std::optional<Date> day_of_rules(const Round& round);
// Calendar years that a statement of this round may begin with: that of the school year, to spare
// those who write by mistake another century.
bool is_near(std::int64_t year, std::int64_t school_year);

}  // namespace samloft::statements

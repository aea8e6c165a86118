// Clock times, who counts, and what a decision needs. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "governance/governance.h"

namespace samloft::governance {

// --- clock times

// Minutes since midnight of what people type: 9, 9.30, 09:30, 0930. Nothing for what is no time.
std::optional<int> minutes_of(std::string_view typed);
// 09.30
std::string clock(int minutes);
// The text as it is stored: 09.30; unchanged where it is no time.
std::string tidy_time(std::string_view typed);

// The same weekday of the next month: the third Wednesday after a third Wednesday. A fifth one becomes
// the last.
Date same_weekday_next_month(Date day);

// When each item begins, from the start of the meeting and the planned minutes; the last is the end.
std::vector<int> starts_of(int start, const std::vector<std::int64_t>& planned);

// --- who counts

struct SeatPresence {
  Uuid seat, organisation;
  bool is_held = false;
  bool votes = false;
  bool is_governor = false;  // of the county: never counted (R5)
  std::optional<Presence> presence;
};

struct Quorum {
  std::int64_t voting = 0;   // voting seats that somebody holds
  std::int64_t needed = 0;
  std::int64_t present = 0;  // of them, themselves or by deputy
  bool is_reached() const { return present >= needed && needed > 0; }
};
// `asked` is what the body says; without it more than half. Those left out are not counted as present.
Quorum quorum_of(const std::vector<SeatPresence>& seats, std::optional<std::int64_t> asked,
                 const std::vector<Uuid>& left_out = {});

// The seats whose organisation is party to the matter (R23).
std::vector<Uuid> seats_of_parties(const std::vector<SeatPresence>& seats,
                                   const std::vector<Uuid>& parties);

// --- decisions

struct Ballot {
  Mode mode = Mode::consensus;
  std::optional<std::int64_t> in_favour, against, abstained;
  std::vector<Uuid> disqualified;
};
// What is wrong with a decision, by field.
std::vector<FieldError> decision_faults(const Ballot& ballot, const std::vector<SeatPresence>& seats,
                                        std::optional<std::int64_t> asked);
// Whether it was carried: nobody objected, or more were for than against.
bool is_carried(const Ballot& ballot);

// --- states

bool may_follow(MeetingState from, MeetingState to);
// Whether agenda and minutes may be written.
bool is_open(MeetingState state);
// Whether the meeting has been held, and minutes are what is read of it.
bool has_been(MeetingState state);

// --- agendas

// Numbers items 1, 2, 3 … after one of them was moved a step; the order is theirs.
std::vector<Uuid> moved(std::vector<Uuid> items, const Uuid& item, Direction direction);

}  // namespace samloft::governance

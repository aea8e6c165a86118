// Clock times, who counts, and what a decision needs.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"

namespace samloft::governance {
namespace {

constexpr int kDayMinutes = 24 * 60;

bool has(const std::vector<Uuid>& all, const Uuid& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool counts(const SeatPresence& seat) { return seat.is_held && seat.votes && !seat.is_governor; }

bool is_there(const SeatPresence& seat) {
  return seat.presence == Presence::present || seat.presence == Presence::deputy;
}

// 9 and 30 of «9.30», «09:30» and «0930».
std::optional<std::pair<int, int>> parts_of(const std::string& text) {
  const auto mark = text.find_first_of(".:");
  std::string hours = text.substr(0, mark), minutes = "0";
  if (mark != std::string::npos) minutes = text.substr(mark + 1);
  else if (text.size() == 4) { hours = text.substr(0, 2); minutes = text.substr(2); }
  if (mark != std::string::npos && minutes.size() != 2) return std::nullopt;
  if (hours.empty() || hours.size() > 2) return std::nullopt;
  const auto h = whole_number(hours, -1), m = whole_number(minutes, -1);
  if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
  return std::pair{static_cast<int>(h), static_cast<int>(m)};
}

}  // namespace

std::optional<int> minutes_of(std::string_view typed) {
  const auto parts = parts_of(trimmed(typed));
  if (!parts) return std::nullopt;
  return parts->first * 60 + parts->second;
}

std::string clock(int minutes) {
  const int within = (minutes % kDayMinutes + kDayMinutes) % kDayMinutes;
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(within / 60) + "." + two(within % 60);
}

std::string tidy_time(std::string_view typed) {
  const auto minutes = minutes_of(typed);
  return minutes ? clock(*minutes) : trimmed(typed);
}

Date same_weekday_next_month(Date day) {
  using namespace std::chrono;
  const year_month_day now{day.days()};
  const year_month next = year_month(now.year(), now.month()) + months(1);
  const weekday on(day.days());
  const unsigned nth = (static_cast<unsigned>(now.day()) - 1) / 7 + 1;
  if (nth == 5) return Date(sys_days(next / on[last]));
  return Date(sys_days(next / on[nth]));
}

std::vector<int> starts_of(int start, const std::vector<std::int64_t>& planned) {
  std::vector<int> all{start};
  for (const std::int64_t minutes : planned)
    all.push_back(all.back() + static_cast<int>(std::clamp<std::int64_t>(minutes, 0, kDayMinutes)));
  return all;
}

Quorum quorum_of(const std::vector<SeatPresence>& seats, std::optional<std::int64_t> asked,
                 const std::vector<Uuid>& left_out) {
  Quorum quorum;
  for (const SeatPresence& seat : seats) {
    if (!counts(seat)) continue;
    ++quorum.voting;
    if (is_there(seat) && !has(left_out, seat.seat)) ++quorum.present;
  }
  quorum.needed = asked.value_or(quorum.voting / 2 + 1);
  return quorum;
}

std::vector<Uuid> seats_of_parties(const std::vector<SeatPresence>& seats,
                                   const std::vector<Uuid>& parties) {
  std::vector<Uuid> all;
  for (const SeatPresence& seat : seats)
    if (seat.organisation && has(parties, seat.organisation)) all.push_back(seat.seat);
  return all;
}

std::vector<FieldError> decision_faults(const Ballot& ballot, const std::vector<SeatPresence>& seats,
                                        std::optional<std::int64_t> asked) {
  std::vector<FieldError> errors;
  for (const Uuid& seat : ballot.disqualified) {
    if (std::none_of(seats.begin(), seats.end(), [&](const auto& one) { return one.seat == seat; }))
      errors.push_back({"disqualified", N_("Velg plasser i organet som holdt møtet.")});
  }
  const Quorum quorum = quorum_of(seats, asked, ballot.disqualified);
  if (!quorum.is_reached()) {
    errors.push_back(
        {"mode", {N_("Møtet er ikke vedtaksført i denne saken: {} av {} med stemmerett er til stede og kan stemme, og det kreves {}. Før oppmøtet først, eller utsett saken."),
                  {std::to_string(quorum.present), std::to_string(quorum.voting),
                   std::to_string(quorum.needed)}}});
    return errors;
  }
  const std::int64_t in_favour = ballot.in_favour.value_or(0), against = ballot.against.value_or(0),
                     abstained = ballot.abstained.value_or(0);
  if (in_favour < 0 || against < 0 || abstained < 0 || in_favour > 1000 || against > 1000 || abstained > 1000) {
    errors.push_back({"in_favour", N_("Skriv antall stemmer som hele tall.")});
  } else if (ballot.mode == Mode::consensus) {
    if (against > 0)
      errors.push_back({"against", N_("Ved enighet er ingen imot. Velg avstemning i stedet.")});
  } else if (in_favour + against + abstained == 0) {
    errors.push_back({"in_favour", N_("Skriv hvor mange som stemte for og imot.")});
  } else if (in_favour + against + abstained > quorum.present) {
    errors.push_back({"in_favour", {N_("Det er ført {} stemmer, men bare {} som kan stemme, er til stede."),
                                    {std::to_string(in_favour + against + abstained),
                                     std::to_string(quorum.present)}}});
  }
  return errors;
}

bool is_carried(const Ballot& ballot) {
  return ballot.mode == Mode::consensus ||
         ballot.in_favour.value_or(0) > ballot.against.value_or(0);
}

bool may_follow(MeetingState from, MeetingState to) {
  if (from == MeetingState::circulated && to == MeetingState::held) return true;
  if (from == MeetingState::called && to == MeetingState::called_off) return true;
  if (from == MeetingState::called_off) return to == MeetingState::draft;
  if (to == MeetingState::called_off) return false;
  return static_cast<int>(to) == static_cast<int>(from) + 1;
}

bool is_open(MeetingState state) { return state < MeetingState::circulated; }

bool has_been(MeetingState state) {
  return state >= MeetingState::held && state != MeetingState::called_off;
}

std::vector<Uuid> moved(std::vector<Uuid> items, const Uuid& item, Direction direction) {
  const auto at = std::find(items.begin(), items.end(), item);
  if (at == items.end()) return items;
  if (direction == Direction::up && at != items.begin()) std::iter_swap(at, at - 1);
  if (direction == Direction::down && at + 1 != items.end()) std::iter_swap(at, at + 1);
  return items;
}

}  // namespace samloft::governance

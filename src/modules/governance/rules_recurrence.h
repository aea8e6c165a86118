// Days of recurring meetings, and the days on which nobody meets. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/record.h"
#include "base/result.h"

namespace samloft::governance {

// Easter Sunday, by the Gregorian reckoning (Meeus, Astronomical Algorithms, chapter 8).
Date easter(int year);
// Sundays aside, the days that Norwegian law makes free: New Year's Day, Maundy Thursday to Easter
// Monday, the first and the seventeenth of May, Ascension, Whit Sunday and Monday, Christmas.
bool is_public_holiday(Date day);

inline constexpr int kMostPlanned = 60;      // at once
inline constexpr int kLongestPlan = 3 * 366;  // days ahead of the first

// Every so many weeks; the same day of the month; the same weekday of it (the third Wednesday); the last
// such weekday of it; as listed.
enum class Rhythm { weeks, month_day, month_weekday, last_weekday, list };

struct Recurrence {
  Rhythm rhythm = Rhythm::month_weekday;
  Date first;
  int every = 1;            // weeks or months
  Date until;               // the last day there may be a meeting
  std::vector<Date> list;   // for Rhythm::list, in any order
};
// What is wrong with it, by field: every, until, list.
std::vector<FieldError> recurrence_faults(const Recurrence& plan);

enum class Avoided { none, weekend, holiday, july };
struct PlannedDay {
  Date day;
  Avoided avoided = Avoided::none;  // why nobody would meet then
};
// The days in order, each once, kMostPlanned at most. A fifth weekday and a 31st that a month lacks
// become its last.
std::vector<PlannedDay> days_of(const Recurrence& plan);

// The days of a pasted list: a line or a comma each. Nothing for a text that holds something else.
struct PastedDays {
  std::vector<Date> days;
  std::string unread;  // the first that is no day; empty: all were read
};
PastedDays pasted_days(std::string_view text);

}  // namespace samloft::governance

template <>
struct samloft::ChoicesOf<samloft::governance::Rhythm> {
  static constexpr Choice list[] = {
      {"weeks", N_("Med noen ukers mellomrom, på samme ukedag")},
      {"month_day", N_("Samme dato i måneden, som den 15.")},
      {"month_weekday", N_("Samme ukedag i måneden, som tredje onsdag")},
      {"last_weekday", N_("Den siste slike ukedagen i måneden")},
      {"list", N_("Datoer fra en liste")}};
};

// Days of recurring meetings.
// Tested by rules_recurrence_test.cc

#include "rules_recurrence.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/text.h"

namespace samloft::governance {
namespace {

using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month;
using std::chrono::year_month_day;

bool is_weekend(Date day) {
  const weekday on(day.days());
  return on == std::chrono::Saturday || on == std::chrono::Sunday;
}

year_month month_of(Date day) {
  const year_month_day split{day.days()};
  return split.year() / split.month();
}

Date last_of(year_month month) { return Date(sys_days(month / std::chrono::last)); }

// The day in a month as the first of them has it.
Date day_in(year_month month, const Recurrence& plan) {
  const weekday on(plan.first.days());
  const unsigned nth = (plan.first.day() - 1) / 7 + 1;
  if (plan.rhythm == Rhythm::month_day)
    return std::min(Date(sys_days(month / 1)).plus_days(static_cast<int>(plan.first.day()) - 1), last_of(month));
  if (plan.rhythm == Rhythm::last_weekday || nth == 5)
    return Date(sys_days(month / on[std::chrono::last]));
  return Date(sys_days(month / on[nth]));
}

std::vector<Date> reckoned(const Recurrence& plan) {
  if (plan.rhythm == Rhythm::list) return plan.list;
  std::vector<Date> all;
  year_month month = month_of(plan.first);
  for (Date day = plan.first; day <= plan.until && all.size() <= kMostPlanned;) {
    if (plan.rhythm == Rhythm::weeks) {
      all.push_back(day);
      day = day.plus_days(7 * plan.every);
      continue;
    }
    const Date one = day_in(month, plan);
    if (one >= plan.first && one <= plan.until) all.push_back(one);
    month += std::chrono::months(plan.every);
    day = Date(sys_days(month / 1));
  }
  return all;
}

}  // namespace

Date easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return Date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

bool is_public_holiday(Date day) {
  const unsigned month = day.month(), number = day.day();
  if (month == 1 && number == 1) return true;
  if (month == 5 && (number == 1 || number == 17)) return true;
  if (month == 12 && (number == 25 || number == 26)) return true;
  const auto after_easter = (day.days() - easter(day.year()).days()).count();
  constexpr int kMovable[] = {-3, -2, 0, 1, 39, 49, 50};
  return std::find(std::begin(kMovable), std::end(kMovable), after_easter) != std::end(kMovable);
}

std::vector<FieldError> recurrence_faults(const Recurrence& plan) {
  std::vector<FieldError> errors;
  if (plan.rhythm == Rhythm::list) {
    if (plan.list.empty()) errors.push_back({"list", N_("Lim inn datoene, én på hver linje.")});
    if (plan.list.size() > kMostPlanned)
      errors.push_back({"list", {N_("Det er {} datoer i lista. Lag høyst {} møter om gangen."),
                                 {std::to_string(plan.list.size()), std::to_string(kMostPlanned)}}});
    return errors;
  }
  if (plan.every < 1 || plan.every > 52)
    errors.push_back({"every", N_("Skriv et tall mellom 1 og 52.")});
  if (plan.until < plan.first)
    errors.push_back({"until", N_("Siste dag må komme etter det første møtet.")});
  else if (plan.until > plan.first.plus_days(kLongestPlan))
    errors.push_back({"until", N_("Planlegg høyst tre år om gangen.")});
  if (!errors.empty()) return errors;
  const auto count = reckoned(plan).size();
  if (count > kMostPlanned)
    errors.push_back({"until", {N_("Det blir mer enn {} møter. Velg en tidligere siste dag."),
                                {std::to_string(kMostPlanned)}}});
  if (count == 0)
    errors.push_back({"until", N_("Det blir ingen møter i denne tiden. Velg en senere siste dag.")});
  return errors;
}

std::vector<PlannedDay> days_of(const Recurrence& plan) {
  std::vector<Date> days = reckoned(plan);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  if (days.size() > kMostPlanned) days.resize(kMostPlanned);
  std::vector<PlannedDay> all;
  for (const Date day : days)
    all.push_back({day, is_public_holiday(day) ? Avoided::holiday
                        : is_weekend(day)      ? Avoided::weekend
                        : day.month() == 7     ? Avoided::july
                                               : Avoided::none});
  return all;
}

PastedDays pasted_days(std::string_view text) {
  std::string lines(text);
  std::replace_if(lines.begin(), lines.end(),
                  [](char letter) { return letter == ',' || letter == ';' || letter == '\r' || letter == '\t'; }, '\n');
  PastedDays pasted;
  for (const std::string& line : split(lines, '\n')) {
    const std::string typed = trimmed(line);
    if (typed.empty()) continue;
    const auto day = Date::parse(typed);
    if (day) {
      pasted.days.push_back(*day);
    } else if (pasted.unread.empty()) {
      pasted.unread = typed;
    }
  }
  return pasted;
}

}  // namespace samloft::governance

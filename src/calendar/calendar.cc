// Calendar files. libical escapes, folds between characters, and ends lines with CRLF.
// Tested by calendar_test.cc

#include "calendar/calendar.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>

#include "base/result.h"

namespace samloft::calendar {
namespace {

constexpr int kDayMinutes = 24 * 60;

// Norway's clocks since 1996, by the rule that is the law until it is changed.
constexpr const char* kZone =
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\n"
    "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
    "DTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
    "DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n";

// 2026-01-01: sequences count from here in seconds, and fit 31 bits for as long as people meet.
constexpr std::int64_t kFirstSecond = 1'767'225'600;

struct Freed {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Component = std::unique_ptr<icalcomponent, Freed>;

void put(const Component& to, icalproperty* property) {
  ensure(property != nullptr, "libical has memory");
  icalcomponent_add_property(to.get(), property);
}

icaltimetype day_of(Date day) {
  icaltimetype time = icaltime_null_time();
  time.year = day.year();
  time.month = static_cast<int>(day.month());
  time.day = static_cast<int>(day.day());
  return time;
}

void put_times(const Component& event, const Event& one) {
  const auto put_local = [&](icalproperty* property) {
    icalproperty_add_parameter(property, icalparameter_new_tzid("Europe/Oslo"));
    put(event, property);
  };
  const auto at = [&](int minute) {
    icaltimetype time = day_of(one.day.plus_days(minute / kDayMinutes));
    time.hour = minute % kDayMinutes / 60;
    time.minute = minute % 60;
    return time;
  };
  if (one.starts) {
    put_local(icalproperty_new_dtstart(at(*one.starts)));
    put_local(icalproperty_new_dtend(at(*one.starts + std::max(one.minutes, 1))));
    return;
  }
  icaltimetype day = day_of(one.day);
  day.is_date = 1;
  put(event, icalproperty_new_dtstart(day));
}

icaltimetype moment(Instant instant) {
  return icaltime_from_timet_with_zone(static_cast<time_t>(instant.milliseconds / 1000), 0,
                                       icaltimezone_get_utc_timezone());
}

icalproperty_status status_of(Status status) {
  if (status == Status::cancelled) return ICAL_STATUS_CANCELLED;
  return status == Status::confirmed ? ICAL_STATUS_CONFIRMED : ICAL_STATUS_TENTATIVE;
}

// Nobody's address is written as other calendars write it: what is published must have an organiser.
void put_organiser(const Component& event, const Event& one) {
  icalproperty* organiser = icalproperty_new_organizer(
      one.organiser_mail.empty() ? "invalid:nomail" : ("mailto:" + one.organiser_mail).c_str());
  if (!one.organiser.empty())
    icalproperty_add_parameter(organiser, icalparameter_new_cn(one.organiser.c_str()));
  put(event, organiser);
}

Component event_of(const Event& one, Instant now, const Texts& t) {
  Component event(icalcomponent_new(ICAL_VEVENT_COMPONENT));
  ensure(event != nullptr, "libical has memory");
  const std::int64_t second = std::max<std::int64_t>(0, one.changed.milliseconds / 1000 - kFirstSecond);
  put(event, icalproperty_new_uid(one.uid.c_str()));
  put(event, icalproperty_new_sequence(static_cast<int>(second & 0x7fffffff)));
  put(event, icalproperty_new_dtstamp(moment(now)));
  put(event, icalproperty_new_lastmodified(moment(one.changed)));
  put_times(event, one);
  const std::string title =
      one.status == Status::cancelled ? t.fill(N_("Avlyst: {}"), {one.title}) : one.title;
  put(event, icalproperty_new_summary(title.c_str()));
  if (!one.place.empty()) put(event, icalproperty_new_location(one.place.c_str()));
  if (!one.description.empty()) put(event, icalproperty_new_description(one.description.c_str()));
  if (!one.address.empty()) put(event, icalproperty_new_url(one.address.c_str()));
  put_organiser(event, one);
  put(event, icalproperty_new_status(status_of(one.status)));
  return event;
}

}  // namespace

std::string file_of(const std::string& name, const std::vector<Event>& events, Instant now,
                    const Texts& t) {
  Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  ensure(calendar != nullptr, "libical has memory");
  put(calendar, icalproperty_new_prodid("-//Samløft//Samløft//NO"));
  put(calendar, icalproperty_new_version("2.0"));
  put(calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
  icalproperty* shown = icalproperty_new_x(name.c_str());
  icalproperty_set_x_name(shown, "X-WR-CALNAME");
  put(calendar, shown);
  icalcomponent_add_component(calendar.get(), icalcomponent_new_from_string(kZone));
  for (const Event& one : events)
    icalcomponent_add_component(calendar.get(), event_of(one, now, t).release());
  const std::unique_ptr<char, Freed> text(icalcomponent_as_ical_string_r(calendar.get()));
  ensure(text != nullptr, "libical writes what it holds");
  return text.get();
}

}  // namespace samloft::calendar

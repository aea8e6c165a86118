// Calendar files (iCalendar, RFC 5545), through libical.
//
// Times are what clocks in Oslo show. The file carries that zone with its rule for summer time, so a
// meeting at nine is at nine in March and in April, whatever zone the reader's calendar lives in.
//
// A file publishes (METHOD:PUBLISH, RFC 5546): who opens it has the event in the calendar, and nobody
// is asked to answer, since answers would go to an address that nobody reads. The same uid with a
// higher sequence takes the place of what was there. What is cancelled says so in its title too:
// calendars disagree on what they do with a cancelled event.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/texts.h"

namespace samloft::calendar {

// The media type of a file, as mails and answers say it.
inline constexpr std::string_view kType = "text/calendar; charset=utf-8; method=PUBLISH";

enum class Status { tentative, confirmed, cancelled };

struct Event {
  std::string uid;      // the same for ever, and nobody else's
  Instant changed;      // when it last changed; the sequence follows from it
  Date day;
  std::optional<int> starts;  // minutes since midnight; nothing: the whole day
  int minutes = 60;           // how long it takes
  std::string title, place, description, address;
  std::string organiser, organiser_mail;
  Status status = Status::confirmed;
};

// One file of all the events, in the reader's language.
std::string file_of(const std::string& name, const std::vector<Event>& events, Instant now,
                    const Texts& t);

}  // namespace samloft::calendar

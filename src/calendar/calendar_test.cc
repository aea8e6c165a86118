#include "calendar/calendar.h"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include "base/text.h"

namespace samloft::calendar {
namespace {

constexpr Instant kNow{1795572000000};  // 2026-11-25 03.00 in Oslo

Event meeting(Date day = Date(2026, 9, 16)) {
  Event event;
  event.uid = "01hxyz@samloft";
  event.changed = Instant::parse_iso("2026-08-01T10:00:00.000Z");
  event.day = day;
  event.starts = 9 * 60;
  event.minutes = 90;
  event.title = "Styringsgruppa";
  return event;
}

std::string file(const Event& event, const Texts& t = Texts()) {
  return file_of("Styringsgruppas møter", {event}, kNow, t);
}

// The file as a calendar program reads it: folded lines are whole again.
std::vector<std::string> lines(const std::string& text) {
  std::string whole = text;
  for (auto at = whole.find("\r\n "); at != std::string::npos; at = whole.find("\r\n ", at))
    whole.erase(at, 3);
  std::vector<std::string> all;
  for (auto at = whole.find("\r\n"); at != std::string::npos; at = whole.find("\r\n")) {
    all.push_back(whole.substr(0, at));
    whole.erase(0, at + 2);
  }
  EXPECT_EQ(whole, "") << "the last line ends too";
  return all;
}
bool has(const std::string& text, const std::string& line) {
  for (const std::string& one : lines(text))
    if (one == line) return true;
  return false;
}

// When an event begins, by libical's own reading of the file with the zone that is in it.
Instant begins(const std::string& text) {
  icalcomponent* calendar = icalparser_parse_string(text.c_str());
  EXPECT_NE(calendar, nullptr);
  EXPECT_TRUE(icalrestriction_check(calendar)) << text;
  icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
  const icaltimetype start = icalcomponent_get_dtstart(event);
  const auto seconds = icaltime_as_timet_with_zone(start, icaltime_get_timezone(start));
  icalcomponent_free(calendar);
  return Instant{static_cast<std::int64_t>(seconds) * 1000};
}

TEST(Calendar, WritesAWholeFile) {
  Event event = meeting();
  event.place = "Rådhuset, rom 2";
  event.description = "1. Sak; \"én\", to \\ tre\n2. Ny linje";
  event.address = "https://samloft.example/hjemme/meetings/x";
  event.organiser = "Kari \"Leder\" Lunde; Å";
  event.organiser_mail = "kari@fjordby.example";
  const std::string text = file(event);
  EXPECT_EQ(lines(text), (std::vector<std::string>{
                             "BEGIN:VCALENDAR",
                             "PRODID:-//Samløft//Samløft//NO",
                             "VERSION:2.0",
                             "METHOD:PUBLISH",
                             "X-WR-CALNAME:Styringsgruppas møter",
                             "BEGIN:VTIMEZONE",
                             "TZID:Europe/Oslo",
                             "BEGIN:DAYLIGHT",
                             "TZOFFSETFROM:+0100",
                             "TZOFFSETTO:+0200",
                             "TZNAME:CEST",
                             "DTSTART:19960331T020000",
                             "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
                             "END:DAYLIGHT",
                             "BEGIN:STANDARD",
                             "TZOFFSETFROM:+0200",
                             "TZOFFSETTO:+0100",
                             "TZNAME:CET",
                             "DTSTART:19961027T030000",
                             "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
                             "END:STANDARD",
                             "END:VTIMEZONE",
                             "BEGIN:VEVENT",
                             "UID:01hxyz@samloft",
                             "SEQUENCE:18352800",
                             "DTSTAMP:20261125T020000Z",
                             "LAST-MODIFIED:20260801T100000Z",
                             "DTSTART;TZID=Europe/Oslo:20260916T090000",
                             "DTEND;TZID=Europe/Oslo:20260916T103000",
                             "SUMMARY:Styringsgruppa",
                             "LOCATION:Rådhuset\\, rom 2",
                             "DESCRIPTION:1. Sak\\; \"én\"\\, to \\\\ tre\\n2. Ny linje",
                             "URL:https://samloft.example/hjemme/meetings/x",
                             "ORGANIZER;CN=\"Kari ^'Leder^' Lunde; Å\":mailto:kari@fjordby.example",
                             "STATUS:CONFIRMED",
                             "END:VEVENT",
                             "END:VCALENDAR"}));
}

TEST(Calendar, FoldsLongLinesBetweenCharacters) {
  for (const std::string letter : {"å", "ضا", "𝄞", "x", "bø ", "\n"}) {
    Event event = meeting();
    for (int times = 0; times < 300; ++times) event.description += letter;
    event.description += "slutt";
    const std::string text = file(event);
    std::size_t at = 0;
    for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", at)) {
      const std::string line = text.substr(at, end - at);
      EXPECT_LE(line.size(), 75u) << line;
      EXPECT_TRUE(is_clean_text(line)) << "a character was cut in two";
      EXPECT_EQ(line.find('\n'), std::string::npos);
      at = end + 2;
    }
    icalcomponent* read = icalparser_parse_string(text.c_str());
    icalcomponent* inner = icalcomponent_get_first_component(read, ICAL_VEVENT_COMPONENT);
    EXPECT_EQ(icalcomponent_get_description(inner), event.description) << "nothing is lost";
    icalcomponent_free(read);
  }
}

TEST(Calendar, KeepsTheClockAcrossSummerTime) {
  // The Sundays of the change in 2026, and the days around them.
  for (const Date day : {Date(2026, 3, 27), Date(2026, 3, 29), Date(2026, 3, 30), Date(2026, 10, 23),
                         Date(2026, 10, 25), Date(2026, 10, 26), Date(2030, 7, 1), Date(2027, 1, 4)}) {
    const std::string text = file(meeting(day));
    EXPECT_EQ(begins(text), local_instant(day, 9 * 60)) << day.iso();
    std::string plain = day.iso();
    std::erase(plain, '-');
    EXPECT_TRUE(has(text, "DTSTART;TZID=Europe/Oslo:" + plain + "T090000"));
    EXPECT_TRUE(has(text, "ORGANIZER:invalid:nomail"));
  }
}

TEST(Calendar, KnowsMeetingsThatLastPastMidnightAndDaysWithoutATime) {
  Event late = meeting(Date(2026, 12, 31));
  late.starts = 23 * 60;
  EXPECT_TRUE(has(file(late), "DTEND;TZID=Europe/Oslo:20270101T003000"));
  late.starts.reset();
  EXPECT_TRUE(has(file(late), "DTSTART;VALUE=DATE:20261231"));
}

TEST(Calendar, TellsWhatIsNewerAndWhatIsCancelled) {
  Event event = meeting();
  const std::string before = file(event);
  event.changed.milliseconds += 1000;
  event.status = Status::cancelled;
  const std::string after = file(event, Texts(Language::english));
  EXPECT_TRUE(has(before, "SEQUENCE:18352800") && has(after, "SEQUENCE:18352801"));
  EXPECT_TRUE(has(before, "UID:01hxyz@samloft") && has(after, "UID:01hxyz@samloft"));
  EXPECT_TRUE(has(after, "STATUS:CANCELLED"));
  EXPECT_TRUE(has(after, "SUMMARY:Cancelled: Styringsgruppa")) << after;
  event.status = Status::tentative;
  EXPECT_TRUE(has(file(event), "STATUS:TENTATIVE"));
  event.changed = Instant{0};
  EXPECT_TRUE(has(file(event), "SEQUENCE:0"));
}

TEST(Calendar, HoldsAllMeetingsOfASeries) {
  std::vector<Event> many;
  for (int i = 0; i < 100; ++i) {
    many.push_back(meeting(Date(2026, 1, 5).plus_days(7 * i)));
    many.back().uid = std::to_string(i) + "@samloft";
  }
  const std::string text = file_of("Serie", many, kNow, Texts());
  int events = 0, zones = 0;
  for (const std::string& line : lines(text)) {
    events += line == "BEGIN:VEVENT";
    zones += line == "BEGIN:VTIMEZONE";
  }
  EXPECT_EQ(events, 100);
  EXPECT_EQ(zones, 1);
}

}  // namespace
}  // namespace samloft::calendar

// Days and instants: what is read is a day of ours, and reads back from what it is printed as.

#include "base/date.h"

#include "target.h"

using namespace samloft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  if (const auto day = Date::parse(text)) {
    ensure(day->year() >= 1900 && day->year() <= 2199, "a day is of our times");
    ensure(Date::parse(day->iso()) == day, "a day reads back");
    ensure(local_day(end_of_day(*day)) == *day, "a day ends on itself");
  }
  const Instant instant = Instant::parse_iso(text);
  if (instant.milliseconds != 0) {
    ensure(Instant::parse_iso(instant.iso()) == instant, "an instant reads back");
    ensure(local_time(instant).size() == 5, "a time has hours and minutes");
  }
  return 0;
}

// Guests who knock.
// Tested by guest_door_test.cc

#include "access/guest_door.h"

#include "access/at_door.h"
#include "access/failures.h"
#include "access/site.h"
#include "db/db.h"

namespace samloft::access {
namespace {

std::string knocker(const Visit& visit, std::string_view door) {
  return std::string(door) + ":" + visit.request.client;
}

}  // namespace

bool is_shut(const Visit& visit, std::string_view door, std::int64_t most) {
  return visit.site.parts().registry.read([&](db::Connection& registry) {
    return too_many(registry, knocker(visit, door), most, visit.now);
  });
}

void count_wrong(const Visit& visit, std::string_view door, std::int64_t most) {
  bool closes = false;
  const auto counted = visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
    const std::string subject = knocker(visit, door);
    const bool was_closed = too_many(registry, subject, most, visit.now);
    count_failure(registry, subject, visit.now);
    closes = !was_closed && too_many(registry, subject, most, visit.now);
    return {};
  });
  ensure(counted.has_value(), "counting has no problems");
  if (closes) tally(AtDoor::answers_close);
}

}  // namespace samloft::access

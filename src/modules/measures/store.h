// The queries of measures beside those that every kind has.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace samloft::db {
class Connection;
}

namespace samloft::measures {

struct MeasureRow {
  Uuid id;
  std::string title;
  std::string state;  // code
  Period period;
};
// Every measure in order of its start, at most `limit`; one statement.
std::vector<MeasureRow> measures_by_start(db::Connection& db, std::int64_t limit);

struct ParticipantRow {
  Uuid id;
  std::string who;
  std::string attendance;  // code
  std::int64_t estimated_count;  // 0: not stated
};
std::vector<ParticipantRow> participants_of(db::Connection& db, const Uuid& measure);

}  // namespace samloft::measures

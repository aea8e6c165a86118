// The queries of measures beside those that every kind has.
#pragma once

#include <string>
#include <vector>

#include "measures/measures.h"

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

// Another dose of the measure for that unit or group in that half-year.
bool has_same_dose(db::Connection& db, const Dose& dose);

// P13: every theme by title, with how many measures it has that are not stopped and the hours that
// they plan for each participant.
struct ThemeRow {
  Uuid id;
  std::string title, depth;
  std::int64_t measures, hours;
};
std::vector<ThemeRow> themes(db::Connection& db);
std::int64_t measures_without_theme(db::Connection& db);

// P14: the units that are named in measures as fixed participants and in programmes, with when.
// Measures that are stopped do not count, nor do those that are only proposed.
struct EngagementRow {
  Uuid unit, of;
  std::string unit_name, title;
  bool is_measure = true;
  Period period;
};
std::vector<EngagementRow> engagements(db::Connection& db);
// Measures that count and name no unit: nobody can tell whom they are for.
std::vector<std::pair<Uuid, std::string>> measures_without_units(db::Connection& db);

}  // namespace samloft::measures

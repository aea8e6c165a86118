// The rules of the kinds of goals, each in the source of its noun. Private to the verbs.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "base/viewer.h"

namespace samloft {
struct Record;
}
namespace samloft::db {
class Connection;
}
namespace samloft::records {
struct Work;
}

namespace samloft::goals {

struct Sign;
struct Measurement;

// Those who write goals; and those whose word binds both partners.
inline constexpr Roles kGoalWriters{Role::coordinator, Role::owner_leader, Role::ppt_lead,
                                    Role::university_lead};
inline constexpr Roles kGoalJudges{Role::owner_leader, Role::university_lead};

// R13 from the other side: whether the goal that this sign is part of is judged attained, and would
// lack its ground with the sign, or the measurement, as it is given; without it, where there is
// none.
struct Change {
  Uuid sign;                      // that is changed, or whose measurement is
  const Sign* to_sign = nullptr;  // the sign as it will be
  Uuid measurement = {};          // that is changed or taken away
  const Measurement* to_measurement = nullptr;
};
bool takes_ground_away(db::Connection& db, const Change& change);

void tidy_measurement(Record& record);
void check_measurement(db::Connection& db, const Record& record, std::vector<FieldError>& errors);
void check_measurement_now(records::Work& work, const Record& record,
                           std::vector<FieldError>& errors);
std::optional<Message> hold_measurement(db::Connection& db, const Record& record);

void check_scale(db::Connection& db, const Record& record, std::vector<FieldError>& errors);
void check_scale_now(records::Work& work, const Record& record, std::vector<FieldError>& errors);
std::optional<Message> hold_scale(db::Connection& db, const Record& record);
void check_score(db::Connection& db, const Record& record, std::vector<FieldError>& errors);
void check_score_now(records::Work& work, const Record& record, std::vector<FieldError>& errors);

}  // namespace samloft::goals

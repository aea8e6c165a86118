// The queries of involvement beside those that every kind has.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "rules.h"

namespace samloft::db {
class Connection;
}

namespace samloft::involvement {

// What was asked about one need or measure until the day.
Asked asked_about(db::Connection& db, const Uuid& about, Date day);

// The participants of one measure.
std::map<Uuid, std::vector<Group>> groups_of(db::Connection& db, const Uuid& measure);

// The private kindergartens and schools that exist on the day, in order of name.
std::vector<PrivateUnit> private_units(db::Connection& db, Date day);

// The invitations until the day, oldest first.
std::vector<InvitationRow> invitations_until(db::Connection& db, Date day);

// How the invitations to a measure, or to all of the partnership, were answered, by owner type.
struct AnswerRow {
  std::string owner_type, answer;
  std::int64_t count;
};
std::vector<AnswerRow> answers_to(db::Connection& db, const Uuid& measure);

struct Named {
  Uuid id;
  std::string title;
};
// Needs that the partnership builds on, and measures that are not over, in order of title.
std::vector<Named> needs_in_use(db::Connection& db);
std::vector<Named> measures_under_way(db::Connection& db);

// All but the entries; five statements. The entries; two.
Known known_in(db::Connection& db, Date day);
void add_entries(db::Connection& db, Known& known);
// The kinds of record that it is made of.
std::vector<std::string> kinds_of_known();

// Whether the person leads the unit or works for its owner on the day.
bool speaks_for(db::Connection& db, const Uuid& person, const Uuid& unit, Date day);

}  // namespace samloft::involvement

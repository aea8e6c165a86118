// Letters that wait, who has been told what, and who begins to hold a seat. Private.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store.h"

namespace samloft::governance {

void queue_letter(db::Connection& db, const Uuid& meeting, Tidings about, Instant now);
// The members know now when and where the meeting is to be.
void note_told(db::Connection& db, const Meeting& meeting);
// Called meetings that are not as their members know them, and that nobody has changed for five minutes.
std::vector<Uuid> moved_since_told(db::Connection& db, Instant now);
// Claims the oldest letter of the queue.
std::optional<LetterJob> next_letter(db::Connection& db, Instant now);

// Who leads the body on the day.
struct Host {
  std::string name, mail;
};
Host host_of(db::Connection& db, const Uuid& body, Date day);

// --- hand-over

struct NewHolder {
  Uuid holding, seat;
};
// Who began to hold a seat between the days, as brief_new_holders() says.
std::vector<NewHolder> new_holders(db::Connection& db, Date since, Date today);
// The holding of the seat on the day; empty: vacant.
Uuid holding_of(db::Connection& db, const Uuid& seat, Date day);
bool is_briefed(db::Connection& db, const Uuid& holding, const Uuid& by_other_than);

}  // namespace samloft::governance

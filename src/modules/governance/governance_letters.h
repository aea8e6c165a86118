// What letters and calendar files are made of. Private.
#pragma once

#include <string>
#include <vector>

#include "access/letters.h"
#include "calendar/calendar.h"
#include "governance_book.h"
#include "store_letters.h"
#include "store_register.h"

namespace samloft::governance {

// «Styringsgruppa, 12.03.2026»
std::string name_of(const Texts& t, const Head& head);
// How long the items take, in minutes.
int planned_minutes(const std::vector<ItemRow>& items);
// A meeting as an event in the calendar; `agenda` are its items, a line each, and may be empty.
calendar::Event event_of(const Head& head, int planned, const std::string& agenda,
                         const std::string& address, const Host& host);
// 1. Sak, a line each
std::string lines_of(const std::vector<ItemRow>& items);

// What a new holder of a seat should know. Open tasks of the seat, and what the body has decided since
// the series began, the newest first; a letter leaves out what is confidential.
struct Summary {
  std::vector<OutcomeRow> decisions, tasks;
};
Summary summary_of(db::Connection& db, const Viewer& viewer, const SeatName& seat);
access::Letter briefing_letter(const SeatName& seat, const Summary& summary, const Sender& sender);
// Notes that the holder of the seat was sent it.
Result<void> note_briefed(records::Work& work, const Uuid& holding);

}  // namespace samloft::governance

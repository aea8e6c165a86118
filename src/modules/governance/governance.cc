// What the records of governance are, and the rules between them.
// Tested by governance_test.cc

#include "governance/governance.h"

#include <algorithm>

#include "base/text.h"
#include "document/document.h"
#include "governance_kinds.h"
#include "records/image.h"
#include "records/kind.h"
#include "records/records.h"
#include "records/store.h"
#include "rules.h"
#include "store.h"
#include "store_letters.h"

namespace samloft::governance {
namespace {

constexpr std::size_t kLongestContent = 4'000'000;
constexpr std::int64_t kLongestItem = 24 * 60;

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

const records::Kind& kind_named(std::string_view name) {
  const auto& all = kinds();
  return *std::find_if(all.begin(), all.end(), [&](const auto& kind) { return kind.name == name; });
}

template <class T>
std::optional<T> stored(db::Connection& db, std::string_view kind, const Uuid& id) {
  return records::find<T>(db, kind_named(kind), id);
}

template <class T>
bool same(T one, T other) {
  return records::image(one) == records::image(other);
}

// --- what is frozen

Message frozen_message(MeetingState state) {
  return state == MeetingState::approved
             ? Message(N_("Referatet er godkjent og kan ikke endres. Legg rettelsen som en sak i et senere møte."))
             : Message(N_("Referatet er sendt ut. Ta det tilbake på møtets side for å rette det."));
}

// Nothing of a meeting changes once its minutes are out. What is stored already may be said again: a
// partnership file asks the rules of items after the minutes have come.
template <class T>
void check_frozen(db::Connection& db, const Uuid& meeting, std::string_view kind, const T& record,
                  std::string_view field, std::vector<FieldError>& errors) {
  const auto state = frozen_state(db, meeting);
  if (!state || is_open(*state)) return;
  const auto before = stored<T>(db, kind, record.id);
  if (!before || !same(*before, record)) add(errors, std::string(field), frozen_message(*state));
}

std::optional<Message> hold_frozen(db::Connection& db, const Uuid& meeting) {
  const auto state = frozen_state(db, meeting);
  if (!state || is_open(*state)) return std::nullopt;
  return frozen_message(*state);
}

// --- times

void check_times(const std::string& starts, const std::string& ends, std::vector<FieldError>& errors) {
  const auto wrong = Message(N_("Skriv klokkeslettet slik: 09.00"));
  const auto from = minutes_of(starts), until = minutes_of(ends);
  if (!starts.empty() && !from) add(errors, "starts", wrong);
  if (!ends.empty() && !until) add(errors, "ends", wrong);
  if (from && until && *until <= *from) add(errors, "ends", N_("Møtet må slutte etter at det begynner."));
}

void tidy_series(Record& record) {
  auto& series = static_cast<MeetingSeries&>(record);
  series.starts = tidy_time(series.starts);
  series.ends = tidy_time(series.ends);
}

void check_series(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& series = static_cast<const MeetingSeries&>(record);
  check_times(series.starts, series.ends, errors);
}

void tidy_meeting(Record& record) {
  auto& meeting = static_cast<Meeting&>(record);
  meeting.starts = tidy_time(meeting.starts);
  meeting.ends = tidy_time(meeting.ends);
}

void check_meeting(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& meeting = static_cast<const Meeting&>(record);
  check_times(meeting.starts, meeting.ends, errors);
  const auto state = frozen_state(db, meeting.id);
  if (!state || is_open(*state)) return;
  Meeting allowed = meeting;
  const auto before = stored<Meeting>(db, "meeting", meeting.id);
  // Minutes that are out may be approved or taken back; nothing else changes.
  if (before && *state == MeetingState::circulated) allowed.state = before->state;
  if (!before || !same(*before, allowed)) add(errors, "held_on", frozen_message(*state));
}

std::optional<Message> hold_meeting(db::Connection& db, const Record& record) {
  const auto state = static_cast<const Meeting&>(record).state;
  if (state == MeetingState::called)
    return Message(N_("Møtet er innkalt og fjernes ikke. Avlys det, så får de innkalte vite det."));
  if (state == MeetingState::called_off)
    return Message(N_("Avlyste møter blir stående, så alle ser at de er avlyst."));
  if (!frozen_state(db, record.id)) return std::nullopt;
  return Message(N_("Referatet fra møtet er sendt ut, og møtet fjernes ikke."));
}

void check_attendance(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& mark = static_cast<const MeetingAttendance&>(record);
  if (has_mark(db, mark.meeting, mark.seat, mark.id))
    add(errors, "seat", N_("Oppmøtet for denne plassen er ført allerede."));
  const bool is_there = mark.presence == Presence::present || mark.presence == Presence::deputy;
  if (is_there && !mark.person) add(errors, "person", N_("Velg hvem som var til stede."));
  check_frozen(db, mark.meeting, "meeting_attendance", mark, "presence", errors);
}

std::optional<Message> hold_attendance(db::Connection& db, const Record& record) {
  return hold_frozen(db, static_cast<const MeetingAttendance&>(record).meeting);
}

// --- items and what is part of them

void check_item(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& item = static_cast<const AgendaItem&>(record);
  if (item.minutes && (*item.minutes < 0 || *item.minutes > kLongestItem))
    add(errors, "minutes", N_("Skriv et antall minutter mellom 0 og 1440."));
  if (item.approves && item.approves == item.meeting)
    add(errors, "approves", N_("Et møte kan ikke godkjenne sitt eget referat."));
  check_frozen(db, item.meeting, "agenda_item", item, "title", errors);
  const auto before = stored<AgendaItem>(db, "agenda_item", item.id);
  if (before && before->meeting != item.meeting)
    add(errors, "meeting", N_("En sak blir i møtet den hører til. Lag en ny sak i det andre møtet."));
}

std::optional<Message> hold_item(db::Connection& db, const Record& record) {
  return hold_frozen(db, static_cast<const AgendaItem&>(record).meeting);
}

void check_paper(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& paper = static_cast<const Paper&>(record);
  const bool is_address = paper.address.starts_with("https://") && paper.address.size() >= 12;
  if (paper.address.empty() ? paper.fingerprint.empty() : !is_address)
    add(errors, "address", N_("Skriv en adresse som begynner med https://"));
  check_frozen(db, meeting_of(db, paper.item), "paper", paper, "title", errors);
}

std::optional<Message> hold_paper(db::Connection& db, const Record& record) {
  return hold_frozen(db, meeting_of(db, static_cast<const Paper&>(record).item));
}

// What belongs to one type of outcome says nothing in another.
void tidy_outcome(Record& record) {
  auto& outcome = static_cast<Outcome&>(record);
  if (outcome.type != OutcomeType::decision) {
    outcome.mode = Mode::consensus;
    outcome.disqualified.clear();
  }
  if (outcome.mode == Mode::consensus) {
    outcome.in_favour.reset();
    if (outcome.against == 0) outcome.against.reset();
    outcome.abstained.reset();
  }
  if (outcome.type == OutcomeType::decision) return;
  outcome.against.reset();
  if (outcome.type == OutcomeType::task) return;
  outcome.seat = outcome.person = {};
  outcome.due.reset();
  outcome.closed_on.reset();
  outcome.task_state = TaskState::open;
}

void check_decision(db::Connection& db, const Outcome& outcome, std::vector<FieldError>& errors) {
  const auto room = room_of(db, outcome.item);
  if (!room) return;
  const auto seats = presences(seats_of(db, room->meeting, room->body, room->held_on));
  Ballot ballot{outcome.mode, outcome.in_favour, outcome.against, outcome.abstained,
                outcome.disqualified};
  if (room->by_organisation)
    for (const Uuid& seat : seats_of_parties(seats, parties_of(db, outcome.item)))
      ballot.disqualified.push_back(seat);
  for (FieldError& error : decision_faults(ballot, seats, room->quorum))
    errors.push_back(std::move(error));
}

// After the minutes are out a task lives on: who has it, by when, and whether it is done.
void check_frozen_outcome(db::Connection& db, const Outcome& outcome, const std::optional<Outcome>& before,
                          std::vector<FieldError>& errors) {
  const auto state = frozen_state(db, meeting_of(db, outcome.item));
  if (!state || is_open(*state)) return;
  if (before && before->type != outcome.type)
    return add(errors, "type", N_("Typen kan bare endres i møtet der den ble til."));
  Outcome allowed = outcome;
  if (before && before->type == OutcomeType::task) {
    allowed.seat = before->seat;
    allowed.person = before->person;
    allowed.due = before->due;
    allowed.task_state = before->task_state;
    allowed.closed_on = before->closed_on;
  }
  if (!before || !same(*before, allowed)) add(errors, "text", frozen_message(*state));
}

void check_outcome(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& outcome = static_cast<const Outcome&>(record);
  const auto before = stored<Outcome>(db, "outcome", outcome.id);
  if (before && before->item != outcome.item)
    add(errors, "item", N_("Punktet blir i saken det ble til i. Skriv et nytt i den andre saken."));
  check_frozen_outcome(db, outcome, before, errors);
  if (!errors.empty()) return;
  if (outcome.type == OutcomeType::task && !outcome.seat && !outcome.person)
    add(errors, "seat", N_("Velg hvem som har oppgaven."));
  const bool is_new = !before || !same(*before, outcome);
  if (outcome.type == OutcomeType::decision && is_new) check_decision(db, outcome, errors);
}

std::optional<Message> hold_outcome(db::Connection& db, const Record& record) {
  return hold_frozen(db, meeting_of(db, static_cast<const Outcome&>(record).item));
}

void check_note(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& note = static_cast<const ItemNote&>(record);
  if (has_note(db, note.item, note.id))
    add(errors, "item", N_("Saken har en intern merknad allerede. Endre den i stedet."));
  check_frozen(db, meeting_of(db, note.item), "item_note", note, "text", errors);
}

std::optional<Message> hold_note(db::Connection& db, const Record& record) {
  return hold_frozen(db, meeting_of(db, static_cast<const ItemNote&>(record).item));
}

void check_minutes(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& minutes = static_cast<const Minutes&>(record);
  if (minutes.fingerprint != document::fingerprint(minutes.content))
    add(errors, "fingerprint", N_("Fingeravtrykket passer ikke til innholdet: noe er endret etter at referatet ble sendt ut."));
  if (minutes.number && has_number(db, minutes.meeting, *minutes.number, minutes.id))
    add(errors, "number", N_("Møtet har et referat med dette nummeret allerede."));
  const auto before = stored<Minutes>(db, "minutes", minutes.id);
  if (!before) return;
  Minutes allowed = minutes;
  if (!before->approved_on) {
    allowed.approved_on = before->approved_on;
    allowed.approved_at = before->approved_at;
  }
  if (!same(*before, allowed)) add(errors, "content", frozen_message(MeetingState::approved));
}

void check_briefing(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& briefing = static_cast<const Briefing&>(record);
  if (is_briefed(db, briefing.holding, briefing.id))
    add(errors, "holding", N_("Oppsummeringen er sendt allerede."));
}

// --- who writes besides the coordinators: the secretary of the body

bool writes_meeting(db::Connection& db, const Viewer& viewer, const Record& record) {
  return is_secretary_of_series(db, viewer, static_cast<const Meeting&>(record).series);
}
template <class Part>
bool writes_part(db::Connection& db, const Viewer& viewer, const Record& record) {
  return is_secretary_of_meeting(db, viewer, static_cast<const Part&>(record).meeting);
}
template <class OfItem>
bool writes_of_item(db::Connection& db, const Viewer& viewer, const Record& record) {
  return is_secretary_of_item(db, viewer, static_cast<const OfItem&>(record).item);
}

}  // namespace

const KindRules& rules_of(std::string_view kind) {
  static const std::pair<std::string_view, KindRules> all[] = {
      {"meeting_series", {tidy_series, check_series, nullptr}},
      {"meeting", {tidy_meeting, check_meeting, hold_meeting, writes_meeting}},
      {"meeting_attendance",
       {nullptr, check_attendance, hold_attendance, writes_part<MeetingAttendance>}},
      {"agenda_item", {nullptr, check_item, hold_item, writes_part<AgendaItem>}},
      {"paper", {nullptr, check_paper, hold_paper, writes_of_item<Paper>}},
      {"outcome", {tidy_outcome, check_outcome, hold_outcome, writes_of_item<Outcome>}},
      {"item_note", {nullptr, check_note, hold_note, writes_of_item<ItemNote>}},
      {"minutes", {nullptr, check_minutes, nullptr}},
      {"briefing", {nullptr, check_briefing, nullptr}},
  };
  return std::find_if(std::begin(all), std::end(all), [&](const auto& one) { return one.first == kind; })
      ->second;
}

std::size_t longest_content() { return kLongestContent; }

}  // namespace samloft::governance

// A meeting on its way from agenda to approved minutes.
// Tested by governance_test.cc

#include <algorithm>

#include "base/text.h"
#include "document/document.h"
#include "governance/governance.h"
#include "records/kind.h"
#include "records/records.h"
#include "records/store.h"
#include "rules.h"
#include "rules_recurrence.h"
#include "store.h"
#include "store_letters.h"

namespace samloft::governance {
namespace {

const records::Kind& kind_in(const records::Work& work, std::string_view name) {
  return *work.kinds.by_name(name);
}

// A verb has said who may; what it stores is then stored as by the system, in the viewer's name.
struct AsVerb {
  explicit AsVerb(const records::Work& work)
      : viewer(work.viewer), work_{work.db, work.kinds, viewer, work.now, work.batch} {
    viewer.system = true;
  }
  records::Work& work() { return work_; }
  Viewer viewer;

 private:
  records::Work work_;
};

bool writes_for(const records::Work& work, const Uuid& meeting) {
  return work.viewer.may(kMeetingWriters) || is_secretary_of_meeting(work.db, work.viewer, meeting);
}

// The meeting, if the viewer may see it.
Result<Meeting> wanted(records::Work& work, const Uuid& id) {
  Meeting meeting;
  if (!records::load_for(work.db, kind_in(work, "meeting"), work.viewer, id, meeting))
    return Problem::not_found();
  return meeting;
}

Result<Meeting> wanted_by_secretary(records::Work& work, const Uuid& id) {
  TRY_ASSIGN(Meeting meeting, wanted(work, id));
  if (!writes_for(work, id)) return Problem::forbidden();
  return meeting;
}

Result<void> move_on(records::Work& work, Meeting& meeting, MeetingState to) {
  if (!may_follow(meeting.state, to))
    return Problem::conflict(N_("Møtet er ikke lenger i den tilstanden. Last siden på nytt."));
  meeting.state = to;
  AsVerb verb(work);
  return records::save(verb.work(), kind_in(work, "meeting"), meeting);
}

Result<void> past_it() {
  return Problem::conflict(N_("Referatet er sendt ut, og møtet kan ikke endres."));
}

std::vector<SeatRow> room_seats(records::Work& work, const Head& head) {
  return seats_of(work.db, head.id, head.body, head.held_on);
}

// A decision that the attendance no longer carries: somebody changed it afterwards.
Result<void> check_decisions(records::Work& work, const Uuid& meeting) {
  for (const OutcomeRow& row : outcomes_of(work.db, meeting, local_day(work.now))) {
    if (row.type != OutcomeType::decision) continue;
    const auto decision = records::find<Outcome>(work.db, kind_in(work, "outcome"), row.id);
    const auto room = room_of(work.db, row.item);
    if (!decision || !room) continue;
    const auto faults = decision_faults(
        {decision->mode, decision->in_favour, decision->against, decision->abstained,
         decision->disqualified},
        presences(seats_of(work.db, meeting, room->body, room->held_on)), room->quorum);
    if (!faults.empty())
      return Problem::conflict({N_("Vedtaket «{}» står ikke lenger: oppmøtet er endret etter at det ble ført. Rett oppmøtet eller vedtaket før referatet sendes ut."),
                                {shortened(row.text, 60)}});
  }
  return {};
}

}  // namespace

Result<void> call(records::Work& work, const Uuid& id) {
  TRY_ASSIGN(Meeting meeting, wanted_by_secretary(work, id));
  if (items_of(work.db, id).empty())
    return Problem::conflict(N_("Sakslista er tom. Legg til en sak før du kaller inn."));
  TRY(move_on(work, meeting, MeetingState::called));
  note_told(work.db, meeting);
  queue_letter(work.db, id, Tidings::called, work.now);
  return {};
}

Result<void> call_off(records::Work& work, const Uuid& id) {
  TRY_ASSIGN(Meeting meeting, wanted_by_secretary(work, id));
  TRY(move_on(work, meeting, MeetingState::called_off));
  queue_letter(work.db, id, Tidings::called_off, work.now);
  return {};
}

Result<void> take_up(records::Work& work, const Uuid& id) {
  TRY_ASSIGN(Meeting meeting, wanted_by_secretary(work, id));
  return move_on(work, meeting, MeetingState::draft);
}

Result<void> hold(records::Work& work, const Uuid& id) {
  TRY_ASSIGN(Meeting meeting, wanted_by_secretary(work, id));
  if (meeting.held_on && *meeting.held_on > local_day(work.now))
    return Problem::conflict(N_("Møtedagen er ikke kommet. Flytt datoen hvis møtet ble holdt før."));
  const auto head = head_of(work.db, work.viewer, id);
  const auto seats = room_seats(work, *head);
  const bool somebody = std::any_of(seats.begin(), seats.end(), [](const SeatRow& seat) {
    return seat.presence == Presence::present || seat.presence == Presence::deputy;
  });
  if (!somebody) return Problem::conflict(N_("Ingen er ført som til stede. Før oppmøtet først."));
  return move_on(work, meeting, MeetingState::held);
}

Result<Uuid> circulate(records::Work& work, const Uuid& id, const std::string& content) {
  TRY_ASSIGN(Meeting meeting, wanted_by_secretary(work, id));
  if (!may_follow(meeting.state, MeetingState::circulated))
    return Problem::conflict(N_("Møtet er ikke lenger i den tilstanden. Last siden på nytt."));
  TRY(check_decisions(work, id));
  Minutes minutes;
  minutes.meeting = id;
  minutes.number = last_number(work.db, id) + 1;
  minutes.circulated_on = local_day(work.now);
  minutes.content = content;
  minutes.fingerprint = document::fingerprint(content);
  TRY_ASSIGN(const Uuid made, records::create_by_verb(work, kind_in(work, "minutes"), minutes));
  TRY(move_on(work, meeting, MeetingState::circulated));
  queue_letter(work.db, id, Tidings::minutes, work.now);
  return made;
}

Result<void> take_back(records::Work& work, const Uuid& id) {
  TRY_ASSIGN(Meeting meeting, wanted_by_secretary(work, id));
  return move_on(work, meeting, MeetingState::held);
}

Result<void> approve(records::Work& work, const Uuid& id, const Uuid& at) {
  TRY_ASSIGN(Meeting meeting, wanted(work, id));
  const auto head = head_of(work.db, work.viewer, id);
  const Chair chair = chair_of(work.db, head->body, work.viewer.person, local_day(work.now));
  const bool may = work.viewer.system || chair.is_theirs ||
                   (!chair.is_held && work.viewer.may(kMeetingWriters));
  if (!may) return Problem::forbidden();
  const auto approvers = approvers_of(work.db, id);
  if (std::none_of(approvers.begin(), approvers.end(), [&](const auto& one) { return one.id == at; }))
    return Problem::conflict(N_("Velg et senere møte i samme serie som er innkalt eller holdt."));
  const auto newest = minutes_of_meeting(work.db, id);
  if (newest.empty() || meeting.state != MeetingState::circulated)
    return Problem::conflict(N_("Møtet er ikke lenger i den tilstanden. Last siden på nytt."));
  TRY(move_on(work, meeting, MeetingState::approved));
  auto minutes = records::find<Minutes>(work.db, kind_in(work, "minutes"), newest.front().id);
  minutes->approved_on = local_day(work.now);
  minutes->approved_at = at;
  AsVerb verb(work);
  return records::save(verb.work(), kind_in(work, "minutes"), *minutes);
}

Result<void> mark_attendance(records::Work& work, const Uuid& id, const std::vector<Mark>& marks) {
  TRY_ASSIGN(const Meeting meeting, wanted_by_secretary(work, id));
  if (!is_open(meeting.state)) return past_it();
  const auto head = head_of(work.db, work.viewer, id);
  const auto seats = room_seats(work, *head);
  const records::Kind& kind = kind_in(work, "meeting_attendance");
  for (const Mark& mark : marks) {
    const auto seat = std::find_if(seats.begin(), seats.end(),
                                   [&](const SeatRow& one) { return one.seat == mark.seat; });
    if (seat == seats.end()) return Problem::not_found();
    MeetingAttendance record;
    if (seat->mark) record = *records::find<MeetingAttendance>(work.db, kind, seat->mark);
    record.meeting = id;
    record.seat = mark.seat;
    record.person = mark.person;
    record.presence = mark.presence;
    if (seat->mark) {
      TRY(records::save(work, kind, record));
    } else {
      TRY(records::create(work, kind, record));
    }
  }
  return {};
}

namespace {

Result<void> write_note(records::Work& work, const AgendaItem& item, const std::string& text) {
  const records::Kind& kind = kind_in(work, "item_note");
  for (const NoteRow& row : notes_of(work.db, item.meeting)) {
    if (row.item != item.id) continue;
    if (text.empty()) {
      const auto removed = records::remove(work, kind, row.id);
      return removed ? Result<void>() : Result<void>(removed.error());
    }
    auto note = *records::find<ItemNote>(work.db, kind, row.id);
    note.text = text;
    return records::save(work, kind, note);
  }
  if (text.empty()) return {};
  ItemNote note;
  note.item = item.id;
  note.text = text;
  const auto made = records::create(work, kind, note);
  return made ? Result<void>() : Result<void>(made.error());
}

// Seats of parties stand among the disqualified where the series says so (R23).
void leave_out_parties(records::Work& work, Outcome& decision) {
  const auto room = room_of(work.db, decision.item);
  if (!room || !room->by_organisation) return;
  const auto seats = presences(seats_of(work.db, room->meeting, room->body, room->held_on));
  for (const Uuid& seat : seats_of_parties(seats, parties_of(work.db, decision.item))) {
    auto& all = decision.disqualified;
    if (std::find(all.begin(), all.end(), seat) == all.end()) all.push_back(seat);
  }
}

}  // namespace

Result<void> write_minutes(records::Work& work, const Uuid& id, const Written& written) {
  AgendaItem item;
  const records::Kind& kind = kind_in(work, "agenda_item");
  if (!records::load_for(work.db, kind, work.viewer, id, item)) return Problem::not_found();
  if (!writes_for(work, item.meeting)) return Problem::forbidden();
  if (item.version != written.version)
    return Problem::conflict(N_("Noen andre har endret dette siden du åpnet det."));
  TRY_ASSIGN(const Meeting meeting, wanted(work, item.meeting));
  if (!is_open(meeting.state)) return past_it();
  item.discussion = trimmed(written.discussion);
  TRY(records::save(work, kind, item));
  TRY(write_note(work, item, trimmed(written.note)));
  for (Outcome outcome : written.outcomes) {
    if (records::kind_of(work.db, outcome.id) == "outcome") continue;  // sent twice
    outcome.item = id;
    if (outcome.type == OutcomeType::decision) leave_out_parties(work, outcome);
    TRY(records::create(work, kind_in(work, "outcome"), outcome));
  }
  return {};
}

Result<void> move_item(records::Work& work, const Uuid& id, Direction direction) {
  AgendaItem item;
  const records::Kind& kind = kind_in(work, "agenda_item");
  if (!records::load_for(work.db, kind, work.viewer, id, item)) return Problem::not_found();
  TRY_ASSIGN(const Meeting meeting, wanted_by_secretary(work, item.meeting));
  if (!is_open(meeting.state)) return past_it();
  std::vector<Uuid> order;
  std::map<Uuid, std::int64_t> places;
  for (const ItemRow& row : items_of(work.db, item.meeting)) {
    order.push_back(row.id);
    places[row.id] = row.place;
  }
  std::int64_t place = 0;
  for (const Uuid& one : moved(order, id, direction)) {
    if (places[one] == ++place) continue;
    auto other = *records::find<AgendaItem>(work.db, kind, one);
    other.place = place;
    TRY(records::save(work, kind, other));
  }
  return {};
}

namespace {

Result<void> add_item(records::Work& work, AgendaItem item, const Uuid& meeting, std::int64_t& place) {
  item.id = {};
  item.version = 0;
  item.meeting = meeting;
  item.place = ++place;
  item.discussion.clear();
  const auto made = records::create(work, kind_in(work, "agenda_item"), item);
  return made ? Result<void>() : Result<void>(made.error());
}

Result<void> add_approvals(records::Work& work, const Uuid& last, const Meeting& next,
                           const std::string& title, std::int64_t& place) {
  for (const MeetingRow& row : not_approved(work.db, next.series)) {
    if (row.held_on >= *next.held_on || (row.id != last && !has_been(row.state))) continue;
    AgendaItem item;
    item.title = Texts()({title, {Texts().short_date(row.held_on)}});
    item.purpose = Purpose::decision;
    item.minutes = 5;
    item.approves = row.id;
    TRY(add_item(work, item, next.id, place));
  }
  return {};
}

Result<void> add_standing(records::Work& work, const Uuid& last, const Uuid& next, std::int64_t& place) {
  for (const ItemRow& row : items_of(work.db, last)) {
    if (!row.standing) continue;
    TRY(add_item(work, *records::find<AgendaItem>(work.db, kind_in(work, "agenda_item"), row.id), next,
                 place));
  }
  return {};
}

// What the next meeting takes over from the last: minutes to approve, open tasks, standing items.
Result<void> fill(records::Work& work, const Uuid& last, const Meeting& next, const AgendaTitles& titles) {
  std::int64_t place = 0;
  TRY(add_approvals(work, last, next, titles.approve, place));
  const auto tasks = carried_to(work.db, next.series, *next.held_on, *next.held_on);
  const bool any_open = std::any_of(tasks.begin(), tasks.end(), [](const OutcomeRow& task) {
    return task.task_state == TaskState::open;
  });
  if (any_open) {
    AgendaItem item;
    item.title = titles.tasks;
    item.minutes = 10;
    TRY(add_item(work, item, next.id, place));
  }
  return add_standing(work, last, next.id, place);
}

}  // namespace

Result<Uuid> make_next(records::Work& work, const Uuid& id, const NextMeeting& next) {
  TRY_ASSIGN(const Meeting last, wanted_by_secretary(work, id));
  if (records::kind_of(work.db, next.id) == "meeting") return next.id;
  if (!next.on) return Problem::invalid({{"on", N_("Skriv datoen slik: 25.11.2026.")}});
  if (last.held_on && *next.on <= *last.held_on)
    return Problem::invalid({{"on", N_("Neste møte må komme etter dette.")}});
  Meeting made = last;
  made.id = next.id;
  made.version = 0;
  made.held_on = next.on;
  made.guests.clear();
  made.state = MeetingState::draft;
  TRY(records::create(work, kind_in(work, "meeting"), made));
  TRY(fill(work, id, made, next.titles));
  return made.id;
}

Result<void> fill_agenda(records::Work& work, const Uuid& id, const AgendaTitles& titles) {
  TRY_ASSIGN(const Meeting meeting, wanted_by_secretary(work, id));
  if (!is_open(meeting.state)) return past_it();
  if (!items_of(work.db, id).empty())
    return Problem::conflict(N_("Sakslista har saker allerede."));
  const Uuid last = last_with_items(work.db, meeting.series, *meeting.held_on);
  if (!last) return Problem::conflict(N_("Serien har ikke noe tidligere møte med saker."));
  return fill(work, last, meeting, titles);
}

Result<std::int64_t> plan_meetings(records::Work& work, const Uuid& id, const PlannedMeetings& planned) {
  MeetingSeries series;
  if (!records::load_for(work.db, kind_in(work, "meeting_series"), work.viewer, id, series))
    return Problem::not_found();
  if (!work.viewer.may(kMeetingWriters) && !is_secretary_of_series(work.db, work.viewer, id))
    return Problem::forbidden();
  if (planned.days.empty() || planned.days.size() > kMostPlanned)
    return Problem::invalid({{"day", {N_("Velg mellom 1 og {} dager."), {std::to_string(kMostPlanned)}}}});
  std::vector<Date> taken = days_of_series(work.db, id);
  std::int64_t made = 0;
  for (const Date day : planned.days) {
    if (std::find(taken.begin(), taken.end(), day) != taken.end()) continue;
    taken.push_back(day);
    Meeting meeting;
    meeting.id = Uuid::of_name(planned.id.text(), day.iso());
    meeting.series = id;
    meeting.held_on = day;
    meeting.starts = planned.starts;
    meeting.ends = planned.ends;
    meeting.place = planned.place;
    TRY(records::create(work, kind_in(work, "meeting"), meeting));
    ++made;
  }
  return made;
}

}  // namespace samloft::governance

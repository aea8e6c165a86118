// The queries of governance beside those that every kind has.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/viewer.h"
#include "governance/governance.h"
#include "rules.h"

namespace samloft::db {
class Connection;
}

namespace samloft::governance {

// Conditions on the rows that a viewer may see; kinds() names them.
std::string_view series_scope();
std::string_view meeting_scope();
std::string_view part_scope();     // of a meeting
std::string_view paper_scope();    // of an item
std::string_view outcome_scope();  // of an item, and not confidential
std::string_view note_scope();     // the chair's and the secretary's
std::string_view briefing_scope();

// --- one meeting

struct Head {
  Uuid id, series, body;
  std::string series_name, body_name;
  Date held_on;
  std::string starts, ends, place, guests;
  MeetingState state = MeetingState::draft;
  std::optional<std::int64_t> quorum;
  bool by_organisation = false;  // R23
  bool is_member = false;        // the viewer
  bool is_chair = false;
  bool is_secretary = false;
  std::int64_t version = 0;
  Instant changed;
};
std::optional<Head> head_of(db::Connection& db, const Viewer& viewer, const Uuid& meeting);
// The newest meetings of a series, the newest first.
std::vector<Head> heads_of(db::Connection& db, const Viewer& viewer, const Uuid& series,
                           std::int64_t most);

struct SeatRow {
  Uuid seat, organisation;
  std::string function;
  bool votes = false, leads = false, is_governor = false;
  Uuid holder;  // on the day of the meeting; empty: vacant
  std::string holder_name;
  Uuid deputy;  // who holds the seat's deputy seat
  std::string deputy_name;
  Uuid mark;  // the record of who was there
  Uuid person;
  std::string person_name;
  std::optional<Presence> presence;
};
// The seats of the body on the day, the leader first; deputies' seats beside those they step in for.
std::vector<SeatRow> seats_of(db::Connection& db, const Uuid& meeting, const Uuid& body, Date day);
std::vector<SeatPresence> presences(const std::vector<SeatRow>& rows);

struct ItemRow {
  Uuid id;
  std::int64_t version = 0, place = 0;
  std::string title;
  Purpose purpose = Purpose::discussion;
  std::int64_t minutes = 0;
  std::string presenter, description;
  Uuid plan, plan_version, approves;
  std::string plan_heading, version_heading, approves_heading;
  std::string approves_state;
  bool standing = false;
  std::string discussion;
};
std::vector<ItemRow> items_of(db::Connection& db, const Uuid& meeting);

struct LinkRow {
  Uuid item;
  std::string kind;  // need, goal, measure, organisation
  Uuid target;
};
// What the items of a meeting treat.
std::vector<LinkRow> links_of(db::Connection& db, const Uuid& meeting);

struct PaperRow {
  Uuid id, item;
  std::string title, address, file_name;
};
std::vector<PaperRow> papers_of(db::Connection& db, const Uuid& meeting);

struct NoteRow {
  Uuid id, item;
  std::int64_t version = 0;
  std::string text;
};
std::vector<NoteRow> notes_of(db::Connection& db, const Uuid& meeting);

struct OutcomeRow {
  Uuid id, item, meeting, series, body;
  std::string item_title, body_name;
  Date held_on;
  std::int64_t place = 0;
  OutcomeType type = OutcomeType::information;
  std::string text;
  bool confidential = false;
  Ballot ballot;  // without the disqualified
  Uuid seat, person;
  std::string function, holder, person_name;  // the seat's, whoever holds it today
  std::optional<Date> due, closed_on;
  TaskState task_state = TaskState::open;
};
std::vector<OutcomeRow> outcomes_of(db::Connection& db, const Uuid& meeting, Date today);
// Open tasks of earlier meetings of the series, as they stood on the day of this one.
std::vector<OutcomeRow> carried_to(db::Connection& db, const Uuid& series, Date day, Date today);
// The names of the disqualified, by decision.
std::map<Uuid, std::vector<std::string>> disqualified_in(db::Connection& db, const Uuid& meeting);

struct MinutesRow {
  Uuid id;
  std::int64_t number = 0;
  std::string circulated_on, fingerprint, approved_on, approved_at;  // days ISO; a heading
  Uuid approving;
};
// The newest first.
std::vector<MinutesRow> minutes_of_meeting(db::Connection& db, const Uuid& meeting);
std::string content_of(db::Connection& db, const Uuid& minutes);

// --- what rules ask

// The meeting of an item; empty if there is none.
Uuid meeting_of(db::Connection& db, const Uuid& item);
// The state of a meeting whose minutes have been frozen; nothing for one whose minutes have not.
std::optional<MeetingState> frozen_state(db::Connection& db, const Uuid& meeting);
std::int64_t last_number(db::Connection& db, const Uuid& meeting);
bool has_number(db::Connection& db, const Uuid& meeting, std::int64_t number,
                const Uuid& other_than);
std::int64_t last_place(db::Connection& db, const Uuid& meeting);
bool has_mark(db::Connection& db, const Uuid& meeting, const Uuid& seat, const Uuid& other_than);
bool has_note(db::Connection& db, const Uuid& item, const Uuid& other_than);
// What the quorum of the item's meeting is reckoned from.
struct Room {
  Uuid meeting, body;
  Date held_on;
  std::optional<std::int64_t> quorum;
  bool by_organisation = false;
};
std::optional<Room> room_of(db::Connection& db, const Uuid& item);
std::vector<Uuid> parties_of(db::Connection& db, const Uuid& item);
// Whether somebody leads the body on the day, and whether this person does, or their deputy.
struct Chair {
  bool is_held = false;
  bool is_theirs = false;
};
Chair chair_of(db::Connection& db, const Uuid& body, const Uuid& person, Date day);
// Whether the viewer is the secretary of the body that a series, a meeting or an item belongs to.
bool is_secretary_of_series(db::Connection& db, const Viewer& viewer, const Uuid& series);
bool is_secretary_of_meeting(db::Connection& db, const Viewer& viewer, const Uuid& meeting);
bool is_secretary_of_item(db::Connection& db, const Viewer& viewer, const Uuid& item);
// Whether the person holds the seat on the day.
bool holds_seat(db::Connection& db, const Uuid& seat, const Uuid& person, Date day);

// --- meetings of a series

struct MeetingRow {
  Uuid id, body;
  std::string heading, body_name;
  Date held_on;
  std::string starts, place;
  MeetingState state = MeetingState::draft;
};
// Later meetings of the same series that may approve minutes: called or held.
std::vector<MeetingRow> approvers_of(db::Connection& db, const Uuid& meeting);
// Meetings of the series whose minutes are not approved yet.
std::vector<MeetingRow> not_approved(db::Connection& db, const Uuid& series);
// The newest meeting of the series before the day that has an agenda; empty: none.
Uuid last_with_items(db::Connection& db, const Uuid& series, Date day);
// The days on which the series meets or met, in order.
std::vector<Date> days_of_series(db::Connection& db, const Uuid& series);

// --- files of papers

struct StoredFile {
  std::string type, bytes;
};
void keep_file(db::Connection& db, const std::string& fingerprint, const StoredFile& file);
std::optional<StoredFile> file_of(db::Connection& db, const std::string& fingerprint);
// What a paper calls the file; "" if none names it.
std::string name_of_file(db::Connection& db, const std::string& fingerprint);

// --- what is typed and not saved yet

struct Draft {
  std::string discussion, note;
  std::int64_t based_on = 0;
  Instant saved_at;
};
void keep_draft(db::Connection& db, const Uuid& item, const Uuid& person, const Draft& draft);
std::optional<Draft> draft_of(db::Connection& db, const Uuid& item, const Uuid& person);
void drop_draft(db::Connection& db, const Uuid& item, const Uuid& person);

}  // namespace samloft::governance

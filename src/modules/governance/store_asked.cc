// What rules and verbs ask, and drafts.
// Tested by governance_test.cc

#include "base/text.h"
#include "db/db.h"
#include "store.h"

namespace samloft::governance {
namespace {

#define HELD_ON_DAY                                              \
  "(h.valid_from IS NULL OR h.valid_from <= :day) "              \
  "AND (h.valid_until IS NULL OR h.valid_until > :day) "

constexpr std::string_view kMeetingOf =
    "SELECT meeting FROM governance_agenda_item WHERE id = :item";
constexpr std::string_view kFrozenState =
    "SELECT m.state FROM governance_meeting m WHERE m.id = :meeting "
    "AND EXISTS (SELECT 1 FROM governance_minutes x WHERE x.meeting = m.id)";
constexpr std::string_view kLastNumber =
    "SELECT coalesce(max(number), 0) FROM governance_minutes WHERE meeting = :meeting";
constexpr std::string_view kHasNumber =
    "SELECT count(*) FROM governance_minutes "
    "WHERE meeting = :meeting AND number = :number AND id <> :other";
constexpr std::string_view kLastPlace =
    "SELECT coalesce(max(place), 0) FROM governance_agenda_item WHERE meeting = :meeting";
constexpr std::string_view kHasMark =
    "SELECT count(*) FROM governance_meeting_attendance "
    "WHERE meeting = :meeting AND seat = :seat AND id <> :other";
constexpr std::string_view kHasNote =
    "SELECT count(*) FROM governance_item_note WHERE item = :item AND id <> :other";
constexpr std::string_view kRoom =
    "SELECT m.id, s.body, m.held_on, coalesce(b.quorum, 0), s.impartiality "
    "FROM governance_agenda_item i JOIN governance_meeting m ON m.id = i.meeting "
    "JOIN governance_meeting_series s ON s.id = m.series JOIN people_v_body b ON b.id = s.body "
    "WHERE i.id = :item";
constexpr std::string_view kParties =
    "SELECT target FROM governance_agenda_item_parties WHERE owner = :item ORDER BY place";
constexpr std::string_view kChair =
    "SELECT h.person, h.leads FROM people_v_holding h WHERE h.body = :body "
    "AND (h.leads = 1 OR h.deputy_of IN (SELECT l.id FROM people_v_seat l WHERE l.leads = 1)) "
    "AND " HELD_ON_DAY;
constexpr std::string_view kHoldsSeat =
    "SELECT count(*) FROM people_v_holding h WHERE h.seat = :seat AND h.person = :person "
    "AND " HELD_ON_DAY;
#define SECRETARY                                                                      \
  "SELECT count(*) FROM people_v_secretary h "                                         \
  "JOIN governance_meeting_series s ON s.body = h.body "
constexpr std::string_view kWritesSeries =
    SECRETARY "WHERE s.id = :of AND h.person = :person AND " HELD_ON_DAY;
constexpr std::string_view kWritesMeeting =
    SECRETARY "JOIN governance_meeting m ON m.series = s.id "
              "WHERE m.id = :of AND h.person = :person AND " HELD_ON_DAY;
constexpr std::string_view kWritesItem =
    SECRETARY "JOIN governance_meeting m ON m.series = s.id "
              "JOIN governance_agenda_item i ON i.meeting = m.id "
              "WHERE i.id = :of AND h.person = :person AND " HELD_ON_DAY;
#define MEETING                                                                                \
  "SELECT m.id, s.body, r.heading, b.name, m.held_on, m.starts, m.place, m.state "            \
  "FROM governance_meeting m JOIN governance_meeting_series s ON s.id = m.series "            \
  "JOIN people_v_body b ON b.id = s.body JOIN record r ON r.id = m.id "
constexpr std::string_view kApprovers =
    MEETING "JOIN governance_meeting o ON o.id = :meeting AND o.series = m.series "
            "WHERE m.held_on > o.held_on AND m.state NOT IN ('draft', 'called_off') ORDER BY m.held_on, m.id";
constexpr std::string_view kNotApproved =
    MEETING "WHERE s.id = :series AND m.state NOT IN ('approved', 'called_off') ORDER BY m.held_on, m.id";
constexpr std::string_view kLastWithItems =
    "SELECT m.id FROM governance_meeting m WHERE m.series = :series AND m.held_on < :day "
    "AND m.state <> 'called_off' "
    "AND EXISTS (SELECT 1 FROM governance_agenda_item i WHERE i.meeting = m.id) "
    "ORDER BY m.held_on DESC, m.id LIMIT 1";
constexpr std::string_view kDaysOfSeries =
    "SELECT DISTINCT held_on FROM governance_meeting WHERE series = :series "
    "AND state <> 'called_off' ORDER BY held_on";
constexpr std::string_view kKeepFile =
    "INSERT INTO governance_file (fingerprint, type, bytes) VALUES (:fingerprint, :type, :bytes) "
    "ON CONFLICT (fingerprint) DO NOTHING";
constexpr std::string_view kFile =
    "SELECT type, bytes FROM governance_file WHERE fingerprint = :fingerprint";
constexpr std::string_view kFilesOfPapers =
    "SELECT DISTINCT fingerprint FROM governance_paper WHERE fingerprint <> '' ORDER BY fingerprint";
constexpr std::string_view kNameOfFile =
    "SELECT file_name FROM governance_paper WHERE fingerprint = :fingerprint ORDER BY id LIMIT 1";
constexpr std::string_view kKeepDraft =
    "INSERT INTO governance_draft (item, person, discussion, note, based_on, saved_at) "
    "VALUES (:item, :person, :discussion, :note, :based_on, :saved_at) "
    "ON CONFLICT (item, person) DO UPDATE SET discussion = excluded.discussion, "
    "note = excluded.note, based_on = excluded.based_on, saved_at = excluded.saved_at";
constexpr std::string_view kDraft =
    "SELECT discussion, note, based_on, saved_at FROM governance_draft "
    "WHERE item = :item AND person = :person";
constexpr std::string_view kDropDraft =
    "DELETE FROM governance_draft WHERE item = :item AND person = :person";
constexpr std::string_view kForgetDrafts = "DELETE FROM governance_draft WHERE saved_at < :before";

}  // namespace

Uuid meeting_of(db::Connection& db, const Uuid& item) {
  const auto found = db.first<Uuid>(kMeetingOf, {{"item", item}});
  return found ? std::get<0>(*found) : Uuid{};
}

std::optional<MeetingState> frozen_state(db::Connection& db, const Uuid& meeting) {
  const auto found = db.first<std::string>(kFrozenState, {{"meeting", meeting}});
  if (!found) return std::nullopt;
  return value_of<MeetingState>(std::get<0>(*found));
}

std::int64_t last_number(db::Connection& db, const Uuid& meeting) {
  return db.number(kLastNumber, {{"meeting", meeting}});
}

bool has_number(db::Connection& db, const Uuid& meeting, std::int64_t number,
                const Uuid& other_than) {
  return db.number(kHasNumber, {{"meeting", meeting}, {"number", number}, {"other", other_than}}) > 0;
}

std::int64_t last_place(db::Connection& db, const Uuid& meeting) {
  return db.number(kLastPlace, {{"meeting", meeting}});
}

bool has_mark(db::Connection& db, const Uuid& meeting, const Uuid& seat, const Uuid& other_than) {
  return db.number(kHasMark, {{"meeting", meeting}, {"seat", seat}, {"other", other_than}}) > 0;
}

bool has_note(db::Connection& db, const Uuid& item, const Uuid& other_than) {
  return db.number(kHasNote, {{"item", item}, {"other", other_than}}) > 0;
}

std::optional<Room> room_of(db::Connection& db, const Uuid& item) {
  const auto found =
      db.first<Uuid, Uuid, std::string, std::int64_t, std::string>(kRoom, {{"item", item}});
  if (!found) return std::nullopt;
  const auto& [meeting, body, day, quorum, impartiality] = *found;
  Room room{meeting, body, Date::parse(day).value_or(Date{}), std::nullopt,
            impartiality == "by_organisation"};
  if (quorum > 0) room.quorum = quorum;
  return room;
}

std::vector<Uuid> parties_of(db::Connection& db, const Uuid& item) {
  std::vector<Uuid> all;
  for (auto& [target] : db.rows<Uuid>(kParties, {{"item", item}})) all.push_back(target);
  return all;
}

Chair chair_of(db::Connection& db, const Uuid& body, const Uuid& person, Date day) {
  Chair chair;
  for (auto& [holder, leads] :
       db.rows<Uuid, std::int64_t>(kChair, {{"body", body}, {"day", day.iso()}})) {
    if (leads != 0) chair.is_held = true;
    if (person && holder == person) chair.is_theirs = true;
  }
  return chair;
}

namespace {
bool is_secretary(db::Connection& db, std::string_view sql, const Viewer& viewer, const Uuid& of) {
  if (!viewer.person) return false;
  return db.number(sql, {{"of", of}, {"person", viewer.person}, {"day", viewer.today.iso()}}) > 0;
}
}  // namespace

bool is_secretary_of_series(db::Connection& db, const Viewer& viewer, const Uuid& series) {
  return is_secretary(db, kWritesSeries, viewer, series);
}
bool is_secretary_of_meeting(db::Connection& db, const Viewer& viewer, const Uuid& meeting) {
  return is_secretary(db, kWritesMeeting, viewer, meeting);
}
bool is_secretary_of_item(db::Connection& db, const Viewer& viewer, const Uuid& item) {
  return is_secretary(db, kWritesItem, viewer, item);
}

bool holds_seat(db::Connection& db, const Uuid& seat, const Uuid& person, Date day) {
  if (!seat || !person) return false;
  return db.number(kHoldsSeat, {{"seat", seat}, {"person", person}, {"day", day.iso()}}) > 0;
}

namespace {
std::vector<MeetingRow> meetings(db::Connection& db, std::string_view sql,
                                 const db::Arguments& arguments) {
  std::vector<MeetingRow> all;
  for (auto& [id, body, heading, body_name, day, starts, place, state] :
       db.rows<Uuid, Uuid, std::string, std::string, std::string, std::string, std::string,
               std::string>(sql, arguments))
    all.push_back({id, body, heading, body_name, Date::parse(day).value_or(Date{}), starts, place,
                   value_of<MeetingState>(state)});
  return all;
}
}  // namespace

std::vector<MeetingRow> approvers_of(db::Connection& db, const Uuid& meeting) {
  return meetings(db, kApprovers, {{"meeting", meeting}});
}

std::vector<MeetingRow> not_approved(db::Connection& db, const Uuid& series) {
  return meetings(db, kNotApproved, {{"series", series}});
}

Uuid last_with_items(db::Connection& db, const Uuid& series, Date day) {
  const auto found = db.first<Uuid>(kLastWithItems, {{"series", series}, {"day", day.iso()}});
  return found ? std::get<0>(*found) : Uuid{};
}

std::vector<Date> days_of_series(db::Connection& db, const Uuid& series) {
  std::vector<Date> all;
  for (auto& [day] : db.rows<std::string>(kDaysOfSeries, {{"series", series}}))
    all.push_back(Date::parse(day).value_or(Date{}));
  return all;
}

void keep_file(db::Connection& db, const std::string& fingerprint, const StoredFile& file) {
  db.run(kKeepFile, {{"fingerprint", fingerprint}, {"type", file.type}, {"bytes", to_base64(file.bytes)}});
}

std::optional<StoredFile> file_of(db::Connection& db, const std::string& fingerprint) {
  auto found = db.first<std::string, std::string>(kFile, {{"fingerprint", fingerprint}});
  if (!found) return std::nullopt;
  auto bytes = from_base64(std::get<1>(*found));
  ensure(bytes.has_value(), "files are stored as base64");
  return StoredFile{std::get<0>(*found), *std::move(bytes)};
}

std::vector<std::string> files_of_papers(db::Connection& db) {
  std::vector<std::string> all;
  for (auto& [fingerprint] : db.rows<std::string>(kFilesOfPapers)) all.push_back(fingerprint);
  return all;
}

std::string name_of_file(db::Connection& db, const std::string& fingerprint) {
  const auto found = db.first<std::string>(kNameOfFile, {{"fingerprint", fingerprint}});
  return found ? std::get<0>(*found) : "";
}

void keep_draft(db::Connection& db, const Uuid& item, const Uuid& person, const Draft& draft) {
  db.run(kKeepDraft, {{"item", item},
                      {"person", person},
                      {"discussion", draft.discussion},
                      {"note", draft.note},
                      {"based_on", draft.based_on},
                      {"saved_at", draft.saved_at.iso()}});
}

std::optional<Draft> draft_of(db::Connection& db, const Uuid& item, const Uuid& person) {
  auto found = db.first<std::string, std::string, std::int64_t, std::string>(
      kDraft, {{"item", item}, {"person", person}});
  if (!found) return std::nullopt;
  return Draft{std::get<0>(*found), std::get<1>(*found), std::get<2>(*found),
               Instant::parse_iso(std::get<3>(*found))};
}

void drop_draft(db::Connection& db, const Uuid& item, const Uuid& person) {
  db.run(kDropDraft, {{"item", item}, {"person", person}});
}

void forget_old_drafts(db::Connection& db, Instant now) {
  db.run(kForgetDrafts, {{"before", Instant{now.milliseconds - 30 * kDay}.iso()}});
}

}  // namespace samloft::governance

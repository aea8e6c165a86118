// One meeting in SQL, and who may see it.
// Tested by governance_test.cc

#include "store.h"

#include <algorithm>

#include "db/db.h"

namespace samloft::governance {
namespace {

// Whoever holds a seat of the body that the series s belongs to.
#define MEMBER                                                                            \
  "EXISTS (SELECT 1 FROM people_v_holding h WHERE h.body = s.body AND h.person = :viewer " \
  "AND (h.valid_from IS NULL OR h.valid_from <= :today) "                                 \
  "AND (h.valid_until IS NULL OR h.valid_until > :today))"
// Whoever holds the seat that leads it, or its deputy.
#define LEADS                                                                              \
  "EXISTS (SELECT 1 FROM people_v_holding h WHERE h.body = s.body AND h.person = :viewer " \
  "AND (h.leads = 1 OR h.deputy_of IN (SELECT l.id FROM people_v_seat l WHERE l.leads = 1)) " \
  "AND (h.valid_from IS NULL OR h.valid_from <= :today) "                                 \
  "AND (h.valid_until IS NULL OR h.valid_until > :today))"
// Whoever is its secretary.
#define WRITES                                                                              \
  "EXISTS (SELECT 1 FROM people_v_secretary h WHERE h.body = s.body AND h.person = :viewer " \
  "AND (h.valid_from IS NULL OR h.valid_from <= :today) "                                   \
  "AND (h.valid_until IS NULL OR h.valid_until > :today))"
#define HELD_ON(holding, day)                                           \
  "(" holding ".valid_from IS NULL OR " holding ".valid_from <= " day ") " \
  "AND (" holding ".valid_until IS NULL OR " holding ".valid_until > " day ") "

constexpr std::string_view kSeriesScope =
    "EXISTS (SELECT 1 FROM governance_meeting_series s WHERE s.id = t.id AND " MEMBER ")";
constexpr std::string_view kMeetingScope =
    "t.state = 'approved' OR EXISTS (SELECT 1 FROM governance_meeting_series s "
    "WHERE s.id = t.series AND " MEMBER ")";
constexpr std::string_view kPartScope =
    "EXISTS (SELECT 1 FROM governance_meeting m JOIN governance_meeting_series s ON s.id = m.series "
    "WHERE m.id = t.meeting AND (m.state = 'approved' OR " MEMBER "))";
constexpr std::string_view kPaperScope =
    "EXISTS (SELECT 1 FROM governance_agenda_item i JOIN governance_meeting m ON m.id = i.meeting "
    "JOIN governance_meeting_series s ON s.id = m.series "
    "WHERE i.id = t.item AND (m.state = 'approved' OR " MEMBER "))";
constexpr std::string_view kOutcomeScope =
    "EXISTS (SELECT 1 FROM governance_agenda_item i JOIN governance_meeting m ON m.id = i.meeting "
    "JOIN governance_meeting_series s ON s.id = m.series "
    "WHERE i.id = t.item AND ((m.state = 'approved' AND t.confidential = 0) OR " MEMBER "))";
constexpr std::string_view kNoteScope =
    "EXISTS (SELECT 1 FROM governance_agenda_item i JOIN governance_meeting m ON m.id = i.meeting "
    "JOIN governance_meeting_series s ON s.id = m.series WHERE i.id = t.item AND (" LEADS " OR " WRITES "))";
constexpr std::string_view kBriefingScope =
    "EXISTS (SELECT 1 FROM people_v_holding s WHERE s.id = t.holding AND " MEMBER ")";

#define HEAD                                                                              \
  "SELECT m.id, s.id, s.body, s.name, b.name, m.held_on, m.starts, m.ends, m.place, m.guests, " \
  "m.state, coalesce(b.quorum, 0), s.impartiality, CASE WHEN " MEMBER " THEN 1 ELSE 0 END, " \
  "CASE WHEN " LEADS " THEN 1 ELSE 0 END, CASE WHEN " WRITES " THEN 1 ELSE 0 END, "       \
  "r.version, r.changed_at FROM governance_meeting m "                                    \
  "JOIN governance_meeting_series s ON s.id = m.series JOIN people_v_body b ON b.id = s.body " \
  "JOIN record r ON r.id = m.id "
constexpr std::string_view kHead = HEAD "WHERE m.id = :meeting";
constexpr std::string_view kHeads =
    HEAD "WHERE s.id = :series ORDER BY m.held_on DESC, m.id LIMIT :most";
constexpr std::string_view kSeats =
    "SELECT s.id, s.represents, s.function, s.votes, s.leads, "
    "CASE s.represents_kind WHEN 'county_governor' THEN 1 ELSE 0 END, p.id, coalesce(p.name, ''), "
    "d.id, coalesce(d.name, ''), a.id, ap.id, coalesce(ap.name, ''), coalesce(a.presence, '') "
    "FROM people_v_seat s "
    "LEFT JOIN people_v_holding h ON h.seat = s.id AND " HELD_ON("h", ":day")
    "LEFT JOIN people_v_person p ON p.id = h.person "
    "LEFT JOIN people_v_holding dh ON dh.deputy_of = s.id AND " HELD_ON("dh", ":day")
    "LEFT JOIN people_v_person d ON d.id = dh.person "
    "LEFT JOIN governance_meeting_attendance a ON a.seat = s.id AND a.meeting = :meeting "
    "LEFT JOIN people_v_person ap ON ap.id = a.person "
    "WHERE s.body = :body AND s.deputy_of IS NULL ORDER BY s.leads DESC, s.id, d.id";
constexpr std::string_view kItems =
    "SELECT i.id, r.version, coalesce(i.place, 0), i.title, i.purpose, coalesce(i.minutes, 0), "
    "coalesce(p.name, ''), i.description, i.plan, coalesce(pr.heading, ''), i.plan_version, "
    "coalesce(vr.heading, ''), i.approves, coalesce(ar.heading, ''), coalesce(am.state, ''), "
    "i.standing, i.discussion "
    "FROM governance_agenda_item i JOIN record r ON r.id = i.id "
    "LEFT JOIN people_v_person p ON p.id = i.presenter LEFT JOIN record pr ON pr.id = i.plan "
    "LEFT JOIN record vr ON vr.id = i.plan_version LEFT JOIN record ar ON ar.id = i.approves "
    "LEFT JOIN governance_meeting am ON am.id = i.approves "
    "WHERE i.meeting = :meeting ORDER BY coalesce(i.place, 100000), i.id";
constexpr std::string_view kLinks =
    "SELECT l.owner, 'need', l.target, l.place FROM governance_agenda_item_needs l "
    "JOIN governance_agenda_item i ON i.id = l.owner WHERE i.meeting = :meeting "
    "UNION ALL SELECT l.owner, 'goal', l.target, l.place FROM governance_agenda_item_goals l "
    "JOIN governance_agenda_item i ON i.id = l.owner WHERE i.meeting = :meeting "
    "UNION ALL SELECT l.owner, 'measure', l.target, l.place FROM governance_agenda_item_measures l "
    "JOIN governance_agenda_item i ON i.id = l.owner WHERE i.meeting = :meeting "
    "UNION ALL SELECT l.owner, 'organisation', l.target, l.place "
    "FROM governance_agenda_item_parties l JOIN governance_agenda_item i ON i.id = l.owner "
    "WHERE i.meeting = :meeting ORDER BY 1, 2, 4";
constexpr std::string_view kPapers =
    "SELECT p.id, p.item, p.title, p.address, p.file_name FROM governance_paper p "
    "JOIN governance_agenda_item i ON i.id = p.item WHERE i.meeting = :meeting ORDER BY p.id";
constexpr std::string_view kNotes =
    "SELECT n.id, n.item, r.version, n.text FROM governance_item_note n JOIN record r ON r.id = n.id "
    "JOIN governance_agenda_item i ON i.id = n.item WHERE i.meeting = :meeting";
constexpr std::string_view kMinutes =
    "SELECT x.id, x.number, x.circulated_on, x.fingerprint, coalesce(x.approved_on, ''), "
    "coalesce(a.heading, ''), x.approved_at FROM governance_minutes x "
    "LEFT JOIN record a ON a.id = x.approved_at WHERE x.meeting = :meeting ORDER BY x.number DESC";
constexpr std::string_view kContent = "SELECT content FROM governance_minutes WHERE id = :id";

Date day_of(const std::string& iso) { return Date::parse(iso).value_or(Date{}); }

}  // namespace

std::string_view series_scope() { return kSeriesScope; }
std::string_view meeting_scope() { return kMeetingScope; }
std::string_view part_scope() { return kPartScope; }
std::string_view paper_scope() { return kPaperScope; }
std::string_view outcome_scope() { return kOutcomeScope; }
std::string_view note_scope() { return kNoteScope; }

std::string_view briefing_scope() { return kBriefingScope; }

namespace {

std::vector<Head> heads(db::Connection& db, std::string_view sql, const db::Arguments& arguments) {
  std::vector<Head> all;
  db.each(sql, "uuuttttttttitiiiit", arguments, [&](const db::Row& row) {
    Head h;
    h.id = row.id(0);
    h.series = row.id(1);
    h.body = row.id(2);
    h.series_name = row.text(3);
    h.body_name = row.text(4);
    h.held_on = day_of(row.text(5));
    h.starts = row.text(6);
    h.ends = row.text(7);
    h.place = row.text(8);
    h.guests = row.text(9);
    h.state = value_of<MeetingState>(row.text(10));
    if (row.integer(11) > 0) h.quorum = row.integer(11);
    h.by_organisation = row.text(12) == "by_organisation";
    h.is_member = row.integer(13) != 0;
    h.is_chair = row.integer(14) != 0;
    h.is_secretary = row.integer(15) != 0;
    h.version = row.integer(16);
    h.changed = Instant::parse_iso(row.text(17));
    all.push_back(std::move(h));
  });
  return all;
}

}  // namespace

std::optional<Head> head_of(db::Connection& db, const Viewer& viewer, const Uuid& meeting) {
  auto found = heads(db, kHead, {{"meeting", meeting}, {"viewer", viewer.person}, {"today", viewer.today.iso()}});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Head> heads_of(db::Connection& db, const Viewer& viewer, const Uuid& series,
                           std::int64_t most) {
  return heads(db, kHeads, {{"series", series},
                            {"viewer", viewer.person},
                            {"today", viewer.today.iso()},
                            {"most", most}});
}

std::vector<SeatRow> seats_of(db::Connection& db, const Uuid& meeting, const Uuid& body, Date day) {
  std::vector<SeatRow> all;
  db.each(kSeats, "uutiiiututuutt",
          {{"meeting", meeting}, {"body", body}, {"day", day.iso()}}, [&](const db::Row& row) {
            if (!all.empty() && all.back().seat == row.id(0)) return;  // a second deputy
            SeatRow seat;
            seat.seat = row.id(0);
            seat.organisation = row.id(1);
            seat.function = row.text(2);
            seat.votes = row.integer(3) != 0;
            seat.leads = row.integer(4) != 0;
            seat.is_governor = row.integer(5) != 0;
            seat.holder = row.id(6);
            seat.holder_name = row.text(7);
            seat.deputy = row.id(8);
            seat.deputy_name = row.text(9);
            seat.mark = row.id(10);
            seat.person = row.id(11);
            seat.person_name = row.text(12);
            if (!row.text(13).empty()) seat.presence = value_of<Presence>(row.text(13));
            all.push_back(std::move(seat));
          });
  return all;
}

std::vector<SeatPresence> presences(const std::vector<SeatRow>& rows) {
  std::vector<SeatPresence> all;
  for (const SeatRow& row : rows)
    all.push_back({row.seat, row.organisation, static_cast<bool>(row.holder), row.votes,
                   row.is_governor, row.presence});
  return all;
}

std::vector<ItemRow> items_of(db::Connection& db, const Uuid& meeting) {
  std::vector<ItemRow> all;
  db.each(kItems, "uiittittutututtit", {{"meeting", meeting}}, [&](const db::Row& row) {
    ItemRow item;
    item.id = row.id(0);
    item.version = row.integer(1);
    item.place = row.integer(2);
    item.title = row.text(3);
    item.purpose = value_of<Purpose>(row.text(4));
    item.minutes = row.integer(5);
    item.presenter = row.text(6);
    item.description = row.text(7);
    item.plan = row.id(8);
    item.plan_heading = row.text(9);
    item.plan_version = row.id(10);
    item.version_heading = row.text(11);
    item.approves = row.id(12);
    item.approves_heading = row.text(13);
    item.approves_state = row.text(14);
    item.standing = row.integer(15) != 0;
    item.discussion = row.text(16);
    all.push_back(std::move(item));
  });
  return all;
}

std::vector<LinkRow> links_of(db::Connection& db, const Uuid& meeting) {
  std::vector<LinkRow> all;
  for (auto& [item, kind, target, place] :
       db.rows<Uuid, std::string, Uuid, std::int64_t>(kLinks, {{"meeting", meeting}}))
    all.push_back({item, kind, target});
  return all;
}

std::vector<PaperRow> papers_of(db::Connection& db, const Uuid& meeting) {
  std::vector<PaperRow> all;
  for (auto& [id, item, title, address, file_name] :
       db.rows<Uuid, Uuid, std::string, std::string, std::string>(kPapers, {{"meeting", meeting}}))
    all.push_back({id, item, title, address, file_name});
  return all;
}

std::vector<NoteRow> notes_of(db::Connection& db, const Uuid& meeting) {
  std::vector<NoteRow> all;
  for (auto& [id, item, version, text] :
       db.rows<Uuid, Uuid, std::int64_t, std::string>(kNotes, {{"meeting", meeting}}))
    all.push_back({id, item, version, text});
  return all;
}

std::vector<MinutesRow> minutes_of_meeting(db::Connection& db, const Uuid& meeting) {
  std::vector<MinutesRow> all;
  for (auto& [id, number, circulated_on, fingerprint, approved_on, approved_at, approving] :
       db.rows<Uuid, std::int64_t, std::string, std::string, std::string, std::string, Uuid>(
           kMinutes, {{"meeting", meeting}}))
    all.push_back({id, number, circulated_on, fingerprint, approved_on, approved_at, approving});
  return all;
}

std::string content_of(db::Connection& db, const Uuid& minutes) {
  const auto found = db.first<std::string>(kContent, {{"id", minutes}});
  return found ? std::get<0>(*found) : "";
}

}  // namespace samloft::governance

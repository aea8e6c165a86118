// Letters and new holders in SQL.
// Tested by governance_letters_test.cc

#include "store_letters.h"

#include <algorithm>
#include <iterator>

#include "db/db.h"

namespace samloft::governance {
namespace {

constexpr std::int64_t kLetterClaimed = 10 * kMinute;  // then whoever claimed it is taken for dead
constexpr std::int64_t kRest = 5 * kMinute;            // of a meeting that somebody is changing

constexpr std::string_view kTidings[] = {"called", "moved", "called_off", "minutes"};

constexpr std::string_view kQueueLetter =
    "INSERT INTO governance_letter (id, meeting, about, asked_at, begun_at) "
    "VALUES (:id, :meeting, :about, :now, '')";
constexpr std::string_view kCountLetters =
    "SELECT count(*) FROM governance_letter WHERE begun_at < :dead";
constexpr std::string_view kNextLetter =
    "SELECT id, meeting, about FROM governance_letter WHERE begun_at < :dead "
    "ORDER BY asked_at, id LIMIT 1";
constexpr std::string_view kBeginLetter =
    "UPDATE governance_letter SET begun_at = :now WHERE id = :id";
constexpr std::string_view kEndLetter = "DELETE FROM governance_letter WHERE id = :id";
constexpr std::string_view kNoteTold =
    "INSERT INTO governance_told (meeting, held_on, starts, ends, place) "
    "VALUES (:meeting, :held_on, :starts, :ends, :place) ON CONFLICT (meeting) DO UPDATE SET "
    "held_on = excluded.held_on, starts = excluded.starts, ends = excluded.ends, "
    "place = excluded.place";
constexpr std::string_view kMoved =
    "SELECT m.id FROM governance_told k JOIN governance_meeting m ON m.id = k.meeting "
    "JOIN record r ON r.id = m.id WHERE m.state = 'called' AND r.changed_at < :rested "
    "AND (m.held_on <> k.held_on OR m.starts <> k.starts OR m.ends <> k.ends "
    "OR m.place <> k.place)";
#define HOLDS_ON_DAY                                      \
  "(h.valid_from IS NULL OR h.valid_from <= :day) "       \
  "AND (h.valid_until IS NULL OR h.valid_until > :day) "
constexpr std::string_view kHost =
    "SELECT p.name, p.mail FROM people_v_holding h JOIN people_v_person p ON p.id = h.person "
    "WHERE h.body = :body AND h.leads = 1 AND p.mail <> '' AND " HOLDS_ON_DAY "ORDER BY h.id LIMIT 1";
constexpr std::string_view kNewHolders =
    "SELECT h.id, h.seat FROM people_v_holding h JOIN people_v_person p ON p.id = h.person "
    "WHERE h.valid_from >= :since AND p.mail <> '' AND " HOLDS_ON_DAY
    "AND NOT EXISTS (SELECT 1 FROM governance_briefing b WHERE b.holding = h.id) "
    "AND EXISTS (SELECT 1 FROM governance_meeting m "
    "JOIN governance_meeting_series s ON s.id = m.series WHERE s.body = h.body "
    "AND m.held_on < h.valid_from AND m.state IN ('held', 'circulated', 'approved')) "
    "AND NOT EXISTS (SELECT 1 FROM people_v_holding o WHERE o.body = h.body AND o.person = h.person "
    "AND o.id <> h.id AND (o.valid_from IS NULL OR o.valid_from < h.valid_from) "
    "AND (o.valid_until IS NULL OR o.valid_until >= h.valid_from)) ORDER BY h.id LIMIT 500";
constexpr std::string_view kHoldingOf =
    "SELECT h.id FROM people_v_holding h WHERE h.seat = :seat AND " HOLDS_ON_DAY;
constexpr std::string_view kIsBriefed =
    "SELECT count(*) FROM governance_briefing WHERE holding = :holding AND id <> :other";

std::string dead_before(Instant now) { return Instant{now.milliseconds - kLetterClaimed}.iso(); }

}  // namespace

void queue_letter(db::Connection& db, const Uuid& meeting, Tidings about, Instant now) {
  db.run(kQueueLetter, {{"id", Uuid::fresh()},
                        {"meeting", meeting},
                        {"about", std::string(kTidings[static_cast<std::size_t>(about)])},
                        {"now", now.iso()}});
}

void note_told(db::Connection& db, const Meeting& meeting) {
  db.run(kNoteTold, {{"meeting", meeting.id},
                     {"held_on", meeting.held_on ? meeting.held_on->iso() : ""},
                     {"starts", meeting.starts},
                     {"ends", meeting.ends},
                     {"place", meeting.place}});
}

std::vector<Uuid> moved_since_told(db::Connection& db, Instant now) {
  std::vector<Uuid> all;
  const std::string rested = Instant{now.milliseconds - kRest}.iso();
  for (auto& [meeting] : db.rows<Uuid>(kMoved, {{"rested", rested}})) all.push_back(meeting);
  return all;
}

bool any_letter_waits(db::Connection& db, Instant now) {
  return db.number(kCountLetters, {{"dead", dead_before(now)}}) > 0 ||
         !moved_since_told(db, now).empty();
}

std::optional<LetterJob> next_letter(db::Connection& db, Instant now) {
  const auto next =
      db.first<Uuid, Uuid, std::string>(kNextLetter, {{"dead", dead_before(now)}});
  if (!next) return std::nullopt;
  const auto& [id, meeting, about] = *next;
  const auto at = std::find(std::begin(kTidings), std::end(kTidings), about);
  ensure(at != std::end(kTidings), "letters are about what we queued");
  db.run(kBeginLetter, {{"now", now.iso()}, {"id", id}});
  return LetterJob{id, meeting, static_cast<Tidings>(at - std::begin(kTidings))};
}

void end_letter(db::Connection& db, const LetterJob& job) {
  db.run(kEndLetter, {{"id", job.id}});
}

Host host_of(db::Connection& db, const Uuid& body, Date day) {
  const auto found =
      db.first<std::string, std::string>(kHost, {{"body", body}, {"day", day.iso()}});
  return found ? Host{std::get<0>(*found), std::get<1>(*found)} : Host{};
}

std::vector<NewHolder> new_holders(db::Connection& db, Date since, Date today) {
  std::vector<NewHolder> all;
  for (auto& [holding, seat] :
       db.rows<Uuid, Uuid>(kNewHolders, {{"since", since.iso()}, {"day", today.iso()}}))
    all.push_back({holding, seat});
  return all;
}

Uuid holding_of(db::Connection& db, const Uuid& seat, Date day) {
  const auto found = db.first<Uuid>(kHoldingOf, {{"seat", seat}, {"day", day.iso()}});
  return found ? std::get<0>(*found) : Uuid{};
}

bool is_briefed(db::Connection& db, const Uuid& holding, const Uuid& by_other_than) {
  return db.number(kIsBriefed, {{"holding", holding}, {"other", by_other_than}}) > 0;
}

}  // namespace samloft::governance

// Invitations, their links, and what is saved to go on later.
// Tested by surveys_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::surveys {
namespace {

constexpr std::string_view kAdd =
    "INSERT INTO surveys_invitation (id, survey, person, sheet, used_on, reminded_on) "
    "VALUES (:id, :survey, :person, :sheet, NULL, NULL)";
constexpr std::string_view kAddLink =
    "INSERT INTO surveys_link (hash, invitation) VALUES (:hash, :invitation)";
constexpr std::string_view kDropLinks = "DELETE FROM surveys_link WHERE invitation = :invitation";
constexpr std::string_view kOfHash =
    "SELECT i.id, i.survey, i.person, CASE WHEN i.used_on IS NULL THEN 0 ELSE 1 END "
    "FROM surveys_link l JOIN surveys_invitation i ON i.id = l.invitation WHERE l.hash = :hash";
constexpr std::string_view kUse =
    "UPDATE surveys_invitation SET used_on = :today WHERE id = :id AND used_on IS NULL";
constexpr std::string_view kMissing =
    "SELECT id, person FROM surveys_invitation WHERE survey = :survey AND used_on IS NULL "
    "AND person IS NOT NULL AND (reminded_on IS NULL OR reminded_on < :today) ORDER BY id";
constexpr std::string_view kReminded =
    "UPDATE surveys_invitation SET reminded_on = :today WHERE id = :id";
constexpr std::string_view kPersons =
    "SELECT person FROM surveys_invitation WHERE survey = :survey AND person IS NOT NULL";
constexpr std::string_view kCounts =
    "SELECT coalesce(sum(CASE WHEN person IS NULL THEN 0 ELSE 1 END), 0), "
    "coalesce(sum(CASE WHEN person IS NULL THEN 1 ELSE 0 END), 0) "
    "FROM surveys_invitation WHERE survey = :survey";
constexpr std::string_view kUsedBefore =
    "SELECT count(*) FROM surveys_invitation WHERE survey = :survey AND used_on < :day";
constexpr std::string_view kHasSheet = "SELECT count(*) FROM surveys_invitation WHERE sheet = :sheet";
constexpr std::string_view kSeparate =
    "UPDATE surveys_invitation SET person = NULL, sheet = NULL, used_on = NULL, reminded_on = NULL "
    "WHERE survey = :survey";
constexpr std::string_view kDropDrafts = "DELETE FROM surveys_draft WHERE survey = :survey";
constexpr std::string_view kForgetLinks =
    "DELETE FROM surveys_link WHERE invitation IN (SELECT i.id FROM surveys_invitation i "
    "JOIN surveys_survey s ON s.id = i.survey WHERE s.state = 'closed' AND s.closed_on < :day)";
constexpr std::string_view kForgetInvitations =
    "DELETE FROM surveys_invitation WHERE survey IN (SELECT id FROM surveys_survey "
    "WHERE state = 'closed' AND closed_on < :day)";
constexpr std::string_view kKeepDraft =
    "INSERT INTO surveys_draft (hash, survey, content) VALUES (:hash, :survey, :content) "
    "ON CONFLICT (hash) DO UPDATE SET content = excluded.content";
constexpr std::string_view kDraft = "SELECT content FROM surveys_draft WHERE hash = :hash";
constexpr std::string_view kDropDraft = "DELETE FROM surveys_draft WHERE hash = :hash";

}  // namespace

void add_invitation(db::Connection& db, const Invitation& one, const Uuid& sheet) {
  db.run(kAdd, {{"id", one.id},
                {"survey", one.survey},
                {"person", db::id_or_null(one.person)},
                {"sheet", db::id_or_null(sheet)}});
}

void add_link(db::Connection& db, const Uuid& invitation, const std::string& hash) {
  db.run(kAddLink, {{"hash", hash}, {"invitation", invitation}});
}

void drop_links(db::Connection& db, const Uuid& invitation) {
  db.run(kDropLinks, {{"invitation", invitation}});
}

std::optional<Invitation> invitation_of(db::Connection& db, const std::string& hash) {
  const auto found = db.first<Uuid, Uuid, Uuid, std::int64_t>(kOfHash, {{"hash", hash}});
  if (!found) return std::nullopt;
  const auto& [id, survey, person, used] = *found;
  return Invitation{id, survey, person, used != 0};
}

bool use_invitation(db::Connection& db, const Uuid& invitation, Date today) {
  return db.run(kUse, {{"today", today.iso()}, {"id", invitation}}) == 1;
}

std::vector<Invitation> missing(db::Connection& db, const Uuid& survey, Date today) {
  std::vector<Invitation> all;
  for (auto& [id, person] :
       db.rows<Uuid, Uuid>(kMissing, {{"survey", survey}, {"today", today.iso()}}))
    all.push_back({id, survey, person, false});
  return all;
}

void note_reminder(db::Connection& db, const Uuid& invitation, Date today) {
  db.run(kReminded, {{"today", today.iso()}, {"id", invitation}});
}

std::vector<Uuid> invited_persons(db::Connection& db, const Uuid& survey) {
  std::vector<Uuid> all;
  for (auto& [person] : db.rows<Uuid>(kPersons, {{"survey", survey}})) all.push_back(person);
  return all;
}

InvitedCounts count_invited(db::Connection& db, const Uuid& survey) {
  const auto found = db.first<std::int64_t, std::int64_t>(kCounts, {{"survey", survey}});
  return {std::get<0>(*found), std::get<1>(*found)};
}

std::int64_t count_used_before(db::Connection& db, const Uuid& survey, Date day) {
  return db.number(kUsedBefore, {{"survey", survey}, {"day", day.iso()}});
}

bool has_sheet(db::Connection& db, const Uuid& sheet) {
  return db.number(kHasSheet, {{"sheet", sheet}}) > 0;
}

void separate(db::Connection& db, const Uuid& survey) {
  db.run(kSeparate, {{"survey", survey}});
  db.run(kDropDrafts, {{"survey", survey}});
}

void forget_links(db::Connection& db, Date closed_before) {
  db.run(kForgetLinks, {{"day", closed_before.iso()}});
  db.run(kForgetInvitations, {{"day", closed_before.iso()}});
}

void keep_draft(db::Connection& db, const std::string& hash, const Uuid& survey,
                const std::string& sealed) {
  db.run(kKeepDraft, {{"hash", hash}, {"survey", survey}, {"content", sealed}});
}

std::string draft_of(db::Connection& db, const std::string& hash) {
  const auto found = db.first<std::string>(kDraft, {{"hash", hash}});
  return found ? std::get<0>(*found) : "";
}

void drop_draft(db::Connection& db, const std::string& hash) {
  db.run(kDropDraft, {{"hash", hash}});
}

}  // namespace samloft::surveys

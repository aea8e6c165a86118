// Plans in SQL: sections, versions, drafts of texts.
// Tested by documents_test.cc

#include "store.h"

#include <algorithm>

#include "db/db.h"

namespace samloft::documents {
namespace {

constexpr std::string_view kExists = "SELECT count(*) FROM record WHERE id = :id";
constexpr std::string_view kOtherSection =
    "SELECT count(*) FROM documents_section WHERE plan = :plan AND topic = :topic AND id <> :id";
constexpr std::string_view kState = "SELECT state FROM documents_plan WHERE id = :id";
constexpr std::string_view kInForce = "SELECT id FROM documents_plan WHERE state = 'in_force'";
constexpr std::string_view kLastVersion =
    "SELECT coalesce(max(number), 0) FROM documents_version WHERE plan = :plan";
constexpr std::string_view kSections =
    "SELECT s.id, s.topic, s.text, r.version FROM documents_section s JOIN record r ON r.id = s.id "
    "WHERE s.plan = :plan";
constexpr std::string_view kComments =
    "SELECT c.id, c.topic, coalesce(p.heading, ''), c.text, c.answer, c.state "
    "FROM documents_comment c LEFT JOIN record p ON p.id = c.person WHERE c.plan = :plan "
    "ORDER BY c.id";
constexpr std::string_view kVersions =
    "SELECT v.id, v.number, v.adopted_on, b.heading, v.fingerprint FROM documents_version v "
    "JOIN record b ON b.id = v.body WHERE v.plan = :plan ORDER BY v.number DESC";
constexpr std::string_view kContent =
    "SELECT content FROM documents_version WHERE plan = :plan AND number = :number";
constexpr std::string_view kPublished =
    "SELECT v.content, r.heading FROM documents_plan p JOIN documents_version v ON v.plan = p.id "
    "JOIN record r ON r.id = p.id WHERE p.state = 'in_force' AND p.published = 1 "
    "ORDER BY v.number DESC LIMIT 1";
#define FROZEN_PLAN                                                                            \
  "SELECT p.id, v.id, p.title, v.number, v.adopted_on, b.heading, v.fingerprint, v.content " \
  "FROM documents_plan p JOIN documents_version v ON v.plan = p.id "                         \
  "JOIN record b ON b.id = v.body "
constexpr std::string_view kNewestInForce =
    FROZEN_PLAN "WHERE p.state = 'in_force' ORDER BY v.number DESC LIMIT 1";
constexpr std::string_view kFrozenPlan = FROZEN_PLAN "WHERE v.id = :version";
#undef FROZEN_PLAN
constexpr std::string_view kKeepDraft =
    "INSERT INTO documents_draft (plan, topic, person, text, based_on, saved_at) "
    "VALUES (:plan, :topic, :person, :text, :based_on, :saved_at) "
    "ON CONFLICT (plan, topic, person) DO UPDATE SET text = excluded.text, "
    "based_on = excluded.based_on, saved_at = excluded.saved_at";
constexpr std::string_view kDraft =
    "SELECT text, based_on, saved_at FROM documents_draft "
    "WHERE plan = :plan AND topic = :topic AND person = :person";
constexpr std::string_view kDropDraft =
    "DELETE FROM documents_draft WHERE plan = :plan AND topic = :topic AND person = :person";

}  // namespace

bool exists(db::Connection& db, const Uuid& record) {
  return db.number(kExists, {{"id", record}}) > 0;
}

bool has_other_section(db::Connection& db, const Uuid& section, const Uuid& plan, Topic topic) {
  return db.number(kOtherSection, {{"plan", plan},
                                   {"topic", std::string(code_of(topic))},
                                   {"id", section}}) > 0;
}

PlanState state_of(db::Connection& db, const Uuid& plan) {
  const auto found = db.first<std::string>(kState, {{"id", plan}});
  return found ? value_of<PlanState>(std::get<0>(*found)) : PlanState::superseded;
}

bool is_open(db::Connection& db, const Uuid& plan) {
  const PlanState state = state_of(db, plan);
  return state == PlanState::draft || state == PlanState::hearing;
}

Uuid plan_in_force(db::Connection& db) {
  const auto found = db.first<Uuid>(kInForce);
  return found ? std::get<0>(*found) : Uuid{};
}

std::int64_t last_version(db::Connection& db, const Uuid& plan) {
  return db.number(kLastVersion, {{"plan", plan}});
}

std::vector<SectionRow> sections_of(db::Connection& db, const Uuid& plan) {
  std::vector<SectionRow> all;
  for (auto& [id, topic, text, version] :
       db.rows<Uuid, std::string, std::string, std::int64_t>(kSections, {{"plan", plan}}))
    all.push_back({id, value_of<Topic>(topic), text, version});
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return a.topic < b.topic; });
  return all;
}

std::vector<CommentRow> comments_of(db::Connection& db, const Uuid& plan) {
  std::vector<CommentRow> all;
  for (auto& [id, topic, person, text, answer, state] :
       db.rows<Uuid, std::string, std::string, std::string, std::string, std::string>(
           kComments, {{"plan", plan}}))
    all.push_back({id, value_of<Topic>(topic), person, text, answer, value_of<CommentState>(state)});
  return all;
}

std::vector<VersionRow> versions_of(db::Connection& db, const Uuid& plan) {
  std::vector<VersionRow> all;
  for (auto& [id, number, adopted_on, body, fingerprint] :
       db.rows<Uuid, std::int64_t, std::string, std::string, std::string>(kVersions,
                                                                          {{"plan", plan}}))
    all.push_back({id, number, adopted_on, body, fingerprint});
  return all;
}

std::string content_of(db::Connection& db, const Uuid& plan, std::int64_t number) {
  const auto found = db.first<std::string>(kContent, {{"plan", plan}, {"number", number}});
  return found ? std::get<0>(*found) : "";
}

std::optional<Published> published(db::Connection& db) {
  auto found = db.first<std::string, std::string>(kPublished);
  if (!found) return std::nullopt;
  return Published{std::get<0>(*found), std::get<1>(*found)};
}

namespace {
std::optional<FrozenPlan> read_plan(db::Connection& db, std::string_view sql,
                                    const db::Arguments& arguments) {
  const auto found = db.first<Uuid, Uuid, std::string, std::int64_t, std::string, std::string,
                              std::string, std::string>(sql, arguments);
  if (!found) return std::nullopt;
  const auto& [plan, version, title, number, adopted_on, body, fingerprint, content] = *found;
  return FrozenPlan{plan, version, title, number, adopted_on, body, fingerprint, content};
}
}  // namespace

std::optional<FrozenPlan> newest_in_force(db::Connection& db) {
  return read_plan(db, kNewestInForce, {});
}

std::optional<FrozenPlan> frozen_plan(db::Connection& db, const Uuid& version) {
  return read_plan(db, kFrozenPlan, {{"version", version}});
}

std::optional<Message> hold_plan(db::Connection& db, const Record& record) {
  if (last_version(db, record.id) == 0) return std::nullopt;
  return Message(N_("Planen er vedtatt, og vedtatte versjoner fjernes aldri."));
}

std::optional<Message> hold_section(db::Connection& db, const Record& record) {
  if (is_open(db, static_cast<const SectionText&>(record).plan)) return std::nullopt;
  return Message(N_("Planen er vedtatt, og teksten ligger fast."));
}

void keep_draft(db::Connection& db, const Uuid& plan, Topic topic, const Uuid& person,
                const Draft& draft) {
  db.run(kKeepDraft, {{"plan", plan},
                      {"topic", std::string(code_of(topic))},
                      {"person", person},
                      {"text", draft.text},
                      {"based_on", draft.based_on},
                      {"saved_at", draft.saved_at.iso()}});
}

std::optional<Draft> draft_of(db::Connection& db, const Uuid& plan, Topic topic,
                              const Uuid& person) {
  auto found = db.first<std::string, std::int64_t, std::string>(
      kDraft, {{"plan", plan}, {"topic", std::string(code_of(topic))}, {"person", person}});
  if (!found) return std::nullopt;
  return Draft{std::get<0>(*found), std::get<1>(*found), Instant::parse_iso(std::get<2>(*found))};
}

void drop_draft(db::Connection& db, const Uuid& plan, Topic topic, const Uuid& person) {
  db.run(kDropDraft, {{"plan", plan}, {"topic", std::string(code_of(topic))}, {"person", person}});
}

}  // namespace samloft::documents

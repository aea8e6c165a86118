// SQL of needs.
// Tested by needs_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::needs {
namespace {

constexpr std::string_view kPriorityIsTaken =
    "SELECT count(*) FROM needs_need WHERE priority = :priority AND id <> :other";
constexpr std::string_view kSourceOf = "SELECT evidence FROM needs_passage WHERE id = :passage";
constexpr std::string_view kIsMerged =
    "SELECT count(*) FROM needs_need WHERE id = :need AND merged_into IS NOT NULL";
constexpr std::string_view kMergedInto =
    "SELECT n.id FROM needs_need n JOIN record r ON r.id = n.id WHERE n.merged_into = :need "
    "ORDER BY r.sort_key, n.id";
constexpr std::string_view kEvidenceOfNeed =
    "SELECT e.id, e.title, e.kind, e.source, e.year, e.not_for_comparison, e.restricted "
    "FROM needs_need_evidence l JOIN needs_evidence e ON e.id = l.target "
    "WHERE l.owner = :need ORDER BY l.place";
// The condition is the scope of the kind "need".
constexpr std::string_view kNeedsWithEvidence =
    "SELECT t.id, coalesce(e.kind, ''), coalesce(e.year, 0) FROM needs_need t "
    "LEFT JOIN needs_need_evidence l ON l.owner = t.id "
    "LEFT JOIN needs_evidence e ON e.id = l.target "
    "WHERE :sees_drafts = 1 OR t.state <> 'draft' OR t.raised_by = :viewer";

}  // namespace

bool priority_is_taken(db::Connection& db, std::int64_t priority, const Uuid& by_other_than) {
  return db.number(kPriorityIsTaken, {{"priority", priority}, {"other", by_other_than}}) > 0;
}

Uuid source_of(db::Connection& db, const Uuid& passage) {
  const auto found = db.first<Uuid>(kSourceOf, {{"passage", passage}});
  return found ? std::get<0>(*found) : Uuid{};
}

bool is_merged(db::Connection& db, const Uuid& need) {
  return db.number(kIsMerged, {{"need", need}}) > 0;
}

bool has_merged(db::Connection& db, const Uuid& need) { return !merged_into(db, need).empty(); }

std::vector<Uuid> merged_into(db::Connection& db, const Uuid& need) {
  std::vector<Uuid> all;
  for (auto& [id] : db.rows<Uuid>(kMergedInto, {{"need", need}})) all.push_back(id);
  return all;
}

std::vector<EvidenceRow> evidence_of(db::Connection& db, const Uuid& need) {
  std::vector<EvidenceRow> all;
  for (auto& [id, title, kind, source, year, not_for_comparison, restricted] :
       db.rows<Uuid, std::string, std::string, std::string, std::int64_t, std::int64_t,
               std::int64_t>(kEvidenceOfNeed, {{"need", need}})) {
    all.push_back({id, title, kind, source, year, not_for_comparison != 0, restricted != 0});
  }
  return all;
}

std::vector<Resting> needs_with_evidence(db::Connection& db, const Uuid& viewer,
                                         bool sees_drafts) {
  std::vector<Resting> all;
  for (auto& [need, kind, year] : db.rows<Uuid, std::string, std::int64_t>(
           kNeedsWithEvidence,
           {{"sees_drafts", std::int64_t{sees_drafts}}, {"viewer", viewer}})) {
    all.push_back({need, kind, year});
  }
  return all;
}

}  // namespace samloft::needs

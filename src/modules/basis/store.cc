// Frozen decision bases in SQL.
// Tested by basis_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::basis {
namespace {

constexpr std::string_view kLastNumber =
    "SELECT coalesce(max(number), 0) FROM basis_decision_basis";
constexpr std::string_view kNumberIsTaken =
    "SELECT count(*) FROM basis_decision_basis WHERE number = :number AND id <> :other";
constexpr std::string_view kNewest =
    "SELECT id, number, year, recipient, frozen_on FROM basis_decision_basis "
    "ORDER BY number DESC LIMIT :most";
constexpr std::string_view kLastGrounds =
    "SELECT grounds FROM basis_decision_basis ORDER BY number DESC LIMIT 1";
constexpr std::string_view kKeepDraft =
    "INSERT INTO basis_draft (person, recipient, year, grounds, saved_at) "
    "VALUES (:person, :recipient, :year, :grounds, :saved_at) "
    "ON CONFLICT (person) DO UPDATE SET recipient = excluded.recipient, year = excluded.year, "
    "grounds = excluded.grounds, saved_at = excluded.saved_at";
constexpr std::string_view kDraft =
    "SELECT recipient, year, grounds, saved_at FROM basis_draft WHERE person = :person";
constexpr std::string_view kDropDraft = "DELETE FROM basis_draft WHERE person = :person";
constexpr std::string_view kForgetDrafts = "DELETE FROM basis_draft WHERE saved_at < :before";

}  // namespace

std::int64_t last_number(db::Connection& db) { return db.number(kLastNumber); }

bool number_is_taken(db::Connection& db, std::int64_t number, const Uuid& by_other_than) {
  return db.number(kNumberIsTaken, {{"number", number}, {"other", by_other_than}}) > 0;
}

std::vector<FrozenRow> newest(db::Connection& db, std::int64_t most) {
  std::vector<FrozenRow> all;
  for (auto& [id, number, year, recipient, frozen_on] :
       db.rows<Uuid, std::int64_t, std::int64_t, std::string, std::string>(kNewest,
                                                                           {{"most", most}}))
    all.push_back({id, number, year, recipient, frozen_on});
  return all;
}

std::string last_grounds(db::Connection& db) {
  const auto found = db.first<std::string>(kLastGrounds);
  return found ? std::get<0>(*found) : "";
}

void keep_draft(db::Connection& db, const Uuid& person, const Draft& draft) {
  db.run(kKeepDraft, {{"person", person},
                      {"recipient", draft.recipient},
                      {"year", draft.year},
                      {"grounds", draft.grounds},
                      {"saved_at", draft.saved_at.iso()}});
}

std::optional<Draft> draft_of(db::Connection& db, const Uuid& person) {
  auto found = db.first<std::string, std::string, std::string, std::string>(kDraft,
                                                                            {{"person", person}});
  if (!found) return std::nullopt;
  auto& [recipient, year, grounds, saved_at] = *found;
  return Draft{recipient, year, grounds, Instant::parse_iso(saved_at)};
}

void drop_draft(db::Connection& db, const Uuid& person) {
  db.run(kDropDraft, {{"person", person}});
}

void forget_drafts(db::Connection& db, Instant before) {
  db.run(kForgetDrafts, {{"before", before.iso()}});
}

}  // namespace samloft::basis

// SQL of grants.
// Tested by grants_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::grants {
namespace {

constexpr std::string_view kShares =
    "SELECT s.id, s.organisation, o.heading, s.parts, s.uses, coalesce(s.amount, -1) "
    "FROM grants_share s "
    "JOIN record o ON o.id = s.organisation WHERE s.from_grant = :of "
    "ORDER BY s.place IS NULL, s.place, s.id";
constexpr std::string_view kTranches =
    "SELECT t.id, t.organisation, o.heading, t.budget_year, t.amount, t.state FROM grants_tranche t "
    "JOIN record o ON o.id = t.organisation WHERE t.from_grant = :of ORDER BY t.budget_year, t.id";
constexpr std::string_view kOtherParts =
    "SELECT coalesce(sum(parts), 0) FROM grants_share WHERE from_grant = :of AND id <> :but";
constexpr std::string_view kHasShare =
    "SELECT count(*) FROM grants_share WHERE from_grant = :of AND organisation = :organisation "
    "AND id <> :but";
constexpr std::string_view kLeftTranches =
    "SELECT count(*) FROM grants_share s JOIN grants_tranche t ON t.from_grant = s.from_grant "
    "AND t.organisation = s.organisation WHERE s.id = :share "
    "AND NOT (s.from_grant = :of AND s.organisation = :organisation)";
constexpr std::string_view kOtherTranches =
    "SELECT coalesce(sum(amount), 0) FROM grants_tranche WHERE from_grant = :of AND id <> :but";
constexpr std::string_view kTotal = "SELECT total FROM grants_grant WHERE id = :of";
constexpr std::string_view kByYear =
    "SELECT decision_year, count(*), sum(total) FROM grants_grant "
    "GROUP BY decision_year ORDER BY decision_year";

}  // namespace

std::vector<ShareRow> shares_of(db::Connection& db, const Uuid& grant) {
  std::vector<ShareRow> all;
  for (auto& [id, organisation, name, parts, uses, amount] :
       db.rows<Uuid, Uuid, std::string, std::int64_t, std::string, std::int64_t>(kShares,
                                                                                 {{"of", grant}})) {
    all.push_back({id, organisation, name, parts, uses,
                   amount < 0 ? std::nullopt : std::optional(Ore{amount})});
  }
  return all;
}

std::vector<TrancheRow> tranches_of(db::Connection& db, const Uuid& grant) {
  std::vector<TrancheRow> all;
  for (auto& [id, organisation, name, year, amount, state] :
       db.rows<Uuid, Uuid, std::string, std::int64_t, std::int64_t, std::string>(
           kTranches, {{"of", grant}})) {
    all.push_back({id, organisation, name, year, Ore{amount}, state});
  }
  return all;
}

std::int64_t other_parts(db::Connection& db, const Uuid& grant, const Uuid& but_share) {
  return db.number(kOtherParts, {{"of", grant}, {"but", but_share}});
}

bool has_share(db::Connection& db, const Uuid& grant, const Uuid& organisation,
               const Uuid& but_share) {
  return db.number(kHasShare,
                   {{"of", grant}, {"organisation", organisation}, {"but", but_share}}) > 0;
}

bool leaves_tranches(db::Connection& db, const Uuid& share, const Uuid& grant,
                     const Uuid& organisation) {
  return db.number(kLeftTranches,
                   {{"share", share}, {"of", grant}, {"organisation", organisation}}) > 0;
}

Ore other_tranches(db::Connection& db, const Uuid& grant, const Uuid& but_tranche) {
  return {db.number(kOtherTranches, {{"of", grant}, {"but", but_tranche}})};
}

Ore total_of(db::Connection& db, const Uuid& grant) {
  return {db.number(kTotal, {{"of", grant}})};
}

std::vector<YearSum> sums_by_year(db::Connection& db) {
  std::vector<YearSum> all;
  for (auto& [year, grants, total] : db.rows<std::int64_t, std::int64_t, std::int64_t>(kByYear))
    all.push_back({year, grants, Ore{total}});
  return all;
}

}  // namespace samloft::grants

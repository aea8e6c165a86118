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

}  // namespace samloft::basis

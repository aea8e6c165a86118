// The queries of grants beside those that every kind has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/money.h"

namespace samloft::db {
class Connection;
}

namespace samloft::grants {

struct ShareRow {
  Uuid id, organisation;
  std::string name;
  std::int64_t parts;
  std::string uses;
  std::optional<Ore> amount;  // as the decision names it
};
// The shares of a grant in their place.
std::vector<ShareRow> shares_of(db::Connection& db, const Uuid& grant);

struct TrancheRow {
  Uuid id, organisation;
  std::string name;  // of the organisation
  std::int64_t year;
  Ore amount;
  std::string state;  // code
};
std::vector<TrancheRow> tranches_of(db::Connection& db, const Uuid& grant);

// Σ of the grant's other shares, basis points; and whether the organisation has one of them.
std::int64_t other_parts(db::Connection& db, const Uuid& grant, const Uuid& but_share);
bool has_share(db::Connection& db, const Uuid& grant, const Uuid& organisation,
               const Uuid& but_share);
// Whether tranches would be left without a share if this stored share went to the organisation in
// the grant.
bool leaves_tranches(db::Connection& db, const Uuid& share, const Uuid& grant,
                     const Uuid& organisation);
// Σ of the grant's other tranches.
Ore other_tranches(db::Connection& db, const Uuid& grant, const Uuid& but_tranche);
Ore total_of(db::Connection& db, const Uuid& grant);

struct YearSum {
  std::int64_t year;
  std::int64_t grants;
  Ore total;
};
std::vector<YearSum> sums_by_year(db::Connection& db);

}  // namespace samloft::grants

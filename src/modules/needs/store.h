// The queries of needs beside those that every kind has.
#pragma once

#include <string>
#include <vector>

#include "needs/needs.h"
#include "rules.h"

namespace samloft::db {
class Connection;
}

namespace samloft::needs {

bool priority_is_taken(db::Connection& db, std::int64_t priority, const Uuid& by_other_than);

Uuid source_of(db::Connection& db, const Uuid& passage);
bool is_merged(db::Connection& db, const Uuid& need);
bool has_merged(db::Connection& db, const Uuid& need);
std::vector<Uuid> merged_into(db::Connection& db, const Uuid& need);

struct EvidenceRow {
  Uuid id;
  std::string title, kind, source;
  std::int64_t year;
  bool not_for_comparison, restricted;
};
// What a need rests on, in its chosen order.
std::vector<EvidenceRow> evidence_of(db::Connection& db, const Uuid& need);

// Every need that the person may see with each piece of its evidence; sees_drafts: all of them.
std::vector<Resting> needs_with_evidence(db::Connection& db, const Uuid& viewer, bool sees_drafts);

}  // namespace samloft::needs

// What records are called and who points at them.
// Tested by records_test.cc

#include <algorithm>

#include "db/db.h"
#include "records/store.h"
#include "records/store_rows.h"

namespace samloft::records {
namespace {

constexpr std::string_view kHeading = "SELECT heading FROM record WHERE id = :id";
constexpr std::string_view kKind = "SELECT kind FROM record WHERE id = :id";

}  // namespace

std::string heading_of(db::Connection& db, const Uuid& id) {
  const auto found = db.first<std::string>(kHeading, {{"id", id}});
  return found ? std::get<0>(*found) : "";
}

std::map<Uuid, std::string> headings_of(db::Connection& db, const Kinds& kinds,
                                        const Viewer& viewer, std::vector<Uuid> ids) {
  std::map<Uuid, std::string> headings;
  std::erase_if(ids, [](const Uuid& id) { return id.empty(); });
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  constexpr std::size_t kAtOnce = 512;
  for (std::size_t start = 0; start < ids.size(); start += kAtOnce) {
    const std::size_t end = std::min(start + kAtOnce, ids.size());
    db::Arguments arguments;
    std::string sql = "SELECT r.id, r.heading FROM record r WHERE r.id IN " +
                      one_of({ids.begin() + static_cast<std::ptrdiff_t>(start),
                              ids.begin() + static_cast<std::ptrdiff_t>(end)},
                             arguments);
    sql += in_scope(kinds, viewer, arguments);
    for (auto& [id, heading] : db.rows<Uuid, std::string>(sql, arguments))
      headings.emplace(id, heading);
  }
  return headings;
}

std::string kind_of(db::Connection& db, const Uuid& id) {
  const auto found = db.first<std::string>(kKind, {{"id", id}});
  return found ? std::get<0>(*found) : "";
}

std::vector<Named> choices(db::Connection& db, const Kinds& kinds, const Viewer& viewer,
                           std::string_view kind, std::int64_t limit) {
  db::Arguments arguments{{"kind", std::string(kind)}, {"limit", limit}};
  std::vector<Named> all;
  for (auto& [id, heading, name] : db.rows<Uuid, std::string, std::string>(
           "SELECT r.id, r.heading, r.kind FROM record r WHERE r.kind = :kind" +
               in_scope(kinds, viewer, arguments) + " ORDER BY r.sort_key, r.id LIMIT :limit",
           arguments)) {
    all.push_back({id, std::move(heading), std::move(name)});
  }
  return all;
}

std::vector<Referrer> referrers(db::Connection& db, const Kinds& kinds, const Kind& kind,
                                const Viewer& viewer, const Uuid& id, std::int64_t limit,
                                const std::function<bool(const Kinds::Reference&)>& asked) {
  std::string sql;
  db::Arguments arguments{{"id", id}, {"limit", limit}};
  const auto& references = kinds.references_to(kind.name);
  for (std::size_t i = 0; i < references.size(); ++i) {
    const auto& reference = references[i];
    if (!viewer.may(reference.from->readers) || (asked && !asked(reference))) continue;
    const std::string table(reference.from->table);
    std::string scope = "1 = 1";
    if (!reference.from->scope.empty() && !viewer.may(reference.from->sees_all)) {
      scope = "(" + std::string(reference.from->scope) + ")";
    }
    const std::string field(reference.field);
    const std::string from = reference.many
                                 ? table + "_" + field + " l JOIN " + table + " t ON t.id = l.owner"
                                 : table + " t";
    const std::string condition = reference.many ? "l.target = :id" : "t." + field + " = :id";
    sql += (sql.empty() ? "" : " UNION ALL ") + std::string("SELECT * FROM (SELECT ") +
           std::to_string(i) + " AS reference, r.id AS id, r.heading AS heading, r.sort_key AS k " +
           "FROM " + from + " JOIN record r ON r.id = t.id WHERE " + condition + " AND " + scope +
           " ORDER BY r.sort_key, r.id LIMIT :limit) q" + std::to_string(i);
  }
  std::vector<Referrer> all;
  if (sql.empty()) return all;
  bind_viewer(sql, viewer, arguments);
  for (auto& [reference, referrer, heading, key] :
       db.rows<std::int64_t, Uuid, std::string, std::string>(sql + " ORDER BY reference, k",
                                                             arguments)) {
    all.push_back({static_cast<std::size_t>(reference), referrer, heading});
  }
  return all;
}

}  // namespace samloft::records

// Reading many described records: lists, exports, the search over all kinds.
// Tested by records_test.cc

#include <algorithm>

#include "base/text.h"
#include "db/db.h"
#include "records/store.h"
#include "records/store_rows.h"

namespace samloft::records {
namespace {

constexpr std::string_view kNoCondition = " AND 1 = 1";

// Each word must occur; more than six words narrow no further.
std::string searched(const std::string& words, db::Arguments& arguments) {
  std::string condition;
  std::size_t number = 0;
  for (const auto& word : split(folded(words), ' ')) {
    if (word.empty() || number == 6) continue;
    const std::string name = "word" + std::to_string(number++);
    condition += " AND r.search_text LIKE :" + name + " ESCAPE '\\'";
    arguments.push_back({name, db::like_pattern(word)});
  }
  return condition;
}

std::string filtered(const Kind& kind, const Columns& columns,
                     const std::map<std::string, std::string>& filters,
                     db::Arguments& arguments) {
  std::string condition;
  for (const auto& [field, value] : filters) {
    if (value.empty()) continue;
    const std::string name = "filter_" + field;
    if (std::find(columns.many.begin(), columns.many.end(), field) != columns.many.end()) {
      const auto id = Uuid::parse(value);
      if (!id) continue;
      arguments.push_back({name, *id});
      condition += " AND t.id IN (SELECT l.owner FROM " + std::string(kind.table) + "_" + field +
                   " l WHERE l.target = :" + name + ")";
      continue;
    }
    const auto column = columns.kinds.find(field);
    if (column == columns.kinds.end()) continue;
    if (column->second == 'u') {
      const auto id = Uuid::parse(value);
      if (!id) continue;
      arguments.push_back({name, *id});
    } else if (column->second == 'c') {
      arguments.push_back({name, value});
    } else {
      continue;
    }
    condition += " AND t." + field + " = :" + name;
  }
  return condition;
}

std::string order_by(const Columns& columns, const ListQuery& query) {
  const std::string direction = query.descending ? " DESC" : "";
  const auto column = columns.kinds.find(query.sort);
  if (column == columns.kinds.end() || column->second == 't')
    return " ORDER BY r.sort_key" + direction + ", r.id" + direction;
  std::string value = "t." + query.sort;
  if (column->second == 'u') value = "(SELECT x.sort_key FROM record x WHERE x.id = " + value + ")";
  // Absent values stand last in either direction and on either engine.
  return " ORDER BY " + value + " IS NULL, " + value + direction + ", r.sort_key, r.id";
}

// The kinds that the viewer may read, among the wanted if some are, as a condition on `record r`.
std::string readable(const Kinds& kinds, const Viewer& viewer,
                     const std::vector<std::string_view>& wanted = {},
                     const std::string& kind_of_row = "r.kind") {
  std::string names;
  for (const Kind& kind : kinds.all()) {
    const bool is_wanted =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), kind.name) != wanted.end();
    if (is_wanted && viewer.may(kind.readers))
      names += (names.empty() ? "'" : ", '") + std::string(kind.name) + "'";
  }
  return names.empty() ? "1 = 0" : kind_of_row + " IN (" + names + ")";
}

}  // namespace

std::string in_scope(const Kinds& kinds, const Viewer& viewer, db::Arguments& arguments) {
  std::string conditions;
  for (const Kind& kind : kinds.all()) {
    if (kind.scope.empty() || viewer.may(kind.sees_all)) continue;
    conditions += " AND (r.kind <> '" + std::string(kind.name) + "' OR EXISTS (SELECT 1 FROM " +
                  std::string(kind.table) + " t WHERE t.id = r.id AND (" + std::string(kind.scope) +
                  ")))";
  }
  bind_viewer(conditions, viewer, arguments);
  return conditions;
}

std::map<std::string, std::int64_t> counts(db::Connection& db, const Kinds& kinds,
                                           const Viewer& viewer,
                                           const std::vector<std::string_view>& wanted) {
  db::Arguments arguments;
  const std::string where = readable(kinds, viewer, wanted) + in_scope(kinds, viewer, arguments);
  std::map<std::string, std::int64_t> all;
  for (auto& [kind, count] : db.rows<std::string, std::int64_t>(
           "SELECT r.kind, count(*) FROM record r WHERE " + where + " GROUP BY r.kind ORDER BY r.kind",
           arguments)) {
    all[kind] = count;
  }
  return all;
}

ListPage list(db::Connection& db, const Kind& kind, const Viewer& viewer, const ListQuery& query) {
  const Columns columns(kind);
  db::Arguments arguments;
  const std::string of_table = " AND " + scoped(kind, viewer, arguments) +
                               filtered(kind, columns, query.filters, arguments);
  // With the kind, both engines walk record_by_kind in its order and stop at the page's end.
  const std::string where = " WHERE r.kind = '" + std::string(kind.name) + "'" +
                            searched(query.search, arguments) + of_table;
  // What asks the kind's own table nothing is counted without it.
  const std::string joined = of_table == kNoCondition
                                 ? ""
                                 : " JOIN " + std::string(kind.table) + " t ON t.id = r.id";
  ListPage page;
  page.total = db.number("SELECT count(*) FROM record r" + joined + where, arguments);
  arguments.push_back({"size", query.size});
  arguments.push_back({"skip", (query.page - 1) * query.size});
  db.each(select_from(kind, columns) + where + order_by(columns, query) +
              " LIMIT :size OFFSET :skip",
          row_types(columns), arguments, [&](const db::Row& row) {
            page.records.push_back(kind.make());
            fill(*page.records.back(), row);
            page.headings.push_back(row.text(2));
          });
  return page;
}

namespace {

// Sets one field of many links.
class LinksSetter final : public SomeFields {
 public:
  LinksSetter(std::string_view name, std::vector<Uuid>& value) : name_(name), value_(value) {}
  void links(const Field& f, std::string_view, std::vector<Uuid>& ids) override {
    if (f.name == name_) ids = std::move(value_);
  }

 private:
  std::string_view name_;
  std::vector<Uuid>& value_;
};

// The kind's records that fulfil the condition on `t`, with their links.
std::vector<std::unique_ptr<Record>> read_where(db::Connection& db, const Kind& kind,
                                                const Columns& columns,
                                                const std::string& condition,
                                                const db::Arguments& arguments,
                                                std::string_view order) {
  std::vector<std::unique_ptr<Record>> all;
  std::map<Uuid, Record*> by_id;
  const std::string where = condition.empty() ? "" : " WHERE " + condition;
  db.each(select_from(kind, columns) + where + " ORDER BY " + std::string(order),
          row_types(columns), arguments, [&](const db::Row& row) {
            all.push_back(kind.make());
            fill(*all.back(), row);
            by_id[all.back()->id] = all.back().get();
          });
  const std::string table(kind.table);
  const std::string owners =
      condition.empty() ? "" : " WHERE owner IN (SELECT t.id FROM " + table + " t" + where + ")";
  for (const auto& field : columns.many) {
    std::map<Uuid, std::vector<Uuid>> targets;
    for (auto& [owner, target] : db.rows<Uuid, Uuid>("SELECT owner, target FROM " + table + "_" +
                                                         field + owners + " ORDER BY owner, place",
                                                     arguments)) {
      targets[owner].push_back(target);
    }
    for (auto& [owner, ids] : targets) {
      LinksSetter setter(field, ids);
      by_id.at(owner)->describe(setter);
    }
  }
  return all;
}

}  // namespace

std::vector<std::unique_ptr<Record>> every(db::Connection& db, const Kind& kind) {
  return read_where(db, kind, Columns(kind), "", {}, "r.id");
}

std::vector<std::unique_ptr<Record>> pointing_at(db::Connection& db, const Kind& kind,
                                                 std::string_view field,
                                                 std::vector<Uuid> targets) {
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  if (targets.empty()) return {};
  const Columns columns(kind);
  const bool is_many =
      std::find(columns.many.begin(), columns.many.end(), field) != columns.many.end();
  const auto column = columns.kinds.find(field);
  ensure(is_many || (column != columns.kinds.end() && column->second == 'u'),
         "only links point at records");
  db::Arguments arguments;
  const std::string list = one_of(targets, arguments), name(field);
  const std::string condition =
      is_many ? "t.id IN (SELECT l.owner FROM " + std::string(kind.table) + "_" + name +
                    " l WHERE l.target IN " + list + ")"
              : "t." + name + " IN " + list;
  return read_where(db, kind, columns, condition, arguments, "r.sort_key, r.id");
}

Hits search(db::Connection& db, const Kinds& kinds, const Viewer& viewer, const std::string& words,
            std::int64_t page, std::int64_t size) {
  Hits found;
  db::Arguments arguments;
  const std::string matches = searched(words, arguments);
  if (matches.empty()) return found;
  // Most rows are of readable kinds: SQLite is to read them as they lie, not kind by kind through
  // an index, and an index does not fit an expression.
  const std::string where = " FROM record r WHERE " + readable(kinds, viewer, {}, "r.kind || ''") +
                            in_scope(kinds, viewer, arguments) + matches;
  const db::Arguments searched_for = arguments;
  arguments.push_back({"size", size});
  arguments.push_back({"skip", (page - 1) * size});
  // Looking through all texts is what takes the time: it is counted on the way.
  for (auto& [id, kind, heading, total] : db.rows<Uuid, std::string, std::string, std::int64_t>(
           "SELECT r.id, r.kind, r.heading, count(*) OVER ()" + where +
               " ORDER BY r.sort_key, r.id LIMIT :size OFFSET :skip",
           arguments)) {
    found.hits.push_back({id, kind, heading});
    found.total = total;
  }
  if (found.hits.empty() && page > 1)  // beyond the last page
    found.total = db.number("SELECT count(*)" + where, searched_for);
  return found;
}

}  // namespace samloft::records

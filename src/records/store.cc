// Statements for described records.
// Tested by records_test.cc

#include "records/store.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "db/db.h"

namespace samloft::records {
namespace {

constexpr std::string_view kSchema = R"(
CREATE TABLE record (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  heading text NOT NULL,
  sort_key text NOT NULL,
  search_text text NOT NULL,
  version bigint NOT NULL,
  created_at text NOT NULL,
  changed_at text NOT NULL
);
CREATE INDEX record_by_kind ON record (kind, sort_key, id);
)";

constexpr std::string_view kInsertRecord =
    "INSERT INTO record (id, kind, heading, sort_key, search_text, version, created_at, changed_at) "
    "VALUES (:id, :kind, :heading, :sort_key, :search_text, 1, :now, :now)";
constexpr std::string_view kUpdateRecord =
    "UPDATE record SET heading = :heading, sort_key = :sort_key, search_text = :search_text, "
    "version = version + 1, changed_at = :now WHERE id = :id AND version = :version";
constexpr std::string_view kDeleteRecord = "DELETE FROM record WHERE id = :id";
constexpr std::string_view kHeading = "SELECT heading FROM record WHERE id = :id";
constexpr std::string_view kKind = "SELECT kind FROM record WHERE id = :id";
constexpr std::string_view kChoices =
    "SELECT id, heading, kind FROM record WHERE kind = :kind ORDER BY sort_key, id LIMIT :limit";
constexpr std::string_view kCounts = "SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind";

// The columns of a kind: their names, the letters of their types, and which are links to many.
class Columns final : public Fields {
 public:
  explicit Columns(const Kind& kind) { kind.make()->describe(*this); }
  std::vector<std::string> names;
  std::string types;
  std::vector<std::string> many;
  std::map<std::string, char, std::less<>> kinds;  // t text, i number, d date, c choice, u link

  void text(const Field& f, std::string&) override { add(f, 't', 't'); }
  void prose(const Field& f, std::string&) override { add(f, 't', 't'); }
  void number(const Field& f, std::optional<std::int64_t>&) override { add(f, 't', 'i'); }
  void money(const Field& f, std::optional<Ore>&) override { add(f, 't', 'i'); }
  void percent(const Field& f, std::optional<std::int64_t>&) override { add(f, 't', 'i'); }
  void date(const Field& f, std::optional<Date>&) override { add(f, 't', 'd'); }
  void yes_no(const Field& f, bool&) override { add(f, 'i', 'i'); }
  void choice_at(const Field& f, Choices, std::size_t&) override { add(f, 't', 'c'); }
  void options(const Field& f, Choices, std::uint64_t&) override { add(f, 't', 't'); }
  void link(const Field& f, std::string_view, Uuid&) override { add(f, 'u', 'u'); }
  void links(const Field& f, std::string_view, std::vector<Uuid>&) override {
    many.emplace_back(f.name);
  }

  std::string listed(std::string_view before) const {
    std::string out;
    for (const auto& name : names) out += ", " + std::string(before) + name;
    return out;
  }

 private:
  void add(const Field& field, char type, char kind) {
    names.emplace_back(field.name);
    types += type == 't' && kind == 'i' ? 'n' : type;
    kinds.emplace(field.name, kind);
  }
};

// n is a number that may be absent; it is read as an integer with its NULL.
std::string row_types(const Columns& columns) {
  std::string types = columns.types;
  std::replace(types.begin(), types.end(), 'n', 'i');
  return types;
}

std::string codes(Choices choices, std::uint64_t bits) {
  std::string out;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (bits >> i & 1) out += (out.empty() ? "" : " ") + std::string(choices[i].code);
  }
  return out;
}

std::size_t index_of(Choices choices, std::string_view code) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].code == code) return i;
  }
  throw Broken("the database holds an unknown choice: " + std::string(code));
}

// Fills a record from a row whose columns stand in the order of the description.
class RowReader final : public Fields {
 public:
  RowReader(const db::Row& row, std::size_t first) : row_(row), at_(first) {}
  void text(const Field&, std::string& value) override { value = row_.text(at_++); }
  void prose(const Field&, std::string& value) override { value = row_.text(at_++); }
  void number(const Field&, std::optional<std::int64_t>& value) override { value = integer(); }
  void money(const Field&, std::optional<Ore>& value) override {
    const auto count = integer();
    value = count ? std::optional<Ore>(Ore{*count}) : std::nullopt;
  }
  void percent(const Field&, std::optional<std::int64_t>& value) override { value = integer(); }
  void date(const Field&, std::optional<Date>& value) override {
    const std::string& iso = row_.text(at_++);
    value = iso.empty() ? std::nullopt : Date::parse(iso);
  }
  void yes_no(const Field&, bool& value) override { value = row_.integer(at_++) != 0; }
  void choice_at(const Field&, Choices choices, std::size_t& index) override {
    index = index_of(choices, row_.text(at_++));
  }
  void options(const Field&, Choices choices, std::uint64_t& bits) override {
    bits = 0;
    const std::string& stored = row_.text(at_++);
    if (stored.empty()) return;
    for (const auto& code : split(stored, ' ')) bits |= 1ull << index_of(choices, code);
  }
  void link(const Field&, std::string_view, Uuid& id) override { id = row_.id(at_++); }
  void links(const Field&, std::string_view, std::vector<Uuid>&) override {}

 private:
  std::optional<std::int64_t> integer() {
    const std::size_t at = at_++;
    if (row_.is_null(at)) return std::nullopt;
    return row_.integer(at);
  }
  const db::Row& row_;
  std::size_t at_;
};

// The arguments of an insert or update.
class Binder final : public Fields {
 public:
  db::Arguments arguments;
  void text(const Field& f, std::string& value) override { add(f, value); }
  void prose(const Field& f, std::string& value) override { add(f, value); }
  void number(const Field& f, std::optional<std::int64_t>& value) override {
    add(f, value ? db::Value{*value} : db::Value{});
  }
  void money(const Field& f, std::optional<Ore>& value) override {
    add(f, value ? db::Value{value->count} : db::Value{});
  }
  void percent(const Field& f, std::optional<std::int64_t>& value) override { number(f, value); }
  void date(const Field& f, std::optional<Date>& value) override {
    add(f, value ? db::Value{value->iso()} : db::Value{});
  }
  void yes_no(const Field& f, bool& value) override { add(f, std::int64_t{value}); }
  void choice_at(const Field& f, Choices choices, std::size_t& index) override {
    add(f, std::string(choices[index].code));
  }
  void options(const Field& f, Choices choices, std::uint64_t& bits) override {
    add(f, codes(choices, bits));
  }
  void link(const Field& f, std::string_view, Uuid& id) override { add(f, db::id_or_null(id)); }
  void links(const Field&, std::string_view, std::vector<Uuid>&) override {}

 private:
  void add(const Field& field, db::Value value) {
    arguments.push_back({std::string(field.name), std::move(value)});
  }
};

// What a search looks through: the heading and all text of the record.
class SearchText final : public SomeFields {
 public:
  std::string all;
  void text(const Field&, std::string& value) override { all += "\n" + value; }
  void prose(const Field&, std::string& value) override { all += "\n" + value; }
};

std::string search_text(Record& record, const std::string& heading) {
  SearchText words;
  words.all = heading;
  record.describe(words);
  return folded(words.all);
}

class LinkWriter final : public SomeFields {
 public:
  LinkWriter(db::Connection& db, const Kind& kind, const Uuid& owner)
      : db_(db), kind_(kind), owner_(owner) {}
  void links(const Field& field, std::string_view, std::vector<Uuid>& ids) override {
    const std::string table = std::string(kind_.table) + "_" + std::string(field.name);
    db_.run("DELETE FROM " + table + " WHERE owner = :owner", {{"owner", owner_}});
    std::int64_t place = 0;
    for (const Uuid& id : ids) {
      db_.run("INSERT INTO " + table + " (owner, target, place) VALUES (:owner, :target, :place)",
              {{"owner", owner_}, {"target", id}, {"place", place++}});
    }
  }

 private:
  db::Connection& db_;
  const Kind& kind_;
  Uuid owner_;
};

class LinkReader final : public SomeFields {
 public:
  LinkReader(db::Connection& db, const Kind& kind, const Uuid& owner)
      : db_(db), kind_(kind), owner_(owner) {}
  void links(const Field& field, std::string_view, std::vector<Uuid>& ids) override {
    ids.clear();
    const std::string table = std::string(kind_.table) + "_" + std::string(field.name);
    for (auto& [target] : db_.rows<Uuid>(
             "SELECT target FROM " + table + " WHERE owner = :owner ORDER BY place",
             {{"owner", owner_}})) {
      ids.push_back(target);
    }
  }

 private:
  db::Connection& db_;
  const Kind& kind_;
  Uuid owner_;
};

std::string select_from(const Kind& kind, const Columns& columns) {
  return "SELECT r.id, r.version, r.heading" + columns.listed("t.") + " FROM " +
         std::string(kind.table) + " t JOIN record r ON r.id = t.id";
}

std::unique_ptr<Record> read_record(const Kind& kind, const db::Row& row, std::string* heading) {
  auto record = kind.make();
  record->id = row.id(0);
  record->version = row.integer(1);
  if (heading) *heading = row.text(2);
  RowReader reader(row, 3);
  record->describe(reader);
  return record;
}

bool load_where(db::Connection& db, const Kind& kind, const std::string& condition,
                const db::Arguments& arguments, Record& record) {
  const Columns columns(kind);
  bool found = false;
  db.each(select_from(kind, columns) + " WHERE " + condition, "uit" + row_types(columns), arguments,
          [&](const db::Row& row) {
            record.id = row.id(0);
            record.version = row.integer(1);
            RowReader reader(row, 3);
            record.describe(reader);
            found = true;
          });
  if (found && !columns.many.empty()) {
    LinkReader links(db, kind, record.id);
    record.describe(links);
  }
  return found;
}

// The kind's scope as a condition, with its arguments.
std::string scoped(const Kind& kind, const Viewer& viewer, db::Arguments& arguments) {
  if (kind.scope.empty() || viewer.may(kind.sees_all)) return "1 = 1";
  arguments.push_back({"viewer", viewer.person});
  return "(" + std::string(kind.scope) + ")";
}

std::string like_pattern(std::string_view word) {
  std::string out = "%";
  for (char character : word) {
    if (character == '%' || character == '_' || character == '\\') out += '\\';
    out += character;
  }
  return out + "%";
}

// Each word must occur; more than six words narrow no further.
std::string searched(const std::string& words, db::Arguments& arguments) {
  std::string condition;
  std::size_t number = 0;
  for (const auto& word : split(folded(words), ' ')) {
    if (word.empty() || number == 6) continue;
    const std::string name = "word" + std::to_string(number++);
    condition += " AND r.search_text LIKE :" + name + " ESCAPE '\\'";
    arguments.push_back({name, like_pattern(word)});
  }
  return condition;
}

std::string filtered(const Columns& columns, const std::map<std::string, std::string>& filters,
                     db::Arguments& arguments) {
  std::string condition;
  for (const auto& [field, value] : filters) {
    const auto column = columns.kinds.find(field);
    if (column == columns.kinds.end() || value.empty()) continue;
    const std::string name = "filter_" + field;
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

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all{{"records", "schema", kSchema}};
  return all;
}

bool load(db::Connection& db, const Kind& kind, const Uuid& id, Record& record) {
  return load_where(db, kind, "t.id = :id", {{"id", id}}, record);
}

bool load_for(db::Connection& db, const Kind& kind, const Viewer& viewer, const Uuid& id,
              Record& record) {
  db::Arguments arguments{{"id", id}};
  const std::string scope = scoped(kind, viewer, arguments);
  return load_where(db, kind, "t.id = :id AND " + scope, arguments, record);
}

void insert(db::Connection& db, const Kind& kind, Record& record, const std::string& heading,
            Instant now) {
  db.run(kInsertRecord, {{"id", record.id},
                         {"kind", std::string(kind.name)},
                         {"heading", heading},
                         {"sort_key", sort_key(heading)},
                         {"search_text", search_text(record, heading)},
                         {"now", now.iso()}});
  Binder binder;
  record.describe(binder);
  std::string names = "id", values = ":id";
  for (const auto& argument : binder.arguments) {
    names += ", " + argument.name;
    values += ", :" + argument.name;
  }
  binder.arguments.push_back({"id", record.id});
  db.run("INSERT INTO " + std::string(kind.table) + " (" + names + ") VALUES (" + values + ")",
         binder.arguments);
  LinkWriter links(db, kind, record.id);
  record.describe(links);
  record.version = 1;
}

bool update(db::Connection& db, const Kind& kind, Record& record, const std::string& heading,
            Instant now) {
  const auto touched = db.run(kUpdateRecord, {{"heading", heading},
                                              {"sort_key", sort_key(heading)},
                                              {"search_text", search_text(record, heading)},
                                              {"now", now.iso()},
                                              {"id", record.id},
                                              {"version", record.version}});
  if (touched == 0) return false;
  Binder binder;
  record.describe(binder);
  std::string changes;
  for (const auto& argument : binder.arguments)
    changes += (changes.empty() ? "" : ", ") + argument.name + " = :" + argument.name;
  binder.arguments.push_back({"id", record.id});
  db.run("UPDATE " + std::string(kind.table) + " SET " + changes + " WHERE id = :id",
         binder.arguments);
  LinkWriter links(db, kind, record.id);
  record.describe(links);
  ++record.version;
  return true;
}

void erase(db::Connection& db, const Kind& kind, const Uuid& id) {
  const Columns columns(kind);
  for (const auto& field : columns.many) {
    db.run("DELETE FROM " + std::string(kind.table) + "_" + field + " WHERE owner = :id",
           {{"id", id}});
  }
  db.run("DELETE FROM " + std::string(kind.table) + " WHERE id = :id", {{"id", id}});
  db.run(kDeleteRecord, {{"id", id}});
}

std::string heading_of(db::Connection& db, const Uuid& id) {
  const auto found = db.first<std::string>(kHeading, {{"id", id}});
  return found ? std::get<0>(*found) : "";
}

std::map<Uuid, std::string> headings_of(db::Connection& db, std::vector<Uuid> ids) {
  std::map<Uuid, std::string> headings;
  std::erase_if(ids, [](const Uuid& id) { return id.empty(); });
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  constexpr std::size_t kAtOnce = 512;
  for (std::size_t start = 0; start < ids.size(); start += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, ids.size() - start);
    // The number of places is rounded up to a power of two, so that few statements are prepared.
    std::size_t places = 1;
    while (places < count) places *= 2;
    std::string sql = "SELECT id, heading FROM record WHERE id IN (";
    db::Arguments arguments;
    for (std::size_t i = 0; i < places; ++i) {
      const std::string name = "id" + std::to_string(i);
      sql += (i ? ", :" : ":") + name;
      arguments.push_back({name, ids[start + std::min(i, count - 1)]});
    }
    for (auto& [id, heading] : db.rows<Uuid, std::string>(sql + ")", arguments))
      headings.emplace(id, heading);
  }
  return headings;
}

std::string kind_of(db::Connection& db, const Uuid& id) {
  const auto found = db.first<std::string>(kKind, {{"id", id}});
  return found ? std::get<0>(*found) : "";
}

std::vector<Named> choices(db::Connection& db, std::string_view kind, std::int64_t limit) {
  std::vector<Named> all;
  for (auto& [id, heading, name] : db.rows<Uuid, std::string, std::string>(
           kChoices, {{"kind", std::string(kind)}, {"limit", limit}})) {
    all.push_back({id, std::move(heading), std::move(name)});
  }
  return all;
}

ListPage list(db::Connection& db, const Kind& kind, const Viewer& viewer, const ListQuery& query) {
  const Columns columns(kind);
  db::Arguments arguments;
  std::string where = " WHERE " + scoped(kind, viewer, arguments);
  where += searched(query.search, arguments);
  where += filtered(columns, query.filters, arguments);
  ListPage page;
  page.total = db.number("SELECT count(*) FROM " + std::string(kind.table) +
                             " t JOIN record r ON r.id = t.id" + where,
                         arguments);
  arguments.push_back({"size", query.size});
  arguments.push_back({"skip", (query.page - 1) * query.size});
  db.each(select_from(kind, columns) + where + order_by(columns, query) +
              " LIMIT :size OFFSET :skip",
          "uit" + row_types(columns), arguments, [&](const db::Row& row) {
            std::string heading;
            page.records.push_back(read_record(kind, row, &heading));
            page.headings.push_back(std::move(heading));
          });
  return page;
}

std::vector<std::unique_ptr<Record>> every(db::Connection& db, const Kind& kind) {
  const Columns columns(kind);
  std::vector<std::unique_ptr<Record>> all;
  std::map<Uuid, Record*> by_id;
  db.each(select_from(kind, columns) + " ORDER BY r.id", "uit" + row_types(columns), {},
          [&](const db::Row& row) {
            all.push_back(read_record(kind, row, nullptr));
            by_id[all.back()->id] = all.back().get();
          });
  for (const auto& field : columns.many) {
    std::map<Uuid, std::vector<Uuid>> targets;
    for (auto& [owner, target] : db.rows<Uuid, Uuid>(
             "SELECT owner, target FROM " + std::string(kind.table) + "_" + field +
             " ORDER BY owner, place")) {
      targets[owner].push_back(target);
    }
    class Setter final : public SomeFields {
     public:
      std::string_view name;
      std::vector<Uuid>* value = nullptr;
      void links(const Field& f, std::string_view, std::vector<Uuid>& ids) override {
        if (f.name == name) ids = std::move(*value);
      }
    } setter;
    setter.name = field;
    for (auto& [owner, ids] : targets) {
      setter.value = &ids;
      by_id.at(owner)->describe(setter);
    }
  }
  return all;
}

Hits search(db::Connection& db, const Kinds& kinds, const Viewer& viewer, const std::string& words,
            std::int64_t page, std::int64_t size) {
  Hits found;
  db::Arguments arguments;
  const std::string matches = searched(words, arguments);
  if (matches.empty()) return found;
  bool needs_viewer = false;
  std::string allowed;
  for (const Kind& kind : kinds.all()) {
    if (!viewer.may(kind.readers)) continue;
    std::string one = "r.kind = '" + std::string(kind.name) + "'";
    if (!kind.scope.empty() && !viewer.may(kind.sees_all)) {
      needs_viewer = true;
      one += " AND EXISTS (SELECT 1 FROM " + std::string(kind.table) + " t WHERE t.id = r.id AND (" +
             std::string(kind.scope) + "))";
    }
    allowed += (allowed.empty() ? "(" : " OR (") + one + ")";
  }
  if (allowed.empty()) return found;
  if (needs_viewer) arguments.push_back({"viewer", viewer.person});
  const std::string where = " FROM record r WHERE (" + allowed + ")" + matches;
  found.total = db.number("SELECT count(*)" + where, arguments);
  arguments.push_back({"size", size});
  arguments.push_back({"skip", (page - 1) * size});
  for (auto& [id, kind, heading] : db.rows<Uuid, std::string, std::string>(
           "SELECT r.id, r.kind, r.heading" + where +
               " ORDER BY r.sort_key, r.id LIMIT :size OFFSET :skip",
           arguments)) {
    found.hits.push_back({id, kind, heading});
  }
  return found;
}

std::vector<Referrer> referrers(db::Connection& db, const Kinds& kinds, const Kind& kind,
                                const Viewer& viewer, const Uuid& id, std::int64_t limit) {
  std::string sql;
  db::Arguments arguments{{"id", id}, {"limit", limit}};
  bool needs_viewer = false;
  const auto& references = kinds.references_to(kind.name);
  for (std::size_t i = 0; i < references.size(); ++i) {
    const auto& reference = references[i];
    if (!viewer.may(reference.from->readers)) continue;
    const std::string table(reference.from->table);
    std::string scope = "1 = 1";
    if (!reference.from->scope.empty() && !viewer.may(reference.from->sees_all)) {
      needs_viewer = true;
      scope = "(" + std::string(reference.from->scope) + ")";
    }
    const std::string condition =
        reference.many ? "t.id IN (SELECT l.owner FROM " + table + "_" +
                             std::string(reference.field) + " l WHERE l.target = :id)"
                       : "t." + std::string(reference.field) + " = :id";
    sql += (sql.empty() ? "" : " UNION ALL ") + std::string("SELECT * FROM (SELECT ") +
           std::to_string(i) + " AS reference, r.id AS id, r.heading AS heading, r.sort_key AS k " +
           "FROM " + table + " t JOIN record r ON r.id = t.id WHERE " + condition + " AND " + scope +
           " ORDER BY r.sort_key, r.id LIMIT :limit) q" + std::to_string(i);
  }
  std::vector<Referrer> all;
  if (sql.empty()) return all;
  if (needs_viewer) arguments.push_back({"viewer", viewer.person});
  for (auto& [reference, referrer, heading, key] :
       db.rows<std::int64_t, Uuid, std::string, std::string>(sql + " ORDER BY reference, k",
                                                             arguments)) {
    all.push_back({static_cast<std::size_t>(reference), referrer, heading});
  }
  return all;
}

std::map<std::string, std::int64_t> counts(db::Connection& db) {
  std::map<std::string, std::int64_t> all;
  for (auto& [kind, count] : db.rows<std::string, std::int64_t>(kCounts)) all[kind] = count;
  return all;
}

}  // namespace samloft::records

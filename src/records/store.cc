// Writing and reading one described record.
// Tested by records_test.cc

#include "records/store.h"

#include "base/text.h"
#include "db/db.h"
#include "records/store_rows.h"

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

std::string codes(Choices choices, std::uint64_t bits) {
  std::string out;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (bits >> i & 1) out += (out.empty() ? "" : " ") + std::string(choices[i].code);
  }
  return out;
}

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
  void prose(const Field& f, std::string& value) override {
    if (f.shown != Shown::nowhere && f.shown != Shown::only_in_files) all += "\n" + value;
  }
};

std::string search_text(Record& record, const std::string& heading) {
  SearchText words;
  words.all = heading;
  record.describe(words);
  return folded(words.all);
}

// A record that is new has no links to take away first.
enum class Links { new_ones, other_ones };

class LinkWriter final : public SomeFields {
 public:
  LinkWriter(db::Connection& db, const Kind& kind, const Uuid& owner, Links links)
      : db_(db), kind_(kind), owner_(owner), links_(links) {}
  void links(const Field& field, std::string_view, std::vector<Uuid>& ids) override {
    const std::string table = std::string(kind_.table) + "_" + std::string(field.name);
    if (links_ == Links::other_ones)
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
  Links links_;
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

bool load_where(db::Connection& db, const Kind& kind, const std::string& condition,
                const db::Arguments& arguments, Record& record) {
  const Columns columns(kind);
  bool found = false;
  db.each(select_from(kind, columns) + " WHERE " + condition, row_types(columns), arguments,
          [&](const db::Row& row) {
            fill(record, row);
            found = true;
          });
  if (found && !columns.many.empty()) {
    LinkReader links(db, kind, record.id);
    record.describe(links);
  }
  return found;
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
  LinkWriter links(db, kind, record.id, Links::new_ones);
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
  LinkWriter links(db, kind, record.id, Links::other_ones);
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

}  // namespace samloft::records

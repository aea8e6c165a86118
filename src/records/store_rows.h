// How a kind's rows come out of the database: id, version, heading, and then the columns in the order
// of the description. Private to the store.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/viewer.h"
#include "db/db.h"
#include "records/kind.h"

namespace samloft::records {

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

// SELECT … FROM the kind's table t and `record` r, without a condition, and the types of its columns.
std::string select_from(const Kind& kind, const Columns& columns);
std::string row_types(const Columns& columns);

// Fills a record from such a row, but for its many links.
void fill(Record& record, const db::Row& row);

// A list of ids for IN, with its arguments: at least one, at most 16 384. The number of places is
// rounded up to a power of two, so that few statements are prepared.
std::string one_of(const std::vector<Uuid>& ids, db::Arguments& arguments);

// The kind's scope as a condition, with its arguments.
std::string scoped(const Kind& kind, const Viewer& viewer, db::Arguments& arguments);

// Binds what a scope names of the viewer.
void bind_viewer(std::string_view condition, const Viewer& viewer, db::Arguments& arguments);

// The same for records of any kind, as more conditions on `record r` (each begins with AND).
std::string in_scope(const Kinds& kinds, const Viewer& viewer, db::Arguments& arguments);

}  // namespace samloft::records

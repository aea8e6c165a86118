// Rows of described records.
// Tested by records_test.cc

#include "records/store_rows.h"

#include <algorithm>

#include "base/text.h"

namespace samloft::records {
namespace {

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

}  // namespace

std::string select_from(const Kind& kind, const Columns& columns) {
  return "SELECT r.id, r.version, r.heading" + columns.listed("t.") + " FROM " +
         std::string(kind.table) + " t JOIN record r ON r.id = t.id";
}

// n is a number that may be absent; it is read as an integer with its NULL.
std::string row_types(const Columns& columns) {
  std::string types = "uit" + columns.types;
  std::replace(types.begin(), types.end(), 'n', 'i');
  return types;
}

void fill(Record& record, const db::Row& row) {
  record.id = row.id(0);
  record.version = row.integer(1);
  RowReader reader(row, 3);
  record.describe(reader);
}

std::string one_of(const std::vector<Uuid>& ids, db::Arguments& arguments) {
  constexpr std::size_t kMost = 16'384;
  ensure(!ids.empty() && ids.size() <= kMost, "one statement asks for 1 to 16 384 ids");
  std::size_t places = 1;
  while (places < ids.size()) places *= 2;
  std::string list = "(";
  for (std::size_t i = 0; i < places; ++i) {
    const std::string name = "id" + std::to_string(i);
    list += (i ? ", :" : ":") + name;
    arguments.push_back({name, ids[std::min(i, ids.size() - 1)]});
  }
  return list + ")";
}

std::string scoped(const Kind& kind, const Viewer& viewer, db::Arguments& arguments) {
  if (kind.scope.empty() || viewer.may(kind.sees_all)) return "1 = 1";
  bind_viewer(kind.scope, viewer, arguments);
  return "(" + std::string(kind.scope) + ")";
}

void bind_viewer(std::string_view condition, const Viewer& viewer, db::Arguments& arguments) {
  const auto bind = [&](const char* name, db::Value value) {
    if (condition.find(":" + std::string(name)) != std::string_view::npos)
      arguments.push_back({name, std::move(value)});
  };
  bind("viewer", viewer.person);
  bind("today", viewer.today.iso());
}

}  // namespace samloft::records

// One connection to a SQLite file, by SQLite's own interface: a page runs a dozen statements, and
// what stands between them and us is paid each time. Statements are prepared once a connection.
// Tested by db_test.cc

#include "db/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "base/text.h"

namespace samloft::db {
namespace {

constexpr int kWaitForOthers = 20'000;  // milliseconds, when another program holds the file

using OwnedHandle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using OwnedStatement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

struct SqliteStatement {
  OwnedStatement made{nullptr, sqlite3_finalize};
  // The names of the arguments as they were given last, and the places they have in the statement.
  std::vector<std::string> names;
  std::vector<int> places;
  std::vector<std::string> texts;  // of the row that is read, by column
};

// The statement begins anew the next time, whatever ends this one, and holds on to no argument.
class InUse {
 public:
  explicit InUse(sqlite3_stmt* made) : made_(made) {}
  ~InUse() {
    sqlite3_reset(made_);
    sqlite3_clear_bindings(made_);
  }
  InUse(const InUse&) = delete;
  InUse& operator=(const InUse&) = delete;

 private:
  sqlite3_stmt* made_;
};

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(SqliteStatement& statement)
      : made_(statement.made.get()), texts_(statement.texts) {}
  bool is_null(std::size_t column) const override {
    return sqlite3_column_type(made_, static_cast<int>(column)) == SQLITE_NULL;
  }
  std::int64_t integer(std::size_t column) const override {
    return sqlite3_column_int64(made_, static_cast<int>(column));
  }
  const std::string& text(std::size_t column) const override {
    const int at = static_cast<int>(column);
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(made_, at));
    std::string& out = texts_[column];
    if (bytes == nullptr)
      out.clear();
    else
      out.assign(bytes, static_cast<std::size_t>(sqlite3_column_bytes(made_, at)));
    return out;
  }
  Uuid id(std::size_t column) const override {
    const int at = static_cast<int>(column);
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(made_, at));
    Uuid id;
    if (bytes == nullptr) return id;
    ensure(sqlite3_column_bytes(made_, at) == static_cast<int>(id.bytes.size()),
           "an id column holds 16 bytes");
    std::copy_n(bytes, id.bytes.size(), id.bytes.begin());
    return id;
  }

 private:
  sqlite3_stmt* made_;
  std::vector<std::string>& texts_;
};

// A statement is found by its text as it was handed in, without a copy.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& file, Access access);
  Engine engine() const override { return Engine::sqlite; }
  void each(std::string_view sql, std::string_view types, const Arguments& arguments,
            const std::function<void(const Row&)>& visit) override;
  std::int64_t run(std::string_view sql, const Arguments& arguments) override;
  void control(std::string_view sql) override;
  void script(std::string_view sql) override;
  std::int64_t statements() const override { return count_; }

 private:
  [[noreturn]] void fail(std::string_view sql, const std::string& why);
  SqliteStatement& prepared(std::string_view sql);
  void bind(SqliteStatement& statement, std::string_view sql, const Arguments& arguments);
  void find_places(SqliteStatement& statement, std::string_view sql, const Arguments& arguments);
  bool step(const SqliteStatement& statement, std::string_view sql);

  OwnedHandle handle_{nullptr, sqlite3_close};  // outlives the statements
  std::unordered_map<std::string, SqliteStatement, TextHash, std::equal_to<>> kept_;
  std::int64_t count_ = 0;
};

std::string_view text_of(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return {text, text == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

// strpos(text, word) as PostgreSQL has it: the letter of the text at which the word begins, or 0.
// SQLite's own LIKE looks for a word letter by letter, which was most of a search.
void strpos(sqlite3_context* context, int, sqlite3_value** given) {
  const std::string_view text = text_of(given[0]), word = text_of(given[1]);
  if (text.data() == nullptr || word.data() == nullptr) return;  // NULL
  const auto* at =
      static_cast<const char*>(::memmem(text.data(), text.size(), word.data(), word.size()));
  const std::size_t before = at == nullptr ? 0 : static_cast<std::size_t>(at - text.data());
  sqlite3_result_int64(
      context, at == nullptr ? 0 : static_cast<std::int64_t>(length(text.substr(0, before))) + 1);
}

// A connection has one thread at a time (Database sees to it), so SQLite need not lock it at every
// call; nor need it count its memory, for which all threads would take one lock.
void let_sqlite_lock_less() {
  static const bool once = [] {
    return sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
  }();
  static_cast<void>(once);  // false when SQLite is in use already: then it locks as before
}

SqliteConnection::SqliteConnection(const std::string& file, Access access) {
  let_sqlite_lock_less();
  sqlite3* opened = nullptr;
  const int result =
      sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  handle_.reset(opened);
  if (result != SQLITE_OK)
    throw Broken("cannot open the database " + file + ": " + sqlite3_errstr(result));
  sqlite3_busy_timeout(opened, kWaitForOthers);
  sqlite3_create_function_v2(opened, "strpos", 2,
                             SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, strpos,
                             nullptr, nullptr, nullptr);
  script(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
      "PRAGMA cache_size=-8000;");
  if (access != Access::write) script("PRAGMA query_only=ON;");
}

// Says which statement broke. A full, read-only or failing disk, or another program that holds the
// file, passes, and of the transaction nothing was kept.
void SqliteConnection::fail(std::string_view sql, const std::string& why) {
  const std::string text = why + " in: " + std::string(sql.substr(0, 300));
  switch (sqlite3_errcode(handle_.get()) & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_BUSY:
      throw Unreachable(text);
    default:
      throw Broken(text);
  }
}

SqliteStatement& SqliteConnection::prepared(std::string_view sql) {
  if (const auto known = kept_.find(sql); known != kept_.end()) {
    ensure(sqlite3_stmt_busy(known->second.made.get()) == 0, "no statement runs within itself");
    return known->second;
  }
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
    fail(sql, sqlite3_errmsg(handle_.get()));
  SqliteStatement statement;
  statement.made.reset(made);
  statement.texts.resize(static_cast<std::size_t>(sqlite3_column_count(made)));
  return kept_.emplace(sql, std::move(statement)).first->second;
}

// SQLite takes an argument that is missing for NULL; to us it is a mistake, as is one too many.
void SqliteConnection::find_places(SqliteStatement& statement, std::string_view sql,
                                   const Arguments& arguments) {
  statement.names.clear();
  statement.places.clear();
  std::vector<bool> given(
      static_cast<std::size_t>(sqlite3_bind_parameter_count(statement.made.get())));
  for (const Argument& argument : arguments) {
    const int place =
        sqlite3_bind_parameter_index(statement.made.get(), (":" + argument.name).c_str());
    if (place > 0) given[static_cast<std::size_t>(place) - 1] = true;
    statement.names.push_back(argument.name);
    statement.places.push_back(place);
  }
  const bool fits =
      std::find(given.begin(), given.end(), false) == given.end() &&
      std::find(statement.places.begin(), statement.places.end(), 0) == statement.places.end();
  if (fits) return;
  statement.names.clear();
  throw Broken("the arguments are not those of the statement in: " +
               std::string(sql.substr(0, 300)));
}

void SqliteConnection::bind(SqliteStatement& statement, std::string_view sql,
                            const Arguments& arguments) {
  const bool as_last = std::equal(
      arguments.begin(), arguments.end(), statement.names.begin(), statement.names.end(),
      [](const Argument& argument, const std::string& name) { return argument.name == name; });
  if (!as_last || arguments.empty()) find_places(statement, sql, arguments);
  sqlite3_stmt* made = statement.made.get();
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Value& value = arguments[i].value;
    const int place = statement.places[i];
    int result = SQLITE_OK;
    // What is bound stays where it is until the statement has run.
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      result = sqlite3_bind_int64(made, place, *integer);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      result =
          sqlite3_bind_text64(made, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* id = std::get_if<Uuid>(&value)) {
      result = sqlite3_bind_blob64(made, place, id->bytes.data(), id->bytes.size(), SQLITE_STATIC);
    } else {
      result = sqlite3_bind_null(made, place);
    }
    if (result != SQLITE_OK) fail(sql, sqlite3_errmsg(handle_.get()));
  }
}

// Whether there is a row.
bool SqliteConnection::step(const SqliteStatement& statement, std::string_view sql) {
  const int result = sqlite3_step(statement.made.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  fail(sql, sqlite3_errmsg(handle_.get()));
}

void SqliteConnection::each(std::string_view sql, std::string_view types,
                            const Arguments& arguments,
                            const std::function<void(const Row&)>& visit) {
  ++count_;
  SqliteStatement& statement = prepared(sql);
  ensure(types.size() == statement.texts.size(), "each column has a type");
  const InUse use(statement.made.get());
  bind(statement, sql, arguments);
  const SqliteRow row(statement);
  while (step(statement, sql)) visit(row);
}

std::int64_t SqliteConnection::run(std::string_view sql, const Arguments& arguments) {
  ++count_;
  SqliteStatement& statement = prepared(sql);
  const InUse use(statement.made.get());
  bind(statement, sql, arguments);
  while (step(statement, sql)) {
  }
  return sqlite3_changes(handle_.get());
}

void SqliteConnection::control(std::string_view sql) {
  const SqliteStatement& statement = prepared(sql);
  const InUse use(statement.made.get());
  step(statement, sql);
}

void SqliteConnection::script(std::string_view sql) {
  const std::string text(sql);
  if (sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(text, sqlite3_errmsg(handle_.get()));
}

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::string& file, Access access) {
  return std::make_unique<SqliteConnection>(file, access);
}

}  // namespace samloft::db

// The database: one SQLite file or one PostgreSQL schema, behind one statement text for both.
//
//   for (auto& [id, heading] : db.rows<Uuid, std::string>(kRecentNeeds, {{"limit", 10}})) …
//
// Reads see one snapshot for the whole of `read`. Writes of one database run one at a time: whoever
// comes first carries out what waits, each piece in its own savepoint, and commits it together
// (SQLite); on PostgreSQL each write is its own transaction under an advisory lock. A write that
// returns a Problem or throws leaves nothing behind. What the database refuses or cannot do is a
// Broken exception which names the statement.
//
// PostgreSQL servers come and go: a connection that has died is replaced, and a read that met one is
// run again, so its work must not mind to be run twice. While no server takes writes, reads are
// answered by a standby, and a write is Unreachable at once (docs/decisions/0004).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/migration.h"
#include "base/result.h"

namespace samloft::db {

enum class Engine { sqlite, postgres };

using Value = std::variant<std::monostate, std::int64_t, std::string, Uuid>;
struct Argument {
  std::string name;
  Value value;
};
using Arguments = std::vector<Argument>;

// Text, or NULL when it is empty.
inline Value text_or_null(const std::string& text) {
  return text.empty() ? Value{} : Value{text};
}
inline Value id_or_null(const Uuid& id) { return id ? Value{id} : Value{}; }

// A pattern for LIKE … ESCAPE '\' that fits every text which holds the word.
std::string like_pattern(std::string_view word);

class Row {
 public:
  virtual ~Row() = default;
  virtual bool is_null(std::size_t column) const = 0;
  virtual std::int64_t integer(std::size_t column) const = 0;  // NULL reads as 0
  virtual const std::string& text(std::size_t column) const = 0;  // NULL reads as ""
  virtual Uuid id(std::size_t column) const = 0;                   // NULL reads as the empty id
};

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Engine engine() const = 0;

  // Runs a query. `types` has a letter a column: i integer, t text, u id. Statements are prepared
  // once a connection; every argument must stand in the text and the other way round.
  virtual void each(std::string_view sql, std::string_view types, const Arguments& arguments,
                    const std::function<void(const Row&)>& visit) = 0;
  // Runs a change and returns how many rows it touched.
  virtual std::int64_t run(std::string_view sql, const Arguments& arguments = {}) = 0;
  // BEGIN, COMMIT and their like: not counted.
  virtual void control(std::string_view sql) = 0;
  // Several statements without arguments, not kept: for schemas.
  virtual void script(std::string_view sql) = 0;
  // How many statements this connection has run in its life.
  virtual std::int64_t statements() const = 0;

  // Typed rows; the column types are int64_t, std::string, Uuid.
  template <class... Column>
  std::vector<std::tuple<Column...>> rows(std::string_view sql, const Arguments& arguments = {}) {
    std::vector<std::tuple<Column...>> all;
    const char types[] = {letter<Column>()..., '\0'};
    each(sql, types, arguments, [&](const Row& row) {
      all.push_back(columns<Column...>(row, std::index_sequence_for<Column...>{}));
    });
    return all;
  }
  // The first row, if there is one.
  template <class... Column>
  std::optional<std::tuple<Column...>> first(std::string_view sql, const Arguments& arguments = {}) {
    auto all = rows<Column...>(sql, arguments);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
  }
  // The one number that a counting query answers with.
  std::int64_t number(std::string_view sql, const Arguments& arguments = {}) {
    auto one = first<std::int64_t>(sql, arguments);
    return one ? std::get<0>(*one) : 0;
  }

 private:
  template <class Column>
  static constexpr char letter() {
    if constexpr (std::is_same_v<Column, std::string>) return 't';
    if constexpr (std::is_same_v<Column, Uuid>) return 'u';
    return 'i';
  }
  template <class Column>
  static Column column(const Row& row, std::size_t at) {
    if constexpr (std::is_same_v<Column, std::string>) return row.text(at);
    else if constexpr (std::is_same_v<Column, Uuid>) return row.id(at);
    else return row.integer(at);
  }
  template <class... Column, std::size_t... At>
  static std::tuple<Column...> columns(const Row& row, std::index_sequence<At...>) {
    return {column<Column>(row, At)...};
  }
};

struct Location {
  Engine engine = Engine::sqlite;
  std::string address;  // a file, or postgresql://…
  std::string schema;   // PostgreSQL only
};

// No server answers, or the one that did is gone. It passes: the same may be asked again soon.
class Unreachable : public Broken {
 public:
  enum class Saved {
    nothing,  // surely
    unknown,  // the answer to COMMIT was lost: look before it is sent again
  };
  explicit Unreachable(const std::string& what, Saved fate = Saved::nothing)
      : Broken(what), saved(fate) {}
  Saved saved;
};

class Database {
 public:
  // Opens, and creates the file or schema if it is not there. Throws Broken if it cannot.
  explicit Database(Location location);
  ~Database();

  const Location& location() const;

  // Runs the work in a snapshot and hands back what it returns.
  template <class Work>
  auto read(Work&& work) {
    using Answer = std::invoke_result_t<Work, Connection&>;
    if constexpr (std::is_void_v<Answer>) {
      read_in_snapshot([&](Connection& connection) { work(connection); });
    } else {
      std::optional<Answer> answer;
      read_in_snapshot([&](Connection& connection) { answer.emplace(work(connection)); });
      return std::move(*answer);
    }
  }

  // Runs a change which returns a Result; it is durable when this returns a value.
  template <class Work>
  auto write(Work&& work) {
    using Answer = std::invoke_result_t<Work, Connection&>;
    std::optional<Answer> answer;
    write_durably([&](Connection& connection) {
      answer.emplace(work(connection));
      return answer->has_value();
    });
    return std::move(*answer);
  }

  // Runs the steps that this database has not seen, in one transaction. Throws Broken if the
  // database holds steps which the binary does not know (it was made by a newer one).
  void migrate(std::span<const Migration> steps);
  // The names module/step in the order they were run.
  std::vector<std::string> applied_steps();
  // What the engine itself finds wrong: damaged pages and indexes (SQLite), references that lead
  // nowhere (both). Reads everything.
  std::vector<std::string> damage();

 private:
  void read_in_snapshot(const std::function<void(Connection&)>& work);
  void write_durably(const std::function<bool(Connection&)>& work);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace samloft::db

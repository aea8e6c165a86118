// One connection to a PostgreSQL server, through SOCI. This is the only source that sees SOCI; its
// statements are bound once and run many times, which its dynamic rows would not allow.
// Tested by db_test.cc

#include "db/connection.h"

// Debian builds SOCI with Boost and does not install Boost beside it. We bind plain types only.
#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <poll.h>

#include <cctype>
#include <chrono>
#include <deque>
#include <set>
#include <unordered_map>

#include "db/address.h"
#include "db/sqlite.h"

namespace samloft::db {
namespace {

// A place in memory that SOCI reads an argument from or writes a column to.
struct Slot {
  char type = 't';
  long long integer = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;
};

class SociRow final : public Row {
 public:
  explicit SociRow(const std::deque<Slot>& slots) : slots_(slots) {}
  bool is_null(std::size_t column) const override {
    return slots_[column].indicator == soci::i_null;
  }
  std::int64_t integer(std::size_t column) const override {
    return is_null(column) ? 0 : slots_[column].integer;
  }
  const std::string& text(std::size_t column) const override {
    static const std::string empty;
    return is_null(column) ? empty : slots_[column].text;
  }
  Uuid id(std::size_t column) const override {
    const std::string& stored = text(column);
    return stored.empty() ? Uuid() : Uuid::from_hyphenated(stored);
  }

 private:
  const std::deque<Slot>& slots_;
};

// Ids travel as text.
struct Statement {
  explicit Statement(soci::session& session) : prepared(session) {}

  soci::statement prepared;
  std::deque<Slot> columns;
  std::deque<Slot> inputs;
};

char type_of(const Value& value) {
  switch (value.index()) {
    case 1: return 'i';
    case 3: return 'u';
    default: return 't';
  }
}

// Where the quoted text that begins at `at` ends, or `at` itself if none does.
std::size_t after_quoted(std::string_view sql, std::size_t at) {
  if (sql[at] != '\'' && sql[at] != '"') return at;
  const auto end = sql.find(sql[at], at + 1);
  return end == std::string_view::npos ? sql.size() : end + 1;
}

// The :names of a statement, as SOCI finds them: none in quotation marks, nor a cast (::text).
std::set<std::string> names_in(std::string_view sql) {
  std::set<std::string> names;
  for (std::size_t at = 0; at < sql.size();) {
    if (const auto after = after_quoted(sql, at); after != at) {
      at = after;
      continue;
    }
    if (sql.substr(at).starts_with("::")) {
      at += 2;
      continue;
    }
    if (sql[at++] != ':') continue;
    const auto start = at;
    while (at < sql.size() && (std::isalnum(static_cast<unsigned char>(sql[at])) || sql[at] == '_'))
      ++at;
    if (at > start) names.emplace(sql.substr(start, at - start));
  }
  return names;
}

// PostgreSQL overlooks one too many.
void check_names(std::string_view sql, const Arguments& arguments) {
  std::set<std::string> given;
  for (const Argument& argument : arguments) given.insert(argument.name);
  if (given != names_in(sql))
    throw Broken("the arguments are not those of the statement in: " +
                 std::string(sql.substr(0, 300)));
}

// A COMMIT waits until a standby has it too, which can be never.
constexpr auto kLongestCommit = std::chrono::seconds(15);
constexpr std::string_view kApplied =
    "SELECT CAST(pg_last_wal_replay_lsn() - '0/0' AS bigint)";

using OwnedResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(const Location& location, Access access);
  Engine engine() const override { return Engine::postgres; }
  void each(std::string_view sql, std::string_view types, const Arguments& arguments,
            const std::function<void(const Row&)>& visit) override;
  std::int64_t run(std::string_view sql, const Arguments& arguments) override;
  void control(std::string_view sql) override { script(sql); }
  void script(std::string_view sql) override;
  std::int64_t statements() const override { return count_; }
  void commit();

 private:
  PGconn* postgres() {
    return static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
  }
  void check(const PGresult* result, std::string_view sql);
  void await_answer(std::chrono::steady_clock::time_point end);
  [[noreturn]] void fail(std::string_view sql, const std::string& why, const std::string& code = {});
  [[noreturn]] void fail(std::string_view sql, const soci::soci_error& error);
  Statement& prepared(std::string_view sql, std::string_view types, const Arguments& arguments);
  std::unique_ptr<Statement> prepare(std::string_view sql, std::string_view types,
                                     const Arguments& arguments, std::string_view input_types);
  void fill(Statement& statement, const Arguments& arguments);

  Access access_;
  soci::session session_;
  std::unordered_map<std::string, std::unique_ptr<Statement>> kept_;
  std::int64_t count_ = 0;
};

PostgresConnection::PostgresConnection(const Location& location, Access access) : access_(access) {
  const std::string& schema = location.schema;
  session_.open(soci::postgresql, location.address);
  script("SET client_min_messages=warning; SET standard_conforming_strings=on;");
  // IF NOT EXISTS alone lets two that come at once try both: the second would be refused.
  if (access_ == Access::write) {
    script("SET lock_timeout='10s'; BEGIN; SELECT pg_advisory_xact_lock(hashtext('create " +
           schema + "')); CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"; COMMIT");
  }
  script("SET search_path TO \"" + schema + "\";");
}

std::unique_ptr<Statement> PostgresConnection::prepare(std::string_view sql, std::string_view types,
                                                   const Arguments& arguments,
                                                   std::string_view input_types) {
  check_names(sql, arguments);
  auto statement = std::make_unique<Statement>(session_);
  for (char type : types) {
    Slot& slot = statement->columns.emplace_back();
    slot.type = type;
    if (type == 'i') {
      statement->prepared.exchange(soci::into(slot.integer, slot.indicator));
    } else {
      statement->prepared.exchange(soci::into(slot.text, slot.indicator));
    }
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Slot& slot = statement->inputs.emplace_back();
    slot.type = input_types[i];
    if (slot.type == 'i') {
      statement->prepared.exchange(soci::use(slot.integer, slot.indicator, arguments[i].name));
    } else {
      statement->prepared.exchange(soci::use(slot.text, slot.indicator, arguments[i].name));
    }
  }
  statement->prepared.alloc();
  statement->prepared.prepare(std::string(sql));
  statement->prepared.define_and_bind();
  return statement;
}

Statement& PostgresConnection::prepared(std::string_view sql, std::string_view types,
                                    const Arguments& arguments) {
  // A NULL has no type of its own; it travels as text, so the argument types belong to the key. So does
  // their order, in which they are filled in.
  std::string key, input_types;
  for (const Argument& argument : arguments) {
    input_types += type_of(argument.value);
    key += argument.name + input_types.back() + ' ';
  }
  key += sql;
  auto& statement = kept_[key];
  if (!statement) statement = prepare(sql, types, arguments, input_types);
  return *statement;
}

void PostgresConnection::fill(Statement& statement, const Arguments& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Slot& slot = statement.inputs[i];
    const Value& value = arguments[i].value;
    slot.indicator = value.index() == 0 ? soci::i_null : soci::i_ok;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) slot.integer = *integer;
    if (const auto* text = std::get_if<std::string>(&value)) slot.text = *text;
    if (const auto* id = std::get_if<Uuid>(&value)) slot.text = id->hyphenated();
  }
}

// Says which statement broke, and tells a server that is gone from a statement that is wrong.
void PostgresConnection::fail(std::string_view sql, const std::string& why, const std::string& code) {
  const std::string text = why + " in: " + std::string(sql.substr(0, 300));
  // The server has become a standby, or another process writes for too long.
  const bool refuses = access_ == Access::write && (code == "25006" || code == "55P03");
  if (refuses || PQstatus(postgres()) != CONNECTION_OK) throw Unreachable(text);
  throw Broken(text);
}

void PostgresConnection::fail(std::string_view sql, const soci::soci_error& error) {
  const auto* of_server = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  fail(sql, error.what(), of_server == nullptr ? "" : of_server->sqlstate());
}

void PostgresConnection::each(std::string_view sql, std::string_view types, const Arguments& arguments,
                          const std::function<void(const Row&)>& visit) {
  ++count_;
  Statement* statement = nullptr;
  bool more = false;
  const auto step = [&](auto&& work) {
    try {
      more = work();
    } catch (const soci::soci_error& error) {
      fail(sql, error);
    }
  };
  step([&] {
    statement = &prepared(sql, types, arguments);
    fill(*statement, arguments);
    statement->prepared.execute(false);
    return statement->prepared.fetch();
  });
  const SociRow row(statement->columns);
  while (more) {
    visit(row);
    step([&] { return statement->prepared.fetch(); });
  }
}

std::int64_t PostgresConnection::run(std::string_view sql, const Arguments& arguments) {
  ++count_;
  try {
    Statement& statement = prepared(sql, "", arguments);
    fill(statement, arguments);
    statement.prepared.execute(true);
    return statement.prepared.get_affected_rows();
  } catch (const soci::soci_error& error) {
    fail(sql, error);
  }
}

void PostgresConnection::script(std::string_view sql) {
  const std::string text(sql);
  const OwnedResult result(PQexec(postgres(), text.c_str()), PQclear);
  check(result.get(), text);
}

void PostgresConnection::check(const PGresult* result, std::string_view sql) {
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
  const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  fail(sql, PQerrorMessage(postgres()), code == nullptr ? "" : code);
}

// Reads what the server says until the answer is whole.
void PostgresConnection::await_answer(std::chrono::steady_clock::time_point end) {
  while (PQisBusy(postgres())) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    pollfd socket{PQsocket(postgres()), POLLIN, 0};
    if (left.count() <= 0 || poll(&socket, 1, static_cast<int>(left.count())) == 0)
      throw Unreachable("no answer to COMMIT in time", Unreachable::Saved::unknown);
    if (!PQconsumeInput(postgres())) return;  // gone: the answer says so
  }
}

void PostgresConnection::commit() {
  if (!PQsendQuery(postgres(), "COMMIT")) fail("COMMIT", PQerrorMessage(postgres()));
  await_answer(std::chrono::steady_clock::now() + kLongestCommit);
  const OwnedResult result(PQgetResult(postgres()), PQclear);
  const OwnedResult end(PQgetResult(postgres()), PQclear);
  if (PQstatus(postgres()) != CONNECTION_OK) {
    throw Unreachable(std::string(PQerrorMessage(postgres())) + " in: COMMIT",
                      Unreachable::Saved::unknown);
  }
  check(result.get(), "COMMIT");
}

std::unique_ptr<PostgresConnection> open(const Location& location, Access access) {
  try {
    return std::make_unique<PostgresConnection>(location, access);
  } catch (const soci::soci_error& error) {
    throw Unreachable("cannot open the database " + location.schema + ": " + error.what());
  }
}

// One standby is ahead of the other: what was acknowledged stands on the first at least.
std::unique_ptr<Connection> furthest_standby(Location location, const ServerOptions& options) {
  std::unique_ptr<PostgresConnection> furthest;
  std::int64_t most = 0;
  std::string silent;
  for (const ServerOptions& server : each_server(options)) {
    location.address = address_of(server);
    try {
      auto one = open(location, Access::standby);
      const std::int64_t applied = one->number(kApplied);
      if (furthest && applied <= most) continue;
      furthest = std::move(one);
      most = applied;
    } catch (const Unreachable& gone) {  // another may be there
      silent = gone.what();
    }
  }
  if (!furthest) throw Unreachable(silent);
  return furthest;
}

}  // namespace

std::unique_ptr<Connection> connect(const Location& location, Access access) {
  if (location.engine == Engine::sqlite) return open_sqlite(location.address, access);
  ServerOptions options = server_options(location.address);
  options["target_session_attrs"] = access == Access::standby ? "standby" : "read-write";
  if (access == Access::standby) return furthest_standby(location, options);
  return open({location.engine, address_of(options), location.schema}, access);
}

void commit(Connection& connection) {
  if (connection.engine() == Engine::sqlite) return connection.control("COMMIT");
  static_cast<PostgresConnection&>(connection).commit();
}

}  // namespace samloft::db

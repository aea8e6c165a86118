// One connection of either engine, through SOCI. This is the only source that sees SOCI; its
// statements are bound once and run many times, which its dynamic rows would not allow.
// Tested by db_test.cc

#include "db/connection.h"

// Debian builds SOCI with Boost and does not install Boost beside it. We bind plain types only.
#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cctype>
#include <deque>
#include <set>
#include <unordered_map>

namespace samloft::db {
namespace {

// A place in memory that SOCI reads an argument from or writes a column to.
struct Slot {
  char type = 't';
  long long integer = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;
};

std::string raw_bytes(const Uuid& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

class SociRow final : public Row {
 public:
  SociRow(const std::deque<Slot>& slots, Engine engine) : slots_(slots), engine_(engine) {}
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
    if (stored.empty()) return {};
    if (engine_ == Engine::postgres) return Uuid::from_hyphenated(stored);
    Uuid id;
    ensure(stored.size() == id.bytes.size(), "an id column holds 16 bytes");
    std::copy(stored.begin(), stored.end(), reinterpret_cast<char*>(id.bytes.data()));
    return id;
  }

 private:
  const std::deque<Slot>& slots_;
  Engine engine_;
};

// Ids travel as blobs to SQLite and as uuid text to PostgreSQL.
struct Statement {
  Statement(soci::session& session, Engine kind) : prepared(session), engine(kind) {}

  soci::statement prepared;
  Engine engine;
  std::deque<Slot> columns;
  std::deque<Slot> inputs;
  std::deque<soci::blob> blobs;
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

// SQLite takes an argument that is missing for NULL, and PostgreSQL overlooks one too many.
void check_names(std::string_view sql, const Arguments& arguments) {
  std::set<std::string> given;
  for (const Argument& argument : arguments) given.insert(argument.name);
  if (given != names_in(sql))
    throw Broken("the arguments are not those of the statement in: " +
                 std::string(sql.substr(0, 300)));
}

class SociConnection final : public Connection {
 public:
  SociConnection(const Location& location, Access access);
  Engine engine() const override { return engine_; }
  void each(std::string_view sql, std::string_view types, const Arguments& arguments,
            const std::function<void(const Row&)>& visit) override;
  std::int64_t run(std::string_view sql, const Arguments& arguments) override;
  void script(std::string_view sql) override;
  std::int64_t statements() const override { return count_; }

 private:
  Statement& prepared(std::string_view sql, std::string_view types, const Arguments& arguments);
  std::unique_ptr<Statement> prepare(std::string_view sql, std::string_view types,
                                     const Arguments& arguments, std::string_view input_types);
  void fill(Statement& statement, const Arguments& arguments);

  Engine engine_;
  soci::session session_;
  std::unordered_map<std::string, std::unique_ptr<Statement>> kept_;
  std::int64_t count_ = 0;
};

SociConnection::SociConnection(const Location& location, Access access)
    : engine_(location.engine) {
  if (engine_ == Engine::sqlite) {
    session_.open(soci::sqlite3, "db=" + location.address + " timeout=20");
    script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
           "PRAGMA cache_size=-8000;");
    if (access == Access::read) script("PRAGMA query_only=ON;");
  } else {
    session_.open(soci::postgresql, location.address);
    script("SET client_min_messages=warning; SET standard_conforming_strings=on;");
    script("CREATE SCHEMA IF NOT EXISTS \"" + location.schema + "\"; SET search_path TO \"" +
           location.schema + "\";");
  }
}

std::unique_ptr<Statement> SociConnection::prepare(std::string_view sql, std::string_view types,
                                                   const Arguments& arguments,
                                                   std::string_view input_types) {
  check_names(sql, arguments);
  auto statement = std::make_unique<Statement>(session_, engine_);
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
    } else if (slot.type == 'u' && engine_ == Engine::sqlite) {
      statement->blobs.emplace_back(session_);
      statement->prepared.exchange(
          soci::use(statement->blobs.back(), slot.indicator, arguments[i].name));
    } else {
      statement->prepared.exchange(soci::use(slot.text, slot.indicator, arguments[i].name));
    }
  }
  statement->prepared.alloc();
  statement->prepared.prepare(std::string(sql));
  statement->prepared.define_and_bind();
  return statement;
}

Statement& SociConnection::prepared(std::string_view sql, std::string_view types,
                                    const Arguments& arguments) {
  // A NULL has no type of its own; it travels as text, so the argument types belong to the key.
  std::string key;
  for (const Argument& argument : arguments) key += type_of(argument.value);
  const std::string input_types = key;
  key += ' ';
  key += sql;
  auto& statement = kept_[key];
  if (!statement) statement = prepare(sql, types, arguments, input_types);
  return *statement;
}

void SociConnection::fill(Statement& statement, const Arguments& arguments) {
  std::size_t blob = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Slot& slot = statement.inputs[i];
    const Value& value = arguments[i].value;
    slot.indicator = value.index() == 0 ? soci::i_null : soci::i_ok;
    if (slot.type == 'u' && engine_ == Engine::sqlite) {
      const Uuid& id = std::get<Uuid>(value);
      statement.blobs[blob++].write(0, raw_bytes(id).data(), id.bytes.size());
      continue;
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) slot.integer = *integer;
    if (const auto* text = std::get_if<std::string>(&value)) slot.text = *text;
    if (const auto* id = std::get_if<Uuid>(&value)) slot.text = id->hyphenated();
  }
}

[[noreturn]] void broken(std::string_view sql, const std::exception& why) {
  throw Broken(std::string(why.what()) + " in: " + std::string(sql.substr(0, 300)));
}

void SociConnection::each(std::string_view sql, std::string_view types, const Arguments& arguments,
                          const std::function<void(const Row&)>& visit) {
  ++count_;
  Statement* statement = nullptr;
  bool more = false;
  const auto step = [&](auto&& work) {
    try {
      more = work();
    } catch (const soci::soci_error& error) {
      broken(sql, error);
    }
  };
  step([&] {
    statement = &prepared(sql, types, arguments);
    fill(*statement, arguments);
    statement->prepared.execute(false);
    return statement->prepared.fetch();
  });
  const SociRow row(statement->columns, engine_);
  while (more) {
    visit(row);
    step([&] { return statement->prepared.fetch(); });
  }
}

std::int64_t SociConnection::run(std::string_view sql, const Arguments& arguments) {
  ++count_;
  try {
    Statement& statement = prepared(sql, "", arguments);
    fill(statement, arguments);
    statement.prepared.execute(true);
    return statement.prepared.get_affected_rows();
  } catch (const soci::soci_error& error) {
    broken(sql, error);
  }
}

void SociConnection::script(std::string_view sql) {
  const std::string text(sql);
  if (engine_ == Engine::sqlite) {
    auto* handle = static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
    if (sqlite_api::sqlite3_exec(handle, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw Broken(std::string(sqlite_api::sqlite3_errmsg(handle)) + " in: " + text.substr(0, 300));
  } else {
    auto* handle = static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
    PGresult* result = PQexec(handle, text.c_str());
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
      throw Broken(std::string(PQerrorMessage(handle)) + " in: " + text.substr(0, 300));
  }
}

}  // namespace

std::unique_ptr<Connection> connect(const Location& location, Access access) {
  try {
    return std::make_unique<SociConnection>(location, access);
  } catch (const soci::soci_error& error) {
    throw Broken("cannot open the database " + location.schema + ": " + error.what());
  }
}

}  // namespace samloft::db

// Databases for tests.
// Tested by nothing: every store test rests on it.

#include "testing/world.h"

#include <cstdlib>
#include <filesystem>

#include "journal/journal.h"
#include "records/store.h"

namespace samloft::testing {

bool has_postgres() { return std::getenv("SAMLOFT_TEST_POSTGRES") != nullptr; }

std::unique_ptr<db::Database> fresh_database(db::Engine engine, std::string& place) {
  const std::string name = "samloft_test_" + Uuid::fresh().text();
  if (engine == db::Engine::sqlite) {
    place = (std::filesystem::temp_directory_path() / (name + ".sqlite")).string();
    return std::make_unique<db::Database>(db::Location{engine, place, ""});
  }
  place = name;
  return std::make_unique<db::Database>(
      db::Location{engine, std::getenv("SAMLOFT_TEST_POSTGRES"), name});
}

void drop_database(db::Engine engine, const std::string& place) {
  if (engine == db::Engine::sqlite) {
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(place + ending);
    return;
  }
  db::Database database(
      db::Location{engine, std::getenv("SAMLOFT_TEST_POSTGRES"), "samloft_test_dropper"});
  const auto dropped = database.write([&](db::Connection& db) -> Result<void> {
    db.script("DROP SCHEMA \"" + place + "\" CASCADE");
    return {};
  });
  ensure(dropped.has_value(), "dropping a schema has no problems");
}

World::World(db::Engine engine, const std::vector<std::vector<Migration>>& migrations,
             const std::vector<std::vector<records::Kind>>& kinds) {
  viewer.account = Uuid::of_name("test", "account");
  viewer.person = Uuid::of_name("test", "person");
  viewer.name = "Turid Test";
  viewer.roles = {Role::coordinator, Role::staff};
  viewer.today = local_day(now);
  database_ = fresh_database(engine, place_);
  std::vector<Migration> all = journal::migrations();
  const auto add = [&](const std::vector<Migration>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  add(records::migrations());
  for (const auto& more : migrations) add(more);
  database_->migrate(all);
  for (const auto& more : kinds) kinds_.add(more);
}

World::~World() {
  const db::Engine engine = database_->location().engine;
  database_.reset();
  drop_database(engine, place_);
}

const records::Kind& World::kind(std::string_view name) const {
  const records::Kind* found = kinds_.by_name(name);
  ensure(found != nullptr, "tests name kinds of their world");
  return *found;
}

Result<Uuid> World::try_create(std::string_view name, Record& record) {
  return database_->write([&](db::Connection& db) {
    records::Work work{db, kinds_, viewer, now, {}};
    return records::create(work, kind(name), record);
  });
}

Result<void> World::save(std::string_view name, Record& record) {
  return database_->write([&](db::Connection& db) {
    records::Work work{db, kinds_, viewer, now, {}};
    return records::save(work, kind(name), record);
  });
}

Result<std::int64_t> World::remove(std::string_view name, const Uuid& id) {
  return database_->write([&](db::Connection& db) {
    records::Work work{db, kinds_, viewer, now, {}};
    return records::remove(work, kind(name), id);
  });
}

std::map<std::string, std::int64_t> World::counts() {
  return database_->read([&](db::Connection& db) {
    return records::counts(db, kinds_, Viewer::command_line());
  });
}

std::string World::get(const std::vector<access::Route>& routes, const std::string& target,
                       Language language) {
  access::Site site(access::SiteParts{*database_, {}, {}, {}, "", false, {}, {}});
  web::Request request;
  request.method = "GET";
  const auto mark = target.find('?');
  request.path = target.substr(0, mark);
  if (mark != std::string::npos) {
    auto query = web::parse_query(target.substr(mark + 1));
    if (!query) return "400";
    request.query = std::move(*query);
  }
  return database_->read([&](db::Connection& db) -> std::string {
    for (const access::Route& route : routes) {
      auto parts = access::match(route.pattern, request.path);
      if (!parts || route.method != "GET" || !route.who.lets_in(viewer, false)) continue;
      access::Visit visit{site, request, {}, *parts, viewer, Texts(language), now,
                          {},   "secret", {Uuid::of_name("test", "p"), "fjordby", "Fjordby"}, &db};
      const auto before = db.statements();
      const auto answer = route.handler(visit);
      statements = db.statements() - before;
      return answer.status == 200 ? answer.body : std::to_string(answer.status);
    }
    return "404";
  });
}

std::string World::told(const Problem& problem) {
  static constexpr const char* kKinds[] = {"not found", "forbidden", "invalid", "conflict"};
  const Texts t;
  std::string out = kKinds[static_cast<std::size_t>(problem.kind)];
  out += ": " + t(problem.message);
  for (const FieldError& error : problem.fields) out += "; " + error.field + ": " + t(error.message);
  return out;
}

std::vector<std::string> fields_of(const Problem& problem) {
  std::vector<std::string> fields;
  for (const FieldError& error : problem.fields) fields.push_back(error.field);
  return fields;
}

}  // namespace samloft::testing

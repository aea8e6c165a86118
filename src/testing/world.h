// A small world for tests: one partnership's database on a real engine, with a clock that moves
// only when told and a viewer of any role.
//
//   class PeopleStore : public testing::OnBothEngines {};
//   TEST_P(PeopleStore, FindsVacancies) {
//     World world(GetParam(), {people::migrations()}, {people::kinds()});
//     const Uuid unit = world.create("unit", unit_named("Solbakken"));
//   }
//   INSTANTIATE_ON_BOTH_ENGINES(PeopleStore);
//
// PostgreSQL takes part when SAMLOFT_TEST_POSTGRES names a server (script/test starts one).
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/site.h"
#include "base/viewer.h"
#include "db/db.h"
#include "records/kind.h"
#include "records/records.h"

namespace samloft::testing {

// The field errors of a problem, by field; for EXPECT_EQ.
std::vector<std::string> fields_of(const Problem& problem);

class World {
 public:
  // Migrations and kinds of the modules, foundations first; journal and records come by themselves.
  World(db::Engine engine, const std::vector<std::vector<Migration>>& migrations,
        const std::vector<std::vector<records::Kind>>& kinds);
  ~World();

  db::Database& database() { return *database_; }
  const records::Kinds& kinds() const { return kinds_; }
  const records::Kind& kind(std::string_view name) const;

  Instant now{1795572000000};  // 2026-11-25 03.00 in Oslo
  Viewer viewer;               // a coordinator, unless the test says otherwise

  // Verbs in a write of their own.
  Result<Uuid> try_create(std::string_view kind, Record& record);
  // As try_create, where a problem fails the test.
  template <class T>
  Uuid create(std::string_view kind, T record) {
    auto made = try_create(kind, record);
    EXPECT_TRUE(made.has_value()) << (made ? "" : told(made.error()));
    return made ? *made : Uuid{};
  }
  // The fields for which a record is refused; none when it was created.
  template <class T>
  std::vector<std::string> refused(std::string_view kind, T record) {
    const auto made = try_create(kind, record);
    return made ? std::vector<std::string>{} : fields_of(made.error());
  }
  Result<void> save(std::string_view kind, Record& record);
  Result<std::int64_t> remove(std::string_view kind, const Uuid& id);
  template <class T>
  T load(std::string_view kind_name, const Uuid& id) {
    return database_->read([&](db::Connection& db) {
      auto found = records::find<T>(db, kind(kind_name), id);
      EXPECT_TRUE(found.has_value()) << "no such " << kind_name;
      return found.value_or(T{});
    });
  }

  // How many records of each kind there are.
  std::map<std::string, std::int64_t> counts();

  // What a GET of an address (/fjordby/needs?q=x) answers to the world's viewer through the real
  // handler: the body of a 200, else the status as text. Counts the statements it took.
  std::string get(const std::vector<access::Route>& routes, const std::string& target,
                  Language language = Language::bokmal);
  std::int64_t statements = 0;

  // A problem as text: "invalid; number: 975315054 er ikke …".
  static std::string told(const Problem& problem);

 private:
  std::unique_ptr<db::Database> database_;
  records::Kinds kinds_;
  std::string place_;
};

// A fresh database of the engine; `place` is told so that it can be dropped.
std::unique_ptr<db::Database> fresh_database(db::Engine engine, std::string& place);
void drop_database(db::Engine engine, const std::string& place);
bool has_postgres();

class OnBothEngines : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres())
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
  }
  static bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
  }
};

inline std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

#define INSTANTIATE_ON_BOTH_ENGINES(suite)                                                \
  INSTANTIATE_TEST_SUITE_P(Engines, suite,                                                \
                           ::testing::Values(::samloft::db::Engine::sqlite,               \
                                             ::samloft::db::Engine::postgres),            \
                           ::samloft::testing::engine_name)

}  // namespace samloft::testing

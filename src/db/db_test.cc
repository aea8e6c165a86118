// The database on both engines: values, snapshots, common commits, migrations.

#include "db/db.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <latch>
#include <limits>
#include <thread>

#include "base/resting.h"

namespace samloft::db {
namespace {

class Databases : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    const char* server = std::getenv("SAMLOFT_TEST_POSTGRES");
    if (GetParam() == Engine::postgres && server == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    name = "samloft_test_" + Uuid::fresh().text();
    file = (std::filesystem::temp_directory_path() / (name + ".sqlite")).string();
    database = open();
    const auto made = database->write([](Connection& db) -> Result<void> {
      db.script("CREATE TABLE thing (id uuid PRIMARY KEY, word text, number bigint)");
      return {};
    });
    ASSERT_TRUE(made);
  }
  void TearDown() override {
    if (!database) return;
    if (GetParam() == Engine::postgres) {
      EXPECT_TRUE(database->write([&](Connection& db) -> Result<void> {
        db.script("DROP SCHEMA \"" + name + "\" CASCADE");
        return {};
      }));
    }
    database.reset();
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
  }
  std::unique_ptr<Database> open() {
    return std::make_unique<Database>(
        GetParam() == Engine::sqlite
            ? Location{Engine::sqlite, file, ""}
            : Location{Engine::postgres, std::getenv("SAMLOFT_TEST_POSTGRES"), name});
  }
  static void put(Connection& db, const std::string& word) {
    db.run("INSERT INTO thing (id, word, number) VALUES (:id, :word, 1)",
           {{"id", Uuid::fresh()}, {"word", word}});
  }
  std::int64_t count() {
    return database->read([](Connection& db) { return db.number("SELECT count(*) FROM thing"); });
  }
  // A write that must succeed.
  void change(const std::function<void(Connection&)>& work) {
    EXPECT_TRUE(database->write([&](Connection& db) -> Result<void> {
      work(db);
      return {};
    }));
  }
  // What a broken statement in a write says.
  std::string complaint(const std::function<void(Connection&)>& work) {
    try {
      (void)database->write([&](Connection& db) -> Result<void> {
        work(db);
        return {};
      });
    } catch (const Broken& broken) {
      return broken.what();
    }
    return "nothing";
  }
  std::string name, file;
  std::unique_ptr<Database> database;
};

TEST_P(Databases, KeepEveryValueAsItIs) {
  const Uuid id = Uuid::parse("0000000000000000000000000z").value();
  const std::string word = "Æ'; DROP TABLE thing; -- :word % \"\n\t🌱";
  ASSERT_TRUE(database->write([&](Connection& db) -> Result<void> {
    db.run("INSERT INTO thing (id, word, number) VALUES (:id, :word, :number)",
           {{"id", id}, {"word", word}, {"number", std::int64_t{-9'000'000'000'000'000'000}}});
    db.run("INSERT INTO thing (id, word, number) VALUES (:id, :word, :number)",
           {{"id", Uuid::fresh()}, {"word", Value{}}, {"number", Value{}}});
    return {};
  }));
  database->read([&](Connection& db) {
    const auto row = db.first<Uuid, std::string, std::int64_t>(
        "SELECT id, word, number FROM thing WHERE id = :id", {{"id", id}});
    ASSERT_TRUE(row);
    EXPECT_EQ(*row, std::make_tuple(id, word, std::int64_t{-9'000'000'000'000'000'000}));
    int nulls = 0;
    db.each("SELECT word, number FROM thing WHERE word IS NULL", "ti", {}, [&](const Row& empty) {
      nulls += empty.is_null(0) && empty.is_null(1) && empty.text(0).empty();
    });
    EXPECT_EQ(nulls, 1);
  });
}

// The edges of every type; a NULL is no empty text, no zero and no empty id.
TEST_P(Databases, TellNullFromEmpty) {
  const Uuid key = Uuid::fresh();
  const std::string large(1'000'000, 'x');
  const auto most = std::numeric_limits<std::int64_t>::max();
  const auto least = std::numeric_limits<std::int64_t>::min();
  change([](Connection& db) { db.script("CREATE TABLE kind (id uuid, word text, number bigint)"); });
  const struct {
    Value id, word, number;
  } cases[] = {{Uuid{}, std::string(), std::int64_t{0}},
               {Value{}, Value{}, Value{}},
               {key, large, most},
               {Value{}, std::string("x"), least},
               {id_or_null({}), text_or_null(""), std::int64_t{-1}},
               {id_or_null(key), text_or_null("y"), Value{}}};
  for (const auto& one : cases) {
    change([&](Connection& db) {
      db.run("DELETE FROM kind");
      db.run("INSERT INTO kind (id, word, number) VALUES (:id, :word, :number)",
             {{"id", one.id}, {"word", one.word}, {"number", one.number}});
      int seen = 0;
      db.each("SELECT id, word, number FROM kind", "uti", {}, [&](const Row& row) {
        ++seen;
        const Value id = row.is_null(0) ? Value{} : Value{row.id(0)};
        const Value word = row.is_null(1) ? Value{} : Value{row.text(1)};
        const Value number = row.is_null(2) ? Value{} : Value{row.integer(2)};
        EXPECT_EQ(id, one.id);
        EXPECT_EQ(word, one.word);
        EXPECT_EQ(number, one.number);
        EXPECT_TRUE(!row.is_null(0) || row.id(0).empty());
        EXPECT_TRUE(!row.is_null(2) || row.integer(2) == 0);
      });
      EXPECT_EQ(seen, 1);
    });
  }
}

TEST_P(Databases, KeepAnyValue) {
  change([](Connection& db) { db.script("CREATE TABLE kind (id uuid, word text, number bigint)"); });
  EXPECT_TRUE(rc::check("round trip", [&] {
    Uuid id;
    for (auto& byte : id.bytes) byte = *rc::gen::arbitrary<std::uint8_t>();
    std::string word;
    for (const char* piece : *rc::gen::container<std::vector<const char*>>(
             rc::gen::elementOf(std::vector<const char*>{"'", "\"", ":word", "::", "\\", "%", "ø", "🌱",
                                                         "--", ";", "\n", "?", "$1", "محمد", " "}))) {
      word += piece;
    }
    const auto number = *rc::gen::arbitrary<std::int64_t>();
    // Nothing is kept, so that a case does not wait for the disk.
    (void)database->write([&](Connection& db) -> Result<void> {
      const Arguments arguments{{"id", id}, {"word", word}, {"number", number}};
      db.run("INSERT INTO kind (id, word, number) VALUES (:id, :word, :number)", arguments);
      const auto found = db.rows<Uuid, std::string, std::int64_t>(
          "SELECT id, word, number FROM kind WHERE id = :id AND word = :word AND number = :number",
          arguments);
      RC_ASSERT(found.size() == 1u);
      RC_ASSERT(found.front() == std::make_tuple(id, word, number));
      return Problem::invalid("enough");
    });
  }));
}

// A statement is prepared once for each choice of types: a NULL after a number disturbs nothing.
TEST_P(Databases, TakeValuesAndNullsInOneStatement) {
  change([](Connection& db) {
    for (int i = 0; i < 3; ++i) {
      db.run("INSERT INTO thing (id, word, number) VALUES (:id, :word, :number)",
             {{"id", Uuid::fresh()},
              {"word", i == 1 ? Value{} : Value{std::string("x")}},
              {"number", i == 1 ? Value{} : Value{std::int64_t{i}}}});
    }
    EXPECT_EQ(db.number("SELECT count(*) FROM thing WHERE number IS NULL AND word IS NULL"), 1);
    EXPECT_EQ(db.number("SELECT sum(number) FROM thing WHERE word = 'x'"), 2);
    EXPECT_EQ(db.run("UPDATE thing SET number = 7 WHERE word = :word", {{"word", std::string("x")}}), 2);
    EXPECT_EQ(db.run("DELETE FROM thing WHERE word = :word", {{"word", std::string("z")}}), 0);
    EXPECT_FALSE(db.first<std::int64_t>("SELECT number FROM thing WHERE number = 99"));
  });
}

TEST_P(Databases, ReadOneSnapshotWhileOthersWrite) {
  database->read([&](Connection& db) {
    EXPECT_EQ(db.number("SELECT count(*) FROM thing"), 0);
    std::thread other([&] {
      EXPECT_TRUE(database->write([](Connection& writer) -> Result<void> {
        put(writer, "ny");
        return {};
      }));
    });
    other.join();
    EXPECT_EQ(db.number("SELECT count(*) FROM thing"), 0);
  });
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, ShowNothingOfAWriteThatIsUnderWay) {
  std::latch written(1), looked(1);
  std::thread writer([&] {
    change([&](Connection& db) {
      put(db, "ny");
      EXPECT_EQ(db.number("SELECT count(*) FROM thing"), 1);  // it sees its own
      written.count_down();
      looked.wait();
    });
  });
  written.wait();
  EXPECT_EQ(count(), 0);
  looked.count_down();
  writer.join();
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, RefuseToWriteInARead) {
  EXPECT_THROW(database->read([](Connection& db) { put(db, "snik"); }), Broken);
  EXPECT_EQ(count(), 0);
}

TEST_P(Databases, ReadOnAfterAVisitorThrew) {
  change([](Connection& db) {
    for (int i = 0; i < 3; ++i) put(db, "rad");
  });
  const auto stumble = [](Connection& db) {
    db.each("SELECT word FROM thing", "t", {}, [](const Row&) { throw std::runtime_error("snubler"); });
  };
  EXPECT_THROW(database->read(stumble), std::runtime_error);
  EXPECT_THROW(change(stumble), std::runtime_error);
  EXPECT_EQ(count(), 3);
  change([](Connection& db) { put(db, "etter"); });
  EXPECT_EQ(count(), 4);
}

TEST_P(Databases, KeepNothingOfAProblem) {
  const auto outcome = database->write([](Connection& db) -> Result<int> {
    put(db, "halv");
    return Problem::invalid("nei");
  });
  EXPECT_FALSE(outcome);
  EXPECT_EQ(count(), 0);
}

TEST_P(Databases, CarryAnExceptionToTheOneWhoAsked) {
  EXPECT_THROW((void)database->write([](Connection& db) -> Result<void> {
    put(db, "halv");
    throw std::runtime_error("midt i");
  }), std::runtime_error);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(database->write([](Connection& db) -> Result<void> {
    put(db, "hel");
    return {};
  }));
  EXPECT_EQ(count(), 1);
}

// What waits while one write is under way is committed together (SQLite): the one that throws loses
// its own piece and no other.
TEST_P(Databases, UndoOnlyThePieceThatThrew) {
  std::latch begun(1), all_asked(8);
  std::thread first([&] {
    change([&](Connection& db) {
      put(db, "først");
      begun.count_down();
      all_asked.wait();
    });
  });
  begun.wait();
  std::atomic<int> thrown{0};
  std::vector<std::thread> others;
  for (int i = 0; i < 8; ++i) {
    others.emplace_back([&, i] {
      all_asked.count_down();
      try {
        change([&](Connection& db) {
          put(db, std::to_string(i));
          if (i % 4 == 1) throw std::runtime_error(std::to_string(i));
          if (i % 4 == 3) db.run("INSERT INTO nowhere VALUES (1)");
        });
        EXPECT_EQ(i % 2, 0);
      } catch (const Broken& broken) {
        EXPECT_NE(std::string(broken.what()).find("nowhere"), std::string::npos);
        EXPECT_EQ(i % 4, 3);
        ++thrown;
      } catch (const std::runtime_error& mine) {
        EXPECT_EQ(mine.what(), std::to_string(i));
        ++thrown;
      }
    });
  }
  first.join();
  for (auto& other : others) other.join();
  EXPECT_EQ(thrown, 4);
  database->read([](Connection& db) {
    const auto words = db.rows<std::string>("SELECT word FROM thing ORDER BY word");
    std::string all;
    for (const auto& [word] : words) all += word + " ";
    EXPECT_EQ(all, "0 2 4 6 først ");
  });
}

TEST_P(Databases, LoseNothingElseWhenACommitFails) {
  change([](Connection& db) {
    db.script("CREATE TABLE owner (name text PRIMARY KEY);"
              "CREATE TABLE owned (owner text REFERENCES owner DEFERRABLE INITIALLY DEFERRED)");
  });
  EXPECT_NE(complaint([](Connection& db) {
              db.run("INSERT INTO owned (owner) VALUES ('ingen')");
            }).find("COMMIT"), std::string::npos);
  EXPECT_EQ(database->read([](Connection& db) { return db.number("SELECT count(*) FROM owned"); }), 0);
  change([](Connection& db) { put(db, "etter"); });
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, RunAStatementAgainAfterItWasRefused) {
  const Uuid id = Uuid::fresh();
  const auto insert = [&](const Uuid& key) {
    return [=](Connection& db) {
      db.run("INSERT INTO thing (id, word, number) VALUES (:id, 'x', 1)", {{"id", key}});
    };
  };
  change(insert(id));
  EXPECT_NE(complaint(insert(id)).find("INSERT INTO thing"), std::string::npos);
  change(insert(Uuid::fresh()));
  EXPECT_EQ(count(), 2);
}

TEST_P(Databases, NameWhicheverStatementBroke) {
  using Work = std::function<void(Connection&)>;
  const std::pair<const char*, Work> cases[] = {
      {"no such verb", [](Connection& db) { db.run("NONSENSE no such verb"); }},
      {"nowhere", [](Connection& db) { db.script("SELECT 1; DROP TABLE nowhere"); }},
      {"FROM thing WHERE", [](Connection& db) { db.rows<Uuid>("SELECT id FROM thing WHERE"); }},
      {"= :absent", [](Connection& db) { db.run("DELETE FROM thing WHERE word = :absent"); }},
      {"= :word", [](Connection& db) {
         db.run("DELETE FROM thing WHERE word = :word",
                {{"word", std::string("x")}, {"extra", std::string("y")}});
       }}};
  for (const auto& [part, work] : cases) {
    EXPECT_NE(complaint(work).find(part), std::string::npos) << part << " in " << complaint(work);
  }
  change([](Connection& db) { put(db, "etter"); });
  EXPECT_EQ(count(), 1);
}

// What looks like an argument within quotation marks or a cast is none.
TEST_P(Databases, KnowAnArgumentFromWhatLooksLikeOne) {
  change([](Connection& db) {
    db.run("INSERT INTO thing (id, word) VALUES (:id, 'it''s :no argument')",
           {{"id", Uuid::fresh()}});
    const auto row = db.first<std::string>(
        "SELECT word FROM thing WHERE word LIKE '%:no%' AND word <> :other AND :other <> 'a\"b'",
        {{"other", std::string("x")}});
    ASSERT_TRUE(row);
    EXPECT_EQ(std::get<0>(*row), "it's :no argument");
  });
  if (GetParam() == Engine::sqlite) return;
  EXPECT_EQ(database->read([](Connection& db) { return db.number("SELECT '7'::bigint"); }), 7);
}

TEST_P(Databases, TakeArgumentsInAnyOrder) {
  const std::string sql = "SELECT CAST(:one AS text) || CAST(:two AS text) || CAST(:one AS text)";
  const Argument one{"one", std::string("a")}, two{"two", std::string("b")};
  database->read([&](Connection& db) {
    for (const Arguments& given : {Arguments{one, two}, Arguments{two, one}, Arguments{one, two}})
      EXPECT_EQ(std::get<0>(*db.first<std::string>(sql, given)), "aba");
  });
}

TEST_P(Databases, FindAWordInAText) {
  database->read([](Connection& db) {
    const auto at = [&](const std::string& text, const std::string& word) {
      return db.number("SELECT strpos(CAST(:text AS text), CAST(:word AS text))", {{"text", text}, {"word", word}});
    };
    EXPECT_EQ(at("språk i lek", "språk"), 1);
    EXPECT_EQ(at("språk i lek", "lek"), 9);
    EXPECT_EQ(at("språk i lek", "%"), 0);
    EXPECT_EQ(at("språk i lek", "lekt"), 0);
    EXPECT_EQ(at("", "x"), 0);
    EXPECT_EQ(at("100 % _\\", "% _\\"), 5);
    db.each("SELECT strpos(NULL, 'x')", "i", {}, [](const Row& row) { EXPECT_TRUE(row.is_null(0)); });
  });
}

TEST_P(Databases, RunStatementsWithinOthers) {
  change([](Connection& db) {
    put(db, "a");
    put(db, "b");
  });
  database->read([](Connection& db) {
    std::string all;
    db.each("SELECT word FROM thing ORDER BY word", "t", {}, [&](const Row& row) {
      all += row.text(0);
      all += std::get<0>(*db.first<std::string>("SELECT max(word) FROM thing")) + " ";
    });
    EXPECT_EQ(all, "ab bb ");
  });
}

TEST_P(Databases, NameTheStatementThatBroke) {
  try {
    database->read([](Connection& db) { return db.number("SELECT nothing FROM nowhere"); });
    FAIL() << "a wrong statement throws";
  } catch (const Broken& broken) {
    EXPECT_NE(std::string(broken.what()).find("nowhere"), std::string::npos);
  }
  EXPECT_EQ(count(), 0);
}

// Whoever waits for another's write, or for the disk, lets others work meanwhile.
TEST_P(Databases, RestWhileTheyWaitForAWrite) {
  struct Heard final : Rests {
    std::atomic<int> begun{0}, ended{0};
    void begin() override { ++begun; }
    void end() override { ++ended; }
  } first, second;
  std::latch begun(1);
  std::thread other([&] {
    tell_rests_to(&first);
    change([&](Connection& db) {
      begun.count_down();
      while (second.begun == 0) std::this_thread::yield();
      put(db, "først");
      EXPECT_EQ(first.begun, 0) << "who works does not rest";
    });
  });
  begun.wait();
  tell_rests_to(&second);
  change([](Connection& db) { put(db, "så"); });
  tell_rests_to(nullptr);
  other.join();
  EXPECT_EQ(first.begun, 1);
  EXPECT_EQ(first.ended, 1);
  EXPECT_GE(second.begun, 1);
  EXPECT_EQ(second.ended, second.begun);
  EXPECT_EQ(count(), 2);
}

// Every acknowledged write is there; those that failed in the same commit are not.
TEST_P(Databases, CommitWritesOfManyTogether) {
  std::vector<std::thread> writers;
  std::atomic<int> kept{0};
  for (int writer = 0; writer < 16; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 20; ++i) {
        const bool refused = (writer + i) % 5 == 0, throws = (writer + i) % 5 == 1;
        try {
          const auto outcome = database->write([&](Connection& db) -> Result<void> {
            put(db, std::to_string(writer) + "/" + std::to_string(i));
            if (throws) throw std::runtime_error("midt i");
            if (refused) return Problem::invalid("nei");
            return {};
          });
          EXPECT_EQ(outcome.has_value(), !refused);
          EXPECT_FALSE(throws);
          if (outcome) ++kept;
        } catch (const std::runtime_error&) {
          EXPECT_TRUE(throws);
        }
      }
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(kept, 192);
  database->read([](Connection& db) {
    EXPECT_EQ(db.number("SELECT count(*) FROM thing"), 192);
    EXPECT_EQ(db.number("SELECT count(DISTINCT word) FROM thing"), 192);
  });
}

TEST_P(Databases, KeepWhatWasWrittenWhenOpenedAgain) {
  ASSERT_TRUE(database->write([](Connection& db) -> Result<void> {
    put(db, "varig");
    return {};
  }));
  database.reset();
  database = open();
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, MigrateOnceAndRefuseNewerOnes) {
  const std::vector<Migration> steps{{"a", "schema", "CREATE TABLE a (x bigint)"},
                                     {"b", "schema", "CREATE TABLE b (x bigint)"}};
  database->migrate(steps);
  database->migrate(steps);
  EXPECT_EQ(database->applied_steps(), (std::vector<std::string>{"a/schema", "b/schema"}));
  try {
    database->migrate(std::vector<Migration>{steps[0], {"c", "schema", "CREATE TABLE c (x bigint)"}});
    FAIL() << "a database of a newer version is refused";
  } catch (const Broken& broken) {
    EXPECT_NE(std::string(broken.what()).find("newer version"), std::string::npos);
    EXPECT_NE(std::string(broken.what()).find("b/schema"), std::string::npos);
  }
  // The refused run left nothing: its own step neither.
  EXPECT_EQ(database->applied_steps(), (std::vector<std::string>{"a/schema", "b/schema"}));
  change([](Connection& db) { db.script("CREATE TABLE c (x bigint)"); });
}

TEST_P(Databases, RunOnlyTheStepsThatAreNew) {
  std::vector<Migration> steps{{"a", "schema", "CREATE TABLE a (x bigint)"}};
  database->migrate(steps);
  change([](Connection& db) { db.run("INSERT INTO a (x) VALUES (7)"); });
  // A step of an earlier module comes behind those that were run before.
  steps.insert(steps.begin(), {"0", "schema", "CREATE TABLE zero (x bigint)"});
  steps.push_back({"a", "0002_more", "ALTER TABLE a ADD COLUMN y bigint; UPDATE a SET y = 2 * x"});
  database->migrate(steps);
  EXPECT_EQ(database->applied_steps(),
            (std::vector<std::string>{"a/schema", "0/schema", "a/0002_more"}));
  EXPECT_EQ(database->read([](Connection& db) { return db.number("SELECT y FROM a"); }), 14);
}

TEST_P(Databases, UndoAMigrationThatFails) {
  EXPECT_THROW(database->migrate(std::vector<Migration>{{"a", "schema", "CREATE TABLE a (x bigint)"},
                                                        {"b", "schema", "CREATE NONSENSE"}}),
               Broken);
  database->migrate(std::vector<Migration>{{"a", "schema", "CREATE TABLE a (x bigint)"}});
  EXPECT_EQ(database->applied_steps(), std::vector<std::string>{"a/schema"});
}

TEST_P(Databases, CountStatements) {
  database->read([](Connection& db) {
    const auto before = db.statements();
    db.number("SELECT count(*) FROM thing");
    db.number("SELECT count(*) FROM thing");
    EXPECT_EQ(db.statements() - before, 2);
    db.rows<Uuid>("SELECT id FROM thing");
    EXPECT_EQ(db.statements() - before, 3);
  });
  change([](Connection& db) {
    const auto before = db.statements();
    put(db, "x");
    put(db, "y");
    EXPECT_EQ(db.statements() - before, 2);
  });
}

// PostgreSQL servers come and go. Another database of the same server ends our connections, as a
// restart or a failing machine would.
class Servers : public Databases {
 protected:
  void SetUp() override {
    Databases::SetUp();
    if (IsSkipped()) return;
    other_name = "samloft_test_" + Uuid::fresh().text();
    other = std::make_unique<Database>(
        Location{Engine::postgres, std::getenv("SAMLOFT_TEST_POSTGRES"), other_name});
  }
  void TearDown() override {
    if (other) {
      EXPECT_TRUE(other->write([&](Connection& db) -> Result<void> {
        db.script("DROP SCHEMA \"" + other_name + "\" CASCADE");
        return {};
      }));
    }
    other.reset();
    Databases::TearDown();
  }
  static std::int64_t process_of(Connection& db) { return db.number("SELECT pg_backend_pid()"); }
  std::int64_t alive(std::int64_t process) {
    return other->read([&](Connection& db) {
      return db.number("SELECT count(*) FROM pg_stat_activity WHERE pid = :pid", {{"pid", process}});
    });
  }
  void end(std::int64_t process) {
    other->read([&](Connection& db) {
      db.rows<std::int64_t>("SELECT CASE WHEN pg_terminate_backend(CAST(:pid AS integer)) THEN 1 END",
                            {{"pid", process}});
    });
    while (alive(process) > 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  // What a write that may not succeed says of its fate.
  Unreachable::Saved fate(const std::function<void(Connection&)>& work) {
    try {
      (void)database->write([&](Connection& db) -> Result<void> {
        work(db);
        return {};
      });
    } catch (const Unreachable& gone) {
      return gone.saved;
    }
    ADD_FAILURE() << "the write succeeded";
    return {};
  }
  std::string other_name;
  std::unique_ptr<Database> other;
};

TEST_P(Servers, ReplaceIdleConnectionsThatHaveDied) {
  std::int64_t writer = 0;
  change([&](Connection& db) { writer = process_of(db); });
  const std::int64_t reader = database->read(process_of);
  end(writer);
  end(reader);
  EXPECT_EQ(count(), 0);
  change([](Connection& db) { put(db, "etter"); });
  EXPECT_EQ(count(), 1);
}

TEST_P(Servers, ReadAgainWhenTheConnectionDiesOnTheWay) {
  int runs = 0;
  EXPECT_EQ(database->read([&](Connection& db) {
    if (++runs == 1) end(process_of(db));
    return db.number("SELECT count(*) FROM thing");
  }), 0);
  EXPECT_EQ(runs, 2);
  // Not for ever, and a statement that is wrong is wrong at once.
  runs = 0;
  EXPECT_THROW(database->read([&](Connection& db) {
    ++runs;
    end(process_of(db));
    return db.number("SELECT count(*) FROM thing");
  }), Unreachable);
  EXPECT_EQ(runs, 3);
  runs = 0;
  EXPECT_THROW(database->read([&](Connection& db) {
    ++runs;
    return db.number("SELECT count(*) FROM nowhere");
  }), Broken);
  EXPECT_EQ(runs, 1);
}

TEST_P(Servers, KeepNothingOfAWriteThatDiesBeforeItsCommit) {
  int runs = 0;
  EXPECT_EQ(fate([&](Connection& db) {
    ++runs;
    put(db, "halv");
    end(process_of(db));
    put(db, "resten");
  }), Unreachable::Saved::nothing);
  EXPECT_EQ(runs, 1);
  // Not even when nothing was asked for after it had died: then COMMIT finds out.
  EXPECT_EQ(fate([&](Connection& db) {
    put(db, "halv");
    end(process_of(db));
  }), Unreachable::Saved::nothing);
  EXPECT_EQ(count(), 0);
  change([](Connection& db) { put(db, "etter"); });
  EXPECT_EQ(count(), 1);
}

// Here COMMIT takes long, as it does when a standby must have the write too.
TEST_P(Servers, DoNotKnowWhatBecameOfAWriteThatDiesInItsCommit) {
  change([](Connection& db) {
    db.script("CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS "
              "'BEGIN PERFORM pg_sleep(60); RETURN NULL; END';"
              "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED "
              "FOR EACH ROW WHEN (NEW.word = 'sen') EXECUTE FUNCTION slowly()");
  });
  std::atomic<std::int64_t> writer{0};
  std::thread killer([&] {
    const auto in_commit = [&] {
      return other->read([&](Connection& db) {
        return db.number("SELECT count(*) FROM pg_stat_activity WHERE pid = :pid AND query = 'COMMIT' "
                         "AND wait_event = 'PgSleep'", {{"pid", writer.load()}});
      });
    };
    while (in_commit() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    end(writer);
  });
  EXPECT_EQ(fate([&](Connection& db) {
    put(db, "sen");
    writer = process_of(db);
  }), Unreachable::Saved::unknown);
  killer.join();
  change([](Connection& db) { put(db, "etter"); });
  EXPECT_EQ(count(), 1);
}

TEST_P(Servers, FindTheOneThatTakesWritesAmongSeveral) {
  const std::string socket = std::getenv("SAMLOFT_TEST_POSTGRES");
  const auto host = socket.find("host=") + 5;
  std::string several = socket;
  several.insert(host, "/nowhere,");
  Database third({Engine::postgres, several, name});
  EXPECT_EQ(third.read([](Connection& db) { return db.number("SELECT count(*) FROM thing"); }), 0);
  several.replace(host, std::string::npos, "/nowhere,/nowhere/else");
  EXPECT_THROW(Database({Engine::postgres, several, name}), Unreachable);
  EXPECT_THROW(Database({Engine::postgres, "postgresql://x?nonsense=1", name}), Broken);
}

// Without a lock the second of two that make a schema at once is refused, IF NOT EXISTS or not.
TEST_P(Servers, AreOpenedByTwoAtOnce) {
  const std::string fresh = name + "_fresh";
  const auto waits = [&] {
    return database->read([&](Connection& db) {
      return db.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                       "AND query LIKE :query", {{"query", "%CREATE SCHEMA%" + fresh + "%"}});
    });
  };
  std::thread second;
  EXPECT_TRUE(other->write([&](Connection& db) -> Result<void> {
    db.run("SELECT pg_advisory_xact_lock(hashtext(:key))", {{"key", "create " + fresh}});
    db.script("CREATE SCHEMA \"" + fresh + "\"");
    second = std::thread([&] {
      EXPECT_NO_THROW(Database({Engine::postgres, std::getenv("SAMLOFT_TEST_POSTGRES"), fresh}));
    });
    while (waits() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return {};
  }));
  second.join();
  change([&](Connection& db) { db.script("DROP SCHEMA \"" + fresh + "\" CASCADE"); });
}

TEST_P(Servers, AreOpenedAndMigratedByManyAtOnce) {
  const std::vector<Migration> steps{{"a", "schema", "CREATE TABLE a (x bigint)"},
                                     {"b", "schema", "CREATE TABLE b (x bigint)"}};
  const std::string fresh = name + "_fresh";
  std::latch ready(8);
  std::vector<std::thread> starting;
  for (int i = 0; i < 8; ++i) {
    starting.emplace_back([&] {
      ready.arrive_and_wait();
      Database one({Engine::postgres, std::getenv("SAMLOFT_TEST_POSTGRES"), fresh});
      one.migrate(steps);
      EXPECT_EQ(one.applied_steps(), (std::vector<std::string>{"a/schema", "b/schema"}));
    });
  }
  for (auto& one : starting) one.join();
  change([&](Connection& db) { db.script("DROP SCHEMA \"" + fresh + "\" CASCADE"); });
}

TEST(Database, SaysThatItCannotBeOpened) {
  EXPECT_THROW(Database(Location{Engine::sqlite, "/nowhere/at/all.sqlite", ""}), Broken);
  EXPECT_THROW(Database(Location{Engine::postgres, "postgresql://samloft@/x?host=/nowhere", "s"}),
               Broken);
}

INSTANTIATE_TEST_SUITE_P(Engines, Databases, ::testing::Values(Engine::sqlite, Engine::postgres),
                         [](const auto& info) {
                           return info.param == Engine::sqlite ? "sqlite" : "postgres";
                         });
INSTANTIATE_TEST_SUITE_P(Engines, Servers, ::testing::Values(Engine::postgres));

}  // namespace
}  // namespace samloft::db

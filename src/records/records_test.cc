// The verbs and the store on both engines, with kinds of our own that have every type of field.

#include "records/records.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/text.h"
#include "db/db.h"
#include "journal/journal.h"
#include "records/image.h"

namespace samloft {
enum class State { draft, active, finished };
template <>
struct ChoicesOf<State> {
  static constexpr Choice list[] = {
      {"draft", "Utkast"}, {"active", "I gang"}, {"finished", "Ferdig"}};
};
}  // namespace samloft

namespace samloft::records {

// For all tests of this part. The others declare them as they stand here, and make their records
// from images.
std::vector<Kind> kinds_for_tests();
// A fresh database with the tables of these kinds, dropped with its last owner.
std::shared_ptr<db::Database> database_for_tests(db::Engine engine);

namespace {

constexpr Choice kThemes[] = {{"play", "Lek"}, {"language", "Språk"}, {"health", "Helse"}};

struct Person final : Record {
  std::string name;
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields& f) override { f.text({"name", "Navn", Must::be_filled}, name); }
};

struct Area final : Record {
  std::string title;
  std::string note;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields& f) override {
    f.text({"title", "Tittel", Must::be_filled}, title);
    f.prose({"note", "Merknad"}, note);
  }
};

struct Plan final : Record {
  std::string title, code, summary;
  std::optional<std::int64_t> groups, share;
  std::optional<Ore> cost;
  std::optional<Date> begins, ends;
  bool open = false;
  State state = State::draft;
  std::uint64_t themes = 0;
  Uuid owner, previous;
  std::vector<Uuid> areas;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields& f) override {
    f.text({"title", "Tittel", Must::be_filled, "Kort og klart.", 80}, title);
    f.text({"code", "Kode"}, code);
    f.prose({"summary", "Sammendrag"}, summary);
    f.number({"groups", "Grupper"}, groups);
    f.money({"cost", "Kostnad"}, cost);
    f.percent({"share", "Andel"}, share);
    f.date({"begins", "Fra"}, begins);
    f.date({"ends", "Til"}, ends);
    f.yes_no({"open", "Åpen for alle"}, open);
    f.choice({"state", "Tilstand", Must::be_filled}, state);
    f.options({"themes", "Temaer"}, kThemes, themes);
    f.link({"owner", "Eier"}, "person", owner);
    f.link({"previous", "Forrige"}, "plan", previous);
    f.links({"areas", "Områder"}, "area", areas);
  }
};

struct Step final : Record {
  Uuid plan, after;
  std::string text;
  std::string heading(const Lookup& of) const override { return of(plan) + ": " + text; }
  void describe(Fields& f) override {
    f.link({"plan", "Plan", Must::be_filled}, "plan", plan);
    f.text({"text", "Steg", Must::be_filled}, text);
    f.link({"after", "Etter"}, "step", after);
  }
};

struct Review final : Record {
  Uuid step;
  std::string verdict;
  std::string heading(const Lookup& of) const override { return verdict + " (" + of(step) + ")"; }
  void describe(Fields& f) override {
    f.link({"step", "Steg", Must::be_filled}, "step", step);
    f.text({"verdict", "Dom", Must::be_filled}, verdict);
  }
};

const Migration kTables{"test", "schema", R"(
CREATE TABLE test_person (id uuid PRIMARY KEY REFERENCES record (id), name text NOT NULL);
CREATE TABLE test_area (
  id uuid PRIMARY KEY REFERENCES record (id), title text NOT NULL, note text NOT NULL);
CREATE TABLE test_plan (
  id uuid PRIMARY KEY REFERENCES record (id),
  title text NOT NULL,
  code text NOT NULL,
  summary text NOT NULL,
  groups bigint,
  cost bigint,
  share bigint,
  begins text,
  ends text,
  open integer NOT NULL CHECK (open IN (0, 1)),
  state text NOT NULL,
  themes text NOT NULL,
  owner uuid REFERENCES test_person (id),
  previous uuid REFERENCES test_plan (id)
);
CREATE TABLE test_plan_areas (
  owner uuid NOT NULL REFERENCES test_plan (id),
  target uuid NOT NULL REFERENCES test_area (id),
  place bigint NOT NULL,
  PRIMARY KEY (owner, target)
);
CREATE TABLE test_step (
  id uuid PRIMARY KEY REFERENCES record (id),
  plan uuid NOT NULL REFERENCES test_plan (id),
  text text NOT NULL,
  after uuid REFERENCES test_step (id)
);
CREATE TABLE test_review (
  id uuid PRIMARY KEY REFERENCES record (id),
  step uuid NOT NULL REFERENCES test_step (id),
  verdict text NOT NULL
);
)"};

void tidy_plan(Record& record) {
  auto& plan = static_cast<Plan&>(record);
  std::erase(plan.code, ' ');
}

// A plan ends after it has begun, and is not in progress without a step.
void check_plan(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& plan = static_cast<const Plan&>(record);
  if (plan.begins && plan.ends && *plan.ends < *plan.begins)
    errors.push_back({"ends", "Slutten kommer før starten."});
  if (plan.state == State::active &&
      db.number("SELECT count(*) FROM test_step WHERE plan = :plan", {{"plan", plan.id}}) == 0)
    errors.push_back({"state", "En plan i gang har et steg."});
}

}  // namespace

std::vector<Kind> kinds_for_tests() {
  const Roles writers{Role::coordinator, Role::unit_leader};
  std::vector<Kind> kinds;
  kinds.push_back({.name = "person",
                   .plural = "persons",
                   .table = "test_person",
                   .one = "person",
                   .many = "Personer",
                   .add = "Ny person",
                   .purpose = "Dem vi kjenner.",
                   .make = make<Person>,
                   .columns = {}});
  kinds.push_back({.name = "area",
                   .plural = "areas",
                   .table = "test_area",
                   .one = "område",
                   .many = "Områder",
                   .add = "Nytt område",
                   .purpose = "Det vi deler inn i.",
                   .make = make<Area>,
                   .columns = {"note"}});
  kinds.push_back({.name = "plan",
                   .plural = "plans",
                   .table = "test_plan",
                   .one = "plan",
                   .many = "Planer",
                   .add = "Ny plan",
                   .purpose = "Det vi vil.",
                   .make = make<Plan>,
                   .columns = {"state", "cost", "begins", "owner", "open", "themes"},
                   .writers = writers,
                   .own_writers = {Role::private_owner},
                   .own = "owner",
                   .tidy = tidy_plan,
                   .check = check_plan,
                   .scope = "t.state <> 'draft' OR t.owner = :viewer",
                   .sees_all = {Role::coordinator, Role::unit_leader}});
  kinds.push_back({.name = "step",
                   .plural = "steps",
                   .table = "test_step",
                   .one = "steg",
                   .many = "Steg",
                   .add = "Nytt steg",
                   .purpose = "Det vi gjør.",
                   .make = make<Step>,
                   .columns = {"plan"},
                   .part_of = "plan"});
  kinds.push_back({.name = "review",
                   .plural = "reviews",
                   .table = "test_review",
                   .one = "vurdering",
                   .many = "Vurderinger",
                   .add = "Ny vurdering",
                   .purpose = "Det vi mener.",
                   .make = make<Review>,
                   .columns = {},
                   .readers = {Role::auditor, Role::coordinator},
                   .writers = {Role::auditor}});
  return kinds;
}

std::shared_ptr<db::Database> database_for_tests(db::Engine engine) {
  const std::string name = "samloft_test_" + Uuid::fresh().text();
  const auto file = (std::filesystem::temp_directory_path() / (name + ".sqlite")).string();
  const auto drop = [engine, name, file](db::Database* database) {
    if (engine == db::Engine::postgres) {
      EXPECT_TRUE(database->write([&](db::Connection& db) -> Result<void> {
        db.script("DROP SCHEMA \"" + name + "\" CASCADE");
        return {};
      }));
    }
    delete database;
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
  };
  std::shared_ptr<db::Database> made(
      new db::Database(engine == db::Engine::sqlite
                           ? db::Location{engine, file, ""}
                           : db::Location{engine, std::getenv("SAMLOFT_TEST_POSTGRES"), name}),
      drop);
  std::vector<Migration> all = journal::migrations();
  all.insert(all.end(), migrations().begin(), migrations().end());
  all.push_back(kTables);
  made->migrate(all);
  return made;
}

namespace {

class Records : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && std::getenv("SAMLOFT_TEST_POSTGRES") == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    database = database_for_tests(GetParam());
    kinds.add(kinds_for_tests());
    be({Role::coordinator, Role::auditor});
  }
  void be(Roles roles) {
    viewer.account = Uuid::of_name("test", "account");
    viewer.person = Uuid::of_name("test", "person");
    viewer.name = "Turid Test";
    viewer.roles = roles;
  }
  const Kind& kind(std::string_view name) const { return *kinds.by_name(name); }
  template <class Verb>
  auto write(Verb verb, const Uuid& batch = {}) {
    return database->write([&](db::Connection& db) {
      Work work{db, kinds, viewer, now, batch};
      return verb(work);
    });
  }
  template <class Ask>
  auto read(Ask ask) {
    return database->read(ask);
  }
  Result<Uuid> try_create(std::string_view name, Record& record, const Uuid& batch = {}) {
    return write([&](Work& work) { return records::create(work, kind(name), record); }, batch);
  }
  template <class T>
  Uuid create(std::string_view name, T record, const Uuid& batch = {}) {
    const auto made = try_create(name, record, batch);
    EXPECT_TRUE(made) << (made ? "" : told(made.error()));
    return made ? *made : Uuid{};
  }
  Result<void> save(std::string_view name, Record& record, const Uuid& batch = {}) {
    return write([&](Work& work) { return records::save(work, kind(name), record); }, batch);
  }
  Result<std::int64_t> remove(std::string_view name, const Uuid& id) {
    return write([&](Work& work) { return records::remove(work, kind(name), id); });
  }
  Result<Uuid> restore(std::int64_t number) {
    return write([&](Work& work) { return records::restore(work, number); });
  }
  Result<std::int64_t> undo(const Uuid& batch) {
    return write([&](Work& work) { return undo_batch(work, batch); });
  }
  template <class T>
  T stored(std::string_view name, const Uuid& id) {
    return read([&](auto& db) { return find<T>(db, kind(name), id); }).value_or(T{});
  }
  std::string heading(const Uuid& id) {
    return read([&](auto& db) { return heading_of(db, id); });
  }
  std::map<std::string, std::int64_t> count() { return read([&](auto& db) { return counts(db, kinds, Viewer::command_line()); }); }
  std::int64_t journal_length() {
    const auto last = read([](auto& db) { return journal::newest(db, 1); });
    return last.empty() ? 0 : last.front().number;
  }
  static std::string told(const Problem& problem) {
    static constexpr const char* kKinds[] = {"not found", "forbidden", "invalid", "conflict"};
    std::string out = kKinds[static_cast<std::size_t>(problem.kind)];
    if (problem.fields.empty() && problem.kind == Problem::Kind::conflict)
      out += ": " + Texts()(problem.message);
    for (const FieldError& error : problem.fields) out += " " + error.field;
    return out;
  }
  // What a verb said: fine, or the kind of problem and its fields.
  template <class T>
  static std::string said(const Result<T>& result) {
    return result ? "fine" : told(result.error());
  }

  static Person person(const std::string& name) {
    Person made;
    made.name = name;
    return made;
  }
  static Area area(const std::string& title) {
    Area made;
    made.title = title;
    return made;
  }
  static Plan plan(const std::string& title) {
    Plan made;
    made.title = title;
    return made;
  }
  static Step step(const Uuid& plan, const std::string& text, const Uuid& after = {}) {
    Step made;
    made.plan = plan;
    made.text = text;
    made.after = after;
    return made;
  }
  Uuid reviewed(const Uuid& step, const std::string& verdict) {
    Review made;
    made.step = step;
    made.verdict = verdict;
    return create("review", made);
  }

  std::shared_ptr<db::Database> database;
  Kinds kinds;
  Viewer viewer;
  Instant now{1795572000000};
};

// --- who may not, what may not

TEST_P(Records, AreForTheirWritersToChange) {
  Plan kept = plan("Plan");
  kept.state = State::finished;
  kept.id = create("plan", kept);
  const auto removal = remove("plan", create("plan", plan("Fjernet")));
  be({Role::staff, Role::auditor, Role::owner_leader});
  Plan other = plan("Annen"), changed = stored<Plan>("plan", kept.id);
  changed.title = "Endret";
  const auto before = count();
  const auto length = journal_length();
  EXPECT_EQ(said(try_create("plan", other)), "forbidden");
  EXPECT_EQ(said(save("plan", changed)), "forbidden");
  EXPECT_EQ(said(remove("plan", kept.id)), "forbidden");
  EXPECT_EQ(said(restore(*removal)), "forbidden");
  EXPECT_EQ(count(), before);
  EXPECT_EQ(journal_length(), length);
  EXPECT_EQ(heading(kept.id), "Plan");
  be({Role::unit_leader});
  EXPECT_EQ(said(save("plan", changed)), "fine");
}

TEST_P(Records, AreNotThereForThoseOutsideTheirScope) {
  const Uuid owner = create("person", person("Eier"));
  Plan draft = plan("Utkast");
  draft.owner = owner;
  draft.id = create("plan", draft);
  be({Role::staff});
  const auto sees = [&] {
    Plan found;
    return read([&](auto& db) { return load_for(db, kind("plan"), viewer, draft.id, found); });
  };
  draft.version = 1;
  EXPECT_FALSE(sees());
  EXPECT_EQ(said(save("plan", draft)), "not found");
  EXPECT_EQ(said(remove("plan", draft.id)), "not found");
  viewer.person = owner;
  EXPECT_TRUE(sees());
  EXPECT_EQ(said(save("plan", draft)), "forbidden") << "one's own, but not one's to write";
}

TEST_P(Records, AreTheirOwnWritersToChangeAndNobodyElses) {
  const Uuid me = create("person", person("Jeg")), other = create("person", person("En annen"));
  Plan theirs = plan("Deres");
  theirs.owner = other;
  theirs.state = State::finished;
  theirs.id = create("plan", theirs);
  be({Role::private_owner});
  viewer.person = {};
  Plan nobodys = plan("Uten navn");
  EXPECT_EQ(said(try_create("plan", nobodys)), "forbidden") << "a viewer who is no person owns nothing";
  viewer.person = me;
  Plan mine = plan("Min");
  mine.owner = other;
  mine.id = create("plan", mine);
  Plan kept = stored<Plan>("plan", mine.id);
  EXPECT_EQ(kept.owner, me) << "made by me, so mine, whatever was said";
  kept.title = "Min egen";
  kept.owner = other;
  EXPECT_EQ(said(save("plan", kept)), "fine");
  EXPECT_EQ(stored<Plan>("plan", mine.id).owner, me);
  Plan changed = stored<Plan>("plan", theirs.id);
  changed.title = "Tatt";
  changed.owner = me;
  EXPECT_EQ(said(save("plan", changed)), "forbidden");
  EXPECT_EQ(said(remove("plan", theirs.id)), "forbidden");
  const auto gone = remove("plan", mine.id);
  ASSERT_TRUE(gone);
  viewer.person = other;
  EXPECT_EQ(said(restore(*gone)), "forbidden");
  viewer.person = me;
  EXPECT_EQ(said(restore(*gone)), "fine");
}

TEST_P(Records, RefuseFaultyFields) {
  const Uuid eve = create("person", person("Eva")), here = create("area", area("Her"));
  struct Case {
    const char* why;
    std::function<void(Plan&)> spoil;
    std::string said;
  };
  const Case cases[] = {
      {"no title", [](Plan& p) { p.title = ""; }, "invalid title"},
      {"a blank title", [](Plan& p) { p.title = " \t "; }, "invalid title"},
      {"a long title", [](Plan& p) { p.title = std::string(81, 'a'); }, "invalid title"},
      {"two lines", [](Plan& p) { p.title = "en\nto"; }, "invalid title"},
      {"two lines of a Mac", [](Plan& p) { p.title = "en\rto"; }, "invalid title"},
      {"a NUL", [](Plan& p) { p.title = std::string("a\0b", 3); }, "invalid title"},
      {"half a letter", [](Plan& p) { p.title = "\xc3"; }, "invalid title"},
      {"an escape", [](Plan& p) { p.code = "\x1b[31m"; }, "invalid code"},
      {"long prose", [](Plan& p) { p.summary = std::string(20'001, 'a'); }, "invalid summary"},
      {"a NUL in prose", [](Plan& p) { p.summary = std::string(1, '\0'); }, "invalid summary"},
      {"less than nothing", [](Plan& p) { p.share = -1; }, "invalid share"},
      {"more than all", [](Plan& p) { p.share = 100'01; }, "invalid share"},
      {"no such state", [](Plan& p) { p.state = static_cast<State>(3); }, "invalid state"},
      {"no such person", [](Plan& p) { p.owner = Uuid::fresh(); }, "invalid owner"},
      {"an area as owner", [&](Plan& p) { p.owner = here; }, "invalid owner"},
      {"a person as plan", [&](Plan& p) { p.previous = eve; }, "invalid previous"},
      {"no such area",
       [&](Plan& p) {
         p.areas = {here, Uuid::fresh()};
       },
       "invalid areas"},
      {"a person as area", [&](Plan& p) { p.areas = {eve}; }, "invalid areas"},
      {"an area twice",
       [&](Plan& p) {
         p.areas = {here, here};
       },
       "invalid areas"},
      {"two at once",
       [](Plan& p) {
         p.title = "";
         p.share = -1;
       },
       "invalid title share"},
      {"the end first",
       [](Plan& p) {
         p.begins = Date(2026, 2, 1);
         p.ends = Date(2026, 1, 31);
       },
       "invalid ends"},
      {"in progress without a step", [](Plan& p) { p.state = State::active; }, "invalid state"},
  };
  const auto before = count();
  for (const Case& one : cases) {
    Plan wrong = plan("Plan");
    one.spoil(wrong);
    EXPECT_EQ(said(try_create("plan", wrong)), one.said) << one.why;
  }
  EXPECT_EQ(count(), before);
  Step loose = step({}, "Løst");
  EXPECT_EQ(said(try_create("step", loose)), "invalid plan") << "a link that must be filled";
  Plan full = plan("");
  for (int i = 0; i < 80; ++i) full.title += "å";
  full.summary = std::string(20'000, '\n') + "";
  full.share = 100'00;
  full.begins = full.ends = Date(2026, 1, 1);
  EXPECT_EQ(said(try_create("plan", full)), "fine") << "each at its limit";
}

TEST_P(Records, AreCreatedOnceOnly) {
  Plan first = plan("Første");
  first.id = Uuid::fresh();
  EXPECT_EQ(said(try_create("plan", first)), "fine");
  Plan again = plan("Andre");
  again.id = first.id;
  Area other = area("Tredje");
  other.id = first.id;
  EXPECT_EQ(said(try_create("plan", again)), "conflict: Dette er lagret allerede.");
  EXPECT_EQ(said(try_create("area", other)), "conflict: Dette er lagret allerede.");
  EXPECT_EQ(heading(first.id), "Første");
  EXPECT_EQ(journal_length(), 1);
}

TEST_P(Records, RefuseASaveOfWhatHasChangedSince) {
  const Uuid id = create("plan", plan("Plan"));
  Plan mine = stored<Plan>("plan", id), hers = mine;
  hers.title = "Hennes";
  EXPECT_EQ(said(save("plan", hers)), "fine");
  EXPECT_EQ(hers.version, 2);
  mine.title = "Mitt";
  EXPECT_EQ(said(save("plan", mine)), "conflict: Noen andre har endret dette siden du åpnet det.");
  EXPECT_EQ(heading(id), "Hennes");
  mine.version = 3;
  EXPECT_EQ(said(save("plan", mine)).substr(0, 8), "conflict") << "nor one of the future";
}

TEST_P(Records, AreNotFoundUnderOtherNames) {
  const Uuid id = create("plan", plan("Plan"));
  Plan unknown = plan("Ukjent");
  unknown.id = Uuid::fresh();
  Area other = area("Område");
  other.id = id;
  other.version = 1;
  EXPECT_EQ(said(save("plan", unknown)), "not found");
  EXPECT_EQ(said(save("area", other)), "not found");
  EXPECT_EQ(said(remove("plan", unknown.id)), "not found");
  EXPECT_EQ(said(remove("area", id)), "not found");
  EXPECT_EQ(heading(id), "Plan");
}

TEST_P(Records, StayWhileOthersPointAtThem) {
  const Uuid here = create("area", area("Her")), eve = create("person", person("Eva"));
  Plan pointing = plan("Peker");
  pointing.areas = {here};
  pointing.owner = eve;
  const Uuid id = create("plan", pointing);
  for (const auto& [name, target] : {std::pair("area", here), std::pair("person", eve)}) {
    EXPECT_EQ(said(remove(name, target)),
              "conflict: Kan ikke fjernes, for «Peker» viser hit. Fjern eller endre den først.");
  }
  Plan freed = stored<Plan>("plan", id);
  freed.areas.clear();
  EXPECT_EQ(said(save("plan", freed)), "fine");
  EXPECT_EQ(said(remove("area", here)), "fine");
  EXPECT_EQ(said(remove("plan", id)), "fine");
  EXPECT_EQ(said(remove("person", eve)), "fine");
  EXPECT_TRUE(count().empty());
}

// --- what is kept

TEST_P(Records, KeepEveryTypeOfField) {
  const Uuid eve = create("person", person("Eva")), a = create("area", area("A")),
             b = create("area", area("B")), c = create("area", area("C"));
  const auto keeps = [&](Plan& sent) {
    const Plan kept = [&] { return stored<Plan>("plan", sent.id); }();
    Plan copy = kept;
    EXPECT_EQ(image(copy), image(sent));
    EXPECT_EQ(kept.version, sent.version);
  };
  Plan empty = plan("Tom");
  ASSERT_EQ(said(try_create("plan", empty)), "fine");
  keeps(empty);
  Plan full = plan("'; DROP TABLE test_plan; -- <b>\"Æ\" 🌱");
  full.code = "A 12 B";
  full.summary = "Første linje\n\n\tandre :title % _ \\ $1 ?";
  full.groups = std::numeric_limits<std::int64_t>::min();
  full.cost = Ore{std::numeric_limits<std::int64_t>::max()};
  full.share = 33'33;
  full.begins = Date(1900, 1, 1);
  full.ends = Date(2199, 12, 31);
  full.open = true;
  full.state = State::finished;
  full.themes = 0b101;
  full.owner = eve;
  full.previous = empty.id;
  full.areas = {c, a, b};
  ASSERT_EQ(said(try_create("plan", full)), "fine");
  EXPECT_EQ(full.code, "A12B") << "tidied";
  keeps(full);
  full.areas = {b, c};
  full.groups = 0;
  full.cost = Ore{0};
  full.share = 0;
  full.themes = 0b010;
  ASSERT_EQ(said(save("plan", full)), "fine");
  keeps(full);
  Plan bare = plan("Bar");
  bare.id = full.id;
  bare.version = full.version;
  ASSERT_EQ(said(save("plan", bare)), "fine");
  keeps(bare);
}

TEST_P(Records, TellTheJournalBeforeAndAfter) {
  Area one = area("Før");
  one.id = create("area", one);
  one.version = 1;
  const std::string before = image(one);
  one.title = "Etter";
  ASSERT_EQ(said(save("area", one)), "fine");
  ASSERT_EQ(said(save("area", one)), "fine") << "a save that changes nothing";
  EXPECT_EQ(one.version, 2);
  const auto removal = remove("area", one.id);
  const auto entries = read([&](auto& db) { return journal::of_record(db, one.id, 10); });
  ASSERT_EQ(entries.size(), 3u) << "and leaves no entry";
  EXPECT_EQ(entries[0].number, *removal);
  EXPECT_EQ(entries[0].action + entries[1].action + entries[2].action, "removedchangedcreated");
  EXPECT_EQ(entries[1].before, before);
  EXPECT_EQ(entries[1].after, image(one));
  EXPECT_EQ(entries[0].before, image(one));
  EXPECT_EQ(entries[0].after + entries[2].before, "");
  EXPECT_EQ(entries[1].heading, "Etter");
  EXPECT_EQ(entries[1].who, "Turid Test");
  EXPECT_EQ(entries[1].at, now);
  EXPECT_TRUE(entries[0].batch);
}

TEST_P(Records, BearHeadingsThatFollowTheirNames) {
  const Uuid whole = create("plan", plan("Gammel"));
  const Uuid part = create("step", step(whole, "måle"));
  const Uuid over = reviewed(part, "Bra");
  EXPECT_EQ(heading(over), "Bra (Gammel: måle)");
  Plan renamed = stored<Plan>("plan", whole);
  renamed.title = "Ny";
  ASSERT_EQ(said(save("plan", renamed)), "fine");
  EXPECT_EQ(heading(part), "Ny: måle");
  EXPECT_EQ(heading(over), "Bra (Ny: måle)");
  const auto hits = [&](const std::string& words) {
    return read([&](auto& db) { return search(db, kinds, viewer, words, 1, 10); }).total;
  };
  EXPECT_EQ(hits("ny"), 3) << "and are found under them";
  EXPECT_EQ(hits("gammel"), 0);
}

// --- removal and return

TEST_P(Records, GoAndComeBackWithTheirParts) {
  Plan whole = plan("Plan");
  whole.id = create("plan", whole);
  const Uuid first = create("step", step(whole.id, "først"));
  const Uuid second = create("step", step(whole.id, "så", first));
  create("step", step(whole.id, "sist", second));
  const Uuid other = create("plan", plan("Annen"));
  create("step", step(other, "blir"));
  whole = stored<Plan>("plan", whole.id);
  whole.state = State::active;
  ASSERT_EQ(said(save("plan", whole)), "fine");
  be({Role::unit_leader});  // may write plans, but not steps
  const auto removal = remove("plan", whole.id);
  ASSERT_TRUE(removal) << told(removal.error());
  EXPECT_EQ(count()["plan"], 1);
  EXPECT_EQ(count()["step"], 1);
  EXPECT_EQ(said(remove("plan", whole.id)), "not found");
  const auto back = restore(*removal);
  ASSERT_TRUE(back) << told(back.error());
  EXPECT_EQ(*back, whole.id);
  EXPECT_EQ(count()["step"], 4);
  EXPECT_EQ(stored<Step>("step", second).after, first);
  Plan again = stored<Plan>("plan", whole.id);
  EXPECT_EQ(image(again), image(whole)) << "in progress, as its steps are back, too";
  EXPECT_EQ(said(restore(*removal)), "conflict: «Plan» er hentet tilbake allerede.");
  EXPECT_EQ(count()["step"], 4);
}

TEST_P(Records, StayWhenAPartIsPointedAtFromElsewhere) {
  const Uuid whole = create("plan", plan("Plan"));
  create("step", step(whole, "fritt"));
  reviewed(create("step", step(whole, "vurdert")), "Bra");
  const auto length = journal_length();
  EXPECT_EQ(said(remove("plan", whole)),
            "conflict: Kan ikke fjernes, for «Bra (Plan: vurdert)» viser hit. Fjern eller endre "
            "den først.");
  EXPECT_EQ(count()["step"], 2) << "all or nothing";
  EXPECT_EQ(journal_length(), length);
}

TEST_P(Records, StayAwayWhenWhatTheyPointAtIsGone) {
  const Uuid eve = create("person", person("Eva"));
  Plan whole = plan("Plan");
  whole.owner = eve;
  const Uuid id = create("plan", whole);
  create("step", step(id, "steg"));
  const auto removal = remove("plan", id);
  ASSERT_EQ(said(remove("person", eve)), "fine");
  EXPECT_EQ(said(restore(*removal)),
            "conflict: «Plan» kan ikke hentes tilbake: noe den viser til, er endret siden.");
  EXPECT_TRUE(count().empty());
}

TEST_P(Records, ComeBackFromRemovalsOnly) {
  create("plan", plan("Plan"));
  for (const std::int64_t number : {std::int64_t{1}, std::int64_t{0}, std::int64_t{-1},
                                    std::int64_t{99}, std::numeric_limits<std::int64_t>::max()})
    EXPECT_EQ(said(restore(number)), "not found") << number;
}

// --- batches

TEST_P(Records, UndoABatchAsAWhole) {
  Area old = area("Gammel");
  old.id = create("area", old);
  const Uuid batch = Uuid::fresh();
  const Uuid whole = create("plan", plan("Plan"), batch);
  create("step", step(whole, "steg"), batch);
  Area changed = stored<Area>("area", old.id);
  changed.title = "Ny";
  ASSERT_EQ(said(save("area", changed, batch)), "fine");
  be({Role::staff});
  EXPECT_EQ(said(undo(batch)), "forbidden");
  be({Role::coordinator});
  const auto undone = undo(batch);
  ASSERT_TRUE(undone) << told(undone.error());
  EXPECT_EQ(*undone, 3);
  EXPECT_EQ(heading(old.id), "Gammel");
  EXPECT_EQ(count()["plan"] + count()["step"], 0);
  EXPECT_EQ(said(undo(Uuid::fresh())), "not found");
  EXPECT_EQ(said(undo(batch)).substr(0, 8), "conflict") << "once";
}

TEST_P(Records, RefuseToUndoABatchThatOthersBuiltOn) {
  const Uuid batch = Uuid::fresh();
  const Uuid first = create("area", area("En"), batch), second = create("area", area("To"), batch);
  Area changed = stored<Area>("area", first);
  changed.note = "endret siden";
  ASSERT_EQ(said(save("area", changed)), "fine");
  EXPECT_EQ(said(undo(batch)),
            "conflict: «En» er endret siden. Angre kan ikke gjøres uten å miste den endringen.");
  EXPECT_EQ(count()["area"], 2) << "nothing is undone";
  const Uuid later = Uuid::fresh();
  const Uuid whole = create("plan", plan("Plan"), later);
  create("step", step(whole, "lagt til siden"));
  EXPECT_EQ(said(undo(later)),
            "conflict: «Plan: lagt til siden» er lagt til siden og viser til «Plan». Angre ville "
            "tatt det med seg.");
  EXPECT_EQ(heading(second), "To");
}

// --- lists

class Lists : public Records {
 protected:
  std::string listed(const ListQuery& query, std::string_view name = "plan") {
    std::string out;
    for (const auto& one :
         read([&](auto& db) { return list(db, kind(name), viewer, query); }).headings)
      out += (out.empty() ? "" : " ") + one;
    return out;
  }
  std::string found(const std::string& words) {
    ListQuery query;
    query.search = words;
    return listed(query);
  }
  enum class Order { ascending, descending };
  std::string sorted_by(const std::string& field, Order order) {
    ListQuery query;
    query.sort = field;
    query.descending = order == Order::descending;
    return listed(query);
  }
};

TEST_P(Lists, HoldWhatTheViewerMaySee) {
  const Uuid owner = create("person", person("Eier"));
  Plan mine = plan("mitt"), shared = plan("felles");
  mine.owner = owner;
  shared.state = State::finished;
  create("plan", plan("andres"));
  create("plan", mine);
  create("plan", shared);
  EXPECT_EQ(listed({}), "andres felles mitt");
  be({Role::staff});
  EXPECT_EQ(listed({}), "felles");
  viewer.person = owner;
  EXPECT_EQ(listed({}), "felles mitt");
  EXPECT_EQ(found("andres"), "");
}

TEST_P(Lists, FindAllTheWords) {
  Plan one = plan("Språkløyper"), two = plan("Aasgård 100%"), three = plan("a_b \\ c");
  one.summary = "Tidlig innsats i barnehagen";
  create("plan", one);
  create("plan", two);
  create("plan", three);
  const std::pair<const char*, const char*> cases[] = {
      {"SPRÅK", "Språkløyper"},
      {"innsats språk", "Språkløyper"},
      {"  tidlig   barnehage ", "Språkløyper"},
      {"språk skole", ""},
      {"åsgaard", "Aasgård 100%"},
      {"100%", "Aasgård 100%"},
      {"0%0", ""},
      {"_", "a_b \\ c"},
      {"\\", "a_b \\ c"},
      {"' OR 1=1 --", ""},
      {"tidlig innsats i barnehagen språk løyper finnesikke", "Språkløyper"},  // six words narrow
      {"", "a_b \\ c Aasgård 100% Språkløyper"},
  };
  for (const auto& [words, expected] : cases) {
    std::string all = found(words);
    if (std::string(words).empty()) {
      EXPECT_EQ(length(all), length(expected)) << "no word narrows nothing";
    } else {
      EXPECT_EQ(all, expected) << words;
    }
  }
}

TEST_P(Lists, AreNarrowedByChoiceAndLink) {
  const Uuid eve = create("person", person("Eva"));
  Plan hers = plan("hennes"), done = plan("ferdig");
  hers.owner = eve;
  done.state = State::finished;
  create("plan", hers);
  create("plan", done);
  const auto by = [&](const std::string& field, const std::string& value) {
    ListQuery query;
    query.filters[field] = value;
    return listed(query);
  };
  EXPECT_EQ(by("owner", eve.text()), "hennes");
  EXPECT_EQ(by("owner", Uuid::fresh().text()), "");
  EXPECT_EQ(by("state", "finished"), "ferdig");
  EXPECT_EQ(by("state", "' OR '1'='1"), "");
  for (const auto& [field, value] :
       {std::pair("owner", "ingen id"), std::pair("state", ""), std::pair("title", "hennes"),
        std::pair("ukjent", "x"), std::pair("1=1; --", "x")})
    EXPECT_EQ(by(field, value), "ferdig hennes") << field << " is no filter";
}

TEST_P(Lists, SortByEachTypeWithAbsentValuesLast) {
  const Uuid adam = create("person", person("Adam")), eve = create("person", person("Eva"));
  Plan low = plan("x-lav"), high = plan("a-høy"), none = plan("m-ingen");
  low.groups = -2, high.groups = 10;
  low.cost = Ore{9'00}, high.cost = Ore{10'00};
  low.share = 0, high.share = 100'00;
  low.begins = Date(1999, 12, 31), high.begins = Date(2026, 1, 1);
  low.owner = adam, high.owner = eve;
  create("plan", low);
  create("plan", high);
  create("plan", none);
  for (const std::string field : {"groups", "cost", "share", "begins", "owner"}) {
    EXPECT_EQ(sorted_by(field, Order::ascending), "x-lav a-høy m-ingen") << field;
    EXPECT_EQ(sorted_by(field, Order::descending), "a-høy x-lav m-ingen") << field;
  }
  for (const std::string field :
       {"", "title", "summary", "themes", "areas", "ukjent", "1; DROP TABLE record"}) {
    EXPECT_EQ(sorted_by(field, Order::ascending), "a-høy m-ingen x-lav")
        << "by heading for " << field;
    EXPECT_EQ(sorted_by(field, Order::descending), "x-lav m-ingen a-høy") << field;
  }
  Plan open = plan("å-åpen");
  open.open = true;
  open.state = State::finished;
  create("plan", open);
  EXPECT_EQ(sorted_by("open", Order::ascending), "a-høy m-ingen x-lav å-åpen");
  EXPECT_EQ(sorted_by("open", Order::descending), "å-åpen a-høy m-ingen x-lav");
  EXPECT_EQ(sorted_by("state", Order::descending), "å-åpen a-høy m-ingen x-lav");
}

TEST_P(Lists, StandInNorwegianOrder) {
  for (const char* title : {"øl", "zebra", "Aasen", "ære", "a", "Ås", "B"})
    create("area", area(title));
  EXPECT_EQ(listed({}, "area"), "a B zebra ære øl Ås Aasen");
}

TEST_P(Lists, AreReadPageByPage) {
  for (int i = 10; i < 17; ++i) create("area", area(std::to_string(i)));
  ListQuery query;
  query.size = 3;
  const auto at = [&](std::int64_t page) {
    query.page = page;
    return listed(query, "area");
  };
  EXPECT_EQ(at(1), "10 11 12");
  EXPECT_EQ(at(3), "16");
  EXPECT_EQ(at(4), "");
  EXPECT_EQ(read([&](auto& db) { return list(db, kind("area"), viewer, query); }).total, 7);
}

// --- over all kinds

TEST_P(Records, AreFoundByWhoMayReadThem) {
  const Uuid owner = create("person", person("Eier"));
  Plan draft = plan("Lek i utkast");
  draft.owner = owner;
  const Uuid whole = create("plan", draft);
  create("area", area("Lek ute"));
  reviewed(create("step", step(whole, "steg")), "Lekent");
  const auto hits = [&](const std::string& words, std::int64_t page = 1, std::int64_t size = 10) {
    const Hits found = read([&](auto& db) { return search(db, kinds, viewer, words, page, size); });
    std::string out = std::to_string(found.total) + ":";
    for (const Hit& hit : found.hits) out += " " + hit.kind;
    return out;
  };
  EXPECT_EQ(hits("lek"), "4: plan step area review");
  EXPECT_EQ(hits("lek", 2, 3), "4: review");
  EXPECT_EQ(hits("lek", 9, 3), "4:") << "beyond the last page";
  EXPECT_EQ(hits(""), "0:");
  EXPECT_EQ(hits("   "), "0:");
  be({Role::staff});
  EXPECT_EQ(hits("lek"), "2: step area") << "neither a draft of others nor a review";
  viewer.person = owner;
  EXPECT_EQ(hits("lek"), "3: plan step area");
  be({});
  EXPECT_EQ(hits("lek"), "0:") << "a stranger finds nothing";
}

// Each place where a record could show through: its name in others, the choices of a form, sums.
TEST_P(Records, AreNamedOfferedAndCountedWithinTheirScope) {
  const Uuid owner = create("person", person("Eier"));
  Plan open = plan("åpen"), hidden = plan("skjult");
  open.state = State::finished;
  hidden.owner = owner;
  const std::vector<Uuid> ids{create("plan", open), create("plan", hidden)};
  const auto seen = [&] {
    return read([&](auto& db) {
      std::string out;
      const auto headings = headings_of(db, kinds, viewer, ids);
      for (const Uuid& id : ids) out += headings.contains(id) ? headings.at(id) + " " : "";
      out += "|";
      for (const auto& one : choices(db, kinds, viewer, "plan", 10)) out += " " + one.heading;
      return out + " | " + std::to_string(counts(db, kinds, viewer)["plan"]);
    });
  };
  be({Role::staff});
  EXPECT_EQ(seen(), "åpen | åpen | 1");
  viewer.person = owner;
  EXPECT_EQ(seen(), "åpen skjult | skjult åpen | 2");
  be({Role::coordinator});
  EXPECT_EQ(seen(), "åpen skjult | skjult åpen | 2");
  be({});
  EXPECT_EQ(read([&](auto& db) { return counts(db, kinds, viewer).size(); }), 0u);
  EXPECT_EQ(read([&](auto& db) { return counts(db, kinds, viewer, {"plan"}).size(); }), 0u)
      << "wanting does not make readable";
  const Viewer all = Viewer::command_line();
  EXPECT_EQ(read([&](auto& db) { return counts(db, kinds, all, {"plan"}).size(); }), 1u);
}

TEST_P(Records, KnowWhoPointsAtThem) {
  const Uuid owner = create("person", person("Eier")), here = create("area", area("Her"));
  for (const char* title : {"c", "a", "b"}) {
    Plan pointing = plan(title);
    pointing.owner = title[0] == 'b' ? owner : Uuid{};
    pointing.areas = {here};
    create("plan", pointing);
  }
  const auto pointing = [&](std::int64_t limit) {
    std::string out;
    for (const auto& one :
         read([&](auto& db) { return referrers(db, kinds, kind("area"), viewer, here, limit); }))
      out += one.heading;
    return out;
  };
  EXPECT_EQ(pointing(10), "abc");
  EXPECT_EQ(pointing(2), "ab");
  const auto asked = [&](bool wanted) {
    return read([&](auto& db) {
      return referrers(db, kinds, kind("area"), viewer, here, 10,
                       [&](const Kinds::Reference& one) { return (one.field == "areas") == wanted; })
          .size();
    });
  };
  EXPECT_EQ(asked(true), 3u);
  EXPECT_EQ(asked(false), 0u);
  be({Role::staff});
  viewer.person = owner;
  EXPECT_EQ(pointing(10), "b");
  be({});
  EXPECT_EQ(pointing(10), "");
}

TEST_P(Records, AreReadWithTheirTypeByWhatTheyPointAt) {
  const Uuid here = create("area", area("Her")), there = create("area", area("Der"));
  const Uuid owner = create("person", person("Eier"));
  for (const char* title : {"c", "a", "b", "d"}) {
    Plan pointing = plan(title);
    if (title[0] != 'd') pointing.areas = {there, here};
    if (title[0] == 'b') pointing.areas = {here};
    if (title[0] != 'b') pointing.owner = owner;
    pointing.share = 1250;
    create("plan", pointing);
  }
  const auto titles = [&](std::string_view field, const std::vector<Uuid>& targets) {
    std::string out;
    for (const Plan& one : read(
             [&](auto& db) { return pointing_at<Plan>(db, kind("plan"), field, targets); }))
      out += one.title;
    return out;
  };
  EXPECT_EQ(titles("areas", {here}), "abc") << "in order of heading";
  EXPECT_EQ(titles("areas", {there, here, there}), "abc") << "each once";
  EXPECT_EQ(titles("areas", {there, owner, here}), "abc") << "what nothing points at adds nothing";
  EXPECT_EQ(titles("owner", {owner}), "acd");
  EXPECT_EQ(titles("owner", {Uuid::fresh()}), "");
  EXPECT_EQ(titles("owner", {}), "");
  EXPECT_THROW(titles("title", {here}), Broken);
  EXPECT_THROW(titles("nothing", {here}), Broken);

  const auto [plans, statements] = read([&](auto& db) {
    const std::int64_t before = db.statements();
    auto found = pointing_at<Plan>(db, kind("plan"), "owner", {owner});
    return std::pair(std::move(found), db.statements() - before);
  });
  ASSERT_EQ(plans.size(), 3u);
  EXPECT_EQ(plans[0].areas, (std::vector<Uuid>{there, here})) << "in their order";
  EXPECT_TRUE(plans[2].areas.empty());
  EXPECT_EQ(plans[0].share, 1250);
  EXPECT_EQ(plans[0].version, 1);
  EXPECT_EQ(statements, 2) << "one, and one for the areas";
  EXPECT_EQ(read([&](auto& db) { return every<Plan>(db, kind("plan")); }).size(), 4u);
}

TEST_P(Records, TellTheHeadingsOfMany) {
  std::vector<Uuid> ids{Uuid{}, Uuid::fresh()};
  for (int i = 0; i < 700; ++i) ids.push_back(Uuid::fresh());
  EXPECT_TRUE(read([&](auto& db) { return headings_of(db, kinds, viewer, ids); }).empty());
  for (std::size_t i = 2; i < ids.size(); i += 233) {
    Area made = area(std::to_string(i));
    made.id = ids[i];
    create("area", made);
  }
  const auto all = read([&](auto& db) { return headings_of(db, kinds, viewer, ids); });
  EXPECT_EQ(all.size(), 4u);
  EXPECT_EQ(all.at(ids[701]), "701");
  const auto named = read([&](auto& db) { return choices(db, kinds, viewer, "area", 3); });
  EXPECT_EQ(named.size(), 3u);
  EXPECT_EQ(named.front().heading, "2");
}

#define ON_BOTH_ENGINES(suite)                                                     \
  INSTANTIATE_TEST_SUITE_P(                                                        \
      Engines, suite, ::testing::Values(db::Engine::sqlite, db::Engine::postgres), \
      [](const auto& info) { return info.param == db::Engine::sqlite ? "sqlite" : "postgres"; })
ON_BOTH_ENGINES(Records);
ON_BOTH_ENGINES(Lists);

// --- the map of the kinds

TEST(KindsOfRecords, BearDifferentNames) {
  Kinds kinds;
  kinds.add(kinds_for_tests());
  EXPECT_THROW(kinds.add(kinds_for_tests()), Broken);
}

TEST(KindsOfRecords, KnowWhoPointsWhere) {
  Kinds kinds;
  kinds.add(kinds_for_tests());
  const auto to = [&](std::string_view name) {
    std::string out;
    for (const auto& reference : kinds.references_to(name))
      out += std::string(reference.from->name) + "." + std::string(reference.field) +
             (reference.many ? "* " : " ");
    return out;
  };
  EXPECT_EQ(to("person"), "plan.owner ");
  EXPECT_EQ(to("area"), "plan.areas* ");
  EXPECT_EQ(to("plan"), "plan.previous step.plan ");
  EXPECT_EQ(to("step"), "step.after review.step ");
  EXPECT_EQ(to("ukjent"), "");
  EXPECT_TRUE(kinds.has_parts("plan"));
  EXPECT_FALSE(kinds.has_parts("step"));
  EXPECT_EQ(kinds.by_plural("plans"), kinds.by_name("plan"));
  EXPECT_EQ(kinds.by_plural("plan"), nullptr);
}

}  // namespace
}  // namespace samloft::records

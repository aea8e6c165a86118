// Partnership files on both engines: first what is refused and where, then that nothing is lost.

#include "records/document.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.h"
#include "db/db.h"
#include "journal/journal.h"
#include "records/image.h"

namespace samloft::records {

// Of records_test.cc.
std::vector<Kind> kinds_for_tests();
std::shared_ptr<db::Database> database_for_tests(db::Engine engine);

namespace {

using Json = nlohmann::json;

const std::string kHead =
    R"("format":"samloft-partnership","version":1,"partnership":{"id":"@p","slug":"fjordby","name":"Fjordby"})";
std::string with(const std::string& rest) {
  return "{" + kHead + (rest.empty() ? "" : ",") + rest + "}";
}
std::string plans(const std::string& objects) { return with("\"plans\":[" + objects + "]"); }
// A plan that is right but for what follows.
std::string plan(const std::string& rest) {
  return plans(R"({"id":"@plan","title":"Plan","state":"draft",)" + rest + "}");
}

// The pointers of what is wrong; "fine" if nothing is.
template <class T>
std::string told(const Result<T>& outcome) {
  if (outcome) return "fine";
  std::string out;
  for (const FieldError& error : outcome.error().fields) {
    EXPECT_FALSE(error.message.text.empty());
    out += (out.empty() ? "" : " ") + (error.field.empty() ? std::string("(file)") : error.field);
  }
  return out;
}

class Documents : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && std::getenv("SAMLOFT_TEST_POSTGRES") == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    database = database_for_tests(GetParam());
    kinds.add(kinds_for_tests());
  }
  Result<Imported> import(const std::string& text) {
    return database->write([&](db::Connection& db) { return import_into(db, text); });
  }
  Result<Imported> import_into(db::Connection& db, const std::string& text) {
    const Viewer viewer = Viewer::command_line();
    Work work{db, kinds, viewer, Instant{1795572000000}, {}};
    return read_document(work, text);
  }
  // What the file becomes when it is read and written again; the database stays as it was.
  std::string through(const std::string& text) {
    std::string out;
    const auto undone = database->write([&](db::Connection& db) -> Result<void> {
      const auto imported = import_into(db, text);
      out = imported ? write_document(db, kinds, imported->head) : told(imported);
      return Problem::not_found();
    });
    EXPECT_FALSE(undone);
    return out;
  }
  bool is_empty() {
    return database->read([&](db::Connection& db) {
      return counts(db, kinds, Viewer::command_line()).empty() && journal::newest(db, 1).empty();
    });
  }
  std::shared_ptr<db::Database> database;
  Kinds kinds;
};

// --- what is refused, and where

TEST_P(Documents, RefuseWhatIsNoPartnershipFile) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "(file)"},
      {"null", "(file)"},
      {"[]", "(file)"},
      {"\"{}\"", "(file)"},
      {"{", "(file)"},
      {"{} {}", "(file)"},
      {"{\"a\":1,}", "(file)"},
      {"{\"name\":\"\xff\"}", "(file)"},
      {"PK\x03\x04", "(file)"},
      {"{}", "/format /version /partnership"},
      {R"({"format":"annet","version":1,"partnership":{"id":"@p","slug":"fjordby","name":"F"}})",
       "/format"},
      {R"({"format":"samloft-partnership","version":2,"partnership":{"id":"@p","slug":"a","name":"F"}})",
       "/version"},
      {R"({"format":"samloft-partnership","version":"1","partnership":{"id":"@p","slug":"a","name":"F"}})",
       "/version"},
      {R"({"format":"samloft-partnership","version":1,"partnership":[]})", "/partnership"},
      {R"({"format":"samloft-partnership","version":1,"partnership":{}})",
       "/partnership/id /partnership/slug /partnership/name"},
      {R"({"format":"samloft-partnership","version":1,"partnership":{"id":"x","slug":"Å/..","name":"a\u0000"}})",
       "/partnership/id /partnership/slug /partnership/name"},
      {R"({"format":"samloft-partnership","version":1,"partnership":{"id":"00000000000000000000000000","slug":"a","name":"F"}})",
       "/partnership/id"},
      {R"({"format":"samloft-partnership","version":1,"partnership":{"id":7,"slug":["a"],"name":{}}})",
       "/partnership/id /partnership/slug /partnership/name"},
  };
  for (const auto& [text, pointers] : cases) {
    EXPECT_EQ(told(import(text)), pointers) << text;
    EXPECT_EQ(told(read_head(text)), pointers) << text;
  }
  EXPECT_TRUE(is_empty());
}

TEST_P(Documents, NameTheLineThatIsNoJson) {
  const auto outcome = import(
      "{\n  \"format\": \"samloft-partnership\",\n  \"version\": 1\n  \"partnership\": {}\n}\n");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(Texts()(outcome.error().fields.front().message),
            "Fila er ikke gyldig JSON. Se linje 4.");
}

TEST_P(Documents, NameTheLineOfANumberBeyondAllRange) {
  const auto outcome =
      import("{\n  \"format\": \"samloft-partnership\",\n  \"version\": -1e400\n}\n");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(Texts()(outcome.error().fields.front().message),
            "Fila er ikke gyldig JSON. Se linje 3.");
}

TEST_P(Documents, RefuseWhatIsNestedTooDeep) {
  const std::string deep(10'000, '['), objects = [] {
    std::string out;
    for (int i = 0; i < 10'000; ++i) out += "{\"a\":";
    return out;
  }();
  for (const std::string& text :
       {deep, deep + std::string(10'000, ']'), objects, with("\"plans\":" + deep)}) {
    const auto outcome = import(text);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().fields.front().message.text,
              "Fila er nøstet for dypt til å være en partnerskapsfil.");
  }
  EXPECT_EQ(told(import(plan(R"("summary":"\"[[[[[[[[[[[[[[[[[[[[[[[[[ {{{{{{{{{{{{{{{{{{{{")"))),
            "fine")
      << "brackets in a text are text";
}

TEST_P(Documents, PointAtEveryFault) {
  const std::pair<std::string, std::string> cases[] = {
      // keys and lists
      {with(R"("planer":[])"), "/planer"},
      {with(R"("plan":[],"Plans":[])"), "/plan /Plans"},
      {with(R"("plans":{})"), "/plans"},
      {with(R"("plans":null)"), "/plans"},
      {plans("7"), "/plans/0"},
      {plans(R"(null,[],"x")"), "/plans/0 /plans/1 /plans/2"},
      {plan(R"("titel":"x")"), "/plans/0/titel"},
      {plan(R"("version":1,"heading":"x")"), "/plans/0/version /plans/0/heading"},
      // ids
      {plans(R"({"title":"Uten","state":"draft"})"), "/plans/0/id"},
      {plans(R"({"id":7,"title":"Tall","state":"draft"})"), "/plans/0/id"},
      {plans(R"({"id":"","title":"Tom","state":"draft"})"), "/plans/0/id"},
      {plans(R"({"id":"@","title":"Tomt navn","state":"draft"})"), "/plans/0/id"},
      {plans(R"({"id":"plan","title":"Ord","state":"draft"})"), "/plans/0/id"},
      {plans(R"({"id":"00000000000000000000000000","title":"Null","state":"draft"})"),
       "/plans/0/id"},
      {plans(
           R"({"id":"@a","title":"En","state":"draft"},{"id":"@a","title":"To","state":"draft"})"),
       "/plans/1/id"},
      {with(
           R"("plans":[{"id":"@a","title":"En","state":"draft"}],"areas":[{"id":"@a","title":"To"}])"),
       "/areas/0/id"},
      // wrong types
      {plans(R"({"id":"@a","title":7,"state":"draft"})"), "/plans/0/title"},
      {plan(R"("code":["A"])"), "/plans/0/code"},
      {plan(R"("summary":true)"), "/plans/0/summary"},
      {plan(R"("groups":"7")"), "/plans/0/groups"},
      {plan(R"("groups":7.5)"), "/plans/0/groups"},
      {plan(R"("groups":18446744073709551615)"), "/plans/0/groups"},
      {plan(R"("groups":9223372036854775808)"), "/plans/0/groups"},
      {plan(R"("groups":1e400)"), "(file)"},
      {plan(R"("cost":"100 kr")"), "/plans/0/cost"},
      {plan(R"("cost":9223372036854775808)"), "/plans/0/cost"},
      {plan(R"("share":0.5)"), "/plans/0/share"},
      {plan(R"("begins":20261125)"), "/plans/0/begins"},
      {plan(R"("begins":"2026-02-30")"), "/plans/0/begins"},
      {plan(R"("begins":"")"), "/plans/0/begins"},
      {plan(R"("begins":"25.11.2026")"), "/plans/0/begins"},
      {plan(R"("open":1)"), "/plans/0/open"},
      {plan(R"("open":"ja")"), "/plans/0/open"},
      {plans(R"({"id":"@a","title":"T","state":"ukjent"})"), "/plans/0/state"},
      {plans(R"({"id":"@a","title":"T","state":0})"), "/plans/0/state"},
      {plan(R"("themes":"play")"), "/plans/0/themes"},
      {plan(R"("themes":["play","ukjent"])"), "/plans/0/themes"},
      {plan(R"("themes":{"play":true})"), "/plans/0/themes"},
      {plan(R"("owner":["@a"])"), "/plans/0/owner"},
      {plan(R"("owner":"Eva")"), "/plans/0/owner"},
      {plan(R"("owner":"00000000000000000000000000")"), "/plans/0/owner"},
      {plan(R"("areas":"@a")"), "/plans/0/areas"},
      {plan(R"("areas":["Her",7])"), "/plans/0/areas /plans/0/areas"},
      // missing and forbidden values
      {plans(R"({"id":"@a","state":"draft"})"), "/plans/0/title"},
      {plans(R"({"id":"@a","title":null,"state":"draft"})"), "/plans/0/title"},
      {plans(R"({"id":"@a","title":"   ","state":"draft"})"), "/plans/0/title"},
      {plans(R"({"id":"@a","title":"T"})"), "/plans/0/state"},
      {plans(R"({"id":"@a","title":"T","state":null})"), "/plans/0/state"},
      {plans(R"({"id":"@a","title":"a\u0000b","state":"draft"})"), "/plans/0/title"},
      {plan(R"("share":10001)"), "/plans/0/share"},
      {plan(R"("begins":"2026-02-01","ends":"2026-01-31")"), "/plans/0/ends"},
      {plans(R"({"id":"@a","title":"T","state":"active"})"), "/plans/0/state"},
      {with(R"("steps":[{"id":"@s","text":"Løst"}])"), "/steps/0/plan"},
      // links to nothing
      {plan(R"("owner":"@ingen")"), "/plans/0/owner"},
      {plan(R"("owner":"@plan")"), "/plans/0/owner"},
      {plan(R"("previous":"@plan")"), "/plans/0/previous"},
      {plan(R"("areas":["@ingen"])"), "/plans/0/areas"},
      {with(
           R"("areas":[{"id":"@a","title":"A"}],"plans":[{"id":"@p","title":"P","state":"draft","areas":["@a","@a"]}])"),
       "/plans/0/areas"},
      {with(R"("plans":[{"id":"@p","title":"P","state":"draft"}],
                "steps":[{"id":"@a","text":"a","plan":"@p","after":"@b"},{"id":"@b","text":"b","plan":"@p","after":"@a"}])"),
       "/steps/1/after /steps/0/after"},
  };
  for (const auto& [text, pointers] : cases) {
    EXPECT_EQ(told(import(text)), pointers) << text;
    ASSERT_TRUE(is_empty()) << text;
  }
}

TEST_P(Documents, PutALongChainInOrder) {
  std::string chain;
  for (int i = 0; i < 40'000; ++i) {
    chain += (i ? "," : "") + std::string(R"({"id":"@p)") + std::to_string(i) +
             R"(","title":"","state":"draft","previous":"@p)" + std::to_string(i + 1) + "\"}";
  }
  // Each lacks its title; the last one points at nobody, and comes first.
  EXPECT_TRUE(told(import(plans(chain))).starts_with("/plans/39999/title /plans/39999/previous"));
  EXPECT_TRUE(is_empty());
}

TEST_P(Documents, TellAllFaultsAtOnce) {
  EXPECT_EQ(
      told(import(with(
          R"("planer":[],"areas":[{"id":"@a","titel":"x"}],"plans":[{"id":"x","title":7,"state":"?"}])"))),
      "/planer /areas/0/titel /plans/0/id /plans/0/title /plans/0/state");
  EXPECT_EQ(told(import(with(
                R"("areas":[{"id":"@a","title":""},{"id":"@b","title":"B"},{"id":"@c","title":""}],
                                 "plans":[{"id":"@p","title":"P","state":"active","share":-1}])"))),
            "/areas/0/title /areas/2/title /plans/0/share");
  EXPECT_TRUE(is_empty());
}

TEST_P(Documents, ReadAChainOfAnyLength) {
  // Each points at the one after it, so that the last must be stored first.
  std::string all;
  constexpr int kLong = 3000;
  for (int i = 0; i < kLong; ++i) {
    all += (i ? "," : "") + std::string("{\"id\":\"@") + std::to_string(i) +
           "\",\"title\":\"P\",\"state\":\"draft\"" +
           (i + 1 < kLong ? ",\"previous\":\"@" + std::to_string(i + 1) + "\"" : "") + "}";
  }
  EXPECT_TRUE(through(plans(all)).starts_with("{\n"));
}

// --- what is kept

TEST_P(Documents, KeepEveryTextAsPlainText) {
  const std::string nasty =
      "'; DROP TABLE record; -- <script>alert(1)</script> \\\" :title $1 % {} &amp; 🌱 \\u00e5";
  const std::string text = with(
      R"("persons":[{"id":"@e","name":")" + nasty + R"("}],"areas":[{"id":"@a","title":")" + nasty +
      R"(","note":")" + nasty + R"("}],"plans":[{"id":"@p","title":")" + nasty.substr(0, 60) +
      R"(","code":"A","summary":")" + nasty + R"(","state":"draft","owner":"@e","areas":["@a"]}])");
  const std::string out = through(text);
  ASSERT_TRUE(out.starts_with("{\n")) << out;
  const Json before = Json::parse(text), after = Json::parse(out);
  EXPECT_EQ(after["persons"][0]["name"], before["persons"][0]["name"]);
  EXPECT_EQ(after["areas"][0]["note"], before["areas"][0]["note"]);
  EXPECT_EQ(after["plans"][0]["title"], before["plans"][0]["title"]);
  EXPECT_EQ(after["plans"][0]["summary"], before["plans"][0]["summary"]);
}

TEST_P(Documents, ReadNamesAsTheSameRecordThroughout) {
  const std::string text = with(
      R"("steps":[{"id":"@s2","text":"To","plan":"@p","after":"@s1"},{"id":"@s1","text":"En","plan":"@p"}],
         "plans":[{"id":"@p","title":"Plan","state":"active","previous":"@gammel"},{"id":"@gammel","title":"Gammel","state":"finished"}])");
  const auto imported = import(text);
  ASSERT_TRUE(imported) << told(imported);
  EXPECT_EQ(imported->records, 4);
  EXPECT_EQ(imported->head.slug, "fjordby");
  const std::string space = imported->head.id.text();
  EXPECT_EQ(imported->head.id, Uuid::of_name("partnership", "@p"));
  const Uuid plan = Uuid::of_name(space, "@p"), last = Uuid::of_name(space, "@s2");
  database->read([&](db::Connection& db) {
    EXPECT_EQ(heading_of(db, plan), "Plan");
    EXPECT_EQ(heading_of(db, last), "Plan: To");
    // One entry for each record, with its image, and one for the whole.
    const auto entries = journal::newest(db, 10);
    ASSERT_EQ(entries.size(), 5u);
    EXPECT_EQ(entries.front().heading, imported->head.name);
    for (const auto& entry : entries) EXPECT_EQ(entry.action, "imported");
    const auto of_last = journal::of_record(db, last, 10);
    ASSERT_EQ(of_last.size(), 1u);
    EXPECT_EQ(of_last.front().heading, "Plan: To");
    EXPECT_NE(of_last.front().after, "");
  });
}

TEST_P(Documents, AreWrittenInOneOrder) {
  const std::string text = with(
      R"("plans":[{"open":true,"state":"draft","title":"Z","id":"@z","themes":["health","play"]}],"areas":[{"title":"A","id":"@a"}])");
  const auto imported = import(text);
  ASSERT_TRUE(imported) << told(imported);
  const std::string space = imported->head.id.text();
  EXPECT_EQ(
      database->read([&](db::Connection& db) { return write_document(db, kinds, imported->head); }),
      "{\n  \"format\": \"samloft-partnership\",\n  \"version\": 1,\n  \"partnership\": "
      "{\"id\":\"" +
          space + "\",\"slug\":\"fjordby\",\"name\":\"Fjordby\"},\n  \"areas\": [\n    {\"id\":\"" +
          Uuid::of_name(space, "@a").text() +
          "\",\"title\":\"A\"}\n  ],\n  \"plans\": [\n    {\"id\":\"" +
          Uuid::of_name(space, "@z").text() +
          "\",\"title\":\"Z\",\"open\":true,\"state\":\"draft\",\"themes\":[\"play\",\"health\"]}"
          "\n  ]\n}\n");
}

// A text that people could have typed, and some that they should not have.
std::string some_text(bool lines) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "Å", " ", "<b>", "\"", "\\", "'; --", "🌱", "č", "%", "{}",
                                    "&", "/", lines ? "\n" : ".", "\t"));
  std::string text = "x";
  for (const auto& piece : pieces) {
    if (length(text + piece) <= 80) text += piece;
  }
  return text;
}

// A partnership of a few records; each object holds what an export would hold, keys in its order.
struct Generator {
  std::map<std::string, std::map<std::string, Json>> records;  // plural, id

  static bool maybe() { return *rc::gen::arbitrary<bool>(); }
  static std::string fresh_id() {
    Uuid id;
    for (auto& byte : id.bytes) byte = *rc::gen::arbitrary<std::uint8_t>();
    id.bytes.back() |= 1;  // never the empty id
    return id.text();
  }
  std::string one_of(const std::string& plural) {
    const auto& all = records[plural];
    return std::next(all.begin(),
                     *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(all.size())))
        ->first;
  }
  static std::string day() {
    return Date(1900, 1, 1).plus_days(*rc::gen::inRange(0, 109'000)).iso();
  }

  Json plan() {
    Json one = {{"title", some_text(false)},
                {"state", *rc::gen::element<std::string>("draft", "finished")}};
    if (maybe()) one["code"] = "A" + std::to_string(*rc::gen::inRange(0, 1000));
    if (maybe()) one["summary"] = some_text(true);
    if (maybe()) one["groups"] = *rc::gen::arbitrary<std::int64_t>();
    if (maybe()) one["cost"] = *rc::gen::arbitrary<std::int64_t>();
    if (maybe()) one["share"] = *rc::gen::inRange(0, 10'001);
    if (maybe()) (maybe() ? one["begins"] : one["ends"]) = day();
    if (maybe()) one["open"] = true;
    if (maybe()) one["themes"] = *rc::gen::element(Json{"play"}, Json{"language", "health"});
    if (maybe() && !records["persons"].empty()) one["owner"] = one_of("persons");
    if (maybe() && !records["plans"].empty()) one["previous"] = one_of("plans");
    if (maybe() && !records["areas"].empty()) {
      std::vector<std::string> areas;
      for (const auto& [id, area] : records["areas"]) {
        if (maybe()) areas.insert(maybe() ? areas.begin() : areas.end(), id);
      }
      if (!areas.empty()) one["areas"] = areas;
    }
    return one;
  }
  void fill() {
    const auto some = [] { return *rc::gen::inRange(0, 4); };
    const auto add = [&](const std::string& plural, Json one) {
      one["id"] = fresh_id();
      records[plural][one["id"]] = one;
    };
    for (int i = some(); i > 0; --i) add("persons", {{"name", some_text(false)}});
    for (int i = some(); i > 0; --i) {
      Json area = {{"title", some_text(false)}};
      if (maybe()) area["note"] = some_text(true);
      add("areas", area);
    }
    for (int i = some(); i > 0; --i) add("plans", plan());
    for (int i = some(); i > 0 && !records["plans"].empty(); --i) {
      Json step = {{"plan", one_of("plans")}, {"text", some_text(false)}};
      if (maybe() && !records["steps"].empty()) step["after"] = one_of("steps");
      add("steps", step);
      if (maybe()) records["plans"][step["plan"]]["state"] = "active";
    }
    for (int i = some(); i > 0 && !records["steps"].empty(); --i)
      add("reviews", {{"step", one_of("steps")}, {"verdict", some_text(false)}});
  }
  // Lists and records in whatever order.
  std::string document() const {
    Json all = Json::parse("{" + kHead + "}");
    for (const auto& [plural, list] : records) {
      for (const auto& [id, one] : list) {
        Json& where = all[plural];
        if (where.is_null()) where = Json::array();
        where.insert(maybe() ? where.begin() : where.end(), one);
      }
    }
    return all.dump(*rc::gen::inRange(-1, 4));
  }
  // Every record by its id, as the file has it.
  bool fits(const std::string& text) const {
    std::size_t count = 0, expected = 0;
    const Json document = Json::parse(text);
    for (const auto& [plural, list] : records) {
      expected += list.size();
      if (!document.contains(plural)) continue;
      for (const Json& one : document[plural]) {
        ++count;
        const auto found = list.find(one["id"].get<std::string>());
        if (found == list.end() || found->second != one) return false;
      }
    }
    return count == expected;
  }
};

TEST_P(Documents, LoseNothingOnTheirWayInAndOut) {
  EXPECT_TRUE(rc::check("out, in and out again is the same bytes", [&] {
    Generator made;
    made.fill();
    const std::string out = through(made.document());
    RC_ASSERT(out.starts_with("{\n"));
    RC_ASSERT(made.fits(out));
    RC_ASSERT(through(out) == out);
  }));
  EXPECT_TRUE(is_empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Documents,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

// --- files of a folder

TEST(PartsOfADocument, BecomeOne) {
  const auto merged =
      merge_documents({{"hode.json", "{" + kHead + "}"}, {"planer.json", R"({"plans":[]})"}});
  ASSERT_TRUE(merged) << told(merged);
  EXPECT_EQ(*merged, with(R"("plans":[])"));
}

TEST(PartsOfADocument, SayWhichFileIsWrong) {
  EXPECT_EQ(told(merge_documents({{"a.json", R"({"plans":[]})"}, {"b.json", R"({"plans":[]})"}})),
            "b.json/plans");
  EXPECT_EQ(told(merge_documents({{"a.json", "{}"}, {"b.json", "[]"}})), "b.json");
  EXPECT_EQ(told(merge_documents({{"a.json", "{"}})), "a.json");
}

// --- the schema

TEST(SchemaOfADocument, IsTheGoldenOne) {
  Kinds kinds;
  kinds.add(kinds_for_tests());
  const std::string file = std::string(SAMLOFT_SOURCE) + "/src/records/golden/schema.json";
  const std::string schema = document_schema(kinds);
  if (std::getenv("SAMLOFT_ACCEPT")) std::ofstream(file) << schema;
  std::stringstream golden;
  golden << std::ifstream(file).rdbuf();
  EXPECT_EQ(schema, golden.str());
}

// The words of JSON Schema that our schemas use, as a reader of them would take them.
bool validates(const Json& schema, const Json& value, const Json& root) {
  if (schema.contains("$ref"))
    return validates(root.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))),
                     value, root);
  if (schema.contains("const") && value != schema["const"]) return false;
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    return false;
  if (schema.contains("type")) {
    const std::string type = schema["type"];
    if (type == "string" && !value.is_string()) return false;
    if (type == "integer" && !value.is_number_integer()) return false;
    if (type == "boolean" && !value.is_boolean()) return false;
    if (type == "array" && !value.is_array()) return false;
    if (type == "object" && !value.is_object()) return false;
  }
  if (value.is_string() &&
      length(value.get<std::string>()) > schema.value("maxLength", std::size_t{1'000'000}))
    return false;
  if (value.is_number_integer() &&
      (value < schema.value("minimum", std::numeric_limits<std::int64_t>::min()) ||
       value > schema.value("maximum", std::numeric_limits<std::int64_t>::max())))
    return false;
  if (value.is_array() && schema.contains("items")) {
    for (const Json& item : value)
      if (!validates(schema["items"], item, root)) return false;
  }
  if (!value.is_object()) return true;
  for (const Json& key : schema.value("required", Json::array()))
    if (!value.contains(key.get<std::string>())) return false;
  for (const auto& [key, item] : value.items()) {
    if (!schema["properties"].contains(key)) return false;
    if (!validates(schema["properties"][key], item, root)) return false;
  }
  return true;
}

TEST(SchemaOfADocument, FitsWhatIsReadAndRefusesWhatIsNot) {
  Kinds kinds;
  kinds.add(kinds_for_tests());
  const Json schema = Json::parse(document_schema(kinds));
  EXPECT_TRUE(rc::check("every partnership fits", [&] {
    Generator made;
    made.fill();
    RC_ASSERT(validates(schema, Json::parse(made.document()), schema));
  }));
  for (const std::string& wrong :
       {with(R"("planer":[])"), with(R"("plans":{})"), plan(R"("titel":"x")"),
        plan(R"("groups":"7")"), plan(R"("cost":1.5)"), plan(R"("share":10001)"),
        plan(R"("open":"ja")"), plan(R"("themes":["?"])"), plan(R"("areas":"@a")"),
        plans(R"({"id":"@a","title":"T"})"), plans(R"({"title":"T","state":"draft"})"),
        plans(R"({"id":"@a","title":"T","state":"?"})"), std::string("{}")})
    EXPECT_FALSE(validates(schema, Json::parse(wrong), schema)) << wrong;
}

// --- images

TEST(Images, AreReadAsTheyWereWritten) {
  const auto kinds = kinds_for_tests();
  auto plan = kinds[2].make(), again = kinds[2].make();
  const std::string id = Uuid::of_name("test", "plan").text();
  const std::string whole =
      "{\"id\":\"" + id +
      R"(","title":"T \"<b>\" 🌱","code":"A","summary":"a\nb","groups":-3,"cost":150,"share":3333,)"
      R"("begins":"2026-11-25","ends":"2026-11-26","open":true,"state":"finished","themes":["play"],"owner":")" +
      id + "\",\"previous\":\"" + id + "\",\"areas\":[\"" + id + "\"]}";
  read_image(whole, *plan);
  EXPECT_EQ(image(*plan), whole);
  read_image("{\"id\":\"" + id + "\",\"state\":\"draft\"}", *plan);
  EXPECT_EQ(image(*plan), "{\"id\":\"" + id + "\",\"state\":\"draft\"}")
      << "nothing of before is left";
}

TEST(Images, ThatAreNoneBreakTheWorld) {
  const auto kinds = kinds_for_tests();
  auto plan = kinds[2].make();
  for (const char* text : {"", "x", "[]", "{}", R"({"id":"x"})", R"({"id":7})"})
    EXPECT_THROW(read_image(text, *plan), Broken) << text;
}

TEST(Images, TellWhicheverTextsDiffer) {
  const auto kinds = kinds_for_tests();
  const auto area = std::find_if(kinds.begin(), kinds.end(),
                                 [](const Kind& one) { return one.name == "area"; });
  const auto blank = area->make();
  const Lookup nobody = [](const Uuid&) { return std::string(); };
  EXPECT_TRUE(rc::check("the fields that differ, before and after", [&] {
    const auto other = [](const std::string& text, bool lines) {
      return *rc::gen::arbitrary<bool>() ? text : some_text(lines);
    };
    const auto image_of = [](const std::string& title, const std::string& note) {
      return Json({{"id", Uuid::of_name("test", "area").text()}, {"title", title}, {"note", note}})
          .dump();
    };
    const std::string title = some_text(false), note = some_text(true);
    const std::string new_title = other(title, false), new_note = other(note, true);
    std::vector<std::string> expected, told;
    if (title != new_title) expected.insert(expected.end(), {title, new_title});
    if (note != new_note) expected.insert(expected.end(), {note, new_note});
    for (const auto& one : differences(*blank, image_of(title, note),
                                       image_of(new_title, new_note), nobody, Texts()))
      told.insert(told.end(), {one.before, one.after});
    RC_ASSERT(told == expected);
  }));
}

TEST(Images, TellWhatDiffers) {
  const auto kinds = kinds_for_tests();
  auto blank = kinds[2].make();
  const std::string id = Uuid::of_name("test", "plan").text();
  const std::string before =
      "{\"id\":\"" + id +
      R"(","title":"T","cost":150,"share":3333,"begins":"2026-11-25","state":"draft"})";
  const std::string after =
      "{\"id\":\"" + id +
      R"(","title":"T","groups":4,"begins":"2026-11-26","open":true,"state":"active","themes":["play","health"],"owner":")" +
      id + "\",\"areas\":[\"" + id + "\"]}";
  const Lookup heading = [](const Uuid&) { return std::string("Eva"); };
  std::string told;
  for (const auto& one : differences(*blank, before, after, heading, Texts()))
    told += std::string(one.label) + ": " + one.before + " → " + one.after + "\n";
  EXPECT_EQ(
      told,
      "Grupper:  → 4\nKostnad: 1,50 → \nAndel: 33,33\u00a0% → \nFra: 25.11.2026 → 26.11.2026\n"
      "Åpen for alle: Nei → Ja\nTilstand: Utkast → I gang\nTemaer:  → Lek, Helse\nEier:  → Eva\n"
      "Områder:  → Eva\n");
  EXPECT_TRUE(differences(*blank, before, before, heading, Texts()).empty());
  read_image(after, *blank);
  EXPECT_EQ(shown(*blank, "state", heading, Texts()), "I gang");
  EXPECT_EQ(shown(*blank, "ukjent", heading, Texts()), "");
}

}  // namespace
}  // namespace samloft::records

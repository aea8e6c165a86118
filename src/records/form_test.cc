// Forms: what is typed becomes a record or an error beside its field, and stays as it was typed.

#include "records/form.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "base/text.h"
#include "db/db.h"
#include "records/image.h"
#include "records/records.h"

namespace samloft::records {

// Of records_test.cc.
std::vector<Kind> kinds_for_tests();
std::shared_ptr<db::Database> database_for_tests(db::Engine engine);

namespace {

using Typed = std::vector<std::pair<std::string, std::string>>;

const Uuid kPlan = Uuid::of_name("test", "plan"), kEva = Uuid::of_name("test", "eva"),
           kHere = Uuid::of_name("test", "here"), kThere = Uuid::of_name("test", "there");

std::unique_ptr<Record> a_plan() {
  static const std::vector<Kind> kinds = kinds_for_tests();
  for (const Kind& kind : kinds) {
    if (kind.name != "plan") continue;
    auto made = kind.make();
    made->id = kPlan;
    return made;
  }
  return nullptr;
}

web::Parameters parameters(const Typed& typed) {
  web::Parameters all;
  for (const auto& [name, value] : typed) all.add(name, value);
  return all;
}

// The record as its image without the id, or the fields that are wrong.
std::string read(const Typed& typed) {
  const web::Parameters all = parameters(typed);
  auto record = a_plan();
  FormReader reader(all);
  record->describe(reader);
  reader.report_unknown_fields();
  std::string wrong;
  for (const FieldError& error : reader.errors) {
    EXPECT_FALSE(error.message.text.empty());
    wrong += (wrong.empty() ? "" : " ") + error.field;
  }
  if (!wrong.empty()) return "wrong: " + wrong;
  const std::string before = "{\"id\":\"" + kPlan.text() + "\"";
  return image(*record).substr(before.size());
}

// What a form gives for one field beside the state, which is always there.
std::string read_one(const std::string& field, const std::string& value) {
  return read({{"state", "draft"}, {field, value}});
}
std::string kept(const std::string& field, const std::string& json) {
  return ",\"" + field + "\":" + json + ",\"state\":\"draft\"}";
}

TEST(Forms, RefuseWhatCannotBeRead) {
  const std::pair<const char*, std::vector<std::string>> cases[] = {
      {"groups",
       {"tolv", "12,5", "12.5", "1 000", "1e3", "0x10", "--1", "9223372036854775808", "12 stk"}},
      {"cost", {"mye", "12,505", "12,5,0", "1.00", "NOK", "99999999999999999999", "0x10"}},
      {"share", {"halvparten", "33,345", "%", "1/3"}},
      {"begins",
       {"i går", "31.02.2026", "2026-02-30", "2026-13-01", "25/11/2026", "1899-12-31",
        "2200-01-01"}},
      {"state", {"", "ukjent", "Draft", "0", "draft active"}},
      {"themes", {"", "ukjent", "play language"}},
      {"owner", {"Eva", "0", kEva.text() + "0", kEva.hyphenated(), "' OR 1=1 --"}},
      {"areas", {"", "Her", kHere.text() + "," + kThere.text()}},
      {"admin", {"1", ""}},
      {"titles", {"x"}},
      {"Title", {"x"}},
  };
  for (const auto& [field, values] : cases) {
    for (const std::string& value : values) {
      Typed typed{{field, value}};
      if (std::string(field) != "state") typed.emplace_back("state", "draft");
      EXPECT_EQ(read(typed), "wrong: " + std::string(field)) << value;
    }
  }
  EXPECT_EQ(read({}), "wrong: state") << "a choice is always made";
  EXPECT_EQ(read({{"groups", "x"}, {"cost", "y"}, {"begins", "z"}, {"hm", ""}}),
            "wrong: groups cost begins state hm")
      << "all at once, in the order of the form";
}

TEST(Forms, ShortenTheNamesOfUnknownFields) {
  const web::Parameters all = parameters({{std::string(5000, 'x'), "1"}});
  FormReader reader(all);
  reader.report_unknown_fields();
  ASSERT_EQ(reader.errors.size(), 1u);
  EXPECT_LE(length(reader.errors.front().field), 41u);
}

TEST(Forms, ReadWhatPeopleType) {
  struct Case {
    std::string field, typed, json;
  };
  const std::string eva = "\"" + kEva.text() + "\"";
  const Case cases[] = {
      {"groups", " 12 ", "12"},
      {"groups", "-3", "-3"},
      {"groups", "9223372036854775807", "9223372036854775807"},
      {"cost", "1 000 000", "100000000"},
      {"cost", "1.000.000", "100000000"},
      {"cost", "kr 12 500,50", "1250050"},
      {"share", "50", "5000"},
      {"share", "33,34", "3334"},
      {"share", "30 %", "3000"},
      {"begins", "2026-11-25", "\"2026-11-25\""},
      {"begins", "25.11.2026", "\"2026-11-25\""},
      {"begins", " 5.1.26 ", "\"2026-01-05\""},
  };
  for (const Case& one : cases)
    EXPECT_EQ(read_one(one.field, one.typed), kept(one.field, one.json)) << one.typed;
  EXPECT_EQ(read({{"title", "  Tittel  "}, {"summary", "\n en\n\n to \n"}, {"state", "active"}}),
            ",\"title\":\"Tittel\",\"summary\":\"en\\n\\n to\",\"state\":\"active\"}");
  EXPECT_EQ(read({{"open", "1"}, {"state", "finished"}, {"themes", "health"}, {"themes", "play"}}),
            ",\"open\":true,\"state\":\"finished\",\"themes\":[\"play\",\"health\"]}");
  EXPECT_EQ(read({{"state", "draft"},
                  {"owner", kEva.text()},
                  {"areas", kThere.text()},
                  {"areas", kHere.text()}}),
            ",\"state\":\"draft\",\"owner\":" + eva + ",\"areas\":[\"" + kThere.text() + "\",\"" +
                kHere.text() + "\"]}");
  const std::string nothing = ",\"state\":\"draft\"}";
  for (const char* field :
       {"title", "summary", "groups", "cost", "share", "begins", "open", "owner"})
    EXPECT_EQ(read_one(field, ""), nothing) << field;
  EXPECT_EQ(read({{"csrf", "x"}, {"id", "x"}, {"version", "x"}, {"state", "draft"}}), nothing)
      << "what belongs to the form and not to the record";
}

TEST(Forms, BreakAtNothingThatIsTyped) {
  EXPECT_TRUE(rc::check("a value or an error, never an exception", [] {
    Typed typed;
    for (const char* field :
         {"title", "groups", "cost", "share", "begins", "state", "themes", "owner", "areas"}) {
      if (*rc::gen::arbitrary<bool>())
        typed.emplace_back(field, *rc::gen::container<std::string>(rc::gen::element(
                                      '0', '9', ' ', ',', '.', '-', 'k', '%', '\xc3', '\xa5')));
    }
    RC_ASSERT(!read(typed).empty());
  }));
}

// A form as a browser would send it back untouched.
std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> entities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, letter] : entities) {
    for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1))
      text.replace(at, std::string(entity).size(), letter);
  }
  return text;
}
std::string attribute(const std::string& tag, const std::string& name) {
  const auto at = tag.find(" " + name + "=\"");
  if (at == std::string::npos) return "";
  const auto start = at + name.size() + 3;
  return unescaped(tag.substr(start, tag.find('"', start) - start));
}
Typed sent_back(const std::string& html) {
  Typed fields;
  std::string select;
  for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const auto end = html.find('>', at);
    const std::string tag = html.substr(at, end - at);
    const std::string name = attribute(tag, "name"), type = attribute(tag, "type");
    const bool box = type == "checkbox" || type == "radio";
    if (tag.starts_with("<select")) select = name;
    if (tag.starts_with("<option") && tag.ends_with(" selected"))
      fields.emplace_back(select, attribute(tag, "value"));
    if (tag.starts_with("<input") && (!box || tag.find(" checked") != std::string::npos))
      fields.emplace_back(name, attribute(tag, "value"));
    if (tag.starts_with("<textarea"))
      fields.emplace_back(name,
                          unescaped(html.substr(end + 2, html.find("</textarea", end) - end - 2)));
  }
  return fields;
}

class WrittenForms : public ::testing::Test {
 protected:
  WrittenForms() : database(database_for_tests(db::Engine::sqlite)) {
    kinds.add(kinds_for_tests());
    put("person", kEva, R"("name":"Eva <b>")");
    put("area", kHere, R"("title":"Her")");
    put("area", kThere, R"("title":"Der")");
  }
  void put(std::string_view kind, const Uuid& id, const std::string& fields) {
    auto record = kinds.by_name(kind)->make();
    read_image("{\"id\":\"" + id.text() + "\"," + fields + "}", *record);
    const Viewer viewer = Viewer::command_line();
    EXPECT_TRUE(database->write([&](db::Connection& db) {
      Work work{db, kinds, viewer, Instant{}, {}};
      return create(work, *kinds.by_name(kind), *record);
    }));
  }
  std::string written(Record& record, const std::vector<FieldError>& errors = {},
                      const web::Parameters* typed = nullptr) {
    return database->read([&](db::Connection& db) {
      const Texts t;
      const Viewer viewer = Viewer::command_line();
      FormWriter writer(db, kinds, viewer, t, errors, typed, std::make_shared<Made>());
      record.describe(writer);
      return writer.fields.text();
    });
  }
  std::shared_ptr<db::Database> database;
  Kinds kinds;
};

TEST_F(WrittenForms, GiveBackWhatTheyWereGiven) {
  EXPECT_TRUE(rc::check("untouched, a form changes nothing", [&] {
    const auto text = [](int most) {
      return trimmed(*rc::gen::resize(
          most, rc::gen::container<std::string>(rc::gen::element<char>(
                    'a', 'Z', ' ', '<', '>', '"', '\'', '&', ';', '#', '9', '\\', '/'))));
    };
    auto record = a_plan();
    const auto either = [](const std::string& json) {
      return *rc::gen::arbitrary<bool>() ? json : "";
    };
    const auto number = [](std::int64_t from, std::int64_t to) {
      return std::to_string(*rc::gen::inRange<std::int64_t>(from, to));
    };
    std::string json = "{\"id\":\"" + kPlan.text() + "\",\"state\":\"" +
                       *rc::gen::element<std::string>("draft", "active", "finished") + "\"";
    json += either(",\"groups\":" + std::to_string(*rc::gen::arbitrary<std::int64_t>()));
    json += either(",\"cost\":" + number(0, 1'000'000'000'000'000));
    json += either(",\"share\":" + number(0, 10'001));
    json += either(",\"begins\":\"" +
                   Date(1900, 1, 1).plus_days(*rc::gen::inRange(0, 109'000)).iso() + "\"");
    json += either(",\"open\":true");
    json += either(*rc::gen::element<std::string>(",\"themes\":[\"play\"]",
                                                  ",\"themes\":[\"language\",\"health\"]"));
    json += either(",\"owner\":\"" + kEva.text() + "\"");
    json += either(",\"areas\":[\"" + kThere.text() + "\",\"" + kHere.text() + "\"]") + "}";
    read_image(json, *record);
    class Texter final : public SomeFields {
     public:
      std::function<std::string(int)> text_of;
      void text(const Field&, std::string& value) override { value = text_of(20); }
      void prose(const Field&, std::string& value) override { value = text_of(40); }
    } texter;
    texter.text_of = text;
    record->describe(texter);
    auto again = a_plan();
    const web::Parameters sent = parameters(sent_back(written(*record)));
    FormReader reader(sent);
    again->describe(reader);
    reader.report_unknown_fields();
    RC_ASSERT(reader.errors.empty());
    RC_ASSERT(image(*again) == image(*record));
  }));
}

TEST_F(WrittenForms, KeepWhatWasTypedRightOrWrong) {
  const Typed typed{{"title", "<b>\"Ny\"</b>"},
                    {"summary", "\nlinje & linje"},
                    {"groups", "tolv"},
                    {"cost", "1 0 kr"},
                    {"share", "50 "},
                    {"begins", "i går"},
                    {"open", "1"},
                    {"state", "active"},
                    {"themes", "health"},
                    {"owner", kEva.text()},
                    {"areas", kHere.text()}};
  auto record = a_plan();
  const web::Parameters all = parameters(typed);
  const Typed shown = sent_back(written(*record, {{"groups", "Skriv et helt tall."}}, &all));
  for (const auto& field : typed)
    EXPECT_EQ(std::count(shown.begin(), shown.end(), field), 1) << field.first;
}

TEST_F(WrittenForms, EscapeAndWireTheirErrors) {
  auto record = a_plan();
  const web::Parameters all = parameters({{"title", "\"><script>alert(1)</script>"}});
  const std::string html = written(*record, {{"title", "Fyll <b>ut</b>."}}, &all);
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("<b>"), std::string::npos) << "neither in errors nor in the names of others";
  EXPECT_NE(html.find("aria-invalid=\"true\" aria-describedby=\"title-e title-d\""),
            std::string::npos);
  EXPECT_NE(html.find("Kort og klart."), std::string::npos);
  EXPECT_NE(html.find("Eva &lt;b&gt;"), std::string::npos);
}

TEST_F(WrittenForms, ShowWhatIsChosenFirst) {
  auto record = a_plan();
  const auto order = [&] {
    const std::string html = written(*record);
    return html.find(kHere.text()) < html.find(kThere.text()) ? "here there" : "there here";
  };
  EXPECT_STREQ(order(), "there here") << "Der before Her";
  read_image("{\"id\":\"" + kPlan.text() + "\",\"areas\":[\"" + kHere.text() + "\"]}", *record);
  EXPECT_STREQ(order(), "here there");
}

// The error summary leads to a field by its name; and no two elements have one id.
TEST_F(WrittenForms, GiveTheFirstCheckTheNameOfTheFieldAsId) {
  const auto ids = [&](const std::string& areas) {
    auto record = a_plan();
    read_image("{\"id\":\"" + kPlan.text() + "\",\"areas\":[" + areas + "]}", *record);
    const std::string html = written(*record);
    std::string all;
    for (auto at = html.find("id=\"areas"); at != std::string::npos; at = html.find("id=\"areas", at + 1))
      all += html.substr(at + 4, html.find('"', at + 4) - at - 4) + " ";
    return all;
  };
  EXPECT_EQ(ids(""), "areas areas-2 ");
  EXPECT_EQ(ids("\"" + kHere.text() + "\""), "areas areas-1 ");
  EXPECT_EQ(ids("\"" + kHere.text() + "\",\"" + kThere.text() + "\""), "areas areas-2 ");
}

TEST_F(WrittenForms, OfferNothingWhereThereIsNothing) {
  const auto empty = database_for_tests(db::Engine::sqlite);
  auto record = a_plan();
  const std::string html = empty->read([&](db::Connection& db) {
    const Texts t;
    const std::vector<FieldError> none;
    const Viewer viewer = Viewer::command_line();
    FormWriter writer(db, kinds, viewer, t, none, nullptr, std::make_shared<Made>());
    record->describe(writer);
    return writer.fields.text();
  });
  EXPECT_EQ(html.find("name=\"areas\""), std::string::npos);
  EXPECT_NE(html.find("name=\"owner\""), std::string::npos);
}

}  // namespace
}  // namespace samloft::records

// Documents written and read again, and what is no document.

#include "document/document.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "document/sample_for_tests.h"

namespace samloft::document {
namespace {

using std::string;

// Words as people write them, also the ones that JSON has to escape.
rc::Gen<string> word() {
  return rc::gen::map(
      rc::gen::container<std::vector<string>>(rc::gen::elementOf(std::vector<string>{
          "a", "Å", " ", "\"", "\\", "<b>", "\n", "\t", "لغة", "đ", "😀", "{}", "&amp;"})),
      [](const std::vector<string>& pieces) {
        string all;
        for (const string& piece : pieces) all += piece;
        return all;
      });
}

Table any_table() {
  Table table{*word(), {}, {}, {}};
  const auto width = *rc::gen::inRange<std::size_t>(0, 4);
  const auto height = *rc::gen::inRange<std::size_t>(0, 4);
  for (std::size_t i = 0; i < width; ++i) table.columns.push_back(*word());
  for (std::size_t i = 0; i < height; ++i)
    table.rows.push_back(*rc::gen::container<std::vector<string>>(width, word()));
  if (*rc::gen::arbitrary<bool>()) table.numbers.assign(width, *rc::gen::arbitrary<bool>());
  return table;
}

Block any_block() {
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return Paragraph{*word()};
    case 1:
      return Prose{*word()};
    case 2:
      return Bullets{*rc::gen::container<std::vector<string>>(word())};
    case 3:
      return any_table();
    default:
      return Picture{*word(), *word(), *word(), *word(), any_table()};
  }
}

Document any_document() {
  Document document{*rc::gen::element(Language::bokmal, Language::nynorsk, Language::english),
                    *word(),
                    *word(),
                    *word(),
                    *word(),
                    *word(),
                    {}};
  const auto count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) {
    Section section{*word(), *word(), *word(), {}};
    const auto blocks = *rc::gen::inRange(0, 4);
    for (int j = 0; j < blocks; ++j) section.blocks.push_back(any_block());
    document.sections.push_back(std::move(section));
  }
  return document;
}

RC_GTEST_PROP(Written, IsReadAsTheSame, ()) {
  const Document document = any_document();
  const string json = write(document);
  const auto read_again = read(json);
  RC_ASSERT(read_again.has_value());
  RC_ASSERT(*read_again == document);
  RC_ASSERT(write(*read_again) == json);
}

// What was decided must read the same in ten years: a change of these bytes breaks every seal.
TEST(Written, StaysByteForByte) {
  Document document{Language::nynorsk, "Plan", "", "Kommunen", "Kladd", "", {}};
  document.sections.push_back({"a", "1", "Mål", {Paragraph{"Éin \"ting\""}, Bullets{{"x"}}}});
  document.sections[0].blocks.push_back(Table{"T", {"A", "B"}, {{"1", "2"}}, {false, true}});
  const string json = write(document);
  EXPECT_EQ(json,
            R"({"format":"samloft-document-1","language":"nn","title":"Plan","subtitle":"",)"
            R"("issuer":"Kommunen","version":"Kladd","date":"","sections":[{"id":"a","number":"1",)"
            R"("title":"Mål","blocks":[{"kind":"paragraph","text":"Éin \"ting\""},)"
            R"({"kind":"bullets","items":["x"]},{"kind":"table","table":{"caption":"T",)"
            R"("columns":["A","B"],"rows":[["1","2"]],"numbers":[false,true]}}]}]})"
            "\n");
  EXPECT_EQ(fingerprint(json), fingerprint(write(*read(json))));
}

TEST(Fingerprint, IsBlake2b) {
  EXPECT_EQ(fingerprint(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_NE(fingerprint("a"), fingerprint("b"));
}

string changed(string text, std::string_view from, std::string_view to) {
  const auto place = text.find(from);
  EXPECT_NE(place, string::npos) << from;
  return text.replace(place, from.size(), to);
}

TEST(Read, TakesNothingElse) {
  const string good = write(sample_document());
  ASSERT_TRUE(read(good));
  const string bad[] = {
      "",
      "null",
      "[]",
      "{}",
      "12",
      "1e99999",
      "\"",
      "{\"format\":",
      "\xff\xfe",
      good.substr(0, good.size() / 2),
      changed(good, "samloft-document-1", "samloft-document-2"),
      changed(good, "\"language\":\"nb\"", "\"language\":\"xx\""),
      changed(good, "\"language\":\"nb\"", "\"language\":7"),
      changed(good, "\"issuer\"", "\"sender\""),
      changed(good, "\"issuer\"", "\"extra\":1,\"issuer\""),
      changed(good, "\"kind\":\"prose\"", "\"kind\":\"script\""),
      changed(good, "\"kind\":\"prose\"", "\"kind\":\"picture\""),
      changed(good, "\"numbers\":[false", "\"numbers\":[0"),
      changed(good, "\"rows\":[[", "\"rows\":[[\"en for mye\","),
      changed(good, "Kristiansand", "Kristian\\u0000sand"),
      changed(good, "\"sections\":[", "\"sections\":[null,"),
  };
  for (const string& text : bad) {
    const auto outcome = read(text);
    ASSERT_FALSE(outcome) << text.substr(0, 200);
    EXPECT_EQ(outcome.error().kind, Problem::Kind::invalid);
  }
}

TEST(Read, IsNotImpressedByDepthOrSize) {
  EXPECT_FALSE(read(string(kMostBytes, '[')));
  string nested;
  while (nested.size() < kMostBytes - 5) nested += R"({"a":)";
  EXPECT_FALSE(read(nested));
  EXPECT_FALSE(read(string(kMostBytes + 1, ' ')));
}

TEST(Frozen, HoldsEachLanguageAndGivesItBack) {
  Document bokmal = sample_document(), english = sample_document();
  bokmal.language = Language::bokmal;
  english.language = Language::english;
  english.title = "Strategic plan";
  const std::string content = frozen({bokmal, english});
  EXPECT_EQ(thawed(content, Language::bokmal), bokmal);
  EXPECT_EQ(thawed(content, Language::english), english);
  EXPECT_EQ(thawed(content, Language::nynorsk), std::nullopt);
  for (const char* text : {"", "{}", "\n\n", "tekst\ntekst"})
    EXPECT_EQ(thawed(text, Language::bokmal), std::nullopt) << text;
}

}  // namespace
}  // namespace samloft::document

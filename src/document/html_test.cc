// A document within a page and as a file of its own.

#include "document/html.h"

#include <regex>

#include "document/made_for_tests.h"

namespace samloft::document {
namespace {

using std::string;

string escaped(const string& text) {
  string out;
  page::append_escaped(out, text);
  return out;
}

TEST(Html, HoldsEveryWord) {
  const Document document = sample_document();
  for (const string& html : {body(document).text() + escaped(document.title) +
                                 escaped(document.subtitle) + document.issuer + document.version,
                             print_html(document, Purpose::pdf),
                             print_html(document, Purpose::docx), made(document, Format::html)}) {
    for (const string& word : words_of(document)) EXPECT_TRUE(holds(html, escaped(word))) << word;
  }
}

TEST(Html, LeadsToItsSections) {
  const string html = body(sample_document()).text();
  const string links = contents(sample_document()).text();
  for (const char* id : {"bakgrunn", "maal", "del-3", "okonomi"}) {
    EXPECT_TRUE(holds(html, "<section id=\"" + string(id) + "\">")) << id;
    EXPECT_TRUE(holds(links, "href=\"#" + string(id) + "\"")) << id;
  }
  EXPECT_TRUE(contents(Document()).empty());
}

TEST(Html, TellsWhatIsNotWritten) {
  EXPECT_TRUE(holds(body(sample_document()).text(), "Ingenting er skrevet her ennå."));
  EXPECT_TRUE(holds(body(Document()).text(), "Dokumentet har ikke noe innhold ennå."));
}

TEST(Html, HasTablesWithScopes) {
  const string html = body(sample_document()).text();
  EXPECT_TRUE(holds(html, "<caption>Deltakere i nettverkene</caption>"));
  EXPECT_TRUE(holds(html, R"(<th scope="col" class="num" dir="auto">Deltakere</th>)"));
  EXPECT_TRUE(holds(html, R"(<th scope="row" dir="auto">Nettverk 1</th>)"));
  EXPECT_TRUE(holds(html, R"(<td class="num" dir="auto">7</td>)"));
}

TEST(Html, DrawsPictures) {
  const string html = body(sample_document()).text();
  EXPECT_TRUE(holds(html, R"(<figure class="figure figure--full" id="tiltak-1">)"));
  EXPECT_TRUE(holds(html, R"(role="img")"));
  EXPECT_TRUE(holds(html, R"( width="640" viewBox="0 0 640 270")")) << "no larger than life";
  EXPECT_TRUE(holds(html, R"(<rect class="tl-bar")"));
  EXPECT_TRUE(holds(html, "<details"));
  EXPECT_FALSE(holds(html, " style=")) << "the pages' CSP allows none";
}

TEST(Html, LetsNothingIn) {
  const string evil = "\"><script>alert(1)</script>";
  Document document = sample_document();
  document.title = document.subtitle = document.issuer = document.version = document.date = evil;
  Picture picture = sample_picture(1);
  picture.id = picture.title = picture.description = picture.table.caption = evil;
  picture.svg = "<svg viewBox=\"0 0 9 9\" onload=\"x\"><script>alert(1)</script></svg>";
  document.sections = {
      {evil, evil, evil, {Paragraph{evil}, Prose{evil}, Bullets{{evil}}, picture}}};
  for (const string& html :
       {body(document).text(), contents(document).text(), print_html(document, Purpose::pdf),
        print_html(document, Purpose::docx)}) {
    EXPECT_FALSE(holds(html, "<script"));
    EXPECT_FALSE(holds(html, "onload"));
  }
}

TEST(Html, TurnsRoundForPrint) {
  Document document;
  document.sections = {{"a", "", "A", {Prose{"**لغة** x\n\nx لغة\n\n\\<b> لغة"}}}};
  const string html = print_html(document, Purpose::pdf);
  EXPECT_TRUE(holds(html, "<p dir=\"rtl\"><strong>لغة</strong> x</p>"));
  EXPECT_TRUE(holds(html, "<p dir=\"auto\">x لغة</p>"));
}

TEST(Html, IsAWholeFileForPrint) {
  const string html = print_html(sample_document(), Purpose::pdf);
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html lang=\"nb\">"));
  EXPECT_TRUE(holds(html, "<title>Strategisk kompetanseplan 2026–2029</title>"));
  EXPECT_TRUE(holds(html, R"(content: "Side " counter(page) " av " counter(pages) "")"));
  EXPECT_TRUE(holds(html, "src=\"data:image/svg+xml;base64,"));
  for (const char* unknown : {"@layer", "light-dark(", "var(", "&"})
    EXPECT_FALSE(holds(html.substr(0, html.find("</style>")), unknown)) << unknown;
}

std::vector<int> widths_of(const string& page) {
  std::vector<int> widths;
  const std::regex column(R"(<col style="width: (\d+)%">)");
  for (std::sregex_iterator at(page.begin(), page.end(), column), end; at != end; ++at)
    widths.push_back(std::stoi((*at)[1]));
  return widths;
}

// However wide its letters are: a line of 88 letters would hold each column's longest word.
TEST(Print, GivesEachColumnRoomForItsWords) {
  Document document;
  const string much = "Drøftinger med universitetet i styrings- og arbeidsgrupper; tilbakemeldinger";
  document.sections.push_back(
      {"behov", "1", "Behov",
       {Table{"Behovene", {"Behov", "Type", "Prioritet", "År", "Grunnlag"},
              {{much, "Kompetansebehov", "1", "2019", much}, {much, "Utfordring", "2", "2020", much}},
              {}}}});
  const string page = print_html(document, Purpose::pdf);
  const auto widths = widths_of(page);
  ASSERT_EQ(widths.size(), 5u);
  const std::size_t words[] = {14, 15, 9, 4, 16};
  int sum = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_GE(static_cast<std::size_t>(widths[i]) * 88, words[i] * 100) << i;
    sum += widths[i];
  }
  EXPECT_NEAR(sum, 100, 3);
  EXPECT_LT(widths[3], widths[0]) << "and the rest goes to long texts";
}

TEST(Print, LetsPeriodsTakeTwoLinesAndGivesTheRoomToTexts) {
  Document document;
  const string goals = "Barn og unge opplever et godt tilpasset tilbud; Voksne handler tidlig";
  document.sections = {{"tiltak", "1", "Tiltak",
                        {Table{"Tiltakene", {"Tiltak", "Periode", "Mål"},
                               {{"Nettverk", "01.08.2022–01.07.2025", goals}}, {}}}}};
  const auto widths = widths_of(print_html(document, Purpose::pdf));
  ASSERT_EQ(widths.size(), 3u);
  EXPECT_GE(widths[1] * 104, 11 * 100) << "one date and the dash";
  EXPECT_GT(widths[2], 2 * widths[1]);
}

}  // namespace
}  // namespace samloft::document

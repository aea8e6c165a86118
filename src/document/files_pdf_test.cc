// PDF files, looked at by poppler and qpdf.

#include <chrono>
#include <regex>
#include <set>

#include "document/made_for_tests.h"

namespace samloft::document {
namespace {

using std::string;

string text_of(const string& pdf) { return said_of(pdf, "pdftotext -enc UTF-8 made -"); }

string structure_of(const string& pdf) {
  return said_of(pdf, "qpdf --qdf --object-streams=disable made -");
}

std::size_t count(const string& text, const string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Pdf, HoldsEveryWord) {
  const Document document = sample_document();
  const string text = squeezed(text_of(made(document, Format::pdf)));
  for (const string& word : words_of(document)) EXPECT_TRUE(holds(text, squeezed(word))) << word;
  EXPECT_TRUE(holds(text, "Ingentingerskrevetherennå."));
  EXPECT_TRUE(holds(text, "Tiltak6")) << "text within a drawing";
}

TEST(Pdf, IsTaggedForThoseWhoListen) {
  const string pdf = structure_of(made(sample_document(), Format::pdf));
  EXPECT_TRUE(holds(pdf, "/StructTreeRoot"));
  EXPECT_TRUE(holds(pdf, "/Lang (nb)"));
  EXPECT_TRUE(std::regex_search(pdf, std::regex(R"(/MarkInfo <<\s*/Marked true)")));
  EXPECT_TRUE(holds(pdf, "/DisplayDocTitle true"));
  EXPECT_TRUE(holds(pdf, "<pdfuaid:part>1</pdfuaid:part>") || holds(pdf, "pdfuaid:part=\"1\""));
  for (const char* tag :
       {"/S /H1", "/S /H2", "/S /H3", "/S /Table", "/S /THead", "/S /TR", "/S /TH", "/S /TD",
        "/S /L", "/S /LI", "/S /P", "/S /Figure", "/S /Caption"})
    EXPECT_TRUE(holds(pdf, tag)) << tag;
  EXPECT_TRUE(holds(pdf, "/Scope /Column"));
  EXPECT_TRUE(holds(pdf, "/Scope /Row"));
  EXPECT_EQ(count(pdf, "/S /Figure"), 1);
  EXPECT_TRUE(holds(pdf, "/Alt (Seks tiltak begynner")) << "the alternative text";
}

TEST(Pdf, CarriesTitleFontsAndBookmarks) {
  const Document document = sample_document();
  const string pdf = made(document, Format::pdf);
  EXPECT_TRUE(holds(said_of(pdf, "pdfinfo made"), "Strategisk kompetanseplan 2026–2029"));
  EXPECT_TRUE(holds(said_of(pdf, "pdfinfo made"), "Kristiansand kommune"));
  const string fonts = said_of(pdf, "pdffonts made | tail -n +3 | awk '{print $(NF-4)}' | sort -u");
  EXPECT_EQ(fonts, "yes\n");
  const string bookmarks = said_of(pdf, "qpdf --json --json-key=outlines made");
  EXPECT_EQ(count(bookmarks, "\"title\""), 1 + document.sections.size() + 1)
      << "the title, each section, one heading within";
  EXPECT_TRUE(holds(bookmarks, "Hvorfor nå"));
}

TEST(Pdf, CountsItsPages) {
  const string pdf = made(sample_document(), Format::pdf);
  std::smatch pages;
  const string facts = said_of(pdf, "pdfinfo made");
  ASSERT_TRUE(std::regex_search(facts, pages, std::regex(R"(Pages:\s+(\d+))")));
  const string text = text_of(pdf);
  EXPECT_TRUE(holds(text, "Side 1 av " + pages[1].str()));
  EXPECT_TRUE(holds(text, "Side " + pages[1].str() + " av " + pages[1].str()));
}

TEST(Pdf, OfNothingSaysSo) {
  Document document;
  document.title = "Tom";
  EXPECT_TRUE(holds(text_of(made(document, Format::pdf)), "Dokumentet har ikke noe innhold ennå."));
}

TEST(Pdf, SpeaksTheDocumentsLanguage) {
  Document document = sample_document();
  document.language = Language::english;
  const string pdf = made(document, Format::pdf);
  EXPECT_TRUE(holds(structure_of(pdf), "/Lang (en)"));
}

TEST(Pdf, KeepsTheNumbersOfABrokenPicture) {
  Document document = sample_document();
  std::get<Picture>(document.sections[1].blocks[2]).svg = "<svg viewBox='0 0 9 9'><g></svg>";
  const string text = text_of(made(document, Format::pdf));
  EXPECT_TRUE(holds(text, "Tegningen kan ikke vises."));
  EXPECT_TRUE(holds(text, "Veiledning"));
}

TEST(Pdf, LoadsNothing) {
  Document document = sample_document();
  document.sections[0].blocks.push_back(
      Prose{"![x](file:///etc/passwd) <img src=\"file:///etc/passwd\"> [a](file:///etc/passwd)"});
  EXPECT_FALSE(holds(text_of(made(document, Format::pdf)), "root:"));
}

// Where words begin (xMin) or end (xMax), to a tenth of a point.
std::set<string> edges_of(const string& pdf, const string& words, const string& edge) {
  const string text = said_of(pdf, "pdftotext -bbox -enc UTF-8 made -");
  const std::regex word("<word[^>]* " + edge + "=\"([0-9.]+)\"[^>]*>(" + words + ")</word>");
  std::set<string> edges;
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at)
    edges.insert((*at)[1].str().substr(0, (*at)[1].str().find('.') + 2));
  return edges;
}

// Cells that look alike share what is worked out for them, and no others.
TEST(Pdf, ShowsEachCellAsItsColumnIs) {
  Document document = sample_document();
  document.sections = {{"tall", "1", "Tall", {sample_table(20)}}};
  const string pdf = made(document, Format::pdf);
  EXPECT_EQ(edges_of(pdf, "98|105", "xMin").size(), 2U);
  EXPECT_EQ(edges_of(pdf, "98|105", "xMax").size(), 1U) << "numbers end below each other";
  EXPECT_EQ(edges_of(pdf, "Bydel|Vågsbygd|Søgne", "xMin").size(), 1U) << "words begin there";
}

// Not letter by letter, which took a fourteenth of a plan's time.
TEST(Pdf, SetsTheWordsOfADrawingAsOnePiece) {
  Document document = sample_document();
  auto& svg = std::get<Picture>(document.sections[1].blocks[2]).svg;
  const auto pieces = [&] { return count(structure_of(made(document, Format::pdf)), "] TJ"); };
  const std::size_t before = pieces();
  svg.replace(svg.find("2026</text>"), 4, "2026 og litt til");
  EXPECT_EQ(pieces(), before);
}

TEST(Pdf, IsMadeInTime) {
  const auto start = std::chrono::steady_clock::now();
  const string pdf = made(long_document(), Format::pdf);
  const auto took = std::chrono::steady_clock::now() - start;
  RecordProperty(
      "milliseconds",
      std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  EXPECT_LT(took, std::chrono::seconds(15)) << "5 seconds on an idle machine";
  EXPECT_GT(pdf.size(), 50'000U);
}

TEST(Limits, AreSaidInWords) {
  Document endless = long_document();
  const auto sections = endless.sections;
  for (int i = 0; i < 4; ++i)
    endless.sections.insert(endless.sections.end(), sections.begin(), sections.end());
  const auto slow = make_file(endless, Format::pdf, {1, 1024});
  ASSERT_FALSE(slow);
  EXPECT_TRUE(holds(slow.error().message.text, "sekunder"));
  EXPECT_EQ(slow.error().message.arguments, std::vector<string>{"1"});
  const auto large = make_file(long_document(), Format::pdf, {60, 64});
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().kind, Problem::Kind::invalid);
}

}  // namespace
}  // namespace samloft::document

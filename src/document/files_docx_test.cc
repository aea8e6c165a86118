// DOCX files, taken apart again.

#include <chrono>
#include <pugixml.hpp>

#include "document/made_for_tests.h"
#include "document/making.h"
#include "document/package.h"

namespace samloft::document {
namespace {

using std::string;

// A DOCX on disk, since that is where its package is opened.
struct Opened {
  explicit Opened(const Document& document) {
    folder.write("made.docx", made(document, Format::docx));
    package = std::make_unique<Package>((folder.path() / "made.docx").string());
    text.load_string(package->part("word/document.xml").c_str(),
                     pugi::parse_default | pugi::parse_ws_pcdata);
  }
  string words() const {
    string all;
    for (const auto& run : text.select_nodes("//w:t")) all += run.node().text().get();
    return all;
  }
  std::vector<string> paragraphs(const string& style) const {
    std::vector<string> all;
    const string path = "//w:p[w:pPr/w:pStyle/@w:val='" + style + "']";
    for (const auto& found : text.select_nodes(path.c_str())) {
      string& words = all.emplace_back();
      for (const auto& run : found.node().select_nodes(".//w:t")) words += run.node().text().get();
    }
    return all;
  }
  TemporaryFolder folder;
  std::unique_ptr<Package> package;
  pugi::xml_document text;
};

TEST(Docx, HoldsEveryWord) {
  const Document document = sample_document();
  const string words = squeezed(Opened(document).words());
  for (const string& word : words_of(document)) EXPECT_TRUE(holds(words, squeezed(word))) << word;
  EXPECT_TRUE(holds(words, "Ingentingerskrevetherennå."));
}

TEST(Docx, HasRealHeadings) {
  const Opened docx(sample_document());
  EXPECT_EQ(docx.paragraphs("Heading1"),
            (std::vector<string>{"1 Bakgrunn", "2 Mål og tiltak", "3 Språk: đáhttu", "4 Økonomi"}));
  EXPECT_EQ(docx.paragraphs("Heading2"), std::vector<string>{"Hvorfor nå"});
  EXPECT_EQ(docx.paragraphs("Title"), std::vector<string>{"Strategisk kompetanseplan 2026–2029"});
}

TEST(Docx, HasTablesWithHeads) {
  const Opened docx(sample_document());
  const auto tables = docx.text.select_nodes("//w:tbl");
  EXPECT_EQ(tables.size(), 2U);
  for (const auto& table : tables) {
    EXPECT_TRUE(table.node().select_node("w:tr[1]/w:trPr/w:tblHeader"));
    EXPECT_FALSE(table.node().select_node("w:tr[2]/w:trPr/w:tblHeader"));
    EXPECT_TRUE(table.node().select_node("w:tr/w:tc[3]//w:jc[@w:val='right']"));
  }
}

TEST(Docx, DescribesItsPictures) {
  const Opened docx(sample_document());
  const auto pictures = docx.text.select_nodes("//wp:docPr");
  ASSERT_EQ(pictures.size(), 1U);
  EXPECT_STREQ(pictures[0].node().attribute("descr").value(),
               "Seks tiltak begynner etter hverandre; to av dem er avsluttet.");
}

TEST(Docx, IsAWellFormedPackage) {
  const Opened docx(sample_document());
  for (const char* name :
       {"[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/header1.xml",
        "word/footer1.xml", "word/_rels/document.xml.rels", "docProps/core.xml"}) {
    pugi::xml_document part;
    EXPECT_TRUE(part.load_string(docx.package->part(name).c_str())) << name;
  }
  EXPECT_TRUE(holds(docx.package->part("word/footer1.xml"), "NUMPAGES"));
  EXPECT_TRUE(holds(docx.package->part("word/header1.xml"), "Kristiansand kommune"));
}

TEST(Docx, TakesHostileTextAsText) {
  const string evil =
      "</w:t></w:r><w:fldSimple w:instr=\"DDEAUTO x\"/> `x`{=openxml} <script>alert(1)</script>";
  Document document = sample_document();
  document.title = document.subtitle = document.issuer = document.version = evil;
  document.sections[0].title = evil;
  document.sections[0].blocks = {Paragraph{evil}, Prose{evil}, Bullets{{evil}}};
  const Opened docx(document);
  EXPECT_TRUE(holds(squeezed(docx.words()), squeezed(evil)));
  for (const char* name : {"word/document.xml", "word/header1.xml", "word/footer1.xml",
                           "docProps/core.xml", "word/_rels/document.xml.rels"}) {
    pugi::xml_document part;
    ASSERT_TRUE(part.load_string(docx.package->part(name).c_str())) << name;
    EXPECT_FALSE(part.select_node("//*[contains(@w:instr, 'DDEAUTO')]")) << name;
    EXPECT_FALSE(part.select_node("//script")) << name;
  }
}

TEST(Docx, KnowsItsLanguageAndTitle) {
  Document document = sample_document();
  document.language = Language::nynorsk;
  const Opened docx(document);
  EXPECT_TRUE(holds(docx.package->part("word/styles.xml"), "w:val=\"nn-NO\""));
  EXPECT_TRUE(holds(docx.package->part("docProps/core.xml"),
                    "<dc:title>Strategisk kompetanseplan 2026–2029</dc:title>"));
  EXPECT_TRUE(holds(docx.package->part("docProps/core.xml"), "<dc:language>nn"));
}

TEST(Docx, WritesArabicFromTheRight) {
  const Opened docx(sample_document());
  const auto turned = docx.text.select_nodes("//w:p[w:pPr/w:bidi]");
  ASSERT_EQ(turned.size(), 1U);
  EXPECT_TRUE(turned[0].node().select_node("w:r/w:rPr/w:rtl"));
}

TEST(Docx, OfNothingSaysSo) {
  Document document;
  document.title = "Tom";
  EXPECT_TRUE(holds(Opened(document).words(), "Dokumentet har ikke noe innhold ennå."));
}

TEST(Docx, KeepsTheNumbersOfABrokenPicture) {
  Document document = sample_document();
  std::get<Picture>(document.sections[1].blocks[2]).svg = "ingen tegning";
  const Opened docx(document);
  EXPECT_TRUE(holds(docx.words(), "Tegningen kan ikke vises."));
  EXPECT_TRUE(holds(docx.words(), "Veiledning"));
  EXPECT_FALSE(docx.text.select_node("//wp:docPr"));
}

TEST(Docx, IsMadeInTime) {
  const auto start = std::chrono::steady_clock::now();
  const Opened docx(long_document());
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(docx.text.select_nodes("//wp:docPr[@descr!='']").size(), 21U);
  EXPECT_LT(took, std::chrono::seconds(15)) << "5 seconds on an idle machine";
}

TEST(Program, ThatIsMissingIsNamed) {
  const TemporaryFolder folder;
  const auto outcome = run_or_explain({"/usr/bin/finnes-ikke", {}}, "pakke", folder, {});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message.arguments, std::vector<string>{"pakke"});
  EXPECT_TRUE(holds(outcome.error().message.text, "Debian-pakken"));
  const auto library = run_or_explain({"/bin/sh", {"-c", "exit 69"}}, "pakke", folder, {});
  EXPECT_EQ(library.error().message, outcome.error().message);
}

TEST(Program, ThatFailsIsQuoted) {
  const TemporaryFolder folder;
  const auto outcome =
      run_or_explain({"/bin/sh", {"-c", "echo uff >&2; exit 1"}}, "pakke", folder, {});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message.arguments, (std::vector<string>{"pakke", "uff\n"}));
}

}  // namespace
}  // namespace samloft::document

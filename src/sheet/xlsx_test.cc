#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sys/resource.h>
#include <zip.h>

#include <chrono>
#include <cstring>
#include <iostream>

#include "base/text.h"
#include "sheet/reading.h"
#include "sheet/sheet.h"

namespace samloft::sheet {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Parts = std::vector<std::pair<std::string, std::string>>;

std::string zipped(const Parts& parts) {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  zip_source_keep(target);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto at = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    EXPECT_GE(at, 0) << name;
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_stat_t info;
  zip_source_stat(target, &info);
  std::string bytes(info.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

constexpr const char* kPackage =
    R"(<Relationships xmlns="p"><Relationship Id="r1" Type="http://x/officeDocument"
    Target="xl/workbook.xml"/></Relationships>)";
constexpr const char* kRelations =
    R"(<Relationships><Relationship Id="s1" Type="http://x/worksheet" Target="worksheets/one.xml"/>
    <Relationship Id="s2" Type="http://x/worksheet" Target="/xl/worksheets/two.xml"/>
    <Relationship Id="c1" Type="http://x/chartsheet" Target="chart.xml"/>
    <Relationship Id="t" Type="http://x/sharedStrings" Target="../xl/./strings.xml"/>
    <Relationship Id="f" Type="http://x/styles" Target="styles.xml"/></Relationships>)";
constexpr const char* kWorkbook =
    R"(<workbook xmlns:r="r"><sheets><sheet name="En" sheetId="1" r:id="s1"/></sheets></workbook>)";
constexpr const char* kStrings =
    R"(<sst><si><t>Navn</t></si><si><t xml:space="preserve"> Bjørg &amp; Ås </t></si>
    <si><r><t>rik</t></r><r><rPr><b/></rPr><t xml:space="preserve"> </t></r><r><t>tekst</t></r>
    <rPh sb="0" eb="1"><t>uttale</t></rPh></si><si><t>to_x000D_
linjer</t></si></sst>)";
constexpr const char* kStyles =
    R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="9"/></cellXfs>
    </styleSheet>)";

std::string worksheet(const std::string& rows) {
  return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
}

struct File {
  std::string rows;
  std::string workbook = kWorkbook;
  Parts extra = {};

  std::string bytes() const {
    Parts parts{{"_rels/.rels", kPackage},
                {"xl/workbook.xml", workbook},
                {"xl/_rels/workbook.xml.rels", kRelations},
                {"xl/strings.xml", kStrings},
                {"xl/styles.xml", kStyles},
                {"xl/worksheets/one.xml", worksheet(rows)}};
    parts.insert(parts.end(), extra.begin(), extra.end());
    return zipped(parts);
  }
};

constexpr const char* kHead = R"(<row r="1"><c r="A1" t="s"><v>0</v></c>
    <c r="B1" t="inlineStr"><is><t>Verdi</t></is></c></row>)";

Sheet read_well(const std::string& bytes) {
  auto sheet = read("ansatte.xlsx", bytes);
  EXPECT_TRUE(sheet) << (sheet ? "" : sheet.error().message.text);
  return sheet ? *sheet : Sheet{};
}

std::string refusal(const std::string& bytes) {
  const auto sheet = read("ansatte.xlsx", bytes);
  if (sheet) return "read";
  EXPECT_EQ(sheet.error().kind, Problem::Kind::invalid);
  return sheet.error().message.text;
}

bool is_refused_as_damaged(const std::string& bytes) {
  return refusal(bytes).starts_with("Fila kan ikke leses som regneark.");
}

// A megabyte of nothing but escapes took minutes when each moved all that followed it.
TEST(Xlsx, ReadsAsManyEscapesAsThereAre) {
  std::string escaped, expected;
  for (unsigned i = 0; i < 150'000; ++i) {
    const char32_t character = 0x4e00 + i * 7919 % 0x5000;
    escaped += fmt::format("_x{:04X}_", static_cast<unsigned>(character));
    append_utf8(expected, character);
  }
  const Sheet sheet = read_well(
      File{kHead + (R"(<row r="2"><c r="A2" t="inlineStr"><is><t>)" + escaped + "</t></is></c></row>")}
          .bytes());
  ASSERT_EQ(sheet.rows.size(), 1u);
  EXPECT_TRUE(sheet.rows[0][0] == expected);
}

TEST(Xlsx, ReadsEveryTypeOfCell) {
  const struct {
    const char* cell;
    const char* expected;
  } table[] = {
      {R"(t="s"><v>1</v>)", "Bjørg & Ås"},
      {R"(t="s"><v>2</v>)", "rik tekst"},
      {R"(t="s"><v>3</v>)", "to\nlinjer"},
      {R"(t="inlineStr"><is><t>her _x005F_x0041_</t></is>)", "her _x0041_"},
      {R"(t="inlineStr"><is><t>a<![CDATA[<b>]]>c</t></is>)", "a<b>c"},
      {R"(t="str"><v>uten formel</v>)", "uten formel"},
      {R"(><v>1234.5</v>)", "1234,5"},
      {R"(t="n"><v>7</v>)", "7"},
      {R"(t="b"><v>1</v>)", "ja"},
      {R"(t="b"><v>0</v>)", "nei"},
      {R"(t="d"><v>2026-11-25T00:00:00</v>)", "2026-11-25"},
      {R"(s="1"><v>46351</v>)", "2026-11-25"},
      {R"(s="2"><v>46351.604166666664</v>)", "2026-11-25 14:30"},
      {R"(s="3"><v>0.3</v>)", "30 %"},
      {R"(s="99"><v>1</v>)", "1"},
      {R"(><v>abc</v>)", "abc"},
      {R"(><v>1e999</v>)", "1e999"},
  };
  for (const auto& row : table) {
    const Sheet sheet = read_well(File{std::string(kHead) + R"(<row r="2"><c r="A2"><v>1</v></c>)" +
                                       R"(<c r="B2" )" + row.cell + "</c></row>"}
                                      .bytes());
    EXPECT_EQ(sheet.rows, (Rows{{"1", row.expected}})) << row.cell;
    EXPECT_TRUE(sheet.formulas.empty());
  }
}

TEST(Xlsx, UsesNothingOfAFormula) {
  const Sheet sheet =
      read_well(File{std::string(kHead) +
                     R"(<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f><v>2</v></c></row>
      <row r="4"><c r="A4" t="str"><f t="shared" si="0"/><v>farlig</v></c></row>
      <row r="5"><c r="A5"><v>5</v></c></row>)"}
                    .bytes());
  EXPECT_EQ(sheet.rows, (Rows{{"1", ""}, {"", ""}, {"5", ""}}));
  EXPECT_EQ(sheet.formulas, (std::vector<FormulaCell>{{0, 1}, {1, 0}}));
  EXPECT_EQ(sheet.line_numbers, (std::vector<int>{2, 4, 5}));
}

TEST(Xlsx, UsesNothingThatAFormulaWroteIntoOtherCells) {
  const Sheet sheet =
      read_well(File{std::string(kHead) +
                     R"(<row r="2"><c r="A2"><f t="array" ref="A2:A3">B2:B3</f><v>1</v></c>
      <c r="B2"><v>1</v></c></row>
      <row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>2</v></c></row>
      <row r="4"><c r="A4"><v>3</v></c></row>)"}
                    .bytes());
  EXPECT_EQ(sheet.rows, (Rows{{"", "1"}, {"", "2"}, {"3", ""}}));
  EXPECT_EQ(sheet.formulas, (std::vector<FormulaCell>{{0, 0}, {1, 0}}));
}

TEST(Xlsx, RefusesAFormulaInTheHeader) {
  EXPECT_EQ(refusal(File{R"(<row><c><f>1</f><v>x</v></c></row>)"}.bytes()),
            "En overskrift er en formel; skriv verdien i stedet.");
}

TEST(Xlsx, ReadsGapsAndCellsWithoutPlaces) {
  const Sheet sheet = read_well(File{
      R"(<row r="3"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>
      <row><c><v>1</v></c><c r="C4"><v>3</v></c><c r="XFD4" s="1"/></row>
      <row r="1048576" spans="1:3"><c r="B1048576"><v>2</v></c></row>)"}
                                    .bytes());
  EXPECT_EQ(sheet.rows, (Rows{{"1", "", "3"}, {"", "2", ""}}));
  EXPECT_EQ(sheet.line_numbers, (std::vector<int>{4, 1048576}));
}

TEST(Xlsx, ReadsTheFirstVisibleWorksheet) {
  File file{kHead,
            R"(<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets>
            <x:sheet sheetId="1" r:id="s1" state="hidden"/><x:sheet sheetId="2" r:id="c1"/>
            <x:sheet sheetId="3" r:id="s2"/></x:sheets></x:workbook>)",
            {{"xl/worksheets/two.xml",
              R"(<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>2</x:v></x:c></x:row>
              </x:sheetData></x:worksheet>)"}}};
  EXPECT_EQ(read_well(file.bytes()).header, std::vector<std::string>{"rik tekst"});
}

TEST(Xlsx, CountsDaysFrom1904WhenTheWorkbookSaysSo) {
  std::string workbook = kWorkbook;
  workbook.insert(workbook.find("<sheets>"), "<workbookPr date1904=\"1\"/>");
  EXPECT_EQ(read_well(File{R"(<row><c s="1"><v>44889</v></c></row>)", workbook}.bytes()).header[0],
            "2026-11-25");
}

TEST(Xlsx, RefusesBrokenWorksheets) {
  for (const char* rows : {
           R"(<row r="2"><c r="A3"><v>1</v></c></row>)",                        // of another row
           R"(<row r="2"/><row r="2"/>)",                                       // twice
           R"(<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>)",  // backwards
           R"(<row r="0"/>)",
           R"(<row r="1048577"/>)",
           R"(<row r="x"/>)",
           R"(<row r="-1"/>)",
           R"(<row r="1"><c r="XFE1"><v>1</v></c></row>)",
           R"(<row r="1"><c r="AAAAAAAAAAAAAAAAAAAAAA1"><v>1</v></c></row>)",
           R"(<row r="1"><c t="s"><v>99</v></c></row>)",  // no such string
           R"(<row r="1"><c t="s"><v>-1</v></c></row>)",
           R"(<row r="1"><c><f t="array" ref="A1:">1</f></c></row>)",
           R"(<row r="1"><c>)",
       }) {
    EXPECT_TRUE(is_refused_as_damaged(File{rows}.bytes())) << rows;
  }
}

TEST(Xlsx, RefusesZipsThatAreNoWorkbook) {
  EXPECT_TRUE(is_refused_as_damaged(zipped({{"content.xml", "<ods/>"}})));
  EXPECT_TRUE(is_refused_as_damaged("PK\x03\x04 not a zip"));
  Parts endless{
      {"_rels/.rels", R"(<R><R Type="x/officeDocument" Target="../../../etc/passwd"/></R>)"}};
  EXPECT_TRUE(is_refused_as_damaged(zipped(endless)));
  endless[0].second = R"(<R><R Type="x/officeDocument" Target="_rels/.rels"/></R>)";
  EXPECT_TRUE(is_refused_as_damaged(zipped(endless)));
}

TEST(Xlsx, RefusesACorruptZipWhereverItIsCutOrChanged) {
  const std::string whole = File{kHead}.bytes();
  ASSERT_EQ(read_well(whole).header.size(), 2u);
  for (std::size_t size = 4; size < whole.size(); size += 37)
    EXPECT_TRUE(is_refused_as_damaged(whole.substr(0, size))) << size;
  for (std::size_t at = 4; at < whole.size(); at += 7) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    const auto sheet = read("a.xlsx", changed);  // either way without harm
    EXPECT_TRUE(sheet || sheet.error().kind == Problem::Kind::invalid);
  }
}

TEST(Xlsx, RefusesPathTricksInNames) {
  for (const char* name : {"../../etc/cron.d/x", "/etc/passwd", "xl/../../x", "..\\x", "C:\\x"})
    EXPECT_TRUE(is_refused_as_damaged(File{kHead, kWorkbook, {{name, "x"}}}.bytes())) << name;
  EXPECT_EQ(refusal(File{kHead, kWorkbook, {{"xl/a..b.xml", "x"}}}.bytes()), "read");
}

TEST(Xlsx, RefusesTwoPartsOfOneName) {
  std::string bytes = File{kHead, kWorkbook, {{"xl/worksheets/onf.xml", "x"}}}.bytes();
  for (auto at = bytes.find("onf.xml"); at != std::string::npos; at = bytes.find("onf.xml", at))
    bytes.replace(at, 7, "one.xml");
  EXPECT_TRUE(is_refused_as_damaged(bytes));
}

constexpr const char* kTooLarge =
    "Fila blir for stor når den pakkes ut. Den kan være på 64 MB utpakket.";

TEST(Xlsx, RefusesAZipBombBeforeUnpackingIt) {
  const std::string bomb =
      File{kHead, kWorkbook, {{"xl/media/large.xml", std::string(100u << 20, ' ')}}}.bytes();
  EXPECT_LT(bomb.size(), 1u << 20);
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(refusal(bomb), kTooLarge);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(200));
  getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 32 << 10);  // kilobytes
}

TEST(Xlsx, RefusesPartsThatPackTooWellAndManyThatGrowTogether) {
  EXPECT_EQ(refusal(File{kHead + std::string(5u << 20, ' ')}.bytes()), kTooLarge);
  Parts many;
  for (int part = 0; part < 65; ++part)  // each too small to be suspected alone
    many.emplace_back("xl/" + std::to_string(part), std::string(1u << 20, ' '));
  EXPECT_EQ(refusal(File{kHead, kWorkbook, many}.bytes()), kTooLarge);
}

TEST(Xlsx, RefusesAPartThatLiesAboutItsSize) {
  const std::string rows = kHead + std::string(700'000, ' ');
  const auto true_size = static_cast<std::uint32_t>(worksheet(rows).size());
  for (const std::uint32_t stated : {1'000u, true_size + 1, true_size - 1}) {
    std::string bytes = File{rows}.bytes();
    std::string from(4, '\0'), to(4, '\0');
    std::memcpy(from.data(), &true_size, 4);
    std::memcpy(to.data(), &stated, 4);
    for (auto at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + 4))
      bytes.replace(at, 4, to);
    EXPECT_TRUE(is_refused_as_damaged(bytes)) << stated;
  }
}

TEST(Xlsx, RefusesManyCellsWithOneLongText) {
  std::string strings = "<sst><si><t>" + std::string(900'000, 'a') + "</t></si></sst>";
  std::string rows;
  for (int row = 0; row < 100; ++row) rows += R"(<row><c t="s"><v>0</v></c></row>)";
  std::string relations = kRelations;
  const Parts parts{{"_rels/.rels", kPackage},
                    {"xl/workbook.xml", kWorkbook},
                    {"xl/_rels/workbook.xml.rels", relations},
                    {"xl/strings.xml", strings},
                    {"xl/worksheets/one.xml", worksheet(rows)}};
  EXPECT_EQ(refusal(zipped(parts)), "Fila har for mye tekst. Den kan ha 64 MB.");
}

TEST(Xlsx, SurvivesXmlTricks) {
  std::string deep;
  for (int depth = 0; depth < 100'000; ++depth) deep += "<a>";
  EXPECT_TRUE(is_refused_as_damaged(File{deep}.bytes()));
  // Entities of a document's own are not expanded, from inside or outside.
  const Sheet sheet =
      read_well(File{R"(<row><c t="inlineStr"><is><t>&lol;&#x41;</t></is></c></row>)"}.bytes());
  EXPECT_EQ(sheet.header[0], "&lol;A");
}

TEST(Xlsx, HoldsTheLimitsOfRowsAndColumns) {
  std::string rows = R"(<row><c t="s"><v>0</v></c></row>)";
  for (std::size_t row = 0; row < kMostRows; ++row)
    rows += "<row><c><v>" + std::to_string(row * 7919 % 100'003) + "</v></c></row>";
  EXPECT_EQ(read_well(File{rows}.bytes()).rows.size(), kMostRows);
  rows += R"(<row><c><v>1</v></c></row>)";
  EXPECT_EQ(refusal(File{rows}.bytes()), "Fila har mer enn 20 000 rader. Del den i flere filer.");
  EXPECT_EQ(refusal(File{R"(<row><c><v>1</v></c><c r="CW1"><v>1</v></c></row>)"}.bytes()),
            "Fila har mer enn 100 kolonner. Ta med bare dem som trengs.");
}

TEST(Xlsx, WritesWhatItReads) {
  const Sheet sheet{{"Navn", "Lønn"},
                    {{"=1+1", "-5"}, {"Bjørg\nÅs", ""}, {"_x0041_x0042_", "0301"}, {"", "1-2"}},
                    {},
                    {}};
  const Sheet back = read_well(write_xlsx(sheet, "Ansatte [2026]/*?: og et langt navn til"));
  EXPECT_EQ(back.header, sheet.header);
  EXPECT_EQ(back.rows, sheet.rows);
  EXPECT_EQ(back.line_numbers, (std::vector<int>{2, 3, 4, 5}));
  EXPECT_TRUE(back.formulas.empty());
}

TEST(Xlsx, WritesAnyTitleAndLongTexts) {
  for (const char* title : {"", "[]", "'", "  ", "\xff", "ååååååååååååååååååååååååååååååååååååå"})
    EXPECT_EQ(read_well(write_xlsx({{"a"}, {{"b"}}, {}, {}}, title)).rows, (Rows{{"b"}})) << title;
  const Sheet back = read_well(write_xlsx({{"a"}, {{std::string(40'000, 'x')}}, {}, {}}, "a"));
  EXPECT_EQ(length(back.rows[0][0]), 32'767u);
}

TEST(Xlsx, RoundTripKeepsArbitraryCleanCells) {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{
      "a",  "Å",  "ŋ", "€", "𝄞", "7",     " ",       "<",      "&",      "\"",
      "\n", "\t", "=", "'", "_", "x0041", "_x000d_", "\u0085", "\u2028", "]]>"});
  const auto cell = rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                                 [](const std::vector<std::string>& pieces) {
                                   std::string text;
                                   for (const auto& one : pieces) text += one;
                                   return trimmed(text);
                                 });
  EXPECT_TRUE(rc::check([&] {
    const auto width = *rc::gen::inRange<std::size_t>(1, 6);
    auto rows =
        *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(width, cell));
    for (auto& cells : rows) cells[0] += "x";  // no row is empty
    const Sheet sheet{std::vector<std::string>(width, "h"), rows, {}, {}};
    const auto back = read("a.xlsx", write_xlsx(sheet, "Ark"));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->header == sheet.header);
    RC_ASSERT(back->rows == sheet.rows);
  }));
}

TEST(Xlsx, SpeedOfFourThousandRows) {
  Sheet sheet{{}, {}, {}, {}};
  for (int column = 0; column < 12; ++column)
    sheet.header.push_back("Kolonne " + std::to_string(column));
  for (int row = 0; row < 4'000; ++row) {
    auto& cells = sheet.rows.emplace_back();
    for (int column = 0; column < 12; ++column)
      cells.push_back("Verdi " + std::to_string(row * 31 % 977 + column));
  }
  const auto milliseconds = [](auto work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
  };
  std::string xlsx, csv;
  std::cout << "4 000 rows of 12: write xlsx "
            << milliseconds([&] { xlsx = write_xlsx(sheet, "a"); }) << " ms, write csv "
            << milliseconds([&] { csv = write_csv(sheet); }) << " ms, read xlsx "
            << milliseconds([&] { EXPECT_EQ(read_well(xlsx).rows, sheet.rows); })
            << " ms, read csv "
            << milliseconds([&] { EXPECT_EQ(read("a.csv", csv)->rows, sheet.rows); }) << " ms\n";
}

}  // namespace
}  // namespace samloft::sheet

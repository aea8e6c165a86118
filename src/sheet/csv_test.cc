#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "sheet/sheet.h"

namespace samloft::sheet {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Sheet read_well(std::string_view bytes) {
  auto sheet = read("ansatte.csv", bytes);
  EXPECT_TRUE(sheet) << (sheet ? "" : sheet.error().message.text);
  return sheet ? *sheet : Sheet{};
}

std::string refusal(std::string_view bytes, std::string_view name = "ansatte.csv") {
  const auto sheet = read(name, bytes);
  if (sheet) return "read";
  EXPECT_EQ(sheet.error().kind, Problem::Kind::invalid);
  return sheet.error().message.text;
}

TEST(Csv, ReadsEachSeparator) {
  for (const char* bytes : {"Navn;Enhet\nKari;Solkroken\n", "Navn,Enhet\nKari,Solkroken\n",
                            "Navn\tEnhet\nKari\tSolkroken\n"}) {
    const Sheet sheet = read_well(bytes);
    EXPECT_EQ(sheet.header, (std::vector<std::string>{"Navn", "Enhet"})) << bytes;
    EXPECT_EQ(sheet.rows, (Rows{{"Kari", "Solkroken"}})) << bytes;
  }
}

TEST(Csv, GuessesTheSeparatorFromTheHeaderOutsideQuotes) {
  EXPECT_EQ(read_well("\"Etternavn, fornavn, mellomnavn\";Enhet\na,b;c\n").header.size(), 2u);
  EXPECT_EQ(read_well("Navn\nLunde, Kari\n").rows, (Rows{{"Lunde, Kari"}}));
}

TEST(Csv, ReadsQuotesAndQuotedLineBreaks) {
  const Sheet sheet =
      read_well("Navn;Merknad\r\n\"Lunde; \"\"Kari\"\"\";\"to\r\nlinjer\"\r\nOla;\"\"\r\n");
  EXPECT_EQ(sheet.rows, (Rows{{"Lunde; \"Kari\"", "to\nlinjer"}, {"Ola", ""}}));
  EXPECT_EQ(sheet.line_numbers, (std::vector<int>{2, 3}));
}

TEST(Csv, ReadsAnyLineEndAndAFileWithoutALastOne) {
  for (const char* bytes : {"a;b\n1;2\n3;4", "a;b\r\n1;2\r\n3;4\r\n", "a;b\r1;2\r3;4"})
    EXPECT_EQ(read_well(bytes).rows, (Rows{{"1", "2"}, {"3", "4"}})) << bytes;
}

TEST(Csv, ReadsUtf8WithAndWithoutByteOrderMark) {
  EXPECT_EQ(read_well("\xef\xbb\xbfNavn\nBjørg Ås\n").header[0], "Navn");
  EXPECT_EQ(read_well("Navn\nBjørg Ås\n").rows[0][0], "Bjørg Ås");
}

TEST(Csv, ReadsWindows1252) {
  const Sheet sheet = read_well("Navn;Pris\nBj\xf8rg \xc6\xe5s \x96 \x8awe;\x80 5\n");
  EXPECT_EQ(sheet.rows, (Rows{{"Bjørg Æås – Šwe", "€ 5"}}));
}

TEST(Csv, CountsEmptyRowsButLeavesThemOut) {
  const Sheet sheet = read_well("\n;;\nNavn;Enhet;;\n\nKari;\n;;\n  ;\t\nOla;x;;;;\n");
  EXPECT_EQ(sheet.header.size(), 2u);
  EXPECT_EQ(sheet.rows, (Rows{{"Kari", ""}, {"Ola", "x"}}));
  EXPECT_EQ(sheet.line_numbers, (std::vector<int>{5, 8}));
}

TEST(Csv, TrimsCellsAndFillsShortRows) {
  EXPECT_EQ(read_well("Navn ; Enhet;År\n  Kari\t;\n").rows, (Rows{{"Kari", "", ""}}));
}

TEST(Csv, RefusesWhatIsNoTable) {
  EXPECT_EQ(refusal(""), "Fila er tom.");
  EXPECT_EQ(refusal("\xef\xbb\xbf\r\n ;; \r\n"), "Fila er tom.");
  EXPECT_EQ(refusal("a;b\n\"1;2\n3;4\n"), "I rad {} begynner et hermetegn som aldri blir lukket.");
  EXPECT_EQ(refusal("a;b\n1;2;3\n"),
            "Rad {} har flere celler enn det er overskrifter. Gi kolonnen en overskrift, eller tøm "
            "cella.");
  EXPECT_EQ(refusal(std::string_view("a;b\n1;2\0\n", 9)),
            "Rad {} har tegn som ikke er tekst. Er dette riktig fil?");
  EXPECT_EQ(refusal("a;b\n\x81\xff;2\n"),
            "Fila er verken et regneark eller en tekstfil med tabell.");
  EXPECT_EQ(refusal(std::string_view("\xff\xfe"
                                     "a\0;\0",
                                     6)),
            "Fila er lagret som UTF-16. Lagre den som CSV UTF-8.");
}

TEST(Csv, RefusesOldAndBrokenWorkbooks) {
  EXPECT_EQ(refusal("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            "Fila er i det gamle Excel-formatet eller har passord. Lagre den som .xlsx uten "
            "passord.");
  EXPECT_TRUE(refusal("a;b\n1;2\n", "Ansatte.XLSX").starts_with("Fila kan ikke leses"));
}

TEST(Csv, NamesTheRowOfAFault) {
  const auto sheet = read("a.csv", "a;b\n1;2\n\n1;2;3\n");
  ASSERT_FALSE(sheet);
  EXPECT_EQ(sheet.error().message.arguments, std::vector<std::string>{"4"});
}

TEST(Csv, HoldsTheLimitOfRows) {
  std::string bytes = "Navn\n";
  for (std::size_t row = 0; row < kMostRows; ++row) bytes += "Kari\n";
  EXPECT_EQ(read_well(bytes).rows.size(), kMostRows);
  bytes += "Kari\n";
  EXPECT_EQ(refusal(bytes), "Fila har mer enn 20 000 rader. Del den i flere filer.");
}

TEST(Csv, HoldsTheLimitOfColumns) {
  std::string header = "a";
  for (std::size_t column = 1; column < kMostColumns; ++column) header += ";a";
  EXPECT_EQ(read_well(header + ";;;;\n").header.size(), kMostColumns);
  EXPECT_TRUE(refusal(header + ";a\n").starts_with("Fila har mer enn 100 kolonner."));
  // Millions of separators cost no memory.
  EXPECT_EQ(read_well("a;b\n1;2" + std::string(8'000'000, ';')).rows, (Rows{{"1", "2"}}));
}

TEST(Csv, HoldsTheLimitOfBytes) {
  EXPECT_TRUE(refusal(std::string(kMostBytes + 1, 'a')).starts_with("Fila er for stor."));
}

TEST(Csv, WritesForNorwegianExcel) {
  const Sheet sheet{{"Navn", "Merknad"}, {{"Bjørg", "a;b"}, {"\"x\"", "to\nlinjer"}}, {}, {}};
  EXPECT_EQ(write_csv(sheet),
            "\xef\xbb\xbfNavn;Merknad\r\nBjørg;\"a;b\"\r\n\"\"\"x\"\"\";\"to\nlinjer\"\r\n");
}

std::string written_cell(const std::string& text) {
  const std::string bytes = write_csv({{"a"}, {{text}}, {}, {}});
  return bytes.substr(6, bytes.size() - 8);
}

TEST(Csv, DisarmsFormulas) {
  for (const char* text : {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "=", "-", "+", "-a", "  =1", "＝1",
                           "+47 51 a", "-5=cmd", "-.", "--5"}) {
    EXPECT_EQ(written_cell(text), "'" + std::string(text)) << text;
  }
  EXPECT_EQ(written_cell("\t=1"), "\"'\t=1\"");
  EXPECT_EQ(written_cell("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(written_cell("=HYPERLINK(\"x\";A1)"), "\"'=HYPERLINK(\"\"x\"\";A1)\"");
}

TEST(Csv, LeavesPlainNumbersAndOtherTextsAlone) {
  for (const char* text : {"-5", "-5.00", "+5", "-1 000 000", "-1\u00a0000", "+47 51 50", "Kari",
                           "'ja", "a=b", "1-2", "", "kari@example.no", "– strek"}) {
    EXPECT_EQ(written_cell(text), text) << text;
  }
  for (const std::string text : {"-5,00", "−5,00", "-1 000 000,01"})
    EXPECT_EQ(written_cell(text), "\"" + text + "\"");
}

TEST(Csv, ReadsBackWhatItWroteWithoutTakingApostrophesAway) {
  EXPECT_EQ(read_well(write_csv({{"a"}, {{"=1+1"}, {"'ja"}, {"-5"}}, {}, {}})).rows,
            (Rows{{"'=1+1"}, {"'ja"}, {"-5"}}));
}

// Letters, signs that mean something to CSV or to formulas, and characters of every length.
rc::Gen<std::string> clean_cell() {
  const auto piece =
      rc::gen::elementOf(std::vector<std::string>{"a", "Å", "ø", "ŋ", "€", "𝄞", "7", " ", ";", ",",
                                                  "\t", "\"", "\n", "=", "-", "'", "_x0041_"});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const auto& one : pieces) text += one;
                        return trimmed(text);
                      });
}

TEST(Csv, RoundTripKeepsArbitraryCleanCells) {
  EXPECT_TRUE(rc::check([] {
    const auto width = *rc::gen::inRange<std::size_t>(1, 6);
    const auto row = rc::gen::container<std::vector<std::string>>(width, clean_cell());
    auto rows = *rc::gen::container<Rows>(row);
    for (auto& cells : rows) cells[0] += "x";  // no row is empty
    const Sheet sheet{std::vector<std::string>(width, "h"), rows, {}, {}};
    for (auto& cells : rows) {
      for (auto& text : cells) {
        // Only what looks like a formula comes back changed: trimmed cells start with no blank.
        const bool armed = text.starts_with('=') || text.starts_with('-');
        const bool number = text.find_first_not_of("-7 ,") == std::string::npos &&
                            text.size() > 1 && text[1] == '7';
        if (armed && (text[0] == '=' || !number)) text.insert(0, "'");
      }
    }
    const auto back = read("a.csv", write_csv(sheet));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->header == sheet.header);
    RC_ASSERT(back->rows == rows);
  }));
}

TEST(Csv, ArbitraryBytesAreReadOrRefused) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    const auto sheet = read("a.csv", "a;b\n" + bytes);
    const bool answered = sheet || !sheet.error().message.text.empty();
    RC_ASSERT(answered);
  }));
}

}  // namespace
}  // namespace samloft::sheet

// Headings, cells and names of needs in a spreadsheet.

#include "rules_import.h"

#include <gtest/gtest.h>

#include <set>

namespace samloft::needs {
namespace {

const Date kToday(2026, 11, 25);
Uuid id_of(const std::string& name) { return Uuid::of_name("import", name); }

ImportTable table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows) {
  ImportTable made;
  made.header = std::move(header);
  for (auto& row : rows)
    made.lines.push_back({static_cast<int>(made.lines.size()) + 2, std::move(row)});
  return made;
}

ImportDirectory directory() {
  ImportDirectory all;
  for (const char* name : {"Solvika barnehage", "Solborg skole", "Berg, Dal og Lia"})
    all.units.add(name, id_of(name));
  all.evidence.add("Kvalitetsmelding (2021)", id_of("2021"));
  all.evidence.add("Kvalitetsmelding (2022)", id_of("2022"));
  all.elements.add("Livsmestring", id_of("Livsmestring"));
  all.persons.add_other("Nora Nes", id_of("Nora"));
  all.persons.add_other("nora@example.org", id_of("Nora"));
  return all;
}

std::vector<PlannedNeed> plan(const ImportTable& sheet, ImportDirectory with = directory()) {
  const auto columns = recognise(sheet);
  EXPECT_TRUE(columns);
  return columns ? plan_needs(sheet, *columns, with, kToday) : std::vector<PlannedNeed>{};
}

std::string first_word_of_error(const PlannedNeed& row) {
  return row.errors.empty() ? ""
                            : row.errors.front().text.substr(0, row.errors.front().text.find(' '));
}

TEST(ImportOfNeeds, ReadsItsOwnHeadingsInEveryLanguage) {
  for (const Language language : kLanguages) {
    std::vector<std::string> header;
    for (const std::string_view heading : import_headings())
      header.emplace_back(Texts(language)(heading));
    header.emplace_back(Texts(language)(kRemarkHeading));
    const auto columns = recognise(table(header, {std::vector<std::string>(header.size(), "x")}));
    ASSERT_TRUE(columns);
    EXPECT_EQ(std::set<ImportColumn>(columns->begin(), columns->end()).size(), header.size());
    EXPECT_EQ(columns->front(), ImportColumn::title);
    EXPECT_EQ(columns->back(), ImportColumn::remark);
  }
}

TEST(ImportOfNeeds, RefusesWholeSheetsItCannotRead) {
  const auto refused = [](const ImportTable& sheet) { return !recognise(sheet).has_value(); };
  EXPECT_TRUE(refused(table({"Beskrivelse"}, {{"Noe"}}))) << "no titles";
  EXPECT_TRUE(refused(table({"Behov", "Tittel"}, {{"A", "B"}}))) << "twice the same";
  EXPECT_TRUE(refused(table({"Behov", "Karakter"}, {{"A", "6"}}))) << "unknown with content";
  EXPECT_FALSE(refused(table({"Behov", "Karakter"}, {{"A", ""}})));
  EXPECT_TRUE(refused(table({"Behov"}, {})));
  EXPECT_FALSE(
      refused(table({"Behov"}, std::vector(kMostImported, std::vector<std::string>{"A"}))));
  EXPECT_TRUE(
      refused(table({"Behov"}, std::vector(kMostImported + 1, std::vector<std::string>{"A"}))));
}

TEST(ImportOfNeeds, ReadsEveryCell) {
  const auto rows = plan(table(
      {"Behov", "Beskrivelse", "Type behov", "Målgrupper", "Enheter", "Deler av rammeverket",
       "Kunnskapsgrunnlag", "Meldt av", "Meldt i rollen", "Meldt"},
      {{"Språk", "Мы видим это", "kompetansebehov", "PPT; barnehage", "Solvika; Solborg skole",
        "livsmestring", "Kvalitetsmelding (2022)", "Nora@example.org", "Styrer", "1.9.2026"}}));
  ASSERT_EQ(rows.size(), 1u);
  const Need& need = rows[0].need;
  EXPECT_EQ(rows[0].fate, Fate::make) << first_word_of_error(rows[0]);
  EXPECT_EQ(rows[0].line, 2);
  EXPECT_EQ(need.title, "Språk");
  EXPECT_EQ(need.description, "Мы видим это");
  EXPECT_EQ(need.kind, NeedKind::competence);
  EXPECT_EQ(need.target_groups, 0b101u);
  EXPECT_EQ(need.units, (std::vector<Uuid>{id_of("Solvika barnehage"), id_of("Solborg skole")}));
  EXPECT_EQ(need.elements, std::vector<Uuid>{id_of("Livsmestring")});
  EXPECT_EQ(need.evidence, std::vector<Uuid>{id_of("2022")});
  EXPECT_EQ(need.raised_by, id_of("Nora"));
  EXPECT_EQ(need.raised_role, "Styrer");
  EXPECT_EQ(need.raised_on, Date(2026, 9, 1));
}

TEST(ImportOfNeeds, SaysWhatIsWrongWithARow) {
  struct Row {
    std::string heading, cell, error;
  };
  for (const auto& [heading, cell, error] :
       {Row{"Beskrivelse", std::string(20'001, 'a'), "Beskrivelsen"},
        Row{"Type behov", "Krav", "Typen"}, Row{"Målgrupper", "Alle", "Målgruppa"},
        Row{"Enheter", "Solv", "{}:"}, Row{"Enheter", "Sol", "{}:"},
        Row{"Kunnskapsgrunnlag", "Kvalitetsmelding", "{}:"},
        Row{"Deler av rammeverket", "Mot", "{}:"}, Row{"Meldt av", "Nora", "{}:"},
        Row{"Meldt", "i går", "«{}»"}, Row{"Meldt", "26.11.2026", "Behovet"},
        Row{"Beskrivelse", std::string(kFormulaCell), "Cella"}}) {
    const auto rows = plan(table({"Behov", heading}, {{"Noe", cell}}));
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].fate, Fate::refuse) << heading << " " << cell.substr(0, 20);
    EXPECT_EQ(first_word_of_error(rows[0]), error) << heading << " " << cell.substr(0, 20);
  }
  const auto untitled =
      plan(table({"Behov", "Beskrivelse"}, {{"", "x"}, {std::string(201, 'a'), ""}}));
  EXPECT_EQ(untitled[0].fate, Fate::refuse);
  EXPECT_EQ(untitled[1].fate, Fate::refuse);
  EXPECT_EQ(untitled[1].errors[0].arguments, (std::vector<std::string>{"201", "200"}));
}

TEST(ImportOfNeeds, FindsNamesAsPeopleWriteThem) {
  const auto units = [](const std::string& cell) {
    const auto rows = plan(table({"Behov", "Enheter"}, {{"Noe", cell}}));
    return rows[0].fate == Fate::make ? rows[0].need.units.size() : 99;
  };
  EXPECT_EQ(units(""), 0u);
  EXPECT_EQ(units("SOLVIKA"), 1u);
  EXPECT_EQ(units("Berg, Dal og Lia"), 1u) << "a name with a comma";
  EXPECT_EQ(units("Solvika, Solborg"), 2u);
  EXPECT_EQ(units("Solvika\nSolborg\nsolvika barnehage"), 2u) << "each once";
  EXPECT_EQ(units("Solvika; Ukjent"), 99u);
}

TEST(ImportOfNeeds, KnowsWhatIsThereAndWhatStandsTwice) {
  ImportDirectory with = directory();
  Need there;
  there.title = "Overganger";
  there.units = {id_of("Solvika barnehage")};
  with.known.emplace(sameness(there), id_of("there"));
  const auto rows = plan(table({"Behov", "Enheter"}, {{"overganger ", "Solvika"},
                                                      {"Overganger", "Solborg"},
                                                      {"Overganger", "Solborg skole"},
                                                      {"Overganger", ""}}),
                         with);
  EXPECT_EQ(rows[0].fate, Fate::known);
  EXPECT_EQ(rows[0].known, id_of("there"));
  EXPECT_EQ(rows[1].fate, Fate::make) << "another unit's";
  EXPECT_EQ(rows[2].fate, Fate::doubled);
  EXPECT_EQ(rows[2].doubles, 3);
  EXPECT_EQ(rows[3].fate, Fate::make);
}

TEST(ImportOfNeeds, TakesPastedLinesAsTitles) {
  EXPECT_EQ(with_heading("Mer ro, og mer tid\nSpråk\n"), "Behov\nMer ro, og mer tid\nSpråk");
  for (const char* as_it_is :
       {"Tittel\nSpråk", "Behov;Enheter\nSpråk;Solvika", "A\tB\nC\tD", "need,description\na,b"})
    EXPECT_EQ(with_heading(as_it_is), as_it_is);
}

TEST(ImportOfNeeds, IsKeptAsOneText) {
  const ImportTable sheet =
      table({"Behov", ""}, {{"A\nB", std::string(kFormulaCell)}, {"", "نحن"}});
  EXPECT_EQ(unpacked(packed(sheet)), sheet);
}

}  // namespace
}  // namespace samloft::needs

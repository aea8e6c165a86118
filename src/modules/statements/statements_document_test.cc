// A statement as a document: everything that is written stands in it, and nothing is markup.

#include "statements_document.h"

#include "rules_sums.h"

namespace samloft::statements {
namespace {

const Uuid kFiler = Uuid::of_name("statements", "filer");
const Uuid kPartner = Uuid::of_name("statements", "partner");

Whole written() {
  Whole whole;
  whole.statement.id = Uuid::of_name("statements", "statement");
  whole.statement.filer = kFiler;
  whole.statement.partners = {kPartner};
  whole.statement.measure = Uuid::of_name("statements", "measure");
  whole.statement.expected = "Flere **er med** <b>";
  whole.statement.own_money = Ore{120'000'00};
  const Uuid criterion = Uuid::of_name("statements", "c1"), field = Uuid::of_name("statements", "f1");
  whole.criteria = {{criterion, "C1", "Lokal vurdering", "", Severity::block}};
  FormField typed, known;
  typed.id = field;
  typed.label = "Beskrivelse av egeninnsats";
  known.id = Uuid::of_name("statements", "f2");
  known.label = "Søkt beløp år 1";
  known.filled_from = FilledFrom::amount_first_year;
  whole.fields = {typed, known};
  whole.answers = {{Uuid{}, 1, {criterion, "Se meldinga", {}}}, {Uuid{}, 1, {field, "Egne timer", {}}}};
  whole.cells = {{Uuid{}, 1, Stage::applied, {2026, kFiler, Ore{100'01}}},
                 {Uuid{}, 1, Stage::applied, {2026, kPartner, Ore{100'00}}},
                 {Uuid{}, 1, Stage::applied, {2027, kPartner, Ore{50'00}}}};
  return whole;
}

Names named() {
  Names names;
  names.headings = {{kFiler, "Fjordby kommune"}, {kPartner, "Fjord universitet"},
                    {Uuid::of_name("statements", "measure"), "Lærende nettverk"}};
  names.filer_number = "964965226";
  return names;
}

TEST(StatementDocument, HoldsAllThatIsWritten) {
  const std::string made =
      document::write(statement_document(written(), named(), Texts(), Date(2026, 1, 1)));
  for (const char* part : {"Fjordby kommune", "964965226", "Fjord universitet", "Lærende nettverk",
                           "Flere **er med** <b>", "C1: Lokal vurdering", "Se meldinga", "Egne timer",
                           "120\u00a0000"})
    EXPECT_NE(made.find(part), std::string::npos) << part;
  EXPECT_NE(made.find(R"(["2026","100,01","100","200,01"])"), std::string::npos) << made;
  EXPECT_NE(made.find(R"(["Alle år","100,01","150","250,01"])"), std::string::npos) << made;
}

TEST(StatementDocument, FillsTheFormFromWhatIsKnown) {
  const Whole whole = written();
  EXPECT_EQ(value_for(whole, whole.fields[0], named()), "Egne timer");
  EXPECT_EQ(value_for(whole, whole.fields[1], named()), "200,01");
  FormField field;
  field.filled_from = FilledFrom::filer_number;
  EXPECT_EQ(value_for(whole, field, named()), "964965226");
}

TEST(StatementDocument, SpeaksEachLanguage) {
  for (const Language language : kLanguages)
    EXPECT_TRUE(document::read(document::write(
        statement_document(written(), named(), Texts(language), Date(2026, 1, 1)))));
}

}  // namespace
}  // namespace samloft::statements

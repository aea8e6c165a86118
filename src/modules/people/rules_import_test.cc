// Reading persons from cells, and deciding what is done with each row.

#include <gtest/gtest.h>

#include "base/text.h"
#include "rules_import_plan.h"

namespace samloft::people {
namespace {

ImportTable table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows) {
  ImportTable made;
  made.header = std::move(header);
  int number = 2;
  for (auto& row : rows) made.lines.push_back({number++, std::move(row)});
  return made;
}

const std::vector<std::string> kPlain{"Navn",  "E-post", "Enhet", "Stilling",
                                      "Rolle", "Andel",  "Fra",   "Til"};

std::vector<std::string> row(std::string name, std::string mail = "", std::string unit = "",
                             std::string position = "", std::string role = "",
                             std::string share = "", std::string from = "",
                             std::string until = "") {
  return {name, mail, unit, position, role, share, from, until};
}

ImportRow read(std::vector<std::string> cells) {
  const auto one = table(kPlain, {std::move(cells)});
  const auto columns = recognise(one);
  EXPECT_TRUE(columns.has_value());
  return read_row(*columns, one.lines.front());
}

std::string refusal(std::vector<std::string> header, std::vector<std::vector<std::string>> rows) {
  const auto columns = recognise(table(std::move(header), std::move(rows)));
  return columns ? "" : Texts()(columns.error().message);
}

TEST(ImportTableText, ComesBackAsItWas) {
  const auto one =
      table({"Navn", ""}, {{"Ánne Sárá", std::string(kFormulaCell)}, {"", "a\nb;\"c\""}});
  EXPECT_EQ(unpacked(packed(one)), one);
  EXPECT_EQ(unpacked(""), ImportTable{});
}

TEST(ImportHeadings, AreKnownInManySpellings) {
  const std::pair<const char*, ImportColumn> cases[] = {{"NAVN", ImportColumn::name},
                                                        {"Namn", ImportColumn::name},
                                                        {"Full name", ImportColumn::name},
                                                        {"E-post (jobb)", ImportColumn::mail},
                                                        {"e_post", ImportColumn::mail},
                                                        {"Epostadresse", ImportColumn::mail},
                                                        {"Email", ImportColumn::mail},
                                                        {"Eining", ImportColumn::unit},
                                                        {"Unit", ImportColumn::unit},
                                                        {"Arbeidssted", ImportColumn::unit},
                                                        {"Stillingstittel", ImportColumn::position},
                                                        {"Position", ImportColumn::position},
                                                        {"Role", ImportColumn::role},
                                                        {"Frå", ImportColumn::from},
                                                        {"From", ImportColumn::from},
                                                        {"Until", ImportColumn::until},
                                                        {"Stillingsprosent", ImportColumn::share},
                                                        {"Share", ImportColumn::share},
                                                        {"Fornavn", ImportColumn::first_name},
                                                        {"Etternamn", ImportColumn::last_name}};
  for (const auto& [heading, column] : cases) {
    const bool named = column == ImportColumn::name;
    const auto columns = recognise(table({heading, named ? "Rolle" : "Navn"}, {{"", ""}}));
    if (column == ImportColumn::first_name || column == ImportColumn::last_name) continue;
    ASSERT_TRUE(columns.has_value()) << heading;
    EXPECT_EQ(columns->columns.front(), column) << heading;
  }
  for (Language language : kLanguages) {
    std::vector<std::string> header;
    for (std::string_view heading : import_headings())
      header.emplace_back(Texts(language)(heading));
    const auto columns = recognise(table(header, {std::vector<std::string>(header.size())}));
    ASSERT_TRUE(columns.has_value()) << tag(language);
    EXPECT_TRUE(columns->ignored.empty()) << tag(language);
  }
}

TEST(ImportHeadings, UnknownOnesAreIgnoredOnlyWhenEmpty) {
  const auto columns = recognise(table({"Navn", "Telefon", ""}, {{"Kari", "", ""}}));
  ASSERT_TRUE(columns.has_value());
  EXPECT_EQ(columns->ignored, std::vector<std::string>{"Telefon"});
  EXPECT_NE(refusal({"Navn", "Telefon"}, {{"Kari", "99 88 77 66"}}).find("Telefon"),
            std::string::npos);
  EXPECT_NE(refusal({"Navn", ""}, {{"Kari", "x"}}).find("Kolonne 2"), std::string::npos);
  EXPECT_NE(refusal({"Navn", "Namn"}, {{"Kari", "Kari"}}), "");
  EXPECT_NE(refusal({"E-post"}, {{"a@b.no"}}), "");
  EXPECT_NE(refusal({"Navn"}, {}), "");
}

TEST(ImportIdentity, IsRefusedWhereverItStands) {
  for (const char* text : {"01010012345", "010100 12345", "010100-12345", "fnr 01010012345.",
                           "010100\u00a012345", "01 01 00 123 45"})
    EXPECT_TRUE(holds_identity_number(text)) << text;
  for (const char* text :
       {"", "0101001234", "010100123456", "964 965 226", "25.11.2026", "+47 99 88 77 66",
        "2026-11-25 14:30", "01.08.2025–31.07.2026", "Lærer 2 i 3 av 100"})
    EXPECT_FALSE(holds_identity_number(text)) << text;
  for (const char* heading :
       {"Fødselsnummer", "Fødselsnr.", "Personnummer", "FNR", "D-nummer", "fodselsnr"})
    EXPECT_NE(refusal({"Navn", heading}, {{"Kari", ""}}).find("fødselsnummer"), std::string::npos)
        << heading;
  EXPECT_NE(refusal({"Navn"}, {{"Kari 01010012345"}}), "");
  EXPECT_EQ(refusal({"Navn", "Radnummer"}, {{"Kari", ""}}), "");
}

TEST(ImportRows, ReadWhatNorwegiansType) {
  const ImportRow one =
      read(row(" Kari\n Lunde ", "Kari.Lunde@Fjordby.example", "Solbakken", "Lærer",
               "leder av enhet", "33,34 %", "1.8.2025", "2026-08-01 00:00"));
  EXPECT_TRUE(one.errors.empty());
  EXPECT_EQ(one.name, "Kari Lunde");
  EXPECT_EQ(one.mail, "kari.lunde@fjordby.example");
  EXPECT_EQ(one.share, 33'34);
  EXPECT_EQ(one.from, Date(2025, 8, 1));
  EXPECT_EQ(one.until, Date(2026, 8, 1));
  for (const char* role : {"Leder av enhet", "unit_leader", "LEDER AV ENHET"})
    EXPECT_EQ(read(row("Kari", "", "Solbakken", "Rektor", role)).role, Role::unit_leader) << role;
}

TEST(ImportRows, JoinFirstAndLastName) {
  const auto one = table({"Etternavn", "Fornavn"}, {{"Hætta", "Ánne Máret"}});
  const auto columns = recognise(one);
  ASSERT_TRUE(columns.has_value());
  EXPECT_EQ(read_row(*columns, one.lines.front()).name, "Ánne Máret Hætta");
}

TEST(ImportRows, TellWhatIsWrong) {
  const std::vector<std::vector<std::string>> wrong{
      row(""),
      row("kari@fjordby.example"),
      row("Kari", "kari"),
      row("Kari", "", "", "Lærer"),
      row("Kari", "", "Solbakken", "Lærer", "Sjef"),
      row("Kari", "", "Solbakken", "Lærer", "", "halv"),
      row("Kari", "", "Solbakken", "Lærer", "", "0,8"),
      row("Kari", "", "Solbakken", "Lærer", "", "120"),
      row("Kari", "", "Solbakken", "Lærer", "", "", "31.02.2026"),
      row("Kari", "", "Solbakken", "Lærer", "", "", "1.8.2026", "1.8.2026"),
      row(std::string(kFormulaCell)),
      row("Kari", std::string(kFormulaCell)),
      row(std::string(201, 'a'))};
  for (const auto& cells : wrong) EXPECT_EQ(read(cells).errors.size(), 1u) << cells[0] << cells[1];
  EXPECT_TRUE(read(row("Kari", "", "Solbakken", "Lærer", "", "1 %")).errors.empty());
}

// Reference values worked out by hand: pairs with a blank before and after.
TEST(ImportLikeness, IsTheDiceCoefficientOfPairs) {
  const auto likeness = [](std::string_view one, std::string_view two) {
    return Likeness(one).to(Likeness(two));
  };
  EXPECT_DOUBLE_EQ(likeness("night", "nacht"), 2.0 * 3 / 12);  // " n", "ht", "t "
  EXPECT_DOUBLE_EQ(likeness("Solbakken", "solbakken"), 1);
  EXPECT_DOUBLE_EQ(likeness("Sjøstjerna bhg", "Sjöstjerna barnehage"), 1);
  EXPECT_DOUBLE_EQ(likeness("Fjord skule", "Fjord skole"), 1);
  EXPECT_DOUBLE_EQ(likeness("abc", "xyz"), 0);
  EXPECT_DOUBLE_EQ(likeness("مدرسة", "مدرسه"), 1);
  EXPECT_GT(likeness("Solbaken skole", "Solbakken skole"), 0.9);
  EXPECT_LT(likeness("Haugen barnehage", "PPT Fjordby"), kAlike);
  EXPECT_DOUBLE_EQ(likeness("ab", "abc"), likeness("abc", "ab"));
}

// ---------------------------------------------------------------- decisions

const Date kToday(2026, 11, 25);

struct Town {
  Directory directory;
  Uuid place(const std::string& name, Period period = {}) {
    const Uuid id = Uuid::of_name("place", std::to_string(directory.places.size()));
    directory.places.push_back({id, name, true, period});
    return id;
  }
  KnownPerson& person(const std::string& name, const std::string& mail = "") {
    directory.persons.push_back(
        {Uuid::of_name("person", name + mail + std::to_string(directory.persons.size())),
         name,
         mail,
         {}});
    return directory.persons.back();
  }
  static void works(KnownPerson& person, std::size_t place, const std::string& position,
                    std::optional<Date> from = {}, std::optional<Date> until = {}) {
    person.employments.push_back({Uuid::of_name("employment", position), place, position,
                                  Role::staff, std::nullopt, from, until});
  }
  ImportPlan plan(std::vector<std::vector<std::string>> rows,
                  const ImportChoices& choices = {}) const {
    const auto one = table(kPlain, std::move(rows));
    const auto columns = recognise(one);
    EXPECT_TRUE(columns.has_value());
    return plan_import(one, *columns, directory, choices, kToday);
  }
};

std::vector<Verdict> verdicts(const ImportPlan& plan) {
  std::vector<Verdict> all;
  for (const auto& one : plan.rows) all.push_back(one.verdict);
  return all;
}
using V = Verdict;
using Vs = std::vector<Verdict>;

TEST(ImportMatches, SameMailIsTheSamePerson) {
  Town world;
  world.person("Kari Lunde", "kari@fjordby.example");
  const auto plan = world.plan({row("KARI LUNDE", "Kari@fjordby.example"),
                                row("Kari Lunde-Berg", "kari@fjordby.example"),
                                row("Ola Berg", "ola@fjordby.example")});
  // The second row gives the person another name than the first does.
  EXPECT_EQ(verdicts(plan), (Vs{V::same, V::refuse, V::make}));
  const auto renamed = world.plan({row("Kari Lunde-Berg", "kari@fjordby.example")});
  EXPECT_EQ(verdicts(renamed), Vs{V::change});
  EXPECT_EQ(renamed.rows[0].changes.front().before, "Kari Lunde");
  EXPECT_EQ(renamed.directory.persons[0].name, "Kari Lunde-Berg");
}

TEST(ImportMatches, SameNameAndUnitIsLikely) {
  Town world;
  world.place("Solbakken");
  Town::works(world.person("Berit Åsen"), 0, "Lærer");
  const auto plan = world.plan({row("berit aasen", "berit@fjordby.example", "SOLBAKKEN", "lærer")});
  EXPECT_EQ(plan.rows[0].match, Match::name_and_unit);
  EXPECT_EQ(verdicts(plan), Vs{V::change});
  EXPECT_EQ(plan.directory.persons[0].mail, "berit@fjordby.example");
  EXPECT_EQ(plan.directory.persons[0].name, "Berit Åsen");  // differs in case and accents only
}

TEST(ImportMatches, SameNameOnlyIsAsked) {
  Town world;
  world.place("Solbakken");
  world.place("Haugen");
  Town::works(world.person("Kari Hansen"), 0, "Lærer");
  const auto rows = {row("Kari Hansen", "", "Haugen", "Lærer")};
  const auto asked = world.plan(rows);
  EXPECT_EQ(verdicts(asked), Vs{V::choose});
  ASSERT_EQ(asked.rows[0].person_candidates.size(), 1u);
  const std::string id = asked.rows[0].person_candidates[0].code;
  const auto fresh = world.plan(rows, {{{2, "new"}}, {}});
  EXPECT_TRUE(fresh.rows[0].new_person);
  const auto known = world.plan(rows, {{{2, id}}, {}});
  EXPECT_FALSE(known.rows[0].new_person);
  EXPECT_TRUE(known.rows[0].new_employment);
  EXPECT_EQ(verdicts(world.plan(rows, {{{2, "skip"}}, {}})), Vs{V::skip});
  EXPECT_EQ(verdicts(world.plan(rows, {{{2, "made up"}}, {}})), Vs{V::choose});
}

TEST(ImportMatches, ContradictingMailsMeanOthersButAreAskedWithinAUnit) {
  Town world;
  world.place("Solbakken");
  world.place("Haugen");
  Town::works(world.person("Kari Hansen", "kari@fjordby.example"), 0, "Lærer");
  EXPECT_EQ(verdicts(world.plan({row("Kari Hansen", "other@fjordby.example", "Haugen", "Lærer")})),
            Vs{V::make});
  EXPECT_EQ(
      verdicts(world.plan({row("Kari Hansen", "other@fjordby.example", "Solbakken", "Lærer")})),
      Vs{V::choose});
  // Two in the same file with addresses of their own are two.
  EXPECT_EQ(verdicts(world.plan({row("Ola Berg", "ola1@fjordby.example", "Haugen", "Lærer"),
                                 row("Ola Berg", "ola2@fjordby.example", "Haugen", "Lærer")})),
            (Vs{V::make, V::make}));
}

TEST(ImportMatches, RowsOfOneSheetKnowEachOther) {
  Town world;
  world.place("Solbakken");
  world.place("Haugen");
  const auto plan =
      world.plan({row("Mahmoud محمود", "m@fjordby.example", "Solbakken", "Lærer"),
                  row("Mahmoud محمود", "m@fjordby.example", "Haugen", "Lærer"),
                  row("Mahmoud محمود", "m@fjordby.example", "Haugen", "Lærer"),
                  row("Mahmoud محمود", "", "Haugen", "", "", "50"),
                  row("Nils", "", "Solbakken", "Lærer"), row("Nils", "", "Haugen", "Lærer")});
  EXPECT_EQ(verdicts(plan), (Vs{V::make, V::make, V::doubled, V::refuse, V::make, V::choose}));
  EXPECT_TRUE(plan.rows[0].new_person);
  EXPECT_FALSE(plan.rows[1].new_person);
  EXPECT_TRUE(plan.rows[1].new_employment);
  EXPECT_EQ(plan.rows[2].doubles, 3);
  EXPECT_EQ(plan.rows[5].person_candidates[0].code, "line-6");
}

TEST(ImportPlaces, AreSuggestedByLikenessAndAskedOncePerName) {
  Town world;
  world.place("Sjøstjerna barnehage");
  const Uuid school = world.place("Solbakken skole");
  const auto rows = {row("A", "", "Solbaken skole", "Lærer"),
                     row("B", "", "solbaken  skole", "Lærer"),
                     row("C", "", "Romstasjonen", "Lærer")};
  const auto asked = world.plan(rows);
  EXPECT_EQ(verdicts(asked), (Vs{V::choose, V::choose, V::refuse}));
  ASSERT_EQ(asked.places.size(), 1u);
  EXPECT_EQ(asked.places[0].rows, 2);
  EXPECT_EQ(asked.places[0].candidates[0].code, school.text());
  EXPECT_EQ(verdicts(world.plan(rows, {{}, {{2, school.text()}}})),
            (Vs{V::make, V::make, V::refuse}));
  EXPECT_EQ(verdicts(world.plan(rows, {{}, {{2, "skip"}}})), (Vs{V::skip, V::skip, V::refuse}));
}

TEST(ImportPlaces, OfOneNameAreToldApartByTimeAndByWhoWorksThere) {
  Town world;
  world.place("Haugen", {{}, Date(2020, 8, 1)});
  world.place("Haugen");
  EXPECT_EQ(world.plan({row("A", "", "Haugen", "Lærer")}).rows[0].place, 1u);
  world.place("Haugen");
  Town::works(world.person("Kari Hansen"), 2, "Lærer");
  const auto plan =
      world.plan({row("Kari Hansen", "", "Haugen", "Lærer"), row("B", "", "Haugen", "Lærer")});
  EXPECT_EQ(verdicts(plan), (Vs{V::same, V::choose}));
  EXPECT_EQ(plan.places[0].candidates.size(), 2u);
}

TEST(ImportEmployments, AreTheSameByUnitPositionAndTime) {
  Town world;
  world.place("Solbakken");
  KnownPerson& kari = world.person("Kari", "kari@fjordby.example");
  Town::works(kari, 0, "Lærer", Date(2019, 8, 1), Date(2021, 8, 1));
  Town::works(kari, 0, "Lærer", Date(2024, 8, 1));
  const auto kari_row = [](const char* position, const char* from, const char* until = "") {
    return row("Kari", "kari@fjordby.example", "Solbakken", position, "", "", from, until);
  };
  EXPECT_EQ(verdicts(world.plan({kari_row("Lærer", "1.8.2019"), kari_row("LÆRER", "1.8.2024")})),
            (Vs{V::same, V::same}));
  EXPECT_EQ(world.plan({kari_row("", "")}).rows[0].employment, 1u);  // the one of today
  const auto ended = world.plan({kari_row("Lærer", "", "1.1.2027")});
  EXPECT_EQ(verdicts(ended), Vs{V::change});
  EXPECT_EQ(ended.directory.persons[0].employments[1].until, Date(2027, 1, 1));
  EXPECT_TRUE(world.plan({kari_row("Lærer", "1.8.2022", "1.8.2023")}).rows[0].new_employment);
  EXPECT_TRUE(world.plan({kari_row("Rektor", "")}).rows[0].new_employment);
  EXPECT_EQ(verdicts(world.plan({kari_row("Lærer", "", "1.1.2020")})),
            Vs{V::refuse});  // ends before it starts
  EXPECT_EQ(verdicts(world.plan({row("Ny", "", "Solbakken")})), Vs{V::refuse});  // no position
}

TEST(ImportQuestions, AreNotEndless) {
  Town world;
  for (int i = 0; i < 600; ++i) world.person("Navn " + std::to_string(i));
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 600; ++i) rows.push_back(row("Navn " + std::to_string(i)));
  const auto plan = world.plan(rows);
  EXPECT_EQ(plan.count(V::choose), kMostQuestions);
  EXPECT_EQ(plan.count(V::refuse), 600 - kMostQuestions);
}

}  // namespace
}  // namespace samloft::people

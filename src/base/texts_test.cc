// Catalogues, arguments, dates in words.

#include "base/texts.h"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace samloft {
namespace {

const Texts kBokmal(Language::bokmal), kNynorsk(Language::nynorsk), kEnglish(Language::english);

TEST(Texts, AreTranslatedOrTheirOwnSource) {
  EXPECT_EQ(kBokmal(N_("Lagre")), "Lagre");
  EXPECT_EQ(kEnglish(N_("Lagre")), "Save");
  EXPECT_EQ(kEnglish("Ingen slik tekst finnes"), "Ingen slik tekst finnes");
}

TEST(Texts, AreFoundInBothCatalogues) {
  const struct {
    const char* source;
    const char* nynorsk;
    const char* english;
  } cases[] = {{N_("Lagre"), "Lagre", "Save"},
               {N_("(valgfritt)"), "(valfritt)", "(optional)"},
               {N_("{} dager"), "{} dagar", "{} days"}};
  for (const auto& one : cases) {
    EXPECT_EQ(kBokmal(one.source), one.source);
    EXPECT_EQ(kNynorsk(one.source), one.nynorsk);
    EXPECT_EQ(kEnglish(one.source), one.english);
  }
}

// A catalogue's own head is no text: the empty source stays empty.
TEST(Texts, StayEmptyWhenEmpty) {
  for (const Texts& t : {kBokmal, kNynorsk, kEnglish}) {
    EXPECT_EQ(t(""), "");
    EXPECT_EQ(t(Message()), "");
    EXPECT_EQ(t.fill("", {"x"}), "");
  }
}

// A source and its text, as locale/*.po has them.
struct Entry {
  std::string source, text;
};

std::string unquoted(const std::string& line) {
  std::string out;
  const auto from = line.find('"') + 1, until = line.rfind('"');
  for (std::size_t i = from; i < until; ++i) {
    if (line[i] != '\\') {
      out += line[i];
    } else {
      ++i;
      out += line[i] == 'n' ? '\n' : line[i];
    }
  }
  return out;
}

std::vector<Entry> entries_of(const std::string& name) {
  std::ifstream file(std::string(SAMLOFT_SOURCE) + "/locale/" + name + ".po");
  std::vector<Entry> all;
  std::string* open = nullptr;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("msgid ")) open = &all.emplace_back().source;
    if (line.starts_with("msgstr ") && !all.empty()) open = &all.back().text;
    if (line.empty() || line.starts_with('#')) {
      open = nullptr;
    } else if (open != nullptr) {
      *open += unquoted(line);
    }
  }
  return all;
}

std::size_t places(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find("{}"); at != std::string::npos; at = text.find("{}", at + 2)) ++count;
  return count;
}

class Catalogues : public ::testing::TestWithParam<Language> {};

// An untranslated text falls back on its source.
TEST_P(Catalogues, HoldWhatTheirFileSays) {
  const Texts t(GetParam());
  const auto all = entries_of(std::string(tag(GetParam())));
  EXPECT_GT(all.size(), 500u);
  for (const Entry& one : all) {
    if (one.source.empty()) continue;  // the head of the file
    EXPECT_EQ(t(one.source), one.text.empty() ? one.source : one.text);
    EXPECT_EQ(places(t(one.source)), places(one.source)) << one.source;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Catalogues,
                         ::testing::Values(Language::nynorsk, Language::english),
                         [](const auto& one) { return std::string(tag(one.param)); });

TEST(Texts, AreFilledInOrder) {
  EXPECT_EQ(kBokmal.fill("Viser {}–{} av {}.", {"1", "25", "100"}), "Viser 1–25 av 100.");
  EXPECT_EQ(kBokmal.fill("{} og {}", {"a"}), "a og ");
  EXPECT_EQ(kBokmal.fill("{}", {"{}"}), "{}");
  EXPECT_EQ(kBokmal.fill("{}{}", {"{}", "x"}), "{}x");
  EXPECT_EQ(kBokmal.fill("ingen", {"a"}), "ingen");
  EXPECT_EQ(kBokmal.fill("{ } { {} }", {"a"}), "{ } { a }");
  EXPECT_EQ(kEnglish.fill(N_("{} kl. {}"), {"a", "b"}), "a at b");
  EXPECT_EQ(kBokmal(Message("{} er {}", {"en", "to"})), "en er to");
}

TEST(Texts, ChooseByCount) {
  EXPECT_EQ(kBokmal.plural(1, "{} dag", "{} dager"), "1 dag");
  EXPECT_EQ(kBokmal.plural(0, "{} dag", "{} dager"), "0 dager");
  EXPECT_EQ(kEnglish.plural(2, N_("{} dag"), N_("{} dager")), "2 days");
  EXPECT_EQ(kEnglish.plural(1, N_("{} dag"), N_("{} dager")), "1 day");
  EXPECT_EQ(kEnglish.plural(-1, N_("{} dag"), N_("{} dager")), "-1 days");
  EXPECT_EQ(kNynorsk.plural(0, N_("{} dag"), N_("{} dager")), "0 dagar");
  EXPECT_EQ(kNynorsk.plural(21, N_("{} dag"), N_("{} dager")), "21 dagar");
}

TEST(Texts, WriteDays) {
  EXPECT_EQ(kBokmal.long_date(Date(2026, 5, 17)), "17. mai 2026");
  EXPECT_EQ(kEnglish.long_date(Date(2026, 5, 17)), "17 May 2026");
  EXPECT_EQ(kBokmal.short_date(Date(2026, 5, 7)), "07.05.2026");
  EXPECT_EQ(kBokmal.moment(Instant::parse_iso("2026-07-01T22:30:00.000Z")), "02.07.2026 kl. 00.30");
}

TEST(Texts, NameEveryMonthInEveryLanguage) {
  const char* english[] = {"January", "February", "March",     "April",   "May",      "June",
                           "July",    "August",   "September", "October", "November", "December"};
  for (unsigned month = 1; month <= 12; ++month) {
    EXPECT_EQ(kEnglish.month(month), english[month - 1]);
    EXPECT_EQ(kNynorsk.month(month), kBokmal.month(month));
  }
  EXPECT_THROW(kBokmal.month(0), Broken);
  EXPECT_THROW(kBokmal.month(13), Broken);
  EXPECT_EQ(kNynorsk.long_date(Date(2026, 1, 1)), "1. januar 2026");
  EXPECT_EQ(kEnglish.moment(Instant::parse_iso("2026-01-01T22:30:00.000Z")),
            "01.01.2026 at 23.30");
}

TEST(Language, IsReadFromTheBrowser) {
  EXPECT_EQ(preferred_language("nn-NO,nn;q=0.9,no;q=0.8"), Language::nynorsk);
  EXPECT_EQ(preferred_language("de-DE, en-GB;q=0.7"), Language::english);
  EXPECT_EQ(preferred_language("sv"), Language::bokmal);
  EXPECT_EQ(preferred_language(""), Language::bokmal);
  EXPECT_EQ(preferred_language(",,,;"), Language::bokmal);
  EXPECT_EQ(preferred_language("no"), Language::bokmal);
  EXPECT_EQ(preferred_language("da, nn"), Language::bokmal);
  EXPECT_EQ(preferred_language("EN-us"), Language::english);
  EXPECT_EQ(preferred_language("*"), Language::bokmal);
  EXPECT_EQ(preferred_language("ar, se, nn;q=0.5, en;q=0.4"), Language::nynorsk);
  EXPECT_EQ(preferred_language("enm, nnh, x-en"), Language::bokmal);  // other languages
  EXPECT_EQ(preferred_language(std::string(100'000, ',') + "nn"), Language::nynorsk);
  for (Language language : kLanguages) EXPECT_EQ(language_of(tag(language)), language);
  EXPECT_EQ(language_of("", Language::english), Language::english);
  EXPECT_EQ(tag(Language::nynorsk), "nn");
  EXPECT_EQ(language_of("en"), Language::english);
  EXPECT_EQ(language_of("xx"), Language::bokmal);
}

Result<int> half(int number) {
  if (number % 2 != 0) return Problem::invalid("odd");
  return number / 2;
}
Result<int> quarter(int number) {
  TRY_ASSIGN(const int once, half(number));
  TRY_ASSIGN(const int twice, half(once));
  return twice;
}

TEST(Result, HandsProblemsOn) {
  EXPECT_EQ(*quarter(12), 3);
  ASSERT_FALSE(quarter(6));
  EXPECT_EQ(quarter(6).error().message.text, "odd");
}

Result<void> even(int number, int& asked) {
  ++asked;
  if (number % 2 != 0)
    return Problem::invalid({{"number", Message("{} is odd", {std::to_string(number)})}});
  return {};
}
// TRY stands alone where a statement may stand, also before an else.
Result<std::string> all_even(const std::vector<int>& numbers, int& asked) {
  for (int number : numbers) TRY(even(number, asked));
  if (numbers.empty())
    TRY(even(0, asked));
  else
    TRY(even(numbers.front(), asked));
  return std::string("even");
}

TEST(Result, StopsAtTheFirstProblemAndCarriesItWhole) {
  int asked = 0;
  const auto outcome = all_even({2, 3, 4}, asked);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(outcome.error().kind, Problem::Kind::invalid);
  EXPECT_EQ(outcome.error().fields,
            (std::vector<FieldError>{{"number", Message("{} is odd", {"3"})}}));
  asked = 0;
  EXPECT_EQ(*all_even({2, 4}, asked), "even");
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(all_even({}, asked));
}

// What cannot be copied is moved, and each expression is carried out once.
Result<std::unique_ptr<int>> owned(int number, int& asked) {
  ++asked;
  if (number < 0) return Problem::not_found();
  return std::make_unique<int>(number);
}
Result<int> sum(int one, int other, int& asked) {
  TRY_ASSIGN(auto first, owned(one, asked));
  TRY_ASSIGN(auto second, owned(other, asked));
  return *first + *second;
}

TEST(Result, MovesWhatItHolds) {
  int asked = 0;
  EXPECT_EQ(*sum(1, 2, asked), 3);
  EXPECT_EQ(asked, 2);
  const auto outcome = sum(-1, 2, asked);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, Problem::Kind::not_found);
  EXPECT_EQ(asked, 3);
}

TEST(Problem, HasFourKinds) {
  EXPECT_EQ(Problem::not_found().kind, Problem::Kind::not_found);
  EXPECT_EQ(Problem::forbidden().kind, Problem::Kind::forbidden);
  EXPECT_EQ(Problem::conflict("x").kind, Problem::Kind::conflict);
  EXPECT_EQ(Problem::invalid("x").message.text, "x");
  EXPECT_NO_THROW(ensure(true, "one is one"));
  EXPECT_THROW(ensure(false, "one is two"), Broken);
}

}  // namespace
}  // namespace samloft

// Catalogues, arguments, dates in words.

#include "base/texts.h"

#include <gtest/gtest.h>

namespace samloft {
namespace {

const Texts kBokmal(Language::bokmal), kNynorsk(Language::nynorsk), kEnglish(Language::english);

TEST(Texts, AreTranslatedOrTheirOwnSource) {
  EXPECT_EQ(kBokmal(N_("Lagre")), "Lagre");
  EXPECT_EQ(kEnglish(N_("Lagre")), "Save");
  EXPECT_EQ(kEnglish("Ingen slik tekst finnes"), "Ingen slik tekst finnes");
}

TEST(Texts, AreFilledInOrder) {
  EXPECT_EQ(kBokmal.fill("Viser {}–{} av {}.", {"1", "25", "100"}), "Viser 1–25 av 100.");
  EXPECT_EQ(kBokmal.fill("{} og {}", {"a"}), "a og ");
  EXPECT_EQ(kBokmal.fill("{}", {"{}"}), "{}");
  EXPECT_EQ(kBokmal(Message("{} er {}", {"en", "to"})), "en er to");
}

TEST(Texts, ChooseByCount) {
  EXPECT_EQ(kBokmal.plural(1, "{} dag", "{} dager"), "1 dag");
  EXPECT_EQ(kBokmal.plural(0, "{} dag", "{} dager"), "0 dager");
  EXPECT_EQ(kEnglish.plural(2, N_("{} dag"), N_("{} dager")), "2 days");
}

TEST(Texts, WriteDays) {
  EXPECT_EQ(kBokmal.long_date(Date(2026, 5, 17)), "17. mai 2026");
  EXPECT_EQ(kEnglish.long_date(Date(2026, 5, 17)), "17 May 2026");
  EXPECT_EQ(kBokmal.short_date(Date(2026, 5, 7)), "07.05.2026");
  EXPECT_EQ(kBokmal.moment(Instant::parse_iso("2026-07-01T22:30:00.000Z")), "02.07.2026 kl. 00.30");
}

TEST(Language, IsReadFromTheBrowser) {
  EXPECT_EQ(preferred_language("nn-NO,nn;q=0.9,no;q=0.8"), Language::nynorsk);
  EXPECT_EQ(preferred_language("de-DE, en-GB;q=0.7"), Language::english);
  EXPECT_EQ(preferred_language("sv"), Language::bokmal);
  EXPECT_EQ(preferred_language(""), Language::bokmal);
  EXPECT_EQ(preferred_language(",,,;"), Language::bokmal);
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

}  // namespace
}  // namespace samloft

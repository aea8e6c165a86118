// Text of people: Norwegian, Sámi and Arabic names sort and are found.

#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace samloft {
namespace {

TEST(SortKey, PutsNorwegianNamesInNorwegianOrder) {
  const std::vector<std::string> ordered{"Anne", "Berit", "Čáhppe", "Dag", "Zahl", "Ærfugl", "Øst",
                                         "Aaberg", "Ål", "Åse"};
  auto sorted = ordered;
  std::reverse(sorted.begin(), sorted.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& one, const auto& other) { return sort_key(one) < sort_key(other); });
  EXPECT_EQ(sorted, ordered);
}

// Each pair: the first stands before the second in a Norwegian list.
TEST(SortKey, PutsEachBeforeTheNext) {
  const std::pair<const char*, const char*> pairs[] = {
      {"", "A"},           {"Zoe", "Ærlig"},    {"Ærlig", "Østby"},  {"Østby", "Åmli"},
      {"Østby", "Aamli"},  {"Arendal", "Bø"},   {"Ås", "Åsane"},     {"Berg", "Berge"},
      {"berit", "Bø"},     {"Áilu", "Anna"},    {"Čáhppe", "Dag"},   {"Biera", "Čáhppe"},
      {"Đorđe", "Eli"},    {"Šaija", "Tom"},    {"Risten", "Šaija"}, {"Žana", "Ærlig"},
      {"Xenia", "Žana"},   {"Nils", "Ŋuolla"},  {"Ŋuolla", "Ole"},   {"Müller", "Nygård"},
      {"Åse", "أحمد"},     {"أحمد", "فاطمة"},   {"فاطمة", "محمد"},   {"Lag 2", "Lag 3"}};
  for (const auto& [first, second] : pairs) {
    EXPECT_LT(sort_key(first), sort_key(second)) << first << " before " << second;
  }
  EXPECT_NE(sort_key("Aasen"), sort_key("Åsen"));
  EXPECT_LT(sort_key("Aasen"), sort_key("Åsens"));
  EXPECT_LT(sort_key("Åsen"), sort_key("Aasens"));
}

TEST(SortKey, PutsArabicAfterLatinAndInItsOwnOrder) {
  EXPECT_LT(sort_key("Åse"), sort_key("أحمد"));
  EXPECT_LT(sort_key("أحمد"), sort_key("فاطمة"));
}

TEST(SortKey, IsHexAndBounded) {
  const std::string key = sort_key(std::string(10'000, 'x'));
  EXPECT_LE(key.size(), 240u);
  EXPECT_EQ(key.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(Folded, FindsWhatIsWritten) {
  EXPECT_EQ(folded("ÅSE"), folded("aase"));
  EXPECT_EQ(folded("Höst"), folded("høst"));
  EXPECT_EQ(folded("Länk"), folded("lænk"));
  EXPECT_EQ(folded("Máret Čáhppe"), "maret cahppe");
  EXPECT_EQ(folded("Guovdageaidnu ŋ đ ŧ"), "guovdageaidnu n d t");
  EXPECT_EQ(folded("فَاطِمَة"), folded("فاطمه"));
  EXPECT_EQ(folded("  to\t\n ord "), "to ord");
}

// What someone with another keyboard types finds what is written; other names are not found.
TEST(Folded, MeetsWhatIsTyped) {
  const std::pair<const char*, const char*> meeting[] = {
      {"Máret Gáddi", "maret gaddi"}, {"ČÁHPPE", "čáhppe"}, {"Đivttasvuotna", "divttasvuotna"},
      {"Ŋálláš", "nallas"},           {"Ruoŧŧa", "ruotta"}, {"Žárka", "zarka"},
      {"Ål", "AAL"},                  {"A\u030al", "ål"},   {"Ærøy", "ÆRØY"},
      {"Øystein", "Öystein"},         {"Bäck", "Bæck"},     {"أحمد", "احمد"},
      {"مُحَمَّد", "محمد"},           {"على", "علي"},       {"Ｆｕｌｌ", "full"},
      {"Straße", "STRASSE"},          {"a\u00a0b", "a b"},  {"so\u00adft", "soft"}};
  for (const auto& [written, typed] : meeting) {
    EXPECT_EQ(folded(written), folded(typed)) << written;
  }
  const std::pair<const char*, const char*> apart[] = {
      {"Bø", "Bo"}, {"Ås", "As"}, {"Ære", "Are"}, {"Dag", "Dáj"}, {"فاطمة", "أحمد"}};
  for (const auto& [one, other] : apart) EXPECT_NE(folded(one), folded(other)) << one;
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded(" \u00a0\n"), "");
}

TEST(Folded, TakesBrokenUtf8WithoutFright) {
  EXPECT_TRUE(rc::check("bytes", [] {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    RC_ASSERT(is_clean_text(folded(bytes)) || !is_clean_text(bytes));
    RC_ASSERT(sort_key(bytes).size() <= 240u);
  }));
}

std::string utf8(std::uint32_t code) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (code >> shift & 63)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xc0 | code >> 6), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xe0 | code >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | code >> 18), tail(12), tail(6), tail(0)};
}

// Every character of the first two planes, beside letters.
TEST(Folded, IsTheSameWhenAnyCharacterIsFoldedAgain) {
  int changed = 0;
  for (std::uint32_t code = 1; code < 0x20000 && changed < 10; ++code) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const std::string once = folded("a" + utf8(code) + " b");
    if (folded(once) == once) continue;
    ++changed;
    ADD_FAILURE() << std::hex << code;
  }
}

TEST(Folded, IsTheSameWhenFoldedAgain) {
  EXPECT_TRUE(rc::check("idempotent", [] {
    std::string text;
    for (const char* letter : *rc::gen::container<std::vector<const char*>>(rc::gen::elementOf(
             std::vector<const char*>{"A", "å", "Å", "a", "Ö", "ä", "č", "Đ", "ŋ", " ", "\n", "-", "ﬁ",
                                      "أ", "ة", "َ", "e\u0301", "ß", "7"}))) {
      text += letter;
    }
    RC_ASSERT(folded(folded(text)) == folded(text));
  }));
}

TEST(CleanText, RefusesNulControlsAndBrokenUtf8) {
  EXPECT_TRUE(is_clean_text("Æ\tø\nÅ – «ü» 🌱 فاطمة"));
  EXPECT_FALSE(is_clean_text(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_clean_text("\x1b[31m"));
  EXPECT_FALSE(is_clean_text("\xc3\x28"));
  EXPECT_FALSE(is_clean_text("\xed\xa0\x80"));
  EXPECT_FALSE(is_clean_text("abc\xc3"));
}

TEST(CleanText, IsRefusedForOneBadSequenceAnywhere) {
  const struct {
    const char* what;
    std::string bytes;
  } cases[] = {{"NUL", std::string(1, '\0')},
               {"bell", "\a"},
               {"delete", "\x7f"},
               {"control sequence", "\xc2\x9b"},
               {"beside next line", "\xc2\x84"},
               {"lone continuation", "\x80"},
               {"overlong slash", "\xc0\xaf"},
               {"overlong NUL", "\xc0\x80"},
               {"overlong in three", "\xe0\x80\xaf"},
               {"high surrogate", "\xed\xa0\x80"},
               {"low surrogate", "\xed\xbf\xbf"},
               {"beyond Unicode", "\xf4\x90\x80\x80"},
               {"five bytes", "\xf8\x88\x80\x80\x80"},
               {"latin-1 ø", "\xf8"},
               {"half an emoji", "\xf0\x9f\x8c"},
               {"0xff", "\xff"}};
  for (const auto& [what, bytes] : cases) {
    for (const std::string& text : {bytes, "Bø" + bytes, bytes + "Bø", "B" + bytes + "ø"}) {
      EXPECT_FALSE(is_clean_text(text)) << what;
    }
  }
  for (const char* text : {"", "\t\r\n", "\u0085", "\u00a0", "\u00ad", "é", "e\u0301", "\U0010fffd", "ŋđŧ",
                           "محمد"}) {
    EXPECT_TRUE(is_clean_text(text)) << text;
  }
}

TEST(Length, CountsLettersNotBytes) {
  EXPECT_EQ(length("Ærøy"), 4u);
  EXPECT_EQ(shortened("Ærøyene", 4), "Ærøy…");
  EXPECT_EQ(shortened("Ærøy", 4), "Ærøy");
  EXPECT_EQ(shortened("Ærøy", 0), "…");
  EXPECT_EQ(length(""), 0u);
  EXPECT_EQ(length("محمد"), 4u);
}

TEST(Length, BoundsWhatIsShortened) {
  EXPECT_TRUE(rc::check("length", [] {
    std::string text;
    for (const auto& letter : *rc::gen::container<std::vector<std::string>>(
             rc::gen::elementOf(std::vector<std::string>{"a", "å", "م", "🌱", " "}))) {
      text += letter;
    }
    const auto count = *rc::gen::inRange<std::size_t>(0, 12);
    const std::string brief = shortened(text, count);
    RC_ASSERT(is_clean_text(brief));
    RC_ASSERT(length(brief) <= count + 1);
    RC_ASSERT((brief == text) == (length(text) <= count));
  }));
}

TEST(Trimmed, LosesItsEdgesOnly) {
  EXPECT_EQ(trimmed("  to ord\r\n"), "to ord");
  EXPECT_EQ(trimmed(" \t"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Split, IsUndoneByJoining) {
  EXPECT_EQ(split("", ';'), std::vector<std::string>{""});
  EXPECT_EQ(split("a;;b;", ';'), (std::vector<std::string>{"a", "", "b", ""}));
  EXPECT_TRUE(rc::check("join", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a;b")));
    std::string joined;
    for (const auto& part : split(text, ';')) joined += part + ";";
    RC_ASSERT(joined == text + ";");
  }));
}

TEST(Slug, IsForAddresses) {
  EXPECT_EQ(slug("Kristiansand og UiA"), "kristiansand-og-uia");
  EXPECT_EQ(slug("  Åmli / Froland!  "), "aamli-froland");
  EXPECT_EQ(slug("Tromsø"), "tromsoe");  // and not the county of Troms
  EXPECT_EQ(slug("Ærøy og Østre Bø"), "aeroey-og-oestre-boe");
  EXPECT_EQ(slug("Kárášjohka"), "karasjohka");
  EXPECT_EQ(slug("../../etc/passwd\n%00"), "etc-passwd-00");
  EXPECT_EQ(slug("–"), "");
}

TEST(Slug, IsItsOwnSlug) {
  EXPECT_TRUE(rc::check("idempotent", [] {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    const std::string made = slug(bytes);
    RC_ASSERT(slug(made) == made);
    RC_ASSERT(made.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    RC_ASSERT(!made.starts_with('-') && !made.ends_with('-'));
  }));
}

TEST(WholeNumber, TakesTheWholeTextOrNothing) {
  EXPECT_EQ(whole_number("2022", 1), 2022);
  EXPECT_EQ(whole_number("-3", 1), -3);
  for (const char* text : {"", " 2", "2 ", "2x", "+2", "2.0", "9223372036854775808"})
    EXPECT_EQ(whole_number(text, 7), 7) << text;
}

TEST(Hex, WritesEachByteInTwoDigits) {
  const unsigned char bytes[] = {0x00, 0x0a, 0xff};
  EXPECT_EQ(to_hex(bytes, 3), "000aff");
  EXPECT_EQ(to_hex(bytes, 0), "");
}

TEST(Hex, IsReadWholeOrNotAtAll) {
  std::array<unsigned char, 3> bytes{};
  EXPECT_TRUE(read_hex("000aFf", bytes));
  EXPECT_EQ(bytes, (std::array<unsigned char, 3>{0, 10, 255}));
  for (const char* text : {"", "000af", "000aff0", "000aff00", "000afg", "00 aff", "0x0aff"})
    EXPECT_FALSE(read_hex(text, bytes)) << text;
}

TEST(Base64, IsUndone) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("Man"), "TWFu");
  EXPECT_EQ(to_base64("Ma"), "TWE=");
  for (const char* text : {"T", "TWE", "TW\nFu", "T*Fu", "TWFu=", "TWFuTWE=x"})
    EXPECT_FALSE(from_base64(text)) << text;
  EXPECT_TRUE(rc::check("round trip", [] {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
  }));
}

TEST(MailAddress, IsCheckedForWhatMattersMost) {
  EXPECT_TRUE(is_mail_address("navn@kommune.no"));
  for (const char* text : {"", "navn", "@kommune.no", "navn@", "navn@kommune", "a b@kommune.no",
                           "a@b@c.no", "a@kommune.no\nBcc: x@y.no", "<a@kommune.no>", "a@.no",
                           "a@kommune.n", "a@kommune.no,b@c.no", "\"a\"@c.no", "a@c.no\r\n",
                           "a\t@c.no", "a@c.no ", "a@kommune.no."}) {
    EXPECT_FALSE(is_mail_address(text)) << text;
  }
  EXPECT_TRUE(is_mail_address("fornavn.etternavn+post@skole.kommune.no"));
  EXPECT_FALSE(is_mail_address(std::string(250, 'a') + "@b.no"));
}

}  // namespace
}  // namespace samloft

// Text of people: Norwegian, Sámi and Arabic names sort and are found.

#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

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

TEST(Length, CountsLettersNotBytes) {
  EXPECT_EQ(length("Ærøy"), 4u);
  EXPECT_EQ(shortened("Ærøyene", 4), "Ærøy…");
  EXPECT_EQ(shortened("Ærøy", 4), "Ærøy");
}

TEST(Slug, IsForAddresses) {
  EXPECT_EQ(slug("Kristiansand og UiA"), "kristiansand-og-uia");
  EXPECT_EQ(slug("  Åmli / Froland!  "), "aamli-froland");
}

TEST(MailAddress, IsCheckedForWhatMattersMost) {
  EXPECT_TRUE(is_mail_address("navn@kommune.no"));
  for (const char* text : {"", "navn", "@kommune.no", "navn@", "navn@kommune", "a b@kommune.no",
                           "a@b@c.no", "a@kommune.no\nBcc: x@y.no", "<a@kommune.no>", "a@.no"}) {
    EXPECT_FALSE(is_mail_address(text)) << text;
  }
}

}  // namespace
}  // namespace samloft

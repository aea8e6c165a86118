#include "access/guessable.h"

#include <gtest/gtest.h>

namespace samloft::access {
namespace {

const std::string kMail = "kari.solheim@fjordby.example";

TEST(Guessable, AreCommonWordsRowsAndRepetitions) {
  for (const char* password :
       {"password1234", "Passord12345", "P@ssw0rd2026", "Sommer2026!!", "velkommen2026", "qwertyuiop123",
        "asdfghjkl1234", "abcdefghijkl", "123456789012", "000000000000", "aaaaaaaaaaaa", "ababababababab",
        "abcabcabcabc", "!!!!!!!!!!!!", "kari.solheim1", "solheim123456", "Fjordby.Example", "samløft-passord",
        "Passord-Passord-1", "zyxwvutsrqponml", "            ", "q1w2e3r4t5y6", "1q2w3e4r5t6y", "1qaz2wsx3edc",
        "ZAQ!zaq1xsw2", "qazwsxedcrfv", "123qweasdzxc", "a1s2d3f4g5h6"}) {
    EXPECT_TRUE(is_guessable(password, kMail)) << password;
  }
}

TEST(Guessable, AreNoSentencesAndNoRandomLetters) {
  for (const char* password :
       {"bjørka utenfor vinduet", "tre trøtte ekorn", "korrekt hest batteri", "x7Rk-mQ2v-Lp9t-Zw",
        "ja, vi elsker vafler", "Привет мой друг", "мамамылараму", "seks blåbær til frokost"}) {
    EXPECT_FALSE(is_guessable(password, kMail)) << password;
  }
}

}  // namespace
}  // namespace samloft::access

// What is left of a password.
// Tested by guessable_test.cc

#include "access/guessable.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace samloft::access {
namespace {

constexpr std::size_t kLeast = 6;  // letters that must be left
constexpr std::size_t kRun = 4;    // that many in a row are no choice of somebody's

// What stands in every list of common passwords, and what people here would add to it.
constexpr std::array<std::string_view, 52> kCommon{
    "password", "passord",  "passordet", "hemmelig",  "hemmeleg",  "secret",   "welcome",
    "velkommen", "velkomen", "letmein",  "administrator", "admin", "samloft",  "samløft",
    "kommune",  "barnehage", "skole",    "skule",     "university", "universitet", "norge",
    "noreg",    "norway",   "kristiansand", "sommer", "sumar",     "summer",   "vinter",
    "winter",   "vaar",     "spring",    "host",      "haust",     "autumn",   "januar",
    "februar",  "mars",     "april",     "juni",      "juli",      "august",   "september",
    "oktober",  "november", "desember",  "iloveyou",  "football",  "fotball",  "monkey",
    "dragon",   "princess", "sunshine"};
// The alphabet; rows and columns of the keyboard, and ways of going through two rows at a time.
constexpr std::array<std::string_view, 14> kRows{
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qweasdzxc",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1qa2ws3ed4rf5tg6yh7uj8ik9ol0p",
    "zaq1xsw2cde3vfr4bgt5nhy6mju7",
    "qazxswedcvfrtgbnhyujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1a2s3d4f5g6h7j8k9l",
    "a1s2d3f4g5h6j7k8l9"};

// The letter that somebody meant by a digit or a sign: p@ssw0rd.
char meant(char byte) {
  switch (byte) {
    case '0': return 'o';
    case '1': return 'i';
    case '3': return 'e';
    case '4': case '@': return 'a';
    case '5': case '$': return 's';
    default: return byte;
  }
}

void leave_out(std::string& text, std::string_view word) {
  if (word.size() < kRun) return;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at))
    text.replace(at, word.size(), " ");
}

bool in_a_row(std::string_view piece) {
  return std::any_of(kRows.begin(), kRows.end(), [&](std::string_view row) {
    const std::string back(row.rbegin(), row.rend());
    return row.find(piece) != std::string_view::npos || back.find(piece) != std::string::npos;
  });
}

void leave_out_rows(std::string& text) {
  for (std::size_t at = 0; at + kRun <= text.size(); ++at) {
    std::size_t size = kRun;
    if (!in_a_row(std::string_view(text).substr(at, size))) continue;
    while (at + size < text.size() && in_a_row(std::string_view(text).substr(at, size + 1))) ++size;
    text.replace(at, size, " ");
  }
}

// The letters and bytes of letters that are there, each pair of neighbours once: what is repeated
// adds nothing.
std::size_t what_is_left(std::string_view text) {
  std::vector<std::string_view> pairs;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80 && (byte < 'a' || byte > 'z')) continue;
    if ((byte & 0xC0) == 0x80) continue;
    const std::string_view pair = text.substr(at, 2);
    if (std::find(pairs.begin(), pairs.end(), pair) != pairs.end()) continue;
    pairs.push_back(pair);
    ++letters;
  }
  return letters;
}

std::size_t left_of(std::string text, const std::string& mail) {
  for (const std::string& part : split(folded(mail), '@')) {
    leave_out(text, part);
    for (const std::string& piece : split(part, '.')) leave_out(text, piece);
  }
  for (std::string_view word : kCommon) leave_out(text, word);
  leave_out_rows(text);
  return what_is_left(text);
}

}  // namespace

bool is_guessable(const std::string& password, const std::string& mail) {
  const std::string plain = folded(password);
  std::string letters = plain;
  std::transform(letters.begin(), letters.end(), letters.begin(), meant);
  return std::min(left_of(plain, mail), left_of(letters, mail)) < kLeast;
}

}  // namespace samloft::access

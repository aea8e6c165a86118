// Direction of text by ICU's reading of the first strong letter.
// Tested by html_test.cc

#include "document/direction.h"

#include <unicode/ubidi.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace samloft::document {
namespace {

// The words from here to the end of the element, without tags.
std::string words_after(std::string_view html) {
  std::string words;
  bool in_tag = false;
  html = html.substr(0, html.find("</"));
  for (const char character : html) {
    if (character == '<') in_tag = true;
    if (!in_tag) words += character;
    if (character == '>') in_tag = false;
  }
  return words;
}

}  // namespace

bool is_right_to_left(std::string_view text) {
  const auto letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  return ubidi_getBaseDirection(letters.getBuffer(), letters.length()) == UBIDI_RTL;
}

std::string with_directions(std::string html) {
  constexpr std::string_view from = R"( dir="auto">)", to = R"( dir="rtl">)";
  for (auto at = html.find(from); at != std::string::npos; at = html.find(from, at + to.size())) {
    const auto text = std::string_view(html).substr(at + from.size());
    if (is_right_to_left(words_after(text))) html.replace(at, from.size(), to);
  }
  return html;
}

}  // namespace samloft::document

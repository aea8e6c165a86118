// Escaping and addresses.
// Tested by html_test.cc

#include "page/html.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace samloft::page {

namespace {

std::string_view escape_of(char special) {
  switch (special) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return "&#39;";
  }
}

bool is_special(char character) {
  return character == '&' || character == '<' || character == '>' || character == '"' ||
         character == '\'';
}

void append_shown(std::string& out, const Shown& one) {
  if (one.is_number) {
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), one.number).ptr;
    out.append(digits, end);
  } else if (one.is_html) {
    out += one.text;
  } else {
    append_escaped(out, one.text);
  }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  std::size_t plain = 0;  // from here on nothing needed escaping
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_special(text[at])) continue;
    out.append(text, plain, at - plain).append(escape_of(text[at]));
    plain = at + 1;
  }
  out.append(text, plain);
}

void fill(std::string& out, std::string_view format, const Shown* arguments, std::size_t count) {
  std::size_t size = out.size() + format.size();
  for (std::size_t i = 0; i < count; ++i) size += arguments[i].text.size() + 8;
  // What grows piece by piece grows by more than it needs each time.
  if (size > out.capacity()) out.reserve(std::max(size, 2 * out.capacity()));
  for (std::size_t i = 0; i < count; ++i) {
    const auto place = format.find('{');
    out.append(format, 0, place);
    append_shown(out, arguments[i]);
    format.remove_prefix(place + 2);
  }
  out += format;
}

Url::Url(std::string_view address) {
  // "//host" and "/\host" leave the installation; "javascript:" and its kin are no addresses. Browsers
  // leave out tabs and line ends, so that "/<tab>/host" is "//host" to them.
  const bool clean = std::none_of(address.begin(), address.end(),
                                  [](unsigned char one) { return one < 0x20 || one == 0x7f; });
  const bool within = address.starts_with('#') || address.starts_with('?') ||
                      (address.starts_with('/') && !address.starts_with("//") &&
                       !address.starts_with("/\\"));
  const bool outside = address.starts_with("https://") || address.starts_with("http://") ||
                       address.starts_with("mailto:");
  text_ = clean && (within || outside) ? std::string(address) : "#";
}

}  // namespace samloft::page

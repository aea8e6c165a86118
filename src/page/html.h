// HTML as C++ functions over {fmt}.
//
//   html(R"(<h2>{}</h2>)", need.title)
//
// The format is checked when it is compiled; every argument is escaped by its type: text in all its
// spellings is escaped, numbers are numbers, only Html passes as it is. Attribute values are always
// written in double quotes, and addresses come as Url. Nothing else makes an Html.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samloft::page {

// Text that is HTML already: made by html() and by the functions of this part.
class Html {
 public:
  Html() = default;
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  Html& operator+=(const Html& more) {
    text_ += more.text_;
    return *this;
  }
  friend Html operator+(Html one, const Html& more) { return std::move(one += more); }
  static Html trusted(std::string text) {
    Html html;
    html.text_ = std::move(text);
    return html;
  }

 private:
  std::string text_;
};

// An address within this installation, or a checked https address. Anything else becomes "#".
class Url {
 public:
  explicit Url(std::string_view address);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void append_escaped(std::string& out, std::string_view text);

// How an argument of html() is shown: escaped text, HTML as it is, numbers.
struct Shown {
  std::string_view text;
  bool is_html;
};
inline Shown shown(std::string_view text) { return {text, false}; }
inline Shown shown(const std::string& text) { return {text, false}; }
inline Shown shown(const char* text) { return {text, false}; }
inline Shown shown(const Html& html) { return {html.text(), true}; }
inline Shown shown(const Url& url) { return {url.text(), false}; }
inline std::size_t shown(std::size_t number) { return number; }
inline std::int64_t shown(std::int64_t number) { return number; }
inline int shown(int number) { return number; }
Shown shown(bool) = delete;  // write the attribute or not; a bool has no text

template <class T>
using ShownAs = decltype(shown(std::declval<const T&>()));

template <class... Arguments>
Html html(fmt::format_string<ShownAs<Arguments>...> format, const Arguments&... arguments) {
  return Html::trusted(fmt::format(format, shown(arguments)...));
}

template <class Range, class Write>
Html each(const Range& range, Write write) {
  Html all;
  for (const auto& one : range) all += write(one);
  return all;
}

inline Html when(bool condition, const Html& html) { return condition ? html : Html(); }

}  // namespace samloft::page

template <>
struct fmt::formatter<samloft::page::Shown> {
  constexpr auto parse(format_parse_context& context) { return context.begin(); }
  auto format(const samloft::page::Shown& shown, format_context& context) const {
    if (shown.is_html) return std::copy(shown.text.begin(), shown.text.end(), context.out());
    std::string escaped;
    samloft::page::append_escaped(escaped, shown.text);
    return std::copy(escaped.begin(), escaped.end(), context.out());
  }
};

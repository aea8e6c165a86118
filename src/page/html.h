// HTML as C++ functions.
//
//   html(R"(<h2>{}</h2>)", need.title)
//
// The places are counted when it is compiled; every argument is escaped by its type: text in all its
// spellings is escaped, numbers are numbers, only Html passes as it is. Attribute values are always
// written in double quotes, and addresses come as Url. Nothing else makes an Html.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samloft::page {

// Text that is HTML already: made by html() and by the functions of this part.
class Html {
 public:
  Html() = default;
  const std::string& text() const& { return text_; }
  std::string text() && { return std::move(text_); }  // of what is not needed any more: no copy
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
  std::int64_t number = 0;
  bool is_number = false;
};
inline Shown shown(std::string_view text) { return {text, false}; }
inline Shown shown(const std::string& text) { return {text, false}; }
inline Shown shown(const char* text) { return {text, false}; }
inline Shown shown(const Html& html) { return {html.text(), true}; }
inline Shown shown(const Url& url) { return {url.text(), false}; }
inline Shown shown(std::int64_t number) { return {{}, true, number, true}; }
inline Shown shown(std::size_t number) { return shown(static_cast<std::int64_t>(number)); }
inline Shown shown(int number) { return shown(static_cast<std::int64_t>(number)); }
Shown shown(bool) = delete;  // write the attribute or not; a bool has no text

// A literal with as many {} as there are arguments, and no other braces; else it does not compile.
template <std::size_t Arguments>
class Format {
 public:
  template <class Literal>
  consteval Format(const Literal& literal) : text_(literal) {  // not explicit: it stands for a literal
    std::size_t places = 0;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (text_[at] != '{' && text_[at] != '}') continue;
      if (text_.substr(at, 2) != "{}") throw "a brace of html() stands alone";
      ++places, ++at;
    }
    if (places != Arguments) throw "html() has other arguments than places for them";
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Adds the format to the end of the text, with the arguments in its places. A page is some thousand of
// these: they are put together in one piece of memory each, which fmt does not.
void fill(std::string& out, std::string_view format, const Shown* arguments, std::size_t count);

template <class... Arguments>
Html html(Format<sizeof...(Arguments)> format, const Arguments&... arguments) {
  if constexpr (sizeof...(Arguments) == 0) {
    return Html::trusted(std::string(format.text()));
  } else {
    const Shown all[] = {shown(arguments)...};
    std::string out;
    fill(out, format.text(), all, sizeof...(Arguments));
    return Html::trusted(std::move(out));
  }
}

// Adds what html() makes of the same to the end, without memory of its own: for cells by the hundred.
template <class... Arguments>
void append(Html& html, Format<sizeof...(Arguments)> format, const Arguments&... arguments) {
  const Shown all[] = {shown(arguments)...};
  std::string out = std::move(html).text();  // an argument may not be a part of it
  fill(out, format.text(), all, sizeof...(Arguments));
  html = Html::trusted(std::move(out));
}

template <class Range, class Write>
Html each(const Range& range, Write write) {
  Html all;
  for (const auto& one : range) all += write(one);
  return all;
}

inline Html when(bool condition, const Html& html) { return condition ? html : Html(); }

}  // namespace samloft::page

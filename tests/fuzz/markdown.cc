// Markdown: whatever is written, the HTML holds only tags, attributes and addresses that we mean.

#include "document/markdown.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "target.h"

using namespace samloft;

namespace {

constexpr std::array kTags{"p",  "ul", "ol", "li", "h3", "h4", "h5",    "h6",    "strong", "em", "del",
                           "a",  "code", "pre", "br", "hr", "table", "thead", "tbody", "tr",     "th", "td",
                           "blockquote"};
constexpr std::array kAlone{"br", "hr"};
constexpr std::array kAttributes{"dir", "class", "scope", "data-size", "href", "title", "start"};
constexpr std::array kAddresses{"https://", "http://", "mailto:", "#"};

template <class All>
bool is_one_of(const All& all, std::string_view text) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

std::string_view cut_word(std::string_view& text) {
  const auto end = std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), text.size());
  const auto word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

bool cut(std::string_view& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

// The rest of a start tag behind its name.
void expect_attributes(std::string_view& html) {
  while (cut(html, " ")) {
    if (html.starts_with('/')) break;
    const auto name = cut_word(html);
    ensure(is_one_of(kAttributes, name), "attributes are those we mean");
    ensure(cut(html, "=\""), "attributes are quoted");
    const auto value = html.substr(0, html.find('"'));
    ensure(value.find_first_of("<>") == std::string_view::npos, "an attribute holds no tag");
    if (name == "href") {
      ensure(std::any_of(kAddresses.begin(), kAddresses.end(),
                         [&](std::string_view start) { return value.starts_with(start); }),
             "a link is one we let through");
    }
    html.remove_prefix(value.size());
    ensure(cut(html, "\""), "attributes end");
  }
  cut(html, "/");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const page::Html made = document::from_markdown(Texts(Language::bokmal), fuzz::text_of(bytes, size));
  ensure(is_clean_text(made.text()), "a page is clean text");
  std::vector<std::string_view> open;
  std::string_view html = made.text();
  while (!html.empty()) {
    if (!cut(html, "<")) {
      html.remove_prefix(1);
      continue;
    }
    const bool ends = cut(html, "/");
    const auto tag = cut_word(html);
    ensure(is_one_of(kTags, tag), "tags are those we mean");
    if (ends) {
      ensure(!open.empty() && open.back() == tag, "what ends is what began last");
      open.pop_back();
    } else {
      expect_attributes(html);
      if (!is_one_of(kAlone, tag)) open.push_back(tag);
    }
    ensure(cut(html, ">"), "a tag is closed");
  }
  ensure(open.empty(), "what begins ends");
  return 0;
}

// What people write in free text: CommonMark with tables and strike-through, nothing more.
//
// Headings stand below a section's: # is h3. HTML is shown as it was typed, a picture as its
// alternative text, and a link that is neither https:, http:, mailto: nor #… as its words. The
// direction of each piece of text is its own, so that Arabic and Norwegian can stand together.
#pragma once

#include <string_view>

#include "base/texts.h"
#include "page/html.h"

namespace samloft::document {

inline constexpr std::size_t kLongestMarkdown = 200'000;  // bytes

// Never fails and never takes long: a longer text and one that is not clean (is_clean_text) give a
// sentence that says so, in the language of `t`; markup nested deeper than anyone means is shown as
// it was typed.
page::Html from_markdown(const Texts& t, std::string_view markdown);

}  // namespace samloft::document

// Which way a text runs; for this part only.
#pragma once

#include <string>
#include <string_view>

namespace samloft::document {

// By its first letter that has a direction, as dir="auto" has it.
bool is_right_to_left(std::string_view text);

// HTML for programs that do not know dir="auto": where the text runs from the right, it says so.
std::string with_directions(std::string html);

}  // namespace samloft::document

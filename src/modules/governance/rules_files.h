// Which files may be handed out. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace samloft::governance {

// The media type of a file that people may open: PDF, Word, Excel, PowerPoint, OpenDocument, PNG,
// JPEG, or clean text. Its name and its first bytes must agree; nothing for all else.
std::optional<std::string> type_of_file(std::string_view name, std::string_view bytes);

}  // namespace samloft::governance

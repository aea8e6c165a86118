// A QR code as a picture that fits the pages: no colour but its own black on white, which is what
// cameras read, in a dark scheme too.
#pragma once

#include <string>
#include <string_view>

#include "page/html.h"

namespace samloft::access {

page::Html qr_picture(const std::string& text, std::string_view title);

}  // namespace samloft::access

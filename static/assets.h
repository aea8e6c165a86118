// The styles, the script, the font and the icon that are built into the program (tools/assets/build.mjs).
// Their names carry a hash of their content, so they may be cached for ever: Cache-Control: public, max-age=31536000, immutable.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace samloft::assets {

struct Asset {
  std::string_view path;              // "/static/app-1A2B3C4D.css"
  std::string_view type;              // for Content-Type
  std::string_view etag;              // with its quotes
  std::span<const std::byte> raw;     // as it is
  std::span<const std::byte> brotli;  // for Accept-Encoding: br; empty if that would not be smaller (the font)
};

// Null when there is no such file.
const Asset* find(std::string_view path);

// Paths for the page frame.
std::string_view stylesheet();
std::string_view script();
std::string_view font();

// The script that keeps the page of a survey for the time without a net. Its answer must allow any scope:
// Service-Worker-Allowed: /.
std::string_view answer_worker();

// The favicon as text for href, safe inside a quoted attribute: it costs no request. CSP: img-src data:.
std::string_view icon_data_uri();

}  // namespace samloft::assets

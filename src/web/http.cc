// Parameters, percent coding, small conveniences of requests and responses.
// Tested by http_test.cc

#include "web/http.h"

#include "base/text.h"

namespace samloft::web {
namespace {

int hex_value(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return -1;
}

void append_escape(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

std::string visible_ascii(std::string_view address) {
  std::string out;
  for (char character : address) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte > 0x20 && byte < 0x7f) {
      out += character;
    } else {
      append_escape(out, byte);
    }
  }
  return out;
}

}  // namespace

const std::string& Parameters::get(std::string_view name) const {
  static const std::string none;
  for (const auto& [key, value] : all_) {
    if (key == name) return value;
  }
  return none;
}

bool Parameters::has(std::string_view name) const {
  for (const auto& [key, value] : all_) {
    if (key == name) return true;
  }
  return false;
}

std::vector<std::string> Parameters::every(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : all_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

bool Request::takes_brotli() const {
  for (const std::string& one : split(header("accept-encoding"), ',')) {
    const auto parts = split(one, ';');
    const std::string name = trimmed(parts.front());
    if (name != "br" && name != "BR") continue;
    const std::string quality = parts.size() > 1 ? trimmed(parts[1]) : "q=1";
    return quality.find_first_not_of("q=0.") != std::string::npos;
  }
  return false;
}

std::string Request::cookie(std::string_view name) const {
  for (const std::string& header : headers.every("cookie")) {
    for (const std::string& pair : split(header, ';')) {
      const std::string one = trimmed(pair);
      if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
        return one.substr(name.size() + 1);
    }
  }
  return {};
}

Response Response::see_other(std::string_view address) {
  Response response;
  response.status = 303;
  response.with("Location", visible_ascii(address));
  return response;
}

Response& Response::with(std::string name, std::string value) {
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

std::string encode_percent(std::string_view text) {
  std::string out;
  for (char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    const bool unreserved = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                            (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '.' ||
                            byte == '_' || byte == '~' || byte == '/';
    if (unreserved) {
      out += character;
    } else {
      append_escape(out, byte);
    }
  }
  return out;
}

std::optional<Parameters> parse_query(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    const auto equals = pair.find('=');
    auto name = decode_percent(pair.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                  : decode_percent(pair.substr(equals + 1), true);
    if (!name || !value || !is_clean_text(*name) || !is_clean_text(*value)) return std::nullopt;
    if (!name->empty()) parameters.add(std::move(*name), std::move(*value));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parameters;
}

}  // namespace samloft::web

// Log lines through spdlog, which this source alone sees.
// Tested by server_test.cc

#include "web/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/date.h"
#include "base/text.h"

namespace samloft::web {
namespace {

void append_json(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  // What a library throws may be in any encoding; a line must be JSON all the same.
  const bool is_clean = is_clean_text(text);
  out += '"';
  for (char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      out += '\\';
      out += character;
    } else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !is_clean)) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += character;
    }
  }
  out += '"';
}

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> one = [] {
    auto made = spdlog::stderr_logger_mt("samloft");
    made->set_pattern("%v");
    return made;
  }();
  return *one;
}

}  // namespace

void log_event(std::string_view level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, std::string>> fields) {
  std::string line = "{\"at\":\"" + Instant::now().iso() + "\",\"level\":";
  append_json(line, level);
  line += ",\"event\":";
  append_json(line, event);
  for (const auto& [name, value] : fields) {
    line += ',';
    append_json(line, name);
    line += ':';
    append_json(line, value);
  }
  line += '}';
  const auto at = level == "error"     ? spdlog::level::err
                  : level == "warning" ? spdlog::level::warn
                                       : spdlog::level::info;
  logger().log(at, "{}", line);
}

}  // namespace samloft::web

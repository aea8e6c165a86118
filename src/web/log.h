// One JSON object a line on standard error: what happened, when, and the fields that belong to it.
// Never secrets, never bodies.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace samloft::web {

// level: info, warning, error.
void log_event(std::string_view level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, std::string>> fields);

}  // namespace samloft::web

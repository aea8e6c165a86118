// One step of a module's schema. `step` is the file's name without ending ("schema", "0002_name");
// steps of a module run in their order, modules in the order in which compose.cc lists them.
#pragma once

#include <string_view>
#include <vector>

namespace samloft {

struct Migration {
  std::string_view module;
  std::string_view step;
  std::string_view sql;
};

}  // namespace samloft

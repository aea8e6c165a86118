// Reading JSON from elsewhere, where anything may stand in the place of what is wanted. It knows no
// library, so that the parts that read none need none: for nlohmann::json and its ordered sister.
#pragma once

#include <string>

namespace samloft {

// The text under the key; empty if there is none, or if this is no object.
template <class Json>
std::string text_at(const Json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->template get<std::string>()
                                                     : std::string();
}

}  // namespace samloft

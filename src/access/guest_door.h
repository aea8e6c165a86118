// A door that guests may knock at with a code: too many wrong ones from one address shut it to that
// address until a quarter of an hour has passed.
#pragma once

#include <cstdint>
#include <string_view>

namespace samloft::access {

struct Visit;

bool is_shut(const Visit& visit, std::string_view door, std::int64_t most);
void count_wrong(const Visit& visit, std::string_view door, std::int64_t most);

}  // namespace samloft::access

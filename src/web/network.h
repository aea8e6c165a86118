// Whose doings count together: a caller's address, or the network that a household or a machine has
// of IPv6.
#pragma once

#include <string>

namespace samloft::web {

// 192.0.2.7 is itself; 2001:db8:1:2:a::1 is 2001:db8:1:2::/64. What is no address is itself.
std::string network_of(const std::string& client);

}  // namespace samloft::web

// Networks of callers.
// Tested by network_test.cc

#include "web/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>

namespace samloft::web {

std::string network_of(const std::string& client) {
  in6_addr address{};
  if (::inet_pton(AF_INET6, client.c_str(), &address) != 1 || IN6_IS_ADDR_V4MAPPED(&address))
    return client;
  std::fill(std::begin(address.s6_addr) + 8, std::end(address.s6_addr), 0);
  char text[INET6_ADDRSTRLEN] = {};
  ::inet_ntop(AF_INET6, &address, text, sizeof text);
  return std::string(text) + "/64";
}

}  // namespace samloft::web

#include "web/network.h"

#include <gtest/gtest.h>

namespace samloft::web {
namespace {

TEST(Network, IsTheAddressButOfIpv6ItsFirstHalf) {
  EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("2001:db8:1:2:a:b:c:d"), "2001:db8:1:2::/64");
  EXPECT_EQ(network_of("2001:db8:1:2::1"), network_of("2001:DB8:1:2:ffff::9"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of("::ffff:192.0.2.7"), "::ffff:192.0.2.7") << "one caller of IPv4";
  EXPECT_EQ(network_of("::1"), "::/64");
}

TEST(Network, OfWhatIsNoAddressIsItself) {
  for (const char* text : {"", "unknown", "1.2.3", "2001:db8::g", ":::", "x/64"})
    EXPECT_EQ(network_of(text), text);
}

}  // namespace
}  // namespace samloft::web

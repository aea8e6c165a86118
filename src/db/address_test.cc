// Addresses: what is read stays what it was, and several servers become one each.

#include "db/address.h"

#include <gtest/gtest.h>

#include "base/result.h"

namespace samloft::db {
namespace {

TEST(Address, KeepsEveryOptionAsItIs) {
  const std::string odd = "postgresql://kari:p%20%20%26%3D%25%2F'@db1/en%20base?host=/var/run";
  ServerOptions options = server_options(odd);
  EXPECT_EQ(options["user"], "kari");
  EXPECT_EQ(options["password"], "p  &=%/'");
  EXPECT_EQ(options["dbname"], "en base");
  EXPECT_EQ(server_options(address_of(options)), options);
  EXPECT_EQ(server_options("user=kari password='p  &=%/\\'' host=/var/run dbname='en base'"), options);
}

TEST(Address, WaitsForASilentServerAsLongAsItSays) {
  EXPECT_EQ(server_options("postgresql://x@y/z")["connect_timeout"], "2");
  EXPECT_EQ(server_options("postgresql://x@y/z?connect_timeout=7")["connect_timeout"], "7");
}

TEST(Address, NamesSeveralServersSideBySide) {
  const auto told = [](const std::string& address) {
    std::string all;
    for (ServerOptions& one : each_server(server_options(address)))
      all += one["host"] + ":" + one["port"] + " ";
    return all;
  };
  EXPECT_EQ(told("postgresql://x@a:1,b:2,c/z"), "a:1 b:2 c: ");
  EXPECT_EQ(told("postgresql://x@/z?host=a,b&port=5432"), "a:5432 b:5432 ");
  EXPECT_EQ(told("postgresql://x@a/z"), "a: ");
  EXPECT_EQ(told("postgresql:///z"), ": ");
}

TEST(Address, RefusesWhatIsNone) {
  EXPECT_THROW(server_options("postgresql://x?nonsense=1"), Broken);
  EXPECT_THROW(server_options("Kristiansand"), Broken);
  // Two hosts and three ports: nobody can tell which is whose.
  EXPECT_THROW(each_server(server_options("postgresql://x@/z?host=a,b&port=1,2,3")), Broken);
}

}  // namespace
}  // namespace samloft::db

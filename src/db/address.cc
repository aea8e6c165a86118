// Addresses of servers.
// Tested by address_test.cc

#include "db/address.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cctype>

#include "base/result.h"
#include "base/text.h"

namespace samloft::db {
namespace {

// A server whose machine is gone refuses nothing: it is silent. So long do we wait for it, unless the
// address says otherwise.
const ServerOptions kPatience{
    {"connect_timeout", "2"},  // seconds, for each server
    {"keepalives_idle", "5"},  // seconds without a word, then a question
    {"keepalives_interval", "2"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "10000"},  // milliseconds for what was sent to arrive
};

// Every sign that could mean something to libpq or to SOCI is written as %41.
std::string escaped(const std::string& value) {
  std::string out;
  for (const char sign : value) {
    const auto byte = static_cast<unsigned char>(sign);
    out += std::isalnum(byte) ? std::string(1, sign) : "%" + to_hex(&byte, 1);
  }
  return out;
}

}  // namespace

ServerOptions server_options(const std::string& address) {
  char* why = nullptr;
  PQconninfoOption* const parsed = PQconninfoParse(address.c_str(), &why);
  if (parsed == nullptr) {
    const std::string said = why == nullptr ? "no memory" : why;
    PQfreemem(why);
    throw Broken("the option database is no PostgreSQL address: " + said);
  }
  ServerOptions options;
  for (const auto* one = parsed; one->keyword != nullptr; ++one) {
    if (one->val != nullptr) options[one->keyword] = one->val;
  }
  PQconninfoFree(parsed);
  options.insert(kPatience.begin(), kPatience.end());
  return options;
}

std::string address_of(const ServerOptions& options) {
  std::string address = "postgresql://";
  for (const auto& [name, value] : options)
    address += (address.back() == '/' ? "?" : "&") + name + "=" + escaped(value);
  return address;
}

std::vector<ServerOptions> each_server(const ServerOptions& options) {
  std::map<std::string, std::vector<std::string>> lists;
  std::size_t count = 1;
  for (const char* name : {"host", "hostaddr", "port"}) {
    if (const auto found = options.find(name); found != options.end()) {
      lists[name] = split(found->second, ',');
      count = std::max(count, lists[name].size());
    }
  }
  std::vector<ServerOptions> servers(count, options);
  for (const auto& [name, list] : lists) {
    if (list.size() == 1) continue;
    if (list.size() != count)
      throw Broken("the option database names several hosts: give one " + name + ", or one for each");
    for (std::size_t i = 0; i < count; ++i) servers[i][name] = list[i];
  }
  return servers;
}

}  // namespace samloft::db

// The address of one or several PostgreSQL servers, taken apart. Private to this part.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace samloft::db {

// The options of an address, by libpq's names.
using ServerOptions = std::map<std::string, std::string>;

// Reads postgresql://user@host/database?option=value or what libpq takes besides, and adds how long a
// silent server is waited for, unless the address says it. Throws Broken if it is no address.
ServerOptions server_options(const std::string& address);

std::string address_of(const ServerOptions& options);

// host=a,b&port=1,2 are two servers: a:1 and b:2.
std::vector<ServerOptions> each_server(const ServerOptions& options);

}  // namespace samloft::db

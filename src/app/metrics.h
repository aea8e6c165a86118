// The figures of the running server for Prometheus, and what the process itself takes.
#pragma once

#include <string>

#include "web/http.h"
#include "web/server.h"

namespace samloft::app {

// GET /metrics with "Authorization: Bearer <token>". Without a token in the options, or with another one, it
// answers as if there were no such page.
web::Response metrics(const web::Request& request, const std::string& token, const web::Server& server);

}  // namespace samloft::app

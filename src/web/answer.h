// What every answer gets on its way out: security headers, compression, one log line. Private.
#pragma once

#include "web/brotli.h"
#include "web/http.h"

namespace samloft::web {

// Reads path and query into the request; or says why they cannot be read.
std::optional<BadRequest> read_target(std::string_view target, Request& request);

// Adds the headers that the response has not set itself; `secure`: the caller came over https.
void add_security_headers(Response& response, bool secure);

// Brotli where the browser takes it and it is worth it.
void compress(Compressor& compressor, const Request& request, Response& response);

// Runs the application; an exception becomes a 500 that names the request.
Response guarded(const Application& application, const Request& request);

// A refusal that no page stands behind.
Response plain_refusal(const BadRequest& why, const Request& request);

// The log line, and the figures of the route.
void log_request(const Request& request, const Response& response, std::int64_t microseconds);

}  // namespace samloft::web

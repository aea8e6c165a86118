// Security headers, compression, refusals, the request's log line.
// Tested by server_test.cc

#include "web/answer.h"

#include <algorithm>
#include <cctype>
#include <memory>

#include "base/figures.h"
#include "base/text.h"
#include "base/texts.h"
#include "web/log.h"

namespace samloft::web {
namespace {

constexpr Figure kRequests{"samloft_requests_total", "Requests answered."};
constexpr Figure kSeconds{"samloft_request_seconds", "Time from a worker's taking the request to its answer."};
constexpr Figure kStatements{"samloft_statements_total", "SQL statements for pages."};

constexpr std::size_t kWorthCompressing = 1000;
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; ";
constexpr std::string_view kNoWorker = "trusted-types 'none'", kWorker = "worker-src 'self'; trusted-types samloft-answer";

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

std::string* find_header(Response& response, std::string_view name) {
  for (auto& [key, value] : response.headers) {
    if (same_name(key, name)) return &value;
  }
  return nullptr;
}

void add_unless_set(Response& response, std::string name, std::string_view value) {
  if (find_header(response, name) == nullptr) response.with(std::move(name), std::string(value));
}

// A page may vary by more than its compression.
void vary_by_encoding(Response& response) {
  std::string* vary = find_header(response, "Vary");
  if (vary == nullptr) {
    response.with("Vary", "Accept-Encoding");
  } else if (vary->find("Accept-Encoding") == std::string::npos) {
    *vary += ", Accept-Encoding";
  }
}

// The secret of a one-time link stands in its path, and whoever reads the log must not get in by it;
// not by one that a mail program cut off or added to either. No other address is made of such a word.
// What follows /answer/ is a respondent's code: it would tell who answered a survey when, and opens
// what they saved.
std::string without_secrets(const std::string& path) {
  constexpr std::size_t kSecretDigits = 32;  // of 64
  std::string shown, before;
  for (const std::string& step : split(path, '/')) {
    const bool is_secret = step.size() >= kSecretDigits &&
                           step.find_first_not_of("0123456789abcdefABCDEF") >= kSecretDigits;
    shown += (is_secret || before == "answer" ? std::string("…") : step) + "/";
    before = step;
  }
  shown.pop_back();
  return shown;
}

bool climbs(std::string_view path) {
  for (const std::string& segment : split(path, '/')) {
    if (segment == ".." || segment == ".") return true;
  }
  return false;
}

}  // namespace

std::optional<BadRequest> read_target(std::string_view target, Request& request) {
  const auto question = target.find('?');
  const auto path = decode_percent(target.substr(0, question), false);
  const auto query =
      parse_query(question == std::string_view::npos ? "" : target.substr(question + 1));
  if (!path || !query || !path->starts_with('/') || !is_clean_text(*path) || climbs(*path))
    return BadRequest{400, N_("Adressen er ikke gyldig. Se etter om den er skrevet riktig.")};
  request.path = *path;
  request.query = *query;
  return std::nullopt;
}

void add_security_headers(Response& response, bool secure) {
  add_unless_set(response, "Content-Security-Policy",
                 std::string(kPolicy) + std::string(response.keeps_itself ? kWorker : kNoWorker));
  add_unless_set(response, "X-Content-Type-Options", "nosniff");
  add_unless_set(response, "Referrer-Policy", "same-origin");
  add_unless_set(response, "Cross-Origin-Opener-Policy", "same-origin");
  add_unless_set(response, "Cross-Origin-Resource-Policy", "same-origin");
  add_unless_set(response, "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  add_unless_set(response, "Cache-Control", "no-store");
  if (secure) add_unless_set(response, "Strict-Transport-Security", "max-age=63072000");
}

void compress(Compressor& compressor, const Request& request, Response& response) {
  if (!response.compressible || response.body.size() < kWorthCompressing) return;
  if (find_header(response, "Content-Encoding") != nullptr) return;
  vary_by_encoding(response);
  if (!request.takes_brotli()) return;
  auto smaller = compressor.compressed(response.body, response.common);
  if (!smaller) return;
  response.body = *std::move(smaller);
  response.with("Content-Encoding", "br");
}

Response plain_refusal(const BadRequest& why, const Request& request) {
  Response response;
  response.status = why.status;
  response.type = "text/plain; charset=utf-8";
  response.body = Texts(preferred_language(request.header("accept-language")))(why.message) + "\n";
  return response;
}

Response guarded(const Application& application, const Request& request) {
  try {
    return application(request);
  } catch (const std::exception& broken) {
    log_event("error", "broken", {{"id", request.id}, {"what", broken.what()}});
  } catch (...) {
    log_event("error", "broken", {{"id", request.id}, {"what", "not a std::exception"}});
  }
  return plain_refusal(
      {500, {N_("Noe gikk galt hos oss. Gi driftsansvarlig denne referansen: {}"), {request.id}}},
      request);
}

void log_request(const Request& request, const Response& response, std::int64_t microseconds) {
  const std::string route = label("route", response.route.empty() ? "none" : response.route);
  const bool is_known = request.method == "GET" || request.method == "POST" || request.method == "HEAD";
  count(kRequests, route + "," + label("method", is_known ? request.method : "other") + "," +
                       label("status", std::to_string(response.status)));
  observe(kSeconds, route, static_cast<double>(microseconds) / 1e6);
  count(kStatements, route, static_cast<double>(response.statements));
  log_event("info", "request",
            {{"id", request.id},
             {"method", request.method},
             {"path", without_secrets(request.path)},
             {"status", std::to_string(response.status)},
             {"bytes", std::to_string(response.body.size())},
             {"us", std::to_string(microseconds)},
             {"route", response.route},
             {"who", response.who},
             {"statements", std::to_string(response.statements)}});
}

}  // namespace samloft::web

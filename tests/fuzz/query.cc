// Addresses of requests: path and query.

#include "base/text.h"
#include "target.h"
#include "web/answer.h"
#include "web/http.h"

using namespace samloft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  web::Request request;
  if (web::read_target(fuzz::text_of(bytes, size), request)) return 0;
  ensure(request.path.starts_with('/') && is_clean_text(request.path), "a path is clean text");
  for (const std::string& segment : split(request.path, '/'))
    ensure(segment != ".." && segment != ".", "a path does not climb");
  std::string again = web::encode_percent(request.path);
  char sign = '?';
  for (const auto& [name, value] : request.query.all()) {
    ensure(!name.empty() && is_clean_text(name) && is_clean_text(value), "a query is clean text");
    again += sign + web::encode_percent(name) + "=" + web::encode_percent(value);
    sign = '&';
  }
  web::Request second;
  ensure(!web::read_target(again, second), "an address that was read can be written");
  ensure(second.path == request.path && second.query.all() == request.query.all(),
         "an address reads back");
  for (const auto& [name, value] : web::Response::see_other(request.path).headers) {
    for (char character : value)
      ensure(character > ' ' && character < 0x7f, "a header holds visible ASCII alone");
  }
  return 0;
}

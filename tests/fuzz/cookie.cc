// Cookies, and whether a browser takes Brotli.

#include "target.h"
#include "web/http.h"

using namespace samloft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string header(fuzz::text_of(bytes, size));
  web::Request request;
  request.headers.add("cookie", header);
  request.headers.add("accept-encoding", header);
  (void)request.takes_brotli();
  for (const std::string name : {"__Host-session", "language", "a"}) {
    const std::string value = request.cookie(name);
    ensure(value.find(';') == std::string::npos, "a cookie ends at its semicolon");
    if (!value.empty()) ensure(header.find(name + "=" + value) != std::string::npos, "nothing is made up");
    web::Request first;
    first.headers.add("cookie", name + "=theirs; " + header);
    ensure(first.cookie(name) == "theirs", "the first cookie of a name counts");
  }
  return 0;
}

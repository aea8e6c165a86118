// Bodies of ordinary forms: what is read is clean and, written again, is read as the same.

#include "base/text.h"
#include "target.h"
#include "web/http.h"

using namespace samloft;

namespace {

web::Request request_with(std::string body) {
  web::Request request;
  request.headers.add("content-type", "application/x-www-form-urlencoded");
  request.body = std::move(body);
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto outcome = web::read_form(request_with(std::string(fuzz::text_of(bytes, size))));
  const auto* form = std::get_if<web::Form>(&outcome);
  if (form == nullptr) {
    const int status = std::get<web::BadRequest>(outcome).status;
    ensure(status == 400 || status == 413, "a form that cannot be read is the sender's fault");
    return 0;
  }
  ensure(form->uploads.empty(), "an ordinary form carries no files");
  std::string again;
  for (const auto& [name, value] : form->fields.all()) {
    ensure(!name.empty() && is_clean_text(name) && is_clean_text(value), "fields are clean text");
    ensure(value.find('\r') == std::string::npos, "lines end with LF");
    again += (again.empty() ? "" : "&") + web::encode_percent(name) + "=" + web::encode_percent(value);
  }
  const auto second = web::read_form(request_with(again));
  ensure(std::get<web::Form>(second).fields.all() == form->fields.all(), "a form reads back");
  return 0;
}

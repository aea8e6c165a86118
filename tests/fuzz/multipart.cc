// Bodies of forms with files. The first line is the Content-Type, the rest the body.

#include "base/text.h"
#include "target.h"
#include "web/http.h"

using namespace samloft;

namespace {

web::Request request_with(std::string type, std::string body) {
  web::Request request;
  request.headers.add("content-type", std::move(type));
  request.body = std::move(body);
  return request;
}

bool can_be_quoted(const std::string& name) { return name.find_first_of("\"\r\n") == std::string::npos; }

std::string with_escaped_quotes(const std::string& name) {
  std::string out;
  for (char character : name) out += character == '"' ? "%22" : std::string(1, character);
  return out;
}

// The form as a browser would send it; nothing for names that no browser sends so.
std::string written(const web::Form& form) {
  std::string out;
  for (const auto& [name, value] : form.fields.all()) {
    if (!can_be_quoted(name)) return "";
    out += "--again\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
  for (const web::Upload& one : form.uploads) {
    if (!can_be_quoted(one.field) || one.file_name.find_first_of("\r\n") != std::string::npos) return "";
    if (one.type.find('\r') != std::string::npos) return "";
    out += "--again\r\nContent-Disposition: form-data; name=\"" + one.field + "\"; filename=\"" +
           with_escaped_quotes(one.file_name) + "\"\r\nContent-Type: " + one.type + "\r\n\r\n" +
           one.content + "\r\n";
  }
  return out + "--again--\r\n";
}

bool same(const web::Upload& one, const web::Upload& other) {
  return one.field == other.field && one.file_name == other.file_name && one.type == other.type &&
         one.content == other.content;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view body = fuzz::text_of(bytes, size);
  const std::string type(fuzz::first_line(body));
  const auto outcome = web::read_form(request_with(type, std::string(body)));
  const auto* form = std::get_if<web::Form>(&outcome);
  if (form == nullptr) return 0;
  std::size_t held = 0;
  for (const auto& [name, value] : form->fields.all()) {
    ensure(!name.empty() && is_clean_text(name) && is_clean_text(value), "fields are clean text");
    held += value.size();
  }
  for (const web::Upload& one : form->uploads) {
    ensure(is_clean_text(one.field) && is_clean_text(one.file_name) && is_clean_text(one.type),
           "what is said of a file is clean text");
    ensure(one.file_name.find_first_of("/\\") == std::string::npos && one.file_name != "..",
           "a file name is no path");
    held += one.content.size();
  }
  ensure(held <= body.size(), "nothing is made up");
  if (body.find("--again") != std::string_view::npos) return 0;
  const std::string again = written(*form);
  if (again.empty()) return 0;
  const auto second = web::read_form(request_with("multipart/form-data; boundary=again", again));
  const auto& back = std::get<web::Form>(second);
  ensure(back.fields.all() == form->fields.all(), "fields read back");
  ensure(back.uploads.size() == form->uploads.size(), "files read back");
  for (std::size_t i = 0; i < back.uploads.size(); ++i)
    ensure(same(back.uploads[i], form->uploads[i]), "a file reads back");
  return 0;
}

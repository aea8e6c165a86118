// What the server hands to the application and gets back. No library of HTTP shows through.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace samloft::web {

// Names and values in the order they came; a name may come several times.
class Parameters {
 public:
  void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }
  // The first value of the name, or "".
  const std::string& get(std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string> every(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

struct Upload {
  std::string field;
  std::string file_name;  // without any folder; never used as a path
  std::string type;
  std::string content;
};

struct Form {
  Parameters fields;
  std::vector<Upload> uploads;
};

struct Request {
  std::string method;  // GET, POST, HEAD
  std::string path;    // decoded, starts with /
  Parameters query;
  Parameters headers;  // names in lower case
  std::string body;
  std::string client;  // address of the caller; behind a trusted proxy what it forwarded
  std::string id;      // of this request: in the log and on error pages
  std::size_t most_fields = 5000;  // that its form may have; the server's option

  const std::string& header(std::string_view name) const { return headers.get(name); }
  std::string cookie(std::string_view name) const;
  // "gzip, br;q=0.9" takes it; "br;q=0" and "brick" do not.
  bool takes_brotli() const;
};

struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  bool compressible = true;
  // Texts that stand in the body and in other answers too, kept by whoever made them: they are compressed
  // once for all. What does not stand there does no harm.
  std::vector<std::shared_ptr<const std::string>> common;
  bool keeps_itself = false;  // a page that may have a worker keep it for the time without a net
  // For the log line: which route answered, who asked, how many statements it took.
  std::string route;
  std::string who;
  std::int64_t statements = 0;

  // 303 after a change. What is not visible ASCII in the address is percent-encoded, so that no
  // line end or tab from an input reaches the Location header.
  static Response see_other(std::string_view address);
  Response& with(std::string name, std::string value);
};

// What cannot be read as a request: answered with this status and sentence.
struct BadRequest {
  int status;  // 400, 405, 413, 414, 415, 431
  Message message;
};

// Reads an application/x-www-form-urlencoded or multipart/form-data body. Refuses other content
// types (415), broken encodings, text that is not clean UTF-8 (400), more fields than the request may have (413).
std::variant<Form, BadRequest> read_form(const Request& request);

// %41 → A, + → space if asked; nothing if the escapes are broken.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space);
std::string encode_percent(std::string_view text);  // everything but unreserved characters and /
std::optional<Parameters> parse_query(std::string_view text);

using Application = std::function<Response(const Request&)>;

}  // namespace samloft::web

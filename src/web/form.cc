// Bodies of forms: urlencoded and multipart. Strict, bounded and linear in the size of the body.
// Tested by form_test.cc

#include <algorithm>

#include "base/text.h"
#include "base/texts.h"
#include "web/http.h"

namespace samloft::web {
namespace {

constexpr std::size_t kMostFields = 5000;

using Outcome = std::variant<Form, BadRequest>;

BadRequest broken() {
  return {400, N_("Skjemaet kom ikke helt fram. Gå tilbake og send det en gang til.")};
}
BadRequest unclean() {
  return {400, N_("Skjemaet har tegn som ikke kan lagres. Skriv teksten på nytt, og prøv igjen.")};
}
BadRequest too_many() {
  return {413, N_("Skjemaet har for mange felt. Del det opp i flere.")};
}

// Browsers end lines in forms with CRLF; stored text has LF.
std::string with_plain_line_ends(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      out += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

Outcome read_urlencoded(const std::string& body) {
  if (static_cast<std::size_t>(std::count(body.begin(), body.end(), '&')) > kMostFields)
    return too_many();
  Form form;
  std::string_view rest = body;
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    const auto equals = pair.find('=');
    const auto name = decode_percent(pair.substr(0, equals), true);
    const auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                        : decode_percent(pair.substr(equals + 1), true);
    if (!name || !value) return broken();
    if (!is_clean_text(*name) || !is_clean_text(*value)) return unclean();
    if (!name->empty()) form.fields.add(*name, with_plain_line_ends(*value));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return form;
}

// The value of an attribute in a header such as: form-data; name="file"; filename="a.csv".
std::optional<std::string> attribute(std::string_view header, std::string_view name) {
  std::size_t at = 0;
  while ((at = header.find(name, at)) != std::string_view::npos) {
    const bool starts = at == 0 || header[at - 1] == ' ' || header[at - 1] == ';';
    const auto equals = at + name.size();
    at = equals;
    if (!starts || equals >= header.size() || header[equals] != '=') continue;
    auto value = header.substr(equals + 1);
    if (!value.starts_with('"')) return std::string(value.substr(0, value.find(';')));
    value.remove_prefix(1);
    const auto end = value.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    // Browsers write %22 for a quotation mark within a name.
    return std::string(value.substr(0, end));
  }
  return std::nullopt;
}

std::string header_value(std::string_view head, std::string_view name) {
  for (const std::string& line : split(head, '\n')) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    std::string key = trimmed(line.substr(0, colon));
    std::transform(key.begin(), key.end(), key.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (key == name) return trimmed(line.substr(colon + 1));
  }
  return {};
}

// The last part of whatever path a browser sent along.
std::string bare_file_name(const std::string& name) {
  const auto slash = name.find_last_of("/\\");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

std::optional<BadRequest> read_part(std::string_view head, std::string_view content, Form& form) {
  const std::string disposition = header_value(head, "content-disposition");
  const auto name = attribute(disposition, "name");
  if (!disposition.starts_with("form-data") || !name || name->empty()) return broken();
  if (!is_clean_text(*name)) return unclean();
  const auto file_name = attribute(disposition, "filename");
  if (!file_name) {
    std::string value = with_plain_line_ends(std::string(content));
    if (!is_clean_text(value)) return unclean();
    form.fields.add(*name, std::move(value));
    return std::nullopt;
  }
  if (!is_clean_text(*file_name)) return unclean();
  form.uploads.push_back({*name, bare_file_name(*file_name), header_value(head, "content-type"),
                          std::string(content)});
  return std::nullopt;
}

Outcome read_multipart(std::string_view body, const std::string& boundary) {
  Form form;
  const std::string line = "--" + boundary, next = "\r\n" + line;
  if (!body.starts_with(line)) return broken();
  body.remove_prefix(line.size());
  for (std::size_t count = 0; !body.starts_with("--"); ++count) {
    if (count == kMostFields) return too_many();
    if (!body.starts_with("\r\n")) return broken();
    body.remove_prefix(2);
    const auto head_end = body.find("\r\n\r\n");
    if (head_end == std::string_view::npos || head_end > 8192) return broken();
    const auto content_end = body.find(next, head_end + 2);
    if (content_end == std::string_view::npos) return broken();
    const auto start = head_end + 4;
    const auto content = content_end < start ? std::string_view()
                                             : body.substr(start, content_end - start);
    if (auto bad = read_part(body.substr(0, head_end), content, form)) return *bad;
    body.remove_prefix(content_end + next.size());
  }
  return form;
}

}  // namespace

Outcome read_form(const Request& request) {
  const std::string& type = request.header("content-type");
  if (type.starts_with("application/x-www-form-urlencoded")) return read_urlencoded(request.body);
  if (type.starts_with("multipart/form-data")) {
    const auto boundary = attribute(type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) return broken();
    return read_multipart(request.body, *boundary);
  }
  if (request.body.empty() && type.empty()) return Form{};
  return BadRequest{415, N_("Dette kan ikke leses som et skjema. Bruk skjemaet på siden.")};
}

}  // namespace samloft::web

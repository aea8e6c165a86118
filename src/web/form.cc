// Bodies of forms: urlencoded and multipart. Strict, bounded and linear in the size of the body.
// Tested by form_test.cc

#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/texts.h"
#include "web/http.h"

namespace samloft::web {
namespace {

using Outcome = std::variant<Form, BadRequest>;

BadRequest broken() {
  return {400, N_("Skjemaet kom ikke helt fram. Gå tilbake og send det en gang til.")};
}
BadRequest unclean() {
  return {400, N_("Skjemaet har tegn som ikke kan lagres. Skriv teksten på nytt, og prøv igjen.")};
}
BadRequest too_many() { return {413, N_("Skjemaet har for mange felt. Del det opp i flere.")}; }

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

Outcome read_urlencoded(const std::string& body, std::size_t most_fields) {
  Form form;
  std::string_view rest = body;
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    const auto equals = pair.find('=');
    const auto name = decode_percent(pair.substr(0, equals), true);
    const auto value = equals == std::string_view::npos
                           ? std::optional<std::string>("")
                           : decode_percent(pair.substr(equals + 1), true);
    if (!name || !value) return broken();
    if (!is_clean_text(*name) || !is_clean_text(*value)) return unclean();
    if (form.fields.all().size() == most_fields) return too_many();
    if (!name->empty()) form.fields.add(*name, with_plain_line_ends(*value));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return form;
}

std::string lower(std::string text) {
  for (char& character : text) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
  }
  return text;
}

// A header such as: form-data; name="file"; filename="a;b.csv".
struct HeaderValue {
  std::string token;  // what stands first, in lower case
  std::map<std::string, std::string> attributes;
};

// Cuts one attribute off the front of the text. A semicolon within quotation marks ends nothing,
// so that a file name cannot pass for an attribute. Browsers write %22 for a quotation mark.
bool cut_attribute(std::string_view& text, HeaderValue& value) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return false;
  std::string name = lower(trimmed(text.substr(0, equals)));
  text.remove_prefix(equals + 1);
  const bool quoted = text.starts_with('"');
  if (quoted) text.remove_prefix(1);
  const auto end = text.find(quoted ? '"' : ';');
  if (quoted && end == std::string_view::npos) return false;
  std::string content(text.substr(0, end));
  text.remove_prefix(std::min(text.size(), quoted ? end + 1 : end));
  const auto next = text.find_first_not_of(" \t");
  text.remove_prefix(std::min(text.size(), next));
  if (!text.empty() && !text.starts_with(';')) return false;
  return value.attributes.emplace(std::move(name), std::move(content)).second;
}

// Nothing if the header is malformed or names an attribute twice.
std::optional<HeaderValue> parse_header(std::string_view text) {
  const auto semicolon = text.find(';');
  HeaderValue value{lower(trimmed(text.substr(0, semicolon))), {}};
  text.remove_prefix(std::min(text.size(), semicolon));
  while (!text.empty()) {
    text.remove_prefix(1);
    if (trimmed(text).empty()) break;
    if (!cut_attribute(text, value)) return std::nullopt;
  }
  return value;
}

const std::string* attribute(const HeaderValue& value, const std::string& name) {
  const auto found = value.attributes.find(name);
  return found == value.attributes.end() ? nullptr : &found->second;
}

std::string header_value(std::string_view head, std::string_view name) {
  for (const std::string& line : split(head, '\n')) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    if (lower(trimmed(line.substr(0, colon))) == name) return trimmed(line.substr(colon + 1));
  }
  return {};
}

// The last part of whatever path a browser sent along, with its quotation marks.
std::string bare_file_name(std::string name) {
  name.erase(0, name.find_last_of("/\\") + 1);
  for (auto at = name.find("%22"); at != std::string::npos; at = name.find("%22", at)) {
    name.erase(at, 2);
    name[at] = '"';
  }
  return name == "." || name == ".." ? "" : name;
}

std::optional<BadRequest> read_part(std::string_view head, std::string_view content, Form& form) {
  const auto disposition = parse_header(header_value(head, "content-disposition"));
  if (!disposition || disposition->token != "form-data") return broken();
  const std::string* name = attribute(*disposition, "name");
  if (name == nullptr || name->empty()) return broken();
  if (!is_clean_text(*name)) return unclean();
  const std::string* file_name = attribute(*disposition, "filename");
  if (file_name == nullptr) {
    std::string value = with_plain_line_ends(std::string(content));
    if (!is_clean_text(value)) return unclean();
    form.fields.add(*name, std::move(value));
    return std::nullopt;
  }
  std::string type = header_value(head, "content-type");
  if (!is_clean_text(*file_name) || !is_clean_text(type)) return unclean();
  form.uploads.push_back(
      {*name, bare_file_name(*file_name), std::move(type), std::string(content)});
  return std::nullopt;
}

Outcome read_multipart(std::string_view body, const std::string& boundary,
                       std::size_t most_fields) {
  Form form;
  const std::string line = "--" + boundary, next = "\r\n" + line;
  if (!body.starts_with(line)) return broken();
  body.remove_prefix(line.size());
  for (std::size_t count = 0; !body.starts_with("--"); ++count) {
    if (count == most_fields) return too_many();
    if (!body.starts_with("\r\n")) return broken();
    body.remove_prefix(2);
    const auto head_end = body.find("\r\n\r\n");
    if (head_end == std::string_view::npos || head_end > 8192) return broken();
    const auto content_end = body.find(next, head_end + 2);
    if (content_end == std::string_view::npos) return broken();
    const auto start = head_end + 4;
    const auto content =
        content_end < start ? std::string_view() : body.substr(start, content_end - start);
    if (auto bad = read_part(body.substr(0, head_end), content, form)) return *bad;
    body.remove_prefix(content_end + next.size());
  }
  return form;
}

}  // namespace

Outcome read_form(const Request& request) {
  const std::string& type = request.header("content-type");
  if (request.body.empty() && type.empty()) return Form{};
  const auto read = parse_header(type);
  if (read && read->token == "application/x-www-form-urlencoded")
    return read_urlencoded(request.body, request.most_fields);
  if (lower(type).starts_with("multipart/form-data")) {
    const std::string* boundary = read ? attribute(*read, "boundary") : nullptr;
    if (boundary == nullptr || boundary->empty() || boundary->size() > 70) return broken();
    return read_multipart(request.body, *boundary, request.most_fields);
  }
  return BadRequest{415, N_("Dette kan ikke leses som et skjema. Bruk skjemaet på siden.")};
}

}  // namespace samloft::web

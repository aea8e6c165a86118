// How RESTinio's parser takes in a request. Its own callbacks end the connection without a word where a
// limit is passed; these keep what fits, let the rest pass by, and leave a note, so that the request
// comes through and can be refused with a status and a sentence. Never more than the limits is held.
// Private to this part; server.cc alone includes it.
#pragma once

#include <restinio/all.hpp>

#include <algorithm>
#include <string_view>

namespace samloft::web {

struct Methods : restinio::default_http_methods_t {};

namespace intake {

// The note of a request that was not kept whole: a header without a name, which no parser makes.
constexpr std::string_view kTooLongHead = "431", kTooLongBody = "413";
// Of the head, in all; the parser itself gives up at 80 KB.
constexpr std::uint32_t kLongestHead = 64 * 1024;
constexpr std::size_t kReservedBody = 64 * 1024;

inline restinio::impl::http_parser_ctx_t& context(http_parser* parser) {
  return *static_cast<restinio::impl::http_parser_ctx_t*>(parser->data);
}

inline bool is_dropped(const restinio::impl::http_parser_ctx_t& context) {
  return context.m_total_field_count > context.m_limits.max_field_count();
}

inline void drop(restinio::impl::http_parser_ctx_t& context, std::string_view note) {
  if (is_dropped(context)) return;
  context.m_header.add_field(std::string(), std::string(note));
  context.m_total_field_count = context.m_limits.max_field_count() + 1;
}

// One character more than the limit is kept, which tells that it was passed.
inline std::size_t room(std::size_t limit, std::size_t taken, std::size_t wanted) {
  return taken > limit ? 0 : std::min(wanted, limit + 1 - taken);
}

inline int take_target(http_parser* parser, const char* at, std::size_t size) {
  auto& request = context(parser);
  const std::size_t taken = request.m_header.request_target().size();
  request.m_header.append_request_target(at, room(request.m_limits.max_url_size(), taken, size));
  return 0;
}

// The parser takes blanks in a name, so that "Transfer-Encoding : chunked" is a field that it does not
// know; a proxy may know it. Such a request ends its connection, as what is no HTTP does.
inline int take_name(http_parser* parser, const char* at, std::size_t size) {
  if (std::string_view(at, size).find(' ') != std::string_view::npos) return 1;
  auto& request = context(parser);
  if (request.m_last_was_value) {
    request.m_current_field_name.clear();
    request.m_last_was_value = false;
  }
  std::string& name = request.m_current_field_name;
  name.append(at, room(request.m_limits.max_field_name_size(), name.size(), size));
  return 0;
}

inline int take_value(http_parser* parser, const char* at, std::size_t size) {
  auto& request = context(parser);
  const auto& limits = request.m_limits;
  if (!request.m_last_was_value) {
    request.m_last_was_value = true;
    if (request.m_leading_headers_completed || is_dropped(request)) return 0;
    request.m_last_value_total_size = 0;
    if (request.m_current_field_name.size() > limits.max_field_name_size() ||
        request.m_total_field_count == limits.max_field_count() || parser->nread > kLongestHead) {
      drop(request, kTooLongHead);
      return 0;
    }
    request.m_header.add_field(std::move(request.m_current_field_name), std::string());
    ++request.m_total_field_count;
  }
  if (request.m_leading_headers_completed || is_dropped(request)) return 0;
  request.m_last_value_total_size += size;
  if (request.m_last_value_total_size > limits.max_field_value_size()) {
    drop(request, kTooLongHead);
  } else {
    restinio::impl::append_last_field_accessor(request.m_header, {at, size});
  }
  return 0;
}

// An Upgrade is not ours to make: the request is answered like any other. RESTinio would take no time
// of it and end the connection.
inline int end_head(http_parser* parser) {
  auto& request = context(parser);
  request.m_leading_headers_completed = true;
  parser->upgrade = 0;
  if (parser->content_length == ULLONG_MAX) return 0;  // it comes in chunks, or there is none
  if (parser->content_length > request.m_limits.max_body_size()) drop(request, kTooLongBody);
  if (!is_dropped(request))
    request.m_body.reserve(std::min<std::size_t>(parser->content_length, kReservedBody));
  return 0;
}

inline int take_body(http_parser* parser, const char* at, std::size_t size) {
  auto& request = context(parser);
  if (is_dropped(request)) return 0;
  if (request.m_body.size() + size > request.m_limits.max_body_size()) {
    std::string().swap(request.m_body);
    drop(request, kTooLongBody);
  } else {
    request.m_body.append(at, size);
  }
  return 0;
}

}  // namespace intake
}  // namespace samloft::web

namespace restinio::impl {

// RESTinio asks this function for the parser's callbacks; it has no other way to choose them.
template <>
inline http_parser_settings create_parser_settings<samloft::web::Methods>() noexcept {
  http_parser_settings settings;
  http_parser_settings_init(&settings);
  settings.on_url = samloft::web::intake::take_target;
  settings.on_header_field = samloft::web::intake::take_name;
  settings.on_header_value = samloft::web::intake::take_value;
  settings.on_headers_complete = samloft::web::intake::end_head;
  settings.on_body = samloft::web::intake::take_body;
  settings.on_message_complete = restinio_message_complete_cb<samloft::web::Methods>;
  return settings;
}

}  // namespace restinio::impl

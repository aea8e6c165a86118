// The server on RESTinio, which this source alone sees.
// Tested by server_test.cc

#include "web/server.h"

#include <restinio/all.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>

#include "base/id.h"
#include "base/text.h"
#include "base/texts.h"
#include "web/answer.h"
#include "web/log.h"
#include "web/workers.h"

namespace samloft::web {
namespace {

constexpr std::size_t kLongestAddress = 8 * 1024;
constexpr std::size_t kMostHeaders = 100;
constexpr std::size_t kMostConnections = 5000;
constexpr auto kLongestFarewell = std::chrono::seconds(10);

struct Traits : restinio::default_traits_t {
  static constexpr bool use_connection_count_limiter = true;
};
using RunningServer = restinio::running_server_instance_t<restinio::http_server_t<Traits>>;

std::string lower(std::string text) {
  for (char& character : text) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
  }
  return text;
}

// A line end in a value would begin a header of its own.
std::string one_line(std::string value) {
  for (char& character : value) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x20 || byte == 0x7f) character = ' ';
  }
  return value;
}

Request begun(const restinio::request_handle_t& handle) {
  Request request;
  request.id = Uuid::fresh().text();
  request.method = handle->header().method().c_str();
  request.client = handle->remote_endpoint().address().to_string();
  return request;
}

// The proxy adds the address it saw behind the others, on the same line or on one of its own; what
// stands before it is the caller's own word.
std::string forwarded_client(const Request& request) {
  const auto lines = request.headers.every("x-forwarded-for");
  return lines.empty() ? "" : trimmed(split(lines.back(), ',').back());
}

// Nobody has asked for a body, or the status has none.
bool is_without_body(const Request& request, int status) {
  return request.method == "HEAD" || status == 204 || status == 304;
}

template <class Reply>
void put_headers(Reply& reply, const Request& request, const Response& response,
                 bool keeps_connection) {
  reply.append_header("Content-Type", one_line(response.type));
  for (const auto& [name, value] : response.headers) reply.append_header(name, one_line(value));
  reply.append_header("X-Request-Id", request.id);
  if (keeps_connection) {
    reply.connection_keep_alive();
  } else {
    reply.connection_close();
  }
}

}  // namespace

struct Server::State {
  ServerOptions options;
  Application application;
  std::unique_ptr<Workers> workers;
  std::unique_ptr<RunningServer> running;
  std::atomic<std::uint16_t> port{0};
  std::atomic<std::size_t> under_way{0};
  std::atomic<bool> stopping{false};

  restinio::request_handling_status_t receive(const restinio::request_handle_t& handle);
  std::optional<Response> refuse(const restinio::request_handle_t& handle, Request& request);
  void read_headers(const restinio::request_handle_t& handle, Request& request) const;
  void answer(const restinio::request_handle_t& handle);
  void send(const restinio::request_handle_t& handle, const Request& request, Response response);
  bool trusted(const restinio::request_handle_t& handle) const {
    return !options.trusted_proxy.empty() &&
           handle->remote_endpoint().address().to_string() == options.trusted_proxy;
  }
};

// On an io thread: hands the request to the workers, or says that too much waits.
restinio::request_handling_status_t Server::State::receive(
    const restinio::request_handle_t& handle) {
  ++under_way;
  if (!stopping && workers->take([this, handle] { answer(handle); }))
    return restinio::request_accepted();
  Request request = begun(handle);
  read_headers(handle, request);
  Response refusal =
      plain_refusal({503, N_("Det er kø akkurat nå. Vent litt og prøv igjen.")}, request);
  log_request(request, refusal, 0);
  send(handle, request, std::move(refusal));
  return restinio::request_accepted();
}

void Server::State::read_headers(const restinio::request_handle_t& handle, Request& request) const {
  handle->header().for_each_field(
      [&](const auto& field) { request.headers.add(lower(field.name()), field.value()); });
  if (!trusted(handle)) return;
  std::string client = forwarded_client(request);
  if (!client.empty()) request.client = std::move(client);
}

// On a worker: reads the rest of the request; what passes a limit never reaches the application.
std::optional<Response> Server::State::refuse(const restinio::request_handle_t& handle,
                                              Request& request) {
  read_headers(handle, request);
  const auto& target = handle->header().request_target();
  const auto& headers = request.headers.all();
  if (target.size() > kLongestAddress)
    return plain_refusal({414, N_("Adressen er ikke gyldig. Se etter om den er skrevet riktig.")},
                         request);
  const bool long_header = std::any_of(headers.begin(), headers.end(), [&](const auto& header) {
    return header.second.size() > options.largest_header;
  });
  if (long_header || headers.size() > kMostHeaders) {
    return plain_refusal({431, N_("En overskrift i forespørselen er for lang. Slett "
                                  "informasjonskapslene for siden og prøv igjen.")},
                         request);
  }
  if (handle->body().size() > options.largest_body) {
    return plain_refusal({413,
                          {N_("Det du sendte, er for stort. Høyst {} MB går an."),
                           {std::to_string(options.largest_body / 1024 / 1024)}}},
                         request);
  }
  if (request.method != "GET" && request.method != "HEAD" && request.method != "POST") {
    Response refusal = plain_refusal({405, N_("Denne metoden brukes ikke her.")}, request);
    refusal.with("Allow", "GET, HEAD, POST");
    return refusal;
  }
  if (const auto bad = read_target(target, request)) return plain_refusal(*bad, request);
  request.body = handle->body();
  return std::nullopt;
}

void Server::State::answer(const restinio::request_handle_t& handle) {
  const auto start = std::chrono::steady_clock::now();
  Request request = begun(handle);
  auto refusal = refuse(handle, request);
  Response response = refusal ? *std::move(refusal) : guarded(application, request);
  compress(request, response);
  const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  log_request(request, response, spent.count());
  send(handle, request, std::move(response));
}

void Server::State::send(const restinio::request_handle_t& handle, const Request& request,
                         Response response) {
  add_security_headers(response, trusted(handle) && request.header("x-forwarded-proto") == "https");
  const restinio::http_status_line_t status(
      restinio::http_status_code_t(static_cast<std::uint16_t>(response.status)), "");
  const bool keeps = !stopping && handle->header().should_keep_alive();
  const auto written = [this](const auto&) { --under_way; };
  if (is_without_body(request, response.status)) {
    // The ordinary builder would state the length of the body it has: 0, whatever GET answers.
    auto reply = handle->create_response<restinio::user_controlled_output_t>(status);
    put_headers(reply, request, response, keeps);
    reply.set_content_length(response.body.size());
    reply.done(written);
  } else {
    auto reply = handle->create_response(status);
    put_headers(reply, request, response, keeps);
    reply.set_body(std::move(response.body));
    reply.done(written);
  }
}

Server::Server(ServerOptions options, Application application) : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
  state_->application = std::move(application);
}

Server::~Server() { stop(); }

void Server::start() {
  State& state = *state_;
  const ServerOptions& options = state.options;
  state.workers = std::make_unique<Workers>(options.workers, options.longest_queue);
  restinio::server_settings_t<Traits> settings;
  settings.address(options.address)
      .port(options.port)
      .read_next_http_message_timelimit(std::chrono::seconds(options.read_seconds))
      .write_http_response_timelimit(std::chrono::seconds(options.read_seconds))
      .handle_request_timeout(std::chrono::seconds(options.handle_seconds))
      .max_parallel_connections(kMostConnections)
      // RESTinio drops what passes its limits without a word; ours, which explain, stand before.
      .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                    .max_url_size(2 * kLongestAddress)
                                    .max_field_name_size(1024)
                                    .max_field_value_size(4 * options.largest_header)
                                    .max_field_count(2 * kMostHeaders)
                                    .max_body_size(2 * options.largest_body))
      .acceptor_post_bind_hook(
          [&state](auto& acceptor) { state.port = acceptor.local_endpoint().port(); })
      .request_handler([&state](const auto& handle) { return state.receive(handle); });
  try {
    state.running =
        restinio::run_async(restinio::own_io_context(), std::move(settings), options.io_threads);
  } catch (const std::exception& error) {
    throw Broken("cannot listen on " + options.address + " port " + std::to_string(options.port) +
                 ": " + error.what() + ". Choose another with --port.");
  }
}

std::uint16_t Server::port() const { return state_->port; }

void Server::stop() {
  State& state = *state_;
  if (!state.running) return;
  state.stopping = true;
  const auto end = std::chrono::steady_clock::now() + kLongestFarewell;
  while (state.under_way > 0 && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  state.running->stop();
  state.running->wait();
  // A worker that outlasts the farewell still holds a connection: it ends before the connections'
  // home does.
  state.workers->stop();
  state.running.reset();
}

namespace {

sigset_t end_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

void block_end_signals() {
  const sigset_t set = end_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

int wait_for_end_signal() {
  const sigset_t set = end_signals();
  int signal = 0;
  sigwait(&set, &signal);
  return signal;
}

}  // namespace samloft::web

// The server on RESTinio, which this source alone sees.
// Tested by server_test.cc

#include "web/server.h"


#include <restinio/all.hpp>

#include <atomic>
#include <chrono>
#include <csignal>

#include "base/id.h"
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
  Response respond(const restinio::request_handle_t& handle, Request& request);
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
  Request request;
  request.method = handle->header().method().c_str();
  send(handle, request,
       plain_refusal({503, N_("Det er kø akkurat nå. Vent litt og prøv igjen.")}, request));
  return restinio::request_accepted();
}

// On a worker: reads the rest of the request and runs the application.
Response Server::State::respond(const restinio::request_handle_t& handle, Request& request) {
  const std::string method = handle->header().method().c_str();
  auto read = read_target(method, handle->header().request_target());
  if (const auto* bad = std::get_if<BadRequest>(&read)) {
    request.method = method;
    request.id = Uuid::fresh().text();
    return plain_refusal(*bad, request);
  }
  request = std::get<Request>(std::move(read));
  request.client = handle->remote_endpoint().address().to_string();
  bool long_header = false;
  handle->header().for_each_field([&](const auto& field) {
    long_header = long_header || field.value().size() > options.largest_header;
    request.headers.add(lower(field.name()), field.value());
  });
  if (trusted(handle)) {
    // The proxy appends the address it saw; what stands before it is the caller's own word.
    const std::string& forwarded = request.header("x-forwarded-for");
    const auto comma = forwarded.rfind(',');
    const auto last = comma == std::string::npos ? forwarded : forwarded.substr(comma + 1);
    const auto start = last.find_first_not_of(' ');
    if (start != std::string::npos) request.client = last.substr(start);
  }
  if (long_header)
    return plain_refusal({431, N_("En overskrift i forespørselen er for lang. Slett informasjonskapslene for siden og prøv igjen.")}, request);
  if (handle->body().size() > options.largest_body) {
    return plain_refusal({413, {N_("Det du sendte, er for stort. Høyst {} MB går an."),
                                {std::to_string(options.largest_body / 1024 / 1024)}}},
                         request);
  }
  if (method != "GET" && method != "HEAD" && method != "POST") {
    Response refusal = plain_refusal({405, N_("Denne metoden brukes ikke her.")}, request);
    refusal.with("Allow", "GET, HEAD, POST");
    return refusal;
  }
  request.body = handle->body();
  return guarded(application, request);
}

void Server::State::answer(const restinio::request_handle_t& handle) {
  const auto start = std::chrono::steady_clock::now();
  Request request;
  Response response = respond(handle, request);
  compress(request, response);
  const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  log_request(request, response, spent.count());
  send(handle, request, std::move(response));
}

void Server::State::send(const restinio::request_handle_t& handle, const Request& request,
                         Response response) {
  add_security_headers(response,
                       trusted(handle) && request.header("x-forwarded-proto") == "https");
  auto reply = handle->create_response(
      restinio::http_status_line_t(restinio::http_status_code_t(
                                       static_cast<std::uint16_t>(response.status)),
                                   ""));
  reply.append_header("Content-Type", response.type);
  for (const auto& [name, value] : response.headers) reply.append_header(name, value);
  if (!request.id.empty()) reply.append_header("X-Request-Id", request.id);
  if (stopping || !handle->header().should_keep_alive()) reply.connection_close();
  else reply.connection_keep_alive();
  if (request.method == "HEAD") {
    reply.append_header("Content-Length", std::to_string(response.body.size()));
  } else {
    reply.set_body(std::move(response.body));
  }
  reply.done([this](const auto&) { --under_way; });
}

Server::Server(ServerOptions options, Application application)
    : state_(std::make_unique<State>()) {
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
                                    .max_url_size(kLongestAddress)
                                    .max_field_name_size(1024)
                                    .max_field_value_size(4 * options.largest_header)
                                    .max_field_count(kMostHeaders)
                                    .max_body_size(2 * options.largest_body))
      .acceptor_post_bind_hook([&state](auto& acceptor) {
        state.port = acceptor.local_endpoint().port();
      })
      .request_handler([&state](const auto& handle) { return state.receive(handle); });
  try {
    state.running = restinio::run_async(restinio::own_io_context(), std::move(settings),
                                        options.io_threads);
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
  state.running.reset();
  state.workers->stop();
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

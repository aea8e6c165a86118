// The server on RESTinio, which this source alone sees.
// Tested by server_test.cc

#include "web/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>

#include "base/id.h"
#include "base/text.h"
#include "base/texts.h"
#include "web/answer.h"
#include "web/callers.h"
#include "web/intake.h"
#include "web/log.h"
#include "web/network.h"
#include "web/workers.h"

namespace samloft::web {
namespace {

// One: a connection is opened, read, written and closed by the same thread, as Gate needs it.
constexpr std::size_t kIoThreads = 1;
// Of new connections each time round: with one, each stood behind all requests that others had ready.
constexpr std::size_t kAcceptedAtOnce = 64;
constexpr std::size_t kLongestHeaderName = 1024;
constexpr std::uint32_t kLongestUnreadHead = 1024 * 1024;  // answered with 431 as far as that
constexpr std::size_t kOtherDescriptors = 500;             // databases, files, mails
constexpr auto kLongestFarewell = std::chrono::seconds(10);
constexpr auto kLongAnswer = std::chrono::milliseconds(20);
constexpr std::size_t kMostRefusalsTold = 100;  // a second, in the log
constexpr auto kSayAgain = std::chrono::minutes(1);

// Lets connections in as long as there is a place, and hears of all that becomes of them. RESTinio's
// own counter loses a place for good whenever a caller is gone before it is let in.
class Gate {
 public:
  explicit Gate(std::size_t most) : callers(most) {}
  bool enter(int socket) noexcept {
    const std::size_t before = callers.sent_away();
    const bool entered = callers.enter(socket);
    const auto now = std::chrono::steady_clock::now();
    if ((!entered || callers.sent_away() > before) && now - said_ > kSayAgain) {
      said_ = now;
      log_event("warning", "all connections are taken",
                {{"what", "the longest silent are closed; see most-connections"}});
    }
    return entered;
  }
  restinio::ip_blocker::inspection_result_t inspect(
      const restinio::ip_blocker::incoming_info_t&) noexcept {
    return restinio::ip_blocker::allow();  // enter() has asked already
  }
  void state_changed(const restinio::connection_state::notice_t& notice) noexcept {
    using restinio::connection_state::accepted_t;
    if (restinio::holds_alternative<accepted_t>(notice.cause())) {
      callers.named(notice.connection_id());
    } else {
      callers.leave(notice.connection_id());
    }
  }
  Callers callers;

 private:
  std::chrono::steady_clock::time_point said_ = std::chrono::steady_clock::now() - kSayAgain;
};

// A single io thread needs no strand about each connection; what workers hand it is posted to it.
struct Traits : restinio::default_single_thread_traits_t {
  using http_methods_mapper_t = Methods;
  using connection_state_listener_t = Gate;
  using ip_blocker_t = Gate;
};
using RunningServer = restinio::running_server_instance_t<restinio::http_server_t<Traits>>;

std::string lower(std::string text) {
  for (char& character : text) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
  }
  return text;
}

// The most files that may be open, raised as far as the system lets us.
std::size_t raised_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  limit.rlim_cur = limit.rlim_max;
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur == RLIM_INFINITY ? SIZE_MAX : static_cast<std::size_t>(limit.rlim_cur);
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
}  // namespace samloft::web

namespace restinio::impl::acceptor_details {

// The way to the socket of a connection before it is one.
template <>
struct ip_blocker_holder_t<samloft::web::Gate> {
  template <class Settings>
  explicit ip_blocker_holder_t(const Settings& settings) : gate(settings.ip_blocker()) {}
  template <class Socket>
  ip_blocker::inspection_result_t inspect_incoming(Socket& socket) const noexcept {
    return gate->enter(socket.native_handle()) ? ip_blocker::allow() : ip_blocker::deny();
  }
  std::shared_ptr<samloft::web::Gate> gate;
};

}  // namespace restinio::impl::acceptor_details

namespace samloft::web {

struct Server::State {
  ServerOptions options;
  Application application;
  Compressor compressor;
  std::unique_ptr<Workers> workers;
  std::shared_ptr<Gate> gate;
  std::unique_ptr<RunningServer> running;
  std::atomic<std::uint16_t> port{0};
  std::atomic<std::size_t> under_way{0};
  std::atomic<bool> stopping{false};
  std::size_t told = 0;  // refusals since then; the io thread's own
  std::chrono::steady_clock::time_point told_since;

  restinio::request_handling_status_t receive(const restinio::request_handle_t& handle);
  void read_headers(const restinio::request_handle_t& handle, Request& request) const;
  std::optional<Response> refuse(const restinio::request_handle_t& handle, Request& request) const;
  Response too_long(std::string_view note, const Request& request) const;
  void send_refusal(const restinio::request_handle_t& handle, const Request& request,
                    Response refusal);
  void answer(const restinio::request_handle_t& handle, Request& request);
  void send(const restinio::request_handle_t& handle, const Request& request, Response response);
  std::size_t places() const;
  bool trusted(const restinio::request_handle_t& handle) const {
    return !options.trusted_proxy.empty() &&
           handle->remote_endpoint().address().to_string() == options.trusted_proxy;
  }
};

// On the io thread: what passes a limit is refused at once and takes no worker's time; the rest waits
// for a worker.
restinio::request_handling_status_t Server::State::receive(
    const restinio::request_handle_t& handle) {
  ++under_way;
  gate->callers.begin(handle->connection_id());
  const auto request = std::make_shared<Request>(begun(handle));
  read_headers(handle, *request);
  if (auto refusal = refuse(handle, *request)) {
    send_refusal(handle, *request, *std::move(refusal));
    return restinio::request_accepted();
  }
  const auto run = [this, handle, request] { answer(handle, *request); };
  const auto turn_away = [this, handle, request] {
    send_refusal(
        handle, *request,
        plain_refusal({503, N_("Det er kø akkurat nå. Vent litt og prøv igjen.")}, *request));
  };
  if (stopping) {
    turn_away();
  } else {
    workers->take(network_of(request->client), {run, turn_away});
  }
  return restinio::request_accepted();
}

void Server::State::read_headers(const restinio::request_handle_t& handle, Request& request) const {
  handle->header().for_each_field(
      [&](const auto& field) { request.headers.add(lower(field.name()), field.value()); });
  if (!trusted(handle)) return;
  std::string client = forwarded_client(request);
  if (!client.empty()) request.client = std::move(client);
}

Response Server::State::too_long(std::string_view note, const Request& request) const {
  if (note == intake::kTooLongBody) {
    return plain_refusal({413,
                          {N_("Det du sendte, er for stort. Høyst {} MB går an."),
                           {std::to_string(options.largest_body / 1024 / 1024)}}},
                         request);
  }
  return plain_refusal({431, N_("En overskrift i forespørselen er for lang. Slett "
                                "informasjonskapslene for siden og prøv igjen.")},
                       request);
}

std::optional<Response> Server::State::refuse(const restinio::request_handle_t& handle,
                                              Request& request) const {
  const auto& target = handle->header().request_target();
  if (target.size() > options.longest_address)
    return plain_refusal({414, N_("Adressen er ikke gyldig. Se etter om den er skrevet riktig.")},
                         request);
  if (request.headers.has("")) return too_long(request.header(""), request);
  if (request.method != "GET" && request.method != "HEAD" && request.method != "POST") {
    Response refusal = plain_refusal({405, N_("Denne metoden brukes ikke her.")}, request);
    refusal.with("Allow", "GET, HEAD, POST");
    return refusal;
  }
  if (const auto bad = read_target(target, request)) return plain_refusal(*bad, request);
  return std::nullopt;
}

// Always on the io thread. A log line takes as long as the refusal itself: whoever sends garbage by the
// thousand fills neither the log nor the time.
void Server::State::send_refusal(const restinio::request_handle_t& handle, const Request& request,
                                 Response refusal) {
  const auto now = std::chrono::steady_clock::now();
  if (now - told_since > std::chrono::seconds(1)) {
    if (told > kMostRefusalsTold) {
      log_event("warning", "refusals not logged",
                {{"count", std::to_string(told - kMostRefusalsTold)}});
    }
    told_since = now;
    told = 0;
  }
  if (++told <= kMostRefusalsTold) log_request(request, refusal, 0);
  send(handle, request, std::move(refusal));
}

// On a worker.
void Server::State::answer(const restinio::request_handle_t& handle, Request& request) {
  const auto start = std::chrono::steady_clock::now();
  request.body = handle->body();
  request.most_fields = options.most_fields;
  Response response = guarded(application, request);
  compress(compressor, request, response);
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
  gate->callers.end(handle->connection_id());
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

// A connection that cannot be opened for want of a descriptor would leave RESTinio deaf for ever, so
// the places are fewer than the descriptors.
std::size_t Server::State::places() const {
  const std::size_t descriptors = raised_descriptor_limit();
  const std::size_t others = std::min(kOtherDescriptors, descriptors / 2);
  if (options.most_connections <= descriptors - others) return options.most_connections;
  log_event("warning", "few descriptors",
            {{"what", "most-connections is " + std::to_string(descriptors - others) + " and not " +
                          std::to_string(options.most_connections) +
                          ": raise the limit of open files (LimitNOFILE, ulimit -n)"}});
  return descriptors - others;
}

void Server::start() {
  State& state = *state_;
  const ServerOptions& options = state.options;
  state.workers = std::make_unique<Workers>(
      WorkersLimits{.at_a_time = std::min(options.at_a_time, options.workers),
                    .most = options.workers,
                    .long_after = kLongAnswer,
                    .longest_queue = options.longest_queue});
  state.gate = std::make_shared<Gate>(state.places());
  ::http_parser_set_max_header_size(kLongestUnreadHead);
  restinio::server_settings_t<Traits> settings;
  settings.address(options.address)
      .port(options.port)
      .read_next_http_message_timelimit(std::chrono::seconds(options.read_seconds))
      .write_http_response_timelimit(std::chrono::seconds(options.write_seconds))
      .handle_request_timeout(std::chrono::seconds(options.handle_seconds))
      .concurrent_accepts_count(kAcceptedAtOnce)
      .ip_blocker(state.gate)
      .connection_state_listener(state.gate)
      .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                    .max_url_size(options.longest_address)
                                    .max_field_name_size(kLongestHeaderName)
                                    .max_field_value_size(options.largest_header)
                                    .max_field_count(options.most_headers)
                                    .max_body_size(options.largest_body))
      .acceptor_post_bind_hook(
          [&state](auto& acceptor) { state.port = acceptor.local_endpoint().port(); })
      .request_handler([&state](const auto& handle) { return state.receive(handle); });
  try {
    state.running =
        restinio::run_async(restinio::own_io_context(), std::move(settings), kIoThreads);
  } catch (const std::exception& error) {
    throw Broken("cannot listen on " + options.address + " port " + std::to_string(options.port) +
                 ": " + error.what() + ". Choose another with --port.");
  }
}

std::size_t Server::waiting() const { return state_->workers ? state_->workers->waiting() : 0; }
std::size_t Server::under_way() const { return state_->under_way; }
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

// A real server on loopback, asked over real sockets.

#include "web/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "web/log.h"

namespace samloft::web {
namespace {

// A connection to the server; reads until the answer's body is whole or the server hangs up.
class Caller {
 public:
  explicit Caller(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    const timeval limit{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  ~Caller() { ::close(socket_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  void send(const std::string& text) {
    std::size_t sent = 0;
    while (sent < text.size()) {
      const auto done = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (done <= 0) return;
      sent += static_cast<std::size_t>(done);
    }
  }
  std::string answer(bool head = false) {
    std::string text;
    char buffer[4096];
    while (!whole(text, head)) {
      const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
      if (got <= 0) break;
      text.append(buffer, static_cast<std::size_t>(got));
    }
    return text;
  }
  std::string ask(const std::string& request, bool head = false) {
    send(request);
    return answer(head);
  }
  void reset_at_the_end() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }

 private:
  static bool whole(const std::string& text, bool head) {
    const auto end = text.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const auto at = text.find("Content-Length: ");
    if (head || at == std::string::npos) return true;
    return text.size() >= end + 4 + static_cast<std::size_t>(std::stoul(text.substr(at + 16)));
  }
  int socket_;
};

std::string get(const std::string& path, const std::string& more = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
}
std::string post(const std::string& body) {
  return "POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}
bool has_status(const std::string& answer, int status) {
  return answer.starts_with("HTTP/1.1 " + std::to_string(status));
}
bool has(const std::string& answer, const std::string& text) {
  return answer.find(text) != std::string::npos;
}

constexpr int kFewConnections = 12;

class Servers : public ::testing::Test {
 protected:
  Servers() {
    ServerOptions options;
    options.port = 0;
    options.workers = 2;
    options.largest_body = 64 * 1024;
    options.most_connections = kFewConnections;
    options.trusted_proxy = "127.0.0.1";
    server.emplace(options, [this](const Request& request) { return answer(request); });
    server->start();
  }
  Response answer(const Request& request) {
    if (request.path == "/broken") throw std::runtime_error("hemmelig årsak");
    if (request.path == "/odd") throw 5;
    if (request.path == "/slow") {
      started = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      ++slow_ones;
    }
    Response response;
    response.body = request.method + " " + request.path + " " + request.query.get("q") + " " +
                    std::to_string(request.body.size());
    if (request.path == "/long") response.body = std::string(20'000, 'x');
    if (request.path == "/client") response.body = request.client;
    response.keeps_itself = request.path == "/kept";
    if (request.path == "/own") {
      response.body = std::string(20'000, 'x');
      response.with("Vary", "X-Partial").with("cache-control", "private");
      response.with("X-Own", "a\r\nX-Smuggled: b");
    }
    return response;
  }
  std::string ask(const std::string& request, bool head = false) {
    return Caller(server->port()).ask(request, head);
  }
  std::atomic<bool> started{false};
  std::atomic<int> slow_ones{0};
  std::optional<Server> server;
};

TEST_F(Servers, AnswerOneAfterTheOtherOnOneConnection) {
  Caller caller(server->port());
  EXPECT_TRUE(has(caller.ask(get("/en?q=%C3%A5")), "GET /en å 0"));
  EXPECT_TRUE(has(caller.ask(post("a=1")), "POST /form  3"));
}

TEST_F(Servers, SendHeadersWithoutBodyForHead) {
  const std::string answer = ask("HEAD /en HTTP/1.1\r\nHost: localhost\r\n\r\n", true);
  EXPECT_TRUE(has_status(answer, 200));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
  const auto at = answer.find("Content-Length: ");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(answer.substr(at, 20), "Content-Length: 11\r\n");
  EXPECT_EQ(answer.find("Content-Length", at + 1), std::string::npos);
}

TEST_F(Servers, BelieveTheProxyOnlyAboutTheAddressItSaw) {
  EXPECT_TRUE(ask(get("/client")).ends_with("127.0.0.1"));
  for (const char* forwarded : {"X-Forwarded-For: 6.6.6.6, 10.0.0.9\r\n",
                                "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 10.0.0.9 \r\n"}) {
    EXPECT_TRUE(ask(get("/client", forwarded)).ends_with("\r\n\r\n10.0.0.9")) << forwarded;
  }
  const std::string https = "X-Forwarded-Proto: https\r\n";
  EXPECT_TRUE(has(ask(get("/en", https)), "Strict-Transport-Security: "));
  EXPECT_TRUE(has(ask(get("/%", https)), "Strict-Transport-Security: "));
  EXPECT_FALSE(has(ask(get("/en")), "Strict-Transport-Security"));
}

TEST_F(Servers, BelieveNobodyWhenNoProxyIsNamed) {
  ServerOptions options;
  options.port = 0;
  options.workers = 1;
  Server alone(options, [](const Request& request) {
    Response response;
    response.body = request.client;
    return response;
  });
  alone.start();
  const std::string answer = Caller(alone.port()).ask(
      get("/client", "X-Forwarded-For: 10.0.0.9\r\nX-Forwarded-Proto: https\r\n"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n127.0.0.1")) << answer;
  EXPECT_FALSE(has(answer, "Strict-Transport-Security"));
}

TEST_F(Servers, KeepTheHeadersOfAPageAndSmuggleNone) {
  const std::string answer = ask(get("/own", "Accept-Encoding: br\r\n"));
  EXPECT_TRUE(has(answer, "Vary: X-Partial, Accept-Encoding\r\n"));
  EXPECT_TRUE(has(answer, "cache-control: private\r\n"));
  EXPECT_FALSE(has(answer, "no-store"));
  EXPECT_FALSE(has(answer, "\nX-Smuggled"));
}

TEST_F(Servers, RefuseOtherMethods) {
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"}) {
    const auto answer = ask(std::string(method) + " / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_TRUE(has_status(answer, 405)) << method << answer;
  }
}

TEST_F(Servers, RefuseBodiesAndHeadersThatAreTooLarge) {
  for (std::size_t size : {64 * 1024 + 1, 200 * 1024, 3'000'000})
    EXPECT_TRUE(has_status(ask(post(std::string(size, 'a'))), 413)) << size;
  EXPECT_TRUE(has_status(ask(post(std::string(64 * 1024, 'a'))), 200));
  for (std::size_t size : {17 * 1024, 100 * 1024, 900 * 1024}) {
    const std::string much(size, 'a');
    EXPECT_TRUE(has_status(ask(get("/", "X-Long: " + much + "\r\n")), 431)) << size;
    EXPECT_TRUE(has_status(ask(get("/", much + ": x\r\n")), 431)) << size;
    EXPECT_TRUE(has_status(ask(get("/" + much)), 414)) << size;
  }
}

TEST_F(Servers, RefuseHeadsOfTooManyFields) {
  std::string many;
  for (int i = 0; i < 99; ++i) many += "X-Many: a\r\n";
  EXPECT_TRUE(has_status(ask(get("/", many)), 200));
  for (int i = 0; i < 3000; ++i) many += "X-Many: a\r\n";
  EXPECT_TRUE(has_status(ask(get("/", many)), 431));
  std::string large;
  for (int i = 0; i < 12; ++i) large += "X-Large: " + std::string(15 * 1024, 'a') + "\r\n";
  EXPECT_TRUE(has_status(ask(get("/", large)), 431));
}

TEST_F(Servers, RefuseChunksThatAreTooManyAndAnswerTheNextRequest) {
  const auto chunked = [](std::size_t count) {
    std::string request =
        "POST /form HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t i = 0; i < count; ++i) request += "400\r\n" + std::string(1024, 'a') + "\r\n";
    return request + "0\r\nX-Trailer: a\r\n\r\n";
  };
  Caller caller(server->port());
  EXPECT_TRUE(has(caller.ask(chunked(64)), "65536"));
  EXPECT_TRUE(has_status(caller.ask(chunked(500)), 413));
  EXPECT_TRUE(has_status(caller.ask(get("/en")), 200));
}

// A proxy that believes the one length and we the other would hand us one caller's request within another's.
TEST_F(Servers, TakeNoRequestOfTwoLengthsAndNothingThatFollowsIt) {
  const std::string head = "POST /form HTTP/1.1\r\nHost: localhost\r\n", smuggled = get("/smuggled");
  const std::string chunks = "0\r\n\r\n";
  for (const std::string& request :
       {head + "Content-Length: 0\r\nContent-Length: " + std::to_string(smuggled.size()) + "\r\n\r\n" + smuggled,
        head + "Content-Length: " + std::to_string(smuggled.size()) + "\r\nContent-Length: 0\r\n\r\n" + smuggled,
        head + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n" + smuggled,
        head + "Content-Length: 0, 5\r\n\r\n" + smuggled,
        head + "Content-Length: +0\r\n\r\n" + smuggled,
        head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + smuggled,
        head + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunks + smuggled,
        head + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\n" + chunks + smuggled,
        head + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunks + smuggled,
        head + "Transfer-Encoding: xchunked\r\n\r\n" + chunks + smuggled,
        head + "Transfer-Encoding : chunked\r\n\r\n" + chunks + smuggled}) {
    Caller caller(server->port());
    EXPECT_EQ(caller.ask(request), "") << request << "\nThe server hangs up without a word.";
  }
}

TEST_F(Servers, AnswerAnUpgradeLikeAnyOtherRequest) {
  Caller caller(server->port());
  const std::string upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n";
  EXPECT_TRUE(has_status(caller.ask(get("/en", upgrade)), 200));
  EXPECT_TRUE(has(caller.ask(get("/to")), "GET /to"));
  EXPECT_TRUE(has_status(ask("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n"), 405));
}

TEST_F(Servers, RefuseAddressesThatAreNone) {
  for (const char* path : {"/%", "/%zz", "/%00", "/%ff", "/a/../b", "/a/./b", "/%2e%2e/x", "/?a=%00"}) {
    EXPECT_TRUE(has_status(ask(get(path)), 400)) << path;
  }
}

TEST_F(Servers, OutliveGarbage) {
  for (const std::string& garbage :
       {std::string("\x16\x03\x01\x02"), std::string("GET / HTTP/9.9\r\n\r\n"), std::string(5000, '\n'),
        std::string("GET /\r\nContent-Length: -1\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")}) {
    Caller caller(server->port());
    caller.send(garbage);
  }
  EXPECT_TRUE(has_status(ask(get("/en")), 200));
}

TEST_F(Servers, AreNotHeldUpByASlowCaller) {
  Caller slow(server->port());
  slow.send("GET /en HTTP/1.1\r\nHost: loc");
  EXPECT_TRUE(has_status(ask(get("/en")), 200));
  slow.send("alhost\r\n\r\n");
  EXPECT_TRUE(has_status(slow.answer(), 200));
}

TEST_F(Servers, MakeRoomForTheNewestCaller) {
  std::vector<std::unique_ptr<Caller>> silent;
  for (int i = 0; i < 3 * kFewConnections; ++i) {
    silent.push_back(std::make_unique<Caller>(server->port()));
    if (i % 2 == 0) silent.back()->send("GET / HT");
  }
  for (int i = 0; i < 3 * kFewConnections; ++i)
    EXPECT_TRUE(has_status(ask(get("/en")), 200));
  EXPECT_EQ(silent.front()->answer(), "");
}

TEST_F(Servers, OutliveCallersWhoAreGoneBeforeTheyAreLetIn) {
  for (int i = 0; i < 20 * kFewConnections; ++i) {
    Caller caller(server->port());
    caller.reset_at_the_end();
  }
  EXPECT_TRUE(has_status(ask(get("/en")), 200));
}

TEST_F(Servers, TakeTurnsBetweenAddresses) {
  std::vector<std::unique_ptr<Caller>> greedy;
  for (int i = 0; i < kFewConnections - 2; ++i) {
    greedy.push_back(std::make_unique<Caller>(server->port()));
    greedy.back()->send(get("/slow", "X-Forwarded-For: 10.0.0.1\r\n"));
  }
  while (!started) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_TRUE(has_status(ask(get("/en", "X-Forwarded-For: 10.0.0.2\r\n")), 200));
  // Two workers take 300 ms for each of theirs, and most of those still wait.
  EXPECT_LT(slow_ones, kFewConnections - 2);
  for (auto& one : greedy) EXPECT_TRUE(has_status(one->answer(), 200));
}

TEST_F(Servers, CompressWhatIsWorthIt) {
  const std::string small = ask(get("/en", "Accept-Encoding: br\r\n"));
  const std::string large = ask(get("/long", "Accept-Encoding: gzip, br\r\n"));
  EXPECT_FALSE(has(small, "Content-Encoding"));
  EXPECT_TRUE(has(large, "Content-Encoding: br"));
  EXPECT_LT(large.size(), 3000u);
  EXPECT_FALSE(has(ask(get("/long")), "Content-Encoding"));
  for (const char* refusing : {"br;q=0", "br; q=0.0", "brick, gzip"}) {
    const std::string header = "Accept-Encoding: " + std::string(refusing) + "\r\n";
    EXPECT_FALSE(has(ask(get("/long", header)), "Content-Encoding")) << refusing;
  }
}

TEST_F(Servers, ProtectEveryAnswer) {
  for (const std::string& answer : {ask(get("/en")), ask(get("/%")), ask(get("/broken"))}) {
    for (const char* header : {"Content-Security-Policy: default-src 'none'",
                               "X-Content-Type-Options: nosniff", "frame-ancestors 'none'",
                               "require-trusted-types-for 'script'", "Referrer-Policy: same-origin",
                               "Cache-Control: no-store"}) {
      EXPECT_TRUE(has(answer, header)) << header;
    }
    EXPECT_FALSE(has(answer, "unsafe-inline"));
  }
}

// A worker of our own, made by one maker of script addresses, on the page that says so and no other.
TEST_F(Servers, AllowAWorkerWhereAPageKeepsItself) {
  const std::string kept = ask(get("/kept")), other = ask(get("/en"));
  EXPECT_TRUE(has(kept, "worker-src 'self'; trusted-types samloft-answer\r\n"));
  EXPECT_TRUE(has(kept, "default-src 'none'; script-src 'self'"));
  EXPECT_FALSE(has(other, "worker-src"));
  EXPECT_TRUE(has(other, "trusted-types 'none'\r\n"));
}

TEST_F(Servers, HideTheCauseOfABrokenRequestButNameIt) {
  const std::string answer = ask(get("/broken"));
  EXPECT_TRUE(has_status(answer, 500));
  EXPECT_FALSE(has(answer, "hemmelig"));
  const auto at = answer.find("X-Request-Id: ");
  ASSERT_NE(at, std::string::npos);
  const std::string id = answer.substr(at + 14, 26);
  EXPECT_NE(answer.find(id, at + 40), std::string::npos);
}

TEST_F(Servers, OutliveWhateverIsThrown) {
  EXPECT_TRUE(has_status(ask(get("/odd")), 500));
  EXPECT_TRUE(has_status(ask(get("/en")), 200));
}

TEST_F(Servers, LetARequestUnderWayFinishWhenStopped) {
  Caller caller(server->port());
  caller.send(get("/slow"));
  while (!started) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::thread stopper([&] { server->stop(); });
  EXPECT_TRUE(has_status(caller.answer(), 200));
  stopper.join();
}

TEST_F(Servers, SayThatAPortIsTaken) {
  ServerOptions options;
  options.port = server->port();
  Server second(options, [](const Request&) { return Response{}; });
  try {
    second.start();
    FAIL() << "two servers listen on one port";
  } catch (const Broken& broken) {
    EXPECT_NE(std::string(broken.what()).find("--port"), std::string::npos);
  }
}

TEST_F(Servers, TellTheLogNoSecretOfALink) {
  const std::string secret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  ::testing::internal::CaptureStderr();
  for (const std::string& path : {"/link/" + secret, "/link/" + secret + "?a=" + secret,
                                  "/link/" + secret + ".", "/link/" + secret.substr(0, 60)}) {
    EXPECT_TRUE(has_status(ask(get(path)), 200)) << path;
  }
  EXPECT_TRUE(has_status(ask(get("/en/to")), 200));
  EXPECT_TRUE(has_status(ask(get("/fjordby/answer/7kqm2xwz0a4b")), 200));
  const std::string lines = ::testing::internal::GetCapturedStderr();
  EXPECT_TRUE(has(lines, R"("path":"/link/…")")) << lines;
  EXPECT_FALSE(has(lines, "0123456789abcdef")) << lines;
  EXPECT_FALSE(has(lines, "7kqm")) << "a survey's code";
  EXPECT_TRUE(has(lines, R"("path":"/en/to")")) << lines;
}

// Who writes a line end into a name or a header must not write a line of the log.
TEST(Log, IsOneLineOfJsonWhateverIsToldInIt) {
  const std::string told = "a\r\n{\"level\":\"info\"}\x1b[2J\\\xff";
  ::testing::internal::CaptureStderr();
  log_event("warning", told, {{"what", told}});
  const std::string line = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
  EXPECT_EQ(line.find('\r'), std::string::npos);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_TRUE(has(line, R"("what":"a\u000d\u000a{\"level\":\"info\"}\u001b[2J\\\u00ff"})")) << line;
}

// In a process of its own, which then may open no more than 64 files.
int answers_with_few_descriptors() {
  const rlimit few{64, 64};
  if (::setrlimit(RLIMIT_NOFILE, &few) != 0) return 2;
  ServerOptions options;
  options.port = 0;
  Server server(options, [](const Request&) { return Response{}; });
  server.start();
  const pid_t crowd = ::fork();
  if (crowd == 0) {
    std::vector<std::unique_ptr<Caller>> silent;
    for (int i = 0; i < 45; ++i) silent.push_back(std::make_unique<Caller>(server.port()));
    const bool answered = has_status(Caller(server.port()).ask(get("/en")), 200);
    ::_exit(answered ? 0 : 1);
  }
  int status = 0;
  ::waitpid(crowd, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

TEST(ServerDeathTest, TakesFewerConnectionsThanThereAreDescriptors) {
  EXPECT_EXIT(::_exit(answers_with_few_descriptors()), ::testing::ExitedWithCode(0),
              "few descriptors.*most-connections is 32 and not 5000");
}

}  // namespace
}  // namespace samloft::web

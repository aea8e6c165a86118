// The HTTP server: RESTinio's io threads read and write, a pool of workers runs the application.
// Io threads never touch the database. One log line a request; security headers on each answer.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "web/http.h"

namespace samloft::web {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::size_t io_threads = 1;
  std::size_t workers = 8;
  std::size_t largest_body = 12 * 1024 * 1024;   // bytes; more is answered with 413
  std::size_t largest_header = 16 * 1024;        // bytes of one field; more is answered with 431
  int read_seconds = 15;                          // for one whole request
  int handle_seconds = 60;
  std::size_t longest_queue = 2000;               // waiting requests; more are answered with 503
  std::string trusted_proxy;                      // address whose X-Forwarded-For is believed
};

class Server {
 public:
  Server(ServerOptions options, Application application);
  ~Server();

  // Opens the port and starts the threads. Throws Broken with a helpful text if the port is taken.
  void start();
  std::uint16_t port() const;  // the real one, when option port was 0
  // Stops taking requests, lets those under way finish (at most 10 s), ends the threads.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Blocks until SIGINT or SIGTERM, whichever comes first, and returns its number. Call it before
// any thread is started, so that all threads leave the signals to it.
void block_end_signals();
int wait_for_end_signal();

}  // namespace samloft::web

// The HTTP server: RESTinio's io thread reads and writes, a pool of workers runs the application. The
// io thread never touches the database. One log line a request; security headers on each answer.
//
// Whoever asks much does not keep others waiting: callers take turns by their address, silent
// connections make room for new ones, and what passes a limit is refused before it takes a worker's
// time. No address is ever locked out: a whole municipality may sit behind one.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "web/http.h"

namespace samloft::web {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::size_t workers = 8;                      // most requests that are answered at a time
  std::size_t at_a_time = 2;                    // the same while answers are quick, of those that do not wait
  std::size_t largest_body = 12 * 1024 * 1024;  // bytes; more is answered with 413
  std::size_t largest_header = 16 * 1024;       // bytes of one field; more is answered with 431
  std::size_t most_headers = 100;               // fields; more are answered with 431
  std::size_t longest_address = 8 * 1024;       // bytes; more is answered with 414
  std::size_t most_fields = 5000;               // of a form; more are answered with 413
  int read_seconds = 15;                        // for one whole request, and for the next to begin
  int write_seconds = 15;                       // for the caller to take an answer
  int handle_seconds = 60;                      // for an answer to be made
  std::size_t most_connections = 5000;          // then the longest silent one is closed
  std::size_t longest_queue = 2000;             // waiting requests; more are answered with 503
  std::string trusted_proxy;                      // address whose X-Forwarded-For is believed
};

class Server {
 public:
  Server(ServerOptions options, Application application);
  ~Server();

  // Raises the limit of open files as far as it goes, opens the port and starts the threads. Throws Broken with a helpful text if the port is taken.
  void start();
  std::size_t waiting() const;    // requests that no worker has taken yet
  std::size_t under_way() const;  // requests that have come and are not answered
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

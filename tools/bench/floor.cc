// floor PORT WORK: the floor under a page: the same statements and the same bytes, and nothing else.
//
// WORK holds what tools/bench/floor.py caught of one page of the real server: the names of the databases,
// each statement with its arguments, the head of the answer, the page as HTML and whether it is to be
// compressed each time (as the server must: each visitor's page holds tokens of its own) or sent as it is.
// Two threads, each with a socket, databases and statements of its own, prepared once. No routes, no
// session logic, no templates, no log. What reads a column of a row reads it as text.
#include <arpa/inet.h>
#include <brotli/encode.h>
#include <malloc.h>
#include <netinet/tcp.h>
#include <sqlite3.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

// As the server has it (db/sqlite.cc): the search asks for it.
void strpos(sqlite3_context* context, int, sqlite3_value** given) {
  const void* text = sqlite3_value_text(given[0]);
  const void* word = sqlite3_value_text(given[1]);
  const void* at = memmem(text, static_cast<std::size_t>(sqlite3_value_bytes(given[0])), word,
                          static_cast<std::size_t>(sqlite3_value_bytes(given[1])));
  sqlite3_result_int64(context, at == nullptr ? 0 : 1);
}

constexpr int kThreads = 2;
constexpr int kEffort = 1;  // as in web/answer.cc

struct Work {
  struct Statement {
    std::string database, sql;
  };
  std::vector<Statement> statements;
  std::string head, body;
  bool compresses = false;
};

std::string piece(std::istream& in, std::size_t size) {
  std::string text(size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  in.get();
  return text;
}

Work read_work(const char* path) {
  std::ifstream in(path, std::ios::binary);
  Work work;
  std::string what;
  std::size_t first = 0, second = 0;
  while (in >> what >> first >> second) {
    in.get();
    std::string one = piece(in, first), other = piece(in, second);
    if (what == "sql") work.statements.push_back({one, other});
    if (what == "page") work.head = one, work.body = other;
    if (what == "compressed") work.compresses = true;
  }
  return work;
}

class Page {
 public:
  explicit Page(const Work& work) : work_(work) {
    for (const auto& one : work.statements) {
      sqlite3*& database = databases_[one.database];
      if (database == nullptr) {
        check(sqlite3_open_v2(one.database.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr));
        check(sqlite3_create_function_v2(database, "strpos", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                         strpos, nullptr, nullptr, nullptr));
        check(sqlite3_exec(database, "PRAGMA cache_size=-8000; PRAGMA query_only=ON", nullptr, nullptr, nullptr));
      }
      sqlite3_stmt* made = nullptr;
      check(sqlite3_prepare_v3(database, one.sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr));
      prepared_.push_back(made);
    }
  }
  std::string answer() {
    for (sqlite3_stmt* one : prepared_) {
      while (sqlite3_step(one) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(one); ++i) {
          const auto* text = static_cast<const char*>(sqlite3_column_blob(one, i));
          if (text != nullptr) read_.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(one, i)));
        }
      }
      sqlite3_reset(one);
    }
    std::string body = work_.body;
    if (work_.compresses) {
      std::size_t size = BrotliEncoderMaxCompressedSize(work_.body.size());
      body.resize(size);
      BrotliEncoderCompress(kEffort, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, work_.body.size(),
                            reinterpret_cast<const std::uint8_t*>(work_.body.data()), &size,
                            reinterpret_cast<std::uint8_t*>(body.data()));
      body.resize(size);
    }
    return work_.head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }

 private:
  static void check(int result) {
    if (result == SQLITE_OK) return;
    std::fprintf(stderr, "floor: %s\n", sqlite3_errstr(result));
    std::exit(1);
  }
  const Work& work_;
  std::map<std::string, sqlite3*> databases_;
  std::vector<sqlite3_stmt*> prepared_;
  std::string read_;
};

int listening(int port) {
  const int made = socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(made, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(made, 512) != 0) {
    std::perror("floor");
    std::exit(1);
  }
  return made;
}

void send_whole(int socket, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t sent = send(socket, text.data() + at, text.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) return;
    at += static_cast<std::size_t>(sent);
  }
}

void serve(const Work& work, int port) {
  Page page(work);
  const int door = listening(port), poll = epoll_create1(0);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = door;
  epoll_ctl(poll, EPOLL_CTL_ADD, door, &event);
  std::map<int, std::string> asked;
  while (true) {
    epoll_event events[64];
    const int ready = epoll_wait(poll, events, 64, -1);
    for (int i = 0; i < ready; ++i) {
      const int socket = events[i].data.fd;
      if (socket == door) {
        event.data.fd = accept(door, nullptr, nullptr);
        const int on = 1;
        setsockopt(event.data.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_ctl(poll, EPOLL_CTL_ADD, event.data.fd, &event);
        continue;
      }
      char bytes[8192];
      const ssize_t got = recv(socket, bytes, sizeof bytes, 0);
      if (got <= 0) {
        asked.erase(socket);
        close(socket);
        continue;
      }
      std::string& text = asked[socket];
      text.append(bytes, static_cast<std::size_t>(got));
      for (auto end = text.find("\r\n\r\n"); end != std::string::npos; end = text.find("\r\n\r\n")) {
        text.erase(0, end + 4);
        send_whole(socket, page.answer());
      }
    }
  }
}

}  // namespace

int main(int count, char** given) {
  if (count != 3) return 2;
  // As the server has it, or the floor would pay for page faults that the server does not.
  mallopt(M_MMAP_THRESHOLD, 8 << 20);
  mallopt(M_TRIM_THRESHOLD, 32 << 20);
  sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  const Work work = read_work(given[2]);
  const int port = std::atoi(given[1]);
  std::vector<std::thread> all;
  for (int i = 0; i < kThreads; ++i) all.emplace_back([&] { serve(work, port); });
  for (std::thread& one : all) one.join();
}

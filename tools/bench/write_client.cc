// write_client PORT CONNECTIONS SECONDS PATH COOKIE BODY TAKEN: keeps all connections busy with posts.
//
// In BODY, {id} stands for a fresh record id and {n} for a number of eight digits. Each connection sends
// its next post as soon as the last was answered. What was answered with 201, 302 or 303 is acknowledged:
// its id goes to the file TAKEN, one a line. Prints one line of JSON. One thread, so that the client
// takes as little as possible of the processors it shares with the server.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  int socket = -1;
  std::string answer;
  std::string id;
  Clock::time_point sent;
  bool waits = false;
};

std::string fresh_id() {
  static std::mt19937_64 chance{std::random_device{}()};
  constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id = "0";  // 26 digits of five bits are two bits more than an id has
  while (id.size() < 26) id += kDigits[chance() & 31];
  return id;
}

void put(std::string& text, const std::string& name, const std::string& value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
    text.replace(at, name.size(), value);
}

// The length of a whole answer at the beginning of the text; 0 while it is not whole.
std::size_t whole(const std::string& text) {
  const auto head = text.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  std::string lower = text.substr(0, head);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto at = lower.find("content-length:");
  if (at == std::string::npos) {  // chunked, as Redmine's server sends what has no length
    const auto end = text.find("0\r\n\r\n", head + 4);
    if (lower.find("chunked") == std::string::npos) return head + 4;
    return end == std::string::npos ? 0 : end + 5;
  }
  const std::size_t length = head + 4 + std::strtoul(lower.c_str() + at + 15, nullptr, 10);
  return text.size() >= length ? length : 0;
}

int joined(int port) {
  const int made = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    std::perror("connect");
    std::exit(1);
  }
  const int on = 1;
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return made;
}

}  // namespace

int main(int count, char** given) {
  if (count != 8) return 2;
  const int port = std::atoi(given[1]), connections = std::atoi(given[2]), seconds = std::atoi(given[3]);
  const std::string path = given[4], cookie = given[5], body = given[6];
  const std::string host = "localhost:" + std::string(given[1]);
  std::ofstream taken(given[7]);
  std::vector<Connection> all(static_cast<std::size_t>(connections));
  std::vector<double> times;
  long acknowledged = 0, refused = 0, number = 0;
  std::string first_refusal;
  const int poll = epoll_create1(0);
  const auto send_next = [&](Connection& one) {
    one.id = fresh_id();
    char digits[24];
    std::snprintf(digits, sizeof digits, "%08ld", ++number);
    std::string text = body;
    put(text, "{id}", one.id);
    put(text, "{n}", digits);
    const std::string request =
        "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\nCookie: " + cookie +
        "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
        std::to_string(text.size()) + "\r\n\r\n" + text;
    one.sent = Clock::now();
    one.waits = true;
    if (send(one.socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
      std::perror("send");
      std::exit(1);
    }
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].socket = joined(port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    epoll_ctl(poll, EPOLL_CTL_ADD, all[i].socket, &event);
  }
  const auto begin = Clock::now(), end = begin + std::chrono::seconds(seconds);
  for (Connection& one : all) send_next(one);
  long waiting = connections;
  auto last = begin;
  while (waiting > 0) {
    epoll_event events[64];
    const int ready = epoll_wait(poll, events, 64, 20'000);
    if (ready <= 0) break;  // the rest was never answered, and is not counted
    for (int i = 0; i < ready; ++i) {
      Connection& one = all[events[i].data.u64];
      char bytes[65536];
      const ssize_t got = recv(one.socket, bytes, sizeof bytes, 0);
      if (got <= 0) {
        --waiting;
        epoll_ctl(poll, EPOLL_CTL_DEL, one.socket, nullptr);
        continue;
      }
      one.answer.append(bytes, static_cast<std::size_t>(got));
      const std::size_t length = whole(one.answer);
      if (length == 0) continue;
      last = Clock::now();
      times.push_back(std::chrono::duration<double, std::milli>(last - one.sent).count());
      const int status = std::atoi(one.answer.c_str() + 9);
      if (status == 201 || status == 302 || status == 303) {
        ++acknowledged;
        taken << one.id << '\n';
      } else {
        if (++refused == 1) first_refusal = one.answer.substr(0, 200);
      }
      one.answer.erase(0, length);
      if (last < end) {
        send_next(one);
      } else {
        --waiting;
      }
    }
  }
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times.empty() ? 0 : times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  const double spent = std::chrono::duration<double>(last - begin).count();
  std::printf("{\"acknowledged\": %ld, \"refused\": %ld, \"rate\": %.1f, \"half\": %.2f, \"most\": %.2f}\n",
              acknowledged, refused, static_cast<double>(acknowledged) / spent, at(0.5), at(0.99));
  if (refused > 0) std::fprintf(stderr, "the first refusal: %s\n", first_refusal.c_str());
  return 0;
}

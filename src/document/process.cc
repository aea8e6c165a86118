// Starting, watching and ending a child process.
// Tested by process_test.cc

#include "document/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>

#include "base/result.h"
#include "document/landlock.h"
#include "document/system_calls.h"

namespace samloft::document {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kCannotStart = 127;
constexpr std::size_t kLongestComplaint = 4000;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {
    if (number_ < 0) throw Broken("cannot open a file for a child process");
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

// Everything the child needs, made before the fork: in a process with threads the child may not
// even allocate, since another thread may have held the allocator's lock.
struct Launch {
  std::vector<std::string> words;
  std::vector<std::string> settings;
  std::vector<char*> argv;
  std::vector<char*> environment;
  std::string folder;
  const FileRules* files = nullptr;
  std::array<std::pair<__rlimit_resource, rlimit>, 4> limits;
  int input = -1, complaint = -1;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

void prepare(Launch& launch, const Command& command, const TemporaryFolder& folder,
             const Limits& limits) {
  launch.folder = folder.path().string();
  launch.words = {command.program};
  launch.words.insert(launch.words.end(), command.arguments.begin(), command.arguments.end());
  launch.settings = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + launch.folder,
                     "TMPDIR=" + launch.folder};
  launch.argv = pointers(launch.words);
  launch.environment = pointers(launch.settings);
  const rlim_t seconds = limits.seconds, bytes = rlim_t{1} << 20, space = limits.megabytes * bytes;
  launch.limits = {{{RLIMIT_CPU, {seconds, seconds + 1}},
                    {RLIMIT_AS, {space, space}},
                    {RLIMIT_FSIZE, {space / 4, space / 4}},
                    {RLIMIT_CORE, {0, 0}}}};
}

void close_the_rest() {
#ifdef SYS_close_range
  if (::syscall(SYS_close_range, 3U, ~0U, 0U) == 0) return;
#endif
  for (int number = 3; number < 65'536; ++number) ::close(number);
}

bool restrict_itself(const Launch& launch) {
  for (const auto& [resource, limit] : launch.limits) {
    if (::setrlimit(resource, &limit) != 0) return false;
  }
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && launch.files->take_on() &&
         take_on_filter();
}

// In the child, between fork and exec: system calls only.
[[noreturn]] void become(const Launch& launch) {
  ::setsid();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const bool ready = ::dup2(launch.input, 0) == 0 && ::dup2(launch.complaint, 1) == 1 &&
                     ::dup2(launch.complaint, 2) == 2 && ::chdir(launch.folder.c_str()) == 0;
  if (!ready || !restrict_itself(launch)) ::_exit(kCannotStart);
  close_the_rest();  // the rules for files among it
  ::execve(launch.argv[0], launch.argv.data(), launch.environment.data());
  ::_exit(kCannotStart);
}

// No signal handler of ours may run in the child before it has forgotten them.
pid_t start(const Launch& launch) {
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t child = ::fork();
  if (child == 0) become(launch);
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (child < 0) throw Broken("cannot start a child process");
  return child;
}

bool has_ended(pid_t child) {
  siginfo_t news{};
  if (::waitid(P_PID, static_cast<id_t>(child), &news, WEXITED | WNOHANG | WNOWAIT) != 0)
    return errno != EINTR;
  return news.si_pid == child;
}

struct Watch {
  int status = 0;
  bool too_long = false;
};

// The child stays a zombie until its group is killed, so that its number cannot be another's.
Watch watch(pid_t child, const Limits& limits) {
  Watch watch;
  const auto end = Clock::now() + 3 * std::chrono::seconds(limits.seconds);
  while (!has_ended(child) && !watch.too_long) {
    watch.too_long = Clock::now() > end;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  ::kill(-child, SIGKILL);
  ::kill(child, SIGKILL);  // it may not have had time to open a group
  while (::waitpid(child, &watch.status, 0) < 0 && errno == EINTR) continue;
  return watch;
}

bool tells_of_memory(std::string_view complaint) {
  for (const std::string_view word :
       {"MemoryError", "out of memory", "heap overflow", "heap exhausted", "Cannot allocate memory",
        "bad_alloc", "memory allocation of", "failed to allocate"}) {
    if (complaint.find(word) != std::string_view::npos) return true;
  }
  return false;
}

Ending::How judge(const Watch& watch, std::string_view complaint) {
  using How = Ending::How;
  const int status = watch.status;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return How::well;
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (watch.too_long || signal == SIGXCPU) return How::too_long;
  if (tells_of_memory(complaint) || signal == SIGXFSZ || signal == SIGKILL) return How::too_large;
  return How::badly;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "samloft-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw Broken("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code forgiven;
  fs::remove_all(path_, forgiven);
}

void TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
  std::ofstream file(path_ / name, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw Broken("cannot write into a temporary folder");
}

std::string TemporaryFolder::read(const std::string& name) const {
  std::ifstream file(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Ending run(const Command& command, const TemporaryFolder& folder, const Limits& limits) {
  if (::access(command.program.c_str(), X_OK) != 0) return {Ending::How::no_program, 0, {}};
  const Descriptor input(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  // Each run its own, since several may work in one folder.
  std::string name = (folder.path() / "complaint-XXXXXX").string();
  const Descriptor complaint(::mkostemp(name.data(), O_APPEND | O_CLOEXEC));
  const FileRules files(folder.path());
  Launch launch;
  launch.files = &files;
  prepare(launch, command, folder, limits);
  launch.input = input.number();
  launch.complaint = complaint.number();
  const Watch end = watch(start(launch), limits);
  std::string said = folder.read(fs::path(name).filename());
  said.erase(0, said.size() - std::min(said.size(), kLongestComplaint));
  const Ending::How how = judge(end, said);
  return {how, WIFEXITED(end.status) ? WEXITSTATUS(end.status) : 0, std::move(said)};
}

}  // namespace samloft::document

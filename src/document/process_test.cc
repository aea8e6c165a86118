// Children that take too long, too much, or what is not theirs.

#include "document/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "document/landlock.h"

namespace samloft::document {
namespace {

using How = Ending::How;

Ending shell(const std::string& script, const Limits& limits = {}) {
  const TemporaryFolder folder;
  return run({"/bin/sh", {"-c", script}}, folder, limits);
}

Ending python(const std::string& script, const Limits& limits = {}) {
  const TemporaryFolder folder;
  return run({"/usr/bin/python3", {"-I", "-c", script}}, folder, limits);
}

// R, S, Z and so on; a blank if there is no such process.
char state_of(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string number, name;
  char state = ' ';
  file >> number >> name >> state;
  return state;
}

TEST(Process, RunsInItsFolder) {
  const TemporaryFolder folder;
  folder.write("in", "hei");
  const Ending ending =
      run({"/bin/sh", {"-c", "cat in > out; echo sagt; echo feil >&2"}}, folder, {});
  EXPECT_EQ(ending.how, How::well);
  EXPECT_EQ(folder.read("out"), "hei");
  EXPECT_EQ(ending.complaint, "sagt\nfeil\n");
}

TEST(Process, TellsHowItEnded) {
  EXPECT_EQ(shell("exit 3").how, How::badly);
  EXPECT_EQ(shell("exit 3").code, 3);
  EXPECT_EQ(shell("kill -SEGV $$").how, How::badly);
  const TemporaryFolder folder;
  EXPECT_EQ(run({"/usr/bin/finnes-ikke", {}}, folder, {}).how, How::no_program);
}

TEST(Process, LeavesNoFolder) {
  std::filesystem::path path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    folder.write("a", "b");
    EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms::owner_all);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Process, IsStoppedByTheClock) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(shell("sleep 60", {1, 256}).how, How::too_long);
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_GE(took, std::chrono::seconds(3)) << "a program that waits for the processor is given time";
  EXPECT_LT(took, std::chrono::seconds(8));
}

TEST(Process, IsStoppedByTheProcessorsTime) {
  EXPECT_EQ(shell("while :; do :; done", {1, 256}).how, How::too_long);
}

TEST(Process, TakesItsChildrenAlong) {
  const TemporaryFolder folder;
  const Ending ending =
      run({"/bin/sh", {"-c", "(sleep 60 & echo $! > child); exit 0"}}, folder, {});
  EXPECT_EQ(ending.how, How::well);
  const int child = std::stoi(folder.read("child"));
  bool gone = false;
  for (int i = 0; i < 200 && !gone; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    // In a container nobody may have buried it yet: then it is a zombie, which runs no more.
    gone = ::kill(child, 0) != 0 || state_of(child) == 'Z';
  }
  EXPECT_TRUE(gone);
}

TEST(Process, IsStoppedByItsMemory) {
  EXPECT_EQ(python("x = bytearray(10**9)", {10, 256}).how, How::too_large);
  EXPECT_EQ(python("x = []\nwhile True: x.append(' ' * 10**6)", {10, 256}).how, How::too_large);
}

TEST(Process, WritesNoEndlessFile) {
  EXPECT_EQ(shell("exec yes > out", {10, 40}).how, How::too_large);
}

TEST(Process, HasNoNetwork) {
  const char* const kTry = R"python(
import socket, sys
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    try:
        socket.socket(family)
        sys.exit(1)
    except PermissionError:
        pass
)python";
  EXPECT_EQ(python(kTry).how, How::well) << python(kTry).complaint;
  EXPECT_EQ(python("import subprocess\nsubprocess.run(['/usr/bin/python3', '-c', "
                   "'import socket; socket.socket()'], check=True)")
                .how,
            How::badly);
}

// The parent is this program: it goes on. What a signal does not reach, a limit must not end either.
TEST(Process, EndsNobodyButItself) {
  const Ending ending = python(R"python(
import errno, os, resource, signal, sys, threading
parent = os.getppid()
def refused(act, *arguments):
    try:
        act(*arguments)
    except PermissionError as error:
        return error.errno == errno.EPERM
    return False
for process in (parent, -1, 0, -os.getpgrp()):
    if not refused(os.kill, process, 0):
        sys.exit(f'a signal reaches {process}')
if not refused(resource.prlimit, parent, resource.RLIMIT_CPU):
    sys.exit('the limits of the parent are within reach')
ways = [refused(os.kill, parent, one) for one in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP)]
ways.append(refused(resource.prlimit, parent, resource.RLIMIT_CPU, (0, 0)))
os.kill(os.getpid(), 0)
first = threading.get_ident()
beside = threading.Thread(target=lambda: signal.pthread_kill(first, 0))
beside.start()
beside.join()
print(ways)
)python");
  EXPECT_EQ(ending.how, How::well) << ending.complaint;
  EXPECT_EQ(ending.complaint, "[True, True, True, True]\n");
}

TEST(Process, IsNotOutlivedByWhatLeavesItsGroup) {
  const Ending ending = shell("(exec setsid sleep 60) || exit 3");
  EXPECT_EQ(ending.code, 3) << ending.complaint;
}

TEST(Process, SeesNothingOfOurs) {
  ::setenv("SAMLOFT_SECRET", "hemmelig", 1);
  const int open = ::open("/dev/null", O_RDONLY);
  const Ending ending = python(R"python(
import fcntl, os
for number in range(4096):
    try:
        fcntl.fcntl(number, fcntl.F_GETFD)
        print('open', number)
    except OSError:
        pass
print(dict(os.environ), os.getcwd())
)python");
  ::close(open);
  EXPECT_EQ(ending.how, How::well);
  EXPECT_EQ(ending.complaint.find("hemmelig"), std::string::npos);
  EXPECT_NE(ending.complaint.find("'LANG': 'C.UTF-8'"), std::string::npos) << ending.complaint;
  EXPECT_NE(ending.complaint.find("open 2\n"), std::string::npos) << ending.complaint;
  EXPECT_EQ(ending.complaint.find("open 3\n"), std::string::npos) << ending.complaint;
}

TEST(Process, TakesNoneOfOurSignalSettings) {
  ::signal(SIGPIPE, SIG_IGN);
  const Ending ending = shell("kill -PIPE $$; echo lever");
  EXPECT_EQ(ending.how, How::badly);
  EXPECT_EQ(ending.complaint, "");
}

// A folder of the service beside the child's own, with what a child must not come by.
class Data : public ::testing::Test {
 protected:
  void SetUp() override {
    if (landlock_version() == 0) GTEST_SKIP() << "this kernel has no Landlock";
    data.write("registry.sqlite", "hemmelig");
  }
  // Whether Python refuses what the statement does to `path`, which is the secret or its folder.
  bool is_refused(const std::string& statement, const std::string& name = "registry.sqlite") {
    const Ending ending = python("import errno, os\npath = '" + (data.path() / name).string() +
                                 "'\ntry:\n    " + statement +
                                 "\nexcept OSError as error:\n    print('refused' if error.errno in "
                                 "(errno.EACCES, errno.EXDEV) else error)\n");
    EXPECT_EQ(ending.how, How::well) << ending.complaint;
    return ending.complaint == "refused\n";
  }
  TemporaryFolder data;
};

TEST_F(Data, IsNotReadByAChild) {
  EXPECT_TRUE(is_refused("print(open(path).read())"));
  EXPECT_TRUE(is_refused("print(os.listdir(path))", "."));
  EXPECT_TRUE(is_refused("os.symlink(path, 'way'); print(open('way').read())"));
  EXPECT_TRUE(is_refused("os.link(path, 'copy'); print(open('copy').read())"));
}

TEST_F(Data, IsNotChangedByAChild) {
  EXPECT_TRUE(is_refused("open(path, 'a').write('x')"));
  EXPECT_TRUE(is_refused("open(path, 'w')", "new"));
  EXPECT_TRUE(is_refused("os.remove(path)"));
  EXPECT_TRUE(is_refused("os.rename(path, 'mine')"));
  EXPECT_TRUE(is_refused("os.mkdir(path)", "folder"));
  EXPECT_TRUE(is_refused("os.truncate(path, 0)"));
  EXPECT_TRUE(is_refused("os.chmod(path, 0o777)"));
  EXPECT_TRUE(is_refused("os.chown(path, -1, os.getgid())"));
  EXPECT_EQ(data.read("registry.sqlite"), "hemmelig");
}

TEST_F(Data, IsNotReadByWhatAChildStarts) {
  EXPECT_NE(shell("cat " + (data.path() / "registry.sqlite").string()).how, How::well);
  EXPECT_EQ(shell("cat " + (data.path() / "registry.sqlite").string()).complaint.find("hemmelig"),
            std::string::npos);
}

// The process that serves is the same user's: its memory holds the keys, its environment passwords.
TEST_F(Data, OfTheServingProcessIsOutOfReach) {
  const std::string ours = "/proc/" + std::to_string(::getpid());
  for (const char* what : {"/environ", "/mem", "/maps", "/cwd/CMakeCache.txt", "/fd/0"}) {
    const Ending ending = python("open('" + ours + what + "', 'rb').read(1)");
    EXPECT_EQ(ending.how, How::badly) << what;
    EXPECT_NE(ending.complaint.find("Error"), std::string::npos) << what << ending.complaint;
  }
  EXPECT_EQ(shell("cat /etc/passwd").how, How::badly) << "nor what is everybody's";
}

TEST_F(Data, OfOneChildIsNotReadByAnother) {
  TemporaryFolder other;
  other.write("document.html", "hemmelig");
  const Ending ending = shell("cat " + (other.path() / "document.html").string());
  EXPECT_EQ(ending.how, How::badly);
  EXPECT_EQ(ending.complaint.find("hemmelig"), std::string::npos);
}

TEST(Process, RunsBesideOthers) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([] {
      for (int j = 0; j < 10; ++j) EXPECT_EQ(shell("exit 0").how, How::well);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace samloft::document

// Children that take too long, too much, or what is not theirs.

#include "document/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "base/result.h"

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
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
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
    const TemporaryFolder look;
    gone =
        ::kill(child, 0) != 0 ||
        run({"/bin/sh", {"-c", "grep -q '^State:.Z' /proc/" + std::to_string(child) + "/status"}},
            look, {})
                .how == How::well;
  }
  EXPECT_TRUE(gone);
}

TEST(Process, IsStoppedByItsMemory) {
  EXPECT_EQ(python("x = bytearray(10**9)", {10, 256}).how, How::too_large);
  EXPECT_EQ(python("x = []\nwhile True: x.append(' ' * 10**6)", {10, 256}).how, How::too_large);
}

TEST(Process, WritesNoEndlessFile) {
  EXPECT_EQ(shell("exec cat /dev/zero > out", {10, 40}).how, How::too_large);
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

TEST(Process, SeesNothingOfOurs) {
  ::setenv("SAMLOFT_SECRET", "hemmelig", 1);
  const int open = ::open("/dev/null", O_RDONLY);
  ::signal(SIGPIPE, SIG_IGN);
  const Ending ending = shell("env; ls /proc/self/fd | wc -l; grep SigIgn /proc/self/status; pwd");
  ::close(open);
  EXPECT_EQ(ending.how, How::well);
  EXPECT_EQ(ending.complaint.find("hemmelig"), std::string::npos);
  EXPECT_NE(ending.complaint.find("LANG=C.UTF-8"), std::string::npos);
  EXPECT_NE(ending.complaint.find("\n4\n"), std::string::npos) << ending.complaint;
  EXPECT_NE(ending.complaint.find("SigIgn:\t0000000000000000"), std::string::npos);
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

// A process that has taken the filter on, without anything else that holds it: what it is told.

#include "document/system_calls.h"

#include <asm/sockios.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <thread>

namespace samloft::document {
namespace {

using Act = std::function<long()>;

int error_of(const Act& act) { return act() < 0 ? errno : 0; }

bool take_on() { return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && take_on_filter(); }

// What a process of its own answers that does this; the negative number of a signal that ends it.
int answer_of(const std::function<int()>& act) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(act());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
// The same in a group of its own, as children of the server are.
int in_child(const std::function<int()>& act) {
  return answer_of([&] {
    ::setsid();
    return act();
  });
}

int with_filter(const Act& act) {
  return in_child([&] { return take_on() ? error_of(act) : 255; });
}
// Each is harmless, and would do without the filter.
void is_refused(const char* what, int error, const Act& act) {
  EXPECT_EQ(in_child([&] { return error_of(act); }), 0) << what << " is no test here";
  EXPECT_EQ(with_filter(act), error) << what;
}

long queue(int call, pid_t process, pid_t thread) {
  siginfo_t about{};
  about.si_code = SI_QUEUE;
  return call == SYS_rt_sigqueueinfo ? ::syscall(call, process, 0, &about)
                                     : ::syscall(call, process, thread, 0, &about);
}

TEST(Filter, LetsNoSignalReachTheParent) {
  const pid_t us = ::getpid();
  is_refused("kill", EPERM, [&] { return ::kill(us, 0); });
  is_refused("tkill", EPERM, [&] { return ::syscall(SYS_tkill, us, 0); });
  is_refused("tgkill", EPERM, [&] { return ::syscall(SYS_tgkill, us, us, 0); });
  is_refused("rt_sigqueueinfo", EPERM, [&] { return queue(SYS_rt_sigqueueinfo, us, us); });
  is_refused("rt_tgsigqueueinfo", EPERM, [&] { return queue(SYS_rt_tgsigqueueinfo, us, us); });
  is_refused("pidfd_send_signal", EACCES, [&] {
    const long process = ::syscall(SYS_pidfd_open, us, 0);
    return process < 0 ? 0L : ::syscall(SYS_pidfd_send_signal, process, 0, nullptr, 0);
  });
}

TEST(Filter, LetsNoSignalReachAGroupOrEverybody) {
  const pid_t ours = ::getpgrp();
  is_refused("kill of the own group", EPERM, [] { return ::kill(0, 0); });
  is_refused("kill of everybody", EPERM, [] { return ::kill(-1, 0); });
  is_refused("kill of the parent's group", EPERM, [&] { return ::kill(-ours, 0); });
  is_refused("kill of the own group by its number", EPERM, [] { return ::kill(-::getpid(), 0); });
}

// What the kernel reads is the lower half of the register.
TEST(Filter, IsNotLedAstrayByTheUpperHalfOfANumber) {
  const pid_t us = ::getpid();
  is_refused("kill", EPERM, [&] { return ::syscall(SYS_kill, (1L << 32) | us, 0); });
}

TEST(Filter, LetsNoFileSignalAnother) {
  const pid_t us = ::getpid();
  const auto of_pipe = [](const std::function<long(int)>& act) {
    int ends[2];
    return ::pipe(ends) == 0 ? act(ends[0]) : 0L;
  };
  const auto of_socket = [](const std::function<long(int)>& act) {
    int ends[2];
    return ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0 ? act(ends[0]) : 0L;
  };
  is_refused("F_SETOWN", EPERM, [&] {
    return of_pipe([&](int file) { return ::fcntl(file, F_SETOWN, us); });
  });
  is_refused("F_SETOWN_EX", EPERM, [&] {
    const f_owner_ex owner{F_OWNER_PID, us};
    return of_pipe([&](int file) { return ::fcntl(file, F_SETOWN_EX, &owner); });
  });
  is_refused("F_SETSIG", EPERM, [&] {
    return of_pipe([&](int file) { return ::fcntl(file, F_SETSIG, SIGTERM); });
  });
  for (const unsigned command : {FIOSETOWN, SIOCSPGRP}) {
    is_refused("a socket's owner", EPERM, [&] {
      return of_socket([&](int file) { return ::ioctl(file, command, &us); });
    });
  }
}

TEST(Filter, LetsNobodyElsesTimeBeLimited) {
  const pid_t us = ::getpid();
  rlimit limit{};
  const sched_param usual{};
  is_refused("prlimit", EPERM, [&] { return ::prlimit(us, RLIMIT_CPU, nullptr, &limit); });
  is_refused("sched_setscheduler", EPERM, [&] { return ::sched_setscheduler(us, SCHED_OTHER, &usual); });
  is_refused("sched_setparam", EPERM, [&] { return ::sched_setparam(us, &usual); });
  is_refused("sched_setaffinity", EPERM, [&] {
    cpu_set_t processors;
    return ::sched_getaffinity(us, sizeof processors, &processors) == 0
               ? ::sched_setaffinity(us, sizeof processors, &processors)
               : 0;
  });
  is_refused("setpriority", EACCES, [&] {
    return ::setpriority(PRIO_PROCESS, static_cast<id_t>(us), ::getpriority(PRIO_PROCESS, 0));
  });
  EXPECT_EQ(with_filter([&] { return ::sched_setscheduler(0, SCHED_OTHER, &usual); }), 0);
  EXPECT_EQ(with_filter([&] { return ::prlimit(::getpid(), RLIMIT_CPU, nullptr, &limit); }), 0);
  EXPECT_EQ(with_filter([&] { return ::getrlimit(RLIMIT_CPU, &limit); }), 0);
}

// The child is the first of its group and could not leave it anyway; what it starts could.
TEST(Filter, LetsNothingLeaveItsGroup) {
  for (const auto& leave : {Act([] { return ::setsid(); }), Act([] { return ::setpgid(0, 0); })}) {
    const auto begun = [&] { return answer_of([&] { return error_of(leave); }); };
    EXPECT_EQ(in_child(begun), 0);
    EXPECT_EQ(in_child([&] { return take_on() ? begun() : 255; }), EACCES);
  }
}

TEST(Filter, LetsAProcessSignalItselfAndItsThreads) {
  EXPECT_EQ(with_filter([] { return ::kill(::getpid(), 0); }), 0);
  EXPECT_EQ(with_filter([] { return ::syscall(SYS_tkill, ::gettid(), 0); }), 0);
  EXPECT_EQ(with_filter([] { return queue(SYS_rt_sigqueueinfo, ::getpid(), 0); }), 0);
  EXPECT_EQ(with_filter([] {
              const pthread_t first = ::pthread_self();
              int told = -1;
              std::thread([&] { told = ::pthread_kill(first, 0); }).join();
              return told == 0 ? 0L : -1L;
            }),
            0);
  EXPECT_EQ(with_filter([]() -> long { return ::raise(SIGTERM); }), -SIGTERM);
  EXPECT_EQ(with_filter([]() -> long { std::abort(); }), -SIGABRT);
}

// The number that is let through is the child's, whoever asks.
TEST(Filter, HoldsWhatAChildStarts) {
  const pid_t us = ::getpid();
  const auto of_grandchild = [](const std::function<long(pid_t)>& act) {
    return in_child([&] {
      const pid_t child = ::getpid();
      return take_on() ? answer_of([&] { return error_of([&] { return act(child); }); }) : 255;
    });
  };
  EXPECT_EQ(of_grandchild([&](pid_t) { return ::kill(us, 0); }), EPERM);
  EXPECT_EQ(of_grandchild([](pid_t) { return ::kill(::getpid(), 0); }), EPERM);
  EXPECT_EQ(of_grandchild([](pid_t child) { return ::kill(child, 0); }), 0);
}

}  // namespace
}  // namespace samloft::document

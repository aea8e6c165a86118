// The filter is a small program that the kernel runs before each system call.
// Tested by system_calls_test.cc

#include "document/system_calls.h"

#include <asm/sockios.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <initializer_list>

namespace samloft::document {
namespace {

#if defined(__x86_64__)
constexpr unsigned kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kMachine = AUDIT_ARCH_AARCH64;
#else
#error "name the machine's AUDIT_ARCH here"
#endif
// x86_64 knows a second set of numbers for the same calls, from here on.
constexpr unsigned kSecondNumbers = 0x40000000;
constexpr unsigned kRefuse = SECCOMP_RET_ERRNO | EACCES, kOthers = SECCOMP_RET_ERRNO | EPERM;

constexpr unsigned kRefused[] = {
    __NR_socket,
    __NR_io_uring_setup,  // a ring of requests could open sockets out of the filter's sight
    __NR_ptrace,
    // Signals by other ways than a process's number.
    __NR_pidfd_send_signal,
    __NR_perf_event_open,
    // Out of the group, which is ended as a whole: what lives on could signal whoever gets the child's
    // number after it.
    __NR_setsid,
    __NR_setpgid,
    // Whoever's turn at processor and disk.
    __NR_setpriority,
    __NR_ioprio_set,
    // By the name of a file, whoever may open it: Linux 6.1 of Debian 12 holds none of them back.
    __NR_truncate,
    __NR_fchmodat,
    452,  // fchmodat2, which Debian 12 has no name for
    __NR_fchownat,
#if defined(__x86_64__)
    __NR_chmod,
    __NR_chown,
    __NR_lchown,
#endif
};
// The process comes first. Nought and less are groups, and everybody.
constexpr unsigned kSignals[] = {__NR_kill, __NR_tkill, __NR_tgkill, __NR_rt_sigqueueinfo,
                                 __NR_rt_tgsigqueueinfo};
// The process comes first here too, and nought is the caller. Whose processor time is limited is ended by
// a signal when it is used up; the others slow whom they are told to.
constexpr unsigned kLimits[] = {__NR_prlimit64, __NR_sched_setaffinity, __NR_sched_setscheduler,
                                __NR_sched_setparam, __NR_sched_setattr};
// A file can be told whom to send signals when there is something to read, and which.
struct Setting {
  unsigned call, command;
};
constexpr Setting kOwners[] = {{__NR_fcntl, F_SETOWN},
                               {__NR_fcntl, F_SETOWN_EX},
                               {__NR_fcntl, F_SETSIG},
                               {__NR_ioctl, FIOSETOWN},
                               {__NR_ioctl, SIOCSPGRP}};

class Program {
 public:
  constexpr void add(std::initializer_list<sock_filter> more) {
    for (const sock_filter& one : more) steps_[size_++] = one;
  }
  sock_fprog loaded() { return {size_, steps_.data()}; }

 private:
  std::array<sock_filter, 160> steps_{};
  unsigned short size_ = 0;
};

constexpr sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset));
}
constexpr sock_filter load_call() { return load(offsetof(seccomp_data, nr)); }
// Numbers of processes and commands are the lower half of what is handed over: the kernel reads no more.
constexpr sock_filter load_argument(std::size_t place) {
  static_assert(std::endian::native == std::endian::little);
  return load(offsetof(seccomp_data, args) + place * sizeof(seccomp_data::args[0]));
}
// Skips so many steps if the loaded value is this one, or unless it is.
constexpr sock_filter skip_if(unsigned value, unsigned char steps) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, steps, 0);
}
constexpr sock_filter skip_unless(unsigned value, unsigned char steps) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, steps);
}
constexpr sock_filter answer(unsigned verdict) { return BPF_STMT(BPF_RET | BPF_K, verdict); }

// Rule by rule: each finds the call's number loaded, and leaves it so for the next.
constexpr Program program_for(unsigned self) {
  constexpr unsigned kAllow = SECCOMP_RET_ALLOW;
  Program program;
  program.add({load(offsetof(seccomp_data, arch)), skip_if(kMachine, 1),
               answer(SECCOMP_RET_KILL_PROCESS), load_call(),
               BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kSecondNumbers, 0, 1), answer(kRefuse)});
  for (const unsigned call : kRefused) program.add({skip_unless(call, 1), answer(kRefuse)});
  for (const unsigned call : kSignals) {
    program.add({skip_unless(call, 4), load_argument(0), skip_unless(self, 1), answer(kAllow),
                 answer(kOthers)});
  }
  for (const unsigned call : kLimits) {
    program.add({skip_unless(call, 5), load_argument(0), skip_if(0, 1), skip_unless(self, 1),
                 answer(kAllow), answer(kOthers)});
  }
  for (const Setting& one : kOwners) {
    program.add({skip_unless(one.call, 4), load_argument(1), skip_unless(one.command, 1),
                 answer(kOthers), load_call()});
  }
  program.add({answer(kAllow)});
  return program;
}

}  // namespace

bool take_on_filter() {
  Program program = program_for(static_cast<unsigned>(::getpid()));
  const sock_fprog filter = program.loaded();
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

}  // namespace samloft::document

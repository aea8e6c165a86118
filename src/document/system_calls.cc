// The filter is a small program that the kernel runs before each system call.
// Tested by process_test.cc

#include "document/system_calls.h"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <iterator>

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
constexpr unsigned kRefuse = SECCOMP_RET_ERRNO | EACCES;

constexpr unsigned kRefused[] = {
    __NR_socket,
    __NR_io_uring_setup,  // a ring of requests could open sockets out of the filter's sight
    __NR_ptrace,
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
constexpr std::size_t kMost = std::size(kRefused), kBegin = 5;

constexpr sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset));
}
// Skips `steps` instructions when the loaded value is the number.
constexpr sock_filter skip_if(unsigned number, std::size_t steps) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, static_cast<unsigned char>(steps), 0);
}
constexpr sock_filter answer(unsigned verdict) { return BPF_STMT(BPF_RET | BPF_K, verdict); }

// Its machine and its number first, then a jump to the refusal for each call that is refused.
constexpr auto kProgram = [] {
  std::array<sock_filter, kBegin + kMost + 2> all{
      load(offsetof(seccomp_data, arch)), skip_if(kMachine, 1), answer(SECCOMP_RET_KILL_PROCESS),
      load(offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kSecondNumbers, kMost + 1, 0)};
  for (std::size_t i = 0; i < kMost; ++i) all[kBegin + i] = skip_if(kRefused[i], kMost - i);
  all[kBegin + kMost] = answer(SECCOMP_RET_ALLOW);
  all[kBegin + kMost + 1] = answer(kRefuse);
  return all;
}();

}  // namespace

std::span<const sock_filter> allowed_calls() { return kProgram; }

}  // namespace samloft::document

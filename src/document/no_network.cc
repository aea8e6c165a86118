// The filter is a small program that the kernel runs before each system call.
// Tested by process_test.cc

#include "document/no_network.h"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>

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

constexpr sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset));
}
// Skips `steps` instructions when the loaded value is the number.
constexpr sock_filter skip_if(unsigned number, unsigned char steps) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, steps, 0);
}
constexpr sock_filter answer(unsigned verdict) { return BPF_STMT(BPF_RET | BPF_K, verdict); }

constexpr sock_filter kProgram[] = {
    load(offsetof(seccomp_data, arch)),
    skip_if(kMachine, 1),
    answer(SECCOMP_RET_KILL_PROCESS),
    load(offsetof(seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kSecondNumbers, 4, 0),
    skip_if(__NR_socket, 3),
    // A ring of requests could open sockets out of the filter's sight.
    skip_if(__NR_io_uring_setup, 2),
    skip_if(__NR_ptrace, 1),
    answer(SECCOMP_RET_ALLOW),
    answer(kRefuse),
};

}  // namespace

std::span<const sock_filter> no_network() { return kProgram; }

}  // namespace samloft::document

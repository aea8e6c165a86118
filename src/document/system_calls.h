// A filter of system calls that leaves a process without sockets, and without those changes of files
// that Landlock does not hold back; for this part only.
#pragma once

#include <linux/filter.h>

#include <span>

namespace samloft::document {

// For prctl(PR_SET_SECCOMP). Needs no rights beyond PR_SET_NO_NEW_PRIVS.
std::span<const sock_filter> allowed_calls();

}  // namespace samloft::document

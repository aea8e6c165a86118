// A filter of system calls that leaves a process without sockets; for this part only.
#pragma once

#include <linux/filter.h>

#include <span>

namespace samloft::document {

// For prctl(PR_SET_SECCOMP). Needs no rights beyond PR_SET_NO_NEW_PRIVS.
std::span<const sock_filter> no_network();

}  // namespace samloft::document

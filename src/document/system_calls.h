// A filter of system calls that leaves a process without sockets, without those changes of files that
// Landlock does not hold back, and without a signal to anyone but itself, or any other way to end or
// slow them; for this part only.
#pragma once

namespace samloft::document {

// In a child, after it has given up new privileges and opened a group of its own, which it cannot leave
// from now on: system calls only, nothing is allocated. What it starts is held by the same filter, and
// reaches with signals the child alone, not even itself. False if the kernel does not take it.
bool take_on_filter();

}  // namespace samloft::document

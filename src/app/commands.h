// The command table of the samloft binary.
#pragma once

namespace samloft::app {

// Runs the command that the arguments name and returns the exit status: 0 done, 1 a problem that is
// told, 2 wrong usage.
int run(int count, char** arguments);

}  // namespace samloft::app

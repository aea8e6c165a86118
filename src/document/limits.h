// What the making of one file may cost.
#pragma once

namespace samloft::document {

struct Limits {
  int seconds = 20;      // of the processor, and three times as many of the clock, for each program that is
                         // run: on a busy machine it waits for the processor
  int megabytes = 1024;  // of address space; a file may take a quarter of it
};

}  // namespace samloft::document

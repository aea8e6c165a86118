// What the making of one file may cost.
#pragma once

namespace samloft::document {

struct Limits {
  int seconds = 20;      // of the clock, and of the processor, for each program that is run
  int megabytes = 1024;  // of address space; a file may take a quarter of it
};

}  // namespace samloft::document

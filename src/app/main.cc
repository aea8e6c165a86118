// Samløft. Tested by commands_test.cc

#include <sodium.h>

#include <cstdio>
#include <exception>

#include "commands.h"

int main(int count, char** arguments) {
  try {
    // Random bytes of a generator in this process, which the system seeds: a page takes two to four, and asked the
    // system for each.
    randombytes_set_implementation(&randombytes_internal_implementation);
    if (sodium_init() < 0) return 1;
    return samloft::app::run(count, arguments);
  } catch (const std::exception& broken) {
    std::fprintf(stderr, "samloft: %s\n", broken.what());
    return 1;
  }
}

// Rests of threads.
// Tested by resting_test.cc and web/workers_test.cc

#include "base/resting.h"

namespace samloft {
namespace {

thread_local Rests* heard_by = nullptr;

}  // namespace

void tell_rests_to(Rests* listener) { heard_by = listener; }

Resting::Resting() {
  if (heard_by != nullptr) heard_by->begin();
}

Resting::~Resting() {
  if (heard_by != nullptr) heard_by->end();
}

}  // namespace samloft

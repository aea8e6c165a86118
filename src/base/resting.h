// A thread that waits for a disk or for its turn says so, and whoever gave it work may let another do
// something meanwhile.
#pragma once

namespace samloft {

class Rests {
 public:
  virtual ~Rests() = default;
  virtual void begin() = 0;
  virtual void end() = 0;
};

// Who hears of the rests of this thread from now on; null: nobody.
void tell_rests_to(Rests* listener);

// While there is one of these, its thread rests.
class Resting {
 public:
  Resting();
  ~Resting();
  Resting(const Resting&) = delete;
  Resting& operator=(const Resting&) = delete;
};

}  // namespace samloft

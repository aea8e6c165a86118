// What is wrong with an installation, and how to mend it.
#pragma once

#include <string>
#include <vector>

#include "options.h"

namespace samloft::app {

struct Finding {
  enum class Level { fine, doubtful, wrong };
  Level level = Level::fine;
  std::string what;
  std::string mend;  // empty when fine
};

// Looks at options, folders, databases, keys, programs and limits, from the most to the least
// important. Changes nothing and migrates nothing; the server may run. Never throws for what is broken:
// that is a finding.
std::vector<Finding> examine(const Settings& settings);

}  // namespace samloft::app

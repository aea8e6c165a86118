// How often the log is told of pages that were denied: so many a minute of one account, and so many in
// all, so that whoever tries ten thousand doors fills no disk. The line of the request itself, which
// has the same id, is written all the same.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "base/date.h"

namespace samloft::access {

class Denials {
 public:
  enum class Say { it, it_and_that_no_more_follow, nothing };
  Say of(const std::string& who, Instant now);

 private:
  std::mutex mutex_;
  std::int64_t minute_ = -1;
  int all_ = 0;
  std::map<std::string, int> of_account_;  // of this minute
};

}  // namespace samloft::access

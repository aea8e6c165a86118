// Landlock's system calls, which the C library has no functions for, and the places that children need.
// Tested by process_test.cc

#include "document/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

#include "base/result.h"

namespace samloft::document {
namespace {

namespace fs = std::filesystem;
using Rights = unsigned long long;

// What the headers of Debian 12 do not name yet.
constexpr Rights kTruncate = 1ULL << 14, kControlDevices = 1ULL << 15;
constexpr std::uint64_t kNoAbstractSockets = 1ULL << 0, kNoSignals = 1ULL << 1;
struct RulesetAttributes {
  std::uint64_t files = 0, network = 0, scope = 0;
};

constexpr Rights kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr Rights kRun = kRead | LANDLOCK_ACCESS_FS_EXECUTE;
constexpr Rights kOfFiles = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                            LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate | kControlDevices;

Rights all_rights(int version) {
  Rights all = LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1;  // the first version's, which it was the last of
  if (version >= 2) all |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) all |= kTruncate;
  if (version >= 5) all |= kControlDevices;
  return all;
}

// Programs and their libraries; what draws text; what the makers of files read of the system's settings.
constexpr const char* kToRun[] = {"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"};
constexpr const char* kToRead[] = {"/etc/ld.so.cache", "/etc/fonts",  "/var/cache/fontconfig",
                                   "/etc/localtime",   "/dev/urandom"};

// Debian keeps settings of each Python apart: /etc/python3.11.
std::vector<fs::path> settings_of_python() {
  std::vector<fs::path> all;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/etc", none)) {
    if (entry.path().filename().string().starts_with("python3")) all.push_back(entry.path());
  }
  return all;
}

}  // namespace

int landlock_version() {
  static const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0},
                                        LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : static_cast<int>(version);
}

FileRules::FileRules(const fs::path& own_folder) {
  const int version = landlock_version();
  if (version == 0) return;
  all_ = all_rights(version);
  RulesetAttributes attributes;
  attributes.files = all_;
  if (version >= 6) attributes.scope = kNoAbstractSockets | kNoSignals;
  // Older kernels take the first field alone.
  const std::size_t size = version >= 6 ? sizeof attributes : sizeof attributes.files;
  rules_ = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, size, 0U));
  if (rules_ < 0) throw Broken("Landlock takes no rules for a child process");
  for (const char* place : kToRun) allow(place, kRun);
  for (const char* place : kToRead) allow(place, kRead);
  for (const fs::path& place : settings_of_python()) allow(place, kRead);
  allow("/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
  allow(own_folder, all_);
}

FileRules::~FileRules() {
  if (rules_ >= 0) ::close(rules_);
}

// A place that is not there needs no rule.
void FileRules::allow(const fs::path& place, Rights rights) {
  const int where = ::open(place.c_str(), O_PATH | O_CLOEXEC);
  if (where < 0) return;
  struct stat about {};
  const bool is_folder = ::fstat(where, &about) == 0 && S_ISDIR(about.st_mode);
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights & all_ & (is_folder ? ~Rights{0} : kOfFiles);
  rule.parent_fd = where;
  const long taken = ::syscall(SYS_landlock_add_rule, rules_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
  ::close(where);
  if (taken != 0) throw Broken("Landlock does not take a rule for " + place.string());
}

bool FileRules::take_on() const {
  return rules_ < 0 || ::syscall(SYS_landlock_restrict_self, rules_, 0U) == 0;
}

}  // namespace samloft::document

// Which files a child process can reach, by the kernel's Landlock: it may read and run what the system
// brings to make documents with, and do as it likes in one folder of its own. Nothing else of the
// file system can be opened by it, listed or changed, whatever user it runs as; the databases and
// keys of the service's user among it. From Linux 6.12 on signals are held back too, as they are on
// every kernel by the filter of system_calls.h.
#pragma once

#include <filesystem>

namespace samloft::document {

// The Landlock that the kernel knows, from 1; 0 if none (before Linux 5.13, or switched off).
int landlock_version();

// The rules, made before the fork: the child only takes them on.
class FileRules {
 public:
  // Broken when the kernel knows Landlock and still takes no rules.
  explicit FileRules(const std::filesystem::path& own_folder);
  ~FileRules();
  FileRules(const FileRules&) = delete;
  FileRules& operator=(const FileRules&) = delete;
  // In the child, after it has given up new privileges: a system call only. True where there is no
  // Landlock; the processes that the child starts are held too.
  bool take_on() const;

 private:
  void allow(const std::filesystem::path& place, unsigned long long rights);

  int rules_ = -1;  // the descriptor of the rules
  unsigned long long all_ = 0;  // rights that this kernel knows
};

}  // namespace samloft::document

// A foreign program run once, within limits, on files in a folder of its own; for this part only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "document/limits.h"

namespace samloft::document {

// A new folder that only we may read, gone with its content at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, std::string_view bytes) const;
  std::string read(const std::string& name) const;  // empty if there is none

 private:
  std::filesystem::path path_;
};

struct Command {
  std::string program;  // a path
  std::vector<std::string> arguments;
};

struct Ending {
  enum class How { well, no_program, too_long, too_large, badly };
  How how = How::badly;
  int code = 0;           // what the program returned, if it did
  std::string complaint;  // the last of what it said
};

// Waits for the program, whose working folder and HOME are the folder. It sees no descriptors, no
// environment and no signal settings of ours, can open no socket, signals nobody but itself, and takes
// what it started with it when it ends. Where the kernel has Landlock it reaches the system's programs
// and its folder, and no other file (landlock.h); elsewhere it has our rights to the file system.
// Several may run in one folder at a time. Broken if not even a process can be started.
Ending run(const Command& command, const TemporaryFolder& folder, const Limits& limits);

}  // namespace samloft::document

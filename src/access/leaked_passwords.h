// Passwords that are known from leaks elsewhere, in a file as Have I Been Pwned publishes it, ordered by
// hash: a line for each, with the 40 hexadecimal digits of its SHA-1, a colon and how often it was seen.
//
// The file has tens of gigabytes and stays on the disk: a password is looked for by halves, in some forty
// short reads. Nothing is sent anywhere. The file is the operator's and may hold anything, and may change
// meanwhile: a search ends all the same, after as many reads as its size has bits. Where it meets what is no
// such line it finds nothing, and the log is told.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace samloft::access {

using Sha1 = std::array<unsigned char, 20>;
Sha1 sha1_of(std::string_view text);

class LeakedPasswords {
 public:
  // Knows none.
  LeakedPasswords() = default;
  // Throws Broken, and says why, if the file cannot be read, if a thousand lines of it are not such lines
  // in order, or if it was cut off. A file that takes its place is seen when it is opened anew.
  explicit LeakedPasswords(const std::string& path);

  // Throws Broken if the disk fails.
  bool include(const Sha1& hash) const;

 private:
  class File;
  std::shared_ptr<const File> file_;  // none: knows none
};

}  // namespace samloft::access

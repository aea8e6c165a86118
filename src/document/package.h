// The zip file that a DOCX is, changed in place; for this part only.
#pragma once

#include <memory>
#include <string>

struct zip;

namespace samloft::document {

// Throws Broken when the file cannot be opened, read or changed: it is one that a program of ours
// has just written.
class Package {
 public:
  explicit Package(const std::string& path);
  std::string part(const std::string& name) const;
  void put(const std::string& name, std::string bytes);
  void save() &&;  // without it nothing changes

 private:
  struct Discard {
    void operator()(::zip* archive) const;
  };
  std::unique_ptr<::zip, Discard> archive_;
};

}  // namespace samloft::document

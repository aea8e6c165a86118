// The zip file that an XLSX is, opened with distrust; for this part only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct zip;

namespace samloft::sheet {

// Names in the archive are only ever compared, never used as paths: nothing is unpacked to disk.
class Archive {
 public:
  // Refuses, before anything is unpacked: more than kMostBytes unpacked in all, parts packed
  // suspiciously well, encrypted parts, and names that climb, start at a root or come twice. The
  // bytes must outlive the archive.
  static Result<Archive> open(std::string_view bytes);

  bool has(const std::string& name) const;
  // The part unpacked. Damaged if it is missing or does not hold what its entry says.
  Result<std::string> part(const std::string& name) const;

 private:
  struct Close {
    void operator()(::zip* archive) const;
  };
  using Handle = std::unique_ptr<::zip, Close>;
  explicit Archive(Handle handle) : handle_(std::move(handle)) {}

  Handle handle_;
};

}  // namespace samloft::sheet

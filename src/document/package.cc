// Reading and replacing the parts of a DOCX by libzip.
// Tested by files_docx_test.cc

#include "document/package.h"

#include <zip.h>

#include <cstdlib>
#include <cstring>

#include "base/result.h"

namespace samloft::document {

void Package::Discard::operator()(::zip* archive) const { ::zip_discard(archive); }

Package::Package(const std::string& path) : archive_(::zip_open(path.c_str(), 0, nullptr)) {
  if (!archive_) throw Broken("pandoc wrote no zip file");
}

std::string Package::part(const std::string& name) const {
  zip_stat_t facts{};
  zip_file_t* file = ::zip_fopen(archive_.get(), name.c_str(), 0);
  if (file == nullptr || ::zip_stat(archive_.get(), name.c_str(), 0, &facts) != 0)
    throw Broken("a DOCX lacks " + name);
  std::string bytes(facts.size, '\0');
  const zip_int64_t count = ::zip_fread(file, bytes.data(), bytes.size());
  ::zip_fclose(file);
  if (count != static_cast<zip_int64_t>(bytes.size())) throw Broken("a DOCX is damaged at " + name);
  return bytes;
}

void Package::put(const std::string& name, std::string bytes) {
  // libzip reads the bytes when it saves, and frees them then.
  void* copy = std::malloc(bytes.size() + 1);
  ensure(copy != nullptr, "there is memory for a part of a DOCX");
  std::memcpy(copy, bytes.data(), bytes.size());
  zip_source_t* source = ::zip_source_buffer(archive_.get(), copy, bytes.size(), 1);
  if (source == nullptr ||
      ::zip_file_add(archive_.get(), name.c_str(), source, ZIP_FL_OVERWRITE) < 0)
    throw Broken("cannot change " + name + " of a DOCX");
}

void Package::save() && {
  if (::zip_close(archive_.get()) != 0) throw Broken("cannot save a DOCX");
  archive_.release();
}

}  // namespace samloft::document

// The zip file that an XLSX is.
// Tested by xlsx_test.cc

#include "sheet/archive.h"

#include <zip.h>

#include <set>

#include "base/text.h"
#include "sheet/reading.h"

namespace samloft::sheet {
namespace {

// A workbook has some tens of parts. Its XML packs 10–30 times; deflate can reach 1 032.
constexpr zip_int64_t kMostParts = 2'000;
constexpr zip_uint64_t kMostPacking = 200;
constexpr zip_uint64_t kSmallPart = 1u << 20;  // too small to do harm however well it packs

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

bool is_honest_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find(':') != std::string_view::npos) return false;
  for (char separator : {'/', '\\'}) {
    for (const std::string& step : split(name, separator)) {
      if (step == "..") return false;
    }
  }
  return true;
}

Problem too_large() {
  return Problem::invalid(
      Message("Fila blir for stor når den pakkes ut. Den kan være på 64 MB utpakket."));
}

Result<void> check_entry(const zip_stat_t& entry, zip_uint64_t& total) {
  constexpr zip_uint64_t kNeeded =
      ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
  if ((entry.valid & kNeeded) != kNeeded || !is_honest_name(entry.name)) return damaged();
  if (entry.encryption_method != ZIP_EM_NONE)
    return Problem::invalid(Message("Fila har passord. Lagre den uten passord."));
  if (entry.size > kMostBytes) return too_large();
  total += entry.size;
  const bool packed_too_well =
      entry.size > kSmallPart && entry.size / kMostPacking > entry.comp_size;
  if (total > kMostBytes || packed_too_well) return too_large();
  return {};
}

Result<void> check_entries(zip_t* archive) {
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count > kMostParts) return damaged();
  zip_uint64_t total = 0;
  std::set<std::string> names;
  for (zip_int64_t index = 0; index < count; ++index) {
    zip_stat_t entry;
    if (zip_stat_index(archive, static_cast<zip_uint64_t>(index), 0, &entry) != 0) return damaged();
    TRY(check_entry(entry, total));
    // Two parts of one name: a virus scanner and we might look at different ones.
    if (!names.insert(entry.name).second) return damaged();
  }
  return {};
}

}  // namespace

void Archive::Close::operator()(::zip* archive) const { zip_discard(archive); }

Result<Archive> Archive::open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  ensure(source != nullptr, "libzip can look at memory");
  Handle handle(zip_open_from_source(source, ZIP_RDONLY, &error));
  zip_error_fini(&error);
  if (!handle) {
    zip_source_free(source);  // an archive that opened owns it
    return damaged();
  }
  TRY(check_entries(handle.get()));
  return Archive(std::move(handle));
}

bool Archive::has(const std::string& name) const {
  return zip_name_locate(handle_.get(), name.c_str(), 0) >= 0;
}

Result<std::string> Archive::part(const std::string& name) const {
  zip_stat_t entry;
  if (zip_stat(handle_.get(), name.c_str(), 0, &entry) != 0) return damaged();
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(handle_.get(), name.c_str(), 0));
  if (!file) return damaged();
  // The stated size was checked when the archive was opened; a part that lies about it is refused
  // when it ends early or goes on. The last read, of nothing, is also where libzip checks the CRC.
  std::string unpacked(entry.size, '\0');
  for (std::size_t at = 0; at < unpacked.size();) {
    const auto count = zip_fread(file.get(), unpacked.data() + at, unpacked.size() - at);
    if (count <= 0) return damaged();
    at += static_cast<std::size_t>(count);
  }
  char more = 0;
  if (zip_fread(file.get(), &more, 1) != 0) return damaged();
  return unpacked;
}

}  // namespace samloft::sheet

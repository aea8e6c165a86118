// A storage that fails on demand, between the product and the C library: LD_PRELOAD puts it there, so
// that the binary under test is the one that is shipped. The first byte of the file that SAMLOFT_FAULTS
// names says what fails for files of SQLite: F the disk is full, R it is read-only, S it cannot be
// made durable (fsync), anything else: nothing.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

char fault() {
  static const char* const wish = [] {
    static const char nothing = '-';
    const char* path = std::getenv("SAMLOFT_FAULTS");
    const int file = path == nullptr ? -1 : ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return &nothing;
    void* seen = ::mmap(nullptr, 1, PROT_READ, MAP_SHARED, file, 0);
    return seen == MAP_FAILED ? &nothing : static_cast<const char*>(seen);
  }();
  return *const_cast<const volatile char*>(wish);
}

bool is_database(int file) {
  char path[4096];
  const auto size = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path);
  return size > 0 && std::string(path, static_cast<std::size_t>(size)).find(".sqlite") != std::string::npos;
}

// Sets errno when a write to the file is to fail.
bool refuses_write(int file) {
  const char what = fault();
  if ((what != 'F' && what != 'R') || !is_database(file)) return false;
  errno = what == 'F' ? ENOSPC : EROFS;
  return true;
}
bool refuses_sync(int file) {
  if (fault() != 'S' || !is_database(file)) return false;
  errno = EIO;
  return true;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, std::size_t size) {
  static auto* const next = real<ssize_t(int, const void*, std::size_t)>("write");
  return refuses_write(file) ? -1 : next(file, bytes, size);
}
ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t at) {
  static auto* const next = real<ssize_t(int, const void*, std::size_t, off_t)>("pwrite");
  return refuses_write(file) ? -1 : next(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t at) {
  static auto* const next = real<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64");
  return refuses_write(file) ? -1 : next(file, bytes, size, at);
}
int ftruncate(int file, off_t size) noexcept {
  static auto* const next = real<int(int, off_t)>("ftruncate");
  return refuses_write(file) ? -1 : next(file, size);
}
int ftruncate64(int file, off64_t size) noexcept {
  static auto* const next = real<int(int, off64_t)>("ftruncate64");
  return refuses_write(file) ? -1 : next(file, size);
}
int fsync(int file) {
  static auto* const next = real<int(int)>("fsync");
  return refuses_sync(file) ? -1 : next(file);
}
int fdatasync(int file) {
  static auto* const next = real<int(int)>("fdatasync");
  return refuses_sync(file) ? -1 : next(file);
}

}  // extern "C"

// Preloaded into the server by tools/bench/floor.py: writes down each SQL statement as SQLite runs it.
//
// In the file SAMLOFT_TRACE stands for each statement a line with the thread, the length of the database's
// name and of the statement, and then both. Arguments stand in the statement as they were bound.
#include <dlfcn.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string>

namespace {

int trace(unsigned, void* connection, void* statement, void* text) {
  static const int file = open(std::getenv("SAMLOFT_TRACE"), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (std::strncmp(static_cast<const char*>(text), "--", 2) == 0) return 0;  // within another
  char* const sql = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
  if (sql == nullptr) return 0;
  const char* const name = sqlite3_db_filename(static_cast<sqlite3*>(connection), "main");
  const std::string line = std::to_string(syscall(SYS_gettid)) + " " + std::to_string(std::strlen(name)) + " " +
                           std::to_string(std::strlen(sql)) + "\n" + name + "\n" + sql + "\n";
  if (write(file, line.data(), line.size()) < 0) std::abort();
  sqlite3_free(sql);
  return 0;
}

}  // namespace

extern "C" int sqlite3_open_v2(const char* name, sqlite3** made, int flags, const char* vfs) {
  static const auto real =
      reinterpret_cast<int (*)(const char*, sqlite3**, int, const char*)>(dlsym(RTLD_NEXT, "sqlite3_open_v2"));
  const int result = real(name, made, flags, vfs);
  if (result == SQLITE_OK) sqlite3_trace_v2(*made, SQLITE_TRACE_STMT, trace, *made);
  return result;
}

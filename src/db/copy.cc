// SQLite copies itself; PostgreSQL's own programs copy a schema.
// Tested by copy_test.cc

#include "db/copy.h"

#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "db/connection.h"

extern char** environ;

namespace samloft::db {
namespace {

constexpr std::string_view kSchemas =
    "SELECT count(*) FROM information_schema.schemata WHERE schema_name = :schema";

// The address as a service file of libpq's: on a command line others could read the password.
class ServiceFile {
 public:
  explicit ServiceFile(const std::string& address) {
    path_ = (std::filesystem::temp_directory_path() / "samloft-service-XXXXXX").string();
    const int file = ::mkstemp(path_.data());  // for its owner alone
    if (file < 0) throw Broken("cannot write to " + path_ + ": " + std::strerror(errno));
    ::close(file);
    std::ofstream text(path_);
    text << "[samloft]\n";
    char* why = nullptr;
    PQconninfoOption* const options = PQconninfoParse(address.c_str(), &why);
    if (options == nullptr) {
      const std::string said = why == nullptr ? "" : why;
      PQfreemem(why);
      std::filesystem::remove(path_);
      throw Broken("the address of the database is not one: " + said);
    }
    for (const PQconninfoOption* one = options; one->keyword != nullptr; ++one) {
      if (one->val != nullptr) text << one->keyword << "=" << one->val << "\n";
    }
    PQconninfoFree(options);
  }
  ~ServiceFile() {
    std::error_code ignored;  // a temporary file; the system clears them too
    std::filesystem::remove(path_, ignored);
  }
  ServiceFile(const ServiceFile&) = delete;
  ServiceFile& operator=(const ServiceFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Runs one of PostgreSQL's programs on the database and waits for it; what it complains of is shown.
void run(const std::string& address, std::vector<std::string> words) {
  const ServiceFile service(address);
  std::vector<std::string> surroundings{"PGSERVICEFILE=" + service.path(), "PGSERVICE=samloft"};
  for (char** one = environ; *one != nullptr; ++one) surroundings.emplace_back(*one);
  const auto pointers = [](std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
  };
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, words.front().c_str(), nullptr, nullptr,
                                   pointers(words).data(), pointers(surroundings).data());
  if (error != 0) {
    throw Broken("cannot run " + words.front() + ": " + std::strerror(error) +
                 ". Install PostgreSQL's client programs (postgresql-client).");
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw Broken(words.front() + " failed; its own words stand above");
}

}  // namespace

void copy_to(const Location& location, const std::string& file) {
  if (std::filesystem::exists(file)) throw Broken(file + " is there already");
  if (location.engine == Engine::sqlite) {
    if (!exists(location)) throw Broken("there is no database at " + location.address);
    connect(location, Access::write)->run("VACUUM INTO :file", {{"file", file}});
  } else {
    run(location.address, {"pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                           "--schema=\"" + location.schema + "\"", "--file=" + file});
  }
}

bool exists(const Location& location) {
  if (location.engine == Engine::sqlite) return std::filesystem::exists(location.address);
  Location anywhere = location;
  anywhere.schema = "public";  // connecting makes the schema, and this one is always there
  return connect(anywhere, Access::read)->number(kSchemas, {{"schema", location.schema}}) > 0;
}

void put_back(const Location& location, const std::string& file) {
  if (exists(location)) {
    throw Broken("there is a database at " +
                 (location.engine == Engine::sqlite ? location.address : location.schema) +
                 " already; nothing was written over it");
  }
  if (location.engine == Engine::sqlite) {
    std::filesystem::copy_file(file, location.address);
  } else {
    run(location.address, {"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
                           "--no-privileges", "--dbname=service=samloft", file});
  }
}

}  // namespace samloft::db

// The questions that an experienced operator would ask.
// Tested by doctor_test.cc

#include "doctor.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>

#include "access/leaked_passwords.h"
#include "base/text.h"
#include "compose.h"
#include "db/copy.h"
#include "document/landlock.h"
#include "mail/mail.h"

namespace samloft::app {
namespace {

namespace fs = std::filesystem;
using Level = Finding::Level;
using Findings = std::vector<Finding>;

constexpr std::uintmax_t kLittleSpace = 1ull << 30, kNoSpace = 100ull << 20;
constexpr std::uintmax_t kLongLog = 256ull << 20;
constexpr std::int64_t kLateMail = kHour;

bool is_sqlite(const Settings& settings) { return settings.text("database").empty(); }

void look_at_folder(const Settings& settings, Findings& found) {
  const fs::path data = settings.text("data");
  struct stat about {};
  if (::stat(data.c_str(), &about) != 0) {
    found.push_back({Level::wrong, "there is no folder " + data.string(),
                     "Make it for the service's user, or point the option data at the right one."});
    return;
  }
  if (::access(data.c_str(), W_OK | X_OK) != 0) {
    found.push_back({Level::wrong, "this user cannot write to " + data.string(),
                     "Run as the service's user (runuser -u samloft -- samloft doctor), or give it the folder."});
  } else {
    found.push_back({Level::fine, data.string() + " is there and can be written", ""});
  }
  if ((about.st_mode & 0007) != 0) {
    found.push_back({Level::doubtful, "every user of this machine can look into " + data.string(),
                     "chmod o-rwx " + data.string()});
  }
  const auto space = fs::space(data).available;
  if (space < kLittleSpace) {
    found.push_back({space < kNoSpace ? Level::wrong : Level::doubtful,
                     "only " + std::to_string(space >> 20) + " MB are free where " + data.string() + " lies",
                     "Free some: when the disk is full, nothing can be saved."});
  }
  for (const char* key : {"secret.key", "root.key"}) {
    if (::stat((data / key).c_str(), &about) == 0 && (about.st_mode & 0077) != 0) {
      found.push_back({Level::wrong, "others can read " + (data / key).string(),
                       "chmod 600 " + (data / key).string() + ", and take a new key if somebody may have."});
    }
  }
}

// Whether the database knows the same steps as this program.
void compare_steps(const std::string& name, const db::Location& location,
                   const std::vector<Migration>& known, Findings& found) {
  db::Database database(location);
  std::set<std::string> done;
  for (const std::string& step : database.applied_steps()) done.insert(step);
  std::size_t missing = 0;
  for (const Migration& step : known)
    missing += 1 - done.erase(std::string(step.module) + "/" + std::string(step.step));
  if (!done.empty()) {
    found.push_back({Level::wrong, name + " was made by a newer samloft: it holds " + *done.begin(),
                     "Install that version, or restore a backup from before it."});
  } else if (missing > 0) {
    found.push_back({Level::doubtful, name + " lacks " + std::to_string(missing) + " step(s) of this version",
                     "samloft migrate; the server does it when it starts, too."});
  }
}

void look_at_databases(const Settings& settings, Findings& found) {
  const db::Location registry = location_of(settings, "registry");
  if (!db::exists(registry)) {
    found.push_back({Level::doubtful, "there is no installation there yet",
                     "samloft import FILE brings the first partnership in."});
    return;
  }
  compare_steps("the registry", registry, registry_migrations(), found);
  db::Database database(registry);
  const auto all = database.read(access::partnerships);
  for (const auto& one : all) {
    const db::Location location = location_of(settings, "p_" + one.id.text());
    if (!db::exists(location)) {
      found.push_back({Level::wrong, "the database of " + one.slug + " is gone",
                       "samloft restore BACKUP " + one.slug + " brings it back."});
      continue;
    }
    compare_steps(one.slug, location, partnership_migrations(), found);
    std::error_code none;  // there is no log when nobody has the database open
    const auto log = fs::file_size(location.address + "-wal", none);
    if (!none && is_sqlite(settings) && log > kLongLog) {
      found.push_back({Level::doubtful, "the log of " + one.slug + " has grown to " + std::to_string(log >> 20) + " MB",
                       "Something reads for very long; restart the service, and look for a program that holds the file."});
    }
  }
  found.push_back({Level::fine, std::to_string(all.size()) + " partnership(s)", ""});
  const auto late = database.read([](db::Connection& r) { return mail::waiting_since(r); });
  if (late && late->milliseconds < Instant::now().milliseconds - kLateMail) {
    found.push_back({Level::wrong, "mails wait since " + late->iso(),
                     "Is the service running, and does the mail server take them? The log says `mail` and why."});
  }
}

void look_at_ways_in_and_out(const Settings& settings, Findings& found) {
  const std::string& address = settings.text("public-address");
  if (address.empty()) {
    found.push_back({Level::doubtful, "public-address is empty: links in mails lead to localhost, and passkeys belong to it",
                     "public-address = \"https://samloft.example.no\""});
  } else if (!address.starts_with("https://")) {
    found.push_back({Level::wrong, "public-address is not https: browsers will not keep the session's cookie",
                     "Put a reverse proxy with a certificate in front; docs/running.md shows one."});
  }
  if (settings.text("smtp").empty()) {
    found.push_back({Level::doubtful, "smtp is empty: mails become files and reach nobody",
                     "smtp = \"smtp://mail.example.no:25\""});
  }
  if (settings.yes("demo")) {
    found.push_back({address.empty() ? Level::doubtful : Level::wrong, "demo is on: everybody gets in as anybody",
                     "Take demo out of the options before real people use it."});
  }
  if (settings.text("two-factor") == "optional") {
    found.push_back({Level::doubtful, "coordinators need no second factor",
                     "two-factor = \"required\", unless people come in behind another login that asks for one."});
  }
}

// Opening it reads lines here and there; what is wrong with it is thrown, and so a finding.
void look_at_leaked_passwords(const Settings& settings, Findings& found) {
  const std::string& file = settings.text("leaked-passwords");
  if (file.empty()) {
    found.push_back({Level::doubtful, "leaked-passwords is empty: passwords that others stole elsewhere can be chosen",
                     "Name a file with Have I Been Pwned's list there; docs/running.md says how to get it."});
    return;
  }
  const access::LeakedPasswords opened(file);
  found.push_back({Level::fine, "leaked passwords are looked up in " + file, ""});
}

bool is_installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  for (const std::string& folder : split(path == nullptr ? "" : path, ':')) {
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

void look_at_machine(const Settings& settings, Findings& found) {
  for (const auto& [program, package, purpose] :
       {std::tuple{"weasyprint", "weasyprint", "PDF files"}, {"pandoc", "pandoc", "Word files"},
        {"rsvg-convert", "librsvg2-bin", "pictures in Word files"}}) {
    if (!is_installed(program)) {
      found.push_back({Level::doubtful, std::string(program) + " is missing: no " + purpose,
                       std::string("apt-get install ") + package});
    }
  }
  if (document::landlock_version() == 0) {
    found.push_back({Level::doubtful, "this kernel has no Landlock: what makes PDF and Word files could read the databases",
                     "Run on Linux 5.13 or later, with landlock in /sys/kernel/security/lsm."});
  } else {
    found.push_back({Level::fine, "what makes PDF and Word files reaches no file of the service", ""});
  }
  if (!is_sqlite(settings) && !is_installed("pg_dump")) {
    found.push_back({Level::wrong, "pg_dump is missing: no backups", "apt-get install postgresql-client"});
  }
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const auto wanted = static_cast<rlim_t>(settings.number("most-connections")) + 200;
  if (limit.rlim_max < wanted) {
    found.push_back({Level::doubtful, "only " + std::to_string(limit.rlim_max) + " files may be open, and most-connections wants " + std::to_string(wanted),
                     "LimitNOFILE=" + std::to_string(wanted) + " in the service, or a smaller most-connections."});
  }
}

// One look; should the world break meanwhile, that is what it found.
void look(Findings& found, void (*at)(const Settings&, Findings&), const Settings& settings) {
  try {
    at(settings, found);
  } catch (const std::exception& broken) {
    found.push_back({Level::wrong, broken.what(), "Mend this first; what depends on it was not looked at."});
  }
}

}  // namespace

std::vector<Finding> examine(const Settings& settings) {
  Findings found;
  for (const auto at : {look_at_folder, look_at_databases, look_at_ways_in_and_out,
                        look_at_leaked_passwords, look_at_machine})
    look(found, at, settings);
  return found;
}

}  // namespace samloft::app

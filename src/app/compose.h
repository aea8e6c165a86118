// The one place where everything is wired: which modules there are, which databases they live in,
// what the site is made of. Read it as the map of the system.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "access/site.h"
#include "base/migration.h"
#include "db/db.h"
#include "open_databases.h"
#include "options.h"
#include "records/kind.h"
#include "records/pages.h"

namespace samloft::app {

// Where the settings keep the database of that name: "registry", or p_ and a partnership's id.
db::Location location_of(const Settings& settings, const std::string& name);

class Installation {
 public:
  // Opens the registry and brings it up to date. Throws Broken if it cannot.
  explicit Installation(const Settings& settings);

  db::Database& registry() { return *registry_; }
  const records::Kinds& kinds() const { return kinds_; }
  // The database of a partnership, brought up to date when it is opened first.
  std::shared_ptr<db::Database> open(const access::Partnership& partnership);
  OpenDatabases& databases() { return open_; }
  access::Site& site() { return *site_; }
  // The key that seals secrets in the registry: the option, or else the file in the data folder,
  // which is made the first time that somebody asks. Throws Broken if it cannot be read.
  const access::SecretKey& secret_key();
  const Settings& settings() const { return settings_; }

 private:
  void make_site();

  Settings settings_;
  std::unique_ptr<db::Database> registry_;
  OpenDatabases open_;
  records::Kinds kinds_;
  records::Extras extras_;
  std::unique_ptr<access::Site> site_;
  std::once_flag key_once_;
  std::optional<access::SecretKey> secret_key_;
};

// The schema steps of the registry, in order.
std::vector<Migration> registry_migrations();

// The kinds of all modules, in the modules' order.
records::Kinds all_kinds();

// The schema steps of a partnership's database, in order.
std::vector<Migration> partnership_migrations();

}  // namespace samloft::app

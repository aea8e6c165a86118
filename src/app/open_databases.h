// The partnerships' databases that are open. An open one holds half a megabyte and some files, so those that
// nobody asks for are closed again; whoever has one may keep it meanwhile.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/id.h"
#include "db/db.h"

namespace samloft::app {

class OpenDatabases {
 public:
  using Clock = std::chrono::steady_clock;
  using Opens = std::function<std::shared_ptr<db::Database>(const Uuid& partnership)>;
  explicit OpenDatabases(Opens opens, std::function<Clock::time_point()> now = Clock::now)
      : opens_(std::move(opens)), now_(std::move(now)) {}

  std::shared_ptr<db::Database> of(const Uuid& partnership);
  // Does the work with it; it is closed afterwards unless somebody asked for it. For what goes through all.
  void briefly(const Uuid& partnership, const std::function<void(db::Database&)>& work);
  // The same if it is open now, and nothing otherwise. Neither counts as asking for it.
  void if_open(const Uuid& partnership, const std::function<void(db::Database&)>& work);
  // The partnerships whose databases are open now.
  std::vector<Uuid> open_now() const;
  // Closes what nobody has and nobody has asked for that long.
  void close_resting(Clock::duration so_long);

 private:
  struct Open {
    std::shared_ptr<db::Database> database;
    Clock::time_point asked;
    bool stays = false;  // somebody asked for it, not only what goes through all
  };
  Open& opened(const Uuid& partnership);  // under the lock
  void work_with(const Uuid& partnership, std::shared_ptr<db::Database> database,
                 const std::function<void(db::Database&)>& work);

  Opens opens_;
  std::function<Clock::time_point()> now_;
  mutable std::mutex mutex_;  // guards the map: one partnership is never opened twice
  std::map<Uuid, Open> open_;
};

}  // namespace samloft::app

// Opening, and closing what rests.
// Tested by open_databases_test.cc

#include "open_databases.h"

namespace samloft::app {

OpenDatabases::Open& OpenDatabases::opened(const Uuid& partnership) {
  auto found = open_.find(partnership);
  if (found == open_.end())
    found = open_.emplace(partnership, Open{opens_(partnership), now_(), false}).first;
  return found->second;
}

std::shared_ptr<db::Database> OpenDatabases::of(const Uuid& partnership) {
  const std::lock_guard lock(mutex_);
  Open& one = opened(partnership);
  one.asked = now_();
  one.stays = true;
  return one.database;
}

void OpenDatabases::briefly(const Uuid& partnership, const std::function<void(db::Database&)>& work) {
  std::shared_ptr<db::Database> database;
  {
    const std::lock_guard lock(mutex_);
    database = opened(partnership).database;
  }
  work(*database);
  database.reset();
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(partnership);
  // Where two go through all at once, the last one closes.
  if (found != open_.end() && !found->second.stays && found->second.database.use_count() == 1)
    open_.erase(found);
}

std::vector<std::shared_ptr<db::Database>> OpenDatabases::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<db::Database>> all;
  for (const auto& [partnership, one] : open_) all.push_back(one.database);
  return all;
}

std::shared_ptr<db::Database> OpenDatabases::if_open(const Uuid& partnership) const {
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(partnership);
  return found == open_.end() ? nullptr : found->second.database;
}

void OpenDatabases::close_resting(Clock::duration so_long) {
  const std::lock_guard lock(mutex_);
  const auto now = now_();
  std::erase_if(open_, [&](const auto& entry) {
    return entry.second.database.use_count() == 1 && now - entry.second.asked >= so_long;
  });
}

}  // namespace samloft::app

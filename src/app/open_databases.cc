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
  std::unique_lock lock(mutex_);
  auto database = opened(partnership).database;
  lock.unlock();
  work_with(partnership, std::move(database), work);
}

void OpenDatabases::if_open(const Uuid& partnership, const std::function<void(db::Database&)>& work) {
  std::unique_lock lock(mutex_);
  const auto found = open_.find(partnership);
  if (found == open_.end()) return;
  auto database = found->second.database;
  lock.unlock();
  work_with(partnership, std::move(database), work);
}

void OpenDatabases::work_with(const Uuid& partnership, std::shared_ptr<db::Database> database,
                              const std::function<void(db::Database&)>& work) {
  work(*database);
  database.reset();
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(partnership);
  // Where two work with it at once, the last one closes: each of them must come by here.
  if (found != open_.end() && !found->second.stays && found->second.database.use_count() == 1)
    open_.erase(found);
}

std::vector<Uuid> OpenDatabases::open_now() const {
  const std::lock_guard lock(mutex_);
  std::vector<Uuid> all;
  for (const auto& [partnership, one] : open_) all.push_back(partnership);
  return all;
}

void OpenDatabases::close_resting(Clock::duration so_long) {
  const std::lock_guard lock(mutex_);
  const auto now = now_();
  std::erase_if(open_, [&](const auto& entry) {
    return entry.second.database.use_count() == 1 && now - entry.second.asked >= so_long;
  });
}

}  // namespace samloft::app

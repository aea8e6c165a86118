// Opening, and closing what rests.
// Tested by open_databases_test.cc

#include "open_databases.h"

namespace samloft::app {

std::shared_ptr<db::Database> OpenDatabases::of(const Uuid& partnership) {
  const std::lock_guard lock(mutex_);
  auto found = open_.find(partnership);
  if (found == open_.end()) found = open_.emplace(partnership, Open{opens_(partnership), {}}).first;
  found->second.asked = now_();
  return found->second.database;
}

bool OpenDatabases::has(const Uuid& partnership) const {
  const std::lock_guard lock(mutex_);
  return open_.contains(partnership);
}

void OpenDatabases::briefly(const Uuid& partnership, const std::function<void(db::Database&)>& work) {
  const bool was_open = has(partnership);
  work(*of(partnership));
  if (was_open) return;
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(partnership);
  // Whoever else came meanwhile still has it, or opens it again.
  if (found != open_.end() && found->second.database.use_count() == 1) open_.erase(found);
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

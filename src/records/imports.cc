// SQL of spreadsheets on their way in.
// Tested by people/people_import_test.cc and needs/needs_import_test.cc

#include "records/imports.h"

#include "base/text.h"
#include "db/db.h"

namespace samloft::records {

Uuid Imports::keep(Work& work, const std::string& file_name, const ImportTable& rows) const {
  forget_old(work.db, work.now);
  const Uuid id = Uuid::fresh();
  work.db.run("INSERT INTO " + table_ +
                  " (id, made_at, made_by, file_name, state, done_at, rows, refused, done) "
                  "VALUES (:id, :made_at, :made_by, :file_name, 'open', '', :rows, '', '')",
              {{"id", id},
               {"made_at", work.now.iso()},
               {"made_by", work.viewer.name},
               {"file_name", shortened(file_name, 100)},
               {"rows", packed(rows)}});
  return id;
}

std::optional<KeptImport> Imports::find(db::Connection& db, const Uuid& id) const {
  using S = std::string;
  auto row = db.first<Uuid, S, S, S, S, S, S, S, S>(
      "SELECT id, made_at, made_by, file_name, state, done_at, rows, refused, done FROM " + table_ +
          " WHERE id = :id",
      {{"id", id}});
  if (!row) return std::nullopt;
  auto& [key, made_at, made_by, file_name, state, done_at, rows, refused, done] = *row;
  return KeptImport{key,     Instant::parse_iso(made_at), made_by, file_name, state,
                    done_at, std::move(rows),             refused, done};
}

void Imports::close(Work& work, const Uuid& id, const ImportTable& refused,
                    const std::string& done) const {
  work.db.run("UPDATE " + table_ +
                  " SET state = 'done', done_at = :now, rows = '', refused = :refused, done = :done "
                  "WHERE id = :id",
              {{"id", id},
               {"now", work.now.iso()},
               {"refused", refused.lines.empty() ? "" : packed(refused)},
               {"done", done}});
}

Result<std::int64_t> Imports::undo(Work& work, const Uuid& id, const char* undone_before,
                                   const char* too_late) const {
  const auto kept = find(work.db, id);
  if (!kept || kept->state == "open") return Problem::not_found();
  if (kept->state == "undone") return Problem::conflict(undone_before);
  const Instant done = Instant::parse_iso(kept->done_at);
  if (work.now.milliseconds - done.milliseconds > kUndoDays * kDay) return Problem::conflict(too_late);
  TRY_ASSIGN(const std::int64_t undone, undo_batch(work, id));
  work.db.run("UPDATE " + table_ + " SET state = 'undone', refused = '', done = '' WHERE id = :id",
              {{"id", id}});
  return undone;
}

void Imports::drop(db::Connection& db, const Uuid& id) const {
  db.run("DELETE FROM " + table_ + " WHERE id = :id AND state = 'open'", {{"id", id}});
}

std::vector<KeptImport> Imports::confirmed(db::Connection& db, std::int64_t limit) const {
  using S = std::string;
  std::vector<KeptImport> all;
  for (auto& [id, made_at, made_by, file_name, state, done_at] : db.rows<Uuid, S, S, S, S, S>(
           "SELECT id, made_at, made_by, file_name, state, done_at FROM " + table_ +
               " WHERE state <> 'open' ORDER BY made_at DESC, id LIMIT :limit",
           {{"limit", limit}})) {
    all.push_back(
        {id, Instant::parse_iso(made_at), made_by, file_name, state, done_at, {}, {}, {}});
  }
  return all;
}

void Imports::forget_old(db::Connection& db, Instant now) const {
  const std::string day_ago = Instant{now.milliseconds - kDay}.iso();
  const std::string too_late = Instant{now.milliseconds - kUndoDays * kDay}.iso();
  db.run("DELETE FROM " + table_ + " WHERE state = 'open' AND made_at < :before",
         {{"before", day_ago}});
  db.run("UPDATE " + table_ + " SET refused = '' WHERE refused <> '' AND made_at < :before",
         {{"before", day_ago}});
  db.run("UPDATE " + table_ + " SET done = '' WHERE done <> '' AND made_at < :before",
         {{"before", too_late}});
}

}  // namespace samloft::records

// SQL of spreadsheets of needs on their way in.
// Tested by needs_import_test.cc

#include "store_import.h"

#include "db/db.h"

namespace samloft::needs {
namespace {

constexpr std::string_view kKeepImport =
    "INSERT INTO needs_import (id, made_at, made_by, file_name, state, done_at, rows, refused, "
    "made) VALUES (:id, :made_at, :made_by, :file_name, 'open', '', :rows, '', '')";
constexpr std::string_view kKeptImport =
    "SELECT id, made_at, made_by, file_name, state, done_at, rows, refused, made "
    "FROM needs_import WHERE id = :id";
constexpr std::string_view kCloseImport =
    "UPDATE needs_import SET state = 'done', done_at = :now, rows = '', refused = :refused, "
    "made = :made WHERE id = :id";
constexpr std::string_view kMarkUndone =
    "UPDATE needs_import SET state = 'undone', refused = '', made = '' WHERE id = :id";
constexpr std::string_view kDropOpenImport =
    "DELETE FROM needs_import WHERE id = :id AND state = 'open'";
constexpr std::string_view kConfirmedImports =
    "SELECT id, made_at, made_by, file_name, state, done_at FROM needs_import "
    "WHERE state <> 'open' ORDER BY made_at DESC, id LIMIT :limit";
constexpr std::string_view kPurgeOpenImports =
    "DELETE FROM needs_import WHERE state = 'open' AND made_at < :before";
constexpr std::string_view kPurgeRefused =
    "UPDATE needs_import SET refused = '' WHERE refused <> '' AND made_at < :before";
constexpr std::string_view kForgetMade =
    "UPDATE needs_import SET made = '' WHERE made <> '' AND made_at < :forget";

}  // namespace

void keep_import(db::Connection& db, const KeptImport& import) {
  db.run(kKeepImport, {{"id", import.id},
                       {"made_at", import.made_at.iso()},
                       {"made_by", import.made_by},
                       {"file_name", import.file_name},
                       {"rows", import.rows}});
}

std::optional<KeptImport> kept_import(db::Connection& db, const Uuid& id) {
  using S = std::string;
  auto row = db.first<Uuid, S, S, S, S, S, S, S, S>(kKeptImport, {{"id", id}});
  if (!row) return std::nullopt;
  auto& [key, made_at, made_by, file_name, state, done_at, rows, refused, made] = *row;
  return KeptImport{key,     Instant::parse_iso(made_at), made_by, file_name, state,
                    done_at, std::move(rows),             refused, made};
}

void close_import(db::Connection& db, const Uuid& id, Instant now, const std::string& refused,
                  const std::string& made) {
  db.run(kCloseImport, {{"id", id}, {"now", now.iso()}, {"refused", refused}, {"made", made}});
}

void mark_undone(db::Connection& db, const Uuid& id) { db.run(kMarkUndone, {{"id", id}}); }

void drop_open_import(db::Connection& db, const Uuid& id) { db.run(kDropOpenImport, {{"id", id}}); }

std::vector<KeptImport> confirmed_imports(db::Connection& db, std::int64_t limit) {
  using S = std::string;
  std::vector<KeptImport> all;
  for (auto& [id, made_at, made_by, file_name, state, done_at] :
       db.rows<Uuid, S, S, S, S, S>(kConfirmedImports, {{"limit", limit}})) {
    all.push_back(
        {id, Instant::parse_iso(made_at), made_by, file_name, state, done_at, {}, {}, {}});
  }
  return all;
}

void purge_imports(db::Connection& db, Instant before, Instant forget) {
  db.run(kPurgeOpenImports, {{"before", before.iso()}});
  db.run(kPurgeRefused, {{"before", before.iso()}});
  db.run(kForgetMade, {{"forget", forget.iso()}});
}

}  // namespace samloft::needs

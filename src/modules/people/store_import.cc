// SQL of spreadsheets on their way in.
// Tested by people_import_test.cc

#include "store_import.h"

#include <map>

#include "db/db.h"

namespace samloft::people {
namespace {

constexpr std::string_view kKeep =
    "INSERT INTO people_import (id, made_at, made_by, file_name, state, done_at, rows, refused, "
    "done) VALUES (:id, :made_at, :made_by, :file_name, 'open', '', :rows, '', '')";
constexpr std::string_view kKept =
    "SELECT id, made_at, made_by, file_name, state, done_at, rows, refused, done "
    "FROM people_import WHERE id = :id";
constexpr std::string_view kClose =
    "UPDATE people_import SET state = 'done', done_at = :now, rows = '', refused = :refused, "
    "done = :done WHERE id = :id";
constexpr std::string_view kMarkUndone =
    "UPDATE people_import SET state = 'undone', refused = '', done = '' WHERE id = :id";
constexpr std::string_view kDropOpen =
    "DELETE FROM people_import WHERE id = :id AND state = 'open'";
constexpr std::string_view kConfirmed =
    "SELECT id, made_at, made_by, file_name, state, done_at FROM people_import "
    "WHERE state <> 'open' ORDER BY made_at DESC, id LIMIT :limit";
constexpr std::string_view kPurgeOpen =
    "DELETE FROM people_import WHERE state = 'open' AND made_at < :before";
constexpr std::string_view kPurgeRefused =
    "UPDATE people_import SET refused = '' WHERE refused <> '' AND made_at < :before";
constexpr std::string_view kForget =
    "UPDATE people_import SET done = '' WHERE done <> '' AND made_at < :forget";

constexpr std::string_view kPersons =
    "SELECT p.id, p.name, p.mail FROM people_person p JOIN record r ON r.id = p.id "
    "ORDER BY r.sort_key, p.id";
constexpr std::string_view kPlaces =
    "SELECT id, name, 1 AS unit, coalesce(valid_from, ''), coalesce(valid_until, '') "
    "FROM people_unit UNION ALL SELECT id, name, 0, '', '' FROM people_organisation "
    "ORDER BY unit DESC, name, id";
constexpr std::string_view kEmployments =
    "SELECT id, person, coalesce(unit, organisation), position, role, coalesce(share, -1), "
    "coalesce(valid_from, ''), coalesce(valid_until, '') FROM people_employment ORDER BY id";

}  // namespace

void keep_import(db::Connection& db, const KeptImport& import) {
  db.run(kKeep, {{"id", import.id},
                 {"made_at", import.made_at.iso()},
                 {"made_by", import.made_by},
                 {"file_name", import.file_name},
                 {"rows", import.rows}});
}

std::optional<KeptImport> kept_import(db::Connection& db, const Uuid& id) {
  using S = std::string;
  auto row = db.first<Uuid, S, S, S, S, S, S, S, S>(kKept, {{"id", id}});
  if (!row) return std::nullopt;
  auto& [key, made_at, made_by, file_name, state, done_at, rows, refused, done] = *row;
  return KeptImport{key,
                    Instant::parse_iso(made_at),
                    made_by,
                    file_name,
                    state,
                    done_at,
                    std::move(rows),
                    refused,
                    done};
}

void close_import(db::Connection& db, const Uuid& id, Instant now, const std::string& refused,
                  const std::string& done) {
  db.run(kClose, {{"id", id}, {"now", now.iso()}, {"refused", refused}, {"done", done}});
}

void mark_undone(db::Connection& db, const Uuid& id) { db.run(kMarkUndone, {{"id", id}}); }

void drop_open_import(db::Connection& db, const Uuid& id) { db.run(kDropOpen, {{"id", id}}); }

std::vector<KeptImport> confirmed_imports(db::Connection& db, std::int64_t limit) {
  using S = std::string;
  std::vector<KeptImport> all;
  for (auto& [id, made_at, made_by, file_name, state, done_at] :
       db.rows<Uuid, S, S, S, S, S>(kConfirmed, {{"limit", limit}})) {
    all.push_back(
        {id, Instant::parse_iso(made_at), made_by, file_name, state, done_at, {}, {}, {}});
  }
  return all;
}

void purge_imports(db::Connection& db, Instant before, Instant forget) {
  db.run(kPurgeOpen, {{"before", before.iso()}});
  db.run(kPurgeRefused, {{"before", before.iso()}});
  db.run(kForget, {{"forget", forget.iso()}});
}

Directory directory(db::Connection& db) {
  Directory all;
  std::map<Uuid, std::size_t> places, persons;
  for (auto& [id, name, unit, from, until] :
       db.rows<Uuid, std::string, std::int64_t, std::string, std::string>(kPlaces)) {
    places.emplace(id, all.places.size());
    all.places.push_back({id, name, unit != 0, {Date::parse(from), Date::parse(until)}});
  }
  for (auto& [id, name, mail] : db.rows<Uuid, std::string, std::string>(kPersons)) {
    persons.emplace(id, all.persons.size());
    all.persons.push_back({id, name, mail, {}});
  }
  for (auto& [id, person, place, position, role, share, from, until] :
       db.rows<Uuid, Uuid, Uuid, std::string, std::string, std::int64_t, std::string, std::string>(
           kEmployments)) {
    auto& employments = all.persons[persons.at(person)].employments;
    employments.push_back({id, places.at(place), position, value_of<Role>(role),
                           share < 0 ? std::nullopt : std::optional(share), Date::parse(from),
                           Date::parse(until)});
  }
  return all;
}

}  // namespace samloft::people

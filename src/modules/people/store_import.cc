// SQL of what a spreadsheet is compared with.
// Tested by people_import_test.cc

#include "store_import.h"

#include <map>

#include "db/db.h"

namespace samloft::people {
namespace {

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

// SQL of the framework.
// Tested by framework_test.cc

#include "store.h"

#include <algorithm>

#include "db/db.h"

namespace samloft::framework {
namespace {

constexpr std::string_view kElementsOfFramework =
    "SELECT e.id, e.parent, e.level, e.sector, e.title "
    "FROM framework_element e JOIN record r ON r.id = e.id WHERE e.framework = :framework "
    "ORDER BY CASE e.level WHEN 'purpose' THEN 1 WHEN 'meeting' THEN 2 WHEN 'focus_area' THEN 3 "
    "WHEN 'principle' THEN 4 WHEN 'indicator' THEN 5 ELSE 6 END, "
    "CASE e.sector WHEN 'all' THEN 1 WHEN 'kindergarten' THEN 2 WHEN 'school' THEN 3 ELSE 4 END, "
    "CASE WHEN e.place IS NULL THEN 1 ELSE 0 END, e.place, r.sort_key, e.id";
constexpr std::string_view kStandingOf =
    "SELECT framework, level FROM framework_element WHERE id = :element";
constexpr std::string_view kStandingUnder =
    "SELECT framework, level FROM framework_element WHERE parent = :element";
constexpr std::string_view kFrameworkOnDay =
    "SELECT id, name, coalesce(valid_from, ''), coalesce(valid_until, '') "
    "FROM framework_framework WHERE (valid_from IS NULL OR valid_from <= :day) "
    "AND (valid_until IS NULL OR valid_until > :day) "
    "ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1";
constexpr std::string_view kVersionsOfName =
    "SELECT id, name, coalesce(valid_from, ''), coalesce(valid_until, '') "
    "FROM framework_framework WHERE name = :name ORDER BY coalesce(valid_from, '') DESC, id DESC";
constexpr std::string_view kPurposeOnDay =
    "SELECT e.title FROM framework_element e JOIN framework_framework f ON f.id = e.framework "
    "WHERE e.level = 'purpose' AND (f.valid_from IS NULL OR f.valid_from <= :day) "
    "AND (f.valid_until IS NULL OR f.valid_until > :day) "
    "ORDER BY coalesce(f.valid_from, '') DESC, f.id DESC, "
    "CASE WHEN e.place IS NULL THEN 1 ELSE 0 END, e.place, e.id LIMIT 1";

std::vector<VersionRow> versions(db::Connection& db, std::string_view sql,
                                 const db::Arguments& arguments) {
  std::vector<VersionRow> all;
  for (auto& [id, name, from, until] :
       db.rows<Uuid, std::string, std::string, std::string>(sql, arguments)) {
    all.push_back({id, name, {Date::parse(from), Date::parse(until)}});
  }
  return all;
}

}  // namespace

std::vector<ElementRow> elements_of(db::Connection& db, const Uuid& framework) {
  std::vector<ElementRow> all;
  for (auto& [id, parent, level, sector, title] :
       db.rows<Uuid, Uuid, std::string, std::string, std::string>(kElementsOfFramework,
                                                                  {{"framework", framework}})) {
    all.push_back({id, parent, value_of<Level>(level), value_of<Sector>(sector), title});
  }
  return all;
}

std::optional<Standing> standing_of(db::Connection& db, const Uuid& element) {
  const auto row = db.first<Uuid, std::string>(kStandingOf, {{"element", element}});
  if (!row) return std::nullopt;
  return Standing{std::get<0>(*row), value_of<Level>(std::get<1>(*row))};
}

std::vector<Standing> standing_under(db::Connection& db, const Uuid& element) {
  std::vector<Standing> all;
  for (auto& [framework, level] :
       db.rows<Uuid, std::string>(kStandingUnder, {{"element", element}})) {
    all.push_back({framework, value_of<Level>(level)});
  }
  return all;
}

std::optional<VersionRow> framework_on(db::Connection& db, Date day) {
  const auto found = versions(db, kFrameworkOnDay, {{"day", day.iso()}});
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<VersionRow> versions_of(db::Connection& db, const std::string& name) {
  return versions(db, kVersionsOfName, {{"name", name}});
}

std::string purpose_on(db::Connection& db, Date day) {
  const auto found = db.first<std::string>(kPurposeOnDay, {{"day", day.iso()}});
  return found ? std::get<0>(*found) : "";
}

}  // namespace samloft::framework

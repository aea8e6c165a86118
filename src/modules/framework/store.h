// The queries of the framework beside those that every kind has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "framework/framework.h"

namespace samloft::db {
class Connection;
}

namespace samloft::framework {

struct ElementRow {
  Uuid id;
  Uuid parent;  // empty: in a ring
  Level level;
  Sector sector;
  std::string title;
};
// The elements of a framework: level by level from the middle, then by sector, place and title. So
// what stands above comes before what stands under it.
std::vector<ElementRow> elements_of(db::Connection& db, const Uuid& framework);

struct Standing {
  Uuid framework;
  Level level;
};
// Where an element stands; nothing if there is no such element.
std::optional<Standing> standing_of(db::Connection& db, const Uuid& element);
// Where those right under an element stand.
std::vector<Standing> standing_under(db::Connection& db, const Uuid& element);

struct VersionRow {
  Uuid id;
  std::string name;
  Period period;
};
// The framework valid on the day that began last.
std::optional<VersionRow> framework_on(db::Connection& db, Date day);
// The frameworks of this name, newest first.
std::vector<VersionRow> versions_of(db::Connection& db, const std::string& name);

// The title of the purpose in the middle of the framework valid on the day; "" if there is none.
std::string purpose_on(db::Connection& db, Date day);

}  // namespace samloft::framework

// The framework that every effort points at: the municipality's strategy as a wheel of four rings,
// inside out purpose, meeting between people, focus areas and principles. Each focus area has
// quality indicators, each indicator signs of good practice, by sector.
//
// Readers: every role. Writers: coordinators.
//
// Promises (each breach is an `invalid` problem with the field's name):
//   An indicator has a focus area above it, a sign an indicator; what stands in a ring has nothing
//   above it. So there are no circles, and the tree is at most three deep.
//   An element and the one above it are of the same framework, also after a change of either.
//   A framework is a version with a period. A new version is a copy of the framework and its whole
//   tree: what was tagged with the old elements keeps them, and the old version is not changed
//   beyond its end. Elements are called by their title and their framework's years, so that those
//   of two versions can be told apart in lists.
//
// Sources: the model of «Rammeverk for kvalitet og mestring», domain/partnership.md §7.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/migration.h"
#include "base/record.h"

namespace samloft::access {
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::page {
class Html;
struct Figure;
}  // namespace samloft::page
namespace samloft::records {
struct Kind;
struct Extras;
struct Work;
class Kinds;
}  // namespace samloft::records

namespace samloft::framework {

struct Framework final : Record {
  std::string name;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string adopted_by;
  std::string source;  // where it is found; an https address becomes a link
  std::string description;
  // «Sterkere sammen (2020–2025)», «Sterkere sammen (fra 2026)»
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

// The four rings inside out, then what stands under a focus area.
enum class Level { purpose, meeting, focus_area, principle, indicator, sign };
enum class Sector { all, kindergarten, school, services };

struct Element final : Record {
  Uuid framework;
  Uuid parent;  // element
  Level level = Level::purpose;
  Sector sector = Sector::all;
  std::string title;
  std::string text;
  std::optional<std::int64_t> place;  // among those beside it; without one: last, by title
  // «Livsmestring (2020–2025)»
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// On a framework: its wheel above, its whole tree and its other versions below, and the button for
// a new version. On an element: what stands under it.
void add_extras(records::Extras& extras, const records::Kinds& kinds);

// POST /{partnership}/frameworks/{id}/version: makes a new version and leads to it. The form
// carries the id of the version to be, so that a form sent twice makes one version.
std::vector<access::Route> routes(const records::Kinds& kinds);

// Copies a framework with its whole tree. The copy is valid from `today`, until when the old one
// was to end if that is later; the old one ends today unless it has ended already. All is one batch
// in the caller's transaction, and can be undone together.
// Problems: not_found; forbidden; conflict, when the framework begins today or later: change it
// instead, or when the id `as` is taken. An empty `as` makes a fresh id.
Result<Uuid> new_version(records::Work& work, const Uuid& framework, Date today,
                         const Uuid& as = {});

// What is done for the framework, and how far it has come in being followed.
struct Effort {
  std::string title, address;
  int quarters = 0;            // 0 to 4
  std::string state;           // the same in words
  std::vector<Uuid> serves;    // parts of the framework
};
struct Followed {
  int quarters = 0;
  std::string state;
};
// The strategy model of the framework valid today: its wheel, coloured by how far each part has
// come, with the efforts around it; those that serve nothing are dashed. Of several valid frameworks
// it is the one that began last; when none is, the drawing is empty. Parts that `followed` does not
// name have not begun. At most two statements.
page::Figure strategy_model(access::Visit& visit, const records::Kinds& kinds,
                            const std::vector<Effort>& efforts,
                            const std::map<Uuid, Followed>& followed, const Followed& not_begun,
                            const Texts& t);

// The purpose of the framework valid today, in words for the front page; "" when there is none.
std::string purpose_of_current(access::Visit& visit);

}  // namespace samloft::framework

template <>
struct samloft::ChoicesOf<samloft::framework::Level> {
  static constexpr Choice list[] = {{"purpose", N_("Formål")},
                                    {"meeting", N_("Møtet mellom mennesker")},
                                    {"focus_area", N_("Fokusområde")},
                                    {"principle", N_("Prinsipp")},
                                    {"indicator", N_("Kvalitetsindikator")},
                                    {"sign", N_("Tegn på god praksis")}};
};
template <>
struct samloft::ChoicesOf<samloft::framework::Sector> {
  static constexpr Choice list[] = {{"all", N_("Alle")},
                                    {"kindergarten", N_("Barnehage")},
                                    {"school", N_("Skole")},
                                    {"services", N_("Barne- og familietjenester")}};
};

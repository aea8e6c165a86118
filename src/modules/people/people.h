// People and where they belong: organisations, units, districts, persons, employments, bodies,
// seats and who holds them over time.
//
// Readers: every role. Writers: coordinators (employments and holdings give access, so nobody else
// may make them).
//
// Promises:
//   R5   a seat of the county governor has no vote
//   R16  the holdings of one seat never overlap; a required seat without a holder is vacant
//   A deputy's seat steps in for an ordinary seat of its own body.
//   R17  an organisation number has nine digits and a right check digit
//   R18  a unit that was merged or moved points at its successor; chains end, circles are refused
//   Roles follow from what is valid on the day asked for, and from nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"
#include "base/record.h"
#include "base/role_names.h"
#include "base/viewer.h"

namespace samloft::db {
class Connection;
}
namespace samloft::access {
struct Route;
}
namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
}  // namespace samloft::records

namespace samloft::people {

using PersonId = Key<struct PersonTag>;
using UnitId = Key<struct UnitTag>;

enum class OrganisationKind {
  municipality, county_council, private_owner, university, county_governor, statped, union_,
  employer_organisation, other,
};

struct Organisation final : Record {
  std::string name;
  std::string number;  // nine digits, or empty
  OrganisationKind kind = OrganisationKind::municipality;
  std::string municipality_number;  // four digits, or empty
  std::string source;               // where this is known from
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

struct District final : Record {
  std::string name;
  std::optional<std::int64_t> place;  // order in lists and pictures
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

enum class UnitKind { kindergarten, school, ppt, special_education, health, child_welfare,
                      family_house, preventive, university_unit, administration, other };
enum class OwnerType { municipal, private_, county, state };

struct Unit final : Record {
  std::string name;
  UnitKind kind = UnitKind::kindergarten;
  OwnerType owner_type = OwnerType::municipal;
  Uuid owner;     // organisation
  Uuid district;  // none: works in all districts
  std::string number;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;  // the first day it no longer exists
  Uuid successor;                   // unit that took over
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

struct Person final : Record {
  std::string name;
  std::string mail;
  bool invented = false;  // made up for a demo
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

struct Employment final : Record {
  Uuid person;
  Uuid unit;
  Uuid organisation;  // for those who work for an owner, not in a unit
  std::string position;
  Role role = Role::staff;
  std::optional<std::int64_t> share;  // of full time, basis points
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

enum class BodyKind { steering_group, working_group, samarbeidsforum, professional_committee,
                      university_steering, university_team, network_board };
enum class DecisionRule { consensus, majority };

struct Body final : Record {
  std::string name;
  BodyKind kind = BodyKind::steering_group;
  Uuid organisation;  // whose body it is; none: the partnership's own
  DecisionRule decision_rule = DecisionRule::consensus;
  std::optional<std::int64_t> quorum;
  std::string mandate;
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

// What a seat gives its holder in the system, besides being a member.
enum class SeatRole { member, coordinator, owner_leader, ppt_lead, university_lead, lecturer,
                      union_representative, private_owner, auditor };

struct Seat final : Record {
  Uuid body;
  std::string function;      // «Leder PPT»
  Uuid represents;           // organisation
  SeatRole role = SeatRole::member;
  bool required = true;
  bool votes = true;         // the county governor's seat does not (R5)
  bool leads = false;        // leads the body
  bool secretary = false;    // writes agenda and minutes of this body, and of no other
  Uuid deputy_of;            // the seat of the same body that it steps in for; none: an ordinary seat
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

struct Holding final : Record {
  Uuid seat;
  Uuid person;
  bool acting = false;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// R23: whether seats of an organisation that is party to a matter are left out when it is decided on.
// Meetings and forums choose it; what follows is theirs.
enum class Impartiality { by_hand, by_organisation };

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();
void add_extras(records::Extras& extras, const records::Kinds& kinds);
std::vector<access::Route> routes(const records::Kinds& kinds);

// The roles that a person's employments and seats give on a day. A seat without a role of its own
// and any employment make the holder a member of the staff. None: a stranger to the partnership.
Roles roles_of(db::Connection& db, const Uuid& person, Date today);

struct Vacancy {
  Uuid seat;
  std::string heading;
  bool required;
  std::optional<Date> since;  // none: never held
};
// Seats without a holder on the day, required ones first (R16).
std::vector<Vacancy> vacancies(db::Connection& db, Date today);

struct Known {
  Uuid id;
  std::string name, mail;
};
// The person with this address.
std::optional<Known> person_by_mail(db::Connection& db, const std::string& mail);
// The invented persons who have an address and a role today: the demo's accounts.
std::vector<Known> demo_persons(db::Connection& db, Date today);

// Spreadsheets of persons: drops sheets that nobody confirmed and refused rows after a day, and
// what an import did once it can no longer be undone. Runs at each upload; call it daily as well.
void forget_old_imports(db::Connection& db, Instant now);

// The unit that carries on what this one did: the end of its chain of successors (R18).
Uuid current_unit(db::Connection& db, const Uuid& unit);

}  // namespace samloft::people

template <>
struct samloft::ChoicesOf<samloft::people::OrganisationKind> {
  static constexpr Choice list[] = {{"municipality", N_("Kommune")},
                                    {"county_council", N_("Fylkeskommune")},
                                    {"private_owner", N_("Privat eier")},
                                    {"university", N_("Universitet eller høgskole")},
                                    {"county_governor", N_("Statsforvalter")},
                                    {"statped", N_("Statped")},
                                    {"union", N_("Arbeidstakerorganisasjon")},
                                    {"employer_organisation", N_("Arbeidsgiverorganisasjon")},
                                    {"other", N_("Annet")}};
};
template <>
struct samloft::ChoicesOf<samloft::people::UnitKind> {
  static constexpr Choice list[] = {{"kindergarten", N_("Barnehage")},
                                    {"school", N_("Skole")},
                                    {"ppt", N_("PPT")},
                                    {"special_education", N_("Spesialpedagoger")},
                                    {"health", N_("Helsestasjon og skolehelsetjeneste")},
                                    {"child_welfare", N_("Barnevern")},
                                    {"family_house", N_("Familiens hus")},
                                    {"preventive", N_("Forebyggende tjeneste")},
                                    {"university_unit", N_("Enhet ved universitetet")},
                                    {"administration", N_("Administrasjon")},
                                    {"other", N_("Annet")}};
};
template <>
struct samloft::ChoicesOf<samloft::people::OwnerType> {
  static constexpr Choice list[] = {{"municipal", N_("Kommunal")},
                                    {"private", N_("Privat")},
                                    {"county", N_("Fylkeskommunal")},
                                    {"state", N_("Statlig")}};
};
template <>
struct samloft::ChoicesOf<samloft::people::BodyKind> {
  static constexpr Choice list[] = {{"steering_group", N_("Styringsgruppe")},
                                    {"working_group", N_("Arbeidsgruppe")},
                                    {"samarbeidsforum", N_("Samarbeidsforum")},
                                    {"professional_committee", N_("Fagutvalg")},
                                    {"university_steering", N_("Styringsgruppe ved universitetet")},
                                    {"university_team", N_("Fagteam ved universitetet")},
                                    {"network_board", N_("Nettverksstyre")}};
};
template <>
struct samloft::ChoicesOf<samloft::people::DecisionRule> {
  static constexpr Choice list[] = {{"consensus", N_("Enighet")}, {"majority", N_("Flertall")}};
};
template <>
struct samloft::ChoicesOf<samloft::people::Impartiality> {
  static constexpr Choice list[] = {
      {"by_hand", N_("Føres for hver sak")},
      {"by_organisation", N_("Plasser fra en part i saken teller ikke")}};
};
template <>
struct samloft::ChoicesOf<samloft::people::SeatRole> {
  static constexpr Choice list[] = {{"member", N_("Medlem uten egne rettigheter")},
                                    {"coordinator", N_("Koordinator")},
                                    {"owner_leader", N_("Leder hos eier")},
                                    {"ppt_lead", N_("Leder PPT")},
                                    {"university_lead", N_("Faglig leder ved universitetet")},
                                    {"lecturer", N_("Fagperson ved universitetet")},
                                    {"union_representative", N_("Tillitsvalgt")},
                                    {"private_owner", N_("Privat eier")},
                                    {"auditor", N_("Revisor")}};
};

// What networks and series are.
// Tested by networks_test.cc

#include "networks/networks.h"

#include "records/kind.h"
#include "store.h"

namespace samloft::networks {
namespace {

constexpr Roles kWriters{Role::coordinator, Role::ppt_lead, Role::university_lead};

void check_series(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& series = static_cast<const Series&>(record);
  if (*series.school_year < 2000 || *series.school_year > 2100) {
    errors.push_back({"school_year", N_("Skriv året skoleåret begynner, for eksempel 2026.")});
  } else if (has_other_series(db, series.id, series.network, series.district, *series.school_year)) {
    errors.push_back({"school_year", N_("Nettverket har en serie i denne bydelen dette året allerede.")});
  }
  if (series.planned_gatherings && (*series.planned_gatherings < 0 || *series.planned_gatherings > 20))
    errors.push_back({"planned_gatherings", N_("Skriv et tall mellom 0 og 20.")});
}

}  // namespace

void Network::describe(Fields& f) {
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.text({"age_band", N_("Alder"), Must::no, N_("For eksempel 0–6."), 20}, age_band);
  f.prose({"purpose", N_("Formål")}, purpose);
  f.link({"measure", N_("Tiltak")}, "measure", measure);
  f.links({"themes", N_("Temaer"), Must::no, N_("Så andre finner nettverket.")}, "theme", themes);
  f.link({"owner_body", N_("Ansvarlig organ")}, "body", owner_body);
}

void Series::describe(Fields& f) {
  f.link({"network", N_("Nettverk"), Must::be_filled}, "network", network);
  f.link({"district", N_("Bydel"), Must::be_filled}, "district", district);
  f.number({"school_year", N_("Skoleår"), Must::be_filled, N_("Året det begynner: 2026 er 2026–27.")}, school_year);
  f.link({"coordinator", N_("Koordinator")}, "person", coordinator);
  f.link({"university_partner", N_("Utviklingspartner")}, "person", university_partner);
  f.number({"planned_gatherings", N_("Planlagte samlinger")}, planned_gatherings);
  f.text({"venue", N_("Sted")}, venue);
  f.choice({"state", N_("Status")}, state);
  f.prose({"note", N_("Merknad")}, note);
}

std::string school_year_name(std::int64_t year) {
  const std::int64_t next = (year + 1) % 100;
  return std::to_string(year) + "–" + (next < 10 ? "0" : "") + std::to_string(next);
}

std::string Series::heading(const Lookup& lookup) const {
  return lookup(network) + ", " + lookup(district) + " " + school_year_name(school_year.value_or(0));
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "network", .plural = "networks", .table = "networks_network",
       .one = N_("nettverk"), .many = N_("Nettverk"), .add = N_("Nytt nettverk"),
       .purpose = N_("Lærende nettverk som samler enheter og tjenester i hver bydel."),
       .make = make<Network>, .columns = {"age_band", "measure"}, .narrowed_by = {"themes"},
       .writers = kWriters},
      {.name = "series", .plural = "series", .table = "networks_series",
       .one = N_("serie"), .many = N_("Serier av samlinger"), .add = N_("Ny serie"),
       .purpose = N_("Ett nettverk i én bydel i ett skoleår."),
       .make = make<Series>, .columns = {"network", "district", "school_year", "planned_gatherings", "state"},
       .writers = kWriters, .check = check_series, .part_of = "network"},
  };
  return all;
}

}  // namespace samloft::networks

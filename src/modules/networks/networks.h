// Learning networks and their series: one network in one district in one school year.
//
// Readers: every role. Writers: coordinators, the head of PPT, the university's academic lead.
//
// Promises: there is one series for a network, a district and a year. Gatherings come with their
// own module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/migration.h"
#include "base/record.h"

namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
}  // namespace samloft::records

namespace samloft::networks {

struct Network final : Record {
  std::string name;
  std::string age_band;  // «0–6»
  std::string purpose;
  Uuid measure;          // that it carries out
  std::vector<Uuid> themes;
  Uuid owner_body;
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

enum class SeriesState { planned, running, completed, cancelled };

struct Series final : Record {
  Uuid network;
  Uuid district;
  std::optional<std::int64_t> school_year;  // 2022 is 2022–23
  Uuid coordinator;                          // person
  Uuid university_partner;                   // person
  std::optional<std::int64_t> planned_gatherings;
  std::string venue;
  SeriesState state = SeriesState::planned;
  std::string note;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// On a theme: the networks that have it, across districts, drawn alike. Above the list of networks
// and on a network: districts × school years with the planned gatherings
// and state of each series, sums, and what is missing. A cancelled series counts in no sum, and a
// series without a number of gatherings shows none.
void add_extras(records::Extras& extras, const records::Kinds& kinds);

// 2022 → 2022–23.
std::string school_year_name(std::int64_t year);

}  // namespace samloft::networks

template <>
struct samloft::ChoicesOf<samloft::networks::SeriesState> {
  static constexpr Choice list[] = {{"planned", N_("Planlagt")},
                                    {"running", N_("I gang")},
                                    {"completed", N_("Gjennomført")},
                                    {"cancelled", N_("Avlyst")}};
};

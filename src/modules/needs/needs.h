// Needs, and the evidence they rest on: what units see as challenges or lack of competence, where
// that is known from, and what became of it.
//
// Readers: every role. A draft is seen by the person who raised it and by those who bring the
// needs together (coordinator, owner leader, PPT lead, university lead, union representative,
// auditor); to others it does not exist.
// Writers of needs: coordinator, owner leader, PPT lead, unit leader, union representative, private
// owner. Writers of evidence: coordinator, PPT lead, university lead, owner leader.
//
// Promises:
//   A need that is no longer a draft rests on at least one piece of evidence.
//   A draft says who raised it: nobody would find it otherwise.
//   Parked and rejected needs carry a reason, which the one who raised the need reads.
//   Two needs never share a priority number.
//   R12  a self-review ("ståstedsanalyse") is always marked as not for comparison; the mark is
//        shown wherever the evidence is, and the table of needs by evidence counts needs, never
//        what a source says.
// Each breach is an `invalid` problem with the field's name.
//
// States: draft → submitted → consolidated → prioritised → addressed → closed, with parked and
// rejected beside. Any state may follow any other: partnerships take needs up again.
// Source: the scheme's rules for competence needs, domain/partnership.md §8 and P1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/migration.h"
#include "base/record.h"

namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
}  // namespace samloft::records

namespace samloft::needs {

enum class EvidenceKind { quality_report, self_review, project_report, survey, register_,
                          observation_summary, participant_input, research };

struct Evidence final : Record {
  std::string title;
  EvidenceKind kind = EvidenceKind::quality_report;
  std::optional<std::int64_t> year;
  Uuid organisation;      // whose it is
  std::string source;     // where it is found; an https address becomes a link
  std::string findings;   // what it shows, with pages
  bool not_for_comparison = false;  // between units or over time (R12)
  bool restricted = false;          // the source itself is not open to everyone
  // «Kvalitetsmelding (2021)»
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

enum class NeedKind { challenge, competence };
enum class TargetGroup { kindergarten, school, ppt, special_education, health, leaders,
                         university };
enum class NeedState { draft, submitted, consolidated, prioritised, parked, rejected, addressed,
                       closed };

struct Need final : Record {
  std::string title;
  std::string description;
  NeedKind kind = NeedKind::challenge;
  std::uint64_t target_groups = 0;  // a bit for each TargetGroup
  std::vector<Uuid> units;
  std::vector<Uuid> elements;  // of the framework
  std::vector<Uuid> evidence;
  Uuid raised_by;           // person
  std::string raised_role;  // the role it was raised in, as it was then
  std::optional<std::int64_t> priority;  // 1 comes first
  NeedState state = NeedState::draft;
  std::string reason;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// Above the list of needs: how many rest on which kind of evidence, by year (what the viewer may
// see). On a need: its evidence, or what to do when there is none. On evidence: the mark of R12.
void add_extras(records::Extras& extras, const records::Kinds& kinds);

}  // namespace samloft::needs

template <>
struct samloft::ChoicesOf<samloft::needs::EvidenceKind> {
  static constexpr Choice list[] = {
      {"quality_report", N_("Kvalitetsmelding")},
      {"self_review", N_("Ståstedsanalyse")},
      {"project_report", N_("Prosjektrapport")},
      {"survey", N_("Undersøkelse")},
      {"register", N_("Register eller statistikk")},
      {"observation_summary", N_("Sammendrag av observasjoner")},
      {"participant_input", N_("Innspill fra deltakere")},
      {"research", N_("Forskning")}};
};
template <>
struct samloft::ChoicesOf<samloft::needs::NeedKind> {
  static constexpr Choice list[] = {{"challenge", N_("Utfordring")},
                                    {"competence", N_("Kompetansebehov")}};
};
template <>
struct samloft::ChoicesOf<samloft::needs::TargetGroup> {
  static constexpr Choice list[] = {{"kindergarten", N_("Barnehage")},
                                    {"school", N_("Skole")},
                                    {"ppt", N_("PPT")},
                                    {"special_education", N_("Spesialpedagoger")},
                                    {"health", N_("Helsestasjon og skolehelsetjeneste")},
                                    {"leaders", N_("Ledere")},
                                    {"university", N_("Universitet eller høgskole")}};
};
template <>
struct samloft::ChoicesOf<samloft::needs::NeedState> {
  static constexpr Choice list[] = {{"draft", N_("Kladd")},
                                    {"submitted", N_("Meldt inn")},
                                    {"consolidated", N_("Samlet med andre")},
                                    {"prioritised", N_("Prioritert")},
                                    {"parked", N_("Satt på vent")},
                                    {"rejected", N_("Avslått")},
                                    {"addressed", N_("Fulgt opp")},
                                    {"closed", N_("Avsluttet")}};
};

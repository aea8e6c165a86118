// What the partnership is: its parties, their agreements, the six phases they go through together,
// and the rules of the grant schemes they use.
//
// Readers: every role. Writers of parties, agreements and phases: coordinator, owner leader,
// university lead, who write its settings as well. Writers of schemes, rule sets and criteria:
// coordinators.
//
// Promises (each breach is an `invalid` problem with the field's name):
//   The periods of one scheme's rule sets never overlap, so a day has at most one rule set.
//   R10  a scheme takes new money on a day only if one of its rule sets is in force that day;
//        money already granted stays under the rules it was granted by.
//   An own contribution that is demanded has a rate; R1 multiplies the rate with the base.
//   Each of the numbers 1 to 6 has at most one phase.
//   An agreement never amends itself, directly or through others, and is signed before it is used.
//   A phase without the university's part can be stored, and is shown as a warning everywhere: the
//   university takes part in every phase.
//
// Units: rates and caps are basis points (30 % is 3000), money is øre, periods are half-open.
// Sources: the schemes' regulations as restated in domain/partnership.md §1.2, §8 and §9.5.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/migration.h"
#include "base/record.h"

namespace samloft::db {
class Connection;
}
namespace samloft::access {
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::page {
class Html;
struct Card;
}  // namespace samloft::page
namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
}  // namespace samloft::records

namespace samloft::partnership {

inline constexpr std::int64_t kPhases = 6;

enum class PartyRole { municipality, university, other };

// An organisation in the partnership, in one of its roles.
struct Party final : Record {
  Uuid organisation;
  PartyRole role = PartyRole::municipality;
  std::string duties;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string heading(const Lookup& lookup) const override { return lookup(organisation); }
  void describe(Fields&) override;
};

enum class SchemeCode { rekomp, dekomp, komploft, kollektiv_bg, kollektiv_vgo, other };

struct Scheme final : Record {
  std::string name;
  SchemeCode code = SchemeCode::other;
  Uuid county_governor;  // organisation
  std::string description;
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

enum class ContributionBase { owner_grant, total_grant, total_cost };
enum class SplitMode { free, fixed, forum };
enum class TargetGroup { kindergarten, school, sfo, culture_school, ppt, other_services };
enum class PartnerKind { university, fagskole, national_centre };

enum class Severity { block, warn, info };
// What becomes of money that runs when its rules end: to be confirmed by the state, so it is data.
enum class Transition { to_the_end, new_rules };

// What a scheme demands from one date until another.
struct RuleSet final : Record {
  Uuid scheme;
  std::optional<Date> valid_from;  // must be filled
  std::optional<Date> valid_until;
  std::string legal_reference;
  std::optional<std::int64_t> max_years;  // that one decision can cover (R6)
  bool own_contribution_required = false;
  std::optional<std::int64_t> own_contribution_rate;  // basis points
  ContributionBase own_contribution_base = ContributionBase::owner_grant;
  bool in_kind = false;  // own hours count as contribution
  SplitMode split_mode = SplitMode::free;
  std::optional<std::int64_t> coordinator_cap;  // basis points of the grant (R15)
  std::optional<Ore> audit_threshold;           // from here an auditor's statement is needed
  std::uint64_t target_groups = 0;              // a bit for each TargetGroup
  std::uint64_t partner_kinds = 0;              // a bit for each PartnerKind
  std::uint64_t required_units = 0;             // a bit for each TargetGroup that must take part (R8)
  Severity required_units_severity = Severity::warn;
  Severity involvement_severity = Severity::warn;  // R7: staff and union were heard
  Severity private_severity = Severity::warn;      // R9: private units were invited and answered
  bool supplement_may_extend = false;              // R6: beyond the last year of what it adds to
  Transition transition = Transition::to_the_end;  // R10
  // «Rekomp, fra 26.01.2021»
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// One demand of a rule set that a need statement answers.
struct Criterion final : Record {
  Uuid rule_set;
  std::string code;  // C1
  std::string text;
  std::string evidence_wanted;
  Severity severity = Severity::warn;
  // «C1: Behovet bygger på lokal vurdering …», the text cut at 80 characters
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

enum class AgreementState { idea, negotiating, signed_, active, paused, ended };

struct Agreement final : Record {
  std::string title;
  std::optional<Date> signed_on;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string text;
  Uuid amends;  // agreement that this one changes
  AgreementState state = AgreementState::idea;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

enum class PhaseState { not_started, under_way, done };

// One of the six steps from assessing needs to judging attainment.
struct Phase final : Record {
  std::optional<std::int64_t> number;  // must be filled, 1 to 6
  std::string title;
  PhaseState state = PhaseState::not_started;
  std::string municipality_part;
  std::string university_part;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  // «1. Vurdere kompetansebehov»
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

// What the partners have agreed on for the whole partnership. There is at most one; what it does not
// say is as the system says it.
struct Settings final : Record {
  std::optional<std::int64_t> most_parallel;  // P14: measures and programmes of a unit at a time
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// Above the list of phases: the six in one line. On a phase: a warning when the university's part
// is missing. On a scheme: which rule set is in force today, or that none is (R10).
void add_extras(records::Extras& extras, const records::Kinds& kinds);

// What others put on the front page; each may be left out.
struct FrontPage {
  std::vector<std::string_view> card_kinds;               // names of kinds, in order
  std::function<page::Html(access::Visit&)> picture = {};
  std::function<std::string(access::Visit&)> purpose = {};  // one sentence under the name
  std::function<page::Card(access::Visit&)> last_card = {};  // after those of the kinds
  std::function<page::Html(access::Visit&)> actions = {};    // what one comes to do
};

// GET /{partnership}: the name and its purpose, the six phases, a card with the number of records
// for each kind that the viewer may read, the parties of today and the agreement in force. What is
// missing to get going stands as a list of steps, for those who may do them.
// Three statements besides the cards', the picture's and the purpose's.
std::vector<access::Route> routes(const records::Kinds& kinds, FrontPage more);

// R10: whether rules with this period take new money by a decision of that day.
bool accepts_new_money(const Period& rules, Date decision);

// The rule set of the scheme in force on a day; none: the scheme takes no new money (R10).
std::optional<Uuid> rule_set_on(db::Connection& db, const Uuid& scheme, Date day);

// The settings; with an empty id when nothing is set. One statement.
Settings settings_of(db::Connection& db);

}  // namespace samloft::partnership

template <>
struct samloft::ChoicesOf<samloft::partnership::PartyRole> {
  static constexpr Choice list[] = {{"municipality", N_("Kommune og eier")},
                                    {"university", N_("Utviklingspartner")},
                                    {"other", N_("Annen part")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::SchemeCode> {
  static constexpr Choice list[] = {
      {"rekomp", N_("Regional ordning for barnehage (Rekomp)")},
      {"dekomp", N_("Desentralisert ordning for skole (Dekomp)")},
      {"komploft", N_("Kompetanseløftet for spesialpedagogikk og inkluderende praksis")},
      {"kollektiv_bg", N_("Kollektiv kompetanseutvikling i barnehage og grunnskole")},
      {"kollektiv_vgo", N_("Kollektiv kompetanseutvikling i videregående opplæring")},
      {"other", N_("Annen ordning")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::ContributionBase> {
  static constexpr Choice list[] = {{"owner_grant", N_("Eierens del av tilskuddet")},
                                    {"total_grant", N_("Hele tilskuddet")},
                                    {"total_cost", N_("Hele kostnaden")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::SplitMode> {
  static constexpr Choice list[] = {{"free", N_("Partene blir enige")},
                                    {"fixed", N_("Fast fordeling")},
                                    {"forum", N_("Samarbeidsforum bestemmer")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::TargetGroup> {
  static constexpr Choice list[] = {{"kindergarten", N_("Barnehage")},
                                    {"school", N_("Skole")},
                                    {"sfo", N_("SFO")},
                                    {"culture_school", N_("Kulturskole")},
                                    {"ppt", N_("PPT")},
                                    {"other_services", N_("Andre tjenester rundt barna")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::PartnerKind> {
  static constexpr Choice list[] = {{"university", N_("Universitet eller høgskole")},
                                    {"fagskole", N_("Fagskole")},
                                    {"national_centre", N_("Nasjonalt senter")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::Severity> {
  static constexpr Choice list[] = {{"block", N_("Må være oppfylt")},
                                    {"warn", N_("Bør være oppfylt")},
                                    {"info", N_("Til orientering")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::Transition> {
  static constexpr Choice list[] = {{"to_the_end", N_("Det som er innvilget, løper ut etter disse reglene")},
                                    {"new_rules", N_("Det som er innvilget, går over til nye regler")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::AgreementState> {
  static constexpr Choice list[] = {{"idea", N_("Idé")},
                                    {"negotiating", N_("Under forhandling")},
                                    {"signed", N_("Signert")},
                                    {"active", N_("I bruk")},
                                    {"paused", N_("Satt på vent")},
                                    {"ended", N_("Avsluttet")}};
};
template <>
struct samloft::ChoicesOf<samloft::partnership::PhaseState> {
  static constexpr Choice list[] = {{"not_started", N_("Ikke startet")},
                                    {"under_way", N_("I gang")},
                                    {"done", N_("Ferdig")}};
};

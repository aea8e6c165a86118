// Needs, and the evidence they rest on: what units see as challenges or lack of competence, where
// that is known from, how alike ones are brought together, how their order is decided, and what
// became of them.
//
// Readers: every role. A draft is seen by the person who raised it and by those who bring the
// needs together (coordinator, owner leader, PPT lead, university lead, union representative,
// auditor); to others it does not exist. What others have scored in a round shows to those who have
// scored themselves, and to all who may read it once the round is closed.
// Writers of needs: coordinator, owner leader, PPT lead, unit leader; staff, union representatives
// and private owners their own. Once a need is taken forward (all but drafts and submitted ones) its
// text is what was taken forward: coordinator, owner leader and PPT lead alone change it. Whoever
// reports needs, and the university lead, adds to one that they see, by an addition of their own.
// Writers of evidence and passages: coordinator, PPT lead, university
// lead, owner leader. Writers of rounds and yardsticks: coordinator, owner leader.
//
// Promises:
//   A need that is no longer a draft rests on at least one piece of evidence. Who reports one by
//   the short form and names none rests it on «Meldt av ansatte og enheter» of that year, which
//   says so. A draft says who raised it: nobody would find it otherwise. Parked and rejected needs
//   carry a reason, which the one who raised the need reads. Two needs never share a priority
//   number. A need merged into another keeps its page, its text and its history, and points at the
//   other, which has its sources, units and elements as well; taken out again, it takes with it
//   what it brought. A passage names its pages; who builds a need on it builds it on its source
//   too. R12  a self-review ("ståstedsanalyse") is always marked as not for comparison; the mark is
//        shown wherever the evidence is, and the table of needs by evidence counts needs, never
//        what a source says.
// Each breach is an `invalid` problem with the field's name.
//
// States (may_follow): draft → submitted → consolidated → prioritised → addressed → closed, with
// parked and rejected beside; what is set aside can be taken up again. No form changes a state or a
// priority: set_state, merge, take_out and decide do. A partnership file may bring any.
// Source: the scheme's rules for competence needs, domain/partnership.md §8, §9.4 and P1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/migration.h"
#include "base/record.h"
#include "base/viewer.h"

namespace samloft::db {
class Connection;
}
namespace samloft::access {
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::page {
class Html;
}
namespace samloft::records {
struct Kind;
struct Extras;
struct Work;
class Kinds;
}  // namespace samloft::records

namespace samloft::needs {

enum class EvidenceKind {
  quality_report,
  self_review,
  project_report,
  survey,
  register_,
  observation_summary,
  participant_input,
  research
};

struct Evidence final : Record {
  std::string title;
  EvidenceKind kind = EvidenceKind::quality_report;
  std::optional<std::int64_t> year;
  Uuid organisation;                // whose it is
  std::string source;               // where it is found; an https address becomes a link
  std::string findings;             // what it shows, with pages
  bool not_for_comparison = false;  // between units or over time (R12)
  bool restricted = false;          // the source itself is not open to everyone
  // «Kvalitetsmelding (2021)»
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

// A piece of a source that can be pointed at: pages and words.
struct Passage final : Record {
  Uuid evidence;
  std::optional<std::int64_t> page_from, page_until;  // the last page, where there are several
  std::string quote;
  std::string note;
  // «Kvalitetsmelding (2021), s. 14–15»
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

enum class NeedKind { challenge, competence };
enum class TargetGroup {
  kindergarten,
  school,
  ppt,
  special_education,
  health,
  leaders,
  university
};
enum class NeedState {
  draft,
  submitted,
  consolidated,
  prioritised,
  parked,
  rejected,
  addressed,
  closed
};

struct Need final : Record {
  std::string title;
  std::string description;
  NeedKind kind = NeedKind::challenge;
  std::uint64_t target_groups = 0;  // a bit for each TargetGroup
  std::vector<Uuid> units;
  std::vector<Uuid> elements;  // of the framework
  std::vector<Uuid> evidence;
  std::vector<Uuid> passages;
  Uuid raised_by;           // person
  std::string raised_role;  // the role it was raised in, as it was then
  std::optional<Date> raised_on;
  std::optional<std::int64_t> priority;  // 1 comes first
  NeedState state = NeedState::draft;
  std::string reason;
  Uuid merged_into;  // the need that carries this one on
  std::string gave;  // what that one has from this one alone, for taking it out again: ids, and
                     // codes of target groups
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

// What somebody adds to a need once it is reported: the text that was taken forward stands.
struct Addition final : Record {
  Uuid need;
  std::string text;
  std::vector<Uuid> evidence;
  Uuid written_by;  // person
  // Its first words.
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

// --- how the order is decided

enum class RoundState { open, closed, decided };
inline constexpr std::size_t kMostYardsticks = 6;  // in a round
inline constexpr std::size_t kMostNeedsInRound = 60;
inline constexpr std::int64_t kMostPoints = 4;

// One round of putting needs in order: scored by several people, decided by a body.
struct Round final : Record {
  std::string title;
  std::string purpose;
  std::vector<Uuid> needs;  // in the order decided, once it is
  RoundState state = RoundState::open;
  std::optional<std::int64_t> ranked;  // how many of them were put in order
  Uuid body;
  std::optional<Date> decided_on;
  std::string minutes;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

// What needs are measured by in a round, and how much it weighs.
struct Yardstick final : Record {
  Uuid round;
  std::optional<std::int64_t> place;  // 1 to 6, each once
  std::string title;
  std::optional<std::int64_t> weight;  // 0 to 100
  std::string explanation;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

// What one person scores one need, by yardstick; nothing for what they cannot say.
struct Assessment final : Record {
  Uuid round, need, person;
  std::optional<std::int64_t> points[kMostYardsticks];
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// Above the list of needs: the way to the short form, the map and the rounds, and how many rest on
// which kind of evidence, by year (what the viewer may see). On a need: what may be done with it,
// its evidence with passages, what was merged into it. On evidence: the mark of R12. On a passage:
// the button that makes a need of it. On a round: scores, spread and the order.
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// For the front page: the short form, and what became of one's needs.
page::Html ways_to_report(access::Visit& visit);
// The pages that are no record's; the table in pages.cc says who may enter each.
std::vector<access::Route> routes(const records::Kinds& kinds);

// Spreadsheets of needs: drops sheets that nobody confirmed and refused rows after a day, and what
// an import made once it can no longer be undone. Runs at each upload; call it daily as well.
void forget_old_imports(db::Connection& db, Instant now);

// --- the verbs

// Who reports needs by the short form, brings them together, decides on them, scores them.
Roles reporters();
Roles mergers();
Roles deciders();
Roles scorers();

// The rule alone; verbs check who asks.
bool may_follow(NeedState from, NeedState to);
// Who may move a need to a state; the one who raised it may submit it as well.
Roles movers(NeedState to);

// Stores and submits a need of the viewer's. Evidence may be empty. Problems: invalid.
Result<Uuid> report(records::Work& work, Need& need);

// Moves a need. Problems: not_found; forbidden; conflict (the state may not follow); invalid
// (reason, evidence). A reason is kept for parked and rejected and dropped from the others.
// Becoming prioritised is decide's alone, and moving a merged need take_out's.
Result<void> set_state(records::Work& work, const Uuid& need, NeedState to,
                       const std::string& reason);

// Brings needs into one, which becomes consolidated and has what they rest on and concern: evidence,
// passages, units, elements and target groups. Titles, descriptions and additions stay where they
// are.
// Problems: not_found; forbidden; conflict (one of them is merged, or has others in it).
Result<void> merge(records::Work& work, const Uuid& into, const std::vector<Uuid>& needs);
// Takes a merged need out again; it is submitted anew. Problems: not_found, forbidden, conflict.
Result<void> take_out(records::Work& work, const Uuid& need);

// A person's scores of a round: a value for each need and yardstick (0 to 4), or nothing. Problems:
// not_found; forbidden; conflict (the round is closed); invalid.
struct Scored {
  Uuid need;
  std::vector<std::optional<std::int64_t>> points;
};
Result<void> score(records::Work& work, const Uuid& round, const std::vector<Scored>& scores);
// Nobody scores any more. Problems: not_found, forbidden, conflict.
Result<void> close(records::Work& work, const Uuid& round);
// The order, first first, as a body decided it: these become prioritised from 1 on. Needs of the
// round that are left out stay as they are; needs prioritised before and not in the round follow in
// their old order. Problems: not_found; forbidden; conflict (decided already, still open); invalid
// (order, body, day).
Result<void> decide(records::Work& work, const Uuid& round, const std::vector<Uuid>& order,
                    const Uuid& body, Date day, const std::string& minutes);

}  // namespace samloft::needs

template <>
struct samloft::ChoicesOf<samloft::needs::EvidenceKind> {
  static constexpr Choice list[] = {{"quality_report", N_("Kvalitetsmelding")},
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
                                    {"consolidated", N_("Tatt med videre")},
                                    {"prioritised", N_("Prioritert")},
                                    {"parked", N_("Satt på vent")},
                                    {"rejected", N_("Avslått")},
                                    {"addressed", N_("Fulgt opp")},
                                    {"closed", N_("Avsluttet")}};
};
template <>
struct samloft::ChoicesOf<samloft::needs::RoundState> {
  static constexpr Choice list[] = {
      {"open", N_("Åpen for poeng")}, {"closed", N_("Lukket")}, {"decided", N_("Vedtatt")}};
};

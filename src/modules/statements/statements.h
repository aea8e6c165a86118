// Need statements (behovsmeldinger): what the owner files for one measure under one scheme, with a
// county governor whose form, calendar and forum are data; and what forum and governor made of it.
//
// Readers of statements: leaders, coordinators, heads, union representatives, auditors; private
// owners those that they are party to. Writers, verb by verb: who_may() in rules.h has the table.
// Readers of offices, forms and rounds: every role; writers: coordinators.
//
// Promises:
//   A statement is for one measure in one round. R6: to one office, of the same measure and scheme, no two
//   have money in the same year, except as a supplement to what is granted; the sum of them all is shown.
//   R3  the amounts of a year make its sum, and the years make the whole; else the cell is named
//   R4  the last moment is the end of the minute that the round names, on clocks in Oslo: 23.59 is
//       in time until 23:59:59, 00:00:00 is late, summer time or not
//   R6  as many years as the rules allow; a supplement ends with what it adds to, unless they allow more
//   R7  staff and union representatives were heard; R8 who must take part does; R9 private units
//       were asked and have answered: each stops the statement or warns, as the rule set says
//   R23 who decides on a statement is neither bound to a party nor responsible for the measure, and has
//       not signed it; who signs for one side is not bound to the other. Impartiality is declared at
//       each of these steps. Seats of parties are left out of the forum's advice, or it says why not.
//   R10 the rule set is the one of the round's day of decision; without one there is no new money
//   P5  the university confirms hours beyond what it has with a reason only
//   A decision that differs from what the forum advised has a reason.
//   What is filed is never changed: a statement is written while it is a draft or has come back.
// Two governors with different forms and dates run side by side (P15); one office has several
// counties (P16). What the governor's people decide is recorded by the coordinator, with the day and
// the letter's reference: they need no account here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"
#include "base/money.h"
#include "base/record.h"
#include "base/result.h"
#include "base/viewer.h"
#include "partnership/partnership.h"
#include "people/people.h"

namespace samloft::access {
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::db {
class Connection;
}
namespace samloft::records {
struct Kind;
struct Extras;
struct Work;
class Kinds;
}  // namespace samloft::records

namespace samloft::statements {

// --- the county governor's side, as data

enum class ForumModel { one_for_all, per_scheme, per_sector };

struct Office final : Record {
  Uuid organisation;
  std::string counties;  // that it serves: an office is no county (P16)
  std::string portal;
  std::string portal_address;
  ForumModel forum_model = ForumModel::one_for_all;
  people::Impartiality impartiality = people::Impartiality::by_hand;  // in its forum (R23)
  std::string heading(const Lookup& lookup) const override { return lookup(organisation); }
  void describe(Fields&) override;
};

// An office's form, from one day until another.
struct Form final : Record {
  Uuid office;
  std::string name;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

enum class FieldType { text, money, number, date, choice, file };
// What a field of the form asks for that the statement knows already; nobody types that twice.
enum class FilledFrom { typed, filer_name, filer_number, partners, measure, target_group,
                        participants, expected, anchoring, amount_first_year, amount_total,
                        own_effort };

struct FormField final : Record {
  Uuid form;
  std::optional<std::int64_t> place;
  std::string part;   // the heading it stands under
  std::string code;   // in the portal
  std::string label;  // as the form has it
  FieldType type = FieldType::text;
  bool required = false;
  std::string hint;
  std::string choices;  // one a line
  FilledFrom filled_from = FilledFrom::typed;
  std::string heading(const Lookup&) const override { return label; }
  void describe(Fields&) override;
};

// One occasion to file: an office, a scheme, a school year.
struct Round final : Record {
  Uuid office;
  Uuid scheme;
  std::optional<std::int64_t> school_year;  // 2026: from August 2026 to July 2027
  std::optional<Date> opens_on;
  std::optional<Date> due_on;
  std::string due_time = "23.59";  // on clocks in Oslo
  std::optional<Date> forum_on;
  std::optional<Date> decision_on;  // expected; the rules of that day apply (R10)
  // «Kompetanseløftet 2026/27»
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// --- the statement and its parts

enum class State { draft, anchored, uh_confirmed, submitted, returned, in_forum, recommended,
                   reduced, not_recommended, granted, partly, refused, amended, withdrawn };

struct Statement final : Record {
  Uuid round;
  Uuid measure;
  Uuid rule_set;  // of the round's day of decision, when the statement was begun
  Uuid form;      // the office's then; empty if it has none
  Uuid filer;                    // organisation
  std::vector<Uuid> on_behalf;   // organisations
  std::string consents;          // how those have agreed
  std::vector<Uuid> partners;    // organisations
  std::string contacts;
  std::uint64_t target_groups = 0;  // a bit for each partnership::TargetGroup
  std::string target_group;
  std::string participants;
  std::string expected;
  std::string anchoring;
  std::string own_effort;
  std::optional<Ore> own_money;
  std::optional<std::int64_t> own_hours;
  std::optional<Ore> total;  // applied for, all years
  Uuid supplement_to;        // statement
  State state = State::draft;
  std::optional<Date> due_again;  // when it has come back
  Uuid granted_as;                // grant
  // «Lærende nettverk 0–6: Kompetanseløftet 2026/27»
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

struct Year final : Record {
  Uuid statement;
  std::optional<std::int64_t> year;
  std::optional<Ore> total;  // as written: what the recipients' amounts must make
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

enum class Stage { applied, advised, decided };

struct Amount final : Record {
  Uuid statement;
  Stage stage = Stage::applied;
  std::optional<std::int64_t> year;
  Uuid organisation;  // who receives it
  std::optional<Ore> amount;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// To a criterion of the rule set, or in a field of the office's form.
struct Answer final : Record {
  Uuid statement;
  Uuid criterion;
  Uuid field;
  std::string text;
  std::vector<Uuid> evidence;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

enum class Agreement { consensus, vote };

// How a statement came into a state: what was said, by whom, when.
struct Step final : Record {
  Uuid statement;
  State state = State::draft;
  std::optional<Date> made_on;
  std::string reference;  // of the letter or the minutes
  std::string reason;
  std::optional<Date> due;             // of a statement that has come back
  std::optional<std::int64_t> hours;   // that the university sets aside
  Agreement agreement = Agreement::consensus;  // of the forum
  std::optional<std::int64_t> votes_for, votes_against, votes_blank;
  std::string dissent;
  Uuid person;                      // who signed for owner or university, led the forum or decided
  bool impartial = false;           // it was considered whether they are, and they are (R23)
  std::vector<Uuid> disqualified;   // seats of the forum that took no part
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

inline constexpr Roles kReaders{Role::unit_leader,     Role::coordinator,   Role::owner_leader,
                                Role::ppt_lead,        Role::university_lead, Role::private_owner,
                                Role::union_representative, Role::auditor};
// Those of them who read all statements; a private owner reads those that it is party to.
inline constexpr Roles kReadAll{Role::unit_leader,     Role::coordinator,     Role::owner_leader,
                                Role::ppt_lead,        Role::university_lead,
                                Role::union_representative, Role::auditor};
inline constexpr Roles kWriters{Role::coordinator, Role::owner_leader};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// On a statement: where it stands, what is missing first, the next step, amounts, answers, how it
// went, files. On the list: the way to a new one.
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// Each row of the table in pages.cc says who may.
std::vector<access::Route> routes(const records::Kinds& kinds);

// --- verbs. Problems: not_found; forbidden; conflict where the state may not follow, or someone
// saved first; invalid with the fields to mend, a cell of amounts as «amount-2026-<organisation>»,
// the sum of a year as «total-2026», the whole as «total».

// Begins a statement with what is known already. The id makes it happen once only.
Result<Uuid> begin(records::Work& work, const Uuid& as, const Uuid& round, const Uuid& measure,
                   const Uuid& supplement_to);

struct Cell {
  std::int64_t year = 0;
  Uuid organisation;
  Ore amount;
};
struct YearSum {
  std::int64_t year = 0;
  std::optional<Ore> total;
};
struct Text {
  Uuid of;  // criterion or field
  std::string text;
  std::vector<Uuid> evidence;
};
// All that is written of a statement; what is left out is taken away.
struct Written {
  Statement statement;
  std::vector<YearSum> years;
  std::vector<Cell> cells;
  std::vector<Text> answers;
};
Result<void> write(records::Work& work, Written written);

// Moves a statement on to the state of the step, whose guards are in rules.h; the viewer is who
// signs. Advice and decisions have their own verbs, as their amounts say which state follows.
Result<void> move(records::Work& work, const Uuid& statement, Step step);
struct Letter {
  Step step;  // day, reference, reason, votes, who decided, who was partial
  std::vector<Cell> cells;
  std::optional<Ore> total;  // as the letter has it
};
Result<void> advise(records::Work& work, const Uuid& statement, Letter letter);
// Decides, or changes what was decided when that has been done already.
Result<void> decide(records::Work& work, const Uuid& statement, Letter letter);

// The grant of what was decided, with exact amounts for each recipient and year. Once only.
Result<Uuid> make_grant(records::Work& work, const Uuid& statement, const Uuid& as);

// Drops what was typed into forms more than 30 days ago and never saved.
void forget_old_typed(db::Connection& db, Instant now);

// --- for those who write of all statements

struct ToldAmount {
  Stage stage = Stage::applied;
  std::int64_t year = 0;
  std::string recipient;
  Ore amount;
};
struct Lacking {
  Message words;
  bool blocks = false;  // or warns
};
// A statement that is not withdrawn, in words, with what it lacks until it is decided.
struct Told {
  Uuid id, measure;
  State state = State::draft;
  std::string heading, round, filer, partners;
  std::vector<ToldAmount> amounts;
  std::vector<Lacking> lacking;

  Ore sum(Stage stage) const;
};
// Statements in order of heading; a handful of queries for each, so keep what it returns.
std::vector<Told> told(db::Connection& db, const records::Kinds& kinds, Instant now);

// The same statements, each as the document that its page shows: a document::frozen() in all
// languages, one after the other.
std::string frozen(db::Connection& db, const records::Kinds& kinds, const std::string& partnership,
                   Instant now);

}  // namespace samloft::statements

template <>
struct samloft::ChoicesOf<samloft::statements::ForumModel> {
  static constexpr Choice list[] = {{"one_for_all", N_("Ett samarbeidsforum for alle ordninger")},
                                    {"per_scheme", N_("Ett for hver ordning")},
                                    {"per_sector", N_("Ett for hver sektor")}};
};
template <>
struct samloft::ChoicesOf<samloft::statements::FieldType> {
  static constexpr Choice list[] = {{"text", N_("Tekst")},   {"money", N_("Beløp")},
                                    {"number", N_("Tall")},  {"date", N_("Dato")},
                                    {"choice", N_("Valg")},  {"file", N_("Vedlegg")}};
};
template <>
struct samloft::ChoicesOf<samloft::statements::FilledFrom> {
  static constexpr Choice list[] = {
      {"typed", N_("Skrives i behovsmeldinga")},
      {"filer_name", N_("Navnet på den som melder")},
      {"filer_number", N_("Organisasjonsnummeret til den som melder")},
      {"partners", N_("Partnerne")},
      {"measure", N_("Tiltaket")},
      {"target_group", N_("Målgruppa")},
      {"participants", N_("Deltakerne")},
      {"expected", N_("Det som ventes oppnådd")},
      {"anchoring", N_("Forankringen")},
      {"amount_first_year", N_("Beløpet det første året")},
      {"amount_total", N_("Beløpet for alle år")},
      {"own_effort", N_("Egeninnsatsen")}};
};
template <>
struct samloft::ChoicesOf<samloft::statements::State> {
  static constexpr Choice list[] = {
      {"draft", N_("Kladd")},
      {"anchored", N_("Forankret hos eier")},
      {"uh_confirmed", N_("Bekreftet av universitetet")},
      {"submitted", N_("Sendt")},
      {"returned", N_("Sendt tilbake")},
      {"in_forum", N_("I samarbeidsforum")},
      {"recommended", N_("Innstilt")},
      {"reduced", N_("Innstilt med lavere beløp")},
      {"not_recommended", N_("Ikke innstilt")},
      {"granted", N_("Innvilget")},
      {"partly", N_("Delvis innvilget")},
      {"refused", N_("Avslått")},
      {"amended", N_("Vedtaket er endret")},
      {"withdrawn", N_("Trukket")}};
};
template <>
struct samloft::ChoicesOf<samloft::statements::Stage> {
  static constexpr Choice list[] = {{"applied", N_("Søkt om")},
                                    {"advised", N_("Innstilt")},
                                    {"decided", N_("Innvilget")}};
};
template <>
struct samloft::ChoicesOf<samloft::statements::Agreement> {
  static constexpr Choice list[] = {{"consensus", N_("Enighet")}, {"vote", N_("Votering")}};
};

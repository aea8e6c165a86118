// Goals, the signs by which one would see that they are reached, what was measured, and scales of
// attainment.
//
// Readers: every role. Writers: coordinator, owner leader, PPT lead, university lead. What binds both
// partners (to agree on a goal, to judge it, to take it up again) is for the owner's leader and the
// university's lead alone.
//
// Promises:
//   R13  (P1) a goal is "attained" only if one of its signs has a baseline and a later measured
//        value of the same source, or if grounds are stated in words. Changing a sign or a
//        measurement, moving it, or removing it is refused while its goal is judged attained because
//        of it. "Not shown" is a judgement like the others and needs nothing.
//   R12  a sign whose source is not comparable over time grounds no "attained" and is not drawn.
//   R19  a measurement is a number or the reason why there is none: suppressed, withheld, missing,
//        not applicable. The reason survives import, table and export, and is never shown as 0.
//   A number from fewer than the sign's smallest group is refused as a number.
//   A judgement other than "none" stands only on a goal that is judged or closed.
//   A goal is never its own ancestor. Signs go with their goal, measurements with their sign.
//   GAS-1  a scale's levels, weights, baseline and period are locked from the day its period begins;
//        what shall be scaled otherwise then becomes a new scale. A scale is made before its period.
//   CAP-1  more than three active goals, of a unit or of the whole, are warned of.
//   CAP-2  the pages say for how many years a goal has been held.
// Each breach is an `invalid` problem with the field's name; a refused removal is a `conflict`.
// Partnership files bring what was so: rules about today do not hold for them.
//
// States: draft → agreed → running → judged → closed, by verbs (move_on, judge).
// Source: domain/partnership.md §8 (Goal, Indicator), §9.4 and §9.5; GAS: domain/class.md §5.10;
// CAP: domain/learning.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/migration.h"
#include "base/record.h"
#include "base/viewer.h"

namespace samloft::access {
struct Route;
}
namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
struct Work;
}  // namespace samloft::records

namespace samloft::goals {

enum class GoalLevel { child_outcome, practice, competence, organisation, partnership,
                       teacher_education };
enum class GoalState { draft, agreed, running, judged, closed };
enum class Judgement { none, attained, partly, not_shown, not_attained };

struct Goal final : Record {
  std::string title;
  std::string description;
  GoalLevel level = GoalLevel::child_outcome;
  Uuid parent;                   // the goal this one serves
  std::vector<Uuid> needs;
  std::vector<Uuid> elements;    // of the framework
  Uuid unit;                     // whose goal it is; empty: the whole partnership's
  std::optional<Date> held_since;  // when it was first a goal (CAP-2)
  std::optional<Date> due;
  std::string judge;             // who judges attainment, by office
  GoalState state = GoalState::draft;
  Judgement judgement = Judgement::none;
  std::string judgement_grounds;
  std::optional<Date> judged_on;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

enum class Direction { up, down, none };

// One sign has one source, so its values can be held against each other.
struct Sign final : Record {
  Uuid goal;
  std::string title;
  std::string indicator;  // what is counted or looked for
  std::string unit;       // per cent, gatherings, a scale
  Direction direction = Direction::none;  // which way is better
  std::string source;
  bool not_over_time = false;  // the source may not be compared with itself at another time (R12)
  std::optional<std::int64_t> smallest_group;  // below it a number would point at single people
  std::string baseline;
  std::optional<Date> baseline_on;
  std::string target;
  std::optional<Date> target_on;
  // A value from before measurements were records of their own; it counts as one of them.
  std::string measured;
  std::optional<Date> measured_on;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

enum class ValueState { value, suppressed, withheld, missing, not_applicable };

// A value of a sign on a day, or the reason why there is none.
struct Measurement final : Record {
  Uuid sign;
  std::optional<Date> on;
  ValueState state = ValueState::value;
  std::string value;      // as it was written: «55 %», «4,3»
  std::string group;      // whom it is about; empty: all
  std::optional<std::int64_t> respondents;
  std::string source;     // empty: the sign's
  std::string note;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// --- goal attainment scaling

enum class Level { minus_2, minus_1, zero, plus_1, plus_2 };
enum class BaselineLevel { minus_1, minus_2 };
enum class Weight { none, one, two, three };

// Five levels in words, set before the period (GAS-1).
struct GoalScale final : Record {
  Uuid goal;
  std::string title;
  Uuid unit;  // whose scale it is; empty: the partnership's
  std::string much_less, less, expected, more, much_more;  // −2 to +2
  Weight importance = Weight::one;
  Weight difficulty = Weight::one;
  BaselineLevel baseline = BaselineLevel::minus_1;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
  const std::string& text_of(Level level) const;
};

struct GoalScore final : Record {
  Uuid scale;
  Level level = Level::zero;
  std::optional<Date> on;
  std::string judge;    // by office
  std::string grounds;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// --- verbs

// Whether `to` may follow `from`, and who decides it. A judgement is made by judge() alone.
bool may_follow(GoalState from, GoalState to);
Roles who_moves(GoalState from, GoalState to);
// Taking a goal up again (judged → running) takes its judgement away; the journal keeps it.
Result<void> move_on(records::Work& work, const Uuid& goal, GoalState to);

struct Verdict {
  Judgement judgement = Judgement::none;
  std::string grounds;
  std::string judge;  // who judged, by office
  std::optional<Date> on;
};
// The owner's leader or the university's lead, of a goal that is running or judged. R13 holds.
Result<void> judge(records::Work& work, const Uuid& goal, const Verdict& verdict);

// --- values

// A cell as it was written: a number with what it counts, a mark for why there is none, or neither.
// «54 %» is 54, «-0,5» is -0.5; «:», «*» and «..» are suppressed, «.» is not applicable, the words
// of the states are themselves, nothing is missing. «12 av 15», «NaN» and «٤٢» are neither.
struct Cell {
  std::optional<ValueState> state;  // nothing: it cannot be read
  std::optional<double> number;     // of a value
};
Cell read_cell(std::string_view text);

// R13: a baseline and a value measured later, both from the stated source and of all whom the sign is
// about. Whether the change is large enough is the partners' judgement, not arithmetic.
bool shows_later_value(const Sign& sign, const std::vector<Measurement>& measurements);
// The newest measurement of the sign about all, whatever its state; one made of `measured` where that
// is newer. Nothing: never measured.
std::optional<Measurement> newest(const Sign& sign, const std::vector<Measurement>& measurements);
// «55 %», or the state as a word.
std::string shown_value(const Texts& t, const Measurement& measurement);

// Above the list of goals: the tree of goals, too many of them (CAP-1). On a goal: its branch, how
// long it has been held, its signs with their values, its scales, what is missing with the link that
// mends it, and what may be done with it now. On a sign: its values as a picture and a table.
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// POST /{partnership}/goals/{id}/state           move_on
// GET, POST /{partnership}/goals/{id}/judgement  what there is to judge by; judge
// POST /{partnership}/signs/{id}/measured        makes a measurement of a sign's own value
// GET /{partnership}/measurements.csv, .xlsx     every measurement with its state
// GET, POST /{partnership}/measurement-import    a spreadsheet or pasted rows: all of it or nothing
// POST /{partnership}/measurement-import/{batch}/undo
std::vector<access::Route> routes(const records::Kinds& kinds);

}  // namespace samloft::goals

template <>
struct samloft::ChoicesOf<samloft::goals::GoalLevel> {
  static constexpr Choice list[] = {{"child_outcome", N_("For barn og unge")},
                                    {"practice", N_("Praksis")},
                                    {"competence", N_("Kompetanse")},
                                    {"organisation", N_("Organisasjon")},
                                    {"partnership", N_("Partnerskap")},
                                    {"teacher_education", N_("Lærerutdanning")}};
};
template <>
struct samloft::ChoicesOf<samloft::goals::GoalState> {
  static constexpr Choice list[] = {{"draft", N_("Kladd")},
                                    {"agreed", N_("Avtalt")},
                                    {"running", N_("I gang")},
                                    {"judged", N_("Vurdert")},
                                    {"closed", N_("Avsluttet")}};
};
template <>
struct samloft::ChoicesOf<samloft::goals::Judgement> {
  static constexpr Choice list[] = {{"none", N_("Ikke vurdert")},
                                    {"attained", N_("Nådd")},
                                    {"partly", N_("Delvis nådd")},
                                    {"not_shown", N_("Ikke vist")},
                                    {"not_attained", N_("Ikke nådd")}};
};
template <>
struct samloft::ChoicesOf<samloft::goals::Direction> {
  static constexpr Choice list[] = {{"up", N_("Mer er bedre")},
                                    {"down", N_("Mindre er bedre")},
                                    {"none", N_("Ingen retning")}};
};
template <>
struct samloft::ChoicesOf<samloft::goals::ValueState> {
  static constexpr Choice list[] = {{"value", N_("Tall")},
                                    {"suppressed", N_("Skjermet")},
                                    {"withheld", N_("Tilbakeholdt")},
                                    {"missing", N_("Mangler")},
                                    {"not_applicable", N_("Ikke aktuelt")}};
};
template <>
struct samloft::ChoicesOf<samloft::goals::Level> {
  static constexpr Choice list[] = {{"minus_2", N_("−2: mye mindre enn ventet")},
                                    {"minus_1", N_("−1: mindre enn ventet")},
                                    {"zero", N_("0: som ventet")},
                                    {"plus_1", N_("+1: mer enn ventet")},
                                    {"plus_2", N_("+2: mye mer enn ventet")}};
};
template <>
struct samloft::ChoicesOf<samloft::goals::BaselineLevel> {
  static constexpr Choice list[] = {{"minus_1", N_("−1: noe er på plass")},
                                    {"minus_2", N_("−2: det kan ikke bli dårligere")}};
};
template <>
struct samloft::ChoicesOf<samloft::goals::Weight> {
  static constexpr Choice list[] = {{"0", N_("0: teller ikke")},
                                    {"1", N_("1: lite")},
                                    {"2", N_("2: noe")},
                                    {"3", N_("3: mye")}};
};

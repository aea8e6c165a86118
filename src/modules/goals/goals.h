// Goals and the signs by which one would see that they are reached.
//
// Readers: every role. Writers: coordinator, owner leader, PPT lead, university lead; both partners
// judge attainment together.
//
// Promises:
//   R13  (P1) a goal is "attained" only if one of its signs has a baseline and a later measured
//        value of the same source, or if grounds are stated in words. Changing a sign, moving
//        it to another goal, or removing it is refused while its goal is judged attained because of
//        it.
//        "Not shown" is a judgement like the others and needs nothing.
//   A judgement other than "none" stands only on a goal that is judged or closed.
//   A goal is never its own ancestor.
//   A sign is part of one goal and goes with it; its measured value is younger than its baseline.
//   CAP-2  the pages say for how many years a goal has been held.
// Each breach is an `invalid` problem with the field's name; a refused removal is a `conflict`.
//
// States: draft → agreed → running → judged → closed. Any state may follow any other.
// Source: domain/partnership.md §8 (Goal, Indicator) and §9.5; CAP-2: domain/learning.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/migration.h"
#include "base/record.h"

namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
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
  std::optional<Date> held_since;  // when it was first a goal (CAP-2)
  std::optional<Date> due;
  std::string judge;             // who judges attainment, by office
  GoalState state = GoalState::draft;
  Judgement judgement = Judgement::none;
  std::string judgement_grounds;
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
  std::string baseline;
  std::optional<Date> baseline_on;
  std::string target;
  std::optional<Date> target_on;
  std::string measured;   // the newest value
  std::optional<Date> measured_on;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// Above the list of goals: the tree of goals. On a goal: its branch, how long it has been held, its
// signs with their values, and what is missing with the link that mends it.
void add_extras(records::Extras& extras, const records::Kinds& kinds);

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

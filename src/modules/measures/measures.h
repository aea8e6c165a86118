// Measures (tiltak): what the partnership does, who takes part, what it serves, and how much of it
// there was.
//
// Readers: every role. Writers: coordinators, leaders at the owner, the heads of PPT and the
// university's academic lead. What binds both partners (to approve a measure, to stop it, to say that
// it is evaluated) is for the owner's leader and the university's lead alone.
//
// States, by the verb set_state: proposed → planned → approved → running → (changed) → completed |
// stopped → evaluated. A measure is approved with goals and a start, on a day that is kept; it is
// changed, stopped and evaluated with grounds.
//
// Promises:
//   P1  a measure that does not name the practice it shall change is told of on its page
//   P7  so is a measure without a part for PPT
//   So is one without a goal, or without the university's part. Each stands with the link that mends
//   it, for those who may.
//   P2  from the decision to the start: how many days, and what is left of the planned dose
//   P14 units in more than so many measures and programmes at a time are found, with when and which
//   A measure ends after it starts.
//   A dose is of one unit or group in one half-year: participants and hours for each, as planned and
//   as given, the latter with its source and never before the half-year has begun. The difference
//   of the two stands on the measure's page.
//   P13  themes say what measures and networks are about; their list tells how they are balanced
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"
#include "base/record.h"
#include "base/result.h"
#include "base/semester.h"
#include "base/texts.h"
#include "base/viewer.h"

namespace samloft::access {
struct Route;
}
namespace samloft::page {
struct Figure;
}
namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
struct Work;
}  // namespace samloft::records

namespace samloft::measures {

enum class MeasureKind { learning_network, certification, unit_process, course, supervision,
                         leader_development, other };
enum class MeasureState { proposed, planned, approved, running, changed, completed, stopped,
                          evaluated };

// The editions of CLASS, by the children they are made for.
enum class Instrument { class_toddler, class_pre_k, class_k3, class_upper_elementary,
                        class_secondary };

// P13: whether a theme is about practice for all children or about depth in special education.
enum class Depth { inclusive, special, other };

// What measures and networks are about, in the partnership's own words, so that a head finds them
// across districts.
struct Theme final : Record {
  std::string title;
  std::string description;
  Depth depth = Depth::inclusive;
  std::string further_education;  // places at the university that go with it
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

struct Measure final : Record {
  std::string title;
  MeasureKind kind = MeasureKind::learning_network;
  std::string description;
  std::string practice_change;
  std::vector<Uuid> goals;
  std::vector<Uuid> needs;
  std::vector<Uuid> elements;   // of the framework
  std::vector<Uuid> themes;
  Uuid responsible_body;
  Uuid responsible_person;
  std::string university_part;
  std::string ppt_role;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;            // the first day it no longer runs
  std::optional<std::int64_t> planned_hours;  // for each participant
  std::uint64_t instruments = 0;              // a bit for each Instrument that it trains in
  std::optional<std::int64_t> ppt_hours_planned, ppt_hours_used;
  MeasureState state = MeasureState::proposed;
  std::optional<Date> decided_on;  // when it was approved
  std::string state_grounds;       // why it was changed or stopped, or what the evaluation said
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

enum class Attendance { core, may_join };

struct Participant final : Record {
  Uuid measure;
  std::string who;           // «PPT», «Barnehagene i bydelen»
  std::vector<Uuid> units;   // when they can be named
  Attendance attendance = Attendance::core;
  std::optional<std::int64_t> estimated_count;
  std::string heading(const Lookup&) const override { return who; }
  void describe(Fields&) override;
};

enum class DoseSource { attendance, report, estimate };

// What a unit or a group is to get of a measure in a half-year, and what it got: participants, and
// hours for each of them. Planned, given or both.
struct Dose final : Record {
  Uuid measure;
  std::optional<std::int64_t> year;  // must be filled
  Term term = Term::autumn;
  Uuid unit;        // whose it is, when it is one unit's
  std::string who;  // a series, a district, a group
  std::optional<std::int64_t> planned_participants, planned_hours;
  std::optional<std::int64_t> participants, hours;
  DoseSource source = DoseSource::attendance;
  std::string note;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// What units take part in besides the partnership's own measures.
struct Programme final : Record {
  std::string title;
  std::string organiser;
  std::string aim;
  std::vector<Uuid> units;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string note;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

// Whether `to` may follow `from`, who decides it, and whether it needs grounds.
bool may_follow(MeasureState from, MeasureState to);
Roles who_sets(MeasureState from, MeasureState to);
bool needs_grounds(MeasureState to);
struct Step {
  MeasureState to = MeasureState::planned;
  std::optional<Date> day;  // of the decision, when it is approved
  std::string grounds;      // when it is changed, stopped or evaluated
};
Result<void> set_state(records::Work& work, const Uuid& measure, const Step& step);

// P2: days from the decision to the first activity; nothing when one of them is not known.
std::optional<std::int64_t> lead_days(const std::optional<Date>& decided,
                                      const std::optional<Date>& first_activity);

// P14: how many measures and programmes a unit takes part in at a time before it is told of, when the
// partnership's settings do not say.
inline constexpr std::int64_t kMostParallel = 2;

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// A bar of a time line: a measure, or what others set beside measures.
struct Bar {
  std::string title, address, state;  // state as a word
  bool done = false;
  Period period;                      // an end that is not set is drawn as a point
  std::string group = {};             // bars of one group stand together under its name
};
// The periods as bars over the years, today marked, with their numbers; more than forty in lower
// rows. Bars keep their order; a group's name stands above its first. Without bars its drawing is
// empty. On paper all rows are low, and the drawing so narrow that its letters are as large as the
// text's beside it.
enum class Medium { screen, paper };
page::Figure timeline(const Texts& t, std::string title, const std::vector<Bar>& bars, Date today,
                      Medium medium = Medium::screen);

// On the list of themes: how measures are balanced between them. Above the list of measures: their
// periods as bars over the half-years. On a measure: what is missing,
// what may be done with it now, who takes part, planned and real dose, PPT's hours.
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// GET, POST /{partnership}/measures/{id}/state   ?to=approved: the day or the grounds; set_state
// GET /{partnership}/overlaps?most=2             units in more than so many at a time (P14); without
//                                                a number, than the partnership's settings say
std::vector<access::Route> routes(const records::Kinds& kinds);

}  // namespace samloft::measures

template <>
struct samloft::ChoicesOf<samloft::measures::Depth> {
  static constexpr Choice list[] = {{"inclusive", N_("Inkluderende praksis for alle")},
                                    {"special", N_("Fordypning i spesialpedagogikk")},
                                    {"other", N_("Annet")}};
};
template <>
struct samloft::ChoicesOf<samloft::measures::MeasureKind> {
  static constexpr Choice list[] = {{"learning_network", N_("Lærende nettverk")},
                                    {"certification", N_("Sertifisering")},
                                    {"unit_process", N_("Utvikling i enheten")},
                                    {"course", N_("Kurs")},
                                    {"supervision", N_("Veiledning")},
                                    {"leader_development", N_("Lederutvikling")},
                                    {"other", N_("Annet")}};
};
template <>
struct samloft::ChoicesOf<samloft::measures::Instrument> {
  static constexpr Choice list[] = {{"class_toddler", N_("CLASS Toddler, 0–3 år")},
                                    {"class_pre_k", N_("CLASS Pre-K, 3–5 år")},
                                    {"class_k3", N_("CLASS K–3, 1.–3. trinn")},
                                    {"class_upper_elementary",
                                     N_("CLASS Upper Elementary, 4.–7. trinn")},
                                    {"class_secondary", N_("CLASS Secondary, 8.–10. trinn")}};
};
template <>
struct samloft::ChoicesOf<samloft::measures::MeasureState> {
  static constexpr Choice list[] = {{"proposed", N_("Foreslått")},  {"planned", N_("Planlagt")},
                                    {"approved", N_("Vedtatt")},    {"running", N_("I gang")},
                                    {"changed", N_("Endret")},      {"completed", N_("Gjennomført")},
                                    {"stopped", N_("Stanset")},     {"evaluated", N_("Evaluert")}};
};
template <>
struct samloft::ChoicesOf<samloft::measures::Attendance> {
  static constexpr Choice list[] = {{"core", N_("Fast deltaker")}, {"may_join", N_("Kan delta")}};
};
template <>
struct samloft::ChoicesOf<samloft::measures::DoseSource> {
  static constexpr Choice list[] = {{"attendance", N_("Oppmøtelister")},
                                    {"report", N_("Rapport fra enhetene")},
                                    {"estimate", N_("Anslag")}};
};

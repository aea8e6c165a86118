// Involvement: who was asked, how and when, what they said and what came of it; and which units
// were invited to take part, and what they answered.
//
// Readers: every role. Staff, lecturers and private owners see what is published and what they
// recorded themselves. Writers: coordinators write all of it. Unit leaders, union representatives,
// private owners and staff record what they took part in, and change their own records only. An
// invitation is answered by those who work in the unit as its leader, or for its owner.
//
// Promises (each breach is an `invalid` problem with the field's name):
//   An entry says what it was about: a need or a measure at least, and which step.
//   It says how many were asked, in one role at least. The numbers are of people asked, by role,
//   never of what each of them answered. A consultation with the unions counts union
//   representatives. An answer has its day, which is not before the invitation.
//
// What other modules ask, R7 to R9 (domain/partnership.md §9.5):
//   R7  staff other than leaders were asked, and so was the union. Both are demanded; one entry may
//       show both. For a measure an entry about a need that it serves counts too.
//   R8  under Kompetanseløftet kindergarten, school and PPT take part. "Preferably": a warning,
//   never
//       a block. Read from the units of the measure's participants; a group without units counts by
//       its name («Barnehagene i bydelen»).
//   R9  every private unit in scope that exists on the day has been invited and has answered, yes
//   or
//       no. In scope are private kindergartens when kindergartens take part, private schools when
//       schools do, and both when the measure names no participants. An invitation to the
//       partnership as a whole counts for every measure; the newest invitation is the one that
//       counts.
//
//   for (const Gap& gap : involvement::gaps_of_measure(db, measure, scheme.code, today))
//     if (gap.severity == partnership::Severity::block) …
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/migration.h"
#include "base/record.h"
#include "base/viewer.h"
#include "partnership/partnership.h"

namespace samloft::access {
struct Route;
}
namespace samloft::records {
struct Kind;
struct Extras;
struct Work;
class Kinds;
}  // namespace samloft::records

namespace samloft::involvement {

enum class Stage { need, measure_choice, evaluation };
enum class Form { meeting, survey, workshop, union_consultation, written };

struct Involvement final : Record {
  std::string title;
  Stage stage = Stage::need;
  std::vector<Uuid> needs;
  std::vector<Uuid> measures;
  Form form = Form::meeting;
  std::optional<Date> held_on;
  // How many were asked, by role.
  std::optional<std::int64_t> leaders, teachers, other_staff, ppt, special_educators,
      union_representatives, others;
  std::vector<Uuid> units;
  std::string summary;  // what they said
  std::string effect;   // what came of it
  std::string source;
  bool published = true;
  Uuid recorded_by;  // person; kept by the platform
  // «Drøfting om overganger (12.03.2022)»
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

enum class Answer { none, yes, no };

struct Invitation final : Record {
  Uuid unit;
  Uuid measure;  // none: the partnership as a whole
  std::optional<Date> invited_on;
  std::string how;
  Answer answer = Answer::none;
  std::optional<Date> answered_on;
  std::string reason;
  // «Solvika barnehage: Lærende nettverk 0–6», or the unit alone
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// On a need and on a measure: who was asked and what came of it, with what is missing; on a measure
// the invitations by owner type as well. On an invitation: its answer, for those who may give it.
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// GET  /{partnership}/involvement-gaps       what is missing, for needs in use and measures under
// way POST /{partnership}/invitations/{id}/answer yes or no, with a reason
std::vector<access::Route> routes(const records::Kinds& kinds);

// The unit's own answer. Problems: not_found; forbidden (neither its leader nor its owner, nor a
// coordinator); conflict (answered already).
Result<void> answer(records::Work& work, const Uuid& invitation, Answer answer,
                    const std::string& reason);

// --- R7 to R9

enum class Rule {
  r7_staff,
  r7_union,
  r8_kindergarten,
  r8_school,
  r8_ppt,
  r9_invitation,
  r9_answer
};

struct UnitName {
  Uuid id;
  std::string name;
};
// One thing that is missing on the day asked for.
struct Gap {
  Rule rule;
  // As the rules say without a rule set: R7 blocks, R8 and R9 warn. A rule set may say otherwise.
  partnership::Severity severity;
  std::vector<UnitName> units;  // R9: the private units not invited, or without an answer, by name
};
// How many staff other than leaders an entry asked.
std::int64_t staff_asked(const Involvement& entry);
std::string_view rule_code(Rule rule);  // R7, R8, R9
// One sentence; R9's says nothing of which units.
std::string_view words_of(Rule rule);

// Four statements whatever there is. `scheme`: R8 is asked under Kompetanseløftet only; nothing:
// not.
std::vector<Gap> gaps_of_measure(db::Connection& db, const Uuid& measure,
                                 std::optional<partnership::SchemeCode> scheme, Date day);

}  // namespace samloft::involvement

template <>
struct samloft::ChoicesOf<samloft::involvement::Stage> {
  static constexpr Choice list[] = {{"need", N_("Behovet")},
                                    {"measure_choice", N_("Valget av tiltak")},
                                    {"evaluation", N_("Evalueringen")}};
};
template <>
struct samloft::ChoicesOf<samloft::involvement::Form> {
  static constexpr Choice list[] = {{"meeting", N_("Møte")},
                                    {"survey", N_("Undersøkelse")},
                                    {"workshop", N_("Arbeidsverksted")},
                                    {"union_consultation", N_("Drøfting med tillitsvalgte")},
                                    {"written", N_("Skriftlig")}};
};
template <>
struct samloft::ChoicesOf<samloft::involvement::Answer> {
  static constexpr Choice list[] = {
      {"none", N_("Ikke svart")}, {"yes", N_("Ja, blir med")}, {"no", N_("Nei, blir ikke med")}};
};

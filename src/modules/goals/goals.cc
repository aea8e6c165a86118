// What the records of goals are, and the rules between them.
// Tested by goals_test.cc

#include "goals/goals.h"

#include <algorithm>

#include "base/text.h"
#include "goals_kinds.h"
#include "goals_read.h"
#include "records/kind.h"
#include "rules.h"
#include "store.h"

namespace samloft::goals {
namespace {

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

// Blank grounds are none: SQL asks whether there are any.
void tidy_goal(Record& record) {
  auto& goal = static_cast<Goal&>(record);
  if (trimmed(goal.judgement_grounds).empty()) goal.judgement_grounds.clear();
}

void check_goal(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& goal = static_cast<const Goal&>(record);
  if (goal.parent && (goal.parent == goal.id || is_above(db, goal.id, goal.parent))) {
    add(errors, "parent",
        N_("Målet kan ikke ligge under seg selv, heller ikke gjennom andre mål."));
  }
  if (goal.judgement != Judgement::none && !may_be_judged(goal.state)) {
    return add(errors, "judgement",
               N_("Bare mål med status «Vurdert» eller «Avsluttet» har en vurdering. Endre status, "
                  "eller velg «Ikke vurdert»."));
  }
  if (goal.judgement != Judgement::attained) return;
  const auto signs = signs_of(db, goal.id);
  if (!attained_is_grounded(signs, measurements_of(db, signs), goal.judgement_grounds)) {
    add(errors, "judgement",
        N_("Målet kan vurderes som nådd når et kjennetegn har kilde, utgangspunkt og en senere "
           "måling, eller når grunnlaget for vurderingen er beskrevet."));
  }
}

void check_sign(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& sign = static_cast<const Sign&>(record);
  if (sign.smallest_group && (*sign.smallest_group < 0 || *sign.smallest_group > 100))
    add(errors, "smallest_group", N_("Skriv et tall mellom 0 og 100."));
  if (sign.baseline_on && sign.measured_on && *sign.measured_on <= *sign.baseline_on) {
    return add(errors, "measured_on",
               N_("Målingen må være gjort etter utgangspunktet. Rett en av datoene."));
  }
  const Uuid rests = goal_resting_on(db, sign.id);
  if (rests && takes_ground_away(db, {sign.id, &sign})) {
    add(errors, sign.goal != rests      ? "goal"
                : has_baseline(sign)    ? "measured"
                                        : "baseline",
        N_("Målet er vurdert som nådd på grunn av dette kjennetegnet. Endre vurderingen av målet "
           "først, eller beskriv grunnlaget for den."));
  }
}

std::optional<Message> hold_sign(db::Connection& db, const Record& record) {
  if (!takes_ground_away(db, {record.id})) return std::nullopt;
  return Message(N_("Målet er vurdert som nådd på grunn av dette kjennetegnet. Endre vurderingen av "
                    "målet først, eller beskriv grunnlaget for den."));
}

}  // namespace

bool takes_ground_away(db::Connection& db, const Change& change) {
  const Uuid rests = goal_resting_on(db, change.sign);
  if (!rests) return false;
  auto signs = signs_of(db, rests);
  auto measurements = measurements_of(db, signs);
  if (change.to_sign || !change.measurement)
    std::erase_if(signs, [&](const Sign& stored) { return stored.id == change.sign; });
  if (change.to_sign && change.to_sign->goal == rests) signs.push_back(*change.to_sign);
  if (change.measurement) {
    std::erase_if(measurements,
                  [&](const Measurement& stored) { return stored.id == change.measurement; });
  }
  if (change.to_measurement) measurements.push_back(*change.to_measurement);
  return !attained_is_grounded(signs, measurements, "");
}

void Goal::describe(Fields& f) {
  f.text({"title", N_("Mål"), Must::be_filled,
          N_("Det som skal være sant når dere er framme.")},
         title);
  f.prose({"description", N_("Beskrivelse")}, description);
  f.choice({"level", N_("Hva målet gjelder")}, level);
  f.link({"parent", N_("Overordnet mål"), Must::no, N_("Målet som dette skal bidra til.")}, "goal",
         parent);
  f.links({"needs", N_("Behov"), Must::no, N_("Behovene som målet svarer på.")}, "need", needs);
  f.links({"elements", N_("Deler av rammeverket")}, "element", elements);
  f.link({"unit", N_("Enhet"), Must::no,
          N_("Når målet er enhetens eget. Tomt betyr hele partnerskapet.")},
         "unit", unit);
  f.date({"held_since", N_("Har vært mål siden"), Must::no,
          N_("Få mål som står fast i flere år, gir kapasitet.")},
         held_since);
  f.date({"due", N_("Skal være nådd")}, due);
  f.text({"judge", N_("Hvem som vurderer"), Must::no,
          N_("Verv eller organ, for eksempel «Styringsgruppa».")},
         judge);
  f.choice({"state", N_("Status"), Must::no, {}, 200, Shown::not_in_forms}, state);
  f.choice({"judgement", N_("Vurdering av måloppnåelse"), Must::no,
            N_("«Ikke vist» er også et resultat."), 200, Shown::not_in_forms},
           judgement);
  f.prose({"judgement_grounds", N_("Grunnlag for vurderingen"), Must::no,
           N_("Hva vurderingen bygger på, når kjennetegnene ikke sier det alene."), 200,
           Shown::not_in_forms},
          judgement_grounds);
  f.date({"judged_on", N_("Vurdert den"), Must::no, {}, 200, Shown::not_in_forms}, judged_on);
}

void Sign::describe(Fields& f) {
  f.link({"goal", N_("Mål"), Must::be_filled}, "goal", goal);
  f.text({"title", N_("Kjennetegn"), Must::be_filled,
          N_("Det dere vil se når målet er nådd."), 300},
         title);
  f.text({"indicator", N_("Hva som måles"), Must::no,
          N_("Det som telles, spørres om eller ses etter.")},
         indicator);
  f.text({"unit", N_("Måleenhet"), Must::no,
          N_("For eksempel prosent, samlinger eller skala 1–7.")},
         unit);
  f.choice({"direction", N_("Retning")}, direction);
  f.text({"source", N_("Kilde"), Must::no,
          N_("Den samme for utgangspunkt og måling, ellers kan de ikke holdes mot hverandre."),
          500},
         source);
  f.yes_no({"not_over_time", N_("Kilden kan ikke sammenlignes over tid"), Must::no,
            N_("For eksempel en ståstedsanalyse. Da tegnes ingen utvikling, og målet kan ikke "
               "vurderes som nådd på den alene.")},
           not_over_time);
  f.number({"smallest_group", N_("Minste gruppe"), Must::no,
            N_("Tall fra færre enn dette skjermes, for eksempel 5.")},
           smallest_group);
  f.text({"baseline", N_("Utgangspunkt"), Must::no, N_("Slik var det før dere begynte.")},
         baseline);
  f.date({"baseline_on", N_("Dato for utgangspunktet")}, baseline_on);
  f.text({"target", N_("Ønsket verdi")}, target);
  f.date({"target_on", N_("Skal være nådd")}, target_on);
  f.text({"measured", N_("Siste måling"), Must::no, {}, 200, Shown::not_in_forms}, measured);
  f.date({"measured_on", N_("Dato for målingen"), Must::no, {}, 200, Shown::not_in_forms},
         measured_on);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "goal", .plural = "goals", .table = "goals_goal",
       .one = N_("mål"), .many = N_("Mål"), .add = N_("Nytt mål"),
       .purpose = N_("Det som skal bli sant for barn, ansatte og partnerskapet. Få mål, holdt "
                     "lenge."),
       .make = make<Goal>, .columns = {"level", "held_since", "state", "judgement"},
       .writers = kGoalWriters, .tidy = tidy_goal, .check = check_goal},
      {.name = "sign", .plural = "signs", .table = "goals_sign",
       .one = N_("kjennetegn"), .many = N_("Kjennetegn på måloppnåelse"),
       .add = N_("Nytt kjennetegn"),
       .purpose = N_("Det dere vil se når et mål er nådd, med utgangspunkt og målinger."),
       .make = make<Sign>, .columns = {"goal", "baseline", "target", "source"},
       .writers = kGoalWriters, .check = check_sign, .held = hold_sign, .part_of = "goal"},
      {.name = "measurement", .plural = "measurements", .table = "goals_measurement",
       .one = N_("måling"), .many = N_("Målinger"), .add = N_("Ny måling"),
       .purpose = N_("Hva et kjennetegn viste en dag, eller hvorfor tallet ikke finnes."),
       .make = make<Measurement>, .columns = {"sign", "measured_on", "state", "value", "about"},
       .writers = kGoalWriters, .tidy = tidy_measurement, .check = check_measurement,
       .check_now = check_measurement_now, .held = hold_measurement, .part_of = "sign",
       .shown_by_whole = true},
      {.name = "goal_scale", .plural = "goal-scales", .table = "goals_scale",
       .one = N_("måloppnåelsesskala"), .many = N_("Måloppnåelsesskalaer"),
       .add = N_("Ny måloppnåelsesskala"),
       .purpose = N_("Fem nivåer i ord, satt før perioden begynner. Så ser dere etterpå hvor langt "
                     "dere kom."),
       .make = make<GoalScale>, .columns = {"goal", "unit", "valid_from", "valid_until"},
       .writers = kGoalWriters, .check = check_scale, .check_now = check_scale_now,
       .held = hold_scale, .part_of = "goal", .shown_by_whole = true},
      {.name = "goal_score", .plural = "goal-scores", .table = "goals_score",
       .one = N_("nivå på en skala"), .many = N_("Nivåer på skalaene"), .add = N_("Nytt nivå"),
       .purpose = N_("Hvilket av de fem nivåene dere er på, hvem som sier det, og når."),
       .make = make<GoalScore>, .columns = {"scale", "level", "scored_on", "judge"},
       .writers = kGoalWriters, .check = check_score, .check_now = check_score_now,
       .part_of = "scale", .shown_by_whole = true},
  };
  return all;
}

}  // namespace samloft::goals

// What the records of goals are, and the rules between them.
// Tested by goals_test.cc

#include "goals/goals.h"

#include <algorithm>

#include "base/text.h"
#include "records/kind.h"
#include "rules.h"
#include "store.h"

namespace samloft::goals {
namespace {

// Both partners write goals and judge them.
constexpr Roles kWriters{Role::coordinator, Role::owner_leader, Role::ppt_lead,
                         Role::university_lead};

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
  if (goal.judgement == Judgement::attained &&
      !attained_is_grounded(signs_of(db, goal.id), goal.judgement_grounds)) {
    add(errors, "judgement",
        N_("Målet kan vurderes som nådd når et kjennetegn har kilde, utgangspunkt og en senere "
           "måling, eller når grunnlaget for vurderingen er beskrevet."));
  }
}

// R13 from the other side: what a judgement rests on is not taken away under it.
void check_kept_ground(db::Connection& db, const Sign& sign, std::vector<FieldError>& errors) {
  const Uuid rests = goal_resting_on(db, sign.id);
  if (!rests) return;
  auto signs = signs_of(db, rests);
  std::erase_if(signs, [&](const Sign& stored) { return stored.id == sign.id; });
  const bool stays = sign.goal == rests && shows_later_value(sign);
  if (!stays && !attained_is_grounded(signs, "")) {
    add(errors, sign.goal == rests ? "measured" : "goal",
        N_("Målet er vurdert som nådd på grunn av dette kjennetegnet. Endre vurderingen av målet "
           "først, eller beskriv grunnlaget for den."));
  }
}

void check_sign(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& sign = static_cast<const Sign&>(record);
  if (sign.baseline_on && sign.measured_on && *sign.measured_on <= *sign.baseline_on) {
    return add(errors, "measured_on",
               N_("Målingen må være gjort etter utgangspunktet. Rett en av datoene."));
  }
  check_kept_ground(db, sign, errors);
}

std::optional<Message> hold_sign(db::Connection& db, const Record& record) {
  const Uuid rests = goal_resting_on(db, record.id);
  if (!rests) return std::nullopt;
  auto signs = signs_of(db, rests);
  std::erase_if(signs, [&](const Sign& stored) { return stored.id == record.id; });
  if (attained_is_grounded(signs, "")) return std::nullopt;
  return Message(N_("Målet er vurdert som nådd på grunn av dette kjennetegnet. Endre vurderingen av "
                    "målet først, eller beskriv grunnlaget for den."));
}

}  // namespace

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
  f.date({"held_since", N_("Har vært mål siden"), Must::no,
          N_("Få mål som står fast i flere år, gir kapasitet.")},
         held_since);
  f.date({"due", N_("Skal være nådd")}, due);
  f.text({"judge", N_("Hvem som vurderer"), Must::no,
          N_("Verv eller organ, for eksempel «Styringsgruppa».")},
         judge);
  f.choice({"state", N_("Status")}, state);
  f.choice({"judgement", N_("Vurdering av måloppnåelse"), Must::no,
            N_("«Ikke vist» er også et resultat.")},
           judgement);
  f.prose({"judgement_grounds", N_("Grunnlag for vurderingen"), Must::no,
           N_("Hva vurderingen bygger på, når kjennetegnene ikke sier det alene.")},
          judgement_grounds);
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
  f.text({"baseline", N_("Utgangspunkt"), Must::no, N_("Slik var det før dere begynte.")},
         baseline);
  f.date({"baseline_on", N_("Dato for utgangspunktet")}, baseline_on);
  f.text({"target", N_("Ønsket verdi")}, target);
  f.date({"target_on", N_("Skal være nådd")}, target_on);
  f.text({"measured", N_("Siste måling")}, measured);
  f.date({"measured_on", N_("Dato for målingen")}, measured_on);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "goal", .plural = "goals", .table = "goals_goal",
       .one = N_("mål"), .many = N_("Mål"), .add = N_("Nytt mål"),
       .purpose = N_("Det som skal bli sant for barn, ansatte og partnerskapet. Få mål, holdt "
                     "lenge."),
       .make = make<Goal>, .columns = {"level", "due", "state", "judgement"},
       .writers = kWriters, .tidy = tidy_goal, .check = check_goal},
      {.name = "sign", .plural = "signs", .table = "goals_sign",
       .one = N_("kjennetegn"), .many = N_("Kjennetegn på måloppnåelse"),
       .add = N_("Nytt kjennetegn"),
       .purpose = N_("Det dere vil se når et mål er nådd, med utgangspunkt og målinger."),
       .make = make<Sign>, .columns = {"goal", "baseline", "target", "measured"},
       .writers = kWriters, .check = check_sign, .held = hold_sign, .part_of = "goal"},
  };
  return all;
}

}  // namespace samloft::goals

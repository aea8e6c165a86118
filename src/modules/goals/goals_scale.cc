// Scales of attainment and the levels given on them.
// Tested by goals_scale_test.cc

#include "goals/goals.h"
#include "goals_kinds.h"
#include "goals_read.h"
#include "records/records.h"
#include "rules_scale.h"
#include "store.h"

namespace samloft::goals {
namespace {

std::optional<GoalScale> stored_scale(records::Work& work, const Uuid& id) {
  return records::find<GoalScale>(work.db, *work.kinds.by_name("goal_scale"), id);
}

}  // namespace

void GoalScale::describe(Fields& f) {
  f.link({"goal", N_("Mål"), Must::be_filled}, "goal", goal);
  f.text({"title", N_("Hva skalaen gjelder"), Must::be_filled,
          N_("Det dere vil kunne se en forskjell på, for eksempel «Faste møter med PPT».")},
         title);
  f.link({"unit", N_("Enhet"), Must::no, N_("Tomt betyr hele partnerskapet.")}, "unit", unit);
  f.text({"much_less", N_("−2: mye mindre enn ventet"), Must::be_filled, {}, 400}, much_less);
  f.text({"less", N_("−1: mindre enn ventet"), Must::be_filled, {}, 400}, less);
  f.text({"expected", N_("0: som ventet"), Must::be_filled,
          N_("Det dere regner med å nå i perioden."), 400},
         expected);
  f.text({"more", N_("+1: mer enn ventet"), Must::be_filled, {}, 400}, more);
  f.text({"much_more", N_("+2: mye mer enn ventet"), Must::be_filled, {}, 400}, much_more);
  f.choice({"importance", N_("Hvor viktig")}, importance);
  f.choice({"difficulty", N_("Hvor vanskelig"), Must::no,
            N_("La det stå på 1 når dere ikke veier det.")},
           difficulty);
  f.choice({"baseline", N_("Slik er det før perioden")}, baseline);
  f.date({"valid_from", N_("Perioden begynner"), Must::be_filled,
          N_("Fra denne dagen er nivåene låst.")},
         valid_from);
  f.date({"valid_until", N_("Perioden er over"), Must::be_filled,
          N_("Den første dagen som ikke lenger er med.")},
         valid_until);
}

std::string GoalScore::heading(const Lookup& lookup) const {
  return lookup(scale) + (on ? ", " + on->iso() : std::string());
}

void GoalScore::describe(Fields& f) {
  f.link({"scale", N_("Skala"), Must::be_filled}, "goal_scale", scale);
  f.choice({"level", N_("Nivå")}, level);
  f.date({"scored_on", N_("Dato"), Must::be_filled}, on);
  f.text({"judge", N_("Hvem som sier det"), Must::be_filled,
          N_("Verv eller organ, for eksempel «Arbeidsgruppa 0–6».")},
         judge);
  f.prose({"grounds", N_("Hva dere bygger det på")}, grounds);
}

void check_scale(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& scale = static_cast<const GoalScale&>(record);
  if (*scale.valid_until <= *scale.valid_from)
    errors.push_back({"valid_until", N_("Sluttdatoen må komme etter startdatoen.")});
}

// GAS-1: levels that are set, or changed, when one sees how it goes measure nothing.
void check_scale_now(records::Work& work, const Record& record, std::vector<FieldError>& errors) {
  const auto& scale = static_cast<const GoalScale&>(record);
  const Date today = local_day(work.now);
  const auto before = stored_scale(work, scale.id);
  if (before && is_locked(*before, today)) {
    if (!same_promise(*before, scale)) {
      errors.push_back(
          {"valid_from", N_("Perioden har begynt, og nivåene er låst. Lag en ny skala som "
                            "begynner senere; denne står som den er.")});
    }
  } else if (*scale.valid_from < today) {
    errors.push_back(
        {"valid_from", N_("Nivåene settes før perioden begynner. Velg i dag eller en senere "
                          "dag.")});
  }
}

std::optional<Message> hold_scale(db::Connection& db, const Record& record) {
  if (scores_of(db, {record.id}).empty()) return std::nullopt;
  return Message(
      N_("Skalaen har nivåer. Fjern dem først, eller la den stå: også det som ikke gikk, er "
         "verdt å huske."));
}

void check_score(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& score = static_cast<const GoalScore&>(record);
  const auto from = begins_on(db, score.scale);
  if (from && *score.on < *from) {
    errors.push_back({"scored_on",
                      {N_("Perioden begynner {}. Et nivå fra før den sier ikke hvor langt "
                          "dere kom."),
                       {from->iso()}}});
  }
}

void check_score_now(records::Work& work, const Record& record, std::vector<FieldError>& errors) {
  const auto& score = static_cast<const GoalScore&>(record);
  if (*score.on > local_day(work.now))
    errors.push_back({"scored_on", N_("Nivået kan ikke være fra etter i dag.")});
}

}  // namespace samloft::goals

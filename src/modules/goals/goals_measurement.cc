// Measurements: what they are and what they may say.
// Tested by goals_measurement_test.cc

#include "base/text.h"
#include "goals/goals.h"
#include "goals_kinds.h"
#include "records/records.h"
#include "rules.h"
#include "store.h"

namespace samloft::goals {

std::string Measurement::heading(const Lookup& lookup) const {
  const std::string day = on ? on->iso() : "";
  return lookup(sign) + (group.empty() ? ", " : ", " + group + ", ") + day;
}

void Measurement::describe(Fields& f) {
  f.link({"sign", N_("Kjennetegn"), Must::be_filled}, "sign", sign);
  f.date({"measured_on", N_("Dato"), Must::be_filled, N_("Dagen tallet gjaldt.")}, on);
  f.choice({"state", N_("Tallet er"), Must::no,
            N_("Skjermet: det kunne pekt ut noen. Tilbakeholdt: noen har det, men deler det ikke. "
               "Mangler: ingen vet det. Ingen av dem er 0.")},
           state);
  f.text(
      {"value", N_("Verdi"), Must::no, N_("Bare når tallet finnes: 54 %, 4,3 eller 9 uker."), 60},
      value);
  f.text({"about", N_("Gruppe"), Must::no,
          N_("Når tallet bare gjelder noen. Tomt betyr alle som kjennetegnet gjelder.")},
         group);
  f.number({"respondents", N_("Antall bak tallet")}, respondents);
  f.text({"source", N_("Kilde"), Must::no,
          N_("Bare når den er en annen enn kjennetegnets. Da holdes tallene ikke mot hverandre."),
          500},
         source);
  f.prose({"note", N_("Merknad")}, note);
}

// What was typed as the mark of a registry says why there is no number.
void tidy_measurement(Record& record) {
  auto& one = static_cast<Measurement&>(record);
  one.value = trimmed(one.value);
  one.group = trimmed(one.group);
  one.source = trimmed(one.source);
  if (one.state != ValueState::value || one.value.empty()) return;
  const Cell cell = read_cell(one.value);
  if (!cell.state || *cell.state == ValueState::value) return;
  one.state = *cell.state;
  one.value.clear();
}

void check_measurement(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& one = static_cast<const Measurement&>(record);
  for (FieldError& error : faults_of(one, smallest_group_of(db, one.sign)))
    errors.push_back(std::move(error));
  if (!errors.empty()) return;
  if (has_same_measurement(db, one)) {
    errors.push_back(
        {"measured_on", N_("Kjennetegnet har en måling av den samme gruppa fra den samme "
                           "kilden denne dagen. Endre den i stedet.")});
  } else if (takes_ground_away(db, {sign_of_measurement(db, one.id), nullptr, one.id, &one})) {
    errors.push_back(
        {"value", N_("Målet er vurdert som nådd på grunn av denne målingen. Endre "
                     "vurderingen av målet først, eller beskriv grunnlaget for den.")});
  }
}

void check_measurement_now(records::Work& work, const Record& record,
                           std::vector<FieldError>& errors) {
  const auto& one = static_cast<const Measurement&>(record);
  if (*one.on > local_day(work.now))
    errors.push_back({"measured_on", N_("Målingen kan ikke være gjort etter i dag.")});
}

std::optional<Message> hold_measurement(db::Connection& db, const Record& record) {
  const auto& one = static_cast<const Measurement&>(record);
  if (!takes_ground_away(db, {one.sign, nullptr, one.id})) return std::nullopt;
  return Message(
      N_("Målet er vurdert som nådd på grunn av denne målingen. Endre vurderingen av målet "
         "først, eller beskriv grunnlaget for den."));
}

}  // namespace samloft::goals

// What moves a measure on.
// Tested by measures_verbs_test.cc

#include "base/text.h"
#include "measures/measures.h"
#include "records/records.h"
#include "rules.h"

namespace samloft::measures {
namespace {

void add_fault(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

// What a measure must have before both partners bind themselves.
std::vector<FieldError> faults_of_approval(const Measure& measure, const Step& step, Date today) {
  std::vector<FieldError> errors;
  if (!step.day) add_fault(errors, "day", N_("Skriv datoen slik: 25.11.2026."));
  if (step.day && *step.day > today)
    add_fault(errors, "day", N_("Vedtaket kan ikke være gjort etter i dag."));
  if (measure.goals.empty())
    add_fault(errors, "goals", N_("Tiltaket tjener ikke noe mål. Velg mål på tiltaket først."));
  if (!measure.valid_from)
    add_fault(errors, "valid_from",
              N_("Tiltaket har ingen startdato. Sett den på tiltaket først."));
  return errors;
}

}  // namespace

Result<void> set_state(records::Work& work, const Uuid& id, const Step& step) {
  const records::Kind& kind = *work.kinds.by_name("measure");
  auto measure = records::find<Measure>(work.db, kind, id);
  if (!measure) return Problem::not_found();
  if (!may_follow(measure->state, step.to))
    return Problem::conflict(N_("Tiltaket er ikke lenger i den tilstanden. Last siden på nytt."));
  if (!work.viewer.may(who_sets(measure->state, step.to))) return Problem::forbidden();
  std::vector<FieldError> errors;
  if (step.to == MeasureState::approved)
    errors = faults_of_approval(*measure, step, local_day(work.now));
  if (needs_grounds(step.to) && trimmed(step.grounds).empty())
    add_fault(errors, "grounds", N_("Skriv hvorfor, så andre kan forstå det senere."));
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  if (step.to == MeasureState::approved) measure->decided_on = step.day;
  if (needs_grounds(step.to)) measure->state_grounds = trimmed(step.grounds);
  measure->state = step.to;
  return records::save(work, kind, *measure);
}

}  // namespace samloft::measures

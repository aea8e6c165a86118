// How much of a measure was planned and how much there was.
// Tested by pages_state_test.cc

#include "pages.h"
#include "records/kind.h"
#include "store.h"
#include "views.h"

namespace samloft::measures {

using access::Visit;

page::Html dose_of_measure(Visit& visit, const Measure& measure, std::int64_t core_count,
                           const records::Kinds& kinds) {
  const Texts& t = visit.t;
  const records::Kind& kind = *kinds.by_name("dose");
  DoseView view;
  view.planned_each = measure.planned_hours;
  if (measure.planned_hours && core_count > 0) view.planned = *measure.planned_hours * core_count;
  for (const Dose& dose : doses_of(visit.db(), measure.id)) {
    const Semester semester{static_cast<int>(*dose.year), dose.term};
    const std::int64_t together = *dose.participants * *dose.hours;
    view.given += together;
    view.rows.push_back({semester.name(t), records::address_of(visit, kind, dose.id),
                         dose.who.empty() ? std::string(t(N_("Alle"))) : dose.who,
                         *dose.participants, *dose.hours, together,
                         std::string(t(label_of(dose.source)))});
  }
  if (const auto days = lead_days(measure.decided_on, measure.valid_from)) {
    view.lead = *days >= 0 ? t.plural(*days, N_("Fra vedtaket til start: én dag."),
                                      N_("Fra vedtaket til start: {} dager."))
                           : t.plural(-*days, N_("Tiltaket begynte én dag før vedtaket."),
                                      N_("Tiltaket begynte {} dager før vedtaket."));
  }
  view.ppt_planned = measure.ppt_hours_planned;
  view.ppt_used = measure.ppt_hours_used;
  if (visit.viewer.may(kind.writers))
    view.add = visit.address("doses/new?measure=" + measure.id.text());
  return dose_panel(t, view);
}

}  // namespace samloft::measures

// How much of a measure was planned and how much there was.
// Tested by pages_state_test.cc

#include <algorithm>
#include <tuple>

#include "pages.h"
#include "records/kind.h"
#include "records/store.h"
#include "views.h"

namespace samloft::measures {

using access::Visit;

namespace {

std::optional<std::int64_t> together(const std::optional<std::int64_t>& participants,
                                     const std::optional<std::int64_t>& hours) {
  if (!participants || !hours) return std::nullopt;
  return *participants * *hours;
}

std::string whose_dose(const Texts& t, const std::string& unit, const std::string& group) {
  if (unit.empty() && group.empty()) return std::string(t(N_("Alle")));
  return unit + (unit.empty() || group.empty() ? "" : ", ") + group;
}

}  // namespace

page::Html dose_of_measure(Visit& visit, const Measure& measure, std::int64_t core_count,
                           const records::Kinds& kinds) {
  const Texts& t = visit.t;
  const records::Kind& kind = *kinds.by_name("dose");
  DoseView view;
  view.planned_each = measure.planned_hours;
  if (measure.planned_hours && core_count > 0) view.planned = *measure.planned_hours * core_count;
  auto doses = records::pointing_at<Dose>(visit.db(), kind, "measure", {measure.id});
  std::sort(doses.begin(), doses.end(), [](const Dose& one, const Dose& other) {
    return std::tie(one.year, one.term, one.who, one.id) <
           std::tie(other.year, other.term, other.who, other.id);
  });
  std::vector<Uuid> units;
  for (const Dose& dose : doses) units.push_back(dose.unit);
  auto names = records::headings_of(visit.db(), kinds, visit.viewer, std::move(units));
  for (const Dose& dose : doses) {
    const Semester semester{static_cast<int>(*dose.year), dose.term};
    DoseRowView row;
    row.semester = semester.name(t);
    row.address = records::address_of(visit, kind, dose.id);
    row.who = whose_dose(t, names[dose.unit], dose.who);
    row.planned = together(dose.planned_participants, dose.planned_hours);
    row.given = together(dose.participants, dose.hours);
    if (row.given) {
      row.how = t.fill(N_("{} deltakere, {} timer hver"), {std::to_string(*dose.participants),
                                                           std::to_string(*dose.hours)});
      row.source = t(label_of(dose.source));
      view.given += *row.given;
    }
    if (row.planned) view.planned_rows = view.planned_rows.value_or(0) + *row.planned;
    view.rows.push_back(std::move(row));
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

// What needs show beside the pages that every kind has.
// Tested by pages_test.cc

#include "access/site.h"
#include "needs/needs.h"
#include "records/pages.h"
#include "rules.h"
#include "store.h"
#include "views.h"

namespace samloft::needs {
namespace {

using access::Visit;

std::string kind_label(const Texts& t, const std::string& code) {
  return std::string(t(label_of(value_of<EvidenceKind>(code))));
}

records::Extra need_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const records::Kind& need = *kinds.by_name("need");
  const records::Kind& evidence = *kinds.by_name("evidence");
  std::vector<EvidenceView> views;
  for (const EvidenceRow& row : evidence_of(visit.db(), record.id)) {
    EvidenceView view;
    view.title = row.title;
    view.address = records::address_of(visit, evidence, row.id);
    view.kind = kind_label(visit.t, row.kind);
    view.year = std::to_string(row.year);
    view.source = row.source;
    view.source_name = host_of(row.source);
    view.not_for_comparison = row.not_for_comparison;
    view.restricted = row.restricted;
    views.push_back(std::move(view));
  }
  if (!views.empty()) return {{}, {}, evidence_panel(visit.t, views)};
  std::string choose, add;
  if (visit.viewer.may(need.writers)) {
    choose = records::address_of(visit, need, record.id) + "/edit#evidence";
    if (visit.viewer.may(evidence.writers)) add = visit.address("evidence/new");
  }
  return {{}, no_evidence_alert(visit.t, choose, add), {}};
}

records::Extra evidence_extra(Visit& visit, const Record& record) {
  const auto& evidence = static_cast<const Evidence&>(record);
  if (!evidence.not_for_comparison) return {};
  return {{}, not_for_comparison_alert(visit.t), {}};
}

records::Extra needs_extra(Visit& visit, const records::Kinds& kinds) {
  const bool sees_drafts = visit.viewer.may(kinds.by_name("need")->sees_all);
  const EvidenceTally counts =
      tally(needs_with_evidence(visit.db(), visit.viewer.person, sees_drafts));
  HeatView view;
  for (const std::int64_t year : counts.years) view.years.push_back(std::to_string(year));
  for (const auto& line : counts.lines) {
    HeatView::Line shown{kind_label(visit.t, line.kind), {}, line.total};
    for (const std::int64_t count : line.cells)
      shown.cells.push_back({count, shade(count, counts.largest)});
    view.lines.push_back(std::move(shown));
  }
  view.totals = counts.totals;
  view.with = counts.with;
  view.without = counts.without;
  return {{}, evidence_heat(visit.t, view), {}};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["need"] = [&kinds](Visit& visit, const Record& record) {
    return need_extra(visit, record, kinds);
  };
  extras.of_record["evidence"] = evidence_extra;
  extras.drawn_once.insert("need");
  extras.of_list["need"] = [&kinds](Visit& visit) { return needs_extra(visit, kinds); };
}

}  // namespace samloft::needs

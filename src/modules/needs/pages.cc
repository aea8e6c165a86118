// What needs show beside the pages that every kind has.
// Tested by pages_test.cc

#include <algorithm>

#include "pages.h"
#include "rules.h"
#include "store.h"
#include "store_process.h"
#include "views.h"
#include "views_process.h"

namespace samloft::needs {
namespace {

using access::Visit;

std::string kind_label(const Texts& t, const std::string& code) {
  return std::string(t(label_of(value_of<EvidenceKind>(code))));
}

records::Extra evidence_of_need(Visit& visit, const Record& record, const records::Kinds& kinds) {
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
  Need shown = static_cast<const Need&>(record);
  if (records::may_change(visit.viewer, need, shown)) {
    choose = records::address_of(visit, need, record.id) + "/edit#evidence";
    if (visit.viewer.may(evidence.writers)) add = visit.address("evidence/new");
  }
  return {{}, no_evidence_alert(visit.t, choose, add), {}};
}

page::Html passages_of_need(Visit& visit, const Uuid& need, const records::Kinds& kinds) {
  std::vector<PassageView> views;
  for (const PassageRow& row : passages_of(visit.db(), need))
    views.push_back(
        {{row.heading, records::address_of(visit, *kinds.by_name("passage"), row.id)}, row.quote});
  return passages_panel(visit.t, views);
}

// What was added to the need since it was reported, the oldest first.
page::Html additions_of_need(Visit& visit, const Need& need, const records::Kinds& kinds) {
  const records::Kind& kind = *kinds.by_name("addition");
  auto all = records::pointing_at<Addition>(visit.db(), kind, "need", {need.id});
  // Newer ids sort after older ones.
  std::sort(all.begin(), all.end(),
            [](const Addition& one, const Addition& other) { return one.id < other.id; });
  std::vector<Uuid> ids;
  for (const Addition& one : all) {
    ids.push_back(one.written_by);
    ids.insert(ids.end(), one.evidence.begin(), one.evidence.end());
  }
  auto names = records::headings_of(visit.db(), kinds, visit.viewer, std::move(ids));
  AdditionsView view;
  if (need.state != NeedState::draft && records::may_make(visit.viewer, kind))
    view.add = visit.address("additions/new?need=" + need.id.text());
  for (const Addition& one : all) {
    AdditionsView::One shown{one.text, names[one.written_by],
                             records::address_of(visit, kind, one.id), {}};
    for (const Uuid& source : one.evidence)
      shown.evidence.push_back(
          {names[source], records::address_of(visit, *kinds.by_name("evidence"), source)});
    view.additions.push_back(std::move(shown));
  }
  return additions_panel(visit.t, view);
}

records::Extra need_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& need = static_cast<const Need&>(record);
  records::Extra extra = process_extra(visit, need, kinds);
  records::Extra evidence = evidence_of_need(visit, record, kinds);
  extra.above += evidence.above;
  extra.below = evidence.below + passages_of_need(visit, need.id, kinds) +
                additions_of_need(visit, need, kinds) + merged_panel(visit, need) + extra.below;
  return extra;
}

records::Extra passage_extra(Visit& visit, const Record& record) {
  if (!visit.viewer.may(reporters()) || !visit.viewer.person) return {};
  return {page::button_link(page::Url(visit.address("my-needs/new?passage=" + record.id.text())),
                            visit.t(N_("Lag et behov av dette")), page::Weight::secondary, "add"),
          {},
          {}};
}

page::Html ways_on(Visit& visit) {
  page::Html out;
  const auto add = [&](const std::string& below, std::string_view text) {
    out +=
        page::button_link(page::Url(visit.address(below)), visit.t(text), page::Weight::secondary);
  };
  add("need-map", N_("Behovskart"));
  add("rounds", N_("Prioritering"));
  if (visit.viewer.may(mergers())) add("need-import", N_("Legg inn mange"));
  add("my-needs/new", N_("Meld et behov"));  // every member is staff, and staff report
  return out;
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
  return {ways_on(visit), evidence_heat(visit.t, view), {}};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["need"] = [&kinds](Visit& visit, const Record& record) {
    return need_extra(visit, record, kinds);
  };
  extras.of_record["evidence"] = evidence_extra;
  extras.of_record["passage"] = passage_extra;
  extras.of_record["round"] = [&kinds](Visit& visit, const Record& record) {
    return round_extra(visit, static_cast<const Round&>(record), kinds);
  };
  extras.drawn_once.insert("need");
  extras.of_list["need"] = [&kinds](Visit& visit) { return needs_extra(visit, kinds); };
}

page::Html ways_to_report(Visit& visit) {
  if (!visit.viewer.may(reporters()) || !visit.viewer.person) return {};
  return page::button_link(page::Url(visit.address("my-needs/new")), visit.t(N_("Meld et behov")),
                           page::Weight::primary, "add") +
         page::button_link(page::Url(visit.address("my-needs")), visit.t(N_("Mine behov")),
                           page::Weight::tertiary);
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  using access::Who;
  const Who all = Who::members(kEveryRole), report = Who::members(reporters()),
            merge = Who::members(mergers()), decide = Who::members(deciders()),
            score = Who::members(scorers());
  const std::string root = "/{partnership}", need = root + "/needs/{id}",
                    round = root + "/rounds/{id}";
  std::vector<access::Route> all_routes{
      {"GET", root + "/my-needs", report, with(kinds, show_mine)},
      {"GET", root + "/my-needs/new", report, with(kinds, show_short_form)},
      {"POST", root + "/my-needs", report, with(kinds, take_report)},
      {"POST", root + "/my-needs/typed", report, with(kinds, keep_report)},
      {"GET", root + "/need-map", all, with(kinds, show_map)},
      {"GET", root + "/need-map/needs", all, with(kinds, show_cell)},
      // Who may depends on the step: movers() says.
      {"POST", need + "/state", report, with(kinds, move_need)},
      {"GET", need + "/merging", merge, with(kinds, show_merging)},
      {"POST", need + "/merging", merge, with(kinds, merge_chosen)},
      {"POST", need + "/withdrawal", merge, with(kinds, take_one_out)},
      {"GET", round + "/ballot", score, with(kinds, show_ballot)},
      {"POST", round + "/ballot", score, with(kinds, take_ballot)},
      {"POST", round + "/closing", decide, with(kinds, close_round)},
      {"POST", round + "/needs", decide, with(kinds, fill_round)},
      {"POST", round + "/decision", decide, with(kinds, decide_round)},
  };
  for (access::Route& route : import_routes(kinds)) all_routes.push_back(std::move(route));
  return all_routes;
}

}  // namespace samloft::needs

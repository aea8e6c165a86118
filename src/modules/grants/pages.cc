// What grants show beside the pages that every kind has.
// Tested by grants_test.cc

#include "access/site.h"
#include "grants/grants.h"
#include "partnership/partnership.h"
#include "records/pages.h"
#include "rules.h"
#include "store.h"
#include "views.h"

namespace samloft::grants {
namespace {

using access::Visit;

std::string state_word(const Texts& t, const std::string& code) {
  for (const Choice& choice : ChoicesOf<TrancheState>::list) {
    if (choice.code == code) return std::string(t(choice.label));
  }
  throw Broken("a tranche has an unknown state: " + code);
}

FlowView flow_of(Visit& visit, const Grant& grant, const std::vector<ShareRow>& shares,
                 const std::vector<TrancheRow>& tranches) {
  std::vector<std::int64_t> parts;
  for (const ShareRow& share : shares) parts.push_back(share.parts);
  const std::vector<Ore> amounts = split(*grant.total, parts);
  FlowView view{grant.title, *grant.total, {}};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    ShareView share{shares[i].name, visit.address("shares/" + shares[i].id.text()), shares[i].parts,
                    amounts[i], {}};
    for (const TrancheRow& row : tranches) {
      if (!(row.organisation == shares[i].organisation)) continue;
      const bool waits = row.state == "committed" || row.state == "released";
      share.tranches.push_back({row.year, row.amount, state_word(visit.t, row.state), waits});
    }
    view.shares.push_back(std::move(share));
  }
  return view;
}

// R3 and the shares' sum: what does not add up yet.
std::vector<Remark> remarks_of(Visit& visit, const Grant& grant, const std::vector<ShareRow>& shares,
                               const std::vector<TrancheRow>& tranches, bool may) {
  const Texts& t = visit.t;
  std::vector<Remark> all;
  std::int64_t parts = 0;
  for (const ShareRow& share : shares) parts += share.parts;
  Ore committed;
  for (const TrancheRow& row : tranches) committed = committed + row.amount;
  const auto link = [&](std::string_view kind) {
    return may ? visit.address(std::string(kind) + "/new?from_grant=" + grant.id.text()) : "";
  };
  if (parts != 100'00) {
    all.push_back({t.fill(N_("Delene er {} % til sammen, ikke 100 %."), {percent(parts)}),
                   link("shares"), std::string(t(N_("Legg til en del")))});
  }
  if (!(committed == *grant.total)) {
    all.push_back({t.fill(N_("Ratene er {} kr til sammen. Det mangler {} kr."),
                          {kroner(committed), kroner(*grant.total - committed)}),
                   link("tranches"), std::string(t(N_("Legg til en rate")))});
  }
  return all;
}

// R1: what the owner adds, where the rule set demands it.
page::Html own_contribution_line(Visit& visit, const Grant& grant, const FlowView& view,
                                 const records::Kinds& kinds) {
  if (!grant.rule_set) return {};
  const auto rules = records::find<partnership::RuleSet>(visit.db(), *kinds.by_name("rule_set"),
                                                         grant.rule_set);
  if (!rules || !rules->own_contribution_required) return {};
  const bool of_owner = rules->own_contribution_base == partnership::ContributionBase::owner_grant;
  if (of_owner && view.shares.empty()) return {};
  const Ore base = of_owner ? view.shares.front().amount : *grant.total;
  const std::int64_t rate = rules->own_contribution_rate.value_or(0);
  return page::panel(
      "own-contribution", visit.t(N_("Egenandel")),
      page::html("<p>{}</p>",
                 visit.t.fill(N_("{} kr, som er {} % av {} kr."),
                              {kroner(own_contribution(rate, base)), percent(rate), kroner(base)})));
}

records::Extra grant_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& grant = static_cast<const Grant&>(record);
  const auto shares = shares_of(visit.db(), record.id);
  const auto tranches = tranches_of(visit.db(), record.id);
  const FlowView view = flow_of(visit, grant, shares, tranches);
  const bool may = visit.viewer.may(kinds.by_name("grant")->writers);
  return {{},
          remarks(remarks_of(visit, grant, shares, tranches, may)) + flow(visit.t, view),
          own_contribution_line(visit, grant, view, kinds)};
}

records::Extra list_extra(Visit& visit) {
  std::vector<YearView> years;
  for (const YearSum& sum : sums_by_year(visit.db())) years.push_back({sum.year, sum.grants, sum.total});
  return {{}, {}, sums_panel(visit.t, years)};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_list["grant"] = list_extra;
  extras.of_record["grant"] = [&kinds](Visit& visit, const Record& record) {
    return grant_extra(visit, record, kinds);
  };
}

}  // namespace samloft::grants

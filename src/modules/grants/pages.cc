// What grants show beside the pages that every kind has.
// Tested by pages_test.cc

#include <map>
#include <set>

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

TrancheView tranche_view(const Texts& t, const TrancheRow& row) {
  const bool waits = row.state == "committed" || row.state == "released";
  return {row.year, row.amount, std::string(t(label_of(value_of<TrancheState>(row.state)))), waits};
}

FlowView flow_of(Visit& visit, const Grant& grant, const std::vector<ShareRow>& shares,
                 const std::vector<TrancheRow>& tranches) {
  std::vector<std::int64_t> parts;
  for (const ShareRow& share : shares) parts.push_back(share.parts);
  const std::vector<Ore> amounts = split(*grant.total, parts);
  FlowView view{grant.title, *grant.total, {}, {}};
  std::map<Uuid, std::size_t> at;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    at[shares[i].organisation] = i;
    view.shares.push_back({shares[i].name, visit.address("shares/" + shares[i].id.text()),
                           shares[i].parts, shares[i].amount.value_or(amounts[i]), {}});
  }
  for (const TrancheRow& row : tranches) {
    const auto found = at.find(row.organisation);
    if (found == at.end()) {
      view.strays.push_back({row.name, visit.address("tranches/" + row.id.text()),
                             tranche_view(visit.t, row)});
    } else {
      view.shares[found->second].tranches.push_back(tranche_view(visit.t, row));
    }
  }
  return view;
}

Ore in_tranches(const ShareView& share) {
  std::vector<Ore> amounts;
  for (const TrancheView& tranche : share.tranches) amounts.push_back(tranche.amount);
  return sum(amounts);
}

// R2 and R3: what does not add up yet, with the link that mends it for those who may.
std::vector<Remark> remarks_of(Visit& visit, const Grant& grant, const FlowView& view,
                               const std::vector<TrancheRow>& tranches, bool may) {
  const Texts& t = visit.t;
  std::vector<Remark> all;
  const auto say = [&](std::string text, const std::string& link, std::string_view link_text) {
    all.push_back({std::move(text), may ? link : "", std::string(t(link_text))});
  };
  const auto fresh = [&](std::string_view plural) {
    return visit.address(std::string(plural) + "/new?from_grant=" + grant.id.text());
  };
  std::int64_t parts = 0;
  for (const ShareView& share : view.shares) parts += share.parts;
  if (parts != 100'00) {
    say(t.fill(N_("Delene er {} % til sammen, ikke 100 %."), {percent(parts)}), fresh("shares"),
        N_("Legg til en del"));
  }
  std::vector<Ore> amounts;
  for (const TrancheRow& row : tranches) amounts.push_back(row.amount);
  const Ore missing = lacking(*grant.total, amounts);
  if (missing.count != 0) {
    say(t.fill(N_("Ratene er {} kr til sammen. Det mangler {} kr."),
               {kroner(sum(amounts)), kroner(missing)}),
        fresh("tranches"), N_("Legg til en rate"));
  }
  for (const ShareView& share : view.shares) {
    if (in_tranches(share) <= share.amount) continue;
    say(t.fill(N_("{} har rater på {} kr, men delen er {} kr."),
               {share.name, kroner(in_tranches(share)), kroner(share.amount)}),
        share.address + "/edit", N_("Endre delen"));
  }
  for (const StrayView& stray : view.strays) {
    say(t.fill(N_("{} har en rate på {} kr, men ingen del i tilskuddet."),
               {stray.name, kroner(stray.tranche.amount)}),
        stray.address + "/edit", N_("Endre raten"));
  }
  return all;
}

// What the owner is granted: the shares of those who are in the partnership as municipality and
// owner. Nothing when no recipient is.
std::optional<Ore> owners_share(Visit& visit, const records::Kinds& kinds, const FlowView& view,
                                const std::vector<ShareRow>& shares) {
  std::set<Uuid> owners;
  for (const auto& record : records::every(visit.db(), *kinds.by_name("party"))) {
    const auto& party = static_cast<const partnership::Party&>(*record);
    if (party.role == partnership::PartyRole::municipality) owners.insert(party.organisation);
  }
  std::optional<Ore> all;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (owners.count(shares[i].organisation) != 0)
      all = all.value_or(Ore{}) + view.shares[i].amount;
  }
  return all;
}

std::string own_contribution_words(const Texts& t, std::int64_t rate, Ore base) {
  return t.fill(N_("{} kr, som er {} % av {} kr."),
                {kroner(own_contribution(rate, base)), percent(rate), kroner(base)});
}

// R1: what the owner adds, where the rule set demands it; in words where the base is not known.
page::Html own_contribution_line(Visit& visit, const Grant& grant, const FlowView& view,
                                 const std::vector<ShareRow>& shares, const records::Kinds& kinds) {
  if (!grant.rule_set) return {};
  const auto rules = records::find<partnership::RuleSet>(visit.db(), *kinds.by_name("rule_set"),
                                                         grant.rule_set);
  if (!rules || !rules->own_contribution_required) return {};
  const Texts& t = visit.t;
  const std::int64_t rate = rules->own_contribution_rate.value_or(0);
  std::string words;
  switch (rules->own_contribution_base) {
    case partnership::ContributionBase::owner_grant: {
      const auto base = owners_share(visit, kinds, view, shares);
      words = base ? own_contribution_words(t, rate, *base)
                   : t.fill(N_("{} % av eierens del. Ingen av mottakerne er med i partnerskapet som kommune og eier."),
                            {percent(rate)});
      break;
    }
    case partnership::ContributionBase::total_grant:
      words = own_contribution_words(t, rate, *grant.total);
      break;
    case partnership::ContributionBase::total_cost:
      words = t.fill(N_("{} % av hele kostnaden, som ikke er ført her."), {percent(rate)});
      break;
  }
  return page::panel("own-contribution", t(N_("Egenandel")), page::html("<p>{}</p>", words));
}

records::Extra grant_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& grant = static_cast<const Grant&>(record);
  const auto shares = shares_of(visit.db(), record.id);
  const auto tranches = tranches_of(visit.db(), record.id);
  const FlowView view = flow_of(visit, grant, shares, tranches);
  const bool may = visit.viewer.may(kinds.by_name("grant")->writers);
  return {{},
          remarks(remarks_of(visit, grant, view, tranches, may)) + flow(visit.t, view),
          own_contribution_line(visit, grant, view, shares, kinds)};
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

// Units in too much at a time (P14).
// Tested by pages_state_test.cc

#include <algorithm>
#include <map>

#include "base/text.h"
#include "pages.h"
#include "partnership/partnership.h"
#include "records/kind.h"
#include "rules_overlap.h"
#include "store.h"
#include "views.h"

namespace samloft::measures {

using access::Visit;

namespace {

struct Named {
  std::string name, address;
};

std::string period_in_words(const Texts& t, const Period& period) {
  const std::string from = period.from ? t.short_date(*period.from) : "…";
  const std::string last = period.until ? t.short_date(period.until->plus_days(-1)) : "…";
  return from + "–" + last;
}

}  // namespace

web::Response show_overlaps(Visit& visit, const records::Kinds& kinds) {
  const Texts& t = visit.t;
  const partnership::Settings settings = partnership::settings_of(visit.db());
  const std::int64_t agreed = settings.most_parallel.value_or(kMostParallel);
  const std::int64_t most =
      std::clamp<std::int64_t>(whole_number(visit.request.query.get("most"), agreed), 1, 20);
  const Date today = local_day(visit.now);
  std::map<Uuid, Named> units, things;
  std::vector<Engagement> all;
  for (const EngagementRow& row : engagements(visit.db())) {
    all.push_back({row.unit, row.of, row.period});
    units[row.unit] = {row.unit_name, records::address_of(visit, *kinds.by_name("unit"), row.unit)};
    const char* kind = row.is_measure ? "measure" : "programme";
    things[row.of] = {row.title, records::address_of(visit, *kinds.by_name(kind), row.of)};
  }
  OverlapsView view;
  view.most = most;
  view.address = visit.address("overlaps");
  view.agreed = agreed;
  if (visit.viewer.may(kinds.by_name("settings")->writers))
    view.settings = visit.address(settings.id ? "settings/" + settings.id.text() + "/edit"
                                              : std::string("settings/new"));
  for (const Overlap& one : overlaps(std::move(all), static_cast<std::size_t>(most))) {
    OverlapView shown{units[one.unit].name,
                      units[one.unit].address,
                      period_in_words(t, one.period),
                      one.period.contains(today),
                      {}};
    for (const Uuid& of : one.of) shown.of.emplace_back(things[of].name, things[of].address);
    std::sort(shown.of.begin(), shown.of.end());
    view.overlaps.push_back(std::move(shown));
  }
  std::stable_sort(view.overlaps.begin(), view.overlaps.end(), [](const auto& a, const auto& b) {
    return std::pair(!a.now, sort_key(a.unit)) < std::pair(!b.now, sort_key(b.unit));
  });
  for (const auto& [id, title] : measures_without_units(visit.db()))
    view.without_units.emplace_back(title,
                                    records::address_of(visit, *kinds.by_name("measure"), id));
  const std::string title(t(N_("Enheter med mye på en gang")));
  return visit.page(title,
                    {{std::string(t(N_("Tiltak"))), visit.address("measures"), false},
                     {title, visit.address("overlaps"), false}},
                    page::hero({visit.partnership.name, title, {}, {}}) + overlaps_page(t, view));
}

}  // namespace samloft::measures

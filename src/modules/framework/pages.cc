// What stands beside the fields of frameworks and elements, the button for a new version, and what
// the front page shows of the framework.
// Tested by pages_test.cc

#include <algorithm>
#include <map>

#include "access/site.h"
#include "framework/framework.h"
#include "page/components.h"
#include "records/pages.h"
#include "store.h"
#include "views.h"

namespace samloft::framework {
namespace {

using access::Visit;

const records::Kind& kind_named(const records::Kinds& kinds, std::string_view name) {
  return *kinds.by_name(name);
}

// The rows as trees: what stands under nothing, each with what stands under it, in their order.
std::vector<TreeElement> trees(Visit& visit, const std::vector<ElementRow>& rows,
                               const records::Kinds& kinds, const Uuid& under) {
  std::vector<TreeElement> all;
  for (const ElementRow& row : rows) {
    if (!(row.parent == under)) continue;
    all.push_back({row.title, records::address_of(visit, kind_named(kinds, "element"), row.id),
                   row.level, row.sector, trees(visit, rows, kinds, row.id)});
  }
  return all;
}

WheelView wheel_view(const std::string& name, const std::vector<TreeElement>& all) {
  WheelView view{"wheel", name, {}};
  for (const TreeElement& element : all) {
    const auto ring = static_cast<std::size_t>(element.level);
    if (ring >= kRings) continue;
    WheelSegment segment{element.title, element.address, 0, {}, 0, 0};
    segment.indicators = static_cast<std::int64_t>(element.under.size());
    for (const TreeElement& indicator : element.under)
      segment.signs += static_cast<std::int64_t>(indicator.under.size());
    view.rings[ring].push_back(std::move(segment));
  }
  return view;
}

page::Html in_panel(const page::Html& picture) {
  return picture.empty() ? picture : page::html(R"(<section class="panel">{}</section>)", picture);
}

std::vector<VersionView> version_views(Visit& visit, const Framework& framework,
                                       const records::Kinds& kinds) {
  std::vector<VersionView> views;
  for (const VersionRow& row : versions_of(visit.db(), framework.name)) {
    Framework version;
    version.name = row.name;
    version.valid_from = row.period.from;
    version.valid_until = row.period.until;
    views.push_back({version.heading({}),
                     records::address_of(visit, kind_named(kinds, "framework"), row.id),
                     row.id == framework.id, row.period.contains(local_day(visit.now))});
  }
  return views;
}

records::Extra framework_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& framework = static_cast<const Framework&>(record);
  const records::Kind& kind = kind_named(kinds, "framework");
  const auto all = trees(visit, elements_of(visit.db(), framework.id), kinds, {});
  records::Extra extra;
  extra.above = in_panel(wheel(visit.t, wheel_view(framework.name, all)));
  extra.below = tree_panel(visit.t, visit.t(N_("Hele rammeverket")), all) +
                versions_panel(visit.t, version_views(visit, framework, kinds));
  if (visit.viewer.may(kind.writers)) {
    extra.actions =
        version_button(visit.t, records::address_of(visit, kind, framework.id) + "/version",
                       visit.csrf(), Uuid::fresh().text());
  }
  return extra;
}

records::Extra element_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& element = static_cast<const Element&>(record);
  if (element.level != Level::focus_area && element.level != Level::indicator) return {};
  const auto under = trees(visit, elements_of(visit.db(), element.framework), kinds, element.id);
  return {{}, {}, tree_panel(visit.t, visit.t(N_("Det som står under")), under)};
}

web::Response make_version(Visit& visit, const records::Kinds& kinds) {
  const records::Kind& kind = kind_named(kinds, "framework");
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return visit.problem(Problem::not_found());
  const Uuid as = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  // The browser sent the form again because the answer was lost: the version is there already.
  if (records::kind_of(visit.db(), as) == kind.name)
    return web::Response::see_other(records::address_of(visit, kind, as));
  records::Work work{visit.db(), kinds, visit.viewer, visit.now, {}};
  const auto made = new_version(work, *id, local_day(visit.now), as);
  if (!made) return visit.problem(made.error());
  return records::done(visit, records::address_of(visit, kind, *made), *made);
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["framework"] = [&kinds](Visit& visit, const Record& record) {
    return framework_extra(visit, record, kinds);
  };
  extras.of_record["element"] = [&kinds](Visit& visit, const Record& record) {
    return element_extra(visit, record, kinds);
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  return {{"POST", "/{partnership}/frameworks/{id}/version",
           access::Who::members(kind_named(kinds, "framework").writers),
           [&kinds](Visit& visit) { return make_version(visit, kinds); }}};
}

page::Figure strategy_model(Visit& visit, const records::Kinds& kinds,
                            const std::vector<Effort>& efforts,
                            const std::map<Uuid, Followed>& followed, const Followed& not_begun,
                            const Texts& t) {
  const auto framework = framework_on(visit.db(), local_day(visit.now));
  if (!framework) return {};
  WheelView view{"strategy", framework->name, {}};
  std::map<Uuid, EffortView::Part> parts;
  for (const ElementRow& row : elements_of(visit.db(), framework->id)) {
    const auto ring = static_cast<std::size_t>(row.level);
    if (ring >= kRings) continue;
    const auto state = followed.find(row.id);
    const Followed& so = state == followed.end() ? not_begun : state->second;
    parts[row.id] = {ring, view.rings[ring].size()};
    view.rings[ring].push_back(
        {row.title, records::address_of(visit, kind_named(kinds, "element"), row.id), so.quarters,
         so.state, 0, 0});
  }
  std::vector<EffortView> around;
  for (const Effort& effort : efforts) {
    EffortView one{effort.title, effort.address, effort.quarters, effort.state, {}};
    for (const Uuid& id : effort.serves)
      if (const auto part = parts.find(id); part != parts.end()) one.serves.push_back(part->second);
    around.push_back(std::move(one));
  }
  return strategy_figure(t, view, around);
}

std::string purpose_of_current(Visit& visit) {
  return purpose_on(visit.db(), local_day(visit.now));
}

}  // namespace samloft::framework

// The page of hours.
// Tested by pages_test.cc

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "access/site.h"
#include "base/text.h"
#include "page/components.h"
#include "page/frame.h"
#include "records/kind.h"
#include "records/pages.h"
#include "records/store.h"
#include "university/university.h"
#include "views.h"

namespace samloft::university {
namespace {

using access::Visit;

// All that is known of hours, by half-year, with the names of all that it points at.
struct Known {
  std::vector<Capacity> capacities;
  std::vector<Assignment> assignments;
  std::map<Uuid, std::string> names;
};

Known known_hours(Visit& visit, const records::Kinds& kinds) {
  Known known;
  known.capacities = records::every<Capacity>(visit.db(), *kinds.by_name("capacity"));
  known.assignments = records::every<Assignment>(visit.db(), *kinds.by_name("assignment"));
  std::vector<Uuid> ids;
  for (const Capacity& one : known.capacities) ids.push_back(one.person);
  for (const Assignment& one : known.assignments)
    ids.insert(ids.end(), {one.person, one.institution, one.measure});
  known.names = records::headings_of(visit.db(), kinds, visit.viewer, std::move(ids));
  // Those without a person stand first.
  const auto place = [&](const Assignment& one) {
    return std::tuple(*one.year, one.term, sort_key(known.names[one.person]),
                      sort_key(known.names[one.measure]), one.id);
  };
  std::sort(known.assignments.begin(), known.assignments.end(),
            [&](const auto& one, const auto& other) { return place(one) < place(other); });
  return known;
}

LoadView load_view(const Visit& visit, const records::Kinds& kinds, const Known& known,
                   const Load& load) {
  LoadView view;
  view.who = load.person ? known.names.at(load.person) : load.role;
  if (load.person) view.address = records::address_of(visit, *kinds.by_name("person"), load.person);
  view.semester = load.semester.name(visit.t);
  view.capacity = load.capacity;
  view.planned = load.planned;
  view.used = load.used;
  view.overbooked = load.overbooked();
  return view;
}

std::vector<InstitutionView> shares_of(const Visit& visit, const records::Kinds& kinds,
                                       const Known& known) {
  struct Sum {
    std::int64_t hours = 0;
    std::set<Uuid> measures;
  };
  std::map<Uuid, Sum> sums;
  std::int64_t all = 0;
  for (const Assignment& one : known.assignments) {
    Sum& sum = sums[one.institution];
    sum.hours += *one.hours_planned;
    sum.measures.insert(one.measure);
    all += *one.hours_planned;
  }
  std::vector<InstitutionView> views;
  for (const auto& [id, sum] : sums) {
    const std::int64_t percent = all == 0 ? 0 : (200 * sum.hours + all) / (2 * all);
    views.push_back({known.names.at(id), records::address_of(visit, *kinds.by_name("organisation"), id),
                     sum.hours, percent, static_cast<std::int64_t>(sum.measures.size())});
  }
  std::stable_sort(views.begin(), views.end(),
                   [](const auto& a, const auto& b) { return a.hours > b.hours; });
  return views;
}

std::vector<FeedsBackView> what_feeds_back(const Visit& visit, const records::Kinds& kinds,
                                           const Known& known) {
  std::vector<FeedsBackView> views;
  for (const Assignment& one : known.assignments) {
    if (one.feeds_back_to.empty()) continue;
    views.push_back({one.person ? known.names.at(one.person) : one.role,
                     records::address_of(visit, *kinds.by_name("assignment"), one.id),
                     known.names.at(one.measure), one.feeds_back_to,
                     one.students ? std::to_string(*one.students) : "–"});
  }
  return views;
}

web::Response show_hours(Visit& visit, const records::Kinds& kinds) {
  const Semester now = Semester::of(local_day(visit.now));
  const Semester chosen = Semester::parse(visit.request.query.get("semester")).value_or(now);
  const Known known = known_hours(visit, kinds);
  HoursView view;
  view.semester = chosen.name(visit.t);
  std::set<Semester> semesters{now, now.next(), chosen};
  for (const Load& load : loads(known.capacities, known.assignments)) {
    semesters.insert(load.semester);
    if (load.overbooked()) view.overbooked.push_back(load_view(visit, kinds, known, load));
    if (load.semester == chosen) view.loads.push_back(load_view(visit, kinds, known, load));
  }
  for (const Semester& one : semesters)
    view.semesters.push_back({one.name(visit.t),
                              visit.address("university-hours?semester=" + one.code()),
                              one == chosen});
  view.institutions = shares_of(visit, kinds, known);
  view.feeds_back = what_feeds_back(visit, kinds, known);
  view.assignments = static_cast<std::int64_t>(known.assignments.size());
  if (visit.viewer.may(kinds.by_name("assignment")->writers)) {
    view.add_capacity = visit.address("capacities/new");
    view.add_assignment = visit.address("assignments/new");
  }
  const std::string title(visit.t(N_("Universitetets timer")));
  return visit.page(
      title,
      {{std::string(visit.t(N_("Oppdrag ved universitetet"))), visit.address("assignments"), false},
       {title, visit.address("university-hours"), false}},
      page::hero({visit.partnership.name, title, {}, {}}) + hours_page(visit.t, view));
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  const Roles readers = kinds.by_name("assignment")->readers;
  const auto link = [readers](Visit& visit) {
    if (!visit.viewer.may(readers)) return records::Extra{};
    return records::Extra{
        page::button_link(page::Url(visit.address("university-hours")),
                          visit.t(N_("Universitetets timer")), page::Weight::tertiary),
        {},
        {}};
  };
  extras.of_list["capacity"] = link;
  extras.of_list["assignment"] = link;
  // The list of measures leads there too, after what measures show themselves.
  const records::ListExtraOf before = extras.of_list["measure"];
  extras.of_list["measure"] = [before, link](Visit& visit) {
    records::Extra extra = before ? before(visit) : records::Extra{};
    extra.actions += link(visit).actions;
    return extra;
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  const auto readers = access::Who::members(kinds.by_name("assignment")->readers);
  return {{"GET", "/{partnership}/university-hours", readers,
           [&kinds](Visit& visit) { return show_hours(visit, kinds); }}};
}

}  // namespace samloft::university

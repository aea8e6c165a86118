// What goals show beside the pages that every kind has.
// Tested by pages_test.cc

#include <algorithm>
#include <map>

#include "base/text.h"
#include "goals_read.h"
#include "pages.h"
#include "records/kind.h"
#include "rules.h"
#include "store.h"
#include "views.h"

namespace samloft::goals {
namespace {

using access::Visit;
using page::Html;

std::string_view colour_of(GoalState state) {
  switch (state) {
    case GoalState::draft:
    case GoalState::closed: return "neutral";
    case GoalState::agreed:
    case GoalState::running:
    case GoalState::judged: return "info";
  }
  return "neutral";
}

// Not shown is a result, so it does not warn.
std::string_view colour_of(Judgement judgement) {
  switch (judgement) {
    case Judgement::attained: return "success";
    case Judgement::not_attained: return "danger";
    case Judgement::partly: return "info";
    case Judgement::none:
    case Judgement::not_shown: return "neutral";
  }
  return "neutral";
}

// The goals as a tree in memory: one statement, however many there are.
class Forest {
 public:
  Forest(Visit& visit, const records::Kind& goal) : visit_(visit), goal_(goal) {
    for (GoalRow& row : every_goal(visit.db())) rows_.emplace(row.id, std::move(row));
    for (const auto& [id, row] : rows_) below_[row.parent].push_back(id);
    for (auto& [id, below] : below_) {
      std::sort(below.begin(), below.end(), [&](const Uuid& one, const Uuid& other) {
        return rows_.at(one).place < rows_.at(other).place;
      });
    }
  }

  std::vector<GoalView> whole() const {
    std::vector<GoalView> roots;
    for (const Uuid& id : children(Uuid{})) roots.push_back(with_below(id, Uuid{}));
    return roots;
  }

  // From the top down to the goal, and all that is below it. Circles are refused on saving.
  GoalView branch(const Uuid& current) const {
    GoalView view = with_below(current, current);
    for (Uuid above = rows_.at(current).parent; above; above = rows_.at(above).parent) {
      GoalView parent = one(above, current);
      parent.below.push_back(std::move(view));
      view = std::move(parent);
    }
    return view;
  }

  // CAP-1; all of it, or where this goal is among the many.
  std::vector<TooManyView> too_many_views(const Uuid& only) const {
    std::vector<Held> held;
    for (const auto& [id, row] : rows_)
      held.push_back({id, row.parent, value_of<GoalState>(row.state), row.unit});
    std::vector<TooManyView> views;
    for (const TooMany& many : too_many(held)) {
      if (only && std::find(many.goals.begin(), many.goals.end(), only) == many.goals.end()) continue;
      TooManyView view;
      if (many.unit) view.unit = rows_.at(many.goals.front()).unit_name;
      for (const Uuid& id : many.goals)
        view.goals.emplace_back(rows_.at(id).title, records::address_of(visit_, goal_, id));
      std::sort(view.goals.begin(), view.goals.end());
      views.push_back(std::move(view));
    }
    return views;
  }

 private:
  const std::vector<Uuid>& children(const Uuid& id) const {
    static const std::vector<Uuid> kNone;
    const auto found = below_.find(id);
    return found == below_.end() ? kNone : found->second;
  }
  GoalView one(const Uuid& id, const Uuid& current) const {
    const GoalRow& row = rows_.at(id);
    const auto state = value_of<GoalState>(row.state);
    const auto judgement = value_of<Judgement>(row.judgement);
    GoalView view;
    view.title = row.title;
    if (!(id == current)) view.address = records::address_of(visit_, goal_, id);
    view.level = visit_.t(label_of(value_of<GoalLevel>(row.level)));
    // A judgement says that the goal is judged.
    if (state != GoalState::judged || judgement == Judgement::none)
      view.tags.push_back({colour_of(state), std::string(visit_.t(label_of(state)))});
    if (judgement != Judgement::none)
      view.tags.push_back({colour_of(judgement), std::string(visit_.t(label_of(judgement)))});
    view.signs = row.signs;
    if (const auto since = Date::parse(row.held_since))
      view.years = years_held(*since, local_day(visit_.now));
    return view;
  }
  GoalView with_below(const Uuid& id, const Uuid& current) const {
    GoalView view = one(id, current);
    for (const Uuid& child : children(id)) view.below.push_back(with_below(child, current));
    return view;
  }

  const Visit& visit_;
  const records::Kind& goal_;
  std::map<Uuid, GoalRow> rows_;
  std::map<Uuid, std::vector<Uuid>> below_;
};

ValueView value_view(const Texts& t, const std::string& value, const std::optional<Date>& day) {
  return {value, day ? t.short_date(*day) : ""};
}

SignView sign_view(const Visit& visit, const Sign& sign,
                   const std::vector<Measurement>& measurements, const records::Kind& kind) {
  const Texts& t = visit.t;
  SignView view;
  view.title = sign.title;
  view.address = records::address_of(visit, kind, sign.id);
  view.measure = sign.unit.empty()        ? sign.indicator
                 : sign.indicator.empty() ? sign.unit
                                          : sign.indicator + " (" + sign.unit + ")";
  if (sign.direction != Direction::none) view.direction = t(label_of(sign.direction));
  view.baseline = value_view(t, sign.baseline, sign.baseline_on);
  view.target = value_view(t, sign.target, sign.target_on);
  view.has_baseline = has_baseline(sign);
  if (const auto last = newest(sign, measurements)) {
    view.measured = value_view(t, shown_value(t, *last), last->on);
    if (!last->source.empty() && folded(last->source) != folded(sign.source))
      view.measured.day += ", " + last->source;
    view.measured_is_value = last->state == ValueState::value;
  }
  return view;
}

records::Extra goal_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& goal = static_cast<const Goal&>(record);
  const records::Kind& sign_kind = *kinds.by_name("sign");
  const bool may_write = visit.viewer.may(sign_kind.writers);
  const std::vector<Sign> signs = signs_of(visit.db(), goal.id);
  const auto measurements = measurements_of(visit.db(), signs);
  std::vector<SignView> views;
  MissingView missing;
  missing.no_sign = signs.empty();
  if (may_write) missing.add_address = visit.address("signs/new?goal=" + goal.id.text());
  for (const Sign& sign : signs) {
    views.push_back(sign_view(visit, sign, measurements, sign_kind));
    if (has_baseline(sign)) continue;
    missing.without_baseline.push_back(
        {sign.title, may_write ? views.back().address + "/edit#baseline" : ""});
  }
  const Forest forest(visit, *kinds.by_name("goal"));
  const int years = goal.held_since ? years_held(*goal.held_since, local_day(visit.now)) : -1;
  const std::string since = goal.held_since ? visit.t.long_date(*goal.held_since) : "";
  const Html many = is_active(goal.state)
                        ? too_many_alerts(visit.t, forest.too_many_views(goal.id))
                        : Html();
  return {actions_of(visit, goal),
          above_fields(honest_end(visit.t, goal.judgement) + who_acts(visit, goal) + missing_alerts(visit.t, missing) + many +
                       goal_branch(visit.t, forest.branch(goal.id), years, since) +
                       signs_panel(visit.t, views) + scales_of_goal(visit, goal, kinds)),
          {}};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["goal"] = [&kinds](Visit& visit, const Record& record) {
    return goal_extra(visit, record, kinds);
  };
  extras.of_record["sign"] = [&kinds](Visit& visit, const Record& record) {
    return sign_extra(visit, record, kinds);
  };
  extras.of_record["goal_scale"] = [&kinds](Visit& visit, const Record& record) {
    return scale_extra(visit, record, kinds);
  };
  extras.drawn_once.insert("goal");
  extras.of_list["goal"] = [&kinds](Visit& visit) {
    const Forest forest(visit, *kinds.by_name("goal"));
    return records::Extra{{},
                          stacked(too_many_alerts(visit.t, forest.too_many_views({})),
                                  goal_tree(visit.t, forest.whole())),
                          {}};
  };
  extras.of_list["measurement"] = [&kinds](Visit& visit) {
    return records::Extra{measurement_actions(visit, kinds), {}, {}};
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  using access::Who;
  const Who movers = Who::members(kinds.by_name("goal")->writers);
  const Who judges = Who::members({Role::owner_leader, Role::university_lead});
  const std::string goal = "/{partnership}/goals/{id}";
  std::vector<access::Route> all{
      {"POST", goal + "/state", movers, with(kinds, change_state)},
      {"GET", goal + "/judgement", judges, with(kinds, show_judging)},
      {"POST", goal + "/judgement", judges, with(kinds, judge_goal)},
      {"POST", "/{partnership}/signs/{id}/measured", movers, with(kinds, make_measurement_of_sign)},
  };
  for (access::Route& route : import_routes(kinds)) all.push_back(std::move(route));
  return all;
}

}  // namespace samloft::goals

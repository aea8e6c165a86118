// What goals show beside the pages that every kind has.
// Tested by pages_test.cc

#include <algorithm>
#include <map>

#include "access/site.h"
#include "goals/goals.h"
#include "records/pages.h"
#include "rules.h"
#include "store.h"
#include "views.h"

namespace samloft::goals {
namespace {

using access::Visit;

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

SignView sign_view(const Visit& visit, const Sign& sign, const records::Kind& kind) {
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
  view.measured = value_view(t, sign.measured, sign.measured_on);
  view.has_baseline = has_baseline(sign);
  return view;
}

records::Extra goal_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& goal = static_cast<const Goal&>(record);
  const records::Kind& sign_kind = *kinds.by_name("sign");
  const bool may_write = visit.viewer.may(sign_kind.writers);
  const std::vector<Sign> signs = signs_of(visit.db(), goal.id);
  std::vector<SignView> views;
  MissingView missing;
  missing.no_sign = signs.empty();
  if (may_write) missing.add_address = visit.address("signs/new?goal=" + goal.id.text());
  for (const Sign& sign : signs) {
    views.push_back(sign_view(visit, sign, sign_kind));
    if (has_baseline(sign)) continue;
    missing.without_baseline.push_back(
        {sign.title, may_write ? views.back().address + "/edit#baseline" : ""});
  }
  const Forest forest(visit, *kinds.by_name("goal"));
  const int years = goal.held_since ? years_held(*goal.held_since, local_day(visit.now)) : -1;
  const std::string since = goal.held_since ? visit.t.long_date(*goal.held_since) : "";
  return {{},
          above_fields(missing_alerts(visit.t, missing) +
                       goal_branch(visit.t, forest.branch(goal.id), years, since) +
                       signs_panel(visit.t, views)),
          {}};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["goal"] = [&kinds](Visit& visit, const Record& record) {
    return goal_extra(visit, record, kinds);
  };
  extras.drawn_once.insert("goal");
  extras.of_list["goal"] = [&kinds](Visit& visit) {
    const Forest forest(visit, *kinds.by_name("goal"));
    return records::Extra{{}, goal_tree(visit.t, forest.whole()), {}};
  };
}

}  // namespace samloft::goals

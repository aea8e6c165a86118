// Scales of attainment on a goal's page and on their own.
// Tested by pages_values_test.cc

#include <map>

#include "base/text.h"
#include "goals_read.h"
#include "pages.h"
#include "records/kind.h"
#include "rules_scale.h"
#include "views_scale.h"

namespace samloft::goals {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr Level kLevels[] = {Level::plus_2, Level::plus_1, Level::zero, Level::minus_1,
                             Level::minus_2};

std::vector<LevelView> levels_of(const Texts& t, const GoalScale& scale,
                                 const std::optional<GoalScore>& newest) {
  std::vector<LevelView> views;
  for (const Level level : kLevels) {
    LevelView view;
    view.name = t(label_of(level));
    view.text = scale.text_of(level);
    view.is_baseline = level == level_of(scale.baseline);
    view.is_newest = newest && newest->level == level;
    if (view.is_newest)
      view.said = t.fill(N_("{}, {}"), {newest->judge, t.short_date(*newest->on)});
    views.push_back(std::move(view));
  }
  return views;
}

// What the scales of one unit, or of the whole, come to.
SummaryView summary_of(const std::vector<const GoalScale*>& scales,
                       const std::vector<GoalScore>& scores) {
  std::vector<Weighed> before, now;
  SummaryView view;
  for (const GoalScale* scale : scales) {
    const auto score = newest_score(scale->id, scores);
    if (!score) continue;
    const int weight = weight_of(*scale);
    before.push_back({weight, number_of(level_of(scale->baseline))});
    now.push_back({weight, number_of(score->level)});
  }
  view.scored = static_cast<std::int64_t>(now.size());
  view.scales = static_cast<std::int64_t>(scales.size());
  view.before = t_score(before);
  view.now = t_score(now);
  return view;
}

// One scale on its goal's page.
ScaleView scale_view(const Visit& visit, const records::Kind& kind, const GoalScale& scale,
                     const std::vector<GoalScore>& scores) {
  const Texts& t = visit.t;
  ScaleView view;
  view.title = scale.title;
  view.address = records::address_of(visit, kind, scale.id);
  view.weight = std::to_string(weight_of(scale));
  view.before = t(label_of(scale.baseline));
  view.expected = scale.expected;
  view.period = t.short_date(*scale.valid_from) + "–" +
                t.short_date(scale.valid_until->plus_days(-1));
  const auto score = newest_score(scale.id, scores);
  if (score) view.now = t(label_of(score->level));
  if (score) view.now_text = scale.text_of(score->level);
  return view;
}

}  // namespace

records::Extra scale_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& scale = static_cast<const GoalScale&>(record);
  const Texts& t = visit.t;
  const auto scores = scores_of(visit.db(), {scale.id});
  const records::Kind& score_kind = *kinds.by_name("goal_score");
  const bool writes = visit.viewer.may(score_kind.writers);
  const bool locked = is_locked(scale, local_day(visit.now));
  records::Extra extra;
  if (writes && locked) {
    extra.actions =
        page::button_link(page::Url(visit.address("goal-scores/new?scale=" + scale.id.text())),
                          t(N_("Nytt nivå")), page::Weight::secondary, "add");
  }
  extra.above = page::alert(
      locked ? "info" : "warning",
      html("<p>{}</p>",
           locked ? t.fill(N_("Nivåene er låst siden {}. Vil dere måle noe annet, lager dere en ny "
                              "skala."),
                           {t.short_date(*scale.valid_from)})
                  : t.fill(N_("Nivåene kan endres til {}. Da begynner perioden, og de låses."),
                           {t.short_date(*scale.valid_from)})));
  std::vector<ScoreView> views;
  for (auto one = scores.rbegin(); one != scores.rend(); ++one)
    views.push_back({t.short_date(*one->on), records::address_of(visit, score_kind, one->id),
                     std::string(t(label_of(one->level))), one->judge, one->grounds});
  extra.below =
      levels_panel(t, levels_of(t, scale, newest_score(scale.id, scores))) + scores_panel(t, views);
  return extra;
}

Html scales_of_goal(Visit& visit, const Goal& goal, const records::Kinds& kinds) {
  const auto scales = scales_of(visit.db(), goal.id);
  const records::Kind& kind = *kinds.by_name("goal_scale");
  const std::string add =
      visit.viewer.may(kind.writers) ? visit.address("goal-scales/new?goal=" + goal.id.text()) : "";
  if (scales.empty()) return no_scales_panel(visit.t, add);
  std::vector<Uuid> ids, units;
  for (const GoalScale& scale : scales) {
    ids.push_back(scale.id);
    units.push_back(scale.unit);
  }
  const auto scores = scores_of(visit.db(), ids);
  auto names = records::headings_of(visit.db(), kinds, visit.viewer, units);
  // By the unit's name; what is for the whole stands first.
  std::map<std::pair<std::string, Uuid>, std::vector<const GoalScale*>> by_unit;
  for (const GoalScale& scale : scales)
    by_unit[{sort_key(names[scale.unit]), scale.unit}].push_back(&scale);
  std::vector<ScaleGroupView> groups;
  for (const auto& [unit, together] : by_unit) {
    ScaleGroupView group;
    group.unit = names[unit.second];
    for (const GoalScale* scale : together)
      group.scales.push_back(scale_view(visit, kind, *scale, scores));
    group.summary = summary_of(together, scores);
    groups.push_back(std::move(group));
  }
  return scales_panel(visit.t, groups, add);
}

}  // namespace samloft::goals

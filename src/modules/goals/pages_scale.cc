// Scales of attainment on a goal's page and on their own.
// Tested by pages_values_test.cc

#include <algorithm>

#include "pages.h"
#include "records/kind.h"
#include "rules_scale.h"
#include "store.h"
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
SummaryView summary_of(const std::vector<const ScaleRow*>& rows,
                       const std::vector<GoalScore>& scores) {
  std::vector<Weighed> before, now;
  SummaryView view;
  for (const ScaleRow* row : rows) {
    const auto score = newest_score(row->scale.id, scores);
    if (!score) continue;
    const int weight = weight_of(row->scale);
    before.push_back({weight, number_of(level_of(row->scale.baseline))});
    now.push_back({weight, number_of(score->level)});
  }
  view.scored = static_cast<std::int64_t>(now.size());
  view.scales = static_cast<std::int64_t>(rows.size());
  view.before = t_score(before);
  view.now = t_score(now);
  return view;
}

}  // namespace

records::Extra scale_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& scale = static_cast<const GoalScale&>(record);
  const Texts& t = visit.t;
  const auto scores = scores_of_scale(visit.db(), scale.id);
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
  const auto rows = scales_of(visit.db(), goal.id);
  const records::Kind& kind = *kinds.by_name("goal_scale");
  const std::string add =
      visit.viewer.may(kind.writers) ? visit.address("goal-scales/new?goal=" + goal.id.text()) : "";
  if (rows.empty()) return no_scales_panel(visit.t, add);
  const auto scores = scores_of_goal(visit.db(), goal.id);
  std::vector<ScaleGroupView> groups;
  for (auto at = rows.begin(); at != rows.end();) {
    const auto end = std::find_if(
        at, rows.end(), [&](const ScaleRow& row) { return row.scale.unit != at->scale.unit; });
    ScaleGroupView group;
    group.unit = at->unit_name;
    std::vector<const ScaleRow*> together;
    for (; at != end; ++at) {
      together.push_back(&*at);
      const auto score = newest_score(at->scale.id, scores);
      ScaleView view;
      view.title = at->scale.title;
      view.address = records::address_of(visit, kind, at->scale.id);
      view.weight = std::to_string(weight_of(at->scale));
      view.before = visit.t(label_of(at->scale.baseline));
      view.expected = at->scale.expected;
      view.period = visit.t.short_date(*at->scale.valid_from) + "–" +
                    visit.t.short_date(at->scale.valid_until->plus_days(-1));
      if (score) view.now = visit.t(label_of(score->level));
      if (score) view.now_text = at->scale.text_of(score->level);
      group.scales.push_back(std::move(view));
    }
    group.summary = summary_of(together, scores);
    groups.push_back(std::move(group));
  }
  return scales_panel(visit.t, groups, add);
}

}  // namespace samloft::goals

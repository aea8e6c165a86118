// What may be done with a goal, and judging it with what there is to judge by in sight.
// Tested by pages_values_test.cc, app/goals_walk_test.cc

#include "base/text.h"
#include "goals_read.h"
#include "pages.h"
#include "rules.h"
#include "views.h"

namespace samloft::goals {

using access::Visit;
using page::Html;
using page::html;

std::optional<Goal> wanted_goal(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return std::nullopt;
  return records::find<Goal>(visit.db(), *kinds.by_name("goal"), *id);
}

std::vector<page::NavItem> crumbs_below(Visit& visit, const Goal& goal, const std::string& last) {
  return {{std::string(visit.t(N_("Mål"))), visit.address("goals"), false},
          {goal.title, visit.address("goals/" + goal.id.text()), false},
          {last, visit.request.path, false}};
}

namespace {

constexpr Roles kJudges{Role::owner_leader, Role::university_lead};

std::string goal_address(const Visit& visit, const Goal& goal, std::string_view below = {}) {
  return visit.address("goals/" + goal.id.text()) + std::string(below);
}

Html step(const Visit& visit, const Goal& goal, GoalState to, std::string_view text,
          page::Weight weight) {
  if (!may_follow(goal.state, to) || !visit.viewer.may(who_moves(goal.state, to))) return {};
  return page::post_button(page::Url(goal_address(visit, goal, "/state")), visit.csrf(), text,
                           weight, {}, page::hidden("state", code_of(to)));
}

bool may_be_judged_now(const Goal& goal) {
  return goal.state == GoalState::running || goal.state == GoalState::judged;
}

// --- judging

std::vector<GroundView> grounds_of(Visit& visit, const Goal& goal) {
  const auto signs = signs_of(visit.db(), goal.id);
  const auto measurements = measurements_of(visit.db(), signs);
  std::vector<GroundView> views;
  for (const Sign& sign : signs) {
    GroundView view;
    view.title = sign.title;
    view.baseline = has_baseline(sign) ? sign.baseline : "";
    view.target = sign.target;
    if (const auto last = newest(sign, measurements)) {
      view.newest = shown_value(visit.t, *last);
      view.newest_day = last->on ? visit.t.short_date(*last->on) : "";
    }
    view.shows = shows_later_value(sign, measurements);
    view.not_over_time = sign.not_over_time;
    views.push_back(std::move(view));
  }
  return views;
}

std::string typed_or(const Visit& visit, std::string_view field, std::string stored) {
  return visit.form.fields.has(field) ? visit.field(field) : std::move(stored);
}

web::Response judging_page(Visit& visit, const Goal& goal, const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  JudgingView view;
  view.grounds = grounds_of(visit, goal);
  view.action = goal_address(visit, goal, "/judgement");
  view.back = goal_address(visit, goal);
  view.csrf = visit.csrf();
  view.judgement = typed_or(visit, "judgement", std::string(code_of(goal.judgement)));
  view.text = typed_or(visit, "judgement_grounds", goal.judgement_grounds);
  view.judge = typed_or(visit, "judge", goal.judge);
  view.day = typed_or(visit, "judged_on", goal.judged_on.value_or(local_day(visit.now)).iso());
  view.errors = errors;
  const std::string title(t(N_("Vurder måloppnåelsen")));
  return visit.page(title, crumbs_below(visit, goal, title),
                    page::hero({goal.title, title, {}, {}}) + judging_form(t, view),
                    errors.empty() ? 200 : 422);
}

}  // namespace

Html actions_of(const Visit& visit, const Goal& goal) {
  using page::Weight;
  const Texts& t = visit.t;
  Html all =
      step(visit, goal, GoalState::agreed,
           goal.state == GoalState::running ? t(N_("Sett på vent")) : t(N_("Avtal målet")),
           goal.state == GoalState::running ? Weight::tertiary : Weight::secondary) +
      step(visit, goal, GoalState::running,
           goal.state == GoalState::judged ? t(N_("Ta målet opp igjen")) : t(N_("Sett i gang")),
           Weight::secondary) +
      step(visit, goal, GoalState::closed, t(N_("Avslutt")), Weight::secondary) +
      step(visit, goal, GoalState::judged, t(N_("Åpne igjen")), Weight::tertiary) +
      step(visit, goal, GoalState::draft, t(N_("Tilbake til kladd")), Weight::tertiary);
  if (may_be_judged_now(goal) && visit.viewer.may(kJudges)) {
    all += page::button_link(page::Url(goal_address(visit, goal, "/judgement")),
                             goal.state == GoalState::judged ? t(N_("Endre vurderingen"))
                                                             : t(N_("Vurder måloppnåelsen")),
                             Weight::secondary);
  }
  return all;
}

Html who_acts(const Visit& visit, const Goal& goal) {
  const Texts& t = visit.t;
  std::string_view what;
  if (goal.state == GoalState::draft)
    what =
        N_("Målet er en kladd. Lederen hos eier eller den faglige lederen ved universitetet "
           "avtaler det.");
  if (may_be_judged_now(goal))
    what = N_(
        "Lederen hos eier eller den faglige lederen ved universitetet vurderer om målet er nådd.");
  if (what.empty() || visit.viewer.may(kJudges)) return {};
  return html(R"(<p class="muted">{}</p>)", t(what));
}

web::Response change_state(Visit& visit, const records::Kinds& kinds) {
  const auto goal = wanted_goal(visit, kinds);
  const auto to = value_named<GoalState>(visit.field("state"));
  if (!goal || !to) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto moved = move_on(work, goal->id, *to);
  if (!moved) return visit.problem(moved.error());
  return records::done(visit, goal_address(visit, *goal), goal->id);
}

web::Response show_judging(Visit& visit, const records::Kinds& kinds) {
  const auto goal = wanted_goal(visit, kinds);
  if (!goal) return visit.problem(Problem::not_found());
  if (!may_be_judged_now(*goal)) return web::Response::see_other(goal_address(visit, *goal));
  return judging_page(visit, *goal, {});
}

web::Response judge_goal(Visit& visit, const records::Kinds& kinds) {
  const auto goal = wanted_goal(visit, kinds);
  if (!goal) return visit.problem(Problem::not_found());
  Verdict verdict;
  verdict.judgement = value_named<Judgement>(visit.field("judgement")).value_or(Judgement::none);
  verdict.grounds = visit.field("judgement_grounds");
  verdict.judge = visit.field("judge");
  verdict.on = Date::parse(trimmed(visit.field("judged_on")));
  auto work = work_of(visit, kinds);
  const auto judged = judge(work, goal->id, verdict);
  if (judged) return records::done(visit, goal_address(visit, *goal), goal->id);
  if (judged.error().kind != Problem::Kind::invalid) return visit.problem(judged.error());
  return judging_page(visit, *goal, judged.error().fields);
}

}  // namespace samloft::goals

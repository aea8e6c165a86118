// A round's page, its ballot, its closing and its decision.
// Tested by pages_round_test.cc; what it stores, by the app's walk of needs.

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "pages.h"
#include "store_round.h"
#include "views_round.h"

namespace samloft::needs {

using access::Visit;
using page::Html;

namespace {

constexpr std::int64_t kMostBodies = 500;

std::string round_address(const Visit& visit, const Uuid& round, const std::string& below = "") {
  return visit.address("rounds/" + round.text() + below);
}

std::optional<Round> wanted_round(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return std::nullopt;
  return records::find<Round>(visit.db(), *kinds.by_name("round"), *id);
}

std::vector<page::NavItem> crumbs_of_round(const Visit& visit, const Round& round,
                                           const std::string& last) {
  return {{std::string(visit.t(N_("Prioriteringsrunder"))), visit.address("rounds"), false},
          {round.title, round_address(visit, round.id), false},
          {last, visit.request.path, false}};
}

// Its yardsticks, by place; check_yardstick keeps the places within 1 to kMostYardsticks.
std::vector<Yardstick> yardsticks_of(Visit& visit, const records::Kinds& kinds,
                                     const Uuid& round) {
  auto all = records::pointing_at<Yardstick>(visit.db(), *kinds.by_name("yardstick"), "round",
                                             {round});
  std::sort(all.begin(), all.end(), [](const Yardstick& one, const Yardstick& other) {
    return std::tie(one.place, one.id) < std::tie(other.place, other.id);
  });
  return all;
}

// --- results

// Which scores the viewer may see: the scope of the kind says the same of single records.
bool may_see_scores(const Visit& visit, const Round& round,
                    const std::vector<AssessmentRow>& rows) {
  if (!visit.viewer.may(scorers() | Roles{Role::auditor})) return false;
  if (round.state != RoundState::open) return true;
  return std::any_of(rows.begin(), rows.end(),
                     [&](const AssessmentRow& row) { return row.person == visit.viewer.person; });
}

// The weight of each place; a place without a yardstick weighs nothing.
std::vector<std::int64_t> weights_of(const std::vector<Yardstick>& yardsticks) {
  std::vector<std::int64_t> weights(kMostYardsticks, 0);
  for (const Yardstick& one : yardsticks)
    weights[static_cast<std::size_t>(*one.place - 1)] = *one.weight;
  return weights;
}

std::vector<ResultView> results_of(const Visit& visit, const std::vector<RoundNeedRow>& needs,
                                   const std::vector<Yardstick>& yardsticks,
                                   const std::vector<AssessmentRow>& rows) {
  const auto weights = weights_of(yardsticks);
  std::vector<std::optional<Spread>> spreads;
  for (const RoundNeedRow& need : needs) {
    std::vector<Points> people;
    for (const AssessmentRow& row : rows)
      if (row.need == need.id) people.push_back(row.points);
    spreads.push_back(spread_of(people, weights));
  }
  const auto places = places_of(spreads);
  std::vector<ResultView> views;
  for (std::size_t i = 0; i < needs.size(); ++i)
    views.push_back({needs[i].title, need_address(visit, needs[i].id), spreads[i], places[i]});
  std::stable_sort(views.begin(), views.end(), [](const ResultView& a, const ResultView& b) {
    return a.place.value_or(1'000'000) < b.place.value_or(1'000'000);
  });
  return views;
}

std::string typed_day(const Visit& visit) {
  const std::string typed = visit.field("day");
  return typed.empty() ? local_day(visit.now).iso() : typed;
}

DecisionView decision_view(Visit& visit, const records::Kinds& kinds, const Round& round,
                           const std::vector<RoundNeedRow>& needs,
                           const std::vector<ResultView>& results) {
  DecisionView view{round_address(visit, round.id, "/decision"),
                    visit.csrf(),
                    typed_day(visit),
                    visit.field("minutes"),
                    {},
                    {},
                    {}};
  const bool posted = visit.request.method == "POST";
  view.bodies.push_back({"", std::string(visit.t(N_("Ingen valgt"))), true});
  for (const auto& body : records::choices(visit.db(), kinds, visit.viewer, "body", kMostBodies))
    view.bodies.push_back({body.id.text(), body.heading, visit.field("body") == body.id.text()});
  // In the order of the scores; equals one after the other, as a place can be given once only.
  std::int64_t next = 1;
  for (const ResultView& result : results) {
    const auto need = std::find_if(needs.begin(), needs.end(), [&](const RoundNeedRow& row) {
      return need_address(visit, row.id) == result.address;
    });
    const std::string field = "place-" + need->id.text();
    const std::string place = result.place ? std::to_string(next++) : "";
    view.needs.push_back({field, result.title, posted ? visit.field(field) : place});
  }
  return view;
}

Html order_of_round(Visit& visit, const Round& round, const std::vector<RoundNeedRow>& needs) {
  std::vector<OrderView> views;
  std::int64_t place = 0;
  for (const RoundNeedRow& need : needs) {
    ++place;
    views.push_back({need.title, need_address(visit, need.id),
                     place <= round.ranked ? std::to_string(place) : std::string()});
  }
  const std::string day = round.decided_on ? visit.t.long_date(*round.decided_on) : "";
  return order_panel(
      visit.t,
      visit.t.fill(N_("Vedtatt av {}, {}."), {records::heading_of(visit.db(), round.body), day}),
      views);
}

Html open_round(Visit& visit, const Round& round, std::int64_t needs, std::int64_t yardsticks,
                const std::vector<AssessmentRow>& rows) {
  const bool decides = visit.viewer.may(deciders());
  OpenView view;
  if (visit.viewer.may(scorers()) && visit.viewer.person)
    view.ballot_address = round_address(visit, round.id, "/ballot");
  view.csrf = visit.csrf();
  if (decides) {
    view.close_action = round_address(visit, round.id, "/closing");
    view.fill_action = round_address(visit, round.id, "/needs");
  }
  view.needs = needs;
  view.yardsticks = yardsticks;
  std::vector<Uuid> people;
  for (const AssessmentRow& row : rows) people.push_back(row.person);
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  view.scorers = static_cast<std::int64_t>(people.size());
  view.has_scored = std::binary_search(people.begin(), people.end(), visit.viewer.person);
  return open_panel(visit.t, view);
}

records::Extra extra_of(Visit& visit, const Round& round, const records::Kinds& kinds,
                        const std::vector<FieldError>& errors) {
  const auto needs = needs_of_round(visit.db(), round.id);
  const auto yardsticks = yardsticks_of(visit, kinds, round.id);
  const auto rows = assessments_of(visit.db(), round.id);
  records::Extra extra;
  if (round.state == RoundState::open)
    extra.below += open_round(visit, round, static_cast<std::int64_t>(needs.size()),
                              static_cast<std::int64_t>(yardsticks.size()), rows);
  if (round.state == RoundState::decided) extra.below += order_of_round(visit, round, needs);
  const auto results = results_of(visit, needs, yardsticks, rows);
  if (may_see_scores(visit, round, rows)) {
    const page::Figure figure = spread_figure(visit.t, results);
    if (!figure.drawing.empty())
      extra.below +=
          page::html(R"(<section class="panel">{}</section>)", page::figure(visit.t, figure));
  }
  if (round.state == RoundState::closed && visit.viewer.may(deciders())) {
    DecisionView view = decision_view(visit, kinds, round, needs, results);
    view.errors = errors;
    extra.below += decision_form(visit.t, view);
  }
  return extra;
}

web::Response refused_round(Visit& visit, const records::Kinds& kinds, const Round& round,
                            const std::vector<FieldError>& errors) {
  const std::string title(visit.t(N_("Ikke lagret")));
  return visit.page(
      title, crumbs_of_round(visit, round, title),
      page::hero({std::string(visit.t(N_("prioriteringsrunde"))), round.title, {}, {}}) +
          extra_of(visit, round, kinds, errors).below,
      422);
}

// --- the ballot

std::string field_of(const Uuid& need) { return "p-" + need.text(); }

// What was typed for one need; nothing when it is no number from 0 to 4.
std::optional<Points> typed_points(const Visit& visit, const Uuid& need) {
  Points points;
  for (std::size_t i = 0; i < kMostYardsticks; ++i) {
    const std::string& typed = visit.field(field_of(need) + "-" + std::to_string(i + 1));
    if (typed.empty()) {
      points.emplace_back();
      continue;
    }
    const std::int64_t value = whole_number(typed, -1);
    if (value < 0 || value > kMostPoints) return std::nullopt;
    points.emplace_back(value);
  }
  return points;
}

web::Response ballot(Visit& visit, const records::Kinds& kinds, const Round& round, const std::vector<FieldError>& errors) {
  BallotView view;
  view.action = round_address(visit, round.id, "/ballot");
  view.csrf = visit.csrf();
  view.errors = errors;
  const auto yardsticks = yardsticks_of(visit, kinds, round.id);
  for (const Yardstick& one : yardsticks)
    view.yardsticks.push_back({one.title, std::to_string(*one.weight), one.explanation});
  const auto rows = assessments_of(visit.db(), round.id);
  for (const RoundNeedRow& need : needs_of_round(visit.db(), round.id)) {
    Points by_place(kMostYardsticks);
    for (const AssessmentRow& row : rows)
      if (row.need == need.id && row.person == visit.viewer.person) by_place = row.points;
    if (visit.request.method == "POST") by_place = typed_points(visit, need.id).value_or(by_place);
    BallotView::Line line{field_of(need.id), need.title, need_address(visit, need.id), {}, false};
    for (const Yardstick& one : yardsticks)
      line.points.push_back(by_place[static_cast<std::size_t>(*one.place - 1)]);
    view.needs.push_back(std::move(line));
  }
  const std::string title(visit.t(N_("Gi poeng")));
  return visit.page(
      title, crumbs_of_round(visit, round, title),
      page::hero({round.title,
                  title,
                  page::html(R"(<p class="muted">{}</p>)",
                             visit.t(N_("0 er lavest og 4 er høyest. La stå det du ikke kan "
                                        "vurdere. Du kan endre til runden lukkes."))),
                  {}}) +
          ballot_page(visit.t, view),
      errors.empty() ? 200 : 422);
}

}  // namespace

records::Extra round_extra(Visit& visit, const Round& round, const records::Kinds& kinds) {
  return extra_of(visit, round, kinds, {});
}

web::Response show_ballot(Visit& visit, const records::Kinds& kinds) {
  const auto round = wanted_round(visit, kinds);
  if (!round || round->state != RoundState::open) return visit.problem(Problem::not_found());
  return ballot(visit, kinds, *round, {});
}

web::Response take_ballot(Visit& visit, const records::Kinds& kinds) {
  const auto round = wanted_round(visit, kinds);
  if (!round) return visit.problem(Problem::not_found());
  const auto yardsticks = yardsticks_of(visit, kinds, round->id);
  std::vector<Scored> scores;
  for (const RoundNeedRow& need : needs_of_round(visit.db(), round->id)) {
    const auto points = typed_points(visit, need.id);
    if (!points)
      return ballot(visit, kinds, *round, {{field_of(need.id) + "-1", N_("Gi poeng fra 0 til 4.")}});
    Points by_place(kMostYardsticks);
    for (std::size_t i = 0; i < yardsticks.size(); ++i)
      by_place[static_cast<std::size_t>(*yardsticks[i].place - 1)] = (*points)[i];
    scores.push_back({need.id, by_place});
  }
  auto work = work_of(visit, kinds);
  const auto scored = score(work, round->id, scores);
  if (!scored) return visit.problem(scored.error());
  return records::done(visit, round_address(visit, round->id));
}

web::Response close_round(Visit& visit, const records::Kinds& kinds) {
  const auto round = wanted_round(visit, kinds);
  if (!round) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto closed = close(work, round->id);
  if (!closed) return visit.problem(closed.error());
  return records::done(visit, round_address(visit, round->id), round->id);
}

web::Response decide_round(Visit& visit, const records::Kinds& kinds) {
  const auto round = wanted_round(visit, kinds);
  if (!round) return visit.problem(Problem::not_found());
  std::vector<Placed> placed;
  std::vector<FieldError> errors;
  for (const RoundNeedRow& need : needs_of_round(visit.db(), round->id)) {
    const std::string field = "place-" + need.id.text(), typed = trimmed(visit.field(field));
    if (typed.empty()) continue;
    const std::int64_t place = whole_number(typed, -1);
    if (place < 1) errors.push_back({field, {N_("«{}»: skriv et helt tall fra 1."), {need.title}}});
    placed.push_back({need.id, place});
  }
  const auto order = order_of(placed);
  if (!order)
    errors.push_back({"decision", N_("To behov har samme plass. Gi hvert behov sin egen.")});
  const auto day = Date::parse(trimmed(visit.field("day")));
  if (!day) errors.push_back({"day", N_("Skriv datoen slik: 25.11.2026.")});
  if (!errors.empty()) return refused_round(visit, kinds, *round, errors);
  auto work = work_of(visit, kinds);
  const auto decided =
      decide(work, round->id, *order, Uuid::parse(visit.field("body")).value_or(Uuid{}), *day,
             visit.field("minutes"));
  if (!decided && decided.error().kind == Problem::Kind::invalid)
    return refused_round(visit, kinds, *round, decided.error().fields);
  if (!decided) return visit.problem(decided.error());
  return records::done(visit, round_address(visit, round->id), round->id);
}

// All that is brought together and waits, as far as there is room.
web::Response fill_round(Visit& visit, const records::Kinds& kinds) {
  auto round = wanted_round(visit, kinds);
  if (!round || round->state != RoundState::open) return visit.problem(Problem::not_found());
  for (const Uuid& need : consolidated(visit.db())) {
    if (round->needs.size() == kMostNeedsInRound) break;
    if (std::find(round->needs.begin(), round->needs.end(), need) == round->needs.end())
      round->needs.push_back(need);
  }
  auto work = work_of(visit, kinds);
  const auto saved = records::save(work, *kinds.by_name("round"), *round);
  if (!saved) return visit.problem(saved.error());
  return records::done(visit, round_address(visit, round->id));
}

}  // namespace samloft::needs

// The values of a sign: picture, table, and taking over a value from before there were
// measurements.
// Tested by pages_values_test.cc, app/goals_walk_test.cc

#include "base/text.h"
#include "goals_read.h"
#include "pages.h"
#include "records/kind.h"
#include "rules.h"
#include "views_chart.h"

namespace samloft::goals {

using access::Visit;
using page::Html;
using page::html;

namespace {

ChartView chart_view(const Texts& t, const Sign& sign,
                     const std::vector<Measurement>& measurements) {
  ChartView view;
  view.title = sign.title;
  view.unit = sign.unit;
  if (has_baseline(sign)) view.baseline = read_cell(sign.baseline).number;
  view.baseline_on = sign.baseline_on;
  if (!trimmed(sign.target).empty()) view.target = read_cell(sign.target).number;
  view.target_on = sign.target_on;
  const auto add = [&](const Measurement& one) {
    if (!one.on) return;
    PointView point;
    point.on = *one.on;
    point.state = one.state;
    if (one.state == ValueState::value) point.number = read_cell(one.value).number;
    point.shown = shown_value(t, one);
    point.group = one.group;
    point.other_source = !one.source.empty() && folded(one.source) != folded(sign.source);
    view.points.push_back(std::move(point));
  };
  for (const Measurement& one : measurements) add(one);
  if (trimmed(sign.measured).empty()) return view;
  Measurement own;
  own.value = sign.measured;
  own.on = sign.measured_on;
  add(own);
  return view;
}

std::vector<ValueRowView> rows_of(const Visit& visit, const records::Kinds& kinds, const Sign& sign,
                                  const std::vector<Measurement>& measurements) {
  std::vector<ValueRowView> rows;
  for (auto one = measurements.rbegin(); one != measurements.rend(); ++one) {
    rows.push_back({visit.t.short_date(*one->on),
                    records::address_of(visit, *kinds.by_name("measurement"), one->id), one->state,
                    shown_value(visit.t, *one),
                    one->group.empty() ? std::string(visit.t(N_("Alle"))) : one->group,
                    one->respondents ? std::to_string(*one->respondents) : "",
                    one->source.empty() ? sign.source : one->source});
  }
  return rows;
}

}  // namespace

records::Extra sign_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& sign = static_cast<const Sign&>(record);
  const Texts& t = visit.t;
  const bool writes = visit.viewer.may(kinds.by_name("measurement")->writers);
  const auto measurements = measurements_of_sign(visit.db(), sign.id);
  records::Extra extra;
  if (writes) {
    extra.actions =
        page::button_link(page::Url(visit.address("measurements/new?sign=" + sign.id.text())),
                          t(N_("Ny måling")), page::Weight::secondary, "add");
  }
  if (sign.not_over_time) {
    extra.above =
        page::alert("info", html("<p>{}</p>", t(N_("Kilden kan ikke sammenlignes over tid. "
                                                   "Tallene står hver for seg, uten tegning."))));
  } else {
    const page::Figure figure = values_figure(t, chart_view(t, sign, measurements));
    if (!figure.drawing.empty())
      extra.above = html(R"(<section class="panel">{}</section>)", page::figure(t, figure));
  }
  ValuesView view;
  view.rows = rows_of(visit, kinds, sign, measurements);
  view.own_value = trimmed(sign.measured);
  view.own_day = sign.measured_on ? t.short_date(*sign.measured_on) : "";
  if (writes && sign.measured_on && !view.own_value.empty()) {
    view.take_over = visit.address("signs/" + sign.id.text() + "/measured");
    view.csrf = visit.csrf();
  }
  extra.below = values_panel(t, view);
  return extra;
}

// Both or neither: the write is undone when the second step is refused.
web::Response make_measurement_of_sign(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  auto sign = id ? records::find<Sign>(visit.db(), *kinds.by_name("sign"), *id) : std::nullopt;
  if (!sign) return visit.problem(Problem::not_found());
  if (trimmed(sign->measured).empty() || !sign->measured_on)
    return web::Response::see_other(visit.address("signs/" + id->text()));
  Measurement made;
  made.sign = sign->id;
  made.value = sign->measured;
  made.on = sign->measured_on;
  auto work = work_of(visit, kinds);
  const auto created = records::create(work, *kinds.by_name("measurement"), made);
  if (!created) return visit.problem(created.error());
  sign->measured.clear();
  sign->measured_on.reset();
  const auto saved = records::save(work, *kinds.by_name("sign"), *sign);
  if (!saved) return visit.problem(saved.error());
  return records::done(visit, visit.address("signs/" + id->text()), sign->id);
}

}  // namespace samloft::goals

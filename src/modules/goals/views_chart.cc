// A sign's values over time.
// Tested by pages_values_test.cc, app/goals_walk_test.cc

#include "views_chart.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "page/svg.h"

namespace samloft::goals {
namespace {

using page::Html;
using page::html;

constexpr int kWidth = 760, kLeft = 96, kRight = kWidth - 112, kTop = 34, kBottom = 290;
constexpr int kRowHeight = 28;
constexpr std::size_t kMostGroups = 4;  // drawn; the table has all

// Steps of 1, 2 or 5 times a power of ten, so that four or five lines are drawn.
double step_for(double span) {
  const double rough = span / 4, power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) return factor * power;
  return 10 * power;
}

struct Scale {
  double low = 0, high = 1, step = 1;
  std::int64_t first = 0, last = 1;  // days

  double x(Date day) const {
    return kLeft + static_cast<double>(day.days().time_since_epoch().count() - first) /
                       static_cast<double>(last - first) * (kRight - kLeft);
  }
  double y(double number) const {
    return kBottom - (number - low) / (high - low) * (kBottom - kTop);
  }
};

Scale scale_of(const ChartView& view) {
  std::vector<double> numbers;
  std::vector<Date> days;
  for (const PointView& point : view.points) {
    days.push_back(point.on);
    if (point.number) numbers.push_back(*point.number);
  }
  for (const auto& number : {view.baseline, view.target})
    if (number) numbers.push_back(*number);
  for (const auto& day : {view.baseline_on, view.target_on})
    if (day) days.push_back(*day);
  Scale scale;
  scale.first = std::min_element(days.begin(), days.end())->days().time_since_epoch().count() - 30;
  scale.last = std::max_element(days.begin(), days.end())->days().time_since_epoch().count() + 30;
  if (numbers.empty()) return scale;
  double low = *std::min_element(numbers.begin(), numbers.end());
  double high = *std::max_element(numbers.begin(), numbers.end());
  if (low >= 0 && high - low > 0.3 * high) low = 0;  // near zero it is shown, far from it not
  if (high - low < 1e-9) high = low + std::max(1.0, std::abs(low) * 0.1);
  scale.step = step_for(high - low);
  scale.low = std::floor(low / scale.step) * scale.step;
  scale.high = std::ceil(high / scale.step) * scale.step;
  return scale;
}

std::string number_text(double number) {
  std::string text = fmt::format("{:.6g}", number);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

Html grid(const Scale& scale) {
  Html lines;
  for (double at = scale.low; at <= scale.high + scale.step / 2; at += scale.step) {
    const double clean = std::abs(at) < scale.step / 1e6 ? 0 : at;
    const int y = static_cast<int>(std::lround(scale.y(clean)));
    lines += html(R"(<path class="tl-grid" d="M{} {}H{}"/>)", kLeft, y, kRight) +
             page::svg_text(kLeft - 8, y, "ax", "end", number_text(clean));
  }
  return lines;
}

Html years(const Scale& scale, int bottom) {
  using std::chrono::days;
  using std::chrono::sys_days;
  const int from = Date(sys_days(days(scale.first))).year();
  const int until = Date(sys_days(days(scale.last))).year();
  Html lines;
  double clear = kLeft - 40;  // names do not run into each other
  for (int year = from + 1; year <= until; ++year) {
    const double x = scale.x(Date(year, 1, 1));
    lines += html(R"(<path class="tl-grid" stroke-dasharray="2 5" d="M{} {}V{}"/>)",
                  static_cast<int>(std::lround(x)), kTop, bottom);
    if (x - clear < 42) continue;
    lines += page::svg_text(x, kTop - 16, "ax", "middle", std::to_string(year));
    clear = x;
  }
  return lines;
}

// A level across the picture, named at its right end.
Html level_line(const Scale& scale, double number, std::string_view look, std::string_view name) {
  const int y = static_cast<int>(std::lround(scale.y(number)));
  return html(R"(<path class="{}" d="M{} {}H{}"/>)", look, kLeft, y, kRight) +
         page::svg_text(kRight + 6, y, "ax", "start", name);
}

struct Line {
  std::string group;
  std::vector<const PointView*> points;
};
std::vector<Line> lines_of(const ChartView& view) {
  std::vector<Line> lines;
  for (const PointView& point : view.points) {
    auto line = std::find_if(lines.begin(), lines.end(),
                             [&](const Line& one) { return one.group == point.group; });
    if (line == lines.end()) line = lines.insert(line, {point.group, {}});
    line->points.push_back(&point);
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.group.empty() > b.group.empty(); });
  return lines;
}

// From number to number; a reason in between, or another source, breaks the line.
Html joined(const Scale& scale, const Line& line, std::string_view look) {
  std::string path;
  bool tied = false;
  for (const PointView* point : line.points) {
    if (!point->number || point->other_source) {
      tied = tied && point->other_source;
      continue;
    }
    path += fmt::format("{}{:.0f} {:.0f}", tied ? "L" : "M", scale.x(point->on),
                        scale.y(*point->number));
    tied = true;
  }
  return html(R"(<path class="{}" d="{}"/>)", look, path);
}

// Each with its number; the last of a group with the group's name.
Html dots(const Scale& scale, const Line& line) {
  Html all;
  for (const PointView* point : line.points) {
    if (!point->number) continue;
    const double x = scale.x(point->on), y = scale.y(*point->number);
    all += html(R"(<circle class="{}" cx="{}" cy="{}" r="5"/>)",
                point->other_source ? std::string_view("vs-o") : std::string_view("vs-d"),
                static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y)));
    const bool last = point == line.points.back() && !line.group.empty();
    all += page::svg_text(x, y - 14, "vs-v", last ? "end" : "middle",
                          last ? shortened(line.group, 30) + ": " + point->shown : point->shown);
  }
  return all;
}

Html mark(ValueState state, int x, int y) {
  switch (state) {
    case ValueState::suppressed:
      return html(R"(<rect class="vs-m" x="{}" y="{}" width="12" height="12"/>)", x - 6, y - 6);
    case ValueState::withheld:
      return html(R"(<path class="vs-h" d="M{} {}l7 7l-7 7l-7-7z"/>)", x, y - 7);
    case ValueState::missing:
      return html(R"(<path class="vs-x" d="M{} {}l10 10m0-10l-10 10"/>)", x - 5, y - 5);
    case ValueState::not_applicable:
      return html(R"(<path class="vs-x" d="M{} {}h12"/>)", x - 6, y);
    case ValueState::value:
      break;
  }
  return {};
}

// A row under the picture for each reason, with its name and its marks.
Html reasons(const Texts& t, const Scale& scale, const ChartView& view, int& bottom) {
  Html rows;
  for (const ValueState state : {ValueState::suppressed, ValueState::withheld, ValueState::missing,
                                 ValueState::not_applicable}) {
    Html marks;
    for (const PointView& point : view.points)
      if (point.state == state)
        marks +=
            mark(state, static_cast<int>(std::lround(scale.x(point.on))), bottom + kRowHeight / 2);
    if (marks.empty()) continue;
    rows +=
        page::svg_text(kLeft - 8, bottom + kRowHeight / 2, "ax", "end", t(label_of(state))) + marks;
    bottom += kRowHeight;
  }
  return rows;
}

void add_rows(const Texts& t, const ChartView& view, page::Figure& figure) {
  const auto add = [&](std::string_view what, const std::optional<Date>& day,
                       const std::optional<double>& number) {
    if (number)
      figure.rows.push_back(
          {std::string(t(what)), day ? t.short_date(*day) : "–", number_text(*number), ""});
  };
  add(N_("Utgangspunkt"), view.baseline_on, view.baseline);
  for (const PointView& point : view.points)
    figure.rows.push_back(
        {std::string(t(N_("Måling"))), t.short_date(point.on), point.shown, point.group});
  add(N_("Ønsket verdi"), view.target_on, view.target);
  for (const std::string_view head : {N_("Hva"), N_("Dato"), N_("Verdi"), N_("Gruppe")})
    figure.head.emplace_back(t(head));
}

}  // namespace

page::Figure values_figure(const Texts& t, const ChartView& view) {
  page::Figure figure;
  if (view.points.empty()) return figure;
  const Scale scale = scale_of(view);
  int bottom = kBottom + 14;
  const Html below = reasons(t, scale, view, bottom);
  const bool has_numbers =
      view.baseline || view.target ||
      std::any_of(view.points.begin(), view.points.end(),
                  [](const PointView& point) { return point.number.has_value(); });
  if (has_numbers) figure.drawing += grid(scale);
  figure.drawing += years(scale, bottom);
  if (view.baseline)
    figure.drawing += level_line(scale, *view.baseline, "vs-base", t(N_("utgangspunkt")));
  if (view.target) figure.drawing += level_line(scale, *view.target, "vs-goal", t(N_("ønsket")));
  const auto lines = lines_of(view);
  for (std::size_t i = 0; i < std::min(lines.size(), kMostGroups); ++i) {
    figure.drawing +=
        joined(scale, lines[i], "vs-l vs-l--" + std::to_string(i)) + dots(scale, lines[i]);
  }
  figure.drawing += below;
  figure.id = "values";
  figure.title = t.fill(N_("Målingene: {}"), {view.title});
  figure.key = t(N_(
      "Hvert punkt er et tall. Streken brytes der tallet ikke er gitt; raden under sier hvorfor. "
      "Stiplet er utgangspunktet, heltrukket vannrett er det dere ønsker."));
  figure.width = kWidth;
  figure.height = bottom + 8;
  figure.is_wide = true;
  add_rows(t, view, figure);
  return figure;
}

Html values_panel(const Texts& t, const ValuesView& view) {
  Html content;
  if (!view.own_value.empty()) {
    content +=
        html("<p>{}</p>", t.fill(N_("På kjennetegnet selv står en måling: {} ({})."),
                                 {view.own_value, view.own_day.empty() ? "–" : view.own_day}));
    if (!view.take_over.empty())
      content +=
          page::post_button(page::Url(view.take_over), view.csrf,
                            t(N_("Gjør den til en måling i tabellen")), page::Weight::tertiary);
  }
  if (view.rows.empty() && view.own_value.empty())
    content += html(R"(<p class="muted">{}</p>)", t(N_("Ikke målt ennå.")));
  std::vector<page::TableRow> rows;
  for (const ValueRowView& row : view.rows) {
    const Html value =
        row.state == ValueState::value ? html("{}", row.shown) : page::status("neutral", row.shown);
    rows.push_back({{page::link(page::Url(row.address), row.day), value, html("{}", row.group),
                     html("{}", row.respondents.empty() ? std::string("–") : row.respondents),
                     html("{}", row.source)}});
  }
  if (!rows.empty()) {
    content += page::table(t(N_("Alle målingene, de nyeste først")),
                           {{std::string(t(N_("Dato"))), "", "", false},
                            {std::string(t(N_("Verdi"))), "", "", false},
                            {std::string(t(N_("Gruppe"))), "", "", false},
                            {std::string(t(N_("Antall"))), "", "", true},
                            {std::string(t(N_("Kilde"))), "", "", false}},
                           rows);
  }
  return page::panel("measurements", t(N_("Målinger")), content);
}

}  // namespace samloft::goals

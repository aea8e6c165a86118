// The year wheel: a school year as a circle, each measure and series as an arc of the days it runs.
// Tested by pages_test.cc

#include <algorithm>

#include "base/lettering.h"
#include "page/svg.h"
#include "views.h"

namespace samloft::thread {
namespace {

using page::Html;
using page::html;

constexpr double kMiddle = 300, kMonths = 120, kFirstRing = 286, kLastRing = 154;
constexpr std::size_t kMostArcs = 12;  // what has no room stands in the table
constexpr std::size_t kFewArcs = 7;    // have room to be thick
constexpr int kWidth = 1000, kHeight = 600;

// Where the names stand: beside the wheel, or below it in two columns.
struct Names {
  double x, y, step, width;
  std::size_t lines, in_column;
};
constexpr Names kBeside{640, 40, 30, 350, 1, kMostArcs};
constexpr double kColumn = 305;
constexpr double kNameLine = 18;

// The degrees at which a day of the school year lies; days outside lie at the nearer end.
double degrees_of(Date day, Date first, Date end) {
  const auto days = (end.days() - first.days()).count();
  const auto since = (day.days() - first.days()).count();
  return 360.0 * static_cast<double>(std::clamp<std::int64_t>(since, 0, days)) /
         static_cast<double>(days);
}

Point at(double radius, double degrees) {
  const Point point = polar(radius, degrees);
  return {kMiddle + point.x, kMiddle + point.y};
}

Html months(const Texts& t, int year) {
  const Date first(year, 8, 1), end(year + 1, 8, 1);
  Html all;
  for (int i = 0; i < 12; ++i) {
    const unsigned month = static_cast<unsigned>((7 + i) % 12 + 1);
    const Date start(month >= 8 ? year : year + 1, month, 1);
    const double from = degrees_of(start, first, end);
    const Point inner = at(kMonths - 34, from), outer = at(kFirstRing + 8, from);
    const Point middle = at(kMonths - 16, from + 15);
    all += html(R"(<path class="yw-grid" d="M{} {}L{} {}"/>)", svg_number(inner.x),
                svg_number(inner.y), svg_number(outer.x), svg_number(outer.y)) +
           page::svg_text(middle.x, middle.y, "yw-mt", "middle",
                          std::string(t.month(month)).substr(0, 3));
  }
  return all;
}

// Along the arc, at its beginning; the lower half of the circle is read from left to right too.
Html number_on(double radius, double from, bool is_thick, std::size_t number) {
  const double degrees = from + (is_thick ? 3 : 2.5);
  const Point place = at(radius, degrees);
  const double turn = degrees > 90 && degrees < 270 ? degrees - 180 : degrees;
  return html(
      R"svg(<text class="yw-n{}" x="{}" y="{}" text-anchor="middle" transform="rotate({} {} {})">{}</text>)svg",
      page::when(is_thick, Html::trusted(" yw-n--thick")), svg_number(place.x),
      svg_number(place.y), svg_number(turn), svg_number(place.x), svg_number(place.y), number);
}

std::string look_of(const measures::Bar& bar, bool is_thick) {
  return std::string("yw-arc") + (is_thick ? " yw-arc--thick" : "") + (bar.done ? " yw-arc--done" : "");
}

Html name_of(const Names& names, std::size_t place, const std::string& words) {
  const double x = names.x + kColumn * static_cast<double>(place / names.in_column);
  double y = names.y + names.step * static_cast<double>(place % names.in_column);
  Html all;
  for (const std::string& line : fitted(words, names.lines, names.width, 14)) {
    all += page::svg_text(x, y, "th-t", "start", line);
    y += kNameLine;
  }
  return all;
}

// What runs in a year, with the degrees it covers.
struct Running {
  const measures::Bar& bar;
  double from, to;
};
std::vector<Running> running_in(int year, const std::vector<measures::Bar>& bars) {
  const Date first(year, 8, 1), end(year + 1, 8, 1);
  std::vector<Running> all;
  for (const measures::Bar& bar : bars) {
    const double from = bar.period.from ? degrees_of(*bar.period.from, first, end) : 0;
    const double to = bar.period.until ? degrees_of(*bar.period.until, first, end) : 360;
    if (to > from) all.push_back({bar, from, to});
  }
  return all;
}

Html arc(double radius, double from, double to, std::string_view look) {
  const double last = std::min(to, from + 359.9);  // an arc cannot end where it begins
  const Point start = at(radius, from), end = at(radius, last);
  return html(R"(<path class="{}" d="M{} {}A{} {} 0 {} 1 {} {}"/>)", look, svg_number(start.x),
              svg_number(start.y), svg_number(radius), svg_number(radius),
              last - from > 180 ? 1 : 0, svg_number(end.x), svg_number(end.y));
}

}  // namespace

page::Figure year_wheel(const Texts& t, int year, const std::vector<measures::Bar>& bars,
                        Date today, measures::Medium medium) {
  const bool is_paper = medium == measures::Medium::paper;
  const Date first(year, 8, 1), end(year + 1, 8, 1);
  const std::vector<Running> all = running_in(year, bars);
  page::Figure figure;
  if (all.empty()) return figure;
  const std::size_t drawn = std::min(all.size(), kMostArcs);
  const bool is_thick = drawn <= kFewArcs;
  const double step = std::min(22.0, (kFirstRing - kLastRing) / static_cast<double>(std::max<std::size_t>(drawn - 1, 1)));
  const Names below{10, kHeight + 24, 46, kColumn - 20, 2, (drawn + 1) / 2};
  const Names& names = is_paper ? below : kBeside;
  for (const Running& one : all) {
    const auto number = figure.rows.size();
    figure.rows.push_back({std::to_string(number + 1), one.bar.title, one.bar.state,
                           one.bar.period.from ? t.short_date(*one.bar.period.from) : "–",
                           one.bar.period.until ? t.short_date(*one.bar.period.until) : "–"});
    if (number >= kMostArcs) continue;
    const double radius = kFirstRing - static_cast<double>(number) * step;
    const std::string words = std::to_string(number + 1) + ". " + one.bar.title;
    const Html shapes = arc(radius, one.from, one.to, look_of(one.bar, is_thick)) +
                        number_on(radius, one.from, is_thick, number + 1) + name_of(names, number, words);
    figure.drawing += one.bar.address.empty()
                          ? html("<g>{}</g>", shapes)
                          : html(R"(<a href="{}"><title>{}</title>{}</a>)", page::Url(one.bar.address), words, shapes);
  }
  figure.width = is_paper ? kHeight + 20 : kWidth;
  figure.height = kHeight;
  if (is_paper) figure.height = static_cast<int>(below.y + below.step * static_cast<double>(below.in_column));
  if (all.size() > drawn) {
    const std::string more = t.fill(N_("og {} til, i tabellen"), {std::to_string(all.size() - drawn)});
    figure.drawing += page::svg_text(names.x, is_paper ? figure.height : kBeside.y + kBeside.step * kMostArcs, "ax", "start", more);
    if (is_paper) figure.height += 20;
  }
  const std::string name = networks::school_year_name(year);
  figure.drawing = months(t, year) + figure.drawing +
                   page::svg_text(kMiddle, kMiddle, "yw-c", "middle", name);
  if (today >= first && today < end) {
    const double now = degrees_of(today, first, end);
    const Point inner = at(kMonths, now), outer = at(kFirstRing + 8, now);
    figure.drawing += html(R"(<path class="yw-now" d="M{} {}L{} {}"/>)", svg_number(inner.x),
                           svg_number(inner.y), svg_number(outer.x), svg_number(outer.y));
  }
  figure.id = "yearwheel";
  figure.title = t.fill(N_("Årshjul {}"), {name});
  figure.key = t(N_("Ytterst det som begynte først. Buen dekker dagene det varer; tallet er det samme i lista."));
  figure.has_links = true;
  figure.is_wide = true;
  figure.head = {std::string(t(N_("Nr."))), std::string(t(N_("Navn"))), std::string(t(N_("Status"))),
                 std::string(t(N_("Fra"))), std::string(t(N_("Til")))};
  return figure;
}

}  // namespace samloft::thread

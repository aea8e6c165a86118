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

constexpr double kMiddle = 300, kMonths = 120, kFirstRing = 286, kRingStep = 12;
constexpr std::size_t kMostArcs = 12;  // what has no room stands in the table
constexpr int kWidth = 1000, kHeight = 600;

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

Html arc(double radius, double from, double to, std::string_view look) {
  const double last = std::min(to, from + 359.9);  // an arc cannot end where it begins
  const Point start = at(radius, from), end = at(radius, last);
  return html(R"(<path class="{}" d="M{} {}A{} {} 0 {} 1 {} {}"/>)", look, svg_number(start.x),
              svg_number(start.y), svg_number(radius), svg_number(radius),
              last - from > 180 ? 1 : 0, svg_number(end.x), svg_number(end.y));
}

}  // namespace

page::Figure year_wheel(const Texts& t, int year, const std::vector<measures::Bar>& bars,
                        Date today) {
  const Date first(year, 8, 1), end(year + 1, 8, 1);
  page::Figure figure;
  double y = 40;
  for (const measures::Bar& bar : bars) {
    const double from = bar.period.from ? degrees_of(*bar.period.from, first, end) : 0;
    const double to = bar.period.until ? degrees_of(*bar.period.until, first, end) : 360;
    if (to <= from) continue;
    const auto number = figure.rows.size();
    figure.rows.push_back({std::to_string(number + 1), bar.title, bar.state,
                           bar.period.from ? t.short_date(*bar.period.from) : "–",
                           bar.period.until ? t.short_date(*bar.period.until) : "–"});
    if (number >= kMostArcs) continue;
    const double radius = kFirstRing - static_cast<double>(number) * kRingStep;
    const std::string_view look = bar.done ? std::string_view("yw-arc yw-arc--done")
                                           : std::string_view("yw-arc");
    const std::string words = std::to_string(number + 1) + ". " + bar.title;
    figure.drawing += html(
        R"(<a href="{}"><title>{}</title>{}{}</a>)", page::Url(bar.address), words, arc(radius, from, to, look),
        page::svg_text(640, y, "th-t", "start", fitted(words, 1, 350, 14).front()));
    y += 30;
  }
  if (figure.rows.empty()) return figure;
  if (figure.rows.size() > kMostArcs)
    figure.drawing += page::svg_text(
        640, y, "ax", "start",
        t.fill(N_("og {} til, i tabellen"), {std::to_string(figure.rows.size() - kMostArcs)}));
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
  figure.width = kWidth;
  figure.height = kHeight;
  figure.has_links = true;
  figure.is_wide = true;
  figure.head = {std::string(t(N_("Nr."))), std::string(t(N_("Navn"))), std::string(t(N_("Status"))),
                 std::string(t(N_("Fra"))), std::string(t(N_("Til")))};
  return figure;
}

}  // namespace samloft::thread

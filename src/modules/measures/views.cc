// The time line, what is missing, who takes part.
// Tested by pages_test.cc

#include "views.h"

#include <algorithm>
#include <cmath>

#include "base/lettering.h"
#include "base/text.h"
#include "measures/measures.h"
#include "page/components.h"

namespace samloft::measures {
namespace {

using page::Html;
using page::html;

constexpr int kMostYears = 12;
constexpr int kWidth = 1000, kWidthOnPaper = 760, kLeft = 20, kTop = 50, kGroup = 40;
constexpr std::size_t kManyBars = 40;  // more stand in lower rows

// A row: its height, where its words and its bar stand, how high the bar is.
struct Row {
  int height = 46, words = 10, bar = 22, thick = 14;
};
constexpr Row kLowRow{30, 8, 17, 8};
constexpr double kLetters = 15, kLeastName = 150;

// The years that are drawn, and how wide the drawing is.
struct Scale {
  Years years;
  int width = kWidth;
  Medium medium = Medium::screen;
  int right() const { return width - kLeft; }
  int x_of(Date day) const {
    return kLeft + static_cast<int>(std::lround(place_of(years, day) * (right() - kLeft)));
  }
};

// A line and a number for each year, a broken line for its half.
Html year_lines(const Scale& scale, int height) {
  Html lines;
  for (int year = scale.years.first; year <= scale.years.last; ++year) {
    const int x = scale.x_of(Date(year, 1, 1)), half = scale.x_of(Date(year, 7, 1));
    lines += html(
        R"(<path class="tl-grid" d="M{} 4V{}"/><path class="tl-grid" stroke-dasharray="2 5" d="M{} 36V{}"/><text class="ax" x="{}" y="12">{}</text>)",
        x, height, half, height, x + 4, std::to_string(year));
  }
  return lines;
}

// On paper it is the day alone: what is read later has another today.
Html today_line(const Texts& t, const Scale& scale, Date today, int height) {
  if (today.year() < scale.years.first || today.year() > scale.years.last) return {};
  const int x = scale.x_of(today);
  const bool left_of_it = x > scale.width / 2;
  return html(
      R"(<path class="yw-now" d="M{} 22V{}"/><text class="ax" x="{}" y="29" text-anchor="{}">{}</text>)",
      x, height, left_of_it ? x - 6 : x + 6, left_of_it ? "end" : "start",
      scale.medium == Medium::paper ? t.short_date(today)
                                    : t.fill(N_("I dag, {}"), {t.short_date(today)}));
}

// An end that is not set is a point, not a stop.
Html bar_ends(const Bar& view, std::string_view look, int from, int until, int y, int thick) {
  const int half = thick / 2;
  Html ends;
  if (!view.period.until)
    ends += html(R"(<path class="{}" d="M{} {}l12 {}l-12 {}z"/>)", look, until, y, half, half);
  if (!view.period.from)
    ends += html(R"(<path class="{}" d="M{} {}l-12 {}l12 {}z"/>)", look, from, y, half, half);
  return ends;
}

Html bar(const Texts& t, const Scale& scale, const Bar& view, const Row& row, int top) {
  const bool dated = view.period.from || view.period.until;
  const int from = view.period.from ? scale.x_of(*view.period.from) : kLeft;
  const int until =
      std::max(from + 6, view.period.until ? scale.x_of(*view.period.until) : scale.right());
  const std::string_view look = view.done   ? std::string_view("tl-bar tl-bar--done")
                                : !view.period.until ? std::string_view("tl-bar tl-bar--open")
                                            : std::string_view("tl-bar");
  const Html drawn =
      dated ? html(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>)", look, from,
                   top + row.bar, until - from, row.thick) +
                  bar_ends(view, look, from, until, top + row.bar, row.thick)
            : Html();
  const int text = std::min(from, scale.width / 2);
  const std::string ending =
      " · " + view.state + (dated ? std::string() : " · " + std::string(t(N_("uten datoer"))));
  const double room = scale.width - text - text_width(ending, kLetters);
  return html(R"(<a href="{}">{}<text x="{}" y="{}">{}</text></a>)", page::Url(view.address), drawn,
              text, top + row.words,
              fitted(view.title, 1, std::max(room, kLeastName), kLetters).front() + ending);
}

std::string day_or_dash(const Texts& t, const std::optional<Date>& day) {
  return day ? t.short_date(*day) : "–";
}

Html list_of(const std::vector<ParticipantView>& all) {
  return html(R"(<ul class="linked">{}</ul>)", page::each(all, [](const ParticipantView& one) {
                const Html count = one.count > 0 ? html(R"( <span class="muted">({})</span>)", one.count)
                                                 : Html();
                return html("<li>{}{}</li>", page::link(page::Url(one.address), one.who), count);
              }));
}

}  // namespace

page::Figure timeline(const Texts& t, std::string title, const std::vector<Bar>& bars, Date today,
                      Medium medium) {
  page::Figure figure;
  if (bars.empty()) return figure;
  const bool grouped = std::any_of(bars.begin(), bars.end(),
                                   [](const Bar& one) { return !one.group.empty(); });
  const bool is_paper = medium == Medium::paper;
  const Row row = bars.size() > kManyBars || is_paper ? kLowRow : Row{};
  std::vector<Period> periods;
  for (const Bar& view : bars) {
    if (view.period.from || view.period.until) periods.push_back(view.period);
    figure.rows.push_back({view.title, view.state, day_or_dash(t, view.period.from),
                           day_or_dash(t, view.period.until)});
    if (grouped) figure.rows.back().push_back(view.group);
  }
  const Scale scale{years_of(periods, today, kMostYears), is_paper ? kWidthOnPaper : kWidth, medium};
  figure.width = scale.width;
  Html drawn;
  int top = kTop;
  std::string group;
  for (const Bar& view : bars) {
    if (view.group != group) {
      group = view.group;
      drawn += html(R"(<text class="tl-group" x="{}" y="{}">{}</text>)", kLeft, top + kGroup / 2, group);
      top += kGroup;
    }
    drawn += bar(t, scale, view, row, top);
    top += row.height;
  }
  figure.height = top;
  figure.drawing = year_lines(scale, figure.height) + drawn;
  figure.drawing += today_line(t, scale, today, figure.height);
  figure.id = "timeline";
  figure.title = std::move(title);
  figure.key = t(N_("Hver stolpe går fra start til slutt. Spiss ende betyr at datoen ikke er satt. Prikkete strek er midt i året."));
  figure.has_links = true;
  figure.head = {std::string(t(N_("Navn"))), std::string(t(N_("Status"))), std::string(t(N_("Fra"))),
                 std::string(t(N_("Til")))};
  if (grouped) figure.head.emplace_back(t(N_("Gruppe")));
  return figure;
}

Html missing_alerts(const std::vector<Missing>& all) {
  return page::each(all, [](const Missing& one) {
    const Html mend = one.link.empty() ? Html()
                                       : html(" {}", page::link(page::Url(one.link), one.link_text));
    return page::alert("warning", html("<p>{}{}</p>", one.text, mend));
  });
}

Html above_fields(const Html& content) {
  if (content.empty()) return {};
  return html(R"(<div class="grid"><div class="grid__full stack">{}</div></div>)", content);
}

Html participants_panel(const Texts& t, const std::vector<ParticipantView>& core,
                        const std::vector<ParticipantView>& may_join) {
  if (core.empty() && may_join.empty()) return {};
  Html content;
  if (!core.empty())
    content += html("<h3>{}</h3>{}", t(N_("Faste deltakere")), list_of(core));
  if (!may_join.empty())
    content += html("<h3>{}</h3>{}", t(N_("Kan delta")), list_of(may_join));
  return page::panel("taking-part", t(N_("Hvem som er med")), content);
}

}  // namespace samloft::measures

// The time line, what is missing, who takes part.
// Tested by measures_test.cc

#include "views.h"

#include <cmath>

#include "base/text.h"
#include "page/components.h"

namespace samloft::measures {
namespace {

using page::Html;
using page::html;

constexpr int kMostYears = 12;
constexpr int kWidth = 1000, kLeft = 20, kRow = 46, kTop = 34;

int x_of(const Years& years, Date day) {
  return kLeft + static_cast<int>(std::lround(place_of(years, day) * (kWidth - 2 * kLeft)));
}

Html year_lines(const Years& years, int height) {
  Html lines;
  for (int year = years.first; year <= years.last; ++year) {
    const int x = x_of(years, Date(year, 1, 1));
    lines += html(R"(<path class="tl-grid" d="M{} 24V{}"/><text class="ax" x="{}" y="12">{}</text>)",
                  x, height, x + 4, std::to_string(year));
  }
  return lines;
}

Html bar(const Years& years, const BarView& view, int top, Date today) {
  const int from = x_of(years, view.period.from.value_or(today));
  const int until = std::max(from + 6, x_of(years, view.period.until.value_or(
                                                       Date(years.last + 1, 1, 1))));
  return html(
      R"(<a href="{}"><rect class="tl-bar{}" x="{}" y="{}" width="{}" height="14" rx="3"/><text x="{}" y="{}">{}</text></a>)",
      page::Url(view.address), view.done ? " tl-bar--done" : view.open ? " tl-bar--open" : "", from,
      top + 22, until - from, std::min(from, kWidth / 2), top + 10,
      shortened(view.title, 62) + " · " + view.state);
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

Html timeline(const Texts& t, const std::vector<BarView>& bars, Date today) {
  if (bars.empty()) return {};
  std::vector<Period> periods;
  std::vector<std::vector<std::string>> rows;
  for (const BarView& view : bars) {
    periods.push_back(view.period);
    rows.push_back({view.title, view.state, day_or_dash(t, view.period.from),
                    day_or_dash(t, view.period.until)});
  }
  const Years years = years_of(periods, today, kMostYears);
  const int height = kTop + static_cast<int>(bars.size()) * kRow;
  Html drawing = year_lines(years, height);
  int top = kTop;
  for (const BarView& view : bars) {
    drawing += bar(years, view, top, today);
    top += kRow;
  }
  if (today.year() <= years.last) {
    const int x = x_of(years, today);
    drawing += html(R"(<path class="yw-now" d="M{} 18V{}"><title>{}</title></path>)", x, height,
                    t.fill(N_("I dag, {}"), {t.short_date(today)}));
  }
  page::Figure figure;
  figure.id = "timeline";
  figure.title = t(N_("Når tiltakene går"));
  figure.key = t(N_("Hver stolpe går fra start til slutt. Uten slutt er den åpen mot høyre. Streken viser i dag."));
  figure.drawing = drawing;
  figure.width = kWidth;
  figure.height = height;
  figure.has_links = true;
  figure.table = page::data_table(figure.title,
                                  {std::string(t(N_("Tiltak"))), std::string(t(N_("Status"))),
                                   std::string(t(N_("Fra"))), std::string(t(N_("Til")))},
                                  rows);
  return html(R"(<section class="panel">{}</section>)", page::figure(t, figure));
}

Html missing_alerts(const std::vector<Missing>& all) {
  return page::each(all, [](const Missing& one) {
    const Html mend = one.link.empty() ? Html()
                                       : html(" {}", page::link(page::Url(one.link), one.link_text));
    return page::alert("warning", html("<p>{}{}</p>", one.text, mend));
  });
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

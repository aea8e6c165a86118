// The hours of a half-year as bars, the overbooked, the shares, what comes back.
// Tested by pages_test.cc

#include "views.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "page/svg.h"

namespace samloft::university {
namespace {

using page::Html;
using page::html;

constexpr int kWidth = 900, kBars = 300, kEnd = 820, kRowHeight = 44, kTop = 12;

std::string hours_or_dash(const std::optional<std::int64_t>& hours) {
  return hours ? std::to_string(*hours) : "–";
}

int x_at(std::int64_t hours, std::int64_t most) {
  return kBars + static_cast<int>(std::lround(static_cast<double>(hours) * (kEnd - kBars) /
                                              static_cast<double>(most)));
}

std::string state_of(const Texts& t, const LoadView& load) {
  if (load.overbooked) {
    return t.fill(N_("{} timer for mye"), {std::to_string(load.planned - *load.capacity)});
  }
  if (!load.capacity) return std::string(t(N_("timene er ikke kjent")));
  return t.fill(N_("{} timer ledig"), {std::to_string(*load.capacity - load.planned)});
}

Html load_row(const Texts& t, const LoadView& load, std::int64_t most, int top) {
  const int middle = top + kRowHeight / 2;
  const std::int64_t within = load.capacity ? std::min(load.planned, *load.capacity) : load.planned;
  Html row = page::svg_text(kBars - 10, middle - 8, "hr-t", "end", shortened(load.who, 32)) +
             page::svg_text(kBars - 10, middle + 10, "ax", "end", state_of(t, load)) +
             html(R"(<rect class="{}" x="{}" y="{}" width="{}" height="16" rx="3"/>)",
                  load.capacity ? std::string_view("hr-b") : std::string_view("hr-b hr-b--unknown"),
                  kBars, middle - 8, x_at(within, most) - kBars);
  if (load.overbooked)
    row += html(R"(<rect class="hr-over" x="{}" y="{}" width="{}" height="16" rx="3"/>)",
                x_at(*load.capacity, most), middle - 8,
                x_at(load.planned, most) - x_at(*load.capacity, most));
  if (load.capacity)
    row += html(R"(<path class="hr-c" d="M{} {}v28"/>)", x_at(*load.capacity, most), middle - 14);
  return row + page::svg_text(x_at(std::max(load.planned, load.capacity.value_or(0)), most) + 8,
                              middle, "ax", "start",
                              std::to_string(load.planned) + " / " + hours_or_dash(load.capacity));
}

Html overbooked_alert(const Texts& t, const std::vector<LoadView>& all) {
  if (all.empty()) return {};
  const Html items = page::each(all, [&](const LoadView& one) {
    const Html who =
        one.address.empty() ? html("{}", one.who) : page::link(page::Url(one.address), one.who);
    return html("<li>{}: {}</li>", who,
                t.fill(N_("{}, {} timer lovet bort, {} finnes"),
                       {one.semester, std::to_string(one.planned), hours_or_dash(one.capacity)}));
  });
  return page::alert(
      "warning", html("<p>{}</p><ul>{}</ul>",
                      t(N_("Noen er lovet bort for flere timer enn de har. Flytt oppdrag, eller "
                           "finn flere timer.")),
                      items));
}

Html semester_links(const std::vector<SemesterLink>& all) {
  return html(R"(<p class="row">{}</p>)", page::each(all, [](const SemesterLink& one) {
                return one.chosen ? html("<strong>{}</strong> ", one.name)
                                  : html("{} ", page::link(page::Url(one.address), one.name));
              }));
}

Html institutions_panel(const Texts& t, const std::vector<InstitutionView>& all) {
  if (all.empty()) return {};
  std::vector<page::TableRow> rows;
  for (const InstitutionView& one : all)
    rows.push_back({{page::link(page::Url(one.address), one.name), html("{}", one.hours),
                     html("{}\u00a0%", one.percent), html("{}", one.measures)}});
  return page::panel("institutions", t(N_("Institusjonenes andel")),
                     page::table(t(N_("Planlagte timer etter institusjon, alle semestre")),
                                 {{std::string(t(N_("Institusjon"))), "", "", false},
                                  {std::string(t(N_("Timer"))), "", "", true},
                                  {std::string(t(N_("Andel"))), "", "", true},
                                  {std::string(t(N_("Tiltak"))), "", "", true}},
                                 rows));
}

Html feeds_back_panel(const Texts& t, const HoursView& view) {
  if (view.assignments == 0) return {};
  const Html summary =
      view.feeds_back.empty()
          ? page::alert(
                "warning",
                html("<p>{}</p>", t(N_("Ingen oppdrag fører noe tilbake til "
                                       "lærerutdanningen. Skriv emnet på minst ett av dem."))))
          : html(
                R"(<p class="muted">{}</p>)",
                t.fill(N_("{} av {} oppdrag fører noe tilbake til lærerutdanningen."),
                       {std::to_string(view.feeds_back.size()), std::to_string(view.assignments)}));
  std::vector<page::TableRow> rows;
  for (const FeedsBackView& one : view.feeds_back)
    rows.push_back({{page::link(page::Url(one.address), one.who), html("{}", one.measure),
                     html("{}", one.course), html("{}", one.students)}});
  const Html table = rows.empty()
                         ? Html()
                         : page::table(t(N_("Hva som kommer tilbake til emnene")),
                                       {{std::string(t(N_("Oppdrag"))), "", "", false},
                                        {std::string(t(N_("Tiltak"))), "", "", false},
                                        {std::string(t(N_("Emne eller program"))), "", "", false},
                                        {std::string(t(N_("Studenter"))), "", "", true}},
                                       rows);
  return page::panel("feeds-back", t(N_("Tilbake til lærerutdanningen")), summary + table);
}

}  // namespace

page::Figure loads_figure(const Texts& t, const std::string& semester,
                          const std::vector<LoadView>& loads) {
  page::Figure figure;
  if (loads.empty()) return figure;
  std::int64_t most = 1;
  for (const LoadView& one : loads) most = std::max({most, one.planned, one.capacity.value_or(0)});
  int top = kTop;
  for (const LoadView& one : loads) {
    figure.drawing += load_row(t, one, most, top);
    top += kRowHeight;
    figure.rows.push_back({one.who, hours_or_dash(one.capacity), std::to_string(one.planned),
                           std::to_string(one.used), state_of(t, one)});
  }
  figure.id = "loads";
  figure.title = t.fill(N_("Timer som finnes og timer som er lovet bort, {}"), {semester});
  figure.key = t(N_(
      "Stolpen er det som er lovet bort, streken det som finnes. Det som går forbi streken, er for "
      "mye."));
  figure.width = kWidth;
  figure.height = top + kTop;
  figure.is_wide = true;
  for (const std::string_view head :
       {N_("Hvem"), N_("Finnes"), N_("Lovet bort"), N_("Brukt"), N_("Til overs")})
    figure.head.emplace_back(t(head));
  return figure;
}

Html hours_page(const Texts& t, const HoursView& view) {
  const page::Figure figure = loads_figure(t, view.semester, view.loads);
  Html chosen = semester_links(view.semesters);
  chosen +=
      figure.drawing.empty()
          ? html(R"(<p class="muted">{}</p>)",
                 t.fill(N_("Ingen timer og ingen oppdrag er skrevet for {}."), {view.semester}))
          : page::figure(t, figure);
  Html actions;
  if (!view.add_capacity.empty())
    actions = page::button_link(page::Url(view.add_capacity), t(N_("Nye timer")),
                                page::Weight::tertiary, "add") +
              page::button_link(page::Url(view.add_assignment), t(N_("Nytt oppdrag")),
                                page::Weight::tertiary, "add");
  return html(R"(<div class="stack">{}{}{}{}</div>)", overbooked_alert(t, view.overbooked),
              page::panel("semester", t.fill(N_("Timene {}"), {view.semester}), chosen, actions),
              institutions_panel(t, view.institutions), feeds_back_panel(t, view));
}

}  // namespace samloft::university

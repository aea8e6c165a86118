// The ballot, the picture of agreement and the order.
// Tested by pages_round_test.cc

#include "views_round.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "page/svg.h"

namespace samloft::needs {
namespace {

using page::Html;
using page::html;

constexpr int kDotsWidth = 640, kDotsLeft = 20, kDotsRight = 620, kDotsTop = 34, kDotsRow = 52;
constexpr std::int64_t kMost = 4;

int x_of_mean(double mean) {
  return kDotsLeft + static_cast<int>(std::lround(mean * (kDotsRight - kDotsLeft) / kMost));
}

Html scale(int height) {
  Html out;
  for (std::int64_t i = 0; i <= kMost; ++i) {
    const int x = x_of_mean(static_cast<double>(i));
    out += html(R"(<line class="cl-g" x1="{}" y1="{}" x2="{}" y2="{}"/>)", x, kDotsTop - 12, x,
                height);
    out += page::svg_text(x, 12, "ax", "middle", std::to_string(i));
  }
  return out;
}

Html dots(const ResultView& one, int top) {
  const std::string name =
      (one.place ? std::to_string(*one.place) + ". " : std::string()) + one.title;
  Html out = page::svg_text(kDotsLeft, top + 6, "", "start", shortened(name, 76));
  if (!one.spread) return out;
  const int y = top + 30;
  out += html(R"(<line class="cl-r" x1="{}" y1="{}" x2="{}" y2="{}"/>)",
              x_of_mean(one.spread->lowest), y, x_of_mean(one.spread->highest), y);
  for (const double mean : one.spread->means)
    out += html(R"(<circle class="cl-pre" cx="{}" cy="{}" r="4"/>)", x_of_mean(mean), y);
  return out +
         html(R"(<circle class="cl-m" cx="{}" cy="{}" r="7"/>)", x_of_mean(one.spread->mean), y);
}

Html points_select(const Texts& t, const BallotView& view, const BallotView::Line& line,
                   std::size_t i) {
  std::vector<page::Option> options{
      {"", std::string(t(N_("Vet ikke"))), !line.points[i].has_value()}};
  for (std::int64_t value = 0; value <= kMost; ++value)
    options.push_back({std::to_string(value), std::to_string(value), line.points[i] == value});
  return page::select(
      t, {line.field + "-" + std::to_string(i + 1), view.yardsticks[i].name, "", "", false},
      options);
}

Html ballot_line(const Texts& t, const BallotView& view, const BallotView::Line& line) {
  Html selects;
  for (std::size_t i = 0; i < view.yardsticks.size(); ++i)
    selects += points_select(t, view, line, i);
  return html(
      R"(<fieldset class="ds-fieldset form__wide"><legend class="ds-label">{}</legend><div class="form">{}</div></fieldset>)",
      page::link(page::Url(line.address), line.title), selects);
}

}  // namespace

std::string decimal(const Texts& t, double number) {
  const auto hundredths = static_cast<std::int64_t>(std::floor(number * 100 + 0.5 + 1e-9));
  const std::string cents = std::to_string(100 + hundredths % 100).substr(1);
  return std::to_string(hundredths / 100) + (t.language() == Language::english ? "." : ",") + cents;
}

Html ballot_page(const Texts& t, const BallotView& view) {
  std::vector<page::TableRow> rows;
  for (const auto& one : view.yardsticks)
    rows.push_back({{html("{}", one.name), html("{}", one.weight), html("{}", one.explanation)}});
  const Html yardsticks = page::table(t(N_("Kriterier")),
                                      {{std::string(t(N_("Kriterium"))), "", "", false},
                                       {std::string(t(N_("Vekt"))), "", "", true},
                                       {std::string(t(N_("Hva 0 og 4 betyr"))), "", "", false}},
                                      rows);
  return html(
      R"(<section class="panel stack">{}{}<form class="form" method="post" action="{}">{}{}{}</form></section>)",
      page::error_summary(t, view.errors), yardsticks, page::Url(view.action),
      page::hidden("csrf", view.csrf),
      page::each(view.needs,
                 [&](const BallotView::Line& line) { return ballot_line(t, view, line); }),
      page::form_actions(page::submit(t(N_("Send inn poengene")), page::Weight::primary)));
}

page::Figure spread_figure(const Texts& t, const std::vector<ResultView>& results) {
  page::Figure figure;
  const bool any = std::any_of(results.begin(), results.end(),
                               [](const ResultView& one) { return one.spread.has_value(); });
  if (!any) return figure;
  figure.id = "spread";
  figure.title = t(N_("Hvor høyt behovene er satt, og hvor enige de er"));
  figure.key =
      t(N_("Stor prikk: snittet, vektet etter kriteriene. Små prikker: hver enkelt. Strek: fra "
           "laveste til høyeste. 4 er høyest."));
  figure.width = kDotsWidth;
  figure.height = kDotsTop + static_cast<int>(results.size()) * kDotsRow;
  figure.is_wide = true;
  figure.drawing = scale(figure.height);
  figure.head = {std::string(t(N_("Plass"))),   std::string(t(N_("Behov"))),
                 std::string(t(N_("Snitt"))),   std::string(t(N_("Laveste"))),
                 std::string(t(N_("Høyeste"))), std::string(t(N_("Standardavvik"))),
                 std::string(t(N_("Antall")))};
  int top = kDotsTop;
  for (const ResultView& one : results) {
    figure.drawing += dots(one, top);
    top += kDotsRow;
    std::vector<std::string> row{one.place ? std::to_string(*one.place) : "–", one.title};
    if (one.spread) {
      for (const double number :
           {one.spread->mean, one.spread->lowest, one.spread->highest, one.spread->deviation})
        row.push_back(decimal(t, number));
      row.push_back(std::to_string(one.spread->people));
    } else {
      row.insert(row.end(), {"–", "–", "–", "–", "0"});
    }
    figure.rows.push_back(std::move(row));
  }
  return figure;
}

Html decision_form(const Texts& t, const DecisionView& view) {
  const Html places = page::each(view.needs, [&](const DecisionView::Line& line) {
    return page::input(t, {line.field, line.title, "", "", true}, "number", line.place);
  });
  return page::panel(
      "decision", t(N_("Vedta rekkefølgen")),
      html(
          R"(<p class="muted">{}</p>{}<form class="form" method="post" action="{}">{}{}{}{}{}{}</form>)",
          t(N_(
              "Skriv plassen til hvert behov, 1 er øverst. Tomt felt: behovet prioriteres ikke nå. "
              "De som var prioritert fra før og ikke står her, følger etter i den rekkefølgen de "
              "hadde.")),
          page::error_summary(t, view.errors), page::Url(view.action),
          page::hidden("csrf", view.csrf), places,
          page::select(t,
                       {"body", std::string(t(N_("Vedtatt av"))), "",
                        page::error_of(t, view.errors, "body"), false},
                       view.bodies),
          page::input(t,
                      {"day", std::string(t(N_("Dato for vedtaket"))), "",
                       page::error_of(t, view.errors, "day"), false},
                      "date", view.day),
          page::text_area(
              t,
              {"minutes", std::string(t(N_("Ført i referatet"))),
               std::string(t(N_("Begrunnelsen, og hvor referatet finnes."))), "", true, true},
              view.minutes),
          page::form_actions(page::submit(t(N_("Vedta rekkefølgen")), page::Weight::primary))));
}

Html order_panel(const Texts& t, const std::string& decided, const std::vector<OrderView>& needs) {
  std::vector<page::TableRow> rows;
  for (const OrderView& one : needs)
    rows.push_back({{html("{}", one.place.empty() ? std::string(t(N_("ikke nå"))) : one.place),
                     page::link(page::Url(one.address), one.title)}});
  return page::panel("order", t(N_("Rekkefølgen")),
                     html("<p>{}</p>{}", decided,
                          page::table(t(N_("Behovene i rekkefølge")),
                                      {{std::string(t(N_("Plass"))), "", "", false},
                                       {std::string(t(N_("Behov"))), "", "", false}},
                                      rows)));
}

Html open_panel(const Texts& t, const OpenView& view) {
  Html content;
  if (view.yardsticks == 0)
    content += page::alert(
        "warning",
        html("<p>{}</p>", t(N_("Runden har ingen kriterier ennå. Legg til minst ett."))));
  if (view.needs == 0)
    content += page::alert("warning", html("<p>{}</p>", t(N_("Runden har ingen behov ennå."))));
  content +=
      html("<p>{}</p>", t.plural(view.scorers, N_("Én har gitt poeng."), N_("{} har gitt poeng.")));
  if (!view.has_scored && !view.ballot_address.empty())
    content += html(R"(<p class="muted">{}</p>)",
                    t(N_("Du ser de andres poeng når du har gitt dine egne.")));
  Html actions;
  if (!view.ballot_address.empty() && view.needs > 0 && view.yardsticks > 0)
    actions += page::button_link(page::Url(view.ballot_address),
                                 view.has_scored ? t(N_("Endre poengene mine")) : t(N_("Gi poeng")),
                                 page::Weight::primary);
  if (!view.fill_action.empty())
    actions += page::post_button(page::Url(view.fill_action), view.csrf,
                                 t(N_("Ta med alle behov som er tatt videre")),
                                 page::Weight::secondary, "add");
  if (!view.close_action.empty())
    actions += page::post_button(page::Url(view.close_action), view.csrf, t(N_("Lukk runden")),
                                 page::Weight::secondary);
  return page::panel("open-round", t(N_("Poeng")),
                     content + html(R"(<div class="form__actions">{}</div>)", actions));
}

}  // namespace samloft::needs

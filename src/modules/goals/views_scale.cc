// Scales of attainment: the levels in words first, the sum of them last.
// Tested by pages_values_test.cc

#include "views_scale.h"

#include <algorithm>
#include <cmath>

#include "page/components.h"

namespace samloft::goals {
namespace {

using page::Html;
using page::html;

Html quiet_line(std::string_view text) { return html(R"(<span class="muted">{}</span>)", text); }

std::string one_decimal(double number) {
  std::string text = fmt::format("{:.1f}", number);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string with_sign(double number) {
  return (number < 0 ? "−" : "+") + one_decimal(std::abs(number));
}

Html summary_line(const Texts& t, const SummaryView& view) {
  std::string text;
  if (view.scored == 0) {
    text = t(N_("Ingen nivåer er satt ennå, så det er ingenting å legge sammen."));
  } else if (!view.now || !view.before) {
    text =
        t(N_("Skalaene har ingen vekt til sammen, så de har ingen sum. Les nivåene hver for seg."));
  } else {
    text = t.fill(
        N_("Lagt sammen: T = {}, mot {} før perioden (endring {}). 50 er som ventet. Les nivåene; "
           "tallet er bare et sammendrag av {} av {} skalaer."),
        {one_decimal(*view.now), one_decimal(*view.before), with_sign(*view.now - *view.before),
         std::to_string(view.scored), std::to_string(view.scales)});
  }
  return html(R"(<p class="muted">{}</p>)", text);
}

Html table_of(const Texts& t, const ScaleGroupView& group) {
  std::vector<page::TableRow> rows;
  for (const ScaleView& one : group.scales) {
    const Html now = one.now.empty()
                         ? quiet_line(t(N_("Ikke satt ennå")))
                         : html("<span>{}<br>{}</span>", one.now, quiet_line(one.now_text));
    rows.push_back(
        {{page::link(page::Url(one.address), one.title), html("{}", one.period),
          html("{}", one.before), html("{}", one.expected), now, html("{}", one.weight)}});
  }
  return page::table(group.unit.empty() ? std::string(t(N_("Partnerskapets skalaer"))) : group.unit,
                     {{std::string(t(N_("Skala"))), "", "", false},
                      {std::string(t(N_("Periode"))), "", "", false},
                      {std::string(t(N_("Før"))), "", "", false},
                      {std::string(t(N_("Ventet"))), "", "", false},
                      {std::string(t(N_("Nå"))), "", "", false},
                      {std::string(t(N_("Vekt"))), "", "", true}},
                     rows);
}

Html add_button(const Texts& t, const std::string& add) {
  if (add.empty()) return {};
  return page::button_link(page::Url(add), t(N_("Ny måloppnåelsesskala")), page::Weight::tertiary,
                           "add");
}

}  // namespace

Html levels_panel(const Texts& t, const std::vector<LevelView>& levels) {
  std::vector<page::TableRow> rows;
  for (const LevelView& one : levels) {
    Html marks;
    if (one.is_baseline) marks += page::status("neutral", t(N_("Før perioden")));
    if (one.is_newest)
      marks += page::status("info", t(N_("Nå"))) + html(" {}", quiet_line(one.said));
    rows.push_back({{html("{}", one.name), html("{}", one.text), html("<span>{}</span>", marks)}});
  }
  return page::panel("levels", t(N_("De fem nivåene")),
                     page::table(t(N_("De fem nivåene")),
                                 {{std::string(t(N_("Nivå"))), "", "", false},
                                  {std::string(t(N_("Slik ser det ut"))), "", "", false},
                                  {std::string(t(N_("Hvor dere er"))), "", "", false}},
                                 rows));
}

Html scores_panel(const Texts& t, const std::vector<ScoreView>& scores) {
  if (scores.empty())
    return page::panel("scores", t(N_("Nivåer over tid")),
                       html(R"(<p class="muted">{}</p>)",
                            t(N_("Ingen har sagt hvor langt dere er kommet ennå."))));
  std::vector<page::TableRow> rows;
  for (const ScoreView& one : scores)
    rows.push_back({{page::link(page::Url(one.address), one.day), html("{}", one.level),
                     html("{}", one.judge), html("{}", one.grounds)}});
  return page::panel("scores", t(N_("Nivåer over tid")),
                     page::table(t(N_("Nivåer over tid")),
                                 {{std::string(t(N_("Dato"))), "", "", false},
                                  {std::string(t(N_("Nivå"))), "", "", false},
                                  {std::string(t(N_("Hvem som sier det"))), "", "", false},
                                  {std::string(t(N_("Hva de bygger det på"))), "", "", false}},
                                 rows));
}

Html scales_panel(const Texts& t, const std::vector<ScaleGroupView>& groups,
                  const std::string& add) {
  Html content;
  for (const ScaleGroupView& group : groups) {
    content += html("<h3>{}</h3>",
                    group.unit.empty() ? std::string(t(N_("Hele partnerskapet"))) : group.unit) +
               table_of(t, group) + summary_line(t, group.summary);
  }
  return page::panel("scales", t(N_("Måloppnåelsesskalaer")), content, add_button(t, add));
}

Html no_scales_panel(const Texts& t, const std::string& add) {
  if (add.empty()) return {};
  return page::panel(
      "scales", t(N_("Måloppnåelsesskalaer")),
      html(R"(<p class="muted">{}</p>)",
           t(N_("Fem nivåer i ord, satt før perioden begynner. Så ser dere etterpå hvor "
                "langt dere kom."))),
      add_button(t, add));
}

}  // namespace samloft::goals

// What the answers say together: diverging bars, their numbers, and words.
// Tested by app/survey_walk_test.cc

#include <algorithm>

#include "views.h"

namespace samloft::surveys {
namespace {

using page::Html;
using page::html;

constexpr double kWidth = 1000, kHeight = 26;

std::string percent(std::int64_t part, std::int64_t whole) {
  return std::to_string(whole == 0 ? 0 : (200 * part + whole) / (2 * whole)) + "\u00a0%";
}

// From disagreement to agreement: the colour class of a step among `steps`.
std::string step_class(std::size_t step, std::size_t steps) {
  const double place = steps < 2 ? 0 : static_cast<double>(step) / static_cast<double>(steps - 1);
  static constexpr std::string_view kClasses[] = {"dv-l2", "dv-l1", "dv-0", "dv-h1", "dv-h2"};
  const auto at = static_cast<std::size_t>(place * 4 + 0.5);
  return std::string(kClasses[at]);
}

std::string told(const ResultView& result, const BarView& bar) {
  std::string all;
  for (std::size_t i = 0; i < bar.counts.size(); ++i)
    all += (i == 0 ? "" : ", ") + result.choices[i] + " " + percent(bar.counts[i], bar.n);
  return all;
}

// The low answers stand to the left of the middle, the high to the right, half of the middle on either
// side. The same scale in every bar, so that bars can be compared by eye.
Html diverging(const ResultView& result, const BarView& bar) {
  const std::size_t steps = bar.counts.size();
  double left = 0;
  for (std::size_t i = 0; i < steps; ++i) {
    if (2 * i + 1 < steps) left += static_cast<double>(bar.counts[i]);
    if (2 * i + 1 == steps) left += static_cast<double>(bar.counts[i]) / 2;
  }
  const double unit = kWidth / 2 / static_cast<double>(bar.n);
  double x = kWidth / 2 - left * unit;
  Html pieces;
  for (std::size_t i = 0; i < steps; ++i) {
    const double width = static_cast<double>(bar.counts[i]) * unit;
    if (bar.counts[i] > 0) {
      pieces += Html::trusted(fmt::format(
          R"(<rect class="{}" x="{:.1f}" y="3" width="{:.1f}" height="20"/>)", step_class(i, steps), x, width));
    }
    x += width;
  }
  return html(
      R"(<svg class="dv" viewBox="0 0 1000 26" preserveAspectRatio="none" role="img" aria-label="{}"><line class="dv-mid" x1="500" y1="0" x2="500" y2="26"/>{}</svg>)",
      told(result, bar), pieces);
}

Html plain_bars(const ResultView& result, const BarView& bar) {
  Html rows;
  for (std::size_t i = 0; i < bar.counts.size(); ++i) {
    const double width =
        bar.n == 0 ? 0 : kWidth * static_cast<double>(bar.counts[i]) / static_cast<double>(bar.n);
    rows += html(R"(<tr><th scope="row">{}</th><td>{}</td><td class="num">{}</td></tr>)",
                 result.choices[i],
                 Html::trusted(fmt::format(
                     R"(<svg class="hbar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="hbar__bg" width="1000" height="10"/><rect class="fill1" width="{:.1f}" height="10"/></svg>)",
                     width)),
                 percent(bar.counts[i], bar.n));
  }
  return html(R"(<table class="bars"><caption class="ds-sr-only">{}</caption><tbody>{}</tbody></table>)",
              result.text, rows);
}

// The parts on either side of the middle, which itself counts for neither.
std::pair<std::int64_t, std::int64_t> sides(const BarView& bar) {
  const std::size_t steps = bar.counts.size();
  std::int64_t low = 0, high = 0;
  for (std::size_t i = 0; i < steps; ++i) {
    if (2 * i + 1 < steps) low += bar.counts[i];
    if (2 * i + 1 > steps) high += bar.counts[i];
  }
  return {low, high};
}

Html bar_line(const Texts& t, const ResultView& result, const BarView& bar) {
  const auto [low, high] = sides(bar);
  const std::string n = t.fill(N_("n = {}"), {std::to_string(bar.n)});
  return html(
      R"(<div class="dv__row{}"><span class="dv__who">{}</span><span class="dv__side num" aria-hidden="true">{}</span><div class="dv__bar">{}</div><span class="dv__side num" aria-hidden="true">{}</span><span class="dv__n num">{}{}</span></div>
)",
      bar.label.empty() ? " dv__row--all" : "", bar.label, percent(low, bar.n), diverging(result, bar),
      percent(high, bar.n), n, bar.mean.empty() ? "" : " · " + t.fill(N_("snitt {}"), {bar.mean}));
}

// Which colour is which step: once for questions in a row that share their scale.
Html legend(const ResultView& result) {
  std::size_t step = 0;
  return html(R"(<ul class="dv__key small" aria-hidden="true">{}</ul>)",
              page::each(result.choices, [&](const std::string& choice) {
                return html(
                    R"(<li><svg class="dv__swatch" viewBox="0 0 10 10"><rect class="{}" width="10" height="10"/></svg>{}</li>)",
                    step_class(step++, result.choices.size()), choice);
              }));
}

Html scale_result(const Texts& t, const ResultView& result) {
  return page::each(result.bars, [&](const BarView& bar) { return bar_line(t, result, bar); });
}

Html choice_result(const Texts& t, const ResultView& result) {
  return page::each(result.bars, [&](const BarView& bar) {
    return html(R"(<div class="dv__group"><p class="small muted">{}{}{}</p>{}</div>)", bar.label,
                bar.label.empty() ? "" : " · ", t.fill(N_("n = {}"), {std::to_string(bar.n)}),
                plain_bars(result, bar));
  });
}

Html text_result(const Texts& t, const ResultView& result) {
  if (result.texts.empty()) return html(R"(<p class="muted">{}</p>)", t(N_("Ingen skrev noe her.")));
  return html(R"(<ul class="said">{}</ul>)", page::each(result.texts, [](const std::string& one) {
                return html(R"(<li class="prose" dir="auto">{}</li>)", one);
              }));
}

Html one_result(const Texts& t, const ResultView& result) {
  Html content = result.is_text         ? text_result(t, result)
                 : result.bars.empty() ? html(R"(<p class="muted">{}</p>)",
                                              t(N_("Vises ikke: for få har svart på dette.")))
                 : result.is_scale     ? scale_result(t, result)
                                       : choice_result(t, result);
  return html(
      R"(<li class="result"><h3 class="result__q">{}{}{}{}</h3>{}</li>
)",
      result.number, result.number.empty() ? "" : " ", result.text,
      page::when(result.is_reversed, html(R"( <span class="optional">{}</span>)", t(N_("(snudd)")))),
      content);
}

Html table_of(const Texts& t, const SectionResultView& section) {
  Html body;
  for (const ResultView& result : section.results) {
    for (const BarView& bar : result.bars) {
      for (std::size_t i = 0; i < bar.counts.size(); ++i) {
        body += html(R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td class="num">{}</td><td class="num">{}</td><td class="num">{}</td></tr>)",
                     result.text, bar.label.empty() ? std::string(t(N_("Alle"))) : bar.label,
                     result.choices[i], bar.counts[i], percent(bar.counts[i], bar.n), bar.n);
      }
    }
  }
  if (body.empty()) return {};
  return html(
      R"(<details class="figure__table"><summary>{}</summary><div class="figure__tablewrap" tabindex="0" role="region" aria-label="{}"><table class="ds-table"><caption class="ds-sr-only">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">n</th></tr></thead><tbody>{}</tbody></table></div></details>)",
      t(N_("Vis tallene som tabell")), t.fill(N_("Tabell: {}"), {section.title}), section.title,
      t(N_("Spørsmål")), t(N_("Gruppe")), t(N_("Svar")), t(N_("Antall")), t(N_("Andel")), body);
}

Html section_panel(const Texts& t, const SectionResultView& section) {
  const ResultView* before = nullptr;
  const Html results = page::each(section.results, [&](const ResultView& one) {
    const bool same = before != nullptr && before->is_scale && before->choices == one.choices;
    before = &one;
    return page::when(one.is_scale && !same && !one.bars.empty(),
                      html(R"(<li>{}</li>)", legend(one))) +
           one_result(t, one);
  });
  return page::panel(section.id, section.title,
                     html(R"(<ol class="results">{}</ol>{})", results, table_of(t, section)));
}

Html scale_row(const Texts& t, const ScaleView& one) {
  return html(
      R"(<tr><th scope="row">{}{}</th><td class="num">{}</td><td class="num">{}</td>{}</tr>)",
      one.label,
      Html::trusted(fmt::format(
          R"(<svg class="hbar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="hbar__bg" width="1000" height="10"/><rect class="fill1" width="{:.1f}" height="10"/></svg>)",
          kWidth * one.part)),
      one.mean, t.fill(N_("n = {}"), {one.n}),
      page::when(!one.alpha.empty(), html(R"(<td class="num">α {}</td>)", one.alpha)));
}

Html scales_panel(const Texts& t, const ResultsView& view) {
  if (view.dimensions.empty() && view.sets.empty()) return {};
  const auto table = [&](const std::vector<ScaleView>& all) {
    return html(R"(<table class="bars bars--scales"><caption class="ds-sr-only">{}</caption><tbody>{}</tbody></table>)",
                t(N_("Gjennomsnitt")),
                page::each(all, [&](const ScaleView& one) { return scale_row(t, one); }));
  };
  const auto of_alpha = [](const ScaleView& one) { return !one.alpha.empty(); };
  const bool has_alpha = std::any_of(view.dimensions.begin(), view.dimensions.end(), of_alpha) ||
                         std::any_of(view.sets.begin(), view.sets.end(), of_alpha);
  return page::panel(
      "profile", t(N_("Profil")),
      html(R"(<p class="muted">{} {}</p>{}{})",
           t(N_("Gjennomsnitt av dem som svarte på minst tre fjerdedeler av spørsmålene under hvert tema. "
                "Det beskriver dem som svarte, og ingen andre.")),
           has_alpha ? t(N_("α sier hvor godt spørsmålene under et tema henger sammen; 0,7 eller mer er godt."))
                     : std::string_view(),
           page::when(!view.dimensions.empty(), table(view.dimensions)),
           page::when(!view.sets.empty(), table(view.sets))));
}

Html groups_panel(const Texts& t, const ResultsView& view) {
  if (!view.is_split) return {};
  const Html rows = page::each(view.groups, [](const BarView& one) {
    return html(R"(<li>{}: {}</li>)", one.label, one.n);
  });
  return page::panel("groups", t(N_("Hvem som har svart")),
                     html(R"(<ul class="plain-list">{}</ul><p class="muted small">{}</p>)", rows,
                          t.fill(N_("Grupper med færre enn {} svar er slått sammen med andre, slik at de "
                                    "ikke kan regnes ut."),
                                 {view.least})));
}

}  // namespace

Html results_view(const Texts& t, const ResultsView& view) {
  return html(R"(<div class="stack">{}{}{}{}</div>)", groups_panel(t, view), scales_panel(t, view),
              page::when(!view.tabs.empty(), page::tabs(t(N_("Vis svarene")), view.tabs)),
              page::each(view.sections,
                         [&](const SectionResultView& one) { return section_panel(t, one); }));
}

Html too_few_view(const Texts& t, const std::string& least) {
  return page::empty_state(
      t(N_("Ingen resultater å vise")),
      t.fill(N_("Færre enn {} har svart. Da vises ingenting, heller ikke hvor mange det var."), {least}),
      {});
}

}  // namespace samloft::surveys

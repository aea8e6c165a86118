// Moving a measure on, what there was of it, and units in too much at a time.
// Tested by pages_state_test.cc

#include "page/components.h"
#include "views.h"

namespace samloft::measures {
namespace {

using page::Html;
using page::html;

std::string hours_text(const std::optional<std::int64_t>& hours) {
  return hours ? std::to_string(*hours) : "–";
}

// +12, −12 or 0; nothing when one of them is not known.
std::string difference_text(const std::optional<std::int64_t>& planned,
                            const std::optional<std::int64_t>& given) {
  if (!planned || !given) return "–";
  const std::int64_t more = *given - *planned;
  return more > 0 ? "+" + std::to_string(more)
         : more < 0 ? "−" + std::to_string(-more)
                    : "0";
}

Html fact_line(std::string_view text) { return html("<li>{}</li>", text); }

// What was planned, what there was, and what is left of it.
Html dose_facts(const Texts& t, const DoseView& view) {
  Html lines;
  if (!view.lead.empty()) lines += fact_line(view.lead);
  if (view.planned_each)
    lines += fact_line(
        t.fill(N_("Planlagt for hver deltaker: {} timer."), {hours_text(view.planned_each)}));
  if (view.planned) {
    const std::int64_t left = *view.planned - view.given;
    lines += fact_line(t.fill(N_("Planlagt for de faste deltakerne til sammen: {} deltakertimer."),
                              {hours_text(view.planned)}));
    if (!view.rows.empty() && left >= 0)
      lines += fact_line(t.fill(N_("Gitt så langt: {}. Igjen: {}."),
                                {std::to_string(view.given), std::to_string(left)}));
    else if (!view.rows.empty())
      lines += fact_line(t.fill(N_("Gitt så langt: {}. Det er {} mer enn planlagt."),
                                {std::to_string(view.given), std::to_string(-left)}));
  } else if (!view.rows.empty()) {
    lines +=
        fact_line(t.fill(N_("Gitt så langt: {} deltakertimer."), {std::to_string(view.given)}));
  }
  if (view.planned_rows)
    lines += fact_line(t.fill(N_("Planlagt i semestrene under: {} deltakertimer."),
                              {std::to_string(*view.planned_rows)}));
  if (view.ppt_planned || view.ppt_used)
    lines += fact_line(t.fill(N_("PPTs timer: {} planlagt, {} brukt."),
                              {hours_text(view.ppt_planned), hours_text(view.ppt_used)}));
  return lines.empty() ? Html() : html(R"(<ul class="plain-list">{}</ul>)", lines);
}

Html dose_table(const Texts& t, const DoseView& view) {
  if (view.rows.empty())
    return html(
        R"(<p class="muted">{}</p>)",
        t(N_(
            "Ingen har skrevet ennå hva deltakerne fikk. Det er ikke det samme som at de ikke fikk "
            "noe.")));
  std::vector<page::TableRow> rows;
  for (const DoseRowView& one : view.rows)
    rows.push_back({{page::link(page::Url(one.address), one.semester), html("{}", one.who),
                     html("{}", hours_text(one.planned)),
                     html("<span>{}{}</span>", hours_text(one.given),
                          one.how.empty() ? Html()
                                          : html(R"(<br><span class="muted small">{}</span>)", one.how)),
                     html("{}", difference_text(one.planned, one.given)),
                     html("{}", one.source)}});
  return page::table(t(N_("Omfang i hvert semester, i deltakertimer")),
                     {{std::string(t(N_("Semester"))), "", "", false},
                      {std::string(t(N_("Hvem"))), "", "", false},
                      {std::string(t(N_("Planlagt"))), "", "", true},
                      {std::string(t(N_("Gitt"))), "", "", true},
                      {std::string(t(N_("Forskjell"))), "", "", true},
                      {std::string(t(N_("Kilde"))), "", "", false}},
                     rows);
}

Html links_of(const std::vector<std::pair<std::string, std::string>>& all) {
  return html(R"(<ul class="plain-list">{}</ul>)", page::each(all, [](const auto& one) {
                return html("<li>{}</li>", page::link(page::Url(one.second), one.first));
              }));
}

Html overlap_table(const Texts& t, const OverlapsView& view) {
  std::vector<page::TableRow> rows;
  for (const OverlapView& one : view.overlaps)
    rows.push_back({{page::link(page::Url(one.address), one.unit),
                     html("<span>{} {}</span>", one.period,
                          one.now ? page::status("warning", t(N_("Nå"))) : Html()),
                     html("{}", static_cast<std::int64_t>(one.of.size())), links_of(one.of)}});
  return page::table(t(N_("Enheter, når, og hva de er med i")),
                     {{std::string(t(N_("Enhet"))), "", "", false},
                      {std::string(t(N_("Når"))), "", "", false},
                      {std::string(t(N_("Antall"))), "", "", true},
                      {std::string(t(N_("Med i"))), "", "", false}},
                     rows);
}

}  // namespace

Html step_form(const Texts& t, const StepView& view) {
  Html fields;
  if (view.asks_day)
    fields += page::input(t,
                          {"day", std::string(t(N_("Dato for vedtaket"))), "",
                           page::error_of(t, view.errors, "day"), false},
                          "date", view.day);
  if (view.asks_grounds)
    fields += page::text_area(
        t, {"grounds", view.grounds_label, "", page::error_of(t, view.errors, "grounds"), false,
            true},
        view.grounds);
  const Html mend =
      view.mend.empty()
          ? Html()
          : html("<p>{}</p>", page::link(page::Url(view.mend), t(N_("Rett det på tiltaket"))));
  return html(
      R"(<section class="panel">{}{}<form class="form" method="post" action="{}" novalidate>{}{}{}{}</form></section>)",
      page::error_summary(t, view.errors), mend, page::Url(view.action),
      page::hidden("csrf", view.csrf), page::hidden("to", view.to), fields,
      page::form_actions(
          page::submit(view.act, page::Weight::primary) +
          page::button_link(page::Url(view.back), t(N_("Avbryt")), page::Weight::tertiary)));
}

Html dose_panel(const Texts& t, const DoseView& view) {
  const Html add = view.add.empty() ? Html()
                                    : page::button_link(page::Url(view.add), t(N_("Nytt omfang")),
                                                        page::Weight::tertiary, "add");
  return page::panel("dose", t(N_("Planlagt og virkelig omfang")),
                     dose_facts(t, view) + dose_table(t, view), add);
}

Html themes_panel(const Texts& t, const ThemesView& view) {
  if (view.themes.empty()) return {};
  std::vector<page::TableRow> rows;
  for (const ThemeView& one : view.themes)
    rows.push_back({{page::link(page::Url(one.address), one.title), html("{}", one.depth),
                     html("{}", one.measures), html("{}", one.hours)}});
  const Html without = page::when(
      view.without > 0,
      html(R"(<p class="muted">{}</p>)",
           t.plural(view.without, N_("Ett tiltak har ikke noe tema."),
                    N_("{} tiltak har ikke noe tema."))));
  return page::panel("balance", t(N_("Hvordan tiltakene fordeler seg")),
                     page::table(t(N_("Tiltak etter tema")),
                                 {{std::string(t(N_("Tema"))), "", "", false},
                                  {std::string(t(N_("Bredde eller dybde"))), "", "", false},
                                  {std::string(t(N_("Tiltak"))), "", "", true},
                                  {std::string(t(N_("Planlagte timer"))), "", "", true}},
                                 rows) +
                         without);
}

Html overlaps_page(const Texts& t, const OverlapsView& view) {
  const Html form =
      html(R"(<form class="form" method="get" action="{}">{}{}</form>)", page::Url(view.address),
           page::input(t,
                       {"most", std::string(t(N_("Vis enheter med flere enn"))),
                        std::string(t(N_("Så mange tiltak og programmer på en gang."))), "", false},
                       "number", std::to_string(view.most)),
           page::form_actions(page::submit(t(N_("Vis")), page::Weight::secondary)));
  const std::string limit = t.fill(
      N_("Grensen i partnerskapet er {} på en gang."), {std::to_string(view.agreed)});
  const Html agreed = html(
      R"(<p class="muted">{} {}</p>)", limit,
      view.settings.empty() ? Html()
                            : page::link(page::Url(view.settings), t(N_("Endre grensen"))));
  Html found = view.overlaps.empty()
                   ? page::empty_state(
                         t(N_("Ingen enheter har så mye på en gang")),
                         t(N_("Det gjelder dem som er nevnt ved navn i tiltak og programmer.")), {})
                   : overlap_table(t, view);
  Html unnamed;
  if (!view.without_units.empty())
    unnamed = page::panel(
        "unnamed", t(N_("Tiltak som ikke nevner enheter ved navn")),
        html(R"(<p class="muted">{}</p>)",
             t(N_("Disse er ikke regnet med, for ingen kan se hvilke enheter de gjelder."))) +
            links_of(view.without_units));
  return html(R"(<section class="panel">{}{}</section>)", agreed, form) +
         page::panel("overlaps", t.fill(N_("Mer enn {} på en gang"), {std::to_string(view.most)}),
                     found) +
         unnamed;
}

}  // namespace samloft::measures

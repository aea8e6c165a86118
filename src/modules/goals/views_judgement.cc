// The page where a goal is judged.
// Tested by app/goals_walk_test.cc

#include <algorithm>

#include "goals/goals.h"
#include "page/components.h"
#include "views.h"

namespace samloft::goals {
namespace {

using page::Html;
using page::html;

Html muted(std::string_view text) { return html(R"(<span class="muted">{}</span>)", text); }

Html what_it_shows(const Texts& t, const GroundView& ground) {
  if (ground.not_over_time) return page::status("neutral", t(N_("Kan ikke sammenlignes over tid")));
  if (ground.shows) return page::status("info", t(N_("Viser en senere verdi")));
  return page::status("neutral", ground.baseline.empty() ? t(N_("Mangler utgangspunkt"))
                                                         : t(N_("Ingen senere verdi")));
}

Html grounds_table(const Texts& t, const std::vector<GroundView>& grounds) {
  if (grounds.empty())
    return html(
        R"(<p class="muted">{}</p>)",
        t(N_("Målet har ingen kjennetegn. Beskriv grunnlaget i ord, eller velg «Ikke vist».")));
  std::vector<page::TableRow> rows;
  for (const GroundView& one : grounds) {
    const Html newest = one.newest.empty()
                            ? muted(t(N_("Ikke målt ennå")))
                            : html("<span>{}<br>{}</span>", one.newest, muted(one.newest_day));
    rows.push_back({{html("{}", one.title), html("{}", one.baseline), newest,
                     html("{}", one.target), what_it_shows(t, one)}});
  }
  return page::table(t(N_("Kjennetegnene med verdier")),
                     {{std::string(t(N_("Kjennetegn"))), "", "", false},
                      {std::string(t(N_("Utgangspunkt"))), "", "", false},
                      {std::string(t(N_("Siste måling"))), "", "", false},
                      {std::string(t(N_("Ønsket verdi"))), "", "", false},
                      {std::string(t(N_("Hva det viser"))), "", "", false}},
                     rows);
}

}  // namespace

Html honest_end(const Texts& t, Judgement judgement) {
  if (judgement != Judgement::not_shown) return {};
  return page::alert(
      "info",
      html("<p>{}</p>", t(N_("Ikke vist: tallene viser verken det ene eller det andre. Det er et "
                             "ærlig resultat, og ikke et nederlag."))));
}

Html judging_form(const Texts& t, const JudgingView& view) {
  const bool shown = std::any_of(view.grounds.begin(), view.grounds.end(),
                                 [](const GroundView& one) { return one.shows; });
  const auto frame = [&](std::string_view name, std::string_view label, std::string_view hint,
                         bool optional) {
    return page::FieldFrame{std::string(name),
                            std::string(t(label)),
                            std::string(t(hint)),
                            page::error_of(t, view.errors, name),
                            optional,
                            true};
  };
  std::vector<page::Option> options;
  for (const Choice& one : ChoicesOf<Judgement>::list) {
    if (one.code == code_of(Judgement::none)) continue;
    options.push_back(
        {std::string(one.code), std::string(t(one.label)), view.judgement == one.code});
  }
  const std::string_view rule = shown ? N_("«Ikke vist» betyr at tallene verken viser det ene "
                                           "eller det andre. Det er et ærlig svar, "
                                           "og det sier hva dere må måle neste gang.")
                                      : N_("Ingen kjennetegn har utgangspunkt og en senere verdi "
                                           "fra samme kilde. «Nådd» krever da at "
                                           "dere beskriver grunnlaget. «Ikke vist» er et ærlig "
                                           "svar, og det sier hva dere må måle "
                                           "neste gang.");
  const Html fields =
      page::radios(t, frame("judgement", N_("Måloppnåelse"), rule, false), options) +
      page::text_area(
          t,
          frame("judgement_grounds", N_("Grunnlag for vurderingen"),
                N_("Hva vurderingen bygger på, når kjennetegnene ikke sier det alene."), true),
          view.text) +
      page::input(t,
                  frame("judge", N_("Hvem som vurderer"),
                        N_("Verv eller organ, for eksempel «Styringsgruppa»."), true),
                  "text", view.judge) +
      page::input(t, frame("judged_on", N_("Vurdert den"), "", false), "date", view.day);
  const Html form =
      html(R"({}<form class="form" method="post" action="{}" novalidate>{}{}{}</form>)",
           page::error_summary(t, view.errors), page::Url(view.action),
           page::hidden("csrf", view.csrf), fields,
           page::form_actions(
               page::submit(t(N_("Lagre vurderingen")), page::Weight::primary) +
               page::button_link(page::Url(view.back), t(N_("Avbryt")), page::Weight::tertiary)));
  return page::panel("grounds", t(N_("Det dere har å vurdere ut fra")),
                     grounds_table(t, view.grounds)) +
         html(R"(<section class="panel">{}</section>)", form);
}

}  // namespace samloft::goals

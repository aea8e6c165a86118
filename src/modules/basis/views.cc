// The decision basis in HTML.
// Tested by pages_test.cc

#include "views.h"

namespace samloft::basis {

using page::Html;
using page::html;

Html freeze_form(const Texts& t, const FreezeView& view) {
  const auto frame = [&](const char* name, std::string_view label, std::string_view hint,
                         bool wide = false) {
    return page::FieldFrame{name, std::string(label), std::string(hint),
                            page::error_of(t, view.errors, name), false, wide};
  };
  return page::panel(
      "freeze", t(N_("Frys grunnlaget")),
      html(R"(<p class="muted">{}</p>{}{}<form class="form" method="post" action="{}" novalidate data-draft="{}">{}{}{}{}{}{}{}</form>)",
           t(N_("Grunnlaget fryses slik det er nå, på alle tre språk, med alt det siterer, og kan ikke endres siden.")),
           page::error_summary(t, view.errors,
                               {{"recipient", std::string(t(N_("Til")))},
                                {"year", std::string(t(N_("År")))},
                                {"grounds", std::string(t(N_("Begrunnelse for prioriteringene")))}}),
           view.typed_at ? page::unsaved_note(t, *view.typed_at) : Html(),
           page::Url(view.action), page::Url(view.draft_action),
           page::hidden("csrf", view.csrf), page::hidden("id", view.id),
           page::input(t, frame("recipient", t(N_("Til")), t(N_("Hvem som skal beslutte, for eksempel samarbeidsforum i fylket."))),
                       "text", view.recipient),
           page::input(t, frame("year", t(N_("År")), t(N_("Det første året grunnlaget gjelder for."))),
                       "number", view.year),
           page::text_area(t, frame("grounds", t(N_("Begrunnelse for prioriteringene")),
                                    t(N_("Hvorfor behovene kommer i denne rekkefølgen, og hvem som har vært med på å bestemme den. Skriv i Markdown.")),
                                    true),
                           view.grounds),
           page::draft_state(),
           page::form_actions(page::submit(t(N_("Frys")), page::Weight::primary))));
}

Html frozen_panel(const Texts& t, const std::vector<FrozenView>& frozen,
                  const std::string& list_address) {
  if (frozen.empty()) return {};
  const Html items = page::each(frozen, [&](const FrozenView& one) {
    return html(R"(<li>{} <span class="muted">{}</span> <a class="ds-link" href="{}">{}<span class="ds-sr-only">: {}</span></a></li>)",
                page::link(page::Url(one.address), one.title), one.note,
                page::Url(one.read_address), t(N_("Les")), one.title);
  });
  return page::panel("frozen", t(N_("Det som er lagt fram")),
                     html(R"(<ul class="linked">{}</ul><p>{}</p>)", items,
                          page::link(page::Url(list_address), t(N_("Alle beslutningsgrunnlag")))));
}

Html unready_panel(const Texts& t, const std::vector<UnreadyView>& statements) {
  if (statements.empty()) return {};
  const Html items = page::each(statements, [&](const UnreadyView& one) {
    const Html lacking = page::each(one.lacking, [&](const std::pair<bool, std::string>& what) {
      return html("<li>{} {}</li>",
                  page::status(what.first ? "danger" : "warning",
                               t(what.first ? N_("Må være oppfylt") : N_("Bør være oppfylt"))),
                  what.second);
    });
    return html(R"(<li>{}<ul>{}</ul></li>)",
                page::link(page::Url(one.address), one.title), lacking);
  });
  return page::panel("unready", t(N_("Behovsmeldinger som ikke er klare")),
                     html(R"(<ul class="linked">{}</ul>)", items));
}

Html missing_part(const Texts& t, const Html& panels) {
  if (panels.empty())
    return page::alert("success", html("<p>{}</p>", t(N_("Ingenting mangler, så langt reglene kan se."))));
  return html(R"(<section class="stack" id="missing" aria-labelledby="missing-title"><h2 id="missing-title">{}</h2>{}</section>)",
              t(N_("Det som mangler")), panels);
}

Html live_part(const Texts& t, const Html& document) {
  return html(R"(<section class="stack" id="now" aria-labelledby="now-title"><h2 id="now-title">{}</h2>{}</section>)",
              t(N_("Slik er det nå")), document);
}

}  // namespace samloft::basis

// Choosing those who are asked, and codes to hand out on paper.
// Tested by app/survey_walk_test.cc

#include "views.h"

namespace samloft::surveys {

using page::Html;
using page::html;

namespace {

Html tick(const PickView::Person& one, const std::string& id) {
  return html(
      R"(<div class="ds-field"><input class="ds-input" type="checkbox" id="{}" name="persons" value="{}"{}><label class="ds-label" for="{}">{}</label></div>)",
      id, one.id, page::when(one.is_picked, Html::trusted(" checked")), id, one.name);
}

// The first box carries the field's name as id, so that the error summary leads to it.
Html ticks(const Texts& t, const std::vector<PickView::Person>& all, std::size_t& number) {
  return page::each(all, [&](const PickView::Person& one) {
    if (one.is_invited)
      return html(R"(<p class="muted">{} <span class="optional">({})</span></p>)", one.name, t(N_("invitert")));
    const std::string id = number == 0 ? "persons" : "persons-" + std::to_string(number);
    ++number;
    return tick(one, id);
  });
}

Html group(std::string_view legend, const Html& content, const std::string& error) {
  return html(
      R"(<fieldset class="ds-fieldset"{}><legend class="ds-label">{}</legend><div class="picks">{}</div>{}</fieldset>
)",
      page::when(!error.empty(), Html::trusted(R"( aria-describedby="persons-e")")), legend, content,
      page::when(!error.empty(),
                 html(R"(<p class="ds-validation-message" data-field="validation" id="persons-e">{}</p>)", error)));
}

Html hits_part(const Texts& t, const PickView& view, const Html& boxes, const std::string& error) {
  if (!view.has_sought)
    return html(R"(<p class="muted">{}</p>)", t(N_("Søk etter navn, stilling eller enhet, eller velg en rolle.")));
  if (view.hits.empty()) return html("<p>{}</p>", t(N_("Ingen som arbeider her i dag, passer til søket.")));
  return group(t(N_("Treff")), boxes, error) +
         page::when(view.is_cut, html(R"(<p class="muted">{}</p>)",
                                      t(N_("Det er flere enn dem som vises. Skriv mer for å finne dem."))));
}

}  // namespace

// One form: searching sends what is ticked along by GET, and the last button sends it by POST, with the
// token that the address must not hold.
Html picking_panel(const Texts& t, const PickView& view) {
  std::size_t number = 0;
  const Html picked = ticks(t, view.picked, number), hits = ticks(t, view.hits, number);
  const Html search = html(
      R"(<div class="filters">{}{}<button class="ds-button filters__go" data-variant="secondary" type="submit">{}</button></div>)",
      page::input(t, {"q", std::string(t(N_("Navn, stilling eller enhet"))), "", "", false}, "search", view.words),
      page::select(t, {"role", std::string(t(N_("Rolle"))), "", "", false}, view.roles), t(N_("Søk")));
  const bool on_picked = !view.picked.empty();
  const Html send = html(
      R"(<button class="ds-button" data-variant="primary" type="submit" formmethod="post" name="csrf" value="{}">{}</button>)",
      view.csrf, t(N_("Send lenker til dem som er krysset av")));
  const Html all = html(
      R"(<button class="ds-button" data-variant="tertiary" type="submit" name="all" value="1">{}</button>)",
      t(N_("Kryss av alle treff")));
  return html(
      R"(<section class="panel stack"><p class="prose">{}</p><form class="stack" method="get" action="{}">{}{}{}{}</form></section>)",
      t.fill(N_("Minst {} må være spurt når noen velges én og én, og resultatet vises først når minst så mange har "
                "svart. Velg aldri ut noen for å finne ut hva akkurat de mener."),
             {view.least}),
      page::Url(view.address), search,
      page::when(on_picked, group(t(N_("Valgt")), picked, view.error)),
      hits_part(t, view, hits, on_picked ? "" : view.error),
      page::form_actions(page::when(number > 0, send) + page::when(!view.hits.empty(), all)));
}

Html code_sheet(const Texts& t, const std::string& title, const std::string& address,
                const std::vector<SheetCode>& codes) {
  const Html cards = page::each(codes, [&](const SheetCode& one) {
    return html(
        R"(<li class="code"><p class="code__title">{}</p>{}<p class="code__at small">{}</p><p class="code__code">{}</p><p class="small muted">{}</p></li>
)",
        title, one.picture, address, one.code, t(N_("Brukes én gang. Anonymt.")));
  });
  return html(
      R"(<div class="ds-alert codes-note" data-color="warning"><p>{}</p><p><button class="ds-button" data-variant="primary" type="button" data-print>{}{}</button></p></div>
<ul class="codes">{}</ul>)",
      t(N_("Kodene vises bare denne ene gangen, for vi lagrer dem ikke. Skriv ut arket nå. Klipp det opp "
           "og del ut uten å notere hvem som får hvilken.")),
      page::icon("print"), t(N_("Skriv ut")), cards);
}

}  // namespace samloft::surveys

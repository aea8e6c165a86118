// The forms and lists of the process.
// Tested by pages_process_test.cc

#include "views_process.h"

namespace samloft::needs {
namespace {

using page::Html;
using page::html;

Html alike_list(const Texts& t, const std::vector<AlikeView>& all) {
  if (all.empty())
    return html(R"(<p class="muted">{}</p>)",
                t(N_("Ingen ligner. Søk etter andre over, eller la behovet stå alene.")));
  std::vector<page::Option> options;
  for (const AlikeView& one : all)
    options.push_back(
        {one.id, one.why.empty() ? one.title : one.title + " – " + one.why, one.chosen});
  return page::checkboxes(
      t, {"need", std::string(t(N_("Behov som hører sammen med dette"))), "", "", false, true},
      options);
}

Html mine_line(const Texts& t, const MineView& one) {
  Html what = page::status(one.colour, one.state);
  if (!one.priority.empty()) what += html(" {}", t.fill(N_("nummer {}"), {one.priority}));
  if (!one.into.text.empty())
    what += html(R"(<br><span class="muted">{} {}</span>)", t(N_("Samlet i")),
                 page::link(page::Url(one.into.address), one.into.text));
  if (!one.reason.empty()) what += html("<br>{}", one.reason);
  return html("<div>{}</div>", what);
}

}  // namespace

Html aside_panel(const Texts& t, const AsideView& view) {
  const std::vector<page::Option> choices{
      {"parked", std::string(t(N_("Sett på vent"))), view.chosen == "parked"},
      {"rejected", std::string(t(N_("Avslå"))), view.chosen == "rejected"}};
  const Html form = html(
      R"(<form class="form" method="post" action="{}">{}{}{}{}</form>)", page::Url(view.action),
      page::hidden("csrf", view.csrf),
      page::radios(t, {"state", std::string(t(N_("Hva skal skje"))), "", "", false, true}, choices),
      page::text_area(
          t,
          {"reason", std::string(t(N_("Begrunnelse"))),
           std::string(t(N_("Den som meldte behovet, leser den og får den på e-post."))),
           view.error, false, true},
          view.reason),
      page::form_actions(page::submit(t(N_("Sett til side")), page::Weight::secondary)));
  if (!view.error.empty()) return page::panel("aside", t(N_("Sett til side")), form);
  return page::panel(
      "aside", t(N_("Sett til side")),
      html(
          R"(<details class="ds-details" data-variant="default"><summary>{}</summary><div>{}</div></details>)",
          t(N_("Sett på vent eller avslå, med begrunnelse")), form));
}

Html merged_into_alert(const Texts& t, const IntoView& view) {
  const Html out = view.withdrawal.empty()
                       ? Html()
                       : page::post_button(page::Url(view.withdrawal), view.csrf,
                                           t(N_("Ta ut igjen")), page::Weight::tertiary, "undo");
  return html(R"(<div class="grid"><div class="grid__full stack">{}</div></div>)",
              page::alert("info", html("<p>{} {}</p>{}", t(N_("Behovet er samlet i")),
                                       page::link(page::Url(view.address), view.title), out)));
}

Html merged_list(const Texts& t, const std::vector<NamedLink>& needs) {
  if (needs.empty()) return {};
  return page::panel("merged", t(N_("Samlet her")),
                     html(R"(<p class="muted">{}</p><ul class="linked">{}</ul>)",
                          t(N_("Disse behovene føres videre i dette. De har sine egne sider og sin "
                               "egen historikk.")),
                          page::each(needs, [](const NamedLink& one) {
                            return html("<li>{}</li>",
                                        page::link(page::Url(one.address), one.text));
                          })));
}

Html merging_page(const Texts& t, const MergingView& view) {
  const Html search = html(
      R"(<form class="filters" method="get" action="{}" role="search" aria-label="{}">{}<button class="ds-button filters__go" data-variant="secondary" type="submit">{}</button></form>)",
      page::Url(view.search_action), t(N_("Finn andre behov")),
      page::input(t, {"q", std::string(t(N_("Finn andre behov"))), "", "", false}, "search",
                  view.search),
      t(N_("Søk")));
  const std::vector<page::Option> targets{
      {"this", t.fill(N_("I dette: «{}»"), {view.title}), !view.into_new},
      {"new", std::string(t(N_("I et nytt behov med tittelen under"))), view.into_new}};
  const Html alert =
      view.error.empty() ? Html() : page::alert("danger", html("<p>{}</p>", view.error));
  const Html form = html(
      R"(<form class="form" method="post" action="{}">{}{}{}{}{}{}</form>)", page::Url(view.action),
      page::hidden("csrf", view.csrf), page::hidden("fresh", view.fresh), alike_list(t, view.alike),
      page::radios(t, {"into", std::string(t(N_("Samle dem"))), "", "", false, true}, targets),
      page::input(t, {"title", std::string(t(N_("Tittel på det nye behovet"))), "", "", true, true},
                  "text", view.new_title),
      page::form_actions(page::submit(t(N_("Samle")), page::Weight::primary)));
  return html(R"(<section class="panel stack">{}{}{}</section>)", alert, search, form);
}

Html mine_page(const Texts& t, const std::vector<MineView>& needs, const Html& pages,
               const std::string& new_address) {
  if (needs.empty()) {
    return html(
        R"(<section class="panel">{}</section>)",
        page::empty_state(t(N_("Du har ikke meldt noe ennå")),
                          t(N_("Her ser du hva som blir av behovene du melder, og hvorfor.")),
                          page::button_link(page::Url(new_address), t(N_("Meld et behov")),
                                            page::Weight::primary, "add")));
  }
  std::vector<page::TableRow> rows;
  for (const MineView& one : needs)
    rows.push_back({{page::link(page::Url(one.title.address), one.title.text),
                     html("{}", one.raised_on), mine_line(t, one)}});
  return html(R"(<section class="panel">{}{}</section>)",
              page::table(t(N_("Behov du har meldt")),
                          {{std::string(t(N_("Behov"))), "", "", false},
                           {std::string(t(N_("Meldt"))), "", "", false},
                           {std::string(t(N_("Hva det ble av det"))), "", "", false}},
                          rows),
              pages);
}

Html report_page(const Texts& t, const ReportView& view) {
  const Html kept = view.kept.empty() ? Html() : page::alert("info", html("<p>{}</p>", view.kept));
  const Html source = view.source.empty() ? Html()
                                          : html(R"(<p class="form__wide">{}</p>)",
                                                 t.fill(N_("Bygger på {}."), {view.source}));
  const Html units = view.units.size() < 2
                         ? Html()
                         : page::select(t,
                                        {"unit", std::string(t(N_("Hvem gjelder det?"))), "",
                                         page::error_of(t, view.errors, "units"), false, true},
                                        view.units);
  const Html form = html(
      R"(<form class="form" method="post" action="{}" novalidate data-draft="{}">{}{}{}{}{}{}{}{}{}{}</form>)",
      page::Url(view.action), page::Url(view.draft_action), page::hidden("csrf", view.csrf),
      page::hidden("id", view.id), page::hidden("passage", view.passage), source,
      page::input(
          t,
          {"title", std::string(t(N_("Hva trenger dere å bli bedre på?"))),
           std::string(t(N_("Én setning."))), page::error_of(t, view.errors, "title"), false,
           true},
          "text", view.title),
      page::text_area(t,
                      {"description", std::string(t(N_("Hva ser dere i hverdagen?"))),
                       std::string(t(N_("Det dere ser hos barna eller hos dere selv. Aldri noe om "
                                        "enkeltbarn."))),
                       page::error_of(t, view.errors, "description"), true, true},
                      view.description),
      page::radios(t, {"kind", std::string(t(N_("Hva slags behov er det?"))), "", "", false, true},
                   view.kinds),
      units, page::draft_state(), page::form_actions(page::submit(t(N_("Send inn")), page::Weight::primary)));
  return html(
      R"(<section class="panel"><div id="form" class="stack">{}{}{}</div></section>)",
      page::error_summary(t, view.errors,
                          {{"title", std::string(t(N_("Hva trenger dere å bli bedre på?")))},
                           {"description", std::string(t(N_("Hva ser dere i hverdagen?")))}}),
      kept, form);
}

Html settled_alert(const Texts& t) {
  return html(
      R"(<div class="grid"><div class="grid__full stack">{}</div></div>)",
      page::alert("info",
                  html("<p>{}</p>",
                       t(N_("Behovet er behandlet, og teksten står slik den var da. Nå er det de "
                            "som samler behovene, som kan endre den. Du kan skrive en "
                            "tilføyelse.")))));
}

Html additions_panel(const Texts& t, const AdditionsView& view) {
  if (view.additions.empty() && view.add.empty()) return {};
  const Html add = view.add.empty() ? Html()
                                    : page::button_link(page::Url(view.add), t(N_("Ny tilføyelse")),
                                                        page::Weight::secondary, "add");
  const Html none = html(R"(<p class="muted">{}</p>)",
                         t(N_("Noe å legge til? Skriv det her, så står det sammen med behovet.")));
  const Html all = page::each(view.additions, [&](const AdditionsView::One& one) {
    const Html sources = page::each(one.evidence, [](const NamedLink& source) {
      return html(" · {}", page::link(page::Url(source.address), source.text));
    });
    return html(R"(<li><p>{}</p><p class="muted small">{}{}{}</p></li>)", one.text,
                one.who.empty() ? Html() : html("{} · ", one.who),
                page::link(page::Url(one.address), t(N_("Se tilføyelsen"))), sources);
  });
  return page::panel("additions", t(N_("Tilføyelser")),
                     view.additions.empty() ? none : html(R"(<ul class="linked">{}</ul>)", all),
                     add);
}

Html passages_panel(const Texts& t, const std::vector<PassageView>& passages) {
  if (passages.empty()) return {};
  return page::panel(
      "passages", t(N_("Sitater med sidetall")), page::each(passages, [](const PassageView& one) {
        return html("<blockquote><p>{}</p><footer>{}</footer></blockquote>", one.quote,
                    page::link(page::Url(one.where.address), one.where.text));
      }));
}

}  // namespace samloft::needs

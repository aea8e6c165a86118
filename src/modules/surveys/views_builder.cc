// Making a survey: its steps, its questions, and what one may add.
// Tested by app/survey_walk_test.cc

#include "surveys/surveys.h"
#include "views.h"

namespace samloft::surveys {
namespace {

using page::Html;
using page::html;

Html row_tools(const Texts& t, const BuilderView& view, const BuilderItem& one) {
  if (one.address.empty() || !view.is_builder) return {};
  const auto button = [&](const std::string& below, std::string_view label, const Html& hidden) {
    return html(
        R"(<form method="post" action="{}">{}{}<button class="ds-button" data-variant="tertiary" type="submit">{}<span class="ds-sr-only">: {}</span></button></form>)",
        page::Url(one.address + below), page::hidden("csrf", view.csrf), hidden, label, one.text);
  };
  Html all = html(
      R"(<a class="ds-button" data-variant="tertiary" href="{}">{}<span class="ds-sr-only">: {}</span></a>)",
      page::Url(one.address + "/edit"), t(N_("Endre")), one.text);
  if (one.may_rise) all += button("/move", t(N_("Opp")), page::hidden("direction", "up"));
  if (one.may_sink) all += button("/move", t(N_("Ned")), page::hidden("direction", "down"));
  return all + button("/removal", t(N_("Fjern")), {});
}

Html row(const Texts& t, const BuilderView& view, const BuilderItem& one) {
  return html(
      R"(<li class="build__item{}" id="{}"><div class="build__text"><p class="build__q">{}{}{}</p><p class="muted small">{}{}{}</p></div><div class="build__tools">{}</div></li>
)",
      one.is_section ? " build__item--section" : "", one.id, one.number, one.number.empty() ? "" : " ", one.text,
      one.kind, one.details.empty() ? "" : " · ", one.details, row_tools(t, view, one));
}

Html add_link(const Texts& t, const BuilderView& view, const Choice& type) {
  return page::button_link(
      page::Url(view.address + "/questions/new?type=" + std::string(type.code)), t(type.label),
      page::Weight::tertiary, "add");
}

}  // namespace

Html questions_panel(const Texts& t, const BuilderView& view) {
  const Html faults = page::each(view.faults, [](const std::string& one) {
    return page::alert("warning", html("<p>{}</p>", one));
  });
  const Html list =
      view.items.empty()
          ? html(R"(<p class="muted">{}</p>)", t(N_("Ingen spørsmål ennå.")))
          : html(R"(<ol class="build">{}</ol>)", page::each(view.items, [&](const BuilderItem& one) {
                   return row(t, view, one);
                 }));
  return page::panel("questions", t(N_("Spørsmålene")), faults + list,
                     page::when(view.is_draft && !view.is_builder,
                                page::button_link(page::Url(view.address + "/questions"),
                                                  t(N_("Endre spørsmålene")), page::Weight::tertiary,
                                                  "edit")));
}

Html builder_tools(const Texts& t, const BuilderView& view) {
  if (!view.is_draft) return {};
  Html add;
  for (const Choice& type : ChoicesOf<ItemType>::list) add += add_link(t, view, type);
  Html ready = page::post_button(page::Url(view.address + "/profile"), view.csrf,
                                 t(N_("Legg til profil for lærende fellesskap (12 påstander)")),
                                 page::Weight::secondary, "add");
  if (!view.sets.empty()) {
    ready += html(
        R"(<form class="stack" method="post" action="{}">{}{}{}</form>)",
        page::Url(view.address + "/sets"), page::hidden("csrf", view.csrf),
        page::select(t, {"item_set", std::string(t(N_("Spørsmålssett"))),
                         std::string(t(N_("Sett med ukjent lisens må avklares før undersøkelsen åpnes."))),
                         "", false},
                     view.sets),
        page::submit(t(N_("Legg til settet")), page::Weight::secondary));
  }
  return page::panel("add", t(N_("Legg til")), html(R"(<div class="row">{}</div>)", add)) +
         page::panel("ready", t(N_("Ferdige spørsmål")), html(R"(<div class="stack">{}</div>)", ready));
}

}  // namespace samloft::surveys

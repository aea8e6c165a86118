// The frame, part by part.
// Tested by components_test.cc

#include "page/frame.h"

#include "assets/assets.h"
#include "page/components.h"

namespace samloft::page {
namespace {

Html mark() {
  return Html::trusted(
      R"(<svg class="brand__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><circle cx="12" cy="13" r="8" class="m1"/><circle cx="20" cy="13" r="8" class="m2"/><circle cx="16" cy="20" r="8" class="m3"/></svg>)");
}

Html nav_links(const Frame& f) {
  return each(f.nav, [](const NavItem& item) {
    return html(R"(<li><a href="{}"{}>{}</a></li>)", Url(item.address),
                when(item.current, Html::trusted(R"( aria-current="true")")), item.label);
  });
}

Html search_box(const Frame& f, std::string_view id) {
  if (f.search.empty()) return {};
  return html(
      R"(<form class="top__search" role="search" aria-label="{}" action="{}" method="get"><label class="ds-sr-only" for="{}">{}</label>{}<input class="ds-input" id="{}" name="q" type="search" value="{}" placeholder="{}" autocomplete="off" aria-keyshortcuts="/" data-search><kbd aria-hidden="true">/</kbd></form>)",
      id == "q" ? f.t(N_("Hele partnerskapet")) : f.t(N_("Hele partnerskapet, i menyen")),
      Url(f.search), id, f.t(N_("Søk i partnerskapet")), icon("search"), id, f.query,
      f.t(N_("Søk enhet, person, mål")));
}

Html language_links(const Frame& f) {
  return each(kLanguages, [&](Language language) {
    if (language == f.t.language()) return Html();
    static constexpr std::string_view kNames[] = {"Bokmål", "Nynorsk", "English"};
    return html(
        R"(<li><form method="post" action="/language">{}{}{}<button type="submit" lang="{}">{}</button></form></li>)",
        hidden("csrf", f.csrf), hidden("language", tag(language)), hidden("back", f.address),
        tag(language), kNames[static_cast<std::size_t>(language)]);
  });
}

Html role_choice(const Frame& f) {
  if (f.roles.size() < 2) return {};
  return each(f.roles, [&](const NavItem& role) {
           return html(
               R"(<li><form method="post" action="{}">{}{}<button type="submit" aria-pressed="{}">{}</button></form></li>)",
               Url(f.role_action), hidden("csrf", f.csrf), hidden("role", role.address),
               role.current ? "true" : "false", f.t.fill(N_("Opptre som {}"), {role.label}));
         }) +
         Html::trusted(R"(<li class="menu__sep"></li>)");
}

Html own_links(const Frame& f) {
  if (f.viewer.empty())
    return html(R"(<li><a href="/login">{}</a></li>)", f.t(N_("Logg inn")));
  return html(
      R"(<li><a href="/me">{}</a></li><li class="menu__sep"><form method="post" action="/logout">{}<button type="submit">{}</button></form></li>)",
      f.t(N_("Min side")), hidden("csrf", f.csrf), f.t(N_("Logg ut")));
}

// What stands both in the bar and, on a phone, in the menu.
struct Entries {
  explicit Entries(const Frame& f)
      : nav(nav_links(f)), roles(role_choice(f)), languages(language_links(f)), own(own_links(f)) {}
  Html nav, roles, languages, own;
};

Html user_menu(const Frame& f, const Entries& entries) {
  return html(
      R"(<button class="ds-button top__user" data-variant="tertiary" type="button" popovertarget="me">{}<span>{}</span></button>
<div class="ds-popover menu" id="me" popover><ul>{}{}<li><button type="button" data-scheme-toggle>{}</button></li><li><button type="button" data-shortcut-toggle aria-pressed="true">{}</button></li>{}</ul></div>
)",
      icon("user"), f.viewer.empty() ? std::string(f.t(N_("Valg"))) : f.viewer, entries.roles, entries.languages,
      f.t(N_("Lyst eller mørkt")), f.t(N_("Hurtigtast / for søk")), entries.own);
}

Html phone_menu(const Frame& f, const Entries& entries) {
  return html(
      R"(<button class="ds-button top__menu" data-variant="tertiary" type="button" popovertarget="nav">{}<span>{}</span></button>
<div class="ds-popover menu" id="nav" popover><nav aria-label="{}">{}<ul>{}{}{}{}</ul></nav></div>
)",
      icon("menu"), f.t(N_("Meny")), f.t(N_("Meny")), search_box(f, "q2"), entries.nav,
      entries.roles, entries.languages, entries.own);
}

Html top(const Frame& f) {
  const std::string name = f.partnership.empty() ? "Samløft" : f.partnership;
  const Entries entries(f);
  const Html nav =
      f.nav.empty() ? Html()
                    : html(R"(<nav class="top__nav" aria-label="{}"><ul>{}</ul></nav>)",
                           f.t(N_("Hovedmeny")), entries.nav);
  return html(
      R"(<header class="top"><div class="top__in wrap"><a class="brand" href="{}">{}<span>{}</span></a>
{}{}{}{}</div></header>
)",
      Url(f.home), mark(), name, nav, search_box(f, "q"), user_menu(f, entries), phone_menu(f, entries));
}

Html crumbs(const Frame& f) {
  if (f.crumbs.size() < 2) return {};
  const NavItem& above = f.crumbs[f.crumbs.size() - 2];
  const Html items = each(f.crumbs, [](const NavItem& item) {
    return html(R"(<li><a class="ds-link" href="{}"{}>{}</a></li>)", Url(item.address),
                when(item.current, Html::trusted(R"( aria-current="page")")), item.label);
  });
  return html(
      R"(<div class="wrap"><nav class="ds-breadcrumbs" aria-label="{}"><a class="ds-link" href="{}">{}</a><ol>{}</ol></nav></div>
)",
      f.t(N_("Du er her")), Url(above.address), above.label, items);
}

Html head(const Frame& f) {
  return html(
      R"(<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{} – {}</title>
<meta name="color-scheme" content="light dark"><link rel="icon" href="{}"><link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{}"><script src="{}"></script></head>
)",
      f.title, f.partnership.empty() ? "Samløft" : f.partnership, assets::icon_data_uri(),
      assets::font(), assets::stylesheet(), assets::script());
}

Html foot(const Frame& f) {
  return html(
      R"(<footer class="foot wrap"><p>Samløft · {} · <a class="ds-link" href="/accessibility">{}</a> · <a class="ds-link" href="/privacy">{}</a></p><p class="only-print">{}</p></footer>
<div class="ds-sr-only" id="live" role="status" data-failed="{}"></div>
)",
      f.t(N_("åpen kildekode")), f.t(N_("Tilgjengelighet")), f.t(N_("Personvern")),
      f.t.fill(N_("Skrevet ut {} av {}. Adresse: {}"),
               {f.now, f.viewer.empty() ? std::string(f.t(N_("gjest"))) : f.viewer, f.address}),
      f.t(N_("Vi fikk ikke svar. Teksten din står her ennå. Se etter om den ble lagret før du "
             "prøver igjen.")));
}

}  // namespace

Html hero(const Hero& h) {
  return html(
      R"(<div class="hero"><div class="hero__text"><p class="eyebrow">{}</p><h1 class="ds-heading" data-size="lg">{}</h1>{}</div>{}</div>
)",
      h.eyebrow, h.title, h.facts,
      h.actions.empty() ? Html() : html(R"(<div class="hero__actions">{}</div>)", h.actions));
}

Html flash(std::string_view text, const Html& undo) {
  return html(R"(<div class="flash" role="status">{}<p>{}</p>{}</div>)", icon("check"), text, undo);
}

std::string whole_page(const Frame& f, const Html& main) {
  return html(
             R"(<!doctype html>
<html lang="{}" data-color-scheme="auto" data-color="accent">
{}<body data-size="sm"><a class="ds-skip-link" href="#innhold">{}</a>
{}{}<main id="innhold" class="wrap" tabindex="-1">
{}{}</main>
{}</body>
</html>
)",
             tag(f.t.language()), head(f), f.t(N_("Hopp til hovedinnhold")), top(f), crumbs(f),
             f.flash, main, foot(f))
      .text();
}

std::string_view answer_worker() { return assets::answer_worker(); }

}  // namespace samloft::page

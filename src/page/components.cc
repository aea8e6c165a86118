// Components other than forms and tables.
// Tested by components_test.cc

#include "page/components.h"

#include <array>

namespace samloft::page {
namespace {

struct Drawing {
  std::string_view name;
  std::string_view paths;
};
constexpr std::array kIcons{
    Drawing{"add", R"(<path d="M12 5v14M5 12h14"/>)"},
    Drawing{"arrow", R"(<path d="M5 12h13M13 6.500 18.500 12 13 17.500"/>)"},
    Drawing{"calendar", R"(<path d="M4 6h16v14H4zM4 10.500h16M8 3.500V7M16 3.500V7"/>)"},
    Drawing{"check", R"(<path d="m5 12.500 4.500 4.500L19 7.500"/>)"},
    Drawing{"clock", R"(<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5l3.500 2"/>)"},
    Drawing{"edit", R"(<path d="M5 19h3.500L19 8.500 15.500 5 5 15.500zM13.500 7l3.500 3.500"/>)"},
    Drawing{"history", R"(<path d="M4.500 12a7.500 7.500 0 1 0 2.500-5.600M4.500 5v3.500H8M12 8v4.500l3 1.500"/>)"},
    Drawing{"key", R"(<circle cx="8" cy="15.500" r="4"/><path d="m11 12.500 8.500-8.500M15.500 8l3 3"/>)"},
    Drawing{"link", R"(<path d="M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-.8.8M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l.8-.8"/>)"},
    Drawing{"menu", R"(<path d="M4 7h16M4 12h16M4 17h16"/>)"},
    Drawing{"people", R"(<circle cx="9" cy="8.500" r="3.500"/><path d="M3 19.500c.4-3.600 2.800-5.500 6-5.500s5.600 1.900 6 5.500M15.500 5.300a3.500 3.500 0 0 1 0 6.400M17.500 14.500c2 .8 3.200 2.500 3.500 5"/>)"},
    Drawing{"pin", R"(<path d="M12 21s7-6.200 7-11.500a7 7 0 0 0-14 0C5 14.800 12 21 12 21Z"/><circle cx="12" cy="9.500" r="2.500"/>)"},
    Drawing{"print", R"(<path d="M7 9V3.500h10V9M7 17H4.500V9h15v8H17M7 14h10v6.500H7z"/>)"},
    Drawing{"remove", R"(<path d="M5 7h14M10 7V4.500h4V7M7 7l.8 13h8.400L17 7M10.500 11v5.500M13.500 11v5.500"/>)"},
    Drawing{"search", R"(<circle cx="11" cy="11" r="6.500"/><path d="m16 16 4.500 4.500"/>)"},
    Drawing{"undo", R"(<path d="M8.500 5 4.500 9l4 4M5 9h8.500a5.500 5.500 0 0 1 0 11H10"/>)"},
    Drawing{"upload", R"(<path d="M12 15.500V4.500M7.500 9 12 4.500 16.500 9M4.500 15.500v4h15v-4"/>)"},
    Drawing{"user", R"(<circle cx="12" cy="8.500" r="4"/><path d="M4.500 20.500c.6-4.200 3.500-6.500 7.500-6.500s6.900 2.300 7.500 6.500"/>)"},
    Drawing{"warn", R"(<path d="M12 4 2.800 20h18.400L12 4ZM12 10v4.500M12 17.300h.01"/>)"},
};

std::string_view variant(Weight weight) {
  switch (weight) {
    case Weight::primary: return "primary";
    case Weight::secondary: return "secondary";
    case Weight::tertiary: break;
  }
  return "tertiary";
}

Html optional_icon(std::string_view name) { return name.empty() ? Html() : icon(name); }

std::string_view status_icon(std::string_view colour) {
  if (colour == "success") return "check";
  if (colour == "danger" || colour == "warning") return "warn";
  return "clock";
}

Html branch(const TreeItem& item) {
  return html(R"(<li><div class="tree__item">{}</div>{}</li>)", item.content,
              item.items.empty() ? Html() : html("<ul>{}</ul>", each(item.items, branch)));
}

}  // namespace

Html icon(std::string_view name) {
  for (const Drawing& drawing : kIcons) {
    if (drawing.name == name) {
      return html(
          R"(<svg class="ds-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{}</svg>)",
          Html::trusted(std::string(drawing.paths)));
    }
  }
  throw Broken("no icon is called " + std::string(name));
}

Html link(const Url& address, std::string_view text) {
  return html(R"(<a class="ds-link" href="{}">{}</a>)", address, text);
}

Html button_link(const Url& address, std::string_view text, Weight weight,
                 std::string_view icon_name) {
  return html(R"(<a class="ds-button" data-variant="{}" href="{}">{}{}</a>)", variant(weight),
              address, optional_icon(icon_name), text);
}

Html submit(std::string_view text, Weight weight, std::string_view icon_name) {
  return html(R"(<button class="ds-button" data-variant="{}" type="submit">{}{}</button>)",
              variant(weight), optional_icon(icon_name), text);
}

Html hidden(std::string_view name, std::string_view value) {
  return html(R"(<input type="hidden" name="{}" value="{}">)", name, value);
}

Html post_button(const Url& action, std::string_view csrf, std::string_view text, Weight weight,
                 std::string_view icon_name, const Html& more) {
  return html(R"(<form method="post" action="{}">{}{}{}</form>)", action, hidden("csrf", csrf), more,
              submit(text, weight, icon_name));
}

Html status(std::string_view colour, std::string_view text) {
  return html(R"(<span class="ds-tag" data-color="{}">{}{}</span>)", colour,
              icon(status_icon(colour)), text);
}

Html alert(std::string_view colour, const Html& content) {
  return html(R"(<div class="ds-alert" data-color="{}">{}</div>)", colour, content);
}

Html panel(std::string_view id, std::string_view title, const Html& content, const Html& actions) {
  return html(
      R"(<section class="panel" aria-labelledby="h-{}"><div class="panel__head"><h2 class="ds-heading" data-size="xs" id="h-{}">{}</h2>{}</div>
{}</section>
)",
      id, id, title,
      actions.empty() ? Html() : html(R"(<div class="panel__actions">{}</div>)", actions), content);
}

Html empty_state(std::string_view title, std::string_view text, const Html& action) {
  return html(
      R"(<div class="empty">{}<h2 class="ds-heading" data-size="2xs">{}</h2><p>{}</p>{}</div>)",
      icon("search"), title, text, action);
}

Html facts_list(const std::vector<Fact>& facts) {
  return html(R"(<dl class="facts-list">{}</dl>)", each(facts, [](const Fact& fact) {
                return html("<div><dt>{}</dt><dd{}>{}</dd></div>\n", fact.label,
                            when(fact.prose, Html::trusted(R"( class="prose")")), fact.value);
              }));
}

Html figure(const Texts& t, const Figure& f) {
  const std::string words =
      f.key + " " + std::string(t(N_("Tallene står i tabellen under.")));
  const Html numbers = f.rows.empty() ? f.table : data_table(f.title, f.head, f.rows);
  Html table = numbers.empty()
                   ? Html()
                   : html(R"(<details class="figure__table"><summary>{}</summary><div class="figure__tablewrap" tabindex="0" role="region" aria-label="{}">{}</div></details>)",
                          t(N_("Vis tallene som tabell")),
                          t.fill(N_("Tabell: {}"), {f.title}), numbers);
  return html(
      R"(<figure class="figure figure--full" id="{}"><figcaption class="figure__cap"><span class="figure__title">{}</span><span class="figure__desc">{}</span></figcaption>
<div class="figure__scroll" tabindex="0" role="region" aria-label="{}"><svg class="figure__svg{}"{} viewBox="0 0 {} {}" role="{}" aria-labelledby="{}-t" aria-describedby="{}-d" preserveAspectRatio="xMidYMid meet"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg></div>
{}</figure>
)",
      f.id, f.title, f.key, f.title,
      f.is_wide ? std::string_view(" figure__svg--min44") : std::string_view(),
      f.at_life ? html(R"( width="{}")", f.width) : Html(), f.width, f.height, f.has_links ? "group" : "img", f.id, f.id, f.id, f.title, f.id, words,
      f.drawing, table);
}

std::string svg_of(const Figure& f) {
  return html(R"(<svg xmlns="http://www.w3.org/2000/svg" class="figure__svg" viewBox="0 0 {} {}">{}</svg>)",
              f.width, f.height, f.drawing)
      .text();
}

Html tree(const std::vector<TreeItem>& items) {
  return html(R"(<ul class="tree">{}</ul>)", each(items, branch));
}

Html cards(const std::vector<Card>& all) {
  return html(R"(<ul class="cards">{}</ul>)", each(all, [](const Card& card) {
                return html(
                    R"(<li><a class="card" href="{}"><span class="card__number">{}</span><span class="card__label">{}</span><span class="card__note">{}</span></a></li>)",
                    Url(card.address), card.number, card.label, card.note);
              }));
}

}  // namespace samloft::page

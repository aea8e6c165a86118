// Many needs at once: sending them in, what would happen, what was done.
// Tested by pages_import_test.cc

#include "views_import.h"

namespace samloft::needs {
namespace {

using page::Html;
using page::html;

Html remark_lines(const std::vector<std::string>& all) {
  return html("<div>{}</div>",
              page::each(all, [](const std::string& one) { return html("<div>{}</div>", one); }));
}

Html rows_of_import(const Texts& t, std::string_view caption,
                    const std::vector<ImportRowView>& rows) {
  std::vector<page::TableRow> lines;
  for (const ImportRowView& row : rows)
    lines.push_back({{row.address.empty() ? html("{}", row.title)
                                          : page::link(page::Url(row.address), row.title),
                      page::status(row.colour, row.state), html("{}", row.line),
                      html("{}", row.concerns), remark_lines(row.remarks)}});
  return page::table(caption,
                     {{std::string(t(N_("Behov"))), "", "", false},
                      {std::string(t(N_("Status"))), "", "", false},
                      {std::string(t(N_("Rad"))), "", "", true},
                      {std::string(t(N_("Gjelder"))), "", "", false},
                      {std::string(t(N_("Merknad"))), "", "", false}},
                     lines);
}

Html files_of_refused(const Texts& t, const std::string& csv, const std::string& xlsx) {
  if (xlsx.empty()) return {};
  return page::button_link(page::Url(xlsx), t(N_("Avviste rader (Excel)")),
                           page::Weight::tertiary) +
         page::button_link(page::Url(csv), t(N_("Avviste rader (CSV)")), page::Weight::tertiary);
}

Html earlier_imports(const Texts& t, const std::vector<ImportedView>& earlier) {
  if (earlier.empty()) return {};
  return page::panel(
      "earlier", t(N_("Lagt inn før")),
      html(R"(<ul class="linked">{}</ul>)", page::each(earlier, [&](const ImportedView& one) {
             return html(R"(<li>{} <span class="muted small">{} · {}{}</span></li>)",
                         page::link(page::Url(one.address), one.name), one.when, one.who,
                         one.undone ? html(" · {}", t(N_("angret"))) : Html());
           })));
}

Html counted(const Texts& t, const PreviewView& view) {
  Html items;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view other) {
    if (count > 0)
      items += html("<li><strong>{}</strong> {}</li>", count, t(count == 1 ? one : other));
  };
  add(view.made, N_("nytt behov"), N_("nye behov"));
  add(view.known, N_("finnes fra før og hoppes over"), N_("finnes fra før og hoppes over"));
  add(view.refused, N_("må rettes"), N_("må rettes"));
  return html(R"(<ul class="import-counts">{}</ul>)", items);
}

}  // namespace

Html sending_page(const Texts& t, const SendingView& view) {
  const Html form = html(
      R"(<form class="form" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}{}{}</form>)",
      page::Url(view.action), page::hidden("csrf", view.csrf),
      page::text_area(t,
                      {"rows", std::string(t(N_("Lim inn behovene"))),
                       std::string(t(N_("Ett på hver linje, eller rader fra et regneark med "
                                        "overskriftene."))),
                       view.error, true, true},
                      view.typed),
      page::file_input(t,
                       {"file", std::string(t(N_("Eller velg et regneark"))),
                        std::string(t(N_("XLSX eller CSV."))), "", true, true},
                       ".xlsx,.csv,.txt"),
      page::form_actions(
          page::submit(t(N_("Se hva som vil skje")), page::Weight::primary, "upload")));
  const Html advice =
      html(R"(<p>{}</p><ul><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul><p>{}</p>)",
           t(N_("Bare kolonnen «Behov» må være med: en kort tittel.")),
           t(N_("De andre er Beskrivelse, Type behov, Målgrupper, Enheter, Deler av rammeverket, "
                "Kunnskapsgrunnlag, Meldt av, Meldt i rollen og Meldt.")),
           t(N_("Flere enheter i én celle skilles med semikolon.")),
           t(N_("Navn skrives slik de står i Samløft. «Solvika» holder når bare én enhet begynner "
                "slik.")),
           t(N_("Aldri noe om enkeltbarn.")),
           page::link(page::Url(view.empty_sheet), t(N_("Last ned et tomt ark"))));
  const std::vector<FieldError> errors =
      view.error.empty() ? std::vector<FieldError>{}
                         : std::vector<FieldError>{{"rows", Message(view.error, {})}};
  return html(
      R"(<div class="grid"><div class="grid__main"><section class="panel"><div id="form" class="stack">{}{}</div></section></div><div class="grid__side">{}{}</div></div>)",
      page::error_summary(t, errors), form,
      page::panel("advice", t(N_("Slik ser arket ut")), advice), earlier_imports(t, view.earlier));
}

Html preview_page(const Texts& t, const PreviewView& view) {
  const Html go_on = page::form_actions(
      (view.made > 0 ? page::submit(t.plural(static_cast<std::int64_t>(view.made),
                                             N_("Legg inn {} behov"), N_("Legg inn {} behov")),
                                    page::Weight::primary, "check")
                     : Html()) +
      html(
          R"(<button class="ds-button" data-variant="tertiary" type="submit" formaction="{}">{}</button>)",
          page::Url(view.removal), t(N_("Avbryt og kast arket"))));
  const std::string_view promise =
      view.made > 0
          ? N_("Ingenting er lagret ennå. Du kan angre i 30 dager etter at du har lagt inn.")
          : N_("Det er ingenting nytt å legge inn.");
  Html out = page::panel("summary", t(N_("Hva som vil skje")),
                         counted(t, view) +
                             html(R"(<form method="post" action="{}">{}{}</form>)",
                                  page::Url(view.action), page::hidden("csrf", view.csrf), go_on) +
                             html(R"(<p class="small muted">{}</p>)", t(promise)));
  if (view.refused > 0) {
    const std::string caption(t(N_("Må rettes")));
    out += page::panel(
        "bad", caption,
        html(
            R"(<p class="muted">{}</p>{})",
            t(N_("Disse radene legges ikke inn. Last dem ned, rett dem og send den fila etterpå.")),
            rows_of_import(t, t(N_("Rader som må rettes")), view.bad)),
        files_of_refused(t, view.refused_csv, view.refused_xlsx));
  }
  if (!view.rows.empty()) {
    const std::string caption(t(N_("De andre radene")));
    out += page::panel("others", caption,
                       html(R"(<div id="list" class="stack">{}{}</div>)",
                            rows_of_import(t, t(N_("Radene i arket")), view.rows),
                            page::pagination(t, view.page, view.last, view.address, "list")));
  }
  return html(R"(<div class="stack">{}</div>)", out);
}

Html done_page(const Texts& t, const DoneView& view) {
  if (view.undone) return page::alert("info", html("<p>{}</p>", t(N_("Alt er tatt tilbake."))));
  Html content =
      view.details
          ? html("<p>{}</p>", t.plural(static_cast<std::int64_t>(view.made),
                                       N_("{} behov er lagt inn."), N_("{} behov er lagt inn.")))
          : html("<p>{}</p>", t(N_("Det er mer enn 30 dager siden. Hva som ble lagt inn, står i "
                                   "historikken til hvert behov.")));
  if (!view.undo.empty())
    content += html(R"(<div class="form__actions">{}</div><p class="small muted">{}</p>)",
                    page::post_button(page::Url(view.undo), view.csrf, t(N_("Angre alt")),
                                      page::Weight::secondary, "undo"),
                    t.fill(N_("Du kan angre alt sammen til og med {}, så lenge ingen har endret "
                              "noe av det."),
                           {view.last_day}));
  Html out = page::panel("summary", t(N_("Dette ble gjort")), content,
                         files_of_refused(t, view.refused_csv, view.refused_xlsx));
  if (!view.rows.empty()) {
    std::vector<page::TableRow> lines;
    for (const ImportRowView& row : view.rows)
      lines.push_back({{row.address.empty() ? html("{}", row.title)
                                            : page::link(page::Url(row.address), row.title)}});
    const std::string caption(t(N_("Behovene som ble lagt inn")));
    out += page::panel(
        "made", caption,
        html(R"(<div id="list" class="stack">{}{}</div>)",
             page::table(t(N_("Titlene")), {{std::string(t(N_("Behov"))), "", "", false}}, lines),
             page::pagination(t, view.page, view.last, view.address, "list")));
  }
  return html(R"(<div class="stack">{}</div>)", out);
}

}  // namespace samloft::needs

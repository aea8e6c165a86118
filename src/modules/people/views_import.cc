// Choosing a spreadsheet, seeing what it would do, seeing what it did.
// Tested by pages_import_test.cc

#include "views_import.h"

#include <algorithm>

#include "page/frame.h"

namespace samloft::people {
namespace {

using page::Html;
using page::html;

struct StateLook {
  std::string_view colour, word;
};
StateLook look_of(RowState state) {
  switch (state) {
    case RowState::ready:
      return {"success", N_("Klar")};
    case RowState::known:
      return {"neutral", N_("Finnes")};
    case RowState::asks:
      return {"warning", N_("Velg")};
    case RowState::left_out:
      return {"neutral", N_("Utelatt")};
    case RowState::refused:
      break;
  }
  return {"danger", N_("Må rettes")};
}

Html lines(const std::vector<std::string>& all) {
  return page::each(all, [](const std::string& one) { return html("<div>{}</div>", one); });
}

Html cell(std::string_view head, const Html& content) {
  if (content.empty()) return Html::trusted(R"(<td role="cell"></td>)");
  return html(R"(<td role="cell" data-th="{}"><div>{}</div></td>)", head, content);
}

Html found_cell(const Texts& t, const ImportRowView& row) {
  return cell(t(N_("Vi fant")), row.found_address.empty()
                                    ? html("{}", row.found)
                                    : page::link(page::Url(row.found_address), row.found));
}

// What a table of rows says besides what stands in the sheet.
struct RowsLook {
  bool found;             // whom the row means
  std::string_view last;  // heading of the last column
};

Html row_of(const Texts& t, const RowsLook& look, const ImportRowView& row, const Html& action) {
  const StateLook state = look_of(row.state);
  return html(
      R"(<tr role="row"{}><th scope="row" role="rowheader">{}</th><td role="cell" class="records__state">{}</td><td role="cell" class="num" data-th="{}">{}</td>{}{}{}</tr>
)",
      page::when(row.state == RowState::refused, Html::trusted(R"( class="is-bad")")), row.name,
      page::status(state.colour, t(state.word)), t(N_("Rad")), row.line,
      cell(t(N_("I arket")), html("{}", row.details)), look.found ? found_cell(t, row) : Html(),
      cell(t(look.last), action));
}

Html head(std::string_view text) {
  return html(R"(<th scope="col" role="columnheader">{}</th>)", text);
}

Html table_of(std::string_view caption, const Html& heads, const Html& body) {
  return html(
      R"(<div class="tablewrap" tabindex="0" role="region" aria-label="{}"><table class="ds-table records" role="table"><caption class="ds-sr-only">{}</caption>
<thead role="rowgroup"><tr role="row">{}</tr></thead>
<tbody role="rowgroup">{}</tbody></table></div>
)",
      caption, caption, heads, body);
}

Html rows_table(const Texts& t, const RowsLook& look, std::string_view caption, const Html& body) {
  const Html number =
      html(R"(<th scope="col" role="columnheader" class="num">{}</th>)", t(N_("Rad")));
  return table_of(caption,
                  head(t(N_("Navn"))) + head(t(N_("Status"))) + number + head(t(N_("I arket"))) +
                      (look.found ? head(t(N_("Vi fant"))) : Html()) + head(t(look.last)),
                  body);
}

Html plain_rows(const Texts& t, const RowsLook& look, std::string_view caption,
                const std::vector<ImportRowView>& rows) {
  return rows_table(t, look, caption, page::each(rows, [&](const ImportRowView& row) {
                      return row_of(t, look, row, lines(row.remarks));
                    }));
}
constexpr RowsLook kAll{true, N_("Hva vi gjør")};
constexpr RowsLook kBad{false, N_("Hva som må rettes")};
constexpr RowsLook kQuestions{false, N_("Hvem det er")};

bool is_missing(const PreviewView& view, const std::string& field) {
  for (const FieldError& error : view.errors)
    if (error.field == field) return true;
  return false;
}

Html choice(const QuestionView& question, bool missing) {
  const Html options = page::each(question.options, [](const page::Option& option) {
    return html(R"(<option value="{}"{}>{}</option>)", option.value,
                page::when(option.chosen, Html::trusted(" selected")), option.text);
  });
  return html(R"(<select class="ds-input" id="{}" name="{}" aria-label="{}"{}>{}</select>)",
              question.field, question.field, question.label,
              page::when(missing, Html::trusted(R"( aria-invalid="true")")), options);
}

Html place_questions(const Texts& t, const PreviewView& view) {
  if (view.places.empty()) return {};
  const std::string caption(t(N_("Enheter vi ikke kjenner igjen")));
  const Html body = page::each(view.places, [&](const QuestionView& question) {
    return html(
        R"(<tr role="row"><th scope="row" role="rowheader">«{}»</th>{}{}</tr>
)",
        question.row.name, cell(t(N_("Hvor mange")), html("{}", question.row.details)),
        cell(t(N_("Enheten er")), choice(question, is_missing(view, question.field))));
  });
  return page::panel(
      "places", caption,
      html(R"(<p class="muted">{}</p>{})", t(N_("Valget gjelder alle radene med dette navnet.")),
           table_of(caption,
                    head(t(N_("I arket"))) + head(t(N_("Hvor mange"))) + head(t(N_("Enheten er"))),
                    body)));
}

Html person_questions(const Texts& t, const PreviewView& view) {
  if (view.persons.empty()) return {};
  const std::string caption(t(N_("Er dette den samme personen?")));
  return page::panel(
      "persons-to-choose", caption,
      html(R"(<p class="muted">{}</p>{})",
           t(N_("Navnet finnes fra før, men vi er ikke sikre på at det er den samme.")),
           rows_table(t, kQuestions, caption,
                      page::each(view.persons, [&](const QuestionView& question) {
                        return row_of(t, kQuestions, question.row,
                                      choice(question, is_missing(view, question.field)));
                      }))));
}

Html counts(const Texts& t, const PreviewView& view) {
  Html items;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view other) {
    if (count > 0)
      items += html("<li><strong>{}</strong> {}</li>", count, t(count == 1 ? one : other));
  };
  add(view.ready, N_("klar til å hentes inn"), N_("klare til å hentes inn"));
  add(view.asks, N_("venter på et valg"), N_("venter på et valg"));
  add(view.known, N_("finnes fra før og hoppes over"), N_("finnes fra før og hoppes over"));
  add(view.left_out, N_("utelates etter ditt valg"), N_("utelates etter ditt valg"));
  add(view.refused, N_("må rettes"), N_("må rettes"));
  return html(R"(<ul class="import-counts">{}</ul>)", items);
}

// The rows as one bar: ready, known, then what does not come in. Its numbers stand right below.
Html ribbon(const PreviewView& view) {
  constexpr std::size_t kWidth = 240;
  Html bars;
  std::size_t at = 0;
  const auto add = [&](std::string_view look, std::size_t count) {
    if (count == 0 || view.total == 0) return;
    const std::size_t width = std::max<std::size_t>(3, count * kWidth / view.total);
    bars += html(R"(<rect class="{}" x="{}" width="{}" height="30"/>)", look, at, width - 1);
    at += width;
  };
  add("ok", view.ready);
  add("dup", view.known + view.left_out + view.asks);
  add("bad", view.refused);
  return html(
      R"(<svg class="ribbon" viewBox="0 0 {} 30" preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>)",
      std::max<std::size_t>(at, 1), bars);
}

Html notes(const Texts& t, const PreviewView& view) {
  Html all;
  if (!view.ignored.empty()) {
    std::string names;
    for (const auto& one : view.ignored) names += (names.empty() ? "" : ", ") + one;
    all += html("<p>{}</p>", t.fill(N_("Disse kolonnene er tomme og leses ikke: {}."), {names}));
  }
  if (view.roles > 0) {
    all += html("<p>{}</p>", t.plural(static_cast<std::int64_t>(view.roles),
                                      N_("{} rad gir en annen rolle enn Ansatt. Rollen bestemmer "
                                         "hva personen kan se og gjøre."),
                                      N_("{} rader gir en annen rolle enn Ansatt. Rollen bestemmer "
                                         "hva personene kan se og gjøre.")));
  }
  return all.empty() ? all : page::alert("info", all);
}

Html refused_links(const Texts& t, const std::string& csv, const std::string& xlsx) {
  if (xlsx.empty()) return {};
  return page::button_link(page::Url(xlsx), t(N_("Avviste rader (Excel)")),
                           page::Weight::tertiary) +
         page::button_link(page::Url(csv), t(N_("Avviste rader (CSV)")), page::Weight::tertiary);
}

Html confirmation(const Texts& t, const PreviewView& view) {
  const bool something = view.ready + view.asks > 0;
  const std::string text = view.asks > 0 ? std::string(t(N_("Hent inn")))
                                         : t.plural(static_cast<std::int64_t>(view.ready),
                                                    N_("Hent inn {} rad"), N_("Hent inn {} rader"));
  return page::form_actions(
             (something ? page::submit(text, page::Weight::primary, "check") : Html()) +
             html(
                 R"(<button class="ds-button" data-variant="tertiary" type="submit" formaction="{}">{}</button>)",
                 page::Url(view.removal), t(N_("Avbryt og kast fila")))) +
         html(R"(<p class="small muted">{}</p>)",
              something ? t(N_("Ingenting er lagret ennå. Du kan angre i 30 dager etter at du har "
                               "hentet inn."))
                        : t(N_("Det er ingenting nytt å hente inn.")));
}

}  // namespace

Html upload_page(const Texts& t, const UploadView& view) {
  const Html form = html(
      R"(<form class="form" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}{}</form>)",
      page::Url(view.action), page::hidden("csrf", view.csrf),
      page::file_input(t,
                       {"file", std::string(t(N_("Regneark"))),
                        std::string(t(N_("Excel (.xlsx) eller CSV, høyst 20 000 rader."))),
                        view.error, false, true},
                       ".xlsx,.csv,.txt"),
      page::form_actions(
          page::submit(t(N_("Se hva som vil skje")), page::Weight::primary, "upload")));
  const Html advice = html(
      R"(<p>{}</p><ul><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul><ul class="linked"><li>{}</li><li>{}</li></ul>)",
      t(N_("Den første raden er overskrifter: Navn, E-post, Enhet, Stilling, Rolle, Andel, "
           "Fra og Til. Bare Navn må være med.")),
      t(N_("Har en person flere stillinger, står hver av dem på en egen rad.")),
      t(N_("Til er den første dagen uten stillingen.")),
      t(N_("Tomme celler endrer ingenting. Utfylte celler gjelder foran det som er lagret.")),
      t(N_("Aldri fødselsnummer, og aldri barn.")),
      page::link(page::Url(view.empty_sheet), t(N_("Last ned et tomt ark"))),
      page::link(page::Url(view.all_persons), t(N_("Last ned alle personene"))));
  Html earlier;
  if (!view.earlier.empty()) {
    earlier = page::panel("earlier", t(N_("Hentet inn før")),
                          html(R"(<ul class="linked">{}</ul>)",
                               page::each(view.earlier, [&](const ImportedView& one) {
                                 return html(
                                     "<li>{} <span class=\"muted small\">{} · {}{}</span></li>",
                                     page::link(page::Url(one.address), one.file_name), one.when,
                                     one.who, one.undone ? html(" · {}", t(N_("angret"))) : Html());
                               })));
  }
  const std::vector<FieldError> errors =
      view.error.empty() ? std::vector<FieldError>{}
                         : std::vector<FieldError>{{"file", Message(view.error, {})}};
  return page::hero({view.partnership,
                     std::string(t(N_("Hent personer fra regneark"))),
                     html(R"(<p class="muted">{}</p>)",
                          t(N_("Du får se hva som vil skje med hver rad før noe lagres."))),
                     {}}) +
         html(
             R"(<div class="grid"><div class="grid__main"><section class="panel"><div id="form" class="stack">{}{}</div></section></div><div class="grid__side">{}{}</div></div>)",
             page::error_summary(t, errors), form,
             page::panel("advice", t(N_("Slik skal arket se ut")), advice), earlier);
}

Html preview_page(const Texts& t, const PreviewView& view) {
  const auto total = static_cast<std::int64_t>(view.total);
  Html out = page::hero({view.partnership,
                         std::string(t(N_("Se over før du henter inn"))),
                         html(R"(<p class="muted">{} · {}</p>)", view.file_name,
                              t.plural(total, N_("{} rad"), N_("{} rader"))),
                         {}});
  Html inner = page::error_summary(t, view.errors);
  inner += page::panel("summary", t(N_("Hva som vil skje")),
                       ribbon(view) + counts(t, view) + notes(t, view));
  inner += place_questions(t, view) + person_questions(t, view);
  inner += html(R"(<section class="panel">{}</section>)", confirmation(t, view));
  out += html(R"(<form class="stack" id="form" method="post" action="{}">{}{}</form>)",
              page::Url(view.action), page::hidden("csrf", view.csrf), inner);
  if (view.refused + view.left_out > 0) {
    const std::string caption(t(N_("Må rettes")));
    out += page::panel("bad", caption,
                       html(R"(<p class="muted">{}</p>{})",
                            t(N_("Disse radene hentes ikke inn. Last dem ned, rett dem og hent inn "
                                 "den fila etterpå.")),
                            plain_rows(t, kBad, caption, view.bad)),
                       refused_links(t, view.refused_csv, view.refused_xlsx));
  }
  if (!view.others.empty()) {
    const std::string caption(t(N_("De andre radene")));
    out += page::panel("others", caption, plain_rows(t, kAll, caption, view.others),
                       page::button_link(page::Url(view.all_rows),
                                         t.plural(total, N_("Se {} rad"), N_("Se alle {} rader")),
                                         page::Weight::tertiary));
  }
  return html(R"(<div class="stack">{}</div>)", out);
}

Html all_rows_page(const Texts& t, const AllRowsView& view) {
  const std::string caption(t(N_("Alle radene i arket")));
  return page::hero(
             {view.partnership, caption, html(R"(<p class="muted">{}</p>)", view.file_name),
              page::button_link(page::Url(view.back), t(N_("Tilbake")), page::Weight::secondary)}) +
         html(R"(<section class="panel"><div id="list" class="stack">{}{}</div></section>)",
              plain_rows(t, kAll, caption, view.rows),
              page::pagination(t, view.page, view.last, view.address, "list"));
}

namespace {

Html done_rows_table(const Texts& t, std::string_view caption,
                     const std::vector<ImportRowView>& rows) {
  std::vector<page::TableRow> cells;
  for (const ImportRowView& row : rows) {
    cells.push_back(
        {{row.found_address.empty() ? html("{}", row.name)
                                    : page::link(page::Url(row.found_address), row.name),
          html("{}", row.line), html("<div>{}</div>", lines(row.remarks))}});
  }
  return page::table(caption,
                     {{std::string(t(N_("Person"))), "", "", false},
                      {std::string(t(N_("Rad"))), "", "", true},
                      {std::string(t(N_("Gjort"))), "", "", false}},
                     cells);
}

}  // namespace

Html done_page(const Texts& t, const DoneView& view) {
  Html items;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view other) {
    if (count > 0)
      items += html("<li><strong>{}</strong> {}</li>", count, t(count == 1 ? one : other));
  };
  add(view.new_persons, N_("ny person"), N_("nye personer"));
  add(view.changed_persons, N_("endret person"), N_("endrede personer"));
  add(view.new_employments, N_("ny stilling"), N_("nye stillinger"));
  add(view.changed_employments, N_("endret stilling"), N_("endrede stillinger"));
  add(view.known, N_("rad fantes fra før"), N_("rader fantes fra før"));
  add(view.refused, N_("rad ble ikke hentet inn"), N_("rader ble ikke hentet inn"));
  const Html actions = view.undo.empty()
                           ? Html()
                           : page::post_button(page::Url(view.undo), view.csrf, t(N_("Angre alt")),
                                               page::Weight::secondary, "undo");
  Html out = page::hero(
      {view.partnership,
       std::string(view.undone ? t(N_("Importen er angret")) : t(N_("Hentet inn"))),
       html(R"(<p class="muted">{} · {} · {}</p>)", view.file_name, view.when, view.who), actions});
  if (view.undone)
    return out + page::alert("info",
                             html("<p>{}</p>", t(N_("Alt som importen gjorde, er tatt tilbake."))));
  Html content = html(R"(<ul class="import-counts">{}</ul>)", items);
  if (!view.details)
    content = html("<p>{}</p>", t(N_("Det er mer enn 30 dager siden. Hva som ble gjort, står i "
                                     "historikken til hver person.")));
  if (!view.undo.empty())
    content += html(
        R"(<p class="small muted">{}</p>)",
        t.fill(N_("Du kan angre alt sammen til og med {}, så lenge ingen har endret noe av det."),
               {view.last_day}));
  out += page::panel(
      "summary", t(N_("Dette ble gjort")), content,
      view.refused > 0 ? refused_links(t, view.refused_csv, view.refused_xlsx) : Html());
  if (!view.rows.empty()) {
    const std::string caption(t(N_("Rad for rad")));
    out += page::panel(
        "rows", caption,
        html(R"(<div id="list" class="stack">{}{}</div>)", done_rows_table(t, caption, view.rows),
             page::pagination(t, view.page, view.last, view.address, "list")));
  }
  return html(R"(<div class="stack">{}</div>)", out);
}

}  // namespace samloft::people

// Bringing in measurements: a file or pasted rows, what was wrong, the way back.
// Tested by app/goals_walk_test.cc

#include "views_import.h"

#include "page/components.h"

namespace samloft::goals {
namespace {

using page::Html;
using page::html;

constexpr std::size_t kFaultsShown = 50;

Html faults_of(const Texts& t, const std::vector<FaultView>& faults) {
  if (faults.empty()) return {};
  std::vector<page::TableRow> rows;
  for (std::size_t i = 0; i < std::min(faults.size(), kFaultsShown); ++i) {
    const FaultView& one = faults[i];
    rows.push_back({{html("{}", one.line > 0 ? t.fill(N_("Rad {}"), {std::to_string(one.line)})
                                             : std::string(t(N_("Hele arket")))),
                     html("{}", one.column), html("{}", one.cell), html("{}", one.message)}});
  }
  return page::alert(
             "danger",
             html("<p>{}</p>", t(N_("Ingenting er lagt inn. Rett det som står her, i arket eller i "
                                    "feltet under, og send det igjen.")))) +
         page::panel("faults", t(N_("Det som må rettes")),
                     page::table(t(N_("Rader som må rettes")),
                                 {{std::string(t(N_("Rad"))), "", "", false},
                                  {std::string(t(N_("Kolonne"))), "", "", false},
                                  {std::string(t(N_("Det som står"))), "", "", false},
                                  {std::string(t(N_("Hva som må rettes"))), "", "", false}},
                                 rows));
}

Html done_of(const Texts& t, const ImportView& view) {
  if (view.undo.empty()) return {};
  return page::alert("success",
                     html("<p>{} {}</p>{}", t(N_("Målingene er lagt inn.")),
                          page::link(page::Url(view.list), t(N_("Se dem"))),
                          page::post_button(page::Url(view.undo), view.csrf, t(N_("Angre")),
                                            page::Weight::tertiary, "undo")));
}

}  // namespace

Html import_page(const Texts& t, const ImportView& view) {
  const Html form = html(
      R"(<form class="form" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}{}{}</form>)",
      page::Url(view.action), page::hidden("csrf", view.csrf),
      page::file_input(t,
                       {"file", std::string(t(N_("Regneark"))),
                        std::string(t(N_("XLSX eller CSV."))), view.error, true, true},
                       ".xlsx,.csv"),
      page::text_area(
          t,
          {"rows", std::string(t(N_("Eller lim inn rader"))),
           std::string(t(N_("Kopier fra regnearket, med overskriftene."))), "", true, true},
          view.typed),
      page::form_actions(page::submit(t(N_("Hent målingene")), page::Weight::primary)));
  const Html how = html(
      R"(<p>{}</p><ul><li>{}</li><li>{}</li><li>{}</li></ul><p>{}</p>)",
      t(N_("En rad for hver måling. Alt blir lagt inn, eller ingenting.")),
      t(N_("Kolonnene «Kjennetegn», «Dato» og «Verdi» må være med.")),
      t(N_("«*», «:» og «..» leses som skjermet, «.» som ikke aktuelt, en tom celle som at tallet "
           "mangler. "
           "Ingen av dem blir 0.")),
      t(N_("Kolonnen «Tallet er» kan si det med ord: Tall, Skjermet, Tilbakeholdt, Mangler, Ikke "
           "aktuelt.")),
      page::link(page::Url(view.empty_sheet), t(N_("Last ned et tomt ark med kjennetegnene"))));
  return html(R"(<div class="stack">{}{}{}{}</div>)", done_of(t, view), faults_of(t, view.faults),
              page::panel("how", t(N_("Slik ser arket ut")), how),
              page::panel("import", t(N_("Hent målinger")), form));
}

}  // namespace samloft::goals

// The hand-over of a seat.
// Tested by pages_test.cc

#include "views_tasks.h"

namespace samloft::governance {

using page::Html;
using page::html;

Html hand_over_panels(const Texts& t, const HandOverView& view) {
  const Html who =
      view.holder.empty()
          ? page::alert("warning", html("<p>{} {}</p>", t(N_("Plassen er ledig. Oppgavene kan gå til en vara eller en annen i organet, eller vente på den nye.")),
                                        page::link(page::Url(view.fill_address), t(N_("Sett inn noen")))))
          : page::alert("info", html("<p>{}</p>", t.fill(N_("{} har plassen. Oppgavene følger den."), {view.holder})));
  if (view.tasks.empty())
    return html(R"(<div class="stack">{}{}</div>)", who,
                page::panel("duties", t(N_("Åpne oppgaver")),
                            html(R"(<p class="muted">{}</p>)", t(N_("Plassen har ingen åpne oppgaver.")))));
  const Html form = html(
      R"(<form class="form" method="post" action="{}" novalidate>{}{}{}</form>)", page::Url(view.action),
      page::hidden("csrf", view.csrf),
      page::select(t, {"to", std::string(t(N_("Gi oppgavene til"))), "", page::error_of(t, view.errors, "to"), false},
                   view.to),
      page::form_actions(page::submit(t(N_("Overlever")), page::Weight::primary)));
  return html(R"(<div class="stack">{}{}</div>)", who,
              page::panel("duties", t(N_("Åpne oppgaver")),
                          task_table(t, t.fill(N_("Tabell: {}"), {std::string(t(N_("Åpne oppgaver")))}), view.tasks) + form));
}

}  // namespace samloft::governance

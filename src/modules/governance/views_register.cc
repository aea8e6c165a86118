// Lists over all meetings.
// Tested by pages_test.cc

#include "views.h"

namespace samloft::governance {

using page::Html;
using page::html;

Html meetings_panel(const Texts& t, const std::vector<MeetingView>& meetings, const Html& actions) {
  const Html items = page::each(meetings, [&](const MeetingView& one) {
    return html(R"(<li>{} <span class="muted">{} · {}</span>{}</li>)",
                page::link(page::Url(one.address), one.title), one.when, one.state,
                one.is_next ? html(" {}", page::status("info", t(N_("Neste møte")))) : Html());
  });
  return page::panel("meetings", t(N_("Møter")),
                     meetings.empty() ? html(R"(<p class="muted">{}</p>)", t(N_("Ingen møter ennå.")))
                                      : html(R"(<ul class="linked">{}</ul>)", items),
                     actions);
}

Html decision_table(const Texts& t, const std::vector<DecisionView>& decisions) {
  std::vector<page::TableRow> rows;
  for (const DecisionView& one : decisions) {
    const Html how = one.is_confidential
                         ? html("{} <strong>{}</strong>", one.how, t(N_("Unntatt offentlighet")))
                         : html("{}", one.how);
    rows.push_back({{page::link(page::Url(one.address), one.text), how,
                     page::link(page::Url(one.item_address), one.item), html("{}", one.body),
                     page::link(page::Url(one.meeting_address), one.meeting)}});
  }
  return page::table(t(N_("Vedtak")),
                     {{std::string(t(N_("Vedtak"))), "", "", false},
                      {std::string(t(N_("Hvordan"))), "", "", false},
                      {std::string(t(N_("Sak"))), "", "", false},
                      {std::string(t(N_("Organ"))), "", "", false},
                      {std::string(t(N_("Møte"))), "", "", false}},
                     rows);
}

Html decisions_panel(const Texts& t, const std::vector<DecisionView>& decisions,
                     const std::string& all_address) {
  if (decisions.empty()) return {};
  const Html items = page::each(decisions, [&](const DecisionView& one) {
    return html(R"(<li>{} <span class="muted">{}</span></li>)",
                page::link(page::Url(one.address), one.text), one.meeting);
  });
  return page::panel("decisions", t(N_("Siste vedtak")),
                     html(R"(<ul class="linked">{}</ul><p>{}</p>)", items,
                          page::link(page::Url(all_address), t(N_("Alle vedtak")))));
}

Html treated_panel(const Texts& t, const std::vector<TreatedView>& all) {
  if (all.empty()) return {};
  const Html items = page::each(all, [](const TreatedView& one) {
    return html(R"(<li>{} <span class="muted">{}</span></li>)",
                page::link(page::Url(one.item_address), one.item),
                page::link(page::Url(one.meeting_address), one.meeting));
  });
  return page::panel("treated", t(N_("Møter som har behandlet dette")),
                     html(R"(<ul class="linked">{}</ul>)", items));
}

Html register_page(const Texts& t, const RegisterView& view) {
  const auto frame = [&](const char* name, std::string_view label) {
    return page::FieldFrame{name, std::string(t(label)), "", "", false};
  };
  const Html search = html(
      R"(<form class="form" method="get" action="{}">{}{}{}{}{}</form>)", page::Url(view.action),
      page::input(t, frame("q", N_("Søk")), "search", view.words),
      page::select(t, frame("body", N_("Organ")), view.bodies),
      page::select(t, frame("year", N_("År")), view.years),
      page::select(t, frame("measure", N_("Tiltak")), view.measures),
      page::form_actions(page::submit(t(N_("Vis")), page::Weight::secondary, "search")));
  if (view.decisions.empty())
    return html(R"(<section class="panel stack">{}{}</section>)", search,
                page::empty_state(t(N_("Ingen vedtak her")),
                                  t(N_("Vedtak føres i referatet fra et møte. Prøv et annet søk.")), {}));
  return html(R"(<section class="panel stack">{}<p class="muted">{}</p>{}{}<div class="row">{}{}</div></section>)",
              search, view.count, decision_table(t, view.decisions), view.pages,
              page::button_link(page::Url(view.xlsx), t(N_("Last ned som Excel")), page::Weight::secondary),
              page::button_link(page::Url(view.csv), t(N_("Last ned som CSV")), page::Weight::tertiary));
}

Html vacancy_panel(const Texts& t, const std::vector<VacancyView>& all) {
  if (all.empty()) return {};
  std::vector<page::TableRow> rows;
  for (const VacancyView& one : all) {
    const bool is_late = one.days < 0 || one.days > 30;
    rows.push_back({{html("{}", one.function), html("{}", one.body), html("{}", one.since),
                     page::status(is_late ? "danger" : "warning",
                                  is_late ? t(N_("Må besettes")) : t(N_("Ledig"))),
                     html("{}", one.tasks), page::link(page::Url(one.address), one.is_for_secretary ? t(N_("Overlever")) : t(N_("Se plassen")))}});
  }
  return page::panel("vacant", t(N_("Plasser som står tomme")),
                     page::table(t(N_("Plasser uten noen i dag")),
                                 {{std::string(t(N_("Plass"))), "", "", false},
                                  {std::string(t(N_("Organ"))), "", "", false},
                                  {std::string(t(N_("Ledig i"))), "", "", false},
                                  {std::string(t(N_("Status"))), "", "", false},
                                  {std::string(t(N_("Åpne oppgaver"))), "", "", true},
                                  {std::string(t(N_("Gjør"))), "", "", false}},
                                 rows));
}

}  // namespace samloft::governance

// A meeting as panels.
// Tested by pages_test.cc

#include "views.h"

#include <algorithm>

namespace samloft::governance {

using page::Html;
using page::html;

Html next_step(std::string_view title, std::string_view text, const Html& actions) {
  return page::panel("next-step", title,
                     html(R"(<p>{}</p>{})", text,
                          actions.empty() ? Html() : html(R"(<div class="row">{}</div>)", actions)));
}

namespace {

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : ", ") + one;
  return out;
}

}  // namespace

Html quorum_alert(const Texts& t, const QuorumView& view) {
  if (!view.is_known)
    return page::alert("info", html("<p>{}</p>", t(N_("Oppmøtet er ikke ført ennå."))));
  Html names;
  if (!view.there.empty())
    names += html(R"(<p>{} {}</p>)", t(N_("Til stede:")), joined(view.there));
  if (!view.away.empty()) names += html(R"(<p>{} {}</p>)", t(N_("Ikke til stede:")), joined(view.away));
  return page::alert(view.is_reached ? "success" : "warning",
                     html(R"(<p><strong>{}</strong> {}</p><details><summary>{}</summary>{}</details>)",
                          view.is_reached ? t(N_("Vedtaksført.")) : t(N_("Ikke vedtaksført.")), view.line,
                          t(N_("Hvem")), names));
}

namespace {

Html outcome_tag(const Texts& t, const OutcomeView& one) {
  switch (one.type) {
    case OutcomeType::decision: return page::status("success", t(label_of(one.type)));
    case OutcomeType::task:
      return page::status(one.is_late ? "danger" : one.is_closed ? "success" : "warning",
                          t(label_of(one.type)));
    default: return page::status("neutral", t(label_of(one.type)));
  }
}

}  // namespace

Html outcome_list(const Texts& t, const std::vector<OutcomeView>& outcomes) {
  if (outcomes.empty()) return {};
  return html(R"(<ul class="outcomes">{}</ul>)", page::each(outcomes, [&](const OutcomeView& one) {
                const Html text = one.address.empty() ? html("{}", one.text)
                                                      : page::link(page::Url(one.address), one.text);
                return html(R"(<li>{}<div><p class="outcomes__text">{}</p>{}{}</div>{}</li>)",
                            outcome_tag(t, one), text,
                            one.note.empty() ? Html() : html(R"(<p class="muted small">{}</p>)", one.note),
                            one.confidential ? html(R"(<p class="small"><strong>{}</strong></p>)",
                                                    t(N_("Unntatt offentlighet")))
                                             : Html(),
                            one.action);
              }));
}

namespace {

Html links_line(std::string_view label, const std::vector<LinkView>& links) {
  if (links.empty()) return {};
  Html all;
  for (const LinkView& one : links)
    all += (all.empty() ? Html() : html(", ")) +
           (one.address.empty() ? html("{}", one.label) : page::link(page::Url(one.address), one.label));
  return html("<p>{} {}</p>", label, all);
}

Html item_row(const Texts& t, const ItemView& one) {
  const Html left_out =
      one.left_out == 0 ? Html()
                        : html("<p>{}</p>", t.plural(one.left_out, N_("{} punkt er unntatt offentlighet og står ikke her."),
                                                     N_("{} punkter er unntatt offentlighet og står ikke her.")));
  return html(
      R"(<li class="prog__row" id="sak-{}"><div class="prog__time">{}<span class="prog__len">{}</span></div><span class="prog__bar part{}"></span><div class="prog__body"><h3><span class="prog__no part{}">{}</span>{}</h3><p>{}</p>{}{}{}{}{}{}</div>{}</li>)",
      one.number, one.starts, one.length, one.colour, one.colour, one.number,
      page::link(page::Url(one.address), one.title), one.note,
      links_line(t(N_("Gjelder:")), one.treats), links_line(t(N_("Vedlegg:")), one.papers),
      one.description.empty() ? Html() : html(R"(<div class="doc">{}</div>)", one.description),
      one.discussion.empty() ? Html() : html(R"(<div class="doc minutes">{}</div>)", one.discussion),
      outcome_list(t, one.outcomes), left_out,
      one.actions.empty() ? Html() : html(R"(<div class="prog__actions">{}</div>)", one.actions));
}

}  // namespace

Html agenda_panel(const Texts& t, const std::string& title, const std::vector<ItemView>& items,
                  const Html& actions, const std::string& note, const Html& below) {
  const Html rows = page::each(items, [&](const ItemView& one) { return item_row(t, one); });
  return page::panel("agenda", title,
                     (items.empty() ? html(R"(<p class="muted">{}</p>)", t(N_("Ingen saker ennå.")))
                                    : html(R"(<ol class="prog">{}</ol>)", rows)) +
                         (note.empty() ? Html() : html(R"(<p class="muted">{}</p>)", note)) + below,
                     actions);
}

Html quick_item_form(const Texts& t, const QuickItemView& view) {
  const auto frame = [&](const char* name, std::string_view label, bool optional) {
    return page::FieldFrame{name, std::string(label), "", page::error_of(t, view.errors, name), optional};
  };
  return html(
      R"(<details class="quick"{}><summary>{}</summary><form class="form" method="post" action="{}#h-agenda" novalidate>{}{}{}{}{}{}{}{}</form></details>)",
      page::when(!view.errors.empty(), Html::trusted(" open")), t(N_("Legg til en sak")),
      page::Url(view.action), page::error_summary(t, view.errors), page::hidden("csrf", view.csrf),
      page::hidden("id", view.id),
      page::input(t, frame("title", t(N_("Sak")), false), "text", view.title),
      page::select(t, frame("purpose", t(N_("Hva saken skal føre til")), false), view.purposes),
      page::input(t, frame("minutes", t(N_("Minutter")), true), "number", view.minutes),
      page::select(t, frame("presenter", t(N_("Legger fram")), true), view.presenters),
      page::form_actions(page::submit(t(N_("Legg til")), page::Weight::secondary, "add")));
}

Html task_table(const Texts& t, std::string_view caption, const std::vector<TaskView>& tasks) {
  std::vector<page::TableRow> rows;
  const bool may_act = std::any_of(tasks.begin(), tasks.end(),
                                   [](const TaskView& one) { return !one.action.empty(); });
  for (const TaskView& one : tasks) {
    const Html text = page::link(page::Url(one.address), one.text);
    const Html state = page::status(one.is_closed ? "success" : one.is_late ? "danger" : "neutral",
                                    one.is_late && !one.is_closed ? t(N_("Over fristen")) : std::string_view(one.state));
    rows.push_back({{one.is_closed ? html("<s>{}</s>", text) : text, html("{}", one.whose),
                     html("{}", one.due.empty() ? std::string(t(N_("Ingen frist"))) : one.due), state,
                     page::link(page::Url(one.from_address), one.from)}});
    if (may_act) rows.back().cells.push_back(one.action);
  }
  std::vector<page::TableColumn> columns;
  for (const char* name : {N_("Oppgave"), N_("Ansvarlig"), N_("Frist"), N_("Status"), N_("Fra møtet")})
    columns.push_back({std::string(t(name)), "", "", false});
  if (may_act) columns.push_back({std::string(t(N_("Gjør"))), "", "", false});
  return page::table(caption, columns, rows);
}

Html minutes_panel(const Texts& t, const std::vector<EditionView>& editions) {
  if (editions.empty()) return {};
  return page::panel("minutes", t(N_("Referater som er sendt ut")),
                     html(R"(<ul class="linked">{}</ul>)", page::each(editions, [](const EditionView& one) {
                            return html(R"(<li>{} <span class="muted">{}</span></li>)",
                                        page::link(page::Url(one.address), one.title), one.note);
                          })));
}

Html next_form(const Texts& t, const NextView& view) {
  return page::panel(
      "next", t(N_("Neste møte som sist")),
      html(R"(<p class="muted">{}</p><form class="form" method="post" action="{}#h-next" novalidate>{}{}{}{}</form>)",
           t(N_("Samme tid og sted, godkjenning av referatet, faste saker og åpne oppgaver kommer med.")),
           page::Url(view.action), page::hidden("csrf", view.csrf), page::hidden("id", view.id),
           page::input(t, {"on", std::string(t(N_("Dato for neste møte"))), view.hint, view.error, false}, "date",
                       view.day),
           page::form_actions(page::submit(t(N_("Lag neste møte")), page::Weight::secondary, "calendar"))));
}

}  // namespace samloft::governance

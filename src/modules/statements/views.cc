// Where a statement stands, what is missing, what may be done, in HTML.
// Tested by pages_test.cc

#include "views.h"

#include "base/text.h"
#include "rules.h"
#include "rules_impartial.h"

namespace samloft::statements {

using page::Html;
using page::html;

namespace {

// Each place of the line says what has happened there.
std::string_view line_label(State place, State now) {
  const bool here = place_on_line(now) == place_on_line(place) && now != State::withdrawn;
  if (here && now != State::in_forum) return label_of(now);
  if (place == State::recommended) return N_("Innstilling");
  if (place == State::granted) return N_("Vedtak");
  if (place == State::in_forum) return N_("I forum");
  return label_of(place);
}

Html line(const Texts& t, State now) {
  std::vector<std::string> labels;
  for (const State place : kLine) labels.emplace_back(t(line_label(place, now)));
  return page::steps(labels, place_on_line(now));
}

std::string counted(const Texts& t, std::int64_t days, std::int64_t hours, std::int64_t minutes) {
  if (days > 0) return t.plural(days, N_("{} dag"), N_("{} dager"));
  if (hours > 0) return t.plural(hours, N_("{} time"), N_("{} timer"));
  return t.plural(minutes, N_("{} minutt"), N_("{} minutter"));
}

std::string_view severity_colour(Severity severity) {
  switch (severity) {
    case Severity::block: return "danger";
    case Severity::warn: return "warning";
    case Severity::info: return "info";
  }
  return "info";
}

std::string error_in(const Texts& t, const std::vector<FieldError>& errors, std::string_view name) {
  std::string all;
  for (const FieldError& one : errors)
    if (one.field == name) all += (all.empty() ? "" : " ") + t(one.message);
  return all;
}

Html cell_input(const Texts& t, const GridView& view, const std::string& name,
                const std::string& label, const std::string& value) {
  const std::string error = error_in(t, view.errors, name);
  const Html wiring =
      error.empty() ? Html() : html(R"( aria-invalid="true" aria-describedby="{}-e")", name);
  const Html said = error.empty()
                        ? Html()
                        : html(R"(<p class="ds-validation-message" data-field="validation" id="{}-e">{}</p>)",
                               name, error);
  return html(
      R"(<div class="ds-field"><input class="ds-input short" type="text" inputmode="decimal" id="{}" name="{}" value="{}" aria-label="{}"{} autocomplete="off"{}>{}</div>)",
      name, name, value, label,
      name.starts_with("year-") ? html(R"( placeholder="{}")", t(N_("År"))) : Html(), wiring, said);
}

}  // namespace

std::string words_of(const Texts& t, bool over, std::int64_t days, std::int64_t hours,
                     std::int64_t minutes) {
  const std::string count = counted(t, days, hours, minutes);
  return over ? t.fill(N_("gikk ut for {} siden"), {count}) : t.fill(N_("{} igjen"), {count});
}

Html standing_part(const Texts& t, const StandView& view, const Html& more) {
  const Html withdrawn =
      view.state == State::withdrawn
          ? page::alert("info", html("<p>{}</p>", t(N_("Behovsmeldinga er trukket."))))
          : Html();
  const Html deadline =
      view.deadline.empty()
          ? Html()
          : page::alert(view.late ? "warning" : "info", html("<p>{}</p>", view.deadline));
  return withdrawn + line(t, view.state) + html(R"(<div class="stack">{}{}</div>)", deadline, more);
}

std::string words_of(const Texts& t, const Gap& gap) {
  if (gap.units == 0) return t(gap.words);
  std::string names;
  const auto& all = ChoicesOf<partnership::TargetGroup>::list;
  for (std::size_t i = 0; i < std::size(all); ++i)
    if (gap.units >> i & 1) names += (names.empty() ? "" : ", ") + std::string(t(all[i].label));
  return t.fill(gap.words.text, {names});
}

Html gaps_panel(const Texts& t, const std::vector<GapView>& gaps) {
  if (gaps.empty())
    return page::alert("success", html("<p>{}</p>", t(N_("Ingenting mangler, så langt reglene kan se."))));
  const Html items = page::each(gaps, [&](const GapView& gap) {
    const Html mend = gap.address.empty()
                          ? Html()
                          : html(R"( <a class="ds-link" href="{}">{}<span class="ds-sr-only">: {}</span></a>)",
                                 page::Url(gap.address), t(N_("Rett det her")), gap.text);
    return html("<li>{} {}{}</li>",
                page::status(severity_colour(gap.severity), t(label_of(gap.severity))), gap.text, mend);
  });
  return page::panel("gaps", t(N_("Det som mangler")), html(R"(<ul class="linked">{}</ul>)", items));
}

std::string_view move_words(State to) {
  switch (to) {
    case State::draft: return N_("Åpne den igjen");
    case State::anchored: return N_("Forankre hos eier");
    case State::uh_confirmed: return N_("Bekreft for universitetet");
    case State::submitted: return N_("Marker som sendt");
    case State::returned: return N_("Før at den er sendt tilbake");
    case State::in_forum: return N_("Før at den er i samarbeidsforum");
    case State::withdrawn: return N_("Trekk behovsmeldinga");
    case State::recommended:
    case State::reduced:
    case State::not_recommended: return N_("Før innstillingen");
    case State::granted:
    case State::partly:
    case State::refused: return N_("Før vedtaket");
    case State::amended: return N_("Før et endret vedtak");
  }
  return "";
}

namespace {

std::string_view move_advice(State to) {
  switch (to) {
    case State::anchored: return N_("Eier står inne for behovet og beløpene. Teksten låses til den åpnes igjen.");
    case State::uh_confirmed: return N_("Universitetet kjenner behovsmeldinga og setter av timene.");
    case State::submitted: return N_("Kopier feltene til portalen først. Merk den som sendt når portalen har tatt imot.");
    case State::withdrawn: return N_("En behovsmelding som er trukket, kan ikke hentes fram igjen.");
    default: return "";
  }
}

bool has_letter(State to) { return to == State::returned || to == State::in_forum; }
bool has_reason(State to) {
  return to == State::returned || to == State::withdrawn || to == State::draft ||
         to == State::uh_confirmed;
}

}  // namespace

Html move_form(const Texts& t, const MoveView& view, const std::vector<FieldError>& errors) {
  const std::string prefix = std::string(code_of(view.to)) + "-";
  const auto frame = [&](const char* name, std::string_view label, bool optional,
                         std::string_view hint = {}) {
    return page::FieldFrame{prefix + name, std::string(t(label)), std::string(hint.empty() ? hint : t(hint)),
                            view.refused ? error_in(t, errors, name) : "", optional, false};
  };
  Html fields;
  if (has_letter(view.to)) {
    fields += page::input(t, frame("made_on", N_("Dato"), false), "date", view.made_on) +
              page::input(t, frame("reference", N_("Brev eller referat"), true), "text", view.reference);
  }
  if (view.to == State::uh_confirmed)
    fields += page::input(t, frame("hours", N_("Timer universitetet setter av"), false), "number", view.hours);
  if (view.to == State::returned)
    fields += page::input(t, frame("due", N_("Ny frist"), false), "date", view.due);
  if (has_reason(view.to))
    fields += page::text_area(
        t,
        view.to == State::uh_confirmed
            ? frame("reason", N_("Hvorfor, hvis timene går ut over det dere har"), true)
            : frame("reason", N_("Begrunnelse"), false),
        view.reason);
  if (is_signed(view.to)) {
    page::FieldFrame declared = frame("impartial", N_("Jeg har vurdert habiliteten min, og er habil"), false,
                                      N_("Du er inhabil når du også arbeider for noen på den andre siden, eller har noe personlig å tjene på saken. Da må en annen gjøre dette."));
    fields += page::checkbox(declared, view.impartial);
  }
  const std::string_view advice = move_advice(view.to);
  return html(
      R"(<form class="form" method="post" action="{}" novalidate>{}{}{}{}{}</form>)",
      page::Url(view.action), page::hidden("csrf", view.csrf),
      page::hidden("to", code_of(view.to)),
      advice.empty() ? Html() : html(R"(<p class="muted form__wide">{}</p>)", t(advice)), fields,
      page::form_actions(page::submit(t(move_words(view.to)), view.primary ? page::Weight::primary
                                                                          : page::Weight::secondary)));
}

std::string_view waits_for(State state) {
  switch (state) {
    case State::draft: return N_("En leder hos eier forankrer behovsmeldinga når det som må være oppfylt, er på plass.");
    case State::anchored: return N_("Faglig leder ved universitetet bekrefter behovsmeldinga.");
    case State::uh_confirmed: return N_("En leder hos eier sender behovsmeldinga i portalen og merker den som sendt.");
    case State::returned: return N_("En leder hos eier sender behovsmeldinga på nytt når den er rettet.");
    case State::submitted:
    case State::in_forum:
    case State::recommended:
    case State::reduced:
    case State::not_recommended: return N_("Koordinatoren fører det som samarbeidsforum og statsforvalteren svarer.");
    default: return "";
  }
}

Html moves_panel(const Texts& t, State state, const Html& first, const Html& others) {
  Html main = first;
  if (main.empty() && !waits_for(state).empty())
    main = html(R"(<p class="muted">{}</p>)", t(waits_for(state)));
  if (main.empty() && others.empty()) return {};
  return page::panel("next", t(N_("Neste steg")), main + others);
}

Html amounts_panel(const Texts& t, const std::vector<AmountsView>& tables) {
  if (tables.empty()) return {};
  return page::panel("amounts", t(N_("Beløp i kroner")), page::each(tables, [](const AmountsView& one) {
                       std::vector<page::TableColumn> columns;
                       for (std::size_t i = 0; i < one.columns.size(); ++i)
                         columns.push_back({one.columns[i], "", "", one.numbers[i]});
                       std::vector<page::TableRow> rows;
                       for (const auto& texts : one.rows) {
                         page::TableRow& row = rows.emplace_back();
                         for (const std::string& text : texts) row.cells.push_back(html("{}", text));
                       }
                       return html(R"(<h3 class="ds-heading" data-size="2xs">{}</h3>{})", one.caption,
                                   page::table(one.caption, columns, rows));
                     }));
}

std::vector<page::FieldName> grid_names(const Texts& t, const GridView& view) {
  std::vector<page::FieldName> names;
  for (std::size_t i = 0; i < view.rows.size(); ++i) {
    const std::string row = std::to_string(i), year = t.fill(N_("År {}"), {std::to_string(i + 1)});
    names.push_back({"year-" + row, year});
    for (std::size_t j = 0; j < view.recipients.size(); ++j)
      names.push_back({"amount-" + row + "-" + std::to_string(j), view.recipients[j] + ", " + year});
    names.push_back({"sum-" + row, std::string(t(N_("Sum"))) + ", " + year});
  }
  return names;
}

Html grid(const Texts& t, const GridView& view, std::string_view total_label) {
  std::vector<page::TableColumn> columns{{std::string(t(N_("År"))), "", ""}};
  for (const std::string& one : view.recipients) columns.push_back({one, "", ""});
  columns.push_back({std::string(t(N_("Sum"))), "", ""});
  std::vector<page::TableRow> rows;
  for (std::size_t i = 0; i < view.rows.size(); ++i) {
    const GridRow& row = view.rows[i];
    const std::string number = std::to_string(i);
    page::TableRow cells;
    cells.cells.push_back(cell_input(t, view, "year-" + number,
                                     t.fill(N_("År {}"), {std::to_string(i + 1)}), row.year));
    for (std::size_t j = 0; j < view.recipients.size(); ++j)
      cells.cells.push_back(cell_input(t, view, "amount-" + number + "-" + std::to_string(j),
                                       view.recipients[j] + ", " + t.fill(N_("År {}"), {std::to_string(i + 1)}),
                                       row.amounts[j]));
    cells.cells.push_back(cell_input(t, view, "sum-" + number,
                                     std::string(t(N_("Sum"))) + ", " + t.fill(N_("År {}"), {std::to_string(i + 1)}),
                                     row.sum));
    rows.push_back(std::move(cells));
  }
  const std::string label(t(total_label));
  return html(R"(<div id="amounts">{}</div><div class="form">{}</div>)",
              page::table(t(N_("Beløp i kroner")), columns, rows),
              page::input(t, {"total", label, std::string(t(N_("La summene stå tomme, så regnes de ut. Skriver du dem, kontrolleres de."))),
                              error_in(t, view.errors, "total"), true, false},
                          "number", view.total, "kr"));
}

Html answers_panel(const Texts& t, const std::vector<AnswerView>& answers) {
  if (answers.empty()) return {};
  std::vector<page::Fact> facts;
  for (const AnswerView& one : answers) {
    Html value = one.text.empty() ? html(R"(<span class="muted">{}</span>)", t(N_("Ikke besvart")))
                                  : html(R"(<span class="prose">{}</span>)", one.text);
    if (!one.sources.empty())
      value += html(R"(<br><span class="muted">{} {}</span>)", t(N_("Kilder:")), one.sources);
    facts.push_back({one.heading, value, true});
  }
  return page::panel("answers", t(N_("Kriterier og skjema")), page::facts_list(facts));
}

Html steps_panel(const Texts& t, const std::vector<StepView>& steps) {
  if (steps.empty()) return {};
  const Html items = page::each(steps, [](const StepView& one) {
    return html(R"(<li><strong>{}</strong> <span class="muted">{}{}</span>{}</li>)", one.title, one.day,
                one.note.empty() ? Html() : html(" · {}", one.note),
                one.reason.empty() ? Html() : html(R"(<br><span class="prose">{}</span>)", one.reason));
  });
  return page::panel("steps", t(N_("Gangen i saken")), html(R"(<ol class="history">{}</ol>)", items));
}

Html copy_part(const Texts& t, const std::vector<CopyView>& fields, const std::string& portal,
               const std::string& address) {
  if (fields.empty())
    return page::empty_state(t(N_("Embetet har ikke noe skjema her")),
                             t(N_("Legg inn skjemaet som data, så får hvert felt sin tekst å kopiere.")), {});
  Html out;
  std::string part;
  std::size_t number = 0;
  for (const CopyView& one : fields) {
    if (one.part != part) {
      part = one.part;
      out += html(R"(<h2 class="ds-heading" data-size="xs">{}</h2>)", part);
    }
    const std::string id = "copy-" + std::to_string(++number);
    const Html control =
        one.is_long
            ? html("<textarea class=\"ds-input\" id=\"{}\" rows=\"4\" readonly>\n{}</textarea>", id, one.value)
            : html(R"(<input class="ds-input" id="{}" value="{}" readonly>)", id, one.value);
    const Html missing =
        one.value.empty()
            ? html(R"(<p class="muted">{}</p>)", one.required ? t(N_("Mangler, og portalen krever det."))
                                                             : t(N_("Ikke fylt ut.")))
            : Html();
    out += html(R"(<div class="ds-field"><label class="ds-label" for="{}">{}{}</label>{}{}</div>)", id,
                one.label,
                one.code.empty() ? Html() : html(R"( <span class="optional">{}</span>)", one.code),
                control, missing);
  }
  const Html way = address.empty() ? html("{}", portal)
                                   : page::link(page::Url(address), portal.empty() ? address : portal);
  return html(R"(<p class="muted">{} {}</p><div class="stack">{}</div>)",
              t(N_("Portalen er et annet system. Merk teksten i ett felt om gangen og kopier den dit:")),
              way, out);
}

}  // namespace samloft::statements

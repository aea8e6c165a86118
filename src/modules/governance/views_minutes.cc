// Forms during a meeting: who is there, and what is said and decided.
// Tested by pages_test.cc

#include "views.h"
#include "views_minutes.h"

namespace samloft::governance {

using page::Html;
using page::html;

Html attendance_form(const Texts& t, const AttendanceView& view) {
  const Html marks = page::each(view.marks, [&](const MarkView& one) {
    const std::string name = "presence-" + one.seat;
    return page::select(t, {name, one.function, one.note, page::error_of(t, view.errors, name), false}, one.choices);
  });
  return html(
      R"(<section class="panel stack">{}{}<p class="muted">{}</p><form method="post" action="{}">{}{}{}</form><form class="form" method="post" action="{}" novalidate>{}{}{}{}</form></section>)",
      page::error_summary(t, view.errors),
      view.problem.empty() ? Html() : page::alert("danger", html("<p>{}</p>", view.problem)), view.quorum,
      page::Url(view.action), page::hidden("csrf", view.csrf), page::hidden("all", "1"),
      page::submit(t(N_("Alle som har plass, er til stede")), page::Weight::secondary, "check"),
      page::Url(view.action), page::hidden("csrf", view.csrf), marks,
      page::text_area(t, {"guests", std::string(t(N_("Andre til stede"))),
                          std::string(t(N_("Navn eller funksjon, skilt med komma."))), "", true, true},
                      view.guests),
      page::form_actions(page::submit(t(N_("Lagre oppmøtet")), page::Weight::primary) +
                         page::button_link(page::Url(view.back), t(N_("Avbryt")), page::Weight::tertiary)));
}

namespace {

// The fields of a new outcome: named by its type, so that one form can hold all three.
struct Fields {
  const Texts& t;
  const WritingView& view;
  std::string type;

  std::string name(std::string_view field) const { return type + "-" + std::string(field); }
  std::string typed(std::string_view field) const { return view.typed(name(field)); }
  page::FieldFrame frame(std::string_view field, std::string_view label, std::string_view hint = {},
                         bool optional = true, bool wide = false) const {
    return {name(field), std::string(t(label)), std::string(t(hint)), page::error_of(t, view.errors, name(field)),
            optional, wide};
  }
  bool is_open() const {
    if (!typed("text").empty()) return true;
    for (const FieldError& one : view.errors)
      if (one.field.starts_with(type + "-")) return true;
    return false;
  }
  std::vector<page::Option> chosen(std::vector<page::Option> options, std::string_view field) const {
    for (page::Option& one : options)
      if (!typed(field).empty()) one.chosen = one.value == typed(field);
    return options;
  }
  Html box(std::string_view title, const Html& fields, const std::string& id) const {
    return html(R"(<details class="form__wide quick" data-unkept{}><summary>{}</summary><div class="form">{}{}{}{}</div></details>)",
                page::when(is_open(), Html::trusted(" open")), t(title), page::hidden(name("id"), id),
                page::text_area(t, frame("text", N_("Tekst"), {}, true, true), typed("text")), fields,
                page::checkbox(frame("confidential", N_("Unntatt offentlighet"),
                                     N_("Står da bare i lederens utgave.")),
                               !typed("confidential").empty()));
  }
};

Html decision_fields(const Fields& f, const WritingView& view) {
  const Texts& t = f.t;
  std::vector<page::Option> modes;
  for (const Mode mode : {Mode::consensus, Mode::vote})
    modes.push_back({std::string(code_of(mode)), std::string(t(label_of(mode))), mode == view.mode});
  return page::radios(t, f.frame("mode", N_("Hvordan det ble vedtatt"), {}, false), f.chosen(modes, "mode")) +
         page::input(t, f.frame("in_favour", N_("Stemmer for"), N_("Bare ved avstemning.")), "number",
                     f.typed("in_favour")) +
         page::input(t, f.frame("against", N_("Stemmer imot"), N_("Bare ved avstemning.")), "number",
                     f.typed("against")) +
         page::input(t, f.frame("abstained", N_("Avsto"), N_("Bare ved avstemning.")), "number",
                     f.typed("abstained")) +
         page::checkboxes(t, f.frame("disqualified", N_("Inhabile"), N_("De regnes ikke med i denne saken.")),
                          view.disqualified);
}

Html task_fields(const Fields& f, const WritingView& view) {
  const Texts& t = f.t;
  return page::select(t, f.frame("seat", N_("Plassen som har oppgaven"),
                                 N_("Oppgaven følger plassen når noen andre overtar den.")),
                      f.chosen(view.seats, "seat")) +
         page::select(t, f.frame("person", N_("Eller en person"), N_("Når oppgaven ikke hører til en plass.")),
                      f.chosen(view.persons, "person")) +
         page::input(t, f.frame("due", N_("Frist")), "date", f.typed("due"));
}

}  // namespace

Html writing_form(const Texts& t, const WritingView& view) {
  const Fields decision{t, view, "decision"}, task{t, view, "task"}, information{t, view, "information"};
  const auto error_of = [&](std::string_view name) { return page::error_of(t, view.errors, name); };
  const Html note = page::text_area(
      t, {"note", std::string(t(N_("Intern merknad"))),
          std::string(t(N_("Bare lederen og koordinatoren leser den. Den står ikke i referatet."))),
          error_of("note"), true, true},
      view.note);
  return html(
      R"(<div id="form" class="stack">{}{}<form class="form" method="post" action="{}" novalidate data-draft="{}">{}{}{}{}{}{}{}<details class="form__wide quick"{}><summary>{}</summary><div class="form">{}</div></details>{}</form></div>)",
      page::error_summary(t, view.errors), view.note_above, page::Url(view.action),
      page::Url(view.draft_action), page::hidden("csrf", view.csrf),
      page::hidden("version", std::to_string(view.version)),
      page::text_area(t, {"discussion", std::string(t(N_("Referat"))),
                          std::string(t(N_("Det som ble sagt og kom fram. Skriv i Markdown: **viktig**, - punkt."))),
                          error_of("discussion"), true, true},
                      view.discussion),
      page::draft_state(),
      decision.box(N_("Nytt vedtak"), decision_fields(decision, view), view.decision_id),
      task.box(N_("Ny oppgave"), task_fields(task, view), view.task_id),
      information.box(N_("Ny informasjon"), Html(), view.information_id),
      page::when(!view.note.empty(), Html::trusted(" open")), t(N_("Intern merknad")), note,
      page::form_actions(
          page::submit(t(N_("Lagre")), page::Weight::primary) +
          (view.next_address.empty()
               ? Html()
               : html(R"(<button class="ds-button" data-variant="secondary" type="submit" name="then" value="next">{}</button>)",
                      t(N_("Lagre, og neste sak")))) +
          page::button_link(page::Url(view.back), t(N_("Til møtet")), page::Weight::tertiary)));
}

}  // namespace samloft::governance

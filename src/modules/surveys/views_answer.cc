// The page that who answers sees: on a phone, without an account, perhaps without a net.
// Tested by app/survey_walk_test.cc

#include "base/text.h"
#include "page/frame.h"
#include "views.h"

namespace samloft::surveys {
namespace {

using page::Html;
using page::html;

Html shown_if(const AskView& ask) {
  if (ask.shown_if.empty()) return {};
  return html(R"( data-shown-if="{}" data-shown-if-choices="{}")", ask.shown_if, ask.shown_if_choices);
}

// Without script every question stands there, with the words of when it is asked.
Html condition(const AskView& ask) {
  if (ask.condition.empty()) return {};
  return html(R"(<p class="muted small" data-condition>{}</p>)", ask.condition);
}

Html error(const AskView& ask) {
  if (ask.error.empty()) return {};
  return html(
      R"(<p class="ds-validation-message" data-field="validation" id="{}-e">{}</p>)", ask.name, ask.error);
}

Html help(const AskView& ask) {
  if (ask.help.empty()) return {};
  return html(R"(<p data-field="description" id="{}-d">{}</p>)", ask.name, ask.help);
}

Html wiring(const AskView& ask) {
  Html all;
  if (!ask.error.empty()) all += Html::trusted(R"( aria-invalid="true")");
  if (ask.error.empty() && ask.help.empty()) return all;
  const std::string ids = (ask.error.empty() ? "" : ask.name + "-e") +
                          (ask.error.empty() || ask.help.empty() ? "" : " ") +
                          (ask.help.empty() ? "" : ask.name + "-d");
  return all + html(R"( aria-describedby="{}")", ids);
}

Html label(const Texts& t, const AskView& ask) {
  Html all = html("{}{}{}", ask.number, ask.number.empty() ? "" : " ", ask.text);
  if (ask.is_required) all += html(R"( <span class="optional">{}</span>)", t(N_("(må besvares)")));
  return all;
}

Html choices(const AskView& ask) {
  const std::string_view type = ask.asks == Asks::several ? "checkbox" : "radio";
  std::size_t number = 0;
  return page::each(ask.choices, [&](const ChoiceView& one) {
    const std::string id = number == 0 ? ask.name : ask.name + "-c" + std::to_string(number);
    ++number;
    return html(
        R"(<div class="ds-field"><input class="ds-input" type="{}" id="{}" name="{}" value="{}"{}><label class="ds-label" for="{}">{}</label></div>)",
        type, id, ask.name, one.value, page::when(one.is_chosen, Html::trusted(" checked")), id,
        one.label);
  });
}

// Short words fit beside each other on a phone; that halves the way down the page.
std::string_view steps_class(const AskView& ask) {
  if (ask.asks != Asks::one_row) return "choices";
  bool is_short = ask.choices.size() <= 5;
  for (const ChoiceView& one : ask.choices) is_short = is_short && length(one.label) <= 14;
  return is_short ? "ask__steps ask__steps--short" : "ask__steps";
}

Html fieldset(const Texts& t, const AskView& ask) {
  return html(
      R"(<fieldset class="ds-fieldset ask{}"{}{}><legend class="ds-label">{}</legend>{}{}<div class="{}">{}</div>{}</fieldset>
)",
      ask.is_line ? " ask--line" : "", wiring(ask), shown_if(ask), label(t, ask), help(ask),
      condition(ask), steps_class(ask), choices(ask), error(ask));
}

Html text_field(const Texts& t, const AskView& ask) {
  return html(
      "<div class=\"ds-field ask\"{}><label class=\"ds-label\" for=\"{}\">{}</label>{}{}"
      "<textarea class=\"ds-input\" id=\"{}\" name=\"{}\" rows=\"5\" dir=\"auto\"{}{}>\n{}</textarea>{}</div>\n",
      shown_if(ask), ask.name, label(t, ask), help(ask), condition(ask), ask.name, ask.name,
      page::when(ask.is_required, Html::trusted(R"( aria-required="true")")), wiring(ask), ask.value,
      error(ask));
}

Html heading(const AskView& ask) {
  return html(
      R"(<div class="ask ask--section" id="{}"{}><h2 class="ds-heading" data-size="xs">{}</h2>{}{}</div>
)",
      ask.name, shown_if(ask), ask.text,
      page::when(!ask.help.empty(), html(R"(<p class="prose muted">{}</p>)", ask.help)), condition(ask));
}

Html asked(const Texts& t, const AskView& ask) {
  switch (ask.asks) {
    case Asks::heading: return heading(ask);
    case Asks::text: return text_field(t, ask);
    default: return fieldset(t, ask);
  }
}

Html promise(const Texts& t, const AnswerView& view) {
  return html(
      R"(<details class="ds-details" data-variant="default"><summary>{}</summary><div class="prose">{}

{}

{}</div></details>)",
      t(N_("Svaret ditt er anonymt. Slik er det sikret")),
      t(N_("Lenken eller koden gjør at hver svarer én gang. Den lagres ikke sammen med svaret, og "
           "svaret lagres uten tidspunkt og rekkefølge. Ingen kan se hvem som har svart hva.")),
      t.fill(N_("Ingen ser svar så lenge undersøkelsen er åpen. Etterpå vises resultater bare når minst "
                "{} har svart, også for hver rolle. Mindre grupper slås sammen."),
             {view.least}),
      t(N_("Fritekst vises ordrett. Skriv ikke noe som viser hvem du er, og aldri noe om enkeltbarn.")));
}

Html buttons(const Texts& t, const AnswerView& view) {
  if (view.is_preview) return {};
  return html(
      R"(<div class="form__actions"><button class="ds-button" data-variant="primary" type="submit" name="act" value="send">{}</button>
<button class="ds-button" data-variant="tertiary" type="submit" name="act" value="save" formnovalidate>{}</button></div>
<p class="muted small">{}</p>)",
      t(N_("Send svaret")), t(N_("Lagre og fortsett senere")),
      t(N_("Det du lagrer, kan bare åpnes med den samme lenken eller koden, og slettes når du sender.")));
}

}  // namespace

Html answer_page(const Texts& t, const AnswerView& view) {
  const Html facts =
      page::when(!view.deadline.empty(),
                 html(R"(<ul class="facts"><li>{}{}</li></ul>)", page::icon("clock"), view.deadline));
  return page::hero({std::string(t(N_("Undersøkelse"))), view.title, facts, {}}) +
         html(
             R"(<div class="answer stack" id="answer">{}<section class="panel stack">{}{}</section>
<div class="ds-alert" data-color="warning" data-kept hidden><p>{}</p></div>
{}<form class="answer__form stack" method="post" action="{}" novalidate{}>{}<div class="panel stack">{}{}</div></form></div>
)",
             view.notice,
             page::when(!view.introduction.empty(),
                        html(R"(<p class="prose">{}</p>)", view.introduction)),
             promise(t, view),
             t(N_("Du er uten nett. Svaret er lagret på denne enheten og sendes av seg selv, én gang, "
                  "når nettet er tilbake. La siden stå åpen, eller åpne den igjen senere. Er enheten lånt, "
                  "vent til svaret er sendt.")),
             page::error_summary(t, view.errors, view.names), page::Url(view.action),
             page::when(!view.is_preview,
                        html(R"( data-answer data-worker="{}" data-until="{}")", view.worker, view.until)),
             page::hidden("csrf", view.csrf),
             page::each(view.asks, [&](const AskView& ask) { return asked(t, ask); }),
             buttons(t, view));
}

Html code_page(const Texts& t, const std::string& action, const std::string& csrf,
               const std::string& typed, const std::string& wrong) {
  return page::hero({std::string(t(N_("Undersøkelse"))), std::string(t(N_("Skriv koden du har fått"))),
                     {}, {}}) +
         html(
             R"(<section class="panel answer"><form class="stack" method="post" action="{}">{}{}{}</form></section>)",
             page::Url(action), page::hidden("csrf", csrf),
             page::input(t, {"code", std::string(t(N_("Kode"))),
                             std::string(t(N_("Tolv tegn i tre grupper. Store og små bokstaver er det samme."))),
                             wrong, false},
                         "text", typed),
             page::form_actions(page::submit(t(N_("Gå til undersøkelsen")), page::Weight::primary)));
}

Html thanks_page(const Texts& t, bool came_before) {
  const std::string_view words =
      came_before ? t(N_("Vi har fått svaret ditt før, og det er det som gjelder. Hver lenke og kode kan "
                         "brukes én gang."))
                  : t(N_("Svaret er kommet fram. Du kan lukke siden."));
  return html(
      R"(<div class="answer stack" data-answered><div class="empty">{}<h1 class="ds-heading" data-size="md">{}</h1><p>{}</p></div></div>)",
      page::icon("check"), t(N_("Takk for svaret")), words);
}

Html closed_page(const Texts& t) {
  return html(
      R"(<div class="answer stack" data-answered><div class="empty">{}<h1 class="ds-heading" data-size="md">{}</h1><p>{}</p></div></div>)",
      page::icon("clock"), t(N_("Undersøkelsen er lukket")),
      t(N_("Den tar ikke imot flere svar. Har du svart, er svaret ditt med.")));
}

}  // namespace samloft::surveys

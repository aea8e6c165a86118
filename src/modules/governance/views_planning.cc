// The form that plans the meetings of a series.
// Tested by pages_planning_test.cc

#include "views_planning.h"

namespace samloft::governance {

using page::Html;
using page::html;

namespace {

page::FieldFrame frame_of(const Texts& t, const PlanningView& view, const char* name, std::string_view label,
                          std::string_view hint = {}, bool optional = false) {
  return {name, std::string(t(label)), hint.empty() ? "" : std::string(t(hint)),
          page::error_of(t, view.errors, name), optional};
}

Html asking_form(const Texts& t, const PlanningView& view) {
  const auto frame = [&](const char* name, std::string_view label, std::string_view hint = {}) {
    return frame_of(t, view, name, label, hint);
  };
  page::FieldFrame list = frame("list", N_("Datoer fra en liste"),
                                N_("Én på hver linje, som 16.09.2026. Fylles bare ut når datoene kommer fra en liste."));
  list.optional = list.wide = true;
  return html(
      R"(<form class="form" method="get" action="{}#h-days" novalidate>{}{}{}{}{}{}{}{}{}</form>)", page::Url(view.action),
      page::hidden("asked", "1"), page::select(t, frame("rhythm", N_("Hvor ofte")), view.rhythms),
      page::input(t, frame("first", N_("Det første møtet")), "date", view.first),
      page::input(t, frame("every", N_("Hver"), N_("Uke eller måned: 2 er annenhver.")), "number", view.every),
      page::input(t, frame("until", N_("Siste dag det kan være møte")), "date", view.until),
      page::text_area(t, list, view.list),
      page::checkbox(frame("without_holidays", N_("Hopp over helger og helligdager")), view.without_holidays),
      page::checkbox(frame("without_july", N_("Hopp over juli")), view.without_july),
      page::form_actions(page::submit(t(N_("Vis dagene")), page::Weight::secondary, "calendar")));
}

// What was asked for goes along, so that the days stand again when something is wrong.
Html asked_again(const PlanningView& view) {
  Html all = page::hidden("asked", "1") + page::hidden("first", view.first) + page::hidden("every", view.every) +
             page::hidden("until", view.until) + page::hidden("list", view.list);
  for (const page::Option& one : view.rhythms)
    if (one.chosen) all += page::hidden("rhythm", one.value);
  if (view.without_holidays) all += page::hidden("without_holidays", "1");
  if (view.without_july) all += page::hidden("without_july", "1");
  return all;
}

Html making_form(const Texts& t, const PlanningView& view) {
  page::FieldFrame days = frame_of(t, view, "day", N_("Dager det blir møte"),
                                   N_("Ta bort dem som ikke passer, og ta med dem som likevel gjør det."));
  days.wide = true;
  return html(
      R"(<p role="status">{}</p>{}<form class="form" method="post" action="{}#h-days" novalidate>{}{}{}{}{}{}{}{}</form>)",
      view.count, view.taken.empty() ? Html() : html(R"(<p class="muted">{}</p>)", view.taken),
      page::Url(view.action), page::hidden("csrf", view.csrf), page::hidden("id", view.id), asked_again(view),
      page::checkboxes(t, days, view.days),
      page::input(t, frame_of(t, view, "starts", N_("Begynner"), N_("For eksempel 09.00.")), "text", view.starts),
      page::input(t, frame_of(t, view, "ends", N_("Slutter"), {}, true), "text", view.ends),
      page::input(t, frame_of(t, view, "place", N_("Sted"), {}, true), "text", view.place),
      page::form_actions(page::submit(t(N_("Lag møtene")), page::Weight::primary, "add") +
                         page::button_link(page::Url(view.back), t(N_("Avbryt")), page::Weight::tertiary)));
}

}  // namespace

Html planning_forms(const Texts& t, const PlanningView& view) {
  return html(R"(<div class="stack">{}{}{}</div>)", page::error_summary(t, view.errors),
              page::panel("rhythm-of", t(N_("Når møtes dere?")), asking_form(t, view)),
              view.is_shown ? page::panel("days", t(N_("Dagene")), making_form(t, view)) : Html());
}

}  // namespace samloft::governance

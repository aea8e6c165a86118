// What whoever runs a survey may set, and where the leader of a unit starts a self-review.
// Tested by app/survey_walk_test.cc

#include "base/text.h"
#include "page/components.h"
#include "pages.h"
#include "records/pages.h"
#include "records/records.h"
#include "records/store.h"

namespace samloft::surveys {
namespace {

using access::Visit;
using page::Html;
using page::html;

struct Filled {
  Settings settings;
  std::string closes_on;  // as typed
};

Filled stored(const Survey& survey) {
  return {{survey.title, survey.introduction, survey.closes_on},
          survey.closes_on ? survey.closes_on->iso() : ""};
}

Filled typed_in(const Visit& visit, const Survey& survey) {
  const auto text = [&](const char* name) {
    std::string value = trimmed(visit.field(name));
    std::erase(value, '\r');
    return value;
  };
  Filled typed;
  typed.closes_on = text("closes_on");
  typed.settings = {{text("title"), text("title_nn"), text("title_en")},
                    {text("introduction"), text("introduction_nn"), text("introduction_en")},
                    Date::parse(typed.closes_on)};
  if (survey.state != SurveyState::draft) {
    typed.settings.title = survey.title;
    typed.settings.introduction = survey.introduction;
  }
  return typed;
}

Html text_fields(const Texts& t, const Settings& settings, const auto& frame) {
  const Html others =
      page::input(t, frame("title_nn", N_("Tittel på nynorsk"), true), "text", settings.title.nn) +
      page::input(t, frame("title_en", N_("Tittel på engelsk"), true), "text", settings.title.en) +
      page::text_area(t, frame("introduction_nn", N_("Innledning på nynorsk"), true),
                      settings.introduction.nn) +
      page::text_area(t, frame("introduction_en", N_("Innledning på engelsk"), true),
                      settings.introduction.en);
  return page::input(t, frame("title", N_("Tittel"), false), "text", settings.title.nb) +
         page::text_area(t, frame("introduction", N_("Innledning"), true), settings.introduction.nb) +
         html(R"(<details class="ds-details form__wide" data-variant="default"><summary>{}</summary><div class="stack">{}</div></details>)",
              t(N_("Nynorsk og engelsk")), others);
}

web::Response settings_page(Visit& visit, const Survey& survey, const Filled& typed,
                            const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const auto frame = [&](const char* name, std::string_view label, bool optional) {
    return page::FieldFrame{name, std::string(t(label)), "", page::error_of(t, errors, name), optional, true};
  };
  const bool draft = survey.state == SurveyState::draft;
  const std::string title(t(N_("Tekst og frist")));
  const Html fields =
      page::when(draft, text_fields(t, typed.settings, frame)) +
      page::input(t, frame("closes_on", N_("Svarfrist"), true), "date", typed.closes_on);
  return visit.page(
      title, crumbs(visit, survey, title),
      page::hero({survey.title.nb, title, {}, {}}) +
          html(R"(<div class="stack">{}<form class="form" method="post" action="{}" novalidate>{}{}{}</form></div>)",
               page::error_summary(t, errors), page::Url(visit.request.path),
               page::hidden("csrf", visit.csrf()), fields,
               page::form_actions(page::submit(t(N_("Lagre")), page::Weight::primary) +
                                  page::button_link(page::Url(survey_address(visit, survey.id)),
                                                    t(N_("Avbryt")), page::Weight::tertiary))),
      errors.empty() ? 200 : 422);
}

web::Response show_settings(Visit& visit, const records::Kinds& kinds) {
  const auto survey = run_by_viewer(visit, kinds);
  if (!survey) return visit.problem(Problem::not_found());
  return settings_page(visit, *survey, stored(*survey), {});
}

web::Response save_settings(Visit& visit, const records::Kinds& kinds) {
  const auto survey = run_by_viewer(visit, kinds);
  if (!survey) return visit.problem(Problem::not_found());
  const Filled typed = typed_in(visit, *survey);
  if (!typed.closes_on.empty() && !typed.settings.closes_on) {
    return settings_page(visit, *survey, typed,
                         {{"closes_on", N_("Skriv datoen slik: 25.11.2026.")}});
  }
  auto work = work_of(visit, kinds);
  const auto saved = set(work, survey->id, typed.settings);
  if (saved) return records::done(visit, survey_address(visit, survey->id), survey->id);
  if (saved.error().fields.empty()) return visit.problem(saved.error());
  return settings_page(visit, *survey, typed, saved.error().fields);
}

web::Response start(Visit& visit, const records::Kinds& kinds) {
  const auto unit = Uuid::parse(visit.field("unit"));
  if (!unit) return visit.problem(Problem::not_found());
  const Uuid as = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (records::kind_of(visit.db(), as) == "survey")
    return web::Response::see_other(survey_address(visit, as));
  auto work = work_of(visit, kinds);
  const auto made = start_self_review(work, *unit, as);
  if (!made) return visit.problem(made.error());
  return records::done(visit, survey_address(visit, *made), *made);
}

}  // namespace

Html review_starts(Visit& visit, const records::Kinds& kinds) {
  if (!visit.viewer.may({Role::unit_leader})) return {};
  auto work = work_of(visit, kinds);
  const Html starts = page::each(led_units(work), [&](const Uuid& unit) {
    return page::post_button(
        page::Url(visit.address("self-reviews")), visit.csrf(),
        visit.t.fill(N_("Ny ståstedsanalyse i {}"), {records::heading_of(visit.db(), unit)}),
        page::Weight::secondary, "add",
        page::hidden("unit", unit.text()) + page::hidden("id", Uuid::fresh().text()));
  });
  if (starts.empty()) return {};
  return page::panel("review", visit.t(N_("Ståstedsanalyse")),
                     html(R"(<p class="muted">{}</p><div class="row">{}</div>)",
                          visit.t(N_("Enhetens egen. Du ser resultatet når den er lukket, og avgjør om du "
                                     "deler det med eieren.")),
                          starts));
}

std::vector<access::Route> setting_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(kRunnerRoles);
  const std::string settings = "/{partnership}/surveys/{id}/settings";
  return {{"GET", settings, who, with(kinds, show_settings)},
          {"POST", settings, who, with(kinds, save_settings)},
          {"POST", "/{partnership}/self-reviews", access::Who::members({Role::unit_leader}),
           with(kinds, start)}};
}

}  // namespace samloft::surveys

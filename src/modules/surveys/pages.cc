// The survey's own page: what state it is in, what comes next, its questions; and what moves it on.
// Tested by app/survey_walk_test.cc

#include "pages.h"

#include <cmath>

#include "base/text.h"
#include "page/components.h"
#include "records/pages.h"
#include "records/records.h"
#include "records/store.h"
#include "rules_results.h"
#include "store.h"

namespace samloft::surveys {

using access::Visit;
using page::Html;
using page::html;

records::Work work_of(Visit& visit, const records::Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}

std::string survey_address(const Visit& visit, const Uuid& survey, const std::string& below) {
  return visit.address("surveys/" + survey.text() + below);
}

std::optional<Survey> seen_by_viewer(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  Survey survey;
  if (!id || !records::load_for(visit.db(), *kinds.by_name("survey"), visit.viewer, *id, survey))
    return std::nullopt;
  return survey;
}

std::optional<Survey> run_by_viewer(Visit& visit, const records::Kinds& kinds) {
  auto survey = seen_by_viewer(visit, kinds);
  auto work = work_of(visit, kinds);
  if (!survey || !runs(work, *survey)) return std::nullopt;
  return survey;
}

std::vector<page::NavItem> crumbs(const Visit& visit, const Survey& survey, const std::string& last) {
  return {{std::string(visit.t(N_("Undersøkelser"))), visit.address("surveys"), false},
          {survey.title.nb, survey_address(visit, survey.id), false},
          {last, visit.request.path, false}};
}

std::string to_text(double value, int decimals) {
  const auto scale = static_cast<std::int64_t>(std::pow(10, decimals));
  const auto whole = static_cast<std::int64_t>(std::llround(value * static_cast<double>(scale)));
  std::string digits = std::to_string(std::abs(whole % scale));
  digits.insert(0, static_cast<std::size_t>(decimals) - digits.size(), '0');
  return (whole < 0 ? "-" : "") + std::to_string(std::abs(whole / scale)) + "," + digits;
}

namespace {

web::Response answer(Visit& visit, const Result<void>& outcome, const Uuid& survey) {
  if (!outcome) return visit.problem(outcome.error());
  return records::done(visit, survey_address(visit, survey), survey);
}

Html step(const Visit& visit, const Survey& survey, const std::string& below, std::string_view text,
          page::Weight weight, const Html& hidden = {}) {
  return page::post_button(page::Url(survey_address(visit, survey.id, below)), visit.csrf(), text,
                           weight, {}, hidden);
}

Html go(const Visit& visit, const Survey& survey, const std::string& below, std::string_view text,
        page::Weight weight) {
  return page::button_link(page::Url(survey_address(visit, survey.id, below)), text, weight);
}

Html state_field(SurveyState state) { return page::hidden("state", code_of(state)); }

Html run_actions(const Visit& visit, const Survey& survey) {
  const Texts& t = visit.t;
  using page::Weight;
  switch (survey.state) {
    case SurveyState::draft:
      // Makers have the form of the record for it.
      return page::when(!visit.viewer.may(kMakerRoles),
                        go(visit, survey, "/settings", t(N_("Tekst og frist")), Weight::tertiary)) +
             go(visit, survey, "/questions", t(N_("Lag spørsmålene")), Weight::secondary) +
             go(visit, survey, "/preview", t(N_("Se den som den som svarer")), Weight::tertiary) +
             step(visit, survey, "/state", t(N_("Åpne for svar")), Weight::secondary,
                  state_field(SurveyState::open));
    case SurveyState::open:
      return go(visit, survey, "/sending", t(N_("Inviter og send ut")), Weight::primary) +
             go(visit, survey, "/settings", t(N_("Flytt fristen")), Weight::tertiary) +
             step(visit, survey, "/state", t(N_("Lukk undersøkelsen")), Weight::tertiary,
                  state_field(SurveyState::closed));
    case SurveyState::closed:
      return survey.evidence ? Html()
                             : step(visit, survey, "/evidence", t(N_("Bruk som kunnskapsgrunnlag")),
                                    Weight::tertiary);
  }
  return {};
}

// The leader's own: shared with the owner, and taken back (§6.2).
Html sharing_actions(const Visit& visit, const Survey& survey) {
  const bool shared = survey.sharing == Sharing::shared;
  return step(visit, survey, "/sharing",
              shared ? visit.t(N_("Ta delingen tilbake")) : visit.t(N_("Del med eieren")),
              page::Weight::secondary,
              page::hidden("sharing", code_of(shared ? Sharing::own : Sharing::shared)));
}

Html above_fields(const Html& content) {
  return html(R"(<div class="grid"><div class="grid__full stack">{}</div></div>)", content);
}

Html info(std::string_view words) { return page::alert("info", html("<p>{}</p>", words)); }

// While it is open nobody is told more than this, and nothing of today.
Html progress_note(Visit& visit, const Survey& survey) {
  const InvitedCounts invited = count_invited(visit.db(), survey.id);
  const std::int64_t all = invited.persons + invited.codes;
  if (all == 0)
    return info(visit.t(N_("Undersøkelsen er åpen, men ingen er invitert ennå.")));
  const std::int64_t least =
      smallest_group(*survey.smallest_group, survey.smallest_share, all);
  const bool enough = count_used_before(visit.db(), survey.id, local_day(visit.now)) >= least;
  return info(enough ? visit.t.fill(N_("Minst {} hadde svart i går kveld. Antallet vises ikke før "
                                       "undersøkelsen er lukket."),
                                    {std::to_string(least)})
                     : visit.t.fill(N_("Færre enn {} hadde svart i går kveld. Antallet vises ikke før "
                                       "undersøkelsen er lukket."),
                                    {std::to_string(least)}));
}

Html review_note(const Visit& visit, const Survey& survey, bool reads) {
  if (survey.kind != SurveyKind::self_review || survey.state != SurveyState::closed) return {};
  if (survey.sharing == Sharing::shared)
    return info(visit.t(N_("Lederen har delt resultatet med eieren og kan ta delingen tilbake. Det skal "
                           "ikke brukes til å sammenligne enheter eller år.")));
  return reads ? info(visit.t(N_("Bare enheten ser resultatet. Eieren ser det når lederen deler det.")))
               : info(visit.t(N_("Resultatet er enhetens eget og er ikke delt.")));
}

records::Extra survey_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& survey = static_cast<const Survey&>(record);
  auto work = work_of(visit, kinds);
  const bool may_run = runs(work, survey), reads = reads_results(work, survey);
  records::Extra extra;
  extra.is_fixed = survey.state != SurveyState::draft;
  if (reads)
    extra.actions += go(visit, survey, "/results", visit.t(N_("Se resultatene")), page::Weight::primary);
  if (may_run) extra.actions += run_actions(visit, survey);
  // Whoever reads an unshared self-review leads the unit.
  const bool leads = reads && survey.kind == SurveyKind::self_review &&
                     visit.viewer.may({Role::unit_leader});
  if (leads) extra.actions += sharing_actions(visit, survey);
  Html notes = page::state_steps(visit.t, survey.state);
  if (may_run && survey.state == SurveyState::open)
    notes += moved_note(visit, kinds, survey) + progress_note(visit, survey);
  extra.above = above_fields(notes + review_note(visit, survey, reads));
  if (may_run)
    extra.below = questions_panel(visit.t, builder_view(visit, survey, items_of(visit.db(), survey.id)));
  return extra;
}

web::Response change_state(Visit& visit, const records::Kinds& kinds) {
  const auto survey = run_by_viewer(visit, kinds);
  const auto to = value_named<SurveyState>(visit.field("state"));
  if (!survey || !to) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  return answer(visit,
                *to == SurveyState::open ? open_survey(work, survey->id)
                                         : close_survey(work, survey->id),
                survey->id);
}

web::Response change_sharing(Visit& visit, const records::Kinds& kinds) {
  const auto survey = seen_by_viewer(visit, kinds);
  const auto to = value_named<Sharing>(visit.field("sharing"));
  if (!survey || !to) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  return answer(visit, set_sharing(work, survey->id, *to), survey->id);
}

web::Response use_as_evidence(Visit& visit, const records::Kinds& kinds) {
  const auto survey = run_by_viewer(visit, kinds);
  if (!survey) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto made = make_evidence(work, survey->id);
  if (!made) return visit.problem(made.error());
  return records::done(visit, records::address_of(visit, *kinds.by_name("evidence"), *made), *made);
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["survey"] = [&kinds](Visit& visit, const Record& record) {
    return survey_extra(visit, record, kinds);
  };
  extras.of_list["survey"] = [&kinds](Visit& visit) {
    return records::Extra{{}, review_starts(visit, kinds), {}};
  };
  extras.of_list["item_set"] = [](Visit& visit) {
    if (!visit.viewer.may(kMakerRoles)) return records::Extra{};
    return records::Extra{page::button_link(page::Url(visit.address("item-sets/sheet")),
                                            visit.t(N_("Hent fra regneark")),
                                            page::Weight::secondary, "upload"),
                          {}, {}};
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  const auto runners = access::Who::members(kRunnerRoles);
  const std::string survey = "/{partnership}/surveys/{id}";
  std::vector<access::Route> all{{"POST", survey + "/state", runners, with(kinds, change_state)},
                                 {"POST", survey + "/sharing", access::Who::members({Role::unit_leader}),
                                  with(kinds, change_sharing)},
                                 {"POST", survey + "/evidence", runners, with(kinds, use_as_evidence)}};
  for (const auto& more : {answer_routes(kinds), builder_routes(kinds), sending_routes(kinds),
                           picking_routes(kinds), result_routes(kinds), setting_routes(kinds), set_routes(kinds)})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace samloft::surveys

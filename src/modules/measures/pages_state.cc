// Moving a measure on: buttons, and a page where a day or grounds are asked.
// Tested by pages_state_test.cc, app/measures_walk_test.cc

#include "base/text.h"
#include "pages.h"
#include "rules.h"
#include "views.h"

namespace samloft::measures {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr Roles kDeciders{Role::owner_leader, Role::university_lead};

std::string measure_address(const Visit& visit, const Measure& measure,
                            std::string_view below = {}) {
  return visit.address("measures/" + measure.id.text()) + std::string(below);
}

bool asks_something(MeasureState to) { return to == MeasureState::approved || needs_grounds(to); }

std::string_view act_of(MeasureState from, MeasureState to) {
  using State = MeasureState;
  switch (to) {
    case State::proposed:
      return N_("Tilbake til forslag");
    case State::planned:
      return from == State::stopped ? N_("Ta opp igjen") : N_("Planlegg");
    case State::approved:
      return N_("Vedta");
    case State::running:
      return from == State::approved ? N_("Sett i gang") : N_("Tilbake til i gang");
    case State::changed:
      return N_("Endre underveis");
    case State::completed:
      return from == State::evaluated ? N_("Åpne igjen") : N_("Gjennomført");
    case State::stopped:
      return N_("Stans");
    case State::evaluated:
      return N_("Evaluer");
  }
  return {};
}

std::optional<Measure> measure_in(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return std::nullopt;
  return records::find<Measure>(visit.db(), *kinds.by_name("measure"), *id);
}

web::Response step_page(Visit& visit, const Measure& measure, MeasureState to,
                        const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  StepView view;
  view.to = code_of(to);
  view.act = t(act_of(measure.state, to));
  view.asks_day = to == MeasureState::approved;
  view.asks_grounds = needs_grounds(to);
  view.grounds_label =
      to == MeasureState::evaluated ? t(N_("Hva evalueringen viste")) : t(N_("Hvorfor"));
  view.day = visit.form.fields.has("day") ? visit.field("day") : local_day(visit.now).iso();
  view.grounds = visit.field("grounds");
  view.action = measure_address(visit, measure, "/state");
  view.back = measure_address(visit, measure);
  view.csrf = visit.csrf();
  view.errors = errors;
  for (FieldError& error : view.errors)  // what is mended on the measure's own form
    if (error.field == "goals" || error.field == "valid_from")
      view.mend = measure_address(visit, measure, "/edit#" + error.field);
  return visit.page(view.act,
                    {{std::string(t(N_("Tiltak"))), visit.address("measures"), false},
                     {measure.title, measure_address(visit, measure), false},
                     {view.act, visit.request.path, false}},
                    page::hero({measure.title, view.act, {}, {}}) + step_form(t, view),
                    errors.empty() ? 200 : 422);
}

}  // namespace

Html state_actions(const Visit& visit, const Measure& measure) {
  Html all;
  for (std::size_t i = 0; i < std::size(ChoicesOf<MeasureState>::list); ++i) {
    const auto to = static_cast<MeasureState>(i);
    if (!may_follow(measure.state, to) || !visit.viewer.may(who_sets(measure.state, to))) continue;
    const std::string text(visit.t(act_of(measure.state, to)));
    const bool forward = i > static_cast<std::size_t>(measure.state) &&
                         to != MeasureState::stopped && to != MeasureState::changed;
    const auto weight = forward ? page::Weight::secondary : page::Weight::tertiary;
    if (asks_something(to)) {
      all += page::button_link(
          page::Url(measure_address(visit, measure, "/state?to=" + std::string(code_of(to)))), text,
          weight);
    } else {
      all += page::post_button(page::Url(measure_address(visit, measure, "/state")), visit.csrf(),
                               text, weight, {}, page::hidden("to", code_of(to)));
    }
  }
  return all;
}

Html who_decides(const Visit& visit, const Measure& measure) {
  using State = MeasureState;
  std::string_view what;
  if (measure.state == State::planned)
    what =
        N_("Tiltaket er planlagt. Lederen hos eier eller den faglige lederen ved universitetet "
           "vedtar det.");
  if (measure.state == State::completed || measure.state == State::stopped)
    what =
        N_("Lederen hos eier eller den faglige lederen ved universitetet sier når tiltaket er "
           "evaluert.");
  if (what.empty() || visit.viewer.may(kDeciders)) return {};
  return html(R"(<p class="muted">{}</p>)", visit.t(what));
}

web::Response show_step(Visit& visit, const records::Kinds& kinds) {
  const auto measure = measure_in(visit, kinds);
  const auto to = value_named<MeasureState>(visit.request.query.get("to"));
  if (!measure || !to || !asks_something(*to)) return visit.problem(Problem::not_found());
  if (!may_follow(measure->state, *to))
    return web::Response::see_other(measure_address(visit, *measure));
  if (!visit.viewer.may(who_sets(measure->state, *to))) return visit.problem(Problem::not_found());
  return step_page(visit, *measure, *to, {});
}

web::Response take_step(Visit& visit, const records::Kinds& kinds) {
  const auto measure = measure_in(visit, kinds);
  const auto to = value_named<MeasureState>(visit.field("to"));
  if (!measure || !to) return visit.problem(Problem::not_found());
  records::Work work{visit.db(), kinds, visit.viewer, visit.now, {}};
  const auto set = set_state(
      work, measure->id, {*to, Date::parse(trimmed(visit.field("day"))), visit.field("grounds")});
  if (set) return records::done(visit, measure_address(visit, *measure), measure->id);
  if (set.error().kind != Problem::Kind::invalid) return visit.problem(set.error());
  return step_page(visit, *measure, *to, set.error().fields);
}

}  // namespace samloft::measures

// What may be done with a need now, and doing it.
// Tested by pages_process_test.cc; what it stores, by the app's walk of needs.

#include "access/letters.h"
#include "base/text.h"
#include "pages.h"
#include "people/people.h"
#include "rules.h"
#include "views_process.h"

namespace samloft::needs {

using access::Visit;
using page::Html;
using page::html;

records::Work work_of(Visit& visit, const records::Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}

std::optional<Need> wanted_need(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  Need need;
  if (!id || !records::load_for(visit.db(), *kinds.by_name("need"), visit.viewer, *id, need))
    return std::nullopt;
  return need;
}

std::string need_address(const Visit& visit, const Uuid& need, const std::string& below) {
  return visit.address("needs/" + need.text() + below);
}

namespace {

struct Step {
  NeedState from, to;
  std::string_view text;
  page::Weight weight;
};
constexpr Step kSteps[] = {
    {NeedState::draft, NeedState::submitted, N_("Meld inn"), page::Weight::secondary},
    {NeedState::submitted, NeedState::consolidated, N_("Ta med videre"), page::Weight::secondary},
    {NeedState::prioritised, NeedState::addressed, N_("Fulgt opp"), page::Weight::secondary},
    {NeedState::addressed, NeedState::closed, N_("Avslutt"), page::Weight::secondary},
    {NeedState::parked, NeedState::submitted, N_("Ta opp igjen"), page::Weight::secondary},
    {NeedState::rejected, NeedState::submitted, N_("Ta opp igjen"), page::Weight::secondary},
    {NeedState::closed, NeedState::consolidated, N_("Ta opp igjen"), page::Weight::secondary}};

bool may_step(const Visit& visit, const Need& need, NeedState to) {
  if (visit.viewer.may(movers(to))) return true;
  return need.state == NeedState::draft && to == NeedState::submitted && visit.viewer.person &&
         need.raised_by == visit.viewer.person && visit.viewer.may(reporters());
}

Html step_buttons(const Visit& visit, const Need& need) {
  Html buttons;
  for (const Step& step : kSteps) {
    if (step.from != need.state || !may_step(visit, need, step.to)) continue;
    buttons += page::post_button(page::Url(need_address(visit, need.id, "/state")), visit.csrf(),
                                 visit.t(step.text), step.weight, {},
                                 page::hidden("state", code_of(step.to)));
  }
  return buttons;
}

bool can_be_set_aside(const Visit& visit, const Need& need) {
  return may_follow(need.state, NeedState::parked) && visit.viewer.may(movers(NeedState::parked));
}

bool can_be_merged(const Visit& visit, const Need& need) {
  return visit.viewer.may(mergers()) &&
         (need.state == NeedState::submitted || need.state == NeedState::consolidated ||
          need.state == NeedState::prioritised || need.state == NeedState::parked);
}

// Whoever raised a need, or could change it before, reads why they no longer can, and what they can.
Html settled_note(const Visit& visit, const Need& need, const records::Kinds& kinds) {
  const records::Kind& kind = *kinds.by_name("need");
  const bool was_theirs = visit.viewer.may(kind.writers) ||
                          (visit.viewer.person && need.raised_by == visit.viewer.person);
  if (!was_theirs || !kind.settled(need) || visit.viewer.may(kind.settled_writers)) return {};
  return settled_alert(visit.t);
}

// Whoever raised it is told in a mail of their own: a reason that nobody reads is none. What they
// may read is on the page; the mail has the title, the decision and its reason.
void tell_proposer(Visit& visit, const records::Kinds& kinds, const Need& need) {
  if (!need.raised_by || need.raised_by == visit.viewer.person) return;
  const auto person =
      records::find<people::Person>(visit.db(), *kinds.by_name("person"), need.raised_by);
  if (!person) return;
  const std::string address = visit.site.parts().address + need_address(visit, need.id);
  const auto words = [&](const Texts& t) -> access::Words {
    const std::string what =
        t.fill(need.state == NeedState::parked ? N_("Behovet «{}» er satt på vent")
                                               : N_("Behovet «{}» er avslått"),
               {need.title});
    return {what, t.fill(N_("Hei {}!\n\n{}. Begrunnelsen er:\n\n{}\n\nDu finner det her:\n{}\n"),
                         {person->name, what, need.reason, address})};
  };
  access::send(visit.site.parts(), visit.partnership.id, {{need.raised_by, person->mail, words}});
}

web::Response refused(Visit& visit, const records::Kinds& kinds, const Need& need,
                      const Problem& problem) {
  AsideView view{need_address(visit, need.id, "/state"), visit.csrf(), visit.field("reason"), "",
                 visit.field("state")};
  for (const FieldError& one : problem.fields) view.error += visit.t(one.message) + " ";
  const std::string title(visit.t(N_("Ikke lagret")));
  const records::Kind& kind = *kinds.by_name("need");
  return visit.page(
      title,
      {{std::string(visit.t(kind.many)), visit.address("needs"), false},
       {need.title, need_address(visit, need.id), false},
       {title, visit.request.path, false}},
      page::hero({std::string(visit.t(kind.one)), need.title, {}, {}}) + aside_panel(visit.t, view),
      422);
}

}  // namespace

records::Extra process_extra(Visit& visit, const Need& need, const records::Kinds& kinds) {
  records::Extra extra;
  if (need.merged_into) {
    const bool may = visit.viewer.may(mergers());
    extra.above = merged_into_alert(
        visit.t,
        {records::heading_of(visit.db(), need.merged_into), need_address(visit, need.merged_into),
         may ? need_address(visit, need.id, "/withdrawal") : "", visit.csrf()});
    return extra;
  }
  extra.above = settled_note(visit, need, kinds);
  extra.actions = step_buttons(visit, need);
  if (can_be_merged(visit, need))
    extra.actions += page::button_link(page::Url(need_address(visit, need.id, "/merging")),
                                       visit.t(N_("Samle med andre")), page::Weight::secondary);
  if (can_be_set_aside(visit, need))
    extra.below =
        aside_panel(visit.t, {need_address(visit, need.id, "/state"), visit.csrf(), "", "", ""});
  return extra;
}

web::Response move_need(Visit& visit, const records::Kinds& kinds) {
  const auto need = wanted_need(visit, kinds);
  if (!need) return visit.problem(Problem::not_found());
  const auto to = value_named<NeedState>(visit.field("state"));
  if (!to && can_be_set_aside(visit, *need))
    return refused(
        visit, kinds, *need,
        Problem::invalid({{"state", N_("Velg om behovet settes på vent eller avslås.")}}));
  if (!to) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto moved = set_state(work, need->id, *to, visit.field("reason"));
  if (!moved && moved.error().kind == Problem::Kind::invalid)
    return refused(visit, kinds, *need, moved.error());
  if (!moved) return visit.problem(moved.error());
  if (must_have_reason(*to)) tell_proposer(visit, kinds, *wanted_need(visit, kinds));
  return records::done(visit, need_address(visit, need->id), need->id);
}

}  // namespace samloft::needs

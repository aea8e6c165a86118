// The front page, the six phases, the rules in force.
// Tested by pages_test.cc

#include "views.h"

#include <algorithm>

#include "page/frame.h"

namespace samloft::partnership {
namespace {

using page::Html;
using page::html;

// The last day of a half-open period, as people say it.
std::string until_and_with(const Texts& t, Date until) { return t.short_date(until.plus_days(-1)); }

std::string note(const Texts& t, const PhaseView& phase) {
  if (phase.lacks_university) return std::string(t(N_("Universitetets del mangler")));
  if (phase.state == PhaseState::under_way && phase.period.until)
    return t.fill(N_("I gang, til {}"), {until_and_with(t, *phase.period.until)});
  if (phase.state == PhaseState::not_started && phase.period.from)
    return t.fill(N_("Fra {}"), {t.short_date(*phase.period.from)});
  return std::string(t(label_of(phase.state)));
}

Html dot(const PhaseView& phase) {
  return phase.state == PhaseState::done ? page::icon("check") : html("{}", phase.number);
}

Html phase_step(const Texts& t, const PhaseView& phase, bool is_first_under_way) {
  std::string place;
  if (phase.state == PhaseState::done) place = R"( class="is-done")";
  if (phase.state == PhaseState::under_way) place = R"( class="is-now")";
  if (is_first_under_way) place += R"( aria-current="step")";
  const Html words = phase.lacks_university ? html("{} {}", page::icon("warn"), note(t, phase))
                                            : html("{}", note(t, phase));
  return html(
      R"(<li{}><a href="{}"><span class="phases__dot">{}</span><span class="phases__title">{}</span><span class="phases__note">{}</span></a></li>
)",
      Html::trusted(place), page::Url(phase.address), dot(phase), phase.title, words);
}

std::string_view colour(AgreementState state) {
  switch (state) {
    case AgreementState::signed_:
    case AgreementState::active: return "success";
    case AgreementState::paused: return "warning";
    case AgreementState::idea:
    case AgreementState::negotiating: return "info";
    case AgreementState::ended: break;
  }
  return "neutral";
}

Html step_line(const Texts& t, const Step& step) {
  if (step.done) {
    return html(R"(<li class="is-done"><span class="todo__mark">{}</span>{}<span class="ds-sr-only">{}</span></li>)",
                page::icon("check"), t(step.text), t(N_("Gjort")));
  }
  return html(R"(<li><span class="todo__mark"></span>{}{}</li>)", t(step.text),
              page::link(page::Url(step.address), t(step.act)));
}

Html steps_panel(const Texts& t, const std::vector<Step>& steps) {
  const auto left =
      std::count_if(steps.begin(), steps.end(), [](const Step& s) { return !s.done; });
  if (left == 0) return {};
  return page::panel("start", t(N_("Kom i gang")),
                     html(R"(<ul class="todo">{}</ul>)",
                          page::each(steps, [&](const Step& step) { return step_line(t, step); })),
                     html(R"(<p class="muted">{}</p>)",
                          t.fill(N_("{} av {} gjenstår"), {std::to_string(left),
                                                           std::to_string(steps.size())})));
}

Html parties_panel(const Texts& t, const std::vector<PartyView>& parties) {
  if (parties.empty()) return {};
  std::vector<page::TreeItem> items;
  for (const PartyView& party : parties) {
    items.push_back({html(R"({}<span class="tree__note">{}</span>)",
                          page::link(page::Url(party.address), party.name),
                          t(label_of(party.role))),
                     {}});
  }
  return page::panel("parties", t(N_("Parter")), page::tree(items));
}

Html agreements_panel(const Texts& t, const std::vector<AgreementView>& agreements) {
  if (agreements.empty()) return {};
  std::vector<page::TreeItem> items;
  for (const AgreementView& one : agreements) {
    const Html until = one.period.until
                           ? html(R"(<span class="tree__note">{}</span>)",
                                  t.fill(N_("til {}"), {until_and_with(t, *one.period.until)}))
                           : Html();
    items.push_back({html("{}{}{}", page::link(page::Url(one.address), one.title),
                          page::status(colour(one.state), t(label_of(one.state))), until),
                     {}});
  }
  return page::panel("agreements", t(N_("Avtaler")), page::tree(items));
}

// Two columns, or one when there is nothing for the other.
Html columns(const Html& left, const Html& right) {
  if (left.empty() || right.empty()) return html(R"(<div class="stack">{}</div>)", left + right);
  return html(R"(<div class="grid grid--even"><div class="stack">{}</div><div class="stack">{}</div></div>)",
              left, right);
}

}  // namespace

Html phase_steps(const Texts& t, const std::vector<PhaseView>& phases) {
  if (phases.empty()) return {};
  const auto now = std::find_if(phases.begin(), phases.end(), [](const PhaseView& phase) {
    return phase.state == PhaseState::under_way;
  });
  Html items;
  for (auto phase = phases.begin(); phase != phases.end(); ++phase)
    items += phase_step(t, *phase, phase == now);
  return html(R"(<ol class="phases" aria-label="{}">{}</ol>)", t(N_("Faser i partnerskapet")), items);
}

Html university_warning(const Texts& t) {
  return page::alert("warning",
                     html("<p>{}</p>", t(N_("Universitetets del av denne fasen er ikke skrevet. "
                                            "Universitetet skal være med i alle fasene."))));
}

Html rules_in_force(const Texts& t, const RulesView& view) {
  if (view.address.empty()) {
    return page::alert(
        "warning",
        html("<p>{}</p>", t.fill(N_("{} tar ikke imot nye søknader: ingen regler gjelder {}. "
                                    "Penger som er gitt før, følger reglene de ble gitt etter."),
                                 {view.scheme, t.long_date(view.day)})));
  }
  return page::alert("info", html("<p>{} {}</p>", t(N_("Nye penger i dag følger disse reglene:")),
                                  page::link(page::Url(view.address), view.heading)));
}

Html front_page(const Texts& t, const FrontView& view) {
  const Html head = page::hero({std::string(t(N_("Kompetansepartnerskap"))), view.partnership,
                                view.purpose.empty() ? Html() : html("<p>{}</p>", view.purpose),
                                view.actions});
  const Html picture =
      view.picture.empty() ? Html() : html(R"(<section class="panel">{}</section>)", view.picture);
  const Html start = steps_panel(t, view.steps);
  const bool nothing = view.phases.empty() && view.parties.empty() && view.agreements.empty();
  if (nothing && start.empty()) {
    return head + html(R"(<section class="panel">{}</section>)",
                       page::empty_state(t(N_("Partnerskapet er nytt")),
                                         t(N_("Her kommer fasene, partene og avtalen når "
                                              "koordinatoren har lagt dem inn.")),
                                         {}));
  }
  const Html cards = view.cards.empty() ? Html() : html(R"(<h2 class="ds-sr-only">{}</h2>{})", t(N_("Tall")), page::cards(view.cards));
  return head + phase_steps(t, view.phases) +
         html(R"(<div class="stack">{}{}{}{}</div>)", start, cards, picture,
              columns(parties_panel(t, view.parties), agreements_panel(t, view.agreements)));
}

}  // namespace samloft::partnership

// The short form, made for a phone and two minutes, and what became of one's needs.
// Tested by pages_process_test.cc; what it stores, by the app's walk of needs.

#include <algorithm>

#include "base/role_names.h"
#include "base/text.h"
#include "pages.h"
#include "records/drafts.h"
#include "rules.h"
#include "store.h"
#include "store_process.h"
#include "views_process.h"

namespace samloft::needs {

using access::Visit;
using page::Html;

namespace {

constexpr std::int64_t kMineOnAPage = 25;
constexpr std::size_t kLongestTyped = 20'000;

std::string_view colour_of(NeedState state) {
  switch (state) {
    case NeedState::prioritised:
    case NeedState::addressed:
      return "success";
    case NeedState::parked:
      return "warning";
    case NeedState::rejected:
      return "danger";
    case NeedState::submitted:
    case NeedState::consolidated:
      return "info";
    default:
      return "neutral";
  }
}

std::vector<MineView> mine_views(Visit& visit, std::int64_t number) {
  std::vector<MineView> views;
  for (const MineRow& row :
       raised_by(visit.db(), visit.viewer.person, kMineOnAPage, (number - 1) * kMineOnAPage)) {
    const auto state = value_of<NeedState>(row.state);
    MineView view;
    view.title = {row.title, need_address(visit, row.id)};
    view.state = visit.t(label_of(state));
    view.colour = colour_of(state);
    const auto day = Date::parse(row.raised_on);
    view.raised_on = day ? visit.t.short_date(*day) : "";
    view.reason = row.reason;
    if (row.priority > 0) view.priority = std::to_string(row.priority);
    if (row.into) view.into = {row.into_title, need_address(visit, row.into)};
    views.push_back(std::move(view));
  }
  return views;
}

// The passage that the need is to build on, when one is named and exists.
struct Building {
  std::optional<Passage> passage;
  std::string heading;
};
Building building_on(Visit& visit, const records::Kinds& kinds, const std::string& id) {
  const auto read = Uuid::parse(id);
  if (!read) return {};
  auto passage = records::find<Passage>(visit.db(), *kinds.by_name("passage"), *read);
  if (!passage) return {};
  return {passage, records::heading_of(visit.db(), *read)};
}

std::vector<page::Option> unit_options(Visit& visit) {
  const auto units = workplaces_of(visit.db(), visit.viewer.person, local_day(visit.now));
  std::vector<page::Option> options;
  const std::string& chosen = visit.field("unit");
  for (const NamedId& unit : units)
    options.push_back({unit.id.text(), unit.name,
                       chosen == unit.id.text() || (chosen.empty() && options.empty())});
  if (!options.empty())
    options.push_back(
        {"-", std::string(visit.t(N_("Flere enheter, eller ingen bestemt"))), chosen == "-"});
  return options;
}

ReportView report_view(Visit& visit, const records::Kinds& kinds) {
  ReportView view;
  const bool posted = visit.request.method == "POST";
  const std::string given = posted ? visit.field("passage") : visit.request.query.get("passage");
  const Building on = building_on(visit, kinds, given);
  view.action = visit.address("my-needs");
  view.draft_action = visit.address("my-needs/typed");
  view.csrf = visit.csrf();
  view.id = posted ? visit.field("id") : Uuid::fresh().text();
  view.passage = on.passage ? on.passage->id.text() : "";
  view.source = on.heading;
  view.title = visit.field("title");
  view.description = visit.field("description");
  if (!posted && on.passage) view.description = "«" + on.passage->quote + "» (" + on.heading + ")";
  const bool competence = visit.field("kind") == "competence";
  view.kinds = {{"challenge", std::string(visit.t(N_("En utfordring vi ser"))), !competence},
                {"competence", std::string(visit.t(N_("Noe vi trenger å kunne"))), competence}};
  view.units = unit_options(visit);
  return view;
}

web::Response report_answer(Visit& visit, const ReportView& view, int status) {
  const std::string title(visit.t(N_("Meld et behov")));
  return visit.page(
      title,
      {{std::string(visit.t(N_("Mine behov"))), visit.address("my-needs"), false},
       {title, visit.address("my-needs/new"), false}},
      page::hero({std::string(visit.t(N_("Behov"))),
                  title,
                  page::html(R"(<p class="muted">{}</p>)",
                             visit.t(N_("Det tar to minutter. Du får vite hva det blir av "
                                        "behovet, og hvorfor."))),
                  {}}) +
          report_page(visit.t, view),
      status);
}

Need typed_need(Visit& visit, const records::Kinds& kinds) {
  Need need;
  need.id = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  need.title = trimmed(visit.field("title"));
  need.description = trimmed(visit.field("description"));
  need.kind = visit.field("kind") == "competence" ? NeedKind::competence : NeedKind::challenge;
  need.raised_role = visit.t(label_of(visit.acting));
  const auto units = workplaces_of(visit.db(), visit.viewer.person, local_day(visit.now));
  for (const NamedId& unit : units) {
    const bool only = units.size() == 1 && visit.field("unit").empty();
    if (only || visit.field("unit") == unit.id.text()) need.units.push_back(unit.id);
  }
  const Building on = building_on(visit, kinds, visit.field("passage"));
  if (on.passage) {
    need.passages = {on.passage->id};
    need.evidence = {on.passage->evidence};
  }
  return need;
}

}  // namespace

web::Response show_mine(Visit& visit, const records::Kinds& kinds) {
  const std::int64_t total = count_raised_by(visit.db(), visit.viewer.person);
  const std::int64_t last = std::max<std::int64_t>(1, (total + kMineOnAPage - 1) / kMineOnAPage);
  const std::int64_t number =
      std::clamp<std::int64_t>(whole_number(visit.request.query.get("page"), 1), 1, last);
  const std::string title(visit.t(N_("Mine behov")));
  const std::string fresh = visit.address("my-needs/new");
  const Html action = page::button_link(page::Url(fresh), visit.t(N_("Meld et behov")),
                                        page::Weight::primary, "add");
  (void)kinds;
  return visit.page(
      title, {{title, visit.address("my-needs"), false}},
      page::hero({visit.partnership.name, title,
                  page::html(R"(<p class="muted">{}</p>)",
                             visit.t(N_("Behovene du har meldt, og hva det ble av dem."))),
                  total > 0 ? action : Html()}) +
          mine_page(visit.t, mine_views(visit, number),
                    page::pagination(visit.t, number, last, visit.address("my-needs?page="), ""),
                    fresh));
}

web::Response show_short_form(Visit& visit, const records::Kinds& kinds) {
  ReportView view = report_view(visit, kinds);
  const auto kept = typed_by(visit.db(), visit.viewer.person);
  if (kept && view.passage.empty()) {
    view.title = kept->title;
    view.description = kept->description;
    view.kept = visit.t.fill(N_("Her er det du skrev {}, som ikke er sendt inn ennå."),
                             {visit.t.moment(kept->saved_at)});
  }
  return report_answer(visit, view, 200);
}

web::Response take_report(Visit& visit, const records::Kinds& kinds) {
  Need need = typed_need(visit, kinds);
  // The browser sent the form again because the answer was lost: it is stored already.
  if (records::kind_of(visit.db(), need.id) == "need")
    return web::Response::see_other(visit.address("my-needs"));
  auto work = work_of(visit, kinds);
  const auto made = report(work, need);
  if (!made && made.error().kind == Problem::Kind::invalid) {
    ReportView view = report_view(visit, kinds);
    view.errors = made.error().fields;
    return report_answer(visit, view, 422);
  }
  if (!made) return visit.problem(made.error());
  drop_typed(visit.db(), visit.viewer.person);
  return records::done(visit, visit.address("my-needs"), *made);
}

web::Response keep_report(Visit& visit, const records::Kinds&) {
  const Typed typed{visit.field("title"), visit.field("description"), visit.now};
  if (!visit.viewer.person) return visit.problem(Problem::not_found());
  const bool fits = length(typed.title) + length(typed.description) <= kLongestTyped &&
                    is_clean_text(typed.title + typed.description);
  return records::keep_draft(visit, fits ? nullptr : records::kDraftTooLong,
                             [&] { keep_typed(visit.db(), visit.viewer.person, typed); });
}

}  // namespace samloft::needs

// The table of routes, the plan's own page, and what moves a plan on.
// Tested by pages_test.cc

#include "pages.h"

#include <algorithm>

#include "base/text.h"
#include "page/components.h"
#include "records/records.h"
#include "records/store.h"
#include "views.h"

namespace samloft::documents {

using access::Visit;
using page::Html;
using page::html;

std::optional<Plan> wanted(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return std::nullopt;
  return records::find<Plan>(visit.db(), *kinds.by_name("plan"), *id);
}

bool may_write(const Visit& visit, const records::Kinds& kinds) {
  return visit.viewer.may(kinds.by_name("plan")->writers);
}

std::string plan_address(const Visit& visit, const Uuid& plan, const std::string& below) {
  return visit.address("plans/" + plan.text() + below);
}

std::vector<page::NavItem> crumbs(const Visit& visit, const Plan& plan, const std::string& last) {
  return {{std::string(visit.t(N_("Planer"))), visit.address("plans"), false},
          {plan.heading({}), plan_address(visit, plan.id), false},
          {last, visit.request.path, false}};
}

namespace {

records::Work work_of(Visit& visit, const records::Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}

web::Response answer(Visit& visit, const Result<void>& outcome, const Uuid& plan) {
  if (!outcome) return visit.problem(outcome.error());
  return records::done(visit, plan_address(visit, plan));
}

// --- what may be done with a plan now

Html step_button(const Visit& visit, const Plan& plan, PlanState to, std::string_view text,
                 page::Weight weight) {
  return page::post_button(
      page::Url(plan_address(visit, plan.id, "/state")), visit.csrf(), text, weight, {},
      page::hidden("state", code_of(to)));
}

Html actions_of(const Visit& visit, const Plan& plan) {
  const Texts& t = visit.t;
  using page::Weight;
  switch (plan.state) {
    case PlanState::draft:
      return step_button(visit, plan, PlanState::hearing, t(N_("Send på høring")),
                         Weight::secondary);
    case PlanState::hearing:
      return step_button(visit, plan, PlanState::draft, t(N_("Tilbake til kladd")),
                         Weight::tertiary);
    case PlanState::adopted:
      return step_button(visit, plan, PlanState::in_force, t(N_("La planen gjelde")),
                         Weight::secondary);
    default: return {};
  }
}

Html next_button(const Visit& visit, const Plan& plan) {
  return page::post_button(page::Url(plan_address(visit, plan.id, "/next")), visit.csrf(),
                           visit.t(N_("Lag neste års plan")), page::Weight::tertiary, "add",
                           page::hidden("id", Uuid::fresh().text()));
}

// A hearing ends with the body that adopts the plan and the day it did.
Html adoption_form(Visit& visit, const records::Kinds& kinds, const Plan& plan,
                   const std::vector<FieldError>& errors) {
  if (plan.state != PlanState::hearing) return {};
  const Texts& t = visit.t;
  std::vector<page::Option> bodies{{"", std::string(t(N_("Ingen valgt"))), true}};
  for (const auto& body : records::choices(visit.db(), kinds, visit.viewer, "body", 500))
    bodies.push_back({body.id.text(), body.heading, visit.field("body") == body.id.text()});
  const auto error_of = [&](std::string_view name) { return page::error_of(t, errors, name); };
  const std::string typed = visit.field("day");
  const std::string day = typed.empty() ? local_day(visit.now).iso() : typed;
  return page::panel(
      "adoption", t(N_("Vedta planen")),
      html(R"(<p class="muted">{}</p>{}<form class="form" method="post" action="{}">{}{}{}{}</form>)",
           t(N_("Planen fryses slik den er nå, på alle tre språk, og kan ikke endres siden.")),
           page::error_summary(t, errors), page::Url(plan_address(visit, plan.id, "/adoption")),
           page::hidden("csrf", visit.csrf()),
           page::select(t, {"body", std::string(t(N_("Vedtatt av"))), "", error_of("body"), false},
                        bodies),
           page::input(t, {"day", std::string(t(N_("Dato for vedtaket"))), "", error_of("day"), false},
                       "date", day),
           page::form_actions(page::submit(t(N_("Vedta")), page::Weight::primary))));
}

std::vector<SectionView> section_views(Visit& visit, const Plan& plan, bool writes,
                                       const std::vector<CommentRow>& comments) {
  const bool open = plan.state == PlanState::draft || plan.state == PlanState::hearing;
  const auto texts = sections_of(visit.db(), plan.id);
  std::vector<SectionView> views;
  for (std::size_t i = 0; i < kTopics; ++i) {
    const auto topic = static_cast<Topic>(i);
    SectionView view;
    view.title = std::to_string(i + 1) + ". " + std::string(visit.t(label_of(topic)));
    view.read_address =
        plan_address(visit, plan.id, "/read#" + std::string(code_of(topic)));
    if (writes && open)
      view.edit_address = plan_address(visit, plan.id, "/texts/" + std::string(code_of(topic)));
    view.has_text = std::any_of(texts.begin(), texts.end(), [&](const SectionRow& row) {
      return row.topic == topic && !trimmed(row.text).empty();
    });
    view.comments = std::count_if(comments.begin(), comments.end(),
                                  [&](const CommentRow& row) { return row.topic == topic; });
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<VersionView> version_views(const Visit& visit, const Plan& plan,
                                       const std::vector<VersionRow>& rows) {
  std::vector<VersionView> views;
  for (const VersionRow& row : rows) {
    const std::string number = std::to_string(row.number);
    const auto day = Date::parse(row.adopted_on);
    views.push_back({visit.t.fill(N_("Versjon {}"), {number}),
                     visit.t.fill(N_("vedtatt {} av {}"),
                                  {day ? visit.t.short_date(*day) : row.adopted_on, row.body}),
                     plan_address(visit, plan.id, "/read?version=" + number),
                     plan_address(visit, plan.id, "/difference?from=" + number)});
  }
  return views;
}

CommentsView comments_view(Visit& visit, const records::Kinds& kinds, const Plan& plan,
                           const std::vector<CommentRow>& rows) {
  CommentsView view;
  for (const CommentRow& row : rows) {
    CommentView one{std::string(visit.t(label_of(row.topic))), row.person, row.text,
                    std::string(visit.t(
                        label_of(row.state))),
                    row.answer, ""};
    if (may_write(visit, kinds))
      one.answer_address =
          records::address_of(visit, *kinds.by_name("comment"), row.id) + "/edit#answer";
    view.comments.push_back(std::move(one));
  }
  if (plan.state != PlanState::hearing) return view;
  view.action = plan_address(visit, plan.id, "/comments");
  view.csrf = visit.csrf();
  view.id = Uuid::fresh().text();
  for (std::size_t i = 0; i < kTopics; ++i) {
    const auto topic = static_cast<Topic>(i);
    view.topics.push_back({std::string(code_of(topic)), std::string(visit.t(label_of(topic))),
                           visit.field("topic") == code_of(topic)});
  }
  view.typed = visit.field("text");
  return view;
}

records::Extra plan_extra(Visit& visit, const Plan& plan, const records::Kinds& kinds,
                          const std::vector<FieldError>& errors = {}) {
  const bool writes = may_write(visit, kinds);
  const auto comments = comments_of(visit.db(), plan.id);
  const auto versions = versions_of(visit.db(), plan.id);
  CommentsView comments_shown = comments_view(visit, kinds, plan, comments);
  comments_shown.error = page::error_of(visit.t, errors, "text");
  records::Extra extra;
  extra.actions = page::button_link(page::Url(plan_address(visit, plan.id, "/read")),
                                    visit.t(N_("Les planen")), page::Weight::secondary);
  if (plan.previous)
    extra.actions += page::button_link(page::Url(plan_address(visit, plan.id, "/difference")),
                                       visit.t(N_("Hva er endret")), page::Weight::secondary);
  if (writes) extra.actions += actions_of(visit, plan) + next_button(visit, plan);
  extra.above = page::state_steps(visit.t, plan.state);
  extra.below = sections_panel(visit.t, section_views(visit, plan, writes, comments)) +
                (writes ? adoption_form(visit, kinds, plan, errors) : Html()) +
                comments_panel(visit.t, comments_shown) +
                versions_panel(visit.t, version_views(visit, plan, versions)) +
                files_of_plan(visit, plan, versions);
  return extra;
}

// The plan's page again, with what was typed and what is wrong with it.
web::Response refused(Visit& visit, const records::Kinds& kinds, const Plan& plan,
                      const std::vector<FieldError>& errors) {
  const auto extra = plan_extra(visit, plan, kinds, errors);
  const std::string heading = plan.heading({});
  return visit.page(heading, crumbs(visit, plan, std::string(visit.t(N_("Ikke lagret")))),
                    page::hero({std::string(visit.t(N_("plan"))), heading, {}, {}}) + extra.below,
                    422);
}

// --- changes

web::Response change_state(Visit& visit, const records::Kinds& kinds) {
  const auto plan = wanted(visit, kinds);
  if (!plan) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto to = value_named<PlanState>(visit.field("state"));
  if (!to) return visit.problem(Problem::not_found());
  return answer(visit, set_state(work, plan->id, *to), plan->id);
}

web::Response adopt_plan(Visit& visit, const records::Kinds& kinds, const Contents& contents) {
  const auto plan = wanted(visit, kinds);
  if (!plan) return visit.problem(Problem::not_found());
  if (plan->state != PlanState::hearing)
    return visit.problem(
        Problem::conflict(N_("Planen er ikke lenger i den tilstanden. Last siden på nytt.")));
  std::vector<FieldError> errors;
  const auto body = Uuid::parse(visit.field("body"));
  const auto day = Date::parse(trimmed(visit.field("day")));
  const bool known = body && records::kind_of(visit.db(), *body) == "body";
  if (!known) errors.push_back({"body", N_("Velg gruppa som vedtok planen.")});
  if (!day) errors.push_back({"day", N_("Skriv datoen slik: 25.11.2026.")});
  if (day && *day > local_day(visit.now))
    errors.push_back({"day", N_("Vedtaket kan ikke være gjort etter i dag.")});
  if (!errors.empty()) return refused(visit, kinds, *plan, errors);
  const std::int64_t number = last_version(visit.db(), plan->id) + 1;
  const std::string version_name = std::to_string(number) + ", " + day->iso() + ", " +
                                   records::heading_of(visit.db(), *body);
  auto work = work_of(visit, kinds);
  const auto made =
      adopt(work, plan->id, *body, *day, frozen(visit, *plan, contents, version_name));
  if (!made) return visit.problem(made.error());
  return records::done(visit, plan_address(visit, plan->id), plan->id);
}

web::Response make_next(Visit& visit, const records::Kinds& kinds) {
  const auto plan = wanted(visit, kinds);
  if (!plan) return visit.problem(Problem::not_found());
  const Uuid as = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (records::kind_of(visit.db(), as) == "plan")
    return web::Response::see_other(plan_address(visit, as));
  auto work = work_of(visit, kinds);
  const auto made = roll_over(work, plan->id, as);
  if (!made) return visit.problem(made.error());
  return records::done(visit, plan_address(visit, *made), *made);
}

// Every member may comment while the plan is on hearing; the kind's writers only answer.
web::Response comment(Visit& visit, const records::Kinds& kinds) {
  const auto plan = wanted(visit, kinds);
  if (!plan) return visit.problem(Problem::not_found());
  Comment made;
  made.id = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (records::kind_of(visit.db(), made.id) == "comment")
    return web::Response::see_other(plan_address(visit, plan->id));
  const auto topic = value_named<Topic>(visit.field("topic"));
  if (!topic) return visit.problem(Problem::not_found());
  if (plan->state != PlanState::hearing)
    return refused(visit, kinds, *plan, {{"text", N_("Planen er ikke på høring nå.")}});
  made.plan = plan->id;
  made.topic = *topic;
  made.person = visit.viewer.person;
  made.text = trimmed(visit.field("text"));
  auto work = work_of(visit, kinds);
  const auto stored = records::create_by_verb(work, *kinds.by_name("comment"), made);
  if (!stored) return refused(visit, kinds, *plan, stored.error().fields);
  return records::done(visit, plan_address(visit, plan->id), *stored);
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["plan"] = [&kinds](Visit& visit, const Record& record) {
    return plan_extra(visit, static_cast<const Plan&>(record), kinds);
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds, const Contents& contents,
                                  const std::shared_ptr<records::Kept>& kept) {
  using access::Who;
  const Who all = Who::members(kEveryRole);
  const Who writers = Who::members(kinds.by_name("plan")->writers);
  const auto with_contents =
      [&kinds, contents](web::Response (*handle)(Visit&, const records::Kinds&, const Contents&)) {
        return [&kinds, contents, handle](Visit& visit) { return handle(visit, kinds, contents); };
      };
  const auto with_kept = [&](web::Response (*handle)(Visit&, const records::Kinds&, const Contents&,
                                                     records::Kept&)) {
    return [&kinds, contents, kept, handle](Visit& visit) {
      return handle(visit, kinds, contents, *kept);
    };
  };
  const std::string plan = "/{partnership}/plans/{id}", file = "/{partnership}/files/{id}";
  return {
      {"GET", plan + "/read", all, with_kept(show_reading)},
      {"GET", plan + "/difference", all, with_kept(show_difference)},
      {"GET", plan + "/texts/{topic}", writers, with_contents(show_text)},
      {"POST", plan + "/texts/{topic}", writers, with_contents(save_text)},
      {"POST", plan + "/previews/{topic}", writers, with_contents(preview_text)},
      {"POST", plan + "/drafts/{topic}", writers, with(kinds, keep_typed)},
      {"POST", plan + "/state", writers, with(kinds, change_state)},
      {"POST", plan + "/adoption", writers, with_contents(adopt_plan)},
      {"POST", plan + "/next", writers, with(kinds, make_next)},
      {"POST", plan + "/comments", all, with(kinds, comment)},
      {"POST", plan + "/files", all, with_contents(make_file_wish)},
      {"GET", file, all, with(kinds, show_file)},
      {"GET", file + "/content", all, send_file},
      {"POST", file + "/cancellation", all, stop_file},
      {"POST", file + "/attempts", all, with(kinds, try_file_again)},
      {"GET", "/{partnership}/published-plan", Who::anyone(),
       [kept](Visit& visit) { return show_published(visit, *kept); }},
  };
}

}  // namespace samloft::documents

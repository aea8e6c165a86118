// Tasks, and the hand-over of a seat.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "records/store.h"
#include "store_register.h"
#include "views_tasks.h"

namespace samloft::governance {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kTasksShown = 25;

Html tasks_panel(const Visit& visit, const char* id, std::string_view title,
                 const std::vector<OutcomeRow>& rows, bool closes, std::string_view none, const Html& below) {
  std::vector<TaskView> views;
  for (const OutcomeRow& row : rows) views.push_back(task_view(visit, row, closes));
  return page::panel(id, visit.t(title),
                     (views.empty() ? html(R"(<p class="muted">{}</p>)", visit.t(none))
                                    : task_table(visit.t, visit.t.fill(N_("Tabell: {}"), {std::string(visit.t(title))}), views)) +
                         below);
}

std::vector<VacancyView> vacancies_of(Visit& visit) {
  std::vector<VacancyView> views;
  for (const VacantRow& row : vacant_seats(visit.db(), visit.viewer)) {
    VacancyView view;
    view.function = row.function;
    view.body = row.body_name;
    view.tasks = row.tasks;
    view.is_for_secretary = visit.viewer.may(kMeetingWriters);
    view.address = visit.address("seats/" + row.seat.text() + (view.is_for_secretary ? "/hand-over" : ""));
    const auto since = Date::parse(row.since);
    if (since) view.days = (visit.viewer.today.days() - since->days()).count();
    view.since = since ? visit.t.plural(view.days, N_("{} dag"), N_("{} dager"))
                       : std::string(visit.t(N_("Aldri besatt")));
    views.push_back(std::move(view));
  }
  return views;
}

web::Response show_tasks(Visit& visit, const records::Kinds&) {
  const Texts& t = visit.t;
  const std::int64_t asked = std::max<std::int64_t>(1, whole_number(visit.request.query.get("page"), 1));
  const std::int64_t total = count_open_tasks(visit.db(), visit.viewer);
  const std::int64_t last = std::max<std::int64_t>(1, (total + kTasksShown - 1) / kTasksShown);
  const auto mine = visit.viewer.person
                        ? open_tasks_of(visit.db(), visit.viewer.person, visit.viewer.today)
                        : std::vector<OutcomeRow>{};
  const auto all = open_tasks(visit.db(), visit.viewer, std::min(asked, last), kTasksShown);
  const Html pages = last > 1 ? page::pagination(t, std::min(asked, last), last,
                                                 visit.address("tasks") + "?page=", {})
                              : Html();
  const std::string title(t(N_("Oppgaver")));
  return visit.page(
      title, {{std::string(t(N_("Møter"))), visit.address("meetings"), false}, {title, visit.address("tasks"), false}},
      page::hero({visit.partnership.name, title,
                  html(R"(<p class="muted">{}</p>)", t(N_("Det møtene har gitt noen å gjøre. De som haster mest, står først."))), {}}) +
          html(R"(<div class="stack">{}{}{}</div>)",
               tasks_panel(visit, "mine", N_("Mine oppgaver"), mine, true,
                           N_("Ingen åpne oppgaver er dine."), {}),
               vacancy_panel(t, vacancies_of(visit)),
               tasks_panel(visit, "all", N_("Åpne oppgaver i organene"), all,
                           visit.viewer.may(kMeetingWriters), N_("Ingen åpne oppgaver i organer du er med i."),
                           pages)));
}

web::Response change_task(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  const auto state = value_named<TaskState>(visit.field("state"));
  if (!id || !state) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto outcome = set_task(work, *id, *state);
  if (!outcome) return visit.problem(outcome.error());
  return records::done(visit, outcome_address(visit, *id), *id);
}

// --- hand-over

std::vector<page::NavItem> crumbs_of_seat(const Visit& visit, const SeatName& seat, const std::string& last) {
  return {{std::string(visit.t(N_("Organer"))), visit.address("bodies"), false},
          {seat.body_name, visit.address("bodies/" + seat.body.text()), false},
          {seat.function, visit.address("seats/" + seat.seat.text()), false},
          {last, visit.request.path, false}};
}

std::optional<SeatName> wanted_seat(Visit& visit) {
  const auto id = Uuid::parse(visit.part("id"));
  return id ? seat_named(visit.db(), *id, visit.viewer.today) : std::nullopt;
}

// Who may see what a seat owes and was told: who sees the body's meetings.
bool sees_body(Visit& visit, const SeatName& seat) {
  if (visit.viewer.may(kSeeAllMeetings)) return true;
  const auto seats = seats_in(visit.db(), seat.body, visit.viewer.today);
  return visit.viewer.person && std::any_of(seats.begin(), seats.end(), [&](const SeatName& one) {
           return one.holder == visit.viewer.person;
         });
}

HandOverView hand_over_view(Visit& visit, const SeatName& seat) {
  HandOverView view;
  view.action = visit.address("seats/" + seat.seat.text() + "/hand-over");
  view.csrf = visit.csrf();
  view.to.push_back({"", std::string(visit.t(N_("Ingen valgt"))), true});
  for (const SeatName& one : seats_in(visit.db(), seat.body, visit.viewer.today)) {
    if (one.seat == seat.seat || !one.holder) continue;
    view.to.push_back({one.seat.text(), one.function + " (" + one.holder_name + ")", one.seat == seat.deputy_seat});
  }
  if (!seat.holder) view.fill_address = visit.address("holdings/new?seat=" + seat.seat.text());
  view.holder = seat.holder_name;
  return view;
}

web::Response hand_over_page(Visit& visit, const SeatName& seat, const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const auto tasks = open_tasks_of_seat(visit.db(), seat.seat, visit.viewer.today);
  HandOverView view = hand_over_view(visit, seat);
  for (const OutcomeRow& row : tasks) view.tasks.push_back(task_view(visit, row, false));
  view.errors = errors;
  const std::string title(t(N_("Overlevering")));
  return visit.page(title, crumbs_of_seat(visit, seat, title),
                    page::hero({seat.body_name, seat.function, {},
                                page::button_link(page::Url(visit.address("seats/" + seat.seat.text() + "/summary")),
                                                  t(N_("Oppsummering for den nye")), page::Weight::secondary)}) +
                        hand_over_panels(t, view),
                    errors.empty() ? 200 : 422);
}

web::Response show_hand_over(Visit& visit, const records::Kinds&) {
  const auto seat = wanted_seat(visit);
  if (!seat) return visit.problem(Problem::not_found());
  return hand_over_page(visit, *seat, {});
}

web::Response hand_tasks_over(Visit& visit, const records::Kinds& kinds) {
  const auto seat = wanted_seat(visit);
  if (!seat) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto moved = hand_over(work, seat->seat, Uuid::parse(visit.field("to")).value_or(Uuid{}));
  if (moved) return records::done(visit, visit.address("seats/" + seat->seat.text() + "/hand-over"));
  if (moved.error().fields.empty()) return visit.problem(moved.error());
  return hand_over_page(visit, *seat, moved.error().fields);
}

// --- what a new holder should know

Html was_sent(const Visit& visit, const SeatName& seat) {
  if (visit.request.query.get("sent").empty() || seat.holder_name.empty()) return {};
  return page::alert("success", html("<p>{}</p>", visit.t.fill(N_("Oppsummeringen er sendt til {}."),
                                                               {seat.holder_name})));
}

web::Response show_summary(Visit& visit, const records::Kinds&) {
  const auto seat = wanted_seat(visit);
  if (!seat || !sees_body(visit, *seat)) return visit.problem(Problem::not_found());
  const Texts& t = visit.t;
  const Summary summary = summary_of(visit.db(), visit.viewer, *seat);
  std::vector<DecisionView> views;
  for (const OutcomeRow& row : summary.decisions) views.push_back(decision_view(visit, row));
  const Html decided =
      views.empty() ? html(R"(<p class="muted">{}</p>)", t(N_("Organet har ikke ført noen vedtak ennå.")))
                    : decision_table(t, views);
  const bool may_send = visit.viewer.may(kMeetingWriters) && !seat->holder_mail.empty();
  const Html actions =
      may_send ? page::post_button(page::Url(visit.address("seats/" + seat->seat.text() + "/summary")), visit.csrf(),
                                   t.fill(N_("Send til {}"), {seat->holder_name}), page::Weight::primary)
               : Html();
  const std::string title(t(N_("Oppsummering")));
  return visit.page(title, crumbs_of_seat(visit, *seat, title),
                    page::hero({seat->body_name, t.fill(N_("For den som blir {}"), {seat->function}),
                                html(R"(<p class="muted">{}</p>)",
                                     t(N_("Det organet har vedtatt siden møtene begynte, og oppgavene som følger plassen."))),
                                actions}) +
                        html(R"(<div class="stack">{}{}{}</div>)", was_sent(visit, *seat),
                             tasks_panel(visit, "duties", N_("Oppgaver som følger plassen"), summary.tasks, false,
                                         N_("Plassen har ingen åpne oppgaver."), {}),
                             page::panel("decided", t(N_("Vedtatt så langt")), decided)));
}

web::Response send_summary(Visit& visit, const records::Kinds& kinds) {
  const auto seat = wanted_seat(visit);
  if (!seat || seat->holder_mail.empty()) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto noted = note_briefed(work, holding_of(visit.db(), seat->seat, visit.viewer.today));
  if (!noted) return visit.problem(noted.error());
  access::send(visit.site.parts(), visit.partnership.id,
               {briefing_letter(*seat, summary_of(visit.db(), visit.viewer, *seat), sender_of(visit))});
  return web::Response::see_other(visit.address("seats/" + seat->seat.text() + "/summary?sent=1"));
}

}  // namespace

records::Extra seat_extra(Visit& visit, const Uuid& seat) {
  if (!visit.viewer.may(kMeetingWriters)) return {};
  return {page::button_link(page::Url(visit.address("seats/" + seat.text() + "/hand-over")),
                            visit.t(N_("Overlevering")), page::Weight::secondary),
          {}, {}};
}

std::vector<access::Route> task_routes(const records::Kinds& kinds) {
  using access::Who;
  const Who all = Who::members(kEveryRole), writers = Who::members(kMeetingWriters);
  const std::string seat = "/{partnership}/seats/{id}";
  return {{"GET", "/{partnership}/tasks", all, with(kinds, show_tasks)},
          // Whoever has the task, in whatever role.
          {"POST", "/{partnership}/outcomes/{id}/task", all, with(kinds, change_task)},
          {"GET", seat + "/hand-over", writers, with(kinds, show_hand_over)},
          {"POST", seat + "/hand-over", writers, with(kinds, hand_tasks_over)},
          {"GET", seat + "/summary", all, with(kinds, show_summary)},
          {"POST", seat + "/summary", writers, with(kinds, send_summary)}};
}

}  // namespace samloft::governance

// A meeting's own page, what moves it on, and who is there.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "document/markdown.h"
#include "pages.h"
#include "records/store.h"

namespace samloft::governance {

using access::Visit;
using page::Html;
using page::html;
using page::Weight;

namespace {

constexpr std::size_t kItemsShown = 100;  // on one page of the agenda

Html post(const Visit& visit, const Head& head, const char* below, std::string_view text, Weight weight,
          std::string_view icon = {}) {
  return page::post_button(page::Url(meeting_address(visit, head.id, below)), visit.csrf(),
                           visit.t(text), weight, icon);
}

Html go(const Visit& visit, const Head& head, const char* below, std::string_view text, Weight weight,
        std::string_view icon = {}) {
  return page::button_link(page::Url(meeting_address(visit, head.id, below)), visit.t(text), weight, icon);
}

// --- what comes next

Html approval_form(Visit& visit, const Head& head) {
  const Chair chair = chair_of(visit.db(), head.body, visit.viewer.person, visit.viewer.today);
  if (!chair.is_theirs && (chair.is_held || !visit.viewer.may(kMeetingWriters))) return {};
  std::vector<page::Option> meetings;
  for (const MeetingRow& one : approvers_of(visit.db(), head.id))
    meetings.push_back({one.id.text(), visit.t.short_date(one.held_on) + ", " +
                                           std::string(visit.t(label_of(one.state))),
                        false});
  if (meetings.empty())
    return html(R"(<p class="muted">{}</p>)",
                visit.t(N_("Det godkjennes i et senere møte i serien. Kall inn til det først.")));
  meetings.back().chosen = true;
  return html(R"(<form class="form" method="post" action="{}">{}{}{}</form>)",
              page::Url(meeting_address(visit, head.id, "/approval")), page::hidden("csrf", visit.csrf()),
              page::select(visit.t, {"at", std::string(visit.t(N_("Godkjent i møtet"))), "", "", false},
                           meetings),
              page::form_actions(page::submit(visit.t(N_("Godkjenn referatet")), Weight::primary, "check")));
}

Html step_of(Visit& visit, const Book& book) {
  const Texts& t = visit.t;
  const Head& head = book.head;
  const bool may = writes(visit, head);
  switch (head.state) {
    case MeetingState::draft:
      if (!may) return {};
      return next_step(t(N_("Neste: kall inn")),
                       t(N_("Innkallingen sendes på e-post til alle som har plass, på språket de har valgt, med PDF og kalenderfil.")),
                       book.items.empty() ? post(visit, head, "/agenda", N_("Fyll sakslista som sist"),
                                                 Weight::secondary)
                                          : post(visit, head, "/call", N_("Kall inn"), Weight::primary));
    case MeetingState::called:
      if (!may) return {};
      return next_step(t(N_("Neste: hold møtet")),
                       t(N_("Før oppmøtet først. Skriv så referatet sak for sak mens møtet går. Flytter du møtet, får de innkalte vite det når det har stått i fem minutter.")),
                       go(visit, head, "/attendance", N_("Før oppmøtet"), Weight::primary, "people") +
                           post(visit, head, "/held", N_("Møtet er holdt"), Weight::secondary) +
                           post(visit, head, "/calling-off", N_("Avlys"), Weight::tertiary));
    case MeetingState::held:
      if (!may) return {};
      return next_step(t(N_("Neste: send ut referatet")),
                       t(N_("Referatet fryses på alle tre språk og sendes til alle som har plass. Les gjennom først.")),
                       go(visit, head, "/read?of=minutes", N_("Les gjennom"), Weight::secondary) +
                           post(visit, head, "/circulation", N_("Send ut referatet"), Weight::primary));
    case MeetingState::circulated:
      return next_step(t(N_("Neste: godkjenn referatet")),
                       t(N_("Lederen godkjenner referatet i neste møte. Etter det endres ingenting.")),
                       approval_form(visit, head)) +
             (may ? html(R"(<div class="row">{}</div>)",
                         post(visit, head, "/correction", N_("Ta tilbake for å rette"), Weight::tertiary, "undo"))
                  : Html());
    case MeetingState::called_off:
      return page::alert("warning", html("<p>{}</p>", t(N_("Møtet er avlyst. De innkalte har fått beskjed.")))) +
             (may ? html(R"(<div class="row">{}</div>)",
                         post(visit, head, "/taking-up", N_("Ta det opp igjen"), Weight::tertiary, "undo"))
                  : Html());
    case MeetingState::approved: {
      const MinutesRow& last = book.minutes.front();
      const auto day = Date::parse(last.approved_on);
      return page::alert("success", html("<p>{}</p>", t.fill(N_("Referatet er godkjent {} i {}. Rettelser tas som en sak i et senere møte."),
                                                              {day ? t.short_date(*day) : "", last.approved_at})));
    }
  }
  return {};
}

// --- the agenda

std::string item_note(const Texts& t, const ItemRow& item) {
  std::string note(t(label_of(item.purpose)));
  if (!item.presenter.empty()) note += " · " + item.presenter;
  if (item.standing) note += " · " + std::string(t(N_("fast sak")));
  return note;
}

std::vector<LinkView> treats_of(const Visit& visit, const Book& book, const ItemRow& item,
                                const records::Kinds& kinds) {
  std::vector<LinkView> all;
  for (const LinkRow& link : book.links) {
    const auto heading = book.headings.find(link.target);
    if (link.item != item.id || link.kind == "organisation" || heading == book.headings.end()) continue;
    all.push_back({heading->second, records::address_of(visit, *kinds.by_name(link.kind), link.target)});
  }
  if (item.plan_version)
    all.push_back({item.version_heading, visit.address("versions/" + item.plan_version.text())});
  else if (item.plan)
    all.push_back({item.plan_heading, visit.address("plans/" + item.plan.text())});
  if (item.approves) all.push_back({item.approves_heading, meeting_address(visit, item.approves)});
  return all;
}

Html item_actions(const Visit& visit, const Book& book, const ItemRow& item) {
  if (!writes(visit, book.head) || !is_open(book.head.state)) return {};
  const auto move = [&](const char* direction, const char* arrow, std::string_view words) {
    return html(
        R"(<form method="post" action="{}#h-agenda">{}{}<button class="ds-button" data-variant="tertiary" type="submit"><span aria-hidden="true">{}</span><span class="ds-sr-only">{}</span></button></form>)",
        page::Url(item_address(visit, item.id, "/place")), page::hidden("csrf", visit.csrf()),
        page::hidden("direction", direction), arrow, visit.t.fill(words, {item.title}));
  };
  const Html write = html(R"(<a class="ds-button" data-variant="tertiary" href="{}">{}<span class="ds-sr-only">: {}</span></a>)",
                          page::Url(item_address(visit, item.id, "/minutes")), visit.t(N_("Skriv")), item.title);
  if (book.head.state != MeetingState::draft) return write;
  return move("up", "↑", N_("Flytt «{}» opp")) + move("down", "↓", N_("Flytt «{}» ned"));
}

ItemView item_view(const Visit& visit, const Book& book, std::size_t at, int starts,
                   const records::Kinds& kinds) {
  const ItemRow& item = book.items[at];
  ItemView view;
  view.number = at + 1;
  view.starts = clock(starts);
  if (item.minutes > 0) view.length = visit.t.fill(N_("{} min"), {std::to_string(item.minutes)});
  view.title = item.title;
  view.address = item_address(visit, item.id);
  view.note = item_note(visit.t, item);
  view.colour = static_cast<int>(item.purpose) + 1;
  view.treats = treats_of(visit, book, item, kinds);
  for (const PaperRow& paper : book.papers)
    if (paper.item == item.id) view.papers.push_back({paper.title, paper_address(visit, paper)});
  if (!has_been(book.head.state) && !trimmed(item.description).empty())
    view.description = document::from_markdown(visit.t, item.description);
  if (!trimmed(item.discussion).empty())
    view.discussion = document::from_markdown(visit.t, item.discussion);
  for (const OutcomeRow& row : book.outcomes)
    if (row.item == item.id) view.outcomes.push_back(outcome_view(visit, book, row));
  view.actions = item_actions(visit, book, item);
  return view;
}

QuickItemView quick_view(Visit& visit, const Head& head, const records::Kinds& kinds,
                         const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  QuickItemView view;
  view.action = meeting_address(visit, head.id, "/items");
  view.csrf = visit.csrf();
  view.id = Uuid::fresh().text();
  view.title = visit.field("title");
  view.minutes = visit.field("minutes");
  for (const Purpose one : {Purpose::information, Purpose::discussion, Purpose::decision})
    view.purposes.push_back({std::string(code_of(one)), std::string(t(label_of(one))),
                             visit.field("purpose").empty() ? one == Purpose::discussion
                                                            : visit.field("purpose") == code_of(one)});
  view.presenters.push_back({"", std::string(t(N_("Ingen valgt"))), true});
  for (const auto& person : records::choices(visit.db(), kinds, visit.viewer, "person", 500))
    view.presenters.push_back({person.id.text(), person.heading, visit.field("presenter") == person.id.text()});
  view.errors = errors;
  return view;
}

std::string planned_note(const Texts& t, const Head& head, const std::vector<int>& starts) {
  const int planned = starts.back() - starts.front();
  const auto from = minutes_of(head.starts), until = minutes_of(head.ends);
  if (planned == 0) return "";
  if (!from || !until || planned <= *until - *from)
    return t.fill(N_("Sakene tar {} minutter, til kl. {}."), {std::to_string(planned), clock(starts.back())});
  return t.fill(N_("Sakene tar {} minutter, men møtet er satt til {}. Kort ned eller flytt en sak."),
                {std::to_string(planned), std::to_string(*until - *from)});
}

Html agenda_of(Visit& visit, const Book& book, const records::Kinds& kinds,
               const std::vector<FieldError>& errors) {
  std::vector<std::int64_t> planned;
  for (const ItemRow& item : book.items) planned.push_back(item.minutes);
  const auto starts = starts_of(minutes_of(book.head.starts).value_or(0), planned);
  const std::size_t last = book.items.empty() ? 1 : (book.items.size() + kItemsShown - 1) / kItemsShown;
  const auto asked = static_cast<std::size_t>(
      std::max<std::int64_t>(1, whole_number(visit.request.query.get("page"), 1)));
  const std::size_t page_shown = std::min(asked, last);
  std::vector<ItemView> views;
  for (std::size_t i = (page_shown - 1) * kItemsShown;
       i < std::min(book.items.size(), page_shown * kItemsShown); ++i)
    views.push_back(item_view(visit, book, i, starts[i], kinds));
  const bool may = writes(visit, book.head) && is_open(book.head.state);
  const Html actions =
      may ? page::button_link(page::Url(visit.address("agenda-items/new?meeting=" + book.head.id.text())),
                              visit.t(N_("Ny sak med alle felter")), Weight::tertiary, "add")
          : Html();
  const Html pages =
      last > 1 ? page::pagination(visit.t, static_cast<std::int64_t>(page_shown),
                                  static_cast<std::int64_t>(last),
                                  meeting_address(visit, book.head.id, "?page="), {})
               : Html();
  const std::string_view title = has_been(book.head.state) ? N_("Referat") : N_("Saksliste");
  return agenda_panel(visit.t, std::string(visit.t(title)), views, actions,
                      planned_note(visit.t, book.head, starts),
                      pages + (may ? quick_item_form(visit.t, quick_view(visit, book.head, kinds, errors)) : Html()));
}

Html carried_panel(const Visit& visit, const Book& book) {
  if (book.carried.empty() || !book.sees_all) return {};
  std::vector<TaskView> views;
  for (const OutcomeRow& row : book.carried)
    views.push_back(task_view(visit, row, book.head.is_secretary || may_close(visit, row)));
  return page::panel("carried", visit.t(N_("Oppgaver fra tidligere møter")),
                     task_table(visit.t, visit.t.fill(N_("Tabell: {}"), {std::string(visit.t(N_("Oppgaver fra tidligere møter")))}),
                                views));
}

std::vector<EditionView> editions_of(const Visit& visit, const Book& book) {
  std::vector<EditionView> views;
  for (const MinutesRow& row : book.minutes) {
    const auto day = Date::parse(row.circulated_on);
    std::string note = visit.t.fill(N_("sendt ut {}"), {day ? visit.t.short_date(*day) : row.circulated_on});
    if (!row.approved_on.empty()) note += ", " + std::string(visit.t(N_("godkjent")));
    views.push_back({visit.t.fill(N_("Referat {}"), {std::to_string(row.number)}), note,
                     visit.address("minutes/" + row.id.text())});
  }
  return views;
}

// The days that follow if the meetings keep their weekday of the month.
std::vector<Date> days_after(Date day) {
  std::vector<Date> all;
  for (int i = 0; i < 4; ++i) all.push_back(day = same_weekday_next_month(day));
  return all;
}

Html next_of(Visit& visit, const Head& head, const std::vector<FieldError>& errors) {
  if (!writes(visit, head)) return {};
  NextView view{meeting_address(visit, head.id, "/next"), visit.csrf(), Uuid::fresh().text(),
                visit.field("on"), "", ""};
  const auto days = days_after(head.held_on);
  if (view.day.empty()) view.day = days.front().iso();
  std::string told;
  for (const Date day : days) told += (told.empty() ? "" : ", ") + visit.t.short_date(day);
  view.hint = visit.t.fill(N_("Samme ukedag i måneden som sist gir {}."), {told});
  view.error = page::error_of(visit.t, errors, "on");
  return next_form(visit.t, view);
}

// What is called off is on its way no more.
Html steps_of(const Texts& t, MeetingState state) {
  if (state == MeetingState::called_off) return {};
  std::vector<std::string> labels;
  for (const MeetingState one : {MeetingState::draft, MeetingState::called, MeetingState::held,
                                 MeetingState::circulated, MeetingState::approved})
    labels.emplace_back(t(label_of(one)));
  return page::steps(labels, static_cast<std::size_t>(state));
}

records::Extra extra_of(Visit& visit, const Head& head, const records::Kinds& kinds,
                        const std::vector<FieldError>& errors) {
  const Book book = book_of(visit.db(), kinds, visit.viewer, head);
  records::Extra extra;
  const bool been = has_been(head.state);
  extra.actions = go(visit, head, been ? "/read?of=minutes" : "/read?of=agenda",
                     been ? N_("Les referatet") : N_("Les innkallingen"), Weight::secondary);
  if (!been)
    extra.actions += go(visit, head, "/calendar.ics", N_("Legg i kalenderen"), Weight::secondary, "calendar");
  if (writes(visit, head) && is_open(head.state) && head.state != MeetingState::called)
    extra.actions += go(visit, head, "/attendance", N_("Oppmøte"), Weight::secondary, "people");
  extra.above = steps_of(visit.t, head.state) + html(R"(<div class="stack meeting">{}{}{}{}</div>)",
                                                        step_of(visit, book),
                                                        quorum_alert(visit.t, quorum_view(visit.t, book)),
                                                        agenda_of(visit, book, kinds, errors),
                                                        carried_panel(visit, book));
  extra.below = minutes_panel(visit.t, editions_of(visit, book)) + files_of_meeting(visit, book) +
                next_of(visit, head, errors);
  return extra;
}

// The meeting's page again, with what was typed and what is wrong with it.
web::Response refused(Visit& visit, const records::Kinds& kinds, const Head& head, const Problem& problem) {
  const auto extra = extra_of(visit, head, kinds, problem.fields);
  const Html note = problem.fields.empty()
                        ? page::alert("danger", html("<p>{}</p>", visit.t(problem.message)))
                        : Html();
  const std::string heading = name_of(visit.t, head);
  return visit.page(heading, crumbs_of(visit, head, {{std::string(visit.t(N_("Ikke lagret"))), visit.request.path, false}}),
                    page::hero({std::string(visit.t(N_("møte"))), heading, {}, {}}) + note + extra.above + extra.below,
                    problem.kind == Problem::Kind::conflict ? 409 : 422);
}

web::Response answer(Visit& visit, const records::Kinds& kinds, const Head& head, const Result<void>& outcome) {
  if (outcome) return records::done(visit, meeting_address(visit, head.id), head.id);
  const Problem& problem = outcome.error();
  if (problem.kind == Problem::Kind::forbidden || problem.kind == Problem::Kind::not_found)
    return visit.problem(problem);
  return refused(visit, kinds, head, problem);
}

// --- changes

web::Response call_meeting(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  return answer(visit, kinds, head, call(work, head.id));
}

web::Response call_meeting_off(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  return answer(visit, kinds, head, call_off(work, head.id));
}

web::Response take_meeting_up(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  return answer(visit, kinds, head, take_up(work, head.id));
}

web::Response hold_meeting_page(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  return answer(visit, kinds, head, hold(work, head.id));
}

web::Response circulate_minutes(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  const Book book = book_of(visit.db(), kinds, visit.viewer, head);
  const auto made = circulate(work, head.id, frozen_minutes(visit, kinds, book));
  if (!made) return answer(visit, kinds, head, made.error());
  return answer(visit, kinds, head, {});
}

web::Response take_minutes_back(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  return answer(visit, kinds, head, take_back(work, head.id));
}

web::Response approve_minutes(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  const auto at = Uuid::parse(visit.field("at")).value_or(Uuid{});
  return answer(visit, kinds, head, approve(work, head.id, at));
}

AgendaTitles titles_in(const Texts& t) {
  return {std::string(t(N_("Godkjenning av referat fra {}"))), std::string(t(N_("Oppfølging av oppgaver")))};
}

web::Response fill_meeting(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  return answer(visit, kinds, head, fill_agenda(work, head.id, titles_in(visit.t)));
}

web::Response make_next_meeting(Visit& visit, const records::Kinds& kinds, const Head& head) {
  auto work = work_of(visit, kinds);
  NextMeeting next;
  next.id = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  next.on = Date::parse(trimmed(visit.field("on")));
  next.titles = titles_in(visit.t);
  const auto made = make_next(work, head.id, next);
  if (!made) return answer(visit, kinds, head, made.error());
  return records::done(visit, meeting_address(visit, *made), *made);
}

web::Response add_item_quickly(Visit& visit, const records::Kinds& kinds, const Head& head) {
  AgendaItem item;
  item.id = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (records::kind_of(visit.db(), item.id) == "agenda_item")
    return web::Response::see_other(meeting_address(visit, head.id));
  item.meeting = head.id;
  item.title = trimmed(visit.field("title"));
  item.purpose = value_named<Purpose>(visit.field("purpose")).value_or(Purpose::discussion);
  item.presenter = Uuid::parse(visit.field("presenter")).value_or(Uuid{});
  item.place = last_place(visit.db(), head.id) + 1;
  const std::string typed = trimmed(visit.field("minutes"));
  if (!typed.empty()) item.minutes = whole_number(typed, -1);
  auto work = work_of(visit, kinds);
  const auto made = records::create(work, *kinds.by_name("agenda_item"), item);
  if (!made) return answer(visit, kinds, head, made.error());
  return records::done(visit, meeting_address(visit, head.id) + "#h-agenda", *made);
}

// The handler of a meeting's own address, for those who may see the meeting.
using Change = web::Response (*)(Visit&, const records::Kinds&, const Head&);
access::Handler on_meeting(const records::Kinds& kinds, Change change) {
  return [&kinds, change](Visit& visit) {
    const auto head = wanted_meeting(visit, kinds);
    return head ? change(visit, kinds, *head) : visit.problem(Problem::not_found());
  };
}

// The same for those who write its agenda and minutes.
access::Handler on_own_meeting(const records::Kinds& kinds, Change change) {
  return [&kinds, change](Visit& visit) {
    const auto head = wanted_meeting(visit, kinds);
    return head && writes(visit, *head) ? change(visit, kinds, *head)
                                        : visit.problem(Problem::not_found());
  };
}

}  // namespace

records::Extra meeting_extra(Visit& visit, const Meeting& meeting, const records::Kinds& kinds) {
  const auto head = head_of(visit.db(), visit.viewer, meeting.id);
  return extra_of(visit, *head, kinds, {});
}


std::vector<access::Route> meeting_routes(const records::Kinds& kinds) {
  using access::Who;
  // The secretary and the chair of the body, in whatever role: the handlers ask who it is.
  const Who all = Who::members(kEveryRole);
  const std::string one = "/{partnership}/meetings/{id}";
  std::vector<access::Route> routes{
      {"POST", one + "/call", all, on_own_meeting(kinds, call_meeting)},
      {"POST", one + "/calling-off", all, on_own_meeting(kinds, call_meeting_off)},
      {"POST", one + "/taking-up", all, on_own_meeting(kinds, take_meeting_up)},
      {"POST", one + "/held", all, on_own_meeting(kinds, hold_meeting_page)},
      {"POST", one + "/circulation", all, on_own_meeting(kinds, circulate_minutes)},
      {"POST", one + "/correction", all, on_own_meeting(kinds, take_minutes_back)},
      {"POST", one + "/approval", all, on_meeting(kinds, approve_minutes)},
      {"POST", one + "/next", all, on_own_meeting(kinds, make_next_meeting)},
      {"POST", one + "/agenda", all, on_own_meeting(kinds, fill_meeting)},
      {"POST", one + "/items", all, on_own_meeting(kinds, add_item_quickly)}};
  for (access::Route& route : attendance_routes(kinds)) routes.push_back(std::move(route));
  return routes;
}

}  // namespace samloft::governance

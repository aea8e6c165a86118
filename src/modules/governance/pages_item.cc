// An item: what it is about, and writing its minutes while the meeting goes on.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "document/markdown.h"
#include "pages.h"
#include "records/drafts.h"
#include "records/store.h"
#include "views_minutes.h"

namespace samloft::governance {

using access::Visit;
using page::Html;
using page::html;

namespace {

struct Writing {
  AgendaItem item;
  Head head;
  Book book;
};

// Of the item in the address, for those who write its minutes.
std::optional<Writing> writing_of(Visit& visit, const records::Kinds& kinds) {
  auto item = wanted_item(visit, kinds);
  if (!item) return std::nullopt;
  auto head = head_for(visit, kinds, item->meeting);
  if (!head || !writes(visit, *head)) return std::nullopt;
  Book book = book_of(visit.db(), kinds, visit.viewer, *head);
  return Writing{*std::move(item), *std::move(head), std::move(book)};
}

std::vector<page::NavItem> crumbs_here(const Visit& visit, const Writing& writing, const std::string& last) {
  return crumbs_of(visit, writing.head,
                   {{writing.item.title, item_address(visit, writing.item.id), false},
                    {last, visit.request.path, false}});
}

std::string note_of_item(const Writing& writing) {
  for (const NoteRow& row : writing.book.notes)
    if (row.item == writing.item.id) return row.text;
  return "";
}

Uuid item_after(const Writing& writing) {
  const auto& items = writing.book.items;
  const auto at = std::find_if(items.begin(), items.end(),
                               [&](const ItemRow& one) { return one.id == writing.item.id; });
  return at == items.end() || at + 1 == items.end() ? Uuid{} : (at + 1)->id;
}

std::vector<page::Option> persons_of(Visit& visit, const records::Kinds& kinds) {
  std::vector<page::Option> all{{"", std::string(visit.t(N_("Ingen valgt"))), true}};
  for (const auto& person : records::choices(visit.db(), kinds, visit.viewer, "person", 500))
    all.push_back({person.id.text(), person.heading, false});
  return all;
}

std::string seat_label(const SeatRow& seat) {
  return seat.holder ? seat.function + " (" + seat.holder_name + ")" : seat.function;
}

std::vector<page::Option> seats_to_choose(const Texts& t, const Book& book) {
  std::vector<page::Option> all{{"", std::string(t(N_("Ingen valgt"))), true}};
  for (const SeatRow& seat : book.seats) all.push_back({seat.seat.text(), seat_label(seat), false});
  return all;
}

// Those who can vote and are there; parties are ticked beforehand where the series says so (R23).
std::vector<page::Option> partial_ones(const Visit& visit, const Writing& writing) {
  const Book& book = writing.book;
  std::vector<Uuid> left_out;
  if (writing.head.by_organisation)
    left_out = seats_of_parties(presences(book.seats), writing.item.parties);
  std::vector<page::Option> all;
  for (const SeatRow& seat : book.seats) {
    const bool is_there = seat.presence == Presence::present || seat.presence == Presence::deputy;
    if (!is_there || !seat.votes || seat.is_governor) continue;
    const auto typed = visit.form.fields.every("decision-disqualified");
    const bool chosen =
        std::find(typed.begin(), typed.end(), seat.seat.text()) != typed.end() ||
        (typed.empty() && std::find(left_out.begin(), left_out.end(), seat.seat) != left_out.end());
    all.push_back({seat.seat.text(), seat_label(seat), chosen});
  }
  return all;
}

std::string id_in(const Visit& visit, const char* field) {
  const auto sent = Uuid::parse(visit.field(field));
  return sent ? sent->text() : Uuid::fresh().text();
}

WritingView writing_view(Visit& visit, const Writing& writing, const records::Kinds& kinds) {
  const Uuid& id = writing.item.id;
  WritingView view;
  view.action = item_address(visit, id, "/minutes");
  view.draft_action = item_address(visit, id, "/draft");
  view.back = meeting_address(visit, writing.head.id);
  if (const Uuid next = item_after(writing)) view.next_address = item_address(visit, next, "/minutes");
  view.csrf = visit.csrf();
  view.version = writing.item.version;
  view.discussion = writing.item.discussion;
  view.note = note_of_item(writing);
  view.decision_id = id_in(visit, "decision-id");
  view.task_id = id_in(visit, "task-id");
  view.information_id = id_in(visit, "information-id");
  view.typed = [&visit](std::string_view name) { return visit.field(name); };
  view.seats = seats_to_choose(visit.t, writing.book);
  view.persons = persons_of(visit, kinds);
  view.disqualified = partial_ones(visit, writing);
  return view;
}

Html case_panel(const Visit& visit, const Writing& writing) {
  Html all;
  if (!trimmed(writing.item.description).empty())
    all = html(R"(<div class="doc">{}</div>)",
               document::from_markdown(visit.t, writing.item.description));
  return all.empty() ? all : page::panel("case", visit.t(N_("Saksframlegg")), all);
}

Html made_panel(const Visit& visit, const Writing& writing) {
  std::vector<OutcomeView> views;
  for (const OutcomeRow& row : writing.book.outcomes) {
    if (row.item != writing.item.id) continue;
    OutcomeView view = outcome_view(visit, writing.book, row);
    if (writes(visit, writing.head) && is_open(writing.head.state))
      view.action = html(R"(<a class="ds-button" data-variant="tertiary" href="{}">{}<span class="ds-sr-only">: {}</span></a>)",
                         page::Url(outcome_address(visit, row.id, "/edit")), visit.t(N_("Endre")), view.text);
    views.push_back(std::move(view));
  }
  if (views.empty()) return {};
  return page::panel("made", visit.t(N_("Det møtet har kommet til i saken")), outcome_list(visit.t, views));
}

web::Response writing_page(Visit& visit, const Writing& writing, const WritingView& view, int status) {
  const Texts& t = visit.t;
  const std::string title = writing.item.title;
  return visit.page(
      title, crumbs_here(visit, writing, std::string(t(N_("Skriv")))),
      page::hero({name_of(t, writing.head), title, {}, {}}) +
          html(R"(<div class="stack">{}{}{}<section class="panel">{}</section></div>)",
               quorum_alert(t, quorum_view(t, writing.book)), case_panel(visit, writing),
               made_panel(visit, writing), writing_form(t, view)),
      status);
}

web::Response closed(Visit& visit) {
  return visit.problem(Problem::conflict(N_("Referatet er sendt ut, og møtet kan ikke endres.")));
}

web::Response show_writing(Visit& visit, const records::Kinds& kinds) {
  const auto writing = writing_of(visit, kinds);
  if (!writing) return visit.problem(Problem::not_found());
  if (!is_open(writing->head.state)) return closed(visit);
  WritingView view = writing_view(visit, *writing, kinds);
  const auto kept = draft_of(visit.db(), writing->item.id, visit.viewer.person);
  if (kept && (kept->discussion != view.discussion || kept->note != view.note)) {
    view.discussion = kept->discussion;
    view.note = kept->note;
    view.version = kept->based_on;
    view.note_above = page::unsaved_note(visit.t, kept->saved_at);
  }
  return writing_page(visit, *writing, view, 200);
}

// --- what was sent

std::optional<std::int64_t> count_in(const Visit& visit, const char* field, std::vector<FieldError>& errors) {
  const std::string typed = trimmed(visit.field(field));
  if (typed.empty()) return std::nullopt;
  const std::int64_t number = whole_number(typed, -1);
  if (number < 0) errors.push_back({field, N_("Skriv antall stemmer som hele tall.")});
  return number;
}

std::optional<Outcome> outcome_in(const Visit& visit, OutcomeType type, std::vector<FieldError>& errors) {
  const std::string prefix = std::string(code_of(type)) + "-";
  const auto field = [&](const char* name) -> const std::string& { return visit.field(prefix + name); };
  Outcome made;
  made.type = type;
  made.text = trimmed(field("text"));
  if (made.text.empty()) return std::nullopt;
  made.id = Uuid::parse(field("id")).value_or(Uuid::fresh());
  made.confidential = !field("confidential").empty();
  if (type == OutcomeType::decision) {
    made.mode = value_named<Mode>(field("mode")).value_or(Mode::consensus);
    made.in_favour = count_in(visit, "decision-in_favour", errors);
    made.against = count_in(visit, "decision-against", errors);
    made.abstained = count_in(visit, "decision-abstained", errors);
    for (const std::string& seat : visit.form.fields.every("decision-disqualified"))
      if (const auto id = Uuid::parse(seat)) made.disqualified.push_back(*id);
  } else if (type == OutcomeType::task) {
    made.seat = Uuid::parse(field("seat")).value_or(Uuid{});
    made.person = Uuid::parse(field("person")).value_or(Uuid{});
    const std::string due = trimmed(field("due"));
    made.due = Date::parse(due);
    if (!due.empty() && !made.due) errors.push_back({"task-due", N_("Skriv datoen slik: 25.11.2026.")});
  }
  return made;
}

Html conflict_note(const Visit& visit, const Writing& writing) {
  return page::alert(
      "warning",
      html(R"(<p>{}</p><div class="doc">{}</div>)",
           visit.t(N_("Noen andre lagret referatet i denne saken mens du skrev. Det du skrev, står i skjemaet; lagrer du nå, er det ditt som gjelder. Slik er det lagret nå:")),
           document::from_markdown(visit.t, writing.item.discussion)));
}

web::Response again(Visit& visit, const Writing& writing, const records::Kinds& kinds,
                    const Problem& problem, bool is_stale) {
  WritingView view = writing_view(visit, writing, kinds);
  view.discussion = visit.field("discussion");
  view.note = visit.field("note");
  view.version = is_stale ? writing.item.version : whole_number(visit.field("version"), 0);
  view.errors = problem.fields;
  if (is_stale) view.note_above = conflict_note(visit, writing);
  else if (problem.fields.empty())
    view.note_above = page::alert("danger", html("<p>{}</p>", visit.t(problem.message)));
  return writing_page(visit, writing, view, is_stale ? 409 : 422);
}

web::Response save_writing(Visit& visit, const records::Kinds& kinds) {
  const auto writing = writing_of(visit, kinds);
  if (!writing) return visit.problem(Problem::not_found());
  if (!is_open(writing->head.state)) return closed(visit);
  Written written{whole_number(visit.field("version"), 0), visit.field("discussion"),
                  visit.field("note"), {}};
  std::vector<FieldError> errors;
  for (const OutcomeType type : {OutcomeType::decision, OutcomeType::task, OutcomeType::information})
    if (auto made = outcome_in(visit, type, errors)) written.outcomes.push_back(*std::move(made));
  if (written.version != writing->item.version)
    return again(visit, *writing, kinds, Problem::conflict({}), true);
  if (!errors.empty()) return again(visit, *writing, kinds, Problem::invalid(std::move(errors)), false);
  auto work = work_of(visit, kinds);
  const auto outcome = write_minutes(work, writing->item.id, written);
  if (!outcome) {
    if (outcome.error().kind == Problem::Kind::forbidden) return visit.problem(outcome.error());
    return again(visit, *writing, kinds, outcome.error(), false);
  }
  drop_draft(visit.db(), writing->item.id, visit.viewer.person);
  const Uuid next = visit.field("then") == "next" ? item_after(*writing) : Uuid{};
  return records::done(visit, item_address(visit, next ? next : writing->item.id, "/minutes"));
}

// Every few seconds, by script.
web::Response keep_writing(Visit& visit, const records::Kinds& kinds) {
  const auto item = wanted_item(visit, kinds);
  const auto head = item ? head_for(visit, kinds, item->meeting) : std::nullopt;
  if (!head || !writes(visit, *head) || !visit.viewer.person) return visit.problem(Problem::not_found());
  const std::string &discussion = visit.field("discussion"), &note = visit.field("note");
  return records::keep_draft(visit, {discussion, note}, [&] {
    keep_draft(visit.db(), item->id, visit.viewer.person,
               {discussion, note, whole_number(visit.field("version"), 0), visit.now});
  });
}

web::Response change_place(Visit& visit, const records::Kinds& kinds) {
  const auto item = wanted_item(visit, kinds);
  if (!item) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto outcome =
      move_item(work, item->id, visit.field("direction") == "down" ? Direction::down : Direction::up);
  if (!outcome) return visit.problem(outcome.error());
  return web::Response::see_other(meeting_address(visit, item->meeting) + "#h-agenda");
}

}  // namespace

records::Extra item_extra(Visit& visit, const AgendaItem& item, const records::Kinds& kinds,
                          const PlanDifference& difference) {
  const auto head = head_for(visit, kinds, item.meeting);
  if (!head) return {};
  const Book book = book_of(visit.db(), kinds, visit.viewer, *head);
  const Writing writing{item, *head, book};
  records::Extra extra;
  if (writes(visit, *head) && is_open(head->state))
    extra.actions = page::button_link(page::Url(item_address(visit, item.id, "/minutes")),
                                      visit.t(N_("Skriv referat")), page::Weight::secondary, "edit");
  extra.below = made_panel(visit, writing);
  extra.below += papers_panel(visit, book, item.id, {});
  if ((item.plan || item.plan_version) && difference)
    extra.below += difference(visit, item.plan, item.plan_version);
  return extra;
}

std::vector<access::Route> item_routes(const records::Kinds& kinds) {
  const access::Who all = access::Who::members(kEveryRole);  // the secretary, in whatever role
  const std::string one = "/{partnership}/agenda-items/{id}";
  return {{"GET", one + "/minutes", all, with(kinds, show_writing)},
          {"POST", one + "/minutes", all, with(kinds, save_writing)},
          {"POST", one + "/draft", all, with(kinds, keep_writing)},
          {"POST", one + "/place", all, with(kinds, change_place)}};
}

}  // namespace samloft::governance

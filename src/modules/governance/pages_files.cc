// Agenda and minutes to read and as files, meetings as calendar files.
// Tested by pages_test.cc

#include "base/text.h"
#include "document/html.h"
#include "documents/documents.h"
#include "pages.h"
#include "records/records.h"
#include "records/store.h"
#include "store_register.h"

namespace samloft::governance {

using access::Visit;
using page::Html;
using page::html;

namespace {

// Minutes go out to many: they name nothing that some of them may not see, such as drafts of needs.
Book for_everybody(Visit& visit, const records::Kinds& kinds, Book book) {
  std::vector<Uuid> targets;
  for (const LinkRow& link : book.links) targets.push_back(link.target);
  book.headings = records::headings_of(visit.db(), kinds, Viewer{}, targets);
  return book;
}

}  // namespace

std::string frozen_minutes(Visit& visit, const records::Kinds& kinds, const Book& as_seen) {
  const Book book = for_everybody(visit, kinds, as_seen);
  const std::string number = std::to_string(book.minutes.empty() ? 1 : book.minutes.front().number + 1);
  std::vector<document::Document> in_languages;
  for (const Language language : kLanguages) {
    const Texts t(language);
    in_languages.push_back(document_of(
        book, Edition::minutes,
        {visit.partnership.name, t.fill(N_("Referat {}, sendt ut {}"), {number, t.short_date(visit.viewer.today)}),
         visit.viewer.today},
        t));
  }
  return document::frozen(in_languages);
}

namespace {

bool may_have_chairs(const Book& book) { return book.sees_notes && book.sees_all; }

// Which document is asked for; the chair's edition only for those who may have it.
std::optional<Edition> edition_of(const Book& book, const std::string& asked) {
  if (asked == "agenda") return Edition::agenda;
  if (asked == "minutes") return Edition::minutes;
  if (asked == "chair" && may_have_chairs(book)) return Edition::chair;
  return std::nullopt;
}

// Minutes that are out are read as they were frozen, everything else as it is now.
std::optional<document::Document> document_for(Visit& visit, const records::Kinds& kinds, const Book& book,
                                               Edition edition, const Texts& t) {
  if (edition == Edition::minutes && !is_open(book.head.state) && !book.minutes.empty())
    return document::thawed(content_of(visit.db(), book.minutes.front().id), t.language());
  Issue issue{visit.partnership.name, std::string(t(label_of(book.head.state))), visit.viewer.today};
  return document_of(edition == Edition::minutes ? for_everybody(visit, kinds, book) : book, edition, issue, t);
}

web::Response show_document(Visit& visit, const records::Kinds& kinds) {
  const auto head = wanted_meeting(visit, kinds);
  if (!head) return visit.problem(Problem::not_found());
  const Book book = book_of(visit.db(), kinds, visit.viewer, *head);
  const std::string& asked = visit.request.query.get("of");
  const auto edition = edition_of(book, asked.empty() ? "agenda" : asked);
  if (!edition) return visit.problem(Problem::not_found());
  const Texts t(language_of(visit.request.query.get("language"), visit.t.language()));
  const auto document = document_for(visit, kinds, book, *edition, t);
  if (!document) return visit.problem(Problem::not_found());
  return visit.page(document->title,
                    crumbs_of(visit, *head, {{std::string(visit.t(N_("Les"))), visit.request.path, false}}),
                    document::reading_page(visit.t, *document));
}

web::Response ask_for_document(Visit& visit, const records::Kinds& kinds) {
  const auto head = wanted_meeting(visit, kinds);
  const std::string& format = visit.field("format");
  if (!head || !documents::is_format(format) || format == "zip") return visit.problem(Problem::not_found());
  const Book book = book_of(visit.db(), kinds, visit.viewer, *head);
  const auto edition = edition_of(book, visit.field("of"));
  if (!edition) return visit.problem(Problem::not_found());
  const Texts t(language_of(visit.field("language"), visit.t.language()));
  const auto document = document_for(visit, kinds, book, *edition, t);
  if (!document) return visit.problem(Problem::not_found());
  return documents::ask_for_file(visit, {head->id, document->title + " " + document->subtitle, format,
                                         std::string(tag(t.language())), document::write(*document)});
}

web::Response show_frozen_minutes(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  Minutes minutes;
  if (!id || !records::load_for(visit.db(), *kinds.by_name("minutes"), visit.viewer, *id, minutes))
    return visit.problem(Problem::not_found());
  const auto head = head_for(visit, kinds, minutes.meeting);
  const auto document = document::thawed(
      minutes.content, language_of(visit.request.query.get("language"), visit.t.language()));
  if (!head || !document) return visit.problem(Problem::not_found());
  return visit.page(document->title,
                    crumbs_of(visit, *head, {{std::string(visit.t(N_("Les"))), visit.request.path, false}}),
                    document::reading_page(visit.t, *document));
}

}  // namespace

records::Extra minutes_extra(Visit& visit, const Minutes& minutes) {
  return {page::button_link(page::Url(visit.address("minutes/" + minutes.id.text() + "/read")),
                            visit.t(N_("Les")), page::Weight::secondary),
          {}, {}};
}

Html files_of_meeting(Visit& visit, const Book& book) {
  const Texts& t = visit.t;
  const bool has_minutes = has_been(book.head.state);
  std::vector<page::Option> of{{"agenda", std::string(t(N_("Innkalling"))), !has_minutes},
                               {"minutes", std::string(t(N_("Referat"))), has_minutes}};
  if (may_have_chairs(book))
    of.push_back({"chair", std::string(t(N_("Lederens utgave, med interne merknader"))), false});
  return documents::files_panel(visit, book.head.id, meeting_address(visit, book.head.id, "/files"), of,
                                {"pdf", "docx", "html"});
}

// --- calendar files

namespace {

constexpr std::int64_t kMostInACalendar = 500;

web::Response calendar_answer(const Visit& visit, const std::string& name,
                              const std::vector<calendar::Event>& events) {
  web::Response answer;
  answer.type = calendar::kType;
  answer.body = calendar::file_of(name, events, visit.now, visit.t);
  answer.with("Content-Disposition", "attachment; filename=\"" + slug(name) + ".ics\"");
  return answer;
}

web::Response send_meeting_calendar(Visit& visit, const records::Kinds& kinds) {
  const auto head = wanted_meeting(visit, kinds);
  if (!head) return visit.problem(Problem::not_found());
  const auto items = items_of(visit.db(), head->id);
  return calendar_answer(visit, name_of(visit.t, *head),
                         {event_of(*head, planned_minutes(items), lines_of(items),
                                   sender_of(visit).address + "/meetings/" + head->id.text(),
                                   host_of(visit.db(), head->body, visit.viewer.today))});
}

web::Response send_series_calendar(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  MeetingSeries series;
  if (!id || !records::load_for(visit.db(), *kinds.by_name("meeting_series"), visit.viewer, *id, series))
    return visit.problem(Problem::not_found());
  const Host host = host_of(visit.db(), series.body, visit.viewer.today);
  std::vector<calendar::Event> events;
  for (const Head& head : heads_of(visit.db(), visit.viewer, *id, kMostInACalendar))
    events.push_back(event_of(head, 0, "", sender_of(visit).address + "/meetings/" + head.id.text(), host));
  return calendar_answer(visit, series.name, events);
}

}  // namespace

std::vector<access::Route> file_routes(const records::Kinds& kinds) {
  const access::Who all = access::Who::members(kEveryRole);
  const std::string one = "/{partnership}/meetings/{id}";
  return {{"GET", one + "/read", all, with(kinds, show_document)},
          {"POST", one + "/files", all, with(kinds, ask_for_document)},
          {"GET", one + "/calendar.ics", all, with(kinds, send_meeting_calendar)},
          {"GET", "/{partnership}/meeting-series/{id}/calendar.ics", all, with(kinds, send_series_calendar)},
          {"GET", "/{partnership}/minutes/{id}/read", all, with(kinds, show_frozen_minutes)}};
}

}  // namespace samloft::governance

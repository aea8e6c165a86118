// Letters to members: that a meeting is called, moved or called off, that its minutes are out, and what
// a new one should know. Read at once, so that their files can be made without a transaction.
// Tested by governance_letters_test.cc

#include "governance_letters.h"

#include <map>
#include <memory>

#include "base/text.h"
#include "document/document.h"
#include "records/kind.h"
#include "records/records.h"
#include "records/store.h"

namespace samloft::governance {
namespace {

constexpr std::int64_t kMostInASummary = 200;
constexpr int kNewFor = 14;  // days

// All that the letters about one meeting say, and the files made for them.
struct Story {
  Tidings about = Tidings::called;
  Head head;
  std::string agenda, link;
  std::map<Language, document::Document> documents;
  calendar::Event event;
  Instant now;
  std::map<Language, access::MailFile> made;
};

std::string where_of(const Texts& t, const Head& head) {
  return head.place.empty() ? std::string(t(N_("sted kommer"))) : head.place;
}

std::string subject_of(const Texts& t, const Story& story) {
  const std::string name = name_of(t, story.head);
  switch (story.about) {
    case Tidings::called: return t.fill(N_("Innkalling til {}"), {name});
    case Tidings::moved: return t.fill(N_("Endret møte: {}"), {name});
    case Tidings::called_off: return t.fill(N_("Avlyst: {}"), {name});
    case Tidings::minutes: return t.fill(N_("Referat fra {}"), {name});
  }
  return name;
}

std::string text_of(const Texts& t, const Story& story, const std::string& name) {
  const Head& head = story.head;
  const std::string day = t.long_date(head.held_on);
  switch (story.about) {
    case Tidings::called:
      return t.fill(N_("Hei {}!\n\nDu er innkalt til {} {} kl. {}, {}.\n\nSaker:\n{}\nInnkallingen med vedlegg står her:\n{}\n"),
                    {name, head.series_name, day, head.starts, where_of(t, head), story.agenda, story.link});
    case Tidings::moved:
      return t.fill(N_("Hei {}!\n\nTid eller sted for {} er endret. Møtet er nå {} kl. {}, {}.\n\nSaker:\n{}\nInnkallingen med vedlegg står her:\n{}\n"),
                    {name, head.series_name, day, head.starts, where_of(t, head), story.agenda, story.link});
    case Tidings::called_off:
      return t.fill(N_("Hei {}!\n\nMøtet {} i {} er avlyst.\n\nMøtet står her:\n{}\n"),
                    {name, day, head.series_name, story.link});
    case Tidings::minutes:
      return t.fill(N_("Hei {}!\n\nReferatet fra {} {} er sendt ut. Si fra i neste møte hvis noe skal rettes.\n\nSaker:\n{}\nLes referatet her:\n{}\n"),
                    {name, head.series_name, day, story.agenda, story.link});
  }
  return "";
}

bool has_document(Tidings about) { return about != Tidings::called_off; }
bool has_calendar(Tidings about) { return about != Tidings::minutes; }

access::MailFile calendar_file(const Texts& t, const Story& story) {
  return {story.head.series_name + " " + t.short_date(story.head.held_on) + ".ics",
          std::string(calendar::kType),
          calendar::file_of(story.head.series_name, {story.event}, story.now, t)};
}

// The sentences about what goes with the letter, and about what does not.
std::string about_files(const Texts& t, Tidings about, bool has_pdf) {
  std::string said;
  if (has_document(about))
    said += t(has_pdf ? N_("PDF-fila følger med.")
                      : N_("PDF-fila kunne ikke lages eller ble for stor. Alt står på siden over, og der kan du be om fila."));
  if (about == Tidings::called_off)
    return std::string(t(N_("Kalenderfila som følger med, merker møtet som avlyst i kalenderen din.")));
  if (has_calendar(about)) {
    said += " ";
    said += t(N_("Åpne kalenderfila for å få møtet i kalenderen din; den nyeste erstatter dem du har fått før."));
  }
  return said;
}

access::Words words_of(const Texts& t, const Story& story, const std::string& name) {
  access::Words words{subject_of(t, story), "", {}};
  if (has_calendar(story.about)) words.files.push_back(calendar_file(t, story));
  const auto made = story.made.find(t.language());
  bool has_pdf = made != story.made.end();
  if (has_pdf) {
    words.files.insert(words.files.begin(), made->second);
    has_pdf = access::fit(words.files);
    if (!has_pdf) words.files.erase(words.files.begin());
  }
  words.text = text_of(t, story, name) + "\n" + about_files(t, story.about, has_pdf) + "\n";
  return words;
}

// What was true when the letter was queued may be so no longer: then another letter says what is.
bool still_holds(Tidings about, MeetingState state) {
  if (about == Tidings::called_off) return state == MeetingState::called_off;
  if (about == Tidings::minutes) return !is_open(state) && has_been(state);
  return state != MeetingState::draft && state != MeetingState::called_off;
}

// Agenda and minutes go to many: they name nothing that some of them may not see.
std::map<Language, document::Document> documents_of(db::Connection& db, const records::Kinds& kinds,
                                                    const Viewer& reader, const Story& story,
                                                    const Sender& sender) {
  std::map<Language, document::Document> all;
  if (!has_document(story.about)) return all;
  const Book book = book_of(db, kinds, reader, story.head);
  for (const Language language : kLanguages) {
    const Texts t(language);
    if (story.about == Tidings::minutes && !book.minutes.empty()) {
      if (auto frozen = document::thawed(content_of(db, book.minutes.front().id), language))
        all.emplace(language, *std::move(frozen));
      continue;
    }
    all.emplace(language,
                document_of(book, Edition::agenda,
                            {sender.partnership, std::string(t(label_of(story.head.state))), reader.today}, t));
  }
  return all;
}

}  // namespace

std::string name_of(const Texts& t, const Head& head) {
  return head.series_name + ", " + t.short_date(head.held_on);
}

std::string lines_of(const std::vector<ItemRow>& items) {
  std::string lines;
  std::size_t number = 0;
  for (const ItemRow& item : items) lines += std::to_string(++number) + ". " + item.title + "\n";
  return lines;
}

int planned_minutes(const std::vector<ItemRow>& items) {
  std::vector<std::int64_t> planned;
  for (const ItemRow& item : items) planned.push_back(item.minutes);
  return starts_of(0, planned).back();
}

calendar::Event event_of(const Head& head, int planned, const std::string& agenda,
                         const std::string& address, const Host& host) {
  constexpr int kUsualMinutes = 60;
  const auto starts = minutes_of(head.starts), ends = minutes_of(head.ends);
  calendar::Event event;
  event.uid = head.id.text() + "@samloft";
  event.changed = head.changed;
  event.day = head.held_on;
  event.starts = starts;
  event.minutes = starts && ends ? *ends - *starts : planned > 0 ? planned : kUsualMinutes;
  event.title = head.series_name;
  event.place = head.place;
  event.description = agenda.empty() ? address : agenda + "\n" + address;
  event.address = address;
  event.organiser = host.name;
  event.organiser_mail = host.mail;
  event.status = head.state == MeetingState::called_off ? calendar::Status::cancelled
                 : head.state == MeetingState::draft    ? calendar::Status::tentative
                                                        : calendar::Status::confirmed;
  return event;
}

std::optional<LetterJob> claim_letter(db::Connection& db, const records::Kinds& kinds, Instant now) {
  for (const Uuid& meeting : moved_since_told(db, now)) {
    const auto stored = records::find<Meeting>(db, *kinds.by_name("meeting"), meeting);
    note_told(db, *stored);
    queue_letter(db, meeting, Tidings::moved, now);
  }
  return next_letter(db, now);
}

Telling telling_of(db::Connection& db, const records::Kinds& kinds, const LetterJob& job,
                   const Sender& sender, Instant now) {
  Viewer reader;
  reader.today = local_day(now);
  const auto head = head_of(db, reader, job.meeting);
  if (!head || !still_holds(job.about, head->state)) return {};
  auto story = std::make_shared<Story>();
  story->about = job.about;
  story->head = *head;
  story->now = now;
  story->link = sender.address + "/meetings/" + head->id.text();
  const auto items = items_of(db, head->id);
  story->agenda = lines_of(items);
  story->event = event_of(*head, planned_minutes(items), story->agenda, story->link,
                          host_of(db, head->body, reader.today));
  story->documents = documents_of(db, kinds, reader, *story, sender);
  Telling telling;
  for (const Receiver& one : receivers(db, head->body, reader.today)) {
    telling.letters.push_back({{}, one.mail, [story, name = one.name](const Texts& t) {
                                 return words_of(t, *story, name);
                               }});
  }
  telling.make_files = [story](const std::set<Language>& languages, const MakeFile& make) {
    std::vector<std::string> failed;
    for (const auto& [language, content] : story->documents) {
      if (!languages.contains(language)) continue;
      auto made = make(content);
      if (!made) {
        failed.push_back(Texts(Language::english)(made.error().message));
        continue;
      }
      story->made[language] = {content.title + " " + content.subtitle + ".pdf", "application/pdf",
                               *std::move(made)};
    }
    return failed;
  };
  return telling;
}

// --- who begins to hold a seat

Summary summary_of(db::Connection& db, const Viewer& viewer, const SeatName& seat) {
  return {decisions_of_body(db, viewer, seat.body, kMostInASummary),
          open_tasks_of_seat(db, seat.seat, viewer.today)};
}

namespace {

std::string summary_text(const Texts& t, const SeatName& seat, const Summary& summary,
                         const Sender& sender) {
  std::string tasks, decided;
  for (const OutcomeRow& row : summary.tasks)
    tasks += "- " + shortened(trimmed(row.text), 200) + (row.due ? " (" + t.short_date(*row.due) + ")" : "") + "\n";
  for (const OutcomeRow& row : summary.decisions)
    if (!row.confidential)
      decided += "- " + t.short_date(row.held_on) + ": " + shortened(trimmed(row.text), 200) + "\n";
  const std::string none = "- " + std::string(t(N_("ingen"))) + "\n";
  return t.fill(N_("Hei {}!\n\nDu er {} i {}.\n\nOppgaver som følger plassen:\n{}\nVedtatt så langt:\n{}\nAlt sammen står her:\n{}\n"),
                {seat.holder_name, seat.function, seat.body_name, tasks.empty() ? none : tasks,
                 decided.empty() ? none : decided,
                 sender.address + "/seats/" + seat.seat.text() + "/summary"});
}

}  // namespace

access::Letter briefing_letter(const SeatName& seat, const Summary& summary, const Sender& sender) {
  return {{}, seat.holder_mail, [seat, summary, sender](const Texts& t) {
            return access::Words{t.fill(N_("Velkommen til {}"), {seat.body_name}),
                                 summary_text(t, seat, summary, sender)};
          }};
}

Result<void> note_briefed(records::Work& work, const Uuid& holding) {
  if (!holding || is_briefed(work.db, holding, {})) return {};
  Briefing briefing;
  briefing.holding = holding;
  briefing.sent_on = local_day(work.now);
  const auto made = records::create_by_verb(work, *work.kinds.by_name("briefing"), briefing);
  return made ? Result<void>() : Result<void>(made.error());
}

std::vector<access::Letter> brief_new_holders(records::Work& work, const Sender& sender) {
  const Date today = local_day(work.now);
  std::vector<access::Letter> letters;
  for (const NewHolder& one : new_holders(work.db, today.plus_days(-kNewFor), today)) {
    const auto seat = seat_named(work.db, one.seat, today);
    if (!seat || !note_briefed(work, one.holding)) continue;
    Viewer holder;
    holder.person = seat->holder;
    holder.today = today;
    letters.push_back(briefing_letter(*seat, summary_of(work.db, holder, *seat), sender));
  }
  return letters;
}

}  // namespace samloft::governance

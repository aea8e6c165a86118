// Governance: the meetings of the partnership's bodies, from agenda to approved minutes, and the
// register of what they decided. Bodies, seats and who holds them are people's.
//
// Who may: coordinators write for every body, whoever holds a seat that is its secretary writes for that
// body alone; the chair (whoever holds the seat that leads, or its deputy) approves minutes; whoever a
// task is given to may close it. Secretary and chair are so in whatever role they act. Members of a body (who hold a
// seat of it today) read all its meetings, the auditor reads all bodies'. Everybody else reads what
// is approved and public: never a confidential outcome, never an internal note. (The permission
// matrix has no row for meetings; this is its row for reports, where "p" is published only.)
//
// Promises:
//   States: draft → called → held → circulated → approved; circulated may be taken back to be
//   corrected. A called meeting may be called off, and taken up again as a draft. Minutes are approved
//   at a later meeting of the same series.
//   Who holds a seat of the body is told when a meeting is called, moved or called off and when its
//   minutes are out: by mail, with agenda or minutes as PDF and the meeting as a calendar file, whose
//   uid stays and whose sequence rises. A file that cannot be made keeps no mail back.
//   P4   who begins to hold a seat of a body that has met before is sent what it has decided, once
//   Circulating freezes the minutes in the three languages, under a number and BLAKE2b-256. From then
//   on nothing of the meeting changes: after approval never again (a correction is an item at a later
//   meeting), before it only by taking the minutes back. Only the state of its tasks lives on.
//   R5   the county governor's seat is never counted, whatever its record says
//   R23  seats of an organisation that is party to an item are not counted, where the series says so
//   A decision needs quorum: of the voting seats that somebody holds on the day, as many as the body
//   says, else more than half. Votes never add up to more than those present who may vote.
//   Consensus is what nobody objects to.
//   The kind of an outcome changes in the meeting where it was made, and nowhere else.
//   Open tasks stand on the agenda of each later meeting of the series until they are closed.
//   R16  a required seat that has been vacant for more than 30 days is a task for the body's leader
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"
#include "base/record.h"
#include "base/texts.h"
#include "base/viewer.h"
#include "people/people.h"

namespace samloft::db {
class Connection;
}
namespace samloft::access {
struct Letter;
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::db {
class Connection;
}
namespace samloft::document {
struct Document;
}
namespace samloft::page {
class Html;
}
namespace samloft::records {
struct Kind;
struct Extras;
struct Work;
class Kinds;
}  // namespace samloft::records

namespace samloft::governance {

using people::Impartiality;

struct MeetingSeries final : Record {
  Uuid body;
  std::string name;
  std::string starts, ends, place;  // the usual ones
  Impartiality impartiality = Impartiality::by_hand;
  std::string heading(const Lookup&) const override { return name; }
  void describe(Fields&) override;
};

enum class MeetingState { draft, called, held, circulated, approved, called_off };

struct Meeting final : Record {
  Uuid series;
  std::optional<Date> held_on;
  std::string starts, ends;  // 09.00
  std::string place;
  std::string guests;        // others who were there
  MeetingState state = MeetingState::draft;  // kept by verbs
  // «Styringsgruppa, 12.03.2026»
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

enum class Presence { present, deputy, excused, absent };

struct MeetingAttendance final : Record {
  Uuid meeting;
  Uuid seat;
  Uuid person;  // who was there, or should have been
  Presence presence = Presence::present;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

enum class Purpose { information, discussion, decision };

struct AgendaItem final : Record {
  Uuid meeting;
  std::optional<std::int64_t> place;  // 1 is the first
  std::string title;
  Purpose purpose = Purpose::discussion;
  std::optional<std::int64_t> minutes;  // planned
  Uuid presenter;                       // person
  std::string description;              // the case, before the meeting
  std::vector<Uuid> needs, goals, measures;
  Uuid plan, plan_version;   // a plan as it is, or as it was adopted
  std::vector<Uuid> parties;  // organisations that are party to it (R23)
  Uuid approves;        // the meeting whose minutes it approves
  bool standing = false;      // comes back at the next meeting
  std::string discussion;     // what the minutes say, in Markdown; kept by verbs
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

struct Paper final : Record {
  Uuid item;
  std::string title;
  std::string address;      // https; empty for a file
  std::string file_name, fingerprint;  // of a file; kept by attach()
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

enum class OutcomeType { information, decision, task };
enum class Mode { consensus, vote };
enum class TaskState { open, done, dropped };

struct Outcome final : Record {
  Uuid item;
  OutcomeType type = OutcomeType::information;
  std::string text;
  bool confidential = false;
  // Of a decision.
  Mode mode = Mode::consensus;
  std::optional<std::int64_t> in_favour, against, abstained;
  std::vector<Uuid> disqualified;  // seats
  // Of a task.
  Uuid seat, person;  // whose it is: the seat's holder of the day, or a person
  std::optional<Date> due;
  TaskState task_state = TaskState::open;
  std::optional<Date> closed_on;
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

// For the chair and those who write the minutes.
struct ItemNote final : Record {
  Uuid item;
  std::string text;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// Minutes as they were circulated. Nobody writes them but circulate() and approve().
struct Minutes final : Record {
  Uuid meeting;
  std::optional<std::int64_t> number;  // 1 is the first of the meeting
  std::optional<Date> circulated_on;
  std::string fingerprint;  // of the content, 64 hex digits
  std::string content;      // the documents by language, as JSON; without what is confidential
  std::optional<Date> approved_on;
  Uuid approved_at;  // the meeting that approved them
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// What a new holder of a seat was sent: the decisions since the series began. Nobody writes it but a
// verb.
struct Briefing final : Record {
  Uuid holding;
  std::optional<Date> sent_on;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

inline constexpr Roles kMeetingWriters{Role::coordinator};  // of every body
inline constexpr Roles kSeeAllMeetings{Role::coordinator, Role::auditor};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// What has changed in a plan, for the item that treats it; documents can tell.
using PlanDifference =
    std::function<page::Html(access::Visit&, const Uuid& plan, const Uuid& version)>;

// On a meeting and an item: all of their pages. On a body: its meetings and decisions. On needs,
// goals, measures and plans: the meetings that treated them. On a seat: the hand-over.
void add_extras(records::Extras& extras, const records::Kinds& kinds,
                const PlanDifference& difference);
// Each row of the table in pages.cc says who may.
std::vector<access::Route> routes(const records::Kinds& kinds);

// --- verbs; problems: not_found, forbidden, conflict when the meeting is past it, and what is named

// Calls the meeting. Invalid: an agenda without items.
Result<void> call(records::Work& work, const Uuid& meeting);
// The meeting has been held. Invalid: nobody is marked as present, or the day has not come.
Result<void> hold(records::Work& work, const Uuid& meeting);
// It will not be held; and it may be after all: a draft again. Problems: conflict past the call.
Result<void> call_off(records::Work& work, const Uuid& meeting);
Result<void> take_up(records::Work& work, const Uuid& meeting);
// Sends the minutes out, frozen. Invalid: a decision that the attendance does not carry.
Result<Uuid> circulate(records::Work& work, const Uuid& meeting, const std::string& content);
// Takes circulated minutes back to be corrected.
Result<void> take_back(records::Work& work, const Uuid& meeting);
// Drops what was typed of minutes and not saved within 30 days.
void forget_old_drafts(db::Connection& db, Instant now);

// The chair approves the minutes at a later meeting of the series.
Result<void> approve(records::Work& work, const Uuid& meeting, const Uuid& at);

struct Mark {
  Uuid seat, person;
  Presence presence = Presence::present;
};
// Who is there; replaces what was known of the same seats.
Result<void> mark_attendance(records::Work& work, const Uuid& meeting, const std::vector<Mark>& marks);

struct Written {
  std::int64_t version = 0;  // of the item, as it was read
  std::string discussion, note;
  std::vector<Outcome> outcomes;  // new ones; an id makes each happen once
};
// Writes the minutes of an item. A conflict when someone else wrote it since.
Result<void> write_minutes(records::Work& work, const Uuid& item, const Written& written);

// A paper for an item: an address or a file. Files stay in the database; a partnership file names them, and
// a partnership folder carries them. Invalid: neither or both; a file that is empty, larger than
// kLargestFile or of a type that nobody should open (rules_files.h).
inline constexpr std::size_t kLargestFile = 8u << 20;
struct NewPaper {
  Uuid id;  // makes it happen once only
  std::string title, address;
  std::string file_name, bytes;
};
Result<Uuid> attach(records::Work& work, const Uuid& item, const NewPaper& paper);

// The files that papers name, by fingerprint, in order; and the bytes of one, if it is here.
std::vector<std::string> files_of_papers(db::Connection& db);
std::optional<std::string> bytes_of_paper(db::Connection& db, const std::string& fingerprint);
// Keeps a file that came beside a partnership file. Invalid: no paper names it, its bytes are not those that
// the name stands for, or nobody may attach such a file.
Result<void> take_file(db::Connection& db, const std::string& fingerprint, const std::string& bytes);

// Moves an item one step up or down the agenda.
enum class Direction { up, down };
Result<void> move_item(records::Work& work, const Uuid& item, Direction direction);

struct AgendaTitles {
  std::string approve;  // «Godkjenning av referat fra {}», with the day
  std::string tasks;    // «Oppfølging av oppgaver»
};
struct NextMeeting {
  Uuid id;  // makes it happen once only
  std::optional<Date> on;
  AgendaTitles titles;
};
// The next meeting as last time: same time and place, the approval of what is not approved yet,
// standing items and the open tasks. Invalid: the day.
Result<Uuid> make_next(records::Work& work, const Uuid& meeting, const NextMeeting& next);

// Fills an empty agenda as make_next() would. A conflict when it has items, or when no earlier meeting of
// the series has any.
Result<void> fill_agenda(records::Work& work, const Uuid& meeting, const AgendaTitles& titles);

struct PlannedMeetings {
  Uuid id;  // makes each day happen once only
  std::vector<Date> days;
  std::string starts, ends, place;
};
// Makes a draft for each of the days on which the series has no meeting yet; returns how many. Who may: who
// writes for the body. Invalid: no day, or what a meeting lacks.
Result<std::int64_t> plan_meetings(records::Work& work, const Uuid& series,
                                   const PlannedMeetings& planned);

// Closes or reopens a task. Who may: who writes for the body, the person, the holder of the seat.
Result<void> set_task(records::Work& work, const Uuid& task, TaskState state);
// Gives open tasks of a seat, and those that `from` has in its body, to another seat of the body.
Result<std::int64_t> hand_over(records::Work& work, const Uuid& seat, const Uuid& to);

// --- letters: verbs queue them in their own write, a job sends them, as their files take seconds

// Where letters come from: the partnership's name, and its address (https://…/kristiansand).
struct Sender {
  std::string partnership, address;
};
enum class Tidings { called, moved, called_off, minutes };
struct LetterJob {
  Uuid id, meeting;
  Tidings about = Tidings::called;
};
// Whether any waits: a read. A called meeting that was changed and then left in peace for five minutes
// waits too, to be told as moved.
bool any_letter_waits(db::Connection& db, Instant now);
// The oldest that waits, or that was claimed by a process that died.
std::optional<LetterJob> claim_letter(db::Connection& db, const records::Kinds& kinds, Instant now);
void end_letter(db::Connection& db, const LetterJob& job);

using MakeFile = std::function<Result<std::string>(const document::Document&)>;
struct Telling {
  std::vector<access::Letter> letters;
  // Makes what goes with the letters in these languages, in seconds each; a letter read before that, or
  // whose file could not be made, says where the file is to be found. What failed, for operators.
  std::function<std::vector<std::string>(const std::set<Language>&, const MakeFile&)> make_files;
};
// Nothing if the meeting is gone, or nobody is to be told.
Telling telling_of(db::Connection& db, const records::Kinds& kinds, const LetterJob& job,
                   const Sender& sender, Instant now);

// The letters to those who began to hold a seat within the last two weeks, in a body that had met
// before, and were neither there the day before nor sent them yet: notes that they are sent. What
// began earlier was so before the partnership came here, or is no news.
std::vector<access::Letter> brief_new_holders(records::Work& work, const Sender& sender);

}  // namespace samloft::governance

template <>
struct samloft::ChoicesOf<samloft::governance::MeetingState> {
  static constexpr Choice list[] = {{"draft", N_("Saksliste")},
                                    {"called", N_("Innkalt")},
                                    {"held", N_("Holdt")},
                                    {"circulated", N_("Referat sendt ut")},
                                    {"approved", N_("Referat godkjent")},
                                    {"called_off", N_("Avlyst")}};
};
template <>
struct samloft::ChoicesOf<samloft::governance::Presence> {
  static constexpr Choice list[] = {{"present", N_("Til stede")},
                                    {"deputy", N_("Vara møtte")},
                                    {"excused", N_("Meldt forfall")},
                                    {"absent", N_("Ikke møtt")}};
};
template <>
struct samloft::ChoicesOf<samloft::governance::Purpose> {
  static constexpr Choice list[] = {{"information", N_("Orientering")},
                                    {"discussion", N_("Drøfting")},
                                    {"decision", N_("Vedtak")}};
};
template <>
struct samloft::ChoicesOf<samloft::governance::OutcomeType> {
  static constexpr Choice list[] = {{"information", N_("Informasjon")},
                                    {"decision", N_("Vedtak")},
                                    {"task", N_("Oppgave")}};
};
template <>
struct samloft::ChoicesOf<samloft::governance::Mode> {
  static constexpr Choice list[] = {{"consensus", N_("Enighet")}, {"vote", N_("Avstemning")}};
};
template <>
struct samloft::ChoicesOf<samloft::governance::TaskState> {
  static constexpr Choice list[] = {{"open", N_("Åpen")},
                                    {"done", N_("Gjort")},
                                    {"dropped", N_("Falt bort")}};
};

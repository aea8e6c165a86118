// Surveys: questions that staff answer without their names, and what the answers say together.
//
// Readers of a survey: every role; of a draft: those who make surveys, and its maker. Writers:
// coordinator, owner leader, PPT lead, university lead. A self-review is of one unit: the unit's
// leader makes and runs it, and the coordinator may help with that without reading it.
//
// States: draft → open → closed.
//   draft   the questions are made; nobody can answer
//   open    the urn stands there and the survey is locked: questions, smallest group, everything. Not
//           at the first answer but before it, so that a lock tells nobody that one has come
//   closed  the urn is shut: its answers are counted, and the links lose the persons they were sent to
//
// Promises, in the data layer and not in forms:
//   No answer carries who gave it, when, or in which order. All answers of a survey lie in one text,
//   the urn, in the order of their own bytes: the same answers are the same text, however they came. It is
//   rewritten whole with each answer, so that neither rows nor transactions tell which came last
//   (docs/decisions/0006).
//   A link or code is known by its hash alone, and by nothing that stands in the urn. It is used up in
//   the transaction that puts the answer in; sent again it changes nothing.
//   What is saved to go on later is encrypted under a key that only the link holds.
//   A browser keeps the page for the time without a net, without anything of anyone, and an answer until
//   it is sent. With the answer both go.
//   Persons are picked one by one only where the smallest group at least is asked.
//   While a survey is open nobody sees answers or numbers: only whether at least the smallest group
//   had answered by yesterday. Who has not answered is known to the reminders alone.
//   A result is of at least the smallest group: the larger of a number (five or more) and a part of
//   those invited. Groups below it are added together until they cannot be worked out from the rest;
//   a group without answers looks like one with too few.
//   The journal holds that a survey was opened and closed, how many answers it then had and their
//   fingerprint, which the urn's salt keeps from being guessed at, and never an answer.
//   A survey that moves while it is open takes its answers along and nobody who was invited: links are
//   secrets of an installation, and who has answered stands in no file. It is sent out anew.
//   §6.2  a self-review shows nothing until it is closed, then to the unit's leader, who shares it with
//         owner and coordinator and may take it back
//   R12   self-reviews are never shown beside another unit or another date
//   SCALE-1…4  sets of questions whose licence is unknown open no survey; see rules_results.h
// Source: domain/partnership.md §6.2, §9.4, R12; domain/learning.md §8.2.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/migration.h"
#include "base/record.h"
#include "base/result.h"
#include "base/texts.h"
#include "base/viewer.h"

namespace samloft::db {
class Connection;
}
namespace samloft::access {
struct Letter;
struct Route;
}
namespace samloft::records {
struct Kind;
struct Extras;
struct Work;
class Kinds;
}  // namespace samloft::records

namespace samloft::surveys {

inline constexpr std::int64_t kLeastGroup = 5;  // no smallest group is smaller (SCALE-2)

enum class SurveyKind { survey, self_review };
enum class SurveyState { draft, open, closed };
enum class Sharing { own, shared };

// A text in the three languages. Bokmål must be there; the others fall back on it.
struct Said {
  std::string nb, nn, en;
  const std::string& in(Language language) const;
  bool operator==(const Said&) const = default;
};

struct Survey final : Record {
  Said title;
  Said introduction;
  SurveyKind kind = SurveyKind::survey;
  Uuid unit;  // of a self-review
  std::optional<std::int64_t> smallest_group = kLeastGroup;
  std::optional<std::int64_t> smallest_share;  // of those invited, basis points
  std::optional<Date> closes_on;               // the last day one may answer
  // Kept by verbs:
  SurveyState state = SurveyState::draft;
  Uuid made_by;  // person
  std::optional<Date> opened_on, closed_on;
  std::optional<std::int64_t> invited, answers;  // when closed; answers only from the smallest group on
  std::string fingerprint;                        // of the sorted answers, when closed
  Sharing sharing = Sharing::own;                 // of a self-review
  Uuid evidence;                                  // made of the result
  std::string heading(const Lookup&) const override { return title.nb; }
  void describe(Fields&) override;
};

enum class ItemType { section, scale, choice, choices, matrix, text };

// One line of a survey: a question, or the heading that begins a section.
struct Item final : Record {
  Uuid survey;
  std::optional<std::int64_t> place;
  ItemType type = ItemType::scale;
  Said text;
  Said help;
  Said choices;  // a line each; of a scale from the lowest to the highest
  Said lines;    // of a matrix: the statements, a line each
  bool required = false;
  bool reversed = false;  // SCALE-3: a low answer means much
  bool splits = false;    // results are shown by this question as well
  Uuid shown_if;          // only who answered that question so is asked
  std::string shown_if_choices;  // «1,3»
  Said dimension;
  Uuid item_set;     // where it comes from
  std::string code;  // the same question in another survey has the same code
  std::string heading(const Lookup&) const override { return text.nb; }
  void describe(Fields&) override;
};

enum class Licence { own, open, permitted, unknown };

// Questions that belong together and may be put into surveys: a scale from research, or our own.
struct ItemSet final : Record {
  std::string title;
  std::string source;
  Licence licence = Licence::unknown;
  std::string permission;  // the reference, where use is permitted
  Said choices;            // the scale they share
  Said questions;          // a line each
  std::string reversed;    // numbers of those where a low answer means much: «3,7»
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

// The urn of an opened survey. No role reads it; it is in partnership files, never in the journal.
struct Urn final : Record {
  Uuid survey;
  std::string content;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// Under /{partnership}/surveys/{id}: questions, sending, results, files. For guests:
//   GET  /{partnership}/answer         where a code that was handed out is typed
//   GET  /{partnership}/answer/{code}  the survey behind a link or a code; with ?offline the page that a
//                                      browser may keep, and until when
std::vector<access::Route> routes(const records::Kinds& kinds);

// --- making

// Puts our own profile of the six preconditions of learning communities at the end of a draft: a
// section, a question of the role, twelve statements. Twice is a conflict.
Result<void> add_profile(records::Work& work, const Uuid& survey);
// The same for a set of questions; one whose licence is unknown is taken into drafts only.
Result<void> add_set(records::Work& work, const Uuid& survey, const Uuid& item_set);
// Moves a question one place up or down.
enum class Direction { up, down };
Result<void> move_item(records::Work& work, const Uuid& item, Direction direction);

// --- running

// A self-review of a unit that the viewer leads, in the viewer's name.
Result<Uuid> start_self_review(records::Work& work, const Uuid& unit, const Uuid& as);
// The units that the viewer leads today.
std::vector<Uuid> led_units(records::Work& work);
// What may be set by whoever runs it: texts and last day; of an open survey the last day alone.
struct Settings {
  Said title, introduction;
  std::optional<Date> closes_on;
};
Result<void> set(records::Work& work, const Uuid& survey, const Settings& settings);
// Whether the viewer makes and runs this survey.
bool runs(records::Work& work, const Survey& survey);
// Whether the viewer reads its results, once closed.
bool reads_results(records::Work& work, const Survey& survey);

// draft → open. Invalid with what is missing: questions, a licence (SCALE-1), broken conditions.
Result<void> open_survey(records::Work& work, const Uuid& survey);
// open → closed.
Result<void> close_survey(records::Work& work, const Uuid& survey);
// A self-review's result, for owner and coordinator to read. Only the unit's leader may.
Result<void> set_sharing(records::Work& work, const Uuid& survey, Sharing sharing);
// Whether two surveys may be shown beside each other. Invalid, with the reason, as soon as one is a
// self-review (R12).
Result<void> may_compare(const Survey& one, const Survey& other);
// Makes evidence of a closed survey; of a self-review not for comparison (R12).
Result<Uuid> make_evidence(records::Work& work, const Uuid& survey);

// Reminders of surveys whose last day is the day after tomorrow, to those who are missing; once. `door`
// is the address of /{partnership}/answer/.
std::vector<access::Letter> due_reminders(db::Connection& db, const records::Kinds& kinds,
                                          const std::string& partnership, const std::string& door,
                                          Instant now);
// Closes what should have been closed by today, and forgets links a month after. For a daily job.
void close_what_is_over(db::Connection& db, const records::Kinds& kinds, Instant now);

}  // namespace samloft::surveys

template <>
struct samloft::ChoicesOf<samloft::surveys::SurveyKind> {
  static constexpr Choice list[] = {{"survey", N_("Spørreundersøkelse")},
                                    {"self_review", N_("Ståstedsanalyse")}};
};
template <>
struct samloft::ChoicesOf<samloft::surveys::SurveyState> {
  static constexpr Choice list[] = {{"draft", N_("Kladd")},
                                    {"open", N_("Åpen for svar")},
                                    {"closed", N_("Lukket")}};
};
template <>
struct samloft::ChoicesOf<samloft::surveys::Sharing> {
  static constexpr Choice list[] = {{"own", N_("Bare for enheten")},
                                    {"shared", N_("Delt med eieren")}};
};
template <>
struct samloft::ChoicesOf<samloft::surveys::ItemType> {
  static constexpr Choice list[] = {{"section", N_("Ny del")},
                                    {"scale", N_("Skala")},
                                    {"choice", N_("Ett valg")},
                                    {"choices", N_("Flere valg")},
                                    {"matrix", N_("Matrise")},
                                    {"text", N_("Fritekst")}};
};
template <>
struct samloft::ChoicesOf<samloft::surveys::Licence> {
  static constexpr Choice list[] = {{"own", N_("Egne spørsmål")},
                                    {"open", N_("Åpen lisens")},
                                    {"permitted", N_("Tillatelse innhentet")},
                                    {"unknown", N_("Ukjent")}};
};

// The plan: eleven sections from live data and short texts, its way from draft to adoption, the
// comments of a hearing, the versions that are frozen, and the files made of them.
//
// Promises:
//   States: draft → hearing → adopted → in force → superseded; a hearing may go back to draft.
//   Texts change in drafts and hearings only. Members comment in hearings only; nobody once a
//   version is adopted.
//   Adopting freezes the plan in the three languages as they are then: number, day, body that
//   adopted it, BLAKE2b-256 of the content. A version never changes and is never removed, whatever
//   becomes of the data it shows.
//   One plan at most is in force: putting one in force supersedes the one before.
//   Roll-over makes next year's plan with the texts of this one, as a draft.
//   A section that two people edit is a conflict that shows both; what is typed is kept as the
//   typist's draft every few seconds, and lost by nobody.
// Who may: every member reads plans and comments in a hearing; coordinator, owner leader and academic
// lead write, adopt and publish. Guests read the version in force of a published plan, at
// /{partnership}/published-plan, where persons never stand by name.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/migration.h"
#include "base/record.h"
#include "base/texts.h"

namespace samloft::access {
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::db {
class Connection;
}  // namespace samloft::db
namespace samloft::document {
struct Document;
struct Section;
}  // namespace samloft::document
namespace samloft::page {
class Html;
struct Option;
}  // namespace samloft::page
namespace samloft::web {
struct Response;
}  // namespace samloft::web
namespace samloft::records {
struct Kind;
struct Extras;
struct Work;
class Kept;
class Kinds;
}  // namespace samloft::records

namespace samloft::documents {

enum class PlanState { draft, hearing, adopted, in_force, superseded };

struct Plan final : Record {
  std::string title;
  std::optional<std::int64_t> year;  // the first calendar year it is for
  Uuid previous;                     // the plan it was rolled over from
  bool published = false;
  PlanState state = PlanState::draft;  // kept by verbs
  // «Plan for partnerskapet (2023)»
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

// The sections of a plan, in order. Each has its live data and a text of its own.
enum class Topic { partnership, phases, anchoring, strategies, needs, goals, measures, networks,
                   organisation, evaluation, money };
inline constexpr std::size_t kTopics = 11;

// The text of one section, in Markdown.
struct SectionText final : Record {
  Uuid plan;
  Topic topic = Topic::partnership;
  std::string text;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

enum class CommentState { open, followed, not_followed };

struct Comment final : Record {
  Uuid plan;
  Topic topic = Topic::partnership;
  Uuid person;
  std::string text;
  CommentState state = CommentState::open;
  std::string answer;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

// A frozen plan. Nobody writes it but adopt().
struct Version final : Record {
  Uuid plan;
  std::optional<std::int64_t> number;  // 1 is the first
  std::optional<Date> adopted_on;
  Uuid body;
  std::string fingerprint;  // of the content, 64 hex digits
  std::string content;      // the documents by language, as JSON
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// What others put into a plan's sections before its texts; asked with the topic, in a language. It must be
// the same for all members: a document is made for the first who asks, and kept for the others.
using Contents =
    std::function<document::Section(access::Visit&, const Plan&, Topic, const Texts&)>;

// On a plan: its steps, what may be done now, its sections, comments, versions and files.
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// Each row of the table in pages.cc says who may.
std::vector<access::Route> routes(const records::Kinds& kinds, const Contents& contents,
                                  const std::shared_ptr<records::Kept>& kept);

// May the state follow? (The rule alone; verbs check who asks.)
bool may_follow(PlanState from, PlanState to);

// Moves a plan on. Problems: not_found, forbidden, conflict when the state may not follow.
Result<void> set_state(records::Work& work, const Uuid& plan, PlanState to);

// Freezes the content and moves the plan to adopted. Problems: as set_state; invalid (body, day).
Result<Uuid> adopt(records::Work& work, const Uuid& plan, const Uuid& body, Date day,
                   const std::string& content);

// Next year's plan from this one, as a draft with all texts. The id makes it happen once only.
Result<Uuid> roll_over(records::Work& work, const Uuid& plan, const Uuid& as);

// --- a plan's version, for those who build on it
struct FrozenPlan {
  Uuid plan, version;
  std::string title;         // of the plan
  std::int64_t number = 0;   // of the version
  std::string adopted_on;    // ISO
  std::string body;          // that adopted it
  std::string fingerprint, content;
};
// The newest version of the plan in force.
std::optional<FrozenPlan> newest_in_force(db::Connection& db);
std::optional<FrozenPlan> frozen_plan(db::Connection& db, const Uuid& version);

// What has changed in a plan, as panels: the version against the one before it, the plan as it is now
// against its newest version; where there is none, against last year's plan. Empty if the plan is not
// there, or has nothing before it.
page::Html plan_difference(access::Visit& visit, const Uuid& plan, const Uuid& version,
                           const records::Kinds& kinds, const Contents& contents,
                           records::Kept& kept);

// --- files
// A file that the visitor wants of a record. The content is one document::write(), or for `zip` one
// dossier's.
struct FileWish {
  Uuid record;
  std::string title;     // what it is called, and named after
  std::string format;    // pdf, docx, html, zip
  std::string language;  // its tag
  std::string content;
};
// Leads to the page where the file is waited for. A conflict when many wait already. Files are the
// asker's own.
web::Response ask_for_file(access::Visit& visit, const FileWish& wish);
// The form that asks (fields: of, format, language; `of` offers what is chosen between, if more than
// one) and what the
// visitor has asked for of this record. Formats stand in the order of the form.
page::Html files_panel(access::Visit& visit, const Uuid& record, const std::string& action,
                       const std::vector<page::Option>& of,
                       const std::vector<std::string_view>& formats);
bool is_format(std::string_view format);

// A file that someone waits for. Claiming and ending are short writes; making takes seconds and is
// done outside of both.
struct FileJob {
  Uuid id;
  std::string format, language, content;
};
struct FileMade {
  std::string bytes;
  std::string problem;  // for the one who asked; empty when the file was made
};
// Whether anyone waits: a read, before anything is claimed.
bool any_file_waits(db::Connection& db, Instant now);
// The oldest that waits, or that was claimed by a process that died.
std::optional<FileJob> claim_file(db::Connection& db, Instant now);
// Told before each of the files that a ZIP is made of; whether to go on.
using FileProgress = std::function<bool(std::size_t made, std::size_t all)>;
FileMade make_file(const FileJob& job, const FileProgress& progress = {});
// Keeps how far it has come, as a short write, and says whether anyone waits for it still.
bool file_goes_on(db::Connection& db, const FileJob& job, std::size_t made, std::size_t all,
                  Instant now);
void end_file(db::Connection& db, const FileJob& job, const FileMade& made, Instant now);
// Drops files made more than a day ago, and drafts of texts older than 30 days.
void forget_old_files(db::Connection& db, Instant now);

}  // namespace samloft::documents

template <>
struct samloft::ChoicesOf<samloft::documents::PlanState> {
  static constexpr Choice list[] = {{"draft", N_("Kladd")},
                                    {"hearing", N_("På høring")},
                                    {"adopted", N_("Vedtatt")},
                                    {"in_force", N_("Gjelder")},
                                    {"superseded", N_("Avløst")}};
};
template <>
struct samloft::ChoicesOf<samloft::documents::Topic> {
  static constexpr Choice list[] = {{"partnership", N_("Partnerskapet og ordningen")},
                                    {"phases", N_("De seks fasene")},
                                    {"anchoring", N_("Forankring")},
                                    {"strategies", N_("Strategier")},
                                    {"needs", N_("Behov og kunnskapsgrunnlag")},
                                    {"goals", N_("Mål og kjennetegn")},
                                    {"measures", N_("Tiltak")},
                                    {"networks", N_("Lærende nettverk")},
                                    {"organisation", N_("Organisering")},
                                    {"evaluation", N_("Evaluering")},
                                    {"money", N_("Økonomi")}};
};
template <>
struct samloft::ChoicesOf<samloft::documents::CommentState> {
  static constexpr Choice list[] = {{"open", N_("Ikke besvart")},
                                    {"followed", N_("Tatt til følge")},
                                    {"not_followed", N_("Ikke tatt til følge")}};
};

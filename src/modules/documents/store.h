// The queries of plans beside those that every kind has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "documents/documents.h"

namespace samloft::db {
class Connection;
}

namespace samloft::documents {

bool exists(db::Connection& db, const Uuid& record);
bool has_other_section(db::Connection& db, const Uuid& section, const Uuid& plan, Topic topic);
// The state of a plan; superseded for one that does not exist.
PlanState state_of(db::Connection& db, const Uuid& plan);
// Whether its texts may change.
bool is_open(db::Connection& db, const Uuid& plan);
Uuid plan_in_force(db::Connection& db);
std::int64_t last_version(db::Connection& db, const Uuid& plan);

struct SectionRow {
  Uuid id;
  Topic topic = Topic::partnership;
  std::string text;
  std::int64_t version = 0;  // of the record
};
// The texts of a plan, in the order of the topics.
std::vector<SectionRow> sections_of(db::Connection& db, const Uuid& plan);

struct CommentRow {
  Uuid id;
  Topic topic = Topic::partnership;
  std::string person, text, answer;
  CommentState state = CommentState::open;
};
std::vector<CommentRow> comments_of(db::Connection& db, const Uuid& plan);

struct VersionRow {
  Uuid id;
  std::int64_t number = 0;
  std::string adopted_on;  // ISO
  std::string body, fingerprint;
};
// The newest first.
std::vector<VersionRow> versions_of(db::Connection& db, const Uuid& plan);
// The content of a version; empty if there is none of this plan.
std::string content_of(db::Connection& db, const Uuid& plan, std::int64_t number);
// The newest version of the published plan in force.
struct Published {
  std::string content, title;
};
std::optional<Published> published(db::Connection& db);

// Why records may not be removed by themselves.
std::optional<Message> hold_plan(db::Connection& db, const Record& record);
std::optional<Message> hold_section(db::Connection& db, const Record& record);

// --- what is typed and not yet saved
struct Draft {
  std::string text;
  std::int64_t based_on = 0;  // the record's version that was being changed
  Instant saved_at;
};
void keep_draft(db::Connection& db, const Uuid& plan, Topic topic, const Uuid& person,
                const Draft& draft);
std::optional<Draft> draft_of(db::Connection& db, const Uuid& plan, Topic topic, const Uuid& person);
void drop_draft(db::Connection& db, const Uuid& plan, Topic topic, const Uuid& person);

// --- files
struct FileRow {
  Uuid id, record, person;
  std::string title, format, language, state, problem;  // waiting, under_way, done, failed
  std::string content;                                   // what to make it of; when it is asked for
  Instant asked_at;
  std::int64_t made = 0, of_all = 0;  // how far a file of many has come
};
void add_file(db::Connection& db, const FileRow& file);
std::optional<FileRow> file(db::Connection& db, const Uuid& id);
// How many files stand before it.
std::int64_t files_before(db::Connection& db, const FileRow& file);
// What a person waits for, of whatever record; the oldest first.
std::vector<FileRow> waiting_files_of(db::Connection& db, const Uuid& person);
// Whether it failed and what it was to be made of is kept still.
bool may_be_tried_again(db::Connection& db, const Uuid& id);
// Puts it at the end of the queue; nothing happens to one that may not be tried.
void try_file_again(db::Connection& db, const Uuid& id, Instant now);
// The made file; empty when it is not there.
std::string bytes_of(db::Connection& db, const Uuid& id);
// The newest files of a person for a record.
std::vector<FileRow> files_of(db::Connection& db, const Uuid& record, const Uuid& person);
void cancel_file(db::Connection& db, const Uuid& id);
void forget_files(db::Connection& db, Instant files_before, Instant drafts_before);

}  // namespace samloft::documents

// Files that are asked for, made and forgotten. Columns hold text: the bytes stand in base64.
// Tested by documents_test.cc

#include "base/text.h"
#include "db/db.h"
#include "store.h"

namespace samloft::documents {
namespace {

constexpr std::int64_t kClaimed = 5 * kMinute;  // then whoever claimed it is taken for dead

constexpr std::string_view kAsk =
    "INSERT INTO documents_file (id, record, title, format, language, person, state, problem, content, "
    "bytes, asked_at, begun_at, done_at) VALUES (:id, :record, :title, :format, :language, :person, "
    "'waiting', '', :content, '', :asked_at, '', '')";
#define FILE_COLUMNS "SELECT id, record, person, title, format, language, state, problem, asked_at, made, of_all "
constexpr std::string_view kFile = FILE_COLUMNS "FROM documents_file WHERE id = :id";
constexpr std::string_view kFilesOf =
    FILE_COLUMNS "FROM documents_file WHERE record = :record AND person = :person "
    "ORDER BY asked_at DESC, id DESC LIMIT 6";
constexpr std::string_view kWaitingOf =
    FILE_COLUMNS "FROM documents_file WHERE person = :person AND state IN ('waiting', 'under_way') "
    "ORDER BY asked_at, id";
constexpr std::string_view kNext =
    FILE_COLUMNS "FROM documents_file WHERE state = 'waiting' OR (state = 'under_way' AND "
    "begun_at < :dead) ORDER BY asked_at, id LIMIT 1";
#undef FILE_COLUMNS
constexpr std::string_view kContentOfFile = "SELECT content FROM documents_file WHERE id = :id";
constexpr std::string_view kBytes = "SELECT bytes FROM documents_file WHERE id = :id";
constexpr std::string_view kBefore =
    "SELECT count(*) FROM documents_file WHERE state IN ('waiting', 'under_way') "
    "AND asked_at < :asked_at";
constexpr std::string_view kWaits =
    "SELECT count(*) FROM documents_file WHERE state = 'waiting' OR (state = 'under_way' AND "
    "begun_at < :dead)";
constexpr std::string_view kClaim =
    "UPDATE documents_file SET state = 'under_way', begun_at = :now WHERE id = :id";
constexpr std::string_view kGoOn =
    "UPDATE documents_file SET begun_at = :now, made = :made, of_all = :all WHERE id = :id "
    "AND state = 'under_way'";
constexpr std::string_view kIsUnderWay =
    "SELECT count(*) FROM documents_file WHERE id = :id AND state = 'under_way'";
constexpr std::string_view kEnd =
    "UPDATE documents_file SET state = 'done', bytes = :bytes, content = '', done_at = :now "
    "WHERE id = :id AND state = 'under_way'";
constexpr std::string_view kFail =
    "UPDATE documents_file SET state = 'failed', problem = :problem, done_at = :now "
    "WHERE id = :id AND state = 'under_way'";
constexpr std::string_view kMayBeTried =
    "SELECT count(*) FROM documents_file WHERE id = :id AND state = 'failed' AND content <> ''";
constexpr std::string_view kTryAgain =
    "UPDATE documents_file SET state = 'waiting', problem = '', made = 0, of_all = 0, "
    "asked_at = :now, begun_at = '', done_at = '' "
    "WHERE id = :id AND state = 'failed' AND content <> ''";
constexpr std::string_view kCancel =
    "UPDATE documents_file SET state = 'cancelled', content = '' WHERE id = :id "
    "AND state IN ('waiting', 'under_way')";
constexpr std::string_view kForgetFiles = "DELETE FROM documents_file WHERE asked_at < :before";
constexpr std::string_view kForgetDrafts = "DELETE FROM documents_draft WHERE saved_at < :before";

std::vector<FileRow> read_files(db::Connection& db, std::string_view sql,
                                const db::Arguments& arguments) {
  std::vector<FileRow> all;
  for (auto& [id, record, person, title, format, language, state, problem, asked_at, made, of_all] :
       db.rows<Uuid, Uuid, Uuid, std::string, std::string, std::string, std::string, std::string,
               std::string, std::int64_t, std::int64_t>(sql, arguments))
    all.push_back({id, record, person, title, format, language, state, problem, "",
                   Instant::parse_iso(asked_at), made, of_all});
  return all;
}

std::string dead(Instant now) { return Instant{now.milliseconds - kClaimed}.iso(); }

}  // namespace

void add_file(db::Connection& db, const FileRow& file) {
  db.run(kAsk, {{"id", file.id},
                {"record", file.record},
                {"title", file.title},
                {"format", file.format},
                {"language", file.language},
                {"person", file.person},
                {"content", file.content},
                {"asked_at", file.asked_at.iso()}});
}

std::optional<FileRow> file(db::Connection& db, const Uuid& id) {
  auto found = read_files(db, kFile, {{"id", id}});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::int64_t files_before(db::Connection& db, const FileRow& file) {
  return db.number(kBefore, {{"asked_at", file.asked_at.iso()}});
}

std::vector<FileRow> waiting_files_of(db::Connection& db, const Uuid& person) {
  return read_files(db, kWaitingOf, {{"person", person}});
}

bool may_be_tried_again(db::Connection& db, const Uuid& id) {
  return db.number(kMayBeTried, {{"id", id}}) > 0;
}

void try_file_again(db::Connection& db, const Uuid& id, Instant now) {
  db.run(kTryAgain, {{"id", id}, {"now", now.iso()}});
}

std::string bytes_of(db::Connection& db, const Uuid& id) {
  const auto found = db.first<std::string>(kBytes, {{"id", id}});
  return found ? from_base64(std::get<0>(*found)).value_or("") : "";
}

std::vector<FileRow> files_of(db::Connection& db, const Uuid& record, const Uuid& person) {
  return read_files(db, kFilesOf, {{"record", record}, {"person", person}});
}

bool any_file_waits(db::Connection& db, Instant now) {
  return db.number(kWaits, {{"dead", dead(now)}}) > 0;
}

std::optional<FileJob> claim_file(db::Connection& db, Instant now) {
  const auto found = read_files(db, kNext, {{"dead", dead(now)}});
  if (found.empty()) return std::nullopt;
  const FileRow& next = found.front();
  db.run(kClaim, {{"now", now.iso()}, {"id", next.id}});
  const auto content = db.first<std::string>(kContentOfFile, {{"id", next.id}});
  return FileJob{next.id, next.format, next.language, std::get<0>(*content)};
}

bool file_goes_on(db::Connection& db, const FileJob& job, std::size_t made, std::size_t all,
                  Instant now) {
  db.run(kGoOn, {{"now", now.iso()},
                 {"made", static_cast<std::int64_t>(made)},
                 {"all", static_cast<std::int64_t>(all)},
                 {"id", job.id}});
  return db.number(kIsUnderWay, {{"id", job.id}}) > 0;
}

void end_file(db::Connection& db, const FileJob& job, const FileMade& made, Instant now) {
  if (!made.problem.empty()) {
    db.run(kFail, {{"problem", made.problem}, {"now", now.iso()}, {"id", job.id}});
    return;
  }
  db.run(kEnd, {{"bytes", to_base64(made.bytes)}, {"now", now.iso()}, {"id", job.id}});
}

void cancel_file(db::Connection& db, const Uuid& id) { db.run(kCancel, {{"id", id}}); }

void forget_files(db::Connection& db, Instant files_before, Instant drafts_before) {
  db.run(kForgetFiles, {{"before", files_before.iso()}});
  db.run(kForgetDrafts, {{"before", drafts_before.iso()}});
}

}  // namespace samloft::documents

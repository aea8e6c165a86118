// The outbox: queueing, and the round that sends what is due.
// Tested by outbox_test.cc

#include <array>

#include "base/hash.h"
#include "base/text.h"
#include "mail/mail.h"
#include "mail/message.h"

namespace samloft::mail {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;

constexpr std::string_view kSchema = R"(
CREATE TABLE mail_outbox (
  id uuid PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  tries integer NOT NULL,
  next_try_at text NOT NULL,
  created_at text NOT NULL,
  error text NOT NULL
);
CREATE INDEX mail_outbox_by_turn ON mail_outbox (state, next_try_at);
)";

// Files by BLAKE2b-256 of what is in them, in base64: one that many get is kept once, for as long as a
// mail waits for it.
constexpr std::string_view kAttachments = R"(
CREATE TABLE mail_file (
  fingerprint text PRIMARY KEY,
  bytes text NOT NULL
);
CREATE TABLE mail_attachment (
  mail uuid NOT NULL REFERENCES mail_outbox (id),
  place bigint NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  file text NOT NULL REFERENCES mail_file (fingerprint),
  PRIMARY KEY (mail, place)
);
CREATE INDEX mail_attachment_by_file ON mail_attachment (file);
)";

constexpr std::string_view kQueue =
    "INSERT INTO mail_outbox (id, recipient, subject, body, state, tries, next_try_at, created_at, "
    "error) VALUES (:id, :recipient, :subject, :body, :state, 0, :now, :created_at, :error)";
constexpr std::string_view kCountDue =
    "SELECT count(*) FROM mail_outbox WHERE state = 'waiting' AND next_try_at <= :now";
constexpr std::string_view kNextDue =
    "SELECT id, recipient, subject, body, tries FROM mail_outbox "
    "WHERE state = 'waiting' AND next_try_at <= :now ORDER BY next_try_at, id LIMIT 1";
constexpr std::string_view kWaitingSince =
    "SELECT min(created_at) FROM mail_outbox WHERE state = 'waiting'";
constexpr std::string_view kClaim =
    "UPDATE mail_outbox SET tries = :tries, next_try_at = :until WHERE id = :id";
constexpr std::string_view kRetry =
    "UPDATE mail_outbox SET next_try_at = :next, error = :error WHERE id = :id";
constexpr std::string_view kEnd =
    "UPDATE mail_outbox SET state = :state, body = '', error = :error WHERE id = :id";

constexpr std::string_view kKeepFile =
    "INSERT INTO mail_file (fingerprint, bytes) VALUES (:file, :bytes) "
    "ON CONFLICT (fingerprint) DO NOTHING";
constexpr std::string_view kAttach =
    "INSERT INTO mail_attachment (mail, place, name, type, file) "
    "VALUES (:mail, :place, :name, :type, :file)";
constexpr std::string_view kAttached =
    "SELECT a.name, a.type, f.bytes FROM mail_attachment a JOIN mail_file f ON f.fingerprint = a.file "
    "WHERE a.mail = :mail ORDER BY a.place";
constexpr std::string_view kDetach = "DELETE FROM mail_attachment WHERE mail = :mail";
constexpr std::string_view kDropFiles =
    "DELETE FROM mail_file WHERE NOT EXISTS "
    "(SELECT 1 FROM mail_attachment a WHERE a.file = mail_file.fingerprint)";

constexpr std::array<std::chrono::minutes, 4> kPauses = {1min, 5min, 30min, 2h};
// For so long a claimed mail is left alone, should the process that claimed it die.
constexpr std::chrono::minutes kClaimed = 10min;
constexpr int kMostARound = 100;  // then other jobs get their turn
constexpr int kMostRefusalsInARow = 3;

struct Claim {
  Uuid id;
  Mail mail;
  std::int64_t tries = 0;  // this one included
};

std::string after(Instant now, std::chrono::milliseconds pause) {
  return Instant{now.milliseconds + pause.count()}.iso();
}

std::vector<Attachment> attachments_of(db::Connection& db, const Uuid& mail) {
  std::vector<Attachment> all;
  for (auto& [name, type, bytes] :
       db.rows<std::string, std::string, std::string>(kAttached, {{"mail", mail}}))
    all.push_back({name, type, from_base64(bytes).value_or("")});
  return all;
}

void attach(db::Connection& db, const Uuid& mail, const std::vector<Attachment>& attachments) {
  std::int64_t place = 0;
  for (const Attachment& one : attachments) {
    const std::string file = hash_of(one.bytes);
    db.run(kKeepFile, {{"file", file}, {"bytes", to_base64(one.bytes)}});
    db.run(kAttach, {{"mail", mail},
                     {"place", ++place},
                     {"name", one_line(one.name)},
                     {"type", one_line(one.type)},
                     {"file", file}});
  }
}

// Each process takes the mail out of the others' sight before it sends it, in a write of its own:
// no transaction waits for a mail server.
std::optional<Claim> claim_next(db::Database& database, Instant now) {
  std::optional<Claim> claim;
  const auto outcome = database.write([&](db::Connection& db) -> Result<void> {
    claim.reset();
    const auto due = db.first<Uuid, std::string, std::string, std::string, std::int64_t>(
        kNextDue, {{"now", now.iso()}});
    if (!due) return {};
    const auto& [id, recipient, subject, body, tries] = *due;
    claim = Claim{id, {recipient, subject, body, attachments_of(db, id)}, tries + 1};
    db.run(kClaim, {{"tries", claim->tries}, {"until", after(now, kClaimed)}, {"id", id}});
    return {};
  });
  ensure(outcome.has_value(), "claiming has no problems");
  return claim;
}

void note(db::Database& database, const Claim& claim,
          const std::optional<Transport::Refusal>& refusal, Instant now) {
  const auto outcome = database.write([&](db::Connection& db) -> Result<void> {
    const auto try_number = static_cast<std::size_t>(claim.tries);
    if (refusal && try_number <= kPauses.size()) {
      db.run(kRetry, {{"next", after(now, kPauses[try_number - 1])},
                      {"error", one_line(refusal->reason)},
                      {"id", claim.id}});
    } else {
      db.run(kEnd, {{"state", refusal ? "failed" : "sent"},
                    {"error", refusal ? one_line(refusal->reason) : ""},
                    {"id", claim.id}});
      if (claim.mail.attachments.empty()) return {};
      db.run(kDetach, {{"mail", claim.id}});
      db.run(kDropFiles);
    }
    return {};
  });
  ensure(outcome.has_value(), "noting has no problems");
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> kAll{{"mail", "schema", kSchema},
                                           {"mail", "0002_attachments", kAttachments}};
  return kAll;
}

void queue(db::Connection& db, const Mail& mail, Instant now) {
  ensure(fit(mail.attachments), "who attaches files has asked whether they fit");
  const bool safe = is_safe_address(mail.to);
  const Uuid id = Uuid::fresh();
  db.run(kQueue, {{"id", id},
                  {"recipient", one_line(mail.to)},
                  {"subject", one_line(mail.subject)},
                  {"body", safe ? mail.text : ""},
                  {"state", safe ? "waiting" : "failed"},
                  {"now", now.iso()},
                  {"created_at", now.iso()},
                  {"error", safe ? "" : "the recipient is not one mail address"}});
  if (safe) attach(db, id, mail.attachments);
}

std::optional<Instant> waiting_since(db::Connection& db) {
  const auto first = db.first<std::string>(kWaitingSince);
  if (!first || std::get<0>(*first).empty()) return std::nullopt;
  return Instant::parse_iso(std::get<0>(*first));
}

int send_waiting(db::Database& database, Transport& transport, Instant now) {
  // Most rounds find nothing; they shall not cost a write.
  const auto due = database.read([&](db::Connection& db) {
    return db.number(kCountDue, {{"now", now.iso()}});
  });
  int sent = 0;
  int refusals = 0;
  for (int turn = 0; turn < kMostARound && turn < due && refusals < kMostRefusalsInARow; ++turn) {
    const auto claim = claim_next(database, now);
    if (!claim) break;
    const auto refusal = transport.send(claim->id, claim->mail, now);
    note(database, *claim, refusal, now);
    refusals = refusal ? refusals + 1 : 0;
    if (!refusal) ++sent;
  }
  return sent;
}

}  // namespace samloft::mail

// The outbox: queueing, and the round that sends what is due.
// Tested by outbox_test.cc

#include <array>

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
    claim = Claim{id, {recipient, subject, body}, tries + 1};
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
    }
    return {};
  });
  ensure(outcome.has_value(), "noting has no problems");
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> kAll{{"mail", "schema", kSchema}};
  return kAll;
}

void queue(db::Connection& db, const Mail& mail, Instant now) {
  const bool safe = is_safe_address(mail.to);
  db.run(kQueue, {{"id", Uuid::fresh()},
                  {"recipient", one_line(mail.to)},
                  {"subject", one_line(mail.subject)},
                  {"body", safe ? mail.text : ""},
                  {"state", safe ? "waiting" : "failed"},
                  {"now", now.iso()},
                  {"created_at", now.iso()},
                  {"error", safe ? "" : "the recipient is not one mail address"}});
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

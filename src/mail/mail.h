// Mail: an outbox in the database, and the ways out of it.
//
// A verb queues a mail in its own transaction, so that a mail goes out exactly when the change it
// tells of was kept. A job hands waiting mails to a transport: an SMTP server, or a folder in which
// each mail becomes an .eml file. A mail goes out at least once: should the process die between the
// server's yes and our note of it, the mail is sent again, under the same Message-ID.
//
// Mails carry secrets, such as one-time links. A body is emptied and its files are dropped as soon as
// the mail is sent or given up, and neither addresses, subjects nor bodies stand in any error text.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"
#include "db/db.h"

namespace samloft::mail {

// A file that goes with a mail, after its text. Servers refuse large mails: whoever makes one asks
// whether its files fit, and says where they are to be found if they do not.
struct Attachment {
  std::string name;   // as people call it: «Referat 12. mars.pdf», in any alphabet
  std::string type;   // application/pdf
  std::string bytes;
};
inline constexpr std::size_t kMostAttached = 7u << 20;  // of one mail; 10 MB of base64
bool fit(const std::vector<Attachment>& attachments);

struct Mail {
  std::string to;  // one address, bare
  std::string subject;
  std::string text;  // plain, UTF-8, lines of any length
  std::vector<Attachment> attachments = {};
};

const std::vector<Migration>& migrations();

// Puts the mail into the outbox; it is due at once. No mail can carry headers of its own: control
// characters in the subject become blanks, and a recipient that is not one plain mail address is
// never sent to: the row is kept as failed. Attachments fit; a file that many get is kept once.
void queue(db::Connection& db, const Mail& mail, Instant now = Instant::now());

// A way out, for one thread at a time.
class Transport {
 public:
  struct Refusal {
    std::string reason;  // for operators
  };

  virtual ~Transport() = default;
  // Hands the mail over, or says why not. The id becomes its Message-ID, `now` its date.
  virtual std::optional<Refusal> send(const Uuid& id, const Mail& mail, Instant now) = 0;
};

enum class StartTls {
  unless_local,  // demanded, except of a server on this machine (localhost, 127.x, ::1)
  always,
  never,
};

struct SmtpOptions {
  std::string url;   // smtp://host:25, or smtps://host:465 for TLS from the first byte
  std::string user;  // empty: no login
  std::string password;
  std::string from;  // bare address of the sender
  std::string from_name = "Samløft";
  StartTls start_tls = StartTls::unless_local;  // with smtp://; the mail stays here without it
  std::string ca_file;                          // certificates to trust; empty: the system's
  int timeout_seconds = 30;                     // for one mail
};

// Throws Broken if the address of the server or of the sender cannot be one.
std::unique_ptr<Transport> smtp_transport(SmtpOptions options);

// Writes each mail as <id>.eml, in a folder that is made when needed and that only this user may
// enter: the mails hold one-time links. Throws Broken if the sender cannot be one.
std::unique_ptr<Transport> folder_transport(std::string folder, std::string from);

// Sends what is due, and returns how many mails were sent. A mail that was refused is tried again
// after 1 and 5 minutes, half an hour and two hours; after the fifth refusal it has failed. Three
// refusals in a row end the round, as the server is probably down: the rest keep their tries.
// Several processes may share an outbox.
int send_waiting(db::Database& database, Transport& transport, Instant now);

// Since when the mail waits that has waited longest; nothing if none does.
std::optional<Instant> waiting_since(db::Connection& db);

}  // namespace samloft::mail

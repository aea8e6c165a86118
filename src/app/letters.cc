// Letters of partnerships, as jobs send them.
// Tested by meeting_walk_test.cc

#include "letters.h"

#include "access/letters.h"
#include "document/files.h"
#include "surveys/surveys.h"
#include "web/log.h"

namespace samloft::app {
namespace {

governance::Sender sender_of(Installation& installation, const access::Partnership& partnership) {
  return {partnership.name, installation.site().parts().address + "/" + partnership.slug};
}

std::optional<governance::LetterJob> claimed(Installation& installation, db::Database& database) {
  std::optional<governance::LetterJob> job;
  const auto outcome = database.write([&](db::Connection& db) -> Result<void> {
    job = governance::claim_letter(db, installation.kinds(), Instant::now());
    return {};
  });
  ensure(outcome.has_value(), "claiming a letter has no problems");
  return job;
}

void send_one(Installation& installation, const access::Partnership& partnership, db::Database& database,
              const governance::LetterJob& job, const governance::MakeFile& make) {
  const access::SiteParts& parts = installation.site().parts();
  const governance::Telling telling = database.read([&](db::Connection& db) {
    return governance::telling_of(db, installation.kinds(), job, sender_of(installation, partnership),
                                  Instant::now());
  });
  if (!telling.letters.empty()) {
    const auto languages = access::languages_of(parts, partnership.id, telling.letters);
    for (const std::string& what : telling.make_files(languages, make))
      web::log_event("warning", "file of a letter not made", {{"id", job.id.text()}, {"what", what}});
  }
  access::send(parts, partnership.id, telling.letters);
  const auto ended = database.write([&](db::Connection& db) -> Result<void> {
    governance::end_letter(db, job);
    return {};
  });
  ensure(ended.has_value(), "ending a letter has no problems");
}

// Does the work in each partnership, and sends what it asks to have sent.
void write_in_all(Installation& installation,
                  const std::function<std::vector<access::Letter>(
                      db::Connection&, const access::Partnership&)>& work) {
  for (const auto& one : installation.registry().read(access::partnerships)) {
    std::vector<access::Letter> letters;
    installation.databases().briefly(one.id, [&](db::Database& database) {
      const auto outcome = database.write([&](db::Connection& db) -> Result<void> {
        letters = work(db, one);
        return {};
      });
      ensure(outcome.has_value(), "what goes through all has no problems");
    });
    access::send(installation.site().parts(), one.id, letters);
  }
}

}  // namespace

void send_letters(Installation& installation, const access::Partnership& partnership,
                  db::Database& database, const governance::MakeFile& make) {
  const auto waits = [&] {
    return database.read(
        [](db::Connection& db) { return governance::any_letter_waits(db, Instant::now()); });
  };
  while (waits()) {
    const auto job = claimed(installation, database);
    if (!job) return;
    send_one(installation, partnership, database, *job, make);
  }
}

governance::MakeFile pdf_maker() {
  return [](const document::Document& content) {
    return document::make_file(content, document::Format::pdf);
  };
}

void run_surveys(Installation& installation, Instant now) {
  write_in_all(installation, [&](db::Connection& db, const access::Partnership& one) {
    const std::string door = installation.site().parts().address + "/" + one.slug + "/answer/";
    surveys::close_what_is_over(db, installation.kinds(), now);
    return surveys::due_reminders(db, installation.kinds(), one.name, door, now);
  });
}

void brief_new_holders(Installation& installation, Instant now) {
  write_in_all(installation, [&](db::Connection& db, const access::Partnership& one) {
    const Viewer viewer = Viewer::command_line();
    records::Work work{db, installation.kinds(), viewer, now, {}};
    return governance::brief_new_holders(work, sender_of(installation, one));
  });
}

}  // namespace samloft::app

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "mail/mail.h"

namespace samloft::mail {
namespace {

namespace fs = std::filesystem;

// Takes every mail, or refuses as long as the test says so.
class FakeTransport final : public Transport {
 public:
  std::optional<Refusal> send(const Uuid& id, const Mail& mail, Instant) override {
    ++asked;
    if (refuses) return Refusal{"no route\r\nto host"};
    sent.push_back(mail);
    ids.push_back(id);
    return std::nullopt;
  }
  bool refuses = false;
  int asked = 0;
  std::vector<Mail> sent;
  std::vector<Uuid> ids;
};


class Outbox : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    const char* postgres = std::getenv("SAMLOFT_TEST_POSTGRES");
    if (GetParam() == db::Engine::postgres && postgres == nullptr)
      GTEST_SKIP() << "script/with-postgres gives one";
    folder_ = fs::temp_directory_path() / ("samloft-outbox-" + Uuid::fresh().text());
    fs::create_directories(folder_);
    const bool sqlite = GetParam() == db::Engine::sqlite;
    database = std::make_unique<db::Database>(
        db::Location{GetParam(), sqlite ? (folder_ / "mail.sqlite").string() : postgres,
                     sqlite ? "" : "mail_" + Uuid::fresh().text()});
    database->migrate(migrations());
  }
  void TearDown() override {
    if (folder_.empty()) return;
    if (GetParam() == db::Engine::postgres) {
      write([&](db::Connection& db) {
        db.script("DROP SCHEMA \"" + database->location().schema + "\" CASCADE");
      });
    }
    database.reset();
    fs::remove_all(folder_);
  }

  template <class Work>
  void write(Work work) {
    const auto outcome = database->write([&](db::Connection& db) -> Result<void> {
      work(db);
      return {};
    });
    ASSERT_TRUE(outcome);
  }
  void queue_mail(const Mail& mail) {
    write([&](db::Connection& db) { queue(db, mail, now); });
  }
  int send() { return send_waiting(*database, transport, now); }
  void pass(std::int64_t minutes) { now.milliseconds += minutes * kMinute; }

  struct Row {
    std::string recipient, subject, body, state, error;
    std::int64_t tries;
  };
  std::vector<Row> rows() {
    std::vector<Row> all;
    database->read([&](db::Connection& db) {
      for (auto& [recipient, subject, body, state, error, tries] :
           db.rows<std::string, std::string, std::string, std::string, std::string, std::int64_t>(
               "SELECT recipient, subject, body, state, error, tries FROM mail_outbox "
               "ORDER BY created_at, id"))
        all.push_back({recipient, subject, body, state, error, tries});
    });
    return all;
  }

  std::unique_ptr<db::Database> database;
  FakeTransport transport;
  Instant now = Instant::parse_iso("2026-11-25T08:00:00.000Z");
  fs::path folder_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Outbox, testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& engine) {
                           return engine.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

const Mail kInvitation{"kari@example.no", "Velkommen til Samløft",
                       "Følg lenka:\nhttps://…/hemmelig"};

TEST_P(Outbox, SendsWhatWaitsOnceAndForgetsTheBody) {
  queue_mail(kInvitation);
  EXPECT_EQ(send(), 1);
  EXPECT_EQ(send(), 0);
  ASSERT_EQ(transport.sent.size(), 1u);
  EXPECT_EQ(transport.sent[0].to, kInvitation.to);
  EXPECT_EQ(transport.sent[0].subject, kInvitation.subject);
  EXPECT_EQ(transport.sent[0].text, kInvitation.text);
  EXPECT_EQ(rows()[0].state, "sent");
  EXPECT_EQ(rows()[0].body, "");
  EXPECT_EQ(rows()[0].tries, 1);
}

TEST_P(Outbox, KeepsAFileOnceForAllWhoGetIt) {
  const auto files = [&] {
    return database->read([](db::Connection& db) {
      return std::pair{db.number("SELECT count(*) FROM mail_file"), db.number("SELECT count(*) FROM mail_attachment")};
    });
  };
  const Attachment minutes{"møte.pdf", "application/pdf", std::string("%PDF\0\xff\n", 7)};
  for (const char* to : {"kari@example.no", "ola@example.no", "ikke en adresse"})
    queue_mail({to, "Referat", "Hei", {minutes, {"møte.ics", "text/calendar", to}}});
  EXPECT_EQ(files(), (std::pair<std::int64_t, std::int64_t>{3, 4}));
  transport.refuses = true;
  EXPECT_EQ(send(), 0);
  EXPECT_EQ(files().second, 4) << "they wait with their mails";
  transport.refuses = false;
  pass(1);
  EXPECT_EQ(send(), 2);
  ASSERT_EQ(transport.sent.size(), 2u);
  ASSERT_EQ(transport.sent[0].attachments.size(), 2u);
  EXPECT_EQ(transport.sent[0].attachments[0].name, minutes.name);
  EXPECT_EQ(transport.sent[0].attachments[0].type, minutes.type);
  EXPECT_EQ(transport.sent[0].attachments[0].bytes, minutes.bytes);
  EXPECT_EQ(transport.sent[1].attachments[1].name, "møte.ics");
  EXPECT_EQ(files(), (std::pair<std::int64_t, std::int64_t>{0, 0}));
}

TEST_P(Outbox, AMailOfAnUndoneChangeIsNeverSent) {
  const auto outcome = database->write([&](db::Connection& db) -> Result<void> {
    queue(db, kInvitation, now);
    return Problem::forbidden();
  });
  EXPECT_FALSE(outcome);
  EXPECT_EQ(send(), 0);
  EXPECT_TRUE(rows().empty());
}

TEST_P(Outbox, SendsInTheOrderOfQueueing) {
  for (const char* subject : {"en", "to", "tre"}) {
    queue_mail({"kari@example.no", subject, "x"});
    now.milliseconds += 1;
  }
  EXPECT_EQ(send(), 3);
  EXPECT_EQ(transport.sent[0].subject, "en");
  EXPECT_EQ(transport.sent[2].subject, "tre");
}

TEST_P(Outbox, TriesAgainAfterLongerAndLongerPausesAndThenFails) {
  queue_mail(kInvitation);
  transport.refuses = true;
  int tries = 0;
  for (const std::int64_t pause : {1, 5, 30, 120}) {
    EXPECT_EQ(send(), 0);
    EXPECT_EQ(transport.asked, ++tries);
    pass(pause - 1);
    now.milliseconds += kMinute - 1;
    EXPECT_EQ(send(), 0);
    EXPECT_EQ(transport.asked, tries) << "before its time";
    now.milliseconds += 1;
    EXPECT_EQ(rows()[0].state, "waiting");
    EXPECT_EQ(rows()[0].error, "no route to host");
    EXPECT_EQ(rows()[0].body, kInvitation.text);
  }
  EXPECT_EQ(send(), 0);
  EXPECT_EQ(transport.asked, 5);
  EXPECT_EQ(rows()[0].state, "failed");
  EXPECT_EQ(rows()[0].error, "no route to host");
  EXPECT_EQ(rows()[0].body, "");
  pass(10'000);
  EXPECT_EQ(send(), 0);
  EXPECT_EQ(transport.asked, 5);
}

TEST_P(Outbox, SendsAfterARefusal) {
  queue_mail(kInvitation);
  transport.refuses = true;
  EXPECT_EQ(send(), 0);
  transport.refuses = false;
  pass(1);
  EXPECT_EQ(send(), 1);
  EXPECT_EQ(rows()[0].state, "sent");
  EXPECT_EQ(rows()[0].error, "");
}

TEST_P(Outbox, ARoundEndsWhenTheServerIsDown) {
  for (int mails = 0; mails < 5; ++mails) queue_mail(kInvitation);
  transport.refuses = true;
  EXPECT_EQ(send(), 0);
  EXPECT_EQ(transport.asked, 3);
  transport.refuses = false;
  EXPECT_EQ(send(), 2) << "those that were not tried";
}

TEST_P(Outbox, NoMailCarriesHeadersOfItsOwn) {
  for (const Mail& mail : {
           Mail{"kari@example.no\r\nBcc: alle@example.no", "x", "hemmelig"},
           Mail{"kari@example.no, ola@example.no", "x", "hemmelig"},
           Mail{"ola@example.no", "Hei\r\nBcc: alle@example.no\r\n\r\nfalsk tekst", "ekte"},
       }) {
    queue_mail(mail);
    now.milliseconds += 1;
  }
  EXPECT_EQ(send(), 1);
  EXPECT_EQ(transport.asked, 1);
  EXPECT_EQ(transport.sent[0].subject, "Hei Bcc: alle@example.no falsk tekst");
  const auto all = rows();
  EXPECT_EQ(all[0].state, "failed");
  EXPECT_EQ(all[0].error, "the recipient is not one mail address");
  EXPECT_EQ(all[0].recipient, "kari@example.no Bcc: alle@example.no");
  EXPECT_EQ(all[0].body, "");
  EXPECT_EQ(all[1].state, "failed");
}

// A transport that asks in the middle of its work what another process would find to send.
class PeekingTransport final : public Transport {
 public:
  PeekingTransport(db::Database& database, int& found) : database_(database), found_(found) {}
  std::optional<Refusal> send(const Uuid&, const Mail&, Instant now) override {
    FakeTransport other;
    found_ += send_waiting(database_, other, now);
    return std::nullopt;
  }

 private:
  db::Database& database_;
  int& found_;
};

TEST_P(Outbox, TwoProcessesNeverSendTheSameMail) {
  queue_mail(kInvitation);
  int found = 0;
  PeekingTransport peeking(*database, found);
  EXPECT_EQ(send_waiting(*database, peeking, now), 1);
  EXPECT_EQ(found, 0);
}

TEST_P(Outbox, ManySendersShareTheOutbox) {
  for (int mails = 0; mails < 60; ++mails) queue_mail(kInvitation);
  std::vector<FakeTransport> transports(4);
  std::vector<std::thread> senders;
  for (auto& one : transports) senders.emplace_back([&] { send_waiting(*database, one, now); });
  std::size_t sent = 0;
  for (auto& sender : senders) sender.join();
  for (auto& one : transports) sent += one.sent.size();
  EXPECT_EQ(sent, 60u);
}

TEST_P(Outbox, AMailClaimedByAProcessThatDiedIsSentAgain) {
  queue_mail(kInvitation);
  class Dying final : public Transport {
    std::optional<Refusal> send(const Uuid&, const Mail&, Instant) override {
      throw Broken("power cut");
    }
  } dying;
  EXPECT_THROW(send_waiting(*database, dying, now), Broken);
  EXPECT_EQ(send(), 0);
  pass(10);
  EXPECT_EQ(send(), 1);
  EXPECT_EQ(rows()[0].tries, 2);
}

TEST_P(Outbox, AnEmptyRoundWritesNothing) {
  const auto statements = [&] {
    std::int64_t count = 0;
    write([&](db::Connection& db) { count = db.statements(); });
    return count;
  };
  const auto before = statements();
  EXPECT_EQ(send(), 0);
  EXPECT_LE(statements() - before, 1);  // the test's own lock, on PostgreSQL
}

TEST_P(Outbox, TheFolderTransportWritesReadableFiles) {
  const auto folder = folder_ / "out" / "mail";
  const auto out = folder_transport(folder.string(), "samloft@example.no");
  queue_mail(kInvitation);
  EXPECT_EQ(send_waiting(*database, *out, now), 1);
  EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
  std::vector<fs::path> files(fs::directory_iterator(folder), {});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].extension(), ".eml");
  std::ifstream file(files[0], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  EXPECT_NE(text.find("\r\nTo: <kari@example.no>\r\n"), std::string::npos);
  EXPECT_NE(text.find("\r\n\r\nFølg lenka:\r\nhttps://…/hemmelig\r\n"), std::string::npos);
}

TEST_P(Outbox, TheFolderTransportRefusesWhatItCannotWrite) {
  std::ofstream(folder_ / "file") << "in the way";
  const auto out = folder_transport((folder_ / "file").string(), "samloft@example.no");
  queue_mail(kInvitation);
  EXPECT_EQ(send_waiting(*database, *out, now), 0);
  EXPECT_TRUE(rows()[0].error.starts_with("cannot write into "));
  EXPECT_THROW(folder_transport("x", "no address"), Broken);
}

}  // namespace
}  // namespace samloft::mail

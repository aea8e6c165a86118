// Against a real SMTP server: Python's aiosmtpd in a child process, whose own mail parser says what
// arrived.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "mail/mail.h"

extern char** environ;

namespace samloft::mail {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Prints its port, then a line of JSON for each mail. What it does with a mail is decided by the
// recipient; it lives no longer than its standard input.
constexpr const char* kServer = R"python(
import asyncio, email, email.policy, hashlib, json, ssl, sys
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('ukjent'):
            return '550 no such mailbox'
        if address.startswith('senere'):
            return '451 try later'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        part = next(p for p in mail.walk() if p.get_content_type() == 'text/plain')
        print(json.dumps({
            'from': envelope.mail_from, 'to': envelope.rcpt_tos, 'subject': mail['Subject'],
            'shown_from': str(mail['From']), 'shown_to': str(mail['To']), 'date': mail['Date'],
            'id': mail['Message-ID'], 'headers': sorted(mail.keys()),
            'files': [[p.get_filename(), p.get_content_type(), p.get_param('method'),
                       hashlib.sha256(p.get_payload(decode=True)).hexdigest()]
                      for p in mail.iter_attachments()],
            'text': part.get_content().replace('\r\n', '\n'), 'tls': session.ssl is not None,
            'login': bool(session.authenticated)}), flush=True)
        return '250 OK'

def check(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data == LoginPassword(b'samloft', b'hemmelig')
    return AuthResult(success=good, handled=good)

async def main():
    context = None
    if sys.argv[1:]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*sys.argv[1:])
    loop = asyncio.get_running_loop()
    make = lambda: SMTP(Handler(), tls_context=context, authenticator=check,
                        auth_require_tls=False, loop=loop, hostname='localhost')
    server = await loop.create_server(make, '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)

asyncio.run(main())
)python";

// A Python that knows aiosmtpd, or "".
const std::string& python() {
  static const std::string found = [] {
    for (const char* program : {"python3", "/usr/bin/python3"}) {
      const std::string question = std::string(program) + " -c 'import aiosmtpd' 2>/dev/null";
      if (std::system(question.c_str()) == 0) return std::string(program);
    }
    return std::string();
  }();
  return found;
}

class Server {
 public:
  explicit Server(std::vector<std::string> certificate = {}) {
    int in[2], out[2];
    EXPECT_EQ(pipe2(in, O_CLOEXEC) + pipe2(out, O_CLOEXEC), 0);
    std::vector<std::string> words{python(), "-c", kServer};
    words.insert(words.end(), certificate.begin(), certificate.end());
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    // It complains loudly about clients that hang up, which is what some tests are about.
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    EXPECT_EQ(posix_spawnp(&child_, arguments[0], &actions, nullptr, arguments.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    input_ = in[1];
    output_ = fdopen(out[0], "r");
    port_ = line();
  }
  ~Server() { stop(); }

  void stop() {
    if (child_ == 0) return;
    ::close(input_);
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
    fclose(output_);
    child_ = 0;
  }
  std::string url() const { return "smtp://127.0.0.1:" + port_; }
  json next_mail() { return json::parse(line()); }

 private:
  std::string line() {
    std::string text;
    for (int c = fgetc(output_); c != EOF && c != '\n'; c = fgetc(output_))
      text += static_cast<char>(c);
    return text;
  }

  pid_t child_ = 0;
  int input_ = -1;
  FILE* output_ = nullptr;
  std::string port_;
};

class Smtp : public testing::Test {
 protected:
  void SetUp() override {
    if (python().empty()) GTEST_SKIP() << "python3-aiosmtpd is not here";
  }

  SmtpOptions options(const Server& server) {
    SmtpOptions chosen;
    chosen.url = server.url();
    chosen.from = "samloft@example.no";
    chosen.timeout_seconds = 10;
    return chosen;
  }
  std::string refusal(Transport& transport, const Mail& mail) {
    const auto refused = transport.send(Uuid::fresh(), mail, Instant::now());
    return refused ? refused->reason : "";
  }
};

TEST_F(Smtp, LettersOfAllSortsArrive) {
  Server server;
  const auto transport = smtp_transport(options(server));
  const Uuid id = Uuid::fresh();
  std::string subject = "Blåbærøl på Tøyen: ŋ š đ – «gåsetegn» ";
  for (int times = 0; times < 30; ++times) subject += "lang æøå 𝄞 ";
  const std::string text = "Hei, Bjørg!\n\n.punktum først\n..to\nFrom her\n=3D\n" +
                           std::string(3'000, 'x') + "å\n\tsålangt  \nslutt\n";
  const auto refused = transport->send(id, {"kari@example.no", subject, text},
                                       Instant::parse_iso("2026-11-25T02:10:38.123Z"));
  ASSERT_FALSE(refused) << refused->reason;
  const json mail = server.next_mail();
  EXPECT_EQ(mail["from"], "samloft@example.no");
  EXPECT_EQ(mail["to"], json({"kari@example.no"}));
  EXPECT_EQ(mail["subject"], subject.substr(0, subject.size() - 1));
  EXPECT_EQ(mail["text"], text);
  EXPECT_EQ(mail["shown_from"], "Samløft <samloft@example.no>");
  EXPECT_EQ(mail["shown_to"], "kari@example.no");
  EXPECT_EQ(mail["date"], "Wed, 25 Nov 2026 02:10:38 +0000");
  EXPECT_EQ(mail["id"], "<" + id.text() + "@example.no>");
  EXPECT_EQ(mail["login"], false);
}

TEST_F(Smtp, SeveralMailsFollowOneAnother) {
  Server server;
  const auto transport = smtp_transport(options(server));
  for (const char* subject : {"en", "to", "tre"}) {
    EXPECT_EQ(refusal(*transport, {"kari@example.no", subject, "x"}), "");
    EXPECT_EQ(server.next_mail()["subject"], subject);
  }
}

TEST_F(Smtp, RefusalsHaveAReasonWithoutNamesOrText) {
  Server server;
  const auto transport = smtp_transport(options(server));
  for (const char* to : {"ukjent@example.no", "senere@example.no"}) {
    const std::string reason = refusal(*transport, {to, "Emnet", "hemmelig"});
    EXPECT_NE(reason.find(to[0] == 'u' ? "550" : "451"), std::string::npos) << reason;
    for (const char* secret : {"example.no", "Emnet", "hemmelig"})
      EXPECT_EQ(reason.find(secret), std::string::npos) << reason;
  }
  EXPECT_EQ(refusal(*transport, {"kari@example.no", "etterpå", "x"}), "");
  EXPECT_EQ(server.next_mail()["subject"], "etterpå");
}

TEST_F(Smtp, AServerThatIsDownIsARefusalAndTheMailGoesLater) {
  const auto folder = fs::temp_directory_path() / ("samloft-smtp-" + Uuid::fresh().text());
  fs::create_directories(folder);
  {
    db::Database database({db::Engine::sqlite, (folder / "mail.sqlite").string(), ""});
    database.migrate(migrations());
    Instant now = Instant::now();
    const auto queued = database.write([&](db::Connection& db) -> Result<void> {
      queue(db, {"kari@example.no", "Møte\r\nBcc: alle@example.no", "Vel møtt"}, now);
      return {};
    });
    ASSERT_TRUE(queued);
    Server stopped;
    SmtpOptions down = options(stopped);
    stopped.stop();
    EXPECT_EQ(send_waiting(database, *smtp_transport(down), now), 0);
    Server server;
    const auto transport = smtp_transport(options(server));
    EXPECT_EQ(send_waiting(database, *transport, now), 0) << "not before a minute has passed";
    now.milliseconds += 60'000;
    EXPECT_EQ(send_waiting(database, *transport, now), 1);
    const json mail = server.next_mail();
    EXPECT_EQ(mail["subject"], "Møte Bcc: alle@example.no");
    EXPECT_EQ(mail["to"], json({"kari@example.no"}));
    EXPECT_EQ(mail["text"], "Vel møtt\n");
  }
  fs::remove_all(folder);
}

TEST_F(Smtp, FilesArriveWholeUnderTheirNames) {
  Server server;
  const auto transport = smtp_transport(options(server));
  std::string bytes;
  for (int i = 0; i < 300'000; ++i) bytes += static_cast<char>(i * 7 % 256);
  const Mail mail{"kari@example.no", "Referat", "Hei, Bjørg!\n.\n",
                  {{"Referat frå møtet 12. mars – الحضانة.pdf", "application/pdf", bytes},
                   {"møte.ics", "text/calendar; charset=utf-8; method=PUBLISH", "BEGIN:VCALENDAR\r\n"},
                   {"tom.txt", "text/plain", ""},
                   {"a.pdf\r\nBcc: alle@example.no\r\n\r\nx", "text/plain\r\nBcc: b@example.no", "z"}}};
  EXPECT_EQ(refusal(*transport, mail), "");
  const json arrived = server.next_mail();
  EXPECT_EQ(arrived["text"], "Hei, Bjørg!\n.\n");
  EXPECT_EQ(arrived["to"], json({"kari@example.no"}));
  ASSERT_EQ(arrived["files"].size(), 4u);
  const auto seal = [](const std::string& text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    return std::string(sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size()));
  };
  EXPECT_EQ(arrived["files"][0][0], "Referat frå møtet 12. mars – الحضانة.pdf");
  EXPECT_EQ(arrived["files"][0][1], "application/pdf");
  EXPECT_EQ(arrived["files"][0][3], seal(bytes));
  EXPECT_EQ(arrived["files"][1],
            json({"møte.ics", "text/calendar", "PUBLISH", seal("BEGIN:VCALENDAR\r\n")}));
  EXPECT_EQ(arrived["files"][2][3], seal(""));
  EXPECT_EQ(arrived["files"][3][3], seal("z"));
  EXPECT_EQ(arrived["headers"], json({"Auto-Submitted", "Content-Type", "Date", "From", "Message-ID",
                                      "Mime-Version", "Subject", "To"}));
  EXPECT_EQ(refusal(*transport, {"kari@example.no", "Etterpå", "x"}), "");
  EXPECT_EQ(server.next_mail()["files"], json::array());
}

TEST_F(Smtp, FilesOfAFolderAreReadByOthersToo) {
  Server server;  // whose Python reads the file: the test is skipped without one
  const auto folder = fs::temp_directory_path() / ("samloft-eml-" + Uuid::fresh().text());
  const auto transport = folder_transport(folder.string(), "samloft@example.no");
  const Uuid id = Uuid::fresh();
  const Mail mail{"kari@example.no", "Referat", "Hei\n--\nslutt\n", {{"møte.pdf", "application/pdf", "%PDF"}}};
  ASSERT_FALSE(transport->send(id, mail, Instant::now()));
  const std::string ask =
      python() + " -c \"import email,email.policy,sys\nm=email.message_from_binary_file(open(sys.argv[1],'rb'),"
                 "policy=email.policy.default)\na=list(m.iter_attachments())\n"
                 "assert m.get_body().get_content()=='Hei\\n--\\nslutt\\n',repr(m.get_body().get_content())\n"
                 "assert a[0].get_filename()=='m\\u00f8te.pdf' and a[0].get_content()==b'%PDF' and len(a)==1\" " +
      (folder / (id.text() + ".eml")).string();
  EXPECT_EQ(std::system(ask.c_str()), 0);
  fs::remove_all(folder);
}

TEST_F(Smtp, NoInjectionReachesTheServer) {
  Server server;
  const auto transport = smtp_transport(options(server));
  for (const char* to : {"kari@example.no\r\nRCPT TO:<alle@example.no>", "kari@example.no>\n",
                         "kari@example.no> SIZE=1", "a@b.no,c@d.no"}) {
    EXPECT_EQ(refusal(*transport, {to, "x", "x"}), "the recipient is not one mail address") << to;
  }
  EXPECT_EQ(refusal(*transport, {"kari@example.no", "Hei\r\nBcc: alle@example.no\r\n\r\nfalsk",
                                 "ekte\r\n.\r\nMAIL FROM:<x@y.no>\r\n\r\n--x\r\n"}),
            "");
  const json mail = server.next_mail();
  EXPECT_EQ(mail["to"], json({"kari@example.no"}));
  EXPECT_EQ(mail["subject"], "Hei Bcc: alle@example.no falsk");
  EXPECT_EQ(mail["text"], "ekte\n.\nMAIL FROM:<x@y.no>\n\n--x\n");
  EXPECT_EQ(mail["headers"], json({"Auto-Submitted", "Content-Type", "Date", "From", "Message-ID",
                                   "Mime-Version", "Subject", "To"}));
}

TEST_F(Smtp, LogsInWhenAskedTo) {
  Server server;
  SmtpOptions chosen = options(server);
  chosen.user = "samloft";
  chosen.password = "hemmelig";
  EXPECT_EQ(refusal(*smtp_transport(chosen), {"kari@example.no", "x", "x"}), "");
  EXPECT_EQ(server.next_mail()["login"], true);
  chosen.password = "feil-passord";
  const std::string reason = refusal(*smtp_transport(chosen), {"kari@example.no", "x", "x"});
  EXPECT_NE(reason, "");
  EXPECT_EQ(reason.find("feil-passord"), std::string::npos) << reason;
}

TEST_F(Smtp, WithoutTlsTheMailStaysHereWhenTlsIsDemanded) {
  Server server;
  SmtpOptions chosen = options(server);
  chosen.start_tls = StartTls::always;
  EXPECT_NE(refusal(*smtp_transport(chosen), {"kari@example.no", "x", "x"}), "");
}

TEST_F(Smtp, TlsNeedsACertificateThatWeTrust) {
  const auto folder = fs::temp_directory_path() / ("samloft-smtp-" + Uuid::fresh().text());
  fs::create_directories(folder);
  const std::string certificate = (folder / "cert.pem").string();
  const std::string key = (folder / "key.pem").string();
  const std::string make =
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
      "-addext subjectAltName=IP:127.0.0.1 -out " +
      certificate + " -keyout " + key + " 2>/dev/null";
  ASSERT_EQ(std::system(make.c_str()), 0);
  Server server({certificate, key});
  SmtpOptions chosen = options(server);
  chosen.start_tls = StartTls::always;
  EXPECT_NE(refusal(*smtp_transport(chosen), {"kari@example.no", "ukjent", "x"}), "");
  chosen.ca_file = certificate;
  EXPECT_EQ(refusal(*smtp_transport(chosen), {"kari@example.no", "kjent", "x"}), "");
  const json mail = server.next_mail();
  EXPECT_EQ(mail["subject"], "kjent");
  EXPECT_EQ(mail["tls"], true);
  fs::remove_all(folder);
}

TEST(SmtpOptions, RefusesImpossibleAddressesWithoutRepeatingThem) {
  for (const char* url :
       {"", "http://x", "smtp://", "file:///etc/passwd", "smtp://u:hemmelig@h:x"}) {
    try {
      smtp_transport({.url = url, .user = {}, .password = {}, .from = "a@b.no", .ca_file = {}});
      ADD_FAILURE() << url;
    } catch (const Broken& broken) {
      EXPECT_EQ(std::string(broken.what()).find("hemmelig"), std::string::npos);
    }
  }
  EXPECT_THROW(
      smtp_transport(
          {.url = "smtp://x", .user = {}, .password = {}, .from = "a\r\n@b.no", .ca_file = {}}),
      Broken);
}

}  // namespace
}  // namespace samloft::mail

// A meeting over HTTP, from an empty agenda to approved minutes: who may, what is told, what goes out.

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "document/document.h"
#include "installation_for_tests.h"
#include "letters.h"
#include "people/people.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

bool has(const web::Response& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}

// What stands between the first `start` and the next quote.
std::string after(const std::string& body, const std::string& start) {
  const auto at = body.find(start);
  if (at == std::string::npos) return "";
  return body.substr(at + start.size(), body.find('"', at + start.size()) - at - start.size());
}

class MeetingWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test = std::make_unique<TestInstallation>(GetParam());
    // On PostgreSQL the tests of a run share the registry, and so its outbox.
    const auto emptied = (*test)->registry().write([](db::Connection& r) -> Result<void> {
      for (const char* table : {"mail_attachment", "mail_file", "mail_outbox"})
        r.run(std::string("DELETE FROM ") + table);
      return {};
    });
    EXPECT_TRUE(emptied);
    home = test->import_example("hjemme");
    body = named("body", "Styringsgruppa");
    coordinator.emplace(test->somebody(home, Role::coordinator));
    const auto series = coordinator->post("/hjemme/meeting-series", "id=" + Uuid::fresh().text() +
                                                                        "&version=0&name=Vandringen&impartiality=by_hand&body=" + body);
    const std::string address = location(series);
    const auto made = coordinator->post("/hjemme/meetings",
                                        "id=" + Uuid::fresh().text() + "&version=0&held_on=2026-01-12&starts=9&series=" +
                                            address.substr(address.rfind('/') + 1));
    meeting = location(made);
    EXPECT_FALSE(meeting.empty()) << made.status << made.body;
  }
  void TearDown() override { test.reset(); }

  std::string known_by(const std::string& mail) {
    return (*test)->open(home)->read([&](db::Connection& db) {
      const auto person = people::person_by_mail(db, mail);
      return person ? person->id.text() : std::string();
    });
  }
  // The first record of the kind whose heading begins so.
  std::string named(const char* kind, std::string_view begin) {
    return (*test)->open(home)->read([&](db::Connection& db) {
      for (const auto& one : records::choices(db, (*test)->kinds(), Viewer::command_line(), kind, 500))
        if (one.heading.starts_with(begin)) return one.id.text();
      return std::string();
    });
  }
  // A person of the example at a browser of their own.
  Browser as(const std::string& mail) {
    std::string session;
    const auto made = (*test)->registry().write([&](db::Connection& r) -> Result<void> {
      const auto account = access::ensure_account(r, mail, "Oppdiktet", Language::nynorsk, Instant::now());
      access::set_member(r, account.id, home.id, *Uuid::parse(known_by(mail)));
      session = access::open_session(r, account.id, Instant::now());
      return {};
    });
    EXPECT_TRUE(made);
    return Browser(**test, session);
  }
  std::vector<std::string> subjects() {
    std::vector<std::string> all;
    (*test)->registry().read([&](db::Connection& r) {
      for (auto& [subject] : r.rows<std::string>("SELECT subject FROM mail_outbox ORDER BY id")) all.push_back(subject);
    });
    return all;
  }
  // What the job does, with files that hold their document.
  void deliver() {
    send_letters(**test, home, *(*test)->open(home), [](const document::Document& content) {
      return Result<std::string>("%PDF " + document::write(content));
    });
  }
  // The names of the files that go to an address, in order.
  std::vector<std::string> files_to(const std::string& mail) {
    std::vector<std::string> all;
    (*test)->registry().read([&](db::Connection& r) {
      for (auto& [name] : r.rows<std::string>(
               "SELECT a.name FROM mail_attachment a JOIN mail_outbox o ON o.id = a.mail "
               "WHERE o.recipient = :mail ORDER BY o.id, a.place",
               {{"mail", mail}}))
        all.push_back(name);
    });
    return all;
  }
  web::Response do_it(const std::string& below, const std::string& form = "") {
    return coordinator->post(meeting + below, form);
  }
  std::string add_item(const std::string& title) {
    const std::string id = Uuid::fresh().text();
    EXPECT_EQ(do_it("/items", "id=" + id + "&purpose=decision&minutes=10&title=" + web::encode_percent(title)).status, 303);
    return "/hjemme/agenda-items/" + id;
  }
  std::string version_of(const std::string& item) {
    return after(coordinator->get(item + "/minutes").body, "name=\"version\" value=\"");
  }

  std::unique_ptr<TestInstallation> test;
  access::Partnership home;
  std::string body, meeting;
  std::optional<Browser> coordinator;
};

TEST_P(MeetingWalk, GoesFromAnEmptyAgendaToApprovedMinutes) {
  EXPECT_EQ(do_it("/call").status, 409) << "an empty agenda";
  const std::string item = add_item("Samlingene i vår");
  as("sigrid.haugland@kristiansand.example");  // has chosen nynorsk
  EXPECT_EQ(do_it("/call").status, 303);
  EXPECT_TRUE(subjects().empty()) << "they wait for their files";
  deliver();
  deliver();
  const auto called = subjects();
  ASSERT_EQ(called.size(), 8u);
  EXPECT_EQ(called[0], "Innkalling til Vandringen, 12.01.2026");
  EXPECT_EQ(do_it("/attendance", "all=1").status, 303);
  EXPECT_TRUE(has(coordinator->get(meeting), "8 av 8 med stemmerett er til stede; det kreves 5."));

  const std::string version = version_of(item);
  const std::string typed = "discussion=Vi+snakket+lenge&note=Bare+for+lederen&decision-text=Ti+samlinger&decision-mode=vote&decision-in_favour=";
  const auto too_many = coordinator->post(item + "/minutes", "version=" + version + "&" + typed + "9");
  EXPECT_EQ(too_many.status, 422);
  EXPECT_TRUE(has(too_many, "Det er ført 9 stemmer, men bare 8 som kan stemme, er til stede."));
  EXPECT_TRUE(has(too_many, "Vi snakket lenge")) << "what was typed stands";
  EXPECT_TRUE(has(too_many, "Ti samlinger"));
  const auto written = coordinator->post(
      item + "/minutes", "version=" + version + "&" + typed + "6&decision-against=2&information-text=Hemmelig&information-confidential=1");
  EXPECT_EQ(written.status, 303) << written.body;
  const auto stale = coordinator->post(item + "/minutes", "version=" + version + "&discussion=Noe+annet");
  EXPECT_EQ(stale.status, 409);
  EXPECT_TRUE(has(stale, "Vi snakket lenge"));
  EXPECT_TRUE(has(stale, "Noe annet"));

  EXPECT_EQ(do_it("/held").status, 303);
  EXPECT_EQ(do_it("/circulation").status, 303);
  deliver();
  EXPECT_EQ(subjects().size(), 16u);
  const auto read = coordinator->get(meeting + "/read?of=minutes");
  EXPECT_TRUE(has(read, "Vedtatt med 6 stemmer mot 2, 0 avsto."));
  EXPECT_TRUE(has(read, "1 punkt er unntatt offentlighet"));
  EXPECT_FALSE(has(read, "Hemmelig"));
  EXPECT_TRUE(has(coordinator->get(meeting + "/read?of=chair"), "Hemmelig"));

  const auto next = do_it("/next", "id=" + Uuid::fresh().text() + "&on=2026-02-09");
  EXPECT_EQ(next.status, 303);
  const std::string later = location(next);
  EXPECT_TRUE(has(coordinator->get(later), "Godkjenning av referat fra 12.01.2026"));
  EXPECT_EQ(coordinator->post(later + "/call", "").status, 303);
  const std::string at = "at=" + later.substr(later.rfind('/') + 1);
  EXPECT_EQ(do_it("/approval", at).status, 404) << "a coordinator is no chair";
  Browser chair = as("sigrid.haugland@kristiansand.example");
  EXPECT_TRUE(has(chair.get(meeting), "/approval"));
  EXPECT_EQ(chair.post(meeting + "/approval", at).status, 303);
  EXPECT_TRUE(has(coordinator->get(meeting), "Referatet er godkjent"));
  const auto changed = coordinator->post(item, "version=" + std::to_string(whole_number(version, 0) + 1) + "&title=Annen+sak&purpose=decision&meeting=" + meeting.substr(meeting.rfind('/') + 1));
  EXPECT_EQ(changed.status, 422);
  EXPECT_TRUE(has(changed, "Referatet er godkjent og kan ikke endres."));
  EXPECT_EQ(coordinator->post(item + "/minutes", "version=1&discussion=x").status, 409);
  EXPECT_EQ(do_it("/correction").status, 409);
  Browser anyone = test->somebody(home, Role::staff);
  EXPECT_TRUE(has(anyone.get("/hjemme/decision-register?q=samlinger"), "Ti samlinger"));
  EXPECT_FALSE(has(anyone.get(meeting), "Hemmelig"));
}

TEST_P(MeetingWalk, WritesToEachInTheirOwnLanguage) {
  add_item("Sak");
  as("sigrid.haugland@kristiansand.example");
  do_it("/call");
  deliver();
  EXPECT_EQ(files_to("sigrid.haugland@kristiansand.example"),
            (std::vector<std::string>{"Innkalling til Vandringen 12. januar 2026.pdf", "Vandringen 12.01.2026.ics"}));
  const auto kept = (*test)->registry().read([](db::Connection& r) {
    return std::pair{r.number("SELECT count(*) FROM mail_file"), r.number("SELECT count(*) FROM mail_attachment")};
  });
  EXPECT_EQ(kept.second, 16);
  EXPECT_LE(kept.first, 4) << "a PDF and a calendar file in each language";
  const auto nynorsk = (*test)->registry().read([&](db::Connection& r) {
    const auto found = r.first<std::string>("SELECT body FROM mail_outbox WHERE recipient = 'sigrid.haugland@kristiansand.example'");
    return found ? std::get<0>(*found) : std::string();
  });
  EXPECT_NE(nynorsk.find("http://localhost" + meeting), std::string::npos) << nynorsk;
  EXPECT_NE(nynorsk.find("1. Sak"), std::string::npos);
}

TEST_P(MeetingWalk, HandsOutCalendarFilesAndCallsOff) {
  add_item("Sak");
  const std::string series = after(coordinator->get(meeting).body, "href=\"/hjemme/meeting-series/");
  const std::string all = "/hjemme/meeting-series/" + series + "/calendar.ics";
  Browser stranger = test->somebody(home, Role::union_representative);
  EXPECT_EQ(stranger.get(meeting + "/calendar.ics").status, 404);
  EXPECT_EQ(stranger.get(all).status, 404);
  EXPECT_EQ(test->guest().get(all).status, 303);
  Browser member = as("oyvind.lundeby@kristiansand.example");
  for (const std::string& address : {meeting + "/calendar.ics", all}) {
    const auto file = member.get(address);
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.type, "text/calendar; charset=utf-8; method=PUBLISH");
    EXPECT_TRUE(has(file, "DTSTART;TZID=Europe/Oslo:20260112T090000\r\n")) << file.body;
  }
  EXPECT_EQ(do_it("/calling-off").status, 409) << "nobody was called";
  do_it("/call");
  deliver();
  EXPECT_EQ(member.post(meeting + "/calling-off", "").status, 404);
  EXPECT_EQ(do_it("/calling-off").status, 303);
  EXPECT_TRUE(has(coordinator->get(meeting), "Møtet er avlyst."));
  deliver();
  EXPECT_EQ(subjects().back(), "Avlyst: Vandringen, 12.01.2026");
  EXPECT_TRUE(has(member.get(meeting + "/calendar.ics"), "STATUS:CANCELLED"));
  EXPECT_EQ(do_it("/held").status, 409);
  EXPECT_EQ(do_it("/taking-up").status, 303);
  EXPECT_TRUE(has(coordinator->get(meeting), "/call\""));
}

// Every way to write for the body, asked by those who may not before it is asked by its secretary.
TEST_P(MeetingWalk, IsWrittenByTheSecretaryOfItsBody) {
  const std::string item = add_item("Sak");
  const std::string seat = "/hjemme/seats/" + named("seat", "Kommunalsjef barnehage");
  const auto held_by = [&] {
    return (*test)->open(home)->read([&](db::Connection& db) {
      const auto found = db.first<std::string>(
          "SELECT p.mail FROM people_holding h JOIN people_person p ON p.id = h.person "
          "WHERE h.seat = :seat AND h.valid_until IS NULL",
          {{"seat", *Uuid::parse(seat.substr(seat.rfind('/') + 1))}});
      return found ? std::get<0>(*found) : std::string();
    });
  };
  const std::string mail = held_by();
  ASSERT_FALSE(mail.empty());
  Browser secretary = as(mail), staff = test->somebody(home, Role::staff), auditor = test->somebody(home, Role::auditor),
          leader = test->somebody(home, Role::owner_leader);
  const std::string id = meeting.substr(meeting.rfind('/') + 1);
  const std::vector<std::pair<std::string, std::string>> writing{
      {meeting + "/call", ""},
      {meeting + "/calling-off", ""},
      {meeting + "/taking-up", ""},
      {meeting + "/call", ""},
      {meeting + "/items", "title=Ny&purpose=decision&id=" + Uuid::fresh().text()},
      {meeting + "/agenda", ""},
      {meeting + "/attendance", "all=1"},
      {item + "/place", "direction=down"},
      {item + "/papers", "title=Notat&address=https://fjordby.example/x&id=" + Uuid::fresh().text()},
      {item + "/draft", "version=1&discussion=Halvveis&note="},
      {"/hjemme/agenda-items", "id=" + Uuid::fresh().text() + "&version=0&purpose=decision&title=Hel&meeting=" + id},
      {meeting + "/held", ""},
      {meeting + "/next", "on=2026-02-09&id=" + Uuid::fresh().text()},
      {meeting + "/circulation", ""},
      {meeting + "/correction", ""}};
  const std::vector<std::string> reading{item + "/minutes", item + "/edit", meeting + "/attendance", meeting + "/edit",
                                         "/hjemme/agenda-items/new?meeting=" + id};
  for (Browser* one : {&secretary, &staff, &auditor, &leader}) {  // the first is no secretary yet
    for (const auto& [address, form] : writing) EXPECT_EQ(one->post(address, form).status, 404) << address;
    for (const std::string& address : reading) EXPECT_EQ(one->get(address).status, 404) << address;
  }
  EXPECT_TRUE(has(coordinator->get(meeting), "/call\"")) << "nothing happened";
  const auto form = coordinator->get(seat + "/edit").body;
  const auto made = (*test)->open(home)->write([&](db::Connection& db) -> Result<void> {
    const Viewer viewer = Viewer::command_line();
    records::Work work{db, (*test)->kinds(), viewer, Instant::now(), {}};
    const records::Kind& kind = *(*test)->kinds().by_name("seat");
    auto stored = records::find<people::Seat>(db, kind, *Uuid::parse(seat.substr(seat.rfind('/') + 1)));
    stored->secretary = true;
    return records::save(work, kind, *stored);
  });
  ASSERT_TRUE(made);
  EXPECT_NE(form.find("name=\"secretary\""), std::string::npos);
  for (const std::string& address : reading) EXPECT_EQ(secretary.get(address).status, 200) << address;
  for (const auto& [address, body] : writing) {
    const bool is_fill = address.ends_with("/agenda"), is_draft = address.ends_with("/draft");
    EXPECT_EQ(secretary.post(address, body).status, is_fill ? 409 : is_draft ? 200 : 303) << address;
  }
  EXPECT_EQ(secretary.post(meeting + "/approval", "").status, 404) << "that is the chair's";
  EXPECT_EQ(secretary.post("/hjemme/meeting-series", "id=" + Uuid::fresh().text() + "&version=0&name=x&impartiality=by_hand&body=" + body).status, 404);
  EXPECT_EQ(secretary.post(seat, "").status, 404);
}

TEST_P(MeetingWalk, SendsItsPapersAlongInAFolder) {
  const std::string item = add_item("Sak"), pdf = std::string("%PDF-1.7 \0\xff innhold", 19);
  EXPECT_EQ(coordinator->upload(item + "/papers", "file", "Årsplan.pdf", pdf, {{"id", Uuid::fresh().text()}}).status, 303);
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("samloft_folder_" + Uuid::fresh().text());
  const auto written = export_folder(**test, home, folder.string());
  ASSERT_TRUE(written);
  EXPECT_EQ(*written, 1);
  EXPECT_FALSE(export_folder(**test, home, folder.string())) << "it is there already";
  const auto text = document_text(folder.string());
  ASSERT_TRUE(text);
  const fs::path file = fs::directory_iterator(folder / "files")->path();
  std::string elsewhere = *text;
  const std::string slug = "\"slug\":\"hjemme\"";
  const auto at = elsewhere.find(slug), id = elsewhere.find(home.id.text());
  ASSERT_NE(at, std::string::npos);
  ASSERT_NE(id, std::string::npos);
  elsewhere.replace(at, slug.size(), "\"slug\":\"borte\"");
  elsewhere.replace(elsewhere.find(home.id.text()), 26, Uuid::fresh().text());
  {
    std::ofstream(file, std::ios::binary | std::ios::app) << "x";
    const auto refused = import_document(**test, elsewhere, Rehearsal::no, folder.string());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.at(0).field, "/files/" + file.filename().string());
    fs::resize_file(file, pdf.size());
  }
  std::ofstream(folder / "files" / "noe-annet") << "x";
  EXPECT_FALSE(import_document(**test, elsewhere, Rehearsal::yes, folder.string())) << "nobody names it";
  fs::remove(folder / "files" / "noe-annet");
  const auto imported = import_document(**test, elsewhere, Rehearsal::no, folder.string());
  ASSERT_TRUE(imported) << (imported ? "" : imported.error().fields.at(0).field);
  const access::Partnership away{imported->head.id, imported->head.slug, imported->head.name};
  Browser there = test->somebody(away, Role::coordinator);
  const auto papers = there.get("/borte/papers").body;
  const std::string paper = after(papers, "href=\"/borte/papers/");
  std::string found;
  for (auto from = papers.find("/borte/papers/"); from != std::string::npos; from = papers.find("/borte/papers/", from + 1)) {
    const std::string one = papers.substr(from + 14, 26);
    if (Uuid::parse(one)) {
      const auto sent = there.get("/borte/papers/" + one + "/file");
      if (sent.status == 200) found = sent.body;
    }
  }
  EXPECT_EQ(found, pdf) << paper;
  fs::remove_all(folder);
}

TEST_P(MeetingWalk, KeepsADraftForItsTypist) {
  const std::string item = add_item("Sak");
  const auto kept = coordinator->post(item + "/draft", "version=1&discussion=Halvveis&note=");
  EXPECT_EQ(kept.status, 200);
  EXPECT_TRUE(has(coordinator->get(item + "/minutes"), "Halvveis"));
  Browser other = test->somebody(home, Role::coordinator);
  EXPECT_FALSE(has(other.get(item + "/minutes"), "Halvveis"));
  EXPECT_EQ(coordinator->post(item + "/draft", "version=1&discussion=" + std::string(20'001, 'x')).status, 422);
}

TEST_P(MeetingWalk, ShowsWhatHasChangedInThePlanAnItemTreats) {
  const std::string plan = "/hjemme/plans/" + named("plan", "Strategisk");
  const auto next = coordinator->post(plan + "/next", "id=" + Uuid::fresh().text());
  const std::string made = location(next), id = made.substr(made.rfind('/') + 1);
  EXPECT_EQ(coordinator->post(made + "/texts/evaluation", "version=1&text=Et+nytt+avsnitt").status, 303);
  const std::string item = "/hjemme/agenda-items/" + Uuid::fresh().text();
  const auto stored = coordinator->post("/hjemme/agenda-items", "id=" + item.substr(item.rfind('/') + 1) + "&version=0&purpose=decision&title=Planen&plan=" + id +
                                                                    "&meeting=" + meeting.substr(meeting.rfind('/') + 1));
  EXPECT_EQ(stored.status, 303) << stored.body;
  const auto seen = coordinator->get(item);
  EXPECT_TRUE(has(seen, "<h2 id=\"plan-difference\">Endret fra Strategisk plan"));
  EXPECT_TRUE(has(seen, "<ins>") && has(seen, "avsnitt"));
}

TEST_P(MeetingWalk, HandsFilesOutAndSumsUpForANewHolder) {
  add_item("Sak");
  EXPECT_EQ(do_it("/files", "of=agenda&format=pdf&language=nn").status, 303);
  EXPECT_EQ(do_it("/files", "of=agenda&format=exe&language=nn").status, 404);
  EXPECT_EQ(do_it("/files", "of=chair&format=docx&language=nb").status, 303);
  Browser member = as("oyvind.lundeby@kristiansand.example");
  EXPECT_EQ(member.post(meeting + "/files", "of=chair&format=docx&language=nb").status, 404);
  EXPECT_EQ(member.post(meeting + "/files", "of=agenda&format=docx&language=nb").status, 303);
  const std::string seat = "/hjemme/seats/" + named("seat", "Kommunalsjef barnehage");
  const std::size_t before = subjects().size();
  EXPECT_EQ(coordinator->post(seat + "/summary", "").status, 303);
  EXPECT_EQ(subjects().size(), before + 1);
  EXPECT_EQ(member.post(seat + "/summary", "").status, 404);
  EXPECT_EQ(coordinator->post(seat + "/hand-over", "to=").status, 422);
}

INSTANTIATE_ON_BOTH_ENGINES(MeetingWalk);

}  // namespace
}  // namespace samloft::app

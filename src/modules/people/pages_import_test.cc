// Spreadsheets of persons through the pages, on both engines: first the wrong viewers.

#include "access/site.h"
#include "import_for_tests.h"
#include "records/pages.h"

namespace samloft::people {
namespace {

// A browser before a site of one partnership, whose user has the roles it is told.
class ImportPages : public PeopleImport {
 protected:
  void SetUp() override {
    PeopleImport::SetUp();
    if (IsSkipped()) return;
    registry = samloft::testing::fresh_database(GetParam(), place);
    registry->migrate(access::migrations());
    partnership = {Uuid::fresh(), "fjordby", "Fjordby"};
    const auto ready = registry->write([&](db::Connection& db) -> Result<void> {
      access::add_partnership(db, partnership);
      const auto account = access::ensure_account(db, "turid@fjordby.example", "Turid Test",
                                                  Language::bokmal, world->now);
      access::set_member(db, account.id, partnership.id, Uuid::fresh());
      secret = access::open_session(db, account.id, world->now);
      return {};
    });
    ASSERT_TRUE(ready.has_value());
    access::SiteParts parts{*registry,
                            [this](const access::Partnership&) {
                              return std::shared_ptr<db::Database>(&world->database(),
                                                                   [](auto*) {});
                            },
                            [this](db::Connection&, const Uuid&, Date) { return roles; }};
    parts.clock = [this] { return world->now; };
    parts.log_broken = [](const std::string&, const std::string& what) { ADD_FAILURE() << what; };
    site = std::make_unique<access::Site>(std::move(parts));
    add_extras(extras, world->kinds());
    site->add(routes(world->kinds()));
    site->add(records::pages(world->kinds(), extras));
  }
  void TearDown() override {
    site.reset();
    if (registry) {
      registry.reset();
      samloft::testing::drop_database(GetParam(), place);
    }
    PeopleImport::TearDown();
  }

  web::Response ask(web::Request request) {
    request.headers.add("cookie", "__Host-samloft=" + secret);
    request.headers.add("sec-fetch-site", "same-origin");
    return site->answer(request);
  }
  web::Response get(const std::string& path) {
    web::Request request;
    request.method = "GET";
    const auto mark = path.find('?');
    request.path = path.substr(0, mark);
    if (mark != std::string::npos) request.query = *web::parse_query(path.substr(mark + 1));
    return ask(std::move(request));
  }
  std::string token() {
    const std::string body = get("/fjordby/imports/new").body;
    const std::string before = "name=\"csrf\" value=\"";
    const auto at = body.find(before);
    return at == std::string::npos ? "" : body.substr(at + before.size(), 64);
  }
  web::Response post(const std::string& path, const std::string& fields = "") {
    web::Request request;
    request.method = "POST";
    request.path = path;
    request.headers.add("content-type", "application/x-www-form-urlencoded");
    request.body = "csrf=" + token() + fields;
    return ask(std::move(request));
  }
  web::Response upload(const std::string& content) {
    web::Request request;
    request.method = "POST";
    request.path = "/fjordby/imports";
    request.headers.add("content-type", "multipart/form-data; boundary=grense");
    request.body =
        "--grense\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + token() +
        "\r\n--grense\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n"
        "Content-Type: text/csv\r\n\r\n" +
        content + "\r\n--grense--\r\n";
    return ask(std::move(request));
  }
  static std::string location(const web::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Location") return value;
    return "";
  }

  std::unique_ptr<db::Database> registry;
  std::string place, secret;
  access::Partnership partnership;
  Roles roles{Role::coordinator, Role::staff};
  records::Extras extras;
  std::unique_ptr<access::Site> site;
};

TEST_P(ImportPages, AreNotThereForOthers) {
  const std::string one = "/fjordby/imports/" + keep("Navn\r\nKari\r\n").text();
  roles = {Role::staff, Role::unit_leader, Role::owner_leader, Role::auditor};
  for (const std::string& path :
       {std::string("/fjordby/imports/new"), std::string("/fjordby/imports/empty.xlsx"),
        std::string("/fjordby/persons.csv"), std::string("/fjordby/persons.xlsx"), one,
        one + "/rows", one + "/refused.csv", one + "/refused.xlsx"})
    EXPECT_EQ(get(path).status, 404) << path;
  for (const std::string& path :
       {std::string("/fjordby/imports"), one, one + "/removal", one + "/undo"})
    EXPECT_EQ(post(path).status, 404) << path;
  EXPECT_EQ(get("/fjordby/persons").body.find("imports/new"), std::string::npos);
  roles = {Role::coordinator};
  EXPECT_EQ(get(one).status, 200);
  EXPECT_EQ(counts()["person"], 0);
}

TEST_P(ImportPages, LeadFromFileToUndo) {
  make_person("Kari Hansen");
  EXPECT_NE(get("/fjordby/persons").body.find("/fjordby/imports/new"), std::string::npos);
  const auto kept = upload(std::string(kHeader) +
                           "Kari Hansen;;Solbaken skole;Lærer;;;;\r\n"
                           "<b>Ola</b>;ola@fjordby.example;Solbakken skole;Lærer;Koordinator;;;\r\n"
                           "Feil;feil;;;;;;\r\n");
  ASSERT_EQ(kept.status, 303) << kept.body;
  const std::string address = location(kept);
  const auto preview = get(address);
  EXPECT_EQ(preview.status, 200);
  EXPECT_EQ(preview.body.find("<b>Ola"), std::string::npos);
  EXPECT_NE(preview.body.find("name=\"place-2\""), std::string::npos);
  EXPECT_NE(preview.body.find("name=\"person-2\""), std::string::npos);
  EXPECT_EQ(get(address + "/rows").status, 200);
  EXPECT_EQ(get(address + "/refused.csv").status, 200);
  EXPECT_EQ(get(address + "/refused.xlsx").body.substr(0, 2), "PK");
  const auto missing = post(address);
  EXPECT_EQ(missing.status, 422);
  EXPECT_NE(missing.body.find("href=\"#person-2\""), std::string::npos);
  Uuid unit;
  for (const auto& one : people().places)
    if (one.name == "Solbakken skole") unit = one.id;
  const auto half = post(address, "&place-2=" + unit.text());
  EXPECT_EQ(half.status, 422);
  EXPECT_NE(half.body.find("value=\"" + unit.text() + "\" selected"), std::string::npos);
  const auto done = post(address, "&place-2=" + unit.text() + "&person-2=new");
  ASSERT_EQ(done.status, 303) << done.body;
  EXPECT_EQ(counts()["person"], 3);
  EXPECT_EQ(post(address, "&person-2=new").status, 303);  // the answer was lost, sent again
  EXPECT_EQ(counts()["person"], 3);
  const auto result = get(location(done));
  EXPECT_NE(result.body.find(address + "/undo"), std::string::npos);
  EXPECT_EQ(get(address + "/refused.csv").status, 200);
  EXPECT_EQ(post(address + "/undo").status, 303);
  EXPECT_EQ(counts()["person"], 1);
  EXPECT_EQ(get(address).body.find(address + "/undo"), std::string::npos);
}

TEST_P(ImportPages, TellWhyAFileIsRefused) {
  const auto refused = upload("Navn;Fødselsnummer\r\nKari;01010012345\r\n");
  EXPECT_EQ(refused.status, 422);
  EXPECT_NE(refused.body.find("fødselsnummer"), std::string::npos);
  EXPECT_EQ(refused.body.find("01010012345"), std::string::npos);
  EXPECT_EQ(upload("").status, 422);
}

TEST_P(ImportPages, ThrowFilesAwayAndGivePersonsOut) {
  const std::string address = location(upload("Navn\r\nKari\r\n"));
  EXPECT_EQ(post(address + "/removal").status, 303);
  EXPECT_EQ(get(address).status, 404);
  make_person("=Kari", "kari@fjordby.example");
  const auto csv = get("/fjordby/persons.csv");
  EXPECT_NE(csv.body.find("'=Kari;kari@fjordby.example"), std::string::npos);
  EXPECT_EQ(get("/fjordby/persons.xlsx").body.substr(0, 2), "PK");
  EXPECT_EQ(get("/fjordby/imports/empty.xlsx").status, 200);
}

// A browser saves such a file and never shows it; what people are called is text in it.
TEST_P(ImportPages, GivePersonsOutAsFilesToSave) {
  make_person("<script>alert(1)</script>", "kari@fjordby.example");
  make_person("@SUM(1+1)*cmd|' /C calc'!A0", "ola@fjordby.example");
  const auto header = [](const web::Response& response, std::string_view wanted) {
    for (const auto& [name, value] : response.headers)
      if (name == wanted) return value;
    return std::string();
  };
  const auto csv = get("/fjordby/persons.csv"), xlsx = get("/fjordby/persons.xlsx");
  EXPECT_EQ(csv.type, "text/csv; charset=utf-8");
  EXPECT_EQ(header(csv, "Content-Disposition"), "attachment; filename=\"personer.csv\"");
  EXPECT_EQ(header(xlsx, "Content-Disposition"), "attachment; filename=\"personer.xlsx\"");
  EXPECT_NE(csv.body.find("<script>alert(1)</script>;kari@"), std::string::npos);
  EXPECT_NE(csv.body.find("'@SUM(1+1)*cmd|' /C calc'!A0;ola@"), std::string::npos);
}

INSTANTIATE_ON_BOTH_ENGINES(ImportPages);

}  // namespace
}  // namespace samloft::people

// The pages of every kind, through the gate and on both engines: first those they are not for.

#include "records/pages.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/text.h"
#include "db/db.h"
#include "journal/journal.h"
#include "records/image.h"

namespace samloft::records {

// Of records_test.cc.
std::vector<Kind> kinds_for_tests();
std::shared_ptr<db::Database> database_for_tests(db::Engine engine);

namespace {

using Typed = std::vector<std::pair<std::string, std::string>>;

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}
std::string location(const web::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value;
  return "";
}
// The value of a hidden field.
std::string hidden(const std::string& body, const std::string& name) {
  const std::string before = "name=\"" + name + "\" value=\"";
  const auto at = body.find(before);
  if (at == std::string::npos) return "";
  return body.substr(at + before.size(), body.find('"', at + before.size()) - at - before.size());
}

// A browser whose user is Turid, in the roles that the test gives her.
class Pages : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && std::getenv("SAMLOFT_TEST_POSTGRES") == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    database = database_for_tests(GetParam());
    kinds.add(kinds_for_tests());
    file = (std::filesystem::temp_directory_path() / ("samloft_test_" + Uuid::fresh().text()))
               .string();
    registry = std::make_unique<db::Database>(db::Location{db::Engine::sqlite, file, ""});
    registry->migrate(access::migrations());
    turid = sign_up("turid@fjordby.example", person);
    other = sign_up("ola@fjordby.example", Uuid::of_name("test", "ola"));
    access::SiteParts parts{*registry, [this](const access::Partnership&) { return database; },
                            [this](db::Connection&, const Uuid&, Date) { return roles; }};
    parts.clock = [this] { return now; };
    parts.log_broken = [](const std::string&, const std::string& what) { ADD_FAILURE() << what; };
    site = std::make_unique<access::Site>(std::move(parts));
    site->add(pages(kinds, extras));
    site->add(access::account_routes());
  }
  void TearDown() override {
    site.reset();
    registry.reset();
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
  }
  std::string sign_up(const std::string& mail, const Uuid& as) {
    std::string session;
    EXPECT_TRUE(registry->write([&](db::Connection& r) -> Result<void> {
      if (!access::partnership_by_slug(r, "fjordby"))
        access::add_partnership(r, {Uuid::of_name("test", "p"), "fjordby", "Fjordby"});
      const auto account = access::ensure_account(r, mail, "Turid", Language::bokmal, now);
      access::set_member(r, account.id, Uuid::of_name("test", "p"), as);
      session = access::open_session(r, account.id, now);
      return {};
    }));
    return session;
  }

  web::Response send(const std::string& method, const std::string& target,
                     const std::string& body = "") {
    web::Request request;
    request.method = method;
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string::npos) request.query = *web::parse_query(target.substr(mark + 1));
    request.headers.add("cookie", "__Host-samloft=" + turid);
    request.headers.add("sec-fetch-site", "same-origin");
    if (method == "POST") request.headers.add("content-type", "application/x-www-form-urlencoded");
    request.body = body;
    return site->answer(request);
  }
  web::Response get(const std::string& target) { return send("GET", target); }
  web::Response post(const std::string& path, const Typed& typed = {}) {
    std::string body = "csrf=" + hidden(get("/privacy").body, "csrf");
    for (const auto& [name, value] : typed) body += "&" + name + "=" + web::encode_percent(value);
    return send("POST", path, body);
  }
  // What a link in an answer leads to, for the address without its query.
  web::Response follow(const web::Response& response) { return get(location(response)); }

  // Stores a record from its image; the fields without the id.
  Uuid put(std::string_view kind, const std::string& fields, const Uuid& id = Uuid::fresh()) {
    auto record = kinds.by_name(kind)->make();
    read_image("{\"id\":\"" + id.text() + "\"," + fields + "}", *record);
    const auto made = database->write([&](db::Connection& db) {
      const Viewer viewer = Viewer::command_line();
      Work work{db, kinds, viewer, now, {}};
      return create(work, *kinds.by_name(kind), *record);
    });
    EXPECT_TRUE(made) << fields;
    return id;
  }
  Uuid put_plan(const std::string& title, const std::string& more = "") {
    return put("plan", "\"title\":\"" + title + "\",\"state\":\"finished\"" + more);
  }
  static std::string link_to(const Uuid& id) { return "\"" + id.text() + "\""; }
  std::int64_t count(const std::string& kind) {
    return database->read([&](db::Connection& db) {
      return counts(db, kinds, Viewer::command_line())[kind];
    });
  }
  std::string heading(const Uuid& id) {
    return database->read([&](db::Connection& db) { return heading_of(db, id); });
  }
  std::int64_t journal_length() {
    const auto last = database->read([](db::Connection& db) { return journal::newest(db, 1); });
    return last.empty() ? 0 : last.front().number;
  }

  std::shared_ptr<db::Database> database;
  std::unique_ptr<db::Database> registry;
  std::unique_ptr<access::Site> site;
  std::string file, turid, other;
  const Uuid person = Uuid::of_name("test", "turid");
  Kinds kinds;
  Extras extras;
  Roles roles{Role::coordinator};
  Instant now{1795572000000};  // 2026-11-25 03.00 in Oslo
};

// --- whom they are not for

// A link, a table cell, a form's choice, a line of the history: none tells of another's draft.
TEST_P(Pages, DoNotTellOfWhatAScopeHides) {
  const Uuid draft = put("plan", R"("title":"Hemmelig","state":"draft")");
  const Uuid open = put_plan("Åpen", ",\"previous\":" + link_to(draft));
  const std::string at = "/fjordby/plans/" + open.text();
  ASSERT_TRUE(holds(get(at).body, "Hemmelig"));
  ASSERT_TRUE(holds(get(at + "/edit").body, "Hemmelig"));
  ASSERT_TRUE(holds(get("/fjordby/plans").body, "Hemmelig"));
  roles = {Role::staff};
  for (const std::string& path : {at, std::string("/fjordby/plans"), std::string("/fjordby/search?q=hem")}) {
    const auto seen = get(path);
    EXPECT_EQ(seen.status, 200) << path;
    EXPECT_FALSE(holds(seen.body, "Hemmelig")) << path;
    EXPECT_FALSE(holds(seen.body, draft.text())) << path;
  }
}

// The choices of a form are drawn once for all who see the same, and for nobody else.
TEST_P(Pages, KeepTheChoicesOfAFormForTheSameEyes) {
  const std::string form = "/fjordby/plans/new";
  put("plan", R"("title":"Alles utkast","state":"draft")");
  put("person", R"("name":"Turid")", person);
  const Uuid own = put("plan", R"("title":"Turids utkast","state":"draft","owner":)" + link_to(person));
  ASSERT_TRUE(holds(get(form).body, "Alles utkast"));
  roles = {Role::private_owner};
  EXPECT_FALSE(holds(get(form).body, "Alles utkast")) << "another role";
  EXPECT_TRUE(holds(get(form).body, own.text()));
  std::swap(turid, other);
  EXPECT_FALSE(holds(get(form).body, own.text())) << "another person in that role";
  std::swap(turid, other);
  roles = {Role::coordinator};
  EXPECT_TRUE(holds(get(form).body, own.text()));
}

// So is a list as the menu leads to it.
TEST_P(Pages, KeepAListForTheSameEyes) {
  const std::string list = "/fjordby/plans";
  put("person", R"("name":"Turid")", person);
  const Uuid own = put("plan", R"("title":"Turids utkast","state":"draft","owner":)" + link_to(person));
  put("plan", R"("title":"Alles utkast","state":"draft")");
  ASSERT_TRUE(holds(get(list).body, "Alles utkast"));
  ASSERT_TRUE(holds(get(list).body, "Viser 1–2 av 2"));
  roles = {Role::private_owner};
  EXPECT_TRUE(holds(get(list).body, "Viser 1–1 av 1")) << "another role";
  EXPECT_TRUE(holds(get(list).body, own.text()));
  std::swap(turid, other);
  EXPECT_FALSE(holds(get(list).body, own.text())) << "another person in that role";
  std::swap(turid, other);
  roles = {Role::auditor};
  EXPECT_FALSE(holds(get(list).body, list + "/new"));
  roles = {Role::coordinator};
  EXPECT_TRUE(holds(get(list).body, own.text()));
  EXPECT_TRUE(holds(get(list + "?q=alles").body, "Viser 1–1 av 1"));
  EXPECT_TRUE(holds(get(list + "?sort=state&order=descending").body, "aria-sort=\"descending\""));
  EXPECT_FALSE(holds(get(list).body, "aria-sort=\"descending\""));
}

TEST_P(Pages, ShowEachChangeInAListAtOnce) {
  const std::string list = "/fjordby/areas";
  EXPECT_TRUE(holds(get(list).body, "Her er det tomt ennå"));
  roles = {Role::auditor};
  EXPECT_FALSE(holds(get(list).body, list + "/new")) << "what is empty asks only those who may to add";
  roles = {Role::coordinator};
  const Uuid area = put("area", R"("title":"Lek","note":"")");
  EXPECT_TRUE(holds(get(list).body, ">Lek<"));
  ASSERT_EQ(post(list + "/" + area.text(),
                 {{"id", area.text()}, {"version", "1"}, {"title", "Språk"}, {"note", ""}}).status, 303);
  EXPECT_TRUE(holds(get(list).body, ">Språk<"));
  ASSERT_EQ(post(list + "/" + area.text() + "/removal").status, 303);
  EXPECT_TRUE(holds(get(list).body, "Her er det tomt ennå"));
}

TEST_P(Pages, ShowEachChangeInTheChoicesOfAFormAtOnce) {
  const auto choices_of = [&] { return get("/fjordby/plans/new").body; };
  const Uuid area = put("area", R"("title":"Skog","note":"")");
  const std::string at = "/fjordby/areas/" + area.text();
  EXPECT_TRUE(holds(choices_of(), ">Skog<"));
  ASSERT_EQ(post(at, {{"id", area.text()}, {"version", "1"}, {"title", "Fjell"}, {"note", ""}}).status, 303);
  EXPECT_TRUE(holds(choices_of(), ">Fjell<"));
  EXPECT_FALSE(holds(choices_of(), ">Skog<"));
  const Uuid kari = put("person", R"("name":"Kari")");
  EXPECT_TRUE(holds(choices_of(), kari.text()));
  ASSERT_EQ(post(at + "/removal").status, 303);
  EXPECT_FALSE(holds(choices_of(), area.text()));
}

// What a form that was refused has read may have been undone with it.
TEST_P(Pages, KeepNothingOfAFormThatWasRefused) {
  put("area", R"("title":"Lek","note":"")");
  EXPECT_EQ(post("/fjordby/plans", {{"id", Uuid::fresh().text()}, {"version", "0"}, {"title", ""}}).status, 422);
  const Uuid later = put("area", R"("title":"Språk","note":"")");
  EXPECT_TRUE(holds(get("/fjordby/plans/new").body, later.text()));
}

TEST_P(Pages, AreNotThereForOthers) {
  const Uuid plan = put_plan("Plan"),
             step = put("step", "\"plan\":" + link_to(plan) + ",\"text\":\"Steg\"");
  const Uuid review = put("review", "\"step\":" + link_to(step) + ",\"verdict\":\"Bra\"");
  const std::string at = "/fjordby/plans/" + plan.text();
  ASSERT_EQ(post("/fjordby/areas", {{"title", "Område"}}).status, 303);
  const auto removed = post("/fjordby/areas/" + [&] {
    return database->read([&](db::Connection& db) {
      return choices(db, kinds, Viewer::command_line(), "area", 1).front().id.text();
    });
  }() + "/removal");
  const std::string number = location(removed).substr(location(removed).find("done=") + 5);
  const auto length = journal_length();
  roles = {Role::staff};
  for (const std::string& path :
       {std::string("/fjordby/plans/new"), at + "/edit", std::string("/fjordby/reviews"),
        "/fjordby/reviews/" + review.text(), std::string("/fjordby/reviews/new")})
    EXPECT_EQ(get(path).status, 404) << path;
  for (const std::string& path : {std::string("/fjordby/plans"), at, at + "/removal",
                                  "/fjordby/undo/" + number, std::string("/fjordby/reviews")})
    EXPECT_EQ(post(path, {{"title", "Endret"}, {"state", "draft"}, {"version", "1"}}).status, 404)
        << path;
  EXPECT_EQ(journal_length(), length);
  EXPECT_EQ(heading(plan), "Plan");
  const std::string list = get("/fjordby/plans").body, shown = get(at).body;
  EXPECT_TRUE(holds(list, "Plan"));
  for (const char* door : {"/plans/new", "/edit", "/removal", "Bra"}) {
    EXPECT_FALSE(holds(list, door)) << door;
    EXPECT_FALSE(holds(shown, door)) << door;
  }
  EXPECT_FALSE(holds(get("/fjordby/steps/" + step.text()).body, "Bra"))
      << "not even that it is there";
  roles = {};
  for (const std::string& path :
       {std::string("/fjordby/plans"), at, std::string("/fjordby/search?q=plan")})
    EXPECT_EQ(get(path).status, 404) << path;
}

TEST_P(Pages, HideWhatIsOutsideTheScope) {
  put("person", "\"name\":\"Turid\"", person);
  const Uuid hers = put("plan", R"("title":"Hemmelig","state":"draft")");
  const Uuid mine =
      put("plan", R"("title":"Mitt utkast","state":"draft","owner":)" + link_to(person));
  roles = {Role::staff};
  EXPECT_EQ(get("/fjordby/plans/" + hers.text()).status, 404);
  EXPECT_EQ(get("/fjordby/plans/" + mine.text()).status, 200);
  for (const char* path :
       {"/fjordby/plans", "/fjordby/search?q=hemmelig", "/fjordby/plans?q=hemmelig"})
    EXPECT_FALSE(holds(get(path).body, hers.text())) << path;
  roles = {Role::coordinator};
  EXPECT_EQ(get("/fjordby/plans/" + hers.text()).status, 200);
}

TEST_P(Pages, AreNotThereUnderWrongIds) {
  const Uuid area = put("area", "\"title\":\"Område\"");
  const std::string ids[] = {area.text(),   Uuid::fresh().text(), "abc",
                             "' OR 1=1 --", std::string(26, '0'), std::string(5000, 'z')};
  for (const std::string& id : ids) {
    EXPECT_EQ(get("/fjordby/plans/" + id).status, 404) << id;
    EXPECT_EQ(get("/fjordby/plans/" + id + "/edit").status, 404) << id;
    EXPECT_EQ(
        post("/fjordby/plans/" + id, {{"title", "T"}, {"state", "draft"}, {"version", "1"}}).status,
        404);
    EXPECT_EQ(post("/fjordby/plans/" + id + "/removal").status, 404) << id;
    EXPECT_EQ(post("/fjordby/undo/" + id).status, 404) << id;
  }
  EXPECT_EQ(post("/fjordby/undo/1").status, 404) << "a creation is not undone";
  EXPECT_EQ(count("area"), 1);
}

// --- lists

TEST_P(Pages, ListPageByPage) {
  for (int i = 10; i < 40; ++i)
    put("area", "\"title\":\"Nr " + std::to_string(i) + "\",\"note\":\"Merk\"");
  const std::string first = get("/fjordby/areas").body, second = get("/fjordby/areas?page=2").body;
  EXPECT_TRUE(holds(first, "Viser 1–25 av 30."));
  EXPECT_TRUE(holds(first, "Nr 34") && !holds(first, "Nr 35"));
  EXPECT_TRUE(holds(second, "Viser 26–30 av 30."));
  EXPECT_TRUE(holds(second, "Nr 35") && !holds(second, "Nr 34"));
  EXPECT_TRUE(holds(get("/fjordby/areas?q=nr+12").body, "Viser 1–1 av 1."));
  for (const char* page : {"0", "-1", "abc", "", "2.0", "99999999999999999999"})
    EXPECT_TRUE(holds(get("/fjordby/areas?page=" + std::string(page)).body, "Viser 1–25 av 30."))
        << page;
  EXPECT_TRUE(holds(get("/fjordby/areas?page=3").body, "Ingen treff"));
}

TEST_P(Pages, ListNarrowedAndSorted) {
  const Uuid eve = put("person", "\"name\":\"Eva\"");
  put_plan("Dyr", ",\"cost\":1000000,\"owner\":" + link_to(eve));
  put_plan("Billig", ",\"cost\":500");
  put("plan", R"("title":"Utkast","state":"draft")");
  const auto order = [&](const std::string& query) {
    const std::string body = get("/fjordby/plans?" + query).body;
    std::map<std::size_t, std::string> places;
    for (const char* title : {"Dyr", "Billig", "Utkast"})
      if (const auto at = body.find(std::string(">") + title + "</a>"); at != std::string::npos)
        places[at] = title;
    std::string out;
    for (const auto& [at, title] : places) out += (out.empty() ? "" : " ") + title;
    return out;
  };
  EXPECT_EQ(order(""), "Billig Dyr Utkast");
  EXPECT_EQ(order("order=descending"), "Utkast Dyr Billig");
  EXPECT_EQ(order("sort=cost"), "Billig Dyr Utkast");
  EXPECT_EQ(order("sort=cost&order=descending"), "Dyr Billig Utkast");
  EXPECT_EQ(order("state=draft"), "Utkast");
  EXPECT_EQ(order("state=finished&sort=cost&order=descending"), "Dyr Billig");
  EXPECT_EQ(order("owner=" + eve.text()), "Dyr");
  EXPECT_EQ(order("q=billig"), "Billig");
  EXPECT_EQ(order("sort=ukjent&state=&owner=x&x=y"), "Billig Dyr Utkast");
  const std::string body = get("/fjordby/plans?state=finished&q=y&sort=cost").body;
  EXPECT_TRUE(holds(body, R"(<option value="finished" selected>)"));
  EXPECT_TRUE(holds(body, "name=\"q\" value=\"y\""));
  EXPECT_TRUE(holds(body, "aria-sort=\"ascending\""));
  EXPECT_TRUE(
      holds(body, "/fjordby/plans?q=y&amp;state=finished&amp;sort=cost&amp;order=descending&amp;"))
      << "once more by the same column turns the order and keeps the rest";
  EXPECT_TRUE(holds(body, "10\u00a0000\u00a0kr"));
}

TEST_P(Pages, SayWhatBelongsInAnEmptyList) {
  const std::string empty = get("/fjordby/plans").body;
  EXPECT_TRUE(holds(empty, "Her er det tomt ennå") && holds(empty, "Det vi vil."));
  EXPECT_TRUE(holds(empty, "href=\"/fjordby/plans/new\""));
  EXPECT_TRUE(holds(get("/fjordby/plans?q=ukjent").body, "Ingen treff"));
  roles = {Role::staff};
  EXPECT_FALSE(holds(get("/fjordby/plans").body, "/fjordby/plans/new"));
}

// --- new

TEST_P(Pages, StoreWhatIsTypedAndSaySo) {
  const auto made =
      post("/fjordby/plans", {{"title", "  Ny plan "}, {"state", "draft"}, {"cost", "12 500,50"}});
  EXPECT_EQ(made.status, 303);
  const std::string address = location(made);
  EXPECT_TRUE(address.starts_with("/fjordby/plans/") && address.ends_with("?done=1")) << address;
  const std::string body = get(address).body;
  EXPECT_TRUE(holds(body, "«Ny plan» er lagret."));
  EXPECT_TRUE(holds(body, "12\u00a0500,50\u00a0kr"));
  EXPECT_TRUE(holds(body, "Turid opprettet"));
  for (const char* odd : {"2", "0", "-1", "x", "1e3", "9999999999", "99999999999999999999"})
    EXPECT_FALSE(
        holds(get(address.substr(0, address.find('?')) + "?done=" + odd).body, "er lagret."))
        << odd;
  turid = other;
  EXPECT_FALSE(holds(get(address).body, "er lagret.")) << "the address has been passed on";
}

TEST_P(Pages, StoreAFormOnceThoughItIsSentTwice) {
  const std::string id = hidden(get("/fjordby/plans/new").body, "id");
  ASSERT_TRUE(Uuid::parse(id));
  const Typed typed{{"id", id}, {"version", "0"}, {"title", "Plan"}, {"state", "draft"}};
  const auto first = post("/fjordby/plans", typed), again = post("/fjordby/plans", typed);
  EXPECT_EQ(location(first), "/fjordby/plans/" + id + "?done=1");
  EXPECT_EQ(again.status, 303);
  EXPECT_EQ(location(again), "/fjordby/plans/" + id);
  EXPECT_EQ(count("plan"), 1);
  EXPECT_EQ(journal_length(), 1);
  const auto clash = post("/fjordby/areas", {{"id", id}, {"title", "Område"}});
  EXPECT_EQ(clash.status, 422) << "the id of another kind";
  EXPECT_EQ(count("area"), 0);
}

TEST_P(Pages, ChooseALinkBeforehand) {
  const Uuid plan = put_plan("Plan");
  put_plan("Annen");
  EXPECT_TRUE(holds(get("/fjordby/steps/new?plan=" + plan.text()).body,
                    "<option value=\"" + plan.text() + "\" selected>Plan"));
  EXPECT_EQ(get("/fjordby/steps/new?plan=x&after=y").status, 200);
}

TEST_P(Pages, KeepWhatWasTypedBesideWhatIsWrong) {
  const Typed typed{{"title", ""},    {"summary", "Lang <tekst>"}, {"groups", "tolv"},
                    {"share", "101"}, {"state", "active"},         {"themes", "health"},
                    {"version", "0"}};
  const auto refused = post("/fjordby/plans", typed);
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "ds-error-summary"));
  EXPECT_TRUE(holds(refused.body, "href=\"#groups\""));
  EXPECT_TRUE(holds(refused.body, "value=\"tolv\""));
  EXPECT_TRUE(holds(refused.body, "Lang &lt;tekst&gt;</textarea>"));
  EXPECT_TRUE(holds(refused.body, "value=\"active\" checked") &&
              holds(refused.body, "value=\"health\" checked"));
  EXPECT_TRUE(holds(refused.body, "action=\"/fjordby/plans\""));
  auto readable = typed;
  readable[2].second = "12";
  const auto judged = post("/fjordby/plans", readable);
  EXPECT_EQ(judged.status, 422);
  EXPECT_TRUE(holds(judged.body, "href=\"#title\"") && holds(judged.body, "href=\"#share\""));
  readable[0].second = "Tittel";
  readable[3].second = "100";
  const auto ruled = post("/fjordby/plans", readable);
  EXPECT_EQ(ruled.status, 422);
  EXPECT_TRUE(holds(ruled.body, "En plan i gang har et steg."));
  const auto unknown = post("/fjordby/plans", {{"title", "T"}, {"state", "draft"}, {"admin", "1"}});
  EXPECT_EQ(unknown.status, 422);
  EXPECT_TRUE(holds(unknown.body, "ukjent felt: «admin»"));
  EXPECT_EQ(count("plan") + journal_length(), 0);
}

// --- edit

TEST_P(Pages, SaveAndTellWhatChanged) {
  const Uuid id = put_plan("Før", ",\"cost\":500");
  const std::string at = "/fjordby/plans/" + id.text();
  const std::string form = get(at + "/edit").body;
  EXPECT_EQ(hidden(form, "version"), "1");
  EXPECT_TRUE(holds(form, "name=\"title\" value=\"Før\""));
  const auto saved =
      post(at, {{"version", "1"}, {"title", "Etter"}, {"state", "finished"}, {"cost", "5"}});
  EXPECT_EQ(location(saved), at + "?done=2");
  const std::string body = follow(saved).body;
  EXPECT_TRUE(holds(body, "Endringen av «Etter» er lagret."));
  EXPECT_TRUE(holds(body, "Tittel: <del>Før</del> → <ins>Etter</ins>"));
  EXPECT_FALSE(holds(body, "Kostnad: <del>"));
}

TEST_P(Pages, RefuseAFaultySave) {
  const Uuid id = put_plan("Plan");
  const std::string at = "/fjordby/plans/" + id.text();
  for (const std::string version : {"1", "0", "", "x", "-1"}) {
    const auto refused =
        post(at, {{"version", version}, {"title", "Ny"}, {"state", "finished"}, {"groups", "x"}});
    EXPECT_EQ(refused.status, 422) << version;
    EXPECT_TRUE(holds(refused.body, "method=\"post\" action=\"" + at + "\""))
        << "it stays a save: " << version;
  }
  EXPECT_EQ(post(at, {{"version", "1"}, {"title", ""}, {"state", "finished"}}).status, 422);
  EXPECT_EQ(heading(id), "Plan");
  EXPECT_EQ(journal_length(), 1);
}

TEST_P(Pages, ShowTheDifferenceToAStaleSave) {
  const Uuid id = put_plan("Plan"), here = put("area", "\"title\":\"Her\"");
  const std::string at = "/fjordby/plans/" + id.text();
  ASSERT_EQ(post(at, {{"version", "1"}, {"title", "Hennes"}, {"state", "finished"}}).status, 303);
  const Typed mine{
      {"version", "1"}, {"title", "Mitt"}, {"state", "finished"}, {"areas", here.text()}};
  const auto stale = post(at, mine);
  EXPECT_EQ(stale.status, 409);
  for (const char* part :
       {"Forskjellen", "Hennes", "Mitt", "Her", "Lagret nå", "name=\"title\" value=\"Mitt\""})
    EXPECT_TRUE(holds(stale.body, part)) << part;
  EXPECT_EQ(heading(id), "Hennes");
  EXPECT_EQ(hidden(stale.body, "version"), "2");
  for (const std::string version : {"", "0", "x", "3"}) {
    auto odd = mine;
    odd[0].second = version;
    EXPECT_EQ(post(at, odd).status, 409) << version;
  }
  auto again = mine;
  again[0].second = "2";
  EXPECT_EQ(post(at, again).status, 303) << "whoever has seen the difference may win";
  EXPECT_EQ(heading(id), "Mitt");
}

// --- removal and return

TEST_P(Pages, RemoveAndBringBack) {
  const Uuid id = put_plan("Plan");
  put("step", "\"plan\":" + link_to(id) + ",\"text\":\"Steg\"");
  const std::string at = "/fjordby/plans/" + id.text();
  const auto removed = post(at + "/removal");
  EXPECT_EQ(location(removed), "/fjordby/plans?done=4");
  const std::string body = follow(removed).body;
  EXPECT_TRUE(holds(body, "«Plan» er fjernet."));
  EXPECT_TRUE(holds(body, "action=\"/fjordby/undo/4\""));
  EXPECT_EQ(get(at).status, 404);
  EXPECT_EQ(count("step"), 0);
  EXPECT_EQ(post(at + "/removal").status, 404);
  const auto back = post("/fjordby/undo/4");
  EXPECT_EQ(back.status, 303);
  EXPECT_TRUE(location(back).starts_with(at + "?done="));
  EXPECT_EQ(count("plan") + count("step"), 2);
  EXPECT_EQ(post("/fjordby/undo/4").status, 409);
}

TEST_P(Pages, SayWhyAThingStays) {
  const Uuid eve = put("person", "\"name\":\"Eva\"");
  put_plan("Peker <b>", ",\"owner\":" + link_to(eve));
  const auto refused = post("/fjordby/persons/" + eve.text() + "/removal");
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(holds(refused.body, "«Peker &lt;b&gt;» viser hit"));
  EXPECT_EQ(count("person"), 1);
}

// --- a record's page

TEST_P(Pages, ShowWhatPointsAtARecord) {
  const Uuid id = put_plan("Plan"), area = put("area", "\"title\":\"Her\"");
  const std::string at = "/fjordby/plans/" + id.text();
  EXPECT_TRUE(holds(get(at).body, "href=\"/fjordby/steps/new?plan=" + id.text() + "\""))
      << "parts are offered";
  const Uuid step = put("step", "\"plan\":" + link_to(id) + ",\"text\":\"Steg\"");
  for (int i = 0; i < 13; ++i)
    put_plan("Nr " + std::to_string(i),
             ",\"previous\":" + link_to(id) + ",\"areas\":[" + link_to(area) + "]");
  const std::string body = get(at).body;
  EXPECT_TRUE(holds(body, "href=\"/fjordby/steps/" + step.text() + "\""));
  EXPECT_EQ(count_of(body, ">Nr "), 12u) << "the rest are a click away";
  EXPECT_TRUE(holds(body, "href=\"/fjordby/plans?previous=" + id.text() + "\""));
  EXPECT_TRUE(holds(get("/fjordby/plans?previous=" + id.text()).body, "av 13."));
  EXPECT_EQ(count_of(get("/fjordby/areas/" + area.text()).body, ">Nr "), 12u);
}

TEST_P(Pages, MakeRoomForWhatAModuleAdds) {
  const Uuid id = put_plan("Plan");
  extras.of_record["plan"] = [](access::Visit&, const Record& record) {
    return Extra{page::html("<p>knapp</p>"), page::html("<p>over {}</p>", record.id.text()),
                 page::html("<p>under</p>")};
  };
  extras.of_list["plan"] = [](access::Visit&) { return Extra{{}, page::html("<p>bilde</p>"), {}}; };
  const std::string body = get("/fjordby/plans/" + id.text()).body;
  EXPECT_TRUE(holds(body, "<p>knapp</p>") && holds(body, "<p>over " + id.text()) &&
              holds(body, "<p>under</p>"));
  EXPECT_TRUE(holds(get("/fjordby/plans").body, "<p>bilde</p>"));
  EXPECT_FALSE(holds(get("/fjordby/areas").body, "<p>bilde</p>"));
}

// What stands above a list is drawn once for each state, and for those who see the same.
TEST_P(Pages, DrawWhatStandsAboveAListOnce) {
  int drawn = 0;
  extras.drawn_once = {"plan"};
  extras.of_list["plan"] = [&](access::Visit& visit) {
    ++drawn;
    const auto all = list(visit.db(), *kinds.by_name("plan"), visit.viewer, {});
    return Extra{{}, page::html("<p>bilde av {}</p>", all.total), {}};
  };
  put_plan("Plan");
  put("plan", R"("title":"Hemmelig","state":"draft")");
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(holds(get("/fjordby/plans?q=plan").body, "bilde av 2"));
  EXPECT_EQ(drawn, 1);
  roles = {Role::staff};
  EXPECT_TRUE(holds(get("/fjordby/plans").body, "bilde av 1")) << "not what the coordinator sees";
  EXPECT_EQ(drawn, 2);
  roles = {Role::coordinator};
  put_plan("Ny");
  EXPECT_TRUE(holds(get("/fjordby/plans").body, "bilde av 3"));
  EXPECT_EQ(drawn, 3);
  roles = {};
  EXPECT_EQ(get("/fjordby/plans").status, 404) << "kept or not";
}

TEST_P(Pages, LinkToAddressesOfTheWebOnly) {
  const auto shown = [&](const std::string& code) {
    return get("/fjordby/plans/" + put_plan("Plan", ",\"code\":\"" + code + "\"").text()).body;
  };
  EXPECT_TRUE(holds(shown("https://udir.no/a?b=c&d=e"), "href=\"https://udir.no/a?b=c&amp;d=e\""));
  for (const char* code : {"javascript:alert(1)", "http://udir.no", "ftp://udir.no", "A12"}) {
    const std::string body = shown(code);
    EXPECT_TRUE(holds(body, std::string(code) + "</dd>")) << code;
    EXPECT_FALSE(holds(body, std::string(code) + "</a>")) << code;
  }
  EXPECT_FALSE(holds(shown("https://ond.example\\\" onclick=\\\"x"), "\" onclick"));
}

// --- search

TEST_P(Pages, SearchOverAllKinds) {
  const Uuid id = put_plan("Lek og læring"),
             step = put("step", "\"plan\":" + link_to(id) + ",\"text\":\"Gå ut\"");
  put("review", "\"step\":" + link_to(step) + ",\"verdict\":\"Lekent\"");
  const std::string body = get("/fjordby/search?q=LEK").body;
  EXPECT_TRUE(holds(body, "3 treff"));
  EXPECT_TRUE(holds(body, "href=\"/fjordby/steps/" + step.text() + "\""));
  roles = {Role::staff};
  const std::string less = get("/fjordby/search?q=lek").body;
  EXPECT_TRUE(holds(less, "2 treff") && !holds(less, "Lekent"));
  EXPECT_TRUE(holds(get("/fjordby/search").body, "Skriv et navn"));
  EXPECT_TRUE(holds(get("/fjordby/search?q=%3Cb%3E").body, "Søk etter «&lt;b&gt;»"));
  EXPECT_TRUE(holds(get("/fjordby/search?q=ukjent&page=x").body, "Ingen treff"));
}

// --- what people type is text

TEST_P(Pages, ShowWhateverIsTypedAsText) {
  const std::string evil = "\"'><script>alert(1)</script>'; DROP TABLE record; --";
  const std::string shown =
      "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;; DROP TABLE record; --";
  const auto address = [](const web::Response& response) {
    EXPECT_EQ(response.status, 303);
    return location(response).substr(0, location(response).find('?'));
  };
  const std::string owner = address(post("/fjordby/persons", {{"name", evil}}));
  const std::string area = address(post("/fjordby/areas", {{"title", evil}, {"note", evil}}));
  const std::string plan =
      address(post("/fjordby/plans", {{"title", evil},
                                      {"code", "https://x" + evil.substr(0, 3)},
                                      {"summary", evil},
                                      {"state", "draft"},
                                      {"owner", owner.substr(owner.rfind('/') + 1)},
                                      {"areas", area.substr(area.rfind('/') + 1)}}));
  const std::string step =
      address(post("/fjordby/steps", {{"plan", plan.substr(plan.rfind('/') + 1)}, {"text", evil}}));
  const auto save = [&](const std::string& more) {
    return post(plan, {{"version", "1"},
                       {"title", evil + more},
                       {"summary", evil + more},
                       {"state", "draft"},
                       {"owner", owner.substr(owner.rfind('/') + 1)}});
  };
  ASSERT_EQ(save("2").status, 303);
  const auto stale = save("3");
  ASSERT_EQ(stale.status, 409);
  const auto faulty = post(
      plan, {{"version", "2"}, {"title", evil}, {"groups", evil}, {evil, evil}, {"state", evil}});
  ASSERT_EQ(faulty.status, 422);
  const std::string sought = web::encode_percent(evil);
  std::vector<std::string> bodies{stale.body, faulty.body, post(owner + "/removal").body};
  for (const std::string& target :
       {owner, area, plan, step, plan + "/edit", area + "/edit", step + "/edit",
        std::string("/fjordby/plans/new"), std::string("/fjordby/plans"),
        std::string("/fjordby/areas"), std::string("/fjordby/steps"),
        "/fjordby/plans?q=" + sought + "&sort=" + sought + "&state=" + sought + "&owner=" + sought,
        "/fjordby/search?q=" + sought, plan + "?done=5", plan + "/history",
        std::string("/fjordby/journal"), "/fjordby/journal?q=" + sought + "&kind=" + sought})
    bodies.push_back(get(target).body);
  bodies.push_back(follow(post(step + "/removal")).body);
  for (const std::string& body : bodies) {
    EXPECT_TRUE(holds(body, shown) || holds(body, "DROP%20TABLE"));
    EXPECT_FALSE(holds(body, "<script>alert"));
    EXPECT_FALSE(holds(body, "'; DROP"));
  }
  EXPECT_EQ(count("plan") + count("area") + count("person"), 3);
}

// --- the past

TEST_P(Pages, HideThePastOfWhatTheyHide) {
  const Uuid draft = put("plan", R"("title":"Hemmelig","state":"draft")");
  const std::string at = "/fjordby/plans/" + draft.text() + "/history";
  ASSERT_EQ(get(at).status, 200);
  ASSERT_TRUE(holds(get("/fjordby/journal").body, "Hemmelig"));
  roles = {Role::staff};
  EXPECT_EQ(get(at).status, 404);
  EXPECT_EQ(get("/fjordby/journal").status, 404);
  roles = {Role::auditor};  // reads the journal, but not of kinds of which it sees a part only
  EXPECT_EQ(get("/fjordby/journal").status, 200);
  EXPECT_FALSE(holds(get("/fjordby/journal").body, "Hemmelig"));
  EXPECT_FALSE(holds(get("/fjordby/journal?kind=plan&q=hem").body, "Hemmelig"));
  EXPECT_EQ(get("/fjordby/plans/" + Uuid::fresh().text() + "/history").status, 404);
}

TEST_P(Pages, TellWhoChangedWhatFromWhatToWhat) {
  const Uuid eve = put("person", "\"name\":\"Eva\"");
  const Uuid id = put_plan("Før & nå");
  const std::string at = "/fjordby/plans/" + id.text();
  ASSERT_EQ(post(at, {{"version", "1"}, {"title", "<b>Etter"}, {"state", "finished"}, {"owner", eve.text()}}).status, 303);
  const std::string history = get(at + "/history").body;
  EXPECT_TRUE(holds(history, "<del>Før &amp; nå</del> → <ins>&lt;b&gt;Etter</ins>")) << history;
  EXPECT_TRUE(holds(history, "<ins>Eva</ins>"));
  EXPECT_TRUE(holds(history, "Turid"));
  EXPECT_TRUE(holds(history, "opprettet"));
  EXPECT_TRUE(holds(get(at).body, at + "/history"));
  ASSERT_EQ(post(at + "/removal").status, 303);
  EXPECT_EQ(get(at + "/history").status, 404);
  const std::string journal = get("/fjordby/journal").body;
  EXPECT_TRUE(holds(journal, "fjernet"));
  EXPECT_TRUE(holds(journal, "&lt;b&gt;Etter"));
  EXPECT_FALSE(holds(journal, at + "/history"));  // it leads nowhere now
  EXPECT_TRUE(holds(journal, eve.text() + "/history"));
}

TEST_P(Pages, TurnThePagesOfThePast) {
  const Uuid id = put_plan("Plan 0");
  const std::string at = "/fjordby/plans/" + id.text();
  for (int i = 1; i <= 30; ++i) {
    ASSERT_EQ(post(at, {{"version", std::to_string(i)}, {"title", "Plan " + std::to_string(i)}, {"state", "finished"}}).status, 303);
  }
  const std::string first = get(at + "/history").body, second = get(at + "/history?page=2").body;
  EXPECT_EQ(count_of(first, "<time "), 25u);
  EXPECT_EQ(count_of(second, "<time "), 6u);
  EXPECT_TRUE(holds(first, "Viser 1–25 av 31."));
  EXPECT_TRUE(holds(second, "opprettet"));
  EXPECT_EQ(get(at + "/history?page=99999999999").status, 200);
  const std::string oldest = get("/fjordby/journal?order=ascending").body;
  EXPECT_TRUE(holds(oldest, "opprettet"));
  EXPECT_EQ(count_of(get("/fjordby/journal?action=created").body, "<time "), 1u);
  EXPECT_TRUE(holds(get("/fjordby/journal?q=plan+30").body, "Viser 1–1 av 1."));
  EXPECT_TRUE(holds(get("/fjordby/journal?q=%25%27&kind=%27").body, "Ingen treff"));
}

// --- what they cost

TEST_P(Pages, AskTheDatabaseALittle) {
  const Uuid eve = put("person", "\"name\":\"Eva\""), here = put("area", "\"title\":\"Her\"");
  Uuid id;
  for (int i = 0; i < 20; ++i) {
    id = put_plan("Plan " + std::to_string(i),
                  ",\"owner\":" + link_to(eve) + ",\"areas\":[" + link_to(here) + "]");
    put("step", "\"plan\":" + link_to(id) + ",\"text\":\"Steg\"");
  }
  const std::string at = "/fjordby/plans/" + id.text();
  const Typed typed{
      {"title", "Ny"}, {"state", "draft"}, {"owner", eve.text()}, {"areas", here.text()}};
  auto saved = typed;
  saved.emplace_back("version", "1");
  const auto costs = [](const web::Response& response, int expected, std::int64_t most) {
    EXPECT_EQ(response.status, expected) << response.route;
    EXPECT_LE(response.statements, most) << response.route;
    EXPECT_GT(response.statements, 0) << response.route;
  };
  costs(get("/fjordby/plans"), 200, 4);
  costs(get("/fjordby/plans"), 200, 1);
  costs(get("/fjordby/plans?q=plan&sort=owner&page=1"), 200, 3);
  costs(get("/fjordby/plans/new"), 200, 4);
  costs(get("/fjordby/plans/new"), 200, 1);
  costs(get(at), 200, 5);
  costs(get(at + "/history"), 200, 5);
  costs(get("/fjordby/journal"), 200, 5);
  costs(get(at + "/edit"), 200, 5);
  costs(get("/fjordby/search?q=plan"), 200, 2);
  costs(post("/fjordby/plans", typed), 303, 11);
  costs(post(at, saved), 303, 19);
  costs(post(at + "/removal"), 303, 17);
  costs(post("/fjordby/undo/" + std::to_string(journal_length())), 303, 20);
}

INSTANTIATE_TEST_SUITE_P(Engines, Pages,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::records

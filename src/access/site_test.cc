// The gate, asked in-process with real databases: first those who may not enter.

#include <regex>

#include "access/gate_for_tests.h"

namespace samloft::access {
namespace {

// --- who enters

TEST_P(Gate, SendsGuestsToTheDoorWhetherThePartnershipExistsOrNot) {
  Browser browser = guest();
  for (const std::string slug : {"fjordby", "finnes-ikke"}) {
    for (const std::string& below :
         {std::string(), std::string("/plans/1"), std::string("/broken")}) {
      const auto response = browser.get("/" + slug + below);
      EXPECT_EQ(response.status, 303);
      EXPECT_EQ(location(response), "/login?next=/" + slug + below);
      EXPECT_EQ(response.body, "");
    }
  }
  expect_same(browser, "/fjordby/finnes/ikke", "/finnes-ikke/finnes/ikke");
  const auto here = browser.post_raw("/fjordby/notes", "text=x"),
             nowhere = browser.post_raw("/finnes-ikke/notes", "text=x");
  EXPECT_EQ(here.status, 403);
  EXPECT_EQ(same_bytes(here.body, "/fjordby/notes"),
            same_bytes(nowhere.body, "/finnes-ikke/notes"));
  EXPECT_EQ(nowhere.status, 403);
  EXPECT_FALSE(holds(here.body, fjordby.name));
  EXPECT_EQ(notes(), 0);
}

TEST_P(Gate, KeepsStrangersOut) {
  Uuid stranger;
  in_registry([&](auto& r) {
    stranger = ensure_account(r, "fremmed@example.org", "Fremmed", Language::bokmal, now).id;
  });
  Browser browser = browser_of(stranger);
  for (const char* path :
       {"/fjordby", "/fjordby/plans/1", "/fjordby/broken", "/fjordby/finnes-ikke"}) {
    const auto response = browser.get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_FALSE(holds(response.body, fjordby.name)) << "not even its name";
  }
  expect_same(browser, "/fjordby", "/finnes-ikke");
  expect_same(browser, "/fjordby/plans/1", "/finnes-ikke/plans/1");
  EXPECT_EQ(browser.post("/fjordby/notes", "text=x").status, 404);
  EXPECT_EQ(notes(), 0);
  EXPECT_TRUE(broken.empty());
}

TEST_P(Gate, LetsEachRoleIntoItsOwnRoomOnly) {
  for (unsigned role = 0; role < 10; ++role) {
    const std::string own = std::to_string(role);
    Browser browser =
        browser_of(somebody(own + "@fjordby.example", fjordby, {static_cast<Role>(role)}));
    for (unsigned room = 0; room < 10; ++room) {
      EXPECT_EQ(browser.get("/fjordby/rooms/" + std::to_string(room)).status,
                room == role ? 200 : 404)
          << "role " << role << " in room " << room;
    }
  }
}

TEST_P(Gate, ShowsAMemberNothingOfAnotherPartnership) {
  somebody("vigdis@dalen.example", dalen, {Role::coordinator});
  Browser browser = browser_of(kari);
  EXPECT_EQ(browser.get("/fjordby/plans/1").status, 200);
  for (const char* path : {"/dalen", "/dalen/plans/1", "/dalen/broken"}) {
    const auto response = browser.get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_FALSE(holds(response.body, dalen.name));
  }
  expect_same(browser, "/dalen/plans/1", "/finnes-ikke/plans/1");
  EXPECT_EQ(browser.post("/dalen/notes", "text=x").status, 404);
  EXPECT_EQ(notes("dalen"), 0);
  EXPECT_EQ(notes("fjordby"), 0);
}

TEST_P(Gate, GivesOnePersonTwoPartnershipsTheirOwnRoles) {
  somebody("kari@fjordby.example", dalen, {Role::auditor});
  Browser browser = browser_of(kari);
  EXPECT_EQ(browser.get("/fjordby/plans/1").status, 200);
  EXPECT_EQ(browser.get("/fjordby/audit/1").status, 404);
  EXPECT_EQ(browser.get("/dalen/plans/1").status, 404);
  EXPECT_EQ(browser.get("/dalen/audit/1").status, 200);
}

TEST_P(Gate, LetsAPersonActInOneRoleAtATime) {
  Browser both = browser_of(somebody("begge@fjordby.example", fjordby,
                                     {Role::coordinator, Role::auditor, Role::staff}));
  Browser one = browser_of(kari);
  const auto open = [&](Browser& browser) {
    return std::to_string(browser.get("/fjordby/rooms/2").status) + " " +
           std::to_string(browser.get("/fjordby/audit/one").status);
  };
  EXPECT_EQ(open(both), "200 404");
  EXPECT_TRUE(holds(both.get("/fjordby").body, "Opptre som Revisor"));
  EXPECT_EQ(both.post("/fjordby/role", "role=union_representative").status, 404);
  EXPECT_EQ(both.post("/fjordby/role", "role=staff").status, 404);
  EXPECT_EQ(both.post("/fjordby/role", "role=nonsense").status, 404);
  EXPECT_EQ(open(both), "200 404");
  const auto chosen = both.post("/fjordby/role", "role=auditor");
  EXPECT_EQ(chosen.status, 303);
  EXPECT_EQ(location(chosen), "/fjordby");
  EXPECT_EQ(open(both), "404 200");
  in(*databases.at("fjordby"), [&](auto& db) {
    db.run("DELETE FROM duty WHERE role = :role", {{"role", static_cast<std::int64_t>(Role::auditor)}});
  });
  EXPECT_EQ(open(both), "200 404") << "a chosen role ends with the role";
  EXPECT_FALSE(holds(one.get("/fjordby").body, "Opptre som")) << "one role is no choice";
  EXPECT_EQ(one.post("/fjordby/role", "role=auditor").status, 404);
}

TEST_P(Gate, EndsARoleWithItsLastDay) {
  now = end_of_day(Date(2026, 11, 25));
  Browser browser =
      browser_of(somebody("vikar@fjordby.example", fjordby, {Role::coordinator}, "2026-11-26"));
  EXPECT_EQ(browser.get("/fjordby/plans/1").status, 200);
  const std::string token = browser.token();
  pass(1);  // midnight in Oslo, an hour before UTC's
  const auto gone = browser.get("/fjordby/plans/1");
  EXPECT_EQ(gone.status, 404);
  EXPECT_FALSE(holds(gone.body, fjordby.name));
  EXPECT_EQ(browser.post_raw("/fjordby/notes", "csrf=" + token + "&text=x").status, 404);
  EXPECT_EQ(notes(), 0);
  expect_same(browser, "/fjordby/plans/1", "/finnes-ikke/plans/1");
}

TEST_P(Gate, AnswersMissingAndForbiddenWithTheSameBytes) {
  Browser browser = browser_of(kari);
  EXPECT_EQ(browser.get("/fjordby/audit/1").status, 404);
  expect_same(browser, "/fjordby/plans/missing", "/fjordby/audit/1");
  expect_same(browser, "/fjordby/plans/missing", "/fjordby/no/such/place");
}

// While no database answers: what a visitor must know is whether something was saved.
TEST_P(Gate, SaysWhatBecameOfAWriteWhenTheDatabaseIsGone) {
  Browser guest{*site, {}, {}};
  EXPECT_EQ(location(guest.get("/fjordby/gone")), "/login?next=/fjordby/gone");
  Browser browser = browser_of(kari);
  const std::string token = browser.token();
  const auto send = [&](const std::string& text) {
    return browser.post_raw("/fjordby/notes", "csrf=" + token + "&text=" + text);
  };
  const struct {
    web::Response response;
    std::string_view words;
  } cases[] = {{browser.get("/fjordby/gone"), "last siden på nytt"},
               {send("gone"), "Det kunne ikke lagres akkurat nå."},
               {send("doubt"), "vi vet ikke om det ble lagret"}};
  for (const auto& [response, words] : cases) {
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(header(response, "Retry-After"), "5");
    EXPECT_TRUE(holds(response.body, words)) << response.body;
    EXPECT_TRUE(holds(response.body, "01referanse"));
    EXPECT_TRUE(holds(response.body, "Kari &lt;Kontor&gt;"));  // still in
    EXPECT_FALSE(holds(response.body, "hemmelig"));
  }
  EXPECT_EQ(broken.size(), 3u);
  EXPECT_EQ(notes(), 0);
  EXPECT_EQ(send("etter").status, 303);
}

TEST_P(Gate, ShowsTheMenuOfTheViewersRoles) {
  const std::string body = browser_of(kari).get("/fjordby").body;
  EXPECT_TRUE(holds(body, "Planer"));
  EXPECT_FALSE(holds(body, "Revisjon"));
  EXPECT_TRUE(holds(body, "Kari &lt;Kontor&gt;"));
  EXPECT_FALSE(holds(body, "<Kontor>"));
}

TEST_P(Gate, AnswersAHeadAsItsGet) {
  Browser browser = browser_of(kari);
  for (const std::string path :
       {"/", "/login", "/fjordby/plans/1", "/fjordby/audit/1", "/finnes-ikke"}) {
    const auto get = browser.get(path), head = browser.send(browser.request("HEAD", path));
    EXPECT_EQ(head.status, get.status) << path;
    EXPECT_EQ(head.headers, get.headers);
    EXPECT_EQ(head.type, get.type);
  }
  EXPECT_EQ(browser.send(browser.request("HEAD", "/fjordby/notes")).status, 404)
      << "no form is sent so";
  EXPECT_EQ(browser.send(browser.request("DELETE", "/fjordby/plans/1")).status, 404);
}

// --- forms

struct Origin {
  std::string fetch_site, origin;
  bool let_in;
};

TEST_P(Gate, TakesFormsFromItsOwnPagesOnly) {
  const Origin cases[] = {
      {"", "", false},
      {"", "null", false},
      {"", "https://ond.example", false},
      {"", "https://samloft.example.ond.example", false},
      {"", "https://ond.samloft.example", false},
      {"", "https://samloft.example:8443", false},
      {"", "samloft.example", false},
      {"cross-site", "https://samloft.example", false},
      {"same-site", "https://samloft.example", false},
      {"none", "https://samloft.example", false},
      {"SAME-ORIGIN", "", false},
      {"same-origin", "", true},
      {"", "https://samloft.example", true},
  };
  Browser browser = browser_of(kari);
  const std::string token = browser.token();
  std::int64_t expected = 0;
  for (const Origin& one : cases) {
    web::Request request = browser.request("POST", "/fjordby/notes");
    if (!one.fetch_site.empty()) request.headers.add("sec-fetch-site", one.fetch_site);
    if (!one.origin.empty()) request.headers.add("origin", one.origin);
    request.headers.add("content-type", std::string(kForm));
    request.body = "text=x&csrf=" + token;
    EXPECT_EQ(browser.send(request).status, one.let_in ? 303 : 403) << one.fetch_site << one.origin;
    expected += one.let_in;
    EXPECT_EQ(notes(), expected) << one.fetch_site << one.origin;
  }
  web::Request login = guest().request("POST", "/login");
  login.headers.add("origin", "https://ond.example");
  login.headers.add("content-type", std::string(kForm));
  login.body = "mail=kari@fjordby.example&password=" + web::encode_percent(kPhrase);
  EXPECT_EQ(guest().send(login).status, 403) << "nobody is signed in from elsewhere";
}

TEST_P(Gate, TakesFormsWithTheSessionsTokenOnly) {
  Browser browser = browser_of(kari), own_other = browser_of(kari);
  const std::string token = browser.token();
  ASSERT_EQ(token.size(), 64u);
  std::string upper = token, changed = token;
  for (char& letter : upper) letter = static_cast<char>(std::toupper(letter));
  upper.front() = 'A';
  changed.back() = changed.back() == '0' ? '1' : '0';
  for (const std::string& wrong :
       {std::string(), std::string(64, '0'), changed, upper, token.substr(1), token + "0",
        own_other.token(), browser.secret(), std::string(64, 'x')}) {
    const auto refused = browser.post_raw("/fjordby/notes", "text=x&csrf=" + wrong);
    EXPECT_EQ(refused.status, 409) << wrong;
    EXPECT_EQ(notes(), 0) << wrong;
  }
  EXPECT_EQ(browser.post_raw("/fjordby/notes", "text=x").status, 409);
  EXPECT_EQ(browser.post_raw("/logout", "").status, 409);
  EXPECT_EQ(browser.get("/fjordby").status, 200) << "still signed in";
  EXPECT_EQ(browser.post_raw("/fjordby/notes", "text=x&csrf=" + token).status, 303);
  EXPECT_EQ(notes(), 1);
}

TEST_P(Gate, MasksTheTokenAfreshOnEachPage) {
  Browser browser = browser_of(kari);
  const std::string first = browser.token(), second = browser.token();
  EXPECT_NE(first, second) << "a compressed page must not betray it";
  EXPECT_EQ(browser.post_raw("/fjordby/notes", "text=x&csrf=" + first).status, 303);
  EXPECT_EQ(browser.post_raw("/fjordby/notes", "text=x&csrf=" + second).status, 303);
}

TEST_P(Gate, KeepsNothingOfWhatWasRefused) {
  Browser browser = browser_of(kari);
  const std::pair<std::string, int> cases[] = {{"refuse", 422}, {"clash", 409}, {"break", 500}};
  for (const auto& [text, status] : cases) {
    EXPECT_EQ(browser.post("/fjordby/notes", "text=" + text).status, status);
    EXPECT_EQ(notes(), 0) << text;
  }
  EXPECT_EQ(browser.post("/fjordby/notes", "text=ja").status, 303);
  EXPECT_EQ(notes(), 1);
}

TEST_P(Gate, SaysInOneSentenceWhatItCannotRead) {
  struct Case {
    std::string type, body;
    int status;
  };
  std::string many = "a=1";
  for (int i = 0; i < 5001; ++i) many += "&a=1";
  const Case cases[] = {
      {"application/json", "{\"text\":\"x\"}", 415},
      {"text/plain", "text=x", 415},
      {"", "text=x", 415},
      {std::string(kForm), "text=%zz", 400},
      {std::string(kForm), "text=%00", 400},
      {std::string(kForm), "text=%ff", 400},
      {"multipart/form-data", "text=x", 400},
      {"multipart/form-data; boundary=b", "--b\r\nbroken", 400},
      {std::string(kForm), many, 413},
  };
  Browser browser = browser_of(kari);
  for (const Case& one : cases) {
    web::Request request = browser.request("POST", "/fjordby/notes");
    request.headers.add("origin", "https://samloft.example");
    if (!one.type.empty()) request.headers.add("content-type", one.type);
    request.body = one.body;
    EXPECT_EQ(browser.send(request).status, one.status)
        << one.type << " " << one.body.substr(0, 20);
  }
  EXPECT_EQ(notes(), 0);
}

// --- when the world breaks

TEST_P(Gate, AnswersABrokenWorldWithAReference) {
  Browser browser = browser_of(kari);
  const auto response = browser.get("/fjordby/broken");
  EXPECT_EQ(response.status, 500);
  EXPECT_TRUE(holds(response.body, "01referanse"));
  EXPECT_FALSE(holds(response.body, "hemmelig"));
  EXPECT_EQ(broken, std::vector<std::string>{"01referanse: hemmelig: disken er full"});
  browser.headers.add("accept-language", "en");
  EXPECT_TRUE(holds(browser.get("/fjordby/broken").body, "01referanse"));
  EXPECT_EQ(browser.get("/fjordby").status, 200) << "the next request is fine";
}

TEST_P(Gate, IsAliveAndReady) {
  EXPECT_EQ(guest().get("/healthz").status, 200);
  EXPECT_EQ(guest().get("/readyz").status, 200);
  EXPECT_EQ(guest().get("/static/finnes-ikke.css").status, 404);
}

TEST_P(Gate, HandsOutStylesOnce) {
  Browser browser = guest();
  const std::string body = browser.get("/login").body;
  const auto at = body.find("/static/");
  ASSERT_NE(at, std::string::npos);
  const std::string path = body.substr(at, body.find('"', at) - at);
  const auto first = browser.get(path);
  EXPECT_EQ(first.status, 200);
  EXPECT_FALSE(first.body.empty());
  EXPECT_TRUE(holds(header(first, "Cache-Control"), "immutable"));
  browser.headers.add("if-none-match", header(first, "ETag"));
  const auto again = browser.get(path);
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
}

// --- sign-in and sign-out

TEST_P(Gate, SignsIn) {
  Browser browser = guest();
  const auto wrong =
      browser.post("/login", "mail=kari@fjordby.example&password=feil&next=/fjordby");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(holds(wrong.body, "value=\"kari@fjordby.example\"")) << "what was typed stays";
  EXPECT_TRUE(holds(wrong.body, "name=\"next\" value=\"/fjordby\""));
  EXPECT_FALSE(holds(wrong.body, "feil\"")) << "but for the password";
  EXPECT_EQ(header(wrong, "Set-Cookie"), "");
  EXPECT_EQ(sessions(), 0);
  const auto right =
      browser.post("/login", "mail=+KARI@fjordby.example+&next=/fjordby/plans/1&password=" +
                                 web::encode_percent(kPhrase));
  EXPECT_EQ(right.status, 303);
  EXPECT_EQ(location(right), "/fjordby/plans/1");
  const std::string cookie = header(right, "Set-Cookie");
  for (const char* part :
       {"__Host-samloft=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"})
    EXPECT_TRUE(holds(cookie, part)) << part;
  EXPECT_EQ(browser.get("/fjordby/plans/1").status, 200);
}

// Where a browser would leave the installation, the front page is next.
TEST_P(Gate, LeadsNobodyElsewhereAfterwards) {
  const std::pair<std::string, bool> cases[] = {
      {"", false},
      {"https://ond.example", false},
      {"//ond.example", false},
      {"///ond.example", false},
      {"/\\ond.example", false},
      {"\\/ond.example", false},
      {"/\t/ond.example", false},  // browsers leave out tabs and line ends
      {"/\n/ond.example", false},
      {"/\r/ond.example", false},
      {"/fjordby\nSet-Cookie: a=b", false},
      {" //ond.example", false},
      {"ond.example", false},
      {"javascript:alert(1)", false},
      {"mailto:a@ond.example", false},
      {"#", false},
      {"/fjordby/plans/1?q=a b#top", true},
      {"/fjordby/æøå", true},
  };
  Browser known = browser_of(kari);
  for (const auto& [target, let_through] : cases) {
    const std::string expected = let_through ? location(web::Response::see_other(target)) : "/",
                      sent = web::encode_percent(target);
    Browser browser = guest();
    const auto in = browser.post("/login", "mail=kari@fjordby.example&password=" +
                                               web::encode_percent(kPhrase) + "&next=" + sent);
    EXPECT_EQ(in.status, 303);
    EXPECT_EQ(location(in), expected) << target;
    EXPECT_EQ(location(known.post("/language", "language=nb&back=" + sent)), expected) << target;
    EXPECT_EQ(location(guest().post("/language", "language=nb&back=" + sent)), expected) << target;
  }
}

TEST_P(Gate, GivesAFreshSecretAtSignIn) {
  Browser browser = guest();
  const std::string planted(64, 'a');
  browser.cookies["__Host-samloft"] = planted;
  const std::string in = "mail=kari@fjordby.example&password=" + web::encode_percent(kPhrase);
  EXPECT_EQ(browser.post("/login", in).status, 303);
  const std::string first = browser.secret();
  EXPECT_NE(first, planted);
  EXPECT_EQ(browser.post("/login", in).status, 303);
  EXPECT_NE(browser.secret(), first);
  Browser old = guest();
  old.cookies["__Host-samloft"] = first;
  EXPECT_EQ(old.get("/me").status, 303) << "the session before is over";
  EXPECT_EQ(sessions(), 1);
}

// Every form of the pages before the sign-in works for those who are signed in, too: with the token
// that stands in the form.
TEST_P(Gate, LetsSomeoneSignedInSignInAsAnother) {
  Browser browser = browser_of(kari);
  somebody("ola@fjordby.example", fjordby, {Role::staff});
  const auto form = [&](const std::string& page) {
    const std::string body = browser.get(page).body;
    const auto at = body.find("<form class=\"stack\"");
    return at == std::string::npos
               ? ""
               : "csrf=" + Browser::token_in(body.substr(at, body.find("</form>", at) - at));
  };
  EXPECT_EQ(browser
                .post_raw("/login", form("/login") + "&mail=ola@fjordby.example&password=" +
                                        web::encode_percent(kPhrase))
                .status,
            303);
  EXPECT_TRUE(holds(browser.get("/me").body, "ola@fjordby.example"));
  EXPECT_EQ(browser.post_raw("/password", form("/password") + "&mail=kari@fjordby.example").status,
            200);
  send_links();
  ASSERT_EQ(mails.size(), 1u);
  const auto at = mails.front().text.find("/link/");
  const std::string link = mails.front().text.substr(at, 6 + 64);
  EXPECT_EQ(browser.post_raw(link, form(link) + "&password=kort").status, 422);
  EXPECT_EQ(
      browser.post_raw(link, form(link) + "&password=" + web::encode_percent(kPhrase)).status,
      303);
  EXPECT_TRUE(holds(browser.get("/me").body, "kari@fjordby.example"));
}

TEST_P(Gate, SignsOutHereOrEverywhere) {
  Browser here = browser_of(kari), there = browser_of(kari);
  const std::string secret = here.secret();
  const auto out = here.post("/logout");
  EXPECT_EQ(location(out), "/login");
  EXPECT_TRUE(holds(header(out, "Set-Cookie"), "Max-Age=0"));
  EXPECT_EQ(header(out, "Clear-Site-Data"), "\"cache\"");
  Browser thief = guest();
  thief.cookies["__Host-samloft"] = secret;
  EXPECT_EQ(thief.get("/me").status, 303);
  EXPECT_EQ(there.get("/me").status, 200);
  Browser third = browser_of(kari);
  EXPECT_EQ(there.post("/sessions/end").status, 303);
  EXPECT_EQ(third.get("/me").status, 303);
  EXPECT_EQ(sessions(), 0);
}

TEST_P(Gate, ShowsWhereOneIsSignedInAndEndsOne) {
  const Uuid ola = somebody("ola@fjordby.example", fjordby, {Role::staff});
  Browser here = browser_of(kari), there = browser_of(kari), other = browser_of(ola);
  const auto page = here.get("/me").body;
  std::smatch found;
  ASSERT_TRUE(std::regex_search(page, found, std::regex("/sessions/[0-9a-f]{16}/end")));
  const std::string address = found.str();
  EXPECT_TRUE(holds(page, "Denne nettleseren"));
  EXPECT_EQ(location(other.post(address)), "/me#sessions") << "another's looks like one that is gone";
  EXPECT_EQ(there.get("/me").status, 200);
  EXPECT_EQ(location(here.post(address)), "/me#sessions");
  EXPECT_EQ(there.get("/me").status, 303);
  EXPECT_EQ(here.get("/me").status, 200);
  EXPECT_FALSE(holds(here.get("/me").body, "Logg ut der"));
  EXPECT_EQ(here.post("/sessions/0000000000000000/end").status, 303);
  EXPECT_EQ(sessions(), 2);
}

TEST_P(Gate, KeepsASessionInUseAlive) {
  Browser browser = browser_of(kari);
  for (int i = 0; i < 5; ++i) {
    pass(2 * kHour - 1);
    EXPECT_EQ(browser.get("/me").status, 200) << i;
  }
  pass(2 * kHour);
  EXPECT_EQ(browser.get("/me").status, 303);
}

TEST_P(Gate, LeadsFromTheFrontPage) {
  EXPECT_EQ(location(guest().get("/")), "/login");
  EXPECT_EQ(location(browser_of(kari).get("/")), "/fjordby");
  somebody("kari@fjordby.example", dalen, {Role::auditor});
  const auto both = browser_of(kari).get("/");
  EXPECT_EQ(both.status, 200);
  EXPECT_TRUE(holds(both.body, fjordby.name) && holds(both.body, dalen.name));
}

TEST_P(Gate, OffersDemoLoginsOnlyInADemo) {
  const std::string door = "/demo/" + kari.text();
  Browser browser = guest();
  EXPECT_EQ(browser.post(door).status, 404);
  EXPECT_FALSE(holds(browser.get("/login").body, "kari@fjordby.example"));
  EXPECT_EQ(sessions(), 0);
  demo_site = make_site(true);
  Browser visitor{*demo_site, {}, {}};
  EXPECT_TRUE(holds(visitor.get("/login").body, door));
  EXPECT_TRUE(holds(visitor.get("/login").body, "Kari &lt;Kontor&gt;"));
  EXPECT_EQ(visitor.post("/demo/" + Uuid::fresh().text()).status, 404);
  EXPECT_EQ(visitor.post("/demo/hvem-som-helst").status, 404);
  EXPECT_EQ(visitor.post(door).status, 303);
  EXPECT_EQ(visitor.get("/fjordby").status, 200);
}

TEST_P(Gate, LetsAVisitorOfTheDemoBecomeAnother) {
  demo_site = make_site(true);
  const Uuid ola = somebody("ola@fjordby.example", fjordby, {Role::staff});
  Browser visitor{*demo_site, {}, {}};
  visitor.post("/demo/" + kari.text());
  const std::string body = visitor.get("/login").body;
  const std::string form = "action=\"/demo/" + ola.text() + "\"";
  const auto at = body.find(form);
  ASSERT_NE(at, std::string::npos);
  const std::string token = Browser::token_in(body.substr(at, body.find("</form>", at) - at));
  EXPECT_EQ(visitor.post_raw("/demo/" + ola.text(), "csrf=" + token).status, 303);
  EXPECT_TRUE(holds(visitor.get("/me").body, "ola@fjordby.example"));
}

// --- one-time links

TEST_P(Gate, SendsALinkWithoutTellingWhoHasAnAccount) {
  Browser browser = guest();
  const auto unknown = browser.post("/password", "mail=ukjent@fjordby.example");
  EXPECT_TRUE(mails.empty());
  const auto known = browser.post("/password", "mail=KARI@fjordby.example");
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(known.body, unknown.body);
  send_links();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails.front().to, "kari@fjordby.example");
  EXPECT_TRUE(holds(mails.front().text, "https://samloft.example/link/"));
}

TEST_P(Gate, FollowsALinkOnce) {
  Browser browser = guest();
  browser.post("/password", "mail=kari@fjordby.example");
  send_links();
  const std::string& text = mails.front().text;
  const std::string link = text.substr(text.find("/link/"), 6 + 64);
  EXPECT_EQ(browser.get("/link/" + std::string(64, '0')).status, 404);
  EXPECT_TRUE(holds(browser.get(link).body, "Kari &lt;Kontor&gt;"));
  EXPECT_EQ(browser.post(link, "password=kort").status, 422);
  EXPECT_EQ(sessions(), 0);
  const std::string good = "password=" + web::encode_percent("et helt nytt passord");
  EXPECT_EQ(browser.post(link, good).status, 303) << "a refused password leaves the link as it was";
  EXPECT_EQ(browser.get("/fjordby").status, 200);
  EXPECT_EQ(guest().get(link).status, 404);
  EXPECT_EQ(guest().post(link, good).status, 404);
  EXPECT_EQ(sessions(), 1);
}

TEST_P(Gate, InvitesWhoHasAnAddress) {
  Browser browser = browser_of(kari);
  EXPECT_EQ(browser.post("/fjordby/invitation", "mail=").status, 422);
  EXPECT_EQ(browser.post("/fjordby/invitation", "mail=ola").status, 422);
  EXPECT_TRUE(mails.empty());
  EXPECT_EQ(browser.post("/fjordby/invitation", "mail=ola@fjordby.example").status, 303);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails.front().to, "ola@fjordby.example");
  EXPECT_TRUE(holds(mails.front().subject, fjordby.name));
  const auto entries = databases["fjordby"]->read([](auto& db) { return journal::newest(db, 10); });
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries.front().action, "invited");
  EXPECT_EQ(entries.front().account, kari);
  const std::string& text = mails.front().text;
  Browser ola = guest();
  pass(13 * kDay);
  EXPECT_EQ(ola.post(text.substr(text.find("/link/"), 6 + 64),
                     "password=" + web::encode_percent(kPhrase))
                .status,
            303);
  EXPECT_EQ(ola.get("/fjordby").status, 404) << "an account without a role is a stranger";
}

TEST_P(Gate, TakesAnInvitationOnce) {
  Browser browser = browser_of(kari), ola = guest(), thief = guest();
  const auto invite_ola = [&] {
    EXPECT_EQ(browser.post("/fjordby/invitation", "mail=ola@fjordby.example").status, 303);
    const std::string& text = mails.back().text;
    return text.substr(text.find("/link/"), 6 + 64);
  };
  const std::string own = "password=" + web::encode_percent(kPhrase),
                    stolen = "password=" + web::encode_percent("tyvens eget passord");
  const std::string older = invite_ola(), newer = invite_ola();
  EXPECT_EQ(thief.get(older).status, 404) << "a newer one makes it useless";
  EXPECT_EQ(thief.post(older, stolen).status, 404);
  EXPECT_EQ(ola.post(newer, own).status, 303);
  EXPECT_EQ(thief.get(newer).status, 404);
  EXPECT_EQ(thief.post(newer, stolen).status, 404);
  EXPECT_EQ(thief.get("/me").status, 303) << "not signed in by a used link";
  EXPECT_EQ(ola.get("/me").status, 200) << "nor is she signed out by it";
  EXPECT_EQ(thief.post("/login", "mail=ola@fjordby.example&" + stolen).status, 422);
  EXPECT_EQ(guest().post("/login", "mail=ola@fjordby.example&" + own).status, 303);
}

// Whoever asks for somebody's link under another name of ours must not have it lead to them.
TEST_P(Gate, PutsItsOwnAddressIntoLinksWhateverTheCallerCallsIt) {
  web::Request asked;
  asked.method = "POST";
  asked.path = "/password";
  asked.client = "192.0.2.7";
  asked.id = "01referanse";
  for (const char* name : {"host", "x-forwarded-host", "x-original-host"})
    asked.headers.add(name, "ond.example");
  asked.headers.add("forwarded", "host=ond.example;proto=https");
  asked.headers.add("origin", "https://ond.example");
  asked.headers.add("content-type", std::string(kForm));
  asked.body = "mail=kari@fjordby.example";
  EXPECT_EQ(guest().send(asked).status, 200);
  send_links();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_TRUE(holds(mails.front().text, "https://samloft.example/link/"));
  EXPECT_FALSE(holds(mails.front().text, "ond.example"));
}

// --- language

TEST_P(Gate, SpeaksTheLanguageThatWasChosen) {
  const auto speaks = [](Browser browser) {
    const std::string body = browser.get("/login").body;
    const auto at = body.find("lang=\"");
    return body.substr(at + 6, 2);
  };
  Browser browser = guest();
  EXPECT_EQ(speaks(browser), "nb");
  browser.headers.add("accept-language", "en-GB,en;q=0.9");
  EXPECT_EQ(speaks(browser), "en");
  browser.post("/language", "language=nn");
  EXPECT_EQ(browser.cookies["__Host-language"], "nn");
  EXPECT_EQ(speaks(browser), "nn") << "the choice goes before the browser's wish";
  browser.post("/language", "language=klingon");
  EXPECT_EQ(speaks(browser), "nb");
  Browser known = browser_of(kari);
  known.cookies["__Host-language"] = "en";
  EXPECT_EQ(speaks(known), "nb") << "an account brings its language along";
  known.post("/language", "language=nn");
  EXPECT_EQ(speaks(browser_of(kari)), "nn");
}

INSTANTIATE_TEST_SUITE_P(Engines, Gate, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

// --- addresses

TEST(Addresses, FitTheirPattern) {
  struct Case {
    std::string_view pattern, path;
    bool fits;
  };
  const Case cases[] = {
      {"/", "/", true},
      {"/login", "/login", true},
      {"/login", "/login/", false},
      {"/login", "/logins", false},
      {"/{partnership}", "/fjordby", true},
      {"/{partnership}", "/", false},
      {"/{partnership}", "/fjordby/", false},
      {"/{partnership}/needs/{id}", "/fjordby/needs/1", true},
      {"/{partnership}/needs/{id}", "/fjordby/needs/", false},
      {"/{partnership}/needs/{id}", "/fjordby/needs", false},
      {"/{partnership}/needs/{id}", "/fjordby/needs/1/2", false},
      {"/{partnership}/needs/{id}", "//needs/1", false},
      {"/{partnership}/needs/{id}/edit", "/fjordby/needs/1/edit", true},
  };
  for (const Case& one : cases)
    EXPECT_EQ(match(one.pattern, one.path).has_value(), one.fits) << one.pattern << " " << one.path;
  const auto parts = match("/{partnership}/needs/{id}", "/fjordby/needs/new");
  EXPECT_EQ(parts->at("partnership"), "fjordby");
  EXPECT_EQ(parts->at("id"), "new");
}

}  // namespace
}  // namespace samloft::access

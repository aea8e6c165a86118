// Sign-in in two steps, setting up, and the question before dangerous acts, as a browser meets them:
// the wrong person first.

#include <gtest/gtest.h>

#include "access/authenticator_for_tests.h"
#include "access/gate_for_tests.h"
#include "access/second_factor.h"
#include "access/totp.h"

namespace samloft::access {
namespace {

class Door : public Gate {
 protected:
  Door() { two_factor = TwoFactor::required; }
  void SetUp() override {
    Gate::SetUp();
    if (!IsSkipped()) ola = somebody("ola@fjordby.example", fjordby, {Role::staff});
  }

  web::Response sign_in_as(Browser& browser, const std::string& mail,
                           const std::string& next = "/fjordby") {
    return browser.post("/login", "mail=" + mail + "&next=" + next +
                                      "&password=" + web::encode_percent(kPhrase));
  }
  web::Response sign_in(Browser& browser) { return sign_in_as(browser, "kari@fjordby.example"); }
  std::string code() { return totp_code(secret, totp_step(now)); }
  void give_app(const Uuid& account) {
    in_registry([&](auto& r) {
      ASSERT_TRUE(add_app(r, key, account, secret, code(), now));
      recovery = make_recovery_codes(r, account);
    });
    pass(kMinute);
  }
  Factors factors(const Uuid& account) {
    return registry->read([&](auto& r) { return factors_of(r, account); });
  }
  // The value of a field or a data attribute on a page.
  static std::string in_page(const std::string& body, const std::string& before) {
    const auto at = body.find(before);
    if (at == std::string::npos) return "";
    const auto start = at + before.size();
    return body.substr(start, body.find('"', start) - start);
  }
  static std::string field(const web::Response& page, const std::string& name) {
    return web::encode_percent(in_page(page.body, "name=\"" + name + "\" value=\""));
  }
  static std::string challenge_in(const web::Response& page) {
    return from_base64(in_page(page.body, "data-challenge=\"")).value_or("");
  }
  // The secret that a page shows, as an app reads it.
  static std::string secret_in(const web::Response& page) {
    const std::string start = "<p class=\"qr__secret\"><code>";
    const auto at = page.body.find(start);
    if (at == std::string::npos) return "";
    const auto from = at + start.size();
    std::string text = page.body.substr(from, page.body.find('<', from) - from), bytes;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char letter : text) {
      if (letter == ' ') continue;
      buffer = buffer << 5 | static_cast<std::uint32_t>(letter >= 'A' ? letter - 'A' : letter - '2' + 26);
      if ((bits += 5) >= 8) bytes += static_cast<char>(buffer >> (bits -= 8));
    }
    return bytes;
  }
  static std::string fields_of(const PasskeyAnswer& answer, const std::string& prefix) {
    const auto one = [&](const std::string& name, const std::string& bytes) {
      return "&" + prefix + name + "=" + web::encode_percent(to_base64(bytes));
    };
    return one("-credential", answer.credential) + one("-client-data", answer.client_data) +
           one("-authenticator-data", answer.authenticator_data) +
           one("-signature", answer.signature);
  }
  // Sets an app up on the pages, as somebody who may.
  web::Response set_app_up(Browser& browser) {
    const auto page = browser.get("/second-factor/app?next=/fjordby");
    secret = secret_in(page);
    return browser.post("/second-factor/app", "next=/fjordby&sealed=" + field(page, "sealed") +
                                                  "&code=" + code());
  }

  std::string secret = fresh_totp_secret();
  std::vector<std::string> recovery;
  Uuid ola;
};

// --- the second step

TEST_P(Door, LetsNobodyInByThePasswordAlone) {
  give_app(kari);
  Browser browser = guest();
  const auto asked = sign_in(browser);
  EXPECT_EQ(asked.status, 303);
  EXPECT_EQ(location(asked), "/login/code?next=/fjordby");
  for (const Route& route : site->routes()) {
    if (route.who.guests() || route.who.half_open(Stage::code)) continue;
    std::string path = route.pattern;
    if (const auto at = path.find("{partnership}"); at != std::string::npos)
      path.replace(at, 13, "fjordby");
    if (const auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, "1");
    const auto answer = route.method == "GET" ? browser.get(path) : browser.post(path);
    EXPECT_EQ(answer.status, route.method == "GET" ? 303 : 403) << path;
    EXPECT_FALSE(holds(answer.body, fjordby.name)) << path;
    EXPECT_FALSE(holds(answer.body, "otpauth") || holds(answer.body, "sealed")) << path;
  }
  EXPECT_EQ(location(browser.get("/fjordby/plans/1")), "/login/code?next=/fjordby/plans/1");
  EXPECT_EQ(location(browser.get("/second-factor/app")), "/login/code?next=/second-factor/app");
  EXPECT_EQ(browser.post("/second-factor/app/removal").status, 403);
  EXPECT_TRUE(factors(kari).app);
}

TEST_P(Door, OpensWithTheRightCodeAndAFreshSecret) {
  give_app(kari);
  Browser browser = guest();
  EXPECT_EQ(location(browser.get("/login/code")), "/login?next=/login/code") << "a guest";
  sign_in(browser);
  const std::string half = browser.secret();
  const auto wrong = browser.post("/login/code", "code=000000&next=/fjordby/plans/1");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(holds(wrong.body, "gjenopprettingskode"));
  EXPECT_TRUE(holds(wrong.body, "koordinatoren"));
  EXPECT_TRUE(holds(wrong.body, "name=\"next\" value=\"/fjordby/plans/1\""));
  EXPECT_FALSE(holds(wrong.body, "000000") || holds(wrong.body, "kari@"));
  EXPECT_EQ(browser.get("/fjordby").status, 303);
  const auto right = browser.post("/login/code", "code=" + code() + "&next=/fjordby/plans/1");
  EXPECT_EQ(location(right), "/fjordby/plans/1");
  EXPECT_NE(browser.secret(), half);
  EXPECT_EQ(browser.get("/fjordby/plans/1").status, 200);
  EXPECT_EQ(location(browser.get("/login/code")), "/") << "whoever comes back is in";
  Browser planted = guest();
  planted.cookies["__Host-samloft"] = half;
  EXPECT_EQ(planted.get("/me").status, 303) << "the half-open session is over";
  EXPECT_EQ(sessions(), 1);
  Browser again = guest();
  sign_in(again);
  EXPECT_EQ(again.post("/login/code", "code=" + code()).status, 422) << "the same code";
}

TEST_P(Door, WantsTheTokenOfTheHalfOpenSession) {
  give_app(kari);
  Browser browser = guest();
  sign_in(browser);
  EXPECT_EQ(browser.post_raw("/login/code", "code=" + code()).status, 409);
  EXPECT_EQ(browser.get("/fjordby").status, 303);
}

TEST_P(Door, LeadsNobodyElsewhereAfterTheCode) {
  give_app(kari);
  for (const std::string away : {"https://ond.example", "//ond.example", "/\t/ond.example"}) {
    Browser browser = guest();
    const std::string sent = web::encode_percent(away);
    EXPECT_EQ(location(sign_in_as(browser, "kari@fjordby.example", sent)), "/login/code?next=/");
    pass(kMinute);
    EXPECT_EQ(location(browser.post("/login/code", "code=" + code() + "&next=" + sent)), "/");
  }
}

TEST_P(Door, TellsThePersonWhenCodesAreGuessed) {
  give_app(kari);
  Browser browser = guest();
  sign_in(browser);
  for (int i = 0; i < 5; ++i) browser.post("/login/code", "code=000000");
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails.front().to, "kari@fjordby.example");
  EXPECT_TRUE(holds(mails.front().text, "For mange feil koder"));
  const auto closed = browser.post("/login/code", "code=" + code());
  EXPECT_EQ(closed.status, 422);
  EXPECT_TRUE(holds(closed.body, "Vent et kvarter"));
  Browser other = guest();
  sign_in(other);
  EXPECT_EQ(other.post("/login/code", "code=" + code()).status, 422) << "the door is the account's";
  EXPECT_EQ(mails.size(), 1u) << "once is enough";
}

TEST_P(Door, TakesARecoveryCodeAndTellsByMail) {
  give_app(kari);
  Browser browser = guest();
  sign_in(browser);
  EXPECT_EQ(browser.post("/login/code", "code=" + recovery[3]).status, 303);
  EXPECT_EQ(browser.get("/fjordby").status, 200);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_TRUE(holds(mails.front().text, "gjenopprettingskode ble brukt"));
  EXPECT_TRUE(holds(mails.front().text, "https://samloft.example/password"));
  EXPECT_FALSE(holds(mails.front().text, recovery[3]));
}

TEST_P(Door, AsksWhoFollowsALinkFromAMailAsWell) {
  give_app(kari);
  Browser browser = guest();
  browser.post("/password", "mail=kari@fjordby.example");
  send_links();
  const std::string& text = mails.front().text;
  const std::string link = text.substr(text.find("/link/"), 6 + 64);
  const auto followed =
      browser.post(link, "password=" + web::encode_percent("et helt nytt passord"));
  EXPECT_EQ(location(followed), "/login/code?next=/") << "whoever reads the mail is not in";
  EXPECT_EQ(browser.get("/fjordby").status, 303);
}

TEST_P(Door, ForgetsWhoWaitsForAQuarter) {
  give_app(kari);
  Browser browser = guest();
  sign_in(browser);
  pass(15 * kMinute);
  EXPECT_EQ(location(browser.post("/login/code", "code=" + code())), "");
  EXPECT_EQ(location(browser.get("/fjordby")), "/login?next=/fjordby");
}

TEST_P(Door, OpensWithAPasskey) {
  Browser inside = browser_of(ola), outside = guest();
  Authenticator device(-7), stranger(-7);
  const auto page = inside.get("/second-factor/passkeys/new");
  EXPECT_EQ(page.status, 200);
  const auto made = device.make(challenge_in(page));
  const std::string form = "name=Telefonen" + fields_of(made, "passkey");
  EXPECT_EQ(inside.post("/second-factor/passkeys",
                        "name=x" + fields_of(stranger.make("made up"), "passkey")).status, 422);
  EXPECT_EQ(inside.post("/second-factor/passkeys", form).status, 200) << "with recovery codes";
  EXPECT_EQ(inside.post("/second-factor/passkeys", form).status, 422) << "once";
  ASSERT_EQ(factors(ola).passkeys.size(), 1u);
  EXPECT_TRUE(holds(inside.get("/me").body, "Telefonen"));

  EXPECT_EQ(location(sign_in_as(outside, "ola@fjordby.example")), "/login/code?next=/fjordby");
  const auto door = outside.get("/login/code?next=/fjordby");
  EXPECT_TRUE(holds(door.body, "data-credentials=\"" + to_base64(device.credential) + "\""));
  EXPECT_TRUE(holds(door.body, "data-host=\"samloft.example\""));
  EXPECT_TRUE(holds(door.body, "<noscript>"));
  const auto refused = outside.post(
      "/login/passkey", "next=/fjordby" + fields_of(stranger.sign(challenge_in(door)), "passkey"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(outside.get("/fjordby").status, 303);
  EXPECT_EQ(outside.post("/login/passkey", fields_of(device.sign(challenge_in(door)), "passkey"))
                .status, 422) << "the challenge is used up";
  const auto in = outside.post(
      "/login/passkey",
      "next=/fjordby" + fields_of(device.sign(challenge_in(refused)), "passkey"));
  EXPECT_EQ(location(in), "/fjordby");
  EXPECT_EQ(outside.get("/fjordby").status, 200);
}

// --- who must

TEST_P(Door, LeadsCoordinatorsToTheSetUpAndNowhereElse) {
  Browser browser = guest();
  EXPECT_EQ(location(sign_in(browser)), "/login/set-up?next=/fjordby");
  EXPECT_EQ(location(browser.get("/fjordby")), "/login/set-up?next=/fjordby");
  EXPECT_EQ(location(browser.get("/me")), "/login/set-up?next=/me");
  EXPECT_EQ(browser.post("/fjordby/notes", "text=x").status, 403);
  EXPECT_EQ(notes(), 0);
  EXPECT_EQ(browser.post("/second-factor/codes").status, 403);
  EXPECT_EQ(browser.get("/login/set-up").status, 200);
  const std::string half = browser.secret();
  const auto done = set_app_up(browser);
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(holds(done.body, "<ul class=\"recovery\">"));
  EXPECT_NE(browser.secret(), half);
  EXPECT_EQ(browser.get("/fjordby").status, 200);
  EXPECT_EQ(factors(kari).codes_left, 10);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_TRUE(holds(mails.front().text, "kodeapp ble lagt til"));
  Browser next = guest();
  EXPECT_EQ(location(sign_in(next)), "/login/code?next=/fjordby");
}

TEST_P(Door, TakesNoAppWithoutItsCodeOrFromAnotherForm) {
  Browser browser = browser_of(kari), other = browser_of(ola);
  const auto page = browser.get("/second-factor/app");
  EXPECT_TRUE(holds(page.body, "<svg class=\"qr\""));
  secret = secret_in(page);
  ASSERT_EQ(secret.size(), 20u);
  const std::string sealed = field(page, "sealed");
  EXPECT_EQ(browser.post("/second-factor/app", "code=000000&sealed=" + sealed).status, 422);
  EXPECT_EQ(other.post("/second-factor/app", "code=" + code() + "&sealed=" + sealed).status, 409);
  EXPECT_EQ(browser.post("/second-factor/app", "code=" + code() + "&sealed=AAAA").status, 409);
  EXPECT_FALSE(factors(kari).any() || factors(ola).any());
  EXPECT_EQ(browser.post("/second-factor/app", "code=" + code() + "&sealed=" + sealed).status, 200);
  EXPECT_TRUE(factors(kari).app);
}

TEST_P(Door, EndsSessionsThatWereOpenedWithoutTheFactor) {
  Browser here = browser_of(ola), elsewhere = browser_of(ola);
  EXPECT_EQ(set_app_up(here).status, 200);
  EXPECT_EQ(here.get("/me").status, 200);
  EXPECT_EQ(elsewhere.get("/me").status, 303);
}

TEST_P(Door, DemandsNothingOfOthersOrWhereItIsOptional) {
  Browser staff = guest();
  EXPECT_EQ(location(sign_in_as(staff, "ola@fjordby.example")), "/fjordby");
  EXPECT_TRUE(holds(staff.get("/me").body, "/second-factor/app")) << "but they may";
  two_factor = TwoFactor::optional;
  site = make_site(false);
  Browser coordinator = guest();
  EXPECT_EQ(location(sign_in(coordinator)), "/fjordby");
  give_app(kari);
  Browser again = guest();
  EXPECT_EQ(location(sign_in(again)), "/login/code?next=/fjordby") << "who has one is asked";
}

TEST_P(Door, DemandsItOfEverybodyWhereTheyAreAllToHaveOne) {
  two_factor = TwoFactor::everyone;
  site = make_site(false);
  Browser staff = guest();
  EXPECT_EQ(location(sign_in_as(staff, "ola@fjordby.example")), "/login/set-up?next=/fjordby");
  EXPECT_EQ(staff.get("/fjordby").status, 303) << "nothing opens before it is there";
}

TEST_P(Door, DemandsItOfWhoIsCoordinatorAnywhere) {
  somebody("ola@fjordby.example", dalen, {Role::coordinator});
  Browser browser = guest();
  EXPECT_EQ(location(sign_in_as(browser, "ola@fjordby.example")), "/login/set-up?next=/fjordby");
}

TEST_P(Door, DemandsItOfLeadersWhenToldTo) {
  const auto leads_to = [&](const std::string& mail) {
    Browser browser = guest();
    return location(sign_in_as(browser, mail));
  };
  somebody("leder@fjordby.example", fjordby, {Role::owner_leader});
  EXPECT_EQ(leads_to("leder@fjordby.example"), "/fjordby") << "required: coordinators alone";
  two_factor = TwoFactor::leaders;
  site = make_site(false);
  const std::string set_up = "/login/set-up?next=/fjordby";
  for (const Role role : {Role::staff, Role::unit_leader, Role::lecturer, Role::union_representative,
                          Role::private_owner, Role::auditor}) {
    const std::string mail = "annen" + std::to_string(static_cast<int>(role)) + "@fjordby.example";
    somebody(mail, fjordby, {role});
    EXPECT_EQ(leads_to(mail), "/fjordby") << mail;
  }
  EXPECT_EQ(leads_to("kari@fjordby.example"), set_up) << "the coordinator";
  EXPECT_EQ(leads_to("leder@fjordby.example"), set_up);
  for (const Role role : {Role::university_lead, Role::ppt_lead}) {
    const std::string mail = "leder" + std::to_string(static_cast<int>(role)) + "@fjordby.example";
    somebody(mail, fjordby, {Role::staff, role});
    EXPECT_EQ(leads_to(mail), set_up) << mail;
  }
  somebody("borte@fjordby.example", fjordby, {Role::ppt_lead}, "2026-01-01");
  EXPECT_EQ(leads_to("borte@fjordby.example"), "/fjordby") << "a role that is over demands nothing";
}

TEST_P(Door, LetsADemoIn) {
  demo_site = make_site(true);
  Browser visitor{*demo_site, {}, {}};
  EXPECT_EQ(visitor.post("/demo/" + kari.text()).status, 303);
  EXPECT_EQ(visitor.get("/fjordby").status, 200);
  pass(kHour);
  EXPECT_EQ(visitor.post("/fjordby/danger", "text=x").status, 303) << "and asks nothing";
  Browser afterwards{*site, visitor.cookies, {}};
  EXPECT_EQ(afterwards.get("/fjordby").status, 303) << "what a click opened ends with the demo";
}

// --- the question before dangerous acts

TEST_P(Door, AsksAgainBeforeDangerousActsAfterTenMinutes) {
  give_app(kari);
  Browser browser = browser_of(kari);
  EXPECT_EQ(browser.post("/fjordby/danger", "text=first").status, 303) << "just signed in";
  pass(10 * kMinute);
  EXPECT_EQ(browser.post("/fjordby/notes", "text=harmless").status, 303);
  const auto asked =
      browser.post("/fjordby/danger", "text=" + web::encode_percent("<b>\"Æ\"</b>\nto") + "&text=2");
  EXPECT_EQ(asked.status, 422);
  EXPECT_EQ(notes(), 2);
  EXPECT_TRUE(holds(asked.body, "action=\"/fjordby/danger\""));
  EXPECT_TRUE(holds(asked.body, "name=\"text\" value=\"&lt;b&gt;&quot;Æ&quot;&lt;/b&gt;\nto\""));
  EXPECT_TRUE(holds(asked.body, "name=\"text\" value=\"2\""));
  const std::string typed = "text=carried&again-code=";
  EXPECT_EQ(browser.post("/fjordby/danger", typed + "000000").status, 422);
  EXPECT_EQ(browser.post("/fjordby/danger", "text=x&again-password=" + web::encode_percent(kPhrase))
                .status, 422) << "the password is no second factor";
  EXPECT_EQ(notes(), 2);
  const std::string before = browser.secret(), other_tab = browser.token();
  EXPECT_EQ(browser.post("/fjordby/danger", typed + code()).status, 303);
  EXPECT_EQ(notes(), 3);
  EXPECT_NE(browser.secret(), before) << "a fresh secret";
  Browser old = guest();
  old.cookies["__Host-samloft"] = before;
  EXPECT_EQ(old.get("/me").status, 303);
  EXPECT_EQ(browser.post_raw("/fjordby/notes", "text=x&csrf=" + other_tab).status, 303)
      << "forms in other tabs go on";
  pass(10 * kMinute - 1);
  EXPECT_EQ(browser.post("/fjordby/danger", "text=x&again-code=" + code()).status, 303)
      << "an answer that nobody asked for is no field of the form";
  pass(1);
  EXPECT_EQ(browser.post("/fjordby/danger", "text=x").status, 422);
}

TEST_P(Door, AsksWhoHasNoFactorForThePassword) {
  Browser browser = browser_of(kari);
  pass(10 * kMinute);
  EXPECT_TRUE(holds(browser.post("/fjordby/danger", "text=x").body, "again-password"));
  EXPECT_EQ(browser.post("/fjordby/danger", "text=x&again-password=feil").status, 422);
  EXPECT_EQ(notes(), 0);
  EXPECT_EQ(browser.post("/fjordby/danger",
                         "text=x&again-password=" + web::encode_percent(kPhrase)).status, 303);
  EXPECT_EQ(notes(), 1);
}

TEST_P(Door, AsksBeforeWhatLeavesTheHouse) {
  Browser browser = browser_of(kari);
  EXPECT_EQ(browser.get("/fjordby/everyone").status, 200);
  pass(10 * kMinute);
  const auto asked = browser.get("/fjordby/everyone?form=xlsx&q=" + web::encode_percent("a&b"));
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(holds(asked.body, "action=\"/step-up\""));
  const std::string next = field(asked, "next");
  const auto on = browser.post("/step-up", "again-password=" + web::encode_percent(kPhrase) +
                                               "&next=/fjordby/everyone");
  EXPECT_EQ(location(on), "/fjordby/everyone");
  EXPECT_EQ(browser.get("/fjordby/everyone").status, 200);
  EXPECT_EQ(next, web::encode_percent("/fjordby/everyone?form=xlsx&amp;q=a%26b"));
  pass(10 * kMinute);
  EXPECT_EQ(location(browser.post("/step-up", "next=//ond.example&again-password=" +
                                                  web::encode_percent(kPhrase))), "/");
}

TEST_P(Door, AsksNobodyWhoMayNotDoItAnyway) {
  Browser staff = browser_of(ola);
  pass(10 * kMinute);
  EXPECT_EQ(staff.post("/fjordby/danger", "text=x").status, 404);
  EXPECT_EQ(staff.get("/fjordby/everyone").status, 404);
  EXPECT_EQ(staff.get("/dalen/everyone").status, 404);
  expect_same(staff, "/fjordby/everyone", "/fjordby/plans/missing");
  EXPECT_EQ(notes(), 0);
}

TEST_P(Door, AsksAgainByPasskeyToo) {
  Browser browser = browser_of(ola);
  Authenticator device(-257), stranger(-257);
  const auto page = browser.get("/second-factor/passkeys/new");
  ASSERT_EQ(browser.post("/second-factor/passkeys",
                         "name=" + fields_of(device.make(challenge_in(page)), "passkey")).status,
            200);
  const std::string removal = "/second-factor/passkeys/" + factors(ola).passkeys.front().id.text() +
                              "/removal";
  pass(10 * kMinute);
  auto asked = browser.post(removal);
  EXPECT_EQ(asked.status, 422);
  asked = browser.post(removal, fields_of(stranger.sign(challenge_in(asked)), "again"));
  EXPECT_EQ(asked.status, 422);
  EXPECT_EQ(factors(ola).passkeys.size(), 1u);
  Browser thief = browser_of(kari);
  EXPECT_EQ(thief.post(removal).status, 404) << "another's passkey";
  EXPECT_EQ(location(browser.post(removal, fields_of(device.sign(challenge_in(asked)), "again"))),
            "/me");
  EXPECT_TRUE(factors(ola).passkeys.empty());
  EXPECT_TRUE(holds(mails.back().text, "passnøkkel ble fjernet"));
}

TEST_P(Door, GivesFreshCodesAndTakesTheAppAway) {
  Browser browser = browser_of(ola);
  EXPECT_EQ(browser.post("/second-factor/codes").status, 404) << "without a factor";
  EXPECT_EQ(browser.post("/second-factor/app/removal").status, 404);
  set_app_up(browser);
  const auto fresh = browser.post("/second-factor/codes");
  EXPECT_EQ(fresh.status, 200);
  EXPECT_TRUE(holds(fresh.body, "<ul class=\"recovery\">"));
  EXPECT_TRUE(holds(browser.get("/me").body, "10 gjenopprettingskoder igjen"));
  EXPECT_EQ(browser.post("/second-factor/app/removal").status, 303);
  EXPECT_FALSE(factors(ola).any());
  EXPECT_EQ(mails.size(), 3u);
  EXPECT_TRUE(holds(browser.get("/me").body, "Kodeappen ble fjernet"));
}

INSTANTIATE_TEST_SUITE_P(Engines, Door,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace samloft::access

// Closed accounts, and what operators and people are told of sign-ins, ended sessions and denied pages:
// the wrong person first.

#include <gtest/gtest.h>

#include <algorithm>

#include "access/gate_for_tests.h"
#include "access/second_factor.h"

namespace samloft::access {
namespace {

class Events : public Gate {
 protected:
  // The lines of the log that tell of an event while the work is done.
  template <class Work>
  std::vector<std::string> told(const std::string& event, Work work) {
    ::testing::internal::CaptureStderr();
    work();
    std::vector<std::string> lines;
    for (const std::string& line : split(::testing::internal::GetCapturedStderr(), '\n'))
      if (holds(line, "\"event\":\"" + event + "\"")) lines.push_back(line);
    return lines;
  }
  std::string sign_in(Browser& browser, const std::string& phrase = kPhrase) {
    return location(browser.post("/login", "mail=kari@fjordby.example&password=" + web::encode_percent(phrase)));
  }
  void close() { in_registry([&](auto& r) { close_account(r, kari); }); }
  void open() { in_registry([&](auto& r) { open_account(r, kari); }); }
  std::string link_to(LinkKind kind) {
    std::string link;
    in_registry([&](auto& r) { link = "/link/" + make_link(r, kari, kind, now); });
    return link;
  }
};

TEST_P(Events, OfASignInAreToldWithAccountAndAddress) {
  Browser browser = guest();
  const auto refused = told("sign-in refused", [&] { sign_in(browser, "ikke dette passordet"); });
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_TRUE(holds(refused[0], "192.0.2.7"));
  EXPECT_FALSE(holds(refused[0], "kari")) << "what was typed may be a password";
  const auto right = told("signed in", [&] { EXPECT_EQ(sign_in(browser), "/"); });
  ASSERT_EQ(right.size(), 1u);
  EXPECT_TRUE(holds(right[0], kari.text()));
}

TEST_P(Events, OfSessionsThatEndAreTold) {
  const auto one = [&](auto work, const std::string& how) {
    const auto lines = told("session ended", work);
    ASSERT_EQ(lines.size(), 1u) << how;
    EXPECT_TRUE(holds(lines[0], kari.text()) && holds(lines[0], "\"how\":\"" + how + "\"")) << lines[0];
  };
  const auto posts = [&](const std::string& path) {
    return [this, path] { browser_of(kari).post(path); };
  };
  EXPECT_TRUE(told("session ended", [&] {
                browser_of(kari).get("/me");
                guest().post("/logout");
              }).empty());
  one(posts("/logout"), "signed out");
  one(posts("/sessions/end"), "signed out everywhere");
  EXPECT_EQ(registry->read([&](auto& r) { return newest_happenings(r, kari, 9).front().what; }),
            Happening::signed_out_everywhere);
  Browser here = browser_of(kari), there = browser_of(kari);
  one([&] { sign_in(here); }, "a new one of its browser");
  const std::string page = here.get("/me").body;
  std::smatch found;
  ASSERT_TRUE(std::regex_search(page, found, std::regex("/sessions/[0-9a-f]{16}/end")));
  one([&] { here.post(found.str()); }, "ended from another browser");
  const std::string link = link_to(LinkKind::reset);
  one([&] { guest().post(link, "password=" + web::encode_percent("et helt nytt passord nå")); }, "new password");
}

TEST_P(Events, OfDeniedPagesAreToldOfThoseWhoAreSignedInAlone) {
  const Uuid ola = somebody("ola@fjordby.example", fjordby, {Role::staff});
  const Uuid per = somebody("per@dalen.example", dalen, {Role::staff});
  Browser member = browser_of(ola), stranger = browser_of(per), nobody = guest();
  EXPECT_TRUE(told("denied", [&] {
                nobody.get("/fjordby/audit/1");
                nobody.post("/fjordby/notes");
                member.get("/fjordby/plans/1");
                member.get("/fjordby/nowhere");
                member.get("/nothing");
              }).empty());
  const auto denied = told("denied", [&] {
    EXPECT_EQ(member.get("/fjordby/audit/1").status, 404);
    EXPECT_EQ(member.post("/fjordby/notes", "text=x").status, 404);
    EXPECT_EQ(stranger.get("/fjordby/plans/1").status, 404);
  });
  ASSERT_EQ(denied.size(), 3u);
  EXPECT_TRUE(holds(denied[0], ola.text()) && holds(denied[0], "the page is for others")) << denied[0];
  EXPECT_TRUE(holds(denied[0], "\"id\":\"01referanse\"")) << "the line of the request has the path";
  EXPECT_TRUE(holds(denied[2], per.text()) && holds(denied[2], "the partnership is others'")) << denied[2];
  const auto foreign = told("denied", [&] {
    web::Request made = member.request("POST", "/fjordby/notes");
    made.headers.add("origin", "https://ond.example");
    made.headers.add("content-type", std::string(kForm));
    EXPECT_EQ(member.send(made).status, 403);
  });
  ASSERT_EQ(foreign.size(), 1u);
  EXPECT_TRUE(holds(foreign[0], "a form of another site"));
}

TEST_P(Events, OfDeniedPagesFillNoLog) {
  const Uuid ola = somebody("ola@fjordby.example", fjordby, {Role::staff});
  Browser member = browser_of(ola);
  const auto flood = [&] {
    for (int i = 0; i < 100; ++i) member.get("/fjordby/audit/1");
  };
  EXPECT_EQ(told("denied", flood).size(), 20u);
  pass(kMinute);
  EXPECT_EQ(told("further denials of this minute are not told", flood).size(), 1u);
}

TEST(Denials, AreToldTwoHundredTimesAMinuteWhoeverAsks) {
  Denials denials;
  const auto said = [&](Instant now) {
    int count = 0;
    for (int i = 0; i < 10'000; ++i)
      count += denials.of("account " + std::to_string(i), now) != Denials::Say::nothing;
    return count;
  };
  EXPECT_EQ(said(Instant{0}), 200);
  EXPECT_EQ(said(Instant{kMinute - 1}), 0);
  EXPECT_EQ(said(Instant{kMinute}), 200);
}

// --- closed accounts

class ClosedAccounts : public Events {};

TEST_P(ClosedAccounts, EndTheirSessionsAtOnce) {
  const Uuid ola = somebody("ola@fjordby.example", fjordby, {Role::staff});
  Browser browser = browser_of(kari), other = browser_of(ola);
  EXPECT_EQ(browser.get("/fjordby").status, 200);
  close();
  EXPECT_EQ(browser.get("/fjordby").status, 303);
  EXPECT_EQ(other.get("/fjordby").status, 200) << "Ola's goes on";
  // One that was opened in the same moment is worth as little.
  Browser late = browser_of(kari);
  EXPECT_EQ(late.get("/fjordby").status, 303);
  open();
  EXPECT_EQ(browser.get("/fjordby").status, 303) << "what was ended stays ended";
}

TEST_P(ClosedAccounts, LetNobodyIn) {
  demo_site = make_site(true);
  const std::string reset = link_to(LinkKind::reset), invitation = link_to(LinkKind::invitation);
  close();
  const std::string fresh = link_to(LinkKind::reset);
  Browser browser = guest();
  const auto wrong = guest().post("/login", "mail=ukjent@fjordby.example&password=x");
  const auto closed = browser.post("/login", "mail=kari@fjordby.example&password=" + web::encode_percent(kPhrase));
  EXPECT_EQ(closed.status, 422);
  const auto told_of = [](const std::string& body) { return holds(body, "E-postadressen eller passordet er feil"); };
  EXPECT_TRUE(told_of(wrong.body) && told_of(closed.body)) << "it looks like one that is not there";
  for (const std::string& link : {reset, invitation, fresh}) {
    EXPECT_EQ(browser.get(link).status, 404);
    EXPECT_EQ(browser.post(link, "password=" + web::encode_percent("et helt nytt passord nå")).status, 404);
  }
  Browser visitor{*demo_site, {}, {}};
  EXPECT_EQ(visitor.post("/demo/" + kari.text()).status, 404);
  EXPECT_FALSE(holds(visitor.get("/login").body, kari.text()));
  EXPECT_EQ(browser.get("/fjordby").status, 303);
  open();
  EXPECT_EQ(sign_in(browser), "/") << "opened, it is as it was";
  EXPECT_EQ(browser.get("/fjordby").status, 200);
  EXPECT_EQ(guest().get(reset).status, 404) << "but for its links";
}

TEST_P(ClosedAccounts, GetNoLinkAndNobodyIsToldWhy) {
  close();
  Browser browser = guest();
  const auto page = browser.post("/password", "mail=kari@fjordby.example");
  const auto other = browser.post("/password", "mail=ukjent@fjordby.example");
  EXPECT_EQ(page.status, other.status);
  EXPECT_EQ(page.body, other.body);
  send_links();
  EXPECT_TRUE(mails.empty());
}

TEST_P(ClosedAccounts, AreNotInvited) {
  somebody("ola@fjordby.example", dalen, {Role::staff});
  Browser browser = browser_of(kari);
  const std::int64_t before = registry->read([](auto& r) { return r.number("SELECT count(*) FROM member"); });
  in_registry([&](auto& r) { close_account(r, account_by_mail(r, "ola@fjordby.example")->id); });
  const auto refused = browser.post("/fjordby/invitation", "mail=ola@fjordby.example");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "er stengt"));
  EXPECT_TRUE(mails.empty());
  EXPECT_EQ(registry->read([](auto& r) { return r.number("SELECT count(*) FROM member"); }), before);
}

// --- invitations

class Invitations : public Gate {};

// A link in a mail would be a way into the account for two weeks, past its password.
TEST_P(Invitations, MakeNoNewPasswordForWhoHasOne) {
  const Uuid per = somebody("per@dalen.example", dalen, {Role::staff});
  Browser browser = browser_of(kari);
  EXPECT_EQ(browser.post("/fjordby/invitation", "mail=per@dalen.example").status, 303);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].to, "per@dalen.example");
  EXPECT_FALSE(holds(mails[0].text, "/link/")) << mails[0].text;
  EXPECT_TRUE(holds(mails[0].text, "https://samloft.example/login")) << mails[0].text;
  EXPECT_EQ(registry->read([](auto& r) { return r.number("SELECT count(*) FROM one_time_link"); }), 0);
  EXPECT_EQ(registry->read([&](auto& r) { return partnerships_of(r, per).size(); }), 2u);
  Browser his = guest();
  EXPECT_EQ(his.post("/login", "mail=per@dalen.example&password=" + web::encode_percent(kPhrase)).status, 303);
}

const auto kBothEngines = ::testing::Values(db::Engine::sqlite, db::Engine::postgres);
std::string engine_of(const ::testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}
INSTANTIATE_TEST_SUITE_P(Engines, Events, kBothEngines, engine_of);
INSTANTIATE_TEST_SUITE_P(Engines, ClosedAccounts, kBothEngines, engine_of);
INSTANTIATE_TEST_SUITE_P(Engines, Invitations, kBothEngines, engine_of);

}  // namespace
}  // namespace samloft::access

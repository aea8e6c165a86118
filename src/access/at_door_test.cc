// What is counted at the doors, and what the alerts of the package ask for.

#include "access/at_door.h"

#include <fstream>
#include <optional>
#include <regex>
#include <sstream>

#include "access/gate_for_tests.h"
#include "access/second_factor.h"
#include "access/totp.h"
#include "base/figures.h"

namespace samloft::access {
namespace {

// The value of a figure with its labels; nothing when it is not there.
std::optional<double> value_of(const std::string& figure) {
  const std::string text = "\n" + prometheus_text();
  const auto at = text.find("\n" + figure + " ");
  if (at == std::string::npos) return std::nullopt;
  return std::stod(text.substr(at + 1 + figure.size()));
}

class Counts : public Gate {
 protected:
  // By how much the figure rises while the work is done.
  template <class Work>
  double rise(const std::string& figure, Work work) {
    const double before = value_of(figure).value_or(0);
    work();
    return value_of(figure).value_or(0) - before;
  }
  web::Response sign_in(Browser& browser, const std::string& phrase = kPhrase) {
    return browser.post("/login", "mail=kari@fjordby.example&password=" + web::encode_percent(phrase));
  }
  void guess(Browser browser, int times) {
    for (int i = 0; i < times; ++i) EXPECT_EQ(sign_in(browser, "feil").status, 422);
  }
};

TEST_P(Counts, HoldNoNamesAndNoAddresses) {
  Browser browser = guest();
  guess(browser, 1);
  sign_in(browser);
  browser.post("/password", "mail=kari@fjordby.example");
  browser.get("/dalen/plans/1");
  browser.post("/logout");
  const std::string text = prometheus_text();
  for (const std::string& word : {std::string("kari"), std::string("fjordby"), std::string("192.0.2"), kari.text()})
    EXPECT_FALSE(holds(text, word)) << word;
}

TEST_P(Counts, TellWhatBecameOfPasswords) {
  const std::string tried = "samloft_passwords_tried_total";
  Browser browser = guest();
  EXPECT_EQ(rise(tried + "{outcome=\"wrong\"}", [&] { guess(browser, 2); }), 2);
  EXPECT_EQ(rise("samloft_sign_ins_total", [&] {
              EXPECT_EQ(rise(tried + "{outcome=\"right\"}", [&] { sign_in(browser); }), 1);
            }), 1);
  guess(guest(), 10);
  EXPECT_EQ(rise(tried + "{outcome=\"closed\"}", [&] { guess(guest(), 3); }), 3);
}

TEST_P(Counts, TellWhichDoorsClose) {
  const auto closed = [](const std::string& door) { return "samloft_doors_closed_total{door=\"" + door + "\"}"; };
  Browser known = guest();
  sign_in(known);
  EXPECT_EQ(rise(closed("account"), [&] { guess(guest(), 9); }), 0);
  EXPECT_EQ(rise(closed("account"), [&] { guess(guest(), 3); }), 1) << "once, with the tenth";
  EXPECT_EQ(rise(closed("browser"), [&] { guess(known, 12); }), 1);
  in_registry([](auto& r) {
    r.run("UPDATE sign_in_failure SET failures = 99 WHERE subject LIKE 'client:%'");
    r.run("DELETE FROM sign_in_failure WHERE subject LIKE 'account:%'");
  });
  EXPECT_EQ(rise(closed("address"), [&] { guess(guest(), 2); }), 1);
}

TEST_P(Counts, TellOfSecondFactors) {
  const std::string secret = fresh_totp_secret(), tried = "samloft_second_factors_tried_total";
  in_registry([&](auto& r) {
    ASSERT_TRUE(add_app(r, key, kari, secret, totp_code(secret, totp_step(now)), now));
  });
  pass(kMinute);
  Browser browser = guest();
  EXPECT_EQ(rise("samloft_sign_ins_total", [&] { sign_in(browser); }), 0) << "it is not in yet";
  const auto wrong = [&] { browser.post("/login/code", "code=000"); };
  EXPECT_EQ(rise(tried + "{outcome=\"wrong code\"}", wrong), 1);
  EXPECT_EQ(rise(tried + "{outcome=\"app\"}", [&] {
              browser.post("/login/code", "code=" + totp_code(secret, totp_step(now)));
            }), 1);
  Browser thief = guest();
  sign_in(thief);
  EXPECT_EQ(rise("samloft_doors_closed_total{door=\"codes\"}", [&] {
              for (int i = 0; i < 7; ++i) thief.post("/login/code", "code=000");
            }), 1);
}

TEST_P(Counts, TellOfLinks) {
  const auto links = [](const std::string& what) { return "samloft_links_total{what=\"" + what + "\"}"; };
  Browser browser = guest();
  const auto ask = [&] {
    for (int i = 0; i < 5; ++i) browser.post("/password", "mail=kari@fjordby.example");
  };
  EXPECT_EQ(rise(links("put off"), [&] { EXPECT_EQ(rise(links("asked for"), ask), 3); }), 2);
  EXPECT_EQ(rise(links("reset sent"), [&] { send_links(); }), 1);
  const std::string& text = mails.front().text;
  const std::string link = text.substr(text.find("/link/"), 6 + 64);
  EXPECT_EQ(rise(links("used"), [&] {
              browser.post(link, "password=" + web::encode_percent("et helt nytt passord"));
            }), 1);
  EXPECT_EQ(rise(links("unknown"), [&] { guest().get(link); }), 1);
  EXPECT_EQ(rise(links("invitation sent"), [&] {
              browser_of(kari).post("/fjordby/invitation", "mail=ola@fjordby.example");
            }), 1);
}

TEST_P(Counts, TellOfEndedSessionsAndDeniedPages) {
  Browser browser = browser_of(kari);
  EXPECT_EQ(rise("samloft_denied_total{why=\"the page is for others\"}", [&] {
              for (int i = 0; i < 30; ++i) browser.get("/fjordby/audit/1");
            }), 30) << "more than the log is told";
  EXPECT_EQ(rise("samloft_sessions_ended_total{how=\"signed out\"}", [&] { browser.post("/logout"); }), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, Counts,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), [](const auto& info) {
                           return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
                         });

// An alert on a figure that nobody counts would never be raised.
TEST(Alerts, AskForFiguresThatAreThereFromTheStart) {
  begin_tallies();
  std::stringstream text;
  text << std::ifstream(SAMLOFT_SOURCE "/package/alerts.yml").rdbuf();
  const std::string rules = text.str();
  // samloft_doors_closed_total{door=~"address|answers"}
  const std::regex doors("(samloft_(?:passwords|second|sign|doors|links)\\w*)(?:\\{(\\w+)=~?\"([^\"]*)\"\\})?");
  int asked = 0;
  for (auto one = std::sregex_iterator(rules.begin(), rules.end(), doors); one != std::sregex_iterator(); ++one) {
    for (const std::string& value : split((*one)[3].str(), '|')) {
      const std::string labels = value.empty() ? "" : "{" + label((*one)[2].str(), value) + "}";
      EXPECT_TRUE(value_of((*one)[1].str() + labels)) << one->str();
      ++asked;
    }
  }
  EXPECT_GE(asked, 9);
}

}  // namespace
}  // namespace samloft::access

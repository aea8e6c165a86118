// A round's page: what shows when, and to whom.

#include "access/site.h"
#include "views_round.h"
#include "world_for_tests.h"

namespace samloft::needs {
namespace {

class RoundPages : public InProcess {
 protected:
  void SetUp() override {
    InProcess::SetUp();
    if (IsSkipped()) return;
    add_extras(extras, world->kinds());
    a = need("Alfa");
    b = need("Bravo");
    Round made;
    made.title = "Prioritering 2027";
    made.needs = {a, b};
    round = world->create("round", made);
    Yardstick stick;
    stick.round = round;
    stick.place = 1;
    stick.weight = 2;
    stick.title = "Haster";
    world->create("yardstick", stick);
  }
  std::string page(const std::string& below = "") {
    auto all = routes(world->kinds());
    for (auto& route : records::pages(world->kinds(), extras)) all.push_back(route);
    return world->get(all, "/fjordby/rounds/" + round.text() + below);
  }
  void scored(std::int64_t for_a, std::int64_t for_b) {
    const auto outcome = doing([&](records::Work& work) {
      return score(work, round, {{a, {for_a}}, {b, {for_b}}});
    });
    ASSERT_TRUE(outcome);
  }
  records::Extras extras;
  Uuid a, b, round;
};

TEST_P(RoundPages, AskEachForTheirOwnFirst) {
  scored(4, 1);
  EXPECT_TRUE(holds(page(), "Hvor høyt behovene er satt"));
  world->viewer.person = person("En annen");
  const std::string other = page();
  EXPECT_FALSE(holds(other, "Hvor høyt behovene er satt"));
  EXPECT_TRUE(holds(other, "Én har gitt poeng."));
  EXPECT_TRUE(holds(other, "Gi poeng"));
  const std::string ballot = page("/ballot");
  EXPECT_TRUE(holds(ballot, "name=\"p-" + a.text() + "-1\""));
  EXPECT_FALSE(holds(ballot, "<option value=\"4\" selected")) << "another's points are not shown";
  be(Role::staff);
  EXPECT_EQ(page("/ballot"), "404");
  EXPECT_FALSE(holds(page(), "Gi poeng"));
}

TEST_P(RoundPages, SuggestTheOrderOfTheScoresWhenClosed) {
  scored(1, 4);
  ASSERT_TRUE(doing([&](records::Work& work) { return close(work, round); }));
  const std::string seen = page();
  EXPECT_TRUE(holds(seen, "Vedta rekkefølgen"));
  const auto bravo = seen.find("name=\"place-" + b.text()),
             alfa = seen.find("name=\"place-" + a.text());
  ASSERT_NE(bravo, std::string::npos);
  EXPECT_LT(bravo, alfa);
  EXPECT_TRUE(holds(seen, "4,00"));
  EXPECT_EQ(page("/ballot"), "404");
  be(Role::ppt_lead);
  EXPECT_FALSE(holds(page(), "Vedta rekkefølgen"));
  EXPECT_TRUE(holds(page(), "4,00"));
  be(Role::staff);
  EXPECT_FALSE(holds(page(), "4,00"));
}

TEST_P(RoundPages, ShowTheOrderAndItsMinutes) {
  ASSERT_TRUE(doing([&](records::Work& work) { return close(work, round); }));
  people::Body made;
  made.name = "Styringsgruppa";
  const Uuid body = world->create("body", made);
  ASSERT_TRUE(doing([&](records::Work& work) {
    return decide(work, round, {b}, body, Date(2026, 11, 20), "Sak 14/26.");
  }));
  be(Role::staff);
  const std::string seen = page();
  EXPECT_TRUE(holds(seen, "Vedtatt av Styringsgruppa, 20. november 2026."));
  EXPECT_TRUE(holds(seen, "Sak 14/26."));
  EXPECT_TRUE(holds(seen, "ikke nå"));
}

TEST(Decimals, StandAsEachLanguageWritesThem) {
  EXPECT_EQ(decimal(Texts(), 2.745), "2,75");
  EXPECT_EQ(decimal(Texts(), 4.0), "4,00");
  EXPECT_EQ(decimal(Texts(Language::english), 0.05), "0.05");
  EXPECT_EQ(decimal(Texts(), 1.0 / 3), "0,33");
}

INSTANTIATE_ON_BOTH_ENGINES(RoundPages);

}  // namespace
}  // namespace samloft::needs
